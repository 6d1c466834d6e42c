"""What stands below the ranking, of the unit in hand (结果版块): why, the marks, the places.

Each is a panel, or a few lines of the screen that shows it alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from scoring.ballots import Absence, Cell, Mark, Marking, is_mark
from scoring.counting import Papers, Standing, UnitStanding
from scoring.counting.tally import tally
from scoring.report.bins import Bin, bins
from scoring.report.deciding import level_phrase
from scoring.report.explanation import component_steps
from scoring.report.formal.privacy import hidden, spots_hidden
from scoring.report.printed import ABSENCES
from scoring.report.result_rows import (
    NearFigures,
    PlaceRow,
    ResultRow,
    compared,
    places_by_component,
    unequal_sum,
)
from scoring.scheme import Ballot
from scoring.wording import Phrase, say
from tui.frame.panels import Panel
from tui.frame.screentext import (
    Look,
    Piece,
    ScreenLine,
    blanks,
    cut,
    field,
    folded,
    line,
    seen,
)
from tui.screens.result_lines import lit_name, short_titles

FIGURE, LABEL = 7, 14
"""Cells of a figure, and of what stands before a row of them, at the least."""
NAME = 6
"""Cells of a unit's name in the places by component."""
AROUND = 9
"""Places by component that the panel shows, with that of the unit in hand among them."""
COUNT = 5
"""Cells of how often a mark was given."""


class InHand(NamedTuple):
    """The unit that the panels tell of."""

    standing: Standing
    papers: Papers
    """What ``standing`` was made from."""
    row: ResultRow

    @property
    def one(self) -> UnitStanding:
        """The unit."""
        return self.row.one


def panels(own: InHand) -> list[Panel]:
    """Return why the unit stands there, its marks, and its places by component, if there are."""
    name = own.one.unit.name
    heading = (
        say("{unit}: why rank {rank}", unit=name, rank=own.one.rank)
        if own.one.rank is not None
        else say("{unit}: no rank", unit=name)
    )
    found = [Panel(say("why"), heading, lambda cells: list(why_lines(own, cells)), key="Enter")]
    ballots = own.standing.scheme.of_kind(Ballot)
    if ballots:
        found.append(
            Panel(say("marks given"), say("{unit}: marks", unit=name),
                  lambda cells: list(marks_lines(own, cells)), key="F5")
        )  # fmt: skip
    if places_by_component(own.standing, own.one):
        found.append(
            Panel(say("places"), say("Places by component"),
                  lambda cells: list(places_lines(own, cells, AROUND)))
        )  # fmt: skip
    return found


# Why this rank ------------------------------------------------------------------------------


def why_lines(own: InHand, cells: int) -> Iterator[ScreenLine]:
    """Yield the figures of the unit, how far each is from its neighbours', and what decided."""
    found = compared(own.standing, own.one)
    titles = [part.title for part in own.standing.scheme.components]
    if len(titles) < 2:  # noqa: PLR2004 - one is the total itself
        titles = []
        found = [one._replace(texts=one.texts[-1:]) for one in found]
    if cells - FIGURE * (len(titles) + 1) >= LABEL:
        yield from _across(found, [*short_titles(titles, 4), str(say("total"))], cells)
    else:
        yield from _down(found, [*titles, str(say("total"))], cells)
    if own.one.why is not None:
        yield from folded(say("no rank: {why}", why=own.one.why), cells)
    for decided in own.row.decided:
        yield from folded(level_phrase(own.row.total, decided), cells)
    if added := unequal_sum(own.standing, own.one):
        yield from folded(
            say("The parts as printed make {sum}: each is rounded by itself, the total once.",
                sum=added), cells, "dim",
        )  # fmt: skip
    yield ()
    yield from _sources(own, cells)


def _across(found: list[NearFigures], titles: list[str], cells: int) -> Iterator[ScreenLine]:
    """Yield a row for the unit and each neighbour, and a column for each component."""
    label = cells - FIGURE * len(titles)
    yield (blanks(label), *(field(one, FIGURE, "dim", right=True) for one in titles))
    for one in found:
        words = field(_named(one, label), label)
        yield (words, *(field(text, FIGURE, right=True) for text in one.texts))


