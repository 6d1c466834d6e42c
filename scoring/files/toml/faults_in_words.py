"""What a model refuses, in the words of the person who writes the file.

pydantic names a refusal by its type (``literal_error``); ``_WORDS`` has a function for each that
our models can meet, and a type that is not there is told as ``toml.value``.
"""

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from pydantic_core import ErrorDetails

from scoring.scheme.model import Conflict, Key
from scoring.wording import Phrase, say


class _Refused(NamedTuple):
    """A value, by the names on the way to it, and what pydantic said of it."""

    names: tuple[str, ...]
    error: ErrorDetails

    @property
    def name(self) -> str:
        """The key that the value belongs to."""
        return self.names[-1]

    @property
    def heading(self) -> str:
        """What stands in the heading of a table at this place."""
        return ".".join(self.names)

    @property
    def limits(self) -> dict[str, object]:
        """What pydantic would have allowed."""
        return self.error.get("ctx", {})


_Words: TypeAlias = tuple[str, Phrase, Phrase | None]
"""A problem's code, its message, its hint."""


def faults_of(error: ErrorDetails, key: Key, known: Collection[str]) -> tuple[Conflict, ...]:
    """Return what the model said in ``error`` of the value at ``key``.

    ``known`` are the keys of the table that ``key`` stands in. Several conflicts come where the
    model itself found them, else one.
    """
    carried = error.get("ctx", {}).get("conflicts")
    if carried:
        return tuple(conflict.within(key) for conflict in carried)
    names = tuple(part for part in key if isinstance(part, str))
    if error["type"] == "extra_forbidden":
        code, message, hint = _unknown(names[-1], known)
    else:
        code, message, hint = _WORDS.get(error["type"], _unfit)(_Refused(names, error))
    return (Conflict(key, code, message, hint),)


def near(name: str, known: Collection[str]) -> str | None:
    """Return the one of ``known`` that is spelt most like ``name``, or None if none is."""
    return next(iter(get_close_matches(name, known, n=1)), None)


def _unknown(name: str, known: Collection[str]) -> _Words:
    meant = near(name, known)
    hint = (
        say("is {key} meant?", key=meant)
        if meant
        else say("the keys here are {known}", known=tuple(known))
    )
    return "toml.unknown-key", say("there is no key {key} here", key=name), hint


def _missing(at: _Refused) -> _Words:
    hint = say("add it to this table")
    if at.heading == "component":
        hint = say("add a table under the heading {example}", example="[[component]]")
    elif at.heading == at.name:
        hint = say("add it before the first heading")
    return "toml.missing-key", say("{key} is missing", key=at.name), hint


def _choice(at: _Refused) -> _Words:
    named = str(at.limits.get("expected") or at.limits.get("expected_tags"))
    allowed = re.findall(r"'([^']*)'|([0-9]+)", named)
    shown = tuple(f'"{word}"' if word else number for word, number in allowed)
    return (
        "toml.choice",
        say("{key} cannot be this", key=at.name),
        say("write one of {allowed}", allowed=shown),
    )


def _whole_number(at: _Refused) -> _Words:
    return (
        "toml.type",
        say("{key} takes a whole number", key=at.name),
        say("write digits alone, without quotation marks"),
    )


def _yes_or_no(at: _Refused) -> _Words:
    return (
        "toml.type",
        say("{key} takes true or false", key=at.name),
        say("write true or false, without quotation marks"),
    )


def _text(at: _Refused) -> _Words:
    return (
        "toml.type",
        say("{key} takes a text", key=at.name),
        say("a text stands between two straight quotation marks: {example}", example='"..."'),
    )


def _list(at: _Refused) -> _Words:
    hint = say("write a list: {example}", example=f"{at.name} = [ ... ]")
    if isinstance(at.error["input"], dict):
        hint = say("write its heading with double brackets: {example}", example=f"[[{at.heading}]]")
    return "toml.type", say("{key} takes a list", key=at.name), hint


def _table(at: _Refused) -> _Words:
    hint = say("write {example}", example=f"{at.name} = {{ ... = ... }}")
    if _is_headed(at.error["input"]):
        hint = say("write its heading with single brackets: {example}", example=f"[{at.heading}]")
    return "toml.type", say("{key} takes a table of keys and values", key=at.name), hint


def _is_headed(value: object) -> bool:
    """Tell whether ``value`` is what headings in double brackets make."""
    return isinstance(value, list) and bool(value) and all(isinstance(it, dict) for it in value)


def _tables(at: _Refused) -> _Words:
    return (
        "toml.type",
        say("{key} takes a table of keys and values", key=at.name),
        say("write its heading with double brackets: {example}", example=f"[[{at.heading}]]"),
    )


def _range(at: _Refused) -> _Words:
    if "ge" in at.limits:
        message = say("{key} must be {least} or more", key=at.name, least=at.limits["ge"])
    else:
        message = say("{key} must be {most} or less", key=at.name, most=at.limits["le"])
    return "toml.range", message, None


def _empty(at: _Refused) -> _Words:
    return "toml.empty", say("{key} must not be empty", key=at.name), None


def _spelling(at: _Refused) -> _Words:
    return (
        "toml.spelling",
        say("{key} takes at most 60 small letters, digits and hyphens", key=at.name),
        say("write it like {example}", example='"hunan-2020"'),
    )


def _unfit(at: _Refused) -> _Words:
    return "toml.value", say("{key} cannot be this", key=at.name), None


_WORDS: dict[str, Callable[[_Refused], _Words]] = {
    "missing": _missing,
    "union_tag_not_found": _missing,
    "literal_error": _choice,
    "union_tag_invalid": _choice,
    "int_type": _whole_number,
    "bool_type": _yes_or_no,
    "string_type": _text,
    "tuple_type": _list,
    "model_type": _table,
    "dict_type": _table,
    "model_attributes_type": _tables,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "too_short": _empty,
    "string_pattern_mismatch": _spelling,
    "string_too_long": _spelling,
}
