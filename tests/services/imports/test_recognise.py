"""Headings as offices write them are told by text, number or synonym; what is not clear is never guessed in silence."""

from collections.abc import Sequence
from typing import Any

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form, load_form_named
from electdesk.domain.records import Choice
from electdesk.services.imports import ImportOptions
from electdesk.services.imports.recognise import Recognised, recognise
from electdesk.services.imports.vocabulary import Vocabulary
from tests.services.imports.office import FORM, sheet

SMALL = load_form(FORM)
BALLOT = SMALL.number_choices([("c1", "Асанов Ерлан"), ("c2", "Ёлкина Анна")])
CHOICES = {
    "c1": Choice(contest="k", name={"ru": "Асанов Ерлан", "kk": "Асанов Ерлан Мұратұлы"}, order=1),
    "c2": Choice(contest="k", name={"": "Ёлкина Анна"}, order=2),
}


def found(*rows: Sequence[str], needed: Sequence[str] = (), **parts: Any) -> Recognised:
    return recognise(sheet(*rows), Vocabulary(SMALL, BALLOT, CHOICES), needed, ImportOptions(**parts))


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Число избирателей в списке", "line:registered"),
        ("  ЧИСЛО\u00a0избирателей,  в списке. ", "line:registered"),
        ("«Число избирателей в списке»", "line:registered"),
        ("1. Число избирателей в списке", "line:registered"),
        ("Тізімдегі сайлаушылар саны", "line:registered"),
        ("Ballots issued", "line:issued"),
        ("Выдано бюллетеней всего", "line:issued"),
        ("1", "line:registered"),
        ("№ 2", "line:issued"),
        ("3а", "line:mobile"),
        ("3a.", "line:mobile"),
        ("Строка 3а", "line:mobile"),
        ("стр. 2", "line:issued"),
        ("line 2", "line:issued"),
        ("2-жол", "line:issued"),
        ("d1", "line:sealed"),
        ("issued", "line:issued"),
        ("4", "choice:c1"),
        ("елкина анна", "choice:c2"),
        ("Асанов Ерлан Мұратұлы", "choice:c1"),
        ("5. Ёлкина Анна", "choice:c2"),
        ("УИК", "station"),
        ("№ УИК", "station"),
        ("№ участка", "station"),
        ("Номер избирательного участка", "station"),
        ("Учаске нөмірі", "station"),
        ("Сайлау учаскесі", "station"),
        ("Участок / Учаске", "station"),
        ("Polling station No.", "station"),
        ("uik", "station"),
        ("ТИК", "area"),
        ("Аудан, қала", "area"),
        ("Город, район", "area"),
        ("District", "area"),
        ("Облыс", "region"),
        ("Число избирателей", "voters"),
        ("Сайлаушылар саны", "voters"),
        ("Мекенжайы", "address"),
        ("Тип участка", "type"),
        ("Округ №", "constituency"),
    ],
)
def test_a_heading_is_told_by_its_text_number_or_synonym(heading: str, target: str) -> None:
    vocabulary = Vocabulary(SMALL, BALLOT, CHOICES)
    assert (vocabulary.target(heading) or vocabulary.weak_target(heading) or "") == target or found(
        ("x", heading), ("", "1")
    ).columns == {1: target}


@pytest.mark.parametrize("heading", ["Явка, %", "Примечание к строке", "12 Барнаул", "Итого", "№ п/п", "", "а", "Число"])
def test_a_heading_that_is_not_known_stays_unknown(heading: str) -> None:
    assert Vocabulary(SMALL, BALLOT, CHOICES).target(heading) == ""


def test_the_heading_is_looked_for_below_titles() -> None:
    result = found(("Сводная таблица",), ("Область, 2024",), ("Район", "Участок", "1", "2"), ("Север", "1", "100", "60"))
    assert (result.heading_row, result.columns) == (2, {0: "area", 1: "station", 2: "line:registered", 3: "line:issued"})


def test_a_weak_word_is_the_station_only_where_no_other_column_is() -> None:
    assert found(("Участок", "№ УИК", "1")).columns == {1: "station", 2: "line:registered"}
    assert found(("Номер", "1")).columns == {0: "station", 1: "line:registered"}


def test_a_shortened_line_text_is_taken_where_no_other_line_comes_near_and_the_likeness_is_told() -> None:
    form = load_form_named("ru-president-2018")
    heading = ("УИК", "Получено участковой комиссией бюллетеней", "Погашено бюллетеней", "Неучтённые бюллетени")
    result = recognise(sheet(heading), Vocabulary(form), [])
    assert (result.columns, result.likeness) == (
        {0: "station", 1: "line:received", 2: "line:cancelled", 3: "line:unaccounted"},
        {1: 99, 2: 99, 3: 99},
    )


def test_two_columns_for_one_line_are_refused() -> None:
    with pytest.raises(ClerkError) as caught:
        found(("УИК", "2", "1", "Выдано бюллетеней, всего"), ("1", "1", "1", "1"))
    assert (caught.value.code, caught.value.params) == (
        "import_columns_twice",
        {"file": "Лист1.csv", "target": "line:2", "column": "B", "other": "D", "heading": "Выдано бюллетеней, всего"},
    )


def test_missing_columns_are_named_with_the_headings_that_could_be_meant() -> None:
    with pytest.raises(ClerkError) as caught:
        found(("УИК", "Отпущено", "1"), ("1", "2", "3"), needed=["station", "line:issued", "line:registered"])
    assert (caught.value.code, caught.value.params) == (
        "import_columns_missing",
        {"file": "Лист1.csv", "row": 1, "columns": ["line:2"], "unknown": ["Отпущено"]},
    )


def test_what_a_person_mapped_by_hand_goes_over_every_guess() -> None:
    result = found(("УИК", "Отпущено", "1", "2"), ("1", "2", "3", "4"), mapping={"отпущено": "line:issued", "2": ""})
    assert (result.columns, result.unknown) == ({0: "station", 1: "line:issued", 2: "line:registered"}, (3,))


@pytest.mark.parametrize(
    ("form", "heading", "target"),
    [
        ("kz-referendum", "За", "choice:yes"),
        ("kz-referendum", "Иә", "choice:yes"),
        ("kz-referendum", "Не согласен", "choice:no"),
        ("kz-president", "Против всех", "choice:against_all"),
        ("kz-president", "3б", "line:3b"),
    ],
)
def test_what_the_form_itself_prints_is_told_by_its_short_names(form: str, heading: str, target: str) -> None:
    read = load_form_named(form)
    named = {f"line:{line.id}": f"line:{line.number}" for line in read.lines}
    found_target = Vocabulary(read, read.number_choices()).target(heading)
    assert named.get(found_target, found_target) == target


@pytest.mark.parametrize("form", ["kz-president", "kz-referendum", "ru-president-2012", "ru-president-2018", "ru-duma-2021"])
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_official_texts_of_every_form_are_told_in_every_language(form: str, language: str) -> None:
    read = load_form_named(form)
    result = recognise(sheet(["УИК", *(line.label[language] for line in read.lines)]), Vocabulary(read), [])
    assert result.columns == {0: "station"} | {place: f"line:{line.id}" for place, line in enumerate(read.lines, start=1)}
