"""The strip over the overview: protocols in, where they stand, turnout; contest switch and the box for going to a station."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from electdesk.columns import Basis
from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, format_percent, language, tr
from electdesk.i18n.turnout_texts import slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.standing import SIGNS, Shown
from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.services.queries.seen import seen_basis
from electdesk.services.queries.totals import area_unit
from electdesk.services.queries.turnout import SlotTotal, newest_total
from electdesk.ui.look import icon, px
from electdesk.ui.parts import HeadlineFigure, KeyCap, Share, StripBar
from electdesk.ui.shell import Strip

PIECES: tuple[Shown, ...] = (
    Shown.FINAL,
    Shown.ANNULLED,
    Shown.SETTLED,
    Shown.TO_CONFIRM,
    Shown.SECOND_ENTRY,
    Shown.FIRST_ENTRY,
    Shown.DIFFERENCE,
    Shown.CONFLICT,
    Shown.DAMAGED,
    Shown.PARKED,
    Shown.RECEIVED,
    Shown.PHONED,
    Shown.AWAITED,
)
"""The pieces of the bar from left to right: what is done first, what is missing last."""


class FindBox(QLineEdit):
    """``wanted`` comes with Enter; Escape empties the box and gives the keyboard back."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.returnPressed.connect(lambda: self.wanted.emit(self.text()))
        self.key = KeyCap("Ctrl+G", parent=self)
        self.key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self.key.setVisible(not text))

    def place_key(self) -> None:
        """The key stands at the right end, in the middle of the height, as long as the box is empty."""
        size = self.key.sizeHint()
        self.key.resize(size)
        self.key.move(self.width() - size.width() - px(7), (self.height() - size.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_key()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)


class Headline(Strip):
    """Figures are added up from the table's own array of states: no look at single stations."""

    def __init__(self, desk: Desk, model: StationTableModel, before_find: Sequence[QWidget] = ()) -> None:
        self._desk = desk
        self._model = model
        self._stations, self._reported = 0, 0
        self._basis: Basis = "preliminary"
        self._day: SlotTotal | None = None
        super().__init__()
        self.protocols = HeadlineFigure(self._protocols_label)
        self.bar = StripBar()
        self.turnout = HeadlineFigure(self._turnout_label, line_after=False)
        self.contests = QComboBox()
        self.contests.activated.connect(lambda at: desk.show_contest(str(self.contests.itemData(at))))
        self.find_box = FindBox()
        self._action = self.find_box.addAction(icon("search", "ink2", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.add(self.protocols)
        self.add(self.bar, 1)
        self.add(self.turnout)
        self.add_right(self.contests)
        for widget in before_find:
            self.add_right(widget)
        self.add_right(self.find_box)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.read)
        model.counted.connect(self._later.start)
        model.rebuilt.connect(self._list_contests)
        desk.contest_changed.connect(self._list_contests)
        self._list_contests()
        self.restyle()
        self.retranslate()

    def _protocols_label(self) -> str:
        if self._basis == "settled":
            return tr("Settled protocols, of {N}", N=self._stations)
        return tr("Protocols, of {N}", N=self._stations)

    def _turnout_label(self) -> str:
        if self._day is not None:
            # Until more protocols are in than stations have reported, the day's own figure says more.
            n, time = self._day.reported, slot_words(self._day.slot)
            return tr("Turnout as of {time} · {n} of {N}", time=time, n=n, N=self._stations)
        if self._basis == "settled":
            return tr("Turnout, settled · {n} of {N}", n=self._reported, N=self._stations)
        return tr("Turnout, preliminary · {n} of {N}", n=self._reported, N=self._stations)

    def _list_contests(self) -> None:
        region = self._desk.region
        contests = region.columns.contests if region is not None else {}
        self.contests.clear()
        for record, columns in contests.items():
            self.contests.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
        self.contests.setCurrentIndex(self.contests.findData(self._desk.contest_record))
        # One contest needs no switch.
        self.contests.setVisible(len(contests) > 1)

    def read(self) -> None:
        """Show the figures as they are now."""
        region, columns, stations = self._desk.region, self._desk.contest, self._model.stations
        if region is None or columns is None or stations is None:
            self._stations = self._reported = 0
            self.protocols.set_value(NO_SHARE)
            self.turnout.set_value(NO_SHARE)
            self.bar.set_shares("", ())
            return
        self._basis = seen_basis(region, "preliminary")
        unit = area_unit(region, columns, self._basis)
        self._stations, self._reported = unit.stations, unit.reported
        self.protocols.set_label(self._protocols_label)
        self.protocols.set_value(format_count(unit.reported), f"· {format_percent(unit.reported, unit.stations)}")
        counts = np.bincount(stations.shown, minlength=len(Shown)).tolist()
        shares = [
            Share(counts[shown], SIGNS[shown].bar, f"{SIGNS[shown].say()} {format_count(counts[shown])}")
            for shown in PIECES
            if counts[shown]
        ]
        self.bar.set_shares(" · ".join(share.label for share in shares), shares)
        ratio = unit.issued if columns.form.turnout == "issued" else unit.found
        words = tr("issued / list") if columns.form.turnout == "issued" else tr("found / list")
        day = newest_total(region)
        self._day = day if day is not None and day.reported > unit.reported else None
        if self._day is not None:
            ratio, words = self._day.share, tr("issued / list")
        self.turnout.set_label(self._turnout_label)
        self.turnout.set_value(format_percent(ratio.count, max(ratio.of, 0)), words)

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "_later"):
            words = self.find_box.fontMetrics().horizontalAdvance(self.find_box.placeholderText())
            # Drawing, words and key, none of them cut in any language or size.
            self.find_box.setFixedWidth(max(px(154), px(46) + words + self.find_box.key.sizeHint().width()))
            self.find_box.place_key()
            self._action.setIcon(icon("search", "ink2", 16))
            self.contests.setMaximumWidth(px(220))

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_later"):
            self.find_box.setPlaceholderText(tr("Station №"))
            self.find_box.setAccessibleName(tr("Go to a station by number or village"))
            self._list_contests()
            self.restyle()
            self.read()
