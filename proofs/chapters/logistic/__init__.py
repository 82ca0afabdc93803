"""Logistic regression: convex as linear regression is, with a rate that does not factor out."""

PLACE = 5
