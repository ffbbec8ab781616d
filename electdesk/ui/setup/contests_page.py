"""Third page: the ballots of the day, each with its form and its choices."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form, FormError, NamedChoice, contests_of, shelf
from electdesk.domain.records.names import in_language
from electdesk.i18n import OWN_NAMES, language, ntr, tr
from electdesk.i18n.form_sentences import form_problem_text
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.setup.pasted import choices_of_text, text_of_choices
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.set_up.choices import choices_of_sheet
from electdesk.services.set_up.plan import ChoicePlan, ContestPlan
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, Label, TableView
from electdesk.ui.setup.fields import ListField, NamesField, Page

CHOICE_ENDINGS: Final = "*.csv *.tsv *.txt"


class ContestsPage(Page):
    """A list of contests at the left, the chosen one at the right: form, title, choices, and what its protocol looks like."""

    def __init__(self, work: SetUpWork) -> None:
        super().__init__(lambda: tr("Contests"), work, [("contest",)])
        self.list = QListWidget()
        self.add = ActionButton(lambda: tr("Add a contest"), icon="plus")
        self.remove = ActionButton(lambda: tr("Remove"), icon="minus")
        self.earlier = ActionButton("", icon="arrow_up")
        self.later = ActionButton("", icon="arrow_down")
        self._none = self.trouble(("contest",))
        layout = self.card(lambda: tr("Ballots of the day"), lambda: tr("one contest for each ballot that a voter gets"))
        layout.addWidget(self.list)
        row = QHBoxLayout()
        for button in (self.add, self.remove, self.earlier, self.later):
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self._none)
        self._build_form()
        self._build_choices()
        self._build_preview()
        self._listen()
        self.begin()

    # -- building

    def _build_form(self) -> None:
        self.forms = QComboBox()
        self.forms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.forms.setMinimumContentsLength(24)
        for form_id in shelf():
            self.forms.addItem(form_id, form_id)
        self.own = ActionLink(lambda: tr("From a file …"), icon="open")
        self.code, self.title_names = QLineEdit(), NamesField(lambda: tr("Title of the contest"))
        self.form_note = self.note("")
        self.form_trouble = Label("", kind="small", tone="err")
        self.form_trouble.setWordWrap(True)
        self._form_place = QWidget()
        inner = QVBoxLayout(self._form_place)
        inner.setContentsMargins(0, 0, 0, 0)
        questions = Questions()
        form = QWidget()
        form_layout = QVBoxLayout(form)
        form_layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.forms, self.form_note, self.form_trouble, self.own):
            form_layout.addWidget(widget)
        form.setFocusProxy(self.forms)
        questions.ask(lambda: tr("Form"), form)
        questions.ask(lambda: tr("Title"), self.title_names, hint=lambda: tr("Left empty: the title of the form."))
        questions.ask(
            lambda: tr("Short name"),
            self.code,
            narrow=True,
            hint=lambda: tr("For lists and the command line. Left empty: the form's."),
        )
        inner.addWidget(questions)
        self.card(lambda: tr("Form of the chosen contest")).addWidget(self._form_place)

    def _build_choices(self) -> None:
        self.choices = ListField(lambda: tr("Choices"))
        self.choices_file = ActionLink(lambda: tr("From a file …"), icon="open")
        self.choices_note = self.note(
            lambda: tr(
                "One choice a line, in the order of the ballot, typed or pasted from a table program. Further columns under a heading: "
                "kk, en, constituency, list."
            )
        )
        self.against_all = self.note("")
        layout = self.card(lambda: tr("Choices on the ballot"))
        for widget in (self.choices_note, self.choices, self.choices_file, self.against_all):
            layout.addWidget(widget)

    def _build_preview(self) -> None:
        self.model = QStandardItemModel(0, 2, self)
        self.preview = TableView(lambda: tr("Lines of the protocol"))
        self.preview.setModel(self.model)
        self.preview.set_column_widths({0: 90}, stretch=1)
        self.card(lambda: tr("Lines of the protocol"), lambda: tr("as they will be typed")).addWidget(self.preview)

    def _listen(self) -> None:
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.forms.activated.connect(lambda _index: self._form_chosen(str(self.forms.currentData())))
        self.own.clicked.connect(self._ask_form)
        self.title_names.edited.connect(lambda: self._change(title=self.title_names.names()))
        self.code.textEdited.connect(lambda text: self._change(code=text.strip()))
        self.choices.edited.connect(lambda: self._change(choices=choices_of_text(self.choices.toPlainText()), choices_file=""))
        self.choices_file.clicked.connect(self._ask_choices)

    # -- the list

    @property
    def chosen(self) -> int:
        """The place of the contest that is shown, -1 where there is none."""
        return self.list.currentRow() if self.list.currentRow() < len(self.work.plan.contests) else -1

    def _contest(self) -> ContestPlan | None:
        return self.work.plan.contests[self.chosen] if self.chosen >= 0 else None

    def _add(self) -> None:
        place = self.work.add_contest(shelf()[0] if not self.work.plan.contests else self.work.plan.contests[-1].form)
        self._fill_list(place)
        self.forms.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        place = self.chosen
        if place >= 0:
            contests = self.work.plan.contests
            self.work.change(contests=(*contests[:place], *contests[place + 1 :]))
            self._fill_list(min(place, len(contests) - 2))

    def _move(self, step: int) -> None:
        place, contests = self.chosen, list(self.work.plan.contests)
        if place >= 0 and 0 <= place + step < len(contests):
            contests[place], contests[place + step] = contests[place + step], contests[place]
            self.work.change(contests=tuple(contests))
            self._fill_list(place + step)

    def _change(self, **fields: object) -> None:
        if self.chosen >= 0:
            self.work.change_contest(self.chosen, **fields)

    # -- the form

    def _form_chosen(self, name: str) -> None:
        place, contest = self.chosen, self._contest()
        if contest is None or name == contest.form:
            return
        form = self.work.form(name)
        ballots = [template.id for template in form.contests] if isinstance(form, Form) else []
        contests = list(self.work.plan.contests)
        # A form of several ballots is one contest for each; the first takes the place, the others come behind it.
        further = [ContestPlan(name, ballot) for ballot in ballots[1:]] if len(ballots) > 1 else []
        first = ContestPlan(name, ballots[0] if len(ballots) > 1 else "", choices=contest.choices)
        self.work.change(contests=(*contests[:place], first, *further, *contests[place + 1 :]))
        self._fill_list(place)

    def _ask_form(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a form file"), "", tr("Form files") + " (*.toml)")
        if name:
            self.take_form_file(Path(name))

    def take_form_file(self, path: Path) -> None:
        """Use a form file of the person's own; what is wrong with it is listed with its lines."""
        if self.forms.findData(str(path)) < 0:
            self.forms.addItem(path.name, str(path))
        self._form_chosen(str(path))

    def _ask_choices(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a list of choices"), "", tr("Tables") + f" ({CHOICE_ENDINGS})")
        if name:
            self.take_choices_file(Path(name))

    def take_choices_file(self, path: Path) -> None:
        """Take the choices out of a table; the list can be changed further here."""
        try:
            sheet = self.work.reader.reader.read_file(path)
        except ClerkError as error:
            self.form_trouble.set_words(str(error_sentences(error.code, error.params)))
            self.form_trouble.show()
            return
        self._change(choices=choices_of_sheet(sheet), choices_file="")
        self._show_chosen()

    # -- showing

    def fill(self) -> None:
        self._fill_list(max(self.chosen, 0))

    def _fill_list(self, place: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for contest in self.work.plan.contests:
            self.list.addItem(self._contest_words(contest))
        self.list.setCurrentRow(place if self.work.plan.contests else -1)
        self.list.blockSignals(False)
        self._show_chosen()

    def _contest_words(self, contest: ContestPlan) -> str:
        form = self.work.form(contest.form)
        own = in_language(contest.title, language())
        if not isinstance(form, Form):
            return own or Path(contest.form).name
        titles = {ballot: title for ballot, title, _ in contests_of(form)}
        title = own or in_language(titles.get(contest.ballot) or form.title, language())
        return f"{title} · {ntr('{n} choice', '{n} choices', len(contest.choices))}"

    def _show_chosen(self) -> None:
        contest = self._contest()
        for widget in (self._form_place, self.choices, self.choices_file, self.preview):
            widget.setEnabled(contest is not None)
        if contest is not None:
            if self.forms.findData(contest.form) < 0:
                self.forms.addItem(Path(contest.form).name, contest.form)
            self.forms.setCurrentIndex(self.forms.findData(contest.form))
            self.title_names.show_names(contest.title)
            if self.code.text() != contest.code:
                self.code.setText(contest.code)
        if contest is None or choices_of_text(self.choices.toPlainText()) != contest.choices:
            self.choices.show_text(text_of_choices(contest.choices) if contest is not None else "")
        self.refresh()

    def refresh(self) -> None:
        contest, place = self._contest(), self.chosen
        self._none.places = (("contest",),) if contest is None else (("contest", place),)
        super().refresh()
        for place_of, each in enumerate(self.work.plan.contests):
            item = self.list.item(place_of)
            if item is not None:
                item.setText(self._contest_words(each))
        self.remove.set_refusal(None if contest is not None else (lambda: tr("There is no contest.")))
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(0 <= place < len(self.work.plan.contests) - 1)
        form = self.work.form(contest.form) if contest is not None else None
        self._show_form(form)
        self._show_lines(form if isinstance(form, Form) else None, contest)

    def _show_form(self, form: "Form | ClerkError | None") -> None:
        self.form_note.set_words(self._form_words(form) if isinstance(form, Form) else "")
        self.form_note.setVisible(isinstance(form, Form))
        if isinstance(form, FormError):
            lines = [
                f"{tr('Line {n} of the file', n=problem.line)}: {form_problem_text(problem.code, problem.params)}"
                for problem in form.problems[:6]
            ]
            self.form_trouble.set_words("\n".join(lines))
        else:
            self.form_trouble.set_words("")
        self.form_trouble.setVisible(bool(self.form_trouble.words()))
        named = isinstance(form, Form) and form.choices.named and form.choices.kind != "none"
        self.choices.setEnabled(named)
        self.choices_file.setEnabled(named)
        prints = isinstance(form, Form) and any(fixed.kind == "against_all" for fixed in form.choices.fixed)
        words = ""
        if isinstance(form, Form):
            if not named:
                words = tr("The form prints its choices itself; nothing is to be typed here.")
            elif prints:
                words = tr("The form prints “against all” itself, after the choices above.")
            else:
                words = tr("This form has no line “against all”.")
        self.against_all.set_words(words)
        self.against_all.setVisible(bool(words))

    def _form_words(self, form: Form) -> str:
        status = (
            tr("wording seen on a real protocol")
            if form.status == "seen"
            else tr("draft: compare the wording with the paper first")
        )
        languages = ", ".join(OWN_NAMES[each] for each in ("ru", "kk", "en") if form.title.get(each))
        parts = [
            form.id,
            tr("edition {edition}", edition=form.edition) if form.edition else "",
            ntr("{n} line", "{n} lines", len(form.lines)),
            languages,
            status,
            form.source,
        ]
        return " · ".join(part for part in parts if part)

    def _show_lines(self, form: Form | None, contest: ContestPlan | None) -> None:
        rows: list[tuple[str, str]] = []
        if form is not None and contest is not None:
            rows = [(line.number, in_language(line.label, language())) for line in form.lines]
            named = [_named(place, choice) for place, choice in enumerate(contest.choices)] if form.choices.named else []
            for choice in form.number_choices(named):
                fixed = form.fixed_choice(choice.id)
                rows.append((choice.number, in_language(fixed.label, language()) if fixed else choice.name))
        if [(self.model.item(row, 0).text(), self.model.item(row, 1).text()) for row in range(self.model.rowCount())] == rows:
            return
        self.model.setRowCount(0)
        for row in rows:
            items = [QStandardItem(text) for text in row]
            for item in items:
                item.setEditable(False)
            self.model.appendRow(items)

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        self.list.setFixedHeight(px(96))
        self.preview.setMinimumHeight(px(220))
        self.code.setMaximumWidth(px(220))

    def retranslate(self) -> None:
        self.forms.setAccessibleName(tr("Form"))
        for index, form_id in enumerate(shelf()):
            form = self.work.form(form_id)
            self.forms.setItemText(index, in_language(form.title, language()) if isinstance(form, Form) else form_id)
        self.list.setAccessibleName(tr("Ballots of the day"))
        self.code.setAccessibleName(tr("Short name"))
        self.earlier.setAccessibleName(tr("Move up"))
        self.later.setAccessibleName(tr("Move down"))
        self.model.setHorizontalHeaderLabels([tr("Line"), tr("Name")])
        super().retranslate()


def _named(place: int, choice: ChoicePlan) -> NamedChoice:
    candidates = tuple(
        NamedChoice(f"{place}.{n}", in_language(name, language())) for n, name in enumerate(choice.candidates, start=1)
    )
    name = in_language(choice.name, language())
    return NamedChoice(str(place), f"{name} ({choice.constituency})" if choice.constituency else name, candidates)
