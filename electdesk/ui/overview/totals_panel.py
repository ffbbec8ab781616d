"""What stands at the right: totals of the chosen area or station, with basis, base and "n of N" beside every figure."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from electdesk.domain.records.names import in_language
from electdesk.i18n import format_percent, language, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.cells import basis_words, counted_words
from electdesk.qtmodels.stations.totals_model import ChoiceTotalsModel, LineTotalsModel, ShownTotals, turnout_words
from electdesk.services.queries.seen import seen_basis
from electdesk.ui.look import px, theme
from electdesk.ui.overview.chart import Bar, ChoiceBars
from electdesk.ui.overview.wrapped_names import WrappingDelegate
from electdesk.ui.parts import ActionLink, Following, Hairline, Label, Segmented, StatePill, TableView, set_property
from electdesk.ui.parts.clipboard import table_mime
from electdesk.ui.parts.painting import Pill

NARROW_BELOW = 290
"""Width of the panel (pixels at 100 %) below which the columns of shares give room to the names."""
MOST_ROWS = 8
"""So many choices are shown before their table scrolls."""
ONE_LINE, TWO_LINES = 27, 42
"""Pixels of a row of choices at 100 %: names on one line, or the longest of them on two."""


class TotalsPanel(Following, QWidget):
    """``subtitle_changed`` tells the line for the head: how many stations of how many."""

    subtitle_changed = Signal(str)

    def __init__(self, desk: Desk, totals: ShownTotals) -> None:
        super().__init__()
        self._desk = desk
        self.totals = totals
        self.basis = Segmented(
            [("preliminary", self._first_basis), ("final", lambda: basis_words("final"))], name=lambda: tr("Basis")
        )
        self.basis.chosen.connect(lambda key: totals.show_basis("final" if key == "final" else "preliminary"))
        self._name = Label("", kind="title", elide=True)
        self._count = Label("", kind="small", elide=True)
        self._mark = StatePill(Pill(""))
        self._choices, self._lines = ChoiceTotalsModel(totals, self), LineTotalsModel(totals, self)
        self.choices = TableView(lambda: tr("Votes and shares of the choices"))
        self.choices.setModel(self._choices)
        # The line's number stands among the copied figures; on the screen the name needs the room.
        self.choices.setColumnHidden(0, True)
        self.choices.setItemDelegateForColumn(1, WrappingDelegate(self.choices))
        self.lines = TableView(lambda: tr("Lines of the form"))
        self.lines.setModel(self._lines)
        self.chart = ChoiceBars()
        self.copy_link = ActionLink(lambda: tr("Copy"), icon="copy")
        self.copy_link.clicked.connect(self.copy)
        self._turnouts = [[Label(kind="small", elide=True), Label(kind="title"), Label(kind="small", elide=True)] for _ in range(2)]
        self._hairlines = [Hairline() for _ in range(3)]
        self._grid = QGridLayout()
        for line, labels in enumerate(self._turnouts):
            self._grid.addWidget(labels[0], 2 * line, 0)
            self._grid.addWidget(labels[1], 2 * line, 1, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(labels[2], 2 * line + 1, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._top = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._count)
        self._top.addLayout(names, 1)
        self._top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._switch = QHBoxLayout()
        self._switch.addWidget(self.basis)
        self._switch.addStretch()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addLayout(self._switch)
        self._box.addLayout(self._top)
        self._box.addWidget(self._hairlines[0])
        self._box.addWidget(self.choices)
        self._box.addWidget(self.chart)
        self._box.addWidget(self._hairlines[1])
        self._box.addLayout(self._grid)
        self._box.addWidget(self._hairlines[2])
        self._box.addWidget(self.lines, 1)
        totals.changed.connect(self._show)
        self.begin()
        self._show()

    def _show(self) -> None:
        unit = self.totals.unit
        # Sums over no station are no figures.
        some = unit is not None and unit.stations > 0
        self.setEnabled(some)
        for part in (self.basis, self._mark, self.choices, self.chart, self.lines, *self._hairlines):
            part.setVisible(some)
        for labels in self._turnouts:
            for label in labels:
                label.setVisible(some)
        self.copy_link.setEnabled(some)
        if unit is None or not some:
            self._name.set_words("" if unit is None else tr("Totals appear here with the first protocol."))
            self._count.set_words("")
            self.subtitle_changed.emit("")
            return
        self.basis.say_again()
        self._name.set_words(self.title())
        self._count.set_words(counted_words(unit.reported, unit.stations))
        final = self.totals.is_whole
        self._mark.set_pill(Pill(self.mark(), "check" if final else "clock", "ok" if final else "warn"))
        base = self.base_words()
        bars = []
        compares = self.totals.compares or unit.reported == 0
        for (line, name, _, valid, took_part), _place in zip(self.totals.choices(), range(12), strict=False):
            ratio = valid if self.totals.percent_base == "valid" else took_part
            if ratio.of <= 0 and not compares:
                continue
            bars.append(Bar(name or line, ratio.percent or 0.0, format_percent(ratio.count, max(ratio.of, 0))))
        self.chart.set_bars(bars, base)
        for labels, which in zip(self._turnouts, ("issued", "found"), strict=True):
            for label, words in zip(labels, turnout_words(unit, which), strict=True):
                label.set_words(words)
        self._size_choices()
        self._size_columns()
        self.subtitle_changed.emit(self.subtitle())

    def _first_basis(self) -> str:
        region = self._desk.region
        return basis_words("preliminary" if region is None else seen_basis(region, "preliminary"))

    def title(self) -> str:
        """The area or station that the figures are of."""
        unit, region = self.totals.unit, self._desk.region
        if unit is None or region is None:
            return ""
        name = in_language(unit.names, language())
        return f"№ {unit.number} · {name}" if unit.number else name or tr("Whole region")

    def subtitle(self) -> str:
        """How many stations of how many, for the head."""
        unit = self.totals.unit
        if unit is None:
            return ""
        return tr("{n} of {N}", n=unit.reported, N=unit.stations)

    def mark(self) -> str:
        """PRELIMINARY as long as not every station is final."""
        return tr("FINAL") if self.totals.is_whole else tr("PRELIMINARY")

    def base_words(self) -> str:
        """Of what the bars are shares."""
        return tr("of the valid votes") if self.totals.percent_base == "valid" else tr("of those who took part")

    def copy(self) -> None:
        """Everything that is shown as one table for a workbook: choices, turnout, lines, with basis and count."""
        unit = self.totals.unit
        if unit is None:
            return
        basis = basis_words(self.totals.seen)
        heads = [head for head, _ in self._choices.heads()]
        rows: list[list[str]] = [["", self.title(), counted_words(unit.reported, unit.stations), basis, self.mark()]]
        for model in (self._choices, self._lines):
            for row in range(model.rowCount()):
                cells = [str(model.data(model.index(row, column)) or "") for column in range(model.columnCount())]
                rows.append(cells + [""] * (5 - len(cells)))
        for which in ("issued", "found"):
            label, share, base = turnout_words(unit, which)
            rows.append(["", label, share, base, ""])
        QGuiApplication.clipboard().setMimeData(table_mime(heads, rows))

    def _size_choices(self) -> None:
        rows = max(1, min(MOST_ROWS, self._choices.rowCount()))
        high = TWO_LINES if self._names_need_two_lines() else ONE_LINE
        if self.choices.row_height != high:
            self.choices.row_height = high
            self.choices.restyle()
        self.choices.setFixedHeight(px(28) + rows * px(high) + 1)

    def _names_need_two_lines(self) -> bool:
        room = self.choices.columnWidth(1) - px(12) - px(7)
        measure = QFontMetricsF(theme().font())
        names = (str(self._choices.data(self._choices.index(row, 1)) or "") for row in range(self._choices.rowCount()))
        return any(measure.horizontalAdvance(name) > room for name in names)

    def _size_columns(self) -> None:
        shares = 58 if self.width() < px(NARROW_BELOW) else 72
        self.choices.set_column_widths({2: _room(self._choices, 2, 60), 3: shares, 4: shares}, stretch=1)
        self.lines.set_column_widths({0: 32, 2: _room(self._lines, 2, 74)}, stretch=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()
        self._size_choices()

    def restyle(self) -> None:
        self._switch.setContentsMargins(px(12), px(8), px(8), px(4))
        self._top.setContentsMargins(px(12), px(2), px(10), px(8))
        self._grid.setContentsMargins(px(12), px(8), px(12), px(8))
        self._grid.setVerticalSpacing(px(1))
        self._size_columns()
        self.lines.setMinimumHeight(px(28 + 3 * 27))
        self.setMinimumWidth(px(230))
        self._size_choices()
        set_property(self._name, "kind", "title")

    def retranslate(self) -> None:
        self._choices.read()
        self._lines.read()
        self._show()


def _room(model: QAbstractItemModel, column: int, least: int) -> int:
    """Room for the longest number of a column (pixels at 100 %): a name may end in …, a number never."""
    longest = max((len(str(model.data(model.index(row, column)) or "")) for row in range(model.rowCount())), default=0)
    return max(least, 8 * longest + 16)
