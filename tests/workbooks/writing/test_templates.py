"""Empty workbooks to be filled in: their headings, what their cells refuse, and that they say what they are."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from electdesk.domain.errors import ClerkError
from electdesk.i18n import LANGUAGES
from electdesk.services.imports.kinds import IMPORTS
from electdesk.services.interchange.own import OWN_SHEET
from electdesk.workbooks.writing.templates import write_template
from tests.regions import CANDIDATES, small_region, two_contests


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", IMPORTS)
def test_every_kind_of_import_has_a_template_in_every_language(tmp_path: Path, kind: str, language: str) -> None:
    region = small_region(tmp_path)
    (contest,) = region.columns.contests.values()
    write_template(tmp_path / "t.xlsx", kind, region, contest, language)
    book = load_workbook(tmp_path / "t.xlsx")
    sheet = book.worksheets[0]
    columns = IMPORTS[kind].columns_of(region.columns, contest)
    heads = [sheet.cell(5, place).value for place in range(1, len(columns) + 1)]
    assert heads == [column.heading.get(language) or column.heading[""] for column in columns]
    assert sheet.cell(6, 1).value == {"ru": "Пример", "kk": "Мысал", "en": "Example"}[language]
    assert book[OWN_SHEET].sheet_state == "hidden"


def test_the_head_is_protected_and_the_cells_below_it_are_not(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    write_template(tmp_path / "t.xlsx", "stations", region, None, "en")
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [sheet.cell(row, 1).protection.locked for row in (1, 5, 6)] == [True, True, True]
    assert sheet.column_dimensions["A"].protection.locked is False


def test_figures_are_checked_while_they_are_typed_and_may_be_no_number(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    (contest,) = region.columns.contests.values()
    write_template(tmp_path / "t.xlsx", "tallies", region, contest, "en")
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    checks = {str(check.sqref).partition(":")[0]: check for check in sheet.data_validations.dataValidation}
    assert (checks["C7"].type, checks["C7"].formula1) == (
        "custom",
        'OR(AND(ISNUMBER(C7),C7>=0,C7=INT(C7),C7<=99999999),C7="/")',
    )
    assert checks["C7"].error == "A whole number, 0 or more, as it stands on the paper, or / where the paper holds no number."
    assert (checks["B7"].type, checks["B7"].formula1) == ("list", '"Glubokoye,Ridder,Zharma"')
    assert [sheet.cell(5, place).value for place in (12, 13, 14)] == list(CANDIDATES)


def test_a_template_of_tallies_asks_which_contest_where_there_are_two(tmp_path: Path) -> None:
    with pytest.raises(ClerkError) as refused:
        write_template(tmp_path / "t.xlsx", "tallies", two_contests(tmp_path), None, "en")
    assert refused.value.code == "no_contest"
    assert not (tmp_path / "t.xlsx").exists()


def test_an_unknown_kind_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ClerkError) as refused:
        write_template(tmp_path / "t.xlsx", "nothing", small_region(tmp_path), None, "en")
    assert (refused.value.code, refused.value.params["known"]) == ("template_kind_unknown", list(IMPORTS))
