"""The totals of the chosen area or station: one reading, shown as tables of choices and of lines and as a chart."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.figures import NOT_ASKED
from electdesk.domain.records.names import in_language
from electdesk.i18n import format_count, format_percent, language, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.area_ballots import AreaBallots
from electdesk.qtmodels.stations.cells import figure_text
from electdesk.qtmodels.stations.column_list import choice_name, in_constituency
from electdesk.services.queries.seen import seen_basis
from electdesk.services.queries.totals import Ratio, Unit, area_unit, station_unit
from electdesk.services.unit_of_work import ChangeSet

Index = QModelIndex | QPersistentModelIndex
BOLD_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ShownTotals(QObject):
    """What the totals panel is about: an area or a station, a basis. ``changed`` after every new reading."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.basis: Basis = "preliminary"
        self.area = ""
        self.row: int | None = None
        self.unit: Unit | None = None
        self._ballots: AreaBallots | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.read)
        for signal in (desk.opened, desk.closed):
            signal.connect(self._begin_anew)
        desk.contest_changed.connect(self.read)
        desk.changed.connect(self._heard)
        self.read()

    def _begin_anew(self) -> None:
        self.area, self.row = "", None
        self.read()

    def _heard(self, change: ChangeSet) -> None:
        if change.structural:
            self.row = None
            region = self._desk.region
            if region is not None and self.area not in region.columns.register.areas:
                self.area = ""
        self._later.start()

    def show_area(self, area: str) -> None:
        """An area by record id, "" for the whole region."""
        self.area, self.row = area, None
        self.read()

    def show_station(self, row: int | None) -> None:
        """A station by its row of the register; None goes back to the area."""
        if row != self.row:
            self.row = row
            self._later.start()

    def show_basis(self, basis: Basis) -> None:
        """Preliminary or final."""
        self.basis = basis
        self.read()

    def read(self) -> None:
        """Read the figures now: the same work whatever the number of stations."""
        self._later.stop()
        region, columns = self._desk.region, self._desk.contest
        if region is None or columns is None:
            self.unit = None
        elif self.row is not None and self.row < len(columns.register):
            self.unit = station_unit(region, columns, self.row, self.basis)
        else:
            self.unit = area_unit(region, columns, self.basis, self.area)
        self.changed.emit()

    @property
    def seen(self) -> Basis:
        """The basis that the figures are really in: whoever may not see unsettled numbers is shown the settled ones."""
        region = self._desk.region
        return self.basis if region is None else seen_basis(region, self.basis)

    @property
    def is_whole(self) -> bool:
        """Whether every station of the area is final: then nothing is preliminary about the figures."""
        return self.unit is not None and self.unit.final

    @property
    def percent_base(self) -> str:
        """The base that the form's country states first: "valid" or "took_part"."""
        columns = self._desk.contest
        return columns.form.percent_base if columns is not None else "valid"

    def choices(self) -> list[tuple[str, str, int, Ratio, Ratio]]:
        """Line number, name, votes, of the valid, of those who took part, in the order of the ballot.

        Of an area: the choices of its own constituency, numbered as on its papers. Where an area has several, each name says which it
        belongs to, and there are no shares: the votes of others are no base for them.
        """
        columns = self._desk.contest
        if self.unit is None or columns is None:
            return []
        ballots = self._ballots_of(columns)
        places = ballots.constituencies(self.area) if self.row is None and ballots.divided else []
        if not places:
            return [(c.line, choice_name(columns, c.id), c.votes, c.of_valid, c.of_took_part) for c in self.unit.choices]
        totals = {choice.id: choice for choice in self.unit.choices}
        found = []
        for place in places:
            for choice, number in ballots.numbers(place).items():
                total, name = totals.pop(choice, None), choice_name(columns, choice)
                if total is None:
                    # A choice that the form prints stands on every ballot: it is counted once.
                    continue
                if len(places) == 1:
                    found.append((number, name, total.votes, total.of_valid, total.of_took_part))
                else:
                    none = Ratio(total.votes, 0)
                    record = columns.choices.get(choice)
                    found.append((number, in_constituency(name, record.constituency if record else ""), total.votes, none, none))
        return found

    def _ballots_of(self, columns: ContestColumns) -> AreaBallots:
        if self._ballots is None or self._ballots.columns is not columns:
            self._ballots = AreaBallots(columns)
        return self._ballots

    @property
    def is_empty(self) -> bool:
        """Whether nothing is counted in this area yet: its sums are missing, and not nought."""
        return self.unit is not None and self.row is None and self.unit.reported == self.unit.annulled

    @property
    def compares(self) -> bool:
        """Whether shares of the choices mean something: one ballot stands behind them all."""
        return any(valid.of > 0 or took_part.of > 0 for _, _, _, valid, took_part in self.choices())

    def lines(self) -> list[tuple[str, str, str]]:
        """Official number, label, figure of every line of the form."""
        columns = self._desk.contest
        if self.unit is None or columns is None:
            return []
        found = []
        for line in columns.form.lines:
            figure = NOT_ASKED if self.is_empty else self.unit.lines[line.id]
            single = self.row is not None
            found.append((line.number, in_language(line.label, language()), figure_text(figure, line if single else None)))
        return found


