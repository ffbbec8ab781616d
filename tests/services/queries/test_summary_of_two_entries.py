"""The station summary of a protocol that two people typed: which entries there were, who settled, and how it was verified."""

from pathlib import Path

from electdesk.reports.catalogue import document_named, languages_of
from electdesk.services.commands import FinishEntry, RetypeLines, SettleDifference
from electdesk.services.queries.summary import station_summary
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol


def test_both_entries_the_lines_typed_again_and_who_settled_are_told(tmp_path: Path) -> None:
    region = double_region(tmp_path)
    paper = protocol()
    swapped = {**paper, "8": paper["9"], "9": paper["8"]}
    as_person(region, AIGUL, FinishEntry(station="1", values=paper))
    as_person(region, BOLAT, FinishEntry(station="1", values=swapped))
    as_person(region, BOLAT, RetypeLines(station="1", values={"8": swapped["8"], "9": swapped["9"]}))
    as_person(region, SAULE, SettleDifference(station="1", values={"8": paper["8"], "9": paper["9"]}))
    (columns,) = region.columns.contests.values()
    summary = station_summary(region, columns, 0)
    assert [(act.kind, act.by) for act in summary.acts] == [
        ("entry", "aigul"),
        ("second_entry", "bolat"),
        ("retyped", "bolat"),
        ("settled", "saule"),
    ]
    assert summary.verification == "double"
    assert document_named("station")([summary], languages_of("ru"))[:5] == b"%PDF-"
    region.close()
