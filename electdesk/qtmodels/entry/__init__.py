"""The entry of one protocol: the paper's lines, what was typed into them, what the checks say, drafts, finishing."""

from electdesk.qtmodels.entry.drafts import KeptDraft, draft_for, kept_drafts
from electdesk.qtmodels.entry.earlier import Earlier, HistoryLine, earlier_of, history_of
from electdesk.qtmodels.entry.sheet import PaperLine, Sheet, sheet_of
from electdesk.qtmodels.entry.station_search import StationMatch, StationSearch, fold_letters, next_awaited
from electdesk.qtmodels.entry.steps import EntryMode, FinishStep, JournalLine
from electdesk.qtmodels.entry.tally_form import RuleState, TallyFormModel
from electdesk.qtmodels.entry.work import EntryWork

__all__ = [
    "Earlier",
    "EntryMode",
    "EntryWork",
    "FinishStep",
    "HistoryLine",
    "JournalLine",
    "KeptDraft",
    "PaperLine",
    "RuleState",
    "Sheet",
    "StationMatch",
    "StationSearch",
    "TallyFormModel",
    "draft_for",
    "earlier_of",
    "fold_letters",
    "history_of",
    "kept_drafts",
    "next_awaited",
    "sheet_of",
]
