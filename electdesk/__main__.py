"""The program's door: `electdesk` and `python -m electdesk`."""

import sys


def main() -> None:
    """Run the command line, which opens the window where no command is given."""
    from electdesk.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
