"""The lemma that every chapter stands on, as an entry of the ledger."""

from proofs.statement import Entry, settled
from proofs.symmetry import ACT, EQUIVARIANCE, IMAGE_UPDATE, UPDATE, image, state, trajectory_lemma
from proofs.terms import equals, say, scalar, vector

theta, sample = vector("theta"), vector("z")

entry = Entry(
    "symmetry.trajectory",
    place=10,
    title="A map that carries one update into another carries runs into runs",
    idea="Where a map can be carried past one update, it can be carried past them all, one after "
    "another: to map the start and then to run is to run and then to map the end. The update on "
    "the other side of the map may have other settings, such as another rate.",
    says=say(
        "If {} for every state {} and every sample {}, then the run of {} that starts at {} is {} "
        "for every number of updates.",
        *(EQUIVARIANCE.relation, theta, sample, IMAGE_UPDATE(theta, sample), ACT(state("0"))),
        equals(image("t"), ACT(state("t"))),
    ),
    given=(EQUIVARIANCE,),
)
entry.shows("induction", "Induction on the number of updates", settled(trajectory_lemma()))
entry.without(EQUIVARIANCE, "An action and updates that do not commute:")
entry.twin(
    "The image of a run is a run of the same update.",
    equals(UPDATE(ACT(theta), sample), ACT(UPDATE(theta, sample))),
)
learned = "the state after {} updates: weights, biases, whatever is learned"
entry.symbol(state("t"), learned, scalar("t"))
entry.symbol(UPDATE(theta, sample), "one update with the sample ", sample)
entry.symbol(ACT(theta), "the action of the symmetry on states")
entry.symbol(IMAGE_UPDATE(theta, sample), "one update with the hyper-parameters acted on as well")
entry.symbol(image("t"), "the second run")
