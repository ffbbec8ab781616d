"""Where the tally of one station in one contest stands: computed from its papers, entries and decision, never stored."""

import enum
import hashlib
import json
from collections.abc import Callable, Hashable, Mapping, Sequence

import msgspec

from electdesk.domain.findings import HARD, SOFT, Finding
from electdesk.domain.records.entry import Entry
from electdesk.domain.records.paper import ORIGINAL, Paper
from electdesk.domain.records.setup import DOUBLE, LATER, SINGLE
from electdesk.domain.records.tally import Tally


class State(enum.IntEnum):
    """The states in their order of work. The number is what the columns hold."""

    AWAITED = 0
    RECEIVED = 1
    FIRST_ENTRY = 2
    SECOND_ENTRY = 3
    DIFFERENCE = 4
    SETTLED = 5
    FINAL = 6
    ANNULLED = 7
    CONFLICT = 8
    DAMAGED = 9


class Mark(enum.IntFlag):
    """What stands beside the line of states."""

    NONE = 0
    TO_CONFIRM = 1
    REOPENED = 2
    PHONED = 4
    AS_PAPER = 8
    CORRECTED = 16
    CONTESTED = 32


def is_closed(tally: Tally | None) -> bool:
    """Whether a decision keeps a tally shut, whatever the checks say of its figures by now: only Reopen opens it."""
    return tally is not None and tally.decision in ("final", "annulled")


class EntryHead(msgspec.Struct, frozen=True):
    """The newest revision of an entry: record id, content id, place in the store, and the body (None where two heads conflict)."""

    record: str
    content: str
    seq: int
    body: Entry | None


class Chosen(msgspec.Struct, frozen=True):
    """Which entry speaks for the station. ``entry`` is None where none does; ``same`` counts the entries that agree with it.

    ``complete``: as many entries agree as the mode of verification asks for, or a third person has settled them. ``authors`` typed the
    figures of that entry, () where entries differ; ``contents`` are the content ids of the entries that agree with it. ``phoned`` is a
    phoned entry of the same paper beside typed ones.
    """

    entry: EntryHead | None
    same: int = 0
    differing: bool = False
    conflict: bool = False
    received: bool = False
    corrected: bool = False
    complete: bool = True
    confirmed: Mapping[str, str] = {}
    authors: tuple[str, ...] = ()
    contents: frozenset[str] = frozenset()
    phoned: EntryHead | None = None


class Standing(msgspec.Struct, frozen=True):
    """State and marks of a tally, and whether its figures count in each basis. ``blocked`` says that hard findings keep it open."""

    state: State
    marks: Mark = Mark.NONE
    preliminary: bool = False
    settled: bool = False
    final: bool = False
    blocked: bool = False


def finding_key(finding: Finding) -> str:
    """The name under which a confirmation of this finding is kept: it holds the figures, so changed figures withdraw the confirmation."""
    sides = f"{'' if finding.left is None else finding.left}|{'' if finding.right is None else finding.right}"
    return f"{finding.code}|{sides}|{finding.other}|{','.join(finding.lines)}"


def current_papers(papers: Mapping[str, Paper]) -> list[str]:
    """The papers that no other replaces (ORIGINAL among them): one is the rule, two after a merge of two corrections."""
    replaced = {paper.replaces for paper in papers.values() if paper.replaces is not None}
    known = {ORIGINAL} | {record for record, paper in papers.items() if paper.kind != "original"}
    return sorted(known - replaced)


def choose(
    entries: Sequence[EntryHead],
    papers: Mapping[str, Paper],
    mode: str = SINGLE,
    figures: Callable[[Entry], Hashable] | None = None,
) -> Chosen:
    """The entry that speaks for the station: of the current paper, typed or from a file; a phoned one only while there is no other.

    ``mode`` is the set-up's verification. Where somebody settled differing entries, the settling entry speaks as long as it has seen
    every other entry of the paper. ``figures`` is what entries are compared by; as they were typed, where it is not given: then entries
    of two editions of a form always differ.
    """
    current = current_papers(papers)
    received = bool(papers)
    corrected = current != [ORIGINAL]
    if len(current) > 1 or any(entry.body is None for entry in entries):
        return Chosen(None, conflict=True, received=received, corrected=corrected)
    of_paper = [entry for entry in entries if entry.body is not None and entry.body.paper == current[0]]
    typed = [entry for entry in of_paper if entry.body is not None and entry.body.source != "phone"]
    phoned = next((entry for entry in reversed(of_paper) if entry not in typed), None)
    if not typed:
        if phoned is None or phoned.body is None:
            return Chosen(None, received=received, corrected=corrected)
        confirmed, authors = phoned.body.confirmed, _authors([phoned])
        return Chosen(phoned, received=received, corrected=corrected, confirmed=confirmed, authors=authors)
    said = [(figures or _figures)(entry.body) for entry in typed if entry.body is not None]
    settler = _settling_place(typed, said)
    place, settled = (len(typed) - 1, False) if settler is None else (settler, True)
    equal = [entry for entry, each in zip(typed, said, strict=True) if each == said[place]]
    differing = not settled and len(equal) != len(typed)
    return Chosen(
        typed[place],
        len(equal),
        differing=differing,
        received=received,
        corrected=corrected,
        complete=settled or _is_complete(equal, mode),
        confirmed={key: why for entry in equal if entry.body is not None for key, why in entry.body.confirmed.items()},
        authors=() if differing else _authors(equal),
        contents=frozenset(entry.content for entry in equal),
        phoned=phoned,
    )


