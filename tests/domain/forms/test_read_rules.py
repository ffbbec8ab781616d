"""What was read of the shelf's rules when the program was set up is what the grammar says of them; a rule of one's own needs no table."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.forms import grammar, load_from_shelf, read_rules, shelf
from electdesk.domain.forms.grammar import parse_rule
from electdesk.domain.forms.read_rules import NOTHING, rule_tree, rules_of, table_file, trees_in, write_table

RULES = sorted({text for form_id in shelf() for text in rules_of(load_from_shelf(form_id))})
EVERY_KIND = (
    'not ([1] + 2 * [3а] >= ceil([2] / 3)) and list.total != 0 or [4] = "yes"',
    '-[1] <= sum(group:boxes) <= contest("2").[5]',
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table of the shelf and of rules with every kind of word, looked at instead of the program's own."""
    file = tmp_path / "rules.json"
    write_table([*RULES, *EVERY_KIND], file)
    monkeypatch.setattr(read_rules, "table_file", lambda: file)
    rule_tree.cache_clear()
    yield file
    rule_tree.cache_clear()


def test_every_rule_of_the_shelf_comes_out_of_the_table_as_the_grammar_reads_it(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {text: parse_rule(text) for text in [*RULES, *EVERY_KIND]}
    assert set(trees_in(table)) == set(expected)
    monkeypatch.setattr(grammar, "parse_rule", lambda text: pytest.fail(f"{text} was read again"))
    assert {text: rule_tree(text) for text in expected} == expected


def test_a_rule_that_the_table_does_not_have_is_read_by_the_grammar(table: Path) -> None:
    assert rule_tree("[77] = [78] + 1") == parse_rule("[77] = [78] + 1")


def test_a_table_that_another_grammar_made_is_not_looked_at(table: Path) -> None:
    made = json.loads(table.read_text(encoding="utf-8"))
    older = table.with_name("older.json")
    older.write_text(json.dumps(made | {"grammar": "0" * 64}), encoding="utf-8")
    assert trees_in(older) == NOTHING


@pytest.mark.parametrize("content", [b"", b"{}", b'{"grammar": "x"', b"[]", b"\xff\xfe"])
def test_a_table_that_is_cut_short_or_not_one_is_not_looked_at(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "rules.json"
    file.write_bytes(content)
    assert trees_in(file) == NOTHING


def test_a_program_that_was_not_set_up_has_no_table_and_reads_its_rules_all_the_same(tmp_path: Path) -> None:
    assert trees_in(tmp_path / "rules.json") == NOTHING


def test_the_program_s_own_table_says_what_the_grammar_says() -> None:
    if not table_file().exists():
        pytest.skip("the program was not set up: no table")
    for text in trees_in(table_file()):
        assert rule_tree(text) == parse_rule(text)
