"""Choices that do not stand on every ballot, and choices that belong to lists."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.figures import BLANK
from electdesk.domain.forms import Form, load_form
from electdesk.domain.records import Choice, Entry, Paper
from electdesk.services.imports import Conflict
from electdesk.services.imports.recognise import recognise
from electdesk.services.imports.tallies import new_choices
from electdesk.services.imports.vocabulary import Vocabulary
from electdesk.services.region import Region
from tests.services.imports.office import FORM, contest, counts, refused, region_at, sheet, tallies, write

LISTS = FORM.replace('kind = "flat"\nfirst = 4', 'kind = "lists"\nfirst = 1\nnumber = "E.{n}"\ncandidate_number = "E.{list}.{n}"')


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = region_at(tmp_path, choices=())
    yield opened
    opened.close()


def by_constituency(region: Region) -> None:
    unit = region.unit("SetUpRegion")
    register = region.columns.register
    for record, constituency in (("s1", "I"), ("t20", "II")):
        unit.put(msgspec.structs.replace(register.stations[register.row_of[record]], constituency=constituency), record)
    for order, (name, constituency) in enumerate((("Абаев", "I"), ("Ермекова", "II")), start=1):
        unit.put(Choice(contest=contest(region).record, name={"": name}, order=order, constituency=constituency), f"c{order}")
    unit.commit()


def test_a_choice_of_another_constituency_is_not_asked_and_takes_no_votes(region: Region) -> None:
    by_constituency(region)
    heading = ("УИК", "1", "2", "3а", "Абаев", "Ермекова")
    plan = tallies(region, ("1", "100", "60", "5", "40", ""), ("20", "90", "50", "1", "0", "30"), heading=heading)
    own = contest(region)
    assert [record.body for record in plan.records] == [
        Entry(station="s1", contest=own.record, form=own.form.key, lines=(100, 60, 5, BLANK), votes={"c1": 40}, source="file"),
        Entry(station="t20", contest=own.record, form=own.form.key, lines=(90, 50, 1, BLANK), votes={"c2": 30}, source="file"),
    ]
    write(region, plan)
    again = tallies(region, ("1", "100", "60", "5", "40", ""), ("20", "90", "50", "1", "7", "30"), heading=heading)
    assert (counts(again), refused(again)) == ((0, 1, 0, 0, 1, 0), [("E3", "7", "choice_not_here", "")])


def test_lists_and_their_candidates_are_told_by_their_numbers(region: Region) -> None:
    form: Form = load_form(LISTS)
    heading = ("УИК", "1", "2", "E.1 Список А", "E.1.1 Абаев", "E.1.2 Беков", "E.2 Список Б", "E.2.1 Гукова")
    found = recognise(sheet(heading, ("1", "9", "9", "3", "2", "1", "6", "6")), Vocabulary(form), [], None, True)
    numbers = iter(range(1, 10))
    made = new_choices(form, "k", {}, found, lambda: f"n{next(numbers)}")
    assert made == [
        ("n1", Choice(contest="k", name={"": "Список А"}, order=1, kind="list")),
        ("n2", Choice(contest="k", name={"": "Абаев"}, order=2, kind="candidate", list="n1")),
        ("n3", Choice(contest="k", name={"": "Беков"}, order=3, kind="candidate", list="n1")),
        ("n4", Choice(contest="k", name={"": "Список Б"}, order=4, kind="list")),
        ("n5", Choice(contest="k", name={"": "Гукова"}, order=5, kind="candidate", list="n4")),
    ]


def test_a_station_with_a_corrected_paper_waits_for_that_paper(region: Region) -> None:
    unit = region.unit("RegisterPaper")
    unit.put(Paper(station="s1", contest=contest(region).record, kind="corrected", replaces="", document="7", reason="slip"))
    unit.commit()
    plan = tallies(region, ("1", "100", "60", "5"), heading=("УИК", "1", "2", "3а"))
    assert (plan.conflicts, plan.records) == ((Conflict("Лист1", 2, "1", "corrected"),), ())
