"""The counter: the number of a station, then its name and list in large letters, then the form; a minute a station."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QScrollArea, QVBoxLayout, QWidget

from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, format_time, language, tr
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.reception.work import DeskWork
from electdesk.services.queries.reception import DeskCard
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Card, EmptyNote, Following, Label
from electdesk.ui.reception.form import DeskFields

MOST_MATCHES = 12


class _Matches(QListWidget):
    """Stations that fit what was typed; Enter takes one, Escape goes back to the number."""

    taken = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.taken.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Counter(Following, QWidget):
    """``defects_wanted``: the protocol at the desk is to be returned; the page asks why."""

    defects_wanted = Signal()

    def __init__(self, desk: Desk, work: DeskWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._work = desk, work
        self._found: list[int] = []
        self.number = QLineEdit()
        self.number.setProperty("kind", "large")
        self.matches = _Matches()
        self.matches.hide()
        self.name, self.place = Label("", kind="headline"), Label("", kind="dim")
        self.listed_label, self.listed = Label(lambda: tr("On the list by the register"), kind="label"), Label("", kind="huge")
        self.told = Label("", tone="warn")
        for label in (self.name, self.place, self.told):
            label.setWordWrap(True)
        self.fields = DeskFields()
        self.accept = ActionButton(lambda: tr("Accept"), icon="received", key="+", primary=True)
        self.send_back = ActionButton(lambda: tr("Return with defects"), icon="returned", key="F7")
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.accept)
        self._buttons.addWidget(self.send_back)
        self._buttons.addStretch(1)
        self._station = QWidget()
        station = QVBoxLayout(self._station)
        for widget in (self.name, self.place, self.listed_label, self.listed, self.told, self.fields):
            station.addWidget(widget)
        station.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._station)
        # The card under it has the ground.
        self._station.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body = QWidget()
        self._box = QVBoxLayout(self._body)
        self._ask = Label(lambda: tr("Station: number or name, then Enter"))
        self._box.addWidget(self._ask)
        self._box.addWidget(self.number)
        self._box.addWidget(self.matches)
        self._box.addWidget(self._scroll, 1)
        self._box.addLayout(self._buttons)
        self._none = EmptyNote(
            lambda: tr("Nothing lies at the desk"),
            lambda: tr("The number of the station brings its name and its list to compare; + accepts the protocol, F7 returns it."),
            icon="received",
        )
        self._box.addWidget(self._none, 1)
        card = Card(lambda: tr("Protocol at the desk"))
        card.set_body(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.setFocusProxy(self.number)
        self.number.returnPressed.connect(self._entered)
        self.matches.taken.connect(lambda place: work.choose(self._found[place]))
        self.matches.itemClicked.connect(lambda item: work.choose(self._found[self.matches.row(item)]))
        self.matches.left.connect(self.number.setFocus)
        self.fields.accept_wanted.connect(self.take_in)
        self.fields.left.connect(work.clear)
        self.accept.clicked.connect(self.take_in)
        self.send_back.clicked.connect(self.defects_wanted)
        work.station_changed.connect(self.show_station)
        self.begin()
        self.show_station()

    def _entered(self) -> None:
        self._found = self._work.find(self.number.text())[:MOST_MATCHES]
        if len(self._found) == 1:
            self._work.choose(self._found[0])
            return
        typed = self.number.text().strip()
        self._work.choose(None)
        self.number.setText(typed)
        if not self._found:
            self._ask.set_words((lambda: tr("No station is found by “{text}”.", text=typed)) if typed else self._question, "warn")
            self.number.selectAll()
            return
        columns = self._desk.contest
        assert columns is not None
        self.matches.clear()
        for row in self._found:
            station, path = columns.register.stations[row], columns.register.area_path(row)
            district = in_language(columns.register.areas[path[0]].name, language()) if path else ""
            name = in_language(station.name, language())
            self.matches.addItem(" · ".join(part for part in (f"№ {station.number}", name, station.address, district) if part))
        self.matches.setFixedHeight(min(len(self._found), 6) * px(27) + px(6))
        self.matches.show()
        self.matches.setCurrentRow(0)
        self.matches.setFocus()

    @staticmethod
    def _question() -> str:
        return tr("Station: number or name, then Enter")

    def show_station(self) -> None:
        """Show the station at the desk, or an empty counter."""
        card = self._work.card
        self.matches.hide()
        self._scroll.setVisible(card is not None)
        self._none.setVisible(card is None)
        for button in (self.accept, self.send_back):
            button.setEnabled(card is not None and self._desk.can_write)
            button.setVisible(card is not None)
        self._ask.set_words(self._question, "")
        if card is None:
            self.number.clear()
            if self.isVisible():
                self.number.setFocus()
            return
        region = self._desk.region
        assert region is not None
        self.number.setText(card.number)
        self._say(card)
        self.fields.begin_with(card, tr("now, {time}", time=format_time(region.local(region.now_text()))))
        self.fields.list_size.setFocus()

    def _say(self, card: DeskCard) -> None:
        self.name.set_words(lambda: f"№ {card.number} · {in_language(card.name, language())}".rstrip(" ·"))
        self.place.set_words(
            lambda: " · ".join(
                part for part in (card.address, *(in_language(names, language()) for names in card.districts)) if part
            )
        )
        self.listed.set_words(format_count(card.list_size) if card.list_size != BLANK else NO_SHARE)
        self.told.set_words(lambda: self._notice(card))
        self.told.setVisible(bool(self._notice(card)))

    def _notice(self, card: DeskCard) -> str:
        region = self._desk.region
        if region is None:
            return ""
        if not card.votes:
            return tr("This station does not vote in the contest that is shown.")
        if card.arrivals:
            last = card.arrivals[0].arrival
            time = format_time(region.local(last.at))
            if last.outcome == "accepted":
                return tr("A protocol was accepted at {time}, receipt № {number}.", time=time, number=str(last.number))
            return tr("A protocol was returned at {time}, № {number}.", time=time, number=str(last.number))
        return tr("A protocol of this station is registered already.") if card.paper_there else ""

    def take_in(self) -> None:
        """Accept what lies at the desk."""
        if self._work.row is not None:
            self._work.accept(self.fields.form())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._work.row is not None:
            self._work.clear()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        self._box.setContentsMargins(px(12), px(8), px(12), px(10))
        self._box.setSpacing(px(6))
        self._buttons.setSpacing(px(8))
        self.setMinimumWidth(px(380))

    def retranslate(self) -> None:
        self.number.setAccessibleName(tr("Station: number or name"))
        self.matches.setAccessibleName(tr("Stations that fit"))
        card = self._work.card
        if card is not None:
            self._say(card)