def _authors(entries: Sequence[EntryHead]) -> tuple[str, ...]:
    """Who typed these entries, each once; a file is nobody."""
    return tuple(dict.fromkeys(entry.body.by for entry in entries if entry.body is not None and entry.body.by))


def _settling_place(typed: Sequence[EntryHead], said: Sequence[Hashable]) -> int | None:
    """The place of the newest entry by which somebody settled all others of the paper; None where none has seen them all."""
    for place in range(len(typed) - 1, -1, -1):
        body = typed[place].body
        if body is not None and body.settles:
            others = (other.body for other, each in zip(typed, said, strict=True) if other.body is not None and each != said[place])
            return place if all(figures_id(other) in body.settles for other in others) else None
    return None


def is_plain(entry: Entry | None) -> bool:
    """Whether nothing of an entry but its figures bears on where its tally stands."""
    return entry is not None and entry.source != "phone" and not (entry.paper or entry.confirmed or entry.settles)


def are_plainly_two(first: Entry | None, second: Entry | None, mode: str) -> bool:
    """Whether two entries are equal, as many as any mode asks for, and nothing else bears on where their tally stands."""
    if first is None or second is None or not (is_plain(first) and is_plain(second)):
        return False
    same = (first.form, first.lines, first.votes) == (second.form, second.lines, second.votes)
    return same and (mode == LATER or first.by != second.by)


def _is_complete(equal: Sequence[EntryHead], mode: str) -> bool:
    """Whether equal entries are as many as the mode asks for: by two people, by one person twice, or one. A file is nobody's typing."""
    if mode == DOUBLE:
        return len({entry.body.by for entry in equal if entry.body is not None}) > 1
    return len(equal) > 1 if mode == LATER else bool(equal)


def figures_id(entry: Entry) -> str:
    """A name for the figures of an entry: the same for equal figures, whoever typed them and whatever was confirmed about them since."""
    figures = json.dumps([entry.form, entry.lines, sorted(entry.votes.items())], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(figures.encode()).hexdigest()[:20]


def _figures(entry: Entry) -> Hashable:
    return (entry.form, entry.lines, tuple(sorted(entry.votes.items())))


def stand(chosen: Chosen, tally: Tally | None, findings: Sequence[Finding], mode: str = SINGLE) -> Standing:
    """The standing of a tally: as many equal entries as the mode asks for, without an open hard finding, settle it.

    A soft finding without confirmation marks it ``TO_CONFIRM`` and keeps it from becoming final. A difference is never in any total.
    What was signed off stays final while the figures are those that were signed: a hard finding that came later (a new edition of the
    form, the protocol of another contest) marks it ``CONTESTED``.
    """
    marks = Mark.CORRECTED if chosen.corrected else Mark.NONE
    if tally is not None and tally.decision == "open" and not tally.as_paper:
        marks |= Mark.REOPENED
    if tally is not None and tally.decision == "annulled":
        return Standing(State.ANNULLED, marks)
    if chosen.conflict:
        return Standing(State.CONFLICT, marks)
    if chosen.differing:
        return Standing(State.DIFFERENCE, marks)
    entry = chosen.entry
    if entry is None or entry.body is None:
        return Standing(State.RECEIVED if chosen.received else State.AWAITED, marks)
    contents = chosen.contents or {entry.content}
    as_paper = tally is not None and tally.as_paper and tally.entry in contents
    open_hard = [finding for finding in findings if finding.severity == HARD]
    if tally is not None and as_paper:
        # An acceptance of an older file names no findings: it was given to all that there were.
        open_hard = [f for f in open_hard if f.code == "BLANK" or (tally.accepted and finding_key(f) not in tally.accepted)]
    blocked = bool(open_hard)
    if as_paper:
        marks |= Mark.AS_PAPER
    confirmed = chosen.confirmed or entry.body.confirmed
    if any(f.severity == SOFT and finding_key(f) not in confirmed for f in findings):
        marks |= Mark.TO_CONFIRM
    if entry.body.source == "phone":
        return Standing(
            State.RECEIVED if chosen.received else State.AWAITED, marks | Mark.PHONED, preliminary=not blocked, blocked=blocked
        )
    final = tally is not None and tally.decision == "final" and tally.entry in contents
    if final:
        marks |= Mark.CONTESTED if blocked else Mark.NONE
        return Standing(State.FINAL, marks, preliminary=True, settled=True, final=True, blocked=blocked)
    if blocked:
        return Standing(State.SECOND_ENTRY if chosen.complete and mode != SINGLE else State.FIRST_ENTRY, marks, blocked=True)
    if not chosen.complete:
        return Standing(State.FIRST_ENTRY, marks, preliminary=True)
    return Standing(State.SETTLED, marks, preliminary=True, settled=True)
