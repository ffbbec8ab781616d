"""Qt's own dialogs speak the program's language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from electdesk.i18n import use_language
from electdesk.ui.standard_words import StandardWords


@pytest.fixture
def words(qapp: QApplication) -> Iterator[StandardWords]:
    """Our words, installed for one test."""
    made = StandardWords(qapp)
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


@pytest.mark.parametrize(("lang", "label"), [("ru", "Имя файла:"), ("kk", "Файл аты:"), ("en", "File name:")])
def test_a_dialog_for_choosing_a_file_speaks_the_language(qtbot: QtBot, words: StandardWords, lang: str, label: str) -> None:
    use_language(lang)  # type: ignore[arg-type]
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels: list[QLabel] = list(dialog.findChildren(QLabel))
    assert label in [each.text().replace("&", "") for each in labels]


@pytest.mark.parametrize(("lang", "yes"), [("ru", "Отмена"), ("kk", "Бас тарту"), ("en", "Cancel")])
def test_buttons_speak_the_language(words: StandardWords, lang: str, yes: str) -> None:
    use_language(lang)  # type: ignore[arg-type]
    assert QCoreApplication.translate("QPlatformTheme", "&Cancel") == yes


def test_a_word_that_is_not_ours_stays_as_qt_says_it(words: StandardWords) -> None:
    use_language("ru")
    assert QCoreApplication.translate("QShortcut", "Backspace") == "Backspace"
