"""What leaves the program as files: one small panel for all of it."""

from electdesk.ui.exporting.dialog import ExportDialog

__all__ = ["ExportDialog"]
