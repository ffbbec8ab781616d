"""Exports in the window: the panel, and any list saved as a workbook or a text table."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QTableView
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.i18n import Language, use_language
from electdesk.services.person import Person
from electdesk.ui.exporting import ExportDialog
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import TableView, announce_language
from electdesk.ui.parts.list_saving import ListContent
from electdesk.ui.window import MainWindow
from electdesk.ui.window.exporting import Exporting
from tests.regions import small_region

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with a small region open."""
    settings.change(language="en", theme="light", user_name="Aigul")
    apply_theme(qapp, "light", 100)
    small_region(tmp_path).close()
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "small.electdesk")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def exporting(window: MainWindow) -> Exporting:
    return window.file_menu.exporting


def stations(window: MainWindow) -> TableView:
    return window.overview.stations.table


def panel(window: MainWindow) -> ExportDialog:
    window.action("file.export").trigger()
    made = exporting(window).dialog
    assert made is not None
    return made


def test_the_panel_writes_a_workbook_and_says_where(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    dialog = panel(window)
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert load_workbook(target, read_only=True).sheetnames[:2] == ["Stations", "Tallies"]
    assert dialog.outcome.text() == f"Written: {target}."
    assert window.desk.region is not None
    assert window.desk.region.store.commits()[-1].commit.command == "Export"
    dialog.reject()


def test_the_panel_writes_text_tables_into_a_folder_of_their_own(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    (tmp_path / "small-csv").mkdir()
    dialog = panel(window)
    dialog.choose("csv")
    dialog.for_excel.setChecked(True)
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.save.click()
    folder = tmp_path / "small-csv-2"
    assert json.loads((folder / "datapackage.json").read_text())["resources"][0]["dialect"]["delimiter"] == ";"
    assert (folder / "stations.csv").read_bytes().startswith(b"\xef\xbb\xbfstation_number;")
    dialog.reject()


def test_what_the_report_of_results_has_no_room_for_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = panel(window)
    dialog.choose("nist", "final")
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write_to(tmp_path / "t.json")
    assert "Election: lines 2, 3, 3a, 3b, 4, 5 of the protocol are not in this format." in dialog.outcome.text()
    assert json.loads((tmp_path / "t.json").read_text())["Status"] == "unofficial-partial"
    dialog.reject()


def test_only_a_supervisor_is_offered_preliminary_figures(window: MainWindow) -> None:
    dialog = panel(window)
    offered = [dialog.basis.itemData(place) for place in range(dialog.basis.count())]
    dialog.reject()
    assert offered == ["settled", "final", "preliminary"]
    assert window.desk.region is not None
    window.desk.region.person = Person("Aigul", ("clerk",))
    dialog = panel(window)
    assert [dialog.basis.itemData(place) for place in range(dialog.basis.count())] == ["settled", "final"]
    dialog.reject()


def test_a_refusal_stands_in_the_panel_and_the_work_goes_on(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = panel(window)
    dialog.write_to(tmp_path / "nowhere" / "t.xlsx")
    qtbot.waitUntil(lambda: dialog.outcome.text() != "", timeout=20_000)
    assert dialog.outcome.text().startswith("The folder for")
    assert dialog.save.isEnabled()
    dialog.reject()


def test_the_panel_speaks_three_languages_while_it_is_open(window: MainWindow, qapp: QApplication) -> None:
    dialog = panel(window)
    titles = []
    languages: tuple[Language, ...] = ("ru", "kk", "en")
    for lang in languages:
        use_language(lang)
        announce_language(qapp)
        titles.append((dialog.windowTitle(), dialog.basis.currentText()))
    assert titles == [("Экспорт", "Согласованные числа"), ("Экспорттау", "Келісілген сандар"), ("Export", "Settled figures")]
    dialog.reject()


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_ctrl_e_saves_the_list_of_stations_as_it_is_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    target = tmp_path / f"list{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    stations(window).setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is stations(window))
    QTest.keyClick(stations(window), Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(target.exists, timeout=20_000)
    heads, cells = stations(window).words_of(range(30))
    if ending == ".csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == heads
        assert len(rows) == 31
    else:
        sheet = load_workbook(target).worksheets[0]
        assert [cell.value for cell in sheet[sheet.max_row - 30]] == heads
        voters = heads.index(next(head for head in heads if "voters" in head.casefold() or head == "List"))
        assert isinstance(sheet.cell(sheet.max_row, voters + 1).value, int)
        assert len(cells) == 30


def test_every_list_has_the_action_in_its_menu_but_those_with_passwords(window: MainWindow, qtbot: QtBot) -> None:
    for page in ("reception", "differences", "progress"):
        window.show_page(page)
    views: list[QTableView] = list(window.findChildren(QTableView))
    tables = [view for view in views if isinstance(view, TableView)]
    assert len(tables) > 8
    for table in tables:
        menu = QMenu()
        table.add_save_action(menu)
        (action,) = menu.actions()
        assert action.isEnabled() == (table.model() is not None and table.model().rowCount() > 0), table.accessibleName()
        table.may_leave = False
        assert not table.can_be_saved()


def test_a_list_of_texts_that_would_run_is_written_as_text(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    content = ListContent("What came", ("=Head", "Votes", "Share"), (("=1+1", "1\u202f200", "94,1\u00a0%"), ("+7 777", "–", "–")))
    for name in ("t.xlsx", "t.csv"):
        exporting(window).write_list(content, tmp_path / name)
        qtbot.waitUntil((tmp_path / name).exists, timeout=20_000)
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    last = sheet.max_row
    assert [[cell.value for cell in sheet[row]] for row in (last - 2, last - 1, last)] == [
        ["=Head", "Votes", "Share"],
        ["=1+1", 1200, 0.941],
        ["+7 777", None, None],
    ]
    assert {sheet.cell(row, 1).data_type for row in (last - 2, last - 1, last)} == {"s"}
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "'=Head,Votes,Share",
        "'=1+1,1200,94.1000",
        "'+7 777,,",
    ]
