"""A wrong form file is answered with the line and what to write instead, every mistake of it in one go."""

from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import FormError, FormProblem, load_form, load_form_file
from tests.domain.forms.example import FLAT, LINES, LISTS, form_with, relation

RELATION = len((LINES + FLAT).splitlines()) + 4
"""The line on which the rule of an added relation stands."""


def problems(text: str) -> tuple[FormProblem, ...]:
    with pytest.raises(FormError) as refused:
        load_form(text, "x.toml")
    return refused.value.problems


def told(text: str) -> list[tuple[int, str, str, str]]:
    return [(p.line, p.code, p.params.get("name", ""), p.params.get("nearest", "")) for p in problems(text)]


RULES: list[tuple[str, str, dict[str, Any]]] = [
    ("[1] = [2б]", "unknown_line", {"name": "2б", "nearest": "2"}),
    ("[1] = [ishued]", "unknown_line", {"name": "ishued", "nearest": "issued"}),
    ("[1] = sum(group:h)", "unknown_group", {"name": "h", "nearest": "", "known": "g"}),
    ("1 = 2 + 2а", "rule_syntax", {"column": 10, "hint": "brackets"}),
    ("1 = 2", "no_line_named", {"instead": "[1] = [2]"}),
    ("[1] = [4]…[5]", "rule_syntax", {"column": 10, "hint": "range"}),
    ("[1] = ([2]", "rule_syntax", {"column": 11, "hint": "parenthesis"}),
    ("[1] =", "rule_syntax", {"column": 6, "hint": "ended"}),
    ("[1] = [2] [3]", "rule_syntax", {"column": 11, "hint": "other"}),
    ("[1] + [2]", "number_as_condition", {}),
    ("[1] + ([2] > 0) = 3", "condition_as_number", {}),
    ("[1] = 'first'", "words_as_number", {"name": "first"}),
    ("[B2] = 'frist'", "unknown_option", {"name": "frist", "nearest": "first", "box": "B2"}),
    ("[B1] = 'maybe'", "unknown_option", {"known": "yes, no"}),
    ("[B2] = 1", "option_needed", {"known": "first, second"}),
    ("[B2]", "option_needed", {"known": "first, second"}),
    ("[B2] + 1 = 2", "option_needed", {"known": "first, second"}),
    ("[B2] > 'first'", "option_order", {"name": "B2"}),
    ("[1] * 0.5 = [2]", "fraction", {}),
    ("[1] / [2] = 1", "divisor", {}),
    ("[1] / 0 = 1", "divisor", {}),
    ("[1] * [2] = 1", "product", {}),
    ("percent([1], [2]) = 1", "percent_constant", {}),
    ("percent([1]) = 1", "arguments", {"name": "percent", "wanted": 2, "given": 1}),
    ("summ([1]) = 1", "unknown_function", {"nearest": "sum"}),
    ("group:g = 1", "set_outside_sum", {"name": "group:g"}),
    ("sum(lists) = [1]", "no_lists", {"name": "lists"}),
    ("sum(of:[1]) = [1]", "no_parts", {"name": "1"}),
    ("list.total = 1", "each_needed", {"each": "list"}),
    ("turnout.list = [1]", "unknown_operand", {"nearest": "turnout.last"}),
    ("[1] = " + "-" * 3000 + "[2]", "too_deep", {"limit": 150}),
    ("[1] = " + "+".join(["[2]"] * 300), "too_deep", {"limit": 150}),
    ("[1] = " + "(" * 3000 + "[2]", "rule_syntax", {"hint": "parenthesis"}),
    ("[1] * 999999999 * 999999999 = 1", "too_large", {}),
]


@pytest.mark.parametrize(("rule", "code", "params"), RULES, ids=[rule[:30] for rule, _, _ in RULES])
def test_a_bad_rule_is_named_with_its_line(rule: str, code: str, params: dict[str, Any]) -> None:
    (problem,) = problems(LINES + FLAT + relation(rule))
    assert (problem.line, problem.code) == (RELATION, code)
    assert {name: problem.params[name] for name in params} == params


