"""What is asked of the rows of a year (口径): each rate's numerator and its denominator.

A measure is two tests of a profile: whether it is in the whole, and if so, in the part. Only
replies that are owed are asked. A measure whose columns the table lacks is not made: nothing is
known of it, which is not zero.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from scoring.wording import Phrase, say
from scoring.years.suggestions import PARTS, HandlingTerms, Part, Profile, Satisfaction

Test: TypeAlias = Callable[[Profile], bool]
"""Whether a row of this profile is meant."""

PART_TITLES: Mapping[Part, Phrase] = {"attitude": say("attitude"), "result": say("result")}


class Measure(NamedTuple):
    """What is counted, of what.

    ``id`` is stable, for programs: ``in-time``, ``attitude-satisfied``, ``class.A1``.
    """

    id: str
    title: Phrase | str
    whole: Test
    """What the denominator counts."""
    of: Phrase
    """What the denominator is called."""
    part: Test
    """Asked only of what is in ``whole``."""
    needs: tuple[str, ...] = ()
    """Columns without which nothing is known of it."""
    terms: object = None
    """What of the terms it depends on: rates under other terms cannot be compared."""


def measures(terms: HandlingTerms, columns: frozenset[str]) -> Iterator[Measure]:
    """Yield what can be measured with the ``columns`` (keys) that the table has.

    Replies first, then answers, level by level, then classes and roll-ups as the terms name them.
    Without a column of answers, or a list of levels, there are none of answers.
    """
    answers = () if columns.isdisjoint(PARTS) else _answers(terms)
    every = chain(_answering(), answers, _classes(terms))
    return (one for one in every if columns.issuperset(one.needs))


def named_counts(terms: HandlingTerms, columns: frozenset[str]) -> dict[str, Test]:
    """Return what a document may name, and the columns tell: see ``Total.rows``.

    By the name under which it may be named; ``replies``, all that are owed, is always there.
    """
    satisfaction = terms.satisfaction
    tests: dict[str, Test] = {"replies": _anything}
    if "answered" in columns:
        tests["answered"] = _is_answered
    if "class" in columns:
        tests["classified"] = _is_classified
    if satisfaction and not columns.isdisjoint(PARTS):
        dissatisfied = is_dissatisfied(terms)
        tests["feedback"] = _gave(satisfaction.base)
        tests["dissatisfied"] = dissatisfied
        if "handled-again" in columns:
            tests["open"] = lambda profile: dissatisfied(profile) and not profile.handled_again
    return tests


def is_dissatisfied(terms: HandlingTerms) -> Test:
    """Return the test for a deputy who is dissatisfied with some part.

    Where the terms have no such levels, nobody is.
    """
    satisfaction = terms.satisfaction
    return _gave(() if satisfaction is None else satisfaction.dissatisfied)


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
    """Return the test for a deputy who gave one of ``levels`` to ``part``."""
    named, level_of = frozenset(levels), attrgetter(part)
    return lambda profile: level_of(profile) in named


def _answering() -> Iterator[Measure]:
    """Yield the share of replies owed that were given, and of those with a deadline, in time."""
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
    """Yield what deputies answered; nothing where the terms have no levels."""
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
    yield from _dissatisfied(satisfaction)


def _dissatisfied(satisfaction: Satisfaction) -> Iterator[Measure]:
    terms = ("dissatisfied", satisfaction.levels, satisfaction.dissatisfied)
    dissatisfied = _gave(satisfaction.dissatisfied)
    title = say("dissatisfied")
    whole = _gave(satisfaction.levels)
    yield Measure("dissatisfied", title, whole, say("with any feedback"), dissatisfied, terms=terms)
    yield Measure(
        "handled-again",
        say("handled again"),
        dissatisfied,
        title,
        lambda profile: profile.handled_again,
        ("handled-again",),
        terms,
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
    """Yield the share of each class and each roll-up, of all replies that have a class."""
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
