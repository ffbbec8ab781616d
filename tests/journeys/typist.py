"""Several people at one window: they log in by keys, on a keyboard whose layout is told; protocols are typed key by key, and keys are counted."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.journeys.office import NOTHING_HELD, PAD, Key, Office
from tests.journeys.two_pairs import Paper

ROWS: Final = {"en": "1234567890", "ru": "1234567890", "kk": '"әіңғ,.үұқ'}
"""What the number row types in each layout. The digit is told by the place of the key."""
FIRST_CODE: Final = 10
"""Key code of "1" on the number row under X11."""


class Typist:
    """Ten fingers before an office's window. ``keys``: how many keys were pressed."""

    def __init__(self, office: Office, layout: str = "en") -> None:
        self.office, self.layout, self.keys = office, layout, 0

    def press(self, key: int, text: str = "", *, code: int = 0, held: Qt.KeyboardModifier = NOTHING_HELD) -> None:
        """One key at whatever has the keyboard."""
        self.keys += 1
        at = self.office.at()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(at, QKeyEvent(kind, key, held, code, 0, 0, text))
        QApplication.processEvents()

    def digits(self, figure: object) -> None:
        """A number on the number row of the layout."""
        for digit in str(figure):
            place = "1234567890".index(digit)
            sign = ROWS[self.layout][place]
            self.press(ord(sign.upper()), sign, code=FIRST_CODE + place)

    def letters(self, text: str) -> None:
        """Letters and spaces as they are typed in a layout that has them."""
        for sign in text:
            self.press(ord(sign.upper()), sign)

    def enter(self) -> None:
        """The Enter key."""
        self.press(Key.Key_Return, "\r")

    def plus(self) -> None:
        """Plus of the keypad."""
        self.press(Key.Key_Plus, "+", held=PAD)

    # -- who works

    def log_in(self, login: str, password: str) -> None:
        """On the page that asks who works: the user by the arrows, the password, Enter."""
        page = self.office.window.people.page
        assert self.office.window.page_key() == "log_in"
        page.login.setFocus()
        for _ in range(page.login.count()):
            self.press(Key.Key_Up)
        for _ in range(page.login.count()):
            if page.login.currentText() != login:
                self.press(Key.Key_Down)
        assert page.login.currentText() == login
        self.enter()
        assert QApplication.focusWidget() is page.password
        self.letters(password)
        self.enter()
        assert self.office.region.person.name == login

    def lock(self) -> None:
        """F12: nobody works, what is typed is kept."""
        self.press(Key.Key_F12)
        assert self.office.window.desk.region is None

    # -- a protocol

    def type_paper(self, number: str, paper: Paper) -> None:
        """A station's number unless it is proposed, Enter, its lines with Enter between them, plus."""
        office, work = self.office, self.office.window.entry.work
        if office.window.entry.asked.proposed != office.row(number):
            self.press(Key.Key_F3)
            self.digits(number)
            self.enter()
        self.enter()
        assert work.row == office.row(number)
        self.lines(paper)
        self.finish()

    def finish(self) -> None:
        """Plus, and plus again where something should be seen before."""
        before = self.office.region.store.counts
        for _ in range(3):
            if self.office.region.store.counts == before:
                self.plus()
        assert self.office.region.store.counts != before

    def lines(self, paper: Paper) -> None:
        """Figures of lines one after the other, Enter between them; a blank is passed over."""
        for place, figure in enumerate(paper.values()):
            if place:
                self.enter()
            if figure is not None:
                self.digits(figure)
