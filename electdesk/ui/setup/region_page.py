"""First page: the region, its commission, the election, and whether it is an exercise."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from electdesk.i18n import tr
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.setup.fields import NamesField, Page


class RegionPage(Page):
    """Names in three languages, and the mode that can never be changed."""

    def __init__(self, work: SetUpWork, *, with_mode: bool = True) -> None:
        super().__init__(lambda: tr("Region"), work, [("region",), ("commission",), ("election",)])
        self.region = NamesField(lambda: tr("Name of the region"))
        self.commission = NamesField(lambda: tr("Commission"))
        self.election = NamesField(lambda: tr("Election"))
        layout = self.card(lambda: tr("Region and commission"), lambda: tr("printed in the language of each document"))
        questions = Questions()
        questions.ask(lambda: tr("Name of the region"), self.checked(self.region, ("region",)))
        questions.ask(lambda: tr("Commission"), self.commission, hint=lambda: tr("It stands at the head of every printed summary."))
        questions.ask(lambda: tr("Election"), self.election, hint=lambda: tr("For example: Presidential election. May stay empty."))
        layout.addWidget(questions)
        self.test, self.real = QRadioButton(), QRadioButton()
        self._modes = QButtonGroup(self)
        self._mode_notes = (
            self.note(lambda: tr("For training and rehearsal. Every page and every screen says that the figures are an exercise.")),
            self.note(lambda: tr("For the protocols of the voting day. Nothing from an exercise can ever enter this file.")),
        )
        if with_mode:
            layout = self.card(lambda: tr("Exercise or voting day"), lambda: tr("can never be changed later"))
            for radio, note in zip((self.test, self.real), self._mode_notes, strict=True):
                self._modes.addButton(radio)
                layout.addWidget(radio)
                layout.addWidget(note)
        self.box.addStretch(1)
        for key, field in (("region", self.region), ("commission", self.commission), ("election", self.election)):
            field.edited.connect(lambda key=key, field=field: work.change_set_up(**{key: field.names()}))
        self.test.toggled.connect(lambda on: work.set_mode("TEST" if on else "REAL"))
        self.begin()

    def fill(self) -> None:
        set_up = self.work.plan.set_up
        self.region.show_names(set_up.region)
        self.commission.show_names(set_up.commission)
        self.election.show_names(set_up.election)
        (self.real if self.work.mode == "REAL" else self.test).setChecked(True)

    def restyle(self) -> None:
        super().restyle()
        for note in self._mode_notes:
            note.setContentsMargins(px(24), 0, 0, px(4))

    def retranslate(self) -> None:
        super().retranslate()
        self.test.setText(tr("TEST: an exercise"))
        self.real.setText(tr("REAL: the voting day"))
