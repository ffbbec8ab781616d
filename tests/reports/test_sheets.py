"""The sheets of the desk say in every language what was noted, and the sums of a table's pages add up."""

from pathlib import Path

import pytest

from electdesk.i18n import LANGUAGES, Language
from electdesk.reports.catalogue import SHEETS, render_sheet
from electdesk.reports.consolidated import ROWS_A_PAGE
from electdesk.reports.missing_list import hours_late
from electdesk.reports.pages import page_count, text_of
from electdesk.services.commands import (
    AcceptPaper,
    AddContact,
    ChangeSetUp,
    FinishEntry,
    HandOutCopy,
    PostCopy,
    ReturnPaper,
)
from electdesk.services.queries.bulletin import bulletin_sheet, missing_reports_sheet
from electdesk.services.queries.consolidated import Consolidated, ConsolidatedSheet, TableColumn, TableRow, consolidated_sheet
from electdesk.services.queries.history import station_history
from electdesk.services.queries.incident_figures import incident_sheet
from electdesk.services.queries.progress import MissingSheet, missing_sheet
from electdesk.services.queries.reception import arrival_numbered, handout_sheet, receipt_sheet, return_sheet
from electdesk.services.queries.timeline import correction_sheet, newest_correction
from electdesk.services.region import Region
from electdesk.services.sheets import sheet_head
from tests.regions import good_values, small_region
from tests.reports.test_summary import plain
from tests.services.test_reception import StandingClock


@pytest.fixture
def region(tmp_path: Path) -> Region:
    made = small_region(tmp_path, entered=12)
    made.clock = StandingClock()
    made.execute(ChangeSetUp(closes="20:00", turnout_slots=("10:00", "12:00"), reason="hours"))
    return made


def words(pdf: bytes) -> str:
    return plain(" ".join(text_of(pdf)))


def all_parts(text: str, *parts: str) -> None:
    for part in parts:
        assert part in text, part


def test_a_receipt_is_one_page_in_three_languages_with_number_time_and_fingerprint(region: Region) -> None:
    region.execute(AcceptPaper(station="station20", at="2011-04-03T18:05:00Z", brought_by="secretary", copies=2, list_size=690))
    columns = next(iter(region.columns.contests.values()))
    pdf = render_sheet("receipt", receipt_sheet(region, columns, arrival_numbered(region, 1)), "ru")
    assert page_count(pdf) == 1
    digits = region.store.fingerprint.replace(" ", "")
    all_parts(
        words(pdf),
        "Расписка № 1: протокол принят",
        "№ 1 қолхат: хаттама қабылданды",
        "Receipt № 1: protocol accepted",
        "№ 28 · Школа № 21 · Жарминский",
        "03.04.2011 23:05",
        "секретарь хатшы secretary",
        "Избирателей в списке по протоколу Хаттама бойынша тізімдегі сайлаушылар Voters on the list by the protocol 690",
        "Voters on the list by the register 700",
        " ".join(digits[start : start + 5] for start in range(0, 20, 5)),
        "УЧЕБНЫЙ РЕГИОН",
    )


def test_a_return_sheet_names_the_defects_and_what_the_quick_check_found(region: Region) -> None:
    region.execute(ReturnPaper(station="station21", defects=("sums", "signatures"), note="Нет второй страницы"))
    columns = next(iter(region.columns.contests.values()))
    typed = {**good_values(710, 600), "8": 1}
    figures = [int(str(typed[number])) for number in columns.numbers_at(21)]
    text = words(render_sheet("return", return_sheet(region, columns, arrival_numbered(region, 1), figures), "ru"))
    all_parts(
        text, "Протокол возвращён, № 1", "Нет подписей членов комиссии.", "Числа не сходятся.", "Нет второй страницы", "8 1 9 58"
    )
    assert "Что показала быстрая проверка" in text
    without = words(render_sheet("return", return_sheet(region, columns, arrival_numbered(region, 1)), "ru"))
    assert "Что показала быстрая проверка" not in without


def test_a_correction_sheet_shows_old_new_and_difference(region: Region) -> None:
    region.execute(AcceptPaper(station="station03", kind="corrected", document="14", reason="Ошибка в строке 3"))
    region.execute(FinishEntry(station="station03", values=good_values(530, 470)))
    columns = next(iter(region.columns.contests.values()))
    pair = newest_correction(station_history(region, columns, 3))
    assert pair is not None
    text = words(render_sheet("correction", correction_sheet(region, columns, 3, *pair), "ru"))
    # Station 12 had 467 ballots issued of 530; the corrected paper has 470.
    all_parts(text, "Лист исправлений, участок № 12", "Ошибка в строке 3", "14", "467 470 +3", "63 60 −3")


def test_the_missing_list_has_hours_and_phones(region: Region) -> None:
    region.execute(AddContact(station="station29", name="Сейдахметова Г.", phones=("8 701 000 11 22",)))
    columns = next(iter(region.columns.contests.values()))
    text = words(render_sheet("missing", missing_sheet(region, columns), "ru"))
    all_parts(text, "18 из 30 участков", "1 ч 30 мин", "Сейдахметова Г. 8 701 000 11 22")
    none = words(render_sheet("missing", MissingSheet(sheet_head(region, columns), 30, ()), "kk"))
    assert "Барлық хаттама түсті." in none


