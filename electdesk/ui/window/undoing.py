"""The edit menu: undo and redo that say what they take back, and the usual work on text for whatever has the keyboard."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from electdesk.i18n import format_datetime, format_time, ntr, tr
from electdesk.ui.parts.actions import ActionButton
from electdesk.ui.parts.following import Words
from electdesk.ui.parts.messages import Banner

if TYPE_CHECKING:
    from electdesk.services.ports import CommitRow
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet
    from electdesk.ui.window.main import MainWindow

MOST_READ: Final = 2000
"""Of a larger commit the records are counted, not the stations: its revisions are read once somebody has said yes."""
QUESTION: Final = "undo"
"""The banner that asks."""
_BY_STATION: Final = ("entry", "paper", "tally")
_EDITING: Final[tuple[tuple[str, Words, Qt.Key, str], ...]] = (
    ("edit.cut", lambda: tr("Cut"), Qt.Key.Key_X, "Ctrl+X"),
    ("edit.copy", lambda: tr("Copy"), Qt.Key.Key_C, "Ctrl+C"),
    ("edit.paste", lambda: tr("Paste"), Qt.Key.Key_V, "Ctrl+V"),
    ("edit.all", lambda: tr("Select all"), Qt.Key.Key_A, "Ctrl+A"),
)


class Step(msgspec.Struct, frozen=True):
    """A commit as a person knows it. ``station``: number of the one station it is about, "" where it is about none or several."""

    what: str
    station: str
    extent: str
    who: str
    when: str
    small: bool

    def line(self) -> str:
        """All of it in one line, for a message."""
        about = f"№ {self.station}" if self.station else self.extent
        return " · ".join(part for part in (self.what, about, self.who, self.when) if part)

    def short(self) -> str:
        """What and where, for a menu."""
        return f"{self.what} · № {self.station}" if self.station else self.what


class Undoing(QObject):
    """Undo and redo of one window. What was undone can be done again until something else is changed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._undone: list[tuple[int, str]] = []
        self._working = False
        self._name = ""
        self._asked_from: QWidget | None = None
        window.desk.changed.connect(self._heard)
        window.desk.closed.connect(self._forget)

    def build(self) -> None:
        """The actions of the edit menu."""
        window = self._window
        window.add_action("edit", "edit.undo", self._undo_words, "Ctrl+Z", lambda: window.undo(), icon_name="undo")
        window.add_action("edit", "edit.redo", self._redo_words, "Ctrl+Y", self.redo, icon_name="redo")
        window.action("edit.redo").setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        window.add_separator("edit")
        for action_id, words, key, shown in _EDITING:
            # The widgets hear these keys themselves; a shortcut of the window would take them away.
            window.add_action("edit", action_id, _with_shortcut(words, shown), slot=partial(self._press, key))
        window.add_separator("edit")
        window.menu("edit").aboutToShow.connect(self._say_names)

    def enable(self) -> None:
        """What can be done now."""
        writes = self._window.desk.can_write
        self._window.action("edit.undo").setEnabled(writes)
        # On the entry page the key belongs to what is typed there.
        typing = self._window.page_key() == "entry"
        self._window.action("edit.redo").setEnabled(writes and (typing or bool(self._undone)))

    # -- words

    def _undo_words(self) -> str:
        return tr("Undo: {what}", what=self._name) if self._name else tr("Undo")

    def _redo_words(self) -> str:
        typing = self._window.page_key() == "entry"
        return tr("Redo: {what}", what=self._undone[-1][1]) if self._undone and not typing else tr("Redo")

    def _say_names(self) -> None:
        from electdesk.services.commands.history import undoable

        region = self._window.desk.region
        self._name = ""
        if region is not None and self._window.desk.can_write and self._window.page_key() != "entry":
            row = undoable(region)
            self._name = step_of(region, row).short() if row is not None else ""
        for action_id in ("edit.undo", "edit.redo"):
            self._window.dress(action_id)
        self._window.give_keys("edit")
        # Another change may come before the menu opens again, and the name would be of what was the last then.
        self._name = ""

    # -- doing

    def take_back(self, commit: int = 0) -> None:
        """Take back a commit (its place in the ledger; 0: the last one). Asks first where it is more than one's own last small change."""
        from electdesk.services.commands import Undo
        from electdesk.services.commands.history import commit_at, undoable

        desk = self._window.desk
        region = desk.region
        if region is None or not desk.can_write:
            return
        row = commit_at(region, commit) if commit else undoable(region)
        if row is None:
            # Refused, with the reason.
            desk.execute(Undo(commit=commit))
            return
        step = step_of(region, row)
        if commit or step.small:
            self._take_back(row.seq, step)
            return
        # The same key pressed again is no answer: the question is put anew.
        self.leave_question()
        question = UndoQuestion(step)
        self._asked_from = QApplication.focusWidget()
        question.answered.connect(lambda yes: self._answered(row.seq, step) if yes else self.leave_question())
        self._window.remove_banner("message")
        self._window.show_banner(QUESTION, question)
        question.ask()

    def _answered(self, seq: int, step: Step) -> None:
        self.leave_question()
        self._take_back(seq, step)

    def leave_question(self) -> None:
        """Take the question away without doing anything; the keyboard goes back to where it was asked from."""
        question, asked_from = self._window.banner(QUESTION), self._asked_from
        self._asked_from = None
        if question is None:
            return
        focus: QWidget | None = QApplication.focusWidget()
        had_keyboard = focus is not None and question.isAncestorOf(focus)
        self._window.remove_banner(QUESTION)
        if had_keyboard and asked_from is not None and isValid(asked_from) and asked_from.isVisible():
            asked_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, seq: int, step: Step) -> None:
        change = self._execute(seq)
        if change is not None and change.commit is not None:
            self._undone.append((change.commit.seq, step.short()))
            line = step.line()
            self._window.say(
                lambda: tr("Taken back: {what}.", what=line), actions=((lambda: tr("Redo"), self.redo),), until_changed=True
            )
        self.enable()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._window.page_key() == "entry":
            self._window.entry.finishing.redo()
            return
        if not self._undone:
            return
        seq, what = self._undone.pop()
        if self._execute(seq) is not None:
            self._window.say(lambda: tr("Done again: {what}.", what=what), until_changed=True)
        self.enable()

    def _execute(self, seq: int) -> "ChangeSet | None":
        from electdesk.services.commands import Undo

        self._window.remove_banner("message")
        self._working = True
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self._window.desk.execute(Undo(commit=seq))
        finally:
            QApplication.restoreOverrideCursor()
            self._working = False

    def _heard(self, change: "ChangeSet") -> None:
        # A note in the journal (a print, a checkpoint) changes nothing that could stand against doing it again.
        if not self._working and change.commit is not None and change.commit.commit.count:
            self._forget()

    def _forget(self) -> None:
        self._undone.clear()
        self.leave_question()
        self._window.forget_message()
        self.enable()

    def _press(self, key: Qt.Key) -> None:
        focus: QWidget | None = QApplication.focusWidget() or self._window.focusWidget()
        if focus is not None:
            QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier))


