"""Finding polls, choices and the close of the polls: asked by commands, imports and queries alike."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT
from electdesk.domain.records.names import in_language
from electdesk.domain.records.poll import Poll
from electdesk.domain.records.polled_station import PolledStation
from electdesk.domain.records.published_result import PublishedResult

if TYPE_CHECKING:
    from electdesk.services.region import Region


def find_poll(region: "Region", name: str) -> tuple[str, Poll]:
    """A poll by record id or name. Raises ClerkError("poll_unknown")."""
    polls: Mapping[str, Poll] = region.columns.records.bodies["poll"]
    if name in polls:
        return name, polls[name]
    found = [(record, poll) for record, poll in polls.items() if poll.name.casefold() == name.strip().casefold()]
    if not found:
        raise ClerkError("poll_unknown", poll=name, known=", ".join(poll.name for poll in polls.values()))
    return found[0]


def stations_of(region: "Region", poll: str) -> dict[str, PolledStation]:
    """The polled stations of a poll (record id), by their own record ids."""
    return {record: body for record, body in region.columns.records.bodies["polled-station"].items() if body.poll == poll}


def published_of(region: "Region", contest: str) -> tuple[str, PublishedResult] | None:
    """The record id and the result from above of a contest (record id), None where there is none."""
    found = region.columns.records.bodies["published-result"].items()
    return next(((record, body) for record, body in found if body.contest == contest), None)


def polls_close(region: "Region") -> str | None:
    """When the polls close, UTC as commits write it; None where the set-up names no day. Without hours the day ends at midnight."""
    set_up = region.columns.set_up
    if not set_up.day:
        return None
    moment = datetime.datetime.fromisoformat(f"{set_up.day}T{set_up.closes or '00:00'}:00")
    if not set_up.closes:
        moment += datetime.timedelta(days=1)
    return (moment - datetime.timedelta(minutes=set_up.utc_offset)).strftime("%Y-%m-%dT%H:%M:%SZ")


def choice_id(contest: ContestColumns, name: str) -> str:
    """A choice of a contest's ballot by id, line number or name in any language. Raises ClerkError("choice_unknown")."""
    for choice in contest.ballot:
        record = contest.choices.get(choice.id)
        fixed = contest.form.fixed_choice(choice.id)
        names = record.name.values() if record is not None else fixed.label.values() if fixed is not None else ()
        if name in (choice.id, choice.number) or name.strip().casefold() in (each.casefold() for each in names):
            return str(choice.id)
    raise ClerkError("choice_unknown", choice=name, known=[choice.number for choice in contest.ballot])


def choice_name(contest: ContestColumns, record: str, language: str) -> str:
    """A choice as people read it."""
    if record in contest.choices:
        return in_language(contest.choices[record].name, language)
    fixed = contest.form.fixed_choice(record)
    return in_language(fixed.label, language) if fixed is not None else record


def votes_by_choice(contest: ContestColumns, votes: Mapping[str, int]) -> dict[str, int]:
    """Counts by the choice's id, in the order of the ballot. Raises ClerkError: choice_unknown, poll_choice_twice, not_a_count."""
    found: dict[str, int] = {}
    for name, count in votes.items():
        record = choice_id(contest, name)
        if record in found:
            raise ClerkError("poll_choice_twice", choice=name)
        found[record] = count_of(count, name)
    return {choice.id: found[choice.id] for choice in contest.ballot if choice.id in found}


def refuse_contradiction(number: str, body: PolledStation) -> None:
    """Raises ClerkError where the figures of a polled station contradict each other (codes of ``analysis.sample``)."""
    for code, more, less in (
        ("poll_votes_above_interviews", sum(body.votes.values()), body.interviews),
        ("poll_interviews_above_ballots", body.interviews, body.ballots),
        ("poll_interviews_above_approached", body.interviews, body.approached),
    ):
        if less != BLANK and more > less:
            raise ClerkError(code, station=number, more=more, less=less)


def count_of(count: int | None, line: str, default: int = BLANK) -> int:
    """A count that a command gives; None is ``default``. Raises ClerkError("not_a_count")."""
    if count is None:
        return default
    if not 0 <= count <= LARGEST_COUNT:
        raise ClerkError("not_a_count", line=line, value=count, reason="negative" if count < 0 else "too_large")
    return count
