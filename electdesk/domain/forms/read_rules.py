"""Rules of the shelf's forms that were read when the program was set up: a start needs no grammar to know what they say.

The table is a file beside the forms, rule → tree, made by ``python -m tools.rules``. A tree follows from the text of its rule and from
``grammar.py`` alone, and a table made by another ``grammar.py`` is not looked at: so it can be missing, but not out of date. A rule that
it does not have, as in a form of the user's own, is read by the grammar.
"""

import hashlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.domain.forms import grammar
from electdesk.domain.forms.form import Form
from electdesk.paths import resources_dir


class Table(msgspec.Struct, frozen=True):
    """``grammar``: the SHA-256 of the source that made it; ``trees``: by the text of the rule, each left as JSON until it is asked for."""

    grammar: str
    trees: dict[str, msgspec.Raw]


NOTHING: Final[Mapping[str, msgspec.Raw]] = {}


def rules_of(form: Form) -> set[str]:
    """Every text of a form that the grammar reads: rules, guards, standing meanings, and when a line may stay empty."""
    relations = {text for relation in form.relations for text in (relation.rule, relation.when)}
    return (relations | set(form.roles.values()) | {line.optional_when for line in form.lines}) - {""}


def write_table(rules: Iterable[str], file: Path) -> None:
    """Read the rules by the grammar and keep their trees. Raises RuleProblem for one that is none, OSError."""
    trees = {text: msgspec.Raw(msgspec.json.encode(grammar.parse_rule(text), enc_hook=str)) for text in sorted(rules)}
    file.write_bytes(msgspec.json.encode(Table(_source_sum(), trees)))


def table_file() -> Path:
    """Where the table of the shelf lies, if the program was set up."""
    return resources_dir() / "forms" / "rules.json"


@cache
def trees_in(file: Path) -> Mapping[str, msgspec.Raw]:
    """The trees of a table, still as JSON; none where it is missing, not readable, or made by another grammar."""
    try:
        table = msgspec.json.decode(file.read_bytes(), type=Table)
        return table.trees if table.grammar == _source_sum() else NOTHING
    except (OSError, msgspec.DecodeError):
        return NOTHING


@lru_cache(maxsize=2048)
def rule_tree(text: str) -> grammar.Tree:
    """The tree of a rule, from the table or by the grammar. Raises RuleProblem as ``grammar.parse_rule`` does."""
    found = trees_in(table_file()).get(text)
    return grammar.parse_rule(text) if found is None else _TREES.decode(found)


def _fraction(kind: type, value: Any) -> Fraction:
    return Fraction(value)


_TREES: Final[msgspec.json.Decoder[grammar.Tree]] = msgspec.json.Decoder(grammar.Tree, dec_hook=_fraction)


@cache
def _source_sum() -> str:
    return hashlib.sha256(Path(grammar.__file__).read_bytes()).hexdigest()
