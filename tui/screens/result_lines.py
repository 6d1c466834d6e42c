"""The result on the screen (结果内容): the ranking with bars, the ruler, the marks in classes.

Figures are shown as they are published, and bars are as long as those figures are, from zero.
Nothing is computed here but cells of a line.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from scoring.counting import Standing, UnitStanding
from scoring.meeting.state import Meeting
from scoring.points import exact_text
from scoring.report.deciding import further_text
from scoring.report.printed import NOTHING
from scoring.report.result_rows import ResultRow, cells, nice_step, result_rows, ruler
from scoring.wording import Phrase, say
from tui.frame.screentext import (
    Look,
    Piece,
    ScreenLine,
    blanks,
    cut,
    field,
    line,
    piece,
    seen,
    width,
)

MASKED = "***"
COLOURS: tuple[Look, ...] = ("base", "live", "given")
"""Of the parts of a bar, in turn; where there is one alone it is ``live``."""
PART, LEAD = 7, 7
"""Cells of a figure in the table."""
LEAST_BAR = 24
"""Cells below which a bar says too little to give up room for figures."""
LEAST_NAME = 16
"""Cells of a name in the table."""
SHORT = 4
"""Cells of a title that stands above a narrow column."""
MARGIN = 5
"""Cells to the left of the ruler, for its name and a gap."""


def still_shown(state: Meeting) -> list[ScreenLine]:
    """Return in a line that an earlier version stays what was announced; else no line."""
    last = state.versions[-1] if state.versions else None
    if last is None or last.revealed:
        return []
    told = [
        say("  Version {number} stays announced until version {next} is revealed.",
            number=one.number, next=last.number)
        for one in state.versions if one.revealed
    ]  # fmt: skip
    return [line(told[-1], "key")] if told else []


class RankingLines(NamedTuple):
    """The ranking in lines, and which of them are units."""

    head: list[ScreenLine]
    """What stands above and does not scroll."""
    lines: list[ScreenLine]
    choices: list[int]
    """The place in ``lines`` of each unit, in the order of the standing."""


class _Columns(NamedTuple):
    """Cells of the columns; what no scheme needs, or there is no room for, has none."""

    rank: int
    name: int
    bar: int
    parts: tuple[int, ...]
    further: int
    total: int
    lead: int
    grade: int
    step: Fraction
    """Points of a cell of a bar."""


def masked_lines(standing: Standing, cells_: int) -> RankingLines:
    """Return the units in the order of ``standing``, without a figure; in at most so many cells."""
    lines: list[ScreenLine] = [
        (blanks(2), field(MASKED, 4), piece(cut(one.unit.name, cells_ - 6)), blanks(1))
        for one in standing.units
    ]
    head = [(), (blanks(6), field(say("unit"), cells_ - 6, "dim"))]
    return RankingLines(head, lines, list(range(len(lines))))


def ranking_lines(standing: Standing, cells_: int, chosen: int = 0) -> RankingLines:
    """Return the units with their bars, in at most ``cells_`` cells.

    ``chosen``: the place of the unit in hand, which has a mark beside its rank.
    """
    rows = result_rows(standing)
    columns = _columns(standing, rows, cells_)
    found = RankingLines([(), tuple(_headings(standing, columns))], [], [])
    several = standing.scheme.total.within is not None
    for place, row in enumerate(rows):
        if several and (not place or _group(rows[place - 1].one) != _group(row.one)):
            found.lines.append((blanks(2), piece(_group(row.one), "key")))
        found.choices.append(len(found.lines))
        found.lines.append(tuple(_row(row, columns, chosen=place == chosen)))
    return found


def _columns(standing: Standing, rows: Sequence[ResultRow], cells_: int) -> _Columns:
    """Share ``cells_`` out: what is left of names and figures is for the bars."""
    rank = 2 + max(1, len(str(max((row.one.rank or 0 for row in rows), default=0))))
    name = max((cell_len(seen(row.one.unit.name)) + 2 for row in rows), default=0)
    name = min(max(LEAST_NAME, name), max(LEAST_NAME, cells_ // 3))
    further = max((cell_len(seen(further_text(row.decided))) for row in rows), default=0)
    further = min(further + 2, 18) if further else 0
    total = 2 + max((len(row.total) for row in rows), default=0)
    total = max(PART, total)
    grades = [cell_len(seen(one.title)) + 2 for one in standing.scheme.grades]
    grade = min(14, max(*grades, cell_len(seen(say("grade"))) + 2)) if grades else 0
    room = cells_ - rank - 3 - name - total - further - grade - 1
    lead = max(LEAD, 2 + max((len(row.lead) for row in rows), default=0))
    lead = lead if room - lead >= LEAST_BAR else 0
    parts = _parts(standing, room - lead)
    room -= lead + sum(parts)
    longest = max((row.ends[-1] for row in rows if row.ends), default=Fraction(1))
    step = nice_step(longest, max(1, room))
    return _Columns(rank, name, max(0, room), parts, further, total, lead, grade, step)


def _parts(standing: Standing, room: int) -> tuple[int, ...]:
    """Return the cells of the components' columns: as their titles need, or narrow, or none."""
    titles = [cell_len(seen(part.title)) for part in standing.scheme.components]
    if len(titles) < 2:  # noqa: PLR2004 - one is the total itself
        return ()
    for widths in ([max(PART, 2 + min(one, 12)) for one in titles], [PART] * len(titles)):
        if room - sum(widths) >= 2 * LEAST_BAR:
            return tuple(widths)
    return (PART,) * len(titles) if room - PART * len(titles) >= LEAST_BAR else ()


