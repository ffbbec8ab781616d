"""Shares of the choices as bars from zero. pyqtgraph is loaded after the first picture of the window, not before it."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from electdesk.i18n import format_decimal, tr
from electdesk.ui.look import px, theme
from electdesk.ui.overview.wrapped_names import name_lines
from electdesk.ui.parts import Following

ROW: int = 26
"""Pixels of one bar with its room, at 100 %."""
TWO_LINES: int = 34
"""The same where a name stands on two lines."""

CHART_AFTER = 150
"""Milliseconds after which the chart library is loaded (0.2 s): the table is filled and painted first."""


class Bar(msgspec.Struct, frozen=True):
    """One bar: the name beside it, its share in percent, the same share as it is written."""

    name: str
    percent: float
    text: str


class ChoiceBars(Following, QWidget):
    """Horizontal bars, the first at the top. The table above holds the same figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._base = ""
        self._pg: Any = None
        self._plot: Any = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.begin()

    def set_bars(self, bars: Sequence[Bar], base: str) -> None:
        """Show these shares; ``base`` says of what they are shares."""
        if (tuple(bars), base) == (self._bars, self._base):
            # Every save comes by here, also one that moves no share: drawing anew would cost each of them 10 ms.
            return
        self._bars = tuple(bars)
        self._base = base
        self._size()
        self._draw()

    def is_drawn(self) -> bool:
        """Whether the chart itself is there: it comes a moment after the window."""
        return self._plot is not None

    def _size(self) -> None:
        row = TWO_LINES if any(len(lines) > 1 for lines in self._names()) else ROW
        self.setFixedHeight(px(row * max(1, len(self._bars)) + 26))
        self.setAccessibleName(tr("Chart: shares of the choices, {base}", base=self._base))
        self.setAccessibleDescription("; ".join(f"{bar.name}: {bar.text}" for bar in self._bars))
        if self._plot is not None:
            self._plot.setAccessibleName(self.accessibleName())

    def _names_wide(self) -> float:
        """Room for the names (pixels): that of the longest, at most a good third of the whole."""
        measure = QFontMetricsF(theme().font(11))
        return min(max([measure.horizontalAdvance(bar.name) for bar in self._bars] or [0.0]) + px(8), self.width() * 0.38)

    def _names(self) -> list[list[str]]:
        measure, room = QFontMetricsF(theme().font(11)), self._names_wide() - px(6)
        return [name_lines(bar.name, measure, room) for bar in self._bars]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            QTimer.singleShot(CHART_AFTER, self, self._make)

    def _make(self) -> None:
        if self._plot is not None:
            return
        import pyqtgraph

        # Its work at the end of the process touches widgets that are gone by then.
        pyqtgraph.setConfigOption("exitCleanup", False)
        self._pg = pyqtgraph
        self._plot = pyqtgraph.PlotWidget(self, background=theme().colour("surface"))
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.getViewBox().invertY(True)
        self._plot.getViewBox().setDefaultPadding(0)
        self._plot.setAccessibleName(self.accessibleName())
        self._box.addWidget(self._plot)
        self._draw()

    def restyle(self) -> None:
        self._size()
        self._draw()

    def retranslate(self) -> None:
        self._size()
        self._draw()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._size()
        self._draw()

    def _draw(self) -> None:
        if self._plot is None:
            return
        look, plot, pg = theme(), self._plot, self._pg
        plot.setBackground(look.colour("surface"))
        plot.clear()
        shares = np.array([bar.percent for bar in self._bars], np.float64)
        places = np.arange(len(shares), dtype=np.float64)
        widest = float(shares.max()) if len(shares) and shares.max() > 0 else 1.0
        edge = look.colour("ink") if look.tokens.framed else look.colour("c1")
        if len(shares):
            bars = pg.BarGraphItem(
                x0=np.zeros(len(shares)), y=places, height=0.56, width=shares, brush=look.colour("c1"), pen=pg.mkPen(edge, width=1)
            )
            plot.addItem(bars)
        font = look.font(11)
        metrics = QFontMetricsF(font)
        names_wide = self._names_wide()
        room = max(1.0, self.width() - names_wide - px(12))
        text_wide = max([metrics.horizontalAdvance(bar.text) for bar in self._bars] or [0.0]) + px(10)
        reach = widest * room / max(room - text_wide, room * 0.3)
        for place, bar in zip(places.tolist(), self._bars, strict=True):
            label = pg.TextItem(bar.text, color=look.colour("ink"), anchor=(0, 0.5))
            label.setFont(font)
            label.setPos(bar.percent, place)
            plot.addItem(label)
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        names = ["\n".join(lines) for lines in self._names()]
        left.setTicks([list(zip(places.tolist(), names, strict=True))])
        left.setWidth(round(names_wide))
        left.setStyle(tickLength=0, tickFont=font)
        bottom.setTicks(
            [[(step, f"{format_decimal(round(step * 10), 10, 0 if step % 1 == 0 else 1)} %") for step in steps(widest)]]
        )
        bottom.setStyle(tickLength=-px(3), tickFont=font, hideOverlappingLabels=False)
        bottom.setHeight(px(22))
        for axis, ink in ((left, "ink"), (bottom, "ink2")):
            axis.setPen(pg.mkPen(look.colour("line")))
            axis.setTextPen(pg.mkPen(look.colour(ink)))
        plot.getViewBox().setRange(xRange=(0, reach), yRange=(-0.5, max(0.5, len(shares) - 0.5)), padding=0)


def steps(widest: float) -> list[float]:
    """Round percentages for the axis from 0 up to the widest bar, at most five."""
    for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50):
        if widest / step <= 4:
            return [round(at * step, 1) for at in range(int(widest / step) + 1)]
    return [0.0, 50.0, 100.0]
