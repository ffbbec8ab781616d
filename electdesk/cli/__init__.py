"""The command line: for scripts and checks. Whatever the window can do to data, a script can do too, through the same services."""

from electdesk.cli.start import run

__all__ = ["run"]
