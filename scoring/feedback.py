"""Pre-meeting answers (会前反馈) and the base score they become (会前基础分)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from scoring.answers import Answer
from scoring.ballots import Absence, Cell
from scoring.scheme import Feedback


def base_means(answers: Iterable[Answer], component: Feedback) -> dict[str, Fraction]:
    """Return the mean worth of each unit's answers, in points of ``full``, by the unit's id.

    Answers are weighted by role within an answer, a suggestion or a deputy (``by``), and the mean
    over these is plain; single answers keep their weights. A unit none of whose answers counts
    is not in the result.
    """
    key_of = _KEYS[component.by]
    alike = Counter((answer.unit, key_of(answer), answer.levels, answer.role) for answer in answers)
    worths = {levels: worth_of(levels, component) for levels in {key[2] for key in alike}}
    weights = {role: component.roles.get(role or "", Fraction(1)) for _, _, _, role in alike}
    shared: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    for (unit, key, levels, role), times in alike.items():
        worth = worths[levels]
        if worth is not None and (weight := weights[role] * times):
            by_key = shared.setdefault(unit, {})
            total, whole = by_key.get(key, (Fraction(0), Fraction(0)))
            by_key[key] = (total + worth * weight, whole + weight)
    return {
        unit: sum((total / whole for total, whole in by_key.values()), Fraction(0)) / len(by_key)
        for unit, by_key in shared.items()
    }


def worth_of(levels: tuple[Cell, ...], component: Feedback) -> Fraction | None:
    """Return the share-weighted mean worth of an answer's parts; None where none is answered.

    A blank part counts as the level that ``blank`` names; words (弃权 …) are always skipped.
    """
    worths = tuple(component.worth.values())
    total = whole = Fraction(0)
    for level, share in zip(levels, component.parts.values(), strict=True):
        worth = worths[level] if level >= 0 else _blank_worth(level, component)
        if worth is not None:
            total += share * worth
            whole += share
    return total / whole if whole else None


def _blank_worth(level: Cell, component: Feedback) -> Fraction | None:
    if level == Absence.BLANK and component.blank != "skip":
        return component.worth[component.blank]
    return None


_KEYS: Mapping[str, Callable[[Answer], str]] = {
    "answer": lambda _: "",
    "suggestion": lambda answer: answer.suggestion,
    "deputy": lambda answer: answer.deputy,
}
"""What answers are gathered by, first; single answers are gathered by unit alone."""
