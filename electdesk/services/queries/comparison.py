"""Polls of a contest held against the official result: the own protocols in a named basis, or what a higher commission published.

Polls are seen by the analyst always, by the supervisor after the close of the polls, by everybody else after the sign-off.
"""

from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
import numpy as np

from electdesk.analysis.sample import PolledStation as SampledStation
from electdesk.analysis.sample import Sample, Stratum, sample_of
from electdesk.analysis.verdict import Margin
from electdesk.columns import Basis, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.forms.form import BallotChoice
from electdesk.domain.records.margins import MILLION, Margins, margins_record
from electdesk.domain.records.poll import EXIT, Poll
from electdesk.domain.records.polled_station import PolledStation
from electdesk.domain.states import State
from electdesk.services.polls.comparing import ComparedPoll, compare_poll
from electdesk.services.polls.lookup import polls_close, published_of, stations_of
from electdesk.services.queries.totals import area_unit, station_unit
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

Source = Literal["tallies", "published"]

_COUNTED: Final = frozenset({State.SETTLED, State.FINAL})
KIND_NAMES: Final = {EXIT: "exit poll", "phone": "phone survey", "face": "survey face to face"}
"""Kinds of poll as JSON and workbooks name them."""


class OfficialChoice(msgspec.Struct, frozen=True):
    """A choice of the official result: votes, and those of the other source where both exist (None = there is no other)."""

    id: str
    number: str
    votes: int
    other: int | None


class Hollow(msgspec.Struct, frozen=True):
    """A poll that is shown without interval and verdict, and why: n_not_stated, ballots_missing, no_stations, contested, no_official.

    ``published``: choice id → share (0 to 1) as published, ``ballots_missing`` at how many of its ``stations`` the ballots issued are unknown.
    """

    record: str
    poll: Poll
    why: str
    published: dict[str, float]
    stations: int = 0
    ballots_missing: int = 0


class Compared(msgspec.Struct, frozen=True):
    """A poll with its estimates. ``from_tallies``: at so many stations the ballots issued come from the protocol."""

    record: str
    poll: Poll
    result: ComparedPoll
    from_tallies: int


class Comparison(msgspec.Struct, frozen=True):
    """A contest's polls against its official result. ``total``: votes that the shares are of; ``reported`` of ``stations`` in the basis.

    ``document`` and ``date`` of a published result. ``fixed_at``: when the margins were fixed (UTC), "" = not; ``late``: after the close.
    ``hidden``: so many polls may not be seen yet by the person at work.
    """

    contest: str
    source: Source
    basis: Basis
    stations: int
    reported: int
    total: int
    official: tuple[OfficialChoice, ...]
    document: str
    date: str
    polls: tuple[Compared, ...]
    hollow: tuple[Hollow, ...]
    margins: dict[str, Margin]
    fixed_at: str
    late: bool
    hidden: int

    @property
    def provisional(self) -> bool:
        """Whether stations are missing from the official result."""
        return self.source == "tallies" and self.reported < self.stations


def comparison(region: "Region", columns: ContestColumns, basis: Basis = "preliminary", source: Source = "tallies") -> Comparison:
    """Compare all polls of a contest. ``source`` "published" needs a result from above. Raises ClerkError("result_not_stated")."""
    refuse_read(region.person, "polls")
    unit = area_unit(region, columns, basis)
    own = {choice.id: choice.votes for choice in unit.choices}
    stated = published_of(region, columns.record)
    if source == "published" and stated is None:
        raise ClerkError("result_not_stated")
    above = dict(stated[1].votes) if stated is not None else None
    votes = above if source == "published" and above is not None else own
    other = own if source == "published" else above
    official = tuple(
        OfficialChoice(choice.id, choice.number, max(votes.get(choice.id, 0), 0), other.get(choice.id) if other else None)
        for choice in asked_of(columns)
    )
    total = sum(choice.votes for choice in official)
    shares = {choice.id: choice.votes / total for choice in official} if total else {}
    margins, fixed_at = margins_of(region, columns)
    close = polls_close(region)
    late = bool(fixed_at) and close is not None and fixed_at >= close
    compared: list[Compared] = []
    hollow: list[Hollow] = []
    hidden = 0
    for record, poll in region.columns.records.bodies["poll"].items():
        if poll.contest != columns.record:
            continue
        if not may_see_poll(region, poll):
            hidden += 1
            continue
        made = _made(region, columns, record, poll, shares, margins, "margin_late" if late else "")
        if isinstance(made, Compared):
            compared.append(made)
        else:
            hollow.append(made)
    return Comparison(
        contest=columns.record,
        source=source,
        basis=basis,
        stations=unit.stations,
        reported=unit.reported,
        total=total,
        official=official,
        document=stated[1].document if stated is not None else "",
        date=stated[1].date if stated is not None else "",
        polls=tuple(compared),
        hollow=tuple(hollow),
        margins=margins,
        fixed_at=fixed_at,
        late=late,
        hidden=hidden,
    )


def asked_of(columns: ContestColumns) -> list[BallotChoice]:
    """The choices that a poll asks about: of lists with candidates the lists alone."""
    return [choice for choice in columns.ballot if choice.kind != "candidate"]


def may_see_poll(region: "Region", poll: Poll) -> bool:
    """Whether the person at work may see a poll now."""
    if region.person.is_one_of("analyst"):
        return True
    close = polls_close(region)
    if poll.kind == EXIT and close is not None and region.now_text() < close:
        return False
    if region.person.is_one_of("supervisor"):
        return True
    return any(release.contest == poll.contest for release in region.columns.records.bodies["polls-release"].values())


