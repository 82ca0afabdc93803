"""For all tests: one Hypothesis profile, nothing written into the folder, Ctrl-C as it is used."""

from __future__ import annotations

import atexit
import signal
import tempfile

from hypothesis import configuration, settings

# Under CI another profile is loaded by Hypothesis itself; what it chose stays, but for these two.
settings.register_profile("tests", settings(), deadline=None, database=None)
settings.load_profile("tests")

# What Hypothesis reads out of modules it keeps in a folder, and there is no setting for that.
_kept = tempfile.TemporaryDirectory(prefix="hypothesis-")
atexit.register(_kept.cleanup)
configuration.set_hypothesis_home_dir(_kept.name)

# Begun in the background of a script, a process ignores Ctrl-C, and so do those that it begins.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
