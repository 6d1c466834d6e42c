"""The one way in which a fact is written down (规范形式): a subset of RFC 8785.

Sorted keys, no blanks, UTF-8; texts in NFC without control or format characters; whole numbers.
What is hashed are these bytes, so a fact must have one form and no other.

>>> canonical({"kind": "paused", "at": 3, "by": ["J1", None]})
b'{"at":3,"by":["J1",null],"kind":"paused"}'
>>> parsed(b'{"at":3,"kind":"paused"}')
{'at': 3, 'kind': 'paused'}
"""

import json
import unicodedata

from scoring.errors import Refused
from scoring.json_values import Json
from scoring.wording import Phrase, say

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNWRITABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Control and format characters, halves of pairs, and what some readers take for a line's end."""


class NotCanonical(Refused):
    """A value, or a line, that has no place in a record."""


def canonical(value: Json) -> bytes:
    """Return ``value`` as the bytes of canonical JSON.

    Texts, whole numbers within ±LARGEST, True, False, None, and lists, tuples and dicts of them;
    a tuple is written as a list. Raises NotCanonical for anything else, floats among it.
    """
    return _encode(_ordered(value)).encode()


def parsed(line: bytes) -> dict[str, Json]:
    """Return the fact that ``line`` holds; always a dict, with lists where tuples were written.

    It is written again and must give the same bytes; raises NotCanonical where it does not.
    """
    try:
        fact = json.loads(line.decode())
        exact = isinstance(fact, dict) and canonical(fact) == line
    except (ValueError, RecursionError, NotCanonical):
        exact = False
    if not exact:
        raise NotCanonical(say("This line is not in the form in which a record is written."))
    return dict(fact)


def _ordered(value: Json) -> Json:
    """Return ``value`` with sorted keys, after a look at everything in it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _written(value)
    if isinstance(value, int):
        return _within_reach(value)
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in _keys(value)}
    raise _unwritable(value, say("only texts, whole numbers, yes and no, lists and tables are"))


def _keys(value: dict[Json, Json]) -> list[str]:
    """Return the keys sorted by their UTF-16 code units, as RFC 8785 has it."""
    keys = sorted(map(_written, value))
    if not all(map(str.isascii, keys)):
        keys.sort(key=lambda key: key.encode("utf-16-be"))
    return keys


def _written(text: Json) -> str:
    if not isinstance(text, str):
        raise _unwritable(text, say("a key has to be a text"))
    if text.isascii() and text.isprintable():
        return text
    if not unicodedata.is_normalized("NFC", text):
        raise _unwritable(text, say("its characters are not in their composed form (NFC)"))
    if not text.isprintable() and any(unicodedata.category(c) in _UNWRITABLE for c in text):
        raise _unwritable(text, say("there are invisible control characters in it"))
    return text


def _within_reach(number: int) -> int:
    if abs(number) > LARGEST:
        raise _unwritable(type(number), say("the number is too large"))
    return number


def _unwritable(value: object, why: Phrase) -> NotCanonical:
    shown = value if isinstance(value, str) else repr(value)
    return NotCanonical(
        say("“{value}” cannot be written into a record: {why}.", value=shown, why=why)
    )
