"""The overview: district tree and saved views, the station table, totals of what is chosen, under the headline figures."""

from electdesk.ui.overview.page import OverviewPage

__all__ = ["OverviewPage"]
