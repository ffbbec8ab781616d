"""What the page of differences works with: which wait, what was typed from the paper, what it shows of the entries."""

from electdesk.qtmodels.differences.settling import Line, Settling

__all__ = ["Line", "Settling"]
