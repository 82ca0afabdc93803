"""The lemma that every chapter stands on, as an entry of the ledger."""

from __future__ import annotations

from proofs.claim import Claim, Need, Part, Twin, entry
from proofs.derivation import needed
from proofs.symmetry import ACT, EQUIVARIANCE, IMAGE_UPDATE, UPDATE, image, state, trajectory_lemma
from proofs.terms import equals, say, scalar, vector


@entry("symmetry.trajectory", place=10)
def trajectory() -> Claim:
    """The ledger's entry for the lemma."""
    theta, sample = vector("theta"), vector("z")
    return Claim(
        "symmetry.trajectory",
        "An update that commutes with a symmetry has trajectories that do",
        say(
            "If {} for every state {} and every sample {}, then the run of {} that starts at {} "
            "is {} for every number of updates.",
            EQUIVARIANCE.relation,
            theta,
            sample,
            IMAGE_UPDATE(theta, sample),
            ACT(state("0")),
            equals(image("t"), ACT(state("t"))),
        ),
        (EQUIVARIANCE,),
        (Part("induction", trajectory_lemma, say("Induction on the number of updates")),),
        (
            Need(
                "one step is equivariant",
                "equivariance",
                lambda: needed(trajectory_lemma(), "one step is equivariant"),
                say("An action and updates that do not commute:"),
            ),
        ),
        Twin(
            say("The image of a run is a run of the same update."),
            equals(UPDATE(ACT(theta), sample), ACT(UPDATE(theta, sample))),
        ),
        notation=(
            (
                say(state("t")),
                say(
                    "the state after {} updates: weights, biases, whatever is learned", scalar("t")
                ),
            ),
            (say(UPDATE(theta, sample)), say("one update with the sample ", sample)),
            (say(ACT(theta)), say("the action of the symmetry on states")),
            (
                say(IMAGE_UPDATE(theta, sample)),
                say("one update with the hyper-parameters acted on as well"),
            ),
            (say(image("t")), say("the second run")),
        ),
    )
