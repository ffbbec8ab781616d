"""What is read of many stations at once: decoded once into columns and kept current by the change of each command."""

from electdesk.columns.contest import BASES, Basis, ContestColumns
from electdesk.columns.region import Change, RegionColumns
from electdesk.columns.register import Register, fold_number, natural_key

__all__ = ["BASES", "Basis", "Change", "ContestColumns", "RegionColumns", "Register", "fold_number", "natural_key"]
