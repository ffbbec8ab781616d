"""Where the phone desk is (district, slot, station), and what an Enter does there."""

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Signal

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.findings import HARD, SOFT
from electdesk.domain.records.report import CLOSED, OPENED
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import (
    CloseStation,
    Command,
    ConfirmTurnout,
    CorrectTurnout,
    CountVoters,
    OpenStation,
    ReportTurnout,
)
from electdesk.services.queries.turnout import StationFinding, findings_at, next_missing, present_slot
from electdesk.services.roles import may_run

if TYPE_CHECKING:
    from electdesk.columns.turnout import TurnoutColumns

Outcome = Literal["next", "stay", "reason", "refused"]
"""What follows an Enter: on to the next station; stay, for there is something to ask; a reason is wanted; the command was refused."""
ALL: Final = "all"
MISSING: Final = "missing"
QUESTIONS: Final = "questions"


class TurnoutWork(QObject):
    """``place_changed``: another station or slot is at hand. ``scope_changed``: another district, filter or file: read the lists anew."""

    place_changed = Signal()
    scope_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.area = ""
        self.slot = ""
        self.row: int | None = None
        self.shown = ALL
        self.caller = ""
        self.correcting = ""
        """The reason for which the number that is typed next replaces the one that stands, "" where none was given."""

    @property
    def turnout(self) -> "TurnoutColumns | None":
        """The columns of the day, None without a region."""
        return self._desk.region.columns.turnout if self._desk.region is not None else None

    @property
    def can_tell(self) -> bool:
        """Whether the person at work writes reports down."""
        region = self._desk.region
        return region is not None and self._desk.can_write and may_run(region.person, "ReportTurnout")

    def begin(self) -> None:
        """A file was opened, or its set-up changed: the present slot and its first station without a report."""
        region = self._desk.region
        slots = self.turnout.slots if self.turnout is not None else ()
        if region is None or not slots:
            self.slot, self.row, self.area = "", None, ""
        else:
            register = region.columns.register
            if self.area and self.area != "-" and self.area not in register.area_row:
                self.area = ""
            if self.slot not in slots:
                self.slot = present_slot(region)
            if self.row is None or self.row >= len(register):
                self.row = next_missing(region, self.slot, -1, self.area)
        self.scope_changed.emit()
        self.place_changed.emit()

    # --- moving -----------------------------------------------------------------------------------------------------------

    def show_area(self, area: str) -> None:
        """Another district, and in it the first station without a report."""
        region = self._desk.region
        if region is None or area == self.area:
            return
        self.area = area
        self.correcting = ""
        if self.slot:
            self.row = next_missing(region, self.slot, -1, area)
        self.scope_changed.emit()
        self.place_changed.emit()

    def show_slot(self, slot: str) -> None:
        """Another slot; the station at hand stays."""
        if slot != self.slot and self.turnout is not None and slot in self.turnout.slots:
            self.slot, self.correcting = slot, ""
            if self.shown == MISSING:
                self.scope_changed.emit()
            self.place_changed.emit()

    def step_slot(self, by: int) -> None:
        """The slot before or behind."""
        slots = self.turnout.slots if self.turnout is not None else ()
        if self.slot in slots:
            place = slots.index(self.slot) + by
            if 0 <= place < len(slots):
                self.show_slot(slots[place])

    def show(self, shown: str) -> None:
        """All stations, those without a report at the slot, or those with a question."""
        if shown != self.shown:
            self.shown = shown
            self.scope_changed.emit()

    def choose(self, row: int | None) -> None:
        """Another station is at hand."""
        if row != self.row:
            self.row, self.correcting = row, ""
            self.place_changed.emit()

    def go_next(self) -> bool:
        """On to the next station without a report; False where all of the district have reported."""
        region = self._desk.region
        if region is None or not self.slot:
            return False
        found = next_missing(region, self.slot, -1 if self.row is None else self.row, self.area)
        if found is None or found == self.row:
            return False
        self.choose(found)
        return True

    def next_number(self) -> str:
        """The number of the station that an Enter would lead to, "" where there is none."""
        region = self._desk.region
        if region is None or not self.slot or self.row is None:
            return ""
        found = next_missing(region, self.slot, self.row, self.area)
        return "" if found is None or found == self.row else region.columns.register.stations[found].number

    # --- telling ----------------------------------------------------------------------------------------------------------

    def standing(self) -> int:
        """What the station has told for the slot, BLANK where nothing (or where reports differ)."""
        turnout = self.turnout
        if turnout is None or self.row is None or not self.slot:
            return BLANK
        return int(turnout.told[self.row, turnout.column_of[self.slot]])

    def is_told(self) -> bool:
        """Whether there is a report for the place at hand, also a disputed one."""
        turnout = self.turnout
        return (
            turnout is not None
            and self.row is not None
            and bool(self.slot and turnout.place[self.row, turnout.column_of[self.slot]])
        )

    def tell(self, figure: int, at: str = "", reason: str = "") -> Outcome:
        """Save the number that was read back. ``at``: when it was told, UTC, "" = now. ``reason`` replaces another number that stands."""
        region, row = self._desk.region, self.row
        if region is None or row is None or not self.slot:
            return "refused"
        station, why = region.columns.register.ids[row], reason or self.correcting
        if self.is_told() and figure != self.standing() and not why:
            return "reason"
        if self.is_told() and why:
            command: Command = CorrectTurnout(station=station, slot=self.slot, issued=figure, reason=why, caller=self.caller, at=at)
        else:
            command = ReportTurnout(station=station, slot=self.slot, issued=figure, caller=self.caller, at=at)
        if self._desk.execute(command) is None:
            return "refused"
        self.correcting = ""
        return "stay" if self.questions() else "next"

    def questions(self) -> list[StationFinding]:
        """What is to be asked at the place at hand: findings of this slot that nobody explained, and what stands against the station's later ones."""
        return [each for each in self.findings() if each.slot == self.slot or each.finding.other == self.slot]

    def findings(self) -> list[StationFinding]:
        """Every open question of the station at hand."""
        region = self._desk.region
        if region is None or self.row is None or self.turnout is None or not self.turnout.slots:
            return []
        try:
            found = findings_at(region, self.row)
        except ClerkError:
            return []
        return [each for each in found if each.finding.severity in (HARD, SOFT) and not each.explanation]

    def misheard(self, slot: str, reason: str) -> None:
        """One of two numbers was misheard: go there, and let the next number replace it."""
        self.show_slot(slot)
        self.correcting = reason
        self.place_changed.emit()

    def confirm(self, found: StationFinding, reason: str) -> bool:
        """A soft finding is right as it is."""
        region = self._desk.region
        if region is None or self.row is None:
            return False
        command = ConfirmTurnout(
            station=region.columns.register.ids[self.row], slot=found.slot, confirm={found.finding.code: reason}
        )
        return self._desk.execute(command) is not None

    def tell_hours(self, *, opened: str, closed: str, reason: str) -> bool:
        """Save opening and end of voting as far as they differ from what stands. False where one was refused."""
        region, turnout, row = self._desk.region, self.turnout, self.row
        if region is None or turnout is None or row is None:
            return False
        station = region.columns.register.ids[row]
        for what, text, command in (
            (OPENED, opened, OpenStation(station=station, time=opened, reason=reason, caller=self.caller)),
            (CLOSED, closed, CloseStation(station=station, time=closed, reason=reason, caller=self.caller)),
        ):
            stands = int(turnout.told[row, turnout.column_of[what]])
            if text.strip() and text.strip() != clock(stands) and self._desk.execute(command) is None:
                return False
        return True

    def tell_voters(self, opening: int, added: int, closing: int, reason: str) -> bool:
        """Save the sizes of the list that were typed (BLANK: not)."""
        region, row = self._desk.region, self.row
        if region is None or row is None:
            return False
        given = [figure if figure >= 0 else None for figure in (opening, added, closing)]
        if all(figure is None for figure in given):
            return True
        command = CountVoters(
            station=region.columns.register.ids[row],
            opening=given[0],
            added=given[1],
            closing=given[2],
            reason=reason,
            caller=self.caller,
        )
        return self._desk.execute(command) is not None


def clock(minutes: int) -> str:
    """A time of day in the desk's fields, "" for none."""
    return "" if minutes < 0 else f"{minutes // 60}:{minutes % 60:02d}"
