"""What every part shares: words that can change language, and a size and theme that can change while it is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QTabBar, QToolButton, QWidget

from electdesk.i18n import tr

Words = str | Callable[[], str]
"""Text for a person: plain where it is data, a function around ``tr`` where it must follow the language."""

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


def say(words: Words) -> str:
    """The words in the language that is on now."""
    return words if isinstance(words, str) else words()


def announce_language(app: QApplication) -> None:
    """Tell every widget of every window that the language has changed, at once."""
    for window in app.topLevelWidgets():
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    for widget in app.allWidgets():
        if isinstance(widget, QTabBar):
            name_scroll_buttons(widget)


def name_scroll_buttons(tabs: QTabBar) -> None:
    """Say in our language what the arrows beside a row of tabs do: Qt names them once, when the row is made."""
    buttons: list[QToolButton] = list(tabs.findChildren(QToolButton))
    for button in buttons:
        if button.objectName() == "ScrollLeftButton":
            button.setAccessibleName(tr("Scroll Left"))
        elif button.objectName() == "ScrollRightButton":
            button.setAccessibleName(tr("Scroll Right"))


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet asks for, and have the sheet look again if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Following(_Base):
    """Mixed in before a Qt widget class: ``restyle`` after a change of theme or size, ``retranslate`` after one of language.

    A subclass calls ``begin`` at the end of its ``__init__``; before that, Qt's own events find half a widget.
    """

    _begun = False

    def begin(self) -> None:
        """Everything is built: size and words for the first time."""
        self._begun = True
        self.restyle()
        self.retranslate()

    def restyle(self) -> None:
        """Set what depends on ``px`` and on colours. Called again on every change of the look."""

    def retranslate(self) -> None:
        """Set every text. Called again on every change of the language."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._begun:
            return
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._look_again()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()
            self._look_again()

    def _look_again(self) -> None:
        self.updateGeometry()
        # Item views have an update() of their own that wants an index.
        QWidget.update(self)
