"""What a printed document says, before it is in any language: typed, complete, and enough to set the document again."""

import datetime as dt
from typing import Literal

import msgspec

from electdesk.domain.findings import Finding
from electdesk.domain.forms.form import LineKind
from electdesk.domain.records.names import Names
from electdesk.domain.states import Mark, State

Mode = Literal["TEST", "REAL"]
Turnout = Literal["issued", "found"]
ActKind = Literal[
    "retyped",
    "entry",
    "second_entry",
    "file",
    "phone",
    "correction",
    "withdrawn",
    "undone",
    "paper",
    "settled",
    "final",
    "annulled",
    "reopened",
]


class SummaryLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the paper. ``figure`` is a count or a mark of ``domain.figures``.

    Of a yes/no line it is 1 or 0, of a one-of line the place of the box from 0; ``option`` is the label of the box that is
    ticked. ``ends_group`` draws the stronger rule below; ``of_which`` sets the label in.
    """

    number: str
    label: Names
    figure: int
    kind: LineKind = "count"
    option: Names = {}
    ends_group: bool = False
    of_which: bool = False


class SummaryChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One choice of the ballot with its votes (a count or a mark). ``of_list`` sets a candidate of a list in."""

    number: str
    name: Names
    figure: int
    of_list: bool = False


class SummaryTotal(msgspec.Struct, frozen=True):
    """A total and how it is made of lines, by their official numbers: 3+4+5. The figure may be a mark where a line has none."""

    figure: int
    expression: str = ""


class SummaryTotals(msgspec.Struct, frozen=True):
    """Voters on the list, ballots issued, ballots valid; and the turnout as votes over voters.

    ``took_part`` is the numerator: the ballots issued or the ballots found in the boxes, as ``definition`` says. A total that
    the form does not hold is None.
    """

    registered: SummaryTotal | None
    issued: SummaryTotal | None
    valid: SummaryTotal | None
    took_part: SummaryTotal | None
    definition: Turnout = "issued"


class SummaryFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding with what a person needs to read it.

    ``rule`` is the relation in short (2 = 3 + 4), ``name`` and ``message`` the form's own words, ``lines`` the official numbers of
    the lines to compare; ``explanation`` the reason given when it was confirmed, "" where nobody did.
    """

    finding: Finding
    rule: str = ""
    name: Names = {}
    message: Names = {}
    lines: tuple[str, ...] = ()
    explanation: str = ""
    explained_by: str = ""


class LineNote(msgspec.Struct, frozen=True):
    """What the clerk wrote beside a line: its official number and the text."""

    line: str
    text: str


class HeldRelation(msgspec.Struct, frozen=True):
    """A relation that holds, with both sides and the sign between them: R1, 871 ≥ 820."""

    code: str
    left: int
    sign: str
    right: int


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who did what to the tally, and when (UTC). ``note`` is a person's own words: a reason.

    ``document`` is the number of the decision or paper, ``paper`` what kind of paper arrived (one of ``PAPER_KINDS``).
    """

    kind: ActKind
    at_utc: dt.datetime
    by: str = ""
    note: str = ""
    document: str = ""
    paper: str = ""


class AsPaper(msgspec.Struct, frozen=True):
    """The decision by which hard findings stand as the paper states them."""

    document: str
    reason: str
    by: str = ""


class FormName(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which form and which edition of it the protocol was typed under."""

    id: str
    edition: str = ""
    annex: str = ""


class StationSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page of one station in one contest says.

    ``region_id`` is the file's id in hexadecimal; ``day`` the day of voting; ``utc_offset`` the minutes that the region's clock
    is ahead of UTC; ``opens`` and ``closes`` as "07:00", "" where unknown. ``contest`` is its code, ``title`` its name, printed
    where it is not the election's. ``revision`` counts what was typed of the station from 1, also
    what was taken back since: no two pages with other figures bear the same number; 0 where nothing stands. ``verification``
    is "single" where one entry settles. ``commit`` is the number of the journal entry that the page was printed from,
    ``fingerprint`` the twenty digits of the file at that moment, spaces allowed. ``paper_kind`` is one of ``PAPER_KINDS``.
    """

    mode: Mode
    region_id: str
    region: Names
    commission: Names
    election: Names
    day: dt.date | None
    utc_offset: int
    contest: str
    title: Names
    form: FormName
    station: str
    name: Names
    districts: tuple[Names, ...]
    type: str
    opens: str
    closes: str
    revision: int
    state: State
    marks: Mark = Mark.NONE
    lines: tuple[SummaryLine, ...]
    choices: tuple[SummaryChoice, ...]
    totals: SummaryTotals
    findings: tuple[SummaryFinding, ...] = ()
    notes: tuple[LineNote, ...] = ()
    held: tuple[HeldRelation, ...] = ()
    acts: tuple[Act, ...] = ()
    verification: str = "single"
    as_paper: AsPaper | None = None
    paper_kind: str = "original"
    paper_document: str = ""
    commit: int
    fingerprint: str
    printed_at_utc: dt.datetime
    printed_by: str = ""
