"""The reception desk takes protocols in, sends them back and keeps the register of copies."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.records import Arrival, Choice, Handout, Paper
from electdesk.domain.records.names import Names
from electdesk.domain.states import State
from electdesk.services.commands import (
    AcceptPaper,
    Annul,
    ChangeStation,
    FinishEntry,
    HandOutCopy,
    PostCopy,
    ReturnPaper,
    Undo,
)
from electdesk.services.commands.reception import moment_on_clock
from electdesk.services.person import NOBODY, Person
from electdesk.services.queries.reception import (
    arrival_numbered,
    arrivals,
    desk_card,
    handout_sheet,
    handouts,
    queue,
    quick_check,
    return_sheet,
)
from electdesk.services.region import Region
from tests.regions import good_values, small_region

NIGHT = dt.datetime(2011, 4, 3, 18, 30, tzinfo=dt.UTC)
"""23:30 on the region's clock (UTC+5)."""


class StandingClock:
    """A clock that stands until somebody moves it."""

    def __init__(self, moment: dt.datetime = NIGHT) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def region(tmp_path: Path) -> Region:
    made = small_region(tmp_path, entered=0)
    made.clock = StandingClock()
    return made


def contest(region: Region) -> str:
    return next(iter(region.columns.contests))


def state(region: Region, row: int) -> State:
    return State(int(region.columns.contests[contest(region)].state[row]))


def refused(region: Region, command: object) -> str:
    before = region.store.counts
    with pytest.raises(ClerkError) as error:
        region.execute(command)  # type: ignore[arg-type]
    assert region.store.counts == before
    return error.value.code


def test_an_accepted_protocol_has_a_receipt_number_and_its_station_is_received(region: Region) -> None:
    region.execute(
        AcceptPaper(station="station00", at="2011-04-03T18:05:00Z", brought_by="secretary", copies=2, seal="broken", list_size=500)
    )
    columns = region.columns.contests[contest(region)]
    ((record, paper),) = columns.papers[0].items()
    assert paper == Paper(station="station00", contest=contest(region), kind="original")
    (row,) = arrivals(region, columns)
    assert row.arrival == Arrival(
        station="station00",
        contest=contest(region),
        outcome="accepted",
        number=1,
        at="2011-04-03T18:05:00Z",
        by="Aigul",
        brought_by="secretary",
        copies=2,
        seal="broken",
        paper=record,
        list_size=500,
    )
    assert state(region, 0) is State.RECEIVED


def test_arrivals_are_numbered_on_and_one_that_was_taken_back_keeps_its_number(region: Region) -> None:
    region.execute(AcceptPaper(station="station00"))
    region.execute(AcceptPaper(station="station01"))
    region.execute(Undo())
    region.execute(AcceptPaper(station="station02"))
    columns = region.columns.contests[contest(region)]
    assert [(each.row, each.arrival.number) for each in arrivals(region, columns)] == [(2, 3), (0, 1)]
    assert state(region, 1) is State.AWAITED


def test_a_second_original_of_one_station_is_refused(region: Region) -> None:
    region.execute(AcceptPaper(station="station00"))
    assert refused(region, AcceptPaper(station="station00")) == "already_received"


def test_a_corrected_protocol_needs_its_document_and_a_reason_and_replaces_the_original(region: Region) -> None:
    region.execute(AcceptPaper(station="station00"))
    assert refused(region, AcceptPaper(station="station00", kind="corrected", document="7")) == "reason_wanted"
    region.execute(AcceptPaper(station="station00", kind="corrected", document="7", reason="line 3 was crossed out"))
    columns = region.columns.contests[contest(region)]
    assert sorted(paper.kind for paper in columns.papers[0].values()) == ["corrected", "original"]


