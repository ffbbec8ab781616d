"""A list of stations made a plan: which are new, which differ, which areas they bring along."""

from collections.abc import Callable, Sequence

import msgspec

from electdesk.columns import RegionColumns
from electdesk.columns.panel import Counts
from electdesk.domain.figures import BLANK
from electdesk.domain.forms import Form
from electdesk.domain.records import Area, Station
from electdesk.domain.records.names import Names
from electdesk.services.imports.areas import AreaFinder, area_name, new_area
from electdesk.services.imports.cells import BAD, FigureReader
from electdesk.services.imports.contacts import ContactColumns
from electdesk.services.imports.controls import controls_of
from electdesk.services.imports.plan import ImportOptions, ImportPlan, PlannedRecord
from electdesk.services.imports.recognise import Recognised, recognise
from electdesk.services.imports.rows import Body, Part, bare_number, looks_like_number, plain_texts, same_number, texts
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.vocabulary import Vocabulary
from electdesk.services.imports.words import STATION_TYPE_WORDS, fold_heading


def plan_stations(
    sheet: Sheet, region: RegionColumns, form: Form | None, options: ImportOptions, new_id: Callable[[], str]
) -> ImportPlan:
    """What the sheet would do to the register. ``form`` tells the heading of the voter list's size in a file of
    tallies, None: no contest yet.

    A station is known by area and number, or by number alone where the file has no districts. An empty cell says nothing and
    changes nothing. Raises ClerkError as ``recognise`` does.
    """
    return plan_station_parts([Part(sheet, recognise_stations(sheet, form, options))], region, form, options, new_id)


def recognise_stations(sheet: Sheet, form: Form | None, options: ImportOptions) -> Recognised:
    """The columns of a list of stations. Raises ClerkError as ``recognise`` does."""
    return recognise(sheet, Vocabulary(form), ["station"], options)


def plan_station_parts(
    parts: Sequence[Part], region: RegionColumns, form: Form | None, options: ImportOptions, new_id: Callable[[], str]
) -> ImportPlan:
    """``plan_stations`` for one list that stands in several sheets."""
    return _Planner(parts, region, _voters_column(parts[0].found, form), options, new_id).plan()


def list_line(form: Form | None) -> str:
    """The id of the line that holds the size of the voter list, "" where the form has none or adds it up."""
    role = form.roles.get("registered", "").strip() if form is not None else ""
    line = form.line(role.removeprefix("[").removesuffix("]").strip()) if form is not None and role else None
    return line.id if line is not None else ""


def _voters_column(found: Recognised, form: Form | None) -> int:
    own = found.column("voters")
    line = list_line(form)
    return own if own >= 0 or not line else found.column(f"line:{line}")


