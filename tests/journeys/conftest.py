"""The program as a person starts it: the real window off the screen, real files, a name in the settings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_application, make_window
from electdesk.ui.look import apply_theme, theme, theme_choice
from electdesk.ui.parts import NumberField
from tests.journeys.office import Office

Start = Callable[[], Office]


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the program as Aigul; each call is another start. What is still open is closed at the end."""
    monkeypatch.setattr(NumberField, "beep", staticmethod(lambda: None))
    settings.change(language="en", theme="light", user_name="Aigul")
    begun: list[Office] = []

    def begin() -> Office:
        make_application()
        window = make_window()
        qtbot.addWidget(window)
        window.show_first()
        window.activateWindow()
        window.prepare()
        qtbot.waitUntil(window.isActiveWindow)
        begun.append(Office(window, qtbot, tmp_path))
        return begun[-1]

    yield begin
    for office in begun:
        office.window.close()
    if (theme_choice(), theme().zoom_percent) != ("light", 100):
        apply_theme(qapp, "light", 100)


@pytest.fixture
def office(start: Start) -> Office:
    """The program, started once; nothing is open."""
    return start()
