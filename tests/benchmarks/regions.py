"""Generated regions of any size: districts of about 1,000 stations, form ru-president-2018, eight choices, figures that add up."""

import random
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from electdesk.domain.forms import load_bundle
from electdesk.domain.records import Area, Choice, Entry, SetUp, Station
from electdesk.services.person import EVERY_ROLE, Person
from electdesk.services.region import Region
from electdesk.services.unit_of_work import new_choice_id, new_record_id
from electdesk.storage.regions import create_region

CLERK: Final = Person("Clerk", EVERY_ROLE, "bench")
CHOICES: Final = 8
WIDTH: Final = 12 + CHOICES
_PLACES: Final = ("Лесная", "Каменка", "Ақбұлақ", "Озёрное", "Қызылсу", "Степное", "Новый Яр", "Тасөзек")

Figures = npt.NDArray[np.int64]


def protocols(stations: int, seed: int = 1) -> Figures:
    """Figures of that many stations, a row each: the form's twelve lines, then the votes. R4 alone is broken, at one in 1,000."""
    rng = np.random.default_rng(seed)
    registered = np.clip(rng.lognormal(6.4, 0.8, stations), 35, 2977).astype(np.int64)
    issued = (registered * np.clip(rng.normal(0.62, 0.09, stations), 0.2, 0.99)).astype(np.int64)
    outside = (issued * rng.uniform(0.0, 0.1, stations)).astype(np.int64)
    received = -(-registered * 101 // 100)
    votes = rng.multinomial(issued, (0.74, 0.13, 0.05, 0.025, 0.02, 0.015, 0.01, 0.01)).astype(np.int64)
    invalid = np.minimum(rng.binomial(issued, 0.01), votes[:, 0])
    votes[:, 0] -= invalid
    figures = np.zeros((stations, WIDTH), np.int64)
    figures[:, 0], figures[:, 1] = registered, received
    figures[:, 3], figures[:, 4], figures[:, 5] = issued - outside, outside, received - issued
    figures[:, 6], figures[:, 7] = outside, issued - outside
    figures[:, 8], figures[:, 9] = invalid, issued - invalid
    figures[:, 12:] = votes
    figures[::1000, 12] += 10
    return figures


def make_region(path: Path, stations: int) -> Region:
    """A region file with every station entered (source "file"), in three commits."""
    region = make_register(path, stations)
    (columns,) = region.columns.contests.values()
    figures = protocols(stations).tolist()
    lines, choices = len(columns.form.lines), columns.choice_ids
    unit = region.unit("ImportTallies")
    unit.put_new(
        [
            Entry(
                station=station,
                contest=columns.record,
                form=columns.form.key,
                lines=tuple(row[:lines]),
                votes=dict(zip(choices, row[lines:], strict=True)),
                source="file",
            )
            for station, row in zip(columns.register.ids, figures, strict=True)
        ]
    )
    unit.commit()
    columns.refresh()
    return region


def make_register(path: Path, stations: int) -> Region:
    """The same without entries."""
    set_up = SetUp(region={"en": "Bench"}, day="2018-03-18", utc_offset=300, generated=1)
    region = create_region(path, CLERK, "TEST", set_up, load_bundle("ru-president-2018"))
    rng = random.Random(1)
    unit = region.unit("ImportStations")
    above = region.columns.register.area_ids[0]
    (contest,) = region.columns.contests
    areas = [
        unit.put(Area(name={"": f"District {number}"}, parent=above, order=number), new_record_id())
        for number in range(1, max(2, min(100, stations // 100)) + 1)
    ]
    for order in range(1, CHOICES + 1):
        unit.put(Choice(contest=contest, name={"": f"Candidate {order}"}, order=order), new_choice_id())
    voters = protocols(stations)[:, 0].tolist()
    for number, size in enumerate(voters, start=1):
        name = {"": f"Школа № {rng.randrange(1, 60)}, {rng.choice(_PLACES)}"}
        unit.put(
            Station(number=str(number), area=areas[(number - 1) * len(areas) // stations], name=name, voters=size), new_record_id()
        )
    unit.commit()
    return region
