"""The first passwords of a new region: shown this once, to be printed as slips."""

from collections.abc import Mapping

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from electdesk.i18n import tr
from electdesk.qtmodels.desk import Desk
from electdesk.ui.dialog import Dialog
from electdesk.ui.parts import Label, TableView
from electdesk.ui.people.slips import print_slips


class FirstPasswords(Dialog):
    """User name and first password of each person; they are kept nowhere."""

    def __init__(self, desk: Desk, given: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("First passwords"), parent, size=(560, 480))
        note = Label(
            lambda: tr("Print the slips and hand them out. After this window is closed nobody can look these passwords up."),
            kind="dim",
        )
        note.setWordWrap(True)
        self.model = QStandardItemModel(0, 2, self)
        for row in given.items():
            items = [QStandardItem(text) for text in row]
            for item in items:
                item.setEditable(False)
            self.model.appendRow(items)
        self.table = TableView(lambda: tr("First passwords"))
        self.table.may_leave = False
        self.table.setModel(self.model)
        self.table.set_column_widths({0: 220}, stretch=1)
        self.box.addWidget(note)
        self.box.addWidget(self.table, 1)
        self._desk, self._given, self._asked = desk, given, False
        self.add_button(lambda: tr("Close")).clicked.connect(self.reject)
        self.first = self.add_button(lambda: tr("Print slips"), primary=True, icon="print")
        self.first.clicked.connect(self._print)
        self.begin()

    def retranslate(self) -> None:
        super().retranslate()
        self.model.setHorizontalHeaderLabels([tr("User"), tr("First password")])

    def reject(self) -> None:
        """The first Close or Esc only warns, in this same dialog: a second one means it."""
        if self._asked:
            super().reject()
            return
        self._asked = True
        self.reason.set_words(
            lambda: tr("The slips have not been printed. Print them, or press Close again to lose the passwords.")
        )

    def _print(self) -> None:
        if print_slips(self, self._desk, self._given):
            self._asked = True
            self.reason.set_words("")
