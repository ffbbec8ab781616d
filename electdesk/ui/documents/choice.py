"""What to print: which document, of which stations, of which contest, in which language."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from electdesk.columns.register import Register
from electdesk.domain.records.names import in_language
from electdesk.i18n import LANGUAGES, OWN_NAMES, Language, language, language_of, ntr, tr
from electdesk.qtmodels.desk import Desk
from electdesk.ui.documents.number_list import rows_of_list
from electdesk.ui.look import px
from electdesk.ui.parts import Following, IconLabel, Label, Segmented, Words, say
from electdesk.ui.parts.digit_keys import digit_of

Scope = Literal["station", "list", "chosen", "district", "all"]
SCOPES: Final[tuple[Scope, ...]] = ("station", "list", "chosen", "district", "all")


class NumbersEdit(QLineEdit):
    """Station numbers; digits come by the place of the key in every keyboard layout, as long as no letter was typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event)
        if digit is not None and event.text() != digit and all(sign.isdigit() or sign in " -–,;№" for sign in self.text()):
            self.insert(digit)
            return
        super().keyPressEvent(event)


class StationChoice(Following, QWidget):
    """The questions at the left of the page. ``changed`` comes with every other answer, ``confirmed`` with Enter."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._chosen: tuple[int, ...] = ()
        self._box = QVBoxLayout(self)
        self._captions: list[Label] = []
        self._caption(lambda: tr("Document"))
        self._box.addWidget(IconLabel("documents", lambda: tr("Station summary")), 0, Qt.AlignmentFlag.AlignLeft)
        self._about = Label(lambda: tr("One page a station: lines, totals in words, findings, signatures."), kind="small")
        self._about.setWordWrap(True)
        self._box.addWidget(self._about)
        self._caption(lambda: tr("Which stations"))
        self._group = QButtonGroup(self)
        self._radios: dict[Scope, QRadioButton] = {}
        self.station = NumbersEdit()
        self.numbers = NumbersEdit()
        self.district = QComboBox()
        self._echoes: dict[Scope, Label] = {"station": Label("", kind="small"), "list": Label("", kind="small")}
        for echo in self._echoes.values():
            echo.setWordWrap(True)
        fields: dict[Scope, QWidget] = {"station": self.station, "list": self.numbers, "district": self.district}
        self._indented: list[QVBoxLayout] = []
        for scope in SCOPES:
            radio = QRadioButton()
            self._radios[scope] = radio
            self._group.addButton(radio)
            self._box.addWidget(radio)
            if scope in fields:
                inner = QVBoxLayout()
                inner.addWidget(fields[scope])
                if scope != "district":
                    inner.addWidget(self._echoes[scope])
                self._indented.append(inner)
                self._box.addLayout(inner)
        self._fields = fields
        self._contest_caption = self._caption(lambda: tr("Contest"))
        self.contest = QComboBox()
        self._box.addWidget(self.contest)
        self._caption(lambda: tr("Language of the document"))
        self.language = Segmented([(lang, OWN_NAMES[lang]) for lang in LANGUAGES], name=lambda: tr("Language of the document"))
        self._box.addWidget(self.language, 0, Qt.AlignmentFlag.AlignLeft)
        self._second = Label(self._second_words, kind="small")
        self._second.setWordWrap(True)
        self._box.addWidget(self._second)
        self._box.addStretch(1)
        self._language_kept = False
        self._listen()
        self._radios["station"].setChecked(True)
        self.setFocusProxy(self.station)
        self.begin()

    def _caption(self, words: Words) -> Label:
        label = Label(words, kind="title")
        self._captions.append(label)
        self._box.addWidget(label)
        return label

    def _listen(self) -> None:
        for field in (self.station, self.numbers):
            field.textChanged.connect(lambda _="": self._answered())
            field.returnPressed.connect(self.confirmed)
        # A radio button and a list take no Enter of their own: the page's Enter means Preview everywhere in this card.
        for widget in (*self._radios.values(), self.district, self.contest):
            widget.installEventFilter(self)
        self._group.buttonToggled.connect(self._toggled)
        self.district.currentIndexChanged.connect(lambda _=0: self._answered())
        self.contest.currentIndexChanged.connect(self._contest_chosen)
        self.language.chosen.connect(self._language_chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            closed = not (isinstance(watched, QComboBox) and watched.view().isVisible())
            if closed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.confirmed.emit()
                return True
        return super().eventFilter(watched, event)

    # -- answers

    def scope(self) -> Scope:
        """Which stations are asked for."""
        return next(scope for scope, radio in self._radios.items() if radio.isChecked())

    def document_language(self) -> Language:
        """The document's main language."""
        return language_of(self.language.current())

    def rows(self) -> tuple[int, ...]:
        """The rows of the register that are asked for, in the order in which they are printed."""
        register = self._register()
        if register is None:
            return ()
        scope = self.scope()
        if scope == "station":
            found = register.find(self.station.text()) if self.station.text().strip() else []
            return tuple(found[:1]) if len(found) == 1 else ()
        if scope == "list":
            return rows_of_list(self.numbers.text(), register).rows
        if scope == "chosen":
            return tuple(row for row in self._chosen if row < len(register))
        if scope == "district":
            area = self.district.currentData()
            return tuple(row for row in range(len(register)) if area in register.area_path(row)) if area else ()
        return tuple(range(len(register)))

    def refusal(self) -> str:
        """Why nothing can be printed of these answers; "" where it can."""
        register = self._register()
        if register is None or self._desk.contest is None:
            return tr("No region is open.") if self._desk.region is None else tr("This region has no contest yet.")
        if not len(register):
            return tr("The region has no stations yet: import them first.")
        if self.rows():
            return ""
        if self.scope() == "station":
            number = self.station.text().strip()
            if not number:
                return tr("Type the number of a station.")
            several = len(register.find(number)) > 1
            return (
                tr("Several districts have a station {number}: choose it in the table.", number=number)
                if several
                else tr("There is no station {number}.", number=number)
            )
        return {
            "list": tr("Type numbers, such as 114-120, 131."),
            "chosen": tr("Choose stations in the table of the overview first."),
            "district": tr("This district has no stations."),
        }.get(self.scope(), "")

    def choose_rows(self, rows: Sequence[int]) -> None:
        """Ask for these stations: one as a number, several as chosen in the table."""
        register = self._register()
        if register is None:
            return
        self._chosen = tuple(rows)
        unique = len(rows) == 1 and len(register.find(register.stations[rows[0]].number)) == 1
        if unique:
            self.station.setText(register.stations[rows[0]].number)
        self._radios["station" if unique or not rows else "chosen"].setChecked(True)
        self._answered()

    # -- reading the region

    def _register(self) -> Register | None:
        return self._desk.region.columns.register if self._desk.region is not None else None

    def read_region(self) -> None:
        """Fill the lists anew: another region, other stations."""
        register = self._register()
        area, self._chosen = self.district.currentData(), () if register is None else self._chosen
        with_stations = self._areas()
        self.district.blockSignals(True)
        self.district.clear()
        for record, name in with_stations:
            self.district.addItem(name, record)
        self.district.setCurrentIndex(max(0, self.district.findData(area)))
        self.district.blockSignals(False)
        self._fill_contests()
        self._answered()

    def _areas(self) -> list[tuple[str, str]]:
        register = self._register()
        if register is None:
            return []
        lang = language()
        return [
            (record, in_language(register.areas[record].name, lang) or record)
            for record in register.area_ids
            if register.areas[record].kind != "region"
        ]

    def _fill_contests(self) -> None:
        region = self._desk.region
        contests = region.columns.contests if region is not None else {}
        self.contest.blockSignals(True)
        self.contest.clear()
        for record, columns in contests.items():
            self.contest.addItem(in_language(columns.contest.title, language()) or columns.contest.code, record)
        self.contest.setCurrentIndex(max(0, self.contest.findData(self._desk.contest_record)))
        self.contest.blockSignals(False)
        for widget in (self._contest_caption, self.contest):
            widget.setVisible(len(contests) > 1)

    def _contest_chosen(self) -> None:
        record = self.contest.currentData()
        if record:
            self._desk.show_contest(record)
        self._answered()

    # -- showing

    def _toggled(self, _button: QAbstractButton, on: bool) -> None:
        if not on:
            return
        field = self._fields.get(self.scope())
        if field is not None and self.isVisible():
            self._show_fields()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._answered()

    def _answered(self) -> None:
        self._show_fields()
        self._show_echo()
        self.changed.emit()

    def _show_fields(self) -> None:
        for scope, field in self._fields.items():
            field.setVisible(scope == self.scope())
        count = len(self._chosen)
        radio = self._radios["chosen"]
        radio.setText(tr("Chosen in the table") + (f": {count}" if count else ""))
        radio.setEnabled(bool(count))

    def _show_echo(self) -> None:
        register, rows, scope = self._register(), self.rows(), self.scope()
        tone, text = "", ""
        if register is not None and scope == "station" and rows:
            station = register.stations[rows[0]]
            path = register.area_path(rows[0])
            area = in_language(register.areas[path[0]].name, language()) if path else ""
            text = " · ".join(part for part in (in_language(station.name, language()), area) if part)
        elif register is not None and scope == "list" and self.numbers.text().strip():
            unknown = rows_of_list(self.numbers.text(), register).unknown
            if unknown:
                tone, text = "warn", tr("Not found: {numbers}", numbers=", ".join(unknown[:8]))
        elif not rows and scope == "station" and self.station.text().strip():
            tone, text = "warn", self.refusal()
        for own, echo in self._echoes.items():
            echo.set_words(text if own == scope else "", tone)
            echo.setVisible(own == scope and bool(text))

    def _language_chosen(self, _lang: str) -> None:
        self._language_kept = True
        self._second.retranslate()
        self.changed.emit()

    def _second_words(self) -> str:
        second: Language = "kk" if self.language.current() == "ru" else "ru"
        return tr("Every line stands in {second} too.", second=OWN_NAMES[second])

    def retranslate(self) -> None:
        # Until a person chooses, the document speaks the window's language.
        if not self._language_kept:
            self.language.set_current(language())
        self._radios["station"].setText(tr("One station"))
        self._radios["list"].setText(tr("Several stations"))
        self._radios["district"].setText(tr("A district"))
        self._radios["all"].setText(tr("All stations"))
        self.station.setPlaceholderText(tr("number"))
        self.station.setAccessibleName(tr("Number of the station"))
        self.numbers.setPlaceholderText(tr("such as 114-120, 131"))
        self.numbers.setAccessibleName(tr("Numbers of the stations"))
        self.district.setAccessibleName(tr("District"))
        self.contest.setAccessibleName(tr("Contest"))
        self.read_region()

    def restyle(self) -> None:
        self._box.setContentsMargins(px(14), px(4), px(14), px(8))
        self._box.setSpacing(px(6))
        for inner in self._indented:
            inner.setContentsMargins(px(24), 0, 0, 0)
        for caption in self._captions:
            caption.setContentsMargins(0, px(8), 0, 0)

    def count_words(self) -> str:
        """How many pages the answers make: one a station."""
        count = len(self.rows())
        return ntr("{n} page", "{n} pages", count) if count else say(self.refusal())
