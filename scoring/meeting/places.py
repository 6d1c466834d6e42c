"""A ranking place by place (名次): which units stand at one, and which place is revealed next.

A place is a rank within its field: the unit's category where ranks are given within these, else
all units. Units that share a rank are one place, and are revealed together (并列同时揭晓); a unit
without a rank is a place of its own.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from scoring.meeting.parts import RankedUnit
from scoring.meeting.state import Meeting, Version


def places(state: Meeting, ranking: Iterable[RankedUnit]) -> list[tuple[RankedUnit, ...]]:
    """Return ``ranking``, some units of a version in its order, by place: the first on top.

    Only those that are given count as level. The meeting must be frozen.
    """
    fields = field_names(state)

    def place(one: RankedUnit) -> tuple[str | None, int | str]:
        return fields.get(one.unit), one.unit if one.rank is None else one.rank

    return [tuple(level) for _, level in groupby(ranking, key=place)]


def next_place(state: Meeting) -> tuple[str, ...]:
    """Return the units (ids) that the next key reveals, the last place of those that are left.

    Empty where nothing is left to be revealed of the last version, or there is none. Of a place
    that an older record has revealed in part, the rest.
    """
    if not state.versions:
        return ()
    left = _hidden(state.versions[-1])
    return tuple(one.unit for one in places(state, left)[-1]) if left else ()


def places_left(state: Meeting) -> int:
    """Return how many places of the last version are still to be revealed; 0 where there is none.

    It tells of ties that nobody has seen yet: for the desk, and never for the hall.
    """
    return len(places(state, _hidden(state.versions[-1]))) if state.versions else 0


def field_names(state: Meeting) -> dict[str, str | None]:
    """Return the category that each unit (id) is ranked within; empty where all are together."""
    if state.frozen.scheme.total.within is None:
        return {}
    return {one.id: one.category for one in state.frozen.roster.units}


def _hidden(version: Version) -> Sequence[RankedUnit]:
    if version.revealed:
        return ()
    return [one for one in version.ranking if one.unit not in version.shown]
