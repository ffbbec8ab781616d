"""The small language of relations: text to a tree. What the names mean is decided in ``meaning``; nothing is computed here."""

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from electdesk.domain.forms.problems import RuleProblem

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR = r"""
?start: either
?either: both | either _OR both -> or_
?both: denial | both _AND denial -> and_
?denial: comparison | _NOT denial -> not_
?comparison: total | total (COMPARE total)+ -> compare
?total: product | total "+" product -> add | total _MINUS product -> subtract
?product: signed | product _TIMES signed -> multiply | product _DIVIDE signed -> divide
?signed: atom | _MINUS signed -> negate | "+" signed
?atom: NUMBER -> number | STRING -> text | LINE -> line | NAME -> name | DOTTED -> dotted | NAMED_SET -> named_set
    | "(" either ")" | NAME "(" [either ("," either)*] ")" -> call | CONTEST -> contest
COMPARE: "==" | "!=" | "<>" | ">=" | "<=" | "=>" | "=<" | "=" | ">" | "<" | "≥" | "≤" | "≠"
_OR.3: /or\b/i
_AND.3: /and\b/i
_NOT.3: /not\b/i
_MINUS: "-" | "−" | "–"
_TIMES: "*" | "×" | "·"
_DIVIDE: "/" | "÷"
NUMBER: /\d+(\.\d+)?/
STRING: /"[^"]*"|'[^']*'/
LINE: /\[[^\[\]]*\]/
CONTEST.3: /contest\s*\(\s*("[^"]*"|'[^']*'|[\w-]+)\s*\)\s*\.\s*(\[[^\[\]]*\]|\w+)/
NAMED_SET.2: /(group|of)\s*:\s*(\[[^\[\]]*\]|[\w.-]+)/
DOTTED.2: /[^\W\d]\w*\.[^\W\d]\w*/
NAME: /[^\W\d]\w*/
%ignore /\s+/
"""

DEEPEST: Final = 150
"""A rule of more terms or brackets inside each other than this is no rule that a person checks on paper."""

COMPARISONS: Final = {"==": "=", "<>": "!=", "≠": "!=", "≥": ">=", "=>": ">=", "≤": "<=", "=<": "<="}


class Number(msgspec.Struct, frozen=True, tag=True):
    """A constant; a fraction only where it is rounded (inside ceil, floor, percent)."""

    value: Fraction


class Words(msgspec.Struct, frozen=True, tag=True):
    """A quoted text: the id of an option."""

    value: str


class LineName(msgspec.Struct, frozen=True, tag=True):
    """A line or choice by official number or id; ``bare`` when it stood without brackets."""

    name: str
    bare: bool


class Dotted(msgspec.Struct, frozen=True, tag=True):
    """Two names with a dot: register.voters, turnout.last, list.total, list.candidates."""

    name: str


class ContestLine(msgspec.Struct, frozen=True, tag=True):
    """A line of another contest of the same station."""

    contest: str
    line: str


class NamedSet(msgspec.Struct, frozen=True, tag=True):
    """The lines of a group (group:ID) or the parts of a line (of:ID)."""

    kind: str
    name: str


class Call(msgspec.Struct, frozen=True, tag=True):
    """A function by its name, not yet known to exist."""

    name: str
    arguments: tuple["Tree", ...]


class Negative(msgspec.Struct, frozen=True, tag=True):
    """Minus in front."""

    inner: "Tree"


class Binary(msgspec.Struct, frozen=True, tag=True):
    """One of + - * /."""

    operator: str
    left: "Tree"
    right: "Tree"


class Compare(msgspec.Struct, frozen=True, tag=True):
    """A chain a >= b >= c; usually of one step."""

    sides: tuple["Tree", ...]
    operators: tuple[str, ...]


class Logic(msgspec.Struct, frozen=True, tag=True):
    """One of and, or."""

    operator: str
    left: "Tree"
    right: "Tree"


class Not(msgspec.Struct, frozen=True, tag=True):
    """The opposite of a condition."""

    inner: "Tree"


Tree = Number | Words | LineName | Dotted | ContestLine | NamedSet | Call | Negative | Binary | Compare | Logic | Not


def parse_rule(text: str) -> Tree:
    """The tree of a rule. Raises RuleProblem: "rule_syntax" with ``column`` (from 1), ``found``, ``hint``; or "too_deep"."""
    from lark.exceptions import UnexpectedInput, UnexpectedToken

    if not text.strip():
        raise RuleProblem("rule_empty")
    try:
        return _tree(_parser().parse(text))
    except UnexpectedInput as error:
        column = max(error.column, 1) if isinstance(error.column, int) else 1
        found = str(error.token) if isinstance(error, UnexpectedToken) else text[column - 1 : column]
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        at = len(text) + 1 if ended else column
        raise RuleProblem(
            "rule_syntax", column=at, found="" if ended else found, rule=text, hint=_hint(text, column, ended)
        ) from None


def _hint(text: str, column: int, ended: bool) -> str:
    """Why a rule most likely does not parse: ended, brackets (3а without them), range, parenthesis, other."""
    if "…" in text or ".." in text:
        return "range"
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return "parenthesis"
    if ended:
        return "ended"
    before = text[: column - 1].rstrip()
    return "brackets" if before[-1:].isdigit() and text[column - 1 : column].isalpha() else "other"


@cache
def _parser() -> "Lark":
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


_BINARY = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}


def _tree(node: Any, depth: int = 1) -> Tree:
    """A lark tree as our own: the only function that knows lark's shapes."""
    if depth > DEEPEST:
        raise RuleProblem("too_deep", limit=DEEPEST)
    deeper = depth + 1
    kind, parts = node.data, node.children
    if kind in _BINARY:
        return Binary(_BINARY[kind], _tree(parts[0], deeper), _tree(parts[1], deeper))
    if kind in ("or_", "and_"):
        return Logic(kind[:-1], _tree(parts[0], deeper), _tree(parts[1], deeper))
    if kind == "compare":
        operators = tuple(COMPARISONS.get(str(sign), str(sign)) for sign in parts[1::2])
        return Compare(tuple(_tree(part, deeper) for part in parts[::2]), operators)
    if kind == "not_":
        return Not(_tree(parts[0], deeper))
    if kind == "negate":
        return Negative(_tree(parts[0], deeper))
    if kind == "call":
        return Call(str(parts[0]), tuple(_tree(part, deeper) for part in parts[1:]))
    return _leaf(kind, str(parts[0]))


def _leaf(kind: str, text: str) -> Tree:
    if kind == "number":
        return Number(Fraction(text))
    if kind == "text":
        return Words(text[1:-1])
    if kind == "line":
        return LineName(_bare(text), bare=False)
    if kind == "name":
        return LineName(text, bare=True)
    if kind == "dotted":
        return Dotted(text)
    if kind == "contest":
        contest, _, line = text.partition("(")[2].partition(")")
        return ContestLine(_bare(contest.strip()), _bare(line.strip(" .\t")))
    first, _, second = text.partition(":")
    return NamedSet(first.strip(), _bare(second.strip()))


def _bare(token: Any) -> str:
    return str(token).strip("[]\"'").strip()
