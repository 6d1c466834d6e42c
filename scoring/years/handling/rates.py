"""Rates from a year's rows (办理比率): each a numerator, a denominator, and what that is called.

Rows are counted by their profiles first, in one pass. Every rate, for all units and for each, is
then a sum over the profiles that differ.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from scoring.years.handling.denominators import PLACES, percent_text
from scoring.years.handling.measures import Measure, is_dissatisfied, measures, named_counts
from scoring.years.suggestions import HandlingTerms, Profile, Suggestion, Suggestions

ProfileCounts: TypeAlias = Mapping[Profile, int]
"""How many rows have each profile."""


class Rate(NamedTuple):
    """A share of a whole (比率).

    The numerator is never above the denominator; 0 of 0 is no rate.
    """

    measure: Measure
    numerator: int
    denominator: int

    @property
    def exact(self) -> Fraction | None:
        """The share; None where there is nothing that it could be of."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def text(self, places: int = PLACES) -> str | None:
        """Return the rate in %, rounded half up, once: ``72.1%``; None where there is none."""
        if not self.denominator:
            return None
        return percent_text(self.numerator, self.denominator, places)


class Handled(NamedTuple):
    """How the suggestions in some hands were handled."""

    unit: str | None
    """None: all units."""
    suggestions: int
    """Different suggestions, however many units have them; of one unit, its rows."""
    helped: int
    """Rows in a role that owes no reply of its own (会办)."""
    counts: Mapping[str, int]
    """What a document may state of the whole: by the name under which it may."""
    rates: tuple[Rate, ...]
    """In the order of the measures; the same ones for all units."""


def tally(suggestions: Suggestions) -> ProfileCounts:
    """Count the rows by their profiles, in one pass."""
    return Counter(map(attrgetter("profile"), suggestions.rows))


def handled(suggestions: Suggestions, terms: HandlingTerms) -> tuple[Handled, ...]:
    """Return how all suggestions were handled, and then those of each unit, as units come up.

    Where there is no row, all units alone, with nothing counted.
    Source: docs/handling.md, "The rates".
    """
    questions = _Questions(terms, suggestions.columns)
    of_units: dict[str, list[int]] = {}
    for profile, rows in tally(suggestions).items():
        sums = of_units.setdefault(profile.unit, [0] * questions.size)
        for place in questions.yes(profile):
            sums[place] += rows
    all_units = [sum(column) for column in zip(*of_units.values(), strict=True)]
    # Two units with one suggestion are two rows, and each owes a reply; it is one suggestion.
    different = len(set(map(attrgetter("number"), suggestions.rows)))
    whole = questions.answer(None, all_units or [0] * questions.size)
    each = (questions.answer(unit, sums) for unit, sums in of_units.items())
    return (whole._replace(suggestions=different), *each)


def open_items(suggestions: Suggestions, terms: HandlingTerms) -> Iterator[Suggestion]:
    """Yield the replies owed whose deputies are dissatisfied, and that were not handled again.

    In the order of the rows.
    """
    dissatisfied = is_dissatisfied(terms)
    for row in suggestions:
        profile = row.profile
        if _is_owed(profile, terms) and dissatisfied(profile) and not profile.handled_again:
            yield row


class _Questions:
    """Everything that is asked of a profile; only a reply that is owed counts in a rate.

    Each question has a place in a list of sums. With two measures and one named count there are
    six:

        0 all rows | 1 whole, 2 part | 3 whole, 4 part | 5 the count

    A profile with 40 rows adds 40 at each place whose test holds for it.
    """

    def __init__(self, terms: HandlingTerms, columns: frozenset[str]) -> None:
        self._terms = terms
        self._measures = tuple(measures(terms, columns))
        self._counts = named_counts(terms, columns)
        self.size = 1 + 2 * len(self._measures) + len(self._counts)
        """How many sums there are: all rows, each whole and part, and what a document may name."""
        self._known: dict[tuple[object, ...], tuple[int, ...]] = {}

    def yes(self, profile: Profile) -> tuple[int, ...]:
        """Return the places of the tests that hold; which unit it is makes no difference."""
        # All but the unit, which comes first: sixty units share what was once tested.
        _, *others = profile
        found = self._known.get(tuple(others))
        if found is None:
            found = self._known[tuple(others)] = tuple(self._places(profile))
        return found

    def answer(self, unit: str | None, sums: list[int]) -> Handled:
        """Return what so many rows for each test come to; ``unit``: None for all of them.

        ``sums``: as long as ``size``.
        """
        last = 1 + 2 * len(self._measures)
        pairs = zip(sums[1:last:2], sums[2:last:2], strict=True)
        rates = tuple(
            Rate(measure, part, whole)
            for measure, (whole, part) in zip(self._measures, pairs, strict=True)
        )
        counts = dict(zip(self._counts, sums[last:], strict=True))
        return Handled(unit, sums[0], sums[0] - counts["replies"], counts, rates)

    def _places(self, profile: Profile) -> Iterator[int]:
        """Yield the places of the tests that hold for ``profile``.

        The part is asked only where the whole holds.
        """
        yield 0
        if not _is_owed(profile, self._terms):
            return
        for at, measure in enumerate(self._measures):
            if measure.whole(profile):
                yield 1 + 2 * at
                if measure.part(profile):
                    yield 2 + 2 * at
        for at, test in enumerate(self._counts.values(), start=1 + 2 * len(self._measures)):
            if test(profile):
                yield at


def _is_owed(profile: Profile, terms: HandlingTerms) -> bool:
    """Whether the unit owes a reply of its own; a table without roles has no other."""
    return not profile.role or profile.role in terms.roles
