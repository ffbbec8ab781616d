"""The strip over the entry page: which station, what is known of it, how the shift goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.records.names import in_language
from electdesk.domain.states import Mark
from electdesk.i18n import format_count, language, ntr, ptr, tr
from electdesk.qtmodels.entry import EntryWork
from electdesk.ui.entry.telling import about_station
from electdesk.ui.look import px
from electdesk.ui.parts import Hairline, HeadlineFigure, IconLabel, Label, ModeBadge, Words
from electdesk.ui.shell import Strip


class EntryStrip(Strip):
    """Station number in large type, its name over what the register says; at the right the shift, the mode and the person."""

    _built = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._number_box = QWidget()
        self.caption = Label(lambda: ptr("entry", "Station"), kind="label")
        self.number = Label("", kind="huge")
        column = QVBoxLayout(self._number_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.caption)
        column.addWidget(self.number)
        column.addStretch(1)
        self._number_column = column
        self._line = Hairline(Qt.Orientation.Vertical)
        self._words = QWidget()
        self.name = Label("", kind="value", elide=True)
        self.about = Label("", kind="dim", elide=True)
        lines = QVBoxLayout(self._words)
        lines.addStretch(1)
        lines.addWidget(self.name)
        lines.addWidget(self.about)
        lines.addStretch(1)
        self._lines = lines
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.shift = HeadlineFigure(lambda: tr("Entries · this shift"), line_after=False)
        self.refused = Label("", kind="label")
        self.badge = ModeBadge(lambda: tr("TRAINING REGION"))
        self.person = IconLabel("user", "")
        holder = QWidget()
        self._holder = QHBoxLayout(holder)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._holder.addWidget(self._line)
        self.add(self._number_box)
        self.add(holder)
        self.contested = IconLabel("exclamation", lambda: tr("finding after signing"), role="warn")
        self.contested.hide()
        self.add(self._words, 1)
        self.add_right(self.contested)
        self.add_right(self.refused)
        self.add_right(self.shift)
        self.add_right(self.badge)
        self.add_right(self.person)
        self._built = True
        self.restyle()

    def set_station(self, number: str, name: Words, about: Words) -> None:
        """Which station is open; "" for none."""
        self.number.set_words(number)
        self.caption.setVisible(bool(number))
        self._line.setVisible(bool(number))
        self._number_box.setVisible(bool(number))
        self.name.set_words(name)
        self.about.set_words(about)

    def show_work(self, work: EntryWork) -> None:
        """The station that is open, the mode of the region, the person, the shift."""
        region, row = work.desk.region, work.row
        if region is None:
            self.set_station("", lambda: tr("No region is open"), "")
        elif row is None:
            self.set_station("", lambda: tr("Entry"), lambda: tr("Type the station's number first"))
        else:
            station = region.columns.register.stations[row]
            name = in_language(station.name, language()) or station.number
            self.set_station(station.number, name, lambda: about_station(work.desk, row))
        columns = work.contest
        self.contested.setVisible(row is not None and columns is not None and bool(columns.marks[row] & Mark.CONTESTED))
        self.contested.setToolTip(
            tr("A hard finding appeared after this tally was made final. It stays final until a supervisor opens it again.")
        )
        self.badge.setVisible(region is not None and region.is_test)
        self.person.setVisible(region is not None)
        if region is not None:
            self.person.set_state("user", region.person.name)
        self.show_shift(work)

    def show_shift(self, work: EntryWork) -> None:
        """How many protocols this shift, how many an hour, and, quietly, how many keys were refused."""
        hour, count = work.shift.per_hour(), len(work.shift.finished_at)
        refused = work.shift.refused_keys + (work.model.refused_keys if work.model is not None else 0)

        def unit() -> str:
            word = ntr("protocol", "protocols", count)
            return word if hour is None else f"{word} · {tr('{n} an hour', n=hour)}"

        self.shift.set_value(format_count(count), unit)
        self.refused.set_words(lambda: tr("keys refused: {n}", n=refused))
        self.refused.setVisible(refused > 0)

    def restyle(self) -> None:
        super().restyle()
        if self._built:
            self._number_column.setContentsMargins(px(12), 0, px(14), px(2))
            self.number.setFixedHeight(px(36))
            self._lines.setContentsMargins(px(12), 0, px(8), 0)
            self._lines.setSpacing(px(1))
            self._line.setFixedHeight(px(44))
            self._words.setMinimumWidth(px(160))