def margins_of(region: "Region", columns: ContestColumns) -> tuple[dict[str, Margin], str]:
    """The margins of a contest by choice (and "turnout"), and when they were fixed (UTC); two offices that fixed different ones have none."""
    record = margins_record(columns.record)
    body: Margins | None = region.columns.records.bodies["margins"].get(record)
    if body is None:
        return {}, ""
    at = region.store.commit_of(max(region.columns.records.heads[record])).commit.at
    rules = {
        name: Margin("pp" if rule.kind == "pp" else "odds", rule.value / MILLION, rule.fallback_odds / MILLION)
        for name, rule in body.rules.items()
    }
    return rules, at


def _made(
    region: "Region",
    columns: ContestColumns,
    record: str,
    poll: Poll,
    shares: dict[str, float],
    margins: dict[str, Margin],
    refusal: str,
) -> Compared | Hollow:
    published = {choice: share / 10_000 for choice, share in poll.published.items()}
    if poll.kind != EXIT:
        return Hollow(record, poll, "survey" if not published else "n_not_stated", published)
    polled = stations_of(region, record)
    if not polled:
        return Hollow(record, poll, "n_not_stated" if published else "no_stations", published)
    contested = region.columns.records.in_conflict & set(polled)
    if contested or len({body.station for body in polled.values()}) < len(polled):
        return Hollow(record, poll, "contested", published, len(polled))
    sampled, from_tallies, missing = _sampled(region, columns, poll, polled)
    if missing:
        return Hollow(record, poll, "ballots_missing", published, len(polled), missing)
    asked = {choice for body in polled.values() for choice in body.votes}
    choices = [choice.id for choice in asked_of(columns) if choice.id in asked]
    if len(choices) < len(asked_of(columns)):
        refusal = refusal or "not_the_same_question"
    if not shares or sum(shares[choice] for choice in choices) <= 0:
        return Hollow(record, poll, "no_official", published, len(polled))
    sample = _sample(poll, choices, sampled)
    own = {choice: shares[choice] for choice in choices}
    result = compare_poll(poll.name, sample, own, margins, refusal)
    return Compared(record, poll, result, from_tallies)


def _sample(poll: Poll, choices: list[str], sampled: list[tuple[PolledStation, str, int, int]]) -> Sample:
    places = {stratum.name: place for place, stratum in enumerate(poll.strata)}
    return sample_of(
        choices,
        [Stratum(stratum.name, stratum.stations, max(stratum.voters, 0)) for stratum in poll.strata],
        [
            SampledStation(
                name=number,
                stratum=places[body.stratum],
                ballots=ballots,
                approached=None if body.approached == BLANK else body.approached,
                interviews=body.interviews,
                votes=tuple(body.votes.get(choice, 0) for choice in choices),
                voters=voters,
            )
            for body, number, ballots, voters in sampled
        ],
        "pps" if poll.design == "pps" else "ratio",
    )


def _sampled(
    region: "Region", columns: ContestColumns, poll: Poll, polled: dict[str, PolledStation]
) -> tuple[list[tuple[PolledStation, str, int, int]], int, int]:
    """(station, number, ballots issued, voters) of each; how many ballots come from protocols; of how many stations they are unknown."""
    register = region.columns.register
    found: list[tuple[PolledStation, str, int, int]] = []
    from_tallies = missing = 0
    for body in sorted(polled.values(), key=lambda each: register.row_of.get(each.station, -1)):
        row = register.row_of.get(body.station, -1)
        number = register.stations[row].number if row >= 0 else body.station
        ballots = body.ballots
        if row >= 0 and columns.state[row] in _COUNTED:
            issued = station_unit(region, columns, row, "settled").issued.count
            if issued > 0:
                ballots, from_tallies = issued, from_tallies + 1
        if ballots == BLANK:
            missing += 1
            continue
        voters = body.voters if body.voters != BLANK else register.stations[row].voters if row >= 0 else 0
        found.append((body, number, ballots, max(voters, 0)))
    return found, from_tallies, missing


def station_lines(region: "Region", columns: ContestColumns, poll_id: str) -> list[dict[str, Any]]:
    """A poll station by station beside the same station's protocol: number, interviews and votes by choice, None where not settled.

    Nothing of a poll that the person may not see yet.
    """
    from electdesk.analysis.deviations import same_station

    if not may_see_poll(region, region.columns.records.bodies["poll"][poll_id]):
        return []
    register = region.columns.register
    ids = [choice.id for choice in asked_of(columns)]
    region_votes = {choice.id: choice.votes for choice in area_unit(region, columns, "settled").choices}
    order = np.argsort([-region_votes.get(each, 0) for each in ids], kind="stable")
    lines = []
    for body in stations_of(region, poll_id).values():
        row = register.row_of.get(body.station, -1)
        votes = None
        if row >= 0 and columns.state[row] in _COUNTED:
            votes = {choice.id: choice.votes for choice in station_unit(region, columns, row, "settled").choices}
        both = None
        if votes is not None and len(ids) > 1:
            both = same_station(
                [body.votes.get(each, 0) for each in ids],
                [max(votes.get(each, 0), 0) for each in ids],
                int(order[0]),
                int(order[1]),
            )
        lines.append(
            {
                "station": register.stations[row].number if row >= 0 else body.station,
                "stratum": body.stratum,
                "interviews": body.interviews,
                "poll": body.votes,
                "official": votes,
                "margin_difference": both.margin_difference if both else None,
                "log_ratio": both.log_ratio if both else None,
            }
        )
    return lines
