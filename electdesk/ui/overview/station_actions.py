"""What can be done with stations of the table: each action with its words, its key, why it cannot act now, and what it does."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from electdesk.columns import ContestColumns
from electdesk.domain.states import Mark, State, current_papers
from electdesk.i18n import tr
from electdesk.i18n.sentences import STATES
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import (
    AcceptAsPaper,
    Annul,
    ChangeStation,
    Command,
    MakeFinal,
    RegisterPaper,
    Reopen,
    WithdrawEntry,
)
from electdesk.services.roles import may_decide, may_run
from electdesk.services.typed import current_paper, entries_of
from electdesk.ui.look import icon
from electdesk.ui.overview.reason_panel import Fields, Question
from electdesk.ui.overview.station_table import StationTable
from electdesk.ui.parts import Words
from electdesk.ui.parts.menu_keys import give_keys

Refusal = Callable[[Sequence[int]], str]
CLOSED = (State.FINAL, State.ANNULLED)
NEWER_PAPERS: tuple[tuple[str, Words], ...] = (
    ("corrected", lambda: tr("corrected paper")),
    ("repeat", lambda: tr("repeat paper")),
    ("recount", lambda: tr("recount of votes")),
)


class StationAction(msgspec.Struct, frozen=True):
    """``refusal`` gives the reason why it cannot act on these rows of the register, "" where it can.

    ``shortcut`` is the table's own; Enter, Ctrl+C and Ctrl+P are heard by the table and the window. ``command``: what it runs in the
    end; who may not run it is not offered it ("": offered to everybody).
    """

    key: str
    words: Words
    icon: str
    shortcut: str
    refusal: Refusal
    act: Callable[[Sequence[int]], None]
    command: str = ""


class StationActions(QObject):
    """``print_wanted``, ``history_wanted`` and ``incidents_wanted`` tell rows of the register; ``hinted`` why the action under the pointer is off."""

    print_wanted = Signal(list)
    history_wanted = Signal(int)
    incidents_wanted = Signal(int)
    hinted = Signal(str)

    def __init__(self, desk: Desk, table: StationTable, question: Question) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._question = question
        self.all = {action.key: action for action in self._declare()}
        for action in self.all.values():
            if action.shortcut:
                shortcut = QAction(table)
                shortcut.setShortcut(QKeySequence(action.shortcut))
                shortcut.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.triggered.connect(partial(self.trigger, action.key))
                table.addAction(shortcut)
        table.menu_wanted.connect(self.popup)

    def _declare(self) -> list[StationAction]:
        writing = self._writing
        return [
            StationAction("open", lambda: tr("Open the entry"), "entry", "", self._one, self._open, "FinishEntry"),
            StationAction("note", lambda: tr("Note…"), "note", "*", writing(self._one), self._note, "ChangeStation"),
            StationAction("history", lambda: tr("History"), "clock", "Ctrl+H", self._one, self._history),
            StationAction("incidents", lambda: tr("Incidents of the station"), "incidents", "", self._one, self._incidents),
            StationAction(
                "setup",
                lambda: tr("Number, district, whom to call…"),
                "settings",
                "",
                writing(self._one),
                self._set_up,
                "AddStation",
            ),
            StationAction(
                "final", lambda: tr("Make final"), "check", "", writing(self._some, self._not_ready), self._final, "MakeFinal"
            ),
            StationAction("reopen", lambda: tr("Reopen…"), "reopened", "", writing(self._one, _not_closed), self._reopen, "Reopen"),
            StationAction(
                "accept",
                lambda: tr("Accept as on paper…"),
                "approx",
                "",
                writing(self._one, _not_broken),
                self._accept,
                "AcceptAsPaper",
            ),
            StationAction(
                "annul", lambda: tr("Annul by decision…"), "annulled", "", writing(self._one, _not_to_annul), self._annul, "Annul"
            ),
            StationAction(
                "paper",
                lambda: tr("Register another paper…"),
                "received",
                "",
                writing(self._one, _closed),
                self._paper,
                "RegisterPaper",
            ),
            StationAction(
                "withdraw",
                lambda: tr("Withdraw the entry…"),
                "returned",
                "",
                writing(self._one, _closed, _nothing_entered, _of_others),
                self._withdraw,
                "WithdrawEntry",
            ),
            StationAction("print", lambda: tr("Print the summary"), "print", "", self._some, self._print),
            StationAction("copy", lambda: tr("Copy"), "copy", "", self._some, lambda rows: self._copy()),
        ]

    # --- reasons ----------------------------------------------------------------------------------------------------------

    def refusal(self, key: str, rows: Sequence[int] | None = None) -> str:
        """Why an action cannot act on the rows (None: those chosen now), "" where it can."""
        if not self.offers(key):
            return tr("Your role does not allow this.")
        return self.all[key].refusal(self._table.chosen_rows() if rows is None else rows)

    def offers(self, key: str) -> bool:
        """Whether the roles of whoever works allow an action at all; a menu leaves the others out."""
        region, command = self._desk.region, self.all[key].command
        return region is None or not command or may_run(region.person, command)

    def _some(self, rows: Sequence[int]) -> str:
        return "" if rows else tr("No station is chosen.")

    def _one(self, rows: Sequence[int]) -> str:
        return "" if len(rows) == 1 else self._some(rows) or tr("Choose a single station.")

    def _writing(self, *others: Callable[..., str]) -> Refusal:
        def why(rows: Sequence[int]) -> str:
            if not self._desk.can_write:
                return tr("The file is open for reading only.")
            return self._first(others, rows)

        return why

    def _first(self, others: Sequence[Callable[..., str]], rows: Sequence[int]) -> str:
        for other in others:
            why = other(rows) if getattr(other, "__self__", None) is self else other(self._desk, rows[0])
            if why:
                return str(why)
        return ""

    def _not_ready(self, rows: Sequence[int]) -> str:
        columns = self._desk.contest
        if columns is None:
            return self._some(())
        for row in rows:
            number = columns.register.stations[row].number
            if columns.state[row] == State.FINAL:
                return tr("№ {n} is final already.", n=number)
            if columns.state[row] != State.SETTLED:
                return tr("№ {n} is not settled: only a settled protocol can become final.", n=number)
            if columns.marks[row] & Mark.TO_CONFIRM:
                return tr("№ {n} has findings that nobody has confirmed yet.", n=number)
        return ""

    # --- doing ------------------------------------------------------------------------------------------------------------

    def trigger(self, key: str) -> None:
        """Do it with the chosen stations, or say why not."""
        rows = self._table.chosen_rows()
        why = self.refusal(key, rows)
        self.hinted.emit(why)
        if not why:
            self.all[key].act(rows)

    def menu(self) -> QMenu:
        """What the person's roles let be done with the chosen stations; what cannot act now is off and says why."""
        menu = QMenu(self._table)
        menu.setToolTipsVisible(True)
        rows = self._table.chosen_rows()
        for action in self.all.values():
            if action.key in ("final", "print") and menu.actions() and not menu.actions()[-1].isSeparator():
                menu.addSeparator()
            if not self.offers(action.key):
                continue
            words = action.words if isinstance(action.words, str) else action.words()
            item = menu.addAction(icon(action.icon, "ink2", 14), words)
            why = self.refusal(action.key, rows)
            shown_key = {"open": "Enter", "copy": "Ctrl+C", "print": "Ctrl+P"}.get(action.key, action.shortcut)
            if shown_key:
                item.setText(f"{words}\t{shown_key}")
            item.setEnabled(not why)
            item.setToolTip(why or words)
            item.setStatusTip(why)
            item.triggered.connect(partial(self.trigger, action.key))
            item.hovered.connect(partial(self.hinted.emit, why))
        give_keys(menu)
        return menu

    def popup(self, place: QPoint) -> None:
        """Show the menu at a place of the screen."""
        menu = self.menu()
        menu.addSeparator()
        self._table.table.add_save_action(menu)
        # The menu goes before its item acts: what the item then tells stays in the status line.
        menu.aboutToHide.connect(lambda: self.hinted.emit(""))
        menu.exec(place)
        menu.deleteLater()

    def _station(self, row: int) -> tuple[str, str]:
        """Record id and number of a station."""
        region = self._desk.region
        assert region is not None
        return region.columns.register.ids[row], region.columns.register.stations[row].number

    def _run(self, make: Callable[[Fields], Command], rows: Sequence[int] = ()) -> Callable[[Fields], bool]:
        return lambda answers: self._do(make(answers), rows)

    def _do(self, command: Command, rows: Sequence[int]) -> bool:
        """Run a command; what became of the tallies of these rows is told in the status line."""
        if self._desk.execute(command) is None:
            return False
        columns = self._desk.contest
        if rows and columns is not None:
            word = state_words(columns, rows[0])
            number = columns.register.stations[rows[0]].number
            one = tr("Station {number} now stands: {state}.", number=number, state=word)
            self.hinted.emit(one if len(rows) == 1 else tr("Stations: {n}. They now stand: {state}.", n=len(rows), state=word))
        return True

    def _ask(self, row: int, what: Words, verb: Words, make: Callable[[Fields], Command], *, document: bool) -> None:
        number = self._station(row)[1]
        words = what if isinstance(what, str) else what()
        fields: list[tuple[str, Words]] = [("reason", lambda: tr("Reason"))]
        if document:
            fields.append(("document", lambda: tr("Document, number and date")))
        self._question.ask(f"№ {number} · {words}", verb, fields, self._run(make, (row,)))

    def _open(self, rows: Sequence[int]) -> None:
        self._desk.entry_wanted.emit(rows[0])

    def _history(self, rows: Sequence[int]) -> None:
        self.history_wanted.emit(rows[0])

    def _incidents(self, rows: Sequence[int]) -> None:
        self.incidents_wanted.emit(rows[0])

    def _set_up(self, rows: Sequence[int]) -> None:
        self._desk.set_up_wanted.emit(rows[0])

    def _print(self, rows: Sequence[int]) -> None:
        self.print_wanted.emit(list(rows))

    def _copy(self) -> None:
        self._table.copy()

    def _final(self, rows: Sequence[int]) -> None:
        self._do(MakeFinal(stations=tuple(self._station(row)[0] for row in rows), contest=self._desk.contest_record), rows)

    def _note(self, rows: Sequence[int]) -> None:
        region = self._desk.region
        assert region is not None
        record, number = self._station(rows[0])
        self._question.ask(
            f"№ {number} · {tr('Note')}",
            lambda: tr("Save"),
            [("note", lambda: tr("Note"))],
            self._run(lambda answers: ChangeStation(station=record, note=answers["note"])),
            text=region.columns.register.stations[rows[0]].note,
            optional=True,
        )

    def _reopen(self, rows: Sequence[int]) -> None:
        station, contest = self._station(rows[0])[0], self._desk.contest_record
        self._ask(
            rows[0],
            lambda: tr("Reopen"),
            lambda: tr("Reopen"),
            lambda answers: Reopen(station=station, contest=contest, reason=answers["reason"]),
            document=False,
        )

    def _annul(self, rows: Sequence[int]) -> None:
        station, contest = self._station(rows[0])[0], self._desk.contest_record
        self._ask(
            rows[0],
            lambda: tr("Annul by decision"),
            lambda: tr("Annul"),
            lambda answers: Annul(station=station, contest=contest, reason=answers["reason"], document=answers["document"]),
            document=True,
        )

    def _accept(self, rows: Sequence[int]) -> None:
        station, contest = self._station(rows[0])[0], self._desk.contest_record
        self._ask(
            rows[0],
            lambda: tr("Accept as on paper"),
            lambda: tr("Accept"),
            lambda answers: AcceptAsPaper(station=station, contest=contest, reason=answers["reason"], document=answers["document"]),
            document=True,
        )

    def _withdraw(self, rows: Sequence[int]) -> None:
        station, contest = self._station(rows[0])[0], self._desk.contest_record
        self._ask(
            rows[0],
            lambda: tr("Withdraw the entry"),
            lambda: tr("Withdraw"),
            lambda answers: WithdrawEntry(station=station, contest=contest, reason=answers["reason"]),
            document=False,
        )

    def _paper(self, rows: Sequence[int]) -> None:
        record, number = self._station(rows[0])
        contest = self._desk.contest_record
        self._question.ask(
            f"№ {number} · {tr('Register another paper')}",
            lambda: tr("Register"),
            [("kind", lambda: tr("Kind")), ("reason", lambda: tr("Reason")), ("document", lambda: tr("Document, number and date"))],
            self._run(
                lambda answers: RegisterPaper(
                    station=record, contest=contest, kind=answers["kind"], reason=answers["reason"], document=answers["document"]
                ),
                rows[:1],
            ),
            choices=NEWER_PAPERS,
        )


