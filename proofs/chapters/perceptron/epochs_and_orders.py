"""Any sequence of samples; a rule that reads mistakes only stops at the same time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from proofs.chapters.perceptron.setting import (
    BEFORE,
    BUILT_IN,
    DISTRIBUTE,
    INTO_DOT,
    LOOKS_AT_WEIGHTS,
    NOW,
    POSITIVE_RATE,
    RUN_NEEDS,
    SIGN_ALONE,
    TEXTBOOK,
    ZERO_START,
    _equivariance,
    _need,
    both_start_at_zero,
    eta,
    v,
    w,
    x,
    y,
    z,
)
from proofs.claim import Claim, Need, Part, Twin, entry, needs_step, refutation
from proofs.derivation import Derivation, cite, derive
from proofs.symmetry import Instance, by_symmetry, equivariance_of
from proofs.terms import (
    MAX,
    PHI,
    Symbol,
    Term,
    define,
    dot,
    equals,
    function,
    number,
    say,
    scalar,
    threshold,
)


@entry("perceptron.epochs-and-orders", place=150)
def epochs_and_orders() -> Claim:
    """Any sequence of samples; a rule that reads mistakes only stops at the same time."""
    memory = function("r", ("scalar", "scalar", "scalar"))
    stop = function("s")
    loss_start = scalar("rho")
    n: Callable[[str | int], Symbol] = lambda index: scalar("n", str(index))  # noqa: E731
    m: Callable[[str | int], Symbol] = lambda index: scalar("m", str(index))  # noqa: E731
    sample, label = x("i_t"), y("i_t")

    def net(weights: Term) -> Term:
        return PHI(dot(weights, sample))

    @cache
    def recorded() -> Instance:
        action = {w(NOW): eta * v(NOW), m(NOW): n(NOW)}
        update = {
            v(NOW): v(BEFORE) + (label - net(v(BEFORE))) * sample,
            n(NOW): memory(n(BEFORE), label, net(v(BEFORE))),
        }
        image_update = {
            w(NOW): w(BEFORE) + eta * (label - net(w(BEFORE))) * sample,
            m(NOW): memory(m(BEFORE), label, net(w(BEFORE))),
        }
        weights, records = equivariance_of(action, update, image_update)
        inside = PHI(eta * dot(v(BEFORE), sample))
        chains = [
            _equivariance(
                "the weights commute with scaling",
                (POSITIVE_RATE,),
                weights,
                (eta * v(BEFORE) + eta * (label - net(v(BEFORE))) * sample, DISTRIBUTE),
                (eta * v(BEFORE) + eta * (label - inside) * sample, SIGN_ALONE),
                last=INTO_DOT,
            ),
            _equivariance(
                "the record of mistakes does not change",
                (POSITIVE_RATE,),
                records,
                (memory(n(BEFORE), label, inside), SIGN_ALONE),
                last=INTO_DOT,
            ),
        ]
        starts = [
            both_start_at_zero(),
            derive(
                "the records start alike",
                m(0),
                [
                    define("the record before any sample", m(0), loss_start),
                    define("the same record at rate 1, to begin with", n(0), loss_start),
                ],
            )
            .eq(loss_start, "the record before any sample")
            .eq(n(0), "the same record at rate 1"),
        ]
        return by_symmetry(
            "any sequence of samples, with a record of mistakes",
            action=action,
            update=update,
            image_update=image_update,
            start=starts,
            equivariance=chains,
        )

    @cache
    def stopping() -> Derivation:
        return derive(
            "the rule to stop decides alike",
            stop(m(NOW)),
            [POSITIVE_RATE, cite(recorded(), which=1)],
        ).eq(stop(n(NOW)), "the records agree")

    @cache
    def tolerance() -> Derivation:
        def loss(weights: Term) -> Term:
            return MAX(number(0), -(label * dot(weights, sample)))

        return (
            derive(
                "the loss is scaled by the rate", loss(w(NOW)), [POSITIVE_RATE, cite(recorded())]
            )
            .eq(loss(eta * v(NOW)), "the rate factors out of the weights")
            .eq(eta * loss(v(NOW)), "a positive factor moves out of the maximum")
        )

    def epoch_loss(rate: Term) -> Term:
        """The loss of the first epoch over (1, -1) and (1, +1), from zero, in one dimension."""
        one = number(1)
        second = (0 + rate * (-one - TEXTBOOK(0 * one)) * one) * one
        return MAX(number(0), -(-one * (0 * one))) + MAX(number(0), -(one * second))

    @cache
    def epoch() -> Derivation:
        moved = 0 + eta * (number(-1) - 1) * 1
        return (
            derive("an epoch over the samples (1, −1), (1, +1)", epoch_loss(eta), [POSITIVE_RATE])
            .eq(0 + MAX(number(0), -moved), "a tie predicts +1, so the first sample is a mistake")
            .eq(MAX(number(0), 2 * eta), "the second net input is ", -2 * eta)
            .eq(2 * eta, POSITIVE_RATE.relation)
        )

    @cache
    def returns() -> Derivation:
        one = number(1)
        after = 0 + eta * (-one - TEXTBOOK(0 * one)) * one
        return (
            derive(
                "the weight after that epoch",
                after + eta * (one - TEXTBOOK(after * one)) * one,
                [POSITIVE_RATE],
            )
            .eq(-2 * eta + eta * (one - TEXTBOOK(-2 * eta)), "the first sample is a mistake")
            .eq(-2 * eta + eta * (one - -one), "so is the second")
            .eq(number(0), "the weight is zero again, so every epoch is the same")
        )

    goes_on = threshold("g", 0, 0, 1)
    absolute = equals(goes_on(epoch_loss(number(1)) - 1), goes_on(epoch_loss(number(1, 10)) - 1))
    return Claim(
        "perceptron.epochs-and-orders",
        "Any order of the samples, any number of epochs, any rule that stops on mistakes",
        say(
            "The samples may come in any order fixed beforehand, {} being sample number {}: "
            "epochs and shuffles included. A rule that decides when to stop from a record of the "
            "mistakes stops at the same time for every {}. A rule with an absolute tolerance on a "
            "loss does not: the loss is scaled by {}.",
            sample,
            scalar("i", "", "t"),
            eta > 0,
            eta,
        ),
        (ZERO_START, POSITIVE_RATE),
        (
            Part(
                "symmetry",
                recorded,
                say("Any sequence of samples, with a record {} of labels and predictions", m(NOW)),
            ),
            Part("stopping", stopping, say("A rule {} that reads the record", stop(m(NOW)))),
            Part(
                "loss-is-scaled",
                tolerance,
                say("A loss is scaled, so the rate acts as an inverse tolerance"),
            ),
            Part(
                "epoch-loss",
                epoch,
                say(
                    "The loss of an epoch over (1, −1), (1, +1), for which a tolerance is not free "
                    "of the rate"
                ),
            ),
            Part("epochs-repeat", returns, say("Every epoch over them is the same")),
        ),
        (
            *RUN_NEEDS,
            needs_step("positive rate", recorded),
            _need("order fixed beforehand", LOOKS_AT_WEIGHTS),
            Need(
                "reads mistakes only",
                "absolute-tolerance",
                lambda: refutation(absolute),
                say(
                    "With the samples (1, −1), (1, +1) every epoch has loss {}; a rule that stops "
                    "once the loss of an epoch is at most 1 never stops at rate 1, and stops after "
                    "the first epoch at rate {}",
                    2 * eta,
                    number(1, 10),
                ),
            ),
        ),
        Twin(
            say("Comparing the loss of an epoch with a fixed tolerance is free of the rate."),
            equals(goes_on(epoch_loss(eta) - 1), goes_on(epoch_loss(number(1)) - 1)),
            (POSITIVE_RATE,),
        ),
        notation=(
            (
                say(memory(m(BEFORE), label, net(w(BEFORE)))),
                say("any rule to keep a record of labels and predictions"),
            ),
            (
                say("{}, {}, {}", m(NOW), n(NOW), loss_start),
                say("the record, that of the run at rate 1, and what both begin with"),
            ),
            (say(stop(m(NOW))), say("any rule to decide from the record whether to stop")),
            (say(goes_on(z)), say("1 for {}, which is to go on, else 0", z > 0)),
        ),
        built_in=(
            BUILT_IN[2],
            (
                "reads mistakes only",
                say("the rule to stop sees labels and predictions, not the size of a loss"),
            ),
        ),
    )
