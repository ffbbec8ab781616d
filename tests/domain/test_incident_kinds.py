"""The kinds of incident: complete in three languages, and found by any word of any of them."""

import pytest

from electdesk.domain.incident_kinds import Category, category, find_categories, incident_kinds, is_known, read_kinds

PRESETS = {
    1: "C3 E2 I2 I9",
    2: "A1 A2 A6 B2 B3 C1 C2 C4 C5 D2 E3 F2 G1",
    3: "A3 A4 B1 B4 B6 D1 E1 F1 F3 F4 F5 G2 H1 H2 H3 H5",
    4: "A5 B5 D3 D4 F6 H4 I1",
}


def codes(typed: str) -> list[str]:
    return [each.code for each in find_categories(typed)]


def test_there_are_nine_groups_and_forty_categories_with_the_severities_of_the_design() -> None:
    kinds = incident_kinds()
    assert "".join(group.code for group in kinds.group) == "ABCDEFGHI"
    found = {severity: [code for code, each in kinds.categories.items() if each.severity == severity] for severity in PRESETS}
    assert {severity: " ".join(codes) for severity, codes in found.items()} == PRESETS
    assert len(kinds.categories) == 40
    assert {severity: kinds.minutes(severity) for severity in (1, 2, 3, 4)} == {1: 1440, 2: 480, 3: 120, 4: 30}


def test_every_group_and_category_has_a_name_in_three_languages() -> None:
    kinds = incident_kinds()
    names = {group.code: group.name for group in kinds.group} | {code: each.name for code, each in kinds.categories.items()}
    assert [code for code, name in names.items() if set(name) != {"en", "ru", "kk"} or not all(name.values())] == []


def test_only_other_needs_a_text_and_only_what_is_not_of_the_election_does_not_count() -> None:
    kinds = incident_kinds().categories
    assert [code for code, each in kinds.items() if each.text] == ["I9"]
    assert [code for code, each in kinds.items() if not each.counts] == ["I2"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("a4", ["A4"]),
        ("удост", ["A4", "A6"]),
        ("подкуп", ["D4"]),
        ("vote buy", ["D4"]),
        ("сатып", ["D4"]),
        ("нехватка бюл", ["B1"]),
        ("жетіспеуі", ["B1"]),
        ("экзит", ["F5"]),
        ("ОТКАЗ  в", ["A3", "F4"]),
        ("shortage xyz", []),
    ],
)
def test_a_category_is_found_by_the_beginnings_of_its_words(typed: str, wanted: list[str]) -> None:
    assert codes(typed) == wanted


def test_what_the_category_itself_says_comes_before_what_only_its_group_says() -> None:
    # "Observer" stands in the group F; F2 has the word in no name of its own.
    assert codes("observer") == ["F1", "F3", "G2", "F2", "F4", "F5", "F6"]
    assert len(codes("")) == 40


def test_a_code_of_a_later_version_stands_for_itself() -> None:
    assert (is_known("Z7"), category("Z7")) == (False, Category("Z7", {"": "Z7"}, 1))


@pytest.mark.parametrize(
    "text",
    [
        "format = 2\ngroup = []\n[deadlines]\n1 = 1\n2 = 1\n3 = 1\n4 = 1\n",
        "format = 1\ngroup = []\n[deadlines]\n1 = 1\n",
        'format = 1\n[deadlines]\n1=1\n2=1\n3=1\n4=1\n[[group]]\ncode="A"\nname={en="a"}\n[[group.category]]\ncode="B1"\nseverity=1\nname={en="b"}\n',
        'format = 1\n[deadlines]\n1=1\n2=1\n3=1\n4=1\n[[group]]\ncode="A"\nname={en="a"}\n[[group.category]]\ncode="A1"\nseverity=5\nname={en="b"}\n',
    ],
)
def test_kinds_that_contradict_themselves_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="kinds of incident"):
        read_kinds(text)
