"""What stands at the right of the form: findings in full sentences, how every rule stands, what happened before."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.findings import HARD, SOFT, Finding
from electdesk.i18n import ntr, tr
from electdesk.qtmodels.entry import RuleState, Sheet, TallyFormModel
from electdesk.ui.entry.reason_box import ReasonBox, let_go
from electdesk.ui.entry.wording import FindingWords, compact, finding_words, rule_sides, waiting_words
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Card, CardHead, FindingBox, Following, Label, Words
from electdesk.ui.parts.painting import draw_icon

STATE_ICONS: Final = {
    "holds": ("check", "ok"),
    "broken": ("not_equal", "err"),
    "waiting": ("circle", "ink2"),
    "not_applicable": ("minus", "ink2"),
    "cannot": ("exclamation", "warn"),
}
STOCK_REASONS: Final[tuple[Words, ...]] = (
    lambda: tr("The paper says so"),
    lambda: tr("Compared with the commission by phone"),
    lambda: tr("Explained in a note to the protocol"),
)


class RulesList(Following, QWidget):
    """Every relation of the form: a mark, its code, the rule in short, both sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rules: tuple[RuleState, ...] = ()
        self.sheet: Sheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_rules(self, rules: Sequence[RuleState], sheet: Sheet | None) -> None:
        """Show how they stand now on this sheet."""
        if tuple(rules) == self.rules and sheet is self.sheet:
            return
        self.sheet = sheet
        grown = len(rules) != len(self.rules)
        self.rules = tuple(rules)
        self.retranslate()
        if grown:
            self.restyle()
        self.update()

    def lines(self) -> list[str]:
        """The list as text, one rule a line."""
        signs = {"holds": "✓", "broken": "≠", "waiting": "○", "not_applicable": "–", "cannot": "!"}
        return [f"{signs[rule.state]} {rule.code} {compact(rule.text)}  {self._sides(rule)}".rstrip() for rule in self.rules]

    def _sides(self, rule: RuleState) -> str:
        return rule_sides(rule, self.sheet) if self.sheet is not None else ""

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Checks of lines"))
        self.setAccessibleDescription("\n".join(self.lines()))

    def restyle(self) -> None:
        self.setFixedHeight(px(26) * max(len(self.rules), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        high = px(26)
        for place, rule in enumerate(self.rules):
            row = QRect(0, place * high, self.width(), high)
            name, tone = STATE_ICONS[rule.state]
            if rule.state == "broken" and rule.severity != HARD:
                name, tone = "exclamation", "warn" if rule.severity == SOFT else "accent"
            draw_icon(painter, QRect(px(12), row.top(), 1, high).center().toPointF(), name, look.colour(tone).name(), 13)
            painter.setFont(look.font(12, bold=True))
            painter.setPen(look.colour("ink"))
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(row.adjusted(px(28), 0, 0, 0), left, rule.code)
            painter.setFont(look.font(12))
            metrics = QFontMetrics(painter.font())
            sides = self._sides(rule)
            wide = metrics.horizontalAdvance(sides)
            room = self.width() - px(68) - px(12) - (wide + px(8) if sides else 0)
            shown = metrics.elidedText(compact(rule.text), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(px(68), row.top(), room, high), left, shown)
            painter.setPen(look.colour("ink" if rule.state == "holds" else tone))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(row.adjusted(0, 0, -px(12), 0), right, sides)
            painter.fillRect(QRect(0, row.bottom(), self.width(), 1), look.colour("hair"))

    def sizeHint(self) -> QSize:
        return QSize(px(260), px(26) * max(len(self.rules), 1))


class HistoryRow(msgspec.Struct, frozen=True):
    """One step: the time as text and what happened."""

    at: str
    text: str


class HistoryList(Following, QWidget):
    """Times at the left, what happened at the right, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[HistoryRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin()

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these steps."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        self.setAccessibleDescription("\n".join(f"{row.at} {row.text}" for row in rows))
        self.restyle()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("History"))

    def restyle(self) -> None:
        self.setFixedHeight(px(26) * max(len(self.rows), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font(12))
        metrics = QFontMetrics(painter.font())
        high = px(26)
        for place, row in enumerate(self.rows):
            top = place * high
            painter.setPen(look.colour("ink2"))
            painter.drawText(QRect(0, top, px(54), high), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.at)
            painter.setPen(look.colour("ink"))
            room = self.width() - px(68) - px(12)
            shown = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(px(68), top, room, high), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            painter.fillRect(QRect(0, top + high - 1, self.width(), 1), look.colour("hair"))


class EntrySide(Card):
    """The card at the right. ``confirmed`` tells a finding and its reason; ``lines_wanted`` the slots of a finding to look at."""

    confirmed = Signal(object, str)
    asking_left = Signal()
    lines_wanted = Signal(object)
    _built = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("Findings"), parent=parent)
        self.model: TallyFormModel | None = None
        self.current = 0
        self.boxes: list[FindingBox] = []
        self._contents: list[tuple[Finding | None, FindingWords, str]] = []
        self.reason_box: ReasonBox | None = None
        self._shown: object = None
        self._asked: Finding | None = None
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("part", "surface")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._finding_box = QVBoxLayout()
        self._none = Label(lambda: tr("Nothing to report so far."), kind="dim")
        self._none.setWordWrap(True)
        self._rules_head = CardHead(lambda: tr("Checks of lines"), line_above=True)
        self.rules = RulesList()
        self._history_head = CardHead(lambda: tr("History"), line_above=True)
        self.history = HistoryList()
        self._column.addLayout(self._finding_box)
        for widget in (self._rules_head, self.rules, self._history_head, self.history):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll.setWidget(inner)
        self.set_body(self._scroll)
        self._finding_box.addWidget(self._none)
        self._built = True
        self.restyle()

    def set_model(self, model: TallyFormModel | None) -> None:
        """Show the findings of another protocol."""
        self.model = model
        self.stop_asking()
        self._shown = None
        if model is not None:
            model.checked.connect(self.show_checks)
        self.show_checks()

    def set_history(self, subtitle: Words, rows: Sequence[HistoryRow]) -> None:
        """What happened before, newest first."""
        self._history_head.subtitle.set_words(subtitle)
        self.history.set_rows(rows)

    def set_current(self, slot: int) -> None:
        """The line that has the keyboard: its waiting rule is explained."""
        self.current = slot
        self.show_checks()

    # -- findings

    def show_checks(self) -> None:
        """Bring boxes and rules up to the model; only what changed is built anew."""
        model = self.model
        self.rules.set_rules(*((model.rules, model.sheet) if model is not None else ((), None)))
        words = [finding_words(model, finding) for finding in model.findings] if model is not None else []
        waiting = waiting_words(model, self.current) if model is not None else None
        shown = (words, waiting)
        if shown != self._shown:
            self._shown = shown
            if self._asked is not None and (model is None or self._asked not in model.findings):
                self.stop_asking()
            self._rebuild(waiting)
        self._show_count()

    def _show_count(self) -> None:
        model = self.model
        hard = sum(finding.severity == HARD for finding in model.findings) if model is not None else 0
        soft = len(model.open_soft()) if model is not None else 0
        parts = [ntr("{n} error", "{n} errors", hard)] if hard else []
        parts += [tr("{n} to confirm", n=soft)] if soft else []
        self.set_subtitle(" · ".join(parts))

    def _rebuild(self, waiting: tuple[str, str] | None) -> None:
        """Boxes in the order of the findings; one that says the same as before stays as it is."""
        model = self.model
        first_soft = next(iter(model.open_soft()), None) if model is not None else None
        wanted: list[tuple[Finding | None, FindingWords, str]] = []
        for finding in model.findings if model is not None else ():
            assert model is not None
            wanted.append((finding, finding_words(model, finding), "F2" if finding == first_soft else ""))
        if waiting is not None:
            wanted.append((None, FindingWords(waiting[0], (waiting[1],), "", "plain"), ""))
        kept = {content: box for content, box in zip(self._contents, self.boxes, strict=True) if content in wanted}
        for content, box in zip(self._contents, self.boxes, strict=True):
            self._finding_box.removeWidget(box)
            if content not in kept:
                box.hide()
                box.deleteLater()
        self.boxes = [kept.get(content) or self._make_box(*content) for content in wanted]
        self._contents = wanted
        if self.reason_box is not None:
            self._finding_box.removeWidget(self.reason_box)
        place = 0
        for (shown, _, _), box in zip(wanted, self.boxes, strict=True):
            self._finding_box.insertWidget(place, box)
            place += 1
            if shown is not None and shown == self._asked and self.reason_box is not None:
                self._finding_box.insertWidget(place, self.reason_box)
                place += 1
        self._none.setVisible(not self.boxes)

    def _make_box(self, finding: Finding | None, said: FindingWords, key: str) -> FindingBox:
        box = FindingBox(said.title, said.body, said.aside, weight=said.weight, key=key)
        if finding is not None:
            box.activated.connect(lambda: self.lines_wanted.emit(finding))
        return box

    def ask_reason(self, finding: Finding) -> None:
        """Ask inside the finding why it is so."""
        self.stop_asking()
        if self.model is None or finding not in self.model.findings:
            return
        self._asked = finding
        box = ReasonBox(lambda: tr("Is it so on the paper? Give the reason:"), STOCK_REASONS)
        box.given.connect(lambda _kind, _document, reason: self._given(reason))
        box.left.connect(self._left)
        self.reason_box = box
        place = list(self.model.findings).index(finding) + 1
        self._finding_box.insertWidget(place, box)
        box.start()
        self._scroll.ensureWidgetVisible(box)

    def stop_asking(self) -> None:
        """Take the question away."""
        self._asked = None
        if self.reason_box is not None:
            box, self.reason_box = self.reason_box, None
            self._finding_box.removeWidget(box)
            let_go(box)
            box.deleteLater()

    def _given(self, reason: str) -> None:
        finding = self._asked
        self.stop_asking()
        if finding is not None:
            self.confirmed.emit(finding, reason)

    def _left(self) -> None:
        self.stop_asking()
        self.asking_left.emit()

    def texts(self) -> list[str]:
        """The findings as a clerk reads them, one text a box."""
        return [box.plain_text() for box in self.boxes]

    def retranslate(self) -> None:
        super().retranslate()
        if self._built:
            self._shown = None
            self.show_checks()

    def restyle(self) -> None:
        super().restyle()
        if self._built:
            self._finding_box.setContentsMargins(px(10), px(10), px(10), px(10))
            self._finding_box.setSpacing(px(8))
