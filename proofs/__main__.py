"""`python -m proofs`, and the console command `proofs`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; an interruption while it is still being loaded ends in one line."""
    try:
        from proofs.cli import main as run
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("proofs: interrupted before it began; run it again\n")
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
