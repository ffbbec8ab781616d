"""Step 2: which sheets are read, where the heading stands, and the first rows as the file has them."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QSizePolicy, QSpinBox, QSplitter, QVBoxLayout, QWidget

from electdesk.i18n import ntr, tr
from electdesk.qtmodels.importing.looks import shown_sheet
from electdesk.qtmodels.importing.tables import PREVIEW_ROWS, SheetPreview
from electdesk.qtmodels.importing.work import ImportWork
from electdesk.services.imports.sheet import Sheet, column_letters
from electdesk.ui.dialog import side_by_side
from electdesk.ui.importing.sheet_table import SheetTable
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, FlowLayout, Following, Label, Segmented

NAMED: Final = 12
"""Hidden rows or columns that are named one by one; of more the number is told."""


class SheetStep(Following, QWidget):
    """Sheets at the left, the preview at the right; what is hidden is named and left out unless it is asked for."""

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self.work = work
        self._showing = False
        self.sheets = QListWidget()
        self.sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hidden = QCheckBox()
        self.hidden_note = Label("", kind="small", tone="warn")
        self.hidden_note.setWordWrap(True)
        self._left_box = QVBoxLayout()
        left = QWidget()
        left.setLayout(self._left_box)
        self._left_box.addWidget(self.sheets, 1)
        self._left_box.addWidget(self.hidden)
        self._left_box.addWidget(self.hidden_note)
        self._sheets_card = Card(lambda: tr("Sheets"), self._chosen_words)
        self._sheets_card.set_body(left)
        self.first = QSpinBox()
        self.first.setRange(1, 1)
        self.count = Segmented([("1", "1"), ("2", "2"), ("3", "3")], name=lambda: tr("Rows of the heading"))
        self.guess = ActionLink(lambda: tr("Guess again"), icon="redo")
        self.mark = ActionLink(lambda: tr("The heading begins in the chosen row"), icon="check")
        self._first_word = Label(lambda: tr("Heading from row"), kind="dim")
        self._count_word = Label(lambda: tr("rows of heading"), kind="dim")
        self._guess_word = Label("", kind="small")
        bar = QWidget()
        self._bar = FlowLayout(bar, gap=8)
        groups = ((self._first_word, self.first), (self._count_word, self.count, self._guess_word), (self.mark,), (self.guess,))
        for widgets in groups:
            group = QWidget()
            group.setLayout(side_by_side(widgets, narrow=False))
            self._bar.addWidget(group)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        self.model = SheetPreview(self)
        self.table = SheetTable(lambda: tr("First rows of the sheet"))
        self.table.setModel(self.model)
        self._preview = Card(self._preview_title, self._preview_words)
        right = QWidget()
        self._right_box = QVBoxLayout(right)
        self._right_box.addWidget(bar)
        self._right_box.addWidget(self.table, 1)
        self._preview.set_body(right)
        self._split = QSplitter()
        self._split.addWidget(self._sheets_card)
        self._split.addWidget(self._preview)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([300, 900])
        self._split.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._split)
        self.sheets.itemChanged.connect(lambda _item: self._sheets_chosen())
        self.sheets.currentRowChanged.connect(lambda _row: self._show_preview())
        self.hidden.toggled.connect(lambda on: self._hidden_chosen(on))
        self.first.valueChanged.connect(lambda _value: self._heading_chosen())
        self.count.chosen.connect(lambda _count: self._heading_chosen())
        self.guess.clicked.connect(self._guess_again)
        self.mark.clicked.connect(self._mark_row)
        self.table.opened.connect(lambda _index: self._mark_row())
        work.read_done.connect(self.show_work)
        work.looked.connect(self._show_look)
        self.begin()

    def first_field(self) -> QWidget:
        """What has the keyboard when the step is shown."""
        return self.sheets

    def shown_sheet(self) -> Sheet | None:
        """The sheet whose rows are shown."""
        book, row = self.work.book, self.sheets.currentRow()
        return book.sheets[row] if book is not None and 0 <= row < len(book.sheets) else None

    def show_work(self) -> None:
        """The sheets of the file that was read."""
        book = self.work.book
        self._showing = True
        kept = self.sheets.currentRow()
        self.sheets.clear()
        for sheet in book.sheets if book is not None else ():
            item = QListWidgetItem(self._sheet_words(sheet))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.sheets.addItem(item)
        first = shown_sheet(self.work.look)
        names = [sheet.name for sheet in book.sheets] if book is not None else []
        wanted = names.index(first.name) if first is not None and first.name in names else 0
        self.sheets.setCurrentRow(kept if 0 <= kept < len(names) else wanted)
        self._showing = False
        self._show_look()

    def _sheet_words(self, sheet: Sheet) -> str:
        rows = ntr("{n} row", "{n} rows", len(sheet.rows))
        parts = [sheet.name, rows, tr("hidden") if sheet.hidden else ""]
        return " · ".join(part for part in parts if part)

    def _chosen_words(self) -> str:
        book = self.work.book
        return tr("{n} of {N} are read", n=len(self.work.sheet_names), N=len(book.sheets)) if book is not None else ""

    def _sheets_chosen(self) -> None:
        book = self.work.book
        if self._showing or book is None:
            return
        checked = [place for place in range(self.sheets.count()) if self.sheets.item(place).checkState() == Qt.CheckState.Checked]
        self.work.choose_sheets(tuple(book.sheets[place].name for place in checked))

    def _hidden_chosen(self, on: bool) -> None:
        if not self._showing:
            self.work.choose_hidden(on)

    def _heading_chosen(self) -> None:
        if not self._showing:
            self.work.choose_heading((self.first.value(), int(self.count.current())))

    def _mark_row(self) -> None:
        at = self.table.currentIndex()
        if at.isValid():
            self.first.setValue(self.model.number(at.row()))
            self._heading_chosen()

    def _guess_again(self) -> None:
        self.work.choose_heading(None)

    def _show_look(self) -> None:
        book, look = self.work.book, shown_sheet(self.work.look)
        sheet = book.sheet_named(look.name) if book is not None and look is not None else None
        self._showing = True
        last = sheet.row_numbers[min(len(sheet.rows), PREVIEW_ROWS) - 1] if sheet is not None and sheet.rows else 1
        self.first.setRange(1, max(1, last))
        first, count = look.heading_rows if look is not None else (0, 0)
        if first:
            self.first.setValue(first)
            self.count.set_current(str(min(max(1, count), 3)))
        self.hidden.setChecked(self.work.include_hidden)
        self._showing = False
        guessed = self.work.options.heading_rows is None
        self._guess_word.set_words((lambda: tr("guessed")) if guessed and first else "")
        self.guess.setEnabled(not guessed)
        self._tick()
        self._sheets_card.set_subtitle(self._chosen_words)
        self._show_hidden()
        self._show_preview()

    def _tick(self) -> None:
        """A tick at each sheet that is read, chosen or found."""
        book, names = self.work.book, self.work.sheet_names
        self._showing = True
        for place, sheet in enumerate(book.sheets if book is not None else ()):
            item = self.sheets.item(place)
            if item is not None:
                item.setCheckState(Qt.CheckState.Checked if sheet.name in names else Qt.CheckState.Unchecked)
        self._showing = False

    def _show_hidden(self) -> None:
        book = self.work.book
        told = [_hidden_words(sheet) for sheet in book.sheets if sheet.name in self.work.sheet_names] if book is not None else []
        told = [words for words in told if words]
        self.hidden.setVisible(bool(told))
        if book is not None and (
            unread := [sheet.name for sheet in book.sheets if sheet.hidden and sheet.name not in self.work.sheet_names]
        ):
            told.append(tr("hidden sheets, not read unless they are ticked: {names}", names=", ".join(unread)))
        self.hidden_note.setVisible(bool(told))
        self.hidden_note.set_words("\n".join(told))

    def _show_preview(self) -> None:
        if self._showing:
            return
        sheet, look = self.shown_sheet(), self.work.look
        found = (
            next((each for each in look.sheets if sheet is not None and each.name == sheet.name), None)
            if look is not None
            else None
        )
        first, count = found.heading_rows if found is not None else (0, 0)
        self.model.show_sheet(sheet, first, count)
        self._preview.set_title(self._preview_title)
        self._preview.set_subtitle(self._preview_words)
        self.table.set_column_widths({0: 60, **dict.fromkeys(range(1, self.model.columnCount()), 110)})

    def _preview_title(self) -> str:
        sheet = self.shown_sheet()
        return tr("Sheet “{name}”", name=sheet.name) if sheet is not None else tr("Sheet")

    def _preview_words(self) -> str:
        return ntr(
            "the first {n} row as it stands in the file", "the first {n} rows as they stand in the file", self.model.rowCount()
        )

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._left_box.setContentsMargins(0, 0, 0, px(8))
        self._right_box.setSpacing(px(6))
        self._right_box.setContentsMargins(px(12), px(6), 0, 0)
        self._bar.gap = px(8)
        self._bar.row_gap = px(4)
        self._preview.setMinimumHeight(px(220))
        self._sheets_card.setMinimumWidth(px(220))
        self.hidden_note.setContentsMargins(px(12), 0, px(12), 0)

    def retranslate(self) -> None:
        self.sheets.setAccessibleName(tr("Sheets"))
        self.first.setAccessibleName(tr("Heading from row"))
        self.hidden.setText(tr("Read hidden rows and columns too"))
        self.show_work()


def _hidden_words(sheet: Sheet) -> str:
    parts = []
    if sheet.hidden_rows:
        rows = ", ".join(map(str, sheet.hidden_rows[:NAMED]))
        parts.append(tr("hidden rows: {rows}", rows=rows + (" …" if len(sheet.hidden_rows) > NAMED else "")))
    if sheet.hidden_columns:
        columns = ", ".join(column_letters(index) for index in sheet.hidden_columns[:NAMED])
        parts.append(tr("hidden columns: {columns}", columns=columns))
    return f"{sheet.name}: {'; '.join(parts)}" if parts else ""
