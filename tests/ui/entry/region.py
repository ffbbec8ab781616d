"""A region with a form of sixteen lines, as a district has it on the evening of the day."""

from pathlib import Path
from typing import Final

from electdesk.domain.forms import Form, load_form_named
from electdesk.domain.records import Area, Choice, SetUp, Station
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile

CANDIDATES: Final = ("A", "B", "C", "D")
GOOD: Final = ("871", "880", "0", "762", "58", "60", "58", "762", "4", "816", "0", "0", "781", "20", "10", "5")
"""A protocol of station 114 that adds up, as typed line by line."""


def evening_region(
    tmp_path: Path, *, forms: tuple[str, ...] = ("ru-president-2018",), role: str = "clerk", name: str = "evening"
) -> Region:
    """Six stations in two districts (113 … 116, 7, and 114 again in the other district); nothing entered. One contest a form."""
    return evening_of(tmp_path, [load_form_named(form) for form in forms], role=role, name=name)


def evening_of(tmp_path: Path, forms: list[Form], *, role: str = "clerk", name: str = "evening") -> Region:
    """The same with forms that are read already."""
    person = Person("Operator 2", (role,))
    store = RegionFile.create(tmp_path / f"{name}.electdesk", first_commit(name, "TEST", person), person.name)
    region = Region(store, person)
    names = [("president", {"ru": "Выборы Президента", "kk": "Президент сайлауы", "en": "President"})]
    names += [(f"second{n}", {"ru": f"Второй {n}", "kk": f"Екінші {n}", "en": f"Second {n}"}) for n in range(1, len(forms))]
    set_up_region(
        region,
        SetUp(region={"ru": "ВКО", "kk": "ШҚО", "en": "EKO"}, day="2018-03-18"),
        [(code, title, form) for (code, title), form in zip(names, forms, strict=True)],
    )
    unit = region.unit("SetUpRegion")
    top = region.columns.register.area_ids[0]
    near = unit.put(
        Area(name={"ru": "Глубоковский район", "kk": "Глубокое ауданы", "en": "Glubokoye"}, parent=top, order=1), "near"
    )
    far = unit.put(Area(name={"ru": "Риддер", "kk": "Риддер", "en": "Ridder"}, parent=top, order=2), "far")
    for contest in region.columns.contests:
        for order, letter in enumerate(CANDIDATES, start=1):
            label = {"ru": f"Кандидат {letter}", "kk": f"Кандидат {letter}", "en": f"Candidate {letter}"}
            unit.put(Choice(contest=contest, name=label, order=order), f"{contest}-{letter}")
    houses = {"113": "Школа № 4", "114": "Дом культуры, с. Предгорное", "115": "Кітапхана, Қарағай", "116": "Клуб, с. Берёзовка"}
    for number, house in houses.items():
        kk = "Мәдениет үйі, Предгорное ауылы" if number == "114" else house
        unit.put(Station(number=number, area=near, name={"ru": house, "kk": kk}, voters=871, address="ул. Мира, 12"), f"s{number}")
    unit.put(Station(number="114", area=far, name={"ru": "Лицей"}, voters=500), "far114")
    unit.put(Station(number="7", area=far, name={"ru": "Больница"}, type="hospital", voters=60), "far7")
    unit.commit()
    return region


def row_of(region: Region, station: str) -> int:
    """The row of a station of this region by its record id."""
    return region.columns.register.row_of[station]
