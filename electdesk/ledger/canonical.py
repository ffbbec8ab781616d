"""The one way from a value to bytes: JSON in UTF-8, sorted names, NFC, integers only. Encoded once, stored verbatim."""

import hashlib
import unicodedata
from typing import Any, Final

import msgspec

from electdesk.ledger.errors import NotCanonical

_ENCODER: Final = msgspec.json.Encoder(order="sorted")


def encode(value: Any) -> bytes:
    """The canonical bytes of a value made of structs, mappings, sequences, text, integers, booleans and None.

    Raises NotCanonical for a float anywhere: a share or a percentage is computed when it is shown, never stored.
    """
    _refuse_floats(msgspec.to_builtins(value) if isinstance(value, msgspec.Struct) else value)
    return encode_trusted(value)


def encode_trusted(value: Any) -> bytes:
    """As ``encode``, for values whose type already excludes floats (structs of text and integers, by the ten thousand)."""
    encoded = _ENCODER.encode(value)
    if encoded.isascii():
        return encoded
    text = encoded.decode()
    # The quotes and brackets around a text compose with nothing, so the whole document may be normalised at once.
    return encoded if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text).encode()


def digest(data: bytes) -> bytes:
    """SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()


def _refuse_floats(value: Any) -> None:
    match value:
        case float():
            raise NotCanonical(f"a float cannot be stored: {value!r}")
        case dict():
            for inner in value.values():
                _refuse_floats(inner)
        case list() | tuple():
            for inner in value:
                _refuse_floats(inner)
        case _:
            return
