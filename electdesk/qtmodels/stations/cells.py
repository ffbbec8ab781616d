"""What stands in a cell of the station table, as people read it: one function a column, called for shown rows only."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Final

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.findings import HARD, SEVERITIES, SOFT
from electdesk.domain.forms import BLANK_CODE, Line
from electdesk.domain.records.names import in_language
from electdesk.domain.states import State, finding_key
from electdesk.i18n import NO_SHARE, format_count, format_date, format_percent, format_time, language, ntr, tr
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.stations.filters import TYPE_WORDS
from electdesk.qtmodels.stations.standing import Shown, sign_at
from electdesk.qtmodels.stations.station_data import StationData, place_of

Reader = Callable[[int], str]
HIDDEN: Final = "···"
"""Stands for a number that is there and may not be seen before the tally is settled."""
NO_NUMBER_SIGN: Final = "/"


def readers(data: StationData, ids: tuple[str, ...]) -> list[Reader]:
    """For each column a function from a row of the register to the words of its cell."""
    own: dict[str, Reader] = {
        "number": lambda row: data.register.stations[row].number,
        "name": data.name,
        "district": data.district,
        "type": lambda row: tr(TYPE_WORDS.get(data.register.stations[row].type, "ordinary")),  # i18n: dynamic
        "list": lambda row: _counted(data.voters_at(row)),
        "issued": lambda row: _unseen(data, row, _counted(data.role_at("issued", row))),
        "turnout": partial(_turnout, data),
        "reported": partial(_reported, data),
        "state": lambda row: sign_at(data.columns, Shown(int(data.shown[row])), row).say(),
        "findings": partial(_marked, data),
        "changed": ChangeTimes(data).text,
        "incidents": partial(_incidents, data),
        "note": lambda row: data.register.stations[row].note,
        "address": lambda row: data.register.stations[row].address,
    }
    return [own.get(key) or _figure_reader(data, key) for key in ids]


def _counted(count: int | None) -> str:
    return "" if count is None else format_count(count)


def _entered(data: StationData, row: int) -> bool:
    return row in data.columns.entry_seqs


def _unseen(data: StationData, row: int, text: str) -> str:
    return text if data.seen[row] or not _entered(data, row) else HIDDEN


def _marked(data: StationData, row: int) -> str:
    """The findings of a station, and behind them a mark where somebody still works on an incident there."""
    found = data.incidents_at(row)
    mark = tr("incidents: {n}", n=found[1]) if found is not None and found[1] else ""
    return " · ".join(part for part in (findings_text(data, row), mark) if part)


def _incidents(data: StationData, row: int) -> str:
    """How many incidents a station has, and how many of them are open; nothing where it has none."""
    found = data.incidents_at(row)
    if found is None:
        return ""
    return tr("{n}, open {open}", n=found[0], open=found[1]) if found[1] else format_count(found[0])


def _turnout(data: StationData, row: int) -> str:
    found = data.turnout_at(row)
    return _unseen(data, row, "" if found is None else format_percent(*found))


def _reported(data: StationData, row: int) -> str:
    """53,1 % · 14:00. Turnout by reports is no figure of a protocol: everybody sees it."""
    found = data.reported_at(row)
    return "" if found is None else f"{format_percent(found[0], found[1])} · {slot_words(found[2])}"


def _figure_reader(data: StationData, key: str) -> Reader:
    place = place_of(data.columns, key)
    if place is None:
        return lambda row: ""
    lines = data.columns.form.lines
    line = lines[place] if place < len(lines) else None

    def read(row: int) -> str:
        if not data.seen[row]:
            return HIDDEN if _entered(data, row) else ""
        if data.columns.state[row] == State.ANNULLED:
            return ""
        return figure_text(int(data.columns.figures[row, place]), line)

    return read


def figure_text(figure: int | None, line: Line | None = None) -> str:
    """A figure as people read it: nothing for a blank, "/" for no number on paper, a dash for what is not asked here."""
    if figure is None or figure == BLANK:
        return ""
    if figure == NO_NUMBER:
        return NO_NUMBER_SIGN
    if figure == NOT_ASKED:
        return NO_SHARE
    if line is not None and line.kind == "yesno":
        return tr("Yes") if figure else tr("No")
    if line is not None and line.kind == "oneof" and figure < len(line.options):
        return in_language(line.options[figure].label, language())
    return format_count(figure)


def findings_text(data: StationData, row: int) -> str:
    """The findings of a station in short: «R3: 830 and 820», «S1, S2», how many more; why its entry is parked."""
    if row in data.parked and data.shown[row] == Shown.PARKED:
        return data.parked[row]
    counts = {severity: int(data.columns.severities[severity][row]) for severity in SEVERITIES}
    if is_explained(data, row):
        return tr("explained: {n}", n=len(data.columns.confirmations(row)))
    if not any(counts.values()) or not data.seen[row]:
        return ""
    # What somebody has confirmed is no longer open: it stands among the explained ones, not beside those that wait.
    confirmed = data.columns.confirmations(row)
    waiting = (finding for finding in data.findings(row) if finding.severity != SOFT or finding_key(finding) not in confirmed)
    found = sorted(waiting, key=lambda finding: SEVERITIES.index(finding.severity))
    if not found:
        return ""
    if counts[HARD] or counts[SOFT]:
        found = [finding for finding in found if finding.severity != "info"]
    first = found[0]
    if first.code == BLANK_CODE:
        numbers = [data.columns.numbers_at(row)[data.columns.columns.index(line)] for line in first.lines]
        return tr("blank: {lines}", lines=", ".join(numbers))
    if first.left is not None and first.right is not None and len(found) == 1:
        return tr("{code}: {left} and {right}", code=first.code, left=first.left, right=first.right)
    codes = list(dict.fromkeys(finding.code for finding in found))
    return ", ".join(codes[:3]) + (f" +{len(codes) - 3}" if len(codes) > 3 else "")


def code_words(code: str) -> str:
    """A code as menus and chips show it: the code itself, a word for the blank line."""
    return tr("blank line") if code == BLANK_CODE else code


def counted_words(reported: int, stations: int) -> str:
    """How many stations a figure holds, and of how many."""
    return ntr("{m} of {n} station", "{m} of {n} stations", stations, m=reported)


def basis_words(basis: Basis) -> str:
    """The name of a basis: what whoever may not see unsettled numbers is shown is never called preliminary."""
    if basis == "settled":
        return tr("settled basis")
    return tr("final basis") if basis == "final" else tr("preliminary basis")


def is_explained(data: StationData, row: int) -> bool:
    """Whether a station has findings that somebody has confirmed, and none that waits."""
    if not data.seen[row] or not data.columns.confirmations(row):
        return False
    severities = data.columns.severities
    return not severities[HARD][row] and not severities[SOFT][row] and not (row in data.parked and data.shown[row] == Shown.PARKED)


def findings_tone(data: StationData, row: int) -> str:
    """The tone of that text: err where a line does not add up, warn where something waits, ok where all is explained."""
    if is_explained(data, row):
        return "ok"
    severities = data.columns.severities
    if not data.seen[row]:
        return "dim"
    return "err" if severities[HARD][row] else "warn" if severities[SOFT][row] else "dim"


class ChangeTimes:
    """When a tally last changed: asked of the store for rows that are shown, and then kept."""

    def __init__(self, data: StationData) -> None:
        self._data = data
        self._texts: dict[int, datetime.datetime] = {}

    def text(self, row: int) -> str:
        """Time of day on the region's clock; with the date where it is not the day of voting."""
        seq = int(self._data.columns.changed[row])
        if seq <= 0:
            return ""
        if seq not in self._texts:
            self._texts[seq] = self._data.region.local(self._data.region.store.commit_of(seq).commit.at)
        at = self._texts[seq]
        same_day = at.date().isoformat() == self._data.region.columns.set_up.day
        return format_time(at) if same_day else f"{format_date(at)[:5]} {format_time(at)}"


def unseen_tip(columns: ContestColumns) -> str:
    """Why a number is hidden."""
    del columns
    return tr("The numbers are shown to others once the tally is settled.")
