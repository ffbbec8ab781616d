"""How protocols are verified: one choice of three, each with what it means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from electdesk.domain.records.setup import VERIFICATIONS
from electdesk.i18n import set_up_words as words
from electdesk.i18n import tr
from electdesk.ui.look import px
from electdesk.ui.parts import Following, Label


class VerificationBox(Following, QWidget):
    """``chosen`` tells the word of a choice made by a person."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self.radios = {key: QRadioButton() for key in VERIFICATIONS}
        self._notes: list[Label] = []
        for key, radio in self.radios.items():
            self._group.addButton(radio)
            note = Label(lambda key=key: tr(words.VERIFICATION_WORDS[key]), kind="small")  # type: ignore[misc]  # i18n: dynamic
            note.setWordWrap(True)
            self._notes.append(note)
            self._layout.addWidget(radio)
            self._layout.addWidget(note)
            radio.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
        self.begin()

    def set_current(self, key: str) -> None:
        """Show a choice without telling of it."""
        self.radios[key].setChecked(True)

    def restyle(self) -> None:
        self._layout.setSpacing(px(6))
        for note in self._notes:
            note.setContentsMargins(px(24), 0, 0, px(4))

    def retranslate(self) -> None:
        for key, radio in self.radios.items():
            radio.setText(tr(words.VERIFICATIONS[key]))  # i18n: dynamic
