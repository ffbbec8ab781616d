"""Turnout by the hour, drawn: a gap is not joined, a slot that is not complete is a hollow dot. pyqtgraph comes after the first picture."""

from pathlib import Path
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QShowEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.i18n.turnout_texts import clock_words
from electdesk.qtmodels.turnout.curves import Curve, Curves, Point
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following

LIBRARY_AFTER: Final = 150
"""Milliseconds after which the chart library is loaded: the grid is filled and painted first."""
NEAR: Final = 18
"""Pixels around a point that belong to it, at 100 %."""


class CurvePlot(Following, QWidget):
    """The table beside it holds the same numbers. ``pointed`` tells the words of the point under the mouse ("" for none), ``area_chosen`` the
    area of a line that was clicked."""

    pointed = Signal(str)
    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves: Curves | None = None
        self._pg: Any = None
        self._plot: Any = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(px(180))
        self.begin()

    def show_curves(self, curves: Curves | None) -> None:
        """Draw these."""
        self.curves = curves
        self._say()
        self._draw()

    def is_drawn(self) -> bool:
        """Whether the chart itself is there: it comes a moment after the page."""
        return self._plot is not None

    def _say(self) -> None:
        curves = self.curves
        self.setAccessibleName(tr("Chart: turnout by the hour, % of the list"))
        told = [] if curves is None else [point.words for point in curves.chosen.points]
        self.setAccessibleDescription("; ".join(told) or tr("no report"))
        if self._plot is not None:
            self._plot.setAccessibleName(self.accessibleName())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            QTimer.singleShot(LIBRARY_AFTER, self, self._make)

    def _make(self) -> None:
        if self._plot is not None:
            return
        import pyqtgraph

        # Its work at the end of the process touches widgets that are gone by then.
        pyqtgraph.setConfigOption("exitCleanup", False)
        self._pg = pyqtgraph
        plot = self._plot = pyqtgraph.PlotWidget(self, background=theme().colour("surface"))
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.getViewBox().setDefaultPadding(0)
        plot.scene().sigMouseMoved.connect(self._hover)
        plot.scene().sigMouseClicked.connect(self._click)
        self._box.addWidget(plot)
        self._say()
        self._draw()

    # --- drawing ----------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        if self._plot is None:
            return
        look, plot, pg = theme(), self._plot, self._pg
        plot.setBackground(look.colour("surface"))
        plot.clear()
        self._axes()
        curves = self.curves
        if curves is None or not curves.slots:
            return
        self._bundle(curves)
        for curve in curves.others:
            if curve.kind == "region":
                self._line(curve, pg.mkPen(look.colour("ink2"), width=px(2), style=Qt.PenStyle.DashLine), dots=False)
            elif curve.kind == "earlier":
                self._line(curve, pg.mkPen(look.colour("c2"), width=px(2), style=Qt.PenStyle.DotLine), dots=False)
            else:
                thin = look.colour("edge")
                thin.setAlpha(90 if look.tokens.framed else 255)
                self._line(curve, pg.mkPen(thin, width=1), dots=False)
        self._line(curves.chosen, pg.mkPen(look.colour(self._chosen_ink()), width=px(2)), dots=True)

    @staticmethod
    def _chosen_ink() -> str:
        return "accent" if theme().tokens.framed else "ink"

    def _axes(self) -> None:
        look, plot, pg = theme(), self._plot, self._pg
        slots = self.curves.slots if self.curves is not None else ()
        font = look.font(11)
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        left.setTicks([[(step, f"{step} %" if step == 100 else str(step)) for step in (0, 25, 50, 75, 100)]])
        bottom.setTicks([[(minutes, clock_words(minutes).removesuffix(":00")) for minutes in slots]])
        for axis in (left, bottom):
            axis.setPen(pg.mkPen(look.colour("line")))
            axis.setTextPen(pg.mkPen(look.colour("ink2")))
            axis.setStyle(tickFont=font, tickLength=-px(3), hideOverlappingLabels=True)
        left.setWidth(px(46))
        bottom.setHeight(px(22))
        for step in (25, 50, 75, 100):
            plot.addItem(pg.InfiniteLine(pos=step, angle=0, pen=pg.mkPen(look.colour("hair"), width=1)))
        earlier = [at for curve in (self.curves.others if self.curves is not None else ()) for at in curve.slots]
        first, last = (min((slots[0], *earlier)), max((slots[-1], *earlier))) if slots else (0, 1)
        room = max(30, (last - first) // 12)
        plot.getViewBox().setRange(xRange=(first - room, last + room), yRange=(0, 104), padding=0)

    def _bundle(self, curves: Curves) -> None:
        """All stations as one item: a NaN between them, as in every gap."""
        if not curves.bundle:
            return
        ys = np.array(curves.bundle, np.float64)
        ends = np.full((len(ys), 1), np.nan)
        xs = np.tile(np.array([*curves.slots, np.nan], np.float64), len(ys))
        ink = theme().colour("line")
        if theme().tokens.framed:
            # Every line is black there: many of them would hide the one that matters.
            ink.setAlpha(40)
        pen = self._pg.mkPen(ink, width=1)
        self._plot.addItem(self._pg.PlotDataItem(xs, np.hstack([ys, ends]).ravel(), pen=pen, connect="finite"))

    def _line(self, curve: Curve, pen: Any, *, dots: bool) -> None:
        look, pg = theme(), self._pg
        xs, ys = curve.values()
        self._plot.addItem(pg.PlotDataItem(xs, ys, pen=pen, connect="finite"))
        if dots and curve.points:
            ink = self._chosen_ink()
            brushes = [look.colour(ink) if point.complete else look.colour("surface") for point in curve.points]
            self._plot.addItem(
                pg.ScatterPlotItem(
                    x=np.array([point.minutes for point in curve.points], np.float64),
                    y=np.array([point.percent for point in curve.points], np.float64),
                    size=px(9),
                    brush=brushes,
                    pen=pg.mkPen(look.colour(ink), width=px(2)),
                )
            )

    # --- mouse ------------------------------------------------------------------------------------------------------------

    def nearest(self, place: QPointF) -> tuple[Curve, Point] | None:
        """The point under a place of the scene, of the chosen curve before all others; None where there is none."""
        curves = self.curves
        if curves is None or self._plot is None:
            return None
        view = self._plot.getViewBox()
        for curve in (curves.chosen, *curves.others):
            for point in curve.points:
                at = view.mapViewToScene(QPointF(point.minutes, point.percent))
                if (at - place).manhattanLength() <= px(NEAR):
                    return curve, point
        return None

    def _hover(self, place: QPointF) -> None:
        found = self.nearest(place)
        self.pointed.emit(found[1].words if found is not None else "")

    def _click(self, event: Any) -> None:
        found = self.nearest(event.scenePos())
        if found is not None:
            self.area_chosen.emit(found[0].record)

    # --- pictures ---------------------------------------------------------------------------------------------------------

    def save(self, target: Path) -> bool:
        """The chart as a picture: SVG by the name's ending, else PNG in double size. False where nothing is drawn or the file cannot be written."""
        if self._plot is None:
            return False
        size = self._plot.size()
        if target.suffix.casefold() == ".svg":
            made = QSvgGenerator()
            made.setFileName(str(target))
            made.setSize(size)
            made.setViewBox(QRectF(0, 0, size.width(), size.height()))
            made.setTitle(self.accessibleName())
            painter = QPainter()
            if not painter.begin(made):
                return False
            self._plot.render(painter)
            painter.end()
            return target.is_file()
        picture = QImage(size * 2, QImage.Format.Format_ARGB32)
        picture.setDevicePixelRatio(2.0)
        picture.fill(theme().colour("surface"))
        painter = QPainter(picture)
        self._plot.render(painter)
        painter.end()
        return picture.save(str(target))

    def picture(self) -> QImage:
        """The chart as it is seen, for the clipboard."""
        return self.grab().toImage()

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(240))

    def restyle(self) -> None:
        self.setMinimumHeight(px(180))
        self._draw()

    def retranslate(self) -> None:
        self._say()
