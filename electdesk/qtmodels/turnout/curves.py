"""Turnout by the hour as curves and as the table beside them: one set of numbers for both."""

from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np

from electdesk.domain.figures import BLANK
from electdesk.domain.records import EarlierTurnout
from electdesk.domain.records.earlier_turnout import WHOLE
from electdesk.domain.records.names import in_language
from electdesk.i18n import NO_SHARE, format_count, format_percent, language, ptr, tr
from electdesk.i18n.turnout_texts import counted_words, slot_words
from electdesk.qtmodels.rows import Column, RowsModel
from electdesk.services.queries.turnout import AreaTurnout, area_rows, area_turnout, district_turnout, earlier_turnout

if TYPE_CHECKING:
    from electdesk.services.region import Region

Kind = Literal["chosen", "region", "thin", "earlier"]
MOST_STATIONS = 300
"""Thin lines of single stations; above, a bundle shows nothing but ink."""


class Point(msgspec.Struct, frozen=True):
    """One area at one slot: minutes since midnight, share in percent, and the words of both for tip, table and screen reader."""

    minutes: int
    percent: float
    complete: bool
    words: str


class Curve(msgspec.Struct, frozen=True):
    """One line. ``points`` are those with a share; a slot without one is a gap, never a zero and never bridged. ``record``: the area that a
    click chooses, "" for the region."""

    name: str
    kind: Kind
    record: str
    points: tuple[Point, ...]
    slots: tuple[int, ...]

    def values(self) -> tuple["np.ndarray", "np.ndarray"]:
        """Minutes and percent over all slots, NaN where there is no share."""
        found = {point.minutes: point.percent for point in self.points}
        ys = np.array([found.get(minutes, np.nan) for minutes in self.slots], np.float64)
        return np.array(self.slots, np.float64), ys


class Curves(msgspec.Struct, frozen=True):
    """What the panel shows. ``thin``: single stations of a district, or districts of the region. ``bundle``: shares of stations, k × slots."""

    slots: tuple[int, ...]
    chosen: Curve
    others: tuple[Curve, ...] = ()
    bundle: tuple[tuple[float, ...], ...] = ()


class CurveRow(msgspec.Struct, frozen=True):
    """One slot of the table beside the curve."""

    slot: str
    reported: int
    stations: int
    issued: int
    listed: int
    of_listed: int
    earlier: int = BLANK
    """Share in the earlier election at the same time, in hundredths of a per cent."""


def curves_of(region: "Region", area: str) -> tuple[Curves, list[CurveRow]]:
    """The curve of a district with the region beside it, or of the region with its districts; and its numbers."""
    turnout = region.columns.turnout
    minutes = turnout.clock.slots
    unit = area_turnout(region, area)
    chosen = _curve(unit, minutes, "chosen")
    if area:
        others: tuple[Curve, ...] = (_curve(area_turnout(region), minutes, "region"),)
        bundle = _stations(region, area)
    else:
        others = tuple(_curve(each, minutes, "thin") for each in district_turnout(region))
        bundle = ()
    before = earlier_turnout(region, area)
    if before is not None:
        others += (_earlier(before),)
    shares = before.shares if before is not None else {}
    rows = [
        CurveRow(
            total.slot,
            total.reported,
            total.stations,
            total.issued,
            total.share.of,
            total.share.count,
            shares.get(total.slot, BLANK),
        )
        for total in unit.slots
    ]
    return Curves(minutes, chosen, others, bundle), rows


def _earlier(before: EarlierTurnout) -> Curve:
    name = before.election or tr("Earlier election")
    points = tuple(
        Point(_minutes(time), share / 100, complete=True, words=f"{name} · {slot_words(time)} · {format_percent(share, WHOLE)}")
        for time, share in before.shares.items()
    )
    return Curve(name, "earlier", before.area, points, tuple(point.minutes for point in points))


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:5])


def _curve(unit: AreaTurnout, minutes: tuple[int, ...], kind: Kind) -> Curve:
    name = tr("Whole region") if not unit.record else in_language(unit.names, language()) or tr("Without a district")
    points = []
    for at, total in zip(minutes, unit.slots, strict=True):
        if total.reported and total.share.of:
            share = format_percent(total.share.count, total.share.of)
            words = f"{name} · {slot_words(total.slot)} · {share} · {counted_words(total.reported, total.stations)}"
            points.append(Point(at, 100 * total.share.count / total.share.of, total.is_complete, words))
    return Curve(name, kind, unit.record, tuple(points), minutes)


def _stations(region: "Region", area: str) -> tuple[tuple[float, ...], ...]:
    """Shares of the stations of a district; () where there are too many to be told apart."""
    turnout, register = region.columns.turnout, region.columns.register
    parts = [
        np.asarray(register.rows_in(place if place < len(register.area_ids) else -1), np.int64)
        for place in area_rows(region, area).tolist()
    ]
    rows = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    if len(rows) > MOST_STATIONS:
        return ()
    counted, voters = turnout.counted[rows].astype(np.float64), turnout.voters[rows].astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where((counted >= 0) & (voters[:, None] > 0), 100 * counted / voters[:, None], np.nan)
    return tuple(tuple(row) for row in shares.tolist())


class CurveTable(RowsModel[CurveRow]):
    """The table beside the curve."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(lambda: ptr("turnout", "Slot"), lambda row: slot_words(row.slot)),
                Column(
                    lambda: ptr("page", "Turnout"),
                    lambda row: format_percent(row.of_listed, row.listed) if row.reported else NO_SHARE,
                    right=True,
                ),
                Column(
                    lambda: tr("Ballots issued"), lambda row: format_count(row.issued) if row.reported else NO_SHARE, right=True
                ),
                Column(lambda: tr("On the lists"), lambda row: format_count(row.listed) if row.reported else NO_SHARE, right=True),
                Column(
                    lambda: tr("Earlier election"),
                    lambda row: format_percent(row.earlier, WHOLE) if row.earlier >= 0 else NO_SHARE,
                    right=True,
                ),
                Column(lambda: tr("Stations"), lambda row: counted_words(row.reported, row.stations)),
            )
        )