def state_words(columns: ContestColumns, row: int) -> str:
    """The state of a tally in words, with what stands beside it: first entry, as the paper states."""
    marks = Mark(int(columns.marks[row]))
    names = [State(int(columns.state[row])).name]
    names += [mark.name for mark in (Mark.REOPENED, Mark.AS_PAPER, Mark.CONTESTED) if mark in marks and mark.name]
    return ", ".join(tr(STATES[name]) for name in names)  # i18n: dynamic


def _closed(desk: Desk, row: int) -> str:
    columns = desk.contest
    if columns is None or columns.state[row] not in CLOSED:
        return ""
    return tr("The protocol is final: reopen it first.")


def _not_closed(desk: Desk, row: int) -> str:
    columns = desk.contest
    if columns is not None and columns.state[row] in CLOSED:
        return ""
    return tr("Only a final or annulled protocol can be opened again.")


def _not_to_annul(desk: Desk, row: int) -> str:
    columns = desk.contest
    if columns is not None and columns.state[row] == State.ANNULLED:
        return tr("The protocol is annulled already.")
    return tr("There is no protocol to annul.") if columns is None or columns.state[row] == State.AWAITED else ""


def _not_broken(desk: Desk, row: int) -> str:
    columns = desk.contest
    if columns is None or columns.state[row] not in (State.FIRST_ENTRY, State.SECOND_ENTRY):
        return tr("Only an entry whose lines do not add up can be accepted as on paper.")
    if any(finding.code == "BLANK" for finding in columns.findings(row)):
        return tr("A line is blank: it has to be filled in from the paper first.")
    return ""


def _nothing_entered(desk: Desk, row: int) -> str:
    columns = desk.contest
    return "" if columns is not None and row in columns.entry_seqs else tr("Nothing has been entered for this station.")


def _of_others(desk: Desk, row: int) -> str:
    """Whoever does not decide takes back their own entries alone."""
    columns, region = desk.contest, desk.region
    if columns is None or region is None or may_decide(region.person):
        return ""
    if len(current_papers(columns.papers.get(row, {}))) != 1:
        return ""
    entries = entries_of(region, columns, row, current_paper(columns, row))
    if not entries or entries[-1].body.by != region.person.name:
        return tr("The entry is a colleague's: a supervisor can withdraw it.")
    return tr("Two entries have been compared: a supervisor can withdraw one.") if len(entries) > 1 else ""
