"""The table: sorted by several columns, copied for workbooks, read whole where it is cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk.ui.look import apply_theme
from electdesk.ui.parts import TableView
from electdesk.ui.parts.clipboard import cell_text, table_mime
from electdesk.ui.parts.sort_header import SortKeys, sorted_by_click
from tests.ui.parts.conftest import CONTROL, press, press_row
from tests.ui.parts.gallery import make_table
from tests.workbooks.writing.books import CSV_UTF8, converted, needs_office, text_cells

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(qtbot: QtBot, light_look: QApplication) -> TableView:
    """The gallery's table, wide enough for all columns."""
    made = make_table()
    made.sort_header().set_sort_keys(())
    made.resize(900, 300)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.mark.parametrize(
    ("before", "column", "add", "after"),
    [
        ((), 2, False, ((2, UP),)),
        (((2, UP),), 2, False, ((2, DOWN),)),
        (((2, UP),), 3, False, ((3, UP),)),
        (((2, UP),), 3, True, ((2, UP), (3, UP))),
        (((2, UP), (3, UP)), 2, True, ((2, DOWN), (3, UP))),
        (((2, DOWN), (3, UP)), 2, False, ((2, UP),)),
    ],
)
def test_a_click_sorts_and_shift_adds_a_column(before: SortKeys, column: int, add: bool, after: SortKeys) -> None:
    assert sorted_by_click(before, column, add=add) == after


def test_clicks_on_the_heads_are_told_as_sort_keys_and_choose_no_row(table: TableView) -> None:
    told: list[SortKeys] = []
    table.sort_changed.connect(told.append)
    head = table.sort_header()

    def click(column: int, held: Qt.KeyboardModifier) -> None:
        place = QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) // 2, head.height() // 2)
        QTest.mouseClick(head.viewport(), LEFT, held, place)

    click(2, Qt.KeyboardModifier.NoModifier)
    click(3, Qt.KeyboardModifier.ShiftModifier)
    click(3, Qt.KeyboardModifier.ShiftModifier)
    click(0, Qt.KeyboardModifier.NoModifier)
    assert told == [((2, UP),), ((2, UP), (3, UP)), ((2, UP), (3, DOWN)), ((0, UP),)]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [3]


def test_chosen_rows_are_copied_with_heads_as_text_and_html(table: TableView) -> None:
    table.setColumnHidden(1, True)
    press(table, Qt.Key.Key_C, "\x03", held=CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines() == [
        "№\tРайон\tСписок\tВыдано\tЯвка\tСостояние\tЗамечание",
        "113\tГлубоковский\t2114\t1902\t90,0%\tвторой ввод\t",
    ]
    assert "<th>Район</th>" in mime.html()
    assert "<td align='right'>2114</td>" in mime.html()
    assert "<td align='right'>90,0%</td>" in mime.html()


def test_all_rows_are_copied_when_none_is_chosen(table: TableView) -> None:
    table.clearSelection()
    assert table.copy_rows() == 14


@pytest.mark.parametrize(
    ("shown", "copied"),
    [
        ("12\u202f871", "12871"),
        ("\u22120,5", "-0,5"),
        ("-5", "-5"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("@cmd", "'@cmd"),
        ("+7 727 1", "+77271"),
        ("a\tb\nc", "a b c"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        (" =1+1", "' =1+1"),
        ("\0=1+1", "' =1+1"),
        ("№ 114", "№ 114"),
    ],
)
def test_a_cell_arrives_as_a_number_or_as_text_that_cannot_run(shown: str, copied: str) -> None:
    assert cell_text(shown) == copied


def test_html_of_a_cell_is_escaped_and_marked_as_text() -> None:
    mime = table_mime(["<b>"], [["=1+1 & <i>"]])
    assert "<th>&lt;b&gt;</th>" in mime.html()
    assert "<td style=\"mso-number-format:'\\@'\">&#x27;=1+1 &amp; &lt;i&gt;</td>" in mime.html()


@needs_office
def test_what_is_pasted_into_libreoffice_runs_nowhere(tmp_path: Path) -> None:
    page = tmp_path / "pasted.html"
    page.write_text(table_mime(["=1+1"], [["=1+1", "@a", "\t=3", "-2+3"]]).html(), encoding="utf-8")
    shown = text_cells(converted(page, CSV_UTF8, tmp_path / "office", reader="HTML (StarCalc)"))
    assert shown == [["'=1+1", "", "", ""], ["'=1+1", "'@a", "' =3", "'-2+3"]]


@pytest.mark.parametrize("layout", ["us", "kk"])
def test_typing_a_number_is_told_letter_by_letter_in_any_layout(table: TableView, layout: str) -> None:
    told: list[str] = []
    table.typed.connect(told.append)
    for digit in "114":
        press_row(table, digit, layout)
    assert told == ["1", "11", "114"]


def test_enter_opens_the_row_that_has_the_keyboard(table: TableView) -> None:
    opened: list[int] = []
    table.opened.connect(lambda index: opened.append(QModelIndex(index).row()))
    press(table, Qt.Key.Key_Return, "\r")
    assert opened == [3]


def test_rows_and_columns_follow_the_zoom(table: TableView, qapp: QApplication) -> None:
    sizes = []
    for zoom in (100, 200):
        apply_theme(qapp, "light", zoom)
        sizes.append((table.rowHeight(0), table.columnWidth(0), table.horizontalHeader().height()))
    assert sizes == [(27, 52, 28), (54, 104, 56)]
