"""The phone desk in the window: grid, read-back line, questions, curves and the bulletin."""

from electdesk.ui.turnout.page import TurnoutPage

__all__ = ["TurnoutPage"]
