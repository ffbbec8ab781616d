"""What two offices wrote of one user at the same time: no right and no log-in stays that one of them took away."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import User
from electdesk.ledger import canonical
from electdesk.ledger.revision import Commit, digest_of_ids, store_commit, store_revision
from electdesk.services.commands import ChangeUser
from electdesk.services.commands.people import NewUser, find_user
from electdesk.services.region import Region
from electdesk.services.users import add_users, authenticate, begin_users, log_out
from tests.regions import small_region

DANA = User(login="dana", roles=("clerk", "reception"))


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=0)
    begin_users(made, "saule", "a long enough one")
    yield made
    made.close()


def merged(region: Region, *bodies: User) -> User:
    """Dana's record after a merge brought these states of it, each written after the one that stands."""
    record, _ = find_user(region, "dana") or ("", DANA)
    (head,) = region.store.rows(region.columns.records.heads[record])
    made = [store_revision("user", record, (head.id,), canonical.encode(body)) for body in bodies]
    commit = Commit(
        region=region.store.region_id,
        previous=region.store.tips,
        session="merge",
        number=region.next_number(),
        author="saule",
        at="2011-04-03T20:00:00Z",
        offset=300,
        command="Merge",
        revisions=digest_of_ids([each.id for each in made]),
        count=len(made),
    )
    region.store.append(store_commit(commit), made, [head.seq], False)
    region.columns.load()
    found = RegionColumns(region.store).records.bodies["user"][record]
    assert isinstance(found, User)
    return found


def changed(**parts: object) -> User:
    return msgspec.structs.replace(DANA, **parts)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (changed(active=False), changed(roles=("clerk", "supervisor")), changed(active=False, roles=("clerk", "supervisor"))),
        (changed(active=False), changed(name="Дана"), changed(active=False, name="Дана")),
        (changed(roles=("clerk",)), changed(name="Дана"), changed(roles=("clerk",), name="Дана")),
        (changed(roles=("clerk", "supervisor")), changed(roles=("clerk", "admin")), changed(roles=("clerk",))),
        (changed(roles=("supervisor",)), changed(roles=("clerk",)), changed(roles=())),
    ],
)
def test_the_stricter_of_two_changes_wins_whichever_came_first(region: Region, one: User, other: User, together: User) -> None:
    add_users(region, [NewUser("dana", roles=DANA.roles)])
    assert merged(region, one, other) == together


def test_a_user_left_without_a_role_does_not_log_in_until_an_administrator_gives_one(region: Region) -> None:
    given = add_users(region, [NewUser("dana", roles=DANA.roles)])["dana"]
    merged(region, changed(roles=("supervisor",)), changed(roles=("clerk",)))
    administrator = region.person
    log_out(region)
    with pytest.raises(ClerkError, match="user_revoked"):
        authenticate(region, "dana", given)
    region.person = administrator
    region.execute(ChangeUser(login="dana", roles=("clerk",), reason="agreed"))
    log_out(region)
    assert authenticate(region, "dana", given).person.roles == ("clerk",)
