"""A file that another program changed inside: what is derived is built anew, what cannot be is told, and nothing is silently wrong."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.commands import FinishEntry
from electdesk.services.drafts import Draft, save_draft
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage import region_file
from electdesk.storage.regions import open_region
from electdesk.storage.tables import GUARDS
from tests.regions import good_values, small_region

PERSON = Person("Aigul")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed region of 30 stations with 9 protocols and a draft."""
    folder = tmp_path_factory.mktemp("sound")
    region = small_region(folder, entered=9)
    save_draft(region, "station20", next(iter(region.columns.contests)), Draft(figures={"registered": 5}, form="x"))
    region.close()
    return folder / "small.electdesk"


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sound, tmp_path / "copy.electdesk"))


@pytest.fixture(params=[50_000, 10])
def any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small enough to be verified at opening, or too large for it."""
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", request.param)


def change(path: Path, script: str) -> None:
    db = sqlite3.connect(path)
    for guard in GUARDS:
        db.execute(f"drop trigger {guard}")
    db.executescript(script)
    for statement in GUARDS.values():
        db.execute(statement)
    db.commit()
    db.close()


def told(path: Path, *, read_only: bool = True) -> list[str]:
    """What opening tells, after what verifying tells was found to be the same."""
    region = open_region(path, PERSON, read_only=read_only)
    problems = [f"{each.where}: {each.what}" for each in region.store.problems]
    if read_only:
        assert {f"{each.where}: {each.what}" for each in region.store.verify().problems} >= set(problems)
    region.close()
    return problems


def schema(path: Path) -> list[tuple[str, ...]]:
    db = sqlite3.connect(path)
    found = db.execute("select type, name, sql from sqlite_master order by type, name").fetchall()
    db.close()
    return found


SWEPT = {
    "create trigger t after insert on revisions begin delete from drafts; end": "trigger t: foreign_part",
    "create trigger t before insert on commits begin select raise(abort, 'no'); end": "trigger t: foreign_part",
    "create index i on revisions (made_by)": "index i: foreign_part",
    "pragma user_version = 0": "format: bytes_changed",
}


@pytest.mark.parametrize("script", SWEPT)
@pytest.mark.usefixtures("any_size")
def test_triggers_and_indexes_of_others_are_told_and_taken_away_on_opening_for_writing(
    sound: Path, path: Path, script: str
) -> None:
    change(path, script)
    before = path.read_bytes()
    assert told(path) == [SWEPT[script]]
    assert path.read_bytes() == before
    told(path, read_only=False)
    assert (told(path), schema(path)) == ([], schema(sound))


KEPT = {
    "create table mine (a)": "table mine: foreign_part",
    "alter table commits add column remark": "table commits: table_changed",
    "alter table meta add column remark": "table meta: table_changed",
}


@pytest.mark.parametrize("script", KEPT)
@pytest.mark.usefixtures("any_size")
def test_a_table_of_others_and_a_further_column_are_told_kept_and_do_not_keep_anybody_from_saving(path: Path, script: str) -> None:
    change(path, script)
    assert told(path) == [KEPT[script]]
    region = open_region(path, PERSON)
    region.execute(FinishEntry(station="station15", values=good_values(650, 300)))
    region.close()
    assert told(path) == [KEPT[script]]


@pytest.mark.parametrize(
    "script",
    [
        "drop view station_list",
        "drop view station_list; create view station_list as select 2 as b",
        "drop view tally_president; create view tally_president as select 1 as a",
        "create view tally_x as select 1 as a",
        "drop table heads",
        "drop table heads; create view heads as select 1 as seq",
        "drop table heads; create table heads (seq text, other)",
    ],
)
def test_what_is_derived_is_told_and_built_anew(sound: Path, path: Path, script: str) -> None:
    change(path, script)
    assert told(path) != []
    told(path, read_only=False)
    assert (told(path), schema(path)) == ([], schema(sound))


def test_a_view_of_somebody_else_is_none_of_our_business(path: Path) -> None:
    change(path, "create view my_view as select 1 as a")
    assert told(path, read_only=False) == []
    assert "my_view" in [row[1] for row in schema(path)]


@pytest.mark.parametrize(
    "script",
    [
        "drop table drafts",
        "drop table meta",
        "drop table commits",
        "drop table revisions",
        "alter table revisions rename column data to body",
        "drop table drafts; create table drafts (person text, station text)",
    ],
)
@pytest.mark.usefixtures("any_size")
def test_a_durable_table_that_cannot_be_read_is_one_refusal_and_the_file_stays(path: Path, script: str) -> None:
    db = sqlite3.connect(path)
    db.executescript(script)
    db.close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(ClerkError, match="file_damaged"):
            open_region(path, PERSON, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "script",
    [
        "update revisions set seq = 9223372036854775807 where seq = (select max(seq) from revisions)",
        "update commits set seq = 9223372036854775807 where seq = (select max(seq) from commits)",
        "update revisions set seq = -5 where seq = (select max(seq) from revisions)",
    ],
)
def test_a_place_that_leaves_no_room_for_a_save_is_one_refusal(path: Path, script: str) -> None:
    change(path, script)
    region = open_region(path, PERSON)
    assert region.store.problems != ()
    before = path.read_bytes()
    with pytest.raises(ClerkError, match="file_altered"):
        region.execute(FinishEntry(station="station15", values=good_values(650, 300)))
    region.close()
    assert path.read_bytes() == before


VALUES = (
    "'text'",
    "x'ff00fe'",
    "9223372036854775807",
    "-5",
    "1.5",
    "cast(x'fffe' as text)",
    "''",
    "x''",
    "1e300",
    "zeroblob(100000)",
)
CELLS = [
    *(("commits", column) for column in ("id", "data")),
    *(("revisions", column) for column in ("made_by", "id", "data")),
    *(("meta", column) for column in ("name", "value")),
    *(("drafts", column) for column in ("person", "station", "contest", "saved_at", "id", "data")),
]


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_a_value_of_any_type_in_any_cell_is_told_and_everything_else_goes_on(
    sound: Path, tmp_path: Path, table: str, column: str
) -> None:
    key = {"meta": "name", "drafts": "person"}.get(table, "seq")
    for value in VALUES:
        path = Path(shutil.copyfile(sound, tmp_path / "copy.electdesk"))
        change(path, f"update {table} set {column} = {value} where {key} = (select max({key}) from {table})")
        assert told(path) != [], value
        region = open_region(path, PERSON)
        region.store.drafts(), region.store.commits(), region.store.history("station05")
        assert list(region.store.verify_in_steps()) != []
        region.execute(FinishEntry(station="station15", values=good_values(650, 300)))
        region.store.copy_to(tmp_path / f"{VALUES.index(value)}.electdesk")
        region.close()


def test_rows_of_meta_that_a_later_version_may_have_written_are_kept_and_told_nowhere(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("insert into meta values ('lock-outs', '[1,2]'), ('state of the art', '7')")
    db.commit()
    db.close()
    assert told(path, read_only=False) == []
    region = open_region(path, PERSON)
    region.execute(FinishEntry(station="station15", values=good_values(650, 300)))
    region.close()
    assert told(path) == []
    db = sqlite3.connect(path)
    rows = db.execute("select value from meta where name in ('lock-outs', 'state of the art') order by name").fetchall()
    db.close()
    assert rows == [("[1,2]",), ("7",)]


@pytest.mark.parametrize("script", ["delete from heads where seq = 40", "update heads set seq = 700 where seq = 41"])
def test_a_list_of_heads_that_is_not_the_one_written_last_is_not_believed_in_a_large_file_either(
    sound: Path, path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 10)
    before = _stations(open_region(sound, PERSON, read_only=True))
    change(path, script)
    region = open_region(path, PERSON, read_only=True)
    assert (region.store.is_verified, region.store.problems != ()) == (True, True)
    assert _stations(region) == before
    open_region(path, PERSON).close()
    region = open_region(path, PERSON, read_only=True)
    assert (region.store.is_verified, region.store.problems) == (False, ())
    assert _stations(region) == before


def test_a_large_file_that_was_written_by_us_is_believed_after_any_work(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_file, "VERIFY_AT_OPENING", 10)
    region = open_region(path, PERSON)
    for station in ("station15", "station16"):
        region.execute(FinishEntry(station=station, values=good_values(650, 300)))
    region.close()
    region = open_region(path, PERSON)
    assert (region.store.is_verified, region.store.problems) == (False, ())
    assert region.store.verify().problems == ()
    region.close()


def _stations(region: Region) -> list[list[int]]:
    columns = next(iter(region.columns.contests.values()))
    region.close()
    return [[*row, int(state)] for row, state in zip(columns.figures.tolist(), columns.state.tolist(), strict=True)]
