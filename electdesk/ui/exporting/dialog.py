"""Export: as what, with which figures, where to; then how far it is, and what came of it. One panel, nothing in front of it."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QFileDialog, QRadioButton, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, language, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.paths import user_documents_dir
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.runner import Job
from electdesk.services.exports.gathering import gather
from electdesk.services.exports.results import results
from electdesk.services.roles import may_decide
from electdesk.ui.dialog import Dialog
from electdesk.ui.look import px
from electdesk.ui.parts import Label, TaskProgress, Words

if TYPE_CHECKING:
    from electdesk.ui.window.ports import Files

Kind = Literal["workbook", "csv", "nist"]
KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "workbook": (
        N_("Workbook (XLSX)"),
        N_("Stations, tallies, totals whose sums recompute, findings, corrections and progress, a sheet each."),
    ),
    "csv": (N_("Text tables (CSV)"), N_("A folder of tables with their description, for other programs.")),
    "nist": (N_("Report of results (NIST JSON)"), N_("Votes by station in the common data format NIST SP 1500-100 v2.")),
}
"""Kind → what it is called and what it holds."""
BASIS_WORDS: Final = {
    "settled": N_("Settled figures"),
    "final": N_("Final figures only"),
    "preliminary": N_("Preliminary figures too"),
}


class ExportDialog(Dialog):
    """``written`` tells the path after the file is whole."""

    written = Signal(object)

    def __init__(self, desk: Desk, files: "Files", parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("Export"), parent, size=(600, 540))
        self._desk, self._files = desk, files
        self._job: Job | None = None
        self._radios: dict[Kind, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._notes: list[Label] = []
        for kind, (_, about) in KINDS.items():
            radio = QRadioButton()
            self._radios[kind] = radio
            self._group.addButton(radio)
            note = Label(_translated(about), kind="small")
            note.setWordWrap(True)
            self._notes.append(note)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(radio)
            pair.addWidget(note)
            self.box.addLayout(pair)
        self.for_excel = QCheckBox()
        self.box.addWidget(self.for_excel)
        self._caption = Label(lambda: tr("Which figures"))
        self.basis = QComboBox()
        self.box.addWidget(self._caption)
        self.box.addWidget(self.basis)
        self.task = TaskProgress(lambda: tr("Writing …"))
        self.task.cancelled.connect(self._stop)
        self.task.hide()
        self.box.addWidget(self.task)
        self.outcome = Label("")
        self.outcome.setWordWrap(True)
        self.box.addWidget(self.outcome)
        self.box.addStretch(1)
        self.close_button = self.add_button(lambda: tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.save = self.add_button(lambda: tr("Save …"), primary=True, icon="save")
        self.save.clicked.connect(self._ask_where)
        self._radios["workbook"].setChecked(True)
        self._group.buttonClicked.connect(lambda _: self._show_kind())
        desk.closed.connect(self.reject)
        self.first = self._radios["workbook"]
        self._fill_basis()
        self._show_kind()
        self.begin()

    # -- questions

    def kind(self) -> Kind:
        """What is to be written."""
        return next(kind for kind, radio in self._radios.items() if radio.isChecked())

    def choose(self, kind: Kind, basis: str = "settled") -> None:
        """Answer the questions."""
        self._radios[kind].setChecked(True)
        self.basis.setCurrentIndex(max(0, self.basis.findData(basis)))
        self._show_kind()

    def _fill_basis(self) -> None:
        region = self._desk.region
        chosen = self.basis.currentData() or "settled"
        self.basis.clear()
        for basis, words in BASIS_WORDS.items():
            if basis != "preliminary" or (region is not None and may_decide(region.person)):
                self.basis.addItem(tr(words), basis)  # i18n: dynamic
        self.basis.setCurrentIndex(max(0, self.basis.findData(chosen)))

    def _show_kind(self) -> None:
        self.for_excel.setVisible(self.kind() == "csv")

    def restyle(self) -> None:
        super().restyle()
        for note in self._notes:
            note.setContentsMargins(px(24), 0, 0, px(2))

    def retranslate(self) -> None:
        super().retranslate()
        for kind, (words, about) in KINDS.items():
            self._radios[kind].setText(tr(words))  # i18n: dynamic
            self._radios[kind].setAccessibleDescription(tr(about))  # i18n: dynamic
        self.for_excel.setText(tr("For Excel (semicolons, UTF-8 mark)"))
        self.basis.setAccessibleName(tr("Which figures"))
        self._fill_basis()

    def _ask_where(self) -> None:
        region = self._desk.region
        if region is None:
            return
        path = region.store.path
        folder, stem = (path.parent, path.stem) if path is not None else (user_documents_dir(), "electdesk")
        if self.kind() == "csv":
            name = QFileDialog.getExistingDirectory(self, tr("The folder in which the folder of tables is made"), str(folder))
            if name:
                self.write_to(_new_folder(Path(name), f"{stem}-csv"))
            return
        ending, words = (".xlsx", tr("Workbooks")) if self.kind() == "workbook" else (".json", "JSON")
        name, _ = QFileDialog.getSaveFileName(self, tr("Export"), str(folder / f"{stem}{ending}"), f"{words} (*{ending})")
        if name:
            self.write_to(Path(name) if name.lower().endswith(ending) else Path(name + ending))

    # -- work

    def write_to(self, target: Path) -> None:
        """Take what is to be written out of the columns, and write it beside the window."""
        region = self._desk.region
        if region is None or self._job is not None:
            return
        kind, basis, lang, files = self.kind(), str(self.basis.currentData()), language(), self._files
        lost: list[str] = []
        try:
            if kind == "nist":
                found = results(region, basis, lang)
                lost = files.lost_in_report(found, lang)
                self._start(target, lambda job: files.write_report(found, target, job.step), lost)
                return
            export = gather(region, basis, lang)
        except ClerkError as error:
            self._refuse(error)
            return
        assert export is not None
        if kind == "csv":
            for_excel = self.for_excel.isChecked()
            self._start(target, lambda job: files.write_package(export, target, for_excel=for_excel, on_step=job.step), lost)
        else:
            self._start(target, lambda job: files.write_workbook(export, target, job.step), lost)

    def _start(self, target: Path, work: Callable[[Job], bool], lost: list[str]) -> None:
        self.outcome.set_words("")
        self._set_busy(True)
        self._job = self._desk.runner.start(work)
        self._job.progressed.connect(self.task.set_progress)
        self._job.done.connect(lambda _: self._done(target, lost))
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._cancelled)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _set_busy(self, busy: bool) -> None:
        for field in (*self._radios.values(), self.basis, self.for_excel):
            field.setEnabled(not busy)
        self.save.set_refusal((lambda: tr("Writing …")) if busy else None)
        self.task.setVisible(busy)
        if busy:
            self._bring_up(self.task)
        if not busy:
            self._job = None

    def _done(self, target: Path, lost: list[str]) -> None:
        self._set_busy(False)
        self._tell(lambda: " ".join((tr("Written: {file}.", file=str(target)), *lost)))
        region = self._desk.region
        # The file is there: that it cannot be noted is no reason to speak of a failure.
        with contextlib.suppress(ClerkError):
            if region is not None and self._desk.can_write:
                region.note("Export", target.name)
        self.close_button.setFocus()
        self.written.emit(target)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, ClerkError):
            raise error
        self._refuse(error)

    def _refuse(self, error: ClerkError) -> None:
        self._tell(lambda: str(error_sentences(error.code, error.params)))

    def _tell(self, words: Words) -> None:
        self.outcome.set_words(words)
        self._bring_up(self.outcome)

    def _bring_up(self, widget: QWidget) -> None:
        """Where letters are large it stands below what is seen. A turn of the event loop later, when it has its place."""
        QTimer.singleShot(0, self, lambda: self.show_part(widget))

    def _cancelled(self) -> None:
        self._set_busy(False)
        self._tell(lambda: tr("Stopped. Nothing of it was written."))

    def reject(self) -> None:
        self._stop()
        super().reject()


def _translated(text: str) -> Words:
    return lambda: tr(text)  # i18n: dynamic


def _new_folder(inside: Path, name: str) -> Path:
    """A folder that is not there yet, in a folder that is."""
    made, number = inside / name, 1
    while made.exists():
        number += 1
        made = inside / f"{name}-{number}"
    return made
