"""The window without hands, for `demo`: one protocol typed through the real entry page, and a picture of the window."""

import os
from pathlib import Path

from electdesk.services.commands import FinishEntry
from electdesk.services.region import Region


def enter_one_protocol(region: Region) -> int:
    """Enter the first station that is still awaited: made-up figures that add up. Returns its row."""
    columns = next(iter(region.columns.contests.values()))
    row = next(row for row in range(len(region.columns.register)) if row not in columns.entry_seqs)
    voters = max(int(columns.register.voters[row]), 100)
    issued = voters * 9 // 10
    received = -(-voters * 101 // 100)
    lines = {
        "registered": voters,
        "received": received,
        "issued": issued,
        "issued_by_certificate": 0,
        "issued_outside": issued // 50,
        "cancelled": received - issued,
        "certificates_issued": 0,
        "took_part": issued,
        "invalid": issued // 100,
    }
    votes = [issued // 60, issued // 70, issued // 80]
    votes.append(issued - lines["invalid"] - sum(votes))
    values: dict[str, int | str | bool | None] = {**lines, **dict(zip(columns.choice_ids, votes, strict=True))}
    region.execute(FinishEntry(station=region.columns.register.ids[row], values=values))
    return row


def picture_of_window(file: Path, target: Path) -> None:
    """Open the real window on a file, off the screen, and save a picture of it."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from electdesk.app import make_application, make_window

    app = make_application()
    window = make_window()
    window.resize(1440, 900)
    window.show()
    window.open_file(file, read_only=True)
    for _ in range(20):
        app.processEvents()
    window.grab().save(str(target), "PNG")
    window.close()
    app.processEvents()
