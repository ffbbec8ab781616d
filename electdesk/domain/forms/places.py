"""Where things stand in a TOML text. The reader of the standard library keeps no line numbers, and an error needs one."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def places_of(text: str) -> dict[Path, int]:
    """The line (from 1) of each table and key: ("relation", 3) and ("relation", 3, "rule") for the fourth ``[[relation]]``."""
    places: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if quotes:
            quotes = "" if line.count(quotes) % 2 else quotes
            continue
        header = _HEADER.match(line)
        if header:
            here = _enter(_parts(header.group(2)), header.group(1) == "[[", counts)
            places.setdefault(here, number)
            continue
        key = _KEY.match(line)
        if key:
            path = here + tuple(_parts(key.group(1)))
            for length in range(len(here) + 1, len(path) + 1):
                places.setdefault(path[:length], number)
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                quotes = mark
    return places


def line_of(places: dict[Path, int], path: Path) -> int:
    """The line of the path, or of the nearest thing that encloses it; 0 when nothing does."""
    while path:
        for here in (path, (*path, 0)):
            if here in places:
                return places[here]
        path = path[:-1]
    return 0


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", dotted)]


def _enter(parts: list[str], is_array: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for depth, part in enumerate(parts):
        path = (*path, part)
        last = depth == len(parts) - 1
        if last and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
