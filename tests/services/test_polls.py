"""Polls of a region: described, filled station by station, held against the own protocols or a published result, seen when they may be."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.analysis.estimates import estimate
from electdesk.analysis.sample import PolledStation, Stratum, sample_of
from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.services.commands import (
    AddPoll,
    ChangePoll,
    Command,
    FillPolledStation,
    FillWave,
    FixMargins,
    ReleasePolls,
    StateResult,
    WithdrawPoll,
    WithdrawPolledStation,
)
from electdesk.services.commands.polls import GroupGiven, MarginGiven, StratumGiven
from electdesk.services.person import Person
from electdesk.services.queries.comparison import Compared, Comparison, comparison, station_lines
from electdesk.services.queries.surveys import surveys
from electdesk.services.region import Region
from tests.regions import small_region

NORTH = ("7", "8", "9")
POINTS = MarginGiven("pp", 0.02)
ODDS = MarginGiven("odds", 2.0)
MARGINS = FixMargins(margins={"Candidate A": POINTS, "9": ODDS, "10": ODDS})
EXIT = AddPoll(
    name="Exit poll 1", strata=(StratumGiven("West", 10), StratumGiven("East", 20)), question="For whom?", interviews=160
)
STATIONS = (
    ("2", "West", 430, 40, {"8": 30, "9": 5, "10": 3}),
    ("10", "West", 440, 40, {"8": 33, "9": 2, "10": 4}),
    ("19", "East", 500, 40, {"8": 31, "9": 4, "10": 4}),
    ("21", "East", 520, 40, {"8": 28, "9": 6, "10": 6}),
)
"""Station, stratum, ballots issued, interviews, answers."""


class At:
    """A clock that stands."""

    def __init__(self, moment: str) -> None:
        self.moment = dt.datetime.fromisoformat(moment)

    def now(self) -> dt.datetime:
        return self.moment


BEFORE, AFTER = At("2011-04-02T10:00:00+00:00"), At("2011-04-04T10:00:00+00:00")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path)
    made.clock = BEFORE
    yield made
    made.close()


def only(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def filled(region: Region, **fields: object) -> None:
    """Describe the exit poll and fill its four stations."""
    region.execute(msgspec.structs.replace(EXIT, **fields))
    for station, stratum, ballots, interviews, votes in STATIONS:
        region.execute(
            FillPolledStation(
                poll="exit poll 1",
                station=station,
                stratum=stratum,
                votes=votes,
                interviews=interviews,
                approached=50,
                ballots=ballots,
            )
        )


def compared(region: Region) -> Compared:
    (found,) = comparison(region, only(region)).polls
    return found


def refusal(region: Region, command: Command) -> str:
    before = region.store.counts
    with pytest.raises(ClerkError) as caught:
        region.execute(command)
    assert region.store.counts == before
    return caught.value.code


def test_a_poll_of_the_region_gives_the_estimates_of_its_own_figures(region: Region) -> None:
    filled(region)
    region.execute(MARGINS)
    found = compared(region)
    ids = [choice.id for choice in only(region).ballot]
    # All four protocols are settled: the ballots issued there take the place of those that the pollster wrote.
    issued = {"2": 440, "10": 449, "19": 610 - 71, "21": 630 - 73}
    alone = sample_of(
        ids,
        [Stratum("West", 10), Stratum("East", 20)],
        [
            PolledStation(station, 0 if stratum == "West" else 1, issued[station], 50, n, tuple(votes.values()))
            for station, stratum, _, n, votes in STATIONS
        ],
    )
    assert found.from_tallies == 4
    assert found.result.found.shares.tolist() == estimate(alone).shares.tolist()
    assert [choice.name for choice in found.result.choices] == ids
    assert found.result.found.n == 156


def test_official_shares_are_those_of_the_protocols_with_their_base(region: Region) -> None:
    filled(region)
    shown = comparison(region, only(region))
    assert (shown.source, shown.basis, shown.stations, shown.provisional) == ("tallies", "preliminary", 30, True)
    assert sum(choice.votes for choice in shown.official) == shown.total
    assert [round(choice.official * shown.total) for choice in compared(region).result.choices] == [
        choice.votes for choice in shown.official
    ]


def test_margins_fixed_before_the_day_give_verdicts_and_later_ones_do_not(region: Region) -> None:
    filled(region)
    assert {choice.verdict.reason for choice in compared(region).result.choices} == {"no_margin"}
    region.clock = AFTER
    region.execute(MARGINS)
    assert {choice.verdict.reason for choice in compared(region).result.choices} == {"margin_late"}
    assert refusal(region, MARGINS) == "margins_locked"


def test_margins_in_time_stay_locked_after_the_close(region: Region) -> None:
    filled(region)
    region.execute(MARGINS)
    region.clock = AFTER
    assert refusal(region, FixMargins(margins={"8": MarginGiven("pp", 0.5)})) == "margins_locked"
    assert "no verdict" not in {choice.verdict.outcome for choice in compared(region).result.choices}


def test_an_exit_poll_is_the_analysts_until_the_close_the_supervisors_until_the_sign_off(region: Region) -> None:
    filled(region)
    people = {role: Person(role, (role,)) for role in ("analyst", "supervisor", "clerk")}

    def shown() -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for role, person in people.items():
            region.person = person
            one: Comparison = comparison(region, only(region))
            found[role] = (len(one.polls), one.hidden)
        return found

    assert shown() == {"analyst": (1, 0), "supervisor": (0, 1), "clerk": (0, 1)}
    region.person = people["supervisor"]
    assert refusal(region, ReleasePolls()) == "polls_embargo"
    region.clock = AFTER
    assert shown() == {"analyst": (1, 0), "supervisor": (1, 0), "clerk": (0, 1)}
    region.person = people["supervisor"]
    region.execute(ReleasePolls())
    assert shown() == {"analyst": (1, 0), "supervisor": (1, 0), "clerk": (1, 0)}


def test_a_published_result_stands_beside_the_own_protocols(region: Region) -> None:
    filled(region)
    with pytest.raises(ClerkError) as caught:
        comparison(region, only(region), source="published")
    assert caught.value.code == "result_not_stated"
    region.execute(StateResult(document="17/3", date="2011-04-05", votes={"8": 6000, "Candidate B": 900, "10": 600}))
    shown = comparison(region, only(region), source="published")
    assert (shown.total, shown.document, shown.date, shown.provisional) == (7500, "17/3", "2011-04-05", False)
    own = comparison(region, only(region))
    assert [choice.other for choice in shown.official] == [choice.votes for choice in own.official]
    assert [choice.other for choice in own.official] == [6000, 900, 600]


def test_a_published_poll_without_its_data_stays_hollow(region: Region) -> None:
    region.execute(AddPoll(name="Exit poll 3", published={"8": 98.2, "9": 0.54, "10": 0.49}))
    (hollow,) = comparison(region, only(region)).hollow
    assert (hollow.why, list(hollow.published.values())) == ("n_not_stated", [0.982, 0.0054, 0.0049])
    assert hollow.poll.missing[:3] == ("conducted_by", "ordered_by", "dates")


def test_a_station_without_ballots_and_without_a_protocol_leaves_the_poll_hollow(region: Region) -> None:
    filled(region)
    region.execute(FillPolledStation(poll="Exit poll 1", station="37", stratum="East", votes={"8": 20, "9": 1, "10": 2}))
    (hollow,) = comparison(region, only(region)).hollow
    assert (hollow.why, hollow.stations, hollow.ballots_missing) == ("ballots_missing", 5, 1)


def test_a_poll_that_did_not_ask_about_every_choice_answers_another_question(region: Region) -> None:
    region.execute(EXIT)
    region.execute(MARGINS)
    for station, stratum, ballots, _, votes in STATIONS:
        asked = {"8": votes["8"], "9": votes["9"]}
        region.execute(FillPolledStation(poll="Exit poll 1", station=station, stratum=stratum, votes=asked, ballots=ballots))
    assert {choice.verdict.reason for choice in compared(region).result.choices} == {"not_the_same_question"}


def test_a_station_stands_beside_its_own_protocol(region: Region) -> None:
    filled(region)
    first = station_lines(region, only(region), compared(region).record)[0]
    assert (first["station"], first["stratum"], first["interviews"]) == ("2", "West", 40)
    assert list(first["official"].values()) == [345, 43, 44]


def test_a_wave_says_bounds_and_a_forecast(region: Region) -> None:
    region.execute(
        AddPoll(name="Phone", kind="phone", controls={"sex": {"m": 0.48, "f": 0.52}}, coefficients=(0.98, 0.6, 0.5, 0.0))
    )
    groups = (GroupGiven((80, 5, 10, 5), {"sex": "m"}), GroupGiven((70, 10, 10, 10), {"sex": "f"}))
    region.execute(FillWave(poll="Phone", number=1, groups=groups))
    (survey,) = surveys(region, only(region))
    (wave,) = survey.waves
    assert (wave.n, wave.answers, wave.weighted) == (200, (150, 15, 20, 15), True)
    assert wave.shares == pytest.approx((0.48 * 0.8 + 0.52 * 0.7, 0.48 * 0.05 + 0.52 * 0.1, 0.1, 0.48 * 0.05 + 0.52 * 0.1))
    assert wave.turnout is not None
    assert wave.turnout.upper == pytest.approx(sum(wave.shares[:3]))
    assert wave.verdict is not None
    assert (wave.verdict.outcome, wave.verdict.reason) == ("no verdict", "no_margin")


def test_a_withdrawn_poll_takes_its_stations_along(region: Region) -> None:
    filled(region)
    region.execute(WithdrawPolledStation(poll="Exit poll 1", station="21", reason="not drawn"))
    assert len(region.columns.records.bodies["polled-station"]) == 3
    region.execute(WithdrawPoll(poll="Exit poll 1", reason="another region"))
    assert (region.columns.records.bodies["poll"], region.columns.records.bodies["polled-station"]) == ({}, {})


def test_a_change_keeps_what_is_not_named(region: Region) -> None:
    filled(region)
    region.execute(ChangePoll(poll="Exit poll 1", method="at the door"))
    poll = compared(region).poll
    assert (poll.method, poll.question, poll.interviews) == ("at the door", "For whom?", 160)
    assert refusal(region, ChangePoll(poll="Exit poll 1", strata=(StratumGiven("West", 10),))) == "poll_stratum_unknown"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AddPoll(name=" "), "poll_name_wanted"),
        (AddPoll(name="exit POLL 1"), "poll_exists"),
        (AddPoll(name="2", kind="guess"), "poll_word_unknown"),
        (AddPoll(name="2", design="cluster"), "poll_word_unknown"),
        (AddPoll(name="2", strata=(StratumGiven("A", 3), StratumGiven("A", 4))), "poll_strata_names"),
        (AddPoll(name="2", strata=(StratumGiven("A", 0),)), "not_a_count"),
        (AddPoll(name="2", published={"8": 98.0, "9": 13.0}), "official_sum"),
        (AddPoll(name="2", published={"8": 198.0}), "published_share_wrong"),
        (AddPoll(name="2", published={"Nobody": 1.0}), "choice_unknown"),
        (AddPoll(name="2", past_error=2.0), "survey_share_wrong"),
        (AddPoll(name="2", coefficients=(1.0,)), "survey_answers_wrong"),
        (ChangePoll(poll="None"), "poll_unknown"),
        (FillPolledStation(poll="Exit poll 1", station="777", stratum="West", votes={"8": 1}), "station_unknown"),
        (FillPolledStation(poll="Exit poll 1", station="11", stratum="South", votes={"8": 1}), "poll_stratum_unknown"),
        (
            FillPolledStation(poll="Exit poll 1", station="11", stratum="West", votes={"8": 5}, interviews=4),
            "poll_votes_above_interviews",
        ),
        (
            FillPolledStation(poll="Exit poll 1", station="11", stratum="West", votes={"8": 5}, ballots=4),
            "poll_interviews_above_ballots",
        ),
        (
            FillPolledStation(poll="Exit poll 1", station="11", stratum="West", votes={"8": 5}, approached=4),
            "poll_interviews_above_approached",
        ),
        (
            FillPolledStation(poll="Exit poll 1", station="11", stratum="West", votes={"8": 5, "Candidate A": 1}),
            "poll_choice_twice",
        ),
        (FillPolledStation(poll="Exit poll 1", station="11", stratum="West", votes={"8": -5}), "not_a_count"),
        (WithdrawPolledStation(poll="Exit poll 1", station="11", reason="no"), "poll_station_unknown"),
        (WithdrawPoll(poll="Exit poll 1", reason=" "), "reason_wanted"),
        (FillWave(poll="Exit poll 1", number=1, groups=(GroupGiven((1, 2, 3, 4)),)), "poll_not_a_survey"),
        (FixMargins(margins={"8": MarginGiven("pp", 0.0)}), "margin_wrong"),
        (FixMargins(margins={"8": MarginGiven("odds", 1.0)}), "margin_wrong"),
        (FixMargins(margins={"8": MarginGiven("times", 2.0)}), "poll_word_unknown"),
        (StateResult(document="17", date="tomorrow", votes={"8": 1, "9": 1, "10": 1}), "time_unreadable"),
        (StateResult(document="", date="2011-04-05", votes={"8": 1, "9": 1, "10": 1}), "reason_wanted"),
        (StateResult(document="17", date="2011-04-05", votes={"8": 1, "9": 1}), "result_lacks_choices"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_refused_and_changes_nothing(region: Region, command: Command, code: str) -> None:
    filled(region)
    assert refusal(region, command) == code
