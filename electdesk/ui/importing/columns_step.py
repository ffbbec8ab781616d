"""Step 3: what each column is read as, how numbers are written in the file, and profiles that remember both."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from electdesk.domain.errors import ClerkError
from electdesk.i18n import ntr, ptr, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.importing.looks import key_of, offered_targets, shown_sheet
from electdesk.qtmodels.importing.profiles import delete_profile, profile_names, save_profile, use_profile
from electdesk.qtmodels.importing.tables import MappedRow, mapping_model
from electdesk.qtmodels.importing.work import ImportWork
from electdesk.services.imports.words import fold_heading
from electdesk.ui.importing.words import target_name
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, Banner, Card, Following, Label, Segmented, TableView

BESIDE_FROM: Final = 860
"""Pixels at 100 % from which on the cards at the right have room beside the table."""


class _Choice(QComboBox):
    """A list to choose from; Enter says that the choice is made."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.view().isVisible():
            self.left.emit()
            return
        super().keyPressEvent(event)


class ColumnsStep(Following, QWidget):
    """The columns as a table; the one under the keyboard is changed in the list below it (Enter)."""

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self.work = work
        self._showing = False
        self.model = mapping_model(self)
        self.table = TableView(lambda: tr("Columns of the file"))
        self.table.setModel(self.model)
        self.table.sort_header().sorts = False
        self.table.set_column_widths({0: 70, 1: 250, 2: 150, 3: 300, 4: 88}, stretch=3)
        self.target = _Choice()
        self._target_word = Label(self._target_words, kind="dim")
        self._change = QHBoxLayout()
        self._change.addWidget(self._target_word)
        self._change.addWidget(self.target, 1)
        inner = QWidget()
        self._inner_box = QVBoxLayout(inner)
        self._inner_box.addWidget(self.table, 1)
        self._inner_box.addLayout(self._change)
        self._card = Card(lambda: tr("What the columns are read as"), self._count_words)
        self._card.set_body(inner)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._trouble = QVBoxLayout()
        self._build_numbers()
        self._build_profiles()
        side = QVBoxLayout()
        self._side_box = side
        side.addWidget(self._numbers)
        side.addWidget(self._profiles)
        side.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(side)
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across = across
        across.addWidget(self._card, 1)
        across.addWidget(self._side)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._trouble)
        self._box.addLayout(across, 1)
        self._listen()
        self.begin()

    def _build_numbers(self) -> None:
        self.thousands = Segmented(
            [("", lambda: ptr("thousands", "none")), (",", lambda: tr("comma")), (".", lambda: tr("point"))],
            name=lambda: tr("Mark of thousands"),
        )
        self.no_number = QLineEdit()
        self.new_choices = QCheckBox()
        self._thousands_word = Label(lambda: tr("Mark of thousands"), kind="dim")
        self._no_number_word = Label(lambda: tr("Texts that mean “no number on paper”"), kind="dim")
        self._no_number_word.setWordWrap(True)
        grid = QGridLayout()
        self._grid = grid
        grid.addWidget(self._thousands_word, 0, 0)
        grid.addWidget(self.thousands, 0, 1)
        grid.addWidget(self._no_number_word, 1, 0, 1, 2)
        grid.addWidget(self.no_number, 2, 0, 1, 2)
        grid.addWidget(self.new_choices, 3, 0, 1, 2)
        inner = QWidget()
        inner.setLayout(grid)
        self._numbers = Card(lambda: tr("How numbers are written"))
        self._numbers.set_body(inner)

    def _build_profiles(self) -> None:
        self.profile = _Choice()
        self.use = ActionButton(lambda: tr("Use"))
        self.remove = ActionLink(lambda: tr("Delete"), icon="delete")
        self.name = QLineEdit()
        self.save = ActionButton(lambda: tr("Save as a profile"))
        self._profile_note = Label("", kind="small")
        self._profile_note.setWordWrap(True)
        row, saving = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.profile, 1)
        row.addWidget(self.use)
        row.addWidget(self.remove)
        saving.addWidget(self.name, 1)
        saving.addWidget(self.save)
        inner = QWidget()
        self._profile_box = QVBoxLayout(inner)
        self._profile_box.addLayout(row)
        self._profile_box.addLayout(saving)
        self._profile_box.addWidget(self._profile_note)
        self._profiles = Card(lambda: tr("Profile"), lambda: tr("a mapping kept under a name"))
        self._profiles.set_body(inner)

    def _listen(self) -> None:
        self.work.looked.connect(self.show_work)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_target())
        self.table.opened.connect(lambda _index: self._open_targets())
        self.target.activated.connect(lambda _at: self._chosen())
        self.target.left.connect(self.table.setFocus)
        self.thousands.chosen.connect(lambda mark: self.work.change_options(thousands=mark))
        self.no_number.editingFinished.connect(self._no_number_typed)
        self.new_choices.toggled.connect(self._new_choices_chosen)
        self.use.clicked.connect(self._use_profile)
        self.profile.left.connect(self._use_profile)
        self.remove.clicked.connect(self._delete_profile)
        self.save.clicked.connect(self._save_profile)
        self.name.returnPressed.connect(self._save_profile)

    def first_field(self) -> QWidget:
        """What has the keyboard when the step is shown."""
        return self.table

    # -- showing

    def show_work(self) -> None:
        """The columns as they are understood now."""
        self._showing = True
        sheet = shown_sheet(self.work.look)
        own = {fold_heading(heading) for heading in self.work.options.mapping}
        rows = [
            MappedRow(
                each.column,
                each.heading,
                each.samples,
                each.target,
                target_name(each.target, self.work),
                each.likeness,
                sheet is not None and fold_heading(key_of(sheet, each.column)) in own,
                target_name(each.suggestion, self.work) if each.suggestion else "",
                each.suggestion_likeness,
                each.hidden,
            )
            for each in (sheet.columns if sheet is not None else ())
            if each.heading or each.samples
        ]
        at = self.table.currentIndex().row()
        self.model.follow_rows(rows, lambda row: (row.letters, row.heading))
        if rows and not 0 <= self.table.currentIndex().row() < len(rows):
            self.table.selectRow(at if 0 <= at < len(rows) else 0)
        options = self.work.options
        self.thousands.set_current(options.thousands if options.thousands in (",", ".") else "")
        if not self.no_number.hasFocus():
            self.no_number.setText("; ".join(sorted(options.no_number)))
        self.new_choices.setChecked(options.new_choices)
        self.new_choices.setVisible(self.work.needs_contest())
        self._showing = False
        self._card.set_subtitle(self._count_words)
        self._show_target()
        self._show_trouble()
        self._show_profiles()

    def _count_words(self) -> str:
        read = sum(bool(row.target) for row in self.model.rows)
        return tr("{n} of {N} are read", n=read, N=len(self.model.rows))

    def _show_trouble(self) -> None:
        while self._trouble.count():
            item = self._trouble.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        look = self.work.look
        if look is None or look.error is None:
            return
        if look.missing:
            self._tell(self._missing_words)
        if not look.missing or look.error.code != "import_columns_missing":
            problem = look.error
            self._tell(lambda: str(error_sentences(problem.code, problem.params)))

    def _tell(self, words: "object") -> None:
        self._trouble.addWidget(Banner(words, weight="err", icon="warning", closable=False))  # type: ignore[arg-type]

    def _missing_words(self) -> str:
        look = self.work.look
        missing = look.missing if look is not None else ()
        names = [target_name(target, self.work) for target in missing[:6]]
        rest = len(missing) - len(names)
        listed = "; ".join(names) + (f" … +{rest}" if rest else "")
        told = ntr(
            "A column is missing that the import needs: {names}.",
            "Columns are missing that the import needs: {names}.",
            len(missing),
            names=listed,
        )
        return f"{told} {tr('Choose in the table which column it is, or add it to the file and read the file again (F9).')}"

    def _row(self) -> MappedRow | None:
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _target_words(self) -> str:
        row = self._row()
        return tr("Column {column} “{heading}” is read as", column=row.letters, heading=row.heading[:40]) if row else ""

    def _show_target(self) -> None:
        row = self._row()
        self._target_word.set_words(self._target_words)
        self.target.setEnabled(row is not None)
        if self._showing or row is None:
            return
        offered = list(offered_targets(self.work.look))
        if row.target not in offered:
            offered.append(row.target)
        if [self.target.itemData(at) for at in range(self.target.count())] != offered:
            self.target.clear()
            for target in offered:
                self.target.addItem(target_name(target, self.work), target)
        else:
            for at, target in enumerate(offered):
                self.target.setItemText(at, target_name(target, self.work))
        self.target.setCurrentIndex(offered.index(row.target))
        self.target.setAccessibleName(self._target_words())

    def _open_targets(self) -> None:
        self.target.setFocus()
        self.target.showPopup()

    def _chosen(self) -> None:
        row = self._row()
        if row is not None:
            # The keyboard stays: the arrows go on through the list, and Enter goes back to the table.
            self.work.map_column(row.letters, str(self.target.currentData()))

    def _new_choices_chosen(self, on: bool) -> None:
        if not self._showing:
            self.work.change_options(new_choices=on)

    def _no_number_typed(self) -> None:
        texts = frozenset(text for text in (part.strip() for part in self.no_number.text().split(";")) if text)
        self.work.change_options(no_number=texts)

    # -- profiles

    def _show_profiles(self) -> None:
        names = profile_names(self.work.kind)
        kept = self.profile.currentText()
        self.profile.clear()
        self.profile.addItems(names)
        if self.work.profile in names:
            self.profile.setCurrentText(self.work.profile)
        elif kept in names:
            self.profile.setCurrentText(kept)
        for widget in (self.profile, self.use, self.remove):
            widget.setVisible(bool(names))

    def _use_profile(self) -> None:
        try:
            use_profile(self.work, self.profile.currentText())
        except ClerkError as error:
            self._say(str(error_sentences(error.code, error.params)))
            return
        self._say(tr("The profile “{name}” is used.", name=self.work.profile))

    def _delete_profile(self) -> None:
        name = self.profile.currentText()
        try:
            delete_profile(name)
        except ClerkError as error:
            self._say(str(error_sentences(error.code, error.params)))
            return
        self._show_profiles()
        self._say(tr("The profile “{name}” was deleted.", name=name))

    def _save_profile(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self._say(tr("Type a name for the profile first."))
            self.name.setFocus()
            return
        try:
            save_profile(self.work, name)
        except ClerkError as error:
            self._say(str(error_sentences(error.code, error.params)))
            return
        self.name.clear()
        self._show_profiles()
        self._say(tr("The profile “{name}” is saved.", name=name))

    def _say(self, words: str) -> None:
        self._profile_note.set_words(words)

    # -- looks and language

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(8))
        self._across.setSpacing(px(8))
        self._inner_box.setContentsMargins(0, 0, 0, 0)
        self._inner_box.setSpacing(0)
        self._change.setContentsMargins(px(12), px(8), px(12), px(8))
        self._change.setSpacing(px(8))
        self._side_box.setContentsMargins(0, 0, 0, 0)
        self._side_box.setSpacing(px(8))
        self._grid.setContentsMargins(px(12), px(10), px(12), px(10))
        self._grid.setSpacing(px(8))
        self._profile_box.setContentsMargins(px(12), px(10), px(12), px(10))
        self._card.setMinimumHeight(px(260))
        self._arrange()

    def _arrange(self) -> None:
        """The cards of numbers and profiles beside the table, or below it where the page is narrow."""
        beside = self.width() >= px(BESIDE_FROM)
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        # What the column is read as takes the room that is left, and never less than it needs.
        narrow = {0: 62, 1: 170, 2: 110, 4: 76}
        self.table.set_column_widths({0: 70, 1: 250, 2: 150, 4: 88} if beside else narrow, stretch=3)
        self._side.setMinimumWidth(px(320) if beside else 0)
        self._side.setMaximumWidth(px(320) if beside else 16777215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retranslate(self) -> None:
        self.new_choices.setText(tr("Make new choices from further columns"))
        self.no_number.setAccessibleName(tr("Texts that mean “no number on paper”"))
        self.no_number.setPlaceholderText(tr("e.g. / ; –"))
        self.profile.setAccessibleName(tr("Profile"))
        self.name.setAccessibleName(tr("Name of the profile"))
        self.name.setPlaceholderText(tr("Name of the profile"))
        self.table.retranslate()
        self.show_work()
