"""Words, colours and size change in the middle of a protocol: nothing typed is lost, no word stays behind in another language."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from electdesk import settings
from electdesk.domain.states import State
from electdesk.ui.look import theme
from electdesk.ui.window import MainWindow
from tests.journeys.office import CONTROL, Key, Office, heard_on, seen_on
from tests.ui.entry.region import GOOD, evening_region

PAPER: Final = [int(figure) for figure in GOOD]
NAMES: Final = {"ElectDesk", "Aigul", "evening", "electdesk", "English", "PDF", "CSV", "TOML", "RU", "KK", "EN"}
KEYS: Final = {"Ctrl", "Shift", "Alt", "Enter", "Esc", "Tab", "PgUp", "PgDn", "Num", "Lock", "Home", "End", "Del"}
LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def half(office: Office, tmp_path: Path) -> Office:
    """Half a protocol of station 116 typed, the seventh line begun."""
    evening_region(tmp_path, role="supervisor").close()
    office.window.open_file(tmp_path / "evening.electdesk")
    office.page(2)
    office.station("116")
    office.lines(PAPER[:7])
    return office


def latin_words(texts: Iterable[str]) -> dict[str, str]:
    """Latin words that are neither names nor keys → a text that holds them."""
    return {
        word: text
        for text in sorted(texts)
        for word in LATIN_WORD.findall(text)
        if word not in NAMES | KEYS and not re.fullmatch(r"[FRSA]\d+", word)
    }


def on_every_page(office: Office, read: Callable[[MainWindow], set[str]], lang: str) -> dict[str, str]:
    """Latin words on the three pages after the language was switched on one of them."""
    for place in (3, 1, 2):
        office.page(place)
    office.window.action(f"view.language.{lang}").trigger()
    office.window.save()
    found: dict[str, str] = {}
    for place in (2, 1, 3):
        office.page(place)
        found |= latin_words(read(office.window))
    return found


def test_no_english_word_is_left_on_any_page(half: Office) -> None:
    assert {lang: on_every_page(half, seen_on, lang) for lang in ("ru", "kk")} == {"ru": {}, "kk": {}}


def test_no_english_word_is_left_for_a_screen_reader(half: Office) -> None:
    assert on_every_page(half, heard_on, "kk") == {}


def test_stations_that_fit_a_number_follow_the_language(half: Office) -> None:
    half.key(Key.Key_F3)
    half.write("114")
    half.window.action("view.language.kk").trigger()
    assert latin_words(seen_on(half.window)) == {}


def test_switching_language_theme_and_size_in_the_middle_loses_nothing(half: Office) -> None:
    window = half.window
    before, field = half.typed(), QApplication.focusWidget()
    seen = []
    for lang in ("ru", "kk", "en"):
        window.action(f"view.language.{lang}").trigger()
        seen.append(window.action("file.import").text())
        assert (half.typed(), QApplication.focusWidget()) == (before, field)
    assert len(set(seen)) == 3
    window.action("view.theme.contrast").trigger()
    assert (half.typed(), QApplication.focusWidget()) == (before, field)
    half.key(Key.Key_Plus, CONTROL)
    assert theme().zoom_percent > 100
    window.set_theme("dark", 200)
    QApplication.processEvents()
    assert (theme().zoom_percent, half.typed(), QApplication.focusWidget()) == (200, before, field)
    half.enter()
    half.lines(PAPER[7:])
    half.plus()
    assert half.state("116") == State.SETTLED
    assert half.figures("116") == PAPER
    half.key(Key.Key_0, CONTROL)
    assert theme().zoom_percent == 100


def test_the_choice_of_language_theme_and_size_is_kept_for_the_next_start(half: Office) -> None:
    half.window.action("view.language.kk").trigger()
    half.window.action("view.theme.dark").trigger()
    half.key(Key.Key_Plus, CONTROL)
    kept = settings.load()
    assert (kept.language, kept.theme, kept.zoom_percent) == ("kk", "dark", theme().zoom_percent)
    assert theme().zoom_percent > 100
