"""What the ledger itself refuses. The services turn those that a clerk can meet into sentences."""


class LedgerError(Exception):
    """The root of the ledger's refusals."""


class NotCanonical(LedgerError):
    """A value has no canonical bytes: a bug of the caller."""


class Damaged(LedgerError):
    """Stored bytes are not what their id says. ``where`` names the row, ``what`` the contradiction (a code)."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where = where
        self.what = what
