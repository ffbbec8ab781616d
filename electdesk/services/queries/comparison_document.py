"""A region's comparison and surveys as one JSON document: what `compare FILE --json` prints, and what documents and workbooks are made from."""

from typing import TYPE_CHECKING, Any

import msgspec

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.figures import BLANK
from electdesk.domain.records.poll import PASSPORT, Poll
from electdesk.services.polls.comparing import poll_json
from electdesk.services.polls.lookup import choice_name
from electdesk.services.queries.comparison import KIND_NAMES, Comparison, Source, comparison
from electdesk.services.queries.surveys import SurveyResult, surveys

if TYPE_CHECKING:
    from electdesk.services.region import Region


def contest_comparison_json(
    region: "Region", columns: ContestColumns, basis: Basis, source: Source, language: str
) -> dict[str, Any]:
    """Everything about the polls of one contest. Choices are named in ``language``; their ids and line numbers stand beside the names."""
    found = comparison(region, columns, basis, source)
    names = {choice.id: choice_name(columns, choice.id, language) for choice in columns.ballot}
    numbers = {choice.id: choice.number for choice in columns.ballot}
    polls = []
    for compared in found.polls:
        document = poll_json(compared.result)
        document |= {"kind": KIND_NAMES[compared.poll.kind], "ballots_from_protocols": compared.from_tallies}
        document["passport"] = passport_json(compared.poll)
        for choice in document["choices"]:
            choice |= {"id": choice["name"], "line": numbers[choice["name"]], "name": names[choice["name"]]}
        if document["joint"] is not None:
            document["joint"]["cells"] = [[names[each] for each in cell] for cell in document["joint"]["cells"]]
        polls.append(document)
    return {
        "contest": columns.contest.code,
        "basis": found.basis,
        "source": found.source,
        "provisional": found.provisional,
        "stations": found.stations,
        "reported": found.reported,
        "official": [
            {
                "line": choice.number,
                "name": names[choice.id],
                "votes": choice.votes,
                "of": found.total,
                "other_source": choice.other,
            }
            for choice in found.official
        ],
        "document": found.document,
        "date": found.date,
        "margins_fixed_at": found.fixed_at,
        "margins_late": found.late,
        "polls": polls,
        "without_verdict": _hollow_json(found, names),
        "hidden": found.hidden,
        "surveys": [_survey_json(survey) for survey in surveys(region, columns, basis)],
    }


def passport_json(poll: Poll) -> dict[str, Any]:
    """The passport, null where something is not stated, and which fields these are."""
    fields = {name: None if (value := getattr(poll, name)) in ("", BLANK) else value for name in PASSPORT}
    return {**fields, "missing": list(poll.missing)}


def _hollow_json(found: Comparison, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "poll": each.poll.name,
            "kind": KIND_NAMES[each.poll.kind],
            "reason": each.why,
            "published": [{"name": names.get(choice, choice), "share": share} for choice, share in each.published.items()],
            "stations": each.stations,
            "ballots_missing": each.ballots_missing,
            "passport": passport_json(each.poll),
        }
        for each in found.hollow
    ]


def _survey_json(survey: SurveyResult) -> dict[str, Any]:
    return {
        "poll": survey.poll.name,
        "kind": KIND_NAMES[survey.poll.kind],
        "coefficients": list(survey.coefficients),
        "official_turnout": survey.official.count / survey.official.of if survey.official is not None else None,
        "stations": survey.stations,
        "reported": survey.reported,
        "waves": [msgspec.to_builtins(wave) for wave in survey.waves],
        "together": msgspec.to_builtins(survey.together),
        "passport": passport_json(survey.poll),
    }
