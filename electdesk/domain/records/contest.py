"""A contest: one ballot of the day, with the form its protocols are written on."""

import msgspec

from electdesk.domain.records.names import Names


class Edition(msgspec.Struct, frozen=True):
    """One edition of a form: its key (first 12 hexadecimal digits of the hash) and its full text, so the file needs no shelf."""

    key: str
    text: str


class Contest(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``code`` is the short name used on the command line. The last edition is the current one; entries keep theirs."""

    code: str
    title: Names
    editions: tuple[Edition, ...]
    order: int = 0

    @property
    def edition(self) -> Edition:
        """The edition under which new entries are typed."""
        return self.editions[-1]
