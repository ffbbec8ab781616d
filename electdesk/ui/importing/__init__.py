"""The import page: five steps from a file of the office to one commit, each with its preview."""

from electdesk.ui.importing.page import ImportPage

__all__ = ["ImportPage"]
