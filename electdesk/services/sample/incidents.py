"""The incidents of a sample day, in the kinds that a report on such a day names; stations, times and words are invented.

Every one has ended, because its clock stands in the year of the day. Each tuple: category, city ("" any place), how many stations.
"""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Final

import msgspec

from electdesk.domain.incident_kinds import category, incident_kinds
from electdesk.domain.records import Incident, IncidentStep
from electdesk.services.sample.drawing import Drawn
from electdesk.services.unit_of_work import new_record_id

USUAL: Final = ((("A1", "", 4), ("B1", "", 2), ("B2", "", 2)), (("F1", "Усть-Каменогорск", 1), ("E1", "Усть-Каменогорск", 1)))
SINGLE: Final = (("A4", "Семей", 1), ("F5", "", 1))
TOLD: Final = {
    "A1": ("Избиратель не нашёл себя в списке", "Сверено со списком, избиратель внесён в дополнительный список", "observer"),
    "B1": ("Осталось меньше бюллетеней, чем избирателей в очереди", "Бюллетени довезены из резерва района", "commission"),
    "B2": ("Бюллетеней больше, чем указано в акте передачи", "Пересчитаны и записаны в акт, излишек возвращён", "commission"),
    "F1": ("Наблюдатель общественного объединения не зарегистрирован", "Комиссия зарегистрировала наблюдателя", "observer"),
    "E1": ("На участке агитируют за одного из кандидатов", "Материалы убраны, агитация прекращена", "observer"),
    "A4": ("Бюллетени выданы без удостоверения личности", "Комиссии разъяснён порядок, записано в журнал", "proxy"),
    "F5": ("Интервьюеру мешают проводить экзит-пол у входа", "Недоразумение разъяснено на месте", "interviewer"),
}
"""Category → what happened, what was done, who told it."""
SETTLED_WITHIN: Final = 30
"""Minutes within which the interviewer could go on."""


class DrawnIncident(msgspec.Struct, frozen=True):
    """An incident with the record id that it gets, and its steps."""

    record: str
    body: Incident
    steps: tuple[tuple[str, IncidentStep], ...]


def draw_incidents(drawn: Drawn, stations: list[str]) -> Iterator[DrawnIncident]:
    """The incidents of a drawn sample, in the order in which they were reported. ``stations``: the record id of each drawn station."""
    rng = random.Random(f"{drawn.seed} incidents")
    placed = []
    for code, city, many in (*USUAL[0], *USUAL[1], *SINGLE):
        units = [at for at, unit in enumerate(drawn.facts.units) if not city or unit.name["ru"].startswith(city)]
        places = [at for at, station in enumerate(drawn.stations) if station.unit in units and not station.is_special]
        placed += [(rng.randrange(75, 700), code, place) for place in rng.sample(places, many)]
    begins = dt.datetime.fromisoformat(f"{drawn.facts.day}T07:00:00") - dt.timedelta(minutes=drawn.facts.utc_offset)
    for number, (minute, code, place) in enumerate(sorted(placed), start=1):
        happened = begins + dt.timedelta(minutes=minute)
        reported = happened + dt.timedelta(minutes=rng.randrange(2, 15))
        ended = reported + dt.timedelta(minutes=SETTLED_WITHIN - 2 if code == "F5" else rng.randrange(12, 95))
        text, measures, source = TOLD[code]
        kind = category(code)
        body = Incident(
            number=number,
            category=code,
            severity=kind.severity,
            occurred_at=_time(happened),
            reported_at=_time(reported),
            registered_at=_time(reported),
            station=stations[place],
            text=text,
            source=source,
            owner=drawn.facts.units[drawn.stations[place].unit].name["ru"],
            deadline=_time(reported + dt.timedelta(minutes=incident_kinds().minutes(kind.severity))),
            measures=measures,
        )
        yield _with_steps(body, _time(reported), _time(ended))


def _with_steps(body: Incident, reported: str, ended: str) -> DrawnIncident:
    record, assigned, resolved = new_record_id(), new_record_id(), new_record_id()
    steps = (
        (assigned, IncidentStep(incident=record, step="assign", at=reported, to=body.owner)),
        (resolved, IncidentStep(incident=record, step="resolve", at=ended, after=(assigned,))),
    )
    return DrawnIncident(record, body, steps)


def _time(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