class _Planner:
    def __init__(
        self, parts: Sequence[Part], region: RegionColumns, voters: int, options: ImportOptions, new_id: Callable[[], str]
    ) -> None:
        self.region = region
        self.register = region.register
        self.body = Body(parts, options)
        self.found = found = self.body.found
        self.voters = voters
        self.reader = FigureReader(None, options.no_number, options.thousands)
        self.new_id = new_id
        self.areas = AreaFinder(self.register.areas)
        self.new_areas: list[PlannedRecord] = []
        self.cells = {
            target: plain_texts(self.body.rows, found.column(target))
            for target in ("area", "area_code", "region", "name", "type", "address", "constituency", "note")
        }
        self.contacts = ContactColumns(region, found, self.body.rows)
        self.voter_cells = texts(self.body.rows, voters)
        self.seen: dict[tuple[str, str], tuple[int, Station, Station | None, str | None]] = {}
        self.twice: set[tuple[str, str]] = set()

    def plan(self) -> ImportPlan:
        for row in range(len(self.body.rows)):
            if row not in self.body.left_out:
                self._take(row)
        records, new, same, changed = [], 0, 0, 0
        used = set()
        for key, (row, station, before, record) in self.seen.items():
            if key in self.twice:
                continue
            used.add(station.area)
            number, sheet = self.body.numbers[row], self.body.sheet_of(row)
            if record is None and self.contacts:
                record = self.new_id()
            contacts = self.contacts.planned(row, number, record, self.new_id) if record is not None and self.contacts else []
            if before is None:
                new += 1
            elif before == station and not contacts:
                same += 1
            else:
                changed += 1
            if before != station:
                records.append(PlannedRecord("station", record, station, before, number, sheet))
            records += contacts
        areas = [area for area in self.new_areas if area.record in used or _is_root(area.body)]
        areas = areas if records else []
        refused, repaired, skipped = self.body.in_order()
        return ImportPlan(
            kind="stations",
            sheet=self.body.sheets,
            file=self.body.file,
            sha256=self.body.sha256,
            accepted=new,
            same=same,
            changed=changed,
            refused=refused,
            repaired=repaired,
            skipped=skipped,
            new_areas=tuple(area.body.name[""] for area in areas if isinstance(area.body, Area) and not _is_root(area.body)),
            unknown_columns=self.found.unmapped(),
            columns=self.found.mapped(),
            records=(*areas, *records),
            controls=controls_of(self.body, self._counted()),
        )

    def _counted(self) -> dict[int, Counts]:
        return {self.voters: self.reader.column(self.voter_cells, len(self.voter_cells))} if self.voters >= 0 else {}

    def _take(self, row: int) -> None:
        text = self.body.stations[row]
        numbered = looks_like_number(text)
        if not numbered:
            self.body.refuse(row, self.found.column("station"), "no_station" if not text.strip() else "not_a_station_number")
        # Every cell is read before the row is given up: whoever mends the file learns of all its bad cells at once.
        voters = self._voters(row)
        kind = self._type(row)
        area, known_row = self._place(row, text) if numbered else ("", -1)
        if known_row >= 0:
            self._refuse_moved(row, known_row)
        if row in self.body.left_out or voters == BAD or kind is None:
            return
        before = self.register.stations[known_row] if known_row >= 0 else None
        record = self.register.ids[known_row] if known_row >= 0 else None
        station = before or Station(number=bare_number(text), area=area)
        station = msgspec.structs.replace(
            station,
            name=_renamed(station.name, area_name(self.cells["name"][row])),
            voters=station.voters if voters == BLANK else voters,
            type=kind or station.type,
            constituency=self.cells["constituency"][row].strip() or station.constituency,
            address=area_name(self.cells["address"][row]) or station.address,
            note=self.cells["note"][row].strip() or station.note,
        )
        # A number and a former number of one station are one key; so are two writings of a new number.
        key = (record, "") if record is not None else (station.area, same_number(text))
        self._remember(row, key, station, before, record)

    def _refuse_moved(self, row: int, known_row: int) -> None:
        """What was typed at a station is votes for the choices of its constituency: a list may not put others under them."""
        own, told = self.register.stations[known_row].constituency, self.cells["constituency"][row].strip()
        if told and told != own and any(known_row in contest.entry_seqs for contest in self.region.contests.values()):
            self.body.refuse(row, self.found.column("constituency"), "constituency_entered", own)

    def _remember(self, row: int, key: tuple[str, str], station: Station, before: Station | None, record: str | None) -> None:
        earlier = self.seen.get(key)
        if earlier is None:
            self.seen[key] = (row, station, before, record)
            return
        column = self.found.column("station")
        first = earlier[0]
        same = msgspec.structs.replace(station, number=earlier[1].number)
        if earlier[1] == same and key not in self.twice:
            self.body.skip(row, "equal_row")
            return
        if key not in self.twice:
            self.twice.add(key)
            self.body.refuse(first, column, "duplicate_row", str(self.body.numbers[row]))
        self.body.refuse(row, column, "duplicate_row", str(self.body.numbers[first]))

    def _voters(self, row: int) -> int:
        text = self.voter_cells[row]
        voters = self.reader[text]
        if voters == BAD:
            self.body.refuse(row, self.voters, self.reader.bad[text])
        elif text in self.reader.repaired:
            self.body.repaired.append(self.body.cell(row, self.voters, "number_as_text", self.reader.repaired[text]))
        return voters if voters >= 0 or voters == BAD else BLANK

    def _type(self, row: int) -> str | None:
        text = self.cells["type"][row]
        if not text.strip():
            return ""
        kind = STATION_TYPE_WORDS.get(fold_heading(text))
        if kind is None:
            self.body.refuse(row, self.found.column("type"), "unknown_type")
        return kind

    def _place(self, row: int, text: str) -> tuple[str, int]:
        """The area's record id and the row of the station in the register, -1 for a new one."""
        district = self.cells["area"][row]
        if not district.strip():
            rows = self.register.find(bare_number(text))
            if len(rows) > 1:
                self.body.refuse(row, self.found.column("station"), "ambiguous_station")
                return "", -1
            return ("", rows[0]) if rows else (self._root(row), -1)
        area = self.areas.find(district)
        if not area:
            area = self.new_id()
            record = new_area(district, self._root(row), self.cells["area_code"][row])
            self.areas.add(area, record)
            self.new_areas.append(PlannedRecord("area", area, record, None, self.body.numbers[row]))
            return area, -1
        rows = self.register.find(bare_number(text), area)
        if len(rows) > 1:
            self.body.refuse(row, self.found.column("station"), "ambiguous_station")
        return area, rows[0] if rows else -1

    def _root(self, row: int) -> str:
        """The area of the whole region; a file without one brings it along, named by its own region column."""
        if not self.areas.root:
            self.areas.root = self.new_id()
            text = area_name(self.cells["region"][row])
            area = Area(name={"": text} if text else dict(self.region.set_up.region), kind="region")
            self.new_areas.append(PlannedRecord("area", self.areas.root, area, None, self.body.numbers[row]))
        return self.areas.root


def _is_root(body: object) -> bool:
    return isinstance(body, Area) and body.kind == "region"


def _renamed(names: Names, text: str) -> Names:
    """A name that is known in any language changes nothing; another one is kept as it came."""
    return names if not text or text in names.values() else {"": text}
