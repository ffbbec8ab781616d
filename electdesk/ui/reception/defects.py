"""Sending a protocol back: the defects to tick, what else is wrong, and numbers for a quick check that are kept nowhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.qtmodels.reception.words import DEFECTS
from electdesk.services.queries.summary import choice_names
from electdesk.ui.dialog import Dialog
from electdesk.ui.look import px
from electdesk.ui.parts import Label, NumberField


class DefectsDialog(Dialog):
    """The filled button returns the protocol; it waits for a defect or for words. Escape goes back to the desk."""

    answered = Signal()

    def __init__(self, columns: ContestColumns, row: int, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("Return the protocol with its defects"), parent, size=(860, 720))
        self._columns, self._row = columns, row
        self.boxes = {key: QCheckBox(said()) for key, said in DEFECTS.items()}
        self.note = QLineEdit()
        head = Label(lambda: tr("What has to be put right"), kind="title")
        self.box.addWidget(head)
        grid = QGridLayout()
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place % 5, place // 5)
            box.toggled.connect(lambda _=False: self._answered())
        self.box.addLayout(grid)
        self.box.addWidget(Label(lambda: tr("What else is wrong")))
        self.box.addWidget(self.note)
        self.box.addWidget(Label(lambda: tr("Quick check, if wanted: numbers as they stand on the protocol"), kind="title"))
        told = Label(lambda: tr("They are printed with what does not add up, and kept nowhere."), kind="small")
        told.setWordWrap(True)
        self.box.addWidget(told)
        self.fields: dict[int, NumberField] = {}
        self.box.addWidget(self._lines(), 1)
        self.add_usual_buttons(lambda: tr("Return"))
        self.note.textChanged.connect(lambda _="": self._answered())
        self.first = next(iter(self.boxes.values()))
        self.begin()
        self._answered()

    def _lines(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, px(8), 0)
        numbers, lines = self._columns.numbers_at(self._row), self._columns.form.lines
        shown = [
            place for place, number in enumerate(numbers) if number and not (place < len(lines) and lines[place].kind != "count")
        ]
        for at, place in enumerate(shown):
            name = in_language(
                lines[place].label if place < len(lines) else choice_names(self._columns, self._columns.columns[place]), language()
            )
            words = f"{numbers[place]}. {name}"
            label = Label(words, elide=True)
            field = NumberField(words)
            field.setMaximumWidth(px(120))
            field.next_requested.connect(lambda place=place: self._go(place, 1))
            field.previous_requested.connect(lambda place=place: self._go(place, -1))
            field.command_key.connect(lambda key: self.primary.click() if key == "finish" and self.primary is not None else None)
            self.fields[place] = field
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._scroll = scroll
        return scroll

    def _go(self, place: int, step: int) -> None:
        places = list(self.fields)
        at = places.index(place) + step
        if 0 <= at < len(places):
            self.fields[places[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.fields[places[at]])

    def defects(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def figures(self) -> list[int]:
        """The numbers of the quick check as a row of the contest's columns."""
        row = [BLANK] * len(self._columns.columns)
        for place, field in self.fields.items():
            row[place] = field.value()
        return row

    def _answered(self) -> None:
        ready = bool(self.defects() or self.note.text().strip())
        self.set_refusal("" if ready else tr("Tick at least one defect, or write what is wrong."))
        self.answered.emit()

    def retranslate(self) -> None:
        super().retranslate()
        for key, box in self.boxes.items():
            box.setText(DEFECTS[key]())
        self.note.setAccessibleName(tr("What else is wrong"))
        self._answered()
