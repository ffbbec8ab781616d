"""Step 4: what the import would do, row by row and cell by cell, before anything is written."""

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from electdesk.i18n import ntr, ptr, tr
from electdesk.qtmodels.importing.cells import LISTS, ListKind, counts, fitting, lines_of
from electdesk.qtmodels.importing.dry_run import STATES, DryRun, State
from electdesk.qtmodels.importing.tables import CellLine, DryRows, cell_model
from electdesk.qtmodels.importing.work import ImportWork
from electdesk.services.imports.sheet import column_letters
from electdesk.ui.importing.conflicts import Conflicts
from electdesk.ui.importing.doubts import Doubts
from electdesk.ui.importing.sheet_table import GROUNDS, DryTable
from electdesk.ui.importing.words import target_name
from electdesk.ui.look import px, theme
from electdesk.ui.parts import ActionLink, Card, FlowLayout, Following, Label, Segmented, TableView, Words, say
from electdesk.ui.parts.count_tiles import CountKind, CountTiles

LEGEND_FROM: Final = 1060
BESIDE_FROM: Final = 700
"""Pixels at 100 % from which on the legend has room, and the conflicts stand beside the cells."""
FILTER_AFTER: Final = 150
"""Milliseconds after the last key until the list of cells is filtered."""
_MARKS: Final[tuple[tuple[str, Words], ...]] = (
    ("error", lambda: tr("error")),
    ("changed", lambda: tr("changes")),
    ("conflict", lambda: tr("conflict")),
    ("repaired", lambda: tr("repaired")),
)


