"""The look that is on now: which theme and which size. Everything that paints asks here, so a change reaches all of it."""

from typing import Final, Literal

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from electdesk.ui.look.fonts import load_fonts, make_font
from electdesk.ui.look.icons import icon_pixmap
from electdesk.ui.look.palette import make_palette
from electdesk.ui.look.stylesheet import make_stylesheet
from electdesk.ui.look.tokens import LIGHT, THEMES, ZOOM_STEPS, ThemeName, Tokens

ThemeChoice = Literal["system", "light", "dark", "contrast"]

SMALLEST_ZOOM: Final = ZOOM_STEPS[0]
LARGEST_ZOOM: Final = ZOOM_STEPS[-1]


class Theme(msgspec.Struct, frozen=True):
    """The tokens on the screen and the size of everything in percent."""

    tokens: Tokens = LIGHT
    zoom_percent: int = 100

    def px(self, size: float) -> int:
        """Screen pixels of a length drawn as ``size`` at 100 %; a hairline stays one pixel."""
        return max(1, round(size * self.zoom_percent / 100)) if size > 0 else 0

    def font(self, size: int = 13, *, bold: bool = False) -> QFont:
        """The face at one of the sizes of TYPE_SCALE."""
        return make_font(size, self.zoom_percent, bold=bold)

    def colour(self, role: str) -> QColor:
        """The colour of a role of Tokens. Raises AttributeError for a role that does not exist."""
        return QColor(str(getattr(self.tokens, role)))


class ThemeNotifier(QObject):
    """Tells painters without a widget of their own (charts, models with colours) that the look has changed."""

    changed = Signal()


class _Current:
    """The look of this process: Qt has one application, so there is one look."""

    theme: Theme = Theme()
    choice: ThemeChoice = "light"
    notifier: ThemeNotifier | None = None
    follows_system: bool = False


def theme() -> Theme:
    """The look that is on now."""
    return _Current.theme


def theme_choice() -> ThemeChoice:
    """What was asked for: a theme, or to follow the system."""
    return _Current.choice


def notifier() -> ThemeNotifier:
    """The one teller of changes; its ``changed`` comes after the application has been repainted."""
    if _Current.notifier is None:
        _Current.notifier = ThemeNotifier()
    return _Current.notifier


def px(size: float) -> int:
    """Screen pixels of a length drawn as ``size`` at 100 %."""
    return _Current.theme.px(size)


def icon(name: str, role: str = "ink", size: int = 16) -> QIcon:
    """An icon for buttons and menus in a colour role of the present theme; ``size`` in pixels at 100 %.

    The answer is a picture of now: ask again on StyleChange. Raises FileNotFoundError for a drawing that does not exist.
    """
    look = _Current.theme
    colour = role if role.startswith("#") else look.colour(role).name()
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, colour, look.px(size), ratio))
    off = look.colour("ink2").name()
    made.addPixmap(icon_pixmap(name, off, look.px(size)), QIcon.Mode.Disabled)
    return made


def resolve_name(choice: ThemeChoice) -> ThemeName:
    """The theme to paint for a choice: the system's light or dark when it is to be followed."""
    if choice != "system":
        return choice
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def clamp_zoom(zoom_percent: int) -> int:
    """The nearest size that is offered, 75 to 200 %."""
    return min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom_percent))


def next_zoom(zoom_percent: int, step: int) -> int:
    """The size one step larger (+1) or smaller (-1), or 100 for step 0; stays at either end."""
    if step == 0:
        return 100
    if step > 0:
        return next((size for size in ZOOM_STEPS if size > zoom_percent), LARGEST_ZOOM)
    return next((size for size in reversed(ZOOM_STEPS) if size < zoom_percent), SMALLEST_ZOOM)


def apply_theme(app: QApplication, name: ThemeChoice = "light", zoom_percent: int = 100) -> Theme:
    """Paint the whole application in this theme and size and tell everyone. Returns what is on now."""
    load_fonts()
    chosen = Theme(THEMES[resolve_name(name)], clamp_zoom(zoom_percent))
    # Widgets read the current theme from the StyleChange that setStyleSheet sends: it must stand before.
    _Current.theme = chosen
    _Current.choice = name
    if app.style().objectName() != "fusion" and not app.styleSheet():
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(chosen.font())
    palette: QPalette = make_palette(chosen.tokens)
    app.setPalette(palette)
    # A sheet that replaces another polishes every widget once for each of its ancestors (Qt 6.8: updateObjects goes down from
    # each): 0.65 s for a window with all pages. Taken off and put on, each is polished twice: 0.14 s.
    app.setStyleSheet("")
    app.setStyleSheet(make_stylesheet(chosen.tokens, chosen.zoom_percent))
    _follow_system(app)
    notifier().changed.emit()
    return chosen


def _follow_system(app: QApplication) -> None:
    if _Current.follows_system:
        return
    _Current.follows_system = True

    def system_changed() -> None:
        if _Current.choice == "system" and resolve_name("system") != _Current.theme.tokens.name:
            apply_theme(app, "system", _Current.theme.zoom_percent)

    QGuiApplication.styleHints().colorSchemeChanged.connect(system_changed)
