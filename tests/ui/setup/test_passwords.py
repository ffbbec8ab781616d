"""The first passwords are not lost by one key."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.ui.setup.passwords import FirstPasswords


def test_closing_unprinted_passwords_warns_once_and_enter_prints(qtbot: QtBot, qapp: QApplication) -> None:
    use_language("en")
    dialog = FirstPasswords(Desk(), {"dana": "first-password"})
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.primary is not None
    assert dialog.primary.text() == "Print slips"
    dialog.reject()
    assert dialog.isVisible()
    assert "press Close again" in dialog.reason.words()
    dialog.reject()
    assert not dialog.isVisible()
