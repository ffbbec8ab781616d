"""Every paper names people by their full name, as it is to be printed; by their login only where no name is there."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.records.setup import SET_UP
from electdesk.domain.records.user import User
from electdesk.reports.catalogue import SHEETS, document_named, languages_of, render_sheet
from electdesk.reports.pages import text_of
from electdesk.services.commands import (
    AcceptPaper,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    HandOutCopy,
    MakeFinal,
    ReturnPaper,
    SettleDifference,
)
from electdesk.services.person import Person
from electdesk.services.queries.bulletin import bulletin_sheet, missing_reports_sheet
from electdesk.services.queries.consolidated import consolidated_sheet
from electdesk.services.queries.history import station_history
from electdesk.services.queries.incident_figures import incident_sheet
from electdesk.services.queries.progress import missing_sheet
from electdesk.services.queries.reception import arrival_numbered, handout_sheet, receipt_sheet, return_sheet
from electdesk.services.queries.summary import station_summary
from electdesk.services.queries.timeline import correction_sheet, newest_correction
from electdesk.services.region import Region
from tests.reports.test_summary import plain
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol

NAMES = {"aigul": "Айгуль Серикова", "bolat": "", "saule": "Сауле Ахметова"}
"""Login → the name as printed. Nobody has written Bolat's."""


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = double_region(tmp_path)
    unit = made.unit("AddUsers")
    for login, name in NAMES.items():
        unit.put(User(login=login, name=name, roles=("supervisor",)))
    unit.commit()
    paper = protocol()
    desk = Person("aigul", ("reception",))
    as_person(made, desk, AcceptPaper(station="1"))
    as_person(made, desk, ReturnPaper(station="2", defects=("stamp",)))
    as_person(made, AIGUL, FinishEntry(station="1", values=paper))
    as_person(made, BOLAT, FinishEntry(station="1", values={**paper, "8": paper["9"], "9": paper["8"]}))
    as_person(made, SAULE, SettleDifference(station="1", values={"8": paper["8"], "9": paper["9"]}))
    as_person(made, SAULE, HandOutCopy(station="1", to="ОО"))
    yield made
    made.close()


def told(pdf: bytes) -> set[str]:
    """The logins and names that a paper tells."""
    text = plain(" ".join(text_of(pdf)))
    return {word for word in (*NAMES, *NAMES.values()) if word and word in text}


def test_a_summary_names_who_typed_who_settled_and_who_prints(region: Region) -> None:
    (columns,) = region.columns.contests.values()
    summary = station_summary(region, columns, 0)
    named = [(act.kind, act.by) for act in summary.acts]
    assert named == [
        ("paper", "Айгуль Серикова"),
        ("entry", "Айгуль Серикова"),
        ("second_entry", "bolat"),
        ("settled", "Сауле Ахметова"),
    ]
    assert summary.printed_by == "Сауле Ахметова"
    assert told(document_named("station")([summary], languages_of("ru"))) == {"Айгуль Серикова", "bolat", "Сауле Ахметова"}


def test_a_summary_names_who_confirmed_and_who_signed(region: Region) -> None:
    (columns,) = region.columns.contests.values()
    full = protocol(line_1=510)
    as_person(region, AIGUL, FinishEntry(station="3", values=full))
    as_person(region, BOLAT, FinishEntry(station="3", values=full))
    columns.refresh()
    as_person(
        region,
        SAULE,
        ConfirmFindings(station="3", confirm={each.code: "so" for each in columns.findings(2) if each.severity == "soft"}),
    )
    as_person(region, SAULE, MakeFinal(stations=("3",)))
    summary = station_summary(region, columns, 2)
    assert {found.explained_by for found in summary.findings if found.explanation} == {"Сауле Ахметова"}
    assert summary.acts[-1].by == "Сауле Ахметова"


def test_every_sheet_names_people_as_they_are_printed(region: Region) -> None:
    (columns,) = region.columns.contests.values()
    as_person(region, SAULE, CorrectEntry(station="1", values=protocol(issued=430), reason="as the paper"))
    pair = newest_correction(station_history(region, columns, 0))
    assert pair is not None
    unit = region.unit("ChangeSetUp")
    unit.put(msgspec.structs.replace(region.columns.set_up, turnout_slots=("10:00",)), SET_UP)
    unit.commit()
    (columns,) = region.columns.contests.values()
    items = {
        "receipt": (receipt_sheet(region, columns, arrival_numbered(region, 1)), {"Айгуль Серикова", "Сауле Ахметова"}),
        "return": (return_sheet(region, columns, arrival_numbered(region, 2)), {"Айгуль Серикова", "Сауле Ахметова"}),
        "correction": (correction_sheet(region, columns, 0, *pair), {"Сауле Ахметова"}),
        "missing": (missing_sheet(region, columns), {"Сауле Ахметова"}),
        "copies": (handout_sheet(region, columns), {"Сауле Ахметова"}),
        "consolidated": (consolidated_sheet(region, columns), {"Сауле Ахметова"}),
        "incidents": (incident_sheet(region), {"Сауле Ахметова"}),
        "turnout": (bulletin_sheet(region), {"Сауле Ахметова"}),
        "not-reported": (missing_reports_sheet(region), {"Сауле Ахметова"}),
    }
    assert items.keys() == SHEETS.keys()
    assert {name: told(render_sheet(name, item, "ru")) for name, (item, _) in items.items()} == {
        name: names for name, (_, names) in items.items()
    }


def test_what_the_desk_hands_out_is_in_three_languages(region: Region) -> None:
    (columns,) = region.columns.contests.values()
    receipt = plain(" ".join(text_of(render_sheet("receipt", receipt_sheet(region, columns, arrival_numbered(region, 1)), "kk"))))
    returned = plain(" ".join(text_of(render_sheet("return", return_sheet(region, columns, arrival_numbered(region, 2)), "kk"))))
    assert [words in receipt for words in ("протокол принят", "хаттама қабылданды", "protocol accepted")] == [True] * 3
    assert [words in returned for words in ("Протокол возвращён", "Хаттама қайтарылды", "Protocol returned")] == [True] * 3
