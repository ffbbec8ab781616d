"""What a person said about one file is kept under a name and used for the next one like it."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Entry
from electdesk.paths import CONFIG_VARIABLE
from electdesk.services.imports import ImportOptions
from electdesk.services.imports.profiles import (
    Profile,
    delete_profile,
    load_profile,
    profile_file,
    profile_of,
    profile_text,
    read_profile_text,
    save_profile,
    saved_profiles,
)
from tests.services.imports.office import contest, planned, region_at, sheet

PROFILE = Profile(
    name="Минздрав",
    kind="tallies",
    mapping={"Выдано, всего": "line:issued", "[C]": "station", 'с "кавычками"\n': "", "a=b": "choice:c1"},
    no_number=("/", "—"),
    thousands=".",
    heading_rows=(4, 2),
    sheets=("Север", "Юг"),
    include_hidden=("rows",),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path))
    return tmp_path / "profiles"


def refusal(name: str, kind: str = "") -> tuple[str, object]:
    with pytest.raises(ClerkError) as refused:
        load_profile(name, kind)
    return refused.value.code, refused.value.params.get("known")


def test_a_profile_is_found_again_by_its_name_and_by_its_path(folder: Path) -> None:
    path = save_profile(PROFILE)
    assert (path, load_profile("Минздрав", "tallies"), load_profile(str(path))) == (folder / "Минздрав.toml", PROFILE, PROFILE)
    assert (saved_profiles(), saved_profiles("stations")) == ((PROFILE,), ())
    delete_profile("Минздрав")
    assert refusal("Минздрав") == ("profile_missing", [])


@given(
    mapping=st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=4),
    name=st.text(max_size=20),
    sheets=st.lists(st.text(max_size=10), max_size=3),
)
def test_any_profile_is_read_back_as_it_was_written(mapping: dict[str, str], name: str, sheets: list[str]) -> None:
    profile = Profile(name=name, kind="stations", mapping=mapping, sheets=tuple(sheets))
    assert read_profile_text(profile_text(profile), "p.toml") == profile


def test_what_is_said_for_one_import_goes_over_the_profile() -> None:
    said = ImportOptions(mapping={"[C]": "area"}, thousands=",", no_number=frozenset("x"), new_choices=True, heading_rows=(1, 1))
    options = PROFILE.options(said)
    assert options.mapping == {**PROFILE.mapping, "[C]": "area"}
    assert (options.thousands, options.no_number, options.heading_rows) == (",", frozenset({"/", "—", "x"}), (1, 1))
    assert (options.sheets, options.include_hidden, options.new_choices) == (("Север", "Юг"), frozenset({"rows"}), True)
    assert profile_of("Минздрав", "tallies", PROFILE.options()) == PROFILE


@pytest.mark.parametrize(
    "text",
    [
        "name = 1",
        "kind = ",
        'name = "a"\nkind = "tallies"\nthousands = ";"',
        'name = "a"\nkind = "tallies"\nheading_rows = [0, 1]',
        'name = "a"\nkind = "tallies"\nheading_rows = [1]',
        'name = "a"\nkind = "tallies"\ninclude_hidden = ["all"]',
        'name = "a"\nkind = "tallies"\nunheard_of = 1',
        "\x00",
    ],
)
def test_a_profile_that_cannot_be_meant_is_refused(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text(text, encoding="utf-8")
    assert (refusal("bad")[0], saved_profiles()) == ("profile_wrong", ())


def test_a_profile_of_another_kind_is_refused() -> None:
    save_profile(PROFILE)
    assert refusal("Минздрав", "stations")[0] == "profile_other_kind"
    assert refusal("нет такого", "stations") == ("profile_missing", ["Минздрав"])


def test_no_name_leads_out_of_the_folder(folder: Path) -> None:
    assert {profile_file(name).parent for name in ("../x", "..", "/etc/passwd", "a\\b", "C:x", "")} == {folder}


def test_a_profile_of_another_year_maps_choices_by_their_names_and_passes_over_those_that_do_not_stand(tmp_path: Path) -> None:
    region = region_at(tmp_path)
    own = contest(region)
    profile = profile_of("a", "tallies", ImportOptions(mapping={"Асанов": "choice:c1", "x": "line:issued"}, sheets=("Север",)), own)
    assert profile.mapping == {"Асанов": "choice:Асанов Ерлан", "x": "line:issued"}
    elsewhere = msgspec.structs.replace(profile, mapping={**profile.mapping, "Смирнов": "choice:Смирнов Пётр", "z": "choice:k4Vq"})
    options = elsewhere.options(None, own, {"Лист1"})
    assert (options.mapping, options.sheets) == (profile.mapping, ())
    heading = ("УИК", "1", "x", "3а", "Асанов", "Ёлкина Анна")
    plan = planned(region, "tallies", sheet(heading, ("1", "100", "60", "5", "40", "18")), mapping=options.mapping)
    region.close()
    assert [body.votes for record in plan.records if isinstance(body := record.body, Entry)] == [{"c1": 40, "c2": 18}]
