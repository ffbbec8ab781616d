"""A report whose stored bytes were changed is shown as one that cannot be read, counts nowhere, and is written down again."""

from pathlib import Path

from electdesk.services.commands import ReportTurnout
from electdesk.services.person import EVERY_ROLE, Person
from electdesk.services.queries.turnout import area_turnout, findings_at, next_missing
from electdesk.storage.regions import open_region
from tests.storage.damage import restore_guards, whole_copy
from tests.turnout_day import tell, voting_day


def test_a_damaged_report_is_asked_for_again(tmp_path: Path) -> None:
    region = voting_day(tmp_path)
    tell(region, "station00", at_10=71)
    tell(region, "station01", at_10=52)
    place = int(region.columns.turnout.place[0, 0])
    region.close()
    file = tmp_path / "damaged.electdesk"
    db = whole_copy(tmp_path / "day.electdesk", file)
    db.execute("update revisions set data = cast(replace(cast(data as text), ':71', ':77') as blob) where seq = ?", (place,))
    restore_guards(db)
    region = open_region(file, Person("Aigul", EVERY_ROLE))
    assert [(each.slot, each.finding.code) for each in findings_at(region, 0)] == [("10:00", "T3")]
    first = area_turnout(region).slots[0]
    assert (first.issued, first.reported, first.missing) == (52, 1, 29)
    assert next_missing(region, "10:00") == 0
    region.execute(ReportTurnout(station="station00", slot="10:00", issued=71))
    assert (findings_at(region, 0), area_turnout(region).slots[0].issued) == ([], 123)
    region.columns.load()
    assert (findings_at(region, 0), area_turnout(region).slots[0].issued) == ([], 123)
    region.close()
