"""`report` and `demo`: documents as PDF, and the main job without hands."""

from pathlib import Path

import click

from electdesk.cli.opened import person, reading, writing
from electdesk.cli.output import progress, tell_basis
from electdesk.cli.regions import FILE
from electdesk.cli.sheets import Wanted, sheet_pdf
from electdesk.cli.spoken import Spoken
from electdesk.columns import BASES, Basis
from electdesk.domain.errors import ClerkError
from electdesk.i18n import LANGUAGES, N_, Language, language, ptr, tr
from electdesk.services.commands.base import find_contest, find_station
from electdesk.services.queries.seen import seen_basis
from electdesk.services.queries.stations import areas_named
from electdesk.services.queries.summary import station_summary
from electdesk.services.region import Region
from electdesk.storage.regions import create_sample


@click.command(
    cls=Spoken,
    help=N_(
        "Write a document as PDF to TARGET. NAME: station, correction (of chosen stations or of a district), missing, copies, "
        "consolidated, incidents, turnout and not-reported (with --slot), receipt or return (with --number)."
    ),
)
@FILE
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--station", "stations", multiple=True, help=N_("A station; may be given several times."))
@click.option("--district", default="", help=N_("All stations of a district."))
@click.option("--contest", default="", help=N_("The contest, where the region has several."))
@click.option("--number", type=int, default=0, help=N_("The number of a receipt or of a return sheet."))
@click.option("--basis", type=click.Choice(BASES), default="preliminary", help=N_("Which tallies the consolidated table holds."))
@click.option("--slot", default="", help=N_("The slot (10:00, or 10). Left out: the present one."))
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=N_("The main language of the document."))
def report(
    file: Path,
    name: str,
    target: Path,
    stations: tuple[str, ...],
    district: str,
    contest: str,
    number: int,
    basis: Basis,
    slot: str,
    lang: Language | None,
) -> int:
    """Write a document as PDF to TARGET."""
    from electdesk.reports.catalogue import SHEETS, document_named

    if name not in SHEETS:
        document_named(name)
    if not target.parent.is_dir():
        raise ClerkError("folder_unusable", file=target)
    if target.is_dir():
        raise ClerkError("file_is_folder", file=target)
    with reading(file) as region:
        if name in SHEETS:
            rows = chosen_rows(region, stations, district) if stations or district or name == "correction" else []
            pdf = sheet_pdf(region, name, Wanted(tuple(rows), contest, number, basis, slot), lang or language())
            if name == "consolidated":
                tell_basis(basis, seen_basis(region, basis))
        else:
            pdf = station_pdf(region, name, chosen_rows(region, stations, district), contest, lang or language())
    _write(target, pdf)
    click.echo(tr("Written: {file}.", file=target), err=True)
    return 0


def chosen_rows(region: Region, stations: tuple[str, ...], district: str) -> list[int]:
    """The rows of the stations named, and of a district. Raises ClerkError: station_unknown, area_unknown, nothing_to_print."""
    register = region.columns.register
    rows = [find_station(region, station) for station in stations]
    if district:
        areas = areas_named(region, district)
        if not areas:
            raise ClerkError("area_unknown", area=district)
        rows += [row for row in range(len(register)) if set(register.area_path(row)) & set(areas)]
    if not rows:
        raise ClerkError("nothing_to_print")
    return list(dict.fromkeys(rows))


def station_pdf(region: Region, name: str, rows: list[int], contest: str, lang: Language) -> bytes:
    """The summaries of stations as one PDF."""
    from electdesk.reports.catalogue import document_named, languages_of

    columns = find_contest(region, contest)
    columns.refresh()
    items = [station_summary(region, columns, row) for row in rows]

    def on_page(made: int, of: int) -> bool:
        progress(made, of, tr("Pages"))
        return True

    return document_named(name)(items, languages_of(lang), on_page=on_page)


def _write(target: Path, pdf: bytes) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(pdf)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        code = "disk_full" if error.errno == 28 else "no_permission" if error.errno == 13 else "folder_unusable"
        raise ClerkError(code, file=target, error=str(error)) from error


@click.command(
    cls=Spoken,
    help=N_(
        "The main job without hands, into the folder DIR: sample region, one entry, checks, totals, a summary as PDF, a "
        "picture of the window."
    ),
)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("electdesk-demo"))
def demo(folder: Path) -> int:
    """The main job without hands: sample region, one entry, checks, totals, a summary as PDF, a picture of the window."""
    from electdesk.cli.showing import enter_one_protocol, picture_of_window

    if folder.is_file():
        raise ClerkError("file_exists", file=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ClerkError("folder_unusable", file=folder, error=str(error)) from error
    file = folder / "vko-2011.electdesk"
    if file.exists():
        raise ClerkError("file_exists", file=file)
    create_sample(file, person(), "vko-2011").close()
    with writing(file) as region:
        row = enter_one_protocol(region)
        pdf = station_pdf(region, "station", [row], "", language())
        number = region.columns.register.stations[row].number
    summary = folder / f"{ptr('file name', 'station')}-{number}.pdf"
    _write(summary, pdf)
    picture = folder / "window.png"
    picture_of_window(file, picture)
    for path in (file, summary, picture):
        click.echo(str(path))
    return 0


def add_to(commands: click.Group) -> None:
    """Put these commands into the group."""
    commands.add_command(report)
    commands.add_command(demo)
