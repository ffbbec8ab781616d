"""What this program is, under which licence, with which parts, and which file is open: to be read over the phone or copied."""

import platform
import sys

from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from electdesk import __version__
from electdesk.i18n import ptr, tr
from electdesk.services.region import Region
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.parts import Label, Words

LICENCE = "EUPL-1.2"


class AboutDialog(Dialog):
    """``parent`` is the main window; the region that its desk holds, if any, is named with its fingerprint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("About ElectDesk"), parent, size=(620, 500))
        desk = getattr(parent, "desk", None)
        self._region: Region | None = getattr(desk, "region", None)
        self.box.addWidget(Label("ElectDesk", kind="huge"))
        self._say(
            lambda: tr("ElectDesk is a working tool beside the state's system. The signed paper protocol is the legal record.")
        )
        self._facts = Questions(label_width=150)
        self._values: dict[str, Label] = {}
        for key, words in (
            ("version", lambda: tr("Version")),
            ("licence", lambda: tr("Licence")),
            ("parts", lambda: tr("Made with")),
            ("system", lambda: tr("Computer")),
            ("file", lambda: tr("Open file")),
            ("region", lambda: tr("Region id")),
            ("fingerprint", lambda: tr("Fingerprint")),
        ):
            value = Label("")
            value.setWordWrap(True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self._values[key] = value
            self._facts.ask(words, value)
        self.box.addWidget(self._facts)
        self._say(lambda: tr("The program opens no network connection. What it knows lies in your files and nowhere else."))
        self.box.addStretch(1)
        self.copy_button = self.add_button(lambda: tr("Copy"), icon="copy")
        self.copy_button.clicked.connect(self._copy)
        self.add_close_button()
        self.begin()

    def _say(self, words: Words) -> None:
        label = Label(words, kind="dim")
        label.setWordWrap(True)
        self.box.addWidget(label)

    def facts(self) -> dict[str, str]:
        """What is shown, by the names of the rows."""
        region = self._region
        path = region.store.path if region is not None else None
        return {
            "version": __version__,
            "licence": LICENCE,
            "parts": f"Python {platform.python_version()} · Qt {qVersion()} · SQLite {sqlite_version()}",
            "system": f"{QSysInfo.prettyProductName()} · {QSysInfo.currentCpuArchitecture()}",
            "file": path.name if path is not None else ptr("file", "none"),
            "region": _in_groups(region.store.region_id) if region is not None else "–",
            "fingerprint": region.store.fingerprint if region is not None else "–",
        }

    def _copy(self) -> None:
        lines = [f"ElectDesk {__version__}", *(f"{key}: {value}" for key, value in self.facts().items() if key != "version")]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.reason.set_words(tr("Copied."))

    def retranslate(self) -> None:
        super().retranslate()
        for key, value in self.facts().items():
            self._values[key].set_words(value)


def sqlite_version() -> str:
    """The version of the SQLite that Python brings, without importing it here: windows know no database."""
    module = sys.modules.get("sqlite3")
    return str(getattr(module, "sqlite_version", "–"))


def _in_groups(digits: str) -> str:
    """A long id in groups of eight, so that it can be read aloud and finds room."""
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))
