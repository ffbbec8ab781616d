"""The window's dialogs: everything is asked on one page, what is missing is said, Cancel changes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.i18n import LANGUAGES, language, use_language
from electdesk.qtmodels.desk import Desk
from electdesk.ui.look import theme
from electdesk.ui.parts.labels import Label
from electdesk.ui.window.about import AboutDialog
from electdesk.ui.window.help import TOPICS, HelpDialog, help_file, topic_markdown
from electdesk.ui.window.settings_dialog import SettingsDialog
from electdesk.ui.window.start_page import StartPage


def test_settings_are_kept_as_answered(look: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = SettingsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.setText(" Айгүл ")
    dialog.office.setText("ТИК")
    dialog.sound.click()
    dialog.printing.click()
    dialog.every.setValue(10)
    dialog.take_folder(tmp_path)
    dialog.take_folder(tmp_path)
    dialog.accept()
    kept = settings.load()
    assert kept == dialog.chosen()
    assert (kept.user_name, kept.office, kept.sound, kept.print_at_finish, kept.backup_every_saves, kept.backup_folders) == (
        "Айгүл",
        "ТИК",
        False,
        True,
        10,
        (str(tmp_path),),
    )


def test_look_and_language_show_at_once_and_cancel_brings_back_what_was(look: QApplication, qtbot: QtBot) -> None:
    dialog = SettingsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.language._segments["kk"].click()
    dialog.theme._segments["dark"].click()
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(150))
    assert (language(), theme().tokens.name, theme().zoom_percent) == ("kk", "dark", 150)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (language(), theme().tokens.name, theme().zoom_percent) == ("en", "light", 100)
    assert settings.load() == settings.Settings()


def test_about_names_the_open_file_and_can_be_copied(look: QApplication, desk: Desk, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.desk = desk  # type: ignore[attr-defined]
    dialog = AboutDialog(window)
    dialog.show()
    dialog.copy_button.click()
    assert desk.region is not None
    copied = QGuiApplication.clipboard().text()
    assert desk.region.store.fingerprint in copied
    assert desk.region.store.region_id[:8] in copied
    assert "SQLite 3." in copied


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", [topic for topic, _words in TOPICS])
def test_every_topic_is_there_in_every_language(look: QApplication, qtbot: QtBot, lang: str, topic: str) -> None:
    use_language(lang)  # type: ignore[arg-type]
    dialog = HelpDialog(None, topic)
    qtbot.addWidget(dialog)
    dialog.show()
    assert topic_markdown(topic).startswith("# ")
    assert len(dialog.text.toPlainText()) > 400
    assert dialog.paper().toPlainText() == dialog.text.toPlainText()


def test_help_says_the_same_things_in_each_language() -> None:
    shapes = {
        topic: {
            tuple(
                line.split(" ")[0] for line in help_file(topic, lang).read_text(encoding="utf-8").splitlines() if line[:1] in "#|-1"
            )
            for lang in LANGUAGES
        }
        for topic in ("first-protocol", "two-pairs-of-eyes", "protection")
    }
    assert {topic: len(shape) for topic, shape in shapes.items()} == {"first-protocol": 1, "two-pairs-of-eyes": 1, "protection": 1}


def test_the_start_page_offers_the_files_that_are_there(look: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    there = tmp_path / "vko.electdesk"
    there.write_bytes(b"")
    page = StartPage()
    qtbot.addWidget(page)
    qtbot.addWidget(page.strip)
    page.resize(1000, 700)
    page.show()
    page.show_recent((str(there), str(tmp_path / "gone.electdesk")))
    assert [page.model.item(row, 0).isEnabled() for row in range(2)] == [True, False]
    assert page.model.item(1, 2).text() == "not there any more"
    chosen: list[str] = []
    page.recent_wanted.connect(chosen.append)
    page.recent.setFocus()
    page.recent.setCurrentIndex(page.model.index(0, 0))
    QTest.keyClick(page.recent, Qt.Key.Key_Return)
    page.recent.clicked.emit(page.model.index(1, 0))
    assert chosen == [str(there)]


def test_the_tiles_of_the_start_page_are_pressed_with_the_keyboard(look: QApplication, qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    qtbot.addWidget(page.strip)
    page.show()
    asked: list[str] = []
    page.open_wanted.connect(lambda: asked.append("open"))
    page.new_wanted.connect(lambda: asked.append("new"))
    page.sample_wanted.connect(lambda: asked.append("sample"))
    for tile, key in ((page.open_tile, Qt.Key.Key_Space), (page.new_tile, Qt.Key.Key_Return), (page.sample_tile, Qt.Key.Key_Enter)):
        QTest.keyClick(tile, key)
    assert asked == ["open", "new", "sample"]


def test_the_start_page_says_which_document_counts(look: QApplication, qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    qtbot.addWidget(page.strip)
    labels: list[Label] = list(page.findChildren(Label))
    words = " ".join(label.words() for label in labels)
    assert "The signed paper protocol is the legal record." in words
