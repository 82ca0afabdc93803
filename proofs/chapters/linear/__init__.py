"""Linear regression: from zero, in closed form, and in the limit."""

PLACE = 4
