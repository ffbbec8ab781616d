"""The history of a station."""

from electdesk.ui.history.window import HistoryWindow

__all__ = ["HistoryWindow"]
