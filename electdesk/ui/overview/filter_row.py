"""The row under the table's head: the quick filter, menus of filters, and each filter that is on as a chip to be taken off."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QSizePolicy, QWidget

from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.qtmodels.stations.cells import code_words
from electdesk.qtmodels.stations.filters import SEVERITY_WORDS, TYPE_WORDS, StationFilter
from electdesk.qtmodels.stations.standing import SIGNS, Shown
from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.services.queries.findings import codes
from electdesk.ui.look import icon, px, theme
from electdesk.ui.parts import ActionLink, FlowLayout, Following
from electdesk.ui.parts.painting import draw_icon, paint_focus


class Chip(Following, QAbstractButton):
    """One filter that is on. Pressing it takes it off."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Take off the filter: {filter}", filter=self.text()))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(theme().font(12)).horizontalAdvance(self.text())
        return QSize(min(round(wide) + px(32), px(260)), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        painter.setPen(QPen(look.colour("accent"), 1))
        painter.setBrush(look.colour("surface" if self.underMouse() else "accent_bg"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), frame.height() / 2, frame.height() / 2)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("ink"))
        room = frame.adjusted(px(9), 0, -px(20), 0)
        shown = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        draw_icon(painter, QPointF(frame.right() - px(19), frame.center().y()), "close", look.colour("accent").name(), 11)
        if self.hasFocus():
            paint_focus(painter, frame, radius=10)


