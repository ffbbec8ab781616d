"""Cards beside the grid: the curve with its table, and the text of the bulletin; each also stands alone as a part of the page."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import LANGUAGES, Language, catalogue, language, ptr, tr
from electdesk.i18n.turnout_texts import bulletin_text, slot_words
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.turnout.curves import CurveTable, curves_of
from electdesk.qtmodels.turnout.work import TurnoutWork
from electdesk.services.queries.bulletin import bulletin
from electdesk.ui.look import px
from electdesk.ui.parts import ActionLink, Card, Following, Label, Segmented, TableView
from electdesk.ui.turnout.curve_plot import CurvePlot


class CurveCard(Following, QWidget):
    """The curve of the district at hand, the value under the mouse, the numbers of all slots in a table."""

    area_chosen = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, work: TurnoutWork, *, wide: bool = False) -> None:
        super().__init__()
        self._desk, self._work = desk, work
        self.plot = CurvePlot()
        self.value = Label("", kind="small")
        self.value.setWordWrap(True)
        self.model = CurveTable()
        self.table = TableView(lambda: tr("Turnout by the hour"))
        self.table.setModel(self.model)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 72, 1: 76, 2: 156, 3: 100, 4: 130, 5: 150}, stretch=5)
        self.card = Card(lambda: tr("Turnout, % of the list"), "")
        self.copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self.save = ActionLink(lambda: tr("Save the picture"), icon="save")
        self.card.add_action(self.copy)
        if wide:
            self.card.add_action(self.save)
        self.card.add(self.plot, 3)
        self.card.add(self.value)
        self.card.add(self.table, 2 if wide else 0)
        self._wide = wide
        self.table.setVisible(wide)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card)
        self._later = QTimer(self, singleShot=True, interval=30)
        self._later.timeout.connect(self.read)
        work.scope_changed.connect(self.ask)
        desk.changed.connect(lambda change: self.ask() if change.structural or change.kinds & {"report", "station"} else None)
        self.plot.pointed.connect(self._pointed)
        self.plot.area_chosen.connect(self.area_chosen)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.begin()

    def ask(self) -> None:
        """Read again soon, once for many changes, and only where somebody looks."""
        if self.isVisible():
            self._later.start()

    def read(self) -> None:
        """The numbers as they are now."""
        region = self._desk.region
        if region is None or not region.columns.turnout.slots:
            self.plot.show_curves(None)
            self.model.show_rows(())
            return
        curves, rows = curves_of(region, self._work.area)
        self.card.set_subtitle(curves.chosen.name)
        self.plot.show_curves(curves)
        self.model.follow_rows(rows, lambda row: row.slot)
        self._pointed("")

    def _pointed(self, words: str) -> None:
        self.value.set_words(
            words
            or (
                lambda: tr(
                    "Dashed: the region. Dotted: the earlier election. Thin: stations, or districts. A gap is not joined; hollow: not complete."
                )
            )
        )

    def _copy(self) -> None:
        self.table.copy_rows()
        self.told.emit(tr("The numbers of the curve were copied."))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the picture"), "", "PNG (*.png);;SVG (*.svg)")
        if name:
            self.save_to(Path(name))

    def save_to(self, target: Path) -> None:
        """The curve as a picture file."""
        if self.plot.save(target):
            self.told.emit(tr("Written: {file}.", file=target.name))
        else:
            self._desk.refused.emit(ClerkError("folder_unusable", file=target))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.read()

    def restyle(self) -> None:
        self.value.setContentsMargins(px(12), 0, px(12), px(4))

    def retranslate(self) -> None:
        if self._begun and self.isVisible():
            self.read()


class BulletinCard(Following, QWidget):
    """The bulletin as text in a language of its own, to be copied or printed. Nothing in it is typed."""

    print_wanted = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk, work: TurnoutWork, *, wide: bool = False) -> None:
        """``wide``: the card stands alone, with all its actions."""
        super().__init__()
        self._desk, self._work = desk, work
        self.text = QPlainTextEdit()
        self._text = ""
        self.text.setReadOnly(True)
        self.languages = Segmented(
            [(lang, {"ru": "RU", "kk": "ҚАЗ", "en": "EN"}[lang]) for lang in LANGUAGES], name=lambda: tr("Language")
        )
        self.card = Card(lambda: ptr("turnout", "Bulletin"), "")
        self.copy = ActionLink(lambda: tr("Copy"), icon="copy")
        self.print_link = ActionLink(lambda: tr("Print"), icon="print")
        for widget in (self.languages, self.copy, self.print_link):
            self.card.add_action(widget)
        if not wide:
            self.print_link.hide()
        self.card.set_body(self.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card)
        self._later = QTimer(self, singleShot=True, interval=30)
        self._later.timeout.connect(self.read)
        work.scope_changed.connect(self.ask)
        work.place_changed.connect(self.ask)
        desk.changed.connect(lambda change: self.ask() if change.structural or change.kinds & {"report", "station"} else None)
        self.languages.chosen.connect(lambda _key: self.read())
        self.copy.clicked.connect(self._copy)
        self.print_link.clicked.connect(self.print_wanted)
        self.languages.set_current(language())
        self.begin()

    def ask(self) -> None:
        """Read again soon, once for many changes, and only where somebody looks."""
        if self.isVisible():
            self._later.start()

    def read(self) -> None:
        """The text as it is now."""
        region = self._desk.region
        if region is None or not self._work.slot:
            self._text = ""
            self.text.setPlainText("")
            return
        lang: Language = next(each for each in LANGUAGES if each == self.languages.current())
        found = bulletin(region, self._work.slot)
        self.card.set_subtitle(slot_words(found.slot))
        text = bulletin_text(
            found.slot, found.line(found.region, lang), [found.line(unit, lang) for unit in found.districts], catalogue(lang)
        )
        if text != self._text:
            self._text = text
            self.text.setPlainText(text)

    def _copy(self) -> None:
        self.read()
        # The field gives plain spaces for those that do not break.
        QGuiApplication.clipboard().setText(self._text)
        self.told.emit(tr("The bulletin was copied."))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.read()

    def retranslate(self) -> None:
        self.text.setAccessibleName(tr("Bulletin"))
        if self._begun:
            self.languages.set_current(language())
            self.read()
