"""Whole use cases of the services, and that a failure halfway leaves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.columns.contest import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.states import Mark, State
from electdesk.services.commands import (
    AcceptAsPaper,
    AddChoice,
    AddStation,
    Annul,
    ChangeSetUp,
    ChangeStation,
    Command,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    MakeFinal,
    RegisterPaper,
    Reopen,
    Undo,
    WithdrawEntry,
    WithdrawStation,
)
from electdesk.services.region import Region
from electdesk.services.unit_of_work import ChangeSet
from tests.regions import BROKEN, OTHER_LIST, good_values, small_region
from tests.services.random_day import columns_as_values, differences


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def contest_of(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def standing(region: Region, row: int) -> tuple[str, Mark]:
    columns = contest_of(region)
    columns.refresh()
    return State(int(columns.state[row])).name, Mark(int(columns.marks[row]))


def refused(region: Region, command: Command) -> str:
    with pytest.raises(ClerkError) as error:
        region.execute(command)
    return error.value.code


def test_a_protocol_that_does_not_add_up_becomes_final_only_as_the_paper_states(region: Region) -> None:
    station = f"station{BROKEN:02}"
    assert refused(region, MakeFinal(stations=(station,))) == "not_ready"
    region.execute(AcceptAsPaper(station=station, reason="as signed", document="15"))
    assert standing(region, BROKEN) == ("SETTLED", Mark.AS_PAPER)
    region.execute(MakeFinal(stations=(station,)))
    assert standing(region, BROKEN)[0] == "FINAL"
    region.execute(Reopen(station=station, reason="call"))
    assert standing(region, BROKEN)[0] == "FIRST_ENTRY"
    region.execute(CorrectEntry(station=station, values=good_values(540, 400), reason="misread"))
    assert standing(region, BROKEN)[0] == "SETTLED"


def test_a_confirmation_keeps_what_was_accepted_and_is_refused_on_what_is_signed(region: Region) -> None:
    station = f"station{OTHER_LIST:02}"
    values = {str(line): figure for line, figure in good_values(650, 300).items()}
    region.execute(CorrectEntry(station=station, values=values | {"8": 5}, reason="misread"))
    region.execute(AcceptAsPaper(station=station, reason="as signed", document="15"))
    assert standing(region, OTHER_LIST) == ("SETTLED", Mark.AS_PAPER | Mark.TO_CONFIRM)
    assert refused(region, MakeFinal(stations=(station,))) == "soft_open"
    codes = {finding.code: "compared" for finding in contest_of(region).findings(OTHER_LIST) if finding.severity == "soft"}
    region.execute(ConfirmFindings(station=station, confirm=codes))
    assert standing(region, OTHER_LIST) == ("SETTLED", Mark.AS_PAPER)
    region.execute(MakeFinal(stations=(station,)))
    assert standing(region, OTHER_LIST) == ("FINAL", Mark.AS_PAPER)
    assert refused(region, ConfirmFindings(station=station, confirm=codes)) == "tally_closed"
    for command in (
        CorrectEntry(station=station, values={}, reason="x"),
        WithdrawEntry(station=station, reason="x"),
        FinishEntry(station=station, values={}),
        RegisterPaper(station=station, kind="repeat", reason="x", document="1"),
    ):
        assert refused(region, command) == "tally_closed"


def test_changed_figures_take_back_their_confirmation(region: Region) -> None:
    station = f"station{OTHER_LIST:02}"
    codes = {finding.code: "compared" for finding in contest_of(region).findings(OTHER_LIST) if finding.severity == "soft"}
    region.execute(ConfirmFindings(station=station, confirm=codes))
    assert standing(region, OTHER_LIST) == ("SETTLED", Mark.NONE)
    region.execute(CorrectEntry(station=station, values=good_values(651, 300), reason="misread"))
    assert standing(region, OTHER_LIST) == ("SETTLED", Mark.TO_CONFIRM)


def test_a_corrected_paper_waits_for_its_own_entry(region: Region) -> None:
    before = contest_of(region).sums["preliminary"].sum()
    region.execute(RegisterPaper(station="station03", kind="corrected", reason="court", document="7"))
    assert standing(region, 3) == ("RECEIVED", Mark.CORRECTED)
    assert contest_of(region).sums["preliminary"].sum() < before
    region.execute(FinishEntry(station="station03", values=good_values(530, 500)))
    assert standing(region, 3) == ("SETTLED", Mark.CORRECTED)
    assert refused(region, FinishEntry(station="station03", values=good_values(530, 500))) == "already_entered"


def test_phoned_figures_count_for_the_time_being_and_give_way_to_the_paper(region: Region) -> None:
    region.execute(FinishEntry(station="station15", values=good_values(650, 300), source="phone"))
    assert standing(region, 15) == ("AWAITED", Mark.PHONED)
    columns = contest_of(region)
    assert [bool(columns.counted[basis][15]) for basis in ("preliminary", "final")] == [True, False]
    region.execute(FinishEntry(station="station15", values=good_values(650, 310)))
    assert standing(region, 15) == ("SETTLED", Mark.NONE)


def test_an_annulled_tally_counts_as_in_and_adds_nothing(region: Region) -> None:
    columns = contest_of(region)
    before = (columns.reported["final"].sum(), columns.sums["final"].sum())
    region.execute(Annul(station="station00", reason="court", document="7"))
    assert columns.reported["final"].sum() == before[0]
    assert columns.sums["final"].sum() < before[1]
    assert refused(region, Annul(station="station00", reason="court", document="7")) == "already_annulled"
    region.execute(Reopen(station="station00", reason="appeal"))
    assert standing(region, 0) == ("SETTLED", Mark.REOPENED)


def test_undo_is_refused_as_a_whole_where_somebody_went_on(region: Region) -> None:
    entered = region.execute(FinishEntry(station="station15", values=good_values(650, 300))).commit
    assert entered is not None
    region.execute(MakeFinal(stations=("station15",)))
    before = columns_as_values(region.columns)
    assert refused(region, Undo(commit=entered.seq)) == "undo_refused"
    region.execute(Undo())
    region.execute(CorrectEntry(station="station15", values=good_values(650, 301), reason="misread"))
    assert refused(region, Undo(commit=entered.seq)) == "undo_refused"
    assert differences(before["stations"], columns_as_values(region.columns)["stations"]) == []


def test_undo_of_what_others_build_on_is_refused(region: Region) -> None:
    station = region.execute(AddStation(number="901a", area="area1", voters=5))
    choice = region.execute(AddChoice(name={"": "D"}))
    paper = region.execute(RegisterPaper(station="901a", kind="corrected", reason="x", document="1"))
    region.execute(FinishEntry(station="901a", values=good_values(5, 4) | {"11": 0}))
    for change in (station, choice, paper):
        assert change.commit is not None
        assert refused(region, Undo(commit=change.commit.seq)) == "undo_refused"
    assert refused(region, WithdrawStation(station="901a", reason="x")) == "station_in_use"
    for _ in range(4):
        region.execute(Undo())
    assert "901a" not in [each.number for each in region.columns.register.stations]


def test_what_was_signed_is_signed_again_after_steps_were_taken_back(region: Region) -> None:
    before = columns_as_values(region.columns)
    region.execute(Reopen(station="station01", reason="call"))
    region.execute(CorrectEntry(station="station01", values=good_values(510, 100), reason="misread"))
    region.execute(Undo())
    region.execute(Undo())
    assert standing(region, 1) == ("FINAL", Mark.NONE)
    after = columns_as_values(region.columns)
    for values in (before, after):
        for contest in values["contests"].values():
            del contest["entries"]
            del contest["changed"]
    assert differences(before, after) == []


def test_the_beginning_of_a_region_is_not_taken_back(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0, name="empty")
    assert refused(region, Undo()) == "nothing_to_undo"
    assert refused(region, Undo(commit=2)) == "nothing_to_undo"
    region.close()


def test_a_renumbered_station_is_found_by_both_numbers_and_keeps_its_protocol(region: Region) -> None:
    figures = contest_of(region).figures[3].tolist()
    region.execute(ChangeStation(station="12", number="777"))
    row = region.columns.register.row_of["station03"]
    assert (region.columns.register.find("777"), region.columns.register.find("12")) == ([row], [row])
    assert contest_of(region).figures[row].tolist() == figures


@pytest.mark.parametrize("moment", ["append", "append after half"])
def test_a_failure_halfway_leaves_nothing(region: Region, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    commands: list[Command] = [
        FinishEntry(station="station15", values=good_values(650, 300)),
        CorrectEntry(station="station03", values=good_values(530, 300), reason="misread"),
        MakeFinal(all_ready=True),
        AddStation(number="901", area="area2"),
        AddChoice(name={"": "D"}),
        ChangeSetUp(opens="06:00"),
        Undo(),
    ]
    told: list[ChangeSet] = []
    region.listen(told.append)
    before = (columns_as_values(region.columns), region.store.counts, region.store.fingerprint)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    target = (
        "electdesk.storage.tables.set_meta" if moment == "append after half" else "electdesk.storage.region_file.RegionFile.append"
    )
    for command in commands:
        with monkeypatch.context() as patch:
            patch.setattr(target, fail)
            with pytest.raises((ClerkError, OSError)):
                region.execute(command)
        assert differences(columns_as_values(region.columns), before[0]) == [], command
        assert (region.store.counts, region.store.fingerprint) == before[1:], command
    assert told == []
    assert region.store.verify().ok
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []
    region.execute(commands[0])
    assert len(told) == 1
