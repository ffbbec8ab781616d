"""Settling one difference: each differing line is typed from the paper, and only then shows what the two entries say."""

import msgspec
from PySide6.QtCore import QObject, Signal

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.forms.checks import RelationState
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.entry.sheet import PaperLine, Sheet, sheet_of
from electdesk.services.commands import ReturnEntry, SettleDifference
from electdesk.services.queries.differences import (
    Difference,
    SettledOne,
    TypedEntry,
    Waiting,
    difference,
    settled_differences,
    waiting_differences,
)


class Line(msgspec.Struct, frozen=True):
    """A line that differs. ``first`` and ``second`` are None until the paper's figure was typed: nobody can lean on them before."""

    paper: PaperLine
    typed: int
    first: int | None
    second: int | None

    @property
    def agrees(self) -> str:
        """Which entry the paper agrees with: "first", "second", "neither", "" before anything was typed."""
        if self.typed == BLANK:
            return ""
        return "first" if self.typed == self.first else "second" if self.typed == self.second else "neither"


class Settling(QObject):
    """The differences of the contest that is shown, and the one that is open."""

    listed = Signal()
    """The list of those that wait, or of those that were settled, is another one."""
    opened = Signal()
    """Another difference is open, or none."""
    typed = Signal()
    """A line was typed: its two entries may be looked at."""
    refused = Signal(object)
    settled = Signal(int)
    """A difference was settled (row of the register)."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.waiting: list[Waiting] = []
        self.done: list[SettledOne] = []
        self.open_one: Difference | None = None
        self.sheet: Sheet | None = None
        self._figures: dict[int, int] = {}
        self.changed_after: dict[int, int] = {}
        """Slot → how often its figure was typed anew after the entries were seen."""
        self._stale = True
        desk.opened.connect(self.forget)
        desk.closed.connect(self.forget)
        desk.contest_changed.connect(self.forget)
        desk.changed.connect(lambda _change: self._mark_stale())

    # -- lists

    def _mark_stale(self) -> None:
        self._stale = True
        self.listed.emit()

    def read(self) -> None:
        """Read the lists anew, if anything has changed since. For when the page is looked at: never while a person types elsewhere."""
        if not self._stale:
            return
        self._stale = False
        region, columns = self._desk.region, self._desk.contest
        if region is None or columns is None:
            self.waiting, self.done = [], []
            return
        self.waiting = waiting_differences(region, columns)
        self.done = settled_differences(region, columns)

    def forget(self) -> None:
        """Show no difference."""
        self._stale = True
        self._close()
        self.listed.emit()

    def _close(self) -> None:
        self.open_one, self.sheet = None, None
        self._figures.clear()
        self.changed_after.clear()
        self.opened.emit()

    # -- one difference

    @property
    def columns(self) -> ContestColumns | None:
        """The contest that is shown."""
        return self._desk.contest

    def open(self, row: int) -> None:
        """Take up the difference of a station (row of the register). What was typed of another one and not settled is let go."""
        region, columns = self._desk.region, self._desk.contest
        if region is None or columns is None:
            return
        self._figures.clear()
        self.changed_after.clear()
        try:
            self.open_one = difference(region, columns, row)
        except ClerkError as error:
            self._close()
            self.refused.emit(error)
            return
        self.sheet = sheet_of(region, columns, row)
        self.opened.emit()

    def lines(self) -> list[Line]:
        """The lines that differ, in the order of the paper."""
        if self.open_one is None or self.sheet is None or self.columns is None:
            return []
        found = []
        for place in self.open_one.places:
            slot = self.sheet.slot_of.get(self.columns.columns[place])
            if slot is None:
                continue
            typed = self._figures.get(slot, BLANK)
            seen = slot in self._figures
            first, second = self.open_one.entries[0].figures[place], self.open_one.entries[-1].figures[place]
            found.append(Line(self.sheet.lines[slot], typed, first if seen else None, second if seen else None))
        return found

    def type_line(self, slot: int, figure: int) -> None:
        """The paper's figure of a line. From now on both entries of that line may be looked at."""
        before = self._figures.get(slot)
        if figure == before or (figure == BLANK and before is None):
            return
        if before is not None:
            self.changed_after[slot] = self.changed_after.get(slot, 0) + 1
        self._figures[slot] = figure
        self.typed.emit()

    def agreeing(self, slot: int) -> tuple[int, ...]:
        """The slots before this differing line, back to the differing line before it, where both entries say the same."""
        differing = {line.paper.slot for line in self.lines()}
        found: list[int] = []
        for at in range(slot - 1, -1, -1):
            if at in differing:
                break
            found.insert(0, at)
        return tuple(found)

    @property
    def needs_reason(self) -> bool:
        """Whether a line was typed anew after the entries were seen: that is told with a reason."""
        return bool(self.changed_after)

    def missing(self) -> list[int]:
        """The slots that are still to be typed."""
        return [line.paper.slot for line in self.lines() if line.typed == BLANK]

    def relations(self) -> list[RelationState]:
        """How the form's rules stand on what agreed and what was typed from the paper; untyped lines are blank."""
        if self.open_one is None or self.sheet is None or self.columns is None:
            return []
        known = dict(zip(self.columns.columns, self.open_one.entries[0].figures, strict=True))
        figures = [known.get(line.id, BLANK) for line in self.sheet.lines]
        for line in self.lines():
            figures[line.paper.slot] = line.typed
        return self.sheet.checks.relation_states(figures)

    def entries(self) -> tuple[TypedEntry, ...]:
        """Who typed the entries and when; their figures stay in ``lines``."""
        return self.open_one.entries if self.open_one is not None else ()

    def settle(self, reason: str = "") -> bool:
        """Write what the paper says. False where it was refused."""
        told, sheet = self.open_one, self.sheet
        if told is None or sheet is None:
            return False
        values: dict[str, int | str | bool | None] = {}
        for line in self.lines():
            values[line.paper.id] = _as_value(line.typed)
        command = SettleDifference(
            station=sheet.station,
            contest=told.contest,
            values=values,
            reason=reason,
            seen=tuple(entry.revision for entry in told.entries),
        )
        return self._run(command, told.row)

    def give_back(self, author: str, reason: str) -> bool:
        """Return an entry to the clerk who typed it, with the differing lines empty."""
        told, sheet = self.open_one, self.sheet
        if told is None or sheet is None:
            return False
        return self._run(ReturnEntry(station=sheet.station, contest=told.contest, author=author, reason=reason), told.row)

    def _run(self, command: SettleDifference | ReturnEntry, row: int) -> bool:
        region = self._desk.region
        if region is None:
            return False
        try:
            region.execute(command)
        except ClerkError as error:
            self.refused.emit(error)
            return False
        self._close()
        if isinstance(command, SettleDifference):
            self.settled.emit(row)
        return True


def _as_value(figure: int) -> int | str | None:
    """A figure as commands take it."""
    return figure if figure >= 0 else "none" if figure != BLANK else None
