"""A note beside a line: kept with the entry, printed, hidden with the figures; an entry without one is stored as it always was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Entry
from electdesk.i18n import Language
from electdesk.ledger import canonical
from electdesk.reports.station_page import Page
from electdesk.services.commands import CorrectEntry, FinishEntry, ReturnEntry, RetypeLines, SettleDifference, WithdrawEntry
from electdesk.services.documents import LineNote
from electdesk.services.drafts import saved_drafts
from electdesk.services.queries.summary import station_summary
from electdesk.services.region import Region
from tests.regions import good_values, small_region
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def notes(region: Region, number: str) -> tuple[LineNote, ...]:
    columns = next(iter(region.columns.contests.values()))
    row = region.columns.register.find(number)[0]
    return station_summary(region, columns, row).notes


def printed(region: Region, number: str, language: Language) -> list[tuple[str, str]]:
    columns = next(iter(region.columns.contests.values()))
    return Page(station_summary(region, columns, region.columns.register.find(number)[0]), (language,)).notes()


def test_an_entry_without_notes_has_the_bytes_of_an_entry_of_before() -> None:
    entry = Entry(station="s", contest="c", form="f-1", lines=(1, -2), votes={"x": 3}, by="Aigul")
    assert (
        canonical.encode_trusted(entry) == b'{"by":"Aigul","contest":"c","form":"f-1","lines":[1,-2],"station":"s","votes":{"x":3}}'
    )


def test_a_note_stands_on_the_summary_under_the_official_number_of_its_line(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300), notes={"3": " written over ", "1": "", "2": "by hand"}))
    assert notes(region, "25") == (LineNote("2", "by hand"), LineNote("3", "written over"))
    assert printed(region, "25", "ru") == [("Строка 2, пометка:", "by hand"), ("Строка 3, пометка:", "written over")]
    assert printed(region, "25", "kk")[0] == ("2-жол, белгі:", "by hand")


def test_a_correction_keeps_the_notes_unless_it_gives_others(region: Region) -> None:
    region.execute(FinishEntry(station="25", values=good_values(670, 300), notes={"2": "by hand"}))
    region.execute(CorrectEntry(station="25", values=good_values(670, 310), reason="typing error"))
    assert notes(region, "25") == (LineNote("2", "by hand"),)
    region.execute(CorrectEntry(station="25", values=good_values(670, 310), reason="note was wrong", notes={}))
    assert notes(region, "25") == ()


def test_a_note_to_a_line_that_the_paper_lacks_is_refused(region: Region) -> None:
    with pytest.raises(ClerkError) as error:
        region.execute(FinishEntry(station="25", values=good_values(670, 300), notes={"77": "where?"}))
    assert error.value.code == "line_unknown"


def test_notes_of_two_people_are_printed_and_stay_through_retyping_settling_and_returning(tmp_path: Path) -> None:
    region = double_region(tmp_path)
    columns = next(iter(region.columns.contests.values()))

    def printed() -> list[tuple[str, str]]:
        region.person = SAULE
        return [(note.line, note.text) for note in station_summary(region, columns, 0).notes]

    as_person(region, AIGUL, FinishEntry(station="1", values=protocol(400), notes={"2": "smudged"}))
    as_person(region, BOLAT, FinishEntry(station="1", values=protocol(400) | {"5": 3}, notes={"5": "corrected by hand"}))
    as_person(region, BOLAT, RetypeLines(station="1", values={"5": 4}))
    as_person(region, SAULE, SettleDifference(station="1", values={"5": 0}))
    assert printed() == [("2", "smudged"), ("5", "corrected by hand")]
    as_person(region, SAULE, WithdrawEntry(station="1", reason="the wrong paper"))
    as_person(region, SAULE, ReturnEntry(station="1", author="bolat", reason="line 5"))
    region.person = BOLAT
    (draft,) = saved_drafts(region)
    assert (draft.person, draft.draft.notes) == ("bolat", {"certificates_issued": "corrected by hand"})
    assert "certificates_issued" not in draft.draft.figures
    as_person(region, BOLAT, FinishEntry(station="1", values=protocol(400), notes={"5": "read with a lens"}))
    assert printed() == [("2", "smudged"), ("5", "read with a lens")]
