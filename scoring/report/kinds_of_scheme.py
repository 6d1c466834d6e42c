"""What an office evaluates (评什么), in its own words, and the shipped schemes that do it.

Somebody who makes a meeting knows what is evaluated, and seldom what a scheme is called.

>>> [kind.name for kind in kinds_of(["speech-final", "hunan-2020"])]
['suggestions', 'contest']
>>> [kind.name for kind in kinds_of(["a-new-one"])]
['others']
"""

from collections.abc import Iterable
from typing import NamedTuple

from scoring.wording import Phrase, say


class SchemeKind(NamedTuple):
    """What is evaluated, and by which schemes that ship."""

    name: str
    """Stable."""
    title: Phrase
    what: Phrase
    """How it is marked, in a few words."""
    schemes: tuple[str, ...]
    """Their ids, the most usual first."""


KINDS = (
    SchemeKind(
        "departments",
        say("department work"),
        say("marks in the hall, in points or levels, in classes or by items"),
        ("county-satisfaction", "department-yearly", "five-items"),
    ),
    SchemeKind(
        "suggestions",
        say("handling of suggestions"),
        say("answers before the meeting and marks in the hall, or deductions"),
        ("hunan-2020", "fengyang-2014-deductions"),
    ),
    SchemeKind(
        "reports",
        say("reports and projects"),
        say("satisfied or not, in three to five levels; by mean or by majority"),
        (
            "five-uneven-levels",
            "shenzhen-2011-three-levels",
            "zhenhai-2022-majority",
            "haiyan-2015-coefficients",
        ),
    ),
    SchemeKind(
        "officials",
        say("yearly appraisal"),
        say("excellent to poor, three groups of graders with weights, a bonus"),
        ("cadre-appraisal",),
    ),
    SchemeKind(
        "contest",
        say("contest"),
        say("out of ten, the highest and the lowest mark are dropped"),
        ("speech-final",),
    ),
)
_OTHERS = SchemeKind("others", say("others"), say("schemes that come with the program"), ())


def kinds_of(shipped: Iterable[str]) -> tuple[SchemeKind, ...]:
    """Return the kinds that the ``shipped`` schemes (ids) belong to, each with those that ship.

    What belongs to none comes last, as others.
    """
    there = tuple(shipped)
    known = [kind._replace(schemes=_both(kind.schemes, there)) for kind in KINDS]
    placed = {one for kind in KINDS for one in kind.schemes}
    left = tuple(one for one in there if one not in placed)
    return tuple(kind for kind in (*known, _OTHERS._replace(schemes=left)) if kind.schemes)


def _both(own: tuple[str, ...], there: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in own if one in there)
