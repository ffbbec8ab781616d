"""What leaves the file: for every role only settled figures, and for nobody contacts, drafts or passwords."""

from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.services.commands import AddContact, FinishEntry
from electdesk.services.exports.gathering import gather
from electdesk.services.exports.results import results
from electdesk.services.exports.tables import Export, FindingWords
from electdesk.services.person import EVERY_ROLE, NOBODY, ROLES, Person
from electdesk.services.region import Region
from tests.regions import small_region
from tests.services.double_entry import AIGUL, BOLAT, as_person, double_region, protocol


def _one_entry_and_two_that_differ(tmp_path: Path) -> Region:
    region = double_region(tmp_path, stations=4)
    for station, by_second in (("station0", protocol()), ("station1", protocol(line_7=3))):
        as_person(region, AIGUL, FinishEntry(station=station, values=protocol()))
        as_person(region, BOLAT, FinishEntry(station=station, values=by_second))
    as_person(region, AIGUL, FinishEntry(station="station2", values=protocol()))
    return region


def _rows(export: Export, name: str) -> list[list[object]]:
    (table,) = [table for table in export.tables if table.id.startswith(name)]
    return [list(row) for row in table.rows]


@pytest.mark.parametrize("role", ROLES)
def test_only_settled_figures_leave_the_file_whoever_writes_it(tmp_path: Path, role: str) -> None:
    region = _one_entry_and_two_that_differ(tmp_path)
    region.person = Person("Somebody", (role,))
    export = gather(region, "settled", "en")
    assert export is not None
    states = {row[3]: set(row[4:]) for row in _rows(export, "tallies")}
    assert states["FIRST_ENTRY"] == states["DIFFERENCE"] == states["AWAITED"] == {BLANK}
    assert BLANK not in states["SETTLED"]
    for row in _rows(export, "findings"):
        words = next(cell for cell in row if isinstance(cell, FindingWords))
        if row[0] != region.columns.register.stations[0].number:
            assert (words.left, words.right) == (None, None)
    told = results(region, "settled", "en")
    assert {station for contest in told.contests for choice in contest.choices for station in choice.votes} == {"station0"}


@pytest.mark.parametrize("role", ROLES)
def test_preliminary_figures_are_for_whoever_decides(tmp_path: Path, role: str) -> None:
    region = double_region(tmp_path)
    region.person = Person("Somebody", (role,))
    if role == "supervisor":
        assert gather(region, "preliminary", "en") is not None
        return
    for ask in (gather, results):
        with pytest.raises(ClerkError) as refused:
            ask(region, "preliminary", "en")
        assert refused.value.code == "export_unsettled"


def test_nothing_leaves_before_somebody_has_logged_in(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    region.person = NOBODY
    with pytest.raises(ClerkError) as refused:
        gather(region, "settled", "en")
    assert refused.value.code == "nobody_logged_in"


def test_contacts_are_in_no_table(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    region.person = Person("Aigul", EVERY_ROLE)
    region.execute(AddContact(station="station00", role="chair", name="Secretname", phones=("+7 701 1234567",)))
    export = gather(region, "preliminary", "en")
    assert export is not None
    written = repr([list(table.rows) for table in export.tables])
    assert "Secretname" not in written
    assert "1234567" not in written
