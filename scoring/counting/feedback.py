"""Pre-meeting answers (会前反馈) and the base score they become (会前基础分).

>>> from scoring import read_scheme
>>> [base] = read_scheme("hunan-2020").sound().of_kind(Feedback)  # 100, 80, 60 and 0 points
>>> answers = [Answer("S1", "gongan", "D1", (0, 1)), Answer("S2", "gongan", "D2", (1, 2))]
>>> base_means(answers, base)  # (90 + 70) / 2
{'gongan': Fraction(80, 1)}
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import starmap
from math import lcm
from operator import add, attrgetter
from typing import TypeAlias, TypeVar

from scoring.answers import Answer
from scoring.ballots import Absence, Cell, as_cell
from scoring.scheme import Feedback, GatheredBy

T = TypeVar("T")

AnswerLevels: TypeAlias = tuple[Cell, ...]
"""What stands in the parts of an answer."""


def base_means(answers: Iterable[Answer], component: Feedback) -> dict[str, Fraction]:
    """Return the mean worth of each unit's answers, in points of ``full``, by the unit's id.

    Answers are weighted by role within an answer, a suggestion or a deputy (``by``), and the mean
    over these is plain; single answers keep their weights. A unit none of whose answers counts
    is not in the result.
    """
    # Answers that say the same of a unit are taken together and counted: there are thousands, and
    # few ways to answer. Worths and weights go through as whole numbers of one common part each,
    # so that only the division at the end makes Fractions. Two answers of 90 and 70 with the
    # weights 1 and 1/2, by suggestion: (2 · 90 + 1 · 70) / (2 + 1), since both weights times 2
    # are whole, and the 2 falls out of the quotient.
    alike = Counter(map(_GATHERED[component.by], answers))
    worths, part = _whole(dict(_worths({levels for _, _, levels, _ in alike}, component)))
    roles = {role for *_, role in alike}
    weights, _ = _whole({role: component.roles.get(role or "", Fraction(1)) for role in roles})
    sums: dict[str, dict[str, tuple[int, int]]] = {}
    for (unit, key, levels, role), times in alike.items():
        weight = weights[role] * times
        if weight and levels in worths:
            by_key = sums.setdefault(unit, {})
            total, whole = by_key.get(key, (0, 0))
            by_key[key] = (total + worths[levels] * weight, whole + weight)
    return {
        unit: reduce(add, starmap(Fraction, by_key.values())) / (part * len(by_key))
        for unit, by_key in sums.items()
    }


def _worths(
    found: Iterable[AnswerLevels], component: Feedback
) -> Iterator[tuple[AnswerLevels, Fraction]]:
    """Yield the share-weighted mean worth of the answered parts, where any is answered.

    A blank part counts as the level that ``blank`` names; words (弃权 …) are always skipped.
    """
    worths = {as_cell(at): worth for at, worth in enumerate(component.worth.values())}
    if component.blank != "skip":
        worths[Absence.BLANK] = component.worth[component.blank]
    counted, part = _whole(worths)
    shares = _whole(component.parts)[0].values()
    for levels in found:
        total = whole = 0
        for level, share in zip(levels, shares, strict=True):
            if level in counted:
                total += share * counted[level]
                whole += share
        if whole:
            yield levels, Fraction(total, whole * part)


def _whole(figures: Mapping[T, Fraction]) -> tuple[dict[T, int], int]:
    """Return ``figures`` as whole numbers of ``1/part``, which add up fast, and ``part``.

    1/2 and 1/3 are 3 and 2, and 6.
    """
    part = lcm(*(figure.denominator for figure in figures.values()))
    whole = {
        key: figure.numerator * (part // figure.denominator) for key, figure in figures.items()
    }
    return whole, part


_GATHERED: Mapping[GatheredBy, Callable[[Answer], tuple[str, str, AnswerLevels, str | None]]] = {
    "answer": attrgetter("unit", "unit", "levels", "role"),
    "suggestion": attrgetter("unit", "suggestion", "levels", "role"),
    "deputy": attrgetter("unit", "deputy", "levels", "role"),
}
"""What answers are gathered by, within a unit: single answers by the unit alone."""
