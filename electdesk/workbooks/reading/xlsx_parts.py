"""The parts of an XLSX around its sheets: which sheets there are, how numbers are shown, texts that cells share."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from electdesk.workbooks.reading.archive import Archive
from electdesk.workbooks.reading.cell_text import unescaped
from electdesk.workbooks.reading.number_formats import BUILT_IN, PLAIN, NumberFormat, format_of
from electdesk.workbooks.reading.plain_xml import NotPlain, plain_text
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.safe_xml import listen, local, tree

_YES: Final = ("1", "true", "on")


class SheetPart(NamedTuple):
    """One sheet of figures: its name, the member it lies in, whether it is hidden."""

    name: str
    member: str
    hidden: bool


class Look(NamedTuple):
    """How a cell is shown: its number format, and whether an apostrophe was typed before its text."""

    numbers: NumberFormat = PLAIN
    apostrophe: bool = False


class Workbook(NamedTuple):
    """What is known before the first sheet is read. ``format``: xlsx or xlsm."""

    format: str
    sheets: list[SheetPart]
    since_1904: bool
    recomputed: bool
    """The writing program left the results of formulas to the one that opens the file; a stored 0 is then no result."""
    looks: list[Look]
    shared: str
    """The member with the shared texts, "" where there are none."""
    notes: list[str]


def read_workbook(archive: Archive) -> Workbook:
    """Refuses source_damaged where parts that a workbook cannot do without are missing."""
    main = _main_part(archive)
    root = tree(archive.read(main))
    if local(root.tag) != "workbook":
        raise Refused("source_damaged", error="workbook")
    relations = relations_of(archive, main)
    sheets, notes = [], []
    for sheet in root.iter("sheet"):
        kind, member = relations.get(sheet.get("id", ""), ("", ""))
        if kind == "worksheet" and member:
            sheets.append(SheetPart(sheet.get("name", ""), member, sheet.get("state", "visible") != "visible"))
        elif "macrosheet" in kind.casefold():
            notes.append("macros")
    properties = root.find("workbookPr")
    computed = root.find("calcPr")
    styles = next((member for kind, member in relations.values() if kind == "styles"), "")
    notes += notes_of(archive, {kind for kind, _ in relations.values()})
    return Workbook(
        format="xlsm" if b"macroEnabled.main" in _content_types(archive) else "xlsx",
        sheets=sheets,
        since_1904=properties is not None and properties.get("date1904", "") in _YES,
        recomputed=computed is not None and computed.get("fullCalcOnLoad", "") in _YES,
        looks=_looks(tree(archive.read(styles))) if styles else [],
        shared=next((member for kind, member in relations.values() if kind == "sharedStrings"), ""),
        notes=sorted(set(notes)),
    )


def notes_of(archive: Archive, kinds: set[str]) -> list[str]:
    """What the file holds beside its tables: macros, external_links, embedded. None of it is opened."""
    found = []
    if archive.has_under("xl/vbaproject", "xl/macrosheets/"):
        found.append("macros")
    if {"externalLink", "connections"} & kinds or archive.has_under("xl/externallinks/", "xl/querytables/"):
        found.append("external_links")
    if archive.has_under("xl/embeddings/", "xl/activex/"):
        found.append("embedded")
    return found


def _content_types(archive: Archive) -> bytes:
    name = archive.find("[Content_Types].xml")
    return archive.read(name) if name else b""


def _main_part(archive: Archive) -> str:
    kinds = relations_of(archive, "")
    for kind, member in kinds.values():
        if kind == "officeDocument" and member:
            return member
    name = archive.find("xl/workbook.xml")
    if name is None:
        raise Refused("source_damaged", error="workbook")
    return name


def relations_of(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Id → (kind, member) of what a part refers to inside the archive; the member is "" where it is missing or outside."""
    folder, name = posixpath.split(part)
    member = archive.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if member is None:
        return {}
    found = {}
    for relation in tree(archive.read(member)).iter("Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        inside = relation.get("TargetMode", "") != "External"
        whole = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = (kind, (archive.find(whole) or "") if inside else "")
    return found


def _looks(root: Element) -> list[Look]:
    own = {}
    for each in root.iter("numFmt"):
        number = each.get("numFmtId", "")
        if number.isdigit():
            own[int(number)] = format_of(each.get("formatCode", ""))
    cells = root.find("cellXfs")
    found = []
    for each in cells if cells is not None else ():
        named = each.get("numFmtId", "0")
        place = int(named) if named.isdigit() else 0
        found.append(Look(own.get(place, BUILT_IN.get(place, PLAIN)), each.get("quotePrefix", "") in _YES))
    return found


_SHARED: Final = re.compile(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>")
_SHARED_START: Final = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*<sst [^>]*>")


def shared_texts(archive: Archive, member: str) -> list[str]:
    """The texts that cells name by their place. Formatted runs are joined, readings of other alphabets left out."""
    if not member:
        return []
    data = b"".join(archive.chunks(member))
    return _plain_shared(data) or list(_any_shared(data))


def _plain_shared(data: bytes) -> list[str]:
    """The usual writing, ten times faster than an XML parser; nothing where the part holds anything else."""
    head = _SHARED_START.match(data)
    if head is None or b"<!" in data or (b"encoding" in head[0] and b"UTF-8" not in head[0].upper()):
        return []
    found = _SHARED.findall(text := data[head.end() :].decode("utf-8", errors="replace"))
    if text.count("<") != 4 * len(found) + 1 or "\ufffd" in text:
        return []
    try:
        return [unescaped(plain_text(each)) for each in found]
    except NotPlain:
        return []


def _any_shared(data: bytes) -> Iterator[str]:
    texts: list[str] = []
    parts: list[str] = []
    state = {"text": False, "reading": False}

    def start(name: str, _: dict[str, str]) -> None:
        bare = local(name)
        if bare == "si":
            parts.clear()
        elif bare == "rPh":
            state["reading"] = True
        elif bare == "t":
            state["text"] = not state["reading"]

    def end(name: str) -> None:
        bare = local(name)
        if bare == "si":
            texts.append(unescaped("".join(parts)))
        elif bare == "rPh":
            state["reading"] = False
        elif bare == "t":
            state["text"] = False

    listen([data], start, end, lambda text: parts.append(text) if state["text"] else None)
    return iter(texts)
