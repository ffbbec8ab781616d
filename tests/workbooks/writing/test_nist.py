"""The report of results in the common data format of NIST SP 1500-100 v2."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form_named
from electdesk.domain.records import Area, SetUp, Station
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.commands import FinishEntry
from electdesk.services.exports.results import results
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.workbooks.writing.nist import lost, report, write_nist
from tests.regions import BROKEN, CANDIDATES, good_values, small_region, two_contests

SCHEMA = Path(__file__).parents[4] / "shared" / "reference" / "nist_err_v2.schema.json"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of the standard is not here")


def _validate(document: Any) -> None:
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)


@needs_schema
@pytest.mark.parametrize("basis", ["settled", "preliminary", "final"])
def test_the_report_keeps_the_schema(tmp_path: Path, basis: str) -> None:
    target = tmp_path / "t.json"
    assert write_nist(results(small_region(tmp_path), basis, "ru"), target)
    _validate(json.loads(target.read_text(encoding="utf-8")))


@needs_schema
def test_two_contests_a_question_and_lists_keep_it_too(tmp_path: Path) -> None:
    _validate(report(results(two_contests(tmp_path), "settled", "en")))
    _validate(report(results(_question(tmp_path), "settled", "kk")))


def test_the_votes_of_settled_stations_stand_at_their_stations(tmp_path: Path) -> None:
    document = report(results(small_region(tmp_path), "settled", "en"))
    (election,) = document["Election"]
    (contest,) = election["Contest"]
    assert [candidate["BallotName"]["Text"][0]["Content"] for candidate in election["Candidate"]] == list(CANDIDATES)
    values = good_values(500, 440)
    first = [selection["VoteCounts"][0] for selection in contest["ContestSelection"]]
    assert [(count["GpUnitId"], count["Count"]) for count in first] == [
        ("unit-station00", values[line]) for line in ("8", "9", "10")
    ]
    stations = {count["GpUnitId"] for count in contest["ContestSelection"][0]["VoteCounts"]}
    assert f"unit-station{BROKEN:02}" not in stations
    assert (contest["SubUnitsReported"], contest["TotalSubUnits"], len(stations)) == (19, 30, 19)
    assert election["BallotCounts"][0] == {
        "@type": "ElectionResults.BallotCounts",
        "GpUnitId": "unit-station00",
        "Type": "total",
        "BallotsCast": values["6"],
        "BallotsRejected": values["7"],
    }


def test_the_units_are_the_region_its_districts_and_stations(tmp_path: Path) -> None:
    document = report(results(small_region(tmp_path), "settled", "en"))
    whole, *units = document["GpUnit"]
    assert (whole["Type"], whole["SubUnitsReported"], whole["TotalSubUnits"]) == ("state", 19, 30)
    assert whole["ComposingGpUnitIds"] == ["unit-area1", "unit-area2", "unit-area3"]
    stations = {unit["@id"]: unit for unit in units if unit["Type"] == "precinct"}
    assert len(stations) == 30
    assert (stations["unit-station00"]["VotersRegistered"], stations["unit-station00"]["VotersParticipated"]) == (500, 440)
    assert "VotersRegistered" not in stations[f"unit-station{BROKEN:02}"]
    statuses = [stations[f"unit-station{row:02}"]["CountStatus"][0]["Status"] for row in (0, BROKEN, 29)]
    assert statuses == ["completed", "in-process", "not-processed"]
    assert (document["Status"], document["IsTest"]) == ("unofficial-partial", True)


def test_what_the_format_has_no_room_for_is_said(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    region.execute(FinishEntry(station="station00", values=good_values(500, 440) | {"5": "none"}))
    found = results(region, "preliminary", "en")
    assert lost(found, "en") == [
        "Election: lines 2, 3, 3a, 3b, 4, 5 of the protocol are not in this format.",
        "Election: 1 station has lines without a number on paper; they are left out, not written as 0.",
        "States of tallies, findings, explanations and the history of corrections are not in this format.",
    ]
    assert report(found)["Notes"].endswith("; ".join(lost(found, "en")))


def test_a_question_is_a_measure_with_its_answers(tmp_path: Path) -> None:
    document = report(results(_question(tmp_path), "settled", "en"))
    (contest,) = document["Election"][0]["Contest"]
    assert (contest["@type"], contest["Type"]) == ("ElectionResults.BallotMeasureContest", "referendum")
    answers = [selection["Selection"]["Text"][2]["Content"] for selection in contest["ContestSelection"]]
    assert len(answers) == 2
    assert "Candidate" not in document["Election"][0]


def test_without_a_day_of_voting_there_is_no_report(tmp_path: Path) -> None:
    person = Person("Aigul")
    region = Region(RegionFile.create(tmp_path / "d.electdesk", first_commit("d", "TEST", person), person.name), person)
    form = load_form_named("kz-president-2011")
    set_up_region(region, SetUp(region={"": "Region"}), [("president", {"": "Election"}, form)])
    with pytest.raises(ClerkError) as refused:
        results(region, "settled", "en")
    assert refused.value.code == "export_no_day"


def _question(tmp_path: Path) -> Region:
    person = Person("Aigul")
    region = Region(RegionFile.create(tmp_path / "q.electdesk", first_commit("q", "TEST", person), person.name), person)
    form = load_form_named("kz-referendum")
    set_up_region(region, SetUp(region={"": "Region"}, day="2024-10-06"), [("question", {"": "Question"}, form)])
    top = region.columns.register.area_ids[0]
    unit = region.unit("SetUpRegion")
    area = unit.put(Area(name={"": "Alpha"}, parent=top, order=1), "area1")
    unit.put(Station(number="1", area=area, name={"": "School"}, voters=500), "station00")
    unit.commit()
    return region
