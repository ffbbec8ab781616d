"""Two files of one region that both went on with an incident come together: no field is lost, and no work is closed unseen."""

from pathlib import Path

import msgspec

from electdesk.columns import RegionColumns
from electdesk.domain.incident_steps import Work
from electdesk.domain.records import Incident, IncidentStep
from electdesk.ledger import canonical
from electdesk.ledger.revision import Commit, digest_of_ids, store_commit, store_revision
from electdesk.services.region import Region
from tests.services.incident_day import body, incident_region, report


def merge(region: Region, record: str, bodies: list[Incident], steps: dict[str, IncidentStep]) -> None:
    """Write what another file brought: heads of the incident beside each other, and steps."""
    heads = region.columns.records.heads[record]
    parents = tuple(row.id for row in region.store.rows(heads))
    made = [store_revision("incident", record, parents, canonical.encode(each)) for each in bodies]
    made += [store_revision("incident-step", name, (), canonical.encode(step)) for name, step in steps.items()]
    commit = Commit(
        region=region.store.region_id,
        previous=region.store.tips,
        session="merge",
        number=region.next_number(),
        author="Aigul",
        at="2011-04-03T20:00:00Z",
        offset=300,
        command="Merge",
        revisions=digest_of_ids([each.id for each in made]),
        count=len(made),
    )
    region.store.append(store_commit(commit), made, list(heads), False)
    region.columns.load()


def test_two_offices_changed_other_fields_and_took_other_steps(tmp_path: Path) -> None:
    region = incident_region(tmp_path)
    record = report(region, text="свет")
    base = body(region, record)
    owner, measures = msgspec.structs.replace(base, owner="ТИК"), msgspec.structs.replace(base, measures="Генератор")
    steps = {
        "one": IncidentStep(incident=record, step="resolve", at="2011-04-03T08:00:00Z"),
        "other": IncidentStep(incident=record, step="start", at="2011-04-03T07:30:00Z"),
    }
    merge(region, record, [owner, measures], steps)
    together = body(region, record)
    assert (together.owner, together.measures, together.text) == ("ТИК", "Генератор", "свет")
    stands = region.columns.incidents.standing(record)
    assert (stands.work, stands.contested) == (Work.PROGRESS, ("work",))
    assert RegionColumns(region.store).incidents.standing(record) == stands
    assert region.store.verify().problems == ()
    region.close()
