"""The marks as they came in (原始票): one row per ballot, or how often each was given.

These are the cells that a reader may change; all others follow. Boxes of ballots stand beside each
other, each with its own rows; where only counts were given, there is one table of counts.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import assert_never

from scoring.ballots import Absence, Ballots, Boxes, Cell, Counts, Mark, Marking, Spot, is_mark
from scoring.documents.workbook.look import Style
from scoring.documents.workbook.page import FIRST_ROW, Page
from scoring.report.blocks import Words
from scoring.report.printed import ABSENCES
from scoring.scheme import Ballot
from scoring.wording import say


class Wording:
    """How one component's cells are written on its sheets.

    A mark is a figure in points or the name of a level, an absence its word, a blank an empty cell.
    """

    def __init__(self, component: Ballot) -> None:
        self.component = component
        self.marking = Marking(component)
        self.named = component.worth is not None
        """Whether marks are names of levels, instead of figures."""
        self.absences = absence_words(component.worth or {})
        self._figures: dict[Mark, float] = {}
        self.marks = tuple(self._ordered())
        """All legal marks, best first; for a majority as the scheme writes them."""

    def write(self, page: Page, row: int, column: int, value: Cell, *, given: bool = True) -> None:
        """Write a mark, or the word for an absence; an empty cell for a blank.

        ``given``: whether it came in, and may be changed; as a heading it may not, and a blank has
        its word.
        """
        style: Style = "input" if given else "cell"
        if value == Absence.BLANK and given:
            page.blank(row, column, style)
        elif not is_mark(value):
            page.text(row, column, self.absences[Absence(value)], style)
        elif self.named:
            page.text(row, column, self.marking.text(value), style)
        else:
            if value not in self._figures:
                self._figures[value] = float(self.marking.points(value))
            page.number(row, column, self._figures[value], style, "General")

    def _ordered(self) -> Sequence[Mark]:
        """Return all legal marks, best first.

        For a majority they stand in the order of the scheme, which decides.
        """
        marks = self.marking.marks
        if self.component.majority:
            return marks
        return sorted(marks, key=self.marking.worth, reverse=True)


@dataclass(frozen=True, slots=True)
class Box:
    """Where the ballots of one box stand on their sheet."""

    page: Page
    first: int
    last: int
    """Rows."""
    columns: Mapping[tuple[str, str], int]
    """(unit id, criterion id) to the column of its marks.

    What no ballot of the box is about has no column.
    """
    group: int | None = None
    """The column that holds the position of the ballot's group, from 1."""
    valid: int | None = None
    """The column that holds 1 for a ballot that counts, 0 for one that a blank made void."""

    def cells(self, column: int) -> str:
        """Return a column of all its ballots, as any sheet calls it."""
        return self.page.span((self.first, column), (self.last, column))


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the marks of one component stand."""

    wording: Wording
    boxes: tuple[Box, ...] = ()
    """Those that hold a ballot at least; empty where only counts were given."""
    counts: Mapping[Spot, Mapping[Cell, str]] = field(default_factory=dict)
    """Instead of boxes: the cell of each count."""


def spots(component: Ballot, units: Sequence[str]) -> Iterator[Spot]:
    """Yield the spots of ``units`` (ids), those together that are brought together first.

    Unit by unit; within one by criterion and then group, or the other way round, as the scheme
    adds.
    """
    criteria = [item.id for item in component.items]
    groups: list[str | None] = [*(group.id for group in component.groups)] or [None]
    for unit in units:
        match component.order:
            case "criterion-first":
                own = [(criterion, group) for criterion, group in product(criteria, groups)]
            case "group-first":
                own = [(criterion, group) for group, criterion in product(groups, criteria)]
            case never:
                assert_never(never)
        yield from ((unit, criterion, group) for criterion, group in own)


def head(
    page: Page,
    component: Ballot,
    names: Mapping[str, str],
    spot: tuple[str, str, str | None],
    column: int,
) -> None:
    """Write above a column what it is of: unit, criterion, group, as far as there are any."""
    unit, criterion, group = spot
    row = FIRST_ROW
    page.text(row, column, names[unit], "heading")
    if component.criteria:
        row += 1
        titles = {item.id: item.title for item in component.criteria}
        page.text(row, column, titles[criterion], "heading")
    if component.groups and group is not None:
        row += 1
        page.text(
            row,
            column,
            told_apart({one.id: one.title for one in component.groups})[group],
            "heading",
        )


def write_marks(
    page: Page,
    component: Ballot,
    votes: Ballots | Counts | Boxes,
    names: Mapping[str, str],
    groups: str,
) -> Marks:
    """Write the votes of ``component``, and return where they stand.

    ``names`` is how units are shown, by id, in their official order; ``groups`` the cells of the
    groups' titles, empty where there are none.
    """
    wording = Wording(component)
    page.few_columns(len(names) * len(component.items))
    if isinstance(votes, Counts):
        return Marks(wording, counts=_write_counts(page, wording, votes, names))
    boxes = votes.boxes if isinstance(votes, Boxes) else (votes,)
    written = []
    column = 0
    rows = FIRST_ROW + 1 + bool(component.criteria)
    for ballots in boxes:
        writer = _Box(page, wording, ballots, names, (rows, column))
        written.append(writer.write(groups))
        # A column stays free between two boxes.
        column = writer.column + 1
    page.close(headings=rows - 1)
    return Marks(wording, tuple(box for box in written if box.last >= box.first))


class _Box:
    """Writes the ballots of one box, from a row and column on."""

    def __init__(
        self,
        page: Page,
        wording: Wording,
        ballots: Ballots,
        names: Mapping[str, str],
        begin: tuple[int, int],
    ) -> None:
        self._page = page
        self._wording = wording
        self._ballots = ballots
        self._names = names
        self.first, self.column = begin
        self._heading = self.first - 1
        self._mark = self._end = self._group = 0
        self.last = self.first + len(ballots.numbers) - 1

    def write(self, groups: str) -> Box:
        """Write number, group and marks of each ballot, and what formulas need beside them."""
        component = self._wording.component
        self._texts(say("ballot"), self._ballots.numbers)
        own = self._ballots.groups if component.groups else None
        titles = told_apart({group.id: group.title for group in component.groups})
        if own is not None:
            self._group = self.column
            self._texts(say("group"), [titles[name] for name in own])
        columns = dict(self._marks())
        group = valid = None
        if own is not None:
            group = self._positions(list(titles), own, groups)
        if component.needs_ballots:
            valid = self._valid()
        return Box(self._page, self.first, self.last, columns, group, valid)

    def _positions(self, ids: Sequence[str], own: Sequence[str], groups: str) -> int:
        """Write the position of each ballot's group among all groups, from 1."""
        self._page.text(self._heading, self.column, say("number of the group"), "heading")
        for row, name in enumerate(own, self.first):
            where = self._page.here(row, self._group)
            formula = f"SUMPRODUCT(EXACT({groups},{where})*(ROW({groups})-MIN(ROW({groups}))+1))"
            position = ids.index(name) + 1
            self._page.formula((row, self.column), formula, position, "aside", "0")
        self.column += 1
        return self.column - 1

    def _valid(self) -> int:
        """Write 0 for a ballot with an empty cell, which is void, and 1 for the others."""
        self._page.text(self._heading, self.column, say("no empty cell"), "heading")
        across = self._ballots.cells.values()
        for row, cells in enumerate(zip(*across, strict=True), self.first):
            first, last = self._page.here(row, self._mark), self._page.here(row, self._end)
            formula = f"IF(SUMPRODUCT(--(LEN(TRIM({first}:{last}))=0))=0,1,0)"

            whole = Absence.BLANK not in cells
            self._page.formula((row, self.column), formula, int(whole), "aside", "0")
        self.column += 1
        return self.column - 1

    def _texts(self, title: Words, texts: Sequence[str]) -> None:
        self._page.text(self._heading, self.column, title, "heading")
        for row, text in enumerate(texts, self.first):
            self._page.text(row, self.column, text)
        self.column += 1

    def _marks(self) -> Iterator[tuple[tuple[str, str], int]]:
        """Write the marks, unit by unit in the official order; yield what stands where."""
        self._mark = self.column
        component, given = self._wording.component, self._ballots.cells
        for unit, criterion in product(self._names, [item.id for item in component.items]):
            if (unit, criterion) not in given:
                continue
            head(self._page, component, self._names, (unit, criterion, None), self.column)
            for row, value in enumerate(given[unit, criterion], self.first):
                self._wording.write(self._page, row, self.column, value)
            yield (unit, criterion), self.column
            self.column += 1
        self._end = self.column - 1


