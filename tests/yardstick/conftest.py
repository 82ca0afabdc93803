"""Lets the tests here, and what records the questions, find `yardstick`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
