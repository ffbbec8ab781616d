"""One poll held against official shares: estimates, intervals, deviations and verdicts, as screen, document and script show them."""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from electdesk.analysis.deviations import Deviations, answering_ratio, deviations
from electdesk.analysis.estimates import Estimate, estimate
from electdesk.analysis.intervals import effects, is_short, n_star, poll_intervals
from electdesk.analysis.joint import Joint, holm, joint_test
from electdesk.analysis.sample import Sample
from electdesk.analysis.verdict import Ends, Margin, Outcome, Verdict, judge, judge_poll


class ComparedChoice(msgspec.Struct, frozen=True):
    """A choice in a poll (shares 0 to 1) and in the official result. ``ends`` None = no interval can be given.

    ``deff`` its own design effect, None at a share of 0 or 1; ``n_eff`` effective interviews, ``n_star`` those of the 95 % interval.
    """

    name: str
    estimate: float
    error: float | None
    deff: float | None
    deff_used: float | None
    n_eff: float | None
    n_star: float | None
    ends: Ends | None
    official: float
    verdict: Verdict
    holm_p: float | None
    log_odds: float | None
    answering_ratio: float | None


class ComparedPoll(msgspec.Struct, frozen=True):
    """A poll and what its comparison says. ``strata_together`` names the strata whose stations the variance compares with each other."""

    name: str
    kind: str
    found: Estimate
    choices: tuple[ComparedChoice, ...]
    outcome: Outcome
    deff_pooled: float
    joint: Joint | None
    measures: Deviations
    response_rate: float | None
    dropped: tuple[str, ...]
    strata_together: tuple[tuple[str, ...], ...]
    certain_strata: tuple[str, ...]
    notes: tuple[str, ...]
    """Codes: few_stations, strata_joined, stations_without_answers, margin_replaced, joint_pooled."""


def compare_poll(
    name: str, sample: Sample, official: Mapping[str, float], margins: Mapping[str, Margin], refusal: str = ""
) -> ComparedPoll:
    """Compare a poll at stations with official shares (0 to 1) by the choice's name. ``refusal``: see ``verdict.judge``."""
    found = estimate(sample)
    shares = np.array([official[choice] for choice in sample.choices], np.float64)
    used = effects(found)
    ends = _ends(found)
    stars = n_star(used.n_eff, found.n, found.df, 0.95) if found.df is not None else None
    measures = deviations(found.shares, shares)
    adjusted = holm(found, shares)
    own = found.design_effects
    choices = []
    for place, choice in enumerate(sample.choices):
        verdict = judge(float(shares[place]), ends[place] if ends else None, found.df, margins.get(choice), refusal)
        known = found.df is not None
        choices.append(
            ComparedChoice(
                name=choice,
                estimate=float(found.shares[place]),
                error=float(found.errors[place]) if known else None,
                deff=_number(own[place]) if known else None,
                deff_used=float(used.used[place]) if known else None,
                n_eff=float(used.n_eff[place]) if known else None,
                n_star=float(stars[place]) if stars is not None else None,
                ends=ends[place] if ends else None,
                official=float(shares[place]),
                verdict=verdict,
                holm_p=_number(adjusted[place]),
                log_odds=_number(measures.log_odds[place]),
                answering_ratio=answering_ratio(float(found.shares[place]), float(shares[place])),
            )
        )
    joint = joint_test(found, shares)
    together = tuple(tuple(sample.strata[place].name for place in group.strata) for group in found.groups if not group.certain)
    return ComparedPoll(
        name=name,
        kind="exit poll",
        found=found,
        choices=tuple(choices),
        outcome=judge_poll([choice.verdict for choice in choices]),
        deff_pooled=used.pooled,
        joint=joint,
        measures=measures,
        response_rate=sample.response_rate,
        dropped=sample.dropped,
        strata_together=together,
        certain_strata=tuple(sample.strata[group.strata[0]].name for group in found.groups if group.certain),
        notes=_notes(found, sample, choices, joint, together),
    )