def _write_counts(
    page: Page, wording: Wording, votes: Counts, names: Mapping[str, str]
) -> dict[Spot, dict[Cell, str]]:
    """Write how often each cell was found: a row for each mark and absence; return where."""
    component = wording.component
    rows = FIRST_ROW + 1 + bool(component.criteria) + bool(component.groups)
    page.text(rows - 1, 0, say("mark"), "heading")
    kinds = (*wording.marks, *Absence)
    for row, value in enumerate(kinds, rows):
        wording.write(page, row, 0, value, given=False)
    written: dict[Spot, dict[Cell, str]] = {}
    for column, spot in enumerate(spots(component, tuple(names)), 1):
        head(page, component, names, spot, column)
        found = votes.cells.get(spot, {})
        written[spot] = {}
        for row, value in enumerate(kinds, rows):
            page.number(row, column, found.get(value, 0), "input")
            written[spot][value] = page.fixed(row, column)
    page.close(headings=rows - 1)
    return written


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return ``names`` by id; what stands there twice is followed by its id.

    >>> told_apart({"01": "民政局", "02": "民政局", "03": "水利局"})
    {'01': '民政局 (01)', '02': '民政局 (02)', '03': '水利局'}
    """
    often = Counter(names.values())
    return {key: name if often[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def absence_words(levels: Collection[str]) -> dict[Absence, str]:
    """Return how absences are written beside ``levels``: never as one of them.

    A scheme may have a level that is called as an absence is; the absence is then in brackets.
    """
    return {absence: _apart(str(word), levels) for absence, word in ABSENCES.items()}


def _apart(word: str, taken: Collection[str]) -> str:
    """Return ``word``, in brackets where it is taken."""
    while word in taken:
        word = f"({word})"
    return word
