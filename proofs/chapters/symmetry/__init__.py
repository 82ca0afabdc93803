"""The one idea: an update that commutes with a symmetry has trajectories that do."""

PLACE = 1