class UndoQuestion(Banner):
    """What would be taken back, before it is: what, how much, who, when. Stops no other work; Enter says yes, Escape no.

    ``answered`` tells whether to take it back.
    """

    answered = Signal(bool)

    def __init__(self, step: Step) -> None:
        line = step.line()
        super().__init__(
            lambda: tr("Undo this: {what}? Everything stays in the history; it can be done again.", what=line),
            weight="warn",
            icon="undo",
            actions=(
                (lambda: tr("Undo"), lambda: self.answered.emit(True)),
                (lambda: tr("Leave it"), lambda: self.answered.emit(False)),
            ),
            closable=False,
        )

    def ask(self) -> None:
        """Give the keyboard to the answer."""
        # A layout shows what was put into it a turn of the event loop later; only what is shown can have the keyboard.
        self.show()
        button = self.findChild(ActionButton)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answered.emit(False)
        else:
            super().keyPressEvent(event)


def step_of(region: "Region", row: "CommitRow") -> Step:
    """A commit in words. Reads the revisions of a small one to name its stations."""
    from electdesk.i18n.sentences import COMMANDS
    from electdesk.services.commands.history import origin_of

    commit = row.commit
    first = origin_of(region, row) or row
    at = region.local(commit.at)
    same_day = at.date() == region.local(region.now_text()).date()
    stations = _stations(region, row) if commit.count <= MOST_READ else None
    if stations is None:
        extent = ntr("{n} record", "{n} records", commit.count)
    else:
        extent = ntr("{n} station", "{n} stations", len(stations)) if stations else ntr("{n} record", "{n} records", commit.count)
    what = tr(COMMANDS[first.commit.command]) if first.commit.command in COMMANDS else first.commit.command  # i18n: dynamic
    if first.commit.origin is not None and first.commit.origin.file:
        what = f"{what} ({first.commit.origin.file})"
    one = next(iter(stations)) if stations is not None and len(stations) == 1 else ""
    small = commit.author == region.person.name and stations is not None and len(stations) <= 1 and commit.count <= 20
    small = small and first.commit.origin is None
    return Step(what, one, extent, commit.author, format_time(at) if same_day else format_datetime(at), small)


def _stations(region: "Region", row: "CommitRow") -> set[str]:
    """Numbers of the stations whose records a commit changed."""
    from electdesk.columns.heads import loose_body
    from electdesk.ledger.revision import is_withdrawn

    register = region.columns.register
    made = region.store.revisions_of(row.seq)
    # A withdrawn record says nothing of its station: the state before it does.
    gone = {each.revision.parents[0] for each in made if each.revision.parents and is_withdrawn(each.revision.body)}
    before = region.store.by_ids(gone) if gone else {}
    found: set[str] = set()
    for each in made:
        revision = each.revision
        if revision.kind == "station":
            record = revision.record
        elif revision.kind in _BY_STATION:
            source = before[revision.parents[0]].revision if revision.parents and revision.parents[0] in before else revision
            record = str(loose_body(source).get("station", "")) if not is_withdrawn(source.body) else ""
        else:
            continue
        if record in register.row_of:
            found.add(register.stations[register.row_of[record]].number)
        elif record:
            found.add(record)
    return found


def _with_shortcut(words: Words, shown: str) -> Callable[[], str]:
    return lambda: f"{words if isinstance(words, str) else words()}\t{shown}"
