"""Logistic regression by gradient descent: one gradient form with squares, and what differs."""

from __future__ import annotations

from proofs.chapters.linear.setting import run, sample, summed, target
from proofs.terms import EXP, LOG, number, scalar

COX = (
    "D. R. Cox, The regression analysis of binary sequences, Journal of the Royal Statistical "
    "Society B 20, 215-242, 1958."
)

# Symbols -----------------------------------------------------------------------------------------

z, label = scalar("z"), scalar("y")
LOGISTIC_LOSS = LOG(1 + EXP(z)) - label * z
SLOPE, SECOND = scalar("ell'"), scalar("kappa")
half_sum = run("h")
HALF = (number(1, 2) - target) * sample
HALF_SUM = summed("half", half_sum, HALF, "halves")
