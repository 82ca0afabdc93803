"""A census: every data set of a box is run, so what is not found there is not there.

`box` says what a box is, `order` in which order its data sets stand and which are superfluous,
`rules` how each rule decides, `engines` makes the runs, `shards` cuts a box into pieces, `run` runs
them, `journal` keeps them, and `catalogue` has the boxes that settle something in an entry.
"""

from numeric.census.box import Box, BoxError, read
from numeric.census.catalogue import CATALOGUE, Part
from numeric.census.journal import JournalError
from numeric.census.run import Census, CensusError, Shown, census

__all__ = [
    "CATALOGUE", "Box", "BoxError", "Census", "CensusError", "JournalError", "Part", "Shown",
    "census", "read",
]  # fmt: skip
