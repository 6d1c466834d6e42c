"""In which keys two schemes differ (办法差异), and what cannot be compared because of it.

Schemes are laid flat, key by key, each with its value as a text, and two such lists are compared;
so a key that is added to the model is compared without anything being done here.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from scoring.points import exact_text
from scoring.scheme import Scheme
from scoring.scheme.model import ClosedTable

Way: TypeAlias = tuple[str, ...]
"""The way to a key through the tables that it stands in."""

TOTAL, RANK, GRADE = "total", "rank", "grade"
"""What a difference may concern, besides components, which go by ``component.`` and their id.

A place is a place among others: of it only what ranks are says whether it compares.
"""

_OF_RANKS = {"rank_on", "ties", "tie_break", "within"}
_WORDS = {"schema", "id", "title", "source", "kind"}
"""Keys that name a thing and decide nothing; a component of another kind has other keys too."""


class Difference(NamedTuple):
    """A key that two schemes set differently."""

    key: str
    """As it is written, tables of a list by their ids: ``component.live.scale.cap``."""
    before: str | None
    """None where the earlier scheme does not have the key."""
    now: str | None
    concerns: frozenset[str]
    """What it makes incomparable; empty: it decides no figure."""


def component_name(component: str) -> str:
    """Return the name under which a difference concerns the component with this id.

    >>> component_name("live")
    'component.live'
    """
    return f"component.{component}"


def scheme_differences(before: Scheme, now: Scheme) -> tuple[Difference, ...]:
    """Return every key in which the schemes differ, in the order in which they are written.

    A key that is left out is the same as one that says what holds without it. Titles and sources
    are not compared. A component that only one scheme has is one difference, of its kind.
    """
    first, second = _keys(before), _keys(now)
    ids = {part.id for scheme in (before, now) for part in scheme.components}
    shared = {part.id for part in before.components} & {part.id for part in now.components}
    ways = [
        way
        for way in dict.fromkeys((*first, *second))
        # A key that only one scheme has is None in the other.
        if first.get(way) != second.get(way) and _is_told(way, shared)
    ]
    return tuple(
        Difference(".".join(way), first.get(way), second.get(way), _concerns(way, ids))
        for way in ways
    )


def _is_told(way: Way, shared: set[str]) -> bool:
    """Tell whether a key decides something; of a component that is new or gone, its kind does."""
    if way[0] == "component" and way[1] not in shared:
        return way[2:] == ("kind",)
    return way[-1] not in _WORDS


def _concerns(way: Way, ids: set[str]) -> frozenset[str]:
    """Return what a key makes incomparable; ``ids``: of the components of both schemes.

    A key of a component changes its score and the total; one of the total, each published score
    too, or only the ranks.
    """
    table, *rest = way
    if table == "component":
        return frozenset({component_name(rest[0]), TOTAL, GRADE})
    if table == "grade" or way == ("total", "grade_on"):
        return frozenset({GRADE})
    if table == "total":
        of_ranks = rest[0] in _OF_RANKS
        return frozenset({RANK} if of_ranks else {TOTAL, *map(component_name, ids)})
    return frozenset()


def _keys(scheme: Scheme) -> dict[Way, str]:
    """Return every key that says something, with its value as it would be written."""
    return dict(_flat((), scheme))


def _flat(way: Way, value: object) -> Iterator[tuple[Way, str]]:
    """Yield the keys in ``value``, which stands at ``way``, with their values as texts.

    Empty ones are left out. Tables in a list go by their ids, so that exchanging two is no
    difference.
    """
    if isinstance(value, ClosedTable):
        for name, field in type(value).model_fields.items():
            yield from _flat((*way, field.alias or name), getattr(value, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat((*way, str(key)), item)
    elif isinstance(value, tuple) and value and isinstance(value[0], ClosedTable):
        for item in value:
            yield from _flat((*way, _id(item)), item)
    elif value is not None and value != ():
        yield way, _text(value)


def _id(table: object) -> str:
    """Return what a table in a list goes by; grades have titles only."""
    return str(getattr(table, "id", None) or getattr(table, "title", ""))


def _text(value: object) -> str:
    """Return a value as a rule file would write it, without quotation marks."""
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, tuple):
        return ", ".join(map(_text, value))
    return str(value)
