"""Protocols as a script writes them: keys, marks, boxes, lists, an earlier entry."""

from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.findings import HARD, Finding
from electdesk.domain.forms import check_values, finding_json, load_form, load_from_shelf, read_values
from tests.domain.forms.example import LINES, LISTS, form_with, relation


def test_keys_are_official_numbers_or_ids_and_choices_go_by_their_number() -> None:
    values = read_values(form_with(), {"1": 9, "issued": 8, "2a": None, "B1": True, "b2": "second", "6": 3, "4": "none"})
    assert values.row == (9, 8, BLANK, BLANK, 1, 1, NO_NUMBER, BLANK, 3)
    assert [choice.number for choice in values.ballot] == ["4", "5", "6"]


def test_lists_have_as_many_candidates_as_are_named() -> None:
    values = read_values(load_form(LINES + LISTS), {"E.1": 5, "E.1.2": 3, "E.2.1": 4, "against_all": 1})
    assert [choice.number for choice in values.ballot] == ["E.1", "E.1.1", "E.1.2", "E.2", "E.2.1", "E.3"]
    assert values.row[6:] == (5, BLANK, 3, BLANK, 4, 1)


def test_the_choice_that_the_form_prints_has_the_last_number() -> None:
    values = read_values(load_from_shelf("kz-president"), {"8": 1, "9": 2, "10": 3})
    assert [(choice.number, choice.kind) for choice in values.ballot] == [("8", "choice"), ("9", "choice"), ("10", "against_all")]


def test_a_protocol_without_votes_is_told_that_they_are_missing() -> None:
    assert check_values(form_with(), {"1": 1, "2": 1, "2а": 0}) == [Finding("BLANK", HARD, ("choice_4",), why="blank")]


def test_operands_from_outside_and_all_lines_under_values() -> None:
    form = load_form(LINES + relation("[1] = register.voters"))
    given = {"values": {"1": 5, "2": 1, "2а": 0}, "external": {"register.voters": 6}}
    assert check_values(form, given) == [Finding("X", HARD, ("voters",), 5, 6)]
    assert check_values(form, given | {"external": {"register.voters": None}}) == []


def test_an_earlier_entry_is_compared_line_by_line() -> None:
    form = form_with()
    whole = {"1": 5, "2": 1, "2а": 0, "4": 1}
    found = check_values(form, whole | {"first_entry": whole | {"1": 6, "3": "none", "2": None}})
    ballot = read_values(form, whole).ballot
    assert [finding_json(finding, form, ballot) for finding in found] == [
        {"code": "DIFF", "severity": "hard", "lines": ["1"], "left": 6, "right": 5},
        {"code": "DIFF", "severity": "hard", "lines": ["2"], "left": None, "right": 1},
        {"code": "DIFF", "severity": "hard", "lines": ["3"], "left": None, "right": None},
    ]
    assert check_values(form, whole | {"first_entry": whole}) == []


@pytest.mark.parametrize(
    ("given", "key", "reason"),
    [
        ([1], "", "not_an_object"),
        ({"9a": 1}, "9a", "unknown_key"),
        ({"0": 1}, "0", "unknown_key"),
        ({"1": -1}, "1", "negative"),
        ({"1": 1.5}, "1", "fraction"),
        ({"1": 1.0}, "1", "fraction"),
        ({"1": "12"}, "1", "text"),
        ({"1": True}, "1", "boolean"),
        ({"1": 10**9}, "1", "too_large"),
        ({"1": 1, "voters": 2}, "voters", "twice"),
        ({"values": {"1": 1}, "1": 1}, "1", "twice"),
        ({"B1": 2}, "B1", "yesno"),
        ({"B2": "third"}, "B2", "option"),
        ({"B2": 1}, "B2", "option"),
        ({"999999": 1}, "999999", "unknown_key"),
        ({"13": 1, "34": 1}, "34", "unknown_key"),
        ({"external": {"register.votes": 1}}, "register.votes", "unknown_key"),
        ({"external": 3}, "external", "not_an_object"),
        ({"first_entry": {"1": -2}}, "1", "negative"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_its_key(given: Any, key: str, reason: str) -> None:
    with pytest.raises(ClerkError) as refused:
        read_values(form_with(), given)
    assert (refused.value.code, refused.value.params["key"], refused.value.params["reason"]) == ("values_wrong", key, reason)
