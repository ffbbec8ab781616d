"""Step 1: what the file holds, which file, and what is known of it before it is read on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from electdesk.domain.records.names import in_language
from electdesk.i18n import format_datetime, language, ntr, tr
from electdesk.i18n.import_words import kind_words, note_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.importing.work import Earlier, ImportWork
from electdesk.ui.importing.words import format_words, hash_words, size_words, time_words
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, Banner, Card, EmptyNote, Following, Label, Words

ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
"""Endings of the files that are offered and taken by dragging; what a file is, its content tells."""


def ask_file(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a file, None where the person changed their mind."""
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    name, _ = QFileDialog.getOpenFileName(parent, tr("Choose a table"), str(folder), f"{tr('Tables')} ({endings})")
    return Path(name) if name else None


class Facts(Following, QWidget):
    """Pairs of a quiet word and what it says, one below the other; the text can be marked and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.begin()

    def show_facts(self, facts: Sequence[tuple[Words, Words, str]]) -> None:
        """Word, text and tone of each; empty texts are left out by the caller."""
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (word, text, tone) in enumerate(facts):
            told = Label(text, tone=tone, parent=self)
            told.setWordWrap(True)
            told.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            told.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._grid.addWidget(Label(word, kind="dim", parent=self), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, row, 1)

    def restyle(self) -> None:
        self._grid.setColumnMinimumWidth(0, px(150))
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(6))


class FileStep(Following, QWidget):
    """``file_wanted``: a person asks for (another) file; ``paste_wanted``: for the rows of the clipboard; ``template_wanted``: for an
    empty workbook."""

    file_wanted = Signal()
    paste_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, desk: Desk, work: ImportWork) -> None:
        super().__init__()
        self._desk, self.work = desk, work
        self.kind = QComboBox()
        self._kinds: tuple[str, ...] = ()
        self.contest = QComboBox()
        self._contest_word = Label(lambda: tr("Contest"), kind="dim")
        self._choice = QHBoxLayout()
        self._kind_word = Label(lambda: tr("What the file holds"), kind="dim")
        self._choice.addWidget(self._kind_word)
        self._choice.addWidget(self.kind)
        self._choice.addWidget(self._contest_word)
        self._choice.addWidget(self.contest, 1)
        self._choice.addStretch(1)
        what = QWidget()
        what.setLayout(self._choice)
        self._what = Card(lambda: tr("What is imported"))
        self._what.set_body(what)
        self.template = ActionLink(lambda: tr("Save an empty workbook for this …"), icon="file")
        self.template.clicked.connect(self.template_wanted)
        self._what.add_action(self.template)
        self.choose = ActionButton(lambda: tr("Choose a file …"), icon="open", primary=True)
        self.paste = ActionLink(lambda: tr("Paste copied rows"), key="Ctrl+V")
        self.other = ActionLink(lambda: tr("Another file …"), icon="open")
        self._empty = EmptyNote(
            lambda: tr("Drag a file here, or choose one."),
            lambda: tr(
                "Excel, LibreOffice and text tables are read as they are; nothing in the file is changed or run. "
                "Rows copied in a table program can be pasted too."
            ),
            icon="open",
            action=self.choose,
        )
        self.facts = Facts()
        self._told = QWidget()
        self._told_box = QVBoxLayout(self._told)
        self._told_box.addWidget(self.facts)
        self._banners = QVBoxLayout()
        self._told_box.addLayout(self._banners)
        self._told_box.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._told)
        self._file = Card(self._file_title)
        self._file.add_action(self.paste)
        self._file.add_action(self.other)
        self._file.set_body(self._stack)
        self._file.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._what)
        self._box.addWidget(self._file, 1)
        self.choose.clicked.connect(self.file_wanted)
        self.other.clicked.connect(self.file_wanted)
        self.paste.clicked.connect(self.paste_wanted)
        self.kind.activated.connect(lambda at: self._kind_chosen(str(self.kind.itemData(at))))
        self.contest.activated.connect(lambda at: work.choose_contest(str(self.contest.itemData(at))))
        work.read_done.connect(self.show_work)
        work.busy_changed.connect(self._show_file)
        self.begin()
        self.show_work()

    def first_field(self) -> QWidget:
        """What has the keyboard when the step is shown."""
        return self.choose if self.work.book is None and self.work.path is None else self.kind

    def show_work(self) -> None:
        """Everything as it is now."""
        self._show_kinds()
        self._show_contests()
        self._show_file()

    def _show_kinds(self) -> None:
        kinds = self._kinds = self.work.kinds()
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(kind_words(kind), kind)
        if self.work.kind in kinds:
            self.kind.setCurrentIndex(kinds.index(self.work.kind))

    def _kind_chosen(self, kind: str) -> None:
        self.work.choose_kind(kind)
        self._show_contests()

    def _show_contests(self) -> None:
        region = self._desk.region
        contests = region.columns.contests if region is not None else {}
        self.contest.clear()
        for record, columns in contests.items():
            self.contest.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
        self.contest.setCurrentIndex(max(0, self.contest.findData(self.work.contest_record)))
        wanted = len(contests) > 1 and self.work.needs_contest()
        self.contest.setVisible(wanted)
        self._contest_word.setVisible(wanted)

    def _file_title(self) -> str:
        if self.work.is_pasted:
            return tr("Pasted rows")
        return self.work.path.name if self.work.path is not None else tr("File")

    def _show_file(self) -> None:
        self._file.set_title(self._file_title)
        waits = self.work.book is None and self.work.path is None
        self._stack.setCurrentWidget(self._empty if waits else self._told)
        self.other.setVisible(not waits)
        self._told_box.invalidate()
        book = self.work.book
        while self._banners.count():
            item = self._banners.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        if book is None:
            self.facts.show_facts(())
            return
        rows = sum(len(sheet.rows) for sheet in book.sheets)
        facts: list[tuple[Words, Words, str]] = [
            (lambda: tr("Format"), lambda: format_words(book), ""),
            (lambda: tr("Size"), lambda: size_words(book.size), ""),
            (lambda: tr("Last changed"), lambda: time_words(book.modified), ""),
            (lambda: tr("Hash (SHA-256)"), lambda: hash_words(book.sha256), ""),
            (lambda: tr("Sheets"), lambda: _sheets_words(len(book.sheets), rows), ""),
            (lambda: tr("Imported before"), lambda: earlier_words(self.work.earlier), "warn" if self.work.earlier else ""),
        ]
        self.facts.show_facts(facts)
        notes = dict.fromkeys((*book.notes, *(note for sheet in book.sheets for note in sheet.notes)))
        for note in notes:
            self._banners.addWidget(_note_banner(note))

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(8))
        self._choice.setContentsMargins(px(12), px(10), px(12), px(10))
        self._choice.setSpacing(px(10))
        self._told_box.setContentsMargins(px(12), px(12), px(12), px(12))
        self._told_box.setSpacing(px(10))
        self._banners.setSpacing(px(6))

    def retranslate(self) -> None:
        self.kind.setAccessibleName(tr("What the file holds"))
        self.contest.setAccessibleName(tr("Contest"))
        self._show_kinds()
        self._show_contests()


def _note_banner(note: str) -> Banner:
    return Banner(lambda: note_words(note), weight="info", icon="info", closable=False)


def _sheets_words(sheets: int, rows: int) -> str:
    return f"{ntr('{n} sheet', '{n} sheets', sheets)} · {ntr('{n} row', '{n} rows', rows)}"


def earlier_words(earlier: tuple[Earlier, ...]) -> str:
    """When the same content was imported before, newest last; that it never was, where it was not."""
    if not earlier:
        return tr("this file has not been imported before")
    last = earlier[-1]
    return tr("{when}, by {author}", when=format_datetime(last.when), author=last.author)
