"""Step 5: what was written, and what can be done next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from electdesk.i18n import ntr, ptr, tr
from electdesk.i18n.import_words import kind_words
from electdesk.qtmodels.importing.work import ImportWork
from electdesk.ui.importing.file_step import Facts
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Card, Following, Words


class WriteStep(Following, QWidget):
    """``undo_wanted`` with the commit; ``tallies_wanted``: the protocols of the same file; ``other_wanted``: another file."""

    undo_wanted = Signal(int)
    tallies_wanted = Signal()
    other_wanted = Signal()
    overview_wanted = Signal()

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self.work = work
        self.facts = Facts()
        self.undo = ActionButton(lambda: tr("Undo the import"), icon="undo")
        self.tallies = ActionButton(lambda: tr("Protocols of this file …"), icon="open")
        self.other = ActionButton(lambda: tr("Another file …"), icon="open")
        self.overview = ActionButton(lambda: tr("To the overview"), icon="overview")
        inner = QWidget()
        self._inner_box = QVBoxLayout(inner)
        self._inner_box.addWidget(self.facts)
        self._buttons = QHBoxLayout()
        for button in (self.overview, self.tallies, self.other, self.undo):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._inner_box.addLayout(self._buttons)
        self._card = Card(self._title)
        self._card.set_body(inner)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._card)
        self._box.addStretch(1)
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(work.outcome.commit if work.outcome is not None else 0))
        self.tallies.clicked.connect(self.tallies_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.overview.clicked.connect(self.overview_wanted)
        work.written.connect(self.show_work)
        self.begin()

    def first_field(self) -> QWidget:
        """What has the keyboard when the step is shown."""
        return self.tallies if self.tallies.isVisibleTo(self) else self.overview

    def _title(self) -> str:
        return tr("The import is written")

    def show_work(self) -> None:
        """What was written last."""
        outcome = self.work.outcome
        if outcome is None:
            self.facts.show_facts(())
            return
        facts: list[tuple[Words, Words, str]] = [
            (lambda: tr("What is imported"), lambda: kind_words(self.work.kind), ""),
            (lambda: ptr("rows of a file", "New"), lambda: ntr("{n} row", "{n} rows", outcome.new), ""),
            (lambda: ptr("rows of a file", "Changed"), lambda: ntr("{n} row", "{n} rows", outcome.changed), ""),
        ]
        if outcome.left_out:
            facts.append((lambda: tr("Rows with errors, left out"), lambda: ntr("{n} row", "{n} rows", outcome.left_out), "warn"))
        facts.append((lambda: tr("Number in the journal"), f"{outcome.commit}", ""))
        self.facts.show_facts(facts)
        # Official files hold both: the second step is one key away.
        self.tallies.setVisible(self.work.kind == "stations" and "tallies" in self.work.kinds())

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._inner_box.setContentsMargins(px(12), px(12), px(12), px(12))
        self._inner_box.setSpacing(px(14))
        self._buttons.setSpacing(px(8))

    def retranslate(self) -> None:
        self.show_work()
