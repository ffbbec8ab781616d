"""Every key of the program by the page it belongs to: the one list that the key card is written from."""

from typing import Final

import msgspec

from electdesk.i18n import ptr, tr
from electdesk.ui.parts import Words, say


class KeyGroup(msgspec.Struct, frozen=True):
    """The keys of one page: (keys as caps, what they do)."""

    title: Words
    keys: tuple[tuple[str, Words], ...]


KEY_CARD: Final[tuple[KeyGroup, ...]] = (
    KeyGroup(
        lambda: tr("Everywhere"),
        (
            ("Ctrl+O", lambda: tr("open a region")),
            ("Ctrl+N", lambda: tr("new region")),
            ("Ctrl+S", lambda: tr("backup copy now; every change is saved already")),
            ("Ctrl+Shift+S", lambda: tr("save a copy")),
            ("Ctrl+I", lambda: tr("import from a table; F9 there reads the file again")),
            ("Ctrl+P", lambda: tr("print what is chosen")),
            ("Ctrl+Z", lambda: tr("undo")),
            ("Ctrl+Y", lambda: tr("redo what was undone last")),
            ("Ctrl+G, Ctrl+F", lambda: tr("find a station")),
            ("Ctrl+C", lambda: tr("copy, also whole tables for a workbook")),
            ("Ctrl+E", lambda: tr("save the list as a workbook or CSV")),
            ("Ctrl++, Ctrl+−, Ctrl+0", lambda: tr("larger, smaller, usual size")),
            ("Ctrl+H", lambda: tr("history of the station")),
            ("Ctrl+Shift+L, D, H, Y", lambda: tr("light, dark, high contrast, as the system")),
            ("Ctrl+Shift+R, K, E", lambda: tr("Russian, Kazakh, English")),
            ("Ctrl+Shift+O", lambda: tr("restore from a backup copy")),
            ("Ctrl+Shift+V", lambda: tr("verify the file")),
            ("F7", lambda: tr("report an incident; Shift+F7 where F7 has another use")),
            ("F11", lambda: tr("full screen")),
            ("Shift+F11", lambda: tr("view for the hall; Esc leaves it")),
            ("F1", lambda: tr("this help")),
        ),
    ),
    KeyGroup(
        lambda: tr("Entry"),
        (
            ("Enter, Tab, ↓", lambda: tr("next field; Enter of the number pad too")),
            ("Shift+Tab, ↑", lambda: tr("field before")),
            ("+", lambda: tr("finish and next station")),
            ("/", lambda: tr("no number on the paper (this is not zero)")),
            ("*", lambda: tr("note to the line")),
            ("F2", lambda: tr("confirm a finding with a reason")),
            ("F3", lambda: tr("another station")),
            ("F4", lambda: tr("correct a finished entry, with a reason")),
            ("F5", lambda: tr("park the entry, with a reason")),
            ("F6", lambda: tr("go to a line by its number")),
            ("F7", lambda: tr("register a new paper")),
            ("F8", lambda: tr("clear the field")),
            ("F9", lambda: tr("check all lines")),
            ("Shift+↑, Shift+↓", lambda: tr("move a number one line up or down")),
            ("Esc", lambda: tr("back; nothing is lost")),
        ),
    ),
    KeyGroup(
        lambda: tr("Reception"),
        (
            ("Enter", lambda: tr("find the station, then field by field")),
            ("+", lambda: tr("accept the protocol; its receipt is shown")),
            ("F7", lambda: tr("return the protocol with its defects")),
            ("Esc", lambda: tr("empty the desk")),
        ),
    ),
    KeyGroup(
        lambda: ptr("page", "Turnout"),
        (
            ("Enter", lambda: tr("save the number; the next station without a report")),
            ("/", lambda: tr("no answer: the next one")),
            ("↑, ↓", lambda: tr("the station above or below")),
            ("PgUp, PgDn", lambda: tr("the hour before or behind")),
            ("*", lambda: tr("hours and list of the station")),
            ("F2", lambda: tr("confirm a finding with a reason")),
            ("F8", lambda: tr("clear the field")),
        ),
    ),
    KeyGroup(
        lambda: tr("Table of stations"),
        (
            ("0 … 9", lambda: tr("jump to the station with this number")),
            ("Enter", lambda: tr("open the station for entry")),
            ("*", lambda: tr("note to the station; Ctrl+Enter keeps it")),
            ("Shift+↑, Shift+↓", lambda: tr("choose several stations")),
            ("Ctrl+A", lambda: tr("choose all stations shown")),
            ("Ctrl+Shift+F", lambda: tr("filter the table")),
        ),
    ),
    KeyGroup(
        lambda: tr("Documents"),
        (
            ("Enter", lambda: tr("preview")),
            ("Ctrl+P", lambda: tr("print")),
            ("PgUp, PgDn", lambda: tr("page before, next page")),
            ("Esc", lambda: tr("stop the work that runs")),
        ),
    ),
)


def key_card_markdown() -> str:
    """The key card in the language in use: one table a page."""
    parts = [f"# {tr('Keys')}"]
    for group in KEY_CARD:
        parts.append(f"## {say(group.title)}")
        rows = [f"| **{key}** | {say(words)} |" for key, words in group.keys]
        parts.append("\n".join((f"| {tr('Key')} | {tr('What it does')} |", "|:--|:--|", *rows)))
    return "\n\n".join(parts) + "\n"
