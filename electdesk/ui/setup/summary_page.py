"""Last page: everything that was answered, what still stands in the way, and the set-up file."""

from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from electdesk.domain.records.names import in_language
from electdesk.domain.set_up_rules import LIMITS, read_day
from electdesk.i18n import format_count, format_date, language, ntr, tr
from electdesk.i18n import set_up_words as words
from electdesk.i18n.sentences import STATION_TYPES as TYPE_WORDS
from electdesk.i18n.sentences import role_name
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, ActionLink, FindingBox, Label
from electdesk.ui.setup.day_page import offset_words
from electdesk.ui.setup.fields import Page, sentence_of

BOXES: int = 8


class Row(msgspec.Struct, frozen=True):
    """One line of the summary and the page where it is changed."""

    page: int
    name: str
    text: str


class SummaryPage(Page):
    """``page_wanted`` asks for another page (from 0)."""

    page_wanted = Signal(int)
    save_wanted = Signal()

    def __init__(self, work: SetUpWork, pages: Callable[[], list[Page]], further: Callable[[], str]) -> None:
        """``pages``: those before this one; ``further``: a refusal that is in no plan (the password), "" where there is none."""
        super().__init__(lambda: tr("Summary"), work, [])
        self._pages, self._further = pages, further
        self._boxes = QWidget()
        self._box_layout = QVBoxLayout(self._boxes)
        self._box_layout.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self._boxes)
        layout = self.card(lambda: tr("The region that will be made"))
        self._rows_place = QWidget()
        self._grid = QGridLayout(self._rows_place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        layout.addWidget(self._rows_place)
        self.save = ActionButton(lambda: tr("Save as a set-up file …"), icon="save")
        layout = self.card(lambda: tr("Set-up file"))
        layout.addWidget(
            self.note(
                lambda: tr(
                    "The same answers as text: for the command line, for a neighbouring commission, for the next election. "
                    "A pasted list of stations stands in it with its phones; passwords never do."
                )
            )
        )
        layout.addWidget(self.save)
        self.box.addStretch(1)
        self.save.clicked.connect(self.save_wanted)
        self._shown: list[Row] = []
        self._told: list[tuple[int, str]] = []
        self.begin()

    def fill(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        if not self.isVisible():
            return
        self._show_problems()
        self._show_rows()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def open_questions(self) -> list[tuple[int, str]]:
        """What stands in the way of a region: (page, sentence), in the order of the pages."""
        found: list[tuple[int, str]] = []
        for place, page in enumerate(self._pages()):
            found += [(place, sentence_of(problem)) for problem in page.problems()]
        further = self._further()
        if further:
            found.append((5, further))
        return found

    def _show_problems(self) -> None:
        told = self.open_questions()
        if told == self._told and self._box_layout.count() == min(len(told), BOXES):
            return
        self._told = told
        _empty(self._box_layout)
        titles = [page.title for page in self._pages()]
        for place, sentence in told[:BOXES]:
            title = titles[place]
            box = FindingBox(
                title if isinstance(title, str) else title(), (sentence.replace("**", ""),), lambda: tr("Enter goes to the page.")
            )
            box.activated.connect(lambda place=place: self.page_wanted.emit(place))
            self._box_layout.addWidget(box)
        self._boxes.setVisible(bool(told))

    def rows(self) -> list[Row]:
        """The summary, line by line."""
        return list(self._rows())

    def _rows(self) -> Iterator[Row]:
        plan, ready = self.work.plan, self.work.ready
        set_up, lang = plan.set_up, language()
        yield Row(0, tr("Region"), in_language(set_up.region, lang) or "–")
        yield Row(0, tr("Commission"), in_language(set_up.commission, lang) or "–")
        yield Row(0, tr("Election"), in_language(set_up.election, lang) or "–")
        real = self.work.mode == "REAL"
        yield Row(0, tr("Mode"), tr("REAL: the voting day") if real else tr("TEST: an exercise"))
        yield Row(1, tr("Day of voting"), f"{_day(set_up.day)}, {offset_words(set_up.utc_offset)}")
        yield Row(1, tr("Voting hours"), f"{set_up.opens} – {set_up.closes}" if set_up.opens and set_up.closes else "–")
        yield Row(1, tr("Time slots of turnout"), ", ".join(set_up.turnout_slots) or "–")
        for contest in ready.contests:
            names = [in_language(choice.name, lang) for choice in contest.choices]
            shown = ", ".join(names[:12]) + (f" … ({len(names)})" if len(names) > 12 else "")
            title = f"{in_language(contest.title, lang)} ({', '.join(dict.fromkeys((contest.code, contest.form.id)))})"
            yield Row(2, tr("Contest"), f"{title}: {shown}" if shown else title)
        stations = ready.stations
        count = stations.accepted if stations is not None else 0
        districts = len(ready.areas) - 1 + (len(stations.new_areas) if stations is not None else 0)
        yield Row(
            3,
            tr("Stations"),
            f"{ntr('{n} station', '{n} stations', count)}, {ntr('{n} district', '{n} districts', districts)}",
        )
        voters = sum(max(getattr(each.body, "voters", 0), 0) for each in stations.records) if stations is not None else 0
        if voters:
            yield Row(3, tr("Voters"), format_count(voters))
        contacts = sum(each.kind == "contact" for each in stations.records) if stations is not None else 0
        if contacts:
            yield Row(3, tr("Contacts"), format_count(contacts))
        yield from self._rules()
        people = ", ".join(f"{user.login} ({', '.join(map(role_name, user.roles))})" for user in plan.users[:12])
        yield Row(5, tr("People"), people if plan.with_users else tr("One person, without logging in"))
        yield Row(5, tr("Verification"), tr(words.VERIFICATIONS[set_up.verification]))  # i18n: dynamic

    def _rules(self) -> Iterator[Row]:
        set_up = self.work.plan.set_up
        yield Row(4, tr("Shares of the choices"), tr(words.PERCENTAGE_BASES[set_up.percentage_base]))  # i18n: dynamic
        yield Row(4, tr("Turnout"), tr(words.TURNOUT_DEFINITIONS[set_up.turnout_definition]))  # i18n: dynamic
        for rule, told in words.CLOSING_RULES.items():
            kinds = [tr(word) for kind, word in TYPE_WORDS.items() if set_up.closing_rule(kind) == rule]  # i18n: dynamic
            if kinds:
                yield Row(4, tr("Closing"), f"{', '.join(kinds)}: {tr(told)}")  # i18n: dynamic
        changed = {name: limit for name, limit in set_up.thresholds.items() if limit != LIMITS.get(name)}
        limits = "; ".join(f"{tr(words.LIMITS[name][0])}: {limit}" for name, limit in changed.items())  # i18n: dynamic
        yield Row(4, tr("Limits of the checks"), limits or tr("usual values"))

    def _show_rows(self) -> None:
        rows = self.rows()
        if rows == self._shown:
            return
        self._shown = rows
        _empty(self._grid)
        before = -1
        for place, row in enumerate(rows):
            self._grid.addWidget(Label(row.name, kind="dim"), place, 0)
            text = Label(row.text)
            text.setWordWrap(True)
            self._grid.addWidget(text, place, 1)
            if row.page != before:
                link = ActionLink(lambda: tr("Change"))
                link.clicked.connect(lambda _=False, page=row.page: self.page_wanted.emit(page))
                self._grid.addWidget(link, place, 2)
            before = row.page

    def restyle(self) -> None:
        super().restyle()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnMinimumWidth(0, px(170))
        self._box_layout.setSpacing(px(6))

    def retranslate(self) -> None:
        self._shown, self._told = [], []
        super().retranslate()


def _day(text: str) -> str:
    try:
        return format_date(read_day(text))
    except ValueError:
        return "–"


def _empty(layout: "QGridLayout | QVBoxLayout") -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