def _down(found: list[NearFigures], titles: list[str], cells: int) -> Iterator[ScreenLine]:
    """Yield a row for each component, and a column for the unit and each neighbour."""
    label = cells - (FIGURE + 1) * len(found)
    heads = [field(_against(one), FIGURE + 1, "dim", right=True) for one in found]
    yield (blanks(label), *heads)
    for at, title in enumerate(titles):
        figures = [field(one.texts[at], FIGURE + 1, right=True) for one in found]
        yield (field(title, label - 1), blanks(1), *figures)


def _named(one: NearFigures, cells: int) -> Phrase:
    """Return whose figures these are; the neighbour by its short name where its own is too long."""
    if one.other is None:
        return say("this unit")
    unit = one.other.unit
    whole = say("to {rank} {unit}", rank=one.other.rank, unit=unit.name)
    if cell_len(seen(whole)) <= cells:
        return whole
    return say("to {rank} {unit}", rank=one.other.rank, unit=unit.short or unit.name[1:])


def _against(one: NearFigures) -> Phrase:
    return say("itself") if one.other is None else say("to {rank}", rank=one.other.rank)


def _sources(own: InHand, cells: int) -> Iterator[ScreenLine]:
    """Yield of each component two of the steps by which its figure came about.

    Those that stand by themselves; of marks not what was found, which the panel of marks tells.
    """
    scheme = own.standing.scheme
    titles = short_titles([part.title for part in scheme.components], 4)
    wide = max(map(cell_len, titles)) + 2
    for component, title, figure in zip(
        scheme.components, titles, own.one.total.parts, strict=True
    ):
        steps = component_steps(own.standing, component, figure, own.one, own.papers)
        flat = [step for step in steps if not step.under]
        for number, step in enumerate(flat[isinstance(component, Ballot) :][:2]):
            for row, words in enumerate(folded(step.text, cells - wide)):
                name = field(title if number == row == 0 else "", wide, "dim")
                yield (name, *words)


# The marks ----------------------------------------------------------------------------------


def marks_lines(own: InHand, cells: int, *, by_group: bool = False) -> Iterator[ScreenLine]:
    """Yield how the marks of the unit lie, in classes, and each absence.

    Over all groups, or each by itself with ``by_group``. A heading for each criterion, where there
    are several. Where marks are too few somewhere, nothing is broken down.
    """
    ballots = own.standing.scheme.of_kind(Ballot)
    for component in ballots:
        if len(ballots) > 1 or component.criteria:
            yield line(cut(component.title, cells), "strong")
        if spots_hidden(own.standing, component):
            yield from folded(hidden(own.standing.scheme), cells)
            continue
        apart = by_group and bool(component.groups)
        for title, found in _found(own, component, by_group=apart).items():
            if component.criteria or apart:
                yield line(cut(title, cells), "dim")
            yield from _shape(component, found, cells)


def _found(own: InHand, component: Ballot, *, by_group: bool) -> Mapping[str, Counter[Cell]]:
    """Return how often each cell was found, by the title of the criterion, and of the group."""
    titles = {item.id: item.title for item in component.items}
    groups = {group.id: group.title for group in component.groups or ()}
    counts: dict[str, Counter[Cell]] = {}
    for (unit, criterion, group), found in tally(own.papers.votes[component.id], component).items():
        if unit == own.one.unit.id:
            title = titles[criterion]
            if by_group:
                title = f"{title}  {groups.get(group or '', '')}"
            counts.setdefault(title, Counter()).update(found.found)
    return counts