def test_an_unknown_line_is_answered_with_all_that_are_known() -> None:
    with pytest.raises(FormError) as refused:
        form_with(relation("[1] = [0]"))
    assert refused.value.code == "form_wrong"
    assert refused.value.params == {
        "file": "x.toml",
        "line": RELATION,
        "what": "unknown_line",
        "count": 1,
        "name": "0",
        "nearest": "",
        "known": "1, 2, 2а, 3, B1, B2",
    }


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    text = """
id = "X Y"
title = { ru = "р", en = "e" }
edtion = 1

[[line]]
number = "1"
label = "voters"
kind = "cuont"

[[line]]
number = "1."
label = { ru = "р", kk = "қ", en = "e" }
group = "g"
optional = 3
"""
    assert told(text) == [
        (2, "bad_id", "X Y", ""),
        (3, "missing_language", "title", ""),
        (4, "unknown_key", "edtion", "edition"),
        (8, "missing_language", "label", ""),
        (9, "unknown_value", "cuont", "count"),
        (12, "duplicate", "1", ""),
        (14, "unknown_group", "g", ""),
        (15, "wrong_type", "optional", ""),
    ]


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ('id = x\ntitle = "t"', "id = x", "toml"),
        ('id = "x"\nid = "y"', 'id = "y"', "toml"),
        ("", "", "missing_key"),
        (LINES + "[choices]\nfirst = 'E'\n", "first = 'E'", "first_number"),
        (LINES + "[choices]\nnumber = 'E'\n", "number = 'E'", "number_pattern"),
        (LINES + "[choices]\nkind = 'lists'\ncandidate_number = 'E.{n}'\n", "candidate_number", "number_pattern"),
        (LINES + "[[lines]]\nnumber = '9'\n", "[[lines]]", "unknown_key"),
        (LINES + "[roles]\nregistred = '[1]'\n", "registred", "unknown_key"),
        (LINES + "[roles]\nregistered = '[1] > 2'\n", "registered", "condition_as_number"),
        (LINES + relation("sum(choices) = [1]"), "rule", "no_choices"),
        (LINES + relation("list.total = [1]", each="list"), "each", "each_without_lists"),
        (LINES + relation("[1] != [2]", tolerance=3), "rule", "tolerance_not_equal"),
        (LINES + relation("[1] > 0", mark=["1", "8"]), "mark", "unknown_line"),
        (LINES + relation("[1] > 0", when="[8] > 1"), "when", "unknown_line"),
        (LINES + relation("[1] > 0") + relation("[1] > 1"), "code = '''X'''", "duplicate"),
        (LINES + relation("[1] > 0", tolerance=-3), "tolerance", "wrong_type"),
        (LINES + relation("[1] > 0", tolerance_percent=101), "tolerance_percent", "wrong_type"),
        (LINES + relation("[1] > 0").replace("X", "BLANK"), "BLANK", "reserved"),
        (LINES + relation("[1] > 0").replace("X", "R 1"), "R 1", "bad_code"),
        (LINES + relation(" "), "rule", "missing_key"),
        (LINES + "[[sample]]\nname = 'a'\nlines = { 9 = 1 }\n", "lines = { 9", "sample_values"),
        (LINES + "[[sample]]\nname = 'a'\nvotes = [1]\n", "votes", "votes"),
        (LINES + "[[sample]]\nname = 'a'\nexpect = ['R1']\n", "expect", "unknown_code"),
        ('percent_base = "took_part"\n' + LINES, "percent_base", "role_missing"),
        (LINES.replace('"oneof"', '"yesno"'), "options = [", "options_unexpected"),
        (LINES.replace('"yesno"', '"oneof"'), "[[line]]", "options_missing"),
        (LINES.replace('number = "3"', 'number = "3"\nequals = "[2] + [3]"'), "equals", "circular"),
        (LINES.replace('id = "lost"', 'id = "values"'), 'id = "values"', "reserved"),
        (LINES + LISTS.replace("true", "{ ru = 'р' }"), "against_all", "missing_language"),
        ('id = "x"\ntitle = { ru = "р", kk = "қ", en = "e" }', "", "no_lines"),
    ],
)
def test_a_mistake_is_found_on_its_line(text: str, on: str, code: str) -> None:
    first = next(problem for problem in problems(text) if problem.code == code)
    assert on in ["", *text.splitlines()][first.line]


def test_lines_that_are_computed_from_each_other_are_a_circle() -> None:
    text = LINES.replace('number = "1"', 'number = "1"\nequals = "[2] + [3]"').replace(
        'number = "2"', 'number = "2"\nequals = "[1] - [3]"'
    )
    assert [(problem.code, problem.params["path"]) for problem in problems(text)] == [("circular", "1 → 2 → 1")]


def test_parts_and_groups_cannot_stand_in_themselves() -> None:
    parts = LINES.replace('number = "2"', 'number = "2"\nof = "2а"')
    groups = LINES.replace('id = "g"', 'id = "g"\ninside = "g"')
    assert [problem.params["path"] for problem in problems(parts)] == ["2 → 2а → 2"]
    assert [problem.params["path"] for problem in problems(groups)] == ["g → g"]


def test_a_trusted_text_is_not_read_twice_but_gives_the_same_form() -> None:
    text = LINES + FLAT + relation("[1] = [2]")
    assert load_form(text, trusted=True) == load_form(text)


@pytest.mark.parametrize(("name", "reason"), [("none.toml", "missing"), ("", "folder"), ("latin.toml", "not_utf8")])
def test_a_file_that_cannot_be_read_says_why(name: str, reason: str, tmp_path: Any) -> None:
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ClerkError) as refused:
        load_form_file(tmp_path / name)
    assert (refused.value.code, refused.value.params["reason"]) == ("form_unreadable", reason)
