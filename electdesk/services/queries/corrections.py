"""Which stations have a history worth telling: more than one state of their figures, a later paper, a decision."""

from typing import TYPE_CHECKING, Final

from electdesk.columns import ContestColumns
from electdesk.columns.heads import loose_body
from electdesk.services.queries.history import taken_back
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

CORRECTING: Final = frozenset(
    {
        *("CorrectEntry", "WithdrawEntry", "RegisterPaper", "AcceptPaper", "Reopen", "Annul", "AcceptAsPaper"),
        *("SettleDifference", "RetypeLines", "ReturnEntry", "Undo", "ImportTallies"),
    }
)
"""Commands that may change what stands of a station after somebody has typed it."""


def corrected_rows(region: "Region", columns: ContestColumns) -> list[int]:
    """The rows of the stations that were corrected, reopened or decided upon, in the order of the register. Reads the ledger once."""
    refuse_read(region.person, "history")
    row_of = columns.register.row_of
    found = {row_of[station] for station, contest in taken_back(region) if contest == columns.record and station in row_of}
    found |= {row for row, papers in columns.papers.items() if any(paper.kind != "original" for paper in papers.values())}
    for commit in region.store.commits():
        if commit.commit.command not in CORRECTING:
            continue
        for stored in region.store.revisions_of(commit.seq):
            # A first state has nothing before it.
            if stored.revision.kind == "tally" or (stored.revision.kind == "entry" and stored.revision.parents):
                body = loose_body(stored.revision)
                if body.get("contest") == columns.record and body.get("station") in row_of:
                    found.add(row_of[str(body["station"])])
    return sorted(found)
