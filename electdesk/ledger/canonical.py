"""The one way from a value to bytes: JSON in UTF-8, sorted names, NFC, integers only. Encoded once, stored verbatim."""

import hashlib
import unicodedata
from typing import Any, Final

import msgspec

from electdesk.ledger.errors import NotCanonical

_ENCODER: Final = msgspec.json.Encoder(order="sorted")


def encode(value: Any) -> bytes:
    """The canonical bytes of a value made of structs, mappings, sequences, text, integers, booleans and None.

    Raises NotCanonical for what JSON cannot hold, and for a float anywhere: a share or a percentage is computed when it is shown, never stored.
    """
    try:
        _refuse_floats(msgspec.to_builtins(value))
        return encode_trusted(value)
    except (TypeError, UnicodeEncodeError) as error:
        raise NotCanonical(str(error)) from error


def encode_trusted(value: Any) -> bytes:
    """As ``encode``, for values whose type already excludes floats (structs of text and integers, by the ten thousand)."""
    encoded = _ENCODER.encode(value)
    if encoded.isascii() or unicodedata.is_normalized("NFC", encoded.decode()):
        return encoded
    # Text by text, never the whole document: a combining sign behind "\\n" would join the letter of the escape, and names
    # have to be sorted after they are normalised.
    return _ENCODER.encode(_normalised(msgspec.json.decode(encoded)))


def digest(data: bytes) -> bytes:
    """SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()


def _normalised(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [_normalised(inner) for inner in value]
        case dict():
            named = {unicodedata.normalize("NFC", name): _normalised(inner) for name, inner in value.items()}
            if len(named) != len(value):
                raise NotCanonical("two names are the same text")
            return named
        case _:
            return value


def _refuse_floats(value: Any) -> None:
    match value:
        case float():
            raise NotCanonical(f"a float cannot be stored: {value!r}")
        case msgspec.Raw():
            _refuse_floats(msgspec.json.decode(value))
        case dict():
            for inner in value.values():
                _refuse_floats(inner)
        case list() | tuple():
            for inner in value:
                _refuse_floats(inner)
        case _:
            return
