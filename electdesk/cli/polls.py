"""`compare`: polls held against the official result, with verdicts in three values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from electdesk.analysis.sample import DESIGNS, Design
from electdesk.cli.opened import reading
from electdesk.cli.output import print_json, table
from electdesk.cli.regions import JSON
from electdesk.cli.spoken import Spoken
from electdesk.columns import BASES, Basis
from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, format_count, format_decimal, format_percent, language, ntr, tr
from electdesk.services.commands.base import find_contest
from electdesk.services.polls.comparing import ComparedChoice, ComparedPoll, compare_poll, comparison_json
from electdesk.services.polls.lookup import choice_name
from electdesk.services.polls.reading import Official, read_official, read_poll, refuse_other_choices
from electdesk.services.queries.comparison import Source, comparison
from electdesk.services.queries.comparison_document import contest_comparison_json
from electdesk.workbooks.csv_reader import read_csv

OUTCOMES: Final[dict[str, str]] = {
    "consistent": N_("consistent within the margin"),
    "not consistent": N_("not consistent within the margin"),
    "inconclusive": N_("the poll does not allow to judge"),
    "no verdict": N_("no verdict"),
}
SEEN: Final[dict[str, str]] = {
    "consistent": N_("a difference is seen, within the margin"),
    "inconclusive": N_("a difference is seen; how it lies to the margin the poll does not tell"),
}
"""The same where the official share lies outside the 95 % interval."""
REASONS: Final[dict[str, str]] = {
    "n_not_stated": N_("the number of interviews is not stated"),
    "too_few_stations": N_("too few stations for an interval"),
    "not_the_same_question": N_("not the same question"),
    "no_margin": N_("no margin was fixed"),
    "margin_late": N_("the margin was fixed after the close of the polls"),
    "official_0_or_1": N_("the official share is 0 or 100 %"),
}
NOTES: Final[dict[str, str]] = {
    "few_stations": N_("Few stations: the interval may be too short."),
    "strata_joined": N_("Strata with one station were compared together with their neighbours."),
    "stations_without_answers": N_("Sampled stations without an answer were left out."),
    "margin_replaced": N_("A margin in points would have reached 0 or 100 % and was replaced by one of odds."),
    "joint_pooled": N_("Small choices were joined for the test of all choices."),
}
HOLLOW: Final[dict[str, str]] = {
    "n_not_stated": N_("shown as published, without an interval: the interviews are not stated"),
    "survey": N_("a survey of turnout; see its waves"),
    "no_stations": N_("no station has been filled in"),
    "contested": N_("two offices filled in different figures; settle them first"),
    "ballots_missing": N_("the ballots issued are not known at every polled station yet"),
    "no_official": N_("there is no official result yet"),
}
LIMIT: Final = N_("No interval covers that supporters of one choice answered more readily than others.")


@click.command(
    "compare",
    cls=Spoken,
    help=N_(
        "Hold polls against the official result. With FILE: every poll and survey of the region; without: tables of polled stations "
        "(CSV, one row a station) against official shares and margins (JSON). Exit code 1 where a poll is not consistent with the result."
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--poll", "polls", multiple=True, type=click.Path(path_type=Path), help=N_("A table of polled stations; several may be given.")
)
@click.option("--official", type=click.Path(path_type=Path), help=N_("The official shares and the margins, as JSON."))
@click.option(
    "--design",
    type=click.Choice(DESIGNS),
    default="ratio",
    help=N_("How stations were drawn: ratio (equal chances in a stratum) or pps (in proportion to voters)."),
)
@click.option("--contest", default="", help=N_("One contest only."))
@click.option("--basis", type=click.Choice(BASES), default="preliminary", help=N_("The basis of the own protocols."))
@click.option("--published", is_flag=True, help=N_("Hold the polls against the result that a higher commission published."))
@JSON
def compare(
    file: Path | None,
    polls: tuple[Path, ...],
    official: Path | None,
    design: Design,
    contest: str,
    basis: Basis,
    published: bool,
    as_json: bool,
) -> int:
    """Hold polls against the official result, of a region or of two files."""
    if file is not None:
        if polls or official is not None:
            raise ClerkError("compare_what")
        return _region(file, contest, basis, published=published, as_json=as_json)
    if not polls or official is None:
        raise ClerkError("compare_what")
    shares = _official(official)
    found = [_compared(path, shares, design) for path in polls]
    if as_json:
        print_json(comparison_json(found))
    else:
        for poll in found:
            _tell(poll)
    return 1 if any(poll.outcome == "not consistent" for poll in found) else 0


def _region(file: Path, contest: str, basis: Basis, *, published: bool, as_json: bool) -> int:
    with reading(file) as region:
        contests = [find_contest(region, contest)] if contest else list(region.columns.contests.values())
        source: Source = "published" if published else "tallies"
        if as_json:
            documents = [contest_comparison_json(region, each, basis, source, language()) for each in contests]
            print_json({"polls": [poll for document in documents for poll in document["polls"]], "contests": documents})
            return 1 if any(poll["verdict"] == "not consistent" for document in documents for poll in document["polls"]) else 0
        outcomes = []
        for each in contests:
            found = comparison(region, each, basis, source)
            named = {choice.id: choice_name(each, choice.id, language()) for choice in each.ballot}
            click.echo(
                tr(
                    "{contest}: official {votes} votes, {reported} of {stations} stations",
                    contest=each.contest.code,
                    votes=format_count(found.total),
                    reported=format_count(found.reported),
                    stations=format_count(found.stations),
                )
            )
            for compared in found.polls:
                _tell(compared.result, named)
                outcomes.append(compared.result.outcome)
            for hollow in found.hollow:
                click.echo(tr("{poll}: {why}", poll=hollow.poll.name, why=tr(HOLLOW[hollow.why])))  # i18n: dynamic
            if found.hidden:
                click.echo(ntr("{n} poll is not shown yet.", "{n} polls are not shown yet.", found.hidden))
        return 1 if "not consistent" in outcomes else 0


def _official(path: Path) -> Official:
    try:
        return read_official(path.read_bytes())
    except FileNotFoundError as error:
        raise ClerkError("source_missing", file=path.name) from error
    except OSError as error:
        raise ClerkError("source_unreadable", file=path.name, error=error.strerror or "") from error


def _compared(path: Path, official: Official, design: Design) -> ComparedPoll:
    sample = read_poll(read_csv(path), design)
    refuse_other_choices(sample, official)
    return compare_poll(path.stem, sample, official.shares, official.margins)


def _tell(poll: ComparedPoll, names: Mapping[str, str] | None = None) -> None:
    found = poll.found
    click.echo(
        tr(
            "{poll}: {n} interviews at {stations} stations, response rate {rate}",
            poll=poll.name,
            n=format_count(found.n),
            stations=format_count(found.stations),
            rate=_percent(poll.response_rate) if poll.response_rate is not None else tr("not stated"),
        )
    )
    heads = [tr("choice"), tr("poll"), tr("95 % interval"), tr("official"), tr("deviation, points"), tr("verdict")]
    table(heads, [_row(choice, names or {}) for choice in poll.choices], right=(1, 2, 3, 4))
    click.echo(tr("The poll as a whole: {outcome}.", outcome=tr(OUTCOMES[poll.outcome])))  # i18n: dynamic
    for note in poll.notes:
        click.echo(tr(NOTES[note]))  # i18n: dynamic
    click.echo(tr(LIMIT))  # i18n: dynamic


def _row(choice: ComparedChoice, names: Mapping[str, str]) -> list[str]:
    ends: Any = choice.ends
    interval = f"{_percent(ends.low95)} – {_percent(ends.high95)}" if ends else "–"
    outcome = choice.verdict.outcome
    words = tr(SEEN[outcome] if choice.verdict.detected and outcome in SEEN else OUTCOMES[outcome])  # i18n: dynamic
    if choice.verdict.reason:
        words = f"{words}: {tr(REASONS[choice.verdict.reason])}"  # i18n: dynamic
    deviation = round(1_000_000 * (choice.estimate - choice.official))
    sign = "+" if deviation > 0 else "−" if deviation < 0 else ""
    return [
        names.get(choice.name, choice.name),
        _percent(choice.estimate),
        interval,
        _percent(choice.official),
        sign + format_decimal(abs(deviation), 10_000, 2),
        words,
    ]


def _percent(share: float) -> str:
    return format_percent(round(share * 1_000_000), 1_000_000, 2)


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(compare)
