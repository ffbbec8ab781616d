"""The window's dialogs: everything is asked on one page, what is missing is said, Cancel changes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.domain.forms import shelf
from electdesk.i18n import LANGUAGES, language, use_language
from electdesk.qtmodels.desk import Desk
from electdesk.ui.look import theme
from electdesk.ui.parts.labels import Label
from electdesk.ui.parts.messages import FindingBox
from electdesk.ui.window.about import AboutDialog
from electdesk.ui.window.help import TOPICS, HelpDialog, help_file, topic_markdown
from electdesk.ui.window.new_region import NewRegionDialog, offset_words
from electdesk.ui.window.settings_dialog import SettingsDialog
from electdesk.ui.window.start_page import StartPage
from tests.ui.parts.conftest import type_text


def test_a_new_region_needs_a_name_and_says_so(look: QApplication, qtbot: QtBot) -> None:
    dialog = NewRegionDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.primary is not None
    assert (dialog.primary.isEnabled(), dialog.reason.words()) == (False, "Type the name of the region.")
    type_text(dialog.name, "ВКО")
    assert (dialog.primary.isEnabled(), dialog.reason.words()) == (True, "")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.result() == 1


def test_a_new_region_holds_what_was_answered(look: QApplication, qtbot: QtBot) -> None:
    dialog = NewRegionDialog()
    qtbot.addWidget(dialog)
    dialog.forms.setCurrentIndex(shelf().index("ru-duma-2021"))
    dialog.name.setText(" Алтай / край ")
    dialog.name_kk.setText("Алтай өлкесі")
    dialog.commission.setText("Комиссия")
    dialog.day.setDate(QDate(2021, 9, 19))
    dialog.offset.setCurrentIndex(dialog.offset.findData(420))
    dialog.real.click()
    beginning = dialog.beginning()
    assert (beginning.name, beginning.mode) == ("Алтай - край", "REAL")
    assert (beginning.set_up.region, beginning.set_up.commission) == (
        {"ru": "Алтай / край", "kk": "Алтай өлкесі"},
        {"": "Комиссия"},
    )
    assert (beginning.set_up.day, beginning.set_up.utc_offset) == ("2021-09-19", 420)
    assert len(beginning.contests) == 2


def test_an_exercise_is_the_default(look: QApplication, qtbot: QtBot) -> None:
    dialog = NewRegionDialog()
    qtbot.addWidget(dialog)
    dialog.name.setText("x")
    assert dialog.beginning().mode == "TEST"


def test_a_wrong_form_file_is_told_with_its_lines(look: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "own.toml"
    path.write_text('id = "own"\n[[line]]\nid = "a"\nnumbr = "1"\n', encoding="utf-8")
    dialog = NewRegionDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take_file(path)
    dialog.name.setText("x")
    found: list[FindingBox] = list(dialog.problems.findChildren(FindingBox))
    boxes = [box.plain_text() for box in found if box.isVisible()]
    assert boxes
    assert any("of the file" in box for box in boxes)
    assert dialog.reason.words() == "Choose a form that can be read."


@pytest.mark.parametrize(("minutes", "words"), [(300, "UTC+05:00"), (-210, "UTC\u221203:30"), (0, "UTC+00:00")])
def test_an_offset_is_written_as_people_write_it(minutes: int, words: str) -> None:
    assert offset_words(minutes) == words


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
        for topic in ("first-protocol", "protection")
    }
    assert {topic: len(shape) for topic, shape in shapes.items()} == {"first-protocol": 1, "protection": 1}


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
