"""The sentences over the form: what was finished, what is asked, what went wrong. One of each kind at a time."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from electdesk.ui.parts import Banner, Words
from electdesk.ui.parts.messages import Weight


class Banners(QWidget):
    """A column of banners by key; a new one with the same key takes the place of the old."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, Banner] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)

    def add_above(self, widget: QWidget) -> None:
        """A widget that stays over the banners."""
        self._box.insertWidget(0, widget)

    def tell(
        self,
        key: str,
        words: Words,
        *,
        weight: Weight = "info",
        icon: str = "info",
        actions: Sequence[tuple[Words, Callable[[], None]]] = (),
    ) -> None:
        """Say something under a key."""
        self.remove(key)
        banner = Banner(words, weight=weight, icon=icon, actions=actions)
        self._known[key] = banner
        banner.closed.connect(lambda: self.remove(key))
        self._box.addWidget(banner)

    def remove(self, key: str) -> None:
        """Take a banner away, if it is there."""
        banner = self._known.pop(key, None)
        if banner is not None:
            self._box.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    def text(self, key: str) -> str:
        """What a banner says, "" where there is none."""
        return self._known[key].words() if key in self._known else ""
