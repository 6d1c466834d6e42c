"""What the hall may see (会场屏幕): how many sheets are in, and what has been revealed.

Made where the record is, so that whatever shows it knows nothing else: no mark, and of a ranking
that is being revealed only the places that have been.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from scoring.meeting import Meeting
from scoring.meeting.sheets_ready import sheets_in
from scoring.meeting.state import Phase, Round, RoundStage, Version
from scoring.points import figure

WHOLE = 1000
"""``HallPlace.share`` of the highest total."""


class HallPlace(NamedTuple):
    """One unit's place, which has been revealed.

    ``rank``: 1 is the best. ``total`` is as it was published; None where the unit has none.
    """

    rank: int | None
    """None where the unit has none: it is listed after the others."""
    tied: bool
    """Whether another unit of its category, or of all where there are none, has the same rank."""
    unit: str
    """Its name."""
    total: str | None
    share: int
    """Of the highest total, in thousandths; 0 for what has none, or one below zero."""


class HallView(NamedTuple):
    """Everything that the hall may see at one moment."""

    title: str
    rehearsal: bool
    scheme_sha256: str
    phase: Phase
    stage: RoundStage | None
    """Of the round that is going on; None before the first and after the last."""
    unit: str
    """The unit that the round is about; empty where it is about all."""
    issued: int | None
    """How many sheets went out; None while that is not said."""
    returned: int
    """How many sheets are counted in."""
    revealing: bool
    """Whether the places come one by one just now."""
    places: tuple[HallPlace, ...]
    """Those that may be seen, the first one on top."""
    units: int
    """How many units there are."""
    newest: str
    """The unit that was revealed last; empty where none was, or the whole ranking is."""


def hall_view(state: Meeting, title: str) -> HallView:
    """Return what the hall may see of ``state``; ``title`` is the meeting's.

    A correction is shown once it begins to be revealed; until then the version before it stays.
    """
    rules = state.rules
    going_on = _going_on(state)
    shown = _shown(state)
    return HallView(
        title=title,
        rehearsal=state.rehearsal,
        scheme_sha256=rules.scheme_sha256 if rules else "",
        phase=state.phase,
        stage=going_on.stage if going_on else None,
        unit=_names(state).get(going_on.id, "") if going_on else "",
        issued=going_on.issued if going_on else None,
        returned=sheets_in(state, going_on) if going_on else 0,
        revealing=shown is not None and not shown.revealed,
        places=tuple(_places(state, shown)) if shown else (),
        units=len(rules.roster.units) if rules else 0,
        newest=_newest(state, shown) if shown else "",
    )


def _going_on(state: Meeting) -> Round | None:
    """Return the round that the hall waits for: the last one that was begun, until the count."""
    if not state.voting:
        return None
    begun = [one for one in state.current() if one.begun]
    live = [one for one in begun if one.live]
    return next(iter(live), begun[-1] if begun else None)


def _shown(state: Meeting) -> Version | None:
    """Return the version that is seen: the one being revealed, else the last that was.

    None while nothing has been revealed.
    """
    if state.certified and state.versions[-1].shown:
        return state.versions[-1]
    return next((one for one in reversed(state.versions) if one.revealed), None)


def _places(state: Meeting, version: Version) -> Iterator[HallPlace]:
    """Yield the places of ``version`` that may be seen, in its order.

    Bars are measured by the highest total among these.
    """
    names, categories = _names(state), _categories(state)
    # Over the whole ranking: a shared rank is called shared when its first unit is revealed.
    shared = Counter((categories.get(one.unit), one.rank) for one in version.ranking)
    seen = [one for one in version.ranking if version.revealed or one.unit in version.shown]
    # Only of what is seen: a bar must not tell how high the first place is before it is revealed.
    highest = max((_points(one.total) for one in seen), default=Fraction(0))
    for one in seen:
        tied = one.rank is not None and shared[categories.get(one.unit), one.rank] > 1
        share = int(_points(one.total) * WHOLE / highest) if highest else 0
        yield HallPlace(one.rank, tied, names[one.unit], one.total, share)


def _points(total: str | None) -> Fraction:
    """Return how long a total's bar is: none where there is no total, or one below zero."""
    return figure(total) or Fraction(0) if total is not None else Fraction(0)


def _newest(state: Meeting, version: Version) -> str:
    if version.revealed:
        return ""
    shown = (one.unit for one in version.ranking if one.unit in version.shown)
    return _names(state)[next(shown)]


def _names(state: Meeting) -> dict[str, str]:
    return state.rules.roster.unit_names if state.rules else {}


def _categories(state: Meeting) -> dict[str, str | None]:
    """Return the category that a unit is ranked within; nothing where all are ranked together."""
    if state.frozen.scheme.total.within is None:
        return {}
    return {one.id: one.category for one in state.frozen.roster.units}
