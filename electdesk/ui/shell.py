"""The frame of the window: page switch, strip, banners, pages and status line. What stands in them belongs to the pages."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QByteArray, QEvent, QKeyCombination, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from electdesk.i18n import tr
from electdesk.ui.look import icon, px
from electdesk.ui.parts.digit_keys import latin_key_of, standard_of
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.labels import Label
from electdesk.ui.parts.menu_keys import give_keys
from electdesk.ui.parts.messages import Banner
from electdesk.ui.parts.rail import Rail, RailItem

STRIP_HEIGHT: Final = 64
STATUS_HEIGHT: Final = 28
NARROW_BELOW: Final = 1100
"""Window widths (pixels at 100 %) below which the rail gives up 8 px."""
SMALLEST: Final = QSize(640, 420)
"""The window may be made this small whatever the zoom; what does not fit scrolls."""


class _Action(msgspec.Struct, frozen=True):
    """An action of the menu bar and the words it takes in each language."""

    action: QAction
    words: Words
    icon: str


class _Scroll(QScrollArea):
    """Holds one piece of the window: it fills the room there is, and scrolls where its smallest size is larger."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)


class Pieces(QStackedWidget):
    """Pieces of which one is shown. Only that one says how small the stack may be: a page scrolls for itself, never for a wider one."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown is not None else super().minimumSizeHint()


def _edit_text(field: QWidget | None, standard: QKeySequence.StandardKey | None) -> bool:
    """Copy, cut, paste, select all, undo or redo in a text field that does not know the key of this layout. False where it is no such field."""
    if standard is None or not isinstance(field, QLineEdit | QPlainTextEdit):
        return False
    acts = {
        QKeySequence.StandardKey.Copy: field.copy,
        QKeySequence.StandardKey.Cut: field.cut,
        QKeySequence.StandardKey.Paste: field.paste,
        QKeySequence.StandardKey.SelectAll: field.selectAll,
        QKeySequence.StandardKey.Undo: field.undo,
        QKeySequence.StandardKey.Redo: field.redo,
    }
    acts[standard]()
    return True


class Strip(Following, QFrame):
    """The line of headline figures over a page: pieces from the left, a spring, pieces at the right end."""

    def __init__(self, height: int = STRIP_HEIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        self._height = height
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right)
        self.begin()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """One more piece after those at the left; a stretch lets it take the free room."""
        self._left.addWidget(widget, stretch)

    def add_stretch(self) -> None:
        """Free room after the pieces at the left."""
        self._left.addStretch(1)

    def add_right(self, widget: QWidget) -> None:
        """One more piece at the right end: mode badge, search, person."""
        self._right.addWidget(widget)

    def restyle(self) -> None:
        self.setFixedHeight(px(self._height))
        self._row.setContentsMargins(px(4), 0, px(16), 0)
        self._left.setSpacing(0)
        self._right.setSpacing(px(14))


class StatusLine(Following, QFrame):
    """The line at the foot: named slots from the left, others at the right end, or a page's own key legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self._slots: dict[str, Label] = {}
        self._row = QHBoxLayout(self)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right)
        self._spring_at_end = False
        self.begin()

    def set_slot(self, key: str, words: Words, *, right: bool = False) -> None:
        """Say something in a slot; a new key makes a new slot after the others, empty words hide it."""
        label = self._slots.get(key)
        if label is None:
            label = self._slots[key] = Label(words, elide=True)
            self._place(label, right)
        label.set_words(words)
        label.setVisible(bool(say(words)))

    def slot_text(self, key: str) -> str:
        """What a slot says, "" for one that is not there."""
        return self._slots[key].words() if key in self._slots else ""

    def add(self, widget: QWidget, *, right: bool = False, stretch: int = 0) -> None:
        """A widget of one's own, such as a KeyLegend (with a stretch)."""
        (self._right if right else self._left).addWidget(widget, stretch)

    def _place(self, label: Label, right: bool) -> None:
        if right:
            self._right.addWidget(label)
            return
        if not self._spring_at_end:
            self._left.addStretch(1)
            self._spring_at_end = True
        self._left.insertWidget(self._left.count() - 1, label)

    def restyle(self) -> None:
        self.setMinimumHeight(px(STATUS_HEIGHT))
        self._row.setContentsMargins(px(16), px(4), px(16), px(3))
        for row in (self._row, self._left, self._right):
            row.setSpacing(px(16))


