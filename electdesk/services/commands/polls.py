"""Polls: described, filled station by station, their margins fixed, the result from above stated, and shown to everybody by a sign-off."""

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT
from electdesk.domain.records.margins import MARGIN_KINDS, MILLION, TURNOUT, MarginRule, Margins, margins_record
from electdesk.domain.records.poll import DESIGNS, EXIT, POLL_KINDS, Poll, PollStratum
from electdesk.domain.records.polled_station import PolledStation
from electdesk.domain.records.polls_release import PollsRelease
from electdesk.domain.records.published_result import PublishedResult
from electdesk.domain.records.wave import Wave, WaveGroup
from electdesk.services.commands.base import Command, find_contest, find_station, handles, wanted
from electdesk.services.polls.lookup import (
    choice_id,
    count_of,
    find_poll,
    polls_close,
    published_of,
    refuse_contradiction,
    stations_of,
    votes_by_choice,
)
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.services.region import Region

ANSWERS: Final = 4
"""Certain, probable, undecided, no."""
WHOLE: Final = 10_000
"""100 % in hundredths of a percent."""
PUBLISHED_TOLERANCE: Final = 50
"""Published shares may miss 100 % by rounding alone: half a percent."""


class StratumGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stratum of a poll: its name, the stations that it has, and its voters where stations were drawn in proportion to them."""

    name: str
    stations: int
    voters: int = BLANK


class MarginGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A margin: ``kind`` pp (``value`` is a share: 0.02 is two points) or odds (``value`` is a factor above 1)."""

    kind: str
    value: float
    fallback_odds: float = 2.0


class GroupGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers of one group of respondents: certain, probable, undecided, no."""

    answers: tuple[int, ...]
    group: dict[str, str] = {}


class AddPoll(Command, frozen=True):
    """Describe a poll. ``kind``: exit, phone or face; ``design``: ratio (equal chances) or pps (in proportion to voters).

    The passport: conducted_by, ordered_by, dates, method, territory, question, interviews, published_error, refusals, notice, contact; what
    is not stated stays empty (null). ``published``: choice (its line, id or name) → percent as published, for a poll without its data.
    ``controls``: variable → category → share, ``coefficients`` and ``past_error``: see the survey page; shares from 0 to 1.
    """

    name: str
    kind: str = EXIT
    contest: str = ""
    design: str = "ratio"
    strata: tuple[StratumGiven, ...] = ()
    conducted_by: str = ""
    ordered_by: str = ""
    dates: str = ""
    method: str = ""
    territory: str = ""
    question: str = ""
    interviews: int | None = None
    published_error: str = ""
    refusals: int | None = None
    notice: str = ""
    contact: str = ""
    published: dict[str, float] = {}
    controls: dict[str, dict[str, float]] = {}
    coefficients: tuple[float, ...] = ()
    past_error: float | None = None


class ChangePoll(Command, frozen=True):
    """Change what is said of a poll (name or record id). Fields left out stay as they are; ``interviews`` and ``refusals`` -1: not stated."""

    poll: str
    reason: str = ""
    name: str | None = None
    design: str | None = None
    strata: tuple[StratumGiven, ...] | None = None
    conducted_by: str | None = None
    ordered_by: str | None = None
    dates: str | None = None
    method: str | None = None
    territory: str | None = None
    question: str | None = None
    interviews: int | None = None
    published_error: str | None = None
    refusals: int | None = None
    notice: str | None = None
    contact: str | None = None
    published: dict[str, float] | None = None
    controls: dict[str, dict[str, float]] | None = None
    coefficients: tuple[float, ...] | None = None
    past_error: float | None = None


class WithdrawPoll(Command, frozen=True):
    """Take a poll with its stations and waves out of use."""

    poll: str
    reason: str


class FillPolledStation(Command, frozen=True):
    """What a poll brought home from one station; for a station that was filled before, its new state. ``votes``: choice → interviews.

    ``ballots`` null: those of the station's protocol; ``approached`` null: not stated; ``interviews`` null: the sum of the votes.
    """

    poll: str
    station: str
    stratum: str
    votes: dict[str, int]
    interviews: int | None = None
    approached: int | None = None
    ballots: int | None = None
    voters: int | None = None
    reason: str = ""


class WithdrawPolledStation(Command, frozen=True):
    """A station was not part of the poll."""

    poll: str
    station: str
    reason: str


class FillWave(Command, frozen=True):
    """The answers of a wave of a survey; for a wave that was filled before, its new state."""

    poll: str
    number: int
    groups: tuple[GroupGiven, ...]
    days_before: int = 0
    reason: str = ""


class FixMargins(Command, frozen=True):
    """Fix how far polls of a contest may lie from the official result. ``margins``: choice, or "turnout" → margin; they replace those before.

    Locked when the polls have closed: what was fixed before stays, and what is fixed later leads to no verdict.
    """

    margins: dict[str, MarginGiven]
    contest: str = ""
    reason: str = ""


class StateResult(Command, frozen=True):
    """A result that a higher commission published: document, date, votes by choice, voters and ballots issued where they are stated."""

    document: str
    date: str
    votes: dict[str, int]
    contest: str = ""
    registered: int | None = None
    issued: int | None = None


class ReleasePolls(Command, frozen=True):
    """Sign off the comparison of a contest: from now on everybody who works with the file sees its polls."""

    contest: str = ""


@handles(AddPoll)
def add_poll(region: "Region", command: AddPoll) -> ChangeSet:
    contest = find_contest(region, command.contest)
    if command.kind not in POLL_KINDS:
        raise ClerkError("poll_word_unknown", field="kind", value=command.kind, known=", ".join(POLL_KINDS))
    body = Poll(
        name=_name(region, command.name),
        kind=command.kind,
        contest=contest.record,
        **_described(contest, command, {}),
    )
    unit = region.unit("AddPoll")
    unit.put(body)
    return unit.commit()


@handles(ChangePoll)
def change_poll(region: "Region", command: ChangePoll) -> ChangeSet:
    record, before = find_poll(region, command.poll)
    given = _described(region.columns.contests[before.contest], command, {})
    if command.name is not None and command.name.strip() != before.name:
        given["name"] = _name(region, command.name)
    body = msgspec.structs.replace(before, **given)
    known = {stratum.name for stratum in body.strata}
    for station in stations_of(region, record).values():
        if station.stratum not in known:
            raise ClerkError("poll_stratum_unknown", stratum=station.stratum, known=", ".join(sorted(known)))
    unit = region.unit("ChangePoll", command.reason)
    unit.put(body, record)
    return unit.commit()


@handles(WithdrawPoll)
def withdraw_poll(region: "Region", command: WithdrawPoll) -> ChangeSet:
    record, _ = find_poll(region, command.poll)
    reason = wanted(command.reason, "withdrawal")
    bodies = region.columns.records.bodies
    unit = region.unit("WithdrawPoll", reason)
    for kind in ("polled-station", "wave"):
        for each, body in list(bodies[kind].items()):
            if body.poll == record:
                unit.withdraw(each, reason)
    unit.withdraw(record, reason)
    return unit.commit()


@handles(FillPolledStation)
def fill_polled_station(region: "Region", command: FillPolledStation) -> ChangeSet:
    record, poll = find_poll(region, command.poll)
    row = find_station(region, command.station)
    register = region.columns.register
    number = register.stations[row].number
    if not any(stratum.name == command.stratum for stratum in poll.strata):
        raise ClerkError("poll_stratum_unknown", stratum=command.stratum, known=", ".join(each.name for each in poll.strata))
    votes = votes_by_choice(region.columns.contests[poll.contest], command.votes)
    body = PolledStation(
        poll=record,
        station=register.ids[row],
        stratum=command.stratum,
        interviews=count_of(command.interviews, "interviews", sum(votes.values())),
        votes=votes,
        approached=count_of(command.approached, "approached"),
        ballots=count_of(command.ballots, "ballots"),
        voters=count_of(command.voters, "voters"),
    )
    refuse_contradiction(number, body)
    there = next((each for each, other in stations_of(region, record).items() if other.station == body.station), "")
    unit = region.unit("FillPolledStation", command.reason)
    unit.put(body, there)
    return unit.commit()


@handles(WithdrawPolledStation)
def withdraw_polled_station(region: "Region", command: WithdrawPolledStation) -> ChangeSet:
    record, _ = find_poll(region, command.poll)
    row = find_station(region, command.station)
    register = region.columns.register
    there = [each for each, body in stations_of(region, record).items() if body.station == register.ids[row]]
    if not there:
        raise ClerkError("poll_station_unknown", station=register.stations[row].number)
    reason = wanted(command.reason, "withdrawal")
    unit = region.unit("WithdrawPolledStation", reason)
    for each in there:
        unit.withdraw(each, reason)
    return unit.commit()


@handles(FillWave)
def fill_wave(region: "Region", command: FillWave) -> ChangeSet:
    record, poll = find_poll(region, command.poll)
    if poll.kind == EXIT:
        raise ClerkError("poll_not_a_survey", poll=poll.name)
    if command.number < 1 or not command.groups:
        raise ClerkError("survey_too_small")
    groups = []
    for given in command.groups:
        if len(given.answers) != ANSWERS:
            raise ClerkError("survey_answers_wrong", count=len(given.answers))
        groups.append(WaveGroup(answers=tuple(count_of(answer, "answers") for answer in given.answers), group=given.group))
    waves = region.columns.records.bodies["wave"]
    there = next((each for each, body in waves.items() if (body.poll, body.number) == (record, command.number)), "")
    unit = region.unit("FillWave", command.reason)
    unit.put(Wave(poll=record, number=command.number, groups=tuple(groups), days_before=command.days_before), there)
    return unit.commit()


@handles(FixMargins)
def fix_margins(region: "Region", command: FixMargins) -> ChangeSet:
    contest = find_contest(region, command.contest)
    record = margins_record(contest.record)
    known = region.columns.records.bodies["margins"].get(record)
    close = polls_close(region)
    if known is not None and close is not None and region.now_text() >= close:
        raise ClerkError("margins_locked")
    rules = {}
    for name, given in command.margins.items():
        key = TURNOUT if name == TURNOUT else choice_id(contest, name)
        rules[key] = _rule(name, given)
    unit = region.unit("FixMargins", command.reason)
    unit.put(Margins(contest=contest.record, rules=rules), record)
    return unit.commit()


@handles(StateResult)
def state_result(region: "Region", command: StateResult) -> ChangeSet:
    contest = find_contest(region, command.contest)
    try:
        datetime.date.fromisoformat(command.date)
    except ValueError as error:
        raise ClerkError("time_unreadable", time=command.date) from error
    votes = votes_by_choice(contest, command.votes)
    missing = [choice.number for choice in contest.ballot if choice.id not in votes]
    if missing:
        raise ClerkError("result_lacks_choices", choices=", ".join(missing))
    body = PublishedResult(
        contest=contest.record,
        document=wanted(command.document, "document"),
        date=command.date,
        votes=votes,
        registered=count_of(command.registered, "registered"),
        issued=count_of(command.issued, "issued"),
    )
    there = published_of(region, contest.record)
    unit = region.unit("StateResult")
    unit.put(body, there[0] if there else "")
    return unit.commit()


@handles(ReleasePolls)
def release_polls(region: "Region", command: ReleasePolls) -> ChangeSet:
    contest = find_contest(region, command.contest)
    close = polls_close(region)
    if close is not None and region.now_text() < close:
        raise ClerkError("polls_embargo", close=close)
    unit = region.unit("ReleasePolls")
    unit.put(PollsRelease(contest=contest.record, at=region.now_text(), by=region.person.name))
    return unit.commit()


# --- fields ------------------------------------------------------------------------------------------------------------------


def _name(region: "Region", text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise ClerkError("poll_name_wanted")
    if any(poll.name.casefold() == name.casefold() for poll in region.columns.records.bodies["poll"].values()):
        raise ClerkError("poll_exists", poll=name)
    return name


_TEXTS: Final = ("conducted_by", "ordered_by", "dates", "method", "territory", "question", "published_error", "notice", "contact")


def _described(contest: ContestColumns, command: AddPoll | ChangePoll, found: dict[str, Any]) -> dict[str, Any]:
    """The fields that a command gives, judged, as ``Poll`` keeps them."""
    for name in _TEXTS:
        if (text := getattr(command, name)) is not None:
            found[name] = " ".join(text.split())
    for name in ("interviews", "refusals"):
        if (count := getattr(command, name)) is not None:
            found[name] = BLANK if count == BLANK else count_of(count, name)
    if command.design is not None:
        if command.design not in DESIGNS:
            raise ClerkError("poll_word_unknown", field="design", value=command.design, known=", ".join(DESIGNS))
        found["design"] = command.design
    if command.strata is not None:
        found["strata"] = _strata(command.strata)
    if command.published is not None:
        found["published"] = _published(contest, command.published)
    if command.controls is not None:
        found["controls"] = {
            variable: {category: _part(share, category) for category, share in shares.items()}
            for variable, shares in command.controls.items()
        }
    if command.coefficients is not None:
        if command.coefficients and len(command.coefficients) != ANSWERS:
            raise ClerkError("survey_answers_wrong", count=len(command.coefficients))
        found["coefficients"] = tuple(_part(value, "coefficients") for value in command.coefficients)
    if command.past_error is not None:
        found["past_error"] = _part(command.past_error, "past_error")
    return found


def _strata(given: Iterable[StratumGiven]) -> tuple[PollStratum, ...]:
    found: dict[str, PollStratum] = {}
    for each in given:
        name = " ".join(each.name.split())
        if not name or name in found:
            raise ClerkError("poll_strata_names", stratum=each.name)
        if not 0 < each.stations <= LARGEST_COUNT:
            raise ClerkError("not_a_count", line=name, value=each.stations, reason="negative" if each.stations < 1 else "too_large")
        found[name] = PollStratum(name=name, stations=each.stations, voters=each.voters if each.voters > 0 else BLANK)
    return tuple(found.values())


def _published(contest: ContestColumns, given: Mapping[str, float]) -> dict[str, int]:
    found = {}
    for name, percent in given.items():
        if not 0 <= percent <= 100:
            raise ClerkError("published_share_wrong", choice=name, value=percent)
        found[choice_id(contest, name)] = round(percent * 100)
    total = sum(found.values())
    if found and total > WHOLE + PUBLISHED_TOLERANCE:
        raise ClerkError("official_sum", percent=total / 100)
    return found


def _part(value: float, name: str) -> int:
    """A share from 0 to 1 in millionths."""
    if not 0 <= value <= 1:
        raise ClerkError("survey_share_wrong", name=name, value=value)
    return round(value * MILLION)


def _rule(name: str, given: MarginGiven) -> MarginRule:
    value, fallback = round(given.value * MILLION), round(given.fallback_odds * MILLION)
    right = 0 < value < MILLION if given.kind == "pp" else value > MILLION
    if given.kind not in MARGIN_KINDS:
        raise ClerkError("poll_word_unknown", field="kind", value=given.kind, known=", ".join(MARGIN_KINDS))
    if not right or fallback <= MILLION:
        raise ClerkError("margin_wrong", choice=name, value=given.value)
    return MarginRule(kind=given.kind, value=value, fallback_odds=fallback)
