"""A scheme's data as JSON without floats, and back: what the record keeps (规范形式).

JSON has no exact decimals, and in its canonical form sorts its keys. So a decimal becomes a table
of its text, and a table whose order means something, levels from the best on, becomes pairs.

>>> data = {"step": Decimal("0.5"), "worth": {"满意": 100, "不满意": 0}}
>>> canonical_of(data)
{'step': {'decimal': '0.5'}, 'worth': [['满意', 100], ['不满意', 0]]}
"""

import unicodedata
from decimal import Decimal

from scoring.json_values import Json
from scoring.scheme.whole import Scheme

ORDERED = frozenset({"parts", "worth"})
"""Tables whose order decides; written as pairs, since JSON in its one form sorts its keys."""


def canonical_of(data: Json) -> Json:
    """Return TOML ``data`` as JSON: whole numbers as such, decimals as ``{"decimal": "78.5"}``.

    Texts are in NFC and on one line; the file's own bytes are kept beside. Days are not known
    here: a scheme has none.
    """
    if isinstance(data, str):
        return unicodedata.normalize("NFC", " ".join(data.split()))
    if isinstance(data, dict):
        return {key: _of_key(key, value) for key, value in data.items()}
    if isinstance(data, list):
        return [canonical_of(value) for value in data]
    return {"decimal": str(data)} if isinstance(data, Decimal) else data


def scheme_of(canonical: Json) -> Scheme:
    """Return the scheme whose data ``canonical_of`` has turned into ``canonical``.

    Raises pydantic's ValidationError where that was no scheme's: a record that somebody wrote by
    hand, or one of a later format.
    """
    return Scheme.model_validate(_toml(canonical))


def _of_key(key: str, value: Json) -> Json:
    if key in ORDERED and isinstance(value, dict):
        return [[name, canonical_of(own)] for name, own in value.items()]
    return canonical_of(value)


def _toml(value: Json) -> Json:
    if isinstance(value, list | tuple):
        return [_toml(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"decimal"} and isinstance(value["decimal"], str):
            return Decimal(value["decimal"])
        return {key: _from_key(key, own) for key, own in value.items()}
    return value


def _from_key(key: str, value: Json) -> Json:
    if key in ORDERED and isinstance(value, list | tuple):
        return {name: _toml(own) for name, own in value}
    return _toml(value)
