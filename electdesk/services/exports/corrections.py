"""What was corrected, as a table: one row for each line that reads otherwise, and one for each decision."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.records.names import in_language
from electdesk.services.exports.order import Order
from electdesk.services.exports.stations import DISTRICT, NUMBER
from electdesk.services.exports.tables import Cell, Column, Phrase, Table
from electdesk.services.queries.corrections import corrected_rows
from electdesk.services.queries.history import HistoryStep, compare, station_history
from electdesk.services.queries.summary import choice_names

if TYPE_CHECKING:
    from electdesk.services.region import Region

_DECISIONS: Final = frozenset({"Reopen", "Annul", "AcceptAsPaper", "Undo"})
"""Decisions that are told: signing off corrects nothing."""


def corrections_table(
    region: "Region", contests: Sequence[ContestColumns], basis: Basis, order: Order, language: str, notes: tuple[Phrase, ...]
) -> Table:
    """The corrections of all contests, district by district. Of stations outside the basis a correction is told without its figures."""
    several = len(region.columns.contests) > 1
    rows: list[tuple[tuple[int, int], list[Cell]]] = []
    place_of = {row: place for place, row in enumerate(order.rows.tolist())}
    register = region.columns.register
    for columns in contests:
        title: list[Cell] = [in_language(columns.contest.title, language)] if several else []
        for row in corrected_rows(region, columns):
            station = register.stations[row]
            area = in_language(register.areas[station.area].name, language) if station.area in register.areas else ""
            shown = bool(columns.counted[basis][row])
            for step, told in _steps(region, columns, row, language, shown=shown):
                head: list[Cell] = [station.number, area, *title, region.local(step.at).replace(tzinfo=None)]
                rows.append(((place_of[row], step.seq), [*head, *told, step.author, step.command, step.reason, step.document]))
    rows.sort(key=lambda each: each[0])
    made = [
        NUMBER,
        DISTRICT,
        Column(id="time", type="time", word="time", width=16),
        Column(id="line", word="line", width=8),
        Column(id="line_text", word="line_text", width=44),
        Column(id="old", type="count", word="old", width=11),
        Column(id="new", type="count", word="new", width=11),
        Column(id="person", word="person", width=20),
        Column(id="command", type="code", word="command", values="command", width=24),
        Column(id="reason", word="reason", width=40),
        Column(id="document", word="document", width=16),
    ]
    if several:
        made.insert(2, Column(id="contest", word="contest", width=22))
    return Table(id="corrections", word="corrections", columns=tuple(made), rows=[row for _, row in rows], notes=notes)


def _steps(
    region: "Region", columns: ContestColumns, row: int, language: str, *, shown: bool
) -> "list[tuple[HistoryStep, list[Cell]]]":
    """What happened to the figures after the first state: (step, line, its text, old, new)."""
    width, papers = len(columns.form.lines), columns.papers.get(row, {})
    found: list[tuple[HistoryStep, list[Cell]]] = []
    before: tuple[int, ...] | None = None
    for step in station_history(region, columns, row):
        is_later_paper = step.kind == "paper" and step.record in papers and papers[step.record].kind != "original"
        is_decision = step.kind == "tally" and step.command in _DECISIONS
        if is_later_paper or is_decision or (step.withdrawn and step.kind == "entry"):
            found.append((step, ["", "", None, None]))
        elif step.kind == "entry":
            changes = compare(before, step.figures) if before is not None and step.figures is not None else ()
            if changes and not shown:
                found.append((step, ["", "", None, None]))
                changes = ()
            for change in changes:
                column = columns.columns[change.place]
                names = columns.form.lines[change.place].label if change.place < width else choice_names(columns, column)
                found.append((step, [step.numbers[change.place], in_language(names, language), change.old, change.new]))
            before = step.figures if step.figures is not None else before
    return found
