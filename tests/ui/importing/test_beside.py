"""What stands beside the import: profiles, the copy with comments, empty workbooks, roles, languages, and a file that is locked."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView

from electdesk.i18n import LANGUAGES, use_language
from electdesk.services.person import Person
from electdesk.ui.importing.steps import COLUMNS, FILE, SHEET
from electdesk.ui.look import apply_theme
from electdesk.ui.window import MainWindow
from tests.regions import good_values
from tests.ui.importing.files import protocols
from tests.ui.importing.hand import Hand

ENTER = Qt.Key.Key_Return


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook as a table program writes it; a sheet whose name ends with _ is hidden."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.rstrip("_"))
        sheet.sheet_state = "hidden" if name.endswith("_") else "visible"
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rows_of(*protocols_of: tuple[str, dict[str, int | str | bool | None]]) -> list[list[object]]:
    """Rows of a sheet of protocols, the heading first."""
    lines = ["1", "2", "3", "3a", "3b", "4", "5", "6", "7"]
    heads: list[object] = ["station", *lines, "Candidate A", "Candidate B", "Candidate C"]
    body: list[list[object]] = [[number, *values.values()] for number, values in protocols_of]
    return [heads, *body]


def test_a_profile_maps_the_next_file_of_the_same_office(hand: Hand, tmp_path: Path) -> None:
    first = protocols(tmp_path / "a.csv", [("33", good_values(750, 600))], heads={"6": "Пришли"})
    hand.take(first)
    hand.press(ENTER)
    hand.press(ENTER)
    step = hand.page.columns_step
    letters = next(row.letters for row in step.model.rows if row.heading == "Пришли")
    hand.page.work.map_column(letters, "line:took_part")
    step.name.setFocus()
    QTest.keyClicks(step.name, "Our office")
    hand.press(ENTER)
    assert step.profile.currentText() == "Our office"
    hand.take(protocols(tmp_path / "b.csv", [("34", good_values(760, 600))], heads={"6": "Пришли"}))
    hand.press(ENTER)
    hand.press(ENTER)
    assert not hand.page.forward.isEnabled()
    step.use.setFocus()
    hand.press(ENTER)
    assert hand.page.forward.isEnabled()
    hand.page.forward.setFocus()
    hand.press(ENTER)
    assert (hand.tiles(), hand.page.work.profile) == ({"new": 1}, "Our office")


def test_the_bad_cells_go_back_to_the_office_as_a_copy_with_comments(hand: Hand, tmp_path: Path, chosen: list[Path]) -> None:
    bad = good_values(760, 600) | {"6": "6OO"}
    source = workbook(tmp_path / "t.xlsx", Протоколы=rows_of(("33", good_values(750, 600)), ("34", bad)))
    before = source.read_bytes()
    hand.to_dry_run(source)
    chosen.append(tmp_path / "mend.xlsx")
    hand.page.dry_step.save_copy.setFocus()
    hand.press(ENTER)
    sheet = openpyxl.load_workbook(tmp_path / "mend.xlsx")["Протоколы"]
    comment = sheet["I3"].comment
    assert comment is not None
    assert comment.text.startswith("“6OO” holds other characters than digits. Type the number as it stands on the paper.")
    assert (sheet["I2"].comment, source.read_bytes()) == (None, before)


def test_an_empty_workbook_is_saved_and_read_back_without_a_question(hand: Hand, tmp_path: Path, chosen: list[Path]) -> None:
    hand.window.importing.open("stations")
    chosen.append(tmp_path / "empty.xlsx")
    hand.page.file_step.template.setFocus()
    hand.press(ENTER)
    banner = hand.window.banner("message")
    assert banner is not None
    assert banner.words() == "Saved as empty.xlsx."
    hand.take(tmp_path / "empty.xlsx")
    look = hand.page.work.look
    assert look is not None
    assert look.missing == ()


def test_sheets_of_one_shape_are_read_together_and_hidden_ones_are_named(hand: Hand, tmp_path: Path) -> None:
    source = workbook(
        tmp_path / "t.xlsx",
        North=rows_of(("33", good_values(750, 600))),
        South=rows_of(("34", good_values(760, 600))),
        Old_=rows_of(("35", good_values(770, 600))),
    )
    hand.take(source)
    hand.press(ENTER)
    step = hand.page.sheet_step
    assert hand.page.place == SHEET
    ticked = [step.sheets.item(row).checkState() == Qt.CheckState.Checked for row in range(3)]
    assert ([step.sheets.item(row).text() for row in range(3)], ticked) == (
        ["North · 2 rows", "South · 2 rows", "Old · 2 rows · hidden"],
        [True, True, False],
    )
    assert step.hidden_note.words() == "hidden sheets, not read unless they are ticked: Old"
    step.sheets.setFocus()
    step.sheets.setCurrentRow(1)
    hand.press(Qt.Key.Key_Space)
    names = [hand.page.work.sheet_names]
    hand.press(Qt.Key.Key_Space)
    names.append(hand.page.work.sheet_names)
    assert names == [("North",), ("North", "South")]
    for place in (COLUMNS, COLUMNS + 1):
        hand.page.show_step(place)
        hand.wait()
    assert hand.tiles() == {"new": 2}


def test_the_heading_is_marked_by_hand_and_guessed_again(hand: Hand, tmp_path: Path) -> None:
    source = workbook(tmp_path / "t.xlsx", A=[["Protocols of the district"], *rows_of(("33", good_values(750, 600)))])
    hand.take(source)
    hand.press(ENTER)
    step = hand.page.sheet_step
    assert (step.first.value(), step.count.current(), step.guess.isEnabled()) == (2, "1", False)
    step.table.setFocus()
    step.table.selectRow(0)
    hand.press(ENTER)
    chosen = [(hand.page.work.options.heading_rows, step.first.value())]
    step.guess.setFocus()
    hand.press(ENTER)
    chosen.append((hand.page.work.options.heading_rows, step.first.value()))
    assert chosen == [((1, 1), 1), (None, 2)]


@pytest.mark.parametrize(
    ("role", "kinds"),
    [("supervisor", ("stations", "tallies")), ("admin", ("stations",)), ("clerk", ()), ("viewer", ())],
)
def test_what_a_role_may_not_import_is_not_there(window: MainWindow, hand: Hand, role: str, kinds: tuple[str, ...]) -> None:
    window.importing.open()
    region = window.desk.region
    assert region is not None
    region.log_in(Person("Dana", (role,)))
    QApplication.processEvents()
    offered = hand.page.work.kinds()
    assert tuple(kind for kind in offered if kind in ("stations", "tallies")) == kinds
    assert (window.action("file.import").isVisible(), window.importing.may_import()) == (bool(offered), bool(offered))
    assert (window.page_key() == "import") == bool(offered)
    assert hand.page.file_step._kinds == offered


def test_nothing_of_a_file_stays_on_the_page_when_the_region_is_closed(window: MainWindow, hand: Hand, tmp_path: Path) -> None:
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    window.leave()
    work = hand.page.work
    assert (work.book, work.plan, work.path, hand.page.place) == (None, None, None, FILE)
    assert hand.page.dry_step.rows.rowCount() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_speaks_each_language_and_every_control_has_a_name(
    window: MainWindow, hand: Hand, tmp_path: Path, language: str
) -> None:
    bad = good_values(760, 600) | {"6": "6OO"}
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", bad), ("11", good_values(520, 300))]))
    english = said(hand)
    window.set_language(language)
    told = said(hand)
    nameless = [type(button).__name__ for button in buttons(hand) if not button.accessibleName() and not button.text()]
    assert nameless == []
    assert (english & told == set()) or language == "en"
    use_language("en")


@pytest.mark.parametrize(
    ("language", "step", "imported"),
    [("ru", "Пробный прогон", "2 строки"), ("kk", "Сынақ ретінде орындау", "2 жол"), ("en", "Dry run", "Imported 2 rows.")],
)
def test_an_import_is_made_from_beginning_to_end_in_each_language(
    window: MainWindow, hand: Hand, tmp_path: Path, language: str, step: str, imported: str
) -> None:
    window.set_language(language)
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600)), ("34", good_values(760, 600))]))
    assert hand.page.steps.buttons[hand.page.place].text() == step
    hand.press(ENTER, Qt.KeyboardModifier.ControlModifier)
    banner = window.banner("message")
    assert banner is not None
    assert imported in banner.words()
    use_language("en")


def buttons(hand: Hand) -> list[QAbstractButton]:
    """Everything on the page that can be pressed."""
    found: list[QAbstractButton] = list(hand.page.findChildren(QAbstractButton))
    asked = hand.page.question
    return [each for each in found if not isinstance(each.parent(), QTableView | QLineEdit) and not asked.isAncestorOf(each)]


def said(hand: Hand) -> set[str]:
    """The words of everything that can be pressed."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {button.text() for button in [*buttons(hand), *hand.page.steps.buttons] if any(map(str.isalpha, button.text()))}


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_foot_stays_in_sight_at_every_size(
    window: MainWindow, hand: Hand, tmp_path: Path, qapp: QApplication, zoom: int
) -> None:
    window.resize(1024, 768)
    apply_theme(qapp, "light", zoom)
    hand.to_dry_run(protocols(tmp_path / "t.csv", [("33", good_values(750, 600))]))
    QApplication.processEvents()
    assert hand.page.forward.isVisible()
    assert hand.page.forward.visibleRegion().boundingRect().height() == hand.page.forward.height()
    apply_theme(qapp, "light", 100)
