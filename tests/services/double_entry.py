"""A small region in which several people type the same protocols, without a disk's own time: each person is one login on the same open file."""

from pathlib import Path
from typing import Final

from electdesk.domain.forms import load_form, load_form_named
from electdesk.domain.records import Area, Choice, SetUp, Station
from electdesk.domain.records.setup import DOUBLE
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.commands import Command
from electdesk.services.commands.entries import Values
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.services.unit_of_work import ChangeSet
from electdesk.storage.region_file import RegionFile
from tests.regions import CANDIDATES, good_values

AIGUL: Final = Person("aigul", ("clerk",))
BOLAT: Final = Person("bolat", ("clerk",))
DANA: Final = Person("dana", ("clerk",))
SAULE: Final = Person("saule", ("supervisor",))
TIMUR: Final = Person("timur", ("supervisor",))
PEOPLE: Final = {person.name: person for person in (AIGUL, BOLAT, DANA, SAULE, TIMUR)}
VOTERS: Final = 500


def double_region(
    folder: Path, *, stations: int = 3, verification: str = DOUBLE, contests: tuple[str, ...] = ("president",), rules: str = ""
) -> Region:
    """Stations "1", "2" … (records station0 …) in one district, form kz-president-2011, three candidates, 500 voters each, nothing typed.

    ``rules``: further relations of the form of the last contest, as they stand in a form file.
    """
    region = Region(RegionFile.create(folder / "double.electdesk", first_commit("double", "TEST", SAULE), SAULE.name), SAULE)
    form = load_form_named("kz-president-2011")
    set_up = SetUp(region={"": "Region"}, day="2011-04-03", verification=verification)
    forms = [form] * (len(contests) - 1) + [load_form(form.text + rules)]
    set_up_region(region, set_up, [(code, {"": code}, each) for code, each in zip(contests, forms, strict=True)])
    unit = region.unit("SetUpRegion")
    for contest in region.columns.contests:
        for order, candidate in enumerate(CANDIDATES, start=1):
            unit.put(Choice(contest=contest, name={"": candidate}, order=order), f"{contest}{order}")
    area = unit.put(Area(name={"": "Alpha"}, parent=region.columns.register.area_ids[0], order=1), "area1")
    for place in range(stations):
        unit.put(Station(number=str(place + 1), area=area, name={"": "School"}, voters=VOTERS), f"station{place}")
    unit.commit()
    return region


def as_person(region: Region, person: Person, command: Command) -> ChangeSet:
    """Run a command as somebody."""
    region.person = person
    return region.execute(command)


def protocol(issued: int = 440, **other: int | str | None) -> Values:
    """A protocol that adds up, with some lines (``line_1`` …) read otherwise."""
    return {**good_values(VOTERS, issued), **{name.removeprefix("line_"): figure for name, figure in other.items()}}
