"""A dialog of several pages beside a list of them: the frame of the wizard and of the set-up screen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from electdesk.i18n import tr
from electdesk.ui.dialog import Dialog
from electdesk.ui.look import px
from electdesk.ui.parts import Banner, Words
from electdesk.ui.setup.fields import Page


class SteppedDialog(Dialog):
    """The list chooses the page; Ctrl+PgDown and Ctrl+PgUp go to the next and the one before."""

    def __init__(self, title: Words, parent: QWidget | None = None, *, size: tuple[int, int] = (1080, 800)) -> None:
        super().__init__(title, parent, size=size)
        self.pages: list[Page] = []
        self.place = 0
        self._messages = QWidget()
        self._message_box = QHBoxLayout(self._messages)
        self._message_box.setContentsMargins(0, 0, 0, 0)
        self._messages.hide()
        self.box.addWidget(self._messages)
        self.steps = QListWidget()
        self.steps.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._place_steps()
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.show_page(self.place + step))

    def _place_steps(self) -> None:
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        whole.removeWidget(self._scroll)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.steps)
        row.addWidget(self._scroll, 1)
        whole.insertLayout(0, row, 1)

    def set_pages(self, pages: Sequence[Page]) -> None:
        """The pages in their order. Called once, before ``begin``."""
        self.pages = list(pages)
        for page in self.pages:
            page.hide()
            self.box.addWidget(page, 1)
            self.steps.addItem(QListWidgetItem(""))
        self.steps.currentRowChanged.connect(self.show_page)

    def show_page(self, place: int) -> None:
        """Show a page (from 0); nothing that was typed on another is lost."""
        if not 0 <= place < len(self.pages):
            return
        self.place = place
        for other, page in enumerate(self.pages):
            page.setVisible(other == place)
        self.pages[place].fill()
        self.pages[place].refresh()
        self.steps.blockSignals(True)
        self.steps.setCurrentRow(place)
        self.steps.blockSignals(False)
        self._scroll.verticalScrollBar().setValue(0)
        self.page_shown()
        if not self.steps.hasFocus():
            self.focus_page()

    def page_shown(self) -> None:
        """Another page is shown now."""

    def focus_page(self) -> None:
        """Give the keyboard to the first field of the page."""
        page = self.pages[self.place]
        field = page.nextInFocusChain()
        while field is not None and field is not page and page.isAncestorOf(field):
            if field.isVisibleTo(page) and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            field = field.nextInFocusChain()
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: "str | Callable[[], str]", weight: str = "info") -> None:
        """Say something above the page, in the place of what was said before."""
        self.hush()
        error = weight == "err"
        banner = Banner(words, weight="err" if error else "info", icon="warning" if error else "info", closable=False)
        self._message_box.addWidget(banner)
        self._messages.show()
        self._scroll.verticalScrollBar().setValue(0)

    def hush(self) -> None:
        """Take away what was said."""
        while self._message_box.count():
            item = self._message_box.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._messages.hide()

    def told(self) -> str:
        """What is said above the page, "" where nothing is."""
        item = self._message_box.itemAt(self._message_box.count() - 1)
        banner = item.widget() if item is not None else None
        return banner.words() if isinstance(banner, Banner) else ""

    def restyle(self) -> None:
        super().restyle()
        self.steps.setFixedWidth(px(200))

    def retranslate(self) -> None:
        super().retranslate()
        self.steps.setAccessibleName(tr("Pages"))
