"""The sentences of the entry page about stations, drafts and what happened before."""

import datetime
from typing import Final, Literal

from electdesk.columns import ContestColumns
from electdesk.domain.figures import is_count
from electdesk.domain.findings import HARD, SOFT
from electdesk.domain.records.names import in_language
from electdesk.domain.records.setup import SINGLE
from electdesk.domain.states import State, finding_key
from electdesk.i18n import format_count, format_time, language, tr
from electdesk.i18n.sentences import COMMANDS
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.entry import EntryMode, EntryWork, JournalLine, KeptDraft, history_of
from electdesk.qtmodels.entry.turn import Turn
from electdesk.services.queries.differences import entries_agree
from electdesk.services.region import Region
from electdesk.ui.entry.finder import StationCardWords
from electdesk.ui.entry.side import HistoryRow
from electdesk.ui.entry.wording import state_word, type_word
from electdesk.ui.parts import Words

MOST_STEPS: Final = 40


def district_of(desk: Desk, row: int) -> str:
    """The name of a station's district, "" where it has none."""
    region = desk.region
    if region is None:
        return ""
    register = region.columns.register
    area = register.areas.get(register.stations[row].area)
    return in_language(area.name, language()) if area is not None else ""


def about_station(desk: Desk, row: int) -> str:
    """District, type, size of the list and ballots issued by the last report, in one line."""
    region = desk.region
    if region is None or row >= len(region.columns.register):
        return ""
    station = region.columns.register.stations[row]
    parts = [district_of(desk, row), type_word(station.type)]
    if is_count(station.voters):
        parts.append(tr("{n} on the list", n=station.voters))
    turnout = int(region.columns.turnout.last[row])
    if is_count(turnout):
        parts.append(tr("{n} issued by the last report", n=turnout))
    return " · ".join(part for part in parts if part)


def state_of(columns: ContestColumns, row: int) -> str:
    """Where the tally of a station stands, in words."""
    return state_word(State(int(columns.state[row])).name)


def left_open(region: Region, contest: str, row: int) -> str:
    """The codes of what keeps a tally open although it was entered, "" where nothing does or it is only told by phone."""
    columns = region.columns.contests[contest]
    if State(int(columns.state[row])) not in (State.FIRST_ENTRY, State.SECOND_ENTRY, State.DIFFERENCE):
        return ""
    confirmed = columns.confirmations(row)
    weighing = [f for f in columns.findings(row) if f.severity == HARD or (f.severity == SOFT and finding_key(f) not in confirmed)]
    codes = [tr("blank lines") if finding.code == "BLANK" else finding.code for finding in weighing]
    return ", ".join(dict.fromkeys(codes))


def outcome(region: Region, contest: str, row: int) -> Words:
    """What became of a station that was just finished."""
    columns = region.columns.contests[contest]
    number = region.columns.register.stations[row].number
    state, codes = State(int(columns.state[row])), left_open(region, contest, row)
    if state is State.DIFFERENCE:
        return lambda: tr(
            "The entries of station {number} differ. Both are kept; a supervisor settles them from the paper.", number=number
        )
    if codes:
        return lambda: tr("Station {number} is entered; its tally stays open: {codes}.", number=number, codes=codes)
    if state is State.FIRST_ENTRY:
        return lambda: tr("The first entry of station {number} is finished; somebody else types the second.", number=number)
    if state is State.SETTLED and columns.mode != SINGLE:
        if entries_agree(region, columns, row):
            return lambda: tr("Station {number} is settled: two entries say the same.", number=number)
        return lambda: tr("Station {number} is settled by your entry; those before it are kept.", number=number)
    return lambda: tr("Station {number} is finished.", number=number)


def match_text(desk: Desk, row: int) -> str:
    """A station in the list of those that fit: number, name, district, state."""
    region, columns = desk.region, desk.contest
    if region is None:
        return ""
    station = region.columns.register.stations[row]
    name = in_language(station.name, language()) or station.address
    parts = [station.number, name, district_of(desk, row), state_of(columns, row) if columns is not None else ""]
    return " · ".join(part for part in parts if part)


