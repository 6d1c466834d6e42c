"""The result on the screen (结果内容): the ranking with bars, and how often each mark was given.

Figures are shown as they are published, and bars are as long as those figures are, from zero.
Nothing is computed here but cells of a line.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from rich.cells import cell_len

from scoring.ballots import Absence, Marking, is_mark
from scoring.counting import Standing, UnitStanding
from scoring.counting.tally import tally
from scoring.meeting.results import agreed_papers
from scoring.meeting.state import Meeting
from scoring.report.formal.privacy import hidden, spots_hidden
from scoring.report.printed import ABSENCES, NOTHING, component_text, total_text
from scoring.report.ranking import rank_text
from scoring.scheme import Ballot
from scoring.wording import Phrase, say
from tui.frame.screentext import (
    Look,
    Piece,
    ScreenLine,
    blanks,
    cut,
    field,
    folded,
    line,
    piece,
    seen,
    width,
)

MASKED = "***"
COLOURS: tuple[Look, ...] = ("base", "live", "given")
"""Of the parts of a bar, in turn."""
RANK, TOTAL = 8, 9
"""Cells of these columns."""
LEAST_BAR = 30
"""Cells below which a bar says too little to give up room for figures."""


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
    return [line(told[-1], "lit")] if told else []


class RankingLines(NamedTuple):
    """The ranking in lines, and which of them are units."""

    lines: list[ScreenLine]
    choices: list[int]
    """The place in ``lines`` of each unit, in the order of the standing."""


class _Widths(NamedTuple):
    """Cells of the columns; what no scheme needs, or there is no room for, has none."""

    name: int
    bar: int
    parts: tuple[int, ...]
    """Of the components' scores."""
    grade: int


def ranking_lines(standing: Standing, cells: int, rows: int, *, masked: bool) -> RankingLines:
    """Return the units, in at most ``cells`` cells; apart from each other where ``rows`` suffice.

    ``masked``: in the official order, and without any figure.
    """
    if masked:
        lines: list[ScreenLine] = [
            (blanks(2), field(MASKED, RANK), piece(cut(one.unit.name, cells - RANK - 2)))
            for one in standing.units
        ]
        return RankingLines(lines, list(range(len(lines))))
    widths = _widths(standing, cells)
    several = standing.scheme.total.within is not None
    found = RankingLines([_headings(standing, widths)], [])
    apart = 2 * len(standing.units) <= rows and not several
    for place, one in enumerate(standing.units):
        if several and (not place or _field_of(standing.units[place - 1]) != _field_of(one)):
            found.lines.append((blanks(2), piece(_field_of(one), "lit")))
        if apart and place:
            found.lines.append(())
        found.choices.append(len(found.lines))
        found.lines.append(tuple(_row(standing, one, widths)))
    return found


def _widths(standing: Standing, cells: int) -> _Widths:
    """Share ``cells`` out: what is left of names and figures is for the bars."""
    name = max((cell_len(seen(one.unit.name)) for one in standing.units), default=0)
    name = min(max(12, name), max(16, cells // 3))
    grade = max((cell_len(seen(one.title)) + 2 for one in standing.scheme.grades), default=0)
    grade = min(grade, 14)
    parts = tuple(
        min(18, max(9, cell_len(seen(part.title)) + 2)) for part in standing.scheme.components
    )
    room = cells - 2 - RANK - name - 2 - TOTAL - grade
    if len(parts) < 2 or room - sum(parts) < LEAST_BAR:  # noqa: PLR2004 - one is the total itself
        parts = ()
    return _Widths(name, room - sum(parts), parts, grade)


def _headings(standing: Standing, widths: _Widths) -> ScreenLine:
    titles = [part.title for part in standing.scheme.components]
    return (
        blanks(2),
        field(say("rank"), RANK, "dim"),
        field(say("unit"), widths.name + 2 + widths.bar, "dim"),
        *(field(title, wide, "dim", right=True)
          for title, wide in zip(titles, widths.parts, strict=False)),
        field(say("total"), TOTAL, "dim", right=True),
        *([blanks(2), field(say("grade"), widths.grade - 2, "dim")] if widths.grade else ()),
    )  # fmt: skip


def _row(standing: Standing, one: UnitStanding, widths: _Widths) -> Iterator[Piece]:
    scheme = standing.scheme
    longest = max((one.total.value or Fraction(0) for one in standing.units), default=Fraction(0))
    yield from (blanks(2), field(rank_text(one), RANK, "strong"))
    yield from (field(one.unit.name, widths.name), blanks(2))
    yield from _bar(one, longest, widths.bar)
    shown = zip(scheme.components, one.total.parts, widths.parts, strict=False)
    for component, figure, wide in shown:
        text = component_text(scheme, component, figure) or NOTHING
        yield field(text, wide, right=True)
    yield field(total_text(scheme, one.total) or NOTHING, TOTAL, "strong", right=True)
    if widths.grade:
        yield from (blanks(2), field(one.grade or "", widths.grade - 2))


def _field_of(one: UnitStanding) -> Phrase | str:
    """Return among whom a unit is ranked."""
    if one.rank is None:
        return say("without a rank")
    return one.unit.category or say("without a category")


def legend(standing: Standing, cells: int) -> list[ScreenLine]:
    """Return which colour of a bar is which component; bars begin at zero."""
    lines: list[ScreenLine] = [(blanks(2),)]
    for number, part in enumerate(standing.scheme.components):
        colour = blanks(2, COLOURS[number % len(COLOURS)])
        named = (colour, blanks(1), piece(cut(part.title, cells - 8)), blanks(2))
        if width((*lines[-1], *named)) > cells:
            lines.append((blanks(2),))
        lines[-1] = (*lines[-1], *named)
    return lines


def distribution_lines(
    state: Meeting, standing: Standing, unit: str, cells: int
) -> Iterator[ScreenLine]:
    """Yield how often each mark was given to ``unit``, and each kind of absence.

    Of a component with too few marks somewhere, nothing is broken down.
    """
    papers = agreed_papers(state)
    for component in state.frozen.scheme.of_kind(Ballot):
        if spots_hidden(standing, component):
            yield line(say("  {title} {group}", title=component.title, group=""), "strong")
            yield from ((blanks(4), *own) for own in folded(hidden(standing.scheme), cells - 4))
            continue
        marking = Marking(component)
        for (of, criterion, group), found in tally(papers.votes[component.id], component).items():
            if of != unit:
                continue
            titles = {item.id: item.title for item in component.items}
            yield line(
                say("  {title} {group}", title=titles[criterion], group=group or ""), "strong"
            )
            most = max(found.found.values(), default=1)
            for cell, count in sorted(found.found.items(), reverse=True):
                name: Phrase | str = (
                    marking.text(cell) if is_mark(cell) else ABSENCES[Absence(cell)]
                )
                long = max(1, (cells - 24) * count // most)
                yield (
                    field(name, 12, right=True),
                    blanks(1),
                    blanks(long, "live" if cell >= 0 else "base"),
                    blanks(1),
                    piece(str(count)),
                )


def _bar(one: UnitStanding, longest: Fraction, room: int) -> Iterator[Piece]:
    """Yield the parts of a bar that begins at zero; together with blanks, ``room`` cells."""
    left = room
    for number, part in enumerate(one.total.parts):
        value = part.value if part.value and one.total.value and longest else Fraction(0)
        long = min(left, max(0, int(value * room / longest))) if longest else 0
        left -= long
        yield blanks(long, COLOURS[number % len(COLOURS)])
    yield blanks(left)
