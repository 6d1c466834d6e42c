"""How the marks of one unit lie (分布): per criterion, over all groups, best first.

Up to twelve different marks have a bar each. More are taken together in classes of as many
different marks each, from the best: 25 marks make 9 classes, the last with the one that is left.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from scoring.ballots import Marking
from scoring.counting import Figure
from scoring.points import exact_text
from scoring.report.blocks import Bar, Bars, Blocks, Heading, Item, Outline
from scoring.report.formal.privacy import hidden, spots
from scoring.report.formal.shares import share_text
from scoring.scheme import Ballot, Scheme
from scoring.wording import say

MOST_BARS = 12
"""Different marks that have a bar each; more are taken together in even steps."""


def distribution(scheme: Scheme, component: Ballot, figure: Figure) -> Blocks:
    """Yield a heading and bars for each criterion of ``figure``, the component's own.

    A criterion without marks has neither; one with fewer than ``min_cell`` a line that says why it
    has no bars.
    """
    for criterion in component.items:
        found = marks_by_worth(figure, criterion.id)
        if not found:
            continue
        yield Heading(say("How the marks lie: {title}", title=criterion.title))
        if found.total() < scheme.procedure.min_cell:
            yield Outline((Item(hidden(scheme)),))
        else:
            yield Bars(tuple(_bars(component, found)))


def marks_by_worth(figure: Figure, criterion: str) -> Counter[int]:
    """Return how often each worth (in ``1/unit`` points) was given in ``criterion`` (an id).

    ``figure`` is a component's, of one unit; dropped marks are counted too, groups are taken
    together. Levels of equal worth are one. ``unit`` is that of ``Marking``.
    """
    found: Counter[int] = Counter()
    for of_criterion in _of(figure, criterion):
        for spot in spots(of_criterion):
            for runs in spot.outcome.trimmed if spot.outcome else ():
                for worth, count in runs:
                    found[worth] += count
    return found


def _of(figure: Figure, criterion: str) -> Iterator[Figure]:
    """Yield the figures of ``criterion`` below ``figure``: one, or one for each group."""
    match figure.stage:
        case "criterion":
            if figure.of == criterion:
                yield figure
        case "statistic" | "group" | "component" | "total":
            for part in figure.parts:
                yield from _of(part, criterion)
        case never:
            assert_never(never)


def _bars(component: Ballot, found: Counter[int]) -> Iterator[Bar]:
    """Yield a bar for each class of marks, its share of all beside the count; the longest is 1."""
    marking = Marking(component)
    classes = _classes(sorted(found, reverse=True))
    counts = [sum(found[worth] for worth in range_) for range_ in classes]
    # Lengths are by the most frequent class, shares by all marks.
    most, whole = max(counts), found.total()
    for worths, count in zip(classes, counts, strict=True):
        texts = [_named(component, marking, worth) for worth in worths]
        label = texts[0] if len(texts) == 1 else f"{texts[-1]}–{texts[0]}"
        figure = f"{count} ({share_text(count, whole)})"
        yield Bar(label, figure, (Fraction(count, most),))


def _classes(worths: list[int]) -> list[list[int]]:
    """Take ``worths``, best first, together so that there are ``MOST_BARS`` at most.

    >>> _classes([5, 4, 3])
    [[5], [4], [3]]
    >>> [len(one) for one in _classes(list(range(25, 0, -1)))]
    [3, 3, 3, 3, 3, 3, 3, 3, 1]
    """
    # Rounded up.
    size = -(-len(worths) // MOST_BARS)
    return [worths[start : start + size] for start in range(0, len(worths), size)]


def _named(component: Ballot, marking: Marking, worth: int) -> str:
    """Return a worth as people know it: its levels, parted by a stroke, or a figure in points."""
    if component.worth:
        return "/".join(
            marking.text(mark) for mark in marking.marks if marking.worth(mark) == worth
        )
    return exact_text(Fraction(worth, marking.unit))
