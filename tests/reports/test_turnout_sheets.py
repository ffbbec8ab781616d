"""The bulletin and the list of who has not reported, as they leave the printer."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from electdesk.i18n import LANGUAGES, Language
from electdesk.reports.catalogue import render_sheet
from electdesk.services.commands import AddContact
from electdesk.services.queries.bulletin import bulletin_sheet, missing_reports_sheet
from electdesk.services.region import Region
from tests.turnout_day import tell, voting_day

THIN = "\u202f"
SLOTS = ("10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = voting_day(tmp_path, slots=SLOTS)
    for row in range(25):
        tell(made, f"station{row:02}", at_10=100 + row, at_12=180 + 2 * row)
    yield made
    made.close()


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bulletin_is_one_page_in_two_languages_and_its_figures_add_up(region: Region, language: Language) -> None:
    (text,) = pages_of(render_sheet("turnout", bulletin_sheet(region, "12"), language))
    spaced = text.replace(THIN, " ")
    districts = (("1 890", "5 450", "10/10"), ("2 090", "6 450", "10/10"), ("1 120", "3 600", "5/10"))
    for row in (*districts, ("5 100", "15 500", "25/30")):
        assert " ".join(row) in spaced
    for column, whole in ((0, 5100), (1, 15500)):
        assert sum(int(row[column].replace(" ", "")) for row in districts) == whole
    words = {"ru": "Явка на 12:00", "kk": "Сайлаушылардың келуі, 12:00 жағдайы бойынша", "en": "Turnout as of 12:00"}
    assert words[language] in text
    share = "32.9%" if language == "en" else "32,9 %"
    assert share in spaced.replace("\u00a0", " ")


def test_the_missing_list_names_district_last_report_and_phone(region: Region) -> None:
    region.execute(AddContact(station="station25", name="А. Ә.", phones=("8 700 11",)))
    tell(region, "station26", at_10=90)
    (text,) = pages_of(render_sheet("not-reported", missing_reports_sheet(region, "12", "area3"), "ru"))
    assert "Нет сведений о явке на 12:00" in text
    assert "5 из 10 участков" in text
    assert "А. Ә. 8 700 11" in text
    assert "10:00: 90" in text