def station_card(desk: Desk, row: int) -> StationCardWords:
    """What the clerk compares with the paper before the first field."""
    region, columns = desk.region, desk.contest
    assert region is not None
    station = region.columns.register.stations[row]
    turnout = int(region.columns.turnout.last[row])
    facts = [
        (tr("District"), district_of(desk, row) or "–"),
        (tr("Type"), type_word(station.type)),
        (tr("On the list"), format_count(station.voters) if is_count(station.voters) else "–"),
        (tr("Last turnout"), format_count(turnout) if is_count(turnout) else "–"),
    ]
    note = ""
    if columns is not None:
        facts.append((tr("State"), state_of(columns, row)))
        if len(region.columns.contests) > 1:
            note = in_language(columns.contest.title, language()) or columns.contest.code
    name = in_language(station.name, language()) or tr("Station {number}", number=station.number)
    return StationCardWords(station.number, name, station.address, tuple(facts), note)


def draft_text(desk: Desk, kept: KeptDraft) -> str:
    """A draft in the list: station, how much is typed, when, and why it was parked."""
    region = desk.region
    if region is None:
        return ""
    station = region.columns.register.stations[kept.row]
    name = in_language(station.name, language())
    at = format_time(region.local(kept.saved_at))
    parts = [station.number, name, tr("lines typed: {n}", n=len(kept.draft.figures)), at]
    if len(region.columns.contests) > 1 and kept.contest in region.columns.contests:
        parts.append(in_language(region.columns.contests[kept.contest].contest.title, language()))
    if kept.draft.source == "phone":
        parts.append(tr("by phone"))
    if kept.draft.returned:
        parts.append(tr("returned: {reason}", reason=kept.draft.returned))
    else:
        parts.append(tr("parked: {reason}", reason=kept.draft.parked) if kept.draft.parked else tr("draft"))
    return " · ".join(part for part in parts if part)


def title_of(work: EntryWork) -> str:
    """The title of the form's card: the protocol, or the contest where there are several."""
    region, columns = work.desk.region, work.contest
    if region is not None and columns is not None and len(region.columns.contests) > 1:
        return in_language(columns.contest.title, language()) or columns.contest.code
    return tr("Protocol of the station commission")


def notice_of(work: EntryWork) -> tuple[Words, Literal["info", "warn", "plain"]] | None:
    """What is said over the form when a station is opened: why it cannot be typed, or that a draft goes on."""
    region, columns, row = work.desk.region, work.contest, work.row
    if region is None or columns is None or row is None:
        return None
    state = State(int(columns.state[row]))
    if work.mode is EntryMode.HIDDEN and state is State.DIFFERENCE:
        return lambda: tr("The entries of this station differ; a supervisor settles them from the paper."), "plain"
    if work.mode is EntryMode.HIDDEN:
        return lambda: tr(
            "Another person has entered this station; until the tally is settled its figures are not shown to others."
        ), "plain"
    if work.mode is EntryMode.NO_CHOICES:
        return lambda: tr(
            "The contest has no candidates or other choices yet, so its protocols cannot be entered. "
            "Nothing is lost: stations and figures entered before stay as they are. "
            "A supervisor adds them to the contest, in its set-up or with a list (Ctrl+I); then open the station again."
        ), "warn"
    if work.mode is EntryMode.CLOSED:
        return (lambda: _why_closed(work, state)), "plain"
    if work.mode is EntryMode.VIEWING:
        return (lambda: _entered(work, state)), "info"
    if work.mode is EntryMode.RETYPING:
        return (lambda: _retyping(work)), "warn"
    kept = work.continued
    if kept is None and work.turn is Turn.SECOND:
        return lambda: tr("Second entry: type what the paper says. Nothing of the first entry is shown here."), "info"
    if kept is None:
        if work.mode is EntryMode.CORRECTING:
            return lambda: tr("Correction: {reason}. The earlier figures stay in the history.", reason=work.reason), "info"
        return None
    return (lambda: _continued(work, kept)), "info"