class Shell(Following, QMainWindow):
    """The window. ``page_changed`` tells the key of the page that is shown; ``foot_triggered`` an action at the rail's foot."""

    page_changed = Signal(str)
    foot_triggered = Signal(str)
    closing = Signal(QCloseEvent)

    def __init__(self, pages: Sequence[RailItem], foot: Sequence[RailItem] = (), parent: QWidget | None = None) -> None:
        """``pages`` in the order of the rail; Ctrl+1 … reach the first nine. Their widgets come with ``set_page``."""
        super().__init__(parent)
        shown = [
            msgspec.structs.replace(item, shortcut=item.shortcut or f"Ctrl+{place}") if place <= 9 else item
            for place, item in enumerate(pages, start=1)
        ]
        self._actions: dict[str, _Action] = {}
        menus = QShortcut(QKeySequence("F10"), self)
        menus.activated.connect(self.open_first_menu)
        self._menus: dict[str, tuple[QMenu, Words]] = {}
        self._pages: dict[str, int] = {}
        self._key = ""
        self._banners: dict[str, Banner] = {}
        self.rail = Rail(shown, foot)
        self.rail.chosen.connect(self.show_page)
        self.rail.triggered.connect(self.foot_triggered)
        self.status = StatusLine()
        self._strips, self._stack, self._status_stack = Pieces(), Pieces(), QStackedWidget()
        self._banner_box = QVBoxLayout()
        self._banner_box.setSpacing(0)
        self._status_stack.addWidget(self.status)
        self._build()
        for item in shown[:9]:
            shortcut = QShortcut(QKeySequence(item.shortcut), self)
            shortcut.activated.connect(lambda key=item.key: self.show_page(key))
        for key, words in (
            ("file", lambda: tr("File")),
            ("edit", lambda: tr("Edit")),
            ("view", lambda: tr("View")),
            ("help", lambda: tr("Help")),
        ):
            self.add_menu(key, words)
        self.begin()

    def _build(self) -> None:
        centre = QWidget()
        centre.setProperty("part", "canvas")
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        down = QVBoxLayout()
        down.setSpacing(0)
        self._strip_scroll = _Scroll(self._strips)
        self._strip_scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip_scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        down.addWidget(self._strip_scroll)
        down.addLayout(self._banner_box)
        down.addWidget(_Scroll(self._stack), 1)
        self._status_stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        down.addWidget(self._status_stack)
        across.addWidget(self.rail)
        across.addLayout(down, 1)
        self.setCentralWidget(centre)
        self.setMinimumSize(SMALLEST)

    # -- pages

    def set_page(self, key: str, page: QWidget, strip: QWidget | None = None, status: QWidget | None = None) -> None:
        """Give a page of the rail its widget, its strip and, where it has one, its own status line."""
        # One holder a page: page, strip and status line always change together.
        self._stack.addWidget(page)
        self._strips.addWidget(strip if strip is not None else Strip())
        if status is not None:
            self._status_stack.addWidget(status)
        page.setProperty("shell_status", status)
        self._pages[key] = self._stack.indexOf(page)
        if len(self._pages) == 1:
            self.show_page(key)

    def show_page(self, key: str) -> None:
        """Show a page that has been set; one that has not is passed over in silence (its part is not built in)."""
        at = self._pages.get(key)
        if at is None:
            return
        if self.rail.has(key):
            self.rail.set_current(key)
        self._key = key
        self._stack.setCurrentIndex(at)
        self._strips.setCurrentIndex(at)
        page = self._stack.widget(at)
        own = page.property("shell_status")
        self._status_stack.setCurrentWidget(own if isinstance(own, QWidget) else self.status)
        self._fit()
        self.focus_page()
        self.page_changed.emit(key)

    def focus_page(self) -> None:
        """Give the keyboard to the page that is shown, as after a dialog that the rail opened."""
        page = self._stack.currentWidget()
        if page is not None:
            # Qt gives the keyboard to what is hidden, too: what is typed would go where nobody sees it.
            proxy = page.focusProxy()
            (proxy if proxy is not None and proxy.isVisible() else page).setFocus(Qt.FocusReason.OtherFocusReason)

    def page_key(self) -> str:
        """The key of the page that is shown."""
        return self._key

    # -- banners

    def show_banner(self, key: str, banner: Banner) -> None:
        """Put a banner under the strip; another with the same key is replaced. Closing it by hand removes it."""
        self.remove_banner(key)
        self._banners[key] = banner
        banner.closed.connect(lambda: self.remove_banner(key))
        self._banner_box.addWidget(banner)

    def remove_banner(self, key: str) -> None:
        """Take a banner away, if it is there."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            self._banner_box.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    def banner(self, key: str) -> Banner | None:
        """The banner that is shown under this key."""
        return self._banners.get(key)

    # -- menus

    def add_menu(self, key: str, words: Words) -> QMenu:
        """A further menu at the end of the menu bar."""
        menu = self.menuBar().addMenu(_with_key(say(words), set()))
        self._menus[key] = (menu, words)
        menu.aboutToShow.connect(lambda: give_keys(menu))
        return menu

    def give_keys(self, menu: str) -> None:
        """Mark a key in every item of a menu again: its words have changed while it opens."""
        give_keys(self.menu(menu))

    def dress(self, action_id: str) -> None:
        """Let an action say its words anew. Raises KeyError."""
        self._dress(self._actions[action_id])

    def open_first_menu(self) -> None:
        """F10: the keyboard's way into the menus, from everywhere; arrows go on from there."""
        bar = self.menuBar()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])

    def menu(self, key: str) -> QMenu:
        """One of file, edit, view, help or an added menu. Raises KeyError."""
        return self._menus[key][0]

    def add_action(
        self,
        menu: str,
        action_id: str,
        words: Words,
        shortcut: str | QKeySequence.StandardKey = "",
        slot: Callable[[], object] | None = None,
        *,
        icon_name: str = "",
        checkable: bool = False,
    ) -> QAction:
        """An action of a menu, its words retranslated by the window. Returns it for switching it on and off."""
        action = QAction(self)
        action.setObjectName(action_id)
        action.setCheckable(checkable)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if slot is not None:
            action.triggered.connect(lambda _=False: slot())
        self._actions[action_id] = _Action(action, words, icon_name)
        self.menu(menu).addAction(action)
        self._dress(self._actions[action_id])
        return action

    def add_separator(self, menu: str) -> None:
        """A line between the actions of a menu."""
        self.menu(menu).addSeparator()

    def action(self, action_id: str) -> QAction:
        """An action by its id. Raises KeyError."""
        return self._actions[action_id].action

    def _dress(self, held: _Action) -> None:
        held.action.setText(say(held.words))
        if held.icon:
            held.action.setIcon(icon(held.icon, "ink2", 16))

    def add_zoom_actions(self, zoom: Callable[[int], object], menu: str = "view") -> None:
        """Larger, smaller and usual size with Ctrl and +, - and 0; ``zoom`` is given +1, -1 or 0 (see ``look.next_zoom``)."""
        self.add_action(menu, "view.larger", lambda: tr("Larger"), "Ctrl++", lambda: zoom(1))
        # The plus of the main keys needs Shift: without it the same key is "=".
        self.action("view.larger").setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.add_action(menu, "view.smaller", lambda: tr("Smaller"), "Ctrl+-", lambda: zoom(-1))
        self.add_action(menu, "view.usual", lambda: tr("Usual size"), "Ctrl+0", lambda: zoom(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A shortcut typed in a layout without Latin letters arrives here as an unknown key: find what it stands for."""
        key = latin_key_of(event)
        if key is not None and _edit_text(self.focusWidget(), standard_of(event)):
            return
        if key is not None and event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            meant = QKeySequence(QKeyCombination(event.modifiers(), key))
            actions: list[QAction] = list(self.findChildren(QAction))
            for action in actions:
                if action.isEnabled() and meant in action.shortcuts():
                    action.trigger()
                    return
            shortcuts: list[QShortcut] = list(self.findChildren(QShortcut))
            for shortcut in shortcuts:
                holder = shortcut.parent()
                if shortcut.isEnabled() and shortcut.key() == meant and isinstance(holder, QWidget) and holder.isVisible():
                    shortcut.activated.emit()
                    return
        super().keyPressEvent(event)

    # -- look and language

    def retranslate(self) -> None:
        taken: set[str] = set()
        for menu, words in self._menus.values():
            menu.setTitle(_with_key(say(words), taken))
        for held in self._actions.values():
            self._dress(held)

    def restyle(self) -> None:
        for held in self._actions.values():
            self._dress(held)
        self._fit()

    def _fit(self) -> None:
        self.rail.set_narrow(self.width() < px(NARROW_BELOW))
        strip = self._strips.currentWidget()
        if strip is not None:
            bar = self._strip_scroll.horizontalScrollBar()
            high = strip.minimumHeight() or strip.sizeHint().height()
            wider = strip.minimumSizeHint().width() > self._strip_scroll.width()
            self._strips.setFixedHeight(high)
            self._strip_scroll.setFixedHeight(high + (bar.sizeHint().height() if wider else 0))
        status = self._status_stack.currentWidget()
        room = self._status_stack.width()
        high = status.heightForWidth(room) if status.hasHeightForWidth() else status.sizeHint().height()
        self._status_stack.setFixedHeight(max(high, status.minimumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # Children take their new sizes only after the window's own change: measure again when all is laid out.
        if event.type() == QEvent.Type.LayoutRequest and self._begun:
            self._fit()
        return done

    # -- remembering

    def geometry_bytes(self) -> bytes:
        """Place and size of the window, to be kept in the settings."""
        return bytes(self.saveGeometry().data())

    def restore_geometry(self, kept: bytes) -> bool:
        """Put the window where it was; False where the bytes are not its own. Qt brings it back onto a screen that exists."""
        return bool(kept) and self.restoreGeometry(QByteArray(kept))

    def begin_large(self) -> None:
        """The size of a first start: that of an office's screen, or what there is of it. The pages ask for little, so that they fit small ones."""
        room = self.screen().availableSize()
        self.resize(QSize(px(1440), px(900)).boundedTo(QSize(room.width() - 20, room.height() - 60)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is asked for: a listener may ignore the event."""
        event.accept()
        self.closing.emit(event)


def _with_key(title: str, taken: set[str]) -> str:
    """A menu's title with its key for Alt: its first letter that no other menu has."""
    for place, letter in enumerate(title):
        if letter.isalpha() and letter.casefold() not in taken:
            taken.add(letter.casefold())
            return f"{title[:place]}&{title[place:]}"
    return title
