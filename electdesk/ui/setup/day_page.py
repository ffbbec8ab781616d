"""Second page: the day, the region's clock, the voting hours and the time slots at which turnout is reported."""

import datetime as dt
import re
from typing import Final

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QWidget

from electdesk.domain.set_up_rules import read_day, read_time
from electdesk.i18n import tr
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.ui.dialog import Questions, side_by_side
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Label
from electdesk.ui.setup.fields import Page, tidy_time

OFFSETS: Final = tuple(range(-720, 841, 30))
"""Minutes that a region's clock may be ahead of UTC."""


def offset_words(minutes: int) -> str:
    """An offset as people write it: UTC+05:00."""
    sign = "+" if minutes >= 0 else "\u2212"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def slots_between(opens: str, closes: str, hours: int) -> tuple[str, ...]:
    """Time slots every so many hours after the opening, on full hours, and the end of voting itself. () where the hours are no times."""
    try:
        first, last = read_time(opens), read_time(closes)
    except ValueError:
        return ()
    at = range(first.hour + hours, last.hour + 1, hours)
    found = [f"{hour:02d}:00" for hour in at if f"{hour:02d}:00" > opens]
    return tuple(dict.fromkeys((*[slot for slot in found if slot <= closes], last.strftime("%H:%M"))))


class DayPage(Page):
    """All times are times of the region's clock."""

    def __init__(self, work: SetUpWork) -> None:
        super().__init__(
            lambda: tr("Day and hours"), work, [("day",), ("utc_offset",), ("opens",), ("closes",), ("turnout_slots",)]
        )
        self.day = QDateEdit()
        self.day.setDisplayFormat("dd.MM.yyyy")
        self.offset = QComboBox()
        for minutes in OFFSETS:
            self.offset.addItem(offset_words(minutes), minutes)
        self.opens, self.closes, self.slots = QLineEdit(), QLineEdit(), QLineEdit()
        self.hourly = ActionLink(lambda: tr("Every hour"), icon="clock")
        self.two_hourly = ActionLink(lambda: tr("Every two hours"), icon="clock")
        layout = self.card(lambda: tr("Day of voting"))
        questions = Questions()
        questions.ask(lambda: tr("Day"), self.day, narrow=True)
        questions.ask(
            lambda: tr("Clock of the region"),
            self.offset,
            narrow=True,
            hint=lambda: tr("All times are shown by this clock, on every computer."),
        )
        layout.addWidget(questions)
        layout.addWidget(self.trouble(("day",), ("utc_offset",)))
        layout = self.card(lambda: tr("Voting hours"))
        questions = Questions()
        hours = QWidget()
        hours.setLayout(side_by_side((self.opens, Label(lambda: tr("to")), self.closes)))
        hours.setFocusProxy(self.opens)
        questions.ask(lambda: tr("Voting from"), self.checked(hours, ("opens",), ("closes",)))
        questions.ask(
            lambda: tr("Time slots of turnout"),
            self.checked(self.slots, ("turnout_slots",)),
            hint=lambda: tr("Times at which stations report how many have voted, with spaces between them. May stay empty."),
        )
        questions.ask("", self.two_hourly, self.hourly, narrow=True)
        layout.addWidget(questions)
        self.box.addStretch(1)
        self._listen()
        self.begin()

    def _listen(self) -> None:
        work = self.work
        self.day.dateChanged.connect(lambda day: work.change_set_up(day=dt.date(day.year(), day.month(), day.day()).isoformat()))
        self.offset.currentIndexChanged.connect(lambda _index: work.change_set_up(utc_offset=int(self.offset.currentData())))
        self.opens.textEdited.connect(lambda text: work.change_set_up(opens=tidy_time(text)))
        self.closes.textEdited.connect(lambda text: work.change_set_up(closes=tidy_time(text)))
        self.slots.textEdited.connect(self._slots_typed)
        for field in (self.opens, self.closes, self.slots):
            field.editingFinished.connect(self.fill)
        self.hourly.clicked.connect(lambda: self._propose(1))
        self.two_hourly.clicked.connect(lambda: self._propose(2))

    def _slots_typed(self, text: str) -> None:
        slots = tuple(tidy_time(part) for part in re.split(r"[\s,;]+", text) if part)
        self.work.change_set_up(turnout_slots=slots)

    def _propose(self, hours: int) -> None:
        set_up = self.work.plan.set_up
        self.work.change_set_up(turnout_slots=slots_between(set_up.opens, set_up.closes, hours))
        self.fill()

    def fill(self) -> None:
        set_up = self.work.plan.set_up
        try:
            day = read_day(set_up.day)
        except ValueError:
            today = QDate.currentDate()
            day = dt.date(today.year(), today.month(), today.day())
        self.day.setDate(QDate(day.year, day.month, day.day))
        if self.offset.findData(set_up.utc_offset) < 0:
            self.offset.addItem(offset_words(set_up.utc_offset), set_up.utc_offset)
        self.offset.setCurrentIndex(self.offset.findData(set_up.utc_offset))
        for field, text in ((self.opens, set_up.opens), (self.closes, set_up.closes), (self.slots, " ".join(set_up.turnout_slots))):
            if field.text() != text:
                field.setText(text)

    def refresh(self) -> None:
        super().refresh()
        set_up = self.work.plan.set_up
        missing = not slots_between(set_up.opens, set_up.closes, 1)
        for link in (self.hourly, self.two_hourly):
            link.set_refusal((lambda: tr("Type the voting hours first.")) if missing else None)

    def restyle(self) -> None:
        super().restyle()
        self.day.setMaximumWidth(px(150))
        self.offset.setMaximumWidth(px(200))
        for field in (self.opens, self.closes):
            field.setMaximumWidth(px(90))

    def retranslate(self) -> None:
        super().retranslate()
        self.day.setAccessibleName(tr("Day of voting"))
        self.offset.setAccessibleName(tr("Clock of the region"))
        self.opens.setAccessibleName(tr("Voting from"))
        self.closes.setAccessibleName(tr("Voting to"))
        self.slots.setAccessibleName(tr("Time slots of turnout"))
