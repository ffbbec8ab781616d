"""Results as JSON of NIST SP 1500-100 v2 (Common Data Format for election results reporting): one election a contest, precinct by precinct."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.domain.records.names import Names, in_language
from electdesk.i18n import LANGUAGES, catalogue, language_of
from electdesk.i18n.export_words import phrase_text
from electdesk.services.exports.results import ResultChoice, ResultContest, Results, ResultUnit
from electdesk.workbooks.writing.placing import Stopped, new_file

OnStep = Callable[[int, int], bool]
_UNIT_TYPES: Final = {"region": "state", "city": "city", "station": "precinct"}
"""Kind of a unit → its type in the standard; any other area is a county."""

Object = dict[str, Any]


def write_nist(results: Results, target: Path, *, force: bool = False, on_step: OnStep = lambda made, of: True) -> bool:
    """Write the report; False where ``on_step`` asked to stop, and then nothing is left. Raises ClerkError as ``placing.new_file``."""
    stations = len(results.units) + len(results.contests)

    def told(made: int) -> None:
        if not on_step(made, stations):
            raise Stopped

    try:
        with new_file(target, force=force) as part:
            told(0)
            document = report(results)
            told(len(results.units))
            part.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n")
            told(stations)
    except Stopped:
        return False
    return True


def lost(results: Results, language: str) -> list[str]:
    """What the standard has no room for, a sentence each."""
    cat = catalogue(language_of(language))
    return [
        phrase_text(phrase.code, phrase.params, in_language(phrase.params.get("names", {}), language), cat)
        for phrase in results.left_out
    ]


def report(results: Results) -> Object:
    """The whole document."""
    language = results.language
    whole = results.contests[0]
    complete = all(contest.reported == contest.stations for contest in results.contests) and whole.stations > 0
    issuer = in_language(results.commission, language) or in_language(results.names, language) or "ElectDesk"
    zone = dt.timezone(dt.timedelta(minutes=results.utc_offset))
    region = results.units[0].record
    notes = [f"basis: {results.basis}", f"fingerprint: {results.fingerprint}", *lost(results, language)]
    made: Object = {
        "@type": "ElectionResults.ElectionReport",
        "Format": "precinct-level",
        "GeneratedDate": results.made_at.replace(tzinfo=zone).isoformat(),
        "Issuer": issuer,
        "IssuerAbbreviation": _initials(issuer),
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-complete" if complete else "unofficial-partial",
        "VendorApplicationId": f"ElectDesk {results.version}",
        "IsTest": results.is_test,
        "Notes": "; ".join(notes),
        "GpUnit": [_unit(unit) for unit in results.units],
        "Election": [_election(results, contest, region, place) for place, contest in enumerate(results.contests, start=1)],
    }
    parties = [_party(choice) for contest in results.contests for choice in contest.choices if choice.kind == "list"]
    if parties:
        made["Party"] = parties
    return made


def _id(kind: str, record: str) -> str:
    return f"{kind}-{record}"


def _text(names: Names) -> Object:
    """A name in the languages that it has; one that came without a language counts as Russian, the language of the forms."""
    texts = [(language, names[language]) for language in LANGUAGES if names.get(language)]
    if not texts:
        texts = [("ru", names.get("") or "–")]
    return {
        "@type": "ElectionResults.InternationalizedText",
        "Text": [{"@type": "ElectionResults.LanguageString", "Content": text, "Language": language} for language, text in texts],
    }


def _unit(unit: ResultUnit) -> Object:
    made: Object = {
        "@type": "ElectionResults.ReportingUnit",
        "@id": _id("unit", unit.record),
        "Type": _UNIT_TYPES.get(unit.kind, "county"),
        "Name": _text(unit.names if any(unit.names.values()) else {"": unit.number}),
    }
    if unit.number:
        made["Number"] = unit.number
    if unit.code:
        made["ExternalIdentifier"] = [{"@type": "ElectionResults.ExternalIdentifier", "Type": "national-level", "Value": unit.code}]
    if unit.kind == "station":
        made["CountStatus"] = [{"@type": "ElectionResults.CountStatus", "Type": "total", "Status": unit.status}]
    else:
        made |= {"SubUnitsReported": unit.reported, "TotalSubUnits": unit.stations}
    if unit.inside:
        made["ComposingGpUnitIds"] = [_id("unit", record) for record in unit.inside]
    if unit.registered is not None:
        made["VotersRegistered"] = unit.registered
    if unit.took_part is not None:
        made["VotersParticipated"] = unit.took_part
    return made


def _election(results: Results, contest: ResultContest, region: str, order: int) -> Object:
    names = results.election if len(results.contests) == 1 else contest.title
    made: Object = {
        "@type": "ElectionResults.Election",
        "Name": _text(names),
        "Type": "general",
        "StartDate": results.day,
        "EndDate": results.day,
        "ElectionScopeId": _id("unit", region),
        "BallotCounts": [_ballots(station, *counts) for station, counts in contest.ballots.items()],
        "Contest": [_contest(results, contest, region, order)],
    }
    candidates = [
        {"@type": "ElectionResults.Candidate", "@id": _id("candidate", choice.id), "BallotName": _text(choice.names)}
        for choice in contest.choices
        if choice.kind == "candidate"
    ]
    if candidates:
        made["Candidate"] = candidates
    return made


def _ballots(station: str, cast: int, rejected: int | None) -> Object:
    made: Object = {
        "@type": "ElectionResults.BallotCounts",
        "GpUnitId": _id("unit", station),
        "Type": "total",
        "BallotsCast": cast,
    }
    return made if rejected is None else made | {"BallotsRejected": rejected}


def _contest(results: Results, contest: ResultContest, region: str, order: int) -> Object:
    title = in_language(contest.title, results.language) or contest.record
    made: Object = {
        "@type": f"ElectionResults.{_CONTEST_TYPES[contest.kind]}",
        "@id": _id("contest", contest.record),
        "Name": title,
        "BallotTitle": _text(contest.title),
        "ElectionDistrictId": _id("unit", region),
        "SequenceOrder": order,
        "SubUnitsReported": contest.reported,
        "TotalSubUnits": contest.stations,
        "VoteVariation": "proportional" if contest.kind == "lists" else "majority",
        "ContestSelection": list(_selections(contest)),
    }
    if contest.kind == "candidates":
        made["VotesAllowed"] = 1
    elif contest.kind == "question":
        made["Type"] = "referendum"
    return made


_CONTEST_TYPES: Final = {"candidates": "CandidateContest", "lists": "PartyContest", "question": "BallotMeasureContest"}


def _selections(contest: ResultContest) -> Iterator[Object]:
    for order, choice in enumerate(contest.choices, start=1):
        made: Object = {
            "@id": _id("selection", choice.id if choice.kind in ("candidate", "list") else f"{contest.record}-{choice.id}"),
            "SequenceOrder": order,
            "VoteCounts": [
                {"@type": "ElectionResults.VoteCounts", "GpUnitId": _id("unit", station), "Type": "total", "Count": count}
                for station, count in choice.votes.items()
            ],
        }
        if choice.kind == "candidate":
            yield {"@type": "ElectionResults.CandidateSelection", **made, "CandidateIds": [_id("candidate", choice.id)]}
        elif choice.kind == "list":
            yield {"@type": "ElectionResults.PartySelection", **made, "PartyIds": [_id("party", choice.id)]}
        else:
            # Yes, no, against all: an answer that is nobody's.
            yield {"@type": "ElectionResults.BallotMeasureSelection", **made, "Selection": _text(choice.names)}


def _party(choice: ResultChoice) -> Object:
    return {"@type": "ElectionResults.Party", "@id": _id("party", choice.id), "Name": _text(choice.names)}


def _initials(name: str) -> str:
    """The first letters of a name: Областная избирательная комиссия → ОИК."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return "".join(letters)[:12] or name[:12]
