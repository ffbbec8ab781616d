"""What a region file holds beside its ledger and can be built anew from it: the list of heads and the views."""

import sqlite3

from electdesk.storage import shape, tables, views
from electdesk.storage.verification import FullCheck


def put_right(db: sqlite3.Connection, check: FullCheck | None, state: str) -> None:
    """In one transaction: guards back, foreign triggers away, heads and views anew by what a check read (None: they are right), the state noted."""
    db.execute("begin immediate")
    try:
        shape.mend(db)
        if check is not None:
            rebuild(db, check)
        if state:
            tables.set_meta(db, "state", state)
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def rebuild(db: sqlite3.Connection, check: FullCheck) -> None:
    """Build heads and views anew from what verification read. The caller holds the transaction."""
    views.drop(db)
    for (kind,) in db.execute("select type from sqlite_master where name = 'heads'").fetchall():
        db.execute(f"drop {kind} heads")
    db.execute(tables.HEADS)
    # A damaged revision keeps its place in the list: else the state before it would look like the newest.
    good = {seq for record, heads in check.heads.items() if record not in check.damaged for seq in heads}
    db.executemany("insert into heads values (?)", ((seq,) for seq in sorted(good | check.damaged_rows)))
    views.build(db)
    # Where the ledger is not whole, such a row may be what is left of a damaged one.
    if check.ledger_is_whole:
        db.executemany("delete from meta where name = ?", ((name,) for name in sorted(check.foreign)))
    tables.set_meta(db, "derived", str(tables.DERIVED))
    note_sums(db)


def rebuild_views(db: sqlite3.Connection) -> None:
    """Build the views anew: a contest, a choice or a form is another one. The caller holds the transaction."""
    views.drop(db)
    views.build(db)
    tables.set_meta(db, shape.VIEWS_SUM, shape.views_sum(db))


def note_sums(db: sqlite3.Connection) -> None:
    """Note what heads and views are now, to be compared at the next opening."""
    tables.set_meta(db, shape.HEADS_SUM, shape.heads_sum(db))
    tables.set_meta(db, shape.VIEWS_SUM, shape.views_sum(db))
