"""Pages of the set-up screen that change the open region at once: contests and their editions, choices, districts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QSizePolicy, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form, load_form_file, shelf
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, ntr, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.commands import (
    AddArea,
    AddChoice,
    AddContest,
    ChangeArea,
    ChangeChoice,
    ChangeContest,
    Command,
    WithdrawChoice,
)
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, FlowLayout, Label, TableView, Words
from electdesk.ui.setup.fields import NamesField, Page

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet

Run = Callable[[Command, Words], "ChangeSet | None"]
"""Runs a command and says the words when it is done; None where it was refused, which was said too."""


class ChangePage(Page):
    """A page over the open region: a table of what there is, and fields for what is added or changed."""

    def __init__(self, title: Words, work: SetUpWork, desk: Desk, run: Run) -> None:
        super().__init__(title, work, [])
        self.desk, self.run = desk, run
        self.chosen = ""
        self.why = QLineEdit()
        self.new = ActionButton(lambda: tr("Empty the fields"))
        self.new.clicked.connect(self.begin_new)

    @property
    def region(self) -> "Region":
        """The open region."""
        assert self.desk.region is not None
        return self.desk.region

    def table(self, name: Words, widths: dict[int, int], stretch: int) -> tuple[TableView, QStandardItemModel]:
        """A table that is filled by ``show_rows``. A click or Enter takes a row into the fields; passing by with Tab does not."""
        model = QStandardItemModel(0, max(*widths, stretch) + 1, self)
        view = TableView(name)
        view.setModel(model)
        view.set_column_widths(widths, stretch=stretch)
        view.setMinimumHeight(px(180))
        view.clicked.connect(lambda _index: self._take(view))
        view.opened.connect(lambda _index: self._take(view))
        return view, model

    def _take(self, view: TableView) -> None:
        self.chosen = record_at(view)
        self.show_chosen()

    def begin_new(self) -> None:
        """Empty fields for something new."""
        self.chosen = ""
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the chosen record in the fields, or empty fields where none is chosen; and which buttons that leaves."""

    def allow(self, add: ActionButton, *others: ActionButton) -> None:
        """Adding wants empty fields, changing and withdrawing a chosen row: nothing new inherits names of something else."""
        add.set_refusal((lambda: tr("Press “Empty the fields” first: they belong to the chosen row.")) if self.chosen else None)
        for button in others:
            button.set_refusal(None if self.chosen else (lambda: tr("Choose one in the table first, with Enter.")))

    def buttons(self, *buttons: ActionButton) -> QWidget:
        """Buttons side by side, in a further row where there is no room."""
        row = QWidget()
        flow = FlowLayout(row, gap=px(8), row_gap=px(8))
        for button in buttons:
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        return row

    def retranslate(self) -> None:
        self.why.setAccessibleName(tr("Reason"))
        super().retranslate()
        if self.desk.region is not None and self.isVisible():
            self.fill()


