"""A walk: random steps of several people at one station, with a plain memory of what they did, told to ``domain.transitions``."""

import random
from collections.abc import Iterable
from typing import Final

import msgspec

from electdesk.domain.records.setup import DOUBLE, LATER, SINGLE
from electdesk.domain.states import State
from electdesk.services.commands import (
    AcceptAsPaper,
    Annul,
    Command,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    MakeFinal,
    RegisterPaper,
    Reopen,
    ReturnEntry,
    RetypeLines,
    SettleDifference,
    WithdrawEntry,
)
from electdesk.services.commands.entries import Values
from electdesk.services.person import Person
from electdesk.services.region import Region
from tests.services.double_entry import BOLAT, PEOPLE, SAULE, TIMUR, protocol

STEPS: Final = (
    *("Type",) * 9,
    *("RetypeLines", "RetypeLines", "CorrectEntry", "WithdrawEntry"),
    *("RetypeLines", "RetypeLines", "SettleDifference", "SettleDifference", "ReturnEntry", "CorrectEntry", "CorrectEntry"),
    *("ConfirmFindings", "WithdrawEntry", "WithdrawEntry", "MakeFinal", "MakeFinal", "Reopen", "Reopen", "Annul", "Annul"),
    *("AcceptAsPaper", "AcceptAsPaper", "TakeIn", "NewPaper", "Phone"),
)
FOR_SUPERVISORS: Final = frozenset(
    {"SettleDifference", "ReturnEntry", "CorrectEntry", "WithdrawEntry", "MakeFinal", "Reopen", "Annul", "AcceptAsPaper"}
)
READINGS: Final = ("right", "right", "right", "other", "broken", "doubtful", "blank")
"""How a person reads the paper: as it is, otherwise, so that it does not add up, with more voters than the register knows, with a line left out."""
UNSOUND: Final = frozenset({"broken", "blank"})


class Made(msgspec.Struct, frozen=True):
    """An entry as the walk remembers it."""

    number: int
    by: str
    reading: str
    phoned: bool = False
    settles: frozenset[str] = frozenset()
    retyped: bool = False
    confirmed: bool = False


class Memory(msgspec.Struct, frozen=True):
    """What a station has seen. ``entries`` are those of the current paper, the newest change last; ``accepted`` is as it was accepted."""

    entries: tuple[Made, ...] = ()
    taken_in: bool = False
    papers: int = 0
    decision: str = ""
    accepted: Made | None = None

    @property
    def typed(self) -> tuple[Made, ...]:
        """The entries that are not by phone."""
        return tuple(entry for entry in self.entries if not entry.phoned)

    @property
    def newest(self) -> Made | None:
        """The entry that commands speak of."""
        return next(reversed(self.typed or self.entries), None)

    def with_entry(self, entry: Made) -> "Memory":
        """The entry is the newest now, in place of an earlier state of it."""
        others = tuple(other for other in self.entries if other.number != entry.number)
        return msgspec.structs.replace(self, entries=(*others, entry))

    def without(self, number: int) -> "Memory":
        """The entry is taken back."""
        return msgspec.structs.replace(self, entries=tuple(entry for entry in self.entries if entry.number != number))


def third_of(memory: Memory) -> Made | None:
    """The newest entry of somebody who settled all others."""
    for entry in reversed(memory.typed):
        if entry.settles:
            return entry if {other.reading for other in memory.typed} <= entry.settles | {entry.reading} else None
    return None


def speaking(memory: Memory) -> Made | None:
    """The entry whose figures stand, None where none does or where entries differ."""
    readings = {entry.reading for entry in memory.typed}
    return third_of(memory) or (memory.typed[-1] if len(readings) == 1 else None)


