"""A new region from the open one: REAL from TEST, or the next round. What comes along and what stays is said before anything is made."""

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QRadioButton, QVBoxLayout, QWidget

from electdesk.domain.set_up_rules import read_day
from electdesk.i18n import set_up_words as words
from electdesk.i18n import tr
from electdesk.services.region import Region
from electdesk.services.set_up.taking_over import what_is_taken
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.look import px
from electdesk.ui.parts import Card, Label


class FromOldDialog(Dialog):
    """Mode and day; ``mode`` and ``chosen_day`` hold the answers."""

    def __init__(self, region: Region, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("New region from this one"), parent, size=(680, 520))
        self._set_up = region.columns.set_up
        told = what_is_taken(region)
        self._taken = Label(lambda: tr("Taken: {what}.", what=_listed(words.KINDS_TAKEN, told.taken)))
        self._left = Label(
            lambda: tr(
                "Not taken: {what}. They stay in the older file, which was not changed.", what=_listed(words.KINDS_LEFT, told.left)
            )
        )
        self._link = Label(
            lambda: tr("Each station is linked to its result in this file, by its record and the file's fingerprint."), kind="small"
        )
        inner, self._facts = _surface()
        for label in (self._taken, self._left, self._link):
            label.setWordWrap(True)
            self._facts.addWidget(label)
        card = Card(lambda: tr("What comes along"))
        card.set_body(inner)
        self.box.addWidget(card)
        self.test, self.real, self.day = QRadioButton(), QRadioButton(), QDateEdit()
        self._modes = QButtonGroup(self)
        self.day.setDisplayFormat("dd.MM.yyyy")
        day = self._day()
        self.day.setDate(QDate(day.year, day.month, day.day))
        inner, self._answers = _surface()
        for radio in (self.test, self.real):
            self._modes.addButton(radio)
            self._answers.addWidget(radio)
        self.test.setChecked(True)
        questions = Questions()
        questions.ask(lambda: tr("Day of voting"), self.day, narrow=True)
        self._answers.addWidget(questions)
        card = Card(lambda: tr("Exercise or voting day"), lambda: tr("can never be changed later"))
        card.set_body(inner)
        self.box.addWidget(card)
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Create the region …"))
        if self._set_up.generated:
            self.real.setEnabled(False)
        self.begin()

    def _day(self) -> dt.date:
        try:
            return read_day(self._set_up.day)
        except ValueError:
            today = QDate.currentDate()
            return dt.date(today.year(), today.month(), today.day())

    def mode(self) -> str:
        """TEST or REAL."""
        return "REAL" if self.real.isChecked() else "TEST"

    def chosen_day(self) -> str:
        """The day, as the file keeps it."""
        day = self.day.date()
        return dt.date(day.year(), day.month(), day.day()).isoformat()

    def restyle(self) -> None:
        super().restyle()
        for inner in (self._facts, self._answers):
            inner.setContentsMargins(px(14), px(10), px(14), px(12))
            inner.setSpacing(px(6))
        self.day.setMaximumWidth(px(150))

    def retranslate(self) -> None:
        super().retranslate()
        self.test.setText(tr("TEST: an exercise"))
        self.real.setText(tr("REAL: the voting day"))
        self.day.setAccessibleName(tr("Day of voting"))


def _listed(names: Mapping[str, str], amounts: Mapping[str, int]) -> str:
    return ", ".join(f"{tr(names[kind])} {amount}" for kind, amount in amounts.items())  # i18n: dynamic


def _surface() -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    widget.setProperty("part", "surface")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget, QVBoxLayout(widget)
