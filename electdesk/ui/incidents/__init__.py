"""The incident log in the window: page, dock, one incident, the form behind F7, figures with their charts."""

from electdesk.ui.incidents.page import IncidentsPage

__all__ = ["IncidentsPage"]
