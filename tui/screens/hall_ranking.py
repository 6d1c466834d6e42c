"""The whole ranking for the hall (会场排名): figures beside names, bars from zero, in pages.

Each unit has as many rows as there is room for; where even one each is too much, the pages turn.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from scoring.report.hall import WHOLE, HallPlace, HallView
from scoring.report.printed import NOTHING
from scoring.report.ties_in_words import ties_in_words
from scoring.wording import Phrase, say
from tui.frame.screentext import Piece, ScreenLine, blanks, field, folded, line, seen, width
from tui.screens.hall_parts import HallSize, further, in_the_middle, spaced

HEIGHTS = (5, 4, 2, 1)
"""Rows of a unit, with those that are left blank below it; what is tried, the largest first."""
TALL = 4
"""Rows of a unit from which on its bar is three of them high."""
FOOT = 3
"""Rows for what is said of ties, and the gap above."""
TOTAL = 7
"""Cells of a total."""


def ranking_pages(view: HallView, size: HallSize, room: int) -> list[list[ScreenLine]]:
    """Return the ranking in pages of ``room`` lines or fewer; at least one page."""
    ties = _ties(view.places)
    widths = _Widths(view.places, size)
    each = next((one for one in HEIGHTS if size.large or one < TALL
                 if _rows(view.places, one) + FOOT <= room), 1)  # fmt: skip
    blocks = [block for block in _blocks(view.places, widths, each) if block]
    pages: list[list[ScreenLine]] = [[]]
    for block in blocks:
        if pages[-1] and len(pages[-1]) + len(block) > max(1, room - FOOT):
            pages.append([])
        pages[-1] += block
    return [_placed(page, _foot(ties, size), each, room) for page in pages]


def _rows(places: Sequence[HallPlace], each: int) -> int:
    headings = len(list(groupby(_field(one) for one in places)))
    return len(places) * each + (headings if headings > 1 else 0)


def _field(place: HallPlace) -> Phrase | str:
    """Return under which heading a unit stands; empty where all stand under none."""
    if place.rank is None:
        return say("without a rank")
    return place.category


def _placed(
    page: list[ScreenLine], foot: list[ScreenLine], each: int, room: int
) -> list[ScreenLine]:
    """Return a page with what is said below it, a little above the middle of ``room`` lines."""
    while page and not page[-1]:
        page = page[:-1]
    gap = 0 if each == 1 else 3 if each >= TALL else 2
    lines = [*page, *([()] * gap), *foot]
    return [*([()] * max(0, (room - len(lines)) // 2 - 1)), *lines]


def _foot(ties: Phrase | str, size: HallSize) -> list[ScreenLine]:
    return [in_the_middle(one, size.cells) for one in folded(ties, size.cells - 4)][:FOOT]


def _ties(places: Sequence[HallPlace]) -> Phrase | str:
    """Return which places are shared, over all fields."""
    told = [
        one
        for _, field_ in groupby(
            (one for one in places if one.rank is not None), key=lambda one: one.category
        )
        for one in ties_in_words([own.rank or 0 for own in field_])
    ]
    return say("No place is shared.") if not told else "".join(map(str, told))


class _Widths:
    """Cells of the columns."""

    def __init__(self, places: Sequence[HallPlace], size: HallSize) -> None:
        large = size.large
        self.margin = 9 if large else 3
        """Where ranks end."""
        self.gap = 6 if large else 2
        """Before a bar."""
        left, right = self.margin + (5 if large else 3), 15 if large else 11
        self.further = max((cell_len(seen(further(one))) for one in places), default=0)
        self.further = min(self.further, 24)
        least = 35 if large else 17
        names = [spaced(one.unit, 60) if large else seen(one.unit) for one in places]
        most = max(4, size.cells - left - TOTAL - self.gap - right - 12 - self.further)
        self.name = min(max([least, *map(cell_len, names)]), most)
        beside = self.further + 2 if self.further else 0
        self.bar = max(1, size.cells - left - self.name - beside - TOTAL - self.gap - right)
        self.left, self.large = left, large


def _blocks(places: Sequence[HallPlace], widths: _Widths, each: int) -> Iterator[list[ScreenLine]]:
    """Yield the lines of each unit; before the first of a category its heading."""
    grouped = groupby(places, key=lambda one: str(_field(one)))
    fields = [(heading, list(own)) for heading, own in grouped]
    for heading, own in fields:
        above: list[ScreenLine] = []
        if len(fields) > 1 and heading:
            above = [(blanks(widths.left), *line(heading, "key"))]
        before: HallPlace | None = None
        for place in own:
            again = before is not None and place.tied and before.rank == place.rank
            yield [*above, *_unit(place, widths, each, again=again)]
            above, before = [], place


def _unit(place: HallPlace, widths: _Widths, each: int, *, again: bool) -> list[ScreenLine]:
    row = tuple(_row(place, widths, again=again))
    bar = (_bar(place, widths.bar), blanks(1))  # else it would go on to the edge
    if each < TALL:
        return [(*row, *bar), *([()] * (each - 1))]
    beside = (blanks(width(row)), *bar)
    return [beside, (*row, *bar), beside, *([()] * (each - 3))]


def _row(place: HallPlace, widths: _Widths, *, again: bool) -> Iterator[Piece]:
    """Yield what stands before the bar; ``again``: of a total that stands in the row above."""
    rank = NOTHING if place.rank is None else str(place.rank)
    name = spaced(place.unit, widths.name) if widths.large else place.unit
    yield field(rank, widths.margin, "strong", right=True)
    yield blanks(widths.left - widths.margin)
    yield field(name, widths.name, "strong")
    if widths.further:
        yield from (field(further(place), widths.further, "dim", right=True), blanks(2))
    yield field("" if again else place.total or NOTHING, TOTAL, "strong", right=True)
    yield blanks(widths.gap)


def _bar(place: HallPlace, room: int) -> Piece:
    """Return a bar that begins at zero: as long against the longest as the totals are."""
    return blanks((2 * place.share * room + WHOLE) // (2 * WHOLE), "live")


def spoken_list(
    places: Sequence[HallPlace], cells: int, rows: int, *, apart: bool
) -> list[ScreenLine]:
    """Return ``places`` in a narrow table in the middle, at most ``rows`` lines.

    ``apart``: with a blank line between two.
    """
    lines: list[ScreenLine] = []
    name = max([22, *(cell_len(seen(one.unit)) for one in places)])
    name = min(name, max(4, cells - 16 - 2))
    before: HallPlace | None = None
    for place in places:
        if apart and lines:
            lines.append(())
        again = before is not None and place.tied and before.rank == place.rank
        total = "" if again else place.total or NOTHING
        rank = NOTHING if place.rank is None else str(place.rank)
        row = (
            field(rank, 3), blanks(1), field(place.unit, name),
            field(total, 10, right=True),
        )  # fmt: skip
        lines.append(in_the_middle(row, cells))
        before = place
    return lines[: max(0, rows)]
