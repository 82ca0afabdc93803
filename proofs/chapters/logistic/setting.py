"""Logistic regression by gradient descent: one gradient form with squares, and what differs."""

from __future__ import annotations

from proofs.chapters.linear.setting import BEFORE, NOW, run, sample, target, weights
from proofs.terms import EXP, LOG, ZERO, assume, define, equals, number, scalar

COX = (
    "D. R. Cox, The regression analysis of binary sequences, Journal of the Royal Statistical "
    "Society B 20, 215-242, 1958."
)

# Symbols -----------------------------------------------------------------------------------------

z, label = scalar("z"), scalar("y")

ZERO_WEIGHTS = assume("zero weights", equals(weights, ZERO))

LOGISTIC_LOSS = LOG(1 + EXP(z)) - label * z

SLOPE, SECOND = scalar("ell'"), scalar("kappa")

half_sum = run("h")

HALF_SUM = (
    define("the empty sum of halves", half_sum(0), ZERO),
    define("one more half", half_sum(NOW), half_sum(BEFORE) + (number(1, 2) - target) * sample),
)
