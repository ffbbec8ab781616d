"""The program's door: `electdesk` and `python -m electdesk`."""

import sys
from typing import Final

_WORKER_ARGUMENTS: Final = 4
"""The program, "--read-table", the folder, the name; see ``workbooks.book_reader``."""


def main() -> None:
    """Run the command line, which opens the window where no command is given.

    The hidden first argument makes this process the one that reads a file from outside, before anything slow is imported.
    """
    if len(sys.argv) == _WORKER_ARGUMENTS and sys.argv[1] == "--read-table":
        from electdesk.workbooks.worker import read_table

        sys.exit(read_table(sys.argv[2], sys.argv[3]))
    from electdesk.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
