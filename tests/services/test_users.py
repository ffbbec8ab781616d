"""Users of a file: who logs in, how often wrongly, who locks, who may what, and what of it the file keeps."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.user import User
from electdesk.services.accounts import (
    FIRST_WAIT,
    LETTERS,
    MEMORY_KIB,
    TIME_COST,
    Account,
    account_of,
    first_password,
    hashed,
    seconds_left,
)
from electdesk.services.commands import AddUsers, ChangeUser, FinishEntry, Undo
from electdesk.services.commands.people import NewUser, find_user, users_of
from electdesk.services.person import EVERY_ROLE, NOBODY, Person
from electdesk.services.region import Region
from electdesk.services.users import (
    LoggedIn,
    add_users,
    authenticate,
    begin_users,
    change_password,
    has_users,
    lock,
    log_out,
    reset_password,
)
from electdesk.storage.regions import open_region
from tests.regions import good_values, small_region

ADMIN_PASSWORD = "a long enough one"
OWN_PASSWORD = "another long one"


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = datetime.datetime(2011, 4, 3, 15, 0, tzinfo=datetime.UTC)

    def now(self) -> datetime.datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += datetime.timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def region(tmp_path: Path, watch: Watch) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    made.clock = watch
    begin_users(made, "Saule", ADMIN_PASSWORD, "Сауле Ахметова")
    yield made
    made.close()


def reopened(region: Region, watch: Watch) -> Region:
    path = region.store.path
    assert path is not None
    region.close()
    again = open_region(path, Person("whoever"))
    again.clock = watch
    return again


def code_of(work: object, *words: object, **named: object) -> str:
    try:
        work(*words, **named)  # type: ignore[operator]
    except ClerkError as error:
        return error.code
    return ""


def events(region: Region) -> list[tuple[str, str, str]]:
    return [(row.commit.command, row.commit.author, row.commit.reason) for row in region.store.commits()]


def test_the_first_user_is_an_administrator_and_works_at_once(region: Region) -> None:
    assert list(users_of(region).values()) == [User(login="Saule", name="Сауле Ахметова", roles=("admin",))]
    assert region.person == Person("Saule", ("admin",))
    assert events(region)[-2:] == [("AddUsers", "Aigul", ""), ("LogIn", "Saule", "")]


def test_the_first_user_of_a_file_must_be_an_administrator(tmp_path: Path) -> None:
    made = small_region(tmp_path, entered=0)
    assert code_of(made.execute, AddUsers(users=(NewUser("dana"),))) == "administrator_wanted"
    assert (has_users(made), made.person.roles) == (False, EVERY_ROLE)
    made.close()


def test_a_file_with_users_does_nothing_before_somebody_has_logged_in(region: Region, watch: Watch) -> None:
    again = reopened(region, watch)
    try:
        assert again.person == NOBODY
        assert code_of(again.execute, FinishEntry(station="25", values=good_values(600, 300))) == "nobody_logged_in"
        assert authenticate(again, " SAULE ", ADMIN_PASSWORD) == LoggedIn(Person("Saule", ("admin",)), must_change=False)
        assert again.person == Person("Saule", ("admin",))
    finally:
        again.close()


def test_a_first_password_opens_nothing_but_its_own_replacement(region: Region) -> None:
    given = add_users(region, [NewUser("dana", "Дана", ("clerk",))])["dana"]
    log_out(region)
    assert authenticate(region, "dana", given) == LoggedIn(Person("dana", ("clerk",)), must_change=True)
    assert code_of(region.execute, FinishEntry(station="25", values=good_values(600, 300))) == "role_refused"
    assert [code_of(change_password, region, given, new) for new in ("short", "dana", given)] == [
        *("password_weak", "password_weak", "password_same")
    ]
    assert change_password(region, given, OWN_PASSWORD) == Person("dana", ("clerk",))
    assert code_of(region.execute, FinishEntry(station="25", values=good_values(600, 300))) == ""
    log_out(region)
    assert code_of(authenticate, region, "dana", given) == "log_in_failed"
    assert authenticate(region, "dana", OWN_PASSWORD) == LoggedIn(Person("dana", ("clerk",)), must_change=False)


def test_an_unknown_login_is_answered_as_a_wrong_password_and_written_nowhere(region: Region) -> None:
    log_out(region)
    before = region.store.counts
    assert code_of(authenticate, region, "my secret typed too early", ADMIN_PASSWORD) == "log_in_failed"
    assert region.store.counts == before
    assert "secret" not in str(region.unknown_logins)


def test_an_unknown_login_and_a_known_one_hear_the_same_try_by_try(region: Region, watch: Watch) -> None:
    log_out(region)

    def heard(login: str) -> list[tuple[str, dict[str, object]]]:
        said = []
        for seconds in (0, 0, 0, 0, 0, 1, FIRST_WAIT, 2 * FIRST_WAIT):
            watch.pass_by(seconds)
            with pytest.raises(ClerkError) as refused:
                authenticate(region, login, "wrong")
            said.append((refused.value.code, dict(refused.value.params)))
        return said

    tries = [("log_in_failed", {"left": left}) for left in (4, 3, 2, 1)]
    waits = [("locked_out", {"seconds": seconds}) for seconds in (15, 14, 30, 60)]
    assert heard("saule") == [*tries, *waits]
    assert heard("nobody here") == [*tries, *waits]


def test_five_wrong_passwords_lock_and_each_further_one_doubles_the_wait(region: Region, watch: Watch) -> None:
    log_out(region)
    said = [code_of(authenticate, region, "Saule", "wrong") for _ in range(5)]
    assert said == ["log_in_failed"] * 4 + ["locked_out"]
    assert code_of(authenticate, region, "Saule", ADMIN_PASSWORD) == "locked_out", "the right one waits as well"
    waits = []
    for _ in range(3):
        watch.pass_by(3600)
        with pytest.raises(ClerkError) as refused:
            authenticate(region, "Saule", "wrong")
        waits.append(refused.value.params["seconds"])
    assert waits == [2 * FIRST_WAIT, 4 * FIRST_WAIT, 8 * FIRST_WAIT]
    watch.pass_by(8 * FIRST_WAIT)
    assert authenticate(region, "Saule", ADMIN_PASSWORD).person == Person("Saule", ("admin",))
    assert events(region)[-1] == ("LogIn", "Saule", "")
    assert [event for event in events(region) if event[0] == "LogInFailed"] == [
        ("LogInFailed", "Saule", str(number)) for number in range(1, 9)
    ]


def test_a_lock_out_survives_closing_the_file_and_setting_the_clock_back(region: Region, watch: Watch) -> None:
    log_out(region)
    for _ in range(5):
        code_of(authenticate, region, "Saule", "wrong")
    again = reopened(region, watch)
    try:
        assert code_of(authenticate, again, "Saule", ADMIN_PASSWORD) == "locked_out"
        watch.pass_by(-86400)
        with pytest.raises(ClerkError) as refused:
            authenticate(again, "Saule", ADMIN_PASSWORD)
        assert (refused.value.code, refused.value.params) == ("locked_out", {"seconds": FIRST_WAIT})
    finally:
        again.close()


def test_a_file_open_for_reading_counts_wrong_passwords_too(region: Region, watch: Watch) -> None:
    path = region.store.path
    assert path is not None
    region.close()
    looking = open_region(path, Person("whoever"), read_only=True)
    looking.clock = watch
    try:
        said = [code_of(authenticate, looking, "Saule", "wrong") for _ in range(6)]
        assert said == ["log_in_failed"] * 4 + ["locked_out"] * 2
        watch.pass_by(FIRST_WAIT)
        assert authenticate(looking, "Saule", ADMIN_PASSWORD).person.name == "Saule"
    finally:
        looking.close()


def test_a_revoked_user_is_told_so_only_with_the_right_password(region: Region) -> None:
    given = add_users(region, [NewUser("dana")])["dana"]
    region.execute(ChangeUser(login="dana", active=False, reason="left"))
    log_out(region)
    assert [code_of(authenticate, region, "dana", password) for password in ("wrong", given)] == ["log_in_failed", "user_revoked"]
    assert region.person == NOBODY


def test_the_last_administrator_stays_one(region: Region) -> None:
    assert code_of(region.execute, ChangeUser(login="saule", active=False, reason="left")) == "last_administrator"
    assert code_of(region.execute, ChangeUser(login="saule", roles=("clerk",), reason="left")) == "last_administrator"
    add_users(region, [NewUser("dana", roles=("supervisor", "admin"))])
    assert code_of(region.execute, ChangeUser(login="saule", roles=("clerk",), reason="left")) == ""


def test_what_was_changed_about_users_is_not_undone(region: Region) -> None:
    add_users(region, [NewUser("dana")])
    added = region.execute(ChangeUser(login="dana", active=False, reason="left")).commit
    assert added is not None
    assert [code_of(region.execute, Undo(commit=place)) for place in (0, added.seq, added.seq - 1)] == ["undo_people"] * 3


def test_a_lost_password_is_replaced_and_the_lock_ends(region: Region) -> None:
    add_users(region, [NewUser("dana")])
    for _ in range(5):
        code_of(authenticate, region, "dana", "wrong")
    given = reset_password(region, "dana")
    assert events(region)[-1] == ("ResetPassword", "Saule", "dana")
    log_out(region)
    assert authenticate(region, "dana", given).must_change


def test_who_locks_the_screen_is_noted_and_nothing_is_open_then(region: Region) -> None:
    lock(region)
    assert (region.person, events(region)[-1]) == (NOBODY, ("LockScreen", "Saule", ""))


def test_the_ledger_holds_no_password_and_no_hash(region: Region) -> None:
    given = add_users(region, [NewUser("dana")])["dana"]
    log_out(region)
    code_of(authenticate, region, "dana", "a wrong one that is long")
    record, _ = find_user(region, "dana") or ("", None)
    account = account_of(region, record)
    assert account is not None
    texts = [str(row.commit) for row in region.store.commits()] + [str(region.store.lineage(one)) for one in users_of(region)]
    secrets = (given, ADMIN_PASSWORD, account.hash, "a wrong one that is long")
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []


def test_passwords_are_hashed_as_argon2id_with_nineteen_mebibytes() -> None:
    assert hashed("whatever it is").startswith(f"$argon2id$v=19$m={MEMORY_KIB},t={TIME_COST},p=1$")
    assert (MEMORY_KIB, TIME_COST) == (19456, 2)


def test_a_first_password_is_three_groups_that_can_be_read_from_paper() -> None:
    for group in first_password().split("-"):
        assert len(group) == 4
        assert set(group) <= set(LETTERS)
    assert set(LETTERS).isdisjoint("01ilo")


def test_waiting_ends_after_an_hour_at_most() -> None:
    now = datetime.datetime(2011, 4, 3, 15, 0, tzinfo=datetime.UTC)
    assert seconds_left(Account("x", failed=40, failed_at="2011-04-03T15:00:00Z"), now) == 3600


def test_bytes_that_were_changed_behind_the_program_open_nothing_and_are_told(region: Region, watch: Watch) -> None:
    import sqlite3

    path = region.store.path
    assert path is not None
    region.close()
    with sqlite3.connect(path) as db:
        db.execute("update meta set value = replace(value, 'argon2id', 'argon2if') where name like 'account %'")
    db.close()
    again = open_region(path, Person("whoever"))
    again.clock = watch
    try:
        assert code_of(authenticate, again, "Saule", ADMIN_PASSWORD) == "account_damaged"
        assert [problem.what for problem in again.store.verify().problems] == ["account_changed"]
    finally:
        again.close()


def test_a_beginning_that_was_cut_short_leaves_a_file_of_one_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small_region(tmp_path, entered=0)

    def killed(_command: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(made, "execute", killed)
        with pytest.raises(KeyboardInterrupt):
            begin_users(made, "saule", ADMIN_PASSWORD)
    assert (has_users(made), made.person.roles, made.store.verify().ok) == (False, EVERY_ROLE, True)
    begin_users(made, "saule", ADMIN_PASSWORD)
    log_out(made)
    assert authenticate(made, "saule", ADMIN_PASSWORD).person == Person("saule", ("admin",))
    made.close()


def test_whoever_changes_their_own_roles_works_with_the_new_ones_at_once(region: Region) -> None:
    add_users(region, [NewUser("dana", roles=("admin",))])
    region.execute(ChangeUser(login="saule", roles=("clerk",), reason="hand-over"))
    assert region.person == Person("Saule", ("clerk",))
    assert code_of(region.execute, ChangeUser(login="dana", active=False, reason="left")) == "role_refused"


def test_whoever_locks_is_gone_even_where_the_note_cannot_be_written(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise ClerkError("disk_full")

    monkeypatch.setattr(region, "note", full)
    assert code_of(lock, region) == "disk_full"
    assert region.person == NOBODY


def test_a_password_is_the_same_composed_or_not_and_half_a_character_is_only_wrong(region: Region) -> None:
    change_password(region, ADMIN_PASSWORD, "\u0439 is a letter")
    log_out(region)
    assert code_of(authenticate, region, "saule", "\ud800 is a letter") == "log_in_failed"
    assert authenticate(region, "saule", "\u0438\u0306 is a letter").person == Person("Saule", ("admin",))
