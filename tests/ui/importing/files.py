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
    """Protocols of stations that await one and of some that have one; a title row, a total, and bad cells of several sorts."""
    entered = sorted(contest.entry_seqs)
    awaited = [row for row in range(len(contest.register)) if row not in contest.entry_seqs]
    model = figures_of(contest, entered[0])
    rows = [["Сводная таблица протоколов"], headings(contest)]
    for place, row in enumerate((*awaited[:count], *entered[:3])):
        station = contest.register.stations[row]
        figures = figures_of(contest, row) if row in contest.entry_seqs else list(model)
        rows.append([station.number, in_language(station.name, "ru"), *figures])
        if place == 2:
            rows[-1][5] = "3I7"
        if place == 4:
            rows[-1][3] = "26,5"
        if place == 6:
            rows[-1][4] = "#Н/Д"
        if place == 7:
            rows[-1][2] = "1 705"
    rows.append(["Итого", "", *["1000"] * (len(rows[1]) - 2)])
    return write_csv(path, rows)


LINES = ("1", "2", "3", "3a", "3b", "4", "5", "6", "7", "8", "9", "10")
"""Lines and votes of a protocol of the small region, as ``good_values`` names them."""


def protocols(path: Path, rows: list[tuple[str, dict[str, int | str | bool | None]]], heads: dict[str, str] | None = None) -> Path:
    """A CSV file of protocols by line numbers; ``heads`` are other headings for some lines."""
    named = [(heads or {}).get(line, line) for line in LINES[:9]]
    body = [",".join([number, *(str(values[line]) for line in LINES)]) for number, values in rows]
    first = ",".join(["station", *named, "Candidate A", "Candidate B", "Candidate C"])
    path.write_text("\n".join([first, *body]) + "\n", encoding="utf-8")
    return path
