"""Small pieces of the documents page."""

from PySide6.QtWidgets import QHBoxLayout

from electdesk.ui.parts import ActionLink


class SideBySide(QHBoxLayout):
    """Cards side by side that take the height there is: each scrolls inside. Asked, they would want all their lines at once."""

    def hasHeightForWidth(self) -> bool:
        return False


class PageStep(ActionLink):
    """A page on or back: drawing and key say it, the word is for the tip and for a screen reader."""

    def retranslate(self) -> None:
        super().retranslate()
        self.setToolTip(self.text())
        self.setText("")
