"""The sample region: the counts of its units, figures that add up, and every planted mistake found as what it is."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from electdesk.columns import ContestColumns
from electdesk.domain.checks.turnout import AS_ALLOWED, EARLY
from electdesk.domain.errors import ClerkError
from electdesk.domain.findings import HARD, SOFT
from electdesk.domain.forms import load_from_shelf
from electdesk.domain.states import Mark, State, finding_key
from electdesk.services.beginning import first_commit
from electdesk.services.drafts import saved_drafts
from electdesk.services.person import Person
from electdesk.services.queries.turnout import area_turnout, findings_of_area, finished_early
from electdesk.services.region import Region
from electdesk.services.sample import Drawn, draw, fill
from electdesk.services.sample.mistakes import exchange_last_digits
from electdesk.services.sample.stations import spread
from electdesk.storage.region_file import RegionFile

CLERK = Person("Trainer")
MARKED_KINDS = {"phoned", "parked", "retyped", "corrected", "as_paper", "annulled", "reopened", "confirmed"}


def begin(path: Path, mode: str = "TEST") -> Region:
    """An empty region in a file."""
    return Region(RegionFile.create(path, first_commit("vko-2011", mode, CLERK, offset=360), CLERK.name), CLERK)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Region, Drawn]]:
    """The sample in a file of its own."""
    region = begin(tmp_path_factory.mktemp("sample") / "vko-2011.electdesk")
    drawn = fill(region)
    yield region, drawn
    region.close()


def contest_of(region: Region) -> ContestColumns:
    """The only contest."""
    (columns,) = region.columns.contests.values()
    return columns


def row_of(region: Region, number: str) -> int:
    """The row of a station's number, which is the only one of its kind."""
    (row,) = region.columns.register.find(number)
    return row


def test_the_region_has_19_units_1038_stations_and_865179_voters(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    register = region.columns.register
    kinds = Counter(area.kind for area in register.areas.values())
    assert (dict(kinds), len(register), int(register.voters.sum())) == ({"region": 1, "city": 4, "district": 15}, 1038, 865179)
    by_area = {area: int(register.voters[register.area == row].sum()) for row, area in enumerate(register.area_ids)}
    found = {register.areas[a].code: (int(register.stations_by_area[register.area_row[a]]), by_area[a]) for a in register.area_ids}
    assert {code: sizes for code, sizes in found.items() if code} == {u.code: (u.stations, u.voters) for u in drawn.facts.units}


def test_stations_are_as_large_as_real_ones_and_some_are_special() -> None:
    stations = draw().stations
    sizes = [station.voters for station in stations]
    assert 35 <= min(sizes) < 100 < 2500 < max(sizes) <= 2977
    assert sizes.count(2977) < 6
    special = sum(station.is_special for station in stations) / len(stations)
    assert 0.05 <= special <= 0.13


def test_station_numbers_run_through_the_region_with_gaps() -> None:
    numbers = [int(station.number) for station in draw().stations]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] - numbers[0] + 1 > len(numbers)


def test_every_name_stands_in_three_languages(filled: tuple[Region, Drawn]) -> None:
    region, _ = filled
    set_up, records = region.columns.set_up, region.columns.records.bodies
    named = [*records["area"].values(), *records["station"].values(), *records["choice"].values()]
    names = [set_up.region, set_up.commission, set_up.election, *(record.name for record in named)]
    assert [name for name in names if {"ru", "kk", "en"} - name.keys() or not all(name.values())] == []
    assert [name for name in names if any("{" in text for text in name.values())] == []


def test_no_two_stations_of_a_unit_have_one_name() -> None:
    counts = Counter((station.unit, station.name["ru"]) for station in draw().stations)
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_region_is_a_practice_region_and_says_that_its_figures_are_generated(filled: tuple[Region, Drawn]) -> None:
    region, _ = filled
    set_up = region.columns.set_up
    assert (region.is_test, region.store.genesis.mode, set_up.generated) == (True, "TEST", 2011)
    assert (set_up.day, set_up.utc_offset, contest_of(region).form.id) == ("2011-04-03", 360, "kz-president-2011")
    assert "invented" in set_up.election["en"]


