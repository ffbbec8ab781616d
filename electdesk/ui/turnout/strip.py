"""The strip over the phone desk: turnout so far, who is missing, the next slot, who has finished; going to a station by its number."""

import datetime as dt

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from electdesk.i18n import NO_SHARE, format_count, format_percent, ntr, tr
from electdesk.i18n.turnout_texts import counted_words, slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.services.queries.turnout import area_turnout, finished_early
from electdesk.ui.look import icon, px
from electdesk.ui.overview.headline import FindBox
from electdesk.ui.parts import HeadlineFigure
from electdesk.ui.region_badge import RegionBadge
from electdesk.ui.shell import Strip

MINUTE = 60_000


class TurnoutStrip(Strip):
    """Figures of the region at the slot at hand."""

    def __init__(self, desk: Desk, work: TurnoutWork) -> None:
        self._desk, self._work = desk, work
        self._said: dict[HeadlineFigure, list[tuple[str, str, str]]] = {}
        super().__init__()
        self.turnout = HeadlineFigure(self._turnout_label)
        self.missing = HeadlineFigure(self._missing_label)
        self.next_slot = HeadlineFigure(lambda: tr("Next slot"))
        self.finished = HeadlineFigure(lambda: tr("Ended before the hour"), line_after=False)
        for figure in (self.turnout, self.missing, self.next_slot, self.finished):
            self.add(figure)
        self.add_stretch()
        self.find_box = FindBox()
        self._action = self.find_box.addAction(icon("search", "ink2", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.add_right(RegionBadge(desk))
        self.add_right(self.find_box)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.read)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.read)
        self._minute.start()
        work.scope_changed.connect(self._later.start)
        work.place_changed.connect(self._later.start)
        desk.changed.connect(lambda _change: self._later.start())
        self.retranslate()
        self.restyle()

    def _turnout_label(self) -> str:
        return tr("Turnout as of {time}", time=self._time())

    def _missing_label(self) -> str:
        return tr("No report for {time}", time=self._time())

    def _time(self) -> str:
        return slot_words(self._work.slot) if self._work.slot else NO_SHARE

    def read(self) -> None:
        """The figures as they are now; the cost is that of the districts."""
        region = self._desk.region
        total = area_turnout(region).at(self._work.slot) if region is not None and self._work.slot else None
        self.turnout.set_label(self._turnout_label)
        self.missing.set_label(self._missing_label)
        if region is None or total is None:
            for figure in (self.turnout, self.missing, self.next_slot, self.finished):
                self._tell(figure, [(NO_SHARE, "", "")])
            return
        share = format_percent(total.share.count, total.share.of) if total.reported else NO_SHARE
        self._tell(self.turnout, [(share, f"· {counted_words(total.reported, total.stations)}", "")])
        self._tell(self.missing, [(format_count(total.missing), station_word(total.missing), "")])
        early, ordinary = finished_early(region)
        parts = [(format_count(early), station_word(early), "")]
        if ordinary:
            word = ntr("{n} of the ordinary type", "{n} of the ordinary type", ordinary)
            parts.append((format_count(ordinary), word.replace(format_count(ordinary), "").strip(), "warn"))
        self._tell(self.finished, parts)
        self._show_next()

    def _tell(self, figure: HeadlineFigure, parts: list[tuple[str, str, str]]) -> None:
        """Words are widgets: they are made anew only where they say something else."""
        if self._said.get(figure) != parts:
            self._said[figure] = parts
            figure.set_parts(parts)

    def _show_next(self) -> None:
        region, turnout = self._desk.region, self._work.turnout
        if region is None or turnout is None:
            return
        now = region.local(region.now_text())
        minutes = now.hour * 60 + now.minute
        coming = next((at for at in turnout.clock.slots if at > minutes), None)
        waits = now.date().isoformat() == region.columns.set_up.day and coming is not None
        self.next_slot.setVisible(waits)
        if not waits or coming is None:
            return
        left = dt.timedelta(minutes=coming - minutes)
        hours, rest = divmod(int(left.total_seconds()) // 60, 60)
        left_words = tr("in {hours} h {minutes} min", hours=hours, minutes=f"{rest:02d}")
        self._tell(self.next_slot, [(f"{coming // 60}:{coming % 60:02d}", left_words, "")])

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "_minute"):
            words = self.find_box.fontMetrics().horizontalAdvance(self.find_box.placeholderText())
            self.find_box.setFixedWidth(max(px(154), px(46) + words + self.find_box.key.sizeHint().width()))
            self.find_box.place_key()
            self._action.setIcon(icon("search", "ink2", 16))

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_minute"):
            self.find_box.setPlaceholderText(tr("Station №"))
            self.find_box.setAccessibleName(tr("Go to a station by number or village"))
            self.restyle()
            self.read()


def station_word(n: int) -> str:
    """The word that goes with so many stations, without the number, which stands before it in large type."""
    return ntr("{n} station", "{n} stations", n).replace(format_count(n), "").strip()
