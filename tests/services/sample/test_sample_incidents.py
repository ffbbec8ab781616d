"""The practice region's incidents: the kinds of such a day, each resolved, the interviewer within half an hour."""

from pathlib import Path

from electdesk.domain.incident_steps import Work
from electdesk.services.person import Person
from electdesk.services.queries.incident_figures import incident_figures
from electdesk.services.queries.incidents import incident_rows
from electdesk.storage.regions import create_sample


def test_the_sample_has_the_kinds_of_a_day_and_every_one_was_resolved(tmp_path: Path) -> None:
    region = create_sample(tmp_path / "vko-2011.electdesk", Person("Trainer"), "vko-2011")
    rows = incident_rows(region)
    found = incident_figures(region)
    assert found.by_category == {"A1": 4, "A4": 1, "B1": 2, "B2": 2, "E1": 1, "F1": 1, "F5": 1}
    assert {row.standing.work for row in rows} == {Work.RESOLVED}
    assert sorted(row.incident.number for row in rows) == list(range(1, 13))
    assert [row.minutes <= 30 for row in rows if row.incident.category == "F5"] == [True]
    districts = {row.incident.category: row.district_name["ru"] for row in rows if row.incident.category in ("F1", "E1", "A4")}
    assert districts == {"F1": "Усть-Каменогорск", "E1": "Усть-Каменогорск", "A4": "Семей"}
    assert (found.open, found.basis, found.resolution.ended) == (0, "reports", 12)
    assert region.store.verify().problems == ()
    region.close()
