"""What the marks at one spot were, lowest first, and what they became (统计量).

A spot is one unit, criterion and group. Marks come as runs, ``(worth, how many)``: nine hundred
marks are a line of a few dozen figures. Dropped ones stand in brackets at their end:

    marks: 2 dropped (in brackets), 5 left
      [66]  69  70 ×3  71  [80]
    mean: 350 ÷ 5 = 70
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import accumulate
from typing import assert_never

from scoring.ballots import Marking
from scoring.counting.statistics import Outcome, Runs
from scoring.points import exact_text
from scoring.report.blocks import Item
from scoring.report.printed import exactly
from scoring.scheme import Ballot
from scoring.wording import Phrase, say


def mark_steps(component: Ballot, marking: Marking, outcome: Outcome) -> Iterator[Item]:
    """Yield the marks, the dropped ones in brackets, and what they became.

    ``marking`` is of ``component``; ``outcome`` of one spot. Without a value, the marks all the
    same, and why. A majority has no list of marks: its levels are added up from the best instead.
    """
    if outcome.value is None:
        yield from _marks(component, marking, outcome)
        yield Item(say("no value: {why}", why=outcome.why))
        return
    marks = _count(outcome.trimmed.kept)
    match component.statistic:
        case "mean":
            yield from _marks(component, marking, outcome)
            yield Item(_mean(outcome.value, marks))
        case "median":
            yield from _marks(component, marking, outcome)
            value = exactly(outcome.value)
            yield Item(say("median of {marks} marks: {value}", marks=marks, value=value))
        case "majority":
            # All levels of the scheme, also those that nobody gave: they are part of the adding up.
            names = _names(component, marking, _levels(marking))
            base = marks if outcome.base is None else outcome.base
            yield from _majority(component, names, outcome.trimmed.kept, base)
            yield Item(say("reached: {level}", level=names[int(outcome.value * marking.unit)]))
        case never:
            assert_never(never)


def _marks(component: Ballot, marking: Marking, outcome: Outcome) -> Iterator[Item]:
    """Yield the marks in the order of their worth, under a line that says how many."""
    low, kept, high = outcome.trimmed
    found = (worth for runs in outcome.trimmed for worth, _ in runs)
    names, levels = _names(component, marking, found), component.worth is not None
    dropped = _count(low) + _count(high)
    texts = [_shown(runs, names, levels=levels) for runs in outcome.trimmed]
    # Lowest first, dropped ones at their own end: [66] 69 70 ×3 [80].
    shown = (f"[{texts[0]}]" if low else "", texts[1], f"[{texts[2]}]" if high else "")
    under = (Item("  ".join(filter(None, shown))),)
    if dropped:
        left = _count(kept)
        yield Item(
            say("marks: {dropped} dropped (in brackets), {left} left", dropped=dropped, left=left),
            under,
        )
    elif kept:
        yield Item(say("marks: {marks}, lowest first", marks=_count(kept)), under)


def _shown(runs: Runs, names: Mapping[int, str], *, levels: bool) -> str:
    """Return marks with how often each was given; a level says it of a single mark too."""
    return "  ".join(
        f"{names[worth]} ×{count}" if levels or count > 1 else names[worth] for worth, count in runs
    )


def _mean(value: Fraction, marks: int) -> Phrase:
    sum_ = exact_text(value * marks)
    return say("mean: {sum} ÷ {marks} = {value}", sum=sum_, marks=marks, value=exactly(value))


def _majority(component: Ballot, names: Mapping[int, str], runs: Runs, base: int) -> Iterator[Item]:
    """Yield how the levels add up from the best, and what a majority needs.

    ``names`` holds the levels by their worth, best first; ``base`` is what the half is of, in
    persons.
    """
    given = [sum(count for worth, count in runs if worth == level) for level in names]
    for level, count, together in zip(names.values(), given, accumulate(given), strict=True):
        yield Item(
            say("{level}: {count}; so far {together}", level=level, count=count, together=together)
        )
    half = exact_text(Fraction(base, 2))
    if component.levels.more_than_half:
        yield Item(say("needed: more than {half}, which is half of {base}", half=half, base=base))
    else:
        yield Item(say("needed: {half}, which is half of {base}", half=half, base=base))


def _names(component: Ballot, marking: Marking, worths: Iterable[int]) -> dict[int, str]:
    """Return how each of ``worths`` (in ``1/unit`` points) is shown: a figure, or its levels."""
    figures = {worth: exact_text(Fraction(worth, marking.unit)) for worth in worths}
    if not component.worth:
        return figures
    levels = _levels(marking)
    return {worth: f"{'/'.join(levels[worth])} ({figure})" for worth, figure in figures.items()}


def _levels(marking: Marking) -> dict[int, list[str]]:
    """Return the levels by their worth, best first, as the scheme writes them."""
    levels: dict[int, list[str]] = {}
    for mark in marking.marks:
        levels.setdefault(marking.worth(mark), []).append(marking.text(mark))
    return levels


def _count(runs: Runs) -> int:
    return sum(count for _, count in runs)
