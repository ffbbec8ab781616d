"""Where a tally stands: every way of papers, entries, decisions and findings, as a table."""

import pytest
from msgspec.structs import replace

from electdesk.domain.findings import HARD, INFO, SOFT, Finding
from electdesk.domain.records import Entry, Paper, Tally
from electdesk.domain.records.setup import DOUBLE, SINGLE
from electdesk.domain.records.setup import LATER as LATER_MODE
from electdesk.domain.states import (
    Chosen,
    EntryHead,
    Mark,
    Standing,
    State,
    choose,
    current_papers,
    figures_id,
    finding_key,
    stand,
)

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


def typed(figure: int, by: str, seq: int, *, settles: tuple[int, ...] = (), source: str = "paper") -> EntryHead:
    """An entry by somebody; ``settles``: the figures between which this person decided."""
    body = entry(figure, seq=seq, source=source).body
    assert body is not None
    judged = []
    for other in settles:
        judged_body = entry(other).body
        assert judged_body is not None
        judged.append(figures_id(judged_body))
    return EntryHead(f"e{seq}", f"content {seq}", seq, replace(body, by=by, settles=tuple(judged)))


A, B = typed(1, "a", 1), typed(1, "b", 2)
A_AGAIN, B_OTHER, FILE = typed(1, "a", 2), typed(2, "b", 2), typed(1, "", 2, source="file")
THIRD, THIRD_OWN = typed(2, "c", 3, settles=(1, 2)), typed(3, "c", 3, settles=(1, 2))
LATE = typed(4, "d", 4)


@pytest.mark.parametrize(
    ("entries", "mode", "wanted"),
    [
        ([A], SINGLE, State.SETTLED),
        ([A], DOUBLE, State.FIRST_ENTRY),
        ([A], LATER_MODE, State.FIRST_ENTRY),
        ([A, B], DOUBLE, State.SETTLED),
        ([A, A_AGAIN], DOUBLE, State.FIRST_ENTRY),
        ([A, A_AGAIN], LATER_MODE, State.SETTLED),
        ([A, FILE], DOUBLE, State.SETTLED),
        ([FILE], DOUBLE, State.FIRST_ENTRY),
        ([A, B_OTHER], DOUBLE, State.DIFFERENCE),
        ([A, B_OTHER], SINGLE, State.DIFFERENCE),
        ([A, B_OTHER, THIRD], DOUBLE, State.SETTLED),
        ([A, B_OTHER, THIRD_OWN], DOUBLE, State.SETTLED),
        ([A, B_OTHER, THIRD, LATE], DOUBLE, State.DIFFERENCE),
        ([A, B, B_OTHER], DOUBLE, State.DIFFERENCE),
    ],
    ids=str,
)
@pytest.mark.parametrize("findings", [[], [BROKEN]], ids=["sound", "broken"])
def test_where_entries_of_several_people_lead_in_each_mode(
    entries: list[EntryHead], mode: str, wanted: State, findings: list[Finding]
) -> None:
    blocked = {State.SETTLED: State.FIRST_ENTRY if mode == SINGLE else State.SECOND_ENTRY}
    stands = stand(choose(entries, {}, mode), None, findings, mode)
    assert stands.state is (blocked.get(wanted, wanted) if findings else wanted)
    assert (stands.settled, stands.final) == (stands.state is State.SETTLED, False)
    assert stands.preliminary is (not findings and wanted is not State.DIFFERENCE)


def test_what_was_signed_stays_signed_whichever_of_the_equal_entries_came_last() -> None:
    for entries in ([A, B], [B, A]):
        assert stand(choose(entries, {}, DOUBLE), tally("final", "content 1"), [], DOUBLE).state is State.FINAL


def test_a_confirmation_by_either_of_two_people_confirms() -> None:
    confirmed = replace(A.body, confirmed={finding_key(DOUBTFUL): "compared"}) if A.body is not None else None
    chosen = choose([EntryHead("e1", "content 1", 1, confirmed), B], {}, DOUBLE)
    assert Mark.TO_CONFIRM not in stand(chosen, None, [DOUBTFUL], DOUBLE).marks