def test_the_checks_find_every_planted_mistake_and_nothing_else(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns = contest_of(region)
    numbers = [station.number for station in columns.register.stations]
    found = Counter((numbers[row], finding.code) for row, findings in columns.all_findings().items() for finding in findings)
    assert found == Counter((planted.station, code) for planted in drawn.planted for code in planted.codes)


def test_every_relation_of_the_form_and_every_check_that_applies_is_broken_somewhere(filled: tuple[Region, Drawn]) -> None:
    _, drawn = filled
    codes = {code for planted in drawn.planted for code in planted.codes}
    relations = {relation.code for relation in load_from_shelf("kz-president-2011").relations}
    assert codes == relations | {"BLANK", "V1", "V2", "P1", "P2", "P3", "P4"}
    assert {planted.kind for planted in drawn.planted} >= MARKED_KINDS | {"no_number", "no_number_soft"}


def test_hard_findings_keep_a_tally_open_and_soft_ones_wait_for_a_word(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns = contest_of(region)
    columns.refresh()
    hard = {row for row, found in columns.all_findings().items() if any(f.severity == HARD for f in found)}
    accepted = row_of(region, drawn.stations[drawn.as_paper].number)
    assert {row for row in range(len(columns.state)) if columns.state[row] == State.FIRST_ENTRY} == hard - {accepted}
    assert (State(int(columns.state[accepted])), Mark(int(columns.marks[accepted]))) == (State.FINAL, Mark.AS_PAPER)
    soft = {
        row
        for row, found in columns.all_findings().items()
        if any(f.severity == SOFT and finding_key(f) not in columns.confirmations(row) for f in found)
    }
    assert {row for row in range(len(columns.marks)) if columns.marks[row] & Mark.TO_CONFIRM} == soft


def test_confirmed_findings_carry_their_reason(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns = contest_of(region)
    given = {place: list(columns.confirmations(row_of(region, drawn.stations[place].number)).values()) for place in drawn.confirmed}
    assert given == {place: [reason] for place, (_, reason) in drawn.confirmed.items()}


def test_four_of_five_stations_are_in_and_most_of_them_final(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    states = Counter(State(int(state)).name for state in contest_of(region).state)
    assert states["AWAITED"] == 1038 - 832
    assert (len(drawn.entries), states["ANNULLED"]) == (832, 1)
    assert states["FINAL"] > 700
    assert states["SETTLED"] > 40


def test_complete_units_are_final_and_others_are_in_to_different_degrees(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns, register = contest_of(region), region.columns.register
    for unit in drawn.facts.units:
        area = next(row for row, record in enumerate(register.area_ids) if register.areas[record].code == unit.code)
        states = columns.state[register.area == area]
        assert int((states != State.AWAITED).sum()) == unit.entered
        if unit.entered == unit.stations:
            assert set(states.tolist()) == {int(State.FINAL)}


def test_turnout_and_shares_are_those_of_a_plausible_day(filled: tuple[Region, Drawn]) -> None:
    columns = contest_of(filled[0])
    sums = dict(zip(columns.columns, columns.sums["preliminary"].sum(axis=0).tolist(), strict=True))
    votes = [sums[choice] for choice in columns.choice_ids]
    assert 0.87 < sums["issued"] / sums["registered"] < 0.93
    assert 0.93 < max(votes) / sum(votes) < 0.96


def test_parked_drafts_lie_with_their_operators_and_are_no_entries(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns = contest_of(region)
    drafts = saved_drafts(region)
    stations = {columns.register.stations[columns.register.row_of[draft.station]].number for draft in drafts}
    assert stations == {planted.station for planted in drawn.planted if planted.kind == "parked"}
    assert {draft.person for draft in drafts} <= set(drawn.facts.operators)
    assert all(draft.draft.parked and draft.draft.form == columns.form.key for draft in drafts)
    assert {int(columns.state[columns.register.row_of[draft.station]]) for draft in drafts} == {int(State.AWAITED)}


def test_a_phoned_protocol_counts_in_the_preliminary_basis_only(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns = contest_of(region)
    rows = [row_of(region, drawn.stations[place].number) for place in drawn.phoned]
    assert [bool(columns.marks[row] & Mark.PHONED) for row in rows] == [True] * 5
    assert ([bool(columns.counted[basis][row]) for basis in ("preliminary", "final") for row in rows]) == [True] * 5 + [False] * 5


def test_a_corrected_paper_and_a_retyped_entry_hold_the_true_figures(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    columns = contest_of(region)
    changed = [*drawn.corrected, *drawn.retyped]
    rows = [row_of(region, drawn.stations[place].number) for place in changed]
    true = [[*drawn.entries[place].lines.values(), *drawn.entries[place].votes] for place in changed]
    assert [columns.figures[row].tolist() for row in rows] == true
    assert [bool(columns.marks[row] & Mark.CORRECTED) for row in rows] == [True, True, False, False]


def test_the_file_verifies_and_opens_again_with_the_same_columns(tmp_path: Path) -> None:
    path = tmp_path / "sample.electdesk"
    region = begin(path)
    fill(region)
    before = contest_of(region)
    before.refresh()
    assert region.store.verify().problems == ()
    region.close()
    again = Region(RegionFile.open(path, CLERK.name, read_only=True), CLERK)
    after = contest_of(again)
    after.refresh()
    assert (after.figures.tolist(), after.state.tolist(), after.marks.tolist()) == (
        before.figures.tolist(),
        before.state.tolist(),
        before.marks.tolist(),
    )
    again.close()


def test_a_seed_gives_the_same_figures_again_and_another_seed_others() -> None:
    assert draw(seed=2011) == draw(seed=2011)
    assert draw(seed=1).entries != draw(seed=2011).entries


@pytest.mark.parametrize("seed", [1, 7, 42])
def test_another_seed_plants_the_same_kinds_and_the_checks_still_find_exactly_those(seed: int, tmp_path: Path) -> None:
    region = begin(tmp_path / "sample.electdesk")
    drawn = fill(region, seed=seed)
    columns = contest_of(region)
    numbers = [station.number for station in columns.register.stations]
    found = Counter((numbers[row], finding.code) for row, findings in columns.all_findings().items() for finding in findings)
    assert found == Counter((planted.station, code) for planted in drawn.planted for code in planted.codes)
    region.close()


def test_an_unknown_sample_is_refused_and_the_region_stays_empty(tmp_path: Path) -> None:
    region = begin(tmp_path / "sample.electdesk")
    with pytest.raises(ClerkError) as refused:
        fill(region, "moon-1969")
    assert (refused.value.code, region.store.counts) == ("sample_unknown", (1, 0))
    region.close()


def test_a_region_of_real_papers_is_never_filled(tmp_path: Path) -> None:
    region = begin(tmp_path / "real.electdesk", "REAL")
    with pytest.raises(ValueError, match="TEST mode only"):
        fill(region)
    assert region.store.counts == (1, 0)
    region.close()


def test_sizes_are_spread_in_proportion_with_an_exact_sum() -> None:
    assert spread([1, 2, 3, 4], 1000, 35, 2977) == [100, 200, 300, 400]
    assert spread([1, 1, 1], 100, 5, 50) == [34, 33, 33]
    assert spread([0.001, 1, 1], 235, 35, 2977) == [35, 100, 100]


@pytest.mark.parametrize(("count", "exchanged"), [(830, 803), (112, 121), (944, 954), (7, 70)])
def test_a_tired_hand_exchanges_the_last_two_digits(count: int, exchanged: int) -> None:
    assert exchange_last_digits(count) == exchanged


def test_the_day_agrees_with_the_protocols_and_holds_what_a_phone_desk_meets(filled: tuple[Region, Drawn]) -> None:
    region, drawn = filled
    turnout, columns = region.columns.turnout, contest_of(region)
    issued = columns.form.places["issued"]
    told = [row for row in columns.entry_seqs if turnout.last[row] >= 0]
    below = [row for row in told if 0 <= columns.figures[row, issued] < turnout.last[row]]
    assert (below, len(told) > 800) == ([], True)
    codes = Counter(each.finding.code for each in findings_of_area(region, open_only=False))
    assert (codes["T1"], codes["T2"], codes["T10"], set(codes)) == (2, 1, 2, {"T1", "T2", "T7", "T9", "T10"})
    early, ordinary = finished_early(region)
    assert ordinary == codes["T7"] > 0
    full = [row for row in np.flatnonzero(turnout.hours & (EARLY | AS_ALLOWED)) if turnout.last[row] == turnout.voters[row]]
    assert len(full) == early == codes["T7"] + codes["T9"]
    assert {turnout.register.area[row] for row in full} - {turnout.register.area_row[a] for a in districts_of(region)} == set()
    slots = area_turnout(region).slots
    assert [slot.slot for slot in slots] == list(drawn.facts.turnout_slots)
    shares = [slot.share.percent or 0 for slot in slots]
    assert shares == sorted(shares)
    assert 26 < shares[1] < 29


def districts_of(region: Region) -> list[str]:
    return [record for record, area in region.columns.register.areas.items() if area.kind == "district"]