def _shape(component: Ballot, found: Counter[Cell], cells: int) -> Iterator[ScreenLine]:
    marking = Marking(component)
    marks = {int(cell): count for cell, count in found.items() if is_mark(cell)}
    if component.scale:
        classes = bins(marking.count, marks)
    else:
        classes = [Bin(mark, mark, marks.get(mark, 0)) for mark in range(marking.count)]
    named = [(_class_name(marking, one), one.found) for one in classes]
    label = min(14, max((cell_len(seen(name)) for name, _ in named), default=0)) + 1
    most = max((count for _, count in named), default=0)
    for name, count in named:
        yield (field(name, label), *_bar(count, most, cells - label - COUNT, "live"),
               field(str(count), COUNT, right=True))  # fmt: skip
    yield from folded(_absences(found), cells, "dim")


def _class_name(marking: Marking, one: Bin) -> str:
    first, last = marking.text(Mark(one.first)), marking.text(Mark(one.last))
    return first if first == last else f"{first}-{last}"


def _bar(count: int, most: int, room: int, look: Look) -> tuple[Piece, Piece]:
    """Return a bar in ``room`` cells: one cell for one, as long as that fits; none for none."""
    long = count if most <= room else max(1, room * count // most) if count else 0
    return blanks(long, look), blanks(room - long)


def _absences(found: Counter[Cell]) -> Phrase:
    counted = sum(count for cell, count in found.items() if is_mark(cell))
    kinds = tuple(
        say("{kind} {count}", kind=ABSENCES[kind], count=found[kind])
        for kind in Absence
        if found[kind]
    )
    if not kinds:
        return say("valid {count}", count=counted)
    return say("valid {count}; {others}", count=counted, others=kinds)


# The places by component --------------------------------------------------------------------


def places_lines(own: InHand, cells: int, most: int = 0) -> Iterator[ScreenLine]:
    """Yield who stands at which place by each component and by the total; this unit is lit.

    ``most``: so many places around the unit's own, and not all; 0: all of them.
    """
    rows = places_by_component(own.standing, own.one)
    titles = [part.title for part in own.standing.scheme.components]
    columns = [*short_titles(titles, 4), str(say("total"))]
    moved = say("since {figure}", figure=columns[0])
    first, last = 5, max(7, cell_len(seen(moved)) + 1)
    each = max(NAME + 2, (cells - first - last) // max(1, len(columns)))
    shown = max(1, min(len(columns), (cells - first - last) // each))
    keep = [*range(shown - 1), len(columns) - 1]
    yield (
        field(say("rank"), first, "dim"),
        *(field(f" {columns[at]}", each, "dim") for at in keep),
        field(moved, last, "dim", right=True),
    )
    names = short_names([row.units[-1] for row in rows])
    for row in _around(rows, own.one, most or len(rows)):
        pieces: list[Piece] = [field(f" {row.rank}", first)]
        for at in keep:
            id_ = row.units[at].unit.id
            pieces += _name(names[id_], each, lit=id_ == own.one.unit.id)
        text = f"{row.moved:+}" if row.moved else ""
        yield (*pieces, field(text, last, right=True))


def _around(rows: list[PlaceRow], one: UnitStanding, most: int) -> list[PlaceRow]:
    """Return at most so many of ``rows``, that of ``one`` in their middle if that can be."""
    ids = [row.units[-1].unit.id for row in rows]
    at = ids.index(one.unit.id) if one.unit.id in ids else 0
    start = max(0, min(at - most // 2, len(rows) - most))
    return rows[start : start + most]


def _name(name: str, cells: int, *, lit: bool) -> tuple[Piece, ...]:
    shown = set_cell_size(name, min(cell_len(name), cells - 2))
    if lit:
        return lit_name(shown, cells)
    return (blanks(1), field(shown, cells - 2), blanks(1))


def short_names(units: Sequence[UnitStanding]) -> dict[str, str]:
    """Return what units are called where there is little room, by their ids.

    The name that the files give for that; else their own, without the character with which all
    begin: 省公安厅 and 省水利厅 are 公安厅 and 水利厅.
    """
    names = {one.unit.id: seen(one.unit.short or one.unit.name) for one in units}
    first = {name[:1] for name in names.values()}
    same = len(names) > 1 and len(first) == 1 and all(len(name) > 2 for name in names.values())  # noqa: PLR2004 - two are left
    return {id_: name[1:] if same else name for id_, name in names.items()}
