"""The lists of the progress page: missing protocols, drafts that lie about, the consolidated table."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from electdesk.i18n import format_count, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.progress.lists import ConsolidatedList, DraftList, MissingList
from electdesk.services.commands import DiscardDraft, HandOverDraft
from electdesk.services.person import Person
from electdesk.services.queries.progress import StaleDraft
from electdesk.services.roles import may_run
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, EmptyNote, Following, FrozenTable, Label, Segmented, TableView


class MissingPanel(Following, QWidget):
    """Which protocols have not arrived, how late they are, whom to call."""

    opened = Signal(int)
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MissingList(self)
        self.table = TableView(lambda: tr("Protocols that have not arrived"))
        self.table.setModel(self.model)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 74, 1: 220, 2: 150, 3: 84, 4: 110, 5: 96, 6: 200}, stretch=6)
        self._card = Card(lambda: tr("Protocols that have not arrived"), self._subtitle)
        self.print_link = ActionLink(lambda: tr("Print the list"), icon="print")
        copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self._card.add_action(self.print_link)
        self._card.add_action(copy)
        self._card.set_body(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        copy.clicked.connect(self.table.copy_rows)
        self.print_link.clicked.connect(self.print_wanted)
        self.table.opened.connect(lambda index: self.opened.emit(self.model.rows[index.row()].row))
        self.table.typed.connect(self._jump)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(lambda *_: self._card.set_subtitle(self._subtitle))
        self.begin()

    def _subtitle(self) -> str:
        return tr("{n} stations, the latest and largest first", n=self.model.rowCount())

    def _jump(self, typed: str) -> None:
        place = next((at for at, station in enumerate(self.model.rows) if station.number.startswith(typed)), None)
        if place is not None:
            self.table.selectRow(place)


class LeaveDialog(Dialog):
    """What happens to a draft that somebody left: who goes on with it, or that it is thrown away; and why."""

    def __init__(self, draft: StaleDraft, people: Sequence[str], *, hand_over: bool, parent: QWidget | None = None) -> None:
        title = (lambda: tr("Hand the draft over")) if hand_over else (lambda: tr("Discard the draft"))
        super().__init__(title, parent, size=(520, 260))
        self._hand_over = hand_over
        self.to, self.why = QComboBox(), QLineEdit()
        # A file with users knows who may type; one without them knows names only from what is typed here.
        self.to.setEditable(not people)
        self.to.addItems([person for person in people if person != draft.person])
        self.to.setCurrentIndex(-1)
        questions = Questions(label_width=130)
        told = Label(lambda: tr("Station № {n}: what {person} typed.", n=draft.number, person=draft.person))
        told.setWordWrap(True)
        self.box.addWidget(told)
        if hand_over:
            questions.ask(lambda: tr("To whom"), self.to)
        questions.ask(lambda: tr("Reason"), self.why)
        self.box.addWidget(questions)
        self.box.addStretch(1)
        self.add_usual_buttons(title)
        self.to.currentTextChanged.connect(lambda _: self._answered())
        self.why.textChanged.connect(lambda _: self._answered())
        self.first = self.to if hand_over else self.why
        self.begin()
        self._answered()

    def _answered(self) -> None:
        if self._hand_over and not self.to.currentText().strip():
            self.set_refusal(tr("Name who goes on with it."))
        else:
            self.set_refusal("" if self.why.text().strip() else tr("Write the reason."))

    def retranslate(self) -> None:
        super().retranslate()
        self.to.setAccessibleName(tr("To whom"))
        self.why.setAccessibleName(tr("Reason"))


class DraftsPanel(Following, QWidget):
    """Drafts that lie about, for the supervisor: given to a colleague or thrown away, never read."""

    opened = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = DraftList(self)
        self.table = TableView(lambda: tr("Drafts that nobody goes on with"))
        self.table.setModel(self.model)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 90, 1: 180, 2: 130, 3: 300}, stretch=3)
        self._card = Card(lambda: tr("Drafts that nobody goes on with"), lambda: tr("untouched for half an hour, or put aside"))
        self.hand_over = ActionLink(lambda: tr("Hand over"), icon="user")
        self.discard = ActionLink(lambda: tr("Discard"), icon="delete")
        self._card.add_action(self.hand_over)
        self._card.add_action(self.discard)
        self._card.set_body(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        self.hand_over.clicked.connect(lambda: self._ask(hand_over=True))
        self.discard.clicked.connect(lambda: self._ask(hand_over=False))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.enable())
        self.model.modelReset.connect(self.enable)
        self.begin()

    def chosen(self) -> StaleDraft | None:
        """The draft that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows else None

    def enable(self) -> None:
        """What can be done with the chosen draft by this person."""
        region = self._desk.region
        allowed = region is not None and may_run(region.person, "HandOverDraft") and self._desk.can_write
        reason = None if allowed and self.chosen() is not None else (lambda: tr("Choose a draft; a supervisor decides."))
        for link in (self.hand_over, self.discard):
            link.set_refusal(reason)

    def _ask(self, *, hand_over: bool) -> None:
        draft, region, contest = self.chosen(), self._desk.region, self._desk.contest_record
        if draft is None or region is None:
            return
        users = region.columns.records.bodies["user"].values()
        people = [user.login for user in users if user.active and may_run(Person(user.login, user.roles), "FinishEntry")]
        dialog = LeaveDialog(draft, people, hand_over=hand_over, parent=self)
        station = region.columns.register.ids[draft.row]
        # After a refusal the same dialog comes back with what was chosen and written.
        while dialog.exec():
            to, why = dialog.to.currentText(), dialog.why.text()
            done = self._desk.execute(
                HandOverDraft(station=station, holder=draft.person, to=to, reason=why, contest=contest)
                if hand_over
                else DiscardDraft(station=station, holder=draft.person, reason=why, contest=contest)
            )
            if done:
                break
        self._desk.drafts_changed.emit()


