"""Gradient descent on any loss: the first step, and what convexity promises."""

PLACE = 3
