"""What a model refuses, in the words of the person who writes the file."""

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import TypeAlias

from pydantic_core import ErrorDetails

from scoring.scheme.model import Conflict, Key
from scoring.wording import Phrase, say

_Words: TypeAlias = tuple[str, Phrase, Phrase | None]


def faults_of(error: ErrorDetails, key: Key, known: Collection[str]) -> tuple[Conflict, ...]:
    """Return what the model said in ``error`` of the value at ``key``.

    ``known`` are the keys of the table that ``key`` stands in.
    """
    carried = error.get("ctx", {}).get("conflicts")
    if carried:
        return tuple(conflict.within(key) for conflict in carried)
    name = next((part for part in reversed(key) if isinstance(part, str)), "")
    if error["type"] == "extra_forbidden":
        code, message, hint = _unknown(name, known)
    else:
        code, message, hint = _WORDS.get(error["type"], _unfit)(name, error)
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


def _missing(name: str, _error: ErrorDetails) -> _Words:
    return (
        "toml.missing-key",
        say("{key} is missing", key=name),
        say("add it below this line"),
    )


def _choice(name: str, error: ErrorDetails) -> _Words:
    context = error.get("ctx", {})
    named = str(context.get("expected") or context.get("expected_tags"))
    allowed = re.findall(r"'([^']*)'|([0-9]+)", named)
    shown = tuple(f'"{word}"' if word else number for word, number in allowed)
    return (
        "toml.choice",
        say("{key} cannot be this", key=name),
        say("write one of {allowed}", allowed=shown),
    )


def _whole_number(name: str, _error: ErrorDetails) -> _Words:
    return (
        "toml.type",
        say("{key} takes a whole number", key=name),
        say("write digits alone, without quotation marks"),
    )


def _text(name: str, _error: ErrorDetails) -> _Words:
    return (
        "toml.type",
        say("{key} takes a text", key=name),
        say("a text stands between two straight quotation marks: {example}", example='"..."'),
    )


def _list(name: str, error: ErrorDetails) -> _Words:
    hint = say("write a list: {example}", example=f"{name} = [ ... ]")
    if isinstance(error["input"], dict):
        hint = say("write its heading with double brackets: {example}", example=f"[[{name}]]")
    return "toml.type", say("{key} takes a list", key=name), hint


def _table(name: str, error: ErrorDetails) -> _Words:
    hint = say("write {example}", example=f"{name} = {{ ... = ... }}")
    if isinstance(error["input"], list):
        hint = say("write its heading with single brackets: {example}", example=f"[{name}]")
    return "toml.type", say("{key} takes a table of keys and values", key=name), hint


def _tables(name: str, _error: ErrorDetails) -> _Words:
    return (
        "toml.type",
        say("{key} takes a table of keys and values", key=name),
        say("write its heading with double brackets: {example}", example=f"[[{name}]]"),
    )


def _range(name: str, error: ErrorDetails) -> _Words:
    context = error.get("ctx", {})
    if "ge" in context:
        message = say("{key} must be {least} or more", key=name, least=context["ge"])
    else:
        message = say("{key} must be {most} or less", key=name, most=context.get("le"))
    return "toml.range", message, None


def _empty(name: str, _error: ErrorDetails) -> _Words:
    return "toml.empty", say("{key} must not be empty", key=name), None


def _spelling(name: str, _error: ErrorDetails) -> _Words:
    return (
        "toml.spelling",
        say("{key} takes at most 60 small letters, digits and hyphens", key=name),
        say("write it like {example}", example='"hunan-2020"'),
    )


def _unfit(name: str, _error: ErrorDetails) -> _Words:
    return "toml.value", say("{key} cannot be this", key=name), None


_WORDS: dict[str, Callable[[str, ErrorDetails], _Words]] = {
    "missing": _missing,
    "union_tag_not_found": _missing,
    "literal_error": _choice,
    "union_tag_invalid": _choice,
    "int_type": _whole_number,
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