def _why_closed(work: EntryWork, state: State) -> str:
    region = work.desk.region
    assert region is not None
    if region.store.read_only:
        holder = region.store.holder
        if holder:
            return tr("The file is open for writing elsewhere ({holder}); here it can only be read.", holder=holder)
        return tr("The file is open for reading only: nothing can be typed.")
    if state is State.FINAL:
        return tr("This tally is final. A supervisor can open it again with a reason.")
    if state is State.ANNULLED:
        return tr("This tally is annulled by decision. A supervisor can open it again with a reason.")
    if state is State.CONFLICT:
        return tr("Two states of this tally contradict each other; a supervisor decides which holds.")
    return tr("A record of this tally is damaged; its figures are not shown.")


def _entered(work: EntryWork, state: State) -> str:
    word = state_word(state.name)
    text = tr(
        "Entered, state: {state}. The figures are for reading; F4 corrects them with a reason, F7 registers a new paper.",
        state=word,
    )
    if work.stale_draft:
        text += " " + tr("Your earlier draft of this station is kept, but it was entered meanwhile.")
    return text


def _retyping(work: EntryWork) -> str:
    model = work.model
    assert model is not None
    numbers = ", ".join(number for slot, number in enumerate(model.sheet.numbers) if slot not in model.locked)
    return tr(
        "The two entries differ in: {lines}. Yours is kept; nobody sees it. Look at the paper and type these lines once more, "
        "then + finishes: what still differs is settled by a supervisor.",
        lines=numbers,
    )


def _continued(work: EntryWork, kept: KeptDraft) -> str:
    region = work.desk.region
    assert region is not None
    if kept.draft.returned:
        return tr(
            "A supervisor gave this entry back to you: {reason}. What agreed stands here; type the empty lines from the paper.",
            reason=kept.draft.returned,
        )
    at = format_time(region.local(kept.saved_at))
    if kept.draft.parked:
        text = tr("Parked at {time}: {reason}. Going on with what was typed.", time=at, reason=kept.draft.parked)
    else:
        text = tr("Going on with your draft of {time}: nothing that was typed is lost.", time=at)
    if kept.draft.corrects:
        text += " " + tr("It corrects an entry: {reason}.", reason=kept.draft.reason)
    return text


def history_rows(work: EntryWork) -> tuple[str, list[HistoryRow]]:
    """The subtitle and the steps of the history: this draft first, then what was done to the tally before."""
    region, columns, row = work.desk.region, work.contest, work.row
    if region is None or columns is None or row is None:
        return "", []
    rows = [HistoryRow(_clock(line.at), _journal_text(line)) for line in work.journal]
    for step in history_of(region, columns, row)[:MOST_STEPS]:
        done = tr(COMMANDS.get(step.command, step.command))  # i18n: dynamic
        parts = [done, step.by, step.reason]
        rows.append(HistoryRow(_clock(step.at), ", ".join(part for part in parts if part)))
    subtitle = ""
    if work.can_type and work.saved_at is not None:
        at = work.saved_at
        subtitle = tr("draft saved {time}", time=f"{at.hour}:{at.minute:02d}:{at.second:02d}")
    return subtitle, rows


def _journal_text(line: JournalLine) -> str:
    if line.what == "opened":
        return tr("draft opened, {who}", who=line.detail)
    if line.what == "continued":
        return tr("draft continued, {who}", who=line.detail)
    if line.what == "retyping":
        return tr("lines that differ are typed again, {who}", who=line.detail)
    if line.what == "confirmed":
        return tr("{code} confirmed with a reason", code=line.detail)
    return tr("correction begun: {who}", who=line.detail)


def _clock(at: datetime.datetime) -> str:
    return format_time(at)
