"""Everything that a person sets on this computer, on one page. Look and language show at once; Cancel brings back what was."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from electdesk import settings
from electdesk.i18n import LANGUAGES, OWN_NAMES, Language, language, tr, use_language
from electdesk.paths import user_data_dir
from electdesk.system import user_name
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.look import apply_theme, px, theme, theme_choice
from electdesk.ui.look.tokens import ZOOM_STEPS
from electdesk.ui.parts import ActionButton, Card, Label, Segmented
from electdesk.ui.parts.following import announce_language

MOST_SAVES: Final = 1000


class SettingsDialog(Dialog):
    """``chosen`` holds the settings once it was accepted; they are written by then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("Settings"), parent, size=(720, 780))
        self._before = settings.load()
        self._look_before = (theme_choice(), theme().zoom_percent)
        self._language_before: Language = language()
        self._chosen = self._before
        self._inners: list[QVBoxLayout] = []
        self._build_look()
        self._build_person()
        self._build_work()
        self._build_backups()
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Save"))
        self.language.chosen.connect(self._show_language)
        self.theme.chosen.connect(lambda _name: self._show_look())
        self.zoom.currentIndexChanged.connect(lambda _index: self._show_look())
        self.begin()

    # -- building

    def _card(self, card: Card) -> QVBoxLayout:
        inner = QWidget()
        inner.setProperty("part", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(inner)
        self._inners.append(layout)
        card.set_body(inner)
        self.box.addWidget(card)
        return layout

    def _build_look(self) -> None:
        self.language = Segmented([(lang, OWN_NAMES[lang]) for lang in LANGUAGES], name=lambda: tr("Language"))
        self.language.set_current(language())
        self.theme = Segmented(
            [
                ("system", lambda: tr("As the system")),
                ("light", lambda: tr("Light theme")),
                ("dark", lambda: tr("Dark theme")),
                ("contrast", lambda: tr("High contrast")),
            ],
            name=lambda: tr("Theme"),
        )
        self.theme.set_current(theme_choice())
        self.zoom = QComboBox()
        for size in ZOOM_STEPS:
            self.zoom.addItem(f"{size} %", size)
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(theme().zoom_percent)))
        questions = Questions()
        questions.ask(lambda: tr("Language"), self.language, narrow=True)
        questions.ask(lambda: tr("Theme"), self.theme, narrow=True)
        questions.ask(lambda: tr("Size"), self.zoom, hint=lambda: tr("Ctrl + and Ctrl − do the same at any time."), narrow=True)
        self._card(Card(lambda: tr("Language and look"))).addWidget(questions)

    def _build_person(self) -> None:
        self.name = QLineEdit(self._before.user_name)
        self.office = QLineEdit(self._before.office)
        questions = Questions()
        questions.ask(
            lambda: tr("Your name"),
            self.name,
            hint=lambda: tr("It stands beside every entry that you make, from the next opening of a file on."),
        )
        questions.ask(lambda: tr("Your commission"), self.office)
        self._card(Card(lambda: tr("Person"))).addWidget(questions)

    def _build_work(self) -> None:
        self.sound = QCheckBox()
        self.sound.setChecked(self._before.sound)
        self.printing = QCheckBox()
        self.printing.setChecked(self._before.print_at_finish)
        self.receipts = QCheckBox()
        self.receipts.setChecked(self._before.print_receipt)
        self._printer = Label(self._printer_words, kind="small")
        self._printer.setWordWrap(True)
        layout = self._card(Card(lambda: tr("Entry")))
        for widget in (self.sound, self.printing, self.receipts, self._printer):
            layout.addWidget(widget)

    def _build_backups(self) -> None:
        self.every = QSpinBox()
        self.every.setRange(0, MOST_SAVES)
        self.every.setValue(min(self._before.backup_every_saves, MOST_SAVES))
        self.folders = QListWidget()
        self.folders.addItems(list(self._before.backup_folders))
        self.add_folder = ActionButton(lambda: tr("Add a folder …"), icon="plus")
        self.remove_folder = ActionButton(lambda: tr("Remove"), icon="minus")
        self._folder_note = Label(self._folder_words, kind="small")
        self._folder_note.setWordWrap(True)
        questions = Questions()
        questions.ask(lambda: tr("A copy after so many saves"), self.every, narrow=True)
        questions.ask(lambda: tr("Folders"), self.add_folder, self.remove_folder, narrow=True)
        questions.ask("", self.folders)
        layout = self._card(Card(lambda: tr("Backup copies")))
        layout.addWidget(questions)
        layout.addWidget(self._folder_note)
        self.add_folder.clicked.connect(self._ask_folder)
        self.remove_folder.clicked.connect(self._remove_folder)
        self.folders.currentRowChanged.connect(lambda _row: self._show_folders())

    # -- folders

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Choose a folder for backup copies"))
        if name:
            self.take_folder(Path(name))

    def take_folder(self, folder: Path) -> None:
        """One more folder, unless it is in the list; each folder gets a full copy."""
        if str(folder) not in self._folders():
            self.folders.addItem(str(folder))
        self.folders.setCurrentRow(self._folders().index(str(folder)))
        self._show_folders()

    def _remove_folder(self) -> None:
        self.folders.takeItem(self.folders.currentRow())
        self._show_folders()

    def _folders(self) -> tuple[str, ...]:
        return tuple(self.folders.item(row).text() for row in range(self.folders.count()))

    def _show_folders(self) -> None:
        self.folders.setVisible(self.folders.count() > 0)
        self.folders.setFixedHeight(px(28) * max(1, min(4, self.folders.count())) + px(4))
        self.remove_folder.setVisible(self.folders.count() > 0)
        self.remove_folder.setEnabled(self.folders.currentRow() >= 0)
        self._folder_note.retranslate()

    def _folder_words(self) -> str:
        if self.folders.count():
            return tr("Each folder gets full copies. A stick that is not there is told and stops nothing.")
        return tr(
            "Copies go to {folder}. Add a folder on a stick to keep them on another medium too.",
            folder=str(user_data_dir() / "backups"),
        )

    def _printer_words(self) -> str:
        name = QPrinterInfo.defaultPrinterName()
        return tr("Printer: {name}", name=name) if name else tr("This computer has no printer now.")

    # -- shown at once

    def _show_language(self, lang: str) -> None:
        use_language(lang)  # type: ignore[arg-type]
        announce_language(_app())

    def _show_look(self) -> None:
        apply_theme(_app(), self.theme.current(), int(self.zoom.currentData()))  # type: ignore[arg-type]

    # -- answers

    def chosen(self) -> settings.Settings:
        """The settings as they are kept now."""
        return self._chosen

    def answers(self) -> dict[str, Any]:
        """The settings of this page by their names."""
        return {
            "language": self.language.current(),
            "theme": self.theme.current(),
            "zoom_percent": int(self.zoom.currentData()),
            "user_name": self.name.text().strip(),
            "office": self.office.text().strip(),
            "sound": self.sound.isChecked(),
            "print_at_finish": self.printing.isChecked(),
            "print_receipt": self.receipts.isChecked(),
            "backup_every_saves": self.every.value(),
            "backup_folders": self._folders(),
        }

    def accept(self) -> None:
        try:
            self._chosen = settings.change(**self.answers())
        except OSError as error:
            self.reason.set_words(
                tr("The settings cannot be written: {error}. Nothing was changed.", error=error.strerror or str(error))
            )
            return
        super().accept()

    def reject(self) -> None:
        if language() != self._language_before:
            use_language(self._language_before)
            announce_language(_app())
        if (theme_choice(), theme().zoom_percent) != self._look_before:
            apply_theme(_app(), *self._look_before)
        super().reject()

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        for inner in self._inners:
            inner.setContentsMargins(px(14), px(12), px(14), px(12))
            inner.setSpacing(px(8))
        self._printer.setContentsMargins(px(24), 0, 0, 0)
        self.zoom.setMaximumWidth(px(110))
        self.every.setMaximumWidth(px(110))
        self._show_folders()

    def retranslate(self) -> None:
        super().retranslate()
        self.sound.setText(tr("A key that is not accepted is heard"))
        self.printing.setText(tr("Print the station summary when an entry is finished"))
        self.receipts.setText(tr("Print the receipt when a protocol is accepted"))
        self.every.setSpecialValueText(tr("only when closing"))
        self.zoom.setAccessibleName(tr("Size"))
        self.name.setAccessibleName(tr("Your name"))
        self.name.setPlaceholderText(user_name())
        self.office.setAccessibleName(tr("Your commission"))
        self.every.setAccessibleName(tr("A copy after so many saves"))
        self.folders.setAccessibleName(tr("Folders for backup copies"))


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
