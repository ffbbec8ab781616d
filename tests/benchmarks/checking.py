"""The checks: a form over a whole region against the same arithmetic written by hand, and one protocol at each key press."""

import numpy as np
import numpy.typing as npt

from electdesk.domain.forms import Ballot, FormChecks, NamedChoice, compile_checks, load_from_shelf
from electdesk.services.draft_checks import draft_findings, relation_findings
from tests.benchmarks.measure import Line, Run, seconds, side_by_side
from tests.benchmarks.regions import CHOICES, Figures, protocols


def lines(run: Run) -> list[Line]:
    """All protocols at once, then one of them in the largest region."""
    return [_whole(run), *_key(run)]


def _whole(run: Run) -> Line:
    form = load_from_shelf("ru-president-2018")
    ballot: Ballot = form.number_choices([NamedChoice(f"c{n}", f"Candidate {n}") for n in range(CHOICES)])
    checks: FormChecks = compile_checks(form, ballot)
    figures = protocols(run.large)
    ours = {code: result.count() for code, result in checks.check_columns(figures).items() if result.count()}
    theirs = {code: int(broken.sum()) for code, broken in by_hand(figures).items() if broken.any()}
    assert ours == theirs, (ours, theirs)
    figure, least = side_by_side(lambda: checks.check_columns(figures), lambda: by_hand(figures), run.times(15))
    line = Line(f"check {run.large:,} protocols against a form", figure, least, "the same arithmetic by hand in numpy", 3.0)
    return run.why(
        line, lambda: checks.check_columns(figures), "both sides of every relation are kept for the findings, blanks are looked for"
    )


def by_hand(figures: Figures) -> dict[str, npt.NDArray[np.bool_]]:
    """The nine relations of the form and the blanks, as somebody would write them for this form alone."""
    line = [figures[:, place] for place in range(12)]
    registered, received, early, inside, outside, cancelled, mobile, stationary, invalid, valid, lost, unaccounted = line
    issued = early + inside + outside
    found = mobile + stationary
    return {
        "BLANK": (figures == -1).any(axis=1),
        "R1": registered < issued,
        "R2": received != issued + cancelled + lost - unaccounted,
        "R3": found != invalid + valid,
        "R4": valid != figures[:, 12:].sum(axis=1),
        "S1": found > issued,
        "S2": mobile > early + outside,
        "S3": stationary > early + inside,
        "S4": issued - found > 5,
        "S5": issued >= registered,
    }


def _key(run: Run) -> list[Line]:
    region = run.region(run.large)
    (columns,) = region.columns.contests.values()
    row = len(columns.register) // 2
    figures = columns.figures[row].tolist()
    columns.refresh()

    def pressed() -> None:
        relation_findings(columns, row, figures)
        columns.checks.relation_states(figures, {})

    def finished() -> None:
        draft_findings(columns, row, figures)

    press = Line(f"key press to findings, {run.large:,} stations (checks alone)", seconds(pressed, run.times(200)), goal=0.016)
    finish = Line(f"last key: checks against the region too, {run.large:,}", seconds(finished, run.times(200)), goal=0.016)
    return [run.why(press, pressed), run.why(finish, finished)]
