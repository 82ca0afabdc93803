"""`python -m proofs`, and the console command `proofs`."""

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; an interruption while it is still being loaded ends in one line.

    One that passed through code given as text, as a dataclass's methods are, is remembered as if
    nobody had caught it: Python would end itself by the signal. The next such code forgets it.
    """
    try:
        from proofs.cli import main as run

        run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if sys.stderr is not None:
            sys.stderr.write("proofs: interrupted before it began; run it again\n")
        sys.exit(2)
    finally:
        exec("")  # the next such code


if __name__ == "__main__":
    main()
