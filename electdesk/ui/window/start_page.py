"""The page without a region: what the program is, the three ways to begin, the files worked on last."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from electdesk.i18n import LANGUAGES, OWN_NAMES, format_datetime, language, tr
from electdesk.ui.look import px, theme
from electdesk.ui.parts import TONE_ROLE, Card, Following, Label, Segmented, TableView, Words, say
from electdesk.ui.parts.painting import draw_icon, paint_focus
from electdesk.ui.shell import Shell, Strip

ENDING: Final = ".electdesk"
_WIDE: Final = 860
_PATH_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class Tile(Following, QAbstractButton):
    """One way to begin: a drawing, a word, a sentence. The first one is filled."""

    def __init__(self, icon: str, words: Words, about: Words, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words, self._about, self._primary = icon, words, about, primary
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        self.setText(say(self._words))
        self.setAccessibleName(say(self._words))
        self.setAccessibleDescription(say(self._about))

    def restyle(self) -> None:
        self.setFixedHeight(px(136))

    def sizeHint(self) -> QSize:
        return QSize(px(230), px(136))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(150), px(136))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        over = self.underMouse() or self.isDown()
        ground = "accent" if self._primary else "accent_bg" if over else "surface"
        ink, quiet = ("on_accent", "on_accent") if self._primary else ("ink", "ink2")
        painter.setPen(QPen(look.colour("accent" if self._primary else "line"), 2 if look.tokens.framed else 1))
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        pad = px(16)
        mark = look.colour("on_accent" if self._primary else "accent").name()
        draw_icon(painter, frame.topLeft() + QRectF(pad, pad + px(11), 0, 0).topLeft(), self._icon, mark, 22, stroke=1.75)
        room = frame.adjusted(pad, pad + px(30), -pad, -px(8))
        painter.setFont(look.font(15, bold=True))
        painter.setPen(look.colour(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.text())
        painter.setFont(look.font(12))
        painter.setPen(look.colour(quiet))
        below = room.adjusted(0, px(24), 0, 0)
        painter.drawText(
            below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap), say(self._about)
        )
        if self.hasFocus():
            paint_focus(painter, frame, role="ink" if self._primary else "accent", radius=6)


class StartPage(Following, QWidget):
    """``open_wanted``, ``new_wanted`` and ``sample_wanted`` for the three tiles, ``recent_wanted`` with the path of a file."""

    open_wanted = Signal()
    new_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self.setAcceptDrops(True)
        self._names: tuple[str, ...] = ()
        self._build_strip()
        self.open_tile = Tile(
            "open",
            lambda: tr("Open a region"),
            lambda: tr("A file of your commission, from this computer or a stick."),
            primary=True,
        )
        self.new_tile = Tile("plus", lambda: tr("New region"), lambda: tr("Choose the protocol form, then bring in the stations."))
        self.sample_tile = Tile(
            "tree", lambda: tr("Practice region"), lambda: tr("1,038 stations with made-up figures and planted mistakes to find.")
        )
        self._build()
        self.open_tile.clicked.connect(self.open_wanted)
        self.new_tile.clicked.connect(self.new_wanted)
        self.sample_tile.clicked.connect(self.sample_wanted)
        self.setFocusProxy(self.open_tile)
        self.begin()

    def _build_strip(self) -> None:
        self.strip = Strip()
        self.languages = Segmented([(lang, OWN_NAMES[lang]) for lang in LANGUAGES], name=lambda: tr("Language"))
        self.languages.chosen.connect(self._language_chosen)
        self.strip.add_stretch()
        self.strip.add_right(self.languages)

    def _build(self) -> None:
        self._name = Label("ElectDesk", kind="hall")
        self._purpose = Label(
            lambda: tr(
                "Protocols in, checked totals and printed summaries out: the desk of an election commission, without a network."
            ),
            kind="dim",
        )
        self._purpose.setWordWrap(True)
        self.model = QStandardItemModel(0, 3, self)
        self.recent = TableView(lambda: tr("Recent files"))
        self.recent.setModel(self.model)
        self.recent.opened.connect(self._opened)
        self.recent.clicked.connect(self._opened)
        self.recent.horizontalHeader().hide()
        self.recent.set_column_widths({0: 260, 2: 170}, stretch=1)
        self._files = Card(lambda: tr("Recent files"), lambda: tr("or drop a region file here"))
        self._files.set_body(self.recent)
        self._none = Label(lambda: tr("No files yet. The practice region is a good place to begin."), kind="dim")
        self._none.setWordWrap(True)
        self._files.add(self._none)
        self._record = Label(
            lambda: tr("ElectDesk is a working tool beside the state's system. The signed paper protocol is the legal record."),
            kind="small",
        )
        self._record.setWordWrap(True)
        column = QWidget()
        self._column_widget = column
        self._column = QVBoxLayout(column)
        self._tiles = QHBoxLayout()
        for tile in (self.open_tile, self.new_tile, self.sample_tile):
            self._tiles.addWidget(tile, 1)
        self._column.addStretch(1)
        self._column.addWidget(self._name)
        self._column.addWidget(self._purpose)
        self._column.addLayout(self._tiles)
        self._column.addWidget(self._files)
        self._column.addWidget(self._record)
        self._column.addStretch(2)
        inner = QWidget()
        inner.setProperty("part", "canvas")
        across = QHBoxLayout(inner)
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    # -- recent files

    def show_recent(self, names: Sequence[str]) -> None:
        """The files opened last, newest first; one that is not there any more is grey and says so."""
        self._names = tuple(names)
        self.model.removeRows(0, self.model.rowCount())
        for name in self._names:
            self.model.appendRow(self._row_of(Path(name)))
        self.recent.setVisible(bool(self._names))
        self._none.setVisible(not self._names)
        self._size_list()

    def _row_of(self, path: Path) -> list[QStandardItem]:
        try:
            changed = datetime.datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - shown as the PC's own time
            there, note = True, format_datetime(changed)
        except OSError:
            there, note = False, tr("not there any more")
        cells = [QStandardItem(path.stem), QStandardItem(_short(path.parent)), QStandardItem(note)]
        cells[2].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for cell in cells:
            cell.setData(str(path), _PATH_ROLE)
            cell.setEnabled(there)
            if not there or cell is not cells[0]:
                cell.setData("dim", TONE_ROLE)
        if there:
            font = cells[0].font()
            font.setBold(True)
            cells[0].setFont(font)
        return cells

    def _opened(self, index: QModelIndex) -> None:
        item = self.model.itemFromIndex(index)
        if item is not None and item.isEnabled():
            self.recent_wanted.emit(str(item.data(_PATH_ROLE)))

    # -- files dropped, language

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _region_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _region_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.recent_wanted.emit(str(path))

    def _language_chosen(self, lang: str) -> None:
        # The window's own action switches language, settings, menu marks and every word at once.
        window = self.window()
        if isinstance(window, Shell):
            window.action(f"view.language.{lang}").trigger()

    # -- looks

    def _size_list(self) -> None:
        self.recent.setFixedHeight(px(self.recent.row_height) * max(1, min(6, self.model.rowCount())) + 2)

    def restyle(self) -> None:
        self._column_widget.setMaximumWidth(px(_WIDE))
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(14))
        self._tiles.setSpacing(px(12))
        self._none.setContentsMargins(px(12), px(12), px(12), px(14))
        self._size_list()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Start"))
        self.languages.set_current(language())
        self.show_recent(self._names)


def _region_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ENDING else None


def _short(folder: Path) -> str:
    """A folder as a person knows it: the home folder is ~."""
    try:
        return str(Path("~") / folder.relative_to(Path.home())) if folder != Path.home() else "~"
    except ValueError:
        return str(folder)
