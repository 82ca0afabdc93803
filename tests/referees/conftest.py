"""Lets the tests here find proofs that are kept for the checker's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "trust"))
