"""The work at the reception desk: one station at a time, from its number to the receipt."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from electdesk.domain.errors import ClerkError
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import AcceptPaper, Command, HandOutCopy, PostCopy, ReturnPaper
from electdesk.services.commands.reception import Brought, TakenIn, moment_on_clock
from electdesk.services.queries.reception import ArrivalRow, DeskCard, desk_card

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet


class DeskForm(TakenIn, frozen=True, kw_only=True):
    """What is filled in beside the station. ``time`` as typed, "" = now."""

    time: str = ""

    def noting(self, note: str) -> "DeskForm":
        """The same with another note."""
        return msgspec.structs.replace(self, note=note)


_Made = Callable[[str, str, str], Command]
"""Station, contest and time (UTC) → the command."""


def _fields(form: DeskForm, noted: type[Brought]) -> dict[str, Any]:
    """The fields of a form that go into a command: those of ``noted``."""
    return {name: getattr(form, name) for name in noted.__struct_fields__}


class DeskWork(QObject):
    """Chooses a station and writes what happened to its protocol. Refusals go to the desk, which tells them."""

    station_changed = Signal()
    accepted = Signal(object)
    """The ArrivalRow of a protocol that was taken in."""
    sent_back = Signal(object, object)
    """The ArrivalRow of a protocol that was returned, and the numbers of the quick check."""
    handed_out = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.row: int | None = None
        for signal in (desk.opened, desk.closed, desk.contest_changed):
            signal.connect(self.clear)

    @property
    def card(self) -> DeskCard | None:
        """The station at the desk as the register knows it."""
        region, columns = self._desk.region, self._desk.contest
        if region is None or columns is None or self.row is None or self.row >= len(columns.register):
            return None
        return desk_card(region, columns, self.row)

    def find(self, typed: str) -> list[int]:
        """Rows of the stations that fit a number, else part of a name or address."""
        from electdesk.qtmodels.entry.station_search import StationSearch

        columns = self._desk.contest
        if columns is None or not typed.strip():
            return []
        exact = columns.register.find(typed)
        return exact or [match.row for match in StationSearch(columns.register).find(typed)]

    def choose(self, row: int | None) -> None:
        """Put a station at the desk."""
        self.row = row
        self.station_changed.emit()

    def clear(self) -> None:
        """Nobody stands at the desk."""
        self.choose(None)

    def accept(self, form: DeskForm) -> ArrivalRow | None:
        """Take the protocol in. None where it was refused."""
        arrival = self._write(
            form.time, lambda station, contest, at: AcceptPaper(station=station, contest=contest, at=at, **_fields(form, TakenIn))
        )
        if arrival is not None:
            self.accepted.emit(arrival)
            self.clear()
        return arrival

    def send_back(self, form: DeskForm, defects: tuple[str, ...], figures: Sequence[int] = ()) -> ArrivalRow | None:
        """Return the protocol with its defects. ``figures``: a quick check's numbers for the sheet; they are written nowhere."""

        def command(station: str, contest: str, at: str) -> Command:
            return ReturnPaper(station=station, contest=contest, at=at, defects=defects, **_fields(form, Brought))

        arrival = self._write(form.time, command)
        if arrival is not None:
            self.sent_back.emit(arrival, tuple(figures))
            self.clear()
        return arrival

    def hand_out(self, row: int, to: str, copies: int, *, posted: bool) -> bool:
        """Write into the register of copies that one was handed out, or put up."""
        columns = self._desk.contest
        if columns is None:
            return False
        station, contest = columns.register.ids[row], columns.record
        command: Command = (
            PostCopy(station=station, contest=contest, where=to)
            if posted
            else HandOutCopy(station=station, contest=contest, to=to, copies=copies)
        )
        done = self._desk.execute(command) is not None
        if done:
            self.handed_out.emit()
        return done

    def _write(self, time: str, command: _Made) -> ArrivalRow | None:
        region, columns, row = self._desk.region, self._desk.contest, self.row
        if region is None or columns is None or row is None:
            return None
        try:
            at = moment_on_clock(region, time)
        except ClerkError as error:
            self._desk.refused.emit(error)
            return None
        change = self._desk.execute(command(columns.register.ids[row], columns.record, at))
        return None if change is None else self._arrival(change, row)

    def _arrival(self, change: "ChangeSet", row: int) -> ArrivalRow | None:
        region = self._desk.region
        assert region is not None
        bodies = region.columns.records.bodies["arrival"]
        return next((ArrivalRow(record, row, bodies[record]) for record in change.records if record in bodies), None)
