"""Where everybody stands on the list (签到表排版): by delegation, in columns, and on pages.

People are told by their place in the roster, from 0. A column is a list of slots, from its top
down: a person, the heading of a delegation, or nothing.

>>> roll = laid_out(["东乡", "东乡", "西乡"], rows=10, columns=6)
>>> roll.columns
((RollHeading(block=0, again=False), 0, 1, None, RollHeading(block=1, again=False), 2),)
>>> roll.blocks[1].name, roll.blocks[1].people
('西乡', (2,))
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

SHORT = 20
"""People in a column that is long enough."""


class Delegation(NamedTuple):
    """A delegation, and who belongs to it."""

    name: str
    """Empty for those who belong to none."""
    people: tuple[int, ...]


class RollHeading(NamedTuple):
    """What stands above a delegation, or above the rest of one that goes on in another column."""

    block: int
    again: bool


RollPlace: TypeAlias = int | RollHeading | None
RollColumn: TypeAlias = tuple[RollPlace, ...]


class RollLayout(NamedTuple):
    """Where everybody stands."""

    blocks: tuple[Delegation, ...]
    columns: tuple[RollColumn, ...]
    """All of them, in their order; a page shows the next so many."""
    across: int
    """Columns on a page."""

    @property
    def pages(self) -> int:
        """Return how many pages there are; at least one."""
        return max(1, -(-len(self.columns) // self.across))

    def page_of(self, person: int) -> int:
        """Return the page, from 0, on which ``person`` stands. Raises LookupError for nobody."""
        at = next(n for n, column in enumerate(self.columns) if person in column)
        return at // self.across

    def page(self, number: int) -> tuple[RollColumn, ...]:
        """Return the columns of the page ``number``, from 0."""
        return self.columns[number * self.across : (number + 1) * self.across]

    def order(self) -> tuple[int, ...]:
        """Return everybody in the order in which they stand: down each column."""
        return tuple(one for column in self.columns for one in column if isinstance(one, int))

    def beside(self, person: int, steps: int) -> int:
        """Return who stands ``steps`` columns to the right of ``person``, on the same row or above.

        Where there is no such column, ``person``. Steps below zero go to the left.
        """
        at = next(n for n, column in enumerate(self.columns) if person in column)
        there = at + steps
        if not 0 <= there < len(self.columns):
            return person
        people = [(row, one) for row, one in enumerate(self.columns[there]) if isinstance(one, int)]
        row = self.columns[at].index(person)
        return min(people, key=lambda one: abs(one[0] - row))[1]


def laid_out(delegations: Sequence[str], rows: int, columns: int) -> RollLayout:
    """Return where everybody stands in ``columns`` of at most ``rows`` on a page.

    ``delegations``: of each person in turn, empty for none. Delegations are kept whole where all
    then fit on one page, and columns no longer than they need to be. ``rows`` and ``columns`` are
    taken for one at least, and ``rows`` for two.
    """
    rows, columns = max(2, rows), max(1, columns)
    blocks = _blocks(delegations)
    headed = any(one.name for one in blocks)
    for way in (_whole, _parted):
        for length in range(min(SHORT + headed, rows), rows + 1):
            found = way(blocks, length, headed=headed)
            if found is not None and len(found) <= columns:
                return RollLayout(blocks, found, max(1, len(found)))
    found = _whole(blocks, rows, headed=headed) or _parted(blocks, rows, headed=headed)
    return RollLayout(blocks, found, columns)


def _blocks(delegations: Sequence[str]) -> tuple[Delegation, ...]:
    people: dict[str, list[int]] = {}
    for person, name in enumerate(delegations):
        people.setdefault(name, []).append(person)
    return tuple(Delegation(name, tuple(own)) for name, own in people.items())


def _whole(
    blocks: Iterable[Delegation], rows: int, *, headed: bool
) -> tuple[RollColumn, ...] | None:
    """Return columns in which each delegation stands whole; None where one is too long."""
    found: list[list[RollPlace]] = []
    for number, block in enumerate(blocks):
        own: list[RollPlace] = [RollHeading(number, again=False)] if headed else []
        own += block.people
        if len(own) > rows:
            return None
        if found and len(found[-1]) + 1 + len(own) <= rows:
            found[-1] += [None, *own]
        else:
            found.append(own)
    return tuple(map(tuple, found))


def _parted(blocks: Iterable[Delegation], rows: int, *, headed: bool) -> tuple[RollColumn, ...]:
    """Return columns that are filled to the end; a heading stands again where one is parted."""
    found: list[list[RollPlace]] = []
    for number, block in enumerate(blocks):
        for first, person in _firsts(block.people):
            full = not found or len(found[-1]) >= rows
            cramped = bool(found) and first and headed and len(found[-1]) + 3 > rows
            if full or cramped:
                found.append([RollHeading(number, again=not first)] if headed else [])
            elif first and headed:
                found[-1] += [None, RollHeading(number, again=False)]
            found[-1].append(person)
    return tuple(map(tuple, found))


def _firsts(people: Iterable[int]) -> Iterator[tuple[bool, int]]:
    return ((number == 0, person) for number, person in enumerate(people))
