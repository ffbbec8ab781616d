"""The progress page: districts, missing protocols, drafts, consolidated table; and the view for the hall."""

from electdesk.ui.progress.page import ProgressPage

__all__ = ["ProgressPage"]
