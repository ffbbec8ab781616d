"""The language of rules: what each word of it means, on paper examples."""

from typing import Any

import pytest

from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.findings import HARD, SOFT, Finding
from electdesk.domain.forms import NamedChoice, RelationState, compile_checks, load_form
from tests.domain.forms.example import LINES, LISTS, form_with, relation

ROW = {"1": 100, "2": 60, "2а": 7, "3": 3, "B1": 1, "B2": 1, "4": 40, "5": 20}
"""Lines 1, 2, 2а, 3, a box that is ticked, the second of two options, and two choices 4 and 5."""


def state(rule: str, row: dict[str, int] | None = None, external: dict[str, int] | None = None, **keys: Any) -> RelationState:
    form = form_with(relation(rule, **keys))
    checks = compile_checks(form, form.number_choices([("a", ""), ("b", "")]))
    figures = ROW | (row or {})
    return checks.relation_states([figures[number] for number in checks.numbers], external or {})[0]


HOLDS = [
    "[1] >= [2] + [2а]",
    "[1] ≥ [2] > [3]",
    "voters > issued",
    "[2a] = 7",
    "[2] = sum(choices)",
    "[2] = sum(candidates) and [4] != [5]",
    "sum(group:g) = [2] + [3]",
    "sum(of:[2]) = [2а]",
    "sum([1], [2], 5) = 165",
    "percent([1], 1) = 1",
    "percent([2], 1) = 1",
    "percent([2], 0.5) = 1",
    "ceil([2] * 1.01) = 61",
    "ceil([1] * 101 / 100) = 101",
    "floor([2а] / 2) = 3",
    "ceil([2а] / 2) = 4",
    "ceil(-[2а] / 2) = -3",
    "max([1], [2], 5) = 100",
    "min([1], [2], 5) = 5",
    "abs([2] - [1]) = 40",
    "2 * ([2] - 3 * [3]) = 102",
    "[box] and [B1] = 1 and [B1] = yes and [B1] = 'true'",
    "not ([1] < [2] or [B2] = 'first')",
    "[B2] = second",
    "[B2] != 'none'",
    "[1] = [2] or [1] = 100",
    "[1] − [2] = 40",
    "[4] = 2 × [5]",
]


@pytest.mark.parametrize("rule", HOLDS)
def test_a_rule_that_is_true_holds_and_its_opposite_is_broken(rule: str) -> None:
    assert state(rule).state == "holds"
    assert state(f"not ({rule})").state == "broken"


@pytest.mark.parametrize(
    ("rule", "keys", "outcome"),
    [
        ("[1] = 105", {"tolerance": 5}, "holds"),
        ("[1] = 106", {"tolerance": 5}, "broken"),
        ("[1] = 103", {"tolerance_percent": 2}, "holds"),  # 2 % of 103 is 2.06, rounded up 3
        ("[1] = 104", {"tolerance_percent": 2}, "broken"),
        ("[1] = 102", {"tolerance": 1, "tolerance_percent": 2}, "holds"),  # the larger counts
        ("[1] = 101", {"tolerance_percent": 0.5}, "holds"),
        ("[1] >= 101", {"tolerance": 1}, "holds"),
        ("[1] >= 102", {"tolerance": 1}, "broken"),
        ("[1] <= 99", {"tolerance": 1}, "holds"),
        ("[1] < 99", {"tolerance": 1}, "broken"),
        ("[1] > 100", {"tolerance": 1}, "holds"),
    ],
)
def test_a_tolerance_is_counted_exactly(rule: str, keys: dict[str, Any], outcome: str) -> None:
    assert state(rule, **keys).state == outcome


@pytest.mark.parametrize(
    ("row", "when", "outcome"),
    [
        ({}, "[B1]", "broken"),
        ({"B1": 0}, "[B1]", "not_applicable"),
        ({"B1": BLANK}, "[B1]", "not_applicable"),
        ({"B1": BLANK}, "not [B1]", "broken"),
        ({"B2": BLANK}, "[B2] = 'first'", "not_applicable"),
        ({"B2": 0}, "[B2] = 'first'", "broken"),
        ({"2": BLANK}, "[1] = 0", "not_applicable"),
        ({"2": BLANK}, "[1] > 0", "waiting"),
        ({"1": BLANK}, "[1] > 0", "waiting"),
        ({"1": NO_NUMBER}, "[1] > 0", "cannot"),
        ({"2": NO_NUMBER}, "[1] = 0", "not_applicable"),
        ({"2": NO_NUMBER}, "[1] > 0", "cannot"),
    ],
)
def test_a_guard_is_looked_at_first(row: dict[str, int], when: str, outcome: str) -> None:
    assert state("[2] = 1", row, when=when).state == outcome


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ({"2": BLANK}, "waiting"),
        ({"2": BLANK, "1": NO_NUMBER}, "waiting"),
        ({"2": NO_NUMBER}, "cannot"),
        ({"3": BLANK}, "holds"),
        ({"3": NO_NUMBER}, "holds"),
        ({"3": NOT_ASKED}, "holds"),
        ({"2": NOT_ASKED}, "broken"),
    ],
)
def test_marks_follow_the_rule_of_blanks(row: dict[str, int], outcome: str) -> None:
    assert state("[1] - [2] + [2а] + [3] = 47", {"1": 100, "3": 0} | row).state == outcome


