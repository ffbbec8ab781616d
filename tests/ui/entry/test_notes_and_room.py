"""Notes beside lines, rules over lines without a number, contests without choices, and room at every zoom."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from electdesk.domain.states import Mark
from electdesk.i18n import LANGUAGES, Language, use_language
from electdesk.qtmodels.entry import EntryMode
from electdesk.reports.station_page import Page
from electdesk.services.commands import AddChoice, MakeFinal, WithdrawChoice
from electdesk.services.queries.summary import station_summary
from electdesk.services.region import Region
from electdesk.ui.look import apply_theme, px
from tests.ui.entry.conftest import Clerk, Key
from tests.ui.entry.region import GOOD, evening_region, row_of


def star(clerk: Clerk) -> None:
    clerk.key(Key.Key_Asterisk, "*", held=Qt.KeyboardModifier.KeypadModifier)


def printed_notes(clerk: Clerk) -> list[tuple[str, str]]:
    columns = clerk.desk.contest
    assert columns is not None
    summary = station_summary(clerk.region, columns, row_of(clerk.region, "s114"))
    return [(note.line, note.text) for note in summary.notes]


def test_a_star_opens_a_note_at_the_field_and_enter_goes_back_to_it(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    star(clerk)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert clerk.page.form.note_line.y() == clerk.page.form.rows[0].y() + clerk.page.form.rows[0].height()
    clerk.write("written over")
    clerk.enter()
    assert (clerk.line(), clerk.page.form.note_line.isVisible()) == ("1", False)
    clerk.enter()
    assert (clerk.line(), clerk.beside()["1"], clerk.page.form.rows[0].field.value()) == ("2", "written over", 871)


def test_a_note_goes_with_the_draft_and_with_the_finished_entry_to_the_print(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits(GOOD[0])
    star(clerk)
    clerk.write("by hand")
    clerk.enter()
    clerk.key(Key.Key_Escape)
    clerk.open()
    assert clerk.page.work.model is not None
    assert list(clerk.page.work.model.notes.values()) == ["by hand"]
    clerk.page.form.focus_slot(1)
    clerk.protocol(GOOD[1:])
    clerk.plus()
    assert (clerk.figures(), printed_notes(clerk)) == ([int(figure) for figure in GOOD], [("1", "by hand")])
    clerk.open()
    assert clerk.beside()["1"] == "by hand"


def test_escape_leaves_a_note_as_it_was(clerk: Clerk) -> None:
    clerk.open()
    star(clerk)
    clerk.write("never mind")
    clerk.key(Key.Key_Escape)
    assert clerk.page.work.model is not None
    assert (clerk.page.work.model.notes, clerk.line(), clerk.page.work.mode) == ({}, "1", EntryMode.TYPING)


def test_a_rule_over_a_line_without_a_number_is_told_at_once_and_never_waits(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    clerk.enter()
    clerk.digits("/")
    clerk.enter()
    rules = clerk.page.work.model.rules if clerk.page.work.model is not None else ()
    over = {rule.state for rule in rules if 1 in rule.slots}
    others = {rule.state for rule in rules if 1 not in rule.slots}
    assert (over, others) == ({"cannot"}, {"waiting"})


def test_every_figure_counts_as_entered_also_the_one_that_has_the_keyboard(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    assert clerk.page.foot.progress.words() == "1 of 16 entered"


def test_a_contest_without_choices_says_what_is_missing_and_takes_them_up_once_they_are_there(
    make_clerk: Callable[[Region], Clerk], tmp_path: Path
) -> None:
    clerk = make_clerk(evening_region(tmp_path, role="supervisor"))
    contest = next(iter(clerk.region.columns.contests))
    for letter in "ABCD":
        clerk.region.execute(WithdrawChoice(choice=f"{contest}-{letter}", reason="not registered"))
    clerk.open()
    assert clerk.page.work.mode is EntryMode.NO_CHOICES
    assert clerk.page.banner_text("notice") == (
        "The contest has no candidates or other choices yet, so its protocols cannot be entered. "
        "Nothing is lost: stations and figures entered before stay as they are. "
        "A supervisor adds them to the contest, in its set-up or with a list (Ctrl+I); then open the station again."
    )
    clerk.region.execute(AddChoice(contest=contest, name={"en": "E"}))
    clerk.open()
    assert (clerk.page.work.mode, clerk.page.banner_text("notice"), clerk.line()) == (EntryMode.TYPING, "", "1")


def test_a_finding_after_signing_stands_in_the_head_of_entry_and_on_the_print(
    make_clerk: Callable[[Region], Clerk], tmp_path: Path
) -> None:
    clerk = make_clerk(evening_region(tmp_path, role="supervisor"))
    clerk.open()
    clerk.protocol()
    clerk.plus()
    clerk.region.execute(MakeFinal(stations=("s114",)))
    columns = clerk.desk.contest
    assert columns is not None
    clerk.open()
    before = clerk.page.strip.contested.isVisibleTo(clerk.page.strip)
    columns.marks[row_of(clerk.region, "s114")] |= Mark.CONTESTED
    clerk.open()
    after = clerk.page.strip.contested.isVisibleTo(clerk.page.strip)
    said = Page(station_summary(clerk.region, columns, row_of(clerk.region, "s114")), ("en",)).facts()[-1]["value"]
    assert (before, after, said) == (False, True, ("1, final, ! finding after signing", ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("zoom", "width", "height"), [(110, 1440, 900), (200, 1440, 900), (200, 1366, 768), (100, 1024, 768)])
def test_nothing_of_entry_is_cut_or_scrolls_sideways(
    clerk: Clerk, qapp: QApplication, language: Language, zoom: int, width: int, height: int
) -> None:
    use_language(language)
    apply_theme(qapp, "light", zoom)
    clerk.open()
    # What rail, strip, status line and menu leave of such a window.
    clerk.window.resize(width - px(84), height - px(64 + 56 + 24))
    QApplication.processEvents()
    page = clerk.page
    assert page.minimumSizeHint().width() <= width - px(84)
    field = page.form.rows[page.form.current].field
    seen = page.form.viewport().rect()
    assert seen.contains(field.rect().translated(field.mapTo(page.form.viewport(), field.rect().topLeft())))
    areas: list[QScrollArea] = list(page.findChildren(QScrollArea))
    assert [area for area in areas if area.horizontalScrollBar().maximum() > 0] == []
    assert page.foot.progress.text() == page.foot.progress.words()
