"""The history of a station's tally as a table, and any two of its revisions side by side."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from electdesk.columns import ContestColumns
from electdesk.domain.records.names import in_language
from electdesk.i18n import N_, format_date, format_time, language, tr
from electdesk.qtmodels.stations.cells import figure_text
from electdesk.qtmodels.stations.column_list import choice_name
from electdesk.services.queries.history import HistoryStep, LineChange, compare
from electdesk.services.region import Region

Index = QModelIndex | QPersistentModelIndex
COMMAND_WORDS: Final[dict[str, str]] = {
    "FinishEntry": N_("entered"),
    "CorrectEntry": N_("entry corrected"),
    "ConfirmFindings": N_("findings confirmed"),
    "WithdrawEntry": N_("entry withdrawn"),
    "RegisterPaper": N_("paper registered"),
    "MakeFinal": N_("made final"),
    "Reopen": N_("reopened"),
    "Annul": N_("annulled"),
    "AcceptAsPaper": N_("accepted as on paper"),
    "AddStation": N_("station added"),
    "ChangeStation": N_("station changed"),
    "SetUpRegion": N_("region set up"),
    "FillSample": N_("sample filled in"),
    "Undo": N_("undone"),
}
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def label_of(columns: ContestColumns, place: int, numbers: tuple[str, ...]) -> str:
    """A place of the contest's columns with its official number: «9. Недействительных бюллетеней»."""
    lines = columns.form.lines
    if place < len(lines):
        return f"{lines[place].number}. {in_language(lines[place].label, language())}"
    choice = columns.ballot[place - len(lines)]
    return f"{numbers[place] or choice.number}. {choice_name(columns, choice.id)}"


def change_words(columns: ContestColumns, change: LineChange, numbers: tuple[str, ...]) -> str:
    """«9: 12 → 13», as short as a table wants it."""
    number, lines, blank = numbers[change.place] or columns.checks.numbers[change.place], columns.form.lines, tr("blank")
    line = lines[change.place] if change.place < len(lines) else None
    return f"{number}: {figure_text(change.old, line) or blank} → {figure_text(change.new, line) or blank}"


class HistoryModel(QAbstractTableModel):
    """When, who, what, why, and what lines changed; the newest first."""

    def __init__(self, region: Region, columns: ContestColumns, steps: list[HistoryStep], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.steps = steps[::-1]
        self._rows = [self._words(region, step) for step in self.steps]

    def _words(self, region: Region, step: HistoryStep) -> tuple[str, ...]:
        at = region.local(step.at)
        did = COMMAND_WORDS.get(step.command)
        reason = "; ".join(
            part for part in (step.reason, tr("document {number}", number=step.document) if step.document else "") if part
        )
        who = f"{step.author}, {step.office}" if step.office else step.author
        lines = "; ".join(change_words(self._columns, change, step.numbers) for change in step.changes)
        return f"{format_date(at)} {format_time(at)}", who, tr(did) if did else step.command, reason, lines  # i18n: dynamic

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Time"), tr("Who"), tr("What"), tr("Reason"), tr("Lines changed"))[section]


class CompareModel(QAbstractTableModel):
    """Two revisions with figures: only the lines that differ, or all where there is one."""

    def __init__(self, columns: ContestColumns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[tuple[str, str, str]] = []

    def show_steps(self, old: HistoryStep | None, new: HistoryStep | None) -> None:
        """Compare two steps; with one alone all its figures are shown."""
        self.beginResetModel()
        after = new.figures if new is not None else None
        changes = compare(old.figures if old is not None else None, after) if after is not None else ()
        numbers = new.numbers if new is not None else ()
        lines = self._columns.form.lines
        self._rows = [
            (
                label_of(self._columns, change.place, numbers),
                figure_text(change.old, lines[change.place] if change.place < len(lines) else None),
                figure_text(change.new, lines[change.place] if change.place < len(lines) else None),
            )
            for change in changes
        ]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return (_RIGHT if index.column() else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Line of the form"), tr("Before"), tr("After"))[section]
        return (_RIGHT if section else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None