def test_a_closed_tally_takes_no_protocol_in(region: Region) -> None:
    assert refused(region, Annul(station="station03", reason="court", document="12")) == "nothing_to_annul"
    region.execute(ReturnPaper(station="station03", defects=("stamp",)))
    assert refused(region, Annul(station="station03", reason="court", document="12")) == "nothing_to_annul"
    region.execute(AcceptPaper(station="station03"))
    region.execute(Annul(station="station03", reason="court", document="12"))
    assert refused(region, AcceptPaper(station="station03")) == "tally_closed"
    assert refused(region, ReturnPaper(station="station03", defects=("stamp",))) == "tally_closed"


def test_a_station_that_does_not_vote_in_the_contest_brings_no_protocol_of_it(region: Region) -> None:
    unit = region.unit("SetUpRegion")
    for name in ("choice1", "choice2", "choice3"):
        body: Choice = region.columns.records.bodies["choice"][name]
        unit.put(replace(body, constituency="7"), name)
    unit.commit()
    region.execute(ChangeStation(station="station01", constituency="7", reason="list"))
    assert refused(region, AcceptPaper(station="station00")) == "contest_not_here"
    region.execute(AcceptPaper(station="station01"))
    assert refused(region, AcceptPaper(station="station01", contest="mayor")) == "contest_unknown"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AcceptPaper(station="station00", seal="torn"), "arrival_word_unknown"),
        (AcceptPaper(station="station00", brought_by="uncle"), "arrival_word_unknown"),
        (AcceptPaper(station="station00", copies=0), "copies_wrong"),
        (AcceptPaper(station="station00", at="23:05"), "moment_unreadable"),
        (AcceptPaper(station="station00", at="2011-04-03T18:36:00Z"), "time_ahead"),
        (AcceptPaper(station="station00", contact="nobody"), "contact_unknown"),
        (AcceptPaper(station="station00", list_size=-1), "arrival_word_unknown"),
        (AcceptPaper(station="777"), "station_unknown"),
        (ReturnPaper(station="station00"), "defects_wanted"),
        (ReturnPaper(station="station00", defects=("smell",)), "arrival_word_unknown"),
        (HandOutCopy(station="station00", to=" "), "receiver_wanted"),
        (HandOutCopy(station="station00", to="Observers", copies=100), "copies_wrong"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(region: Region, command: object, code: str) -> None:
    assert refused(region, command) == code


def test_a_returned_protocol_registers_no_paper_and_may_come_again(region: Region) -> None:
    region.execute(ReturnPaper(station="station00", defects=("sums", "signatures"), note="page two is missing"))
    columns = region.columns.contests[contest(region)]
    (row,) = arrivals(region, columns)
    assert (row.arrival.outcome, row.arrival.defects, row.arrival.paper) == ("returned", ("signatures", "sums"), "")
    assert state(region, 0) is State.AWAITED
    region.execute(AcceptPaper(station="station00"))
    assert [each.arrival.number for each in desk_card(region, columns, 0).arrivals] == [2, 1]


def test_the_queue_holds_what_is_accepted_and_not_entered_the_longest_wait_first(region: Region) -> None:
    region.execute(AcceptPaper(station="station02", at="2011-04-03T18:20:00Z"))
    region.execute(AcceptPaper(station="station01", at="2011-04-03T17:00:00Z"))
    region.execute(AcceptPaper(station="station00", at="2011-04-03T17:30:00Z"))
    region.execute(ReturnPaper(station="station04", defects=("date",)))
    columns = region.columns.contests[contest(region)]
    assert [(each.row, each.minutes) for each in queue(region, columns)] == [(1, 90), (0, 60), (2, 10)]
    region.execute(FinishEntry(station="station01", values=good_values(510, 440)))
    assert [each.row for each in queue(region, columns)] == [0, 2]
    region.execute(AcceptPaper(station="station01", kind="repeat", document="3", reason="recounted"))
    assert [each.row for each in queue(region, columns)] == [0, 2, 1]


def test_the_register_of_copies_tells_who_received_one_and_where_one_hangs(region: Region) -> None:
    region.execute(HandOutCopy(station="station01", to="  Public   Observers ", copies=2, at="2011-04-03T18:00:00Z"))
    region.execute(PostCopy(station="station00", where="Entrance", at="2011-04-03T17:50:00Z"))
    columns = region.columns.contests[contest(region)]
    assert [(each.row, each.handout) for each in handouts(region, columns)] == [
        (
            0,
            Handout(
                station="station00", contest=contest(region), kind="posted", to="Entrance", at="2011-04-03T17:50:00Z", by="Aigul"
            ),
        ),
        (
            1,
            Handout(
                station="station01",
                contest=contest(region),
                kind="handed",
                to="Public Observers",
                at="2011-04-03T18:00:00Z",
                copies=2,
                by="Aigul",
            ),
        ),
    ]
    assert [each.row for each in handouts(region, columns, 1)] == [1]


def test_a_quick_check_finds_what_does_not_add_up_and_is_kept_nowhere(region: Region) -> None:
    columns = region.columns.contests[contest(region)]
    values: dict[str, int | str | bool | None] = good_values(500, 440)
    numbers = columns.numbers_at(0)
    figures = [int(str(values[number])) if number in values else BLANK for number in numbers]
    assert quick_check(region, columns, 0, figures) == ()
    figures[numbers.index("8")] += 10
    before = region.store.counts
    found = quick_check(region, columns, 0, figures)
    assert found
    assert {finding.finding.severity for finding in found} == {"hard"}
    assert region.store.counts == before
    region.execute(ReturnPaper(station="station00", defects=("sums",)))
    sheet = return_sheet(region, columns, arrival_numbered(region, 1), figures)
    assert sheet.findings == found
    assert dict(sheet.typed)["8"] == int(str(values["8"])) + 10
    (stored,) = [row for _, row in region.store.history(arrival_numbered(region, 1).record)]
    assert str(figures[numbers.index("8")]) not in bytes(stored.revision.body).decode()


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("23:05", "2011-04-03T18:05:00Z"),
        ("2305", "2011-04-03T18:05:00Z"),
        ("9.07", "2011-04-03T04:07:00Z"),
        ("23:50", "2011-04-02T18:50:00Z"),
        ("", ""),
    ],
)
def test_a_time_is_typed_on_the_clock_of_the_region(region: Region, typed: str, at: str) -> None:
    assert moment_on_clock(region, typed) == at


