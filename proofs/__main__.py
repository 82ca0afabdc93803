"""`python -m proofs`, and the console command `proofs`."""

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; an interruption while it is still being loaded ends in one line."""
    try:
        from proofs.cli import main as run

        run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        exec("")  # see `proofs.cli.program.ignore_interruptions`
        if sys.stderr is not None:
            sys.stderr.write("proofs: interrupted before it began; run it again\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