class ConsolidatedPanel(Following, QWidget):
    """The consolidated table: the districts stay in sight when the lines are scrolled, and it is copied as a table."""

    basis_chosen = Signal(str)
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ConsolidatedList(self)
        self.table = FrozenTable(lambda: tr("Consolidated table"))
        self.table.sort_header().setSectionsMovable(False)
        self.table.sort_header().sorts = False
        self.table.show_model(self.model)
        self.basis = Segmented(
            [("preliminary", lambda: tr("Preliminary")), ("final", lambda: tr("Final only"))], name=lambda: tr("Basis")
        )
        self.badge = Label("", kind="title", tone="warn")
        self._card = Card(lambda: tr("Consolidated table"))
        # Basis and base are read whole at every size: a table without them is a rumour.
        self.note = Label(self._subtitle, kind="small")
        self.note.setWordWrap(True)
        self._card.add(self.note)
        print_link = ActionLink(lambda: tr("Print the table"), icon="print")
        copy = ActionLink(lambda: tr("Copy"), icon="copy")
        for widget in (self.badge, self.basis, print_link, copy):
            self._card.add_action(widget)
        self._card.set_body(self.table)
        self.nothing = EmptyNote(lambda: tr("There is no contest yet."))
        self._card.add(self.nothing, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        copy.clicked.connect(self.table.copy_rows)
        print_link.clicked.connect(self.print_wanted)
        self.basis.chosen.connect(self.basis_chosen)
        self.model.modelReset.connect(self._fit)
        self.begin()
        self._fit()

    def _subtitle(self) -> str:
        table = self.model.table
        if table is None:
            return ""
        basis = {
            "preliminary": tr("preliminary: every tally that counts so far"),
            "settled": tr("settled tallies only"),
            "final": tr("final tallies only"),
        }[table.basis]
        total = table.total
        held = tr("{n} of {N} stations", n=total.reported, N=total.stations)
        stated = tr("as the paper states: {count}", count=total.as_paper)
        return f"{basis} · {held} · {stated}"

    def _fit(self) -> None:
        table = self.model.table
        self.note.set_words(self._subtitle)
        self.badge.set_words(lambda: tr("PRELIMINARY") if table is not None and not table.final else "")
        self.table.setVisible(table is not None)
        self.nothing.setVisible(table is None)
        if table is None:
            return
        widest = format_count(max((figure for figure in table.total.figures), default=0))
        figures = max(96, 9 * len(widest) + 24)
        widths = {0: 190, 1: 96, 2: 104} | {place + 3: figures for place in range(len(table.columns))}
        self.table.set_column_widths(widths)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def restyle(self) -> None:
        self.table.setMinimumHeight(px(120))
        self.note.setContentsMargins(px(12), px(6), px(12), px(6))
