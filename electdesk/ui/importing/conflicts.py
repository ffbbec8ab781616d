"""Rows that no import changes, each with its reason; and one of them beside what the region holds."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from electdesk.i18n import tr
from electdesk.i18n.cell_reasons import row_reason_text
from electdesk.qtmodels.importing.cells import sentences
from electdesk.qtmodels.importing.dry_run import Compared, DryRun, compare_conflict
from electdesk.qtmodels.importing.work import ImportWork
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.imports import Conflict
from electdesk.services.queries.seen import may_see_row
from electdesk.ui.importing.words import target_name
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, FindingBox, Following, Label, TableView

BOXES: Final = 40
"""Conflicts shown as boxes; the filter of the table shows them all."""


class _Conflict(Following, QWidget):
    """One conflict with the way to compare it."""

    def __init__(self, conflict: Conflict, compare: Callable[[Conflict], None]) -> None:
        super().__init__()
        rule, remedy = sentences(row_reason_text(conflict.reason))
        self.box = FindingBox(
            lambda: tr("Station {number}, row {row}", number=conflict.station, row=str(conflict.row)),
            (rule,),
            remedy,
            weight="info",
        )
        self.link = ActionLink(lambda: tr("Compare"), icon="not_equal")
        self.box.activated.connect(lambda: compare(conflict))
        self.link.clicked.connect(lambda: compare(conflict))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.box)
        self._column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignRight)
        self.begin()

    def restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)


class Conflicts(Following, QWidget):
    """The card at the right of the dry run."""

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self.work = work
        self._dry: DryRun | None = None
        self.boxes: list[_Conflict] = []
        self._inner = QWidget()
        self._inner.setProperty("part", "surface")
        self._inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list = QVBoxLayout(self._inner)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inner)
        self.compared: RowsModel[Compared] = RowsModel(
            (
                Column(lambda: tr("Line"), lambda row: target_name(row.target, work)),
                Column(lambda: tr("In the file"), lambda row: row.in_file or "–", right=True, tone=_tone),
                Column(lambda: tr("In the region"), lambda row: row.in_region or "–", right=True, tone=_tone),
            ),
            self,
        )
        self.table = TableView(lambda: tr("The file beside the region"))
        self.table.setModel(self.compared)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 150, 1: 84, 2: 96}, stretch=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.table)
        self.back = ActionLink(lambda: tr("All conflicts"), icon="chevron_left")
        self.back.clicked.connect(self.show_list)
        self._card = Card(lambda: tr("Conflicts"), self._count_words)
        self._card.add_action(self.back)
        self._card.set_body(self._stack)
        self.note = Label(lambda: tr("A backup copy is made before writing; one step of Undo takes it all back."), kind="small")
        self.note.setWordWrap(True)
        self._card.add(self.note)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._card)
        self.begin()
        self.show_list()

    def show_dry(self, dry: DryRun | None) -> None:
        """The conflicts of another dry run."""
        self._dry = dry
        while self._list.count():
            item = self._list.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        conflicts = dry.plan.conflicts if dry is not None else ()
        self.boxes = [_Conflict(conflict, self.compare) for conflict in conflicts[:BOXES]]
        for box in self.boxes:
            self._list.addWidget(box)
        words = tr("None: no row stands against what the region may not lose.")
        if len(conflicts) > BOXES:
            words = tr("The first {n}; the tile “Conflict” shows the rows of all.", n=BOXES)
        if len(conflicts) > BOXES or not conflicts:
            note = Label(words, kind="small")
            note.setWordWrap(True)
            self._list.addWidget(note)
        self._list.addStretch(1)
        self._card.set_subtitle(self._count_words)
        self.show_list()

    def _count_words(self) -> str:
        count = len(self._dry.plan.conflicts) if self._dry is not None else 0
        return tr("{n} · the import leaves them as they are", n=count) if count else ""

    def compare(self, conflict: Conflict) -> None:
        """Show a row in conflict beside what the region holds; who may not see the figures is told so."""
        contest, region = self.work.contest, self.work.region
        if contest is None or region is None or self._dry is None:
            return
        rows = contest.register.find(conflict.station)
        if len(rows) == 1 and not may_see_row(region, contest, rows[0]):
            self._card.set_subtitle(tr("The figures of this station are not settled yet: your role does not see them."))
            return
        self.compared.show_rows(compare_conflict(self._dry, conflict, contest))
        self._card.set_subtitle(tr("Station {number}, row {row}", number=conflict.station, row=str(conflict.row)))
        self._stack.setCurrentWidget(self.table)
        self.back.show()
        self.table.setFocus()

    def show_list(self) -> None:
        """All conflicts again."""
        self._stack.setCurrentWidget(self._scroll)
        self._card.set_subtitle(self._count_words)
        self.back.hide()

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._list.setContentsMargins(px(10), px(8), px(10), px(8))
        self._list.setSpacing(px(6))
        self.note.setContentsMargins(px(12), px(6), px(12), px(6))

    def retranslate(self) -> None:
        self.show_dry(self._dry)


def _tone(row: Compared) -> str:
    return "park" if row.in_file.replace(" ", "").replace("\u00a0", "") != row.in_region.replace("\u00a0", "") else "dim"
