"""Everything that a program with windows tells anybody: each text, model, name for a screen reader, tooltip, and what widgets keep to paint."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

ROLES: Final = tuple(role for role in Qt.ItemDataRole if role.value < Qt.ItemDataRole.UserRole.value) + tuple(
    Qt.ItemDataRole.UserRole + more for more in range(6)
)
DEEPEST: Final = 4
SHORTEST: Final = 7
"""Digits of the shortest number that is looked for."""
SPACES: Final = re.compile(r"[\s,.'\u00a0\u202f\u2009]")


def told() -> Iterator[tuple[str, object]]:
    """Where a text stands and the text, of every window and every part of it, shown or hidden."""
    QApplication.processEvents()
    # What is let go of goes at once where a program runs its own loop of events.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for window in QApplication.topLevelWidgets():
        every: list[QObject] = [window, *window.findChildren(QObject)]
        for part in every:
            where = f"{type(window).__name__}/{type(part).__name__}/{part.objectName()}"
            for text in _of(part):
                yield where, text


def found_in(numbers: Iterable[int], texts: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    """The numbers that stand in texts however their thousands are parted, each with where it stands."""
    wanted = re.compile("|".join(sorted((str(number) for number in numbers), key=len, reverse=True)))
    found = set()
    for where, text in texts:
        said = str(text)
        if len(said) >= SHORTEST:
            found |= {(where, match) for match in wanted.findall(SPACES.sub("", said))}
    return sorted(found)


def _of(part: QObject) -> Iterator[object]:
    if isinstance(part, QAction):
        yield from (part.text(), part.toolTip(), part.statusTip(), part.whatsThis(), part.iconText())
    if isinstance(part, QWidget):
        yield from (part.windowTitle(), part.toolTip(), part.statusTip(), part.whatsThis())
        yield from (part.accessibleName(), part.accessibleDescription())
        yield from _kept(part.__dict__, DEEPEST)
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit):
        yield from (part.text(), part.placeholderText())
    elif isinstance(part, QTextEdit | QPlainTextEdit):
        yield part.toPlainText()
    elif isinstance(part, QComboBox):
        yield from (part.currentText(), *(part.itemText(at) for at in range(part.count())))
    elif isinstance(part, QGroupBox | QMenu):
        yield part.title()
    elif isinstance(part, QSpinBox):
        yield part.value()
    elif isinstance(part, QTabBar):
        yield from (part.tabText(at) for at in range(part.count()))
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from of_model(part.model())
    elif isinstance(part, QAbstractItemModel):
        yield from of_model(part)


def of_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[object]:
    """Every role of every cell and head."""
    above = parent or QModelIndex()
    rows, columns = model.rowCount(above), 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    if parent is None:
        for way, count in ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, rows)):
            yield from (model.headerData(at, way, role) for at in range(count) for role in ROLES[:14])
    for row in range(rows):
        for column in range(columns):
            index = model.index(row, column, above)
            for role in ROLES:
                yield from _kept(model.data(index, role), DEEPEST)
            if column == 0 and not isinstance(model, QAbstractListModel | QAbstractTableModel) and model.rowCount(index):
                yield from of_model(model, index)


def _kept(value: Any, depth: int) -> Iterator[object]:
    """Texts and numbers that a part holds to show them: what is painted stands in no label."""
    if isinstance(value, str | int):
        yield value
    elif depth and isinstance(value, dict):
        for key, inner in value.items():
            yield from _kept(key, depth - 1)
            yield from _kept(inner, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _kept(inner, depth - 1)
    elif depth and isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _kept(getattr(value, name), depth - 1)