def _ends(found: Estimate) -> list[Ends] | None:
    wide, narrow = poll_intervals(found, 0.95), poll_intervals(found, 0.90)
    for_all = poll_intervals(found, 1 - 0.05 / len(found.shares))
    if wide is None or narrow is None or for_all is None:
        return None
    columns = (*wide, *narrow, *for_all)
    return [Ends(*(float(column[place]) for column in columns)) for place in range(len(found.shares))]


def _notes(
    found: Estimate, sample: Sample, choices: list[ComparedChoice], joint: Joint | None, together: tuple[tuple[str, ...], ...]
) -> tuple[str, ...]:
    notes = {
        "few_stations": found.df is not None and is_short(found.stations, found.df),
        "strata_joined": any(len(group) > 1 for group in together),
        "stations_without_answers": bool(sample.dropped),
        "margin_replaced": any(choice.verdict.zone is not None and choice.verdict.zone.replaced for choice in choices),
        "joint_pooled": joint is not None and len(joint.cells) < len(choices),
    }
    return tuple(name for name, holds in notes.items() if holds)


def _number(value: float) -> float | None:
    """A number that JSON can say."""
    return float(value) if np.isfinite(value) else None


def comparison_json(polls: list[ComparedPoll]) -> dict[str, Any]:
    """The document of ``compare --json``: shares from 0 to 1, intervals at 95 and 90 %, null where there is no figure."""
    return {"polls": [poll_json(poll) for poll in polls]}


def poll_json(poll: ComparedPoll) -> dict[str, Any]:
    """One poll of that document."""
    found = poll.found
    return {
        "poll": poll.name,
        "kind": poll.kind,
        "n": found.n,
        "stations": found.stations,
        "df": found.df,
        "deff_pooled": poll.deff_pooled,
        "kish": found.kish,
        "response_rate": poll.response_rate,
        "verdict": poll.outcome,
        "choices": [_choice_json(choice) for choice in poll.choices],
        "joint": _joint_json(poll),
        "mean_deviation": poll.measures.mean,
        "lead_deviation": poll.measures.lead,
        "largest_deviation": poll.measures.largest,
        "b": poll.measures.b,
        "weighted_b": poll.measures.weighted_b,
        "variance_groups": [list(group) for group in poll.strata_together],
        "certainty_strata": list(poll.certain_strata),
        "without_answers": list(poll.dropped),
        "notes": list(poll.notes),
    }


def _joint_json(poll: ComparedPoll) -> dict[str, Any] | None:
    joint = poll.joint
    if joint is None:
        return None
    return {
        "X2": joint.chi_square,
        "eigenvalues": list(joint.eigenvalues),
        "delta_bar": joint.mean_effect,
        "F": joint.f,
        "df1": joint.df1,
        "df2": joint.df2,
        "p": joint.p,
        "cells": [[poll.choices[place].name for place in cell] for cell in joint.cells],
    }


def _choice_json(choice: ComparedChoice) -> dict[str, Any]:
    ends, verdict = choice.ends, choice.verdict
    zone = verdict.zone
    return {
        "name": choice.name,
        "estimate": choice.estimate,
        "se": choice.error,
        "deff": choice.deff,
        "deff_used": choice.deff_used,
        "n_eff": choice.n_eff,
        "n_star": choice.n_star,
        "low": ends.low95 if ends else None,
        "high": ends.high95 if ends else None,
        "low90": ends.low90 if ends else None,
        "high90": ends.high90 if ends else None,
        "official": choice.official,
        "deviation": choice.estimate - choice.official,
        "deviation_low": ends.low95 - choice.official if ends else None,
        "deviation_high": ends.high95 - choice.official if ends else None,
        "deviation_low90": ends.low90 - choice.official if ends else None,
        "deviation_high90": ends.high90 - choice.official if ends else None,
        "detected": verdict.detected,
        "verdict": verdict.outcome,
        "reason": verdict.reason,
        "zone": [zone.low, zone.high] if zone else None,
        "margin_kind": zone.kind if zone else None,
        "margin_replaced": zone.replaced if zone else False,
        "holm_p": choice.holm_p,
        "log_odds": choice.log_odds,
        "answering_ratio": choice.answering_ratio,
    }
