"""Where a tally stands: every way of papers, entries, decisions and findings, as a table."""

import pytest

from electdesk.domain.findings import HARD, INFO, SOFT, Finding
from electdesk.domain.records import Entry, Paper, Tally
from electdesk.domain.states import Chosen, EntryHead, Mark, Standing, State, choose, current_papers, finding_key, stand

BROKEN = Finding("K1", HARD, ("a",), 1, 2)
LATER = Finding("K2", HARD, ("a",), 3, 4)
BLANK = Finding("BLANK", HARD, ("a",))
DOUBTFUL = Finding("V1", SOFT, ("a",), 5, 6)
NOTABLE = Finding("P4", INFO, ("a",), 5, 5)


def entry(
    figure: int = 1, *, seq: int = 1, paper: str = "", source: str = "paper", confirmed: tuple[Finding, ...] = ()
) -> EntryHead:
    body = Entry(
        station="s",
        contest="c",
        form="f",
        lines=(figure,),
        votes={"x": figure},
        paper=paper,
        source=source,
        confirmed={finding_key(finding): "compared" for finding in confirmed},
    )
    return EntryHead(f"e{seq}", f"content {seq}", seq, body)


def tally(decision: str, of: str = "content 1", *, as_paper: bool = False, accepted: tuple[Finding, ...] = ()) -> Tally:
    keys = tuple(finding_key(finding) for finding in accepted)
    return Tally(station="s", contest="c", decision=decision, entry=of, as_paper=as_paper, accepted=keys)


ORIGINAL_ARRIVED = {"p1": Paper(station="s", contest="c", kind="original")}
CORRECTED = {"p2": Paper(station="s", contest="c", kind="corrected", replaces="")}
TWO_CORRECTIONS = {**CORRECTED, "p3": Paper(station="s", contest="c", kind="repeat", replaces="")}
REPLACED_TWICE = {**CORRECTED, "p3": Paper(station="s", contest="c", kind="repeat", replaces="p2")}


@pytest.mark.parametrize(
    ("papers", "wanted"),
    [({}, [""]), (ORIGINAL_ARRIVED, [""]), (CORRECTED, ["p2"]), (TWO_CORRECTIONS, ["p2", "p3"]), (REPLACED_TWICE, ["p3"])],
    ids=str,
)
def test_the_current_paper_is_the_one_that_no_other_replaces(papers: dict[str, Paper], wanted: list[str]) -> None:
    assert current_papers(papers) == wanted


@pytest.mark.parametrize(
    ("entries", "papers", "wanted"),
    [
        ([], {}, Chosen(None)),
        ([], ORIGINAL_ARRIVED, Chosen(None, received=True)),
        ([entry()], {}, Chosen(entry(), 1, contents=frozenset({"content 1"}))),
        ([entry(), entry(seq=2)], {}, Chosen(entry(seq=2), 2, contents=frozenset({"content 1", "content 2"}))),
        ([entry(), entry(2, seq=2)], {}, Chosen(entry(2, seq=2), 1, differing=True, contents=frozenset({"content 2"}))),
        ([entry(source="phone")], {}, Chosen(entry(source="phone"))),
        (
            [entry(), entry(2, seq=2, source="phone")],
            {},
            Chosen(entry(), 1, contents=frozenset({"content 1"}), phoned=entry(2, seq=2, source="phone")),
        ),
        ([entry()], CORRECTED, Chosen(None, received=True, corrected=True)),
        (
            [entry(), entry(2, seq=2, paper="p2")],
            CORRECTED,
            Chosen(entry(2, seq=2, paper="p2"), 1, received=True, corrected=True, contents=frozenset({"content 2"})),
        ),
        ([entry()], TWO_CORRECTIONS, Chosen(None, conflict=True, received=True, corrected=True)),
        ([EntryHead("e", "c", 1, None)], {}, Chosen(None, conflict=True)),
    ],
    ids=str,
)
def test_the_entry_that_speaks_for_a_station(entries: list[EntryHead], papers: dict[str, Paper], wanted: Chosen) -> None:
    assert choose(entries, papers) == wanted


