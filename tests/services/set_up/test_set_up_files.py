"""A set-up file makes the region that it describes, or names each of its mistakes by line and makes nothing."""

from pathlib import Path
from string import Formatter

import pytest

from electdesk.domain.records import Area, Choice, Contact, SetUp, Station
from electdesk.domain.records.setup import SET_UP
from electdesk.i18n.sentences import set_up_problem_sentence
from electdesk.i18n.set_up_texts import SET_UP_PROBLEMS
from electdesk.paths import resources_dir
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.set_up.creating import write_ready
from electdesk.services.set_up.plan import AreaPlan, ChoicePlan, ContestPlan, Plan, UserPlan
from electdesk.services.set_up.problems import SetUpFileError
from electdesk.services.set_up.reading import parse_set_up, read_set_up
from electdesk.services.set_up.writing import write_set_up
from electdesk.storage.regions import create_with
from electdesk.workbooks.csv_reader import CsvReader

SHORTEST = 'region = "Область"\n[[contest]]\nform = "kz-president"\n'


def made(tmp_path: Path, text: str) -> Region:
    """The region of a set-up file with this text."""
    file = tmp_path / "set-up.toml"
    file.write_text(text, encoding="utf-8")
    _, ready = read_set_up(file, CsvReader())
    return create_with(tmp_path / "new.electdesk", Person("Aigul"), "TEST", ready.set_up, lambda region: write_ready(region, ready))


def mistakes(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    """The lines and codes of a wrong set-up file."""
    file = tmp_path / "set-up.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SetUpFileError) as wrong:
        read_set_up(file, CsvReader())
    found = wrong.value.problems
    for problem in found:
        wanted = {name for text in SET_UP_PROBLEMS.get(problem.code, ()) for _, name, _, _ in Formatter().parse(text) if name}
        assert wanted <= {*problem.params, "text"}, problem
        assert set_up_problem_sentence(problem.code, problem.params)
    return [(problem.line, problem.code) for problem in found]


def test_the_sample_file_makes_its_region(tmp_path: Path) -> None:
    region = made(tmp_path, (resources_dir() / "samples" / "set-up.toml").read_text("utf-8"))
    columns = region.columns
    bodies = columns.records.bodies
    assert columns.set_up == SetUp(
        region={"ru": "Учебная область", "kk": "Оқу облысы", "en": "Practice oblast"},
        commission={
            "ru": "Учебная областная избирательная комиссия",
            "kk": "Оқу облыстық сайлау комиссиясы",
            "en": "Practice oblast election commission",
        },
        election={"ru": "Учебные выборы", "kk": "Оқу сайлауы", "en": "Practice election"},
        day="2026-06-14",
        utc_offset=300,
        opens="07:00",
        closes="20:00",
        turnout_slots=("10:00", "12:00", "14:00", "16:00", "18:00", "20:00"),
        percentage_base="valid",
        turnout_definition="issued",
        verification="single",
        closing={"hospital": "all_voted", "abroad": "clock"},
        thresholds={
            "register_difference": 0,
            "reserve_percent": 1,
            "contest_difference": 5,
            "swap_votes": 30,
            "swap_gain": 40,
            "swap_nearer": 5,
            "turnout_jump_percent": 50,
            "turnout_jump_votes": 100,
            "turnout_zero_minutes": 180,
            "protocol_expected_minutes": 120,
        },
    )
    root, north, town = columns.register.area_ids
    assert [columns.register.areas[record] for record in (root, north, town)] == [
        Area(name=columns.set_up.region, kind="region"),
        Area(
            name={"ru": "Северный район", "kk": "Солтүстік ауданы"} | {"en": "Northern district"},
            parent=root,
            code="991000000",
            order=1,
        ),
        Area(
            name={"ru": "г. Озёрск", "kk": "Озёрск қ.", "en": "Ozyorsk city"}, kind="city", parent=root, code="992000000", order=2
        ),
    ]
    assert columns.register.stations == [
        Station(number="101", area=north, name={"": "Школа № 1"}, voters=1240, address="ул. Абая, 5"),
        Station(number="102", area=north, name={"": "Районная больница"}, type="hospital", voters=85, address="ул. Мира, 2"),
        Station(number="201", area=town, name={"": "Лицей"}, voters=1810, address="пр. Достык, 11"),
        Station(number="202", area=town, name={"": "Дом культуры"}, voters=1565, address="ул. Озёрная, 7"),
    ]
    (contest,) = columns.contests.values()
    assert (contest.contest.code, contest.form.id, contest.contest.title["en"]) == (
        "president",
        "kz-president",
        "Presidential election",
    )
    names = ({"": "Асанова Гүлнар"}, {"ru": "Беков Ерлан", "kk": "Беков Ерлан", "en": "Yerlan Bekov"})
    assert list(bodies["choice"].values()) == [
        Choice(contest=contest.record, name=name, order=order) for order, name in enumerate(names, 1)
    ]
    first, second, third, _ = columns.register.ids
    assert sorted(bodies["contact"].values(), key=lambda contact: contact.phones) == [
        Contact(station=first, role="chair", name="Учебная А. А.", phones=("+7 700 000 00 01",)),
        Contact(station=first, role="secretary", name="Учебный Б. Б.", phones=("+7 700 000 00 02",)),
        Contact(station=second, role="chair", name="Учебная В. В.", phones=("+7 700 000 00 03",)),
        Contact(station=third, role="chair", name="Учебный Г. Г.", phones=("+7 700 000 00 04",)),
    ]
    assert [row.commit.command for row in region.store.commits()] == ["NewRegion", "SetUpRegion"]
    assert region.store.verify().ok
    region.close()


def test_the_shortest_file_is_a_region_and_one_contest(tmp_path: Path) -> None:
    region = made(tmp_path, SHORTEST)
    assert region.columns.records.bodies["set-up"][SET_UP] == SetUp(region={"": "Область"}, verification="single")
    assert [columns.contest.code for columns in region.columns.contests.values()] == ["kz-president"]
    region.close()


def test_a_file_with_users_is_typed_twice_unless_it_says_otherwise(tmp_path: Path) -> None:
    with_users = '[people]\nusers = true\n[[people.user]]\nlogin = "aigul"\nroles = ["admin"]\n'
    for text, verification in (
        (SHORTEST, "single"),
        (SHORTEST + with_users, "double"),
        ('verification = "later"\n' + SHORTEST + with_users, "later"),
        ('verification = "double"\n' + SHORTEST, "double"),
    ):
        plan, _ = parse_set_up(text)
        assert plan.set_up.verification == verification, text


def test_a_form_of_several_ballots_makes_all_or_the_one_that_is_named(tmp_path: Path) -> None:
    text = 'region = "Область"\n[[contest]]\nform = "ru-duma-2021"\n'
    region = made(tmp_path, text)
    both = [columns.contest.code for columns in region.columns.contests.values()]
    region.close()
    (tmp_path / "new.electdesk").unlink()
    region = made(tmp_path, f'{text}ballot = "{both[1]}"\nchoices = [{{ name = "А", constituency = "7" }}]\n')
    assert [columns.contest.code for columns in region.columns.contests.values()] == both[1:]
    region.close()
    assert len(both) == 2
    assert mistakes(tmp_path, f'{text}choices = ["А"]\n') == [(2, "ballot_wanted")]


def test_choices_come_from_a_table_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "choices.csv").write_text("№;ФИО;На казахском\n1;Асанов;Асанұлы\n2;Беков;\n", encoding="cp1251", errors="replace")
    region = made(tmp_path, SHORTEST + 'choices_file = "choices.csv"\n')
    assert [choice.name for choice in region.columns.records.bodies["choice"].values()] == [
        {"ru": "Асанов", "kk": "Асан?лы"},
        {"": "Беков"},
    ]
    region.close()


