"""One Hypothesis profile for all tests: no deadlines, and nothing written into the folder."""

from __future__ import annotations

import atexit
import tempfile

from hypothesis import configuration, settings

# Under CI another profile is loaded by Hypothesis itself; what it chose stays, but for these two.
settings.register_profile("tests", settings(), deadline=None, database=None)
settings.load_profile("tests")

# What Hypothesis reads out of modules it keeps in a folder, and there is no setting for that.
_kept = tempfile.TemporaryDirectory(prefix="hypothesis-")
atexit.register(_kept.cleanup)
configuration.set_hypothesis_home_dir(_kept.name)
