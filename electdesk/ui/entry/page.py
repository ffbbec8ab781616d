"""The entry page: puts the finder, the form, its foot and the side together, and turns keys into the work on protocols."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.entry import EntryMode, EntryWork, KeptDraft
from electdesk.ui.entry.asking import StationAsking
from electdesk.ui.entry.banners import Banners
from electdesk.ui.entry.finder import StationFinder
from electdesk.ui.entry.finishing import Finishing
from electdesk.ui.entry.foot import EntryFoot
from electdesk.ui.entry.paper_form import PaperForm
from electdesk.ui.entry.questions import Questions
from electdesk.ui.entry.side import EntrySide
from electdesk.ui.entry.status import EntryStatus
from electdesk.ui.entry.strip import EntryStrip
from electdesk.ui.entry.telling import history_rows, notice_of, title_of
from electdesk.ui.look import px
from electdesk.ui.parts import Card, Following, Segmented, Words
from electdesk.ui.parts.digit_keys import digit_of
from electdesk.ui.shell import Pieces

NARROW: Final = 700
"""Below this width (pixels at 100 %) the side stands under the form."""
SIDE_LOWEST: Final = 40
"""The side under the form is never lower than this (pixels at 100 %): a strip with its head, which tells how many findings there are."""


class EntryPage(Following, QWidget):
    """Station first, then the form of the paper. ``finished`` tells a finished station (row), ``print_wanted`` one to print.

    ``strip`` and ``status`` belong over and under the page (``Shell.set_page``).
    """

    finished = Signal(int)
    print_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self.desk = desk
        self.work = EntryWork(desk, self)
        self.strip = EntryStrip()
        self.status = EntryStatus()
        self.form, self.foot, self.side, self.finder = PaperForm(), EntryFoot(), EntrySide(), StationFinder()
        self.paper = Card(lambda: tr("Protocol of the station commission"))
        self.asking = Card(lambda: tr("Entry"))
        self.banners = Banners()
        self.asked = StationAsking(self.finder, self.work)
        self.contests: Segmented | None = None
        self.source = Segmented([("paper", lambda: tr("paper")), ("phone", lambda: tr("phone"))], name=lambda: tr("Where from"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.work.save)
        self.finishing, self.questions = Finishing(self), Questions(self)
        self._build()
        self._connect()
        self.begin()
        self._region_changed()

    def _build(self) -> None:
        self.paper.add_action(self.source)
        self.paper.set_body(self.form)
        self.paper.add(self.foot)
        self.asking.set_body(self.finder)
        self.left = Pieces()
        self.left.addWidget(self.asking)
        self.left.addWidget(self.paper)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self.left, 1)
        self._across.addWidget(self.side)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.banners)
        self._box.addLayout(self._across, 1)

    def _connect(self) -> None:
        work, form, finder, foot, side = self.work, self.form, self.finder, self.foot, self.side
        work.opened.connect(self._show_work)
        work.refused.connect(self._show_error)
        work.finished.connect(self.finishing.finished)
        work.journal_changed.connect(self._show_history)
        work.saved.connect(self._show_history)
        form.command.connect(self._command)
        form.current_changed.connect(side.set_current)
        form.field_left.connect(self._field_left)
        form.layout_noticed.connect(self.status.notice)
        form.key_refused.connect(lambda _: self.show_shift())
        self.asked.begun.connect(self.open_station)
        self.asked.continued.connect(self._continue)
        self.asked.proposing.connect(self.propose)
        finder.left.connect(self._back_from_finder)
        finder.layout_noticed.connect(self.status.notice)
        finder.command_key.connect(self._finder_command)
        foot.park_asked.connect(self.questions.ask_park)
        foot.finish_asked.connect(self.finishing.finish)
        foot.back_to_lines.connect(self.back_to_lines)
        foot.line_wanted.connect(self.questions.go_to_line)
        foot.correct_asked.connect(self.questions.ask_correction)
        foot.paper_asked.connect(self.questions.ask_paper)
        foot.discard_asked.connect(work.discard)
        side.confirmed.connect(self.questions.confirmed)
        side.asking_left.connect(self.back_to_lines)
        side.lines_wanted.connect(self.questions.focus_lines)
        self.source.chosen.connect(self._source_chosen)
        desk = self.desk
        desk.opened.connect(self._region_changed)
        desk.closed.connect(self._region_changed)
        desk.contest_changed.connect(self._contest_changed)
        desk.entry_wanted.connect(self.open_station)
        desk.drafts_changed.connect(self.asked.show_drafts)
        desk.changed.connect(lambda change: self._region_changed() if change.structural else None)

    # -- region and contest

    def _region_changed(self) -> None:
        self.asked.read_register()
        self._make_contests()
        if self.desk.region is None:
            # What was told of a protocol was told to whoever worked then.
            for key in ("finished", "notice", "error", "asked"):
                self.banners.remove(key)
        self.asked.show_drafts()
        if self.work.row is None:
            self.ask_station()
        self._show_strip()

    def _make_contests(self) -> None:
        if self.contests is not None:
            self.contests.hide()
            self.contests.deleteLater()
            self.contests = None
        region = self.desk.region
        if region is None or len(region.columns.contests) < 2:
            return

        def title(record: str) -> Words:
            names = region.columns.contests[record].contest.title
            return lambda: in_language(names, language()) or region.columns.contests[record].contest.code

        self.contests = Segmented([(record, title(record)) for record in region.columns.contests], name=lambda: tr("Contest"))
        self.contests.set_current(self.desk.contest_record)
        self.contests.chosen.connect(self.desk.show_contest)
        self.banners.add_above(self.contests)

    def _contest_changed(self) -> None:
        if self.contests is not None:
            self.contests.set_current(self.desk.contest_record)
        row = self.work.row
        if row is not None and self.work.model is not None and self.work.model.sheet.contest != self.desk.contest_record:
            self.open_station(row)

    # -- station first

    def ask_station(self, text: str = "") -> None:
        """Ask for the station's number; what is typed of another one stays a draft."""
        self.left.setCurrentWidget(self.asking)
        self.setFocusProxy(self.finder)
        self.side.setVisible(self.work.model is not None)
        self.asked.start(text)
        self.status.show_asking()

    def propose(self, row: int, hint: str = "") -> None:
        """Show a station as the register knows it; Enter starts its fields."""
        if self.desk.region is not None:
            self.ask_station(self.desk.region.columns.register.stations[row].number)
            self.asked.show_card(row, hint)

    def open_station(self, row: int) -> None:
        """Open the fields of a station (row of the register)."""
        if self.desk.region is not None and self.desk.contest is not None and 0 <= row < len(self.desk.region.columns.register):
            self.banners.remove("finished")
            if not self.work.open(row) and self.work.model is not None:
                # What is typed could not be written: its station stays, and so does its contest.
                self.desk.show_contest(self.work.model.sheet.contest)
                self.left.setCurrentWidget(self.paper)
                self.back_to_lines()

    def _continue(self, kept: KeptDraft) -> None:
        self.desk.show_contest(kept.contest)
        self.open_station(kept.row)

    def _finder_command(self, key: str) -> None:
        if key == "undo":
            self.finishing.undo()
        elif key == "F3":
            self.finder.start()

    def _back_from_finder(self) -> None:
        if self.asked.proposed is not None and self.work.model is None:
            self.ask_station()
        elif self.work.model is not None:
            self.left.setCurrentWidget(self.paper)
            self.back_to_lines()
        else:
            self.finder.start()

    # -- the form

    def _show_work(self) -> None:
        work = self.work
        model = work.model
        self.foot.stop_asking()
        self.foot.show_going(False)
        self._offer()
        for key in ("notice", "error", "asked", "mode"):
            self.banners.remove(key)
        self.form.set_model(model, read_only=not work.can_type)
        self.side.set_model(model)
        self.side.setVisible(model is not None)
        self._show_strip()
        if model is None:
            if self.left.currentWidget() is self.paper:
                self.ask_station()
            return
        self.left.setCurrentWidget(self.paper)
        model.checked.connect(self._show_progress)
        model.figure_written.connect(lambda _slot: self.banners.remove("asked"))
        self.paper.set_title(lambda: title_of(self.work))
        self.paper.set_subtitle(lambda: tr("lines in the order of the paper"))
        self.source.setVisible(work.mode is EntryMode.TYPING)
        self.source.set_current("phone" if work.source == "phone" else "paper")
        self._show_notice()
        self._show_history()
        self._show_progress()
        self.status.show_form(work.mode)
        start = self.form.first_blank() if work.can_type else 0
        self.setFocusProxy(self.form.rows[start].field if self.form.rows else self.finder)
        self.form.focus_slot(start)
        self.asked.show_drafts()

    def _offer(self) -> None:
        work = self.work
        self.foot.offer(
            typing=work.can_type,
            correcting=work.mode is EntryMode.CORRECTING,
            viewing=work.mode is EntryMode.VIEWING,
            state="",
            correctable=work.can_correct,
        )

    def _show_notice(self) -> None:
        said = notice_of(self.work)
        if said is not None:
            words, weight = said
            self.banners.tell("notice", words, weight=weight, icon="info" if weight == "info" else "lock")

    def _show_progress(self) -> None:
        model = self.work.model
        if model is None:
            return
        entered, total = model.entered(), len(model.figures)
        self.foot.progress.set_words(lambda: tr("{n} of {total} entered", n=entered, total=total))
        self.foot.finish.set_ready(entered == total)

    def _show_history(self) -> None:
        subtitle, rows = history_rows(self.work)
        self.side.set_history(subtitle, rows)

    def _show_strip(self) -> None:
        self.strip.show_work(self.work)

    def _field_left(self) -> None:
        # The screen first: the draft is written in the same turn of the event loop, after what is seen.
        self._soon.start()

    def _source_chosen(self, source: str) -> None:
        self.work.set_source(source)
        if source == "phone":
            words: Words = lambda: tr("By phone: these figures count in the preliminary totals only, until the paper is entered.")  # noqa: E731
            self.banners.tell("mode", words, weight="warn", icon="warning")
        else:
            self.banners.remove("mode")
        self.back_to_lines()

    def back_to_lines(self) -> None:
        """Give the keyboard back to the line that had it."""
        self.foot.show_going(False)
        self.form.focus_slot(self.form.current)

    # -- commands

    def _command(self, key: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "finish": self.finishing.finish,
            "past_end": self._past_end,
            "note": self.form.write_note,
            "F2": self.questions.confirm_first,
            "F3": self.ask_station,
            "F5": self.questions.ask_park,
            "F6": lambda: self.foot.show_going(True),
            "undo": self.finishing.undo,
            "redo": self.finishing.redo,
            "back": self._back,
        }
        act = acts.get(key)
        if act is not None:
            act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_F4: self.questions.ask_correction,
            Qt.Key.Key_F7: self.questions.ask_paper,
            Qt.Key.Key_F9: self._check_all,
            Qt.Key.Key_F2: self.questions.confirm_first,
            Qt.Key.Key_F3: self.ask_station,
            Qt.Key.Key_F5: self.questions.ask_park,
            Qt.Key.Key_F6: lambda: self.foot.show_going(True),
        }
        on_paper = self.left.currentWidget() is self.paper
        if event.matches(QKeySequence.StandardKey.Print):
            self._print()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.finishing.undo()
        elif key in acts and not event.modifiers():
            # Without a paper on the screen there is no line to go to and nothing to park: the keyboard stays where it is.
            if on_paper or key == Qt.Key.Key_F3:
                acts[key]()
        elif on_paper and digit_of(event) is not None and not self.work.can_type:
            self._tell_closed()
        else:
            super().keyPressEvent(event)

    def _tell_closed(self) -> None:
        """A digit was typed where nothing can be typed."""
        if self.work.mode is EntryMode.VIEWING:
            self.warn(lambda: tr("These figures are entered. F4 corrects them with a reason, F3 asks for another station."))
        else:
            self.warn(lambda: tr("Nothing can be typed here. F3 asks for another station."))

    def _past_end(self) -> None:
        if self.work.can_type:
            self.foot.finish.setFocus(Qt.FocusReason.TabFocusReason)

    def _back(self) -> None:
        """Esc: the station is put down without loss."""
        if self.work.close():
            self.ask_station()

    def _check_all(self) -> None:
        if self.work.model is not None:
            self.work.model.check_all()

    def _print(self) -> None:
        row = self.work.row if self.work.row is not None else (self.work.last.row if self.work.last is not None else None)
        if row is not None:
            self.print_wanted.emit(row)

    def _show_error(self, error: ClerkError) -> None:
        self.banners.tell("error", lambda: str(error_sentences(error.code, error.params)), weight="err", icon="warning")

    def warn(self, words: Words) -> None:
        """Say over the form what should be seen before going on."""
        self.banners.tell("asked", words, weight="warn", icon="warning")

    def show_shift(self) -> None:
        """How the shift goes, in the strip."""
        self.strip.show_shift(self.work)

    # -- what others ask of the page

    def finish(self) -> None:
        """Finish what is typed; where something should be seen before, say it and wait for a second press."""
        self.finishing.finish()

    def undo(self) -> None:
        """The last figure typed; where nothing was typed yet, the entry finished last."""
        self.finishing.undo()

    def undo_finish(self) -> None:
        """Take back the entry finished last and go on with it."""
        self.finishing.undo_finish()

    def banner_text(self, key: str) -> str:
        """What a banner says, "" where there is none (finished, asked, error, notice, mode)."""
        return self.banners.text(key)

    # -- looks

    def restyle(self) -> None:
        self._across.setContentsMargins(px(8), px(8), px(8), px(8))
        self._across.setSpacing(px(8))
        self._arrange()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Entry"))
        if self.desk.region is None:
            return
        self._show_strip()
        self._show_history()
        self.asked.tell_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """The size of the page with the side under the form: how wide the window is decides how they stand, not the other way round."""
        edges = 2 * px(8)
        above = self.banners.minimumSizeHint().height() if self.banners.isVisibleTo(self) else 0
        side = px(SIDE_LOWEST + 8) if self.side.isVisibleTo(self) else 0
        paper = self.left.minimumSizeHint()
        return QSize(max(paper.width(), self.side.minimumSizeHint().width()) + edges, paper.height() + side + edges + above)

    def _arrange(self) -> None:
        below = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        if below:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16777215)
            spare = self.height() - self.left.minimumSizeHint().height() - 3 * px(8)
            self.side.setFixedHeight(max(min(self.height() * 3 // 10, spare), px(SIDE_LOWEST)))
        else:
            self.side.setMinimumHeight(0)
            self.side.setMaximumHeight(16777215)
            self.side.setFixedWidth(min(px(385), max(self.width() * 31 // 100, px(240))))
