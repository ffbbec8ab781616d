"""Three themes, one face, sizes from 75 to 200 %: readable everywhere and changed while the window stands."""

import re

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from electdesk.ui.look import apply_theme, icon, icon_names, icon_pixmap, next_zoom, notifier, px, theme
from electdesk.ui.look.fonts import letter_size, make_font
from electdesk.ui.look.stylesheet import make_stylesheet
from electdesk.ui.look.tokens import THEMES, ThemeName, Tone, contrast_ratio

TONES: tuple[Tone, ...] = ("ok", "warn", "err", "park", "none", "info")
KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі№≤≥≠"


@pytest.fixture(autouse=True)
def put_back(qapp: QApplication) -> None:
    """Each test starts from light at 100 %."""
    apply_theme(qapp, "light", 100)


@pytest.mark.parametrize("name", list(THEMES))
def test_words_of_every_tone_stand_out_from_their_ground(name: ThemeName) -> None:
    tokens = THEMES[name]
    least = 6.5 if name == "contrast" else 4.5
    pairs: dict[str, tuple[str, str]] = {tone: (tokens.text_of(tone), tokens.ground_of(tone)) for tone in TONES}
    pairs |= {
        f"{role} on {ground}": (getattr(tokens, role), getattr(tokens, ground))
        for role in ("ink", "ink2", "accent")
        for ground in ("surface", "surface2", "canvas")
    }
    pairs |= {"rail": (tokens.rail_ink, tokens.rail), "rail on": (tokens.rail_on_ink, tokens.rail_on)}
    pairs |= {"button": (tokens.on_accent, tokens.accent), "selected": (tokens.ink, tokens.accent_bg)}
    weak = {which: round(contrast_ratio(*pair), 2) for which, pair in pairs.items() if contrast_ratio(*pair) < least}
    assert weak == {}


@pytest.mark.parametrize("name", list(THEMES))
def test_frames_of_fields_stand_out_from_the_card(name: ThemeName) -> None:
    tokens = THEMES[name]
    assert contrast_ratio(tokens.edge, tokens.surface) >= 3


@pytest.mark.parametrize("name", list(THEMES))
@pytest.mark.parametrize("zoom", [75, 100, 200])
def test_the_sheet_has_no_hole_and_no_colour_that_is_not_a_token(name: ThemeName, zoom: int, qapp: QApplication) -> None:
    tokens = THEMES[name]
    sheet = make_stylesheet(tokens, zoom)
    known = {str(getattr(tokens, role)) for role in tokens.__struct_fields__}
    assert set(re.findall(r"#[0-9a-f]{6}\b", re.sub(r'url\("[^"]*"\)', "", sheet))) <= known
    assert sheet.count("{") == sheet.count("}")
    assert re.findall(r"\{\w+\}", sheet) == []


def test_every_letter_the_commissions_need_is_in_the_loaded_face() -> None:
    assert "Source Sans Pro" in QFontDatabase.families()
    font = make_font(13, 100)
    assert QFontInfo(font).family() == "Source Sans Pro"

    raw = QRawFont.fromFont(font)
    assert [letter for letter in KAZAKH if not raw.supportsCharacter(ord(letter))] == []
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_sizes_follow_the_zoom_and_a_hairline_stays(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    assert (px(27), px(1), px(0), theme().font(13).pixelSize()) == (54, 2, 0, letter_size(13, 200))
    apply_theme(qapp, "light", 75)
    assert (px(27), px(1)) == (20, 1)


def test_zoom_steps_end_at_75_and_200() -> None:
    assert [next_zoom(size, 1) for size in (75, 100, 200)] == [80, 110, 200]
    assert [next_zoom(size, -1) for size in (75, 100, 200)] == [75, 90, 175]
    assert next_zoom(175, 0) == 100


def test_a_change_is_told_after_it_is_on(qapp: QApplication) -> None:
    seen: list[tuple[str, int]] = []

    def note() -> None:
        seen.append((theme().tokens.name, theme().zoom_percent))

    notifier().changed.connect(note)
    apply_theme(qapp, "dark", 125)
    apply_theme(qapp, "dark", next_zoom(125, 1))
    apply_theme(qapp, "dark", next_zoom(150, 0))
    notifier().changed.disconnect(note)
    assert seen == [("dark", 125), ("dark", 150), ("dark", 100)]


def test_a_size_out_of_range_is_brought_to_the_nearest(qapp: QApplication) -> None:
    assert (apply_theme(qapp, "light", 20).zoom_percent, apply_theme(qapp, "light", 900).zoom_percent) == (75, 200)


def test_the_system_is_followed_when_asked(qapp: QApplication) -> None:
    assert apply_theme(qapp, "system").tokens.name in ("light", "dark")


def test_widgets_that_stand_take_the_new_face_size(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("871")
    qtbot.addWidget(label)
    label.show()
    apply_theme(qapp, "dark", 200)
    assert (label.font().family(), label.fontInfo().pixelSize()) == ("Source Sans Pro", letter_size(13, 200))


@pytest.mark.parametrize("name", icon_names())
def test_every_drawing_is_drawn_in_the_colour_asked_for(name: str, qapp: QApplication) -> None:
    image = icon_pixmap(name, "#b0231b", 24, 2.0).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255}
    assert colours == {"#b0231b"}


def test_an_icon_takes_a_role_of_the_theme(qapp: QApplication) -> None:
    assert not icon("check", "ok", 16).isNull()
    with pytest.raises(FileNotFoundError):
        icon("no such drawing")


def test_a_change_of_size_tells_each_widget_twice_however_deep_it_lies(qapp: QApplication, qtbot: QtBot) -> None:
    """Qt tells a widget once for each of its ancestors where one style sheet takes the place of another."""
    told: list[int] = []

    class Deep(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            super().changeEvent(event)
            if event.type() == QEvent.Type.StyleChange:
                told.append(theme().zoom_percent)

    outer = QWidget()
    qtbot.addWidget(outer)
    within = outer
    for _ in range(12):
        within = QWidget(within)
    Deep("871", within)
    apply_theme(qapp, "light", 100)
    outer.show()
    told.clear()
    apply_theme(qapp, "light", 150)
    assert told == [150, 150]
