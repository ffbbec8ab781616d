"""The timeline of a station in words, the newest first; and two of its states side by side, line by line."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject

from electdesk.columns import ContestColumns
from electdesk.domain.records.names import in_language
from electdesk.i18n import format_count, format_date, format_time, language, ptr, tr
from electdesk.i18n.numbers import MINUS
from electdesk.i18n.sentences import COMMANDS
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.qtmodels.stations.cells import figure_text
from electdesk.services.queries.history import HistoryStep, LineChange
from electdesk.services.queries.timeline import StateLine, TimelineEvent


def command_words(command: str) -> str:
    """What a command did; its name where there are no words for it."""
    return tr(COMMANDS[command]) if command in COMMANDS else command  # i18n: dynamic


def change_words(columns: ContestColumns, change: LineChange, numbers: Sequence[str]) -> str:
    """«9: 12 → 13», as short as a table wants it."""
    number, lines, blank = numbers[change.place] or columns.checks.numbers[change.place], columns.form.lines, tr("blank")
    line = lines[change.place] if change.place < len(lines) else None
    return f"{number}: {figure_text(change.old, line) or blank} → {figure_text(change.new, line) or blank}"


class ToldEvent(msgspec.Struct, frozen=True):
    """An event with all its words that do not follow the language."""

    event: TimelineEvent
    changes: tuple[LineChange, ...]
    numbers: tuple[str, ...]


class TimelineList(RowsModel[ToldEvent]):
    """When, who, what, why, and which lines changed; the newest first."""

    def __init__(self, columns: ContestColumns, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: tr("Time"), lambda row: f"{format_date(row.event.when)} {format_time(row.event.when)}"),
                Column(lambda: tr("Who"), lambda row: ", ".join(part for part in (row.event.author, row.event.office) if part)),
                Column(lambda: tr("What"), lambda row: what_words(row.event), icon=lambda row: _ICONS.get(row.event.kind, "")),
                Column(lambda: tr("Reason"), lambda row: why_words(row.event)),
                Column(lambda: tr("Lines changed"), self._changes, tone=lambda row: "dim" if row.event.hidden else ""),
            ),
            parent,
        )
        self._of = columns

    def show_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show a station's events. A paper that came over the desk is one thing, though it made two records."""
        desk = [event for event in events if event.kind == "arrival"]
        told = []
        for event in events:
            if event.kind == "paper" and event.command == "AcceptPaper" and desk:
                continue
            if event.kind == "arrival":
                paper = next((each for each in reversed(events) if each.kind == "paper" and each.seq < event.seq), None)
                if event.command == "AcceptPaper" and paper is not None and not event.withdrawn:
                    reason = "; ".join(part for part in (paper.reason, event.reason) if part)
                    event = msgspec.structs.replace(event, document=paper.document, reason=reason)
            step = event.step
            told.append(ToldEvent(event, step.changes if step is not None else (), step.numbers if step is not None else ()))
        self.show_rows(told[::-1])

    def _changes(self, row: ToldEvent) -> str:
        if row.event.hidden:
            return tr("the numbers are not shown before the tally is settled")
        return "; ".join(change_words(self._of, change, row.numbers) for change in row.changes)


_ICONS = {
    "arrival": "received",
    "entry": "entry",
    "tally": "check",
    "handout": "copy",
    "paper": "documents",
    "station": "overview",
    "report": "turnout",
}


def what_words(event: TimelineEvent) -> str:
    """What was done, with the number of a receipt or who received a copy."""
    words = command_words(event.command)
    if event.kind == "arrival" and event.detail and not event.withdrawn:
        return tr("{what}, receipt № {number}", what=words, number=event.detail)
    return f"{words}: {event.detail}" if event.kind in ("handout", "report") and event.detail and not event.withdrawn else words


def why_words(event: TimelineEvent) -> str:
    """The reason, and the document that it stands on."""
    document = tr("document {number}", number=event.document) if event.document else ""
    return "; ".join(part for part in (event.reason, document) if part)


def state_words(step: HistoryStep, event: TimelineEvent) -> str:
    """A state by its time, its author and what made it."""
    return f"{format_date(event.when)} {format_time(event.when)} · {step.author} · {command_words(step.command)}"


class SidesList(RowsModel[StateLine]):
    """Two states side by side; the lines that differ carry a mark, bold letters and their difference."""

    def __init__(self, columns: ContestColumns, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column(lambda: tr("№"), lambda row: row.number, right=True),
                Column(lambda: tr("Line of the form"), lambda row: in_language(row.names, language())),
                Column(lambda: tr("Before"), lambda row: self._figure(row, row.old), right=True),
                Column(
                    lambda: tr("After"),
                    lambda row: self._figure(row, row.new),
                    right=True,
                    icon=lambda row: "not_equal" if row.differs else "",
                    tone=lambda row: "err" if row.differs else "",
                ),
                Column(lambda: ptr("correction sheet", "Difference"), difference_words, right=True),
            ),
            parent,
            bold=lambda row: row.differs,
        )
        self._lines = {line.id: line for line in columns.form.lines}

    def _figure(self, row: StateLine, figure: int) -> str:
        return figure_text(figure, self._lines.get(row.id)) or tr("blank")


def difference_words(row: StateLine) -> str:
    """The difference of two counts with its sign, "" where one of them is none."""
    if not row.differs or row.old < 0 or row.new < 0:
        return ""
    change = row.new - row.old
    return f"{'+' if change > 0 else MINUS}{format_count(abs(change))}"