@pytest.mark.parametrize(
    ("chosen", "decided", "findings", "wanted"),
    [
        (Chosen(None), None, [], Standing(State.AWAITED)),
        (Chosen(None, received=True), None, [], Standing(State.RECEIVED)),
        (Chosen(entry(), 1), None, [], Standing(State.SETTLED, preliminary=True, settled=True)),
        (Chosen(entry(), 1), None, [NOTABLE], Standing(State.SETTLED, preliminary=True, settled=True)),
        (Chosen(entry(), 1), None, [DOUBTFUL], Standing(State.SETTLED, Mark.TO_CONFIRM, preliminary=True, settled=True)),
        (Chosen(entry(confirmed=(DOUBTFUL,)), 1), None, [DOUBTFUL], Standing(State.SETTLED, preliminary=True, settled=True)),
        (Chosen(entry(), 1), None, [BROKEN], Standing(State.FIRST_ENTRY, blocked=True)),
        (Chosen(entry(), 1), tally("final"), [], Standing(State.FINAL, preliminary=True, settled=True, final=True)),
        (Chosen(entry(), 1), tally("final", "another"), [], Standing(State.SETTLED, preliminary=True, settled=True)),
        (
            Chosen(entry(), 1),
            tally("final"),
            [BROKEN],
            Standing(State.FINAL, Mark.CONTESTED, preliminary=True, settled=True, final=True, blocked=True),
        ),
        (Chosen(entry(), 1), tally("final", "another"), [BROKEN], Standing(State.FIRST_ENTRY, blocked=True)),
        (
            Chosen(entry(), 1),
            tally("final", as_paper=True, accepted=(BROKEN,)),
            [BROKEN, LATER],
            Standing(State.FINAL, Mark.AS_PAPER | Mark.CONTESTED, preliminary=True, settled=True, final=True, blocked=True),
        ),
        (
            Chosen(entry(), 1),
            tally("open", as_paper=True, accepted=(BROKEN,)),
            [BROKEN],
            Standing(State.SETTLED, Mark.AS_PAPER, preliminary=True, settled=True),
        ),
        (
            Chosen(entry(), 1),
            tally("open", as_paper=True, accepted=(BROKEN,)),
            [BROKEN, LATER],
            Standing(State.FIRST_ENTRY, Mark.AS_PAPER, blocked=True),
        ),
        (
            Chosen(entry(), 1),
            tally("final", as_paper=True),
            [BROKEN],
            Standing(State.FINAL, Mark.AS_PAPER, preliminary=True, settled=True, final=True),
        ),
        (
            Chosen(entry(), 1),
            tally("open", as_paper=True),
            [BROKEN],
            Standing(State.SETTLED, Mark.AS_PAPER, preliminary=True, settled=True),
        ),
        (
            Chosen(entry(), 1),
            tally("open", as_paper=True),
            [BLANK],
            Standing(State.FIRST_ENTRY, Mark.AS_PAPER, blocked=True),
        ),
        (
            Chosen(entry(), 1),
            tally("open", "another", as_paper=True),
            [BROKEN],
            Standing(State.FIRST_ENTRY, blocked=True),
        ),
        (Chosen(entry(), 1), tally("open"), [], Standing(State.SETTLED, Mark.REOPENED, preliminary=True, settled=True)),
        (Chosen(entry(), 1), tally("annulled"), [BROKEN], Standing(State.ANNULLED)),
        (Chosen(None, conflict=True), tally("annulled"), [], Standing(State.ANNULLED)),
        (Chosen(None, conflict=True), tally("final"), [], Standing(State.CONFLICT)),
        (Chosen(entry(), 1, differing=True), tally("final"), [], Standing(State.DIFFERENCE)),
        (Chosen(entry(source="phone")), None, [], Standing(State.AWAITED, Mark.PHONED, preliminary=True)),
        (Chosen(entry(source="phone")), None, [BROKEN], Standing(State.AWAITED, Mark.PHONED, blocked=True)),
        (Chosen(entry(source="phone"), received=True), tally("final"), [], Standing(State.RECEIVED, Mark.PHONED, preliminary=True)),
        (Chosen(entry(), 1, corrected=True), None, [], Standing(State.SETTLED, Mark.CORRECTED, preliminary=True, settled=True)),
    ],
    ids=str,
)
def test_where_a_tally_stands(chosen: Chosen, decided: Tally | None, findings: list[Finding], wanted: Standing) -> None:
    assert stand(chosen, decided, findings) == wanted


def test_a_confirmation_belongs_to_the_figures_that_were_confirmed() -> None:
    others = [Finding("V1", SOFT, ("a",), 5, 7), Finding("V1", SOFT, ("b",), 5, 6), Finding("V1", SOFT, ("a",), 5, 6, other="12")]
    assert finding_key(DOUBTFUL) not in {finding_key(other) for other in others}
    assert finding_key(DOUBTFUL) == "V1|5|6||a"