@pytest.mark.parametrize(("minutes", "words_of"), [(125, "2 h 05 min"), (0, "–"), (-30, "–"), (None, "–")])
def test_how_late_a_protocol_is(minutes: int | None, words_of: str) -> None:
    from electdesk.i18n import catalogue

    assert hours_late(minutes, catalogue("en")) == words_of


def test_the_register_of_copies_has_a_place_to_sign(region: Region) -> None:
    region.execute(HandOutCopy(station="station03", to="ОО «Наблюдатель»", copies=2))
    region.execute(PostCopy(station="station03", where="Вход в школу"))
    columns = next(iter(region.columns.contests.values()))
    text = words(render_sheet("copies", handout_sheet(region, columns), "ru"))
    all_parts(text, "Копий: 3", "ОО «Наблюдатель» 2", "вывешена ілінді Вход в школу 1", "Подпись")


def wide_table(rows: int, columns: int) -> Consolidated:
    """Figures that show where they come from: row r, column c holds 100 r + c."""
    heads = tuple(TableColumn(f"c{place}", str(place), {"": f"Line {place}"}) for place in range(columns))
    made = tuple(
        TableRow(f"a{row}", {"": f"District {row}"}, 2, 1, 0, 0, tuple(100 * row + place for place in range(columns)))
        for row in range(rows)
    )
    total = TableRow("", {}, 2 * rows, rows, 0, 0, tuple(sum(row.figures[place] for row in made) for place in range(columns)))
    return Consolidated("x", "preliminary", False, heads, made, total)


def test_the_sums_of_the_pages_add_up_to_what_is_carried_and_to_the_whole(region: Region) -> None:
    columns = next(iter(region.columns.contests.values()))
    table = wide_table(2 * ROWS_A_PAGE + 5, 3)
    pages = [
        plain(page) for page in text_of(render_sheet("consolidated", ConsolidatedSheet(sheet_head(region, columns), table), "en"))
    ]
    first = sum(100 * row + 2 for row in range(ROWS_A_PAGE))
    both = sum(100 * row + 2 for row in range(2 * ROWS_A_PAGE))
    second, last = both - first, table.total.figures[2] - both

    def said(amount: int) -> str:
        return f"{amount:,}".replace(",", " ")

    assert said(first) in pages[0].split("Carried forward")[1]
    assert said(first) in pages[1].split("Brought forward")[1]
    assert said(second) in pages[1].split("Sum of this page")[1]
    assert said(both) in pages[1].split("Carried forward")[1]
    assert said(last) in pages[2].split("Sum of this page")[1]
    assert said(table.total.figures[2]) in pages[2].split("Whole region")[1]
    assert all("District" in page and "PRELIMINARY" in page for page in pages[:1])
    assert all("As the paper states" in page for page in pages[:3])


def test_a_table_wider_than_a_page_goes_on_with_its_districts(region: Region) -> None:
    columns = next(iter(region.columns.contests.values()))
    pages = text_of(render_sheet("consolidated", ConsolidatedSheet(sheet_head(region, columns), wide_table(3, 40)), "ru"))
    assert len([page for page in pages if "District 2" in page]) == 3


def test_the_region_of_the_small_file_is_named_with_its_basis_and_marks(region: Region) -> None:
    columns = next(iter(region.columns.contests.values()))
    text = words(render_sheet("consolidated", consolidated_sheet(region, columns), "ru"))
    all_parts(text, "ПРЕДВАРИТЕЛЬНО", "предварительно: все протоколы, которые уже учитываются", "11 из 30 участков", "Весь регион")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_is_set_in_each_language(region: Region, lang: Language) -> None:
    region.execute(AcceptPaper(station="station20"))
    region.execute(ReturnPaper(station="station21", defects=("stamp",)))
    region.execute(AcceptPaper(station="station03", kind="repeat", document="2", reason="court"))
    region.execute(FinishEntry(station="station03", values=good_values(530, 470)))
    columns = next(iter(region.columns.contests.values()))
    pair = newest_correction(station_history(region, columns, 3))
    assert pair is not None
    items = {
        "receipt": receipt_sheet(region, columns, arrival_numbered(region, 1)),
        "return": return_sheet(region, columns, arrival_numbered(region, 2)),
        "correction": correction_sheet(region, columns, 3, *pair),
        "missing": missing_sheet(region, columns),
        "copies": handout_sheet(region, columns),
        "consolidated": consolidated_sheet(region, columns),
        "incidents": incident_sheet(region),
        "turnout": bulletin_sheet(region, "10:00"),
        "not-reported": missing_reports_sheet(region, "10:00"),
    }
    assert items.keys() == SHEETS.keys()
    for name, item in items.items():
        # The report of incidents has its figures by group and by district, which is more than a page.
        assert (name, page_count(render_sheet(name, item, lang))) == (name, 2 if name == "incidents" else 1)


def test_names_that_could_be_markup_are_printed_as_they_are(region: Region) -> None:
    region.execute(HandOutCopy(station="station03", to="#panic() *bold* $x$ [y] \\ @z"))
    columns = next(iter(region.columns.contests.values()))
    assert "#panic() *bold* $x$ [y] \\ @z" in words(render_sheet("copies", handout_sheet(region, columns), "en"))