def show_rows(model: QStandardItemModel, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Fill a table: each row with the record id that it stands for."""
    model.setHorizontalHeaderLabels(list(heads))
    model.setRowCount(0)
    for record, cells in rows:
        items = [QStandardItem(cell) for cell in cells]
        for item in items:
            item.setEditable(False)
            item.setData(record, Qt.ItemDataRole.UserRole)
        model.appendRow(items)


def record_at(view: TableView) -> str:
    """The record id of the row that has the keyboard, "" where none has."""
    index = view.currentIndex()
    return str(index.siblingAtColumn(0).data(Qt.ItemDataRole.UserRole)) if index.isValid() else ""


class ContestChoice(QComboBox):
    """The contests of the region."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)

    def fill(self, region: "Region") -> None:
        """Show the contests as they are now, with the same one chosen."""
        before = self.currentData()
        self.blockSignals(True)
        self.clear()
        for record, columns in region.columns.contests.items():
            self.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
        self.setCurrentIndex(max(0, self.findData(before)))
        self.blockSignals(False)
        self.setAccessibleName(tr("Contest"))

    def columns(self, region: "Region") -> "ContestColumns | None":
        """The contest that is chosen."""
        return region.columns.contests.get(str(self.currentData()))


class ContestsChangePage(ChangePage):
    """The title of a contest, another edition of its form with a dry run first, and a further contest."""

    def __init__(self, work: SetUpWork, desk: Desk, run: Run) -> None:
        super().__init__(lambda: tr("Contests"), work, desk, run)
        self.contest = ContestChoice()
        self.title_names = NamesField(lambda: tr("Title of the contest"))
        self.edition = Label("", kind="dim")
        self.edition.setWordWrap(True)
        self.forms = _form_list()
        self.own = ActionLink(lambda: tr("From a file …"), icon="open")
        self.effect = Label("", kind="small")
        self.effect.setWordWrap(True)
        self.save = ActionButton(lambda: tr("Save the title"))
        self.change = ActionButton(lambda: tr("Give it this edition"))
        self.added = _form_list()
        self.add = ActionButton(lambda: tr("Add a contest"), icon="plus")
        self.text = ""
        self._build()
        self.contest.currentIndexChanged.connect(lambda _index: self._show())
        self.forms.activated.connect(lambda _index: self._take_shelf())
        self.own.clicked.connect(self._ask_file)
        self.save.clicked.connect(self._save_title)
        self.change.clicked.connect(self._change_edition)
        self.add.clicked.connect(self._add)
        self.begin()

    def _build(self) -> None:
        layout = self.card(lambda: tr("Contest"))
        questions = Questions()
        questions.ask(lambda: tr("Contest"), self.contest)
        questions.ask(lambda: tr("Title"), self.title_names)
        questions.ask(lambda: tr("Form"), self.edition)
        questions.ask(lambda: tr("Reason"), self.why)
        layout.addWidget(questions)
        layout.addWidget(self.buttons(self.save))
        layout = self.card(lambda: tr("Another edition of the form"), lambda: tr("tried first: nothing is changed by choosing"))
        questions = Questions()
        questions.ask(lambda: tr("Edition"), self.forms)
        questions.ask("", self.own, narrow=True)
        layout.addWidget(questions)
        layout.addWidget(self.effect)
        layout.addWidget(self.buttons(self.change))
        layout = self.card(lambda: tr("A further contest"))
        questions = Questions()
        questions.ask(lambda: tr("Form"), self.added)
        layout.addWidget(questions)
        layout.addWidget(self.buttons(self.add))
        self.box.addStretch(1)

    def fill(self) -> None:
        self.contest.fill(self.region)
        self._show()

    def _show(self) -> None:
        columns = self.contest.columns(self.region)
        for widget in (self.title_names, self.forms, self.own, self.save):
            widget.setEnabled(columns is not None)
        self.text = ""
        self.effect.set_words("")
        self.change.set_refusal(lambda: tr("Choose an edition first."))
        if columns is None:
            return
        self.title_names.show_names(columns.contest.title)
        form = columns.form
        self.edition.set_words(
            " · ".join(part for part in (form.id, form.edition, ntr("{n} line", "{n} lines", len(form.lines))) if part)
        )
        self.forms.setCurrentIndex(self.forms.findData(form.id))

    def _take_shelf(self) -> None:
        form = self.work.form(str(self.forms.currentData()))
        if isinstance(form, Form):
            self.try_edition(form.text)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a form file"), "", tr("Form files") + " (*.toml)")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Try the form of a file as the next edition."""
        try:
            text = load_form_file(path).text
        except ClerkError:
            # The command says the same with its lines.
            text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
        self.try_edition(text)

    def try_edition(self, text: str) -> None:
        """Say what an edition would do to the protocols that are there; nothing is written."""
        columns = self.contest.columns(self.region)
        if columns is None:
            return
        tried = self.run(ChangeContest(reason="dry run", contest=columns.record, form=text, dry_run=True), "")
        self.text = text if tried is not None else ""
        if tried is None:
            self.change.set_refusal(lambda: tr("Choose an edition first."))
            return
        counts = tried.counts
        self.effect.set_words(
            lambda: tr(
                "New lines: {new}; lines that go: {gone}. Entered protocols: {entries}; of them {moved} change their state, {blocked} are held "
                "up by a hard finding or a blank line, and {contested} signed ones no longer agree with the rules.",
                new=counts["lines_new"],
                gone=counts["lines_gone"],
                entries=counts["entries"],
                moved=counts["moved"],
                blocked=counts["blocked"],
                contested=counts["contested"],
            )
        )
        self.change.set_refusal(None)

    def _save_title(self) -> None:
        columns = self.contest.columns(self.region)
        if columns is not None:
            command = ChangeContest(
                reason=self.why.text(), contest=columns.record, title=self.title_names.names_over(columns.contest.title)
            )
            self._done(self.run(command, lambda: tr("The title is changed.")))

    def _change_edition(self) -> None:
        columns = self.contest.columns(self.region)
        if columns is not None and self.text:
            command = ChangeContest(reason=self.why.text(), contest=columns.record, form=self.text)
            self._done(self.run(command, lambda: tr("The contest has another edition of its form.")))

    def _add(self) -> None:
        form = self.work.form(str(self.added.currentData()))
        if isinstance(form, Form):
            self._done(self.run(AddContest(form=form.text), lambda: tr("A contest was added.")))

    def _done(self, change: "ChangeSet | None") -> None:
        if change is not None:
            self.why.clear()
            self.fill()

    def retranslate(self) -> None:
        for box in (self.forms, self.added):
            box.setAccessibleName(tr("Form"))
            for index in range(box.count()):
                form = self.work.form(str(box.itemData(index)))
                if isinstance(form, Form):
                    box.setItemText(index, f"{in_language(form.title, language())} · {form.edition or form.id}")
        super().retranslate()


class ChoicesPage(ChangePage):
    """The ballot of a contest: a choice is added behind the others, renamed, or withdrawn while nobody voted for it."""

    def __init__(self, work: SetUpWork, desk: Desk, run: Run) -> None:
        super().__init__(lambda: tr("Choices"), work, desk, run)
        self.contest = ContestChoice()
        self.view, self.model = self.table(lambda: tr("Choices on the ballot"), {0: 80, 2: 190}, 1)
        self.name = NamesField(lambda: tr("Name of the choice"))
        self.constituency = QLineEdit()
        self.add = ActionButton(lambda: tr("Add as a new choice"), icon="plus")
        self.rename = ActionButton(lambda: tr("Rename the chosen one"))
        self.withdraw = ActionButton(lambda: tr("Withdraw the chosen one"), icon="minus")
        layout = self.card(lambda: tr("Choices on the ballot"))
        questions = Questions()
        questions.ask(lambda: tr("Contest"), self.contest)
        layout.addWidget(questions)
        layout.addWidget(self.view)
        questions = Questions()
        questions.ask(lambda: tr("Name"), self.name)
        questions.ask(
            lambda: tr("Constituency"), self.constituency, hint=lambda: tr("Only where ballots differ between constituencies.")
        )
        questions.ask(lambda: tr("Reason"), self.why, hint=lambda: tr("A withdrawal needs one."))
        layout.addWidget(questions)
        layout.addWidget(self.buttons(self.new, self.add, self.rename, self.withdraw))
        self.box.addStretch(1)
        self.contest.currentIndexChanged.connect(lambda _index: self._show())
        self.add.clicked.connect(self._add)
        self.rename.clicked.connect(self._rename)
        self.withdraw.clicked.connect(self._withdraw)
        self.begin()

    def fill(self) -> None:
        self.contest.fill(self.region)
        self._show()

    def _show(self) -> None:
        columns = self.contest.columns(self.region)
        rows: list[tuple[str, Sequence[str]]] = []
        for choice in columns.ballot if columns is not None else ():
            own = columns.choices.get(choice.id) if columns is not None else None
            fixed = columns.form.fixed_choice(choice.id) if columns is not None else None
            name = in_language(own.name if own is not None else fixed.label if fixed else {}, language())
            rows.append((choice.id if own is not None else "", (choice.number, name, own.constituency if own is not None else "")))
        show_rows(self.model, (tr("Line"), tr("Name"), tr("Constituency")), rows)
        self.begin_new()

    def show_chosen(self) -> None:
        columns = self.contest.columns(self.region)
        own = columns.choices.get(self.chosen) if columns is not None else None
        self.name.show_names(own.name if own is not None else {})
        self.constituency.setText(own.constituency if own is not None else "")
        self.allow(self.add, self.rename, self.withdraw)
        if columns is None or not columns.form.choices.named or columns.form.choices.kind == "none":
            self.add.set_refusal(lambda: tr("The form prints its choices itself; nothing is to be typed here."))

    def _add(self) -> None:
        columns = self.contest.columns(self.region)
        if columns is not None:
            kind = "list" if columns.form.choices.kind == "lists" else "choice"
            command = AddChoice(
                name=self.name.names(), contest=columns.record, kind=kind, constituency=self.constituency.text().strip()
            )
            self._done(self.run(command, lambda: tr("The choice is on the ballot.")))

    def _rename(self) -> None:
        columns = self.contest.columns(self.region)
        if columns is not None:
            command = ChangeChoice(
                choice=self.chosen,
                contest=columns.record,
                name=self.name.names_over(columns.choices[self.chosen].name),
                reason=self.why.text(),
            )
            self._done(self.run(command, lambda: tr("The choice has its new name.")))

    def _withdraw(self) -> None:
        columns = self.contest.columns(self.region)
        if columns is not None:
            command = WithdrawChoice(choice=self.chosen, contest=columns.record, reason=self.why.text())
            self._done(self.run(command, lambda: tr("The choice is off the ballot.")))

    def _done(self, change: "ChangeSet | None") -> None:
        if change is not None:
            self.why.clear()
            self.fill()

    def retranslate(self) -> None:
        self.constituency.setAccessibleName(tr("Constituency"))
        super().retranslate()


class AreasPage(ChangePage):
    """Districts and cities: a new one, or another name and code."""

    KINDS: Final = ("district", "city")

    def __init__(self, work: SetUpWork, desk: Desk, run: Run) -> None:
        super().__init__(lambda: tr("Districts"), work, desk, run)
        self.view, self.model = self.table(lambda: tr("Districts"), {1: 110, 2: 140, 3: 90}, 0)
        self.name = NamesField(lambda: tr("Name of the district"))
        self.kind, self.code = QComboBox(), QLineEdit()
        for kind in self.KINDS:
            self.kind.addItem("", kind)
        self.add = ActionButton(lambda: tr("Add as a new district"), icon="plus")
        self.change = ActionButton(lambda: tr("Change the chosen one"))
        layout = self.card(lambda: tr("Districts"))
        layout.addWidget(self.view)
        questions = Questions()
        questions.ask(lambda: tr("Name"), self.name)
        questions.ask(lambda: tr("Kind"), self.kind, narrow=True)
        questions.ask(lambda: tr("Official code"), self.code, hint=lambda: tr("KATO or OKATO, where it is known."))
        questions.ask(lambda: tr("Reason"), self.why)
        layout.addWidget(questions)
        layout.addWidget(self.buttons(self.new, self.add, self.change))
        self.box.addStretch(1)
        self.add.clicked.connect(self._add)
        self.change.clicked.connect(self._change)
        self.begin()

    def fill(self) -> None:
        register = self.region.columns.register
        rows: list[tuple[str, Sequence[str]]] = []
        for row, record in enumerate(register.area_ids):
            area = register.areas[record]
            kind = self._kind_words(area.kind)
            rows.append((record, (in_language(area.name, language()), kind, area.code, str(len(register.rows_in(row))))))
        show_rows(self.model, (tr("Name"), tr("Kind"), tr("Official code"), tr("Stations")), rows)
        self.begin_new()

    def _kind_words(self, kind: str) -> str:
        return {"district": tr("district"), "city": tr("city"), "region": tr("region")}.get(kind, kind)

    def show_chosen(self) -> None:
        area = self.region.columns.register.areas.get(self.chosen)
        self.name.show_names(area.name if area is not None else {})
        self.code.setText(area.code if area is not None else "")
        self.kind.setCurrentIndex(max(0, self.kind.findData(area.kind)) if area is not None else 0)
        self.allow(self.add, self.change)

    def _add(self) -> None:
        command = AddArea(name=self.name.names(), kind=str(self.kind.currentData()), code=self.code.text())
        self._done(self.run(command, lambda: tr("The district was added.")))

    def _change(self) -> None:
        area = self.region.columns.register.areas[self.chosen]
        kind = None if area.kind == "region" else str(self.kind.currentData())
        command = ChangeArea(
            area=self.chosen, name=self.name.names_over(area.name), kind=kind, code=self.code.text().strip(), reason=self.why.text()
        )
        self._done(self.run(command, lambda: tr("The district is changed.")))

    def _done(self, change: "ChangeSet | None") -> None:
        if change is not None:
            self.why.clear()
            self.fill()

    def retranslate(self) -> None:
        for index in range(self.kind.count()):
            self.kind.setItemText(index, self._kind_words(str(self.kind.itemData(index))))
        self.kind.setAccessibleName(tr("Kind"))
        self.code.setAccessibleName(tr("Official code"))
        super().retranslate()


def _form_list() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for form_id in shelf():
        box.addItem(form_id, form_id)
    return box
