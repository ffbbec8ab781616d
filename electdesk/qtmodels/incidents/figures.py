"""The figures of incidents as tables, each with what its chart is painted from: a table is never without its numbers, nor a chart."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject

from electdesk.domain.incident_kinds import incident_kinds
from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, catalogue, format_count, format_date, format_time, language, tr
from electdesk.i18n.incident_texts import PLACES, decimal, interval_text, span_text
from electdesk.qtmodels.incidents.words import group_words, severity_words
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.queries.incident_figures import IncidentFigures

PARTS: Final = ("groups", "matrix", "districts", "hours", "times", "deadlines")


class Mark(msgspec.Struct, frozen=True):
    """What a chart cell paints on an axis from 0 to ``reach``: a dot at ``at``, a line from ``low`` to ``high``, a bar to ``bar``, a band.

    ``shade`` 0 … 1 fills the whole cell. What is None is not painted; ``hollow`` is a dot of nothing counted.
    """

    reach: float
    at: float | None = None
    low: float | None = None
    high: float | None = None
    bar: float | None = None
    band: tuple[float, float] | None = None
    outer: tuple[float, float] | None = None
    shade: float | None = None
    hollow: bool = False
    tone: str = ""


class FigureRow(msgspec.Struct, frozen=True):
    """One row: its cells, and the marks of its chart cells by column."""

    cells: tuple[str, ...]
    marks: dict[int, Mark] = {}
    tones: dict[int, str] = {}


class FigureTable(RowsModel[FigureRow]):
    """One part of the figures at a time. ``chart_columns``: the columns that are painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.found: IncidentFigures | None = None
        self.part = "groups"
        self.chart_columns: frozenset[int] = frozenset()
        self.axis: tuple[float, ...] = ()

    def show_part(self, part: str, found: IncidentFigures | None) -> None:
        """Show a part of ``PARTS``."""
        self.part, self.found = part, found
        if found is None:
            self.show_rows((), ())
            return
        heads, rows, right = getattr(self, f"_{part}")(found)
        self.chart_columns = frozenset(at for row in rows for at in row.marks)
        columns = [self._column(at, head, right=at in right) for at, head in enumerate(heads)]
        self.show_rows(rows, columns)

    @staticmethod
    def _column(at: int, head: str, *, right: bool) -> Column:
        return Column(lambda: head, lambda row: row.cells[at], right=right, tone=lambda row: row.tones.get(at, ""))

    def _groups(self, found: IncidentFigures) -> tuple[Sequence[str], list[FigureRow], set[int]]:
        words = catalogue(language())
        reach = max([each.interval.high if each.interval else each.per_100 for each in found.groups] or [1.0]) or 1.0
        rows = []
        for each in found.groups:
            interval = interval_text(each.interval.low, each.interval.high, 1, words) if each.interval else NO_SHARE
            mark = Mark(
                reach,
                at=each.per_100,
                low=each.interval.low if each.interval else None,
                high=each.interval.high if each.interval else None,
                hollow=not each.count,
            )
            rate = decimal(each.per_100, 1, words) if found.stations else NO_SHARE
            rows.append(FigureRow((group_words(each.code), format_count(each.count), rate, interval, ""), {4: mark}))
        heads = (tr("Group"), tr("Incidents"), tr("Per 100 stations"), tr("95% interval"), tr("Chart: rate with its interval"))
        return heads, rows, {1, 2, 3}

    def _matrix(self, found: IncidentFigures) -> tuple[Sequence[str], list[FigureRow], set[int]]:
        letters = [group.code for group in incident_kinds().group]
        most = max([count for each in found.districts for count in each.by_group] or [1]) or 1
        rows = []
        for each in found.districts:
            name = in_language(each.names, language())
            cells = tuple(format_count(count) if count else "" for count in each.by_group)
            marks = {at + 1: Mark(1.0, shade=count / most) for at, count in enumerate(each.by_group)}
            total = format_count(each.count)
            rows.append(FigureRow((name, *cells, total, _of(each.stations, each.of)), marks))
        heads = (tr("District"), *letters, tr("Incidents"), tr("Reporting stations"))
        return heads, rows, set(range(1, len(heads)))

    def _districts(self, found: IncidentFigures) -> tuple[Sequence[str], list[FigureRow], set[int]]:
        words = catalogue(language())
        highs = [each.limits.outer.high for each in found.districts if each.limits is not None]
        reach = max([*highs, *(each.per_100 for each in found.districts if each.per_100 is not None)] or [1.0]) or 1.0
        # One small district would press all others to the left.
        reach = min(reach, 4 * sorted(highs)[len(highs) // 2]) if highs else reach
        rows = []
        for each in found.districts:
            limits, marks = each.limits, {}
            if limits is not None and each.per_100 is not None:
                marks[6] = Mark(
                    reach,
                    at=min(each.per_100, reach),
                    band=(limits.inner.low, limits.inner.high),
                    outer=(limits.outer.low, limits.outer.high),
                    hollow=not each.count,
                )
            rows.append(
                FigureRow(
                    (
                        in_language(each.names, language()),
                        format_count(each.count),
                        _of(each.stations, each.of),
                        decimal(each.per_100, 1, words) if each.per_100 is not None else NO_SHARE,
                        interval_text(limits.inner.low, limits.inner.high, 1, words) if limits is not None else NO_SHARE,
                        tr(PLACES[each.place]) if each.place is not None else NO_SHARE,  # i18n: dynamic
                        "",
                    ),
                    marks,
                    {5: "warn"} if each.place in ("above", "below", "far_above", "far_below") else {5: "dim"},
                )
            )
        heads = (
            *(tr("District"), tr("Incidents"), tr("Reporting stations"), tr("Per 100 stations"), tr("Limits 95%")),
            *(tr("Where it lies"), tr("Chart: rate between the limits of its size")),
        )
        return heads, rows, {1, 2, 3, 4}

    def _hours(self, found: IncidentFigures) -> tuple[Sequence[str], list[FigureRow], set[int]]:
        reach = float(max([max(each.happened, each.open_at_end) for each in found.hours] or [1]) or 1)
        several = len({each.begins.date() for each in found.hours}) > 1
        rows = []
        for each in found.hours:
            time = format_time(each.begins)
            name = f"{format_date(each.begins.date())} {time}" if several else time
            mark = Mark(reach, bar=float(each.happened), at=float(each.open_at_end), hollow=not each.open_at_end)
            rows.append(FigureRow((name, format_count(each.happened), format_count(each.open_at_end), ""), {3: mark}))
        heads = (tr("Hour from"), tr("Happened"), tr("Open at its end"), tr("Chart: bar happened, dot open"))
        return heads, rows, {1, 2}

    def _times(self, found: IncidentFigures) -> tuple[Sequence[str], list[FigureRow], set[int]]:
        words = catalogue(language())
        rows = [
            FigureRow(
                (
                    span_text(step.minutes, words),
                    format_count(step.at_risk),
                    format_count(step.ended),
                    format_count(step.censored),
                    decimal(100 * step.open_share, 1, words) + ("%" if language() == "en" else " %"),
                    "",
                ),
                {5: Mark(1.0, bar=step.open_share)},
            )
            for step in found.resolution.curve
        ]
        heads = (
            *(tr("Time since the report"), tr("Known to be open"), tr("Resolved then"), tr("Still open, not longer known")),
            *(tr("Share still open"), tr("Chart: share still open")),
        )
        return heads, rows, {0, 1, 2, 3, 4}

    def _deadlines(self, found: IncidentFigures) -> tuple[Sequence[str], list[FigureRow], set[int]]:
        words = catalogue(language())
        rows = []
        for each in reversed(found.severities):
            share = each.overdue / each.with_deadline if each.with_deadline else None
            percent = decimal(100 * share, 0, words) + ("%" if language() == "en" else " %") if share is not None else NO_SHARE
            rows.append(
                FigureRow(
                    (severity_words(each.severity), format_count(each.with_deadline), format_count(each.overdue), percent, ""),
                    {4: Mark(1.0, bar=share)} if share is not None else {},
                )
            )
        heads = (
            tr("Severity"),
            tr("With a deadline"),
            tr("Deadline passed"),
            tr("Share"),
            tr("Chart: share whose deadline passed"),
        )
        return heads, rows, {1, 2, 3}


def _of(stations: int, of: int) -> str:
    return tr("{n} of {of}", n=stations, of=of)