@pytest.mark.parametrize("typed", ["25:00", "12:60", "noon", "7", "12:5"])
def test_what_is_no_time_is_refused(region: Region, typed: str) -> None:
    with pytest.raises(ClerkError, match="time_unreadable"):
        moment_on_clock(region, typed)


def test_the_reception_takes_in_and_a_clerk_and_a_viewer_do_not(region: Region) -> None:
    region.person = Person("Olga", ("reception",))
    region.execute(AcceptPaper(station="station00"))
    for role in ("clerk", "viewer", "observation"):
        region.person = Person("Olga", (role,))
        assert refused(region, AcceptPaper(station="station01")) == "role_refused"


def test_an_arrival_of_a_receipt_that_was_never_given_is_unknown(region: Region) -> None:
    with pytest.raises(ClerkError, match="receipt_unknown"):
        arrival_numbered(region, 5)


def names_of(card_name: Names) -> str:
    return card_name["ru"]


def test_the_card_shows_what_is_compared_with_the_paper(region: Region) -> None:
    columns = region.columns.contests[contest(region)]
    card = desk_card(region, columns, 3)
    assert (card.number, names_of(card.name), card.list_size, card.votes, card.paper_there) == (
        "12",
        "Клуб, с. Берёзовка 4",
        530,
        True,
        False,
    )


def test_the_register_of_copies_is_read_by_nobody_before_a_log_in(region: Region) -> None:
    columns = region.columns.contests[contest(region)]
    region.person = NOBODY
    for read in (handouts, handout_sheet):
        with pytest.raises(ClerkError, match="nobody_logged_in"):
            read(region, columns)