class _Field(QLineEdit):
    """The quick filter. Escape empties it, then gives the keyboard back; the arrow down goes to the table."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class FilterRow(Following, QWidget):
    """``wanted_changed`` tells a StationFilter made by the person. The area belongs to the tree and is only shown here."""

    wanted_changed = Signal(object)
    left = Signal()

    def __init__(self, model: StationTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wanted = StationFilter()
        self._typing = QTimer(self, singleShot=True, interval=60)
        self._typing.timeout.connect(self._typed)
        self.field = _Field(self)
        self.field.textChanged.connect(lambda _: self._typing.start())
        self.field.left.connect(self.left)
        self.links = [
            ActionLink(lambda: tr("State"), icon="chevron_down", parent=self),
            ActionLink(lambda: tr("Type"), icon="chevron_down", parent=self),
            ActionLink(lambda: tr("Finding"), icon="chevron_down", parent=self),
        ]
        for link, make in zip(self.links, (self.state_menu, self.type_menu, self.finding_menu), strict=True):
            link.clicked.connect(lambda _=False, link=link, make=make: self._popup(link, make()))
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.field)
        for link in self.links:
            self._flow.addWidget(link)
        self._chips: list[Chip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.begin()

    # --- what is on -------------------------------------------------------------------------------------------------------

    def show_wanted(self, wanted: StationFilter) -> None:
        """Show a filter that was set elsewhere, without telling ``wanted_changed``."""
        self._wanted = wanted
        if self.field.text() != wanted.text:
            self.field.blockSignals(True)
            self.field.setText(wanted.text)
            self.field.blockSignals(False)
        self._show_chips()

    def _set(self, **parts: object) -> None:
        self._wanted = msgspec.structs.replace(self._wanted, **parts)
        self._show_chips()
        self.wanted_changed.emit(self._wanted)

    def _typed(self) -> None:
        if self.field.text() != self._wanted.text:
            self._set(text=self.field.text())

    def flush(self) -> None:
        """Apply at once what was typed, without the pause."""
        self._typing.stop()
        self._typed()

    def parts(self) -> list[tuple[str, Callable[[], None]]]:
        """Each filter that is on, in words, with what takes it off. The typed text stands in its field."""
        wanted = self._wanted
        found: list[tuple[str, Callable[[], None]]] = []
        if wanted.area:
            found.append((self._area_name(wanted.area), lambda: self._set(area="")))
        found += [(SIGNS[shown].say(), self._without("states", shown)) for shown in sorted(wanted.states)]
        types = {name: tr(TYPE_WORDS[name]) for name in sorted(wanted.types)}  # i18n: dynamic
        severities = {name: tr(SEVERITY_WORDS[name]) for name in sorted(wanted.severities)}  # i18n: dynamic
        found += [(word, self._without("types", name)) for name, word in types.items()]
        found += [(word, self._without("severities", name)) for name, word in severities.items()]
        found += [(code_words(code), self._without("codes", code)) for code in sorted(wanted.codes)]
        if wanted.noted:
            found.append((tr("with a note"), lambda: self._set(noted=False)))
        if len(found) + bool(wanted.text) > 1:
            found.append((tr("all filters"), self.clear))
        return found

    def _without(self, part: str, value: object) -> Callable[[], None]:
        return lambda: self._set(**{part: getattr(self._wanted, part) - {value}})

    def clear(self) -> None:
        """Take every filter off."""
        self.show_wanted(StationFilter())
        self.wanted_changed.emit(self._wanted)

    def _area_name(self, area: str) -> str:
        stations = self._model.stations
        known = stations.register.areas.get(area) if stations is not None else None
        return in_language(known.name, language()) if known is not None else area

    def _show_chips(self) -> None:
        # A chip that was pressed sees this while it is still telling so: it goes when the event loop turns.
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        while self._flow.count() > 1 + len(self.links):
            self._flow.takeAt(self._flow.count() - 1)
        self._chips = []
        for words, off in self.parts():
            chip = Chip(words, self)
            chip.clicked.connect(lambda _=False, off=off: off())
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._flow.invalidate()
        self.updateGeometry()

    def chips(self) -> list[str]:
        """The words of the chips that are shown."""
        return [chip.text() for chip in self._chips]

    def take_off(self, place: int) -> None:
        """What a press on a chip does."""
        self._chips[place].click()

    # --- menus ------------------------------------------------------------------------------------------------------------

    def _popup(self, link: ActionLink, menu: QMenu) -> None:
        menu.exec(link.mapToGlobal(link.rect().bottomLeft()))
        menu.deleteLater()

    def state_menu(self) -> QMenu:
        """The states, ticked where they are wanted."""
        return self._menu([(shown, SIGNS[shown].say(), SIGNS[shown].icon) for shown in Shown], "states")

    def type_menu(self) -> QMenu:
        """The types of station."""
        return self._menu([(name, tr(word), "") for name, word in TYPE_WORDS.items()], "types")  # i18n: dynamic

    def finding_menu(self) -> QMenu:
        """The severities, then every code that may be found."""
        menu = self._menu([(name, tr(word), "") for name, word in SEVERITY_WORDS.items()], "severities")  # i18n: dynamic
        menu.addSeparator()
        stations = self._model.stations
        if stations is not None:
            self._fill(menu, [(code, code_words(code), "") for code in codes(stations.columns)], "codes")
        return menu

    def _menu(self, choices: Sequence[tuple[object, str, str]], part: str) -> QMenu:
        menu = QMenu(self)
        self._fill(menu, choices, part)
        return menu

    def _fill(self, menu: QMenu, choices: Sequence[tuple[object, str, str]], part: str) -> None:
        for value, words, drawing in choices:
            action = menu.addAction(words)
            if drawing:
                action.setIcon(icon(drawing, "ink2", 14))
            action.setCheckable(True)
            action.setChecked(value in getattr(self._wanted, part))
            action.toggled.connect(lambda on, value=value: self._toggle(part, value, on))

    def _toggle(self, part: str, value: object, on: bool) -> None:
        values: frozenset[object] = getattr(self._wanted, part)
        self._set(**{part: values | {value} if on else values - {value}})

    # --- look and language ------------------------------------------------------------------------------------------------

    def restyle(self) -> None:
        self._flow.gap = px(6)
        self._flow.row_gap = px(4)
        self.field.setFixedSize(px(200), px(26))
        self.setContentsMargins(px(10), px(5), px(10), px(6))
        self._flow.invalidate()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(tr("Number, name, district, note"))
        self.field.setAccessibleName(tr("Filter"))
        self._show_chips()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
