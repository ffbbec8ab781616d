"""The view menu: size, colours, language, full screen; what is chosen is ticked and kept for the next start."""

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from electdesk import settings
from electdesk.i18n import LANGUAGES, OWN_NAMES, language, tr, use_language
from electdesk.ui.look import apply_theme, next_zoom, theme_choice
from electdesk.ui.look import theme as current_look
from electdesk.ui.parts.following import Words, announce_language

if TYPE_CHECKING:
    from electdesk.ui.window.main import MainWindow

THEMES: Final[tuple[tuple[str, Words, str], ...]] = (
    ("system", lambda: tr("As the system"), "Ctrl+Shift+Y"),
    ("light", lambda: tr("Light theme"), "Ctrl+Shift+L"),
    ("dark", lambda: tr("Dark theme"), "Ctrl+Shift+D"),
    ("contrast", lambda: tr("High contrast"), "Ctrl+Shift+H"),
)
TOGETHER_MS: Final = 120
"""Milliseconds after a change of size in which further steps are only counted: a key held down paints the window once or twice, not
once a step."""
LANGUAGE_KEYS: Final = {"ru": "Ctrl+Shift+R", "kk": "Ctrl+Shift+K", "en": "Ctrl+Shift+E"}


class ViewMenu:
    """The actions of the view menu and what they do, for one window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._wanted_zoom = 0
        self._together = QTimer(window, singleShot=True, interval=TOGETHER_MS)
        self._together.timeout.connect(self._take_zoom)

    def build(self) -> None:
        """Add the actions to the window's menu."""
        window = self._window
        window.add_zoom_actions(self._zoom)
        window.add_separator("view")
        for name, words, key in THEMES:
            slot = partial(self.set_theme, name)
            window.add_action("view", f"view.theme.{name}", words, key, slot, checkable=True)
        window.add_separator("view")
        for lang in LANGUAGES:
            slot = partial(self.set_language, lang)
            window.add_action("view", f"view.language.{lang}", OWN_NAMES[lang], LANGUAGE_KEYS[lang], slot, checkable=True)
        window.add_separator("view")
        window.add_action("view", "view.fullscreen", lambda: tr("Full screen"), "F11", self._full_screen)

    def set_language(self, lang: str) -> None:
        """Switch every word of the window, at once."""
        keep(language=lang)
        use_language(lang)  # type: ignore[arg-type]
        announce_language(_application())
        self.tick()

    def set_theme(self, name: str, zoom: int | None = None) -> None:
        """Switch the colours, and the size where one is given."""
        apply_theme(_application(), name, zoom or current_look().zoom_percent)  # type: ignore[arg-type]
        keep(theme=name, zoom_percent=current_look().zoom_percent)
        self.tick()

    def _zoom(self, step: int) -> None:
        """The first step is taken at once; those that come while it is being painted are taken together after it."""
        self._wanted_zoom = next_zoom(self._wanted_zoom or current_look().zoom_percent, step)
        if not self._together.isActive():
            self._take_zoom()

    def _take_zoom(self) -> None:
        wanted, self._wanted_zoom = self._wanted_zoom, 0
        if wanted and wanted != current_look().zoom_percent:
            self.set_theme(theme_choice(), wanted)
            self._together.start()

    def tick(self) -> None:
        """Tick what is chosen now."""
        kept = settings.load()
        for name, _, _ in THEMES:
            self._window.action(f"view.theme.{name}").setChecked(kept.theme == name)
        for lang in LANGUAGES:
            self._window.action(f"view.language.{lang}").setChecked(language() == lang)

    def _full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()


def keep(**changes: object) -> None:
    """Keep settings. A settings file that cannot be written (a full disk, a locked profile) must not stop the work."""
    with contextlib.suppress(OSError, ValueError):
        settings.change(**changes)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
