"""Components → total → rank, ties and grades (总分, 排名, 并列, 等次).

Units that do not differ in the total and in none of the tie-breaks share a rank. With
``ties = "competition"`` the next rank leaves out as many places as were shared: 1, 1, 3.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import groupby
from operator import add
from typing import NamedTuple, TypeAlias, assert_never

from scoring.ballots import Absence, Cell, Spot
from scoring.counting.feedback import base_means
from scoring.counting.figures import (
    BallotFigures,
    Figure,
    Stage,
    Staging,
    feedback_figure,
    given_figure,
)
from scoring.counting.papers import Papers
from scoring.counting.tally import Tally, absences, tally, void_sheets
from scoring.points import rounded
from scoring.roster import Unit
from scoring.scheme import Ballot, Feedback, Given, Scheme, Ties, decisive
from scoring.wording import Phrase, say

OfUnit: TypeAlias = Callable[[str], Figure]


class Found(NamedTuple):
    """The cells of one unit in one ballot component, counted as found."""

    counted: int
    """Valid marks, whatever ``blank`` makes of their ballots."""
    absent: Mapping[Absence, int]
    """All five absences, zeros included."""


_NOTHING = Found(0, absences({}))


class UnitStanding(NamedTuple):
    """Where one unit stands, and every figure it stands on."""

    unit: Unit
    total: Figure
    """Its parts are the components, in the scheme's order."""
    found: Mapping[str, Found]
    """By id of a ballot component."""
    rank: int | None = None
    """From 1; None where there is no total, or the unit is not ranked."""
    tied: bool = False
    """Whether another unit has the same rank (并列)."""
    grade: str | None = None
    """Title of the grade (等次); None where the scheme has none, or none reaches so low."""
    why: Phrase | None = None
    """Why there is no rank."""


class Standing(NamedTuple):
    """All units as they are listed.

    By rank, level ones in their official order; then those that are not ranked; last those
    without a total.
    """

    scheme: Scheme
    units: tuple[UnitStanding, ...]
    void_sheets: Mapping[str, int | None]
    """By id of a ballot component; None where only counts are known."""
    warnings: tuple[Phrase, ...] = ()
    """Where a group without a value was left out, and the others' weights raised."""


def stand(scheme: Scheme, papers: Papers) -> Standing:
    """Return how the units of ``papers`` stand under ``scheme``.

    ``papers`` have to be legal under ``scheme``: votes for each ballot component, answers for
    each feedback component. Raises KeyError where they are not, and ValueError where a majority
    is of all members and their number is not known; those who make papers see to both. A unit
    that lacks a figure has no total, and says why. Source: docs/schemes.md, "Arithmetic".
    """
    tallies = {
        component.id: tally(papers.votes[component.id], component)
        for component in scheme.of_kind(Ballot)
    }
    of_components = [
        _component(component, scheme, papers, tallies) for component in scheme.components
    ]
    found = {name: _found(of_spots) for name, of_spots in tallies.items()}
    units = [
        UnitStanding(
            unit,
            _total(scheme, tuple(of_unit(unit.id) for of_unit in of_components)),
            {name: of_units.get(unit.id, _NOTHING) for name, of_units in found.items()},
        )
        for unit in papers.units
    ]
    return Standing(
        scheme,
        _listed(scheme, units),
        {name: void_sheets(papers.votes[name]) for name in tallies},
        tuple(_warnings(scheme, units)),
    )


def _component(
    component: Feedback | Ballot | Given,
    scheme: Scheme,
    papers: Papers,
    tallies: Mapping[str, Mapping[Spot, Tally]],
) -> OfUnit:
    """Return the function from a unit's id to its score in ``component``."""
    staging = Staging(component, scheme.total.rounding)
    if isinstance(component, Ballot):
        return BallotFigures(staging, component, tallies[component.id], papers.members).of
    if isinstance(component, Given):
        given = papers.given[component.id]
        return lambda unit: given_figure(staging, component, given.get(unit))
    means = base_means(papers.answers[component.id], component)
    return lambda unit: feedback_figure(staging, component, means.get(unit))


def _total(scheme: Scheme, components: tuple[Figure, ...]) -> Figure:
    """Add the components up, in the scheme's order; one without a value leaves no total."""
    values = [part.value for part in components if part.value is not None]
    if len(values) < len(components):
        lacking = next(part for part in components if part.value is None)
        title = next(part.title for part in scheme.components if part.id == lacking.of)
        why = say("{component}: {why}", component=title, why=lacking.why)
        return Figure("total", "", None, None, None, components, why)
    exact = reduce(add, values)
    places = scheme.total.places
    return Figure(
        "total", "", exact, rounded(exact, places, scheme.total.rounding), places, components
    )


