"""The entry page: the station first, then a form that looks like the paper, with its checks beside the lines."""

from electdesk.ui.entry.page import EntryPage

__all__ = ["EntryPage"]
