"""A new region on one page: form, names, day, clock, and whether it is an exercise. What is missing is said beside the button."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDateEdit, QFileDialog, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form, FormError, contests_of, load_form_file, load_from_shelf, shelf
from electdesk.domain.records import SetUp
from electdesk.domain.records.names import Names, in_language
from electdesk.i18n import language, ntr, tr
from electdesk.i18n.form_sentences import form_problem_text
from electdesk.i18n.sentences import error_sentences
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Card, FindingBox, Label

OFFSETS: Final = tuple(range(-720, 841, 30))
"""Minutes that a region's clock may be ahead of UTC."""
USUAL_OFFSET: Final = 300
PROBLEMS_SHOWN: Final = 6
_UNFIT: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


class Beginning(msgspec.Struct, frozen=True):
    """What a new region begins with: a name for its file, the mode, the set-up, and its contests as (code, title, form)."""

    name: str
    mode: str
    set_up: SetUp
    contests: Sequence[tuple[str, Names, Form]]


class NewRegionDialog(Dialog):
    """Asks for everything on one page; ``beginning`` holds the answers once it was accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("New region"), parent, size=(760, 820))
        self._form: Form | None = None
        self._own_file: Path | None = None
        self._day_chosen = False
        self._build_form()
        self._build_names()
        self._build_day()
        self._build_mode()
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Begin the region"))
        self._listen()
        self.begin()
        self._form_chosen()

    # -- building

    def _build_form(self) -> None:
        self.forms = QComboBox()
        self.forms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.forms.setMinimumContentsLength(24)
        for form_id in shelf():
            self.forms.addItem(form_id, form_id)
        self.own = ActionButton(lambda: tr("From a file …"), icon="open")
        self._form_note = Label("", kind="small")
        self._form_note.setWordWrap(True)
        self.problems = QWidget()
        self._problem_box = QVBoxLayout(self.problems)
        self._problem_box.setContentsMargins(0, 0, 0, 0)
        self._form_card = Card(lambda: tr("Protocol form"))
        inner, self._form_inner = _inner()
        questions = Questions()
        questions.ask(lambda: tr("Form"), self.forms)
        questions.ask("", self.own, narrow=True)
        self._form_inner.addWidget(questions)
        self._form_inner.addWidget(self._form_note)
        self._form_inner.addWidget(self.problems)
        self._form_card.set_body(inner)
        self.box.addWidget(self._form_card)

    def _build_names(self) -> None:
        self.name = QLineEdit()
        self.name_kk = QLineEdit()
        self.name_en = QLineEdit()
        self.commission = QLineEdit()
        card = Card(lambda: tr("Region and commission"))
        inner, self._names_inner = _inner()
        questions = Questions()
        questions.ask(lambda: tr("Name of the region"), self.name)
        questions.ask(lambda: tr("In Kazakh (may stay empty)"), self.name_kk)
        questions.ask(lambda: tr("In English (may stay empty)"), self.name_en)
        questions.ask(lambda: tr("Commission"), self.commission, hint=lambda: tr("It stands at the head of every printed summary."))
        self._names_inner.addWidget(questions)
        card.set_body(inner)
        self.box.addWidget(card)

    def _build_day(self) -> None:
        self.day = QDateEdit()
        self.day.setDisplayFormat("dd.MM.yyyy")
        self.day.setCalendarPopup(False)
        self.day.setDate(QDate(*_today()))
        self.offset = QComboBox()
        for minutes in OFFSETS:
            self.offset.addItem(offset_words(minutes), minutes)
        self.offset.setCurrentIndex(OFFSETS.index(USUAL_OFFSET))
        card = Card(lambda: tr("Day of voting"))
        inner, self._day_inner = _inner()
        questions = Questions()
        questions.ask(
            lambda: tr("Day"),
            self.day,
            Label(lambda: tr("Clock of the region")),
            self.offset,
            narrow=True,
            hint=lambda: tr("All times are shown by this clock, on every computer."),
        )
        self._day_inner.addWidget(questions)
        card.set_body(inner)
        self.box.addWidget(card)

    def _build_mode(self) -> None:
        self.test = QRadioButton()
        self.real = QRadioButton()
        self._modes = QButtonGroup(self)
        self.test.setChecked(True)
        card = Card(lambda: tr("Exercise or voting day"), lambda: tr("can never be changed later"))
        inner, self._mode_inner = _inner()
        test_note = Label(
            lambda: tr("For training and rehearsal. Every page and every screen says that the figures are an exercise."),
            kind="small",
        )
        real_note = Label(
            lambda: tr("For the protocols of the voting day. Nothing from an exercise can ever enter this file."), kind="small"
        )
        self._notes = (test_note, real_note)
        for radio, note in ((self.test, test_note), (self.real, real_note)):
            self._modes.addButton(radio)
            note.setWordWrap(True)
            self._mode_inner.addWidget(radio)
            self._mode_inner.addWidget(note)
        card.set_body(inner)
        self.box.addWidget(card)

    def _listen(self) -> None:
        self.forms.currentIndexChanged.connect(lambda _index: self._form_chosen())
        self.own.clicked.connect(self._ask_file)
        for field in (self.name, self.name_kk, self.name_en):
            field.textChanged.connect(lambda _text: self._answered())

    # -- the form

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a form file"), "", tr("Form files") + " (*.toml)")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Use a form file of the person's own; what is wrong with it is listed with its lines."""
        self._own_file = path
        index = self.forms.findData(str(path))
        if index < 0:
            self.forms.blockSignals(True)
            self.forms.addItem(path.name, str(path))
            self.forms.blockSignals(False)
            index = self.forms.count() - 1
        if index == self.forms.currentIndex():
            self._form_chosen()
        else:
            self.forms.setCurrentIndex(index)

    def _form_chosen(self) -> None:
        chosen = self.forms.currentData()
        problems: list[tuple[str, str]] = []
        self._form = None
        try:
            own = self._own_file is not None and chosen == str(self._own_file)
            self._form = load_form_file(Path(chosen)) if own else load_from_shelf(chosen)
        except FormError as error:
            problems = [
                (
                    tr("Line {n} of the file", n=problem.line) if problem.line else tr("The file as a whole"),
                    form_problem_text(problem.code, problem.params),
                )
                for problem in error.problems
            ]
        except ClerkError as error:
            sentences = error_sentences(error.code, error.params)
            problems = [(tr("The form was not read"), str(sentences))]
        self._show_problems(problems)
        self._answered()

    def _show_problems(self, problems: list[tuple[str, str]]) -> None:
        while self._problem_box.count():
            item = self._problem_box.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for title, text in problems[:PROBLEMS_SHOWN]:
            self._problem_box.addWidget(FindingBox(title, (text.replace("**", ""),)))
        if len(problems) > PROBLEMS_SHOWN:
            more = len(problems) - PROBLEMS_SHOWN
            self._problem_box.addWidget(Label(ntr("and {n} more mistake", "and {n} more mistakes", more), kind="small"))
        self.problems.setVisible(bool(problems))

    def _show_form(self) -> None:
        form = self._form
        if form is None:
            self._form_note.set_words("")
        else:
            status = (
                tr("wording seen on a real protocol")
                if form.status == "seen"
                else tr("draft: compare the wording with the paper first")
            )
            contests = contests_of(form)
            parts = [form.id, ntr("{n} line", "{n} lines", len(form.lines)), status]
            if len(contests) > 1:
                parts.insert(1, ntr("{n} contest", "{n} contests", len(contests)))
            self._form_note.set_words(" · ".join(parts), "" if form.status == "seen" else "warn")
        self._form_note.setVisible(form is not None)

    # -- answers

    def _answered(self) -> None:
        self._show_form()
        refusal = ""
        if self._form is None:
            refusal = tr("Choose a form that can be read.")
        elif not self._names():
            refusal = tr("Type the name of the region.")
        self.set_refusal(refusal)

    def _names(self) -> Names:
        typed = {"ru": self.name.text(), "kk": self.name_kk.text(), "en": self.name_en.text()}
        return {lang: name.strip() for lang, name in typed.items() if name.strip()}

    def beginning(self) -> Beginning:
        """The answers. Only after the dialog was accepted."""
        assert self._form is not None
        day = self.day.date()
        commission = self.commission.text().strip()
        names = self._names()
        set_up = SetUp(
            region=names,
            commission={"": commission} if commission else {},
            day=dt.date(day.year(), day.month(), day.day()).isoformat(),
            utc_offset=int(self.offset.currentData()),
        )
        name = in_language(names, language()).translate(_UNFIT)
        return Beginning(name, "REAL" if self.real.isChecked() else "TEST", set_up, contests_of(self._form))

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        for inner in (self._form_inner, self._names_inner, self._day_inner, self._mode_inner):
            inner.setContentsMargins(px(14), px(12), px(14), px(12))
            inner.setSpacing(px(6))
        self._problem_box.setSpacing(px(6))
        for note in self._notes:
            note.setContentsMargins(px(24), 0, 0, px(4))
        self.day.setMaximumWidth(px(150))
        self.offset.setMaximumWidth(px(200))

    def retranslate(self) -> None:
        super().retranslate()
        self.forms.blockSignals(True)
        for index, form_id in enumerate(shelf()):
            self.forms.setItemText(index, in_language(load_from_shelf(form_id).title, language()))
        self.forms.blockSignals(False)
        self.forms.setAccessibleName(tr("Form"))
        self.name.setAccessibleName(tr("Name of the region"))
        self.name_kk.setAccessibleName(tr("Name of the region in Kazakh"))
        self.name_en.setAccessibleName(tr("Name of the region in English"))
        self.commission.setAccessibleName(tr("Commission"))
        self.day.setAccessibleName(tr("Day of voting"))
        self.offset.setAccessibleName(tr("Clock of the region"))
        self.test.setText(tr("TEST: an exercise"))
        self.real.setText(tr("REAL: the voting day"))
        self._answered()


def offset_words(minutes: int) -> str:
    """An offset as people write it: UTC+05:00."""
    sign = "+" if minutes >= 0 else "\u2212"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _today() -> tuple[int, int, int]:
    today = QDate.currentDate()
    return today.year(), today.month(), today.day()


def _inner() -> tuple[QWidget, QVBoxLayout]:
    """The surface inside a card."""
    widget = QWidget()
    widget.setProperty("part", "surface")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget, QVBoxLayout(widget)
