"""A form with boxes to tick, "of which" lines and lists is typed with the same keys as one of counts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.forms import load_form
from electdesk.i18n import use_language
from electdesk.services.region import Region
from electdesk.ui.entry.box_field import BoxField
from tests.ui.entry.conftest import Clerk, Key
from tests.ui.entry.region import evening_of

FORM = """
id = "boxes"
title = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "voters"
number = "1"
label = { ru = "Избиратели", kk = "Сайлаушылар", en = "voters" }

[[line]]
id = "home"
number = "1а"
of = "1"
optional = true
label = { ru = "из них на дому", kk = "оның ішінде үйде", en = "of them at home" }

[[line]]
id = "recounted"
number = "B1"
kind = "yesno"
label = { ru = "Пересчёт", kk = "Қайта санау", en = "recounted" }

[[line]]
id = "method"
number = "B2"
kind = "oneof"
label = { ru = "Способ", kk = "Тәсіл", en = "method" }
options = [
    { id = "hand", label = { ru = "вручную", kk = "қолмен", en = "by hand" } },
    { id = "scanner", label = { ru = "сканером", kk = "сканермен", en = "scanner" } },
    { id = "mixed", label = { ru = "частично", kk = "жартылай", en = "partly" } },
]

[choices]
kind = "flat"
"""


@pytest.fixture
def clerk(make_clerk: Callable[[Region], Clerk], tmp_path: Path) -> Clerk:
    """A clerk at station 114 with the form of boxes open, the keyboard at the first box."""
    made = make_clerk(evening_of(tmp_path, [load_form(FORM, "boxes.toml")]))
    made.open()
    made.digits("10")
    made.enter()
    made.enter()
    return made


def box(clerk: Clerk, number: str) -> BoxField:
    """The box field of a line."""
    field = next(row.field for row in clerk.page.form.rows if row.line.number == number)
    assert isinstance(field, BoxField)
    return field


def test_boxes_are_ticked_by_place_with_any_layout(clerk: Clerk) -> None:
    clerk.digits("1")
    clerk.enter()
    clerk.digits("3", "kk")
    assert (box(clerk, "B1").value(), box(clerk, "B2").value(), clerk.line()) == (1, 2, "B2")


def test_boxes_are_ticked_by_the_first_letter_of_their_word(clerk: Clerk) -> None:
    clerk.write("n")
    clerk.enter()
    use_language("ru")
    clerk.write("с")
    assert (box(clerk, "B1").value(), box(clerk, "B2").value()) == (0, 1)


def test_a_box_can_be_blank_or_without_a_mark_on_paper(clerk: Clerk) -> None:
    clerk.digits("1/")
    assert box(clerk, "B1").value() == NO_NUMBER
    clerk.key(Key.Key_Backspace, "\b")
    assert box(clerk, "B1").value() == BLANK
    clerk.digits("2")
    clerk.key(Key.Key_F8)
    assert box(clerk, "B1").value() == BLANK


def test_a_key_that_is_no_box_is_seen_and_counted_and_changes_nothing(clerk: Clerk) -> None:
    clerk.digits("19")
    assert (box(clerk, "B1").value(), clerk.beside()["B1"]) == (1, "This key was not accepted")
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.refused_keys == 1


def test_up_and_down_pass_through_boxes_and_the_ticks_reach_the_file(clerk: Clerk) -> None:
    clerk.digits("2")
    clerk.key(Key.Key_Down)
    clerk.digits("2")
    clerk.key(Key.Key_Up)
    assert clerk.line() == "B1"
    for slot, figure in enumerate(("1", "2", "3", "4"), start=4):
        clerk.page.form.focus_slot(slot)
        clerk.digits(figure)
    clerk.plus()
    clerk.plus()
    assert clerk.figures() == [10, BLANK, 0, 1, 1, 2, 3, 4]


def test_of_which_lines_are_set_in(clerk: Clerk) -> None:
    assert [row.line.depth for row in clerk.page.form.rows[:3]] == [0, 1, 0]


def test_a_screen_reader_is_told_the_word_of_a_box(clerk: Clerk) -> None:
    clerk.digits("1")
    assert box(clerk, "B1").accessibleName() == "line B1, recounted, Yes"
