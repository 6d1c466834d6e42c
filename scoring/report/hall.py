"""What the hall may see (会场屏幕): how many sheets are in, and what has been revealed.

Made where the record is, so that whatever shows it knows nothing else: no mark, and of a ranking
that is being revealed only the places that have been: nothing of it tells of a unit that is still
to come, neither that it is level with one that is seen nor how far above it stands.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scoring.meeting import Meeting
from scoring.meeting.parts import RankedUnit
from scoring.meeting.places import field_names, places
from scoring.meeting.sheets_ready import sheets_in
from scoring.meeting.state import Phase, Round, RoundStage, Version
from scoring.points import figure
from scoring.report.deciding import Deciding, deciding
from scoring.report.lead import lead

WHOLE = 1000
"""``HallPlace.share`` of the highest total."""


class HallPlace(NamedTuple):
    """One unit's place, which has been revealed.

    ``rank``: 1 is the best. ``total`` is as it was published; None where the unit has none.
    """

    rank: int | None
    """None where the unit has none: it is listed after the others."""
    tied: bool
    """Whether another of the units that are seen stands at the same place."""
    unit: str
    """Its name."""
    total: str | None
    share: int
    """Of the highest total that is seen, in thousandths; 0 for what has none, or below zero."""
    category: str = ""
    """Within which it is ranked; empty where all are ranked together, or it has none."""
    lead: str = ""
    """How far it is ahead of the next place that is seen; empty where there is none."""
    decided: tuple[Deciding, ...] = ()
    """What told it from others that are seen and have the same total."""


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
    newest: int
    """How many of ``places``, from the top, came with the last key; 0 where all may be seen."""


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
        newest=_newest(state, shown) if shown else 0,
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

    Bars are measured by the highest total among these, and everything else is told of these alone.
    """
    names, categories = state.frozen.roster.unit_names, field_names(state)
    seen = _seen(version)
    decided, leads = _told(version, seen, categories)
    ranked = (one for one in seen if one.rank is not None)
    highest = max((_points(one.total) for one in ranked), default=Fraction(0))
    for level in places(state, seen):
        for one in level:
            # What has no place stands beside the others: its figure may be above the first's.
            total = one.total if one.rank is not None else None
            share = int(_points(total) * WHOLE / highest) if highest else 0
            yield HallPlace(
                one.rank, len(level) > 1, names[one.unit], total, share,
                categories.get(one.unit) or "", leads.get(one.unit, ""), decided.get(one.unit, ()),
            )  # fmt: skip


def _seen(version: Version) -> list[RankedUnit]:
    return [one for one in version.ranking if version.revealed or one.unit in version.shown]


def _told(
    version: Version, seen: list[RankedUnit], categories: Mapping[str, str | None]
) -> tuple[dict[str, tuple[Deciding, ...]], dict[str, str]]:
    """Return what decided among the units that are seen, and their leads, by their ids."""
    if version.standing is None:
        return {}, {}
    scheme, known = version.standing.scheme, {one.unit for one in seen}
    decided: dict[str, tuple[Deciding, ...]] = {}
    leads: dict[str, str] = {}
    for field in dict.fromkeys(categories.values()) or (None,):
        units = [
            one
            for one in version.standing.units
            if one.rank is not None and one.unit.id in known
            if categories.get(one.unit.id) == field
        ]
        decided |= deciding(scheme, units)
        leads |= {
            upper.unit.id: lead(scheme, upper, lower, decided)
            for upper, lower in pairwise(units)
            if upper.rank != lower.rank
        }
    return decided, leads


def _points(total: str | None) -> Fraction:
    """Return how long a total's bar is: none where there is no total, or one below zero."""
    return figure(total) or Fraction(0) if total is not None else Fraction(0)


def _newest(state: Meeting, version: Version) -> int:
    """Return how many units stand at the place that was revealed last: the first one seen."""
    return 0 if version.revealed else len(places(state, _seen(version))[0])


def _names(state: Meeting) -> dict[str, str]:
    return state.rules.roster.unit_names if state.rules else {}
