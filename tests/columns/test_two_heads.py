"""What a region shows when two files were brought together: figures in conflict count nowhere, descriptions join field by field."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.columns import RegionColumns
from electdesk.columns.contest import ContestColumns
from electdesk.domain.records import Entry, Station, Tally
from electdesk.domain.states import State
from electdesk.ledger import canonical
from electdesk.ledger.revision import Commit, Stored, Withdrawn, digest_of_ids, read_revision, store_commit, store_revision
from electdesk.services.commands import Annul, ChangeStation, CorrectEntry, Reopen
from electdesk.services.region import Region
from tests.regions import good_values, small_region
from tests.services.random_day import columns_as_values, differences


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=4)
    yield made
    made.close()


def contest_of(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def both(region: Region, record: str, left: object, right: object) -> None:
    """Two revisions of a record from its present head, as two offices made them, then read anew."""
    heads = region.columns.records.heads[record]
    before = region.store.rows(heads)
    kind, parents = before[0].revision.kind, tuple(row.id for row in before)
    made: list[Stored] = [store_revision(kind, record, parents, canonical.encode(body)) for body in (left, right)]
    commit = Commit(
        region=region.store.region_id,
        previous=region.store.tips,
        session="merge",
        number=region.next_number(),
        author="Aigul",
        at="2011-04-03T20:00:00Z",
        offset=300,
        command="Merge",
        revisions=digest_of_ids([each.id for each in made]),
        count=2,
    )
    region.store.append(store_commit(commit), made, heads, False)
    region.columns.load()


def entry_of(region: Region, row: int) -> tuple[str, Entry]:
    ((_, data),) = region.store.stored(contest_of(region).entry_seqs[row])
    revision = read_revision(data)
    return revision.record, msgspec.json.decode(revision.body, type=Entry)


def test_two_offices_with_other_figures_are_a_conflict_until_somebody_settles_it(region: Region) -> None:
    before = contest_of(region).sums["preliminary"].copy()
    record, entry = entry_of(region, 2)
    other = msgspec.structs.replace(entry, lines=(*entry.lines[:-1], entry.lines[-1] + 1))
    both(region, record, entry, other)
    columns = contest_of(region)
    assert State(int(columns.state[2])) is State.CONFLICT
    assert (before - columns.sums["preliminary"]).sum() == sum(entry.lines) + sum(entry.votes.values())
    region.execute(CorrectEntry(station="station02", values=good_values(520, 458), reason="compared with the paper"))
    assert State(int(contest_of(region).state[2])) is State.SETTLED
    assert len(region.columns.records.heads[record]) == 1
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []


def test_the_same_figures_from_two_offices_are_no_conflict(region: Region) -> None:
    record, entry = entry_of(region, 2)
    before = columns_as_values(region.columns)["contests"][contest_of(region).record]
    both(region, record, entry, entry)
    after = columns_as_values(region.columns)["contests"][contest_of(region).record]
    assert differences({**before, "entries": 0, "changed": 0}, {**after, "entries": 0, "changed": 0}) == []


def test_withdrawn_on_one_side_and_corrected_on_the_other_is_a_conflict(region: Region) -> None:
    record, entry = entry_of(region, 2)
    both(region, record, Withdrawn("wrong pile"), msgspec.structs.replace(entry, by="Bolat"))
    assert State(int(contest_of(region).state[2])) is State.CONFLICT
    region.execute(CorrectEntry(station="station02", values=good_values(520, 458), reason="compared"))
    assert State(int(contest_of(region).state[2])) is State.SETTLED


def test_two_decisions_against_each_other_are_a_conflict_that_a_third_settles(region: Region) -> None:
    columns = contest_of(region)
    record, final = columns.tallies[0]
    annulled = Tally(station=final.station, contest=final.contest, decision="annulled", reason="court", document="7")
    both(region, record, final, annulled)
    columns = contest_of(region)
    assert (State(int(columns.state[0])), bool(columns.counted["preliminary"][0])) == (State.CONFLICT, False)
    region.execute(Reopen(station="station00", reason="two decisions"))
    assert State(int(contest_of(region).state[0])) is State.SETTLED
    region.execute(Annul(station="station00", reason="court", document="7"))
    assert State(int(contest_of(region).state[0])) is State.ANNULLED
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []


def test_a_station_changed_on_both_sides_joins_field_by_field_and_marks_what_both_changed(region: Region) -> None:
    station = region.columns.register.stations[20]
    left = msgspec.structs.replace(station, note="left", voters=801)
    right = msgspec.structs.replace(station, address="Abai 1", voters=802)
    both(region, "station20", left, right)
    joined: Station = region.columns.register.stations[20]
    assert (joined.note, joined.address, joined.number) == ("left", "Abai 1", station.number)
    assert joined.voters in (801, 802)
    assert region.columns.records.contested == {"station20": ("voters",)}
    region.execute(ChangeStation(station="station20", voters=802))
    assert region.columns.records.contested == {}
    assert region.columns.register.stations[20] == msgspec.structs.replace(joined, voters=802)
    assert len(region.columns.records.heads["station20"]) == 1
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []


def test_a_station_withdrawn_on_one_side_stays_and_is_marked(region: Region) -> None:
    station = region.columns.register.stations[20]
    both(region, "station20", Withdrawn("closed"), msgspec.structs.replace(station, note="open"))
    assert region.columns.register.stations[20].note == "open"
    assert region.columns.records.contested == {"station20": ("withdrawn",)}


def test_a_language_called_withdrawn_withdraws_nothing(region: Region) -> None:
    region.execute(ChangeStation(station="station20", name={"withdrawn": "School"}))
    fresh = RegionColumns(region.store)
    assert fresh.register.stations[20].name == {"withdrawn": "School"}


def test_names_typed_with_loose_accents_read_alike_now_and_after_opening(region: Region) -> None:
    region.execute(ChangeStation(station="station20", name={"ru": "Школа Жаи\u0306лау"}))
    assert region.columns.register.stations[20].name == {"ru": "Школа Жа\u0439лау"}
    again = region.execute(ChangeStation(station="station20", name={"ru": "Школа Жаи\u0306лау"}))
    assert again.commit is None
    assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []
