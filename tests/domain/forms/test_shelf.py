"""The forms that come with the program: each proves itself, and the Russian one reads real protocols."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.findings import HARD, INFO, SOFT, Finding
from electdesk.domain.forms import (
    compile_checks,
    fold_number,
    load_bundle,
    load_form_named,
    load_from_shelf,
    relations_without_sample,
    run_samples,
    shelf,
)

ALTAI = Path(__file__).resolve().parents[4] / "shared/data/ru2018_altai.csv"
RUSSIAN = ["ru-duma-2021", "ru-president-2012", "ru-president-2018"]
OFFICIAL = {"R1": HARD, "R2": HARD, "R3": HARD, "R4": HARD, "S1": SOFT, "S2": SOFT, "S3": SOFT, "S4": SOFT, "S5": INFO}


def test_six_forms_stand_on_the_shelf() -> None:
    assert shelf() == ["kz-president", "kz-president-2011", "kz-referendum", *RUSSIAN]


@pytest.mark.parametrize("form_id", ["kz-president", "kz-president-2011", "kz-referendum", *RUSSIAN])
def test_a_shipped_form_is_right(form_id: str) -> None:
    form = load_from_shelf(form_id)
    assert form.id == form_id
    assert [result for result in run_samples(form) if not result.passed] == []
    assert relations_without_sample(form) == ()
    assert any(not sample.expect for sample in form.samples)
    assert all(set(relation.name) == {"ru", "kk", "en"} for relation in form.relations)


@pytest.mark.parametrize("form_id", RUSSIAN)
def test_russian_forms_carry_the_official_codes(form_id: str) -> None:
    severities = {relation.code: relation.severity for relation in load_from_shelf(form_id).relations}
    absentee = {"A1": SOFT, "A2": SOFT} if form_id == "ru-president-2012" else {}
    assert severities == OFFICIAL | absentee


def test_kazakh_forms_are_drafts_and_say_which_lines_were_seen() -> None:
    form = load_from_shelf("kz-president")
    assert form.status == "draft"
    assert [line.number for line in form.lines if line.seen] == ["1", "3", "3a", "3b", "5"]
    assert [line.number for line in form.lines if line.of] == ["3a", "3b"]


def test_against_all_stands_last_and_not_in_2011() -> None:
    named = [("a", "Адай"), ("b", "Бөкей")]
    numbers = [(choice.id, choice.number, choice.kind) for choice in load_from_shelf("kz-president").number_choices(named)]
    assert numbers == [("a", "8", "choice"), ("b", "9", "choice"), ("against_all", "10", "against_all")]
    assert [choice.id for choice in load_from_shelf("kz-president-2011").number_choices(named)] == ["a", "b"]


def test_a_referendum_brings_its_own_answers() -> None:
    form = load_from_shelf("kz-referendum")
    assert [(choice.id, choice.number) for choice in form.number_choices()] == [("yes", "8"), ("no", "9")]
    assert (form.percent_base, form.turnout) == ("took_part", "issued")


def test_the_duma_is_elected_in_two_contests_with_one_form() -> None:
    assert [(contest, form.id) for contest, _, form in load_bundle("ru-duma-2021")] == [
        ("list", "ru-duma-2021"),
        ("district", "ru-duma-2021"),
    ]
    assert [contest for contest, _, _ in load_bundle("kz-referendum")] == ["kz-referendum"]


def test_a_form_that_is_not_there_is_named_with_the_likeliest_one() -> None:
    with pytest.raises(ClerkError) as refused:
        load_form_named("ru-president-2081")
    assert (refused.value.code, refused.value.params["nearest"]) == ("no_such_form", "ru-president-2018")


def altai() -> tuple[list[str], "np.ndarray[tuple[int, int], np.dtype[np.int64]]"]:
    if not ALTAI.exists():
        pytest.skip("the real protocols of Altai are not beside this checkout")
    with ALTAI.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, np.array([[int(cell) for cell in row[3:]] for row in rows], dtype=np.int64)


def test_real_protocols_break_what_their_description_says_and_one_by_one_the_same() -> None:
    header, matrix = altai()
    form = load_from_shelf("ru-president-2018")
    checks = compile_checks(form, form.number_choices([(f"c{place}", name) for place, name in enumerate(header[15:])]))
    results = checks.check_columns(matrix)
    fired = {code: result.count() for code, result in results.items()}
    assert fired == {"BLANK": 0, "R1": 0, "R2": 0, "R3": 0, "R4": 0, "S1": 0, "S2": 1, "S3": 0, "S4": 7, "S5": 4}
    rows = [checks.check_one(row) for row in matrix.tolist()]
    assert rows == [checks.findings_of(results, row) for row in range(len(matrix))]
    assert [finding for row in rows for finding in row if finding.code == "S2"] == [
        Finding("S2", SOFT, ("issued_early", "issued_outside", "found_mobile"), 89, 88)
    ]
    issued, countable = checks.evaluate_role("issued", matrix)
    assert (int(issued.sum()), bool(countable.all())) == (1_191_630, True)


def test_every_column_of_the_real_file_is_a_line_by_its_header() -> None:
    header, _ = altai()
    form = load_from_shelf("ru-president-2018")
    known = {fold_number(text): line.number for line in form.lines for text in (*line.headers, line.label["ru"])}
    assert [known.get(fold_number(text)) for text in header[3:15]] == [line.number for line in form.lines]


GOOD = (871, 800, 0, 600, 40, 160, 40, 600, 10, 630, 0, 0, 20, 150, 60, 380, 8, 5, 4, 3)


def slips() -> list[tuple[str, tuple[int, ...], set[str]]]:
    def changed(**lines: int) -> tuple[int, ...]:
        row = list(GOOD)
        for name, value in lines.items():
            row[int(name[1:]) - 1] = value
        return tuple(row)

    return [
        ("a digit of line 2", changed(_2=900), {"R2"}),
        ("two digits of line 6 transposed", changed(_6=610), {"R2"}),
        ("a digit of line 10 dropped", changed(_10=63), {"R3", "R4"}),
        ("a digit of line 8 doubled", changed(_8=6600), {"R3", "S1", "S3"}),
        ("lines 9 and 10 swapped", changed(_9=630, _10=10), {"R4"}),
        ("a candidate's digit", changed(_16=390), {"R4"}),
        ("two candidates swapped: no relation can see it", changed(_13=150, _14=20), set()),
        ("line 1 a digit: seldom seen", changed(_1=971), set()),
    ]


@pytest.mark.parametrize(("slip", "row", "codes"), slips(), ids=[slip for slip, _, _ in slips()])
def test_a_planted_slip_is_found_by_the_relations(slip: str, row: tuple[int, ...], codes: set[str]) -> None:
    form = load_from_shelf("ru-president-2018")
    checks = compile_checks(form, form.number_choices([(f"c{place}", "") for place in range(8)]))
    assert set(Counter(finding.code for finding in checks.check_one(row))) == codes
