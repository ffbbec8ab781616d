"""The day from a workbook: a row a station, a column a slot of the set-up, and beside them hours and sizes of lists."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import msgspec

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.records import EarlierTurnout, Report
from electdesk.domain.records.earlier_turnout import WHOLE
from electdesk.domain.records.report import CLOSED, HOURS, OPENED, VOTERS_ADDED, VOTERS_CLOSING, VOTERS_OPENING
from electdesk.services.imports.declared import AREA, BadCell, Fields, ImportColumn, ImportKind, PlainRecords, Task, station_column

_BESIDE: Final = (
    ImportColumn(
        target=f"what:{OPENED}",
        type="time",
        heading={"ru": "Открыт", "kk": "Ашылды", "en": "Opened"},
        also="время открытия|открытие|ашылу уақыты|opening time",
        example="07:00",
    ),
    ImportColumn(
        target=f"what:{CLOSED}",
        type="time",
        heading={"ru": "Завершил голосование", "kk": "Дауыс беру аяқталды", "en": "Ended voting"},
        also="закрыт|время закрытия|жабылды|closed|closing time",
        example="20:00",
    ),
    ImportColumn(
        target=f"what:{VOTERS_OPENING}",
        type="count",
        heading={"ru": "Избирателей при открытии", "kk": "Ашылу кезіндегі сайлаушылар", "en": "Voters at opening"},
        also="список при открытии|список на открытие",
    ),
    ImportColumn(
        target=f"what:{VOTERS_ADDED}",
        type="count",
        heading={"ru": "Добавлено избирателей", "kk": "Қосылған сайлаушылар", "en": "Voters added"},
        also="добавлено|дополнительно включено|added",
    ),
    ImportColumn(
        target=f"what:{VOTERS_CLOSING}",
        type="count",
        heading={"ru": "Избирателей при закрытии", "kk": "Жабылу кезіндегі сайлаушылар", "en": "Voters at closing"},
        also="список при закрытии|список на закрытие",
    ),
)


def _columns(region: RegionColumns, contest: ContestColumns | None) -> tuple[ImportColumn, ...]:
    """The station, the slots of the set-up, and what is told beside them."""
    del contest
    return (station_column(field=""), AREA, *(_slot(slot) for slot in region.set_up.turnout_slots), *_BESIDE)


def _slot(slot: str) -> ImportColumn:
    hour, _, minutes = slot.partition(":")
    bare = str(int(hour))
    also = [slot, f"{bare}:{minutes}", f"{hour}.{minutes}", f"{bare}.{minutes}"]
    if minutes == "00":
        also += [bare, f"на {bare} часов", f"{bare} ч", f"на {bare}:00", f"сағат {bare}", f"at {bare}:00"]
    return ImportColumn(
        target=f"what:{slot}",
        type="count",
        heading={"ru": f"на {slot}", "kk": f"сағат {slot}", "en": f"at {slot}"},
        also="|".join(dict.fromkeys(also)),
    )


def _reports(values: Any, task: Task) -> Iterator[Fields]:
    """What one row tells: a report for every cell that is filled. Counts that fall are taken in, as at the telephone: the checks mark them."""
    told: dict[str, int] = {}
    for target, value in values.items():
        what = target.removeprefix("what:")
        if what == target or value is None:
            continue
        told[what] = int(value[:2]) * 60 + int(value[3:5]) if what in HOURS else value
    opened, closed = told.get(OPENED, -1), told.get(CLOSED, -1)
    row = task.region.register.row_of[values["station"]]
    turnout = task.region.turnout
    opened = opened if opened >= 0 else int(turnout.told[row, turnout.column_of[OPENED]])
    if 0 <= closed <= opened:
        raise BadCell(f"what:{CLOSED}", "closing_first")
    for what, figure in told.items():
        yield {"station": values["station"], "what": what, "figure": figure}


def _held(task: Task) -> Iterable[tuple[str, Report]]:
    return task.region.reports()


TURNOUT: Final = ImportKind(
    name="turnout",
    command="ImportTurnout",
    columns=_columns,
    plain=PlainRecords(body=Report, key=("station", "what"), records=_reports, held=_held),
)


def _earlier_columns(region: RegionColumns, contest: ContestColumns | None) -> tuple[ImportColumn, ...]:
    """The district (empty: the region) and its share at each slot, in per cent of the list."""
    del contest
    slots = (msgspec.structs.replace(_slot(slot), target=f"share:{slot}", type="decimal") for slot in region.set_up.turnout_slots)
    election = ImportColumn(target="election", heading={"ru": "Выборы", "kk": "Сайлау", "en": "Election"}, field="election")
    return (msgspec.structs.replace(AREA, obligatory=True), *slots, election)


def _earlier(values: Any, _task: Task) -> Iterator[Fields]:
    """One record a district; a row without one is the region's own curve."""
    shares = {}
    for target, value in values.items():
        if target.startswith("share:") and value is not None:
            hundredths = Decimal(value) * 100
            if not 0 <= hundredths <= WHOLE:
                raise BadCell(target, "too_large" if hundredths > 0 else "negative")
            shares[target.removeprefix("share:")] = int(hundredths.to_integral_value(ROUND_HALF_UP))
    if shares:
        yield {"area": values.get("area") or "", "election": values.get("election") or "", "shares": shares}


EARLIER_TURNOUT: Final = ImportKind(
    name="earlier-turnout",
    command="ImportEarlierTurnout",
    columns=_earlier_columns,
    plain=PlainRecords(body=EarlierTurnout, key=("area",), records=_earlier),
)
