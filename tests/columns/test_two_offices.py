"""What holds after two offices that worked apart are one file: the same receipt number, the same login, no administrator left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Arrival, User
from electdesk.services.accounts import Account, hashed, keep_account
from electdesk.services.commands import AcceptPaper, ChangeUser
from electdesk.services.commands.people import find_user, shadowed, users_of
from electdesk.services.queries.reception import arrival_numbered
from electdesk.services.region import Region
from electdesk.services.users import authenticate, begin_users
from tests.cli.running import command_line
from tests.regions import small_region

PASSWORD = "a long enough one"


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=0)
    yield made
    made.close()


def brought(region: Region, **bodies: Arrival | User) -> None:
    """Records that came from the other office, under the ids that it gave them."""
    unit = region.unit("Merge")
    for record, body in bodies.items():
        unit.put(body, record)
    unit.commit()
    region.columns = RegionColumns(region.store)


def test_a_receipt_number_that_two_offices_gave_out_asks_for_the_station_and_the_next_one_is_new(region: Region) -> None:
    region.execute(AcceptPaper(station="station03"))
    contest = next(iter(region.columns.contests))
    own = arrival_numbered(region, 1)
    other = Arrival(station="station04", contest=contest, outcome="accepted", number=1, at="2011-04-03T18:00:00Z", by="Bolat")
    brought(region, arrival2=other)
    with pytest.raises(ClerkError) as error:
        arrival_numbered(region, 1)
    numbers = [region.columns.register.stations[row].number for row in (3, 4)]
    assert (error.value.code, error.value.params) == ("receipt_ambiguous", {"number": 1, "stations": sorted(numbers)})
    assert [arrival_numbered(region, 1, [row]).record for row in (3, 4)] == [own.record, "arrival2"]
    region.execute(AcceptPaper(station="station05"))
    assert arrival_numbered(region, 3).row == 5
    path = region.store.path
    assert path is not None
    target = path.with_name("receipt.pdf")
    assert command_line("report", path, "receipt", target, "--number", 1).code == 2
    assert command_line("report", path, "receipt", target, "--number", 1, "--station", numbers[1]).code == 0


def test_a_login_that_two_offices_gave_is_that_of_the_smaller_record_id_and_the_other_opens_nothing(region: Region) -> None:
    begin_users(region, "saule", PASSWORD)
    brought(
        region, b=User(login="Dana", name="The other", roles=("admin",)), a=User(login="dana", name="The first", roles=("clerk",))
    )
    authenticate(region, "saule", PASSWORD)
    for record, password in (("a", "password of the first"), ("b", "password of the other")):
        keep_account(region, record, Account(hash=hashed(password)))
    assert (find_user(region, "DANA"), shadowed(region)) == (("a", users_of(region)["a"]), frozenset({"b"}))
    with pytest.raises(ClerkError, match="log_in_failed"):
        authenticate(region, "dana", "password of the other")
    assert authenticate(region, "Dana", "password of the first").person.roles == ("clerk",)
    authenticate(region, "saule", PASSWORD)
    # Somebody whom nobody can log in as is no second administrator.
    with pytest.raises(ClerkError, match="last_administrator"):
        region.execute(ChangeUser(login="saule", roles=("clerk",), reason="leaves"))


def test_a_file_without_an_administrator_stays_one_to_work_with_in_which_nobody_changes_users(region: Region) -> None:
    begin_users(region, "saule", PASSWORD, roles=("admin", "clerk"))
    record, user = find_user(region, "saule") or ("", User(login=""))
    brought(region, **{record: User(login=user.login, roles=("clerk",))})
    assert authenticate(region, "saule", PASSWORD).person.roles == ("clerk",)
    with pytest.raises(ClerkError, match="role_refused"):
        region.execute(ChangeUser(login="saule", roles=("admin",), reason="nobody is left"))
    assert region.store.verify().ok
