"""What two offices wrote of one person at the same time joins field by field, although the ledger holds nothing but seals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.ledger import canonical
from electdesk.ledger.personal import Sealed, seal
from electdesk.ledger.revision import Commit, Stored, Withdrawn, digest_of_ids, store_commit, store_revision
from electdesk.services import person
from electdesk.services.region import Region
from electdesk.storage.regions import open_region
from tests.regions import small_region
from tests.services.persons import KIND, Person, persons_of, put_person, use_personal_kind


@pytest.fixture(autouse=True)
def personal_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    use_personal_kind(monkeypatch)


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """A region that knows one person, in her second state."""
    made = small_region(tmp_path, entered=0)
    put_person(made, "p1", "Сауле", "8-701")
    put_person(made, "p1", "Сауле Ахметова", "8-701")
    yield made
    made.close()


def write(region: Region, *states: tuple[tuple[str, ...], Person | Withdrawn]) -> list[str]:
    """States of p1, each with the parents it followed, as a merge of two files brings them. Returns the ids, after reading all anew."""
    made: list[Stored] = []
    seals: dict[str, Sealed] = {}
    heads = region.columns.records.heads["p1"]
    for parents, body in states:
        if isinstance(body, Withdrawn):
            made.append(store_revision(KIND, "p1", parents, canonical.encode(body)))
        else:
            sealed = seal(canonical.encode(body))
            made.append(store_revision(KIND, "p1", parents, sealed.stored_body))
            seals[made[-1].id.hex()] = sealed
    followed = {parent for parents, _ in states for parent in parents}
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
        count=len(made),
    )
    region.store.append(
        store_commit(commit), made, [row.seq for row in region.store.rows(heads) if row.id in followed], False, seals
    )
    region.columns.load()
    return [each.id.hex() for each in made]


def head(region: Region) -> tuple[str, ...]:
    return tuple(row.id for row in region.store.rows(region.columns.records.heads["p1"]))


def test_each_office_changed_another_field_and_both_changes_hold(region: Region) -> None:
    write(region, (head(region), Person("Сауле Ахметова", "8-702")), (head(region), Person("Сауле Омарова", "8-701")))
    assert persons_of(region) == {"p1": Person("Сауле Омарова", "8-702")}
    assert region.columns.records.contested == {"p1": ()}
    assert region.store.verify().problems == ()


def test_a_field_that_both_changed_is_marked_and_the_next_edit_settles_it(region: Region) -> None:
    write(region, (head(region), Person("Сауле Ахметова", "8-702")), (head(region), Person("Сауле Омарова", "8-703")))
    assert persons_of(region)["p1"].name == "Сауле Омарова"
    assert region.columns.records.contested == {"p1": ("phone",)}
    put_person(region, "p1", "Сауле Омарова", "8-703")
    assert region.columns.records.contested == {}
    assert len(region.columns.records.heads["p1"]) == 1
    assert RegionColumns(region.store).records.bodies[KIND] == {"p1": Person("Сауле Омарова", "8-703")}


def test_the_same_state_from_both_offices_is_that_state_and_contests_nothing(region: Region) -> None:
    same = Person("Сауле Ахметова", "8-702")
    write(region, (head(region), same), (head(region), same))
    assert (persons_of(region), region.columns.records.contested) == ({"p1": same}, {"p1": ()})


def test_a_state_that_somebody_went_on_from_is_not_taken_for_a_head_that_says_the_same(region: Region) -> None:
    start = head(region)
    (first,) = write(region, (start, Person("Сауле Ахметова", "8-702")))
    write(region, ((first,), Person("Сауле Ахметова", "8-703")), (start, Person("Сауле Ахметова", "8-702")))
    # Both sides changed the phone of the state they started from: one to 8-702 and then on to 8-703, the other to 8-702.
    assert region.columns.records.contested == {"p1": ("phone",)}


def test_a_person_withdrawn_on_one_side_stays_and_is_marked(region: Region) -> None:
    write(region, (head(region), Withdrawn("moved away")), (head(region), Person("Сауле Ахметова", "8-702")))
    assert persons_of(region) == {"p1": Person("Сауле Ахметова", "8-702")}
    assert region.columns.records.contested == {"p1": ("withdrawn",)}


def test_the_joined_state_is_the_same_after_the_file_is_opened_again(region: Region) -> None:
    write(region, (head(region), Person("Сауле Ахметова", "8-702")), (head(region), Person("Сауле Омарова", "8-701")))
    assert region.store.path is not None
    region.close()
    again = open_region(region.store.path, person.Person("Aigul"))
    assert (persons_of(again), again.store.problems) == ({"p1": Person("Сауле Омарова", "8-702")}, ())
    again.close()
