"""Incidents are reported, changed, assigned and worked on; nothing is deleted, and what is refused changes nothing."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.incident_steps import Judged, Standing, Work, row_for
from electdesk.domain.records import Complainant, Incident
from electdesk.domain.records.incident_step import Evidence
from electdesk.i18n.sentences import error_sentences
from electdesk.services.commands import (
    AddComplainant,
    AddIncident,
    AssignIncidents,
    ChangeComplainant,
    ChangeIncident,
    Command,
    ErasePersonal,
    JudgeIncident,
    MoveIncident,
    NoteIncident,
    Undo,
    WithdrawStation,
)
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.evidence import MOST_MEGABYTES
from electdesk.storage.regions import open_region
from tests.services.incident_day import body, clock_of, incident_region, move, report, stands

NOON = "2011-04-03T07:00:00Z"


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = incident_region(tmp_path)
    yield made
    made.close()


def refused(region: Region, command: Command) -> str:
    """Why a command is refused; nothing is changed by it, and three sentences say so."""
    before = (region.store.counts, region.store.fingerprint)
    with pytest.raises(ClerkError) as error:
        region.execute(command)
    assert (region.store.counts, region.store.fingerprint) == before
    said = error_sentences(error.value.code, error.value.params)
    assert all((said.what, said.safe, said.next))
    assert "…" not in str(said)
    return error.value.code


def test_an_incident_needs_a_category_and_the_rest_is_preset(region: Region) -> None:
    record = report(region, "b1", "10")
    assert body(region, record) == Incident(
        number=1,
        category="B1",
        severity=3,
        occurred_at=NOON,
        reported_at=NOON,
        registered_at=NOON,
        station="station01",
        deadline="2011-04-03T09:00:00Z",
        by="Aigul",
    )
    assert stands(region, record) == Standing(Work.NEW, Judged.NOT_EXAMINED)


def test_an_incident_says_all_that_was_told(region: Region) -> None:
    record = report(
        region,
        "I9",
        "",
        area="Риддер",
        text="  Погас свет\nна час ",
        at="2011-04-03T06:20:00Z",
        reported_at="2011-04-03T06:45:00Z",
        source="commission",
        organisation="  ТИК  Риддера ",
        severity=2,
        severity_why="два участка",
        affected=120,
        owner="Акимат",
        measures="Генератор",
    )
    told = body(region, record)
    assert (told.station, told.area, told.text, told.organisation) == ("", "area2", "Погас свет\nна час", "ТИК Риддера")
    assert (told.severity, told.severity_why, told.affected, told.deadline) == (2, "два участка", 120, "2011-04-03T14:45:00Z")
    assert (told.occurred_at, told.reported_at, told.registered_at) == ("2011-04-03T06:20:00Z", "2011-04-03T06:45:00Z", NOON)
    assert (told.owner, stands(region, record).work) == ("Акимат", Work.ASSIGNED)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"category": "Z1"}, "category_unknown"),
        ({"category": ""}, "category_unknown"),
        ({"station": "999"}, "station_unknown"),
        ({"station": "", "area": "Нигде"}, "area_unknown"),
        ({"area": "Риддер"}, "incident_place_twice"),
        ({"severity": 5, "severity_why": "a"}, "severity_unknown"),
        ({"severity": 4}, "reason_wanted"),
        ({"source": "rumour"}, "source_unknown"),
        ({"affected": -2}, "affected_wrong"),
        ({"category": "I9"}, "incident_text_wanted"),
        ({"at": "noon"}, "moment_unreadable"),
        ({"at": "2011-04-03T09:00:00Z"}, "time_ahead"),
        ({"at": "2011-04-03T06:00:00Z", "reported_at": "2011-04-03T05:00:00Z"}, "report_before_event"),
        ({"deadline": "2011-04-03T06:59:59Z"}, "deadline_before_report"),
        ({"deadline": "tomorrow"}, "moment_unreadable"),
        ({"text": "a\x00b"}, "text_refused"),
    ],
)
def test_what_cannot_be_is_refused(region: Region, parts: dict[str, Any], code: str) -> None:
    assert refused(region, AddIncident(**{"category": "A1", "station": "10", **parts})) == code


def test_numbers_run_on_and_one_that_was_taken_back_keeps_its_own(region: Region) -> None:
    report(region)
    report(region)
    region.execute(Undo())
    record = report(region)
    assert body(region, record).number == 3
    assert RegionColumns(region.store).incidents.highest == 3


def test_a_change_says_why_where_it_weighs(region: Region) -> None:
    record = report(region, "A1")
    region.execute(
        ChangeIncident(incident="1", text="не нашёл себя", measures="сверили", organisation="Штаб", source="voter", affected=1)
    )
    assert body(region, record).text == "не нашёл себя"
    for weighty in (
        {"severity": 4},
        {"category": "A2"},
        {"station": "11"},
        {"area": "Риддер"},
        {"at": "2011-04-03T06:00:00Z"},
        {"deadline": ""},
    ):
        assert refused(region, ChangeIncident(incident="1", **weighty)) == "reason_wanted", weighty
    region.execute(ChangeIncident(incident="1", severity=4, reason="сорок человек"))
    changed = body(region, record)
    assert (changed.severity, changed.severity_why, changed.deadline) == (4, "сорок человек", "2011-04-03T07:30:00Z")
    region.execute(ChangeIncident(incident="1", severity=2, affected=-1, reason="трое"))
    changed = body(region, record)
    assert (changed.severity, changed.severity_why, changed.affected) == (2, "", BLANK)
    assert refused(region, ChangeIncident(incident="1", text="не нашёл себя")) == "incident_same"


def test_another_category_brings_its_own_severity_and_deadline_unless_somebody_set_them(region: Region) -> None:
    preset, chosen = report(region, "A1"), report(region, "A1", severity=1, severity_why="мелочь", deadline="2011-04-03T08:00:00Z")
    for number in ("1", "2"):
        region.execute(ChangeIncident(incident=number, category="A5", reason="ошибка"))
    assert (body(region, preset).severity, body(region, preset).deadline) == (4, "2011-04-03T07:30:00Z")
    assert (body(region, chosen).severity, body(region, chosen).deadline) == (1, "2011-04-03T08:00:00Z")


def test_several_get_an_owner_at_once_or_none_does(region: Region) -> None:
    one, two = report(region), report(region)
    region.execute(AssignIncidents(incidents=("1", "2", "1"), owner=" ТИК  г. Семей ", deadline="2011-04-03T08:00:00Z"))
    assert {(body(region, each).owner, body(region, each).deadline) for each in (one, two)} == {
        ("ТИК г. Семей", "2011-04-03T08:00:00Z")
    }
    assert {stands(region, each).work for each in (one, two)} == {Work.ASSIGNED}
    assert refused(region, AssignIncidents(incidents=("1",), owner="ТИК г. Семей")) == "incident_same"
    move(region, "2", "resolve", why="мер не нужно")
    assert refused(region, AssignIncidents(incidents=("1", "2"), owner="Прокуратура")) == "incident_done"
    assert refused(region, AssignIncidents(incidents=("1",), owner=" ")) == "owner_wanted"
    assert refused(region, AssignIncidents(incidents=("1", "9"), owner="ТИК")) == "incident_unknown"


def test_the_work_goes_its_way_and_each_step_is_kept(region: Region) -> None:
    record = report(region)
    move(region, "1", "start")
    assert refused(region, MoveIncident(incident="1", step="start")) == "work_begun"
    assert refused(region, MoveIncident(incident="1", step="close")) == "not_resolved"
    assert refused(region, MoveIncident(incident="1", step="reopen", why="a")) == "incident_open"
    assert refused(region, MoveIncident(incident="1", step="refer")) == "referred_to_wanted"
    move(region, "1", "refer", to="Полиция", why="подано заявление")
    assert stands(region, record).referred_to == "Полиция"
    clock_of(region).wait(30)
    assert refused(region, MoveIncident(incident="1", step="resolve")) == "reason_wanted"
    assert (
        refused(region, MoveIncident(incident="1", step="resolve", why="a", at="2011-04-03T06:59:00Z")) == "resolved_before_report"
    )
    assert refused(region, MoveIncident(incident="1", step="resolve", why="a", at="2011-04-03T09:00:00Z")) == "time_ahead"
    move(region, "1", "resolve", measures="составлен акт", at="2011-04-03T07:28:00Z")
    assert (body(region, record).measures, stands(region, record).resolved_at) == ("составлен акт", "2011-04-03T07:28:00Z")
    move(region, "1", "close")
    assert refused(region, MoveIncident(incident="1", step="close")) == "incident_done"
    assert refused(region, MoveIncident(incident="1", step="reopen")) == "reason_wanted"
    move(region, "1", "reopen", why="жалоба")
    assert (stands(region, record).work, stands(region, record).reopened) == (Work.REOPENED, 1)
    move(region, "1", "withdraw", why="отозвано заявителем")
    assert stands(region, record).work is Work.WITHDRAWN
    assert len(region.columns.incidents.steps(record)) == 6
    assert refused(region, MoveIncident(incident="1", step="delete")) == "incident_step_unknown"


def test_a_duplicate_names_the_incident_that_stays_and_never_itself(region: Region) -> None:
    one, two = report(region), report(region)
    assert refused(region, MoveIncident(incident="1", step="duplicate", of="1")) == "duplicate_of_itself"
    assert refused(region, MoveIncident(incident="1", step="duplicate")) == "incident_unknown"
    move(region, "2", "duplicate", of="1")
    assert (stands(region, two).work, stands(region, two).duplicate_of) == (Work.DUPLICATE, one)
    assert refused(region, MoveIncident(incident="1", step="duplicate", of="2")) == "duplicate_of_itself"


def test_the_finding_is_an_axis_of_its_own(region: Region) -> None:
    record = report(region)
    move(region, "1", "resolve", why="исправлено")
    assert refused(region, JudgeIncident(incident="1", finding="not_examined", why="a")) == "incident_same"
    assert refused(region, JudgeIncident(incident="1", finding="guilty", why="a")) == "finding_unknown"
    assert refused(region, JudgeIncident(incident="1", finding="established", why=" ")) == "reason_wanted"
    region.execute(JudgeIncident(incident="1", finding="established", why="акт № 3"))
    assert (stands(region, record).work, stands(region, record).judged) == (Work.RESOLVED, Judged.ESTABLISHED)


def test_undo_takes_a_step_back_and_not_one_that_somebody_went_on_from(region: Region) -> None:
    record = report(region)
    started = region.execute(MoveIncident(incident="1", step="start")).commit
    assert started is not None
    move(region, "1", "resolve", measures="готово")
    assert refused(region, Undo(commit=started.seq)) == "undo_refused"
    assert refused(region, Undo(commit=started.seq - 1)) == "undo_refused"
    region.execute(Undo())
    assert (stands(region, record).work, body(region, record).measures) == (Work.PROGRESS, "")
    region.execute(Undo(commit=started.seq))
    assert stands(region, record).work is Work.NEW


def test_evidence_is_copied_beside_the_file_under_its_hash(region: Region, tmp_path: Path) -> None:
    record = report(region)
    photo = tmp_path / "Фото журнала.JPG"
    photo.write_bytes(b"picture")
    region.execute(NoteIncident(incident="1", document=" Акт  № 3 ", files=(str(photo),), text="снято в 12:05"))
    (kept,) = stands(region, record).evidence
    assert kept == Evidence("Акт № 3", "Фото журнала.JPG", hashlib.sha256(b"picture").hexdigest(), 7)
    assert (tmp_path / "small.evidence" / f"{kept.sha256}.jpg").read_bytes() == b"picture"
    photo.unlink()
    assert region.store.evidence.state(kept.sha256, 7) == "there"
    # The same file again is one copy.
    again = tmp_path / "other.jpg"
    again.write_bytes(b"picture")
    region.execute(NoteIncident(incident="1", files=(str(again),)))
    assert len(list((tmp_path / "small.evidence").iterdir())) == 1
    assert len(stands(region, record).evidence) == 2


def test_evidence_that_cannot_be_kept_is_refused(region: Region, tmp_path: Path) -> None:
    report(region)
    assert refused(region, NoteIncident(incident="1")) == "nothing_to_note"
    assert refused(region, NoteIncident(incident="1", files=(str(tmp_path / "gone.jpg"),))) == "evidence_missing"
    assert refused(region, NoteIncident(incident="1", files=(str(tmp_path),))) == "evidence_unreadable"
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate((MOST_MEGABYTES << 20) + 1)
    assert refused(region, NoteIncident(incident="1", files=(str(large),))) == "evidence_too_large"
    small = tmp_path / "act.pdf"
    small.write_bytes(b"act")
    region.execute(NoteIncident(incident="1", files=(str(small),)))
    (kept,) = (tmp_path / "small.evidence").iterdir()
    kept.write_bytes(b"axt")
    assert refused(region, NoteIncident(incident="1", files=(str(small),))) == "evidence_changed"


def test_links_name_what_is_there(region: Region) -> None:
    one, two = report(region), report(region, station="", area="Риддер")
    region.execute(NoteIncident(incident="2", follows="1"))
    assert [(step.link, step.other) for step in region.columns.incidents.steps(two).values()] == [("follow_up", one)]
    assert refused(region, NoteIncident(incident="1", follows="1")) == "follows_itself"
    region.execute(NoteIncident(incident="1", tally=True))
    contest = next(iter(region.columns.contests))
    assert [(step.link, step.other) for step in region.columns.incidents.steps(one).values()] == [("tally", contest)]
    assert refused(region, NoteIncident(incident="2", tally=True)) == "no_station_to_link"


def test_who_reported_it_can_be_erased_and_the_incident_stays(region: Region) -> None:
    record = report(region)
    assert refused(region, AddComplainant(incident="1")) == "complainant_empty"
    assert refused(region, AddComplainant(incident="1", phones=("no digits",))) == "phone_wrong"
    assert refused(region, ChangeComplainant(complainant="nobody", name="a")) == "complainant_unknown"
    (person,) = region.execute(AddComplainant(incident="1", name="А. Ә.", phones=("8 701 555 01 23",))).records
    region.execute(ChangeComplainant(complainant=person, note="после 18:00"))
    known = Complainant(incident=record, name="А. Ә.", phones=("8 701 555 01 23",), note="после 18:00")
    assert region.columns.records.bodies["complainant"] == {person: known}
    region.execute(ErasePersonal(records=(person,), witness="Saule", reason="по просьбе"))
    assert region.columns.records.bodies["complainant"] == {}
    assert region.store.path is not None
    assert b"555 01 23" not in region.store.path.read_bytes()
    assert body(region, record).number == 1


def test_a_station_with_incidents_stays_in_the_register(region: Region) -> None:
    report(region, station="12")
    assert refused(region, WithdrawStation(station="12", reason="a")) == "station_has_incidents"


def test_a_command_tells_the_station_whose_incidents_look_different(region: Region) -> None:
    added = region.execute(AddIncident(category="A1", station="10"))
    assert (added.rows, added.structural, added.kinds) == (frozenset({1}), False, frozenset({"incident"}))
    assert region.execute(MoveIncident(incident="1", step="start")).rows == {1}
    assert region.execute(ChangeIncident(incident="1", station="11", reason="ошиблись")).rows == {1, 2}
    assert region.execute(ChangeIncident(incident="1", station="", area="Риддер", reason="весь район")).rows == {2}
    assert region.columns.incidents.of_station("station01") == frozenset()


def test_an_observation_officer_keeps_the_log_and_a_clerk_only_adds_to_it(region: Region) -> None:
    region.person = Person("Dana", ("clerk",))
    report(region)
    for command in (
        MoveIncident(incident="1", step="start"),
        ChangeIncident(incident="1", text="a"),
        JudgeIncident(incident="1", finding="cannot", why="a"),
    ):
        assert refused(region, command) == "role_refused"
    region.person = Person("Saule", ("observation",))
    move(region, "1", "start")
    assert refused(region, Undo(commit=region.store.counts[0] - 1)) == "role_refused", "what another did is not taken back"
    region.execute(Undo())


def test_random_walks_through_real_commands_stay_on_the_table(tmp_path: Path) -> None:
    region = incident_region(tmp_path)
    draw = random.Random(5)
    records = [report(region) for _ in range(6)]
    for _ in range(240):
        record, other = draw.choice(records), draw.choice(records)
        step = draw.choice(("start", "refer", "resolve", "close", "reopen", "duplicate", "withdraw", "judge", "assign"))
        before = stands(region, record)
        command: Command = MoveIncident(
            incident=record, step=step, why="a", to="b" if step == "refer" else "", of=other if step == "duplicate" else ""
        )
        facts = set()
        finding = draw.choice(tuple(Judged))
        if step == "judge":
            command = JudgeIncident(incident=record, finding=finding, why="a")
            facts = {"same"} if before.judged == finding else set()
        elif step == "assign":
            owner = draw.choice(("X", "Y"))
            command = AssignIncidents(incidents=(record,), owner=owner)
            facts = {"same owner"} if body(region, record).owner == owner else set()
        elif step == "duplicate" and (other == record or stands(region, other).duplicate_of == record):
            facts = {"itself"}
        row = row_for(step, before.judged if step == "judge" else before.work, facts, finding)
        if row.refused:
            assert refused(region, command) == row.refused
            assert stands(region, record) == before
            continue
        region.execute(command)
        after = stands(region, record)
        assert row.to == (after.judged if step == "judge" else after.work)
        assert (after.work == before.work) or step != "judge"
        assert (after.judged == before.judged) or step == "judge"
        assert after.contested == ()
    anew = RegionColumns(region.store).incidents
    assert {record: anew.standing(record) for record in records} == {record: stands(region, record) for record in records}
    assert region.store.verify().problems == ()
    region.close()


def test_a_region_that_is_opened_again_knows_every_incident(region: Region, tmp_path: Path) -> None:
    record = report(region, text="свет")
    move(region, "1", "start")
    assert region.store.path is not None
    region.close()
    again = open_region(tmp_path / "small.electdesk", region.person)
    assert (body(again, record).text, stands(again, record).work) == ("свет", Work.PROGRESS)
    assert again.columns.incidents.of_station("station01") == {record}
    again.close()
