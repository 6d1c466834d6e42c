"""One meeting beside another, and one year beside another (历年对比).

Meetings come in the order in which they were named, each compared with the one before; a change is
of the two exact figures. Where the rules differ in what a figure depends on, there is no change:
``comparable`` says so, and the differences say why.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scoring.counting import Standing, UnitStanding
from scoring.scheme import Ballot
from scoring.wording import Phrase, say
from scoring.years.handling.rates import Handled, Rate
from scoring.years.handling.scheme_differences import (
    RANK,
    TOTAL,
    Difference,
    component_name,
    scheme_differences,
)


class MeetingYear(NamedTuple):
    """A meeting as it is compared with others."""

    title: str
    date: str
    """Empty where it is not known."""
    standing: Standing
    deputies: int | None
    """On the roster; None where there is none."""
    marked: tuple[Phrase, ...] = ()
    """What has to be said of its figures: that they are not certified, for example."""

    @property
    def ranked(self) -> int:
        """How many units have a rank."""
        return sum(one.rank is not None for one in self.standing.units)

    @property
    def ballots(self) -> int | None:
        """The most ballots that were cast for one unit; None where nothing was voted on.

        Not all units need have as many: with a round for each, deputies come and go.
        """
        components = self.standing.scheme.of_kind(Ballot)
        cast = [
            # Each ballot has a cell for each criterion.
            (found.counted + sum(found.absent.values())) // len(component.items)
            for component in components
            for one in self.standing.units
            for found in (one.found[component.id],)
        ]
        return max(cast, default=None)


class UnitYears(NamedTuple):
    """One unit in each of the meetings; None where it was not evaluated."""

    unit: str
    name: str
    """As the latest of the meetings calls it."""
    standings: tuple[UnitStanding | None, ...]
    """As many as meetings, in their order."""

    def total(self, meeting: int) -> Fraction | None:
        """Return the published total in one of the meetings (from 0), in points.

        None where it has none.
        """
        one = self.standings[meeting]
        return None if one is None else one.total.value

    def component(self, meeting: int, component: str) -> Fraction | None:
        """Return the score in a component (an id) in one of the meetings.

        None where it has none.
        """
        one = self.standings[meeting]
        parts = () if one is None else one.total.parts
        return next((part.value for part in parts if part.of == component), None)

    def rank(self, meeting: int) -> int | None:
        """Return the rank in one of the meetings; None where it has none."""
        one = self.standings[meeting]
        return None if one is None else one.rank


class Comparison(NamedTuple):
    """Meetings in the order in which they were named, each compared with the one before."""

    meetings: tuple[MeetingYear, ...]
    units: tuple[UnitYears, ...]
    """As the last meeting lists them, then those that only earlier ones have."""
    differences: tuple[tuple[Difference, ...], ...]
    """One less than meetings: how each scheme differs from the one before."""
    doubts: tuple[Phrase, ...] = ()
    """What a reader has to know of the figures, a sentence each."""

    def comparable(self, meeting: int, what: str) -> bool:
        """Tell whether ``what`` of a meeting can be compared with that of the one before.

        ``meeting``: from 1. ``what``: ``TOTAL``, ``RANK``, ``GRADE``, or a ``component_name``.
        """
        return not any(what in one.concerns for one in self.differences[meeting - 1])

    def total_change(self, unit: UnitYears, meeting: int) -> Fraction | None:
        """Return by how many points the total changed; None where that cannot be said."""
        if not self.comparable(meeting, TOTAL):
            return None
        return _change(unit.total(meeting - 1), unit.total(meeting))

    def component_change(self, unit: UnitYears, meeting: int, component: str) -> Fraction | None:
        """Return by how many points the score in a component changed.

        None where that cannot be said. ``component``: an id; of another meeting it may have other
        points, and is then not compared.
        """
        if not self.comparable(meeting, component_name(component)):
            return None
        return _change(unit.component(meeting - 1, component), unit.component(meeting, component))

    def places_up(self, unit: UnitYears, meeting: int) -> int | None:
        """Return by how many places the unit went up; below zero: down.

        None where that cannot be said.
        """
        before, now = unit.rank(meeting - 1), unit.rank(meeting)
        if before is None or now is None or not self.comparable(meeting, RANK):
            return None
        return before - now


class RateYears(NamedTuple):
    """One rate in each of the years; None where a year does not have it.

    ``id`` and ``title`` are those of its measure.
    """

    id: str
    title: object
    rates: tuple[Rate | None, ...]

    def change(self, year: int) -> Fraction | None:
        """Return by how many percentage points the exact rate changed since the year before.

        None where a year does not have it, or its terms were others.
        """
        before, now = self.rates[year - 1], self.rates[year]
        if before is None or now is None or not self.comparable(year):
            return None
        change = _change(before.exact, now.exact)
        return None if change is None else 100 * change

    def comparable(self, year: int) -> bool:
        """Tell whether the rate was made by the same terms as in the year before.

        ``year``: from 1.
        """
        before, now = self.rates[year - 1], self.rates[year]
        return before is None or now is None or before.measure.terms == now.measure.terms


def compared(meetings: tuple[MeetingYear, ...]) -> Comparison:
    """Return the meetings side by side; units are the same where their ids are.

    At least one meeting. A name that has two ids is a doubt.
    """
    standings = [{one.unit.id: one for one in meeting.standing.units} for meeting in meetings]
    # The last meeting's order first, then the units that only earlier ones have.
    ids = dict.fromkeys(id_ for of in reversed(standings) for id_ in of)
    units = []
    for id_ in ids:
        own = tuple(of.get(id_) for of in standings)
        name = next(one.unit.name for one in reversed(own) if one is not None)
        units.append(UnitYears(id_, name, own))
    differences = tuple(
        scheme_differences(before.standing.scheme, now.standing.scheme)
        for before, now in pairwise(meetings)
    )
    marked = (
        say("{meeting}: {mark}", meeting=one.title, mark=mark)
        for one in meetings
        for mark in one.marked
    )
    return Comparison(meetings, tuple(units), differences, (*marked, *_doubts(units)))


def rates_compared(years: tuple[tuple[Handled, ...], ...]) -> tuple[RateYears, ...]:
    """Return the rates of all units side by side; empty for a year without rows.

    ``years``: of each what ``rates.handled`` returns, all units first. The same rate is one with
    the same id.
    """
    of_years: list[Mapping[str, Rate]] = [
        {rate.measure.id: rate for rate in handled[0].rates} if handled else {} for handled in years
    ]
    titles = {id_: rate.measure.title for of in of_years for id_, rate in of.items()}
    return tuple(
        RateYears(id_, title, tuple(of.get(id_) for of in of_years))
        for id_, title in titles.items()
    )


def _change(before: Fraction | None, now: Fraction | None) -> Fraction | None:
    """Return the difference; None where one of the two is not there."""
    return None if before is None or now is None else now - before


def _doubts(units: list[UnitYears]) -> Iterator[Phrase]:
    """Yield the units that have one name and two ids: they are not taken for one."""
    ids: dict[str, str] = {}
    for one in units:
        for name in {standing.unit.name for standing in one.standings if standing is not None}:
            other = ids.setdefault(name, one.unit)
            if other != one.unit:
                yield say(
                    "{name} has the id {first} in one meeting and {second} in another; these are "
                    "taken for two units.",
                    name=name,
                    first=other,
                    second=one.unit,
                )
