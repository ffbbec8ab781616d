"""Finds the texts of the program in its source: the literals given to `tr`, `ntr`, `ptr` and `N_`.

It reads Python's own syntax tree, so a call inside an f-string is found too (a scanner of tokens passes over it before
Python 3.12), and a text that is not a literal is reported instead of being passed over.
"""

import ast
import string
from pathlib import Path
from typing import Final, NamedTuple

Key = tuple[str | None, str, str | None]
"""Context, text, plural text."""

DYNAMIC: Final = "# i18n: dynamic"
"""Stands on the line of a call whose text comes out of a table marked with N_."""

_ARGUMENTS: Final = {"tr": ("text",), "N_": ("text",), "ntr": ("one", "many"), "ptr": ("context", "text")}


class Text(NamedTuple):
    """One text of the program."""

    key: Key
    place: str
    """File and line of its first use."""


def texts_below(folder: Path) -> tuple[list[Text], list[str]]:
    """All texts of a folder's Python files, each once, in the order of the files; and what is wrong with the calls."""
    texts: dict[Key, Text] = {}
    wrong: list[str] = []
    for file in sorted(folder.rglob("*.py")):
        name = file.relative_to(folder.parent).as_posix()
        found, problems = texts_of(file.read_text("utf-8"), name)
        wrong.extend(problems)
        for text in found:
            texts.setdefault(text.key, text)
    wrong.extend(_clashes(texts))
    return list(texts.values()), wrong


def texts_of(source: str, name: str) -> tuple[list[Text], list[str]]:
    """The texts of one source, and what is wrong with its calls. Raises SyntaxError."""
    lines = source.splitlines()
    texts: list[Text] = []
    wrong: list[str] = []
    for node in ast.walk(ast.parse(source, name)):
        if not isinstance(node, ast.Call) or (called := _name(node.func)) not in _ARGUMENTS:
            continue
        place = f"{name}:{node.lineno}"
        wanted = _ARGUMENTS[called]
        values = [_literal(argument) for argument in node.args[: len(wanted)]]
        if len(values) < len(wanted) or None in values:
            if not any(DYNAMIC in line for line in lines[node.lineno - 1 : node.end_lineno]):
                wrong.append(f"{place}: the text given to {called}() is not a literal (or mark the line with {DYNAMIC!r})")
            continue
        first, second = str(values[0]), str(values[-1])
        key: Key = {"ntr": (None, first, second), "ptr": (first, second, None)}.get(called, (None, first, None))
        texts.append(Text(key, place))
        wrong.extend(f"{place}: {problem}" for problem in _wrong_fields(node, called, key))
    return texts, wrong


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _wrong_fields(node: ast.Call, called: str, key: Key) -> list[str]:
    """Fields of the text that the call does not fill, or the other way round; braces that do not match, numbered fields."""
    problems = []
    fields: set[str] = set()
    for text in (part for part in key[1:] if part is not None):
        try:
            fields |= {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError as wrong:
            problems.append(f"{text!r}: {wrong}")
    if not all(field.isidentifier() for field in fields):
        problems.append(f"{key[1]!r}: fields need plain names")
    given = {keyword.arg for keyword in node.keywords}
    if called != "N_" and None not in given and not problems:
        if called == "ntr":
            given.add("n")
            # A form for one may do without its number.
            fields.add("n")
        # Without any argument the text is given on as it is, to be filled in later.
        if given and given != fields:
            problems.append(f"{key[1]!r} has the fields {sorted(fields)}, the call fills {sorted(map(str, given))}")
        if not given and fields:
            problems.append(f"{key[1]!r}: its fields are not filled")
    return problems


def _clashes(texts: dict[Key, Text]) -> list[str]:
    """A text that stands once with and once without a plural: gettext keeps both under one key."""
    plain = {(context, one): text for (context, one, many), text in texts.items() if many is None}
    return [
        f"{text.place}: {one!r} is also used without a plural at {plain[context, one].place}: name them apart with ptr()"
        for (context, one, many), text in texts.items()
        if many is not None and (context, one) in plain
    ]
