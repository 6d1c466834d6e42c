"""Counting (计票): how often each mark and each absence was found, and which marks count.

>>> from scoring import read_meeting
>>> folder = read_meeting("sessions/2020-hunan")
>>> [live] = folder.scheme_file.sound().of_kind(Ballot)
>>> at_spot = tally(folder.papers.votes["live"], live)["shuili", "live", None]
>>> sum(at_spot.found.values()), sum(at_spot.marks.values())  # sheets, and valid marks on them
(60, 59)
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import countOf
from typing import NamedTuple

from scoring.ballots import Absence, Ballots, Boxes, Cell, Counts, Mark, Spot, Votes, is_mark
from scoring.scheme import Ballot

_ABSENCES = tuple(Absence)


class Tally(NamedTuple):
    """What was found at one spot."""

    # With blank = "void-ballot", a sheet that reads 78 for one unit and nothing for the next: in
    # ``found`` the 78 is there, since somebody read it; in ``marks`` it is not, and the mean of
    # the first unit goes without it.
    found: Mapping[Cell, int]
    """Every cell as found, absences included, to how often."""
    marks: Mapping[Mark, int]
    """The marks that count: those found, without those of ballots that a blank made void."""


def tally(votes: Votes, component: Ballot) -> dict[Spot, Tally]:
    """Count ``votes`` at every spot of ``component`` that they hold.

    A spot that no ballot is of (a group that did not vote) is not in the result.
    """
    if isinstance(votes, Boxes):
        return _added_up(tally(box, component) for box in votes.boxes)
    return dict(_of_counts(votes) if isinstance(votes, Counts) else _of_ballots(votes, component))


def void_sheets(votes: Votes) -> int | None:
    """Return how many ballots (废票) say 无效 in every cell; None where only counts are known."""
    if isinstance(votes, Counts):
        return None
    if isinstance(votes, Boxes):
        return sum(void_sheets(box) or 0 for box in votes.boxes)
    sheets = zip(*votes.cells.values(), strict=True)
    return countOf(sheets, (Absence.VOID,) * len(votes.cells))


def absences(found: Mapping[Cell, int]) -> dict[Absence, int]:
    """Return how often each of the five absences stands in ``found``, zeros included."""
    return {absence: found.get(absence, 0) for absence in _ABSENCES}


def _of_counts(votes: Counts) -> Iterator[tuple[Spot, Tally]]:
    for spot, found in votes.cells.items():
        yield spot, Tally(found, _marks(found))


def _of_ballots(votes: Ballots, component: Ballot) -> Iterator[tuple[Spot, Tally]]:
    void = _void_by_blank(votes) if component.needs_ballots else ()
    for (unit, criterion), column in votes.cells.items():
        for group, cells, kept in _by_group(column, votes.groups, void):
            found = Counter(cells)
            counted = found if kept is cells else Counter(kept)
            yield (unit, criterion, group), Tally(found, _marks(counted))


def _added_up(tallies: Iterable[Mapping[Spot, Tally]]) -> dict[Spot, Tally]:
    """Add up what was found at each spot in several boxes."""
    sums: dict[Spot, tuple[Counter[Cell], Counter[Mark]]] = {}
    for box in tallies:
        for spot, one in box.items():
            found, marks = sums.setdefault(spot, (Counter(), Counter()))
            found.update(one.found)
            marks.update(one.marks)
    return {spot: Tally(found, marks) for spot, (found, marks) in sums.items()}


def _by_group(
    column: Sequence[Cell], groups: tuple[str, ...] | None, void: Sequence[bool]
) -> Iterator[tuple[str | None, Sequence[Cell], Sequence[Cell]]]:
    """Yield each group with its cells, and those of them on ballots that no blank made void."""
    if groups is None:
        yield None, column, _kept(column, void)
        return
    for group in dict.fromkeys(groups):
        own = [position for position, name in enumerate(groups) if name == group]
        cells = [column[position] for position in own]
        yield group, cells, _kept(cells, [void[position] for position in own] if void else ())


def _kept(cells: Sequence[Cell], void: Sequence[bool]) -> Sequence[Cell]:
    """Return the cells whose ballot is not ``void``; ``cells`` itself where none is.

    ``void`` is as long as ``cells``, or empty where no ballot can be void.
    """
    if not any(void):
        return cells
    return [cell for cell, lost in zip(cells, void, strict=True) if not lost]


def _void_by_blank(votes: Ballots) -> list[bool]:
    """Return for each ballot, as long as ``votes.numbers``, whether a cell of it is empty."""
    rows = zip(*votes.cells.values(), strict=True)
    return [Absence.BLANK in row for row in rows]


def _marks(found: Mapping[Cell, int]) -> dict[Mark, int]:
    return {cell: count for cell, count in found.items() if is_mark(cell) and count}
