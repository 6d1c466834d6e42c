"""A fact as values of canonical JSON, and back (写定): by names, never by position.

What is declared is what is written: each field under its own name, what is nested as an object
with names of its own. Reading takes nothing else: no name more or less, no value of another
type. So fields may change places in a class, and a record keeps its meaning.

>>> from scoring.meeting.acts import SheetsKept
>>> written(SheetsKept("all", 1, kept=2))
{'kind': 'sheets-kept', 'round': 'all', 'attempt': 1, 'kept': 2}
>>> fact_of(_)
SheetsKept(round='all', attempt=1, kept=2)
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from scoring.ballots import Absence, Cell, as_cell
from scoring.json_values import NOT_WRITTEN, Json
from scoring.meeting.acts import ACTS
from scoring.meeting.facts import SINCE, Fact
from scoring.wording import Phrase, say

Own: TypeAlias = Any
"""A value as it is in the program: of a type that ``_form`` knows."""

KIND = "kind"
"""The name under which ``Fact.kind`` stands beside the fields."""
_NOTHING_BESIDE: Mapping[str, type] = {}


class NotAFact(ValueError):
    """A line that is no fact of ours."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


def written(fact: Fact) -> dict[str, Json]:
    """Return ``fact`` as values of canonical JSON.

    Raises TypeError where a value is not of its declared type: nobody could read it again.
    """
    return {KIND: fact.kind, **_given(fact)}


def fact_of(line: Mapping[str, Json], beside: Mapping[str, type] = _NOTHING_BESIDE) -> Fact:
    """Return the fact that ``written`` wrote.

    ``beside``: names, with the type of each, that have to stand in the line and are not the
    fact's. Raises NotAFact where a name is missing or unknown, or a value is of another type.
    """
    kind = line.get(KIND)
    fact = ACTS.kinds.get(kind) if isinstance(kind, str) else None
    if fact is None:
        raise NotAFact(UNKNOWN)
    try:
        made: Fact = _taken(fact, line, {KIND: str, **beside})
    except _Misfit as misfit:
        name = ".".join(misfit.path)
        raise NotAFact(say("{fact}, {name}: {why}", fact=kind, name=name, why=misfit.why)) from None
    return made


UNKNOWN = say("a line of the record is no fact that this program knows")
_UNKNOWN_NAME = say("this program knows no such name there")
_MISSING = say("the name is missing")
_OTHER_VALUE = say("this is no value that can stand there")


class _Misfit(Exception):
    """What does not fit in a line."""

    def __init__(self, why: Phrase, *path: str) -> None:
        super().__init__(why, path)
        self.why = why
        self.path = path
        """The names under which it stands, from the outermost; of an item its number, from 1."""


# What holds between ``written`` and ``fact_of``: each gives back what the other was given, or
# raises. So a form takes values by their exact type, both ways. ``True`` is an int to Python, but
# in a field declared ``int`` it is refused: written as ``true`` it could not be read again as 1.
# An absence, declared as ``Cell``, is written as its number and comes back through ``as_cell``.


class _Form(NamedTuple):
    """How the values of one declared type are written."""

    own: tuple[type, ...]
    """What they are in the program, to the type: no whole number is a yes or no."""
    json: tuple[type, ...]
    """What they are in a line."""
    give: Callable[[Own], Json] | None = None
    """Writes a value; None where it is written as it is."""
    take: Callable[[Json], Own] | None = None
    """Reads it again; None where it is read as it is. Raises _Misfit."""


@cache
def _form(declared: object) -> _Form:
    """Return how values of the type ``declared`` are written.

    Raises TypeError where we have no form for it.
    """
    origin, inner = get_origin(declared), get_args(declared)
    if declared in _KNOWN:
        return _KNOWN[declared]
    if origin is UnionType and _PLAIN.issuperset(inner):
        return _Form(inner, inner)
    if origin is Literal:
        same = partial(_listed, inner)
        return _Form((str,), (str,), same, same)
    if origin is tuple and inner[1:] == (...,):
        item = _form(inner[0])
        return _Form((tuple,), (list,), partial(_all_given, item), partial(_all_taken, item))
    if origin is Mapping:  # what is in it has a form of its own: the scheme's data
        return _Form((dict,), (dict,))
    if isinstance(declared, type) and is_dataclass(declared):
        return _Form((declared,), (dict,), _given, partial(_taken, declared))
    raise TypeError(declared)


_PLAIN: set[object] = {str, int, bool, NoneType}
_KNOWN: Mapping[object, _Form] = {
    **{kind: _Form((kind,), (kind,)) for kind in (str, int, bool, NoneType)},
    Cell: _Form((int, Absence), (int,), int, as_cell),
}
_NOTHING = object()


@cache
def _names(kind: type) -> tuple[tuple[str, _Form], ...]:
    """Return the names that stand in an object of ``kind``, each with its value's form."""
    declared = get_type_hints(kind)
    written = (one.name for one in fields(kind) if NOT_WRITTEN not in one.metadata)
    return tuple((name, _form(declared[name])) for name in written)


@cache
def _later(kind: type) -> frozenset[str]:
    """Return the names that an earlier format of the record does not have in a ``kind``."""
    return frozenset(one.name for one in fields(kind) if SINCE in one.metadata)


def _given(one: Own) -> dict[str, Json]:
    return {name: _give(form, getattr(one, name)) for name, form in _names(one.__class__)}


def _taken(
    kind: type, found: Mapping[str, Json], beside: Mapping[str, type] = _NOTHING_BESIDE
) -> Own:
    """Return the ``kind`` whose fields stand in ``found``, with what is ``beside`` them."""
    for name, own in beside.items():
        _take(_form(own), found.get(name, _NOTHING), name)
    values = {
        name: _take(form, found.get(name, _NOTHING), name)
        for name, form in _names(kind)
        if name in found or name not in _later(kind)
    }
    if len(found) != len(values) + len(beside):
        raise _Misfit(_UNKNOWN_NAME, min(found.keys() - values.keys() - beside.keys()))
    return kind(**values)


def _give(form: _Form, value: Own) -> Json:
    if type(value) not in form.own:
        value = value.value if isinstance(value, Enum) else value  # an absence: a whole number
        if type(value) not in form.own:
            raise TypeError(type(value), form.own)
    return value if form.give is None else form.give(value)


def _take(form: _Form, found: Json, name: str) -> Own:
    """Return the value that stands as ``found`` under ``name``."""
    if type(found) not in form.json:
        raise _Misfit(_MISSING if found is _NOTHING else _OTHER_VALUE, name)
    if form.take is None:
        return found
    try:
        return form.take(found)
    except _Misfit as misfit:
        raise _Misfit(misfit.why, name, *misfit.path) from None


def _all_given(item: _Form, values: tuple[Own, ...]) -> list[Json]:
    return [_give(item, value) for value in values]


def _all_taken(item: _Form, found: list[Json]) -> tuple[Own, ...]:
    return tuple(_take(item, value, str(number)) for number, value in enumerate(found, 1))


def _listed(values: tuple[str, ...], value: str) -> str:
    """Return ``value``, which has to be one of ``values``."""
    if value not in values:
        raise _Misfit(_OTHER_VALUE)
    return value