class _TotalsModel(QAbstractTableModel):
    """A table of texts read from the totals: the second column holds names, the others numbers. ``fresh`` reads all its rows."""

    width = 0

    def __init__(self, totals: ShownTotals, fresh: Callable[[], list[tuple[str, ...]]], parent: QObject | None) -> None:
        super().__init__(parent)
        self._totals = totals
        self._fresh = fresh
        self._rows: list[tuple[str, ...]] = []
        totals.changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Take the figures over. As many rows as before stay where they are, so that the view keeps its place."""
        fresh = self._fresh()
        if len(fresh) == len(self._rows):
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, self.width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.width - 1)
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if index.column() == 1 else _RIGHT
        return None


class ChoiceTotalsModel(_TotalsModel):
    """Choices with votes and the shares in both bases; the base that the country states first stands first."""

    width = 5

    def __init__(self, totals: ShownTotals, parent: QObject | None = None) -> None:
        super().__init__(totals, self._votes_and_shares, parent)

    def _votes_and_shares(self) -> list[tuple[str, ...]]:
        fresh: list[tuple[str, ...]] = []
        for line, name, votes, valid, took_part in self._totals.choices():
            shares = [format_percent(ratio.count, max(ratio.of, 0)) for ratio in (valid, took_part)]
            if self._totals.percent_base != "valid":
                shares.reverse()
            fresh.append((line, name, figure_text(NOT_ASKED if self._totals.is_empty else votes), *shares))
        return fresh

    def heads(self) -> list[tuple[str, str]]:
        """Head and whole label of each column."""
        shares = [
            (tr("% valid"), tr("of the valid votes")),
            (tr("% of voters"), tr("of those who took part")),
        ]
        if self._totals.percent_base != "valid":
            shares.reverse()
        return [
            ("№", tr("line of the form")),
            (tr("Choice"), tr("choice on the ballot")),
            (tr("Votes"), tr("votes for the choice")),
            *shares,
        ]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads()[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.heads()[section][1]
        return (_LEFT if section == 1 else _RIGHT) if role == Qt.ItemDataRole.TextAlignmentRole else None


class LineTotalsModel(_TotalsModel):
    """The lines of the form with their sums, or with the figures of the one station."""

    width = 3

    def __init__(self, totals: ShownTotals, parent: QObject | None = None) -> None:
        super().__init__(totals, lambda: list(totals.lines()), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return self._rows[index.row()][1]
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("№", tr("Line of the form"), tr("Sum") if self._totals.row is None else tr("Figure"))[section]
        return (_LEFT if section == 1 else _RIGHT) if role == Qt.ItemDataRole.TextAlignmentRole else None


def turnout_words(unit: Unit, which: str) -> tuple[str, str, str]:
    """Label, share and base of a turnout: "issued" or "found"."""
    ratio: Ratio = unit.issued if which == "issued" else unit.found
    label = tr("Turnout by ballots issued") if which == "issued" else tr("Turnout by ballots found")
    base = tr("{count} of {of} on the list", count=format_count(ratio.count), of=format_count(ratio.of))
    return label, format_percent(ratio.count, max(ratio.of, 0)), base if ratio.of > 0 else ""
