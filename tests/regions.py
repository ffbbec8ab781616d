"""A small region as the program itself would make it: a real file, real commands, two stations with problems."""

from pathlib import Path
from typing import Final

from electdesk.domain.forms import load_form_named
from electdesk.domain.records import Area, Choice, SetUp, Station
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.commands import FinishEntry, MakeFinal
from electdesk.services.person import EVERY_ROLE, Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile

DISTRICTS: Final = (
    {"ru": "Глубоковский", "kk": "Глубокое", "en": "Glubokoye"},
    {"ru": "Риддер", "kk": "Риддер", "en": "Ridder"},
    {"ru": "Жарминский", "kk": "Жарма", "en": "Zharma"},
)
PLACES: Final = ("Школа № {n}", "ДК, с. Предгорное {n}", "Қалалық кітапхана {n}", "Клуб, с. Берёзовка {n}", "Лицей № {n}")
CANDIDATES: Final = ("Candidate A", "Candidate B", "Candidate C")
BROKEN: Final = 4
"""Row whose votes do not add up."""
FULL: Final = 5
"""Row where everyone on the list voted: a finding for attention."""
OTHER_LIST: Final = 6
"""Row whose protocol and register differ about the list: a soft finding, to be confirmed."""


def good_values(voters: int, issued: int) -> dict[str, int | str | bool | None]:
    """A protocol of the form kz-president-2011 that adds up: everyone who received a ballot voted, 1 in 50 was invalid."""
    invalid = issued // 50
    first = (issued - invalid) * 8 // 10
    second = (issued - invalid) // 10
    lines = {"1": voters, "2": voters, "3": issued, "3a": 0, "3b": 2, "4": voters - issued, "5": 0, "6": issued, "7": invalid}
    votes = {"8": first, "9": second, "10": issued - invalid - first - second}
    return {**lines, **votes}


def small_region(tmp_path: Path, *, entered: int = 20, role: str = "", name: str = "small") -> Region:
    """30 stations in 3 districts, form kz-president-2011, three candidates; the first ``entered`` have protocols.

    Numbers run 2, 10, 11 … and one holds a letter (12а). Row 4 does not add up, row 6 has to be confirmed, rows 0 and 1 are
    final, row 29 has a note.
    """
    person = Person("Aigul", (role,) if role else EVERY_ROLE)
    path = tmp_path / f"{name}.electdesk"
    store = RegionFile.create(path, first_commit(name, "TEST", person), person.name)
    region = Region(store, person)
    form = load_form_named("kz-president-2011")
    set_up = SetUp(region={"ru": "Область", "kk": "Облыс", "en": "Region"}, day="2011-04-03")
    set_up_region(region, set_up, [("president", {"ru": "Выборы", "kk": "Сайлау", "en": "Election"}, form)])
    contest = next(iter(region.columns.contests))
    top = region.columns.register.area_ids[0]
    unit = region.unit("SetUpRegion")
    for order, candidate in enumerate(CANDIDATES, start=1):
        unit.put(Choice(contest=contest, name={"": candidate}, order=order), f"choice{order}")
    areas = [unit.put(Area(name=dict(names), parent=top, order=order), f"area{order}") for order, names in enumerate(DISTRICTS, 1)]
    for row in range(30):
        number = "2" if row == 0 else "12а" if row == BROKEN else str(9 + row if row < BROKEN else 8 + row)
        unit.put(
            Station(
                number=number,
                area=areas[row // 10],
                name={"ru": PLACES[row % 5].format(n=row + 1)},
                type="hospital" if row % 7 == 6 else "ordinary",
                voters=500 + 10 * row,
                note="Позвонить председателю" if row == 29 else "",
                aliases=("901",) if row == 7 else (),
            ),
            f"station{row:02}",
        )
    unit.commit()
    for row in range(entered):
        voters = 500 + 10 * row
        values = good_values(voters, voters if row == FULL else voters - 60 - row)
        if row == OTHER_LIST:
            values["1"] = int(str(values["1"])) + 90
            values["2"] = int(str(values["2"])) + 90
            values["4"] = int(str(values["4"])) + 90
        if row == BROKEN:
            values["8"] = int(str(values["8"])) + 10
        region.execute(FinishEntry(station=f"station{row:02}", values=values))
    ready = [station for station, row in (("station00", 0), ("station01", 1)) if row < entered]
    if ready and role in ("", "supervisor"):
        region.execute(MakeFinal(stations=tuple(ready)))
    return region


def two_contests(tmp_path: Path) -> Region:
    """One station that votes twice on one day; only the first contest has its protocol."""
    person = Person("Aigul")
    region = Region(RegionFile.create(tmp_path / "two.electdesk", first_commit("two", "TEST", person), person.name), person)
    form = load_form_named("kz-president-2011")
    titles = (("lists", {"": "Lists"}), ("district", {"": "District"}))
    set_up_region(region, SetUp(region={"": "Region"}, day="2011-04-03"), [(code, title, form) for code, title in titles])
    top = region.columns.register.area_ids[0]
    unit = region.unit("SetUpRegion")
    for contest in region.columns.contests:
        for order, candidate in enumerate(CANDIDATES, start=1):
            unit.put(Choice(contest=contest, name={"": candidate}, order=order), f"{contest}{order}")
    area = unit.put(Area(name={"": "Alpha"}, parent=top, order=1), "area1")
    unit.put(Station(number="1", area=area, name={"": "School"}, voters=500), "station00")
    unit.commit()
    region.execute(FinishEntry(station="station00", contest="lists", values=good_values(500, 440)))
    return region
