"""What becomes of the theorems in floating point."""

PLACE = 7
