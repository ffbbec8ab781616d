"""What the window says of the open file all the time: its title and its status line."""

from typing import TYPE_CHECKING

from electdesk.domain.records.names import in_language
from electdesk.i18n import format_time, language, tr

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.ui.window.main import MainWindow


def title_of(region: "Region | None") -> str:
    """File, election and program, as the bar of open windows shows them; a practice region is marked first, reading only last."""
    if region is None or region.store.path is None:
        return "ElectDesk"
    mark = tr("[TEST]") + " " if region.is_test else ""
    election = in_language(region.columns.set_up.election, language())
    if not election and len(region.columns.contests) == 1:
        (only,) = region.columns.contests.values()
        election = in_language(only.contest.title, language())
    parts = [mark + region.store.path.name, *([election] if election else []), "ElectDesk"]
    if region.store.read_only:
        parts[-1] += f" ({tr('read-only')})"
    return " – ".join(parts)


def show_status(window: "MainWindow") -> None:
    """File, backup, journal and who works, each in its slot of the status line."""
    region = window.desk.region
    if region is None or region.store.path is None:
        for slot in ("file", "saved", "backup", "journal"):
            window.status.set_slot(slot, "")
        # Nobody works while nothing is open or somebody is asked who they are.
        window.status.set_slot("who", "", right=True)
        return
    commits, digits = region.store.counts[0], region.store.fingerprint
    last = window.files.keeper(region.store.path).last
    # The region's clock is the one clock of the program: the computer's own may be set to another zone.
    made = region.on_its_clock(last) if last is not None else None
    window.status.set_slot("file", region.store.path.name)
    window.status.set_slot("saved", lambda: tr("everything is saved"))
    window.status.set_slot("backup", (lambda: tr("backup {time}", time=format_time(made))) if made is not None else "")
    window.status.set_slot("journal", lambda: tr("journal no. {n} · fingerprint {digits}", n=commits, digits=digits))
    window.status.set_slot("who", f"{region.person.name} · {language().upper()}", right=True)
