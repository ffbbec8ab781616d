"""The category by typing any word of it, in any of the three languages; the matches stand below, the first is taken by Enter."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from electdesk.domain.incident_kinds import Category, find_categories
from electdesk.i18n import tr
from electdesk.qtmodels.incidents.words import category_words
from electdesk.ui.look import px
from electdesk.ui.parts import Following, Label

SHOWN: Final = 4
"""So many matches are in sight at once."""


class _Typed(QLineEdit):
    """Arrows move in the list below, Enter takes what is marked there."""

    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class CategoryField(Following, QWidget):
    """``chosen`` tells a category that a person took; ``passed`` that Enter was pressed with one chosen already."""

    chosen = Signal(str)
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._found: list[Category] = []
        self.edit = _Typed()
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = Label(lambda: tr("No category has this word. Try another one, or I9."), kind="small", tone="warn")
        self._none.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.edit)
        self._box.addWidget(self.list)
        self._box.addWidget(self._none)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.edit.moved.connect(self._move)
        self.edit.taken.connect(self._take)
        self.list.itemClicked.connect(lambda item: self._choose(str(item.data(Qt.ItemDataRole.UserRole))))
        self._show("")
        self.begin()

    def code(self) -> str:
        """The category that is chosen, "" for none."""
        return self._code

    def set_code(self, code: str) -> None:
        """Choose a category without telling it."""
        self._code = code
        self.edit.setText(category_words(code) if code else "")
        self._close()

    def _typed(self, text: str) -> None:
        self._code = ""
        self._show(text)

    def _show(self, text: str) -> None:
        self._found = find_categories(text) if text.strip() else []
        self.list.clear()
        for each in self._found:
            item = QListWidgetItem(category_words(each.code), self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.code)
            item.setToolTip(item.text())
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._found))
        self._none.setVisible(bool(text.strip()) and not self._found)
        self.list.setFixedHeight(px(26) * min(SHOWN, max(1, len(self._found))) + 4)
        self.updateGeometry()

    def _move(self, by: int) -> None:
        if self._found:
            self.list.setCurrentRow(max(0, min(len(self._found) - 1, self.list.currentRow() + by)))
        elif by > 0 and not self._code:
            # An empty field opens the whole list.
            self._show(" ")
            self._found = find_categories("")
            self._fill_all()

    def _fill_all(self) -> None:
        for each in self._found:
            item = QListWidgetItem(category_words(each.code), self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.code)
        self.list.setCurrentRow(0)
        self.list.setVisible(True)
        self._none.hide()
        self.list.setFixedHeight(px(26) * SHOWN + 4)

    def _take(self) -> None:
        if self._code:
            self.passed.emit()
        elif self._found:
            self._choose(self._found[max(0, self.list.currentRow())].code)

    def _choose(self, code: str) -> None:
        self.set_code(code)
        self.chosen.emit(code)

    def _close(self) -> None:
        self._found = []
        self.list.hide()
        self._none.hide()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(180), super().minimumSizeHint().height())

    def restyle(self) -> None:
        self._box.setSpacing(px(2))

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(tr("any word, or a code such as B1"))
        self.edit.setAccessibleName(tr("Category"))
        self.list.setAccessibleName(tr("Categories that fit"))
        if self._code:
            self.edit.setText(category_words(self._code))
