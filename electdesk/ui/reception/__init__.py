"""The reception page: protocols are taken in or sent back, copies are handed out."""

from electdesk.ui.reception.page import ReceptionPage

__all__ = ["ReceptionPage"]
