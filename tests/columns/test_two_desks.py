"""Two phone desks worked on copies of one file: what both say holds, what they say differently is disputed, in any order of the merge."""

import random
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from electdesk.columns import Register
from electdesk.columns.heads import Records
from electdesk.columns.turnout import TurnoutColumns
from electdesk.domain.records import Area, Report, SetUp, Station
from electdesk.ledger import canonical
from electdesk.ledger.revision import Withdrawn, read_revision, store_revision
from electdesk.services.commands import CorrectTurnout
from electdesk.services.queries.turnout import area_turnout
from tests.columns.test_two_heads import both
from tests.turnout_day import tell, voting_day

SLOTS = ("10:00", "12:00")
STATIONS = ("s0", "s1")
SET_UP = SetUp(region={"": "Region"}, turnout_slots=SLOTS, opens="07:00", closes="20:00")
REGISTER = Register({"a": Area(name={"": "A"})}, {s: Station(number=s[1:], area="a", voters=900) for s in STATIONS})
Cell = tuple[str, str]
cells = st.tuples(st.sampled_from(STATIONS), st.sampled_from(SLOTS))
figures = st.integers(0, 3)
# What a desk did to a cell that the common file held: left it, corrected it, took it back.
deeds = st.one_of(st.just("left"), st.just("withdrawn"), figures)


def report(cell: Cell, figure: int) -> Report:
    return Report(station=cell[0], what=cell[1], figure=figure)


@given(
    st.dictionaries(cells, figures),
    st.dictionaries(cells, deeds),
    st.dictionaries(cells, deeds),
    st.dictionaries(cells, figures),
    st.dictionaries(cells, figures),
    st.randoms(use_true_random=False),
)
def test_what_both_desks_say_holds_and_what_differs_is_disputed(
    common: dict[Cell, int],
    left: dict[Cell, int | str],
    right: dict[Cell, int | str],
    new_left: dict[Cell, int],
    new_right: dict[Cell, int],
    draw: random.Random,
) -> None:
    heads: list[bytes] = []
    said: dict[Cell, set[int]] = {}
    torn: set[Cell] = set()
    for cell, figure in common.items():
        first = store_revision("report", f"r{cell[0]}{cell[1]}", (), canonical.encode(report(cell, figure)))
        made = {}
        for desk, deed in enumerate((left.get(cell, "left"), right.get(cell, "left"))):
            if deed in ("left", figure):
                continue
            body: object = Withdrawn(f"desk {desk}") if deed == "withdrawn" else report(cell, int(deed))
            made[deed] = store_revision("report", f"r{cell[0]}{cell[1]}", (first.id.hex(),), canonical.encode(body)).data
        heads += made.values() or [first.data]
        live = {figure} if not made else {int(deed) for deed in made if deed != "withdrawn"}
        said.setdefault(cell, set()).update(live)
        if "withdrawn" in made and live:
            torn.add(cell)
    for desk, new in enumerate((new_left, new_right)):
        for cell, figure in new.items():
            if cell in common:
                continue
            heads.append(store_revision("report", f"n{desk}{cell[0]}{cell[1]}", (), canonical.encode(report(cell, figure))).data)
            said.setdefault(cell, set()).add(figure)
    expected = {cell: live for cell, live in said.items() if live}
    seen = []
    for _ in range(2):
        draw.shuffle(heads)
        records = Records()
        assert records.read(list(enumerate(heads, start=1)), lambda record: []) == []
        turnout = TurnoutColumns(REGISTER, SET_UP)
        turnout.load(records.reports, records.in_conflict)
        found = {}
        for cell in said:
            row, column = REGISTER.row_of[cell[0]], turnout.column_of[cell[1]]
            found[cell] = (
                set(turnout.figures_at(row, column)),
                bool(turnout.disputed[row, column]),
                int(turnout.told[row, column]),
            )
        seen.append((found, turnout.issued.tolist(), turnout.stations.tolist()))
    assert seen[0] == seen[1]
    for cell, (live, disputed, told) in seen[0][0].items():
        assert live == expected.get(cell, set())
        assert disputed == (len(live) > 1 or cell in torn)
        assert told == (-1 if disputed or not live else next(iter(live)))


def test_a_disputed_report_counts_nowhere_until_somebody_corrects_it(tmp_path: Path) -> None:
    region = voting_day(tmp_path)
    tell(region, "station00", at_10=70)
    tell(region, "station01", at_10=50)
    (_, data), *_ = region.store.stored([int(region.columns.turnout.place[0, 0])])
    body = Report(station="station00", what="10:00", figure=71)
    both(region, read_revision(data).record, body, Report(station="station00", what="10:00", figure=77))
    turnout = region.columns.turnout
    assert (bool(turnout.disputed[0, 0]), turnout.figures_at(0, 0)) == (True, (71, 77))
    assert [(slot.issued, slot.reported, slot.told) for slot in area_turnout(region).slots[:1]] == [(50, 1, 2)]
    region.execute(CorrectTurnout(station="station00", slot="10:00", issued=77, reason="asked again"))
    assert not region.columns.turnout.disputed.any()
    assert [(slot.issued, slot.reported) for slot in area_turnout(region).slots[:1]] == [(127, 2)]
    now = region.columns.turnout.told.copy()
    region.columns.load()
    assert np.array_equal(region.columns.turnout.told, now)
    region.close()


def test_two_desks_that_wrote_new_reports_of_one_station_are_settled_by_one_correction(tmp_path: Path) -> None:
    region = voting_day(tmp_path)
    for figure in (71, 77):
        unit = region.unit("ReportTurnout")
        unit.put(Report(station="station00", what="10:00", figure=figure))
        unit.commit()
    assert region.columns.turnout.figures_at(0, 0) == (71, 77)
    region.execute(CorrectTurnout(station="station00", slot="10:00", issued=71, reason="asked again"))
    assert (region.columns.turnout.figures_at(0, 0), bool(region.columns.turnout.disputed[0, 0])) == ((71,), False)
    region.close()
