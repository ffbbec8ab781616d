"""Help that lies beside the program: the key card, the first protocol, what is protected and what is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget

from electdesk.i18n import language, tr
from electdesk.paths import resources_dir
from electdesk.ui.dialog import Dialog
from electdesk.ui.documents.print_dialog import PrintDialog
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Words, say
from electdesk.ui.window.key_card import key_card_markdown

TOPICS: Final[tuple[tuple[str, Words], ...]] = (
    ("keys", lambda: tr("Keys")),
    ("first-protocol", lambda: tr("The first protocol")),
    ("two-pairs-of-eyes", lambda: tr("Two pairs of eyes")),
    ("turnout", lambda: tr("Turnout through the day")),
    ("incidents", lambda: tr("Incidents")),
    ("importing", lambda: tr("Import from a table")),
    ("exporting", lambda: tr("Export")),
    ("protection", lambda: tr("What is protected and what is not")),
)

WIDTHS: Final = {2: (36, 64), 3: (24, 38, 38)}
"""Shares of the columns of a table in percent, by their number."""


def help_file(topic: str, lang: str) -> Path:
    """Where the text of a topic lies in a language."""
    return resources_dir() / "help" / lang / f"{topic}.md"


def topic_markdown(topic: str) -> str:
    """The text of a topic in the language in use. Raises OSError where the installation lacks it."""
    return key_card_markdown() if topic == "keys" else help_file(topic, language()).read_text(encoding="utf-8")


class HelpDialog(Dialog):
    """Topics at the left, the text at the right; what is shown can be printed."""

    def __init__(self, parent: QWidget | None = None, topic: str = "keys") -> None:
        super().__init__(lambda: tr("Help"), parent, size=(900, 680))
        self.topics = QListWidget()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        for key, _words in TOPICS:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.topics.addItem(item)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.topics)
        self._split.addWidget(self.text)
        self._split.setStretchFactor(1, 1)
        self.box.addWidget(self._split, 1)
        self.print_button = self.add_button(lambda: tr("Print …"), icon="print")
        self.print_button.clicked.connect(self._print)
        self.add_close_button()
        self.topics.setCurrentRow([key for key, _words in TOPICS].index(topic))
        self.topics.currentRowChanged.connect(lambda _row: self.show_topic())
        self.begin()
        self.first = self.text

    def topic(self) -> str:
        """The key of the topic that is shown."""
        return TOPICS[max(0, self.topics.currentRow())][0]

    def show_topic(self) -> None:
        """Show the topic in the language and size that are on."""
        self.text.document().setDefaultFont(theme().font(14))
        self.text.setMarkdown(topic_markdown(self.topic()))
        dress(self.text.document(), theme().tokens.line, px)

    def _print(self) -> None:
        dialog = PrintDialog(1, 0, self, pages=False)
        if dialog.exec():
            self.paper().print_(dialog.printer())

    def paper(self) -> QTextDocument:
        """The topic for a printer: black on white, whatever the theme."""
        document = QTextDocument(self)
        font = QFont(theme().font(14))
        font.setPointSizeF(10.5)
        document.setDefaultFont(font)
        document.setMarkdown(topic_markdown(self.topic()))
        dress(document, "#999999", lambda size: size)
        return document

    def restyle(self) -> None:
        super().restyle()
        self.box.setContentsMargins(px(12), px(12), px(12), px(12))
        self.topics.setMinimumWidth(px(150))
        self._split.setSizes([px(230), px(640)])
        self.text.document().setDocumentMargin(px(16))
        # A text that is only read is no field: it keeps the ground of paper when it has the keyboard.
        look = theme().tokens
        self.text.setStyleSheet(f"QTextBrowser {{ background: {look.surface}; border: 1px solid {look.line}; padding: 0; }}")
        self.show_topic()

    def retranslate(self) -> None:
        super().retranslate()
        for row, (_key, words) in enumerate(TOPICS):
            self.topics.item(row).setText(say(words))
        self.topics.setAccessibleName(tr("Topics"))
        self.text.setAccessibleName(tr("Help"))
        has_printer = bool(QPrinterInfo.availablePrinterNames())
        self.print_button.set_refusal(None if has_printer else tr("This computer has no printer now."))
        self.show_topic()


def dress(document: QTextDocument, line: str, size: Callable[[float], float]) -> None:
    """Give what Markdown made air and hairlines: Qt sets headings close and tables without lines."""
    block = document.firstBlock()
    while block.isValid():
        form = block.blockFormat()
        heading = form.headingLevel()
        in_table = QTextCursor(block).currentTable() is not None
        form.setTopMargin(size(16 if heading > 1 else 0))
        form.setBottomMargin(0 if in_table else size(8))
        form.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(block).setBlockFormat(form)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        # The frame itself comes without its own class; what stands in it knows its table.
        table = frame.firstCursorPosition().currentTable()
        if table is not None:
            _dress_table(table, line, size)


def _dress_table(table: QTextTable, line: str, size: Callable[[float], float]) -> None:
    form = table.format().toTableFormat()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellSpacing(0)
    form.setBottomMargin(size(10))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shares = WIDTHS[table.columns()]
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            edge = cell.format().toTableCellFormat()
            edge.setBottomBorder(1)
            edge.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            edge.setBottomBorderBrush(QColor(line))
            edge.setTopPadding(size(4))
            edge.setBottomPadding(size(4))
            edge.setRightPadding(size(8))
            cell.setFormat(edge)
