"""Text of XML in its usual writing, without a parser."""

import re
from typing import Final

_REFERENCE: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LARGEST: Final = 0x10FFFF


class NotPlain(Exception):
    """The part is written in a way that only an XML parser can judge."""


def plain_text(written: str) -> str:
    """What stands between two tags, with references resolved and line ends made one. Raises NotPlain for any other reference."""
    if "\r" in written:
        written = written.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in written:
        return written
    text, count = _REFERENCE.subn(_resolved, written)
    if count != written.count("&"):
        raise NotPlain
    return text


def _resolved(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    code = int(found[2]) if found[2] else int(found[3], 16)
    if code > _LARGEST or 0xD800 <= code < 0xE000:
        raise NotPlain
    return chr(code)