def _headings(standing: Standing, columns: _Columns) -> Iterator[Piece]:
    yield blanks(1)
    yield field(say("rank"), columns.rank + 2, "dim")
    yield field(say("unit"), columns.name, "dim")
    yield from _legend(standing, columns)
    titles = [part.title for part in standing.scheme.components]
    narrow = short_titles(titles, SHORT)
    for title, short, wide in zip(titles, narrow, columns.parts, strict=False):
        whole = cell_len(seen(title)) + 2 <= wide
        yield field(title if whole else short, wide, "dim", right=True)
    if columns.further:
        yield field(say("told apart by"), columns.further, "dim", right=True)
    yield field(say("total"), columns.total, "dim", right=True)
    if columns.lead:
        yield field(say("ahead"), columns.lead, "dim", right=True)
    if columns.grade:
        yield from (blanks(2), field(say("grade"), columns.grade - 2, "dim"))


def _legend(standing: Standing, columns: _Columns) -> Iterator[Piece]:
    """Yield which colour is which component, and what a cell is worth, above the bars.

    Titles are shortened where they need more room than there is; without that, only the cell.
    """
    worth = say("one cell: {points}", points=exact_text(columns.step))
    titles = [part.title for part in standing.scheme.components]
    for named in (titles, short_titles(titles, SHORT), []):
        pieces: list[Piece] = []
        for number, title in enumerate(named):
            pieces += [blanks(1, _colour(number, len(titles))), piece(f" {title}   ", "dim")]
        pieces.append(piece(worth, "dim"))
        if width(pieces) <= columns.bar:
            break
    else:
        pieces = []
    yield from (*pieces, blanks(columns.bar - width(pieces)))


def short_titles(titles: Sequence[str], cells_: int) -> list[str]:
    """Return the titles in at most so many cells each, so that no two are alike if that can be.

    The beginning of each, or its end: of 会前基础分 and 现场测评得分, 会前 and 现场.
    """
    texts = [seen(one) for one in titles]
    ways = (
        [set_cell_size(text, min(cells_, cell_len(text))).rstrip() for text in texts],
        [_ending(text, cells_) for text in texts],
        [set_cell_size(text, min(cells_ + 2, cell_len(text))).rstrip() for text in texts],
    )
    return next((way for way in ways if len(set(way)) == len(way)), ways[0])


