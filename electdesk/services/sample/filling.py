"""A drawn sample written into a fresh region, by the commands that people use: history, states and journal are real ones."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from electdesk.domain.forms import Form, load_bundle
from electdesk.domain.records import Area, Choice, Entry, Report, SetUp, Station
from electdesk.domain.records.names import Names
from electdesk.domain.states import Mark, State
from electdesk.services.beginning import set_up_region
from electdesk.services.commands import (
    AcceptAsPaper,
    Annul,
    ConfirmFindings,
    CorrectEntry,
    FinishEntry,
    MakeFinal,
    RegisterPaper,
    Reopen,
)
from electdesk.services.commands.entries import Values
from electdesk.services.drafts import Draft, save_draft
from electdesk.services.person import Person
from electdesk.services.sample.drawing import Drawn, draw
from electdesk.services.sample.facts import read_facts
from electdesk.services.sample.figures import Protocol
from electdesk.services.sample.incidents import draw_incidents
from electdesk.services.unit_of_work import new_record_id

if TYPE_CHECKING:
    from electdesk.services.region import Region


Contests = list[tuple[str, Names, Form]]


def beginning(name: str = "vko-2011", seed: int = 2011) -> tuple[SetUp, Contests]:
    """The set-up and the contests with which a sample region begins. Raises ClerkError("sample_unknown")."""
    facts = read_facts(name)
    set_up = SetUp(
        region=facts.region,
        commission=facts.commission,
        election=facts.election,
        day=facts.day,
        utc_offset=facts.utc_offset,
        opens=facts.opens,
        closes=facts.closes,
        turnout_slots=facts.turnout_slots,
        generated=seed,
    )
    return set_up, load_bundle(facts.form)


def fill(region: "Region", name: str = "vko-2011", seed: int = 2011) -> Drawn:
    """Write a sample into a region without stations, with its ``beginning`` where it has none yet; returns what was drawn.

    Raises ClerkError("sample_unknown"); ValueError for a region of real papers, or one that holds stations already.
    """
    drawn = draw(name, seed)
    if not region.is_test or len(region.columns.register):
        raise ValueError("a sample is written into an empty region in TEST mode only")
    if not region.columns.contests:
        set_up_region(region, *beginning(name, seed))
    _Filling(region, drawn).run()
    return drawn


class _Filling:
    """One run of ``fill``: knows which records were made for the drawn stations and choices."""

    def __init__(self, region: "Region", drawn: Drawn) -> None:
        self._region = region
        self._drawn = drawn
        (columns,) = region.columns.contests.values()
        self._form = columns.form
        self._contest = columns.record
        self._stations = [new_record_id() for _ in drawn.stations]
        self._choices = [new_record_id() for _ in drawn.facts.candidates]

    def run(self) -> None:
        self._write_register()
        self._write_day()
        self._write_entries()
        self._correct()
        self._decide()
        self._park()

    def _write_register(self) -> None:
        drawn, unit = self._drawn, self._region.unit("FillSample", f"seed {self._drawn.seed}")
        above = self._region.columns.register.area_ids[0]
        areas = [
            unit.put(Area(name=each.name, kind=each.kind, parent=above, code=each.code, order=order), new_record_id())
            for order, each in enumerate(drawn.facts.units, start=1)
        ]
        for order, (candidate, record) in enumerate(zip(drawn.facts.candidates, self._choices, strict=True), start=1):
            unit.put(Choice(contest=self._contest, name=candidate.name, order=order), record)
        for place, (station, record) in enumerate(zip(drawn.stations, self._stations, strict=True)):
            body = Station(
                number=station.number,
                area=areas[station.unit],
                name=station.name,
                type=station.type,
                voters=station.voters,
                note=drawn.notes.get(place, ""),
            )
            unit.put(body, record)
        unit.commit()

    def _write_day(self) -> None:
        """What stations told by telephone, one commit for each operator."""
        drawn = self._drawn
        for number, operator in enumerate(drawn.facts.operators):
            with self._acting(operator):
                unit = self._region.unit("FillSample", f"seed {drawn.seed}")
                unit.put_new(
                    [
                        Report(
                            station=self._stations[each.station],
                            what=each.what,
                            figure=each.figure,
                            caller=each.caller,
                            reason=each.reason,
                        )
                        for each in drawn.day
                        if drawn.operator_of(each.station) == number
                    ]
                )
                if number == 0:
                    for incident in draw_incidents(drawn, self._stations):
                        unit.put(incident.body, incident.record)
                        for record, step in incident.steps:
                            unit.put(step, record)
                unit.commit()

    def _write_entries(self) -> None:
        """One commit for each operator, as if each had imported an evening's work: a thousand single saves would take a while."""
        drawn = self._drawn
        for number, operator in enumerate(drawn.facts.operators):
            mine = [place for place in drawn.entries if drawn.operator_of(place) == number]
            with self._acting(operator):
                unit = self._region.unit("FillSample", f"seed {drawn.seed}")
                first_typed = drawn.entries | drawn.retyped | drawn.corrected
                unit.put_new([self._entry(place, first_typed[place], operator) for place in mine])
                unit.commit()

    def _entry(self, place: int, protocol: Protocol, by: str) -> Entry:
        return Entry(
            station=self._stations[place],
            contest=self._contest,
            form=self._form.key,
            lines=tuple(protocol.lines[line.id] for line in self._form.lines),
            votes=dict(zip(self._choices, protocol.votes, strict=True)),
            by=by,
        )

    def _correct(self) -> None:
        """What is done to single entries after they were typed, each by the operator of the station's unit."""
        drawn, words, execute = self._drawn, self._drawn.facts.words, self._region.execute
        for place, protocol in drawn.phoned.items():
            with self._acting(self._operator(place)):
                execute(FinishEntry(station=self._stations[place], values=self._values(protocol), source="phone"))
        for place, (code, reason) in drawn.confirmed.items():
            with self._acting(self._operator(place)):
                execute(ConfirmFindings(station=self._stations[place], confirm={code: reason}))
        for place in drawn.retyped:
            values = self._values(drawn.entries[place])
            with self._acting(self._operator(place)):
                execute(CorrectEntry(station=self._stations[place], values=values, reason=words.retyped))
        for place in drawn.corrected:
            paper = RegisterPaper(
                station=self._stations[place],
                kind="corrected",
                reason=words.corrected_reason,
                document=words.corrected_document,
            )
            with self._acting(self._operator(place)):
                execute(paper)
                execute(FinishEntry(station=self._stations[place], values=self._values(drawn.entries[place])))

    def _decide(self) -> None:
        """What the supervisor decides, signing off last."""
        drawn, words, execute = self._drawn, self._drawn.facts.words, self._region.execute
        station = self._stations
        with self._acting(drawn.facts.supervisor, "supervisor"):
            execute(AcceptAsPaper(station=station[drawn.as_paper], reason=words.as_paper_reason, document=words.as_paper_document))
            execute(Annul(station=station[drawn.annulled], reason=words.annulled_reason, document=words.annulled_document))
            columns = self._region.columns.contests[self._contest]
            columns.refresh()
            row_of = self._region.columns.register.row_of
            ready = (columns.state == State.SETTLED) & ((columns.marks & Mark.TO_CONFIRM) == 0)
            wanted = [station[place] for place in (*drawn.signed, drawn.reopened) if ready[row_of[station[place]]]]
            execute(MakeFinal(stations=tuple(wanted)))
            execute(Reopen(station=station[drawn.reopened], reason=words.reopened))

    def _park(self) -> None:
        for draft in self._drawn.parked:
            figures = {line: figure for line, figure in draft.protocol.lines.items() if figure >= 0}
            figures |= {choice: vote for choice, vote in zip(self._choices, draft.protocol.votes, strict=True) if vote >= 0}
            with self._acting(self._drawn.facts.operators[draft.operator]):
                body = Draft(figures=figures, form=self._form.key, parked=draft.reason)
                save_draft(self._region, self._stations[draft.station], self._contest, body)

    def _values(self, protocol: Protocol) -> Values:
        return {**protocol.lines, **dict(zip(self._choices, protocol.votes, strict=True))}

    def _operator(self, place: int) -> str:
        return self._drawn.facts.operators[self._drawn.operator_of(place)]

    @contextlib.contextmanager
    def _acting(self, name: str, role: str = "clerk") -> Iterator[None]:
        """Let the region's commands be signed by a person of the sample for a while."""
        person = self._region.person
        self._region.person = Person(name, (role,), person.office)
        try:
            yield
        finally:
            self._region.person = person
