"""The lines of one difference: number, label, the field for what the paper says, and the two entries once it was typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.i18n import format_count, language, tr
from electdesk.qtmodels.differences import Line, Settling
from electdesk.ui.entry.line_row import Field, make_field
from electdesk.ui.look import Tone, px
from electdesk.ui.parts import Following, Hairline, IconLabel, Label, StatePill
from electdesk.ui.parts.painting import Pill

NUMBER, LABEL, PAPER, FIRST, SECOND, AGREES = range(6)


class LineFields(Following, QScrollArea):
    """The differing lines of what is open. ``finish_wanted`` with +, ``park_wanted`` with F5; Enter goes on to the next line."""

    finish_wanted = Signal()
    park_wanted = Signal()
    left = Signal()
    past_end = Signal()

    def __init__(self, settling: Settling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settling = settling
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields: dict[int, Field] = {}
        self._cells: dict[tuple[int, int], tuple[Label, Label]] = {}
        self._pills: dict[int, StatePill] = {}
        self._inner = QWidget()
        self.setWidget(self._inner)
        settling.opened.connect(self.build)
        settling.typed.connect(self._show)
        self.begin()

    def build(self) -> None:
        """One row for each line that differs, one for each run of lines that agree."""
        self._inner = QWidget()
        self._inner.setProperty("part", "surface")
        self._inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.fields, self._cells, self._pills = {}, {}, {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(LABEL, 1)
        whole = QVBoxLayout(self._inner)
        whole.setContentsMargins(px(14), px(8), px(14), px(8))
        whole.addLayout(grid)
        whole.addStretch(1)
        lines = self.settling.lines()
        if lines:
            self._heads(grid)
        row = 2
        for line in lines:
            row = self._agreeing(grid, row, self.settling.agreeing(line.paper.slot))
            self._line(grid, row, line)
            row += 1
        sheet = self.settling.sheet
        if lines and sheet is not None:
            last = lines[-1].paper.slot
            self._agreeing(grid, row, tuple(range(last + 1, len(sheet.lines))))
        # Not deleted at once: the key that leads to the next difference is still being handled by a field of this one.
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setWidget(self._inner)
        self._show()

    def _heads(self, grid: QGridLayout) -> None:
        heads: tuple[Callable[[], str], ...] = (
            lambda: tr("Line"),
            lambda: tr("What the line says"),
            lambda: tr("On the paper"),
            lambda: tr("First entry"),
            lambda: tr("Second entry"),
            lambda: tr("Agrees with"),
        )
        for column, words in enumerate(heads):
            label = Label(words, kind="label")
            if column in (NUMBER, PAPER, FIRST, SECOND):
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, 0, column)
        grid.addWidget(Hairline(), 1, 0, 1, 6)

    def _agreeing(self, grid: QGridLayout, row: int, slots: tuple[int, ...]) -> int:
        sheet = self.settling.sheet
        if not slots or sheet is None:
            return row
        first, last = sheet.numbers[slots[0]], sheet.numbers[slots[-1]]
        count = len(slots)

        def words() -> str:
            if count == 1:
                return tr("line {number}: both entries agree", number=first)
            return tr("lines {first}–{last}: both entries agree ({n})", first=first, last=last, n=count)

        grid.addWidget(IconLabel("check", words, role="ink2", size=13), row, LABEL, 1, 5, Qt.AlignmentFlag.AlignLeft)
        return row + 1

    def _line(self, grid: QGridLayout, row: int, line: Line) -> None:
        slot = line.paper.slot
        number = Label(line.paper.number, kind="value")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = Label(lambda: line.paper.text(language()))
        label.setWordWrap(True)
        field = make_field(line.paper, self._inner, lambda: tr("Line {number}, on the paper", number=line.paper.number))
        field.value_changed.connect(lambda _figure: None)
        field.next_requested.connect(lambda: self._leave(slot, 1))
        field.previous_requested.connect(lambda: self._leave(slot, -1))
        field.command_key.connect(lambda key: self._command(slot, key))
        self.fields[slot] = field
        grid.addWidget(number, row, NUMBER)
        grid.addWidget(label, row, LABEL)
        grid.addWidget(field, row, PAPER, Qt.AlignmentFlag.AlignRight)
        for column in (FIRST, SECOND):
            pair = Label(lambda: tr("hidden"), kind="small"), Label("", kind="value")
            for cell in pair:
                cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                cell.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
                grid.addWidget(cell, row, column)
            self._cells[slot, column] = pair
        pill = StatePill(_pill("waiting"))
        self._pills[slot] = pill
        grid.addWidget(pill, row, AGREES)

    # -- what was typed

    def _leave(self, slot: int, step: int) -> None:
        self._take(slot)
        order = list(self.fields)
        at = order.index(slot) + step
        if at >= len(order):
            self.past_end.emit()
        elif at >= 0:
            self.fields[order[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.fields[order[at]])

    def _take(self, slot: int) -> None:
        """Leaving a field is what makes its figure the paper's: half a number shows nobody anything."""
        field = self.fields[slot]
        if not field.is_spoilt():
            self.settling.type_line(slot, field.value())

    def _command(self, slot: int, key: str) -> None:
        if key == "finish":
            self._take(slot)
            self.finish_wanted.emit()
        elif key == "F5":
            self.park_wanted.emit()
        elif key == "back":
            self.left.emit()
        elif key in ("shift_up", "shift_down"):
            self._leave(slot, -1 if key == "shift_up" else 1)

    def first(self) -> Field | None:
        """The field of the first line that is still to be typed; None while nothing is open."""
        missing = self.settling.missing() or list(self.fields)
        return self.fields.get(missing[0]) if missing else None

    def focus_first(self) -> None:
        """The first line that is still to be typed has the keyboard."""
        field = self.first()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        for line in self.settling.lines():
            slot = line.paper.slot
            if slot not in self.fields:
                continue
            for column, figure in ((FIRST, line.first), (SECOND, line.second)):
                hidden, cell = self._cells[slot, column]
                cell.set_words(_figure_words(line, figure))
                cell.setVisible(figure is not None)
                hidden.setVisible(figure is None)
            self._pills[slot].set_pill(_pill(line.agrees or "waiting"))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Lines that differ"))
        if hasattr(self, "_pills"):
            self._show()


def _figure_words(line: Line, figure: int | None) -> Callable[[], str]:
    """A figure of an entry; nothing before the paper's was typed."""

    def words() -> str:
        if figure is None:
            return ""
        if figure == BLANK:
            return tr("blank")
        if figure == NO_NUMBER:
            return tr("no number on paper")
        if line.paper.kind == "yesno":
            return tr("Yes") if figure else tr("No")
        if line.paper.kind == "oneof" and figure < len(line.paper.options):
            option = line.paper.options[figure]
            return option.label.get(language(), "") or option.id
        return format_count(figure)

    return words


def _pill(agrees: str) -> Pill:
    """Whom the paper agrees with, as icon, word and colour."""
    words = {"first": tr("first entry"), "second": tr("second entry"), "neither": tr("neither entry")}
    icon = {"first": "check", "second": "check", "neither": "not_equal"}.get(agrees, "circle")
    tone: Tone = "warn" if agrees == "neither" else "ok" if agrees in words else "none"
    return Pill(words.get(agrees, tr("waits")), icon, tone)
