"""What the names in a document's rates stand for: each count, with its title.

A rate may name totals (``feedback``), classes (``A1``), roll-ups (``a``), levels of answers
(``attitude.满意``), those satisfied together (``attitude.satisfied``), and ``classes``, their sum.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scoring.wording import Phrase, say
from scoring.years.suggestions.totals import CLASSIFIED, StatedRate, StatedTotal, Totals


class NamedCount(NamedTuple):
    """A number that a document has, and what it calls it."""

    name: str
    """As the file names it."""
    title: Phrase | str
    number: int
    year: int | None = None
    """That it is of; None where nothing says."""

    @property
    def said(self) -> Phrase:
        """The title, and the number beside it."""
        return say("{title} ({count})", title=self.title, count=self.number)


def counts_of(totals: Totals) -> dict[str, NamedCount]:
    """Return everything that can be named, by its name.

    A total without a count is what it adds up.
    """
    found: dict[str, NamedCount] = {}
    for total in totals.totals:
        # A sum is of totals above it, which are found already.
        number = total.count if total.count is not None else added(total, found)
        found[total.id] = NamedCount(total.id, total.title, number, total.year or totals.year)
    for one in (*_classes(totals), *_answers(totals)):
        found[one.name] = one
    return found


def added(total: StatedTotal, counts: Mapping[str, NamedCount]) -> int:
    """Return what the totals that ``total`` names add up to; 0 where it names none."""
    return sum(counts[name].number for name in total.sum or ())


def wholes(totals: Totals, counts: Mapping[str, NamedCount]) -> tuple[NamedCount, ...]:
    """Return what a rate of the document can be of: its totals, and what its classes add up to.

    The sum of the classes is left out where a total of the same number stands for it.
    """
    own = [counts[total.id] for total in totals.totals]
    # Twice the same number would only be told twice.
    if CLASSIFIED in counts and all(counts[CLASSIFIED].number != one.number for one in own):
        own.append(counts[CLASSIFIED])
    return tuple(own)


def numerator_of(rate: StatedRate, counts: Mapping[str, NamedCount]) -> int:
    """Return how many a rate counts: its own number, or the sum of what it names."""
    if rate.count is not None:
        return rate.count
    return sum(counts[name].number for name in rate.numerator or ())


def family_of(rate: StatedRate, totals: Totals) -> str | None:
    """Return which table the numerator of ``rate`` comes from; rates of one table share a whole.

    None: from no table, or from more than one.
    """
    tables = {_table(name, totals) for name in rate.numerator or ()}
    return tables.pop() if len(tables) == 1 else None


def _table(name: str, totals: Totals) -> str | None:
    """Return the table that ``name`` is in: the classes, or a part's answers.

    None: it is a total.
    """
    if name in {one.code for one in totals.classes} | {one.id for one in totals.rollups}:
        return CLASSIFIED
    part, point, _ = name.partition(".")
    return part if point and part in {one.part for one in totals.answers} else None


def _classes(totals: Totals) -> Iterator[NamedCount]:
    of_class = {one.code: one.count for one in totals.classes}
    for one in totals.classes:
        yield NamedCount(one.code, one.label, one.count, totals.year)
    for rollup in totals.rollups:
        yield NamedCount(rollup.id, rollup.title, _sum(of_class, rollup.classes), totals.year)
    if of_class:
        title = say("the sum of the classes")
        yield NamedCount(CLASSIFIED, title, sum(of_class.values()), totals.year)


def _answers(totals: Totals) -> Iterator[NamedCount]:
    satisfied = totals.satisfaction.satisfied if totals.satisfaction else ()
    for one in totals.answers:
        for level, number in one.counts.items():
            title = say("{part}: {level}", part=one.title, level=level)
            yield NamedCount(f"{one.part}.{level}", title, number, totals.year)
        number = _sum(one.counts, (level for level in satisfied if level in one.counts))
        title = say("{part}: satisfied", part=one.title)
        yield NamedCount(f"{one.part}.satisfied", title, number, totals.year)


def _sum(counts: dict[str, int], names: Iterable[str]) -> int:
    return sum(counts[name] for name in names)
