"""A history in words: each command, each kind of record, each field and each value that is a word of the program has one."""

import json
from pathlib import Path

import msgspec
import pytest

from electdesk.domain.records import KINDS
from electdesk.domain.records.arrival import BROUGHT_BY, DEFECTS, OUTCOMES, SEALS
from electdesk.domain.records.entry import SOURCES
from electdesk.domain.records.handout import HANDOUTS
from electdesk.domain.records.paper import PAPER_KINDS
from electdesk.domain.records.setup import CLOSING_RULES, PERCENTAGE_BASES, TURNOUT_DEFINITIONS, VERIFICATIONS
from electdesk.domain.records.station import STATION_TYPES
from electdesk.domain.records.tally import DECISIONS
from electdesk.i18n.record_words import FIELD_WORDS, ITEM_WORDS, KEY_WORDS, KIND_WORDS, SILENT, VALUE_WORDS
from electdesk.i18n.sentences import COMMANDS
from electdesk.services.commands import schemas
from tests.cli.running import command_line
from tests.regions import small_region

FIGURES = {"lines", "votes"}
"""Told line by line."""
VALUES = {
    "source": SOURCES,
    "decision": (*DECISIONS, "as_paper"),
    "type": STATION_TYPES,
    "kind": (*PAPER_KINDS, *HANDOUTS, "region", "district", "choice", "list", "candidate"),
    "verification": VERIFICATIONS,
    "percentage_base": PERCENTAGE_BASES,
    "turnout_definition": TURNOUT_DEFINITIONS,
    "outcome": OUTCOMES,
    "brought_by": BROUGHT_BY,
    "seal": SEALS,
    "defects": DEFECTS,
}


def test_every_command_has_words_for_what_it_did() -> None:
    assert [name for name in schemas()["commands"] if name not in COMMANDS] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_every_field_of_it_has_a_word(kind: str) -> None:
    fields = {field.name for field in msgspec.structs.fields(KINDS[kind].body)}
    assert (kind in KIND_WORDS, sorted(fields - FIELD_WORDS.keys() - SILENT - FIGURES)) == (True, [])


@pytest.mark.parametrize("field", VALUES)
def test_every_value_that_is_a_word_of_the_program_has_one(field: str) -> None:
    assert [value for value in VALUES[field] if value not in VALUE_WORDS[field]] == []


def test_the_rules_of_closing_have_words() -> None:
    assert (set(KEY_WORDS["closing"]), set(ITEM_WORDS["closing"])) == (set(STATION_TYPES), set(CLOSING_RULES))


def test_an_acceptance_as_the_paper_states_opens_nothing_again(tmp_path: Path) -> None:
    """Row 4 of the small region does not add up: accepted by decision, signed, and read in the history."""
    region = small_region(tmp_path)
    number, file = region.columns.register.stations[4].number, region.store.path
    region.close()
    accept = {"command": "AcceptAsPaper", "station": number, "reason": "as on the paper", "document": "7"}
    confirm = {"command": "MakeFinal", "stations": [number]}
    done = command_line("do", file, stdin="\n".join(map(json.dumps, (accept, confirm))))
    assert (done.code, done.err) == (0, "")
    told = command_line("history", file, number).out.splitlines()
    at = next(place for place, line in enumerate(told) if "accepted as the paper states: " in line)
    assert [line.strip() for line in told[at + 1 :] if not line[:6].strip()] == [
        "decision: accepted as the paper states",
        "document: 7",
        "decision: accepted as the paper states → final",
        "as the paper states: – → Yes",
    ]
    assert "as_paper" not in "\n".join(told)


def test_a_history_of_the_desk_has_no_names_of_fields_in_it(tmp_path: Path) -> None:
    region = small_region(tmp_path)
    number, file = region.columns.register.stations[25].number, region.store.path
    setup_commands = [
        {"command": "AcceptPaper", "station": number, "brought_by": "deputy", "seal": "broken"},
        {"command": "RegisterPaper", "station": number, "kind": "corrected", "document": "14", "reason": "line 3"},
        {"command": "ChangeSetUp", "reason": "rules", "closing": {"military": "clock"}, "thresholds": {"reserve_percent": 2}},
    ]
    region.close()
    assert command_line("do", file, stdin="\n".join(map(json.dumps, setup_commands))).code == 0
    told = command_line("history", file, number).out
    assert "replaces: first protocol" in told
    told += command_line("history", file, "set-up").out
    assert "closing: – → military unit: at the end of voting" in told
    assert "limits: – → Reserve of ballots: 2" in told
    raw = {name for kind in KINDS.values() for name in (field.name for field in msgspec.structs.fields(kind.body)) if "_" in name}
    assert sorted(name for name in raw if name in told) == []
