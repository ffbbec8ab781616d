"""What is read of a tally: totals, findings, history and the summary, and what of it a colleague may not see yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns.contest import ContestColumns
from electdesk.domain.figures import NOT_ASKED
from electdesk.domain.records import Area
from electdesk.domain.states import Mark
from electdesk.services.commands import (
    AcceptAsPaper,
    Annul,
    ChangeStation,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    RegisterPaper,
    Undo,
    WithdrawEntry,
)
from electdesk.services.commands.entries import entry_of, vector_of
from electdesk.services.person import Person
from electdesk.services.queries import totals as totals_module
from electdesk.services.queries.findings import station_findings
from electdesk.services.queries.history import shown_body, station_history
from electdesk.services.queries.stations import areas_named
from electdesk.services.queries.summary import station_summary
from electdesk.services.queries.totals import area_unit, station_unit, totals
from electdesk.services.region import Region
from electdesk.services.visibility import HIDDEN
from tests.boxes_and_ballots import with_boxes, with_constituencies
from tests.regions import BROKEN, OTHER_LIST, good_values, small_region
from tests.services.random_day import two_contests


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def contest_of(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def acts(region: Region, row: int) -> list[tuple[str, str, str, str]]:
    return [(act.kind, act.by, act.document, act.note) for act in station_summary(region, contest_of(region), row).acts]


# --- totals ---------------------------------------------------------------------------------------------------------------


def test_boxes_are_counted_over_an_area_and_named_at_a_station(tmp_path: Path) -> None:
    region = with_boxes(tmp_path)
    columns = contest_of(region)
    assert area_unit(region, columns, "preliminary").lines == {"came": 30, "again": 2, "why": NOT_ASKED}
    assert [unit.lines for unit in totals(region, columns, "district").units] == [{"came": 30, "again": 2, "why": NOT_ASKED}]
    assert station_unit(region, columns, 1, "preliminary").lines == {"came": 10, "again": 1, "why": 2}
    region.close()


def test_districts_within_districts_hold_what_lies_below_them(region: Region) -> None:
    unit = region.unit("SetUpRegion")
    upper = unit.put(Area(name={"": "Upper"}, parent="area2", order=9), "upper")
    unit.put(Area(name={"": "Lower"}, parent=upper, order=10), "lower")
    unit.commit()
    for row, area in ((2, "upper"), (3, "lower"), (7, "lower")):
        region.execute(ChangeStation(station=f"station{row:02}", area=area))
    columns = contest_of(region)
    for basis in ("preliminary", "final"):
        found = totals(region, columns, "district", basis)
        assert list(found.units) == [area_unit(region, columns, basis, unit.record) for unit in found.units]
    by_area = {unit.record: (unit.stations, unit.reported) for unit in totals(region, columns, "district").units}
    assert by_area == {"area1": (7, 5), "area2": (13, 3), "area3": (10, 0), "upper": (3, 3), "lower": (2, 2)}
    only = totals(region, columns, "district", areas=("lower",)).units
    assert [unit.record for unit in only] == ["lower"]


def test_the_totals_of_all_districts_go_up_from_each_area_once(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    climbed: list[str] = []
    up = totals_module._up

    def counted(region: Region, area: str) -> list[str]:
        climbed.append(area)
        return up(region, area)

    monkeypatch.setattr(totals_module, "_up", counted)
    totals(region, contest_of(region), "district")
    assert sorted(climbed) == sorted(region.columns.register.area_ids)


def test_the_figures_of_a_constituency_stand_under_the_numbers_of_its_paper(tmp_path: Path) -> None:
    region = with_constituencies(tmp_path)
    columns = contest_of(region)
    values = {name: figure for name, figure in good_values(500, 440).items() if name not in ("8", "9", "10")}
    width = len(columns.form.lines)
    row = [0 if figure is None else figure for figure in vector_of(columns, "station2", values, region)]
    row[columns.columns.index("s1")], row[columns.columns.index("s2")] = 400, 7
    assert len(row) == width + 4
    unit = region.unit("FinishEntry")
    unit.put(entry_of(columns, "station2", row, by="Aigul"))
    unit.commit()
    columns = contest_of(region)
    assert [(c.line, c.id, c.votes) for c in station_unit(region, columns, 0, "preliminary").choices] == [
        ("8", "n1", -1),
        ("9", "n2", -1),
    ]
    summary = station_summary(region, columns, 1)
    assert [(choice.number, choice.name[""], choice.figure) for choice in summary.choices] == [("8", "S1", 400), ("9", "S2", 7)]
    assert station_history(region, columns, 1)[-1].numbers[width:] == ("", "", "8", "9")
    broken = next(found for found in station_findings(region, columns, 1) if "s1" in found.finding.lines)
    assert set(broken.lines) & {"8", "9", "10", "11"} == {"8", "9"}
    assert not {"10", "11"} & set(broken.rule.replace("–", " ").replace("+", " ").split())
    region.close()


def test_a_district_is_found_by_its_name_in_any_language(region: Region) -> None:
    assert areas_named(region, " риддер ") == areas_named(region, "AREA2") == ["area2"]
    assert areas_named(region, "Zharma") == ["area3"]
    assert areas_named(region, "") == []


# --- history --------------------------------------------------------------------------------------------------------------


def test_what_was_undone_or_taken_back_stays_in_the_history_of_its_station(region: Region) -> None:
    region.execute(FinishEntry(station="station12", values=good_values(620, 300)))
    region.execute(Undo())
    region.execute(RegisterPaper(station="station12"))
    region.execute(Undo())
    region.execute(FinishEntry(station="station12", values=good_values(620, 310)))
    region.execute(WithdrawEntry(station="station12", reason="wrong pile"))
    row = region.columns.register.row_of["station12"]
    steps = station_history(region, contest_of(region), row)[1:]
    assert [(step.command, step.kind, step.withdrawn) for step in steps] == [
        ("FinishEntry", "entry", False),
        ("Undo", "entry", True),
        ("RegisterPaper", "paper", False),
        ("Undo", "paper", True),
        ("FinishEntry", "entry", False),
        ("WithdrawEntry", "entry", True),
    ]
    assert [kind for kind, _, _, _ in acts(region, row)] == ["entry", "undone", "paper", "undone", "entry", "withdrawn"]
    assert station_summary(region, contest_of(region), row).revision == 0
    region.execute(FinishEntry(station="station12", values=good_values(620, 320)))
    assert station_summary(region, contest_of(region), row).revision == 3


def test_figures_that_were_taken_back_are_still_told_to_their_author_alone(region: Region) -> None:
    region.execute(FinishEntry(station="station12", values=good_values(620, 300)))
    region.execute(WithdrawEntry(station="station12", reason="wrong pile"))
    row = region.columns.register.row_of["station12"]

    def told(name: str) -> tuple[bool, bool]:
        region.person = Person(name, ("clerk",))
        steps = station_history(region, contest_of(region), row)
        (stored,) = [stored for _, stored in region.store.history(steps[1].record) if stored.seq == steps[1].seq]
        return steps[1].figures is not None, "lines" in shown_body(region, stored)

    assert [told(name) for name in ("Aigul", "Bolat")] == [(True, True), (False, False)]


def test_the_history_of_a_neighbour_holds_nothing_of_it(region: Region) -> None:
    region.execute(WithdrawEntry(station="station02", reason="wrong pile"))
    before = acts(region, 3)
    region.execute(WithdrawEntry(station="station08", reason="wrong pile"))
    assert acts(region, 3) == before == [("entry", "Aigul", "", "")]
    assert acts(region, 8) == [("entry", "Aigul", "", ""), ("withdrawn", "Aigul", "", "wrong pile")]


def test_stored_figures_are_not_told_before_the_tally_is_settled(region: Region) -> None:
    (stored,) = region.store.rows(contest_of(region).entry_seqs[BROKEN])
    assert "lines" in shown_body(region, stored)
    region.person = Person("Bolat", ("clerk",))
    assert sorted(shown_body(region, stored)) == ["by", "contest", "form", "station"]
    (settled,) = region.store.rows(contest_of(region).entry_seqs[3])
    assert "lines" in shown_body(region, settled)


# --- the summary ----------------------------------------------------------------------------------------------------------


def test_figures_corrected_after_the_decision_are_not_as_the_paper_states(region: Region) -> None:
    station = f"station{BROKEN:02}"
    region.execute(AcceptAsPaper(station=station, reason="as signed", document="15"))
    accepted = station_summary(region, contest_of(region), BROKEN)
    assert accepted.as_paper is not None
    assert (accepted.as_paper.document, Mark.AS_PAPER in accepted.marks) == ("15", True)
    region.execute(CorrectEntry(station=station, values=good_values(540, 400), reason="misread"))
    corrected = station_summary(region, contest_of(region), BROKEN)
    assert (corrected.as_paper, Mark.AS_PAPER in corrected.marks) == (None, False)


def test_an_explanation_names_who_gave_it_and_not_who_went_on_from_it(region: Region) -> None:
    station = f"station{OTHER_LIST:02}"
    region.person = Person("Bolat")
    region.execute(ConfirmFindings(station=station, confirm={"V1": "added on the day"}))
    region.person = Person("Aigul")
    (found,) = [f for f in station_summary(region, contest_of(region), OTHER_LIST).findings if f.finding.code == "V1"]
    assert (found.explanation, found.explained_by) == ("added on the day", "Bolat")


def test_papers_and_the_document_of_an_annulment_are_told(region: Region) -> None:
    region.execute(RegisterPaper(station="station03", kind="corrected", reason="court", document="7"))
    region.execute(FinishEntry(station="station03", values=good_values(530, 500)))
    region.execute(Annul(station="station03", reason="no quorum", document="12"))
    assert acts(region, 3) == [
        ("entry", "Aigul", "", ""),
        ("paper", "Aigul", "7", "court"),
        ("entry", "Aigul", "", ""),
        ("annulled", "Aigul", "12", "no quorum"),
    ]


# --- what others may not see ----------------------------------------------------------------------------------------------


def test_a_twin_is_not_named_while_its_own_figures_may_not_be_seen(region: Region) -> None:
    values = good_values(620, 300)
    values["8"] = int(str(values["8"])) + 5
    for station, name in (("station12", "Aigul"), ("station13", "Bolat")):
        region.person = Person(name, ("clerk",))
        region.execute(FinishEntry(station=station, values=values))
    columns = contest_of(region)
    own = region.columns.register.row_of["station13"]
    (twin,) = [found for found in station_findings(region, columns, own) if found.finding.code == "P1"]
    assert twin.finding.other == HIDDEN
    region.person = Person("Aigul", ("supervisor",))
    (twin,) = [found for found in station_findings(region, columns, own) if found.finding.code == "P1"]
    assert twin.finding.other == columns.register.stations[region.columns.register.row_of["station12"]].number


def test_a_rule_over_another_contest_does_not_tell_figures_of_an_unsettled_colleague(tmp_path: Path) -> None:
    region = two_contests(tmp_path)
    broken = good_values(400, 300)
    broken["8"] = int(str(broken["8"])) + 5
    for contest, name, values in (("repeat", "Aigul", broken), ("president", "Bolat", good_values(400, 200))):
        region.person = Person(name, ("clerk",))
        region.execute(FinishEntry(station="1", contest=contest, values=values))
    columns = contest_of(region)

    def sides() -> tuple[int | None, int | None]:
        (found,) = [found.finding for found in station_findings(region, columns, 0) if found.finding.code == "Z1"]
        return found.left, found.right

    assert sides() == (None, None)
    region.person = Person("Aigul")
    assert sides() == (200, 300)
    region.close()
