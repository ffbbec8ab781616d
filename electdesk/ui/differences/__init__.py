"""Settling differences: the paper is typed line by line, and only then the two entries are seen."""

from electdesk.ui.differences.page import DifferencesPage

__all__ = ["DifferencesPage"]
