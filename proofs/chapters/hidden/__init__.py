"""Networks with hidden layers: symmetry between units, and starts at zero."""

PLACE = 6
