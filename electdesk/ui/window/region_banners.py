"""What the window says of a region as long as it is open: that it is for reading only, damaged, or that the PC's clock is behind it."""

import datetime
from typing import TYPE_CHECKING, Final

from electdesk.i18n import format_datetime, ntr, tr
from electdesk.ui.parts.messages import Banner

if TYPE_CHECKING:
    from electdesk.services.region import Region
    from electdesk.ui.window.main import MainWindow

CLOCK_SLACK: Final = datetime.timedelta(minutes=2)
"""So far may two PCs differ before anybody is told."""


def show_region_banners(window: "MainWindow") -> None:
    """Say what holds for the region that is open now; what was said of another one goes."""
    clear_region_banners(window)
    region = window.desk.region
    if region is None:
        return
    if region.store.read_only:
        _say_read_only(window, region)
    if region.store.problems or region.store.damaged:
        show_damage(window)
    _say_clock(window, region)


def clear_region_banners(window: "MainWindow") -> None:
    """Take away what was said of a region."""
    for key in ("read_only", "damaged", "clock"):
        window.remove_banner(key)


def show_damage(window: "MainWindow") -> None:
    """Say how many records are damaged, with the way to a backup copy."""
    region = window.desk.region
    count = max(len(region.store.damaged) if region is not None else 0, 1)
    window.show_banner(
        "damaged",
        Banner(
            lambda: ntr(
                "{n} record of this file is damaged. It is shown as damaged and left out of every total. Restore a backup copy.",
                "{n} records of this file are damaged. They are shown as damaged and left out of every total. Restore a backup copy.",
                count,
            ),
            weight="err",
            icon="warning",
            actions=((lambda: tr("Restore"), window.file_menu.restore),),
        ),
    )


def _say_read_only(window: "MainWindow", region: "Region") -> None:
    reason, holder = region.store.read_only_reason, region.store.holder
    words = {
        "held": lambda: tr("Open for reading only: the file is open for writing elsewhere ({holder}).", holder=holder),
        "remote": lambda: tr("Open for reading only: the file lies on a share or a stick."),
        "medium": lambda: tr("Open for reading only: this place cannot be written."),
        "asked": lambda: tr("Open for reading only."),
    }[reason]
    actions = ((lambda: tr("Work on this computer"), window.file_menu.work_here),) if reason in ("remote", "medium") else ()
    window.show_banner("read_only", Banner(words, icon="info", actions=actions, closable=False))


def _say_clock(window: "MainWindow", region: "Region") -> None:
    """A clock that runs behind the file would write an evening's protocols under the wrong hours."""
    newest = region.store.commits(region.store.counts[0] - 1)
    try:
        last = region.local(newest[-1].commit.at) if newest else None
    except ValueError:
        # A damaged commit holds no time.
        return
    now = region.local(region.now_text())
    if last is None or last - now <= CLOCK_SLACK:
        return
    window.show_banner(
        "clock",
        Banner(
            lambda: tr(
                "This computer's clock says {now}, but the last change of this file was made at {last}. "
                "Compare date and time: they are written beside every protocol.",
                now=format_datetime(now),
                last=format_datetime(last),
            ),
            weight="warn",
            icon="clock",
        ),
    )
