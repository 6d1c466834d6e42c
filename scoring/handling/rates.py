"""Rates from a year's rows (办理比率): each a numerator, a denominator, and what that is called.

Rows are counted by their profiles first, in one pass; every rate, for all units and for each, is
then a sum over the few profiles that differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from scoring.handling.counts import Words
from scoring.handling.denominators import PLACES, percent_text
from scoring.suggestions import (
    PARTS,
    HandlingTerms,
    Part,
    Profile,
    Satisfaction,
    Suggestion,
    Suggestions,
)
from scoring.wording import Phrase, say

Tally: TypeAlias = Mapping[Profile, int]
"""How many rows have each profile."""
Test: TypeAlias = Callable[[Profile], bool]

PART_TITLES: Mapping[Part, Phrase] = {"attitude": say("attitude"), "result": say("result")}


class Measure(NamedTuple):
    """What is counted, of what."""

    id: str
    title: Words
    whole: Test
    of: Phrase
    """What the denominator is called."""
    part: Test
    """Asked only of what is in ``whole``."""
    needs: tuple[str, ...] = ()
    """Columns without which nothing is known of it."""
    terms: object = None
    """What of the terms it depends on: rates under other terms cannot be compared."""


class Rate(NamedTuple):
    """A share of a whole (比率)."""

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
    """Different suggestions, however many units have them."""
    helped: int
    """Rows in a role that owes no reply of its own (会办)."""
    counts: Mapping[str, int]
    """What a document may state of the whole: by the name under which it may."""
    rates: tuple[Rate, ...]


def tally(suggestions: Suggestions) -> Tally:
    """Count the rows by their profiles, in one pass."""
    return Counter(map(attrgetter("profile"), suggestions.rows))


def handled(suggestions: Suggestions, terms: HandlingTerms) -> tuple[Handled, ...]:
    """Return how all suggestions were handled, and then those of each unit, as units come up.

    Source: docs/handling.md, "The rates".
    """
    counted = tally(suggestions)
    of_units: dict[str, dict[Profile, int]] = {}
    for profile, rows in counted.items():
        of_units.setdefault(profile.unit, {})[profile] = rows
    known = tuple(measures(terms, suggestions.columns))
    tests = _counts(terms, suggestions.columns)
    whole = _handled(None, counted, known, tests, terms)
    different = len(set(map(attrgetter("number"), suggestions.rows)))
    each = (_handled(unit, own, known, tests, terms) for unit, own in of_units.items())
    return (whole._replace(suggestions=different), *each)


def measures(terms: HandlingTerms, columns: frozenset[str]) -> Iterator[Measure]:
    """Yield what can be measured with the columns that the table has."""
    answers = () if columns.isdisjoint(PARTS) else _answers(terms)
    every = chain(_answering(), answers, _classes(terms))
    return (one for one in every if columns.issuperset(one.needs))


def _handled(
    unit: str | None,
    counted: Tally,
    known: tuple[Measure, ...],
    tests: Mapping[str, Test],
    terms: HandlingTerms,
) -> Handled:
    owed = {p: rows for p, rows in counted.items() if not p.role or p.role in terms.roles}
    rates = tuple(_rate(measure, owed) for measure in known)
    counts = {name: _count(owed, test) for name, test in tests.items()}
    rows = sum(counted.values())  # a unit has a suggestion once: each row is another
    return Handled(unit, rows, rows - sum(owed.values()), counts, rates)


def _rate(measure: Measure, counted: Tally) -> Rate:
    whole = {profile: rows for profile, rows in counted.items() if measure.whole(profile)}
    part = sum(rows for profile, rows in whole.items() if measure.part(profile))
    return Rate(measure, part, sum(whole.values()))


def _counts(terms: HandlingTerms, columns: frozenset[str]) -> dict[str, Test]:
    """Return what a document may name, and the columns tell: see ``Total.rows``."""
    satisfaction = terms.satisfaction
    tests: dict[str, Test] = {"replies": _anything}
    if "answered" in columns:
        tests["answered"] = _is_answered
    if "class" in columns:
        tests["classified"] = _is_classified
    if satisfaction and not columns.isdisjoint(PARTS):
        dissatisfied = _gave(satisfaction.dissatisfied)
        tests["feedback"] = _gave(satisfaction.base)
        tests["dissatisfied"] = dissatisfied
        if "handled-again" in columns:
            tests["open"] = lambda profile: dissatisfied(profile) and not profile.handled_again
    return tests


def _count(counted: Tally, test: Test) -> int:
    return sum(rows for profile, rows in counted.items() if test(profile))


def _anything(_: Profile) -> bool:
    return True


def _is_answered(profile: Profile) -> bool:
    return profile.answered


def _is_classified(profile: Profile) -> bool:
    return bool(profile.reply)


def _gave(levels: Iterable[str]) -> Test:
    """Return the test for a deputy who gave one of ``levels`` to some part."""
    named = frozenset(levels)
    return lambda profile: profile.attitude in named or profile.result in named


def _gave_to(part: Part, levels: Iterable[str]) -> Test:
    named, level_of = frozenset(levels), attrgetter(part)
    return lambda profile: level_of(profile) in named


def _answering() -> Iterator[Measure]:
    yield Measure(
        "answered", say("answered"), _anything, say("replies owed"), _is_answered, ("answered",)
    )
    yield Measure(
        "in-time",
        say("answered in time"),
        lambda profile: profile.in_time is not None,
        say("replies with the day they were due"),
        lambda profile: profile.in_time is True,
        ("answered", "due"),
    )


def _answers(terms: HandlingTerms) -> Iterator[Measure]:
    satisfaction = terms.satisfaction
    if satisfaction is None:
        return
    yield Measure(
        "feedback",
        say("with feedback"),
        _is_answered,
        say("answered"),
        _gave(satisfaction.base),
        ("answered",),
        ("counted", satisfaction.base),
    )
    for part in PARTS:
        yield from _levels(part, satisfaction)
    yield Measure(
        "dissatisfied",
        say("dissatisfied"),
        _gave(satisfaction.levels),
        say("with any feedback"),
        _gave(satisfaction.dissatisfied),
        (),
        ("dissatisfied", satisfaction.levels, satisfaction.dissatisfied),
    )
    yield Measure(
        "handled-again",
        say("handled again"),
        _gave(satisfaction.dissatisfied),
        say("dissatisfied"),
        lambda profile: profile.handled_again,
        ("handled-again",),
        ("dissatisfied", satisfaction.levels, satisfaction.dissatisfied),
    )


def _levels(part: Part, satisfaction: Satisfaction) -> Iterator[Measure]:
    """Yield the share of those satisfied with ``part``, and of each level that is counted."""
    title = PART_TITLES[part]
    whole = _gave_to(part, satisfaction.base)
    of = say("answers on the {part}", part=title)
    satisfied = _gave_to(part, satisfaction.satisfied)
    terms = ("satisfied", satisfaction.base, satisfaction.satisfied)
    name = say("satisfied with the {part}", part=title)
    yield Measure(f"{part}-satisfied", name, whole, of, satisfied, (part,), terms)
    for level in satisfaction.base:
        name = say("{part}: {level}", part=title, level=level)
        given = _gave_to(part, (level,))
        yield Measure(
            f"{part}.{level}", name, whole, of, given, (part,), ("level", satisfaction.base)
        )


def _classes(terms: HandlingTerms) -> Iterator[Measure]:
    of = say("replies with a class")
    codes = tuple(one.code for one in terms.classes)
    sets: list[tuple[str, str, tuple[str, ...]]] = [
        *((one.code, one.label, (one.code,)) for one in terms.classes),
        *((one.id, one.title, one.classes) for one in terms.rollups),
    ]
    for name, title, members in sets:
        yield Measure(
            f"class.{name}",
            title,
            _is_classified,
            of,
            _is_one_of(members),
            ("class",),
            ("classes", frozenset(codes), frozenset(members)),
        )


def _is_one_of(codes: tuple[str, ...]) -> Test:
    named = frozenset(codes)
    return lambda profile: profile.reply in named


def open_items(suggestions: Suggestions, terms: HandlingTerms) -> Iterator[Suggestion]:
    """Yield the replies owed whose deputies are dissatisfied, and that were not handled again."""
    if terms.satisfaction is None:
        return
    dissatisfied = _gave(terms.satisfaction.dissatisfied)
    for row in suggestions:
        profile = row.profile
        owed = not profile.role or profile.role in terms.roles
        if owed and dissatisfied(profile) and not profile.handled_again:
            yield row
