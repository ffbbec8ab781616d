"""Questions about the file as a whole, each with three examples. Until all are answered with yes, nothing is written."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from electdesk.i18n import ntr, tr
from electdesk.qtmodels.importing.doubts import doubt_examples, doubt_words, doubts_of
from electdesk.qtmodels.importing.work import ImportWork
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
        doubts = doubts_of(plan)
        self.setVisible(bool(doubts))
        while self._list.count():
            item = self._list.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self.answers = []
        for place, doubt in enumerate(doubts):
            examples = [tr("For example: {examples}", examples=" · ".join(doubt_examples(doubt)))] if doubt_examples(doubt) else []
            box = FindingBox(doubt_words(doubt), examples, "", weight="warn")
            answer = QCheckBox(tr("Yes, it is right as it stands in the file"))
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