class _Mark(Following, QWidget):
    """One entry of the legend: a square as cells are painted, and its word."""

    def __init__(self, mark: str, words: Words) -> None:
        super().__init__()
        self._mark, self._words = mark, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._words))

    def sizeHint(self) -> QSize:
        return QSize(px(14) + px(5) + self.fontMetrics().horizontalAdvance(say(self._words)) + px(2), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        ground, edge = GROUNDS[self._mark]
        painter = QPainter(self)
        painter.setBrush(look.colour(ground))
        painter.setPen(QPen(look.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.drawRect(1, (self.height() - px(13)) // 2, px(13), px(13))
        painter.setPen(look.colour("ink2"))
        painter.setFont(look.font(12))
        painter.drawText(self.rect().adjusted(px(19), 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, say(self._words))


class DryStep(Following, QWidget):
    """Tiles that filter, the file with its marked cells, the list of cells, the conflicts. ``columns_wanted``: back to the mapping;
    ``copy_wanted``: a copy of the workbook with comments."""

    columns_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self.work = work
        self.dry: DryRun | None = None
        self._lines: list[CellLine] = []
        self.tiles = CountTiles(
            (
                CountKind("new", lambda: ptr("rows of a file", "New"), "plus", "info"),
                CountKind("same", lambda: tr("Same"), "check", "none"),
                CountKind("changed", lambda: ptr("rows of a file", "Changed"), "swap", "warn"),
                CountKind("conflict", lambda: tr("Conflict"), "lock", "park"),
                CountKind("error", lambda: ptr("rows of a file", "Errors"), "close", "err"),
            ),
            name=lambda: tr("Rows of the file by what would become of them"),
            spread=True,
        )
        self.all_rows = QCheckBox()
        self.doubts = Doubts(work)
        self._build_preview()
        self._build_cells()
        self.conflicts = Conflicts(work)
        self._lower = QSplitter()
        self._lower.addWidget(self._cells)
        self._lower.addWidget(self.conflicts)
        self._lower.setChildrenCollapsible(False)
        self._lower.setStretchFactor(0, 3)
        self._lower.setStretchFactor(1, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._preview)
        self._split.addWidget(self._lower)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([400, 270])
        self._lower.setSizes([900, 360])
        self._split.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.tiles)
        self._box.addWidget(self.doubts)
        self._box.addWidget(self._split, 1)
        self._filter_later = QTimer(self, singleShot=True, interval=FILTER_AFTER)
        self._filter_later.timeout.connect(self._filter)
        self._listen()
        self.begin()

    def _build_preview(self) -> None:
        self.rows = DryRows(lambda target: target_name(target, self.work, short=True), self)
        self.table = DryTable(lambda: tr("Rows of the file"))
        self.table.setModel(self.rows)
        self.columns_link = ActionLink(lambda: tr("Change the columns"), icon="columns")
        self._preview = Card(lambda: tr("Mapping and preview"), self._preview_words)
        self._preview.add_action(self.all_rows)
        self.legend = [_Mark(mark, words) for mark, words in _MARKS]
        for entry in self.legend:
            self._preview.add_action(entry)
        self._preview.add_action(self.columns_link)
        self._preview.set_body(self.table)

    def _build_cells(self) -> None:
        self.kind = Segmented(
            [
                ("errors", lambda: self._list_words("errors")),
                ("changes", lambda: self._list_words("changes")),
                ("repaired", lambda: self._list_words("repaired")),
                ("skipped", lambda: self._list_words("skipped")),
                ("controls", lambda: self._list_words("controls")),
            ],
            name=lambda: tr("What is listed"),
        )
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self.save_copy = ActionLink(lambda: tr("Save a copy with comments …"), icon="file")
        self.model = cell_model(self)
        self.cells = TableView(lambda: tr("Cells"))
        self.cells.setModel(self.model)
        self.cells.sort_header().sorts = False
        self.cells.set_column_widths({0: 110, 1: 76, 2: 100, 3: 330, 4: 330}, stretch=4)
        self._cells = Card(lambda: tr("Cell by cell"), self._cells_words)
        for widget in (self.search, self.copy):
            self._cells.add_action(widget)
        inner = QWidget()
        self._cells_box = QVBoxLayout(inner)
        row = QWidget()
        self._kind_row = FlowLayout(row)
        self._kind_row.addWidget(self.kind)
        self._kind_row.addWidget(self.save_copy)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self._row_box = QHBoxLayout()
        self._row_box.addWidget(row)
        self._cells_box.addLayout(self._row_box)
        self._cells_box.addWidget(self.cells, 1)
        self.detail = Label("", kind="small")
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.detail.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._cells_box.addWidget(self.detail)
        self._cells.set_body(inner)

    def _listen(self) -> None:
        self.tiles.chosen.connect(lambda _key: self._tile_chosen())
        self.all_rows.toggled.connect(lambda _on: self._show_rows())
        self.kind.chosen.connect(lambda _kind: self._show_lines())
        self.search.textEdited.connect(lambda _text: self._filter_later.start())
        self.copy.clicked.connect(self.cells.copy_rows)
        self.save_copy.clicked.connect(self.copy_wanted)
        self.columns_link.clicked.connect(self.columns_wanted)
        self.cells.selectionModel().currentRowChanged.connect(lambda *_: self._show_cell())
        self.cells.opened.connect(lambda _index: self._show_cell(focus=True))
        self.work.planned.connect(self.show_work)

    def first_field(self) -> QWidget:
        """What has the keyboard when the step is shown."""
        if self.doubts.answers and self.work.open_doubts:
            return self.doubts.answers[0]
        return self.tiles.tile(self.tiles.current())

    def is_being_read(self, focus: QWidget) -> bool:
        """Whether the keyboard is in a table, a field or an answer of this step, where it stays when the plan is made anew."""
        return self.isAncestorOf(focus) and not self.tiles.isAncestorOf(focus)

    # -- showing

    def show_work(self) -> None:
        """The plan that is there now, or nothing while one is being made."""
        dry = self.work.dry if self.work.plan is not None else None
        if dry is self.dry:
            return
        self.dry = dry
        self.doubts.show_plan()
        self.tiles.set_counts(dry.counts() if dry is not None else None)
        if dry is not None:
            order: tuple[State, ...] = ("error", "conflict", "changed", "new", "same")
            found = dry.counts()
            self.tiles.set_current(next((state for state in order if found[state]), "new"))
            lists = counts(dry)
            self._counts = lists
            for kind in LISTS:
                self.kind.set_offered(kind, kind == "errors" or bool(lists[kind]))
            self.kind.set_current(next((kind for kind in LISTS if lists[kind]), "errors"))
            self.kind.say_again()
        for widget in (self._preview, self._cells, self.conflicts):
            widget.setEnabled(dry is not None)
        self.conflicts.show_dry(dry)
        self.cells.setColumnHidden(0, dry is None or len(dry.sheets) < 2)
        self._show_rows()
        self._show_lines()

    _counts: dict[str, int] = {}

    def _list_words(self, kind: ListKind) -> str:
        words = {
            "errors": ptr("cells of a file", "Errors"),
            "changes": tr("Changes"),
            "repaired": tr("Repaired"),
            "skipped": tr("Rows left out"),
            "controls": tr("Control totals"),
        }
        return f"{words[kind]} {self._counts.get(kind, 0)}"

    def _tile_chosen(self) -> None:
        self._show_rows()
        of_tile = {"error": "errors", "changed": "changes"}.get(self.tiles.current())
        if of_tile is not None and self._counts.get(of_tile):
            self.kind.set_current(of_tile)
            self._show_lines()

    def _show_rows(self) -> None:
        state = self.tiles.current()
        wanted = state if not self.all_rows.isChecked() and state in STATES else None
        dry = self.dry
        self.rows.show_rows(dry, dry.places(wanted) if dry is not None else ())
        self._size_columns()
        self._preview.set_subtitle(self._preview_words)

    def _size_columns(self) -> None:
        dry = self.dry
        widths = {0: 130 if dry is not None and len(dry.sheets) > 1 else 58, 1: 132}
        for index in range(dry.width if dry is not None else 0):
            mapped = dry.columns[index] if dry is not None else None
            target = mapped.target if mapped is not None else ""
            widths[index + 2] = 62 if target.startswith(("line:", "choice:")) else 84 if target in ("station", "voters") else 150
        self.table.set_column_widths(widths)

    def _preview_words(self) -> str:
        dry = self.dry
        if dry is None:
            return ""
        read = sum(mapped is not None and bool(mapped.target) for mapped in dry.columns)
        columns = tr("{n} of {N} columns", n=read, N=dry.width)
        profile = tr("profile “{name}”", name=self.work.profile) if self.work.profile else ""
        return " · ".join(
            part for part in (profile, columns, tr("rows shown: {n} of {N}", n=self.rows.rowCount(), N=len(dry.rows))) if part
        )

    def _show_lines(self) -> None:
        kind: ListKind = self.kind.current()  # type: ignore[assignment]
        self._lines = lines_of(self.dry, kind) if self.dry is not None else []
        self._filter()

    def _filter(self) -> None:
        self._filter_later.stop()
        self.model.show_rows(fitting(self._lines, self.search.text()))
        self._show_detail()
        self._cells.set_subtitle(self._cells_words)
        self.copy.setEnabled(bool(self.model.rows))
        self.save_copy.setVisible(bool(self.dry is not None and self.dry.plan.refused))

    def _cells_words(self) -> str:
        if self.dry is None:
            return ""
        whole = self._counts.get(self.kind.current(), 0)
        rows = len({(line.sheet, line.row) for line in self._lines})
        if self.search.text().strip() or len(self.model.rows) < whole:
            return tr("{n} of {N} are shown", n=len(self.model.rows), N=whole)
        return ntr("in {n} row", "in {n} rows", rows) if whole else tr("nothing of this kind")

    def _show_detail(self) -> None:
        """The whole sentence of the line under the keyboard: its column has no room for it."""
        at = self.cells.currentIndex().row()
        line = self.model.rows[at] if 0 <= at < len(self.model.rows) else None
        words = " ".join(part for part in (f"{line.cell}:", line.rule, line.remedy) if part) if line is not None else ""
        self.detail.set_words(words)
        self.detail.setVisible(bool(words))

    def _show_cell(self, *, focus: bool = False) -> None:
        """Bring the cell of the list into sight above."""
        self._show_detail()
        at, dry = self.cells.currentIndex().row(), self.dry
        if dry is None or not 0 <= at < len(self.model.rows):
            return
        line = self.model.rows[at]
        place = dry.place_of(line.sheet, line.row)
        if place not in self.rows.places:
            if place < 0:
                return
            self.all_rows.setChecked(True)
        letters = line.cell.rstrip("0123456789")
        column = next((index for index in range(dry.width) if column_letters(index) == letters), -1)
        index = self.rows.index(list(self.rows.places).index(place), max(0, column + 2))
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        if focus:
            self.table.setFocus()

    # -- looks and language

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is no room for the legend, the pill of the row and the tip of the cell say the same.
        for entry in self.legend:
            entry.setVisible(self.width() >= px(LEGEND_FROM))
        wide = self.width() >= px(BESIDE_FROM)
        self._lower.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._lower.setMinimumHeight(px(200 if wide else 400))

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(8))
        self._cells_box.setContentsMargins(0, 0, 0, 0)
        self._cells_box.setSpacing(0)
        self._row_box.setContentsMargins(px(12), px(6), px(12), px(6))
        self._kind_row.gap = px(10)
        self.detail.setContentsMargins(px(12), px(4), px(12), px(4))
        self.search.setFixedWidth(px(130))
        self.conflicts.setMinimumWidth(px(250))
        self._preview.setMinimumHeight(px(190))

    def retranslate(self) -> None:
        self.all_rows.setText(tr("All rows"))
        self.search.setPlaceholderText(tr("Filter"))
        self.search.setAccessibleName(tr("Filter of the cells"))
        self.cells.retranslate()
        self.table.retranslate()
        self.kind.say_again()
        self._show_lines()
        self._show_rows()
