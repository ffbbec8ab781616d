"""Questions about the file as a whole, each with three examples. Until all are answered with yes, nothing is written."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from electdesk.i18n import ntr, tr
from electdesk.i18n.doubt_texts import doubt_example_text, doubt_text
from electdesk.qtmodels.importing.work import ImportWork
from electdesk.services.imports.plan import Doubt
from electdesk.ui.look import px
from electdesk.ui.parts import Card, FindingBox, Following


class Doubts(Following, QWidget):
    """Hidden while there is no doubt."""

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self.work = work
        self.answers: list[QCheckBox] = []
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._card = Card(lambda: tr("Questions about the file as a whole"), self._count_words)
        self._card.set_body(self._inner)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._card)
        self.begin()
        self.hide()

    def show_plan(self) -> None:
        """The questions of the plan that is there now."""
        plan = self.work.plan
        doubts = plan.doubts if plan is not None else ()
        self.setVisible(bool(doubts))
        while self._list.count():
            item = self._list.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self.answers = []
        for place, doubt in enumerate(doubts):
            box = FindingBox(doubt_text(doubt.code, doubt.params), _examples(doubt), "", weight="warn")
            answer = QCheckBox(tr("I have looked: it is right as it stands in the file"))
            answer.setChecked(place in self.work.accepted)
            answer.toggled.connect(lambda on, place=place: self._answered(place, on))
            box.activated.connect(answer.toggle)
            self._list.addWidget(box)
            self._list.addWidget(answer)
            self.answers.append(answer)
        self._card.set_subtitle(self._count_words)

    def _answered(self, place: int, on: bool) -> None:
        self.work.accept_doubt(place, on)
        self._card.set_subtitle(self._count_words)

    def _count_words(self) -> str:
        left = self.work.open_doubts
        return ntr("{n} waits for an answer", "{n} wait for an answer", left) if left else tr("all are answered")

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._list.setContentsMargins(px(12), px(8), px(12), px(8))
        self._list.setSpacing(px(6))

    def retranslate(self) -> None:
        self.show_plan()


def _examples(doubt: Doubt) -> list[str]:
    """Up to three examples, each in a line of its own."""
    return [
        doubt_example_text(doubt.code, sheet=each.sheet, row=each.row, station=each.station, stated=each.stated, other=each.other)
        for each in doubt.examples[:3]
    ]
