"""What an undo would bring back although what it names has gone, or although another has taken its place since."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from electdesk.columns.contest import ballot_of
from electdesk.columns.heads import decode_body
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.records import KINDS, Area, Choice, Contest, Entry, Incident, Paper, Station
from electdesk.domain.records.paper import ORIGINAL
from electdesk.domain.records.setup import DOUBLE, SINGLE
from electdesk.ledger.revision import Revision
from electdesk.services.typed import entries_of

if TYPE_CHECKING:
    from electdesk.services.region import Region


class PutBack:
    """The state that an undo would leave: what is there now, with some records as they were before and some withdrawn."""

    def __init__(self, region: "Region", restored: Sequence[Revision], withdrawn: set[str]) -> None:
        """``restored``: the earlier revisions that come back."""
        self._region = region
        self._bodies: dict[str, Any] = {each.record: decode_body(each) for each in restored}
        self._gone = withdrawn | {record for record, body in self._bodies.items() if body is None}

    def missing(self) -> list[str]:
        """Records that what comes back would name, and that are not there: a choice off the ballot, a withdrawn station, area or paper."""
        found: dict[str, None] = {}
        for body in self._bodies.values():
            if body is not None:
                found |= dict.fromkeys(self._missing_to(body))
        return list(found)

    def _missing_to(self, body: Any) -> list[str]:
        named: list[tuple[str, str]] = []
        if (station := getattr(body, "station", "")) != "":
            named.append(("station", station))
        if (contest := getattr(body, "contest", "")) != "":
            named.append(("contest", contest))
        if (incident := getattr(body, "incident", "")) != "":
            named.append(("incident", incident))
        match body:
            case Station() | Incident():
                named.append(("area", body.area))
            case Area():
                named.append(("area", body.parent))
            case Choice():
                named.append(("choice", body.list))
            case Paper():
                named.append(("paper", body.replaces or ORIGINAL))
            case Entry():
                named.append(("paper", body.paper))
        absent = [record for kind, record in named if record and not self._is_there(kind, record)]
        if isinstance(body, Entry) and not absent:
            ballot = self._ballot(body)
            absent = [choice for choice, figure in body.votes.items() if choice not in ballot and figure not in (BLANK, NOT_ASKED)]
        return absent

    def _is_there(self, kind: str, record: str) -> bool:
        if record in self._gone:
            return False
        return record in self._bodies or record in self._now(kind)

    def _now(self, kind: str) -> Any:
        return self._region.columns.records.bodies[kind]

    def _current(self, kind: str) -> dict[str, Any]:
        """The records of a kind as they would stand after the undo."""
        body = KINDS[kind].body
        back = {record: found for record, found in self._bodies.items() if isinstance(found, body)}
        return {record: found for record, found in (self._now(kind) | back).items() if record not in self._gone}

    def _ballot(self, entry: Entry) -> set[str]:
        """The choices that stand on the ballot of an entry's station, those among them that the form itself prints."""
        contest = self._region.columns.contests.get(entry.contest)
        if contest is None:
            return set(entry.votes)
        choices = self._current("choice")
        divided = any(choice.constituency for choice in choices.values() if choice.contest == entry.contest)
        own = self._current("station")[entry.station].constituency if divided else None
        return {choice.id for choice in ballot_of(contest.form, entry.contest, choices, own)}

    def second_entries(self) -> list[str]:
        """Stations where another entry took the place of the one that would come back: there would be too many, or two by one person."""
        region = self._region
        found = []
        for record, body in self._bodies.items():
            if not isinstance(body, Entry) or body.source == "phone" or body.contest not in region.columns.contests:
                continue
            contest = region.columns.contests[body.contest]
            row = region.columns.register.row_of.get(body.station)
            if row is None or body.settles:
                continue
            now = entries_of(region, contest, row, body.paper)
            since = max(region.columns.records.heads[record])
            back = all(each.record != record for each in now)
            others = [each for each in now if each.body.source != "phone" and each.record not in self._gone]
            if contest.mode == SINGLE:
                replaced = any(each.seq > since for each in others)
            else:
                typed = [each.body.by for each in others if not each.body.settles]
                replaced = len(typed) > 1 or (contest.mode == DOUBLE and body.by in typed)
            if back and replaced:
                found.append(body.station)
        return found

    def editions_in_use(self) -> list[str]:
        """Contests that would lose the edition of the form under which entries that stay were typed."""
        found = []
        for record, body in self._bodies.items():
            now = self._region.columns.contests.get(record)
            if not isinstance(body, Contest) or now is None:
                continue
            lost = now.editions.keys() - {edition.key for edition in body.editions}
            if lost and any(each.form in lost for row in now.entry_seqs for each in self._live_entries(row, record)):
                found.append(record)
        return found

    def _live_entries(self, row: int, contest: str) -> list[Entry]:
        columns = self._region.columns.contests[contest]
        stored = self._region.store.rows(columns.entry_seqs[row])
        live = (decode_body(each.revision) for each in stored if each.revision.record not in self._gone)
        return [entry for entry in live if isinstance(entry, Entry)]
