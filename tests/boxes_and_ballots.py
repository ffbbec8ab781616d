"""Regions whose papers are unlike the usual one: with boxes to tick, and with another ballot in each constituency."""

from pathlib import Path
from typing import Final

from electdesk.domain.forms import Form, load_form, load_form_named
from electdesk.domain.records import Area, Choice, SetUp, Station
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.commands import FinishEntry
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile

BOXES: Final = """
id = "boxes"
title = { ru = "Ф", kk = "Ф", en = "Boxes" }

[[line]]
id = "came"
number = "1"
label = { ru = "Пришло", kk = "Келді", en = "Came" }

[[line]]
id = "again"
number = "2"
kind = "yesno"
label = { ru = "Пересчёт", kk = "Қайта", en = "Counted again" }

[[line]]
id = "why"
number = "3"
kind = "oneof"
label = { ru = "Причина", kk = "Себеп", en = "Reason" }
options = [
    { id = "calm", label = { ru = "тихо", kk = "тыныш", en = "calm" } },
    { id = "storm", label = { ru = "буря", kk = "дауыл", en = "storm" } },
    { id = "flood", label = { ru = "паводок", kk = "тасқын", en = "flood" } },
]
"""
TICKS: Final = ((10, True, "calm"), (10, True, "flood"), (10, False, "storm"))


def _region(folder: Path, form: Form, code: str) -> Region:
    person = Person("Aigul")
    region = Region(RegionFile.create(folder / f"{code}.electdesk", first_commit(code, "TEST", person), person.name), person)
    set_up_region(region, SetUp(region={"": "Region"}, day="2011-04-03"), [(code, {"": code}, form)])
    return region


def with_boxes(folder: Path) -> Region:
    """Three stations of one district; of each paper a count, a box "yes" or "no", and one box of three."""
    region = _region(folder, load_form(BOXES), "boxes")
    unit = region.unit("SetUpRegion")
    area = unit.put(Area(name={"": "Alpha"}, parent=region.columns.register.area_ids[0], order=1), "area1")
    for place in range(len(TICKS)):
        unit.put(Station(number=str(place + 1), area=area, voters=20), f"station{place}")
    unit.commit()
    for place, (came, again, why) in enumerate(TICKS):
        region.execute(FinishEntry(station=f"station{place}", values={"1": came, "2": again, "3": why}))
    return region


def with_constituencies(folder: Path) -> Region:
    """Station 1 votes for N1 and N2, station 2 for S1 and S2: each paper numbers its own two choices 8 and 9. No protocol yet."""
    region = _region(folder, load_form_named("kz-president-2011"), "seats")
    contest = next(iter(region.columns.contests))
    unit = region.unit("SetUpRegion")
    for order, record in enumerate(("n1", "n2", "s1", "s2"), 1):
        place = "north" if record[0] == "n" else "south"
        unit.put(Choice(contest=contest, name={"": record.upper()}, order=order, constituency=place), record)
    area = unit.put(Area(name={"": "Alpha"}, parent=region.columns.register.area_ids[0], order=1), "area1")
    for number, place in (("1", "north"), ("2", "south")):
        unit.put(Station(number=number, area=area, voters=500, constituency=place), f"station{number}")
    unit.commit()
    return region
