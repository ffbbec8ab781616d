"""Fourth page: the list of stations from a file or pasted, tried at once as an import is; and the districts that it does not bring along."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from electdesk.i18n import ntr, ptr, tr
from electdesk.qtmodels.setup.pasted import areas_of_text, text_of_areas
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.imports import ImportPlan
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, Label, Segmented, TableView
from electdesk.ui.parts.count_tiles import CountKind, CountTiles
from electdesk.ui.plan_table import Filter, PlanTable, count_of
from electdesk.ui.setup.fields import ListField, Page

TABLE_ENDINGS: Final = "*.csv *.tsv *.txt"
SHOWN: Final[tuple[Filter, ...]] = ("new", "refused", "skipped", "repaired")


class StationsPage(Page):
    """What the list would make is shown beside it, cell by cell, before anything exists."""

    def __init__(self, work: SetUpWork) -> None:
        super().__init__(lambda: tr("Stations"), work, [("stations",), ("area",)])
        self.way = Segmented(
            [("file", lambda: tr("From a file")), ("table", lambda: tr("Pasted"))], name=lambda: tr("Where the list comes from")
        )
        self.choose = ActionButton(lambda: tr("Choose a file …"), icon="open")
        self.again = ActionLink(lambda: tr("Read again"), icon="redo")
        self.file = Label("", kind="dim", elide=True)
        self.table = ListField(lambda: tr("List of stations"), lines=5)
        self.tiles = CountTiles(
            (
                CountKind("new", lambda: ptr("rows of a file", "New"), "plus", "info"),
                CountKind("refused", lambda: tr("Refused"), "close", "err"),
                CountKind("skipped", lambda: tr("Left out"), "minus", "none"),
                CountKind("repaired", lambda: tr("Repaired"), "draft", "info"),
            ),
            name=lambda: tr("What is listed"),
        )
        self.model = PlanTable()
        self.lines = TableView(lambda: tr("What the list would make"))
        self.lines.setModel(self.model)
        self.lines.set_column_widths({0: 80, 1: 200, 2: 140}, stretch=3)
        self.facts = self.note("")
        self.areas = ListField(lambda: tr("Districts"), lines=4)
        self._shown: ImportPlan | None = None
        self._build()
        self._listen()
        self.begin()

    def _build(self) -> None:
        layout = self.card(lambda: tr("List of stations"), lambda: tr("may also be imported later"))
        layout.addWidget(
            self.note(
                lambda: tr(
                    "Columns are known by their headings: district, station number, name, type, voters, address, constituency; "
                    "chair, secretary and their phones are kept as personal data."
                )
            )
        )
        row = QHBoxLayout()
        for widget in (self.way, self.choose, self.again):
            row.addWidget(widget)
        row.addWidget(self.file, 1)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.table)
        layout.addWidget(self.trouble(("stations",)))
        layout.addWidget(self.facts)
        layout.addWidget(self.tiles)
        layout.addWidget(self.lines)
        layout = self.card(lambda: tr("Districts"), lambda: tr("those of the list come with it"))
        layout.addWidget(
            self.note(
                lambda: tr(
                    "Only needed for names in Kazakh and English, for codes, and for districts without stations: one a line. "
                    "Columns under a heading: ru, kk, en, code, kind, parent."
                )
            )
        )
        layout.addWidget(self.areas)
        layout.addWidget(self.trouble(("area",)))

    def _listen(self) -> None:
        self.way.chosen.connect(lambda _way: self._way_chosen())
        self.choose.clicked.connect(self._ask_file)
        self.again.clicked.connect(self.work.read_again)
        self.table.edited.connect(lambda: self.work.change(stations_table=self.table.toPlainText(), stations_file=""))
        self.areas.edited.connect(lambda: self.work.change(areas=areas_of_text(self.areas.toPlainText())))
        self.tiles.chosen.connect(lambda _which: self._show_lines())

    def _way_chosen(self) -> None:
        self.refresh()
        if self.way.current() == "table":
            self.table.setFocus()

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a list of stations"), "", tr("Tables") + f" ({TABLE_ENDINGS})")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Use a file; what was pasted gives way to it."""
        self.work.reader.forget()
        self.work.change(stations_file=str(path), stations_table="")
        self.way.set_current("file")
        self.refresh()

    def fill(self) -> None:
        plan = self.work.plan
        self.way.set_current("table" if plan.stations_table.strip() else "file")
        self.table.show_text(plan.stations_table)
        if areas_of_text(self.areas.toPlainText()) != plan.areas:
            self.areas.show_text(text_of_areas(plan.areas))
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        from_file = self.way.current() == "file"
        self.choose.setVisible(from_file)
        self.file.setVisible(from_file)
        self.again.setVisible(from_file and bool(self.work.plan.stations_file))
        self.table.setVisible(not from_file)
        self.file.set_words(self.work.plan.stations_file or tr("no file chosen"))
        plan = self.work.ready.stations
        self.tiles.setVisible(plan is not None)
        self.lines.setVisible(plan is not None)
        self.facts.setVisible(plan is not None)
        if plan is None:
            self.tiles.set_counts(None)
            return
        self.tiles.set_counts({which: count_of(plan, which) for which in SHOWN})
        if plan is not self._shown:
            self._shown = plan
            self.tiles.set_current("refused" if plan.refused else "new")
        contacts = sum(record.kind == "contact" for record in plan.records)
        facts = [
            ntr("{n} station", "{n} stations", plan.accepted),
            ntr("{n} new district", "{n} new districts", len(plan.new_areas)) if plan.new_areas else "",
            ntr("{n} contact", "{n} contacts", contacts) if contacts else "",
            tr("not used: {names}", names=", ".join(each.heading or each.column for each in plan.unknown_columns[:6]))
            if plan.unknown_columns
            else "",
        ]
        self.facts.set_words(" · ".join(fact for fact in facts if fact))
        self._show_lines()

    def _show_lines(self) -> None:
        which: Filter = self.tiles.current()  # type: ignore[assignment]
        self.model.show_plan(self.work.ready.stations, which)
        self.lines.retranslate()

    def restyle(self) -> None:
        super().restyle()
        self.lines.setMinimumHeight(px(170))
