"""The words that Qt says in dialogs of its own (choosing a file, a printer's details), in our languages and from our catalogue.

Qt brings no Kazakh, and its own files would have to be shipped and switched beside ours.
"""

from typing import Final

from PySide6.QtCore import QObject, QTranslator

from electdesk.i18n import N_, tr

_BUTTONS: Final = (
    N_("OK"), N_("Save"), N_("Open"), N_("Cancel"), N_("Close"), N_("Yes"), N_("No"), N_("Apply"), N_("Reset"), N_("Help"),
    N_("Discard"), N_("Abort"), N_("Retry"), N_("Ignore"),
)  # fmt: skip
_FILES: Final = (
    N_("Look in:"), N_("File name:"), N_("Files of type:"), N_("Directory:"), N_("Back"), N_("Forward"), N_("Parent Directory"),
    N_("Create New Folder"), N_("List View"), N_("Detail View"), N_("Choose"), N_("Open"), N_("Save"), N_("Rename"), N_("Delete"),
    N_("Show hidden files"), N_("New Folder"), N_("Recent Places"), N_("Remove"), N_("Computer"), N_("My Computer"), N_("Name"),
    N_("Size"), N_("Type"), N_("Kind"), N_("Date Modified"), N_("File"), N_("Folder"), N_("File Folder"), N_("Drive"),
    N_("All Files (*)"), N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    N_("Are you sure you want to delete '%1'?"), N_("Could not delete directory."),
)  # fmt: skip
_PRINTER: Final = (
    N_("Print"), N_("Printer"), N_("Name:"), N_("Properties"), N_("Location:"), N_("Type:"), N_("Output file:"), N_("Copies"),
    N_("Copies:"), N_("Print range"), N_("Print all"), N_("Pages from"), N_("to"), N_("Current Page"), N_("Selection"), N_("Pages"),
    N_("Collate"), N_("Reverse"), N_("Options"), N_("Options >>"), N_("Options <<"), N_("Color Mode"), N_("Color"),
    N_("Grayscale"), N_("Duplex Printing"), N_("Long side"), N_("Short side"), N_("Paper"), N_("Orientation"),
    N_("Portrait"), N_("Landscape"), N_("Page size:"), N_("Paper source:"), N_("Print to File (PDF)"),
)  # fmt: skip
_EDITING: Final = (N_("Undo"), N_("Redo"), N_("Cut"), N_("Copy"), N_("Paste"), N_("Delete"), N_("Select All"))

WORDS: Final[dict[str, frozenset[str]]] = {
    "QPlatformTheme": frozenset(_BUTTONS),
    "QDialogButtonBox": frozenset(_BUTTONS),
    "QMessageBox": frozenset(_BUTTONS),
    "QFileDialog": frozenset(_FILES),
    "QFileSystemModel": frozenset(_FILES),
    "QFileDialogPrivate": frozenset(_FILES),
    "QSidebar": frozenset(_FILES),
    "QAbstractFileIconProvider": frozenset(_FILES),
    "QPrintDialog": frozenset((*_PRINTER, *_BUTTONS)),
    "QPrintWidget": frozenset(_PRINTER),
    "QPrintSettingsOutput": frozenset(_PRINTER),
    "QPrintPropertiesWidget": frozenset(_PRINTER),
    "QPageSetupWidget": frozenset(_PRINTER),
    "QLineEdit": frozenset(_EDITING),
    "QWidgetTextControl": frozenset(_EDITING),
    "QAbstractSpinBox": frozenset(_EDITING),
    "QTabBar": frozenset((N_("Scroll Left"), N_("Scroll Right"))),
}
"""Qt's own class → the words it says, without the & of their keys."""
_BETTER: Final = {"None": N_("One side")}
"""Words that Qt chose too short to be understood: of printing on both sides."""


class StandardWords(QTranslator):
    """Install one on the application: Qt asks it whenever it makes a word of its own, so a language switch needs nothing more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Our word for Qt's, null where it is not one of ours: Qt then says its own."""
        plain = source.replace("&", "")
        if plain in _BETTER and context in ("QPrintSettingsOutput", "QPrintWidget"):
            return tr(_BETTER[plain])  # i18n: dynamic
        if plain not in WORDS.get(context, ()):
            # Qt tells "no translation" by a null string, which an empty one is not.
            return None  # type: ignore[return-value]
        return tr(plain)  # i18n: dynamic
