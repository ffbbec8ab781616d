"""What each role may do, command by command, and whose work it may take back."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form_named
from electdesk.services.commands import (
    AcceptAsPaper,
    AcceptPaper,
    AddArea,
    AddChoice,
    AddComplainant,
    AddContact,
    AddContest,
    AddIncident,
    AddPoll,
    AddStation,
    AddUsers,
    Annul,
    AssignIncidents,
    ChangeArea,
    ChangeChoice,
    ChangeComplainant,
    ChangeContact,
    ChangeContest,
    ChangeIncident,
    ChangePoll,
    ChangeSetUp,
    ChangeStation,
    ChangeUser,
    CloseStation,
    Command,
    ConfirmFindings,
    ConfirmTurnout,
    CorrectEntry,
    CorrectTurnout,
    CountVoters,
    DiscardDraft,
    FillPolledStation,
    FillWave,
    FinishEntry,
    FixMargins,
    HandOutCopy,
    HandOverDraft,
    JudgeIncident,
    KeepEarlierTurnout,
    MakeFinal,
    MoveIncident,
    NoteIncident,
    OpenStation,
    PostCopy,
    RegisterPaper,
    ReleasePolls,
    Reopen,
    ReportTurnout,
    ReturnEntry,
    ReturnPaper,
    RetypeLines,
    SaveCheckpoint,
    SettleDifference,
    StateResult,
    Undo,
    WithdrawChoice,
    WithdrawContact,
    WithdrawEntry,
    WithdrawPoll,
    WithdrawPolledStation,
    WithdrawReport,
    WithdrawStation,
    schemas,
)
from electdesk.services.commands.people import NewUser
from electdesk.services.commands.personal import ErasePersonal
from electdesk.services.commands.polls import GroupGiven, MarginGiven
from electdesk.services.imports.applying import apply_plan
from electdesk.services.imports.plan import ImportPlan
from electdesk.services.person import ROLES, Person
from electdesk.services.region import Region
from tests.regions import good_values, small_region

COMMANDS: tuple[Command, ...] = (
    FinishEntry(station="25", values=good_values(600, 300)),
    CorrectEntry(station="13", values=good_values(530, 400), reason="misread"),
    ConfirmFindings(station="14", confirm={"V1": "compared"}),
    WithdrawEntry(station="13", reason="wrong pile"),
    RegisterPaper(station="13", kind="corrected", reason="court", document="5"),
    AcceptPaper(station="28"),
    ReturnPaper(station="28", defects=("stamp",)),
    HandOutCopy(station="28", to="Observers"),
    AddIncident(category="A1", station="28"),
    ChangeIncident(incident="1", text="a"),
    AssignIncidents(incidents=("1",), owner="TEC"),
    MoveIncident(incident="1", step="start"),
    JudgeIncident(incident="1", finding="cannot", why="a"),
    NoteIncident(incident="1", text="a"),
    AddComplainant(incident="1", name="A"),
    ChangeComplainant(complainant="nobody", name="A"),
    PostCopy(station="28", where="Entrance"),
    MakeFinal(stations=("12",)),
    Reopen(station="2", reason="call"),
    Annul(station="13", reason="court", document="5"),
    AcceptAsPaper(station="12а", reason="as signed", document="5"),
    RetypeLines(station="13", values={"8": 5}),
    SettleDifference(station="13", values={"8": 5}),
    ReturnEntry(station="13", author="Aigul", reason="misread"),
    HandOverDraft(station="13", holder="Aigul", to="Dana", reason="shift"),
    DiscardDraft(station="13", holder="Aigul", reason="shift"),
    SaveCheckpoint(name="noon"),
    AddStation(number="900", area="Риддер"),
    ChangeStation(station="30", number="31a"),
    WithdrawStation(station="30", reason="closed"),
    AddChoice(name={"ru": "Г"}),
    ChangeChoice(choice="8", name={"ru": "Д"}),
    WithdrawChoice(choice="8", reason="left"),
    ChangeContest(title={"ru": "Выборы"}, reason="wording"),
    ChangeSetUp(opens="06:00"),
    AddContest(form=load_form_named("kz-president-2011").text),
    AddArea(name={"ru": "Новый"}),
    ChangeArea(area="Риддер", code="6320"),
    AddContact(station="30", name="А. Ә."),
    ChangeContact(contact="x", name="А. Ә."),
    WithdrawContact(contact="x", reason="left"),
    AddUsers(users=(NewUser("dana", roles=("admin",)),)),
    ChangeUser(login="nobody", reason="left"),
    ErasePersonal(records=("x",), witness="Bolat", reason="asked"),
    ReportTurnout(station="30", slot="10:00", issued=5),
    CorrectTurnout(station="30", slot="10:00", issued=6, reason="misheard"),
    OpenStation(station="30", time="7:00"),
    CloseStation(station="30", time="20:00"),
    CountVoters(station="30", added=5),
    ConfirmTurnout(station="30", confirm={"T1": "so"}),
    WithdrawReport(station="30", what="10:00", reason="other station"),
    KeepEarlierTurnout(shares={"10:00": 2317}),
    AddPoll(name="Exit"),
    ChangePoll(poll="Exit", method="at the door"),
    WithdrawPoll(poll="Exit", reason="another region"),
    FillPolledStation(poll="Exit", station="30", stratum="North", votes={"8": 1}),
    WithdrawPolledStation(poll="Exit", station="30", reason="not drawn"),
    FillWave(poll="Exit", number=1, groups=(GroupGiven((1, 2, 3, 4)),)),
    FixMargins(margins={"8": MarginGiven("pp", 0.02)}),
    StateResult(document="17", date="2026-11-25", votes={"8": 1}),
    ReleasePolls(),
    Undo(),
)
PHONE_DESK = {
    *("ReportTurnout", "CorrectTurnout", "OpenStation", "CloseStation", "CountVoters", "ConfirmTurnout", "WithdrawReport"),
}
CLERK = {
    "FinishEntry",
    "CorrectEntry",
    "ConfirmFindings",
    "WithdrawEntry",
    "RegisterPaper",
    "Undo",
    "SaveCheckpoint",
    "RetypeLines",
    *PHONE_DESK,
}
DESK = {"RegisterPaper", "AcceptPaper", "ReturnPaper", "HandOutCopy", "PostCopy", "SaveCheckpoint"}
TOLD = {"AddIncident", "AddComplainant"}
"""Who answers a telephone adds to the incident log."""
LOG = TOLD | {"ChangeIncident", "AssignIncidents", "MoveIncident", "JudgeIncident", "NoteIncident", "ChangeComplainant"}
POLLS = {
    "AddPoll",
    "ChangePoll",
    "WithdrawPoll",
    "FillPolledStation",
    "WithdrawPolledStation",
    "FillWave",
    "FixMargins",
    "StateResult",
}
POLLS |= {"ReleasePolls"}
ON_THE_DAY = {"AddStation", "ChangeStation", "WithdrawStation", "AddChoice", "ChangeChoice", "WithdrawChoice"}
ON_THE_DAY |= {"AddContact", "ChangeContact", "WithdrawContact", "KeepEarlierTurnout"}
SETTLING = {"SettleDifference", "ReturnEntry", "HandOverDraft", "DiscardDraft"}
SUPERVISOR = CLERK | DESK | ON_THE_DAY | {"MakeFinal", "Reopen", "Annul", "AcceptAsPaper", *SETTLING}
BEFORE_THE_DAY = {"ChangeSetUp", "AddContest", "ChangeContest", "AddArea", "ChangeArea"}
ADMIN = ON_THE_DAY | BEFORE_THE_DAY | {"AddUsers", "ChangeUser", "ErasePersonal", "SaveCheckpoint"}
"""The undo that is tried here takes an entry back: who may not write entries may not take them back either."""
ALLOWED = {
    "clerk": CLERK | TOLD,
    "reception": DESK | TOLD,
    "supervisor": SUPERVISOR | LOG | {"ReleasePolls"},
    "analyst": POLLS | {"SaveCheckpoint"},
    "observation": LOG | {"SaveCheckpoint"},
    "admin": ADMIN,
}


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    made.execute(FinishEntry(station="20", values=good_values(600, 300)))
    yield made
    made.close()


def refusal(region: Region, command: Command) -> str:
    try:
        region.execute(command)
    except ClerkError as error:
        return error.code
    return ""


def test_every_command_is_tried_below() -> None:
    assert sorted(type(command).__name__ for command in COMMANDS) == sorted({*schemas()["commands"], "ErasePersonal"})


@pytest.mark.parametrize("role", [*ROLES, "made-up"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_a_role_runs_its_commands_and_no_others(region: Region, role: str, command: Command) -> None:
    region.person = msgspec.structs.replace(region.person, roles=(role,))
    before = region.store.counts
    may = type(command).__name__ in ALLOWED.get(role, set())
    assert (refusal(region, command) == "role_refused") is not may
    if not may:
        assert region.store.counts == before


def test_a_clerk_writes_notes_and_leaves_the_register_alone(region: Region) -> None:
    region.person = Person("Dana", ("clerk",))
    assert refusal(region, ChangeStation(station="30", note="call at noon", reason="told")) == ""
    for more in ({"voters": 5}, {"number": "31a"}, {"area": "Риддер"}, {"note": "a", "type": "hospital"}, {"address": ""}):
        assert refusal(region, ChangeStation(station="30", **more)) == "role_refused", more


def test_a_clerk_takes_back_only_own_work(region: Region) -> None:
    entered = region.execute(FinishEntry(station="25", values=good_values(600, 300))).commit
    assert entered is not None
    region.person = Person("Dana", ("clerk",))
    assert refusal(region, WithdrawEntry(station="25", reason="wrong pile")) == "role_refused"
    assert refusal(region, Undo()) == "role_refused"
    assert refusal(region, Undo(commit=entered.seq)) == "role_refused"
    assert refusal(region, FinishEntry(station="26", values=good_values(600, 300))) == ""
    assert refusal(region, Undo()) == ""
    assert refusal(region, Undo(commit=region.store.counts[0])) == "", "what was taken back comes again"
    assert refusal(region, WithdrawEntry(station="26", reason="wrong pile")) == ""


def test_a_clerk_does_not_take_back_what_a_supervisor_did_under_the_same_name(region: Region) -> None:
    region.execute(AddChoice(name={"": "D"}))
    region.person = msgspec.structs.replace(region.person, roles=("clerk",))
    assert refusal(region, Undo()) == "role_refused"


def test_only_supervisors_import(region: Region) -> None:
    region.person = Person("Dana", ("clerk",))
    with pytest.raises(ClerkError, match="role_refused"):
        apply_plan(region, ImportPlan(kind="tallies", sheet="1", file="f.xlsx", sha256=""))