def test_operands_from_outside_are_waited_for() -> None:
    assert state("[1] = register.voters").state == "waiting"
    assert state("[1] = register.voters", external={"register.voters": 100}).state == "holds"
    assert state("[1] = contest('duma') . [1]", external={'contest("duma").[1]': 99}).state == "broken"
    assert state("[1] = register.voters", external={"register.voters": BLANK}).state == "waiting"


def test_a_broken_relation_names_both_sides_and_its_lines_in_the_order_of_the_paper() -> None:
    assert state("[5] + [1] = [2]", severity="soft") == RelationState(
        "X", "5 + 1 = 2", "broken", 120, 60, ("voters", "issued", "b"), SOFT
    )
    assert state("[5] + [1] = [2]", mark=["1", "lost"]).lines == ("voters", "lost")


def test_the_places_of_options_are_never_shown_as_amounts() -> None:
    shown = state("[B2] = 'first'")
    assert (shown.state, shown.left, shown.right, shown.lines) == ("broken", None, None, ("pick",))


def test_a_chain_shows_the_step_that_broke() -> None:
    shown = state("[1] >= [2] >= [2а] >= [1]")
    assert (shown.left, shown.right, shown.text) == (7, 100, "1 ≥ 2 ≥ 2а ≥ 1")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("[1] = sum(choices)", "1 = 4 + 5"),
        ("voters >= issued - (lost - [2a])", "1 ≥ 2 − (3 − 2а)"),
        ("[1] = percent([2] + [3], 0.5)", "1 = ⌈0.5 % × (2 + 3)⌉"),
        ("[1] = ceil([2] / 3)", "1 = ⌈2 / ‹3›⌉"),
        ("not [B1] or abs([1]) = 1", "¬(B1) ∨ |1| = ‹1›"),
    ],
)
def test_a_rule_is_shown_with_official_numbers(rule: str, text: str) -> None:
    assert state(rule).text == text


def test_one_finding_lists_every_blank_that_must_be_filled() -> None:
    form = form_with(relation("[1] = [2]"))
    checks = compile_checks(form, form.number_choices([("a", ""), ("b", "")]))
    assert checks.check_one([5, BLANK, BLANK, BLANK, BLANK, BLANK, 3, BLANK]) == [
        Finding("BLANK", HARD, ("issued", "issued_home", "b"), why="blank")
    ]


def test_a_line_may_stay_empty_while_its_condition_holds() -> None:
    form = load_form(
        LINES.replace('number = "3"\noptional = true', 'number = "3"\noptional = "not [B1]"') + relation("[3] = 0"), "x"
    )
    checks = compile_checks(form, form.number_choices())
    assert checks.check_one([1, 1, 1, BLANK, 0, 0]) == []
    assert checks.check_one([1, 1, 1, BLANK, 1, 0]) == [Finding("BLANK", HARD, ("lost",), why="blank")]


def test_a_rule_said_of_each_list_is_checked_for_each() -> None:
    rule = relation("list.total = sum(list.candidates)", each="list") + relation("[1] = sum(choices)").replace("'X'", "'Y'")
    form = load_form(LINES + LISTS + rule.replace("'''X'''", "'''Y'''", 2).replace("'''Y'''", "'''X'''", 1), "x")
    ballot = form.number_choices(
        [
            NamedChoice("l1", "", (NamedChoice("c11", ""), NamedChoice("c12", ""))),
            NamedChoice("l2", "", (NamedChoice("c21", ""),)),
        ]
    )
    assert [choice.number for choice in ballot] == ["E.1", "E.1.1", "E.1.2", "E.2", "E.2.1", "E.3"]
    checks = compile_checks(form, ballot)
    assert checks.check_one([19, 1, 1, 1, 0, 0, 10, 6, 5, 7, 7, 2]) == [Finding("X", HARD, ("l1", "c11", "c12"), 10, 11)]
    assert [shown.text for shown in checks.relation_states([BLANK] * 12)] == [
        "E.1 = E.1.1 + E.1.2",
        "E.2 = E.2.1",
        "1 = E.1…E.3",
    ]


def test_a_sum_of_choices_waits_while_there_are_none() -> None:
    form = form_with(relation("[2] = sum(choices)"))
    assert [shown.state for shown in compile_checks(form, ()).relation_states([1, 0, 0, 0, 0, 0])] == ["waiting"]


def test_a_standard_meaning_is_counted_only_where_its_lines_are() -> None:
    form = form_with("\n[roles]\nregistered = 1\nissued = '[2] + [3]'\n")
    checks = compile_checks(form, form.number_choices([("a", ""), ("b", "")]))
    row = [100, 60, 7, BLANK, 0, 0, 40, 20]
    assert checks.evaluate_role("issued", row) == (60, True)
    assert checks.evaluate_role("valid", row) == (60, True)
    assert checks.evaluate_role("registered", [BLANK, *row[1:]]) == (0, False)
    assert checks.evaluate_role("found", row) == (0, False)
    assert checks.role_lines("issued") == ("issued", "lost")
