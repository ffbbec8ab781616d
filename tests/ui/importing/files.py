"""Files for the import page: a table of protocols as an office has it, whole or broken in each way."""

import csv
from pathlib import Path

from electdesk.columns import ContestColumns
from electdesk.domain.figures import NO_NUMBER
from electdesk.domain.records.names import in_language
from electdesk.services.region import Region

HEADS = ("№ УИК", "Наименование")


def headings(contest: ContestColumns) -> list[str]:
    """Official texts of the lines, and the names of the choices."""
    lines = [f"{line.number}. {in_language(line.label, 'ru')}" for line in contest.form.lines]
    return [*HEADS, *lines, *(choice.name for choice in contest.ballot)]


def figures_of(contest: ContestColumns, row: int) -> list[str]:
    """What the region holds for a station, as a file has it."""
    return ["/" if figure == NO_NUMBER else str(max(figure, 0)) for figure in contest.figures[row].tolist()]


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    """A text table with semicolons, as offices save it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def broken_table(path: Path, region: Region, contest: ContestColumns, count: int = 60) -> Path:
    """Protocols of stations that await one and of some that have one, each with figures of its own that add up; a title row, a total,
    and bad cells of several sorts. For the form of the practice region."""
    entered = sorted(contest.entry_seqs)
    awaited = [row for row in range(len(contest.register)) if row not in contest.entry_seqs]
    rows = [["Сводная таблица протоколов"], headings(contest)]
    for place, row in enumerate((*awaited[:count], *entered[:5])):
        station = contest.register.stations[row]
        figures = figures_of(contest, row) if place >= count else _sound(contest, station.voters, place)
        rows.append([station.number, in_language(station.name, "ru"), *figures])
    for place, column, text in ((2, 5, "3I7"), (4, 3, "26,5"), (6, 4, "#Н/Д"), (7, 2, "1 705"), (9, 10, "=СУММ(C12:K12)")):
        rows[place + 2][column] = text
    for place in (count, count + 1):
        # The region holds these as typed from paper: what the file says otherwise is a conflict.
        rows[place + 2][-1] = str(int(rows[place + 2][-1]) + 7)
    sums = [sum(int(row[column]) for row in rows[2:] if row[column].isdigit()) for column in range(2, len(rows[1]))]
    rows.append(["Итого", "", *map(str, sums)])
    return write_csv(path, rows)


def _sound(contest: ContestColumns, voters: int, place: int) -> list[str]:
    """A protocol of the form kz-president-2011 that adds up."""
    issued = voters * (70 + place % 23) // 100
    invalid = issued // (40 + place % 7)
    lines = [voters, voters, issued, 0, place % 5, voters - issued, 0, issued, invalid]
    votes = [(issued - invalid) * (2 + (place * 3) % 5) // 100 for _ in range(len(contest.ballot) - 1)]
    return [str(figure) for figure in (*lines, *votes, issued - invalid - sum(votes))]


LINES = ("1", "2", "3", "3a", "3b", "4", "5", "6", "7", "8", "9", "10")
"""Lines and votes of a protocol of the small region, as ``good_values`` names them."""


def protocols(path: Path, rows: list[tuple[str, dict[str, int | str | bool | None]]], heads: dict[str, str] | None = None) -> Path:
    """A CSV file of protocols by line numbers; ``heads`` are other headings for some lines."""
    named = [(heads or {}).get(line, line) for line in LINES[:9]]
    body = [",".join([number, *(str(values[line]) for line in LINES)]) for number, values in rows]
    first = ",".join(["station", *named, "Candidate A", "Candidate B", "Candidate C"])
    path.write_text("\n".join([first, *body]) + "\n", encoding="utf-8")
    return path
