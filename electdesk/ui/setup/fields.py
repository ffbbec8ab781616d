"""What the pages of the set-up are built of: a card with questions, a name in three languages, a sentence beside a field that is wrong."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.records.names import Names
from electdesk.domain.set_up_rules import Path, Problem
from electdesk.i18n import OWN_NAMES, Language, tr
from electdesk.i18n.sentences import set_up_problem_sentence
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.ui.look import px
from electdesk.ui.parts import Card, Following, Label, Words, say

NAME_LANGUAGES: Final[tuple[Language, ...]] = ("ru", "kk", "en")
SENTENCES_SHOWN: Final = 6
_TIME: Final = re.compile(r"\s*(\d{1,2})\s*[:.\-]\s*(\d{2})\s*")


def sentence_of(problem: Problem) -> str:
    """What is wrong with an answer, as a person at the window mends it; set-up files are told which key to write."""
    if problem.code == "missing_key":
        return tr("Type the name of the region.") if problem.path[0] == "region" else tr("Type a user name, or empty the line.")
    if problem.code == "users_wanted":
        return tr("Type a user name for the first administrator.")
    if problem.code == "form_unusable":
        return tr("The form file cannot be used as it is; its mistakes are listed below.")
    return set_up_problem_sentence(problem.code, problem.params)


class Trouble(Label):
    """What is wrong with a field, right below it; hidden while nothing is."""

    def __init__(self, *places: Path) -> None:
        super().__init__("", kind="small", tone="err")
        self.places = places
        self.setWordWrap(True)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what of these lies at the own places."""
        own = [problem for problem in problems if any(problem.path[: len(place)] == place for place in self.places)]
        lines = [sentence_of(problem) for problem in own[:SENTENCES_SHOWN]]
        if len(own) > SENTENCES_SHOWN:
            lines.append(f"… +{len(own) - SENTENCES_SHOWN}")
        self.set_words("\n".join(dict.fromkeys(lines)))
        self.setVisible(bool(lines))


class NamesField(Following, QWidget):
    """A name in Russian, Kazakh and English, one below the other; each may stay empty where another is there."""

    edited = Signal()

    def __init__(self, name: Words) -> None:
        super().__init__()
        self._name = name
        self._row = QVBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.fields = {language: QLineEdit() for language in NAME_LANGUAGES}
        for field in self.fields.values():
            self._row.addWidget(field)
            field.textEdited.connect(lambda _text: self.edited.emit())
        self.setFocusProxy(self.fields["ru"])
        self.begin()

    def names(self) -> Names:
        """What is typed, without the empty ones."""
        return {language: text for language, field in self.fields.items() if (text := " ".join(field.text().split()))}

    def names_over(self, before: Names) -> Names:
        """What is typed; the name before where its text stands as it was shown, so that one without a language stays without."""
        typed = self.names()
        shown = {"ru": before[""], **before} if "" in before else dict(before)
        shown.pop("", None)
        return before if typed == shown else typed

    def show_names(self, names: Names) -> None:
        """Show a name; one without a language stands in the first field."""
        for language, field in self.fields.items():
            text = names.get(language) or (names.get("", "") if language == "ru" else "")
            if " ".join(field.text().split()) != text:
                field.setText(text)
                field.setCursorPosition(0)

    def restyle(self) -> None:
        self._row.setSpacing(px(4))

    def retranslate(self) -> None:
        for language, field in self.fields.items():
            field.setPlaceholderText(OWN_NAMES[language])
            field.setAccessibleName(f"{say(self._name)}: {OWN_NAMES[language]}")


class ListField(Following, QPlainTextEdit):
    """A list that is typed or pasted, one thing a line. Tab leaves the field, as everywhere; cells come with their tabs by pasting."""

    edited = Signal()

    def __init__(self, name: Words, lines: int = 6) -> None:
        super().__init__()
        self._name, self._lines = name, lines
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._showing = False
        self.textChanged.connect(self._changed)
        self.begin()

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()

    def show_text(self, text: str) -> None:
        """Show another list, without telling of it."""
        if text != self.toPlainText():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def restyle(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + px(20))
        self.setTabStopDistance(px(180))

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._name))


class Page(Following, QWidget):
    """One page of the set-up: cards of questions, and below each field what is wrong with it."""

    def __init__(self, title: Words, work: SetUpWork, places: Sequence[Path]) -> None:
        """``places``: the parts of a plan that this page asks for."""
        super().__init__()
        self.title, self.work, self.places = title, work, tuple(places)
        self.setProperty("part", "canvas")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.troubles: list[Trouble] = []
        self.is_begun = True
        """Whether somebody has been at work here: what is missing is no mistake before."""
        self._inners: list[QVBoxLayout] = []
        self._notes: list[Label] = []

    def card(self, title: Words, subtitle: Words = "", stretch: int = 0) -> QVBoxLayout:
        """A further card; returns the layout inside."""
        inner = QWidget()
        inner.setProperty("part", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(inner)
        self._inners.append(layout)
        card = Card(title, subtitle)
        card.set_body(inner)
        self.box.addWidget(card, stretch)
        return layout

    def trouble(self, *places: Path) -> Trouble:
        """The place where it is said what is wrong there."""
        made = Trouble(*places)
        self.troubles.append(made)
        return made

    def checked(self, field: QWidget, *places: Path) -> QWidget:
        """A field with the place below it where it is said what is wrong there."""
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(3))
        layout.addWidget(field)
        layout.addWidget(self.trouble(*places))
        whole.setFocusProxy(field)
        return whole

    def note(self, words: Words, kind: str = "small") -> Label:
        """A quiet sentence that may take several lines."""
        made = Label(words, kind=kind)
        made.setWordWrap(True)
        # Where a page has more height than it needs, the room goes to its lists, not around its notes.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        return made

    def fill(self) -> None:
        """Show the answers of the plan."""

    def refresh(self) -> None:
        """The plan has changed: show what is wrong, and what follows from the answers."""
        for trouble in self.troubles:
            trouble.show_problems(self.work.problems if self.is_begun else ())

    def problems(self) -> list[Problem]:
        """What is wrong with the answers of this page."""
        return self.work.problems_at(*self.places)

    def restyle(self) -> None:
        self.box.setSpacing(px(12))
        for inner in self._inners:
            inner.setContentsMargins(px(14), px(10), px(14), px(12))
            inner.setSpacing(px(6))

    def retranslate(self) -> None:
        self.refresh()


def tidy_time(text: str) -> str:
    """A time as people type it (7:00, 7.00) with two digits each; anything else as it stands."""
    found = _TIME.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else text.strip()