def test_stations_come_from_a_file_and_bring_their_districts(tmp_path: Path) -> None:
    (tmp_path / "stations.csv").write_text("Район,УИК,Число избирателей\nСевер,1,100\nЮг,2,200\n", encoding="utf-8")
    region = made(tmp_path, SHORTEST + '[[area]]\nname = "Север"\n[stations]\nfile = "stations.csv"\n')
    register = region.columns.register
    assert [(station.number, register.areas[station.area].name, station.voters) for station in register.stations] == [
        ("1", {"": "Север"}, 100),
        ("2", {"": "Юг"}, 200),
    ]
    region.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('regio = "Область"\n[[contest]]\nform = "kz-president"\n', [(0, "missing_key"), (1, "unknown_key")]),
        ('regio = "Область"\n', [(0, "missing_key"), (0, "no_contests"), (1, "unknown_key")]),
        (
            'region = "О"\nopens = "7:00"\nhours = "all"\n[[contest]]\nform = "missing"\n[stations]\ntable = "УИК;Тип\\n2;плавучий"\n',
            [(2, "not_a_time"), (3, "unknown_key"), (5, "no_such_form"), (8, "cell")],
        ),
        ("region = \n", [(1, "toml")]),
        ('region = "Область"\n', [(0, "no_contests")]),
        (
            'region = "О"\nday = "14.06.2026"\nopens = "7:00"\n[[contest]]\nform = "kz-president"\n',
            [(2, "not_a_day"), (3, "not_a_time")],
        ),
        ('closes = "07:00"\nopens = "20:00"\n' + SHORTEST, [(1, "closes_first")]),
        (
            'opens = "07:00"\nturnout_slots = ["07:00", "10:00", "09:00"]\n' + SHORTEST,
            [(2, "slot_before_opening"), (2, "slots_unordered")],
        ),
        ('utc_offset = 900\nverification = "twice"\n' + SHORTEST, [(1, "out_of_range"), (2, "unknown_value")]),
        ('utc_offset = "300"\n' + SHORTEST, [(1, "wrong_type")]),
        ('turnout = "found"\n' + SHORTEST.replace("kz-president", "missing"), [(4, "no_such_form")]),
        (SHORTEST + 'choices = ["Асанов", "асанов "]\n', [(4, "choice_twice")]),
        (SHORTEST + 'choices = ["Против всех"]\n', [(4, "against_all_printed")]),
        (SHORTEST + 'choices = [{ name = "А", candidates = ["Б"] }]\n', [(4, "lists_not_here")]),
        (SHORTEST.replace("kz-president", "kz-referendum") + 'choices = ["Да"]\n', [(4, "choices_printed")]),
        (SHORTEST.replace("kz-president", "ru-president-2018") + 'choices = ["Против всех"]\n', [(4, "against_all_not_here")]),
        (SHORTEST + "choices = [1]\n", [(4, "wrong_type")]),
        (SHORTEST + 'choices_file = "none.csv"\n', [(4, "table")]),
        (
            SHORTEST + '[[area]]\nname = "А"\nparent = "Б"\n[[area]]\nname = "В"\n[[area]]\nname = "в"\n',
            [(6, "parent_unknown"), (10, "area_twice")],
        ),
        (SHORTEST + '[closing]\nschool = "clock"\nhospital = "noon"\n', [(5, "unknown_key"), (6, "unknown_value")]),
        (SHORTEST + "[thresholds]\nreserve = 1\n", [(5, "unknown_key")]),
        (SHORTEST + "[stations]\nfile = \"a.csv\"\ntable = '''\nУИК\n1\n'''\n", [(5, "table"), (6, "stations_twice")]),
        (SHORTEST + "[stations]\ntable = '''\nУИК;Тип\n1;обычный\n2;плавучий\n'''\n", [(8, "cell")]),
        (SHORTEST + "[stations]\ntable = '''УИК;Тип\n1;обычный\n2;плавучий\n'''\n", [(7, "cell")]),
        (
            SHORTEST + '[people]\nusers = false\n[[people.user]]\nlogin = "a"\nroles = ["boss"]\n',
            [(5, "users_unwanted"), (8, "unknown_value")],
        ),
        (SHORTEST + '[[people.user]]\nlogin = "Ә"\n[[people.user]]\nlogin = "ә"\n', [(7, "login_twice")]),
        (SHORTEST + "[people]\nusers = true\n", [(5, "users_wanted")]),
        (SHORTEST + f'[[people.user]]\nlogin = "{"a" * 41}"\n', [(5, "login_long")]),
        (
            SHORTEST + "choices = [{ name = \"А\", constituency = \"9\" }]\n[stations]\ntable = '''\nУИК;Округ\n1;8\n'''\n",
            [(4, "constituency_empty")],
        ),
    ],
)
def test_each_mistake_is_named_with_its_line(tmp_path: Path, text: str, expected: list[tuple[int, str]]) -> None:
    assert mistakes(tmp_path, text) == expected
    assert not (tmp_path / "new.electdesk").exists()


