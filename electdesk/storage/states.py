"""The state that a region file shows, in the words in which two of them are compared."""

import sqlite3
from pathlib import Path

from electdesk.domain.errors import ClerkError
from electdesk.ledger.fingerprint import fingerprint
from electdesk.ledger.heads import tips_of
from electdesk.services.ports import StoreState
from electdesk.storage import beginning
from electdesk.storage.connection import check_header, connect_to_read


def state_of_database(db: sqlite3.Connection) -> StoreState:
    """The state that an open database shows."""
    rows = [beginning.commit_row(*row) for row in db.execute("select seq, id, data from commits order by seq")]
    ((revisions,),) = db.execute("select coalesce(max(seq), 0) from revisions").fetchall()
    tips = tips_of((row.id, row.commit.previous) for row in rows)
    return StoreState(len(rows), revisions, fingerprint(bytes.fromhex(tip) for tip in tips), rows[-1].commit.at if rows else "")


def state_of_file(path: Path) -> StoreState | None:
    """The state that another file shows, None where it cannot be read as a region file."""
    try:
        check_header(path)
        db = connect_to_read(path)
        try:
            return state_of_database(db)
        finally:
            db.close()
    except (ClerkError, sqlite3.Error, OSError):
        return None
