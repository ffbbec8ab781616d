"""Theme, letters, icons and size: how everything looks. Knows no page and no election."""

from electdesk.ui.look.icons import icon_names, icon_pixmap, paint_icon
from electdesk.ui.look.theme import (
    Theme,
    ThemeChoice,
    ThemeNotifier,
    apply_theme,
    icon,
    next_zoom,
    notifier,
    px,
    theme,
    theme_choice,
)
from electdesk.ui.look.tokens import ThemeName, Tokens, Tone

__all__ = [
    "Theme",
    "ThemeChoice",
    "ThemeName",
    "ThemeNotifier",
    "Tokens",
    "Tone",
    "apply_theme",
    "icon",
    "icon_names",
    "icon_pixmap",
    "next_zoom",
    "notifier",
    "paint_icon",
    "px",
    "theme",
    "theme_choice",
]