def test_a_plan_written_as_a_file_is_read_back_as_it_was() -> None:
    plan = Plan(
        set_up=SetUp(
            region={"ru": 'Область "А"', "kk": "Облыс"},
            day="2026-06-14",
            utc_offset=-60,
            opens="07:00",
            closes="20:00",
            turnout_slots=("10:00", "12:00"),
            percentage_base="took_part",
            turnout_definition="found",
            verification="later",
            closing={"abroad": "clock"},
            thresholds={"reserve_percent": 2},
        ),
        contests=(
            ContestPlan(
                "kz-president",
                code="p",
                title={"ru": "Выборы"},
                choices=(ChoicePlan({"": "А\\Б"}), ChoicePlan({"ru": "В", "kk": "Г"})),
            ),
            ContestPlan("x.toml", "list", choices=(ChoicePlan({"": "Д"}, "3", ({"": "Е"}, {"ru": "Ж"})),), choices_file="c.csv"),
        ),
        areas=(AreaPlan({"": "Север"}), AreaPlan({"ru": "Юг"}, "city", "Север", "12")),
        stations_table="УИК;Название\n1;«Школа»\n2;'Клуб'\n",
        with_users=True,
        users=(UserPlan("aigul", "Айгүл", ("admin", "clerk"), "ОИК"), UserPlan("bolat")),
    )
    read, table = parse_set_up(write_set_up(plan))
    assert (read, table.problems) == (plan, [])
    tricky = Plan(set_up=SetUp(region={"": "a\tb\u200bc"}), stations_table="№;a\n'''\";b\n")
    assert parse_set_up(write_set_up(tricky))[0].stations_table == tricky.stations_table
