"""The documents page: what to print, its pages as they will be, and the way to printer and file."""

from electdesk.ui.documents.page import DocumentsPage

__all__ = ["DocumentsPage"]
