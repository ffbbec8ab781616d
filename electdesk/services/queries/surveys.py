"""Surveys of turnout: each wave weighted to known shares, its bounds and forecast, and the waves together."""

from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from electdesk.analysis.estimates import Estimate
from electdesk.analysis.intervals import poll_intervals
from electdesk.analysis.surveys import (
    TURNOUT_ANSWERS,
    Homogeneity,
    TurnoutOfWave,
    homogeneity,
    rake,
    survey_estimate,
    turnout_of_wave,
)
from electdesk.analysis.verdict import Ends, Verdict, judge
from electdesk.columns import Basis, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.records.margins import MILLION, TURNOUT
from electdesk.domain.records.poll import EXIT, Poll
from electdesk.domain.records.wave import Wave
from electdesk.services.polls.lookup import polls_close
from electdesk.services.queries.comparison import margins_of, may_see_poll
from electdesk.services.queries.totals import Ratio, area_unit
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

DEFAULT_COEFFICIENTS: Final = (0.98, 0.0, 0.5, 0.0)
"""The part of each group that voted in earlier elections, where a survey does not say: an assumption, shown beside the forecast."""


class WaveResult(msgspec.Struct, frozen=True):
    """A wave with its answers (counts), weighted shares (0 to 1) with 95 % intervals, and what it says of turnout.

    ``turnout`` None where the wave has fewer than two answers. ``weighted``: whether shares of the population were given. ``problem``: code
    and parameters of why the weighting could not be done, None where it was.
    """

    record: str
    number: int
    days_before: int
    n: int
    answers: tuple[int, ...]
    shares: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    kish: float
    weight_low: float
    weight_high: float
    weighted: bool
    turnout: TurnoutOfWave | None
    verdict: Verdict | None
    problem: tuple[str, dict[str, str]] | None = None


class SurveyResult(msgspec.Struct, frozen=True):
    """A survey: waves in their order, whether they say the same, and the turnout of the official result with its base (None: not known yet)."""

    record: str
    poll: Poll
    waves: tuple[WaveResult, ...]
    together: Homogeneity | None
    coefficients: tuple[float, ...]
    official: Ratio | None
    stations: int
    reported: int


def surveys(region: "Region", columns: ContestColumns, basis: Basis = "preliminary") -> tuple[SurveyResult, ...]:
    """All surveys of a contest that the person at work may see."""
    refuse_read(region.person, "polls")
    unit = area_unit(region, columns, basis)
    official = unit.issued if unit.reported and unit.issued.of > 0 else None
    rules, fixed_at = margins_of(region, columns)
    close = polls_close(region)
    late = bool(fixed_at) and close is not None and fixed_at >= close
    margin = rules.get(TURNOUT)
    found = []
    for record, poll in region.columns.records.bodies["poll"].items():
        if poll.contest != columns.record or poll.kind == EXIT or not may_see_poll(region, poll):
            continue
        coefficients = tuple(value / MILLION for value in poll.coefficients) or DEFAULT_COEFFICIENTS
        past = None if poll.past_error == BLANK else poll.past_error / MILLION
        waves = sorted(
            ((each, body) for each, body in region.columns.records.bodies["wave"].items() if body.poll == record),
            key=lambda item: item[1].number,
        )
        made = [_wave(each, body, poll, coefficients, past) for each, body in waves]
        results = []
        for wave in made:
            verdict = None
            if wave.turnout is not None and official is not None:
                ends = _ends(wave.turnout)
                refusal = "no_past_error" if past is None else "margin_late" if late else ""
                verdict = judge(official.count / official.of, ends, wave.n - 1, margin, refusal)
            results.append(msgspec.structs.replace(wave, verdict=verdict))
        forecasts = [wave.turnout for wave in made if wave.turnout is not None]
        together = homogeneity(
            np.array([each.forecast for each in forecasts]), np.array([each.sampling_error**2 for each in forecasts])
        )
        found.append(SurveyResult(record, poll, tuple(results), together, coefficients, official, unit.stations, unit.reported))
    return tuple(found)


def _ends(turnout: TurnoutOfWave) -> Ends:
    return Ends(turnout.low95, turnout.high95, turnout.low90, turnout.high90, turnout.low95, turnout.high95)


def _wave(record: str, wave: Wave, poll: Poll, coefficients: tuple[float, ...], past: float | None) -> WaveResult:
    answers = np.array([group.answers for group in wave.groups], np.int64).reshape(-1, len(TURNOUT_ANSWERS))
    counts = answers.sum(axis=1)
    weights, problem = np.ones(len(answers)), None
    if poll.controls:
        groups = {variable: [group.group.get(variable, "") for group in wave.groups] for variable in poll.controls}
        controls = {
            variable: {name: share / MILLION for name, share in shares.items()} for variable, shares in poll.controls.items()
        }
        try:
            weights = rake(groups, counts, controls)
        except ClerkError as error:
            problem = (error.code, {name: str(value) for name, value in error.params.items()})
    n = int(counts.sum())
    found: Estimate | None = survey_estimate(answers, weights) if n > 1 else None
    ends = poll_intervals(found, 0.95, of_stations=False) if found is not None else None
    return WaveResult(
        record=record,
        number=wave.number,
        days_before=wave.days_before,
        n=n,
        answers=tuple(int(each) for each in answers.sum(axis=0)),
        shares=tuple(found.shares.tolist()) if found is not None else (),
        low=tuple(ends[0].tolist()) if ends is not None else (),
        high=tuple(ends[1].tolist()) if ends is not None else (),
        kish=found.kish if found is not None else 1.0,
        weight_low=float(weights.min()),
        weight_high=float(weights.max()),
        weighted=bool(poll.controls) and problem is None,
        turnout=turnout_of_wave(found, coefficients, past) if found is not None and problem is None else None,
        verdict=None,
        problem=problem,
    )
