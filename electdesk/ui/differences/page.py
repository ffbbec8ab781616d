"""The page of differences: which wait, the one that is open, who typed its entries, what has been settled."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import in_language
from electdesk.domain.states import State
from electdesk.i18n import format_count, format_time, language, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.differences import Settling
from electdesk.ui.differences.lines import LineFields
from electdesk.ui.entry.banners import Banners
from electdesk.ui.entry.reason_box import ReasonBox
from electdesk.ui.look import px
from electdesk.ui.parts import (
    ActionButton,
    Card,
    EmptyNote,
    Following,
    Hairline,
    HeadlineFigure,
    IconLabel,
    Label,
    TableView,
    Words,
)
from electdesk.ui.parts.digit_keys import is_finish_key
from electdesk.ui.region_badge import RegionBadge
from electdesk.ui.shell import Strip

WIDE = 1180
"""Below this width (pixels at 100 %) who typed the entries is left out."""
NARROW = 720
"""Below this width the lists and what is open take turns: F5 and Esc go back to the lists."""
CHANGE_REASONS: tuple[Words, ...] = (lambda: tr("misread the paper"), lambda: tr("typing error"))
RETURN_REASONS: tuple[Words, ...] = (lambda: tr("another protocol was typed"), lambda: tr("many lines differ"))


class DifferencesPage(Following, QWidget):
    """For whoever settles. ``strip`` belongs over the page. ``message`` tells a sentence for the window."""

    message = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self.desk = desk
        self.settling = Settling(desk, self)
        self._refused = False
        self.strip = Strip()
        self._waiting_figure = HeadlineFigure(lambda: tr("Differences"))
        self._done_figure = HeadlineFigure(lambda: tr("Settled"))
        self._neither_figure = HeadlineFigure(lambda: tr("Third figure"), line_after=False)
        for figure in (self._waiting_figure, self._done_figure, self._neither_figure):
            self.strip.add(figure)
        self.strip.add_stretch()
        self.badge = RegionBadge(desk)
        self.person = IconLabel("user", self._person_words)
        self.strip.add_right(self.badge)
        self.strip.add_right(self.person)
        self.banners = Banners()
        self._build_lists()
        self._build_middle()
        self._build_side()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self._left)
        self._across.addWidget(self._middle, 1)
        self._across.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banners)
        whole.addLayout(self._across, 1)
        self._connect()
        self.setFocusProxy(self.waiting)
        self.begin()

    # -- building

    def _build_lists(self) -> None:
        self.waiting_model = QStandardItemModel(0, 4, self)
        self.waiting = TableView(lambda: tr("Differences that wait"))
        self.waiting.setModel(self.waiting_model)
        self.waiting.set_column_widths({0: 56, 2: 58, 3: 62}, stretch=1)
        self.done_model = QStandardItemModel(0, 4, self)
        self.done = TableView(lambda: tr("Settled differences"))
        self.done.setModel(self.done_model)
        self.done.set_column_widths({0: 56, 2: 58, 3: 62}, stretch=1)
        self._waiting_card = Card(lambda: tr("Waiting"), self._waiting_words)
        self._waiting_card.set_body(self.waiting)
        self._done_card = Card(lambda: tr("Settled"), lambda: format_count(len(self.settling.done)))
        self._done_card.set_body(self.done)
        self._left = QWidget()
        self._lists = QVBoxLayout(self._left)
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._lists.addWidget(self._waiting_card, 1)
        self._lists.addWidget(self._done_card, 1)

    def _build_middle(self) -> None:
        self.fields = LineFields(self.settling)
        self.card = Card(self._title, self._subtitle)
        self._what = Label(self._what_words, kind="title")
        self._how = Label(
            lambda: tr(
                "Type the figure from the paper. Both entries of a line open after it is typed; changing it then needs a reason."
            ),
            kind="dim",
        )
        for label in (self._what, self._how):
            label.setWordWrap(True)
        self.rules_model = QStandardItemModel(0, 3, self)
        self.rules = TableView(lambda: tr("Rules of the form"))
        self.rules.setModel(self.rules_model)
        self.rules.set_column_widths({0: 64, 1: 220}, stretch=2)
        self.rules.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._foot = QWidget()
        self._foot_row = QHBoxLayout(self._foot)
        self.park = ActionButton(lambda: tr("Put aside"), icon="pause", key="F5")
        self.give_back = ActionButton(lambda: tr("Return to a clerk …"), icon="returned")
        self.progress = Label("", kind="dim")
        self.finish = ActionButton(lambda: tr("Record and next"), primary=True, icon="check", key="+")
        for widget in (self.park, self.give_back):
            self._foot_row.addWidget(widget)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.progress)
        self._foot_row.addWidget(self.finish)
        self._asking = QVBoxLayout()
        body = QWidget()
        body.setProperty("part", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._told = QVBoxLayout()
        self._told.addWidget(self._what)
        self._told.addWidget(self._how)
        inside.addLayout(self._told)
        inside.addWidget(Hairline())
        inside.addWidget(self.fields, 3)
        inside.addWidget(Hairline())
        inside.addWidget(self.rules, 1)
        inside.addLayout(self._asking)
        inside.addWidget(Hairline())
        inside.addWidget(self._foot)
        self.card.set_body(body)
        self._none = EmptyNote(
            lambda: tr("No difference waits"),
            lambda: tr("Where two entries of one paper differ, the station appears here."),
            icon="check",
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self._none)
        self._middle.addWidget(self.card)

    def _build_side(self) -> None:
        self._who = Label(self._who_words)
        self._who.setWordWrap(True)
        self._order = Label(
            lambda: "\n".join(
                (
                    "1   " + tr("Read the line on the paper and type it."),
                    "2   " + tr("Both entries of that line open."),
                    "3   " + tr("The program marks which one agrees."),
                    "4   " + tr("Both entries stay in the journal for ever."),
                )
            )
        )
        self._order.setWordWrap(True)
        self._side = QWidget()
        self._cards = QVBoxLayout(self._side)
        self._cards.setContentsMargins(0, 0, 0, 0)
        for title, label in ((lambda: tr("Who and when"), self._who), (lambda: tr("How it goes"), self._order)):
            card = Card(title)
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.addWidget(label)
            card.set_body(holder)
            self._cards.addWidget(card)
        self._cards.addStretch(1)

    def _connect(self) -> None:
        settling, fields = self.settling, self.fields
        settling.listed.connect(self._listed)
        settling.opened.connect(self._opened)
        settling.typed.connect(self._show_lines)
        settling.refused.connect(self._show_error)
        settling.settled.connect(self._settled)
        fields.finish_wanted.connect(self._finish)
        fields.park_wanted.connect(self._put_aside)
        fields.left.connect(self._put_aside)
        fields.past_end.connect(lambda: self.finish.setFocus(Qt.FocusReason.TabFocusReason))
        self.finish.clicked.connect(self._finish)
        self.park.clicked.connect(self._put_aside)
        self.give_back.clicked.connect(self._ask_return)
        self.waiting.opened.connect(self._chosen)
        self.waiting.clicked.connect(self._chosen)
        self.done.opened.connect(self._go_to_done)

    # -- lists

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listed()
        following = next((waiting for waiting in self.settling.waiting if not waiting.own), None)
        if self.settling.open_one is None and following is not None:
            self.settling.open(following.row)

    def _listed(self) -> None:
        if not self.isVisible():
            return
        self.settling.read()
        self._fill()

    def _fill(self) -> None:
        region, settling = self.desk.region, self.settling
        self.person.set_state("user", self._person_words)
        for model in (self.waiting_model, self.done_model):
            model.setRowCount(0)
        if region is not None:
            for waiting in settling.waiting:
                mark = " · " + tr("yours") if waiting.own else ""
                number, name = self._station(waiting.row)
                since = format_time(region.local(waiting.since))
                self.waiting_model.appendRow(_cells((number, name + mark, format_count(waiting.lines), since), waiting.row))
            agreed = {
                "first": tr("first entry"),
                "second": tr("second entry"),
                "both": tr("one or the other"),
                "neither": tr("neither entry"),
            }
            for done in settling.done:
                number, name = self._station(done.row)
                at = format_time(region.local(done.at))
                self.done_model.appendRow(_cells((number, agreed[done.agreed], format_count(done.lines), at), done.row))
        self._heads()
        self._waiting_figure.set_value(format_count(len(settling.waiting)))
        self._done_figure.set_value(format_count(len(settling.done)))
        third = sum(done.agreed == "neither" for done in settling.done)
        self._neither_figure.set_value(
            format_count(third), tr("of {n}: both entries differed from the paper", n=len(settling.done)) if settling.done else ""
        )
        self._waiting_card.set_subtitle(self._waiting_words)
        self._done_card.set_subtitle(lambda: format_count(len(self.settling.done)))
        self._middle.setCurrentWidget(self.card if settling.open_one is not None else self._none)
        if settling.open_one is None and settling.waiting and self.waiting.currentIndex().row() < 0:
            self.waiting.selectRow(0)

    def _heads(self) -> None:
        number, lines = tr("No."), tr("Lines")
        self.waiting_model.setHorizontalHeaderLabels([number, tr("Station"), lines, tr("Since")])
        self.done_model.setHorizontalHeaderLabels([number, tr("Agrees with"), lines, tr("At")])
        self.rules_model.setHorizontalHeaderLabels([tr("Rule"), tr("Relation"), tr("State")])

    def _person_words(self) -> str:
        return self.desk.region.person.name if self.desk.region is not None else ""

    def _waiting_words(self) -> str:
        return format_count(len(self.settling.waiting))

    def _station(self, row: int) -> tuple[str, str]:
        region = self.desk.region
        if region is None:
            return "", ""
        station = region.columns.register.stations[row]
        area = region.columns.register.areas.get(station.area)
        name = in_language(station.name, language()) or (in_language(area.name, language()) if area is not None else "")
        return station.number, name

    def _chosen(self, index: QModelIndex) -> None:
        item = self.waiting_model.item(index.row(), 0)
        if item is not None:
            self.settling.open(int(item.data()))

    def _go_to_done(self, index: QModelIndex) -> None:
        item = self.done_model.item(index.row(), 0)
        if item is not None:
            self.desk.station_chosen.emit(int(item.data()))

    def open_station(self, row: int) -> None:
        """Take up the difference of a station (row of the register)."""
        self.settling.open(row)

    # -- what is open

    def _opened(self) -> None:
        self._stop_asking()
        self.banners.remove("error")
        told = self.settling.open_one
        self._middle.setCurrentWidget(self.card if told is not None else self._none)
        self.card.set_title(self._title)
        self.card.set_subtitle(self._subtitle)
        self._who.set_words(self._who_words)
        own = told is not None and self.desk.region is not None and any(e.by == self.desk.region.person.name for e in told.entries)
        self._arrange()
        self._refused = own
        self.finish.set_refusal((lambda: tr("you typed one of the entries")) if own else None)
        self._show_lines()
        # Whoever comes to the page types at once; the list has the keyboard only while nothing is open.
        self.setFocusProxy(self.fields.first() or self.waiting)
        if told is not None:
            self.fields.focus_first()
        elif self.isVisible():
            self.waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self) -> str:
        told = self.settling.open_one
        return "" if told is None else tr("Station {number}", number=self._station(told.row)[0])

    def _subtitle(self) -> str:
        told = self.settling.open_one
        return "" if told is None else self._station(told.row)[1]

    def _what_words(self) -> str:
        missing = self.settling.missing()
        sheet = self.settling.sheet
        if sheet is None:
            return ""
        if not missing:
            return tr("Every line that differs is typed. Record what the paper says.")
        return tr("Line {number}. What does the paper say?", number=sheet.numbers[missing[0]])

    def _who_words(self) -> str:
        region = self.desk.region
        if region is None or self.settling.open_one is None:
            return ""
        first, *rest = self.settling.entries()
        said = [tr("First entry: {who}, {time}", who=first.by or tr("file"), time=format_time(region.local(first.at)))]
        said += [
            tr("Second entry: {who}, {time}", who=entry.by or tr("file"), time=format_time(region.local(entry.at)))
            for entry in rest
        ]
        said.append(tr("Settles: {who}", who=region.person.name))
        return "\n".join(said)

    def _show_lines(self) -> None:
        lines = self.settling.lines()
        typed = len(lines) - len(self.settling.missing())
        self.progress.set_words(lambda: tr("typed {n} of {total}", n=typed, total=len(lines)))
        self._what.set_words(self._what_words)
        self.rules_model.setRowCount(0)
        states = {"holds": tr("holds"), "broken": tr("does not add up"), "blank": tr("after the lines are typed")}
        for rule in self.settling.relations():
            if rule.severity == "info":
                continue
            sides = "" if rule.left is None or rule.right is None else f"{format_count(rule.left)} · {format_count(rule.right)}   "
            self.rules_model.appendRow(_cells((rule.code, rule.text, sides + states.get(rule.state, "")), 0))
        self._heads()

    # -- commands

    def _finish(self) -> None:
        settling = self.settling
        if settling.open_one is None or self._refused:
            return
        missing = settling.missing()
        if missing:
            self.fields.focus_first()
            return
        if settling.needs_reason:
            self._ask(
                lambda: tr("A line was typed anew after both entries were seen: why?"),
                CHANGE_REASONS,
                lambda _kind, _document, reason: settling.settle(reason),
            )
            return
        settling.settle()

    def _settled(self, row: int) -> None:
        number = self._station(row)[0]
        columns = self.settling.columns
        if columns is not None and State(int(columns.state[row])) is State.SETTLED:
            words: Words = lambda: tr("Station {number} is settled; both entries are kept.", number=number)  # noqa: E731
            self.banners.tell("settled", words, icon="check")
        else:
            open_words: Words = lambda: tr(  # noqa: E731
                "Station {number}: what the paper says is kept and does not add up, so the tally stays open. "
                "Look at its findings; it is corrected, a new paper is registered, or it is accepted as the paper states by decision.",
                number=number,
            )
            self.banners.tell("settled", open_words, weight="warn", icon="warning")
        self.settling.read()
        self._fill()
        following = next((waiting for waiting in self.settling.waiting if not waiting.own), None)
        if following is not None:
            self.settling.open(following.row)

    def _put_aside(self) -> None:
        """Nothing is written: what was typed here is typed again when the station is taken up."""
        self.settling.forget()
        self._listed()

    def _ask_return(self) -> None:
        names = list(dict.fromkeys(entry.by for entry in self.settling.entries() if entry.by))
        if not names:
            return
        kinds = [(name, name) for name in names]
        self._ask(
            lambda: tr("Return the entry of which clerk, and why? The lines that differ will be empty."),
            RETURN_REASONS,
            lambda kind, _document, reason: self._give_back(kind or names[0], reason),
            kinds=kinds,
        )

    def _give_back(self, author: str, reason: str) -> None:
        told = self.settling.open_one
        number = self._station(told.row)[0] if told is not None else ""
        if self.settling.give_back(author, reason):
            self.banners.tell(
                "settled",
                lambda: tr("The entry of station {number} went back to {who}.", number=number, who=author),
                icon="returned",
            )

    def _ask(self, question: Words, stock: Sequence[Words], answer: object, *, kinds: Sequence[tuple[str, Words]] = ()) -> None:
        self._stop_asking()
        box = ReasonBox(question, stock, kinds=kinds)
        box.given.connect(answer)
        box.left.connect(self._stop_asking)
        self._asking.addWidget(box)
        box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_asking(self) -> None:
        while self._asking.count():
            widget = self._asking.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_error(self, error: ClerkError) -> None:
        self.banners.tell("error", lambda: str(error_sentences(error.code, error.params)), weight="err", icon="warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_finish_key(event):
            self._finish()
        elif event.key() == Qt.Key.Key_F5 and self.settling.open_one is not None:
            self._put_aside()
        else:
            super().keyPressEvent(event)

    # -- looks

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        # The page arranges itself for the room there is, and does not ask for more.
        self.setMinimumSize(px(300), px(240))
        self.fields.setMinimumHeight(px(60))
        for table in (self.rules, self.waiting, self.done):
            table.setMinimumHeight(px(40))
        self._across.setContentsMargins(px(8), px(8), px(8), px(8))
        self._across.setSpacing(px(8))
        for box in (self._lists, self._cards):
            box.setSpacing(px(8))
        self._told.setContentsMargins(px(14), px(10), px(14), px(8))
        self._foot_row.setContentsMargins(px(12), px(8), px(12), px(8))
        self._arrange()

    def _arrange(self) -> None:
        self._side.setVisible(self.width() >= px(WIDE))
        self._side.setFixedWidth(px(250))
        narrow, open_now = self.width() < px(NARROW), self.settling.open_one is not None
        self._left.setVisible(not (narrow and open_now))
        self._middle.setVisible(open_now or not narrow)
        if narrow:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16777215)
        else:
            self._left.setFixedWidth(max(px(200), min(px(300), self.width() * 24 // 100)))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Differences"))
        if hasattr(self, "card") and self.isVisible():
            self._fill()
            self._show_lines()


def _cells(words: Sequence[str], row: int) -> list[QStandardItem]:
    items = []
    for word in words:
        item = QStandardItem(word)
        item.setEditable(False)
        item.setData(row)
        items.append(item)
    return items
