"""Checks beyond the form: against the register, the turnout reports, other stations and other contests. One ``@check`` function each."""

from electdesk.domain.checks import plausibility, register
from electdesk.domain.checks.check import CHECKS, Check, Hits, Panel, check, findings_by_row

__all__ = ["CHECKS", "Check", "Hits", "Panel", "check", "findings_by_row", "plausibility", "register"]