def _found(tallies: Mapping[Spot, Tally]) -> dict[str, Found]:
    """Add up each unit's cells over criteria and groups."""
    by_unit: dict[str, Counter[Cell]] = {}
    for (unit, _, _), found in tallies.items():
        by_unit.setdefault(unit, Counter()).update(found.found)
    return {unit: _as_found(cells) for unit, cells in by_unit.items()}


def _as_found(cells: Counter[Cell]) -> Found:
    absent = absences(cells)
    return Found(cells.total() - sum(absent.values()), absent)


def _listed(scheme: Scheme, units: Iterable[UnitStanding]) -> tuple[UnitStanding, ...]:
    """Return ``units``, which come in their official order, as a standing lists them.

    Where ranks are given within categories, the fields come one after the other, in the order in
    which their first units do; each begins at rank 1.
    """
    fields: dict[str | None, list[UnitStanding]] = {}
    unranked: list[UnitStanding] = []
    without_total: list[UnitStanding] = []
    for standing in units:
        if standing.total.value is None:
            without_total.append(
                standing._replace(why=_withdrew(standing.unit) or standing.total.why)
            )
        elif not standing.unit.ranked:
            why = _withdrew(standing.unit) or say("listed, not ranked")
            unranked.append(standing._replace(why=why))
        else:
            field = standing.unit.category if scheme.total.within else None
            fields.setdefault(field, []).append(standing)
    ranked = [standing for field in fields.values() for standing in _ranked(scheme, field)]
    return (*ranked, *unranked, *without_total)


def _withdrew(unit: Unit) -> Phrase | None:
    return say("withdrew ({reason})", reason=unit.why) if unit.why else None


def _ranked(scheme: Scheme, field: Iterable[UnitStanding]) -> Iterator[UnitStanding]:
    """Rank the units of one field; level ones share a rank and keep their order."""
    place = 1
    keyed = sorted(
        ((_key(scheme, standing.total), standing) for standing in field),
        key=lambda pair: pair[0],
        reverse=True,
    )
    for _, level in groupby(keyed, key=lambda pair: pair[0]):
        group = [standing for _, standing in level]
        for standing in group:
            yield standing._replace(
                rank=place, tied=len(group) > 1, grade=_grade(scheme, standing.total)
            )
        place += _places_taken(scheme.total.ties, len(group))


def _places_taken(ties: Ties, level: int) -> int:
    """Return how many places so many units take that share a rank."""
    match ties:
        case "competition":
            return level
        case "dense":
            return 1
        case never:
            assert_never(never)


def _key(scheme: Scheme, total: Figure) -> tuple[Fraction, ...]:
    """Return what units are compared by: the total, then ``tie_break`` in its order."""
    by_id = {part.of: part.value for part in total.parts} | {"exact": total.exact}
    of_total = decisive(scheme.total.rank_on, published=total.value, exact=total.exact)
    figures = (of_total, *(by_id[name] for name in scheme.total.tie_break))
    return tuple(figure for figure in figures if figure is not None)


def _grade(scheme: Scheme, total: Figure) -> str | None:
    """Return the first grade, best first, that begins at the total or below; None without one."""
    figure = decisive(scheme.total.grade_on, published=total.value, exact=total.exact)
    return next(
        (grade.title for grade in scheme.grades if figure is not None and figure >= grade.from_),
        None,
    )


def _warnings(scheme: Scheme, units: Iterable[UnitStanding]) -> Iterator[Phrase]:
    """Say where a group without a value was left out and the other weights grew."""
    for standing in units:
        for component, figure in zip(scheme.components, standing.total.parts, strict=True):
            if isinstance(component, Ballot) and component.groups and figure.value is not None:
                for group in _left_out(figure):
                    yield say(
                        "{unit}: the group {group} has no value in {component}; "
                        "the other groups' weights were raised",
                        unit=standing.unit.name,
                        group=group,
                        component=component.title,
                    )


def _of_group(stage: Stage) -> bool:
    """Whether a figure at this stage, where there are groups, is of one of them."""
    match stage:
        case "statistic" | "group":
            return True
        case "criterion" | "component" | "total":
            return False
        case never:
            assert_never(never)


def _left_out(figure: Figure) -> list[str]:
    """Return the ids of groups without a value anywhere below ``figure``, each once."""
    found: dict[str, None] = {}
    for part in figure.parts:
        if part.value is None and _of_group(part.stage):
            found[part.of] = None
        else:
            found.update(dict.fromkeys(_left_out(part)))
    return list(found)
