"""The colour roles of the three themes. A role names a use, never a hue; every colour that is painted comes from here."""

from typing import Final, Literal

import msgspec

ThemeName = Literal["light", "dark", "contrast"]
"""A theme that can be painted. Settings also know "system", which becomes light or dark (see ``theme.resolve_name``)."""

Tone = Literal["ok", "warn", "err", "park", "none", "info"]
"""What a state means to a clerk: done, look at it, wrong, put aside, not there yet, being worked on."""

ZOOM_STEPS: Final = (75, 80, 90, 100, 110, 125, 150, 175, 200)
"""The sizes reached by Ctrl + and Ctrl -, in percent."""

TYPE_SCALE: Final = (11, 12, 13, 14, 15, 17, 18, 22, 32, 44)
"""Letter sizes in use, in pixels at 100 %: labels, text, form lines, questions, digits, headlines."""


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """One theme: a ``#rrggbb`` for each role. ``framed`` themes draw a frame where the others fill."""

    name: ThemeName
    framed: bool = False
    ink: str
    ink2: str
    line: str
    hair: str
    surface: str
    surface2: str
    canvas: str
    edge: str
    rail: str
    rail_ink: str
    rail_on: str
    rail_edge: str
    rail_on_ink: str
    accent: str
    on_accent: str
    accent_bg: str
    field_on: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    warn_edge: str
    err: str
    err_bg: str
    park: str
    park_bg: str
    none: str
    none_bg: str
    bar_final: str
    bar_second: str
    bar_first: str
    bar_diff: str
    bar_park: str
    bar_none: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str
    grid: str
    band: str

    def text_of(self, tone: Tone) -> str:
        """The colour of words and icons of this tone."""
        return self.accent if tone == "info" else str(getattr(self, tone))

    def ground_of(self, tone: Tone) -> str:
        """The ground behind words of this tone."""
        return self.accent_bg if tone == "info" else str(getattr(self, f"{tone}_bg"))


LIGHT: Final = Tokens(
    name="light",
    ink="#1b2430",
    ink2="#566373",
    line="#d9dfe7",
    hair="#eef1f5",
    surface="#ffffff",
    surface2="#f8fafc",
    canvas="#f3f5f8",
    edge="#8592a2",
    rail="#10283f",
    rail_ink="#c9d6e4",
    rail_on="#1b3f60",
    rail_edge="#5fb0f2",
    rail_on_ink="#ffffff",
    accent="#0b65b0",
    on_accent="#ffffff",
    accent_bg="#e6f0fa",
    field_on="#f4f9ff",
    ok="#1c7548",
    ok_bg="#e4f4ea",
    warn="#8a5a00",
    warn_bg="#fff3d3",
    warn_edge="#c98f12",
    err="#b0231b",
    err_bg="#fde8e6",
    park="#6b4fa0",
    park_bg="#efe9f9",
    none="#566373",
    none_bg="#eef1f5",
    bar_final="#1c7548",
    bar_second="#4ba3e0",
    bar_first="#a9d2f0",
    bar_diff="#c8362c",
    bar_park="#7d62b3",
    bar_none="#c9d1db",
    c1="#0072b2",
    c2="#d55e00",
    c3="#009e73",
    c4="#cc79a7",
    c5="#e69f00",
    grid="#e5eaf0",
    band="#edf1f6",
)
DARK: Final = Tokens(
    name="dark",
    ink="#e6ebf1",
    ink2="#a3b2c2",
    line="#33404d",
    hair="#27323d",
    surface="#1b242d",
    surface2="#202b35",
    canvas="#121920",
    edge="#65758a",
    rail="#0b1219",
    rail_ink="#b4c3d2",
    rail_on="#173650",
    rail_edge="#5fb0f2",
    rail_on_ink="#ffffff",
    accent="#6ab4f5",
    on_accent="#0b1a28",
    accent_bg="#1c3c58",
    field_on="#18303f",
    ok="#74d3a0",
    ok_bg="#18392a",
    warn="#f2c868",
    warn_bg="#3b3014",
    warn_edge="#c98f12",
    err="#ff968d",
    err_bg="#46211f",
    park="#c5adf5",
    park_bg="#322849",
    none="#a9b7c6",
    none_bg="#293440",
    bar_final="#3fa873",
    bar_second="#4ba3e0",
    bar_first="#2f6b97",
    bar_diff="#ec6a60",
    bar_park="#9a80d0",
    bar_none="#3b4855",
    c1="#2f93d0",
    c2="#e8752a",
    c3="#1fb58a",
    c4="#d993b8",
    c5="#f0b23a",
    grid="#2c3742",
    band="#242f3a",
)
CONTRAST: Final = Tokens(
    name="contrast",
    framed=True,
    ink="#000000",
    ink2="#000000",
    line="#000000",
    hair="#6b6b6b",
    surface="#ffffff",
    surface2="#ffffff",
    canvas="#ffffff",
    edge="#000000",
    rail="#000000",
    rail_ink="#ffffff",
    rail_on="#ffffff",
    rail_edge="#ffd400",
    rail_on_ink="#000000",
    accent="#00429d",
    on_accent="#ffffff",
    accent_bg="#fff2a8",
    field_on="#fff2a8",
    ok="#00521f",
    ok_bg="#ffffff",
    warn="#5a3a00",
    warn_bg="#ffffff",
    warn_edge="#5a3a00",
    err="#8f0000",
    err_bg="#ffffff",
    park="#3f1f7a",
    park_bg="#ffffff",
    none="#000000",
    none_bg="#ffffff",
    bar_final="#00521f",
    bar_second="#00429d",
    bar_first="#6f9fe0",
    bar_diff="#8f0000",
    bar_park="#3f1f7a",
    bar_none="#ffffff",
    c1="#00429d",
    c2="#a63b00",
    c3="#00664b",
    c4="#8a2f63",
    c5="#7a5200",
    grid="#8a8a8a",
    band="#e8e8e8",
)

THEMES: Final[dict[ThemeName, Tokens]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def contrast_ratio(first: str, second: str) -> float:
    """Contrast of two ``#rrggbb`` colours, 1 to 21. Source: WCAG 2.1, relative luminance."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