def afterwards(memory: Memory, mode: str) -> set[str]:
    """The facts about what stands after a step."""
    found = {"arrived"} if memory.taken_in or memory.papers else set()
    if not memory.typed:
        return found | {"none left"}
    entry = speaking(memory)
    if entry is None:
        return found | {"differ"}
    people = {other.by for other in memory.typed if other.reading == entry.reading}
    enough = {DOUBLE: len(people) > 1, LATER: len(memory.typed) > 1, SINGLE: True}[mode]
    found |= {"agree"} if enough or entry.settles else {"one left"}
    sound = entry.reading not in UNSOUND
    if sound or (entry.reading == "broken" and memory.accepted is not None and same(memory.accepted, memory, entry)):
        found.add("clean")
    return found


def same(accepted: Made, memory: Memory, entry: Made) -> bool:
    """Whether what was accepted is one of the entries that say what stands."""
    return any(other == accepted for other in memory.typed if other.reading == entry.reading)


class Walk:
    """Steps at one station (``row``) of a region. ``draw`` makes the walk repeatable."""

    def __init__(self, region: Region, row: int, draw: random.Random) -> None:
        self.region = region
        self.row = row
        self.draw = draw
        self.columns = next(iter(region.columns.contests.values()))
        self.station = f"station{row}"
        self.mode = region.columns.set_up.verification
        self.memory = Memory()
        self.numbers = 0
        self.told: list[str] = []

    @property
    def state(self) -> State:
        """Where the station stands, as the columns say."""
        return State(int(self.columns.state[self.row]))

    def values(self, reading: str) -> Values:
        """The protocol of this station in one reading; no two stations have the same."""
        issued = 60 + 2 * self.row
        match reading:
            case "other":
                return protocol(issued + 1)
            case "broken":
                values = protocol(issued)
                return {**values, "8": int(str(values["8"])) + 10}
            case "doubtful":
                values = protocol(issued)
                return {**values, **{line: int(str(values[line])) + 90 for line in ("1", "2", "4")}}
            case "blank":
                return {**protocol(issued), "5": None}
            case _:
                return protocol(issued)

    def step(self) -> tuple[str, Person, Command, set[str], Memory]:
        """A drawn step: its name, who does it, the command, the facts that hold, and what the memory is if it is done."""
        name = self.draw.choice(STEPS)
        person = self._person(name)
        command, facts, after = getattr(self, f"_{name.lower()}")(person)
        facts |= self._facts(person) | afterwards(after, self.mode)
        self.told.append(f"{person.name} {name}")
        return name, person, command, facts, after

    def _person(self, name: str) -> Person:
        """Anybody; more often somebody who may."""
        if name in FOR_SUPERVISORS and self.draw.random() < 0.7:
            return self.draw.choice((SAULE, TIMUR))
        if name == "RetypeLines" and len(self.memory.typed) == 2 and self.draw.random() < 0.7:
            return PEOPLE[self._second(self.memory.typed).by]
        return PEOPLE[self.draw.choice(tuple(PEOPLE))]

    def done(self, name: str, after: Memory) -> None:
        """The step was done."""
        self.memory = after
        self.told[-1] += f" → {self.state.name}"

    def _facts(self, person: Person) -> set[str]:
        memory, typed = self.memory, self.memory.typed
        plain = [entry for entry in typed if not entry.settles]
        own = bool(typed) and typed[0].by == person.name
        newest = memory.newest
        facts = {
            "clerk": "supervisor" not in person.roles,
            "single": self.mode == SINGLE,
            "alone": own and len(typed) == 1 and self.mode == DOUBLE,
            "early": own and len(typed) == 1 and self.mode == LATER and self._others_since(person, typed[0]) < 10,
            "not second": len(typed) != 2 or self._second(typed).by != person.name,
            "retyped": len(typed) == 2 and self._second(typed).retyped,
            "typed one": self.mode != LATER and any(entry.by == person.name for entry in plain),
            "third": any(entry.settles for entry in typed),
            "taken in": memory.taken_in,
            "nothing": newest is None,
            "blank": (entry := speaking(memory)) is not None and entry.reading == "blank",
            "doubtful": self._is_doubtful(),
        }
        return {fact for fact, holds in facts.items() if holds}

    @staticmethod
    def _second(typed: tuple[Made, ...]) -> Made:
        return max(typed, key=lambda entry: entry.number)

    def _is_doubtful(self) -> bool:
        entry = speaking(self.memory)
        if entry is None or entry.reading != "doubtful":
            return False
        return not any(other.confirmed for other in self.memory.typed if other.reading == "doubtful")

    def _others_since(self, person: Person, first: Made) -> int:
        """Counted from the store itself: at how many other stations an entry of the person stands that is newer than this one."""
        rows = {row: self.region.store.rows(seqs) for row, seqs in self.columns.entry_seqs.items()}
        own = min(each.seq for each in rows[self.row] if each.revision.record == self._records[first.number])
        newer = {row for row, stored in rows.items() for each in stored if each.seq > own and self._by(each) == person.name}
        return len(newer - {self.row})

    @staticmethod
    def _by(stored: object) -> str:
        body = msgspec.json.decode(stored.revision.body)  # type: ignore[attr-defined]
        return str(body.get("by", ""))

    @property
    def _records(self) -> dict[int, str]:
        """The record of each entry that stands, by its number: entries come into the store in the order of their numbers."""
        stored = self.region.store.rows(self.columns.entry_seqs.get(self.row, ()))
        begun = sorted((self.region.store.history(each.revision.record)[0][1].seq, each.revision.record) for each in stored)
        every = [entry.number for entry in sorted(self.memory.entries, key=lambda entry: entry.number)]
        # Entries of older papers come first.
        return dict(zip(reversed(every), (record for _, record in reversed(begun)), strict=False))

    # --- steps: the command, facts that only it asks for, what is remembered after it -------------------------------------

    def _reading(self) -> str:
        return self.draw.choice(READINGS)

    def _new(self, person: Person, reading: str, **parts: object) -> Memory:
        self.numbers += 1
        return self.memory.with_entry(Made(self.numbers, person.name, reading, **parts))  # type: ignore[arg-type]

    def _takein(self, person: Person) -> tuple[Command, set[str], Memory]:
        after = msgspec.structs.replace(self.memory, taken_in=True)
        return RegisterPaper(station=self.station), set(), after

    def _newpaper(self, person: Person) -> tuple[Command, set[str], Memory]:
        command = RegisterPaper(station=self.station, kind="corrected", reason="court", document="7")
        papers = self.memory.papers + 1
        # What was decided about the entries of the older paper stays a record and says nothing of the new one.
        return command, set(), msgspec.structs.replace(self.memory, entries=(), papers=papers)

    def _phone(self, person: Person) -> tuple[Command, set[str], Memory]:
        reading = self._reading()
        before = next((entry for entry in self.memory.entries if entry.phoned), None)
        after = self._new(person, reading, phoned=True)
        after = after if before is None else after.without(before.number)
        return FinishEntry(station=self.station, values=self.values(reading), source="phone"), set(), after

    def _type(self, person: Person) -> tuple[Command, set[str], Memory]:
        reading = self._reading()
        return FinishEntry(station=self.station, values=self.values(reading)), set(), self._new(person, reading)

    def _differing(self) -> tuple[str, Values]:
        """A reading that somebody typed, and its values in the lines that differ."""
        readings = [entry.reading for entry in self.memory.typed]
        target = self.draw.choice([reading for reading in readings if reading != "blank"] or ["right"])
        every = [self.values(reading) for reading in readings]
        lines = [line for line in protocol() if len({values[line] for values in every}) > 1]
        values = self.values(target)
        return target, {line: values[line] for line in lines}

    def _retypelines(self, person: Person) -> tuple[Command, set[str], Memory]:
        target, values = self._differing()
        after = self.memory
        if len(after.typed) == 2:
            second = self._second(after.typed)
            kept = second.confirmed and target == second.reading
            after = after.with_entry(msgspec.structs.replace(second, reading=target, retyped=True, confirmed=kept))
        return RetypeLines(station=self.station, values=values), set(), after

    def _settledifference(self, person: Person) -> tuple[Command, set[str], Memory]:
        target, values = self._differing()
        kept = target == "doubtful" and any(entry.confirmed for entry in self.memory.typed if entry.reading == "doubtful")
        judged = frozenset(entry.reading for entry in self.memory.typed)
        after = self._new(person, target, settles=judged or frozenset({"right"}), confirmed=kept)
        return SettleDifference(station=self.station, values=values), set(), after

    def _returnentry(self, person: Person) -> tuple[Command, set[str], Memory]:
        plain = [entry for entry in self.memory.typed if not entry.settles]
        author = self.draw.choice([*(entry.by for entry in plain), *(entry.by for entry in plain), BOLAT.name])
        own = [entry for entry in plain if entry.by == author]
        command = ReturnEntry(station=self.station, author=author, reason="smudged")
        if not own:
            return command, {"not theirs"}, self.memory
        return command, set(), self.memory.without(own[-1].number)

    def _correctentry(self, person: Person) -> tuple[Command, set[str], Memory]:
        reading, entry = self._reading(), self.memory.newest
        command = CorrectEntry(station=self.station, values=self.values(reading), reason="misread")
        if entry is None:
            return command, set(), self.memory
        others = self.mode != SINGLE and not entry.phoned and not (len(self.memory.typed) == 1 and entry.by == person.name)
        facts = {"others"} if others else set()
        if reading == entry.reading:
            return command, facts | {"unchanged"}, self.memory
        if others:
            judged = frozenset(other.reading for other in self.memory.typed)
            return command, facts, self._new(person, reading, settles=judged)
        changed = Made(entry.number, person.name, reading, entry.phoned)
        return command, facts, self.memory.with_entry(changed)

    def _confirmfindings(self, person: Person) -> tuple[Command, set[str], Memory]:
        entry = self.memory.newest
        command = ConfirmFindings(station=self.station, confirm={"V1": "compared", "V2": "compared"})
        if entry is None:
            return command, set(), self.memory
        facts = {"not the newest"} if self.mode != SINGLE and entry.by != person.name else set()
        spoken = speaking(self.memory) if self.memory.typed else entry
        if spoken is None or spoken.reading != "doubtful" or self.state is State.ANNULLED:
            return command, facts | {"no doubt"}, self.memory
        confirmed = msgspec.structs.replace(entry, confirmed=True)
        after = self.memory if entry.confirmed else self.memory.with_entry(confirmed)
        if self.memory.accepted == entry:
            after = msgspec.structs.replace(after, accepted=confirmed)
        return command, facts, after

    def _withdrawentry(self, person: Person) -> tuple[Command, set[str], Memory]:
        entry = self.memory.newest
        command = WithdrawEntry(station=self.station, reason="wrong pile")
        if entry is None:
            return command, set(), self.memory
        others = entry.by != person.name or (self.mode != SINGLE and len(self.memory.typed) > 1)
        return command, {"others"} if others else set(), self.memory.without(entry.number)

    def _decided(self, decision: str) -> Memory:
        return msgspec.structs.replace(self.memory, decision=decision, accepted=None)

    def _makefinal(self, person: Person) -> tuple[Command, set[str], Memory]:
        after = msgspec.structs.replace(self.memory, decision="final")
        return MakeFinal(stations=(self.station,)), set(), after

    def _reopen(self, person: Person) -> tuple[Command, set[str], Memory]:
        return Reopen(station=self.station, reason="call"), set(), self._decided("open")

    def _annul(self, person: Person) -> tuple[Command, set[str], Memory]:
        return Annul(station=self.station, reason="court", document="8"), set(), self._decided("annulled")

    def _acceptaspaper(self, person: Person) -> tuple[Command, set[str], Memory]:
        command = AcceptAsPaper(station=self.station, reason="as signed", document="9")
        after = msgspec.structs.replace(self.memory, decision="open", accepted=speaking(self.memory))
        return command, set(), after


def interleaved(walks: Iterable[Walk], steps: int, draw: random.Random) -> Iterable[Walk]:
    """The walks in a drawn order, each as often as it has steps."""
    order = [walk for walk in walks for _ in range(steps)]
    draw.shuffle(order)
    return order