def _ending(text: str, cells_: int) -> str:
    kept = text
    while cell_len(kept) > cells_:
        kept = kept[1:]
    return kept


def _row(row: ResultRow, columns: _Columns, *, chosen: bool) -> Iterator[Piece]:
    rank = NOTHING if row.one.rank is None else str(row.one.rank)
    yield piece(" >" if chosen else "  ")
    yield field(rank, columns.rank - 2, "strong", right=True)
    yield blanks(3)
    yield field(row.one.unit.name, columns.name - 1)
    yield blanks(1)
    yield from bar_pieces(row, columns.step, columns.bar)
    yield from (
        field(text, wide, right=True) for text, wide in zip(row.parts, columns.parts, strict=False)
    )
    if columns.further:
        yield field(further_text(row.decided), columns.further, right=True)
    yield field(row.total, columns.total, "strong", right=True)
    if columns.lead:
        yield field(say("tied") if row.level else row.lead, columns.lead, right=True)
    if columns.grade:
        yield from (blanks(2), field(row.one.grade or "", columns.grade - 2))
    yield blanks(1)


def bar_pieces(row: ResultRow, step: Fraction, room: int) -> Iterator[Piece]:
    """Yield the parts of a bar, a cell for each ``step`` points; with blanks, ``room`` cells."""
    reached = 0
    for number, end in enumerate(cells(row.ends, step)):
        until = max(reached, min(end, room))
        if until > reached:
            yield blanks(until - reached, _colour(number, len(row.parts)))
        reached = until
    yield blanks(room - reached)


def _colour(number: int, count: int) -> Look:
    """Return the look of one of so many parts of a bar, the first being 0."""
    return COLOURS[number % len(COLOURS)] if count > 1 else "live"


def _group(one: UnitStanding) -> Phrase | str:
    """Return among whom a unit is ranked."""
    if one.rank is None:
        return say("without a rank")
    return one.unit.category or say("without a category")


# The ruler ----------------------------------------------------------------------------------


def ruler_lines(standing: Standing, one: UnitStanding, cells_: int) -> list[ScreenLine]:
    """Return how far totals are from each other: ticks, and below them the ranks; may be empty.

    The rank of ``one`` is lit. Ranks that would stand on each other come in a second and a third
    line; what has no place there either is left out.
    """
    name = cell_len(seen(say("ruler"))) + 1
    start = name + MARGIN
    found = ruler(standing, one, max(2, min(8, (cells_ - start) // 8)))
    if found is None:
        return []
    each = (cells_ - start - 12) // (len(found.ticks) - 1)
    ticks: list[Piece] = [blanks(1), field(say("ruler"), start - 1, "dim")]
    ticks += [field(tick, each, "dim") for tick in found.ticks[:-1]]
    ticks.append(piece(found.ticks[-1], "dim"))
    rows: list[list[tuple[int, str, bool]]] = [[], [], []]
    for mark in reversed(found.marks):
        at = start + int(mark.at * each + Fraction(1, 2))
        free = next((row for row in rows if not row or row[-1][0] + len(row[-1][1]) < at), None)
        if free is not None:
            free.append((at, str(mark.rank), mark.id == one.unit.id))
    return [tuple(ticks), *(tuple(_ranks(row)) for row in rows if row)]


def _ranks(row: Sequence[tuple[int, str, bool]]) -> Iterator[Piece]:
    reached = 0
    for at, rank, lit in row:
        yield blanks(at - reached)
        yield piece(rank, "cursor" if lit else "plain")
        reached = at + len(rank)
    yield blanks(1)


def lit_name(name: str, cells_: int) -> tuple[Piece, ...]:
    """Return ``name`` on a ground of its own, with a cell at either side; in so many cells."""
    text = cut(name, cells_ - 2)
    return (piece(f" {text} ", "lit"), blanks(cells_ - 2 - cell_len(text)))
