"""What is asked about the station at hand: its findings, which of two numbers was misheard, why a number is right. Nothing modal."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from electdesk.i18n import format_count, tr
from electdesk.i18n.turnout_texts import slot_words, turnout_sentences
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.services.queries.turnout import StationFinding
from electdesk.ui.entry.reason_box import ReasonBox
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, FindingBox, FlowLayout, Following, Words

CORRECTIONS: tuple[Words, ...] = (lambda: tr("misheard"), lambda: tr("typed wrongly"), lambda: tr("the station corrected itself"))
EXPLANATIONS: tuple[Words, ...] = (
    lambda: tr("the station confirmed the number"),
    lambda: tr("everyone on the list has voted"),
    lambda: tr("a decision of the commission"),
    lambda: tr("weather or roads"),
)
MOST: int = 2
"""Findings that stand side by side; the others follow when these are settled."""


class TurnoutFoot(Following, QWidget):
    """``left`` gives the keyboard back; ``misheard`` tells the slot whose number is typed anew; ``corrected`` a reason for the number typed;
    ``explained`` a finding and why it is right."""

    left = Signal()
    misheard = Signal(str, str)
    corrected = Signal(int, str)
    explained = Signal(object, str)

    def __init__(self, work: TurnoutWork) -> None:
        super().__init__()
        self._work = work
        self.boxes: list[FindingBox] = []
        self.buttons: list[ActionButton] = []
        self.reason: ReasonBox | None = None
        self._found: list[StationFinding] = []
        self._box = QVBoxLayout(self)
        self._findings = QHBoxLayout()
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=8)
        self._box.addLayout(self._findings)
        self._box.addWidget(self._choices)
        self.begin()

    def show_findings(self) -> None:
        """The open questions of the station at hand; the place is empty where there are none."""
        self.close_question()
        self._found = self._work.findings()
        _empty(self._findings)
        self.boxes = []
        for each in self._found[:MOST]:
            box = FindingBox(
                partial(_title, each), (partial(_what, each),), partial(_next, each), weight="err" if _is_hard(each) else "warn"
            )
            self.boxes.append(box)
            self._findings.addWidget(box, 1)
        self._show_choices()
        self.setVisible(bool(self._found))

    def _show_choices(self) -> None:
        _empty(self._flow)
        self.buttons = []
        for each in self._found[:MOST]:
            if each.finding.code == "T1":
                self._offer(
                    partial(_misheard, each.finding.other, each.finding.right), partial(self._hear_again, each.finding.other)
                )
                self._offer(partial(_misheard, each.slot, each.finding.left), partial(self._hear_again, each.slot))
            elif each.finding.code in ("T2", "T3") and each.slot:
                self._offer(partial(_misheard, each.slot, each.finding.left), partial(self._hear_again, each.slot))
        first = self.first_soft()
        if first is not None:
            self._offer(partial(_confirm, first), self.ask_explanation, key="F2")
        self._choices.setVisible(bool(self.buttons))

    def _offer(self, words: Words, act: Callable[[], object], key: str = "") -> None:
        button = ActionButton(words, key=key)
        button.clicked.connect(lambda _=False: act())
        self.buttons.append(button)
        self._flow.addWidget(button)

    def _hear_again(self, slot: str) -> None:
        self.misheard.emit(slot, tr("misheard"))

    def first_soft(self) -> StationFinding | None:
        """The first finding that somebody may confirm."""
        here = [each for each in self._found if not _is_hard(each)]
        return next((each for each in here if each.slot == self._work.slot), here[0] if here else None)

    # --- reasons ----------------------------------------------------------------------------------------------------------

    def ask_explanation(self) -> None:
        """F2: why a soft finding is right as it is."""
        found = self.first_soft()
        if found is None or not self._work.can_tell:
            return
        self._ask(
            lambda: tr("{title}: why is it right?", title=_title(found)),
            EXPLANATIONS,
            lambda reason: self.explained.emit(found, reason),
        )

    def ask_correction(self, figure: int) -> None:
        """Another number stands already: why does this one replace it?"""
        stands, slot = self._work.standing(), self._work.slot
        self.setVisible(True)
        self._ask(
            lambda: tr(
                "{time}: {before} stands. Why is it {after}?",
                time=slot_words(slot),
                before=format_count(stands) if stands >= 0 else tr("two different numbers"),
                after=format_count(figure),
            ),
            CORRECTIONS,
            lambda reason: self.corrected.emit(figure, reason),
        )

    def _ask(self, question: Words, stock: Sequence[Words], answer: Callable[[str], object]) -> None:
        self.close_question()
        box = ReasonBox(question, stock)
        box.given.connect(lambda _kind, _document, reason: answer(reason))
        box.left.connect(self._leave)
        self.reason = box
        self._box.addWidget(box)
        box.start()

    def _leave(self) -> None:
        self.show_findings()
        self.left.emit()

    def close_question(self) -> None:
        """Take the question for a reason away."""
        if self.reason is not None:
            self._box.removeWidget(self.reason)
            self.reason.hide()
            self.reason.deleteLater()
            self.reason = None

    def restyle(self) -> None:
        self._box.setContentsMargins(px(8), px(6), px(8), px(6))
        self._box.setSpacing(px(6))
        self._findings.setSpacing(px(8))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Questions about the station"))


def _empty(layout: QHBoxLayout | FlowLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            if widget.hasFocus():
                widget.clearFocus()
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _is_hard(found: StationFinding) -> bool:
    return found.finding.severity == "hard"


def _sentences(found: StationFinding) -> tuple[str, str, str, str]:
    finding = found.finding
    words = turnout_sentences(
        found.number,
        code=finding.code,
        severity=finding.severity,
        lines=finding.lines,
        left=finding.left,
        right=finding.right,
        other=finding.other,
    )
    return words.title, words.what, words.safe, words.next


def _title(found: StationFinding) -> str:
    return _sentences(found)[0]


def _what(found: StationFinding) -> str:
    _, what, safe, _ = _sentences(found)
    return f"{what} {safe}"


def _next(found: StationFinding) -> str:
    return _sentences(found)[3]


def _misheard(slot: str, figure: int | None) -> str:
    if figure is None:
        return tr("{time}: type the right number", time=slot_words(slot))
    return tr("{time}: {n} was misheard", time=slot_words(slot), n=format_count(figure))


def _confirm(found: StationFinding) -> str:
    return tr("{title}: it is right", title=_title(found))
