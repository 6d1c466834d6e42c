"""How often each mark was given (票数分布): counted from the ballots by formulas.

A sheet for each component: marks downwards, the best first, a column for each spot.

    mark      worth × 10   省水利厅   省公安厅
    80        800          0          1
    79.5      795          2          0
    blank                  0          0
    …
    before 80              0          0        how many marks stand above: for dropping, median
    before 79.5            0          1
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import assert_never

from scoring.ballots import Absence, Cell, Spot
from scoring.counting.figures import NOTHING_FOUND
from scoring.counting.statistics import Runs
from scoring.counting.tally import Tally
from scoring.documents.workbook.marks import Box, Marks, head, spots
from scoring.documents.workbook.page import FIRST_ROW, Page
from scoring.documents.workbook.rules import parts_of
from scoring.documents.workbook.whole_numbers import Whole, cell
from scoring.report.blocks import Words
from scoring.scheme import StatisticName, of_levels
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class SpotCounts:
    """Where the counts of one spot stand, as any sheet calls them."""

    marks: str
    """How often each mark that counts was given, in the order of the sheet."""
    before: str
    """How many marks stand above each of them; empty where no formula asks."""
    lost: Whole | None
    """Marks on ballots that an empty cell made void."""
    absent: Mapping[Absence, Whole]
    runs: Runs
    """The marks that count, in parts of a point, lowest first; of a majority, as written."""
    found: int
    """How many were found, whatever became of their ballots."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The counts of one component."""

    page: Page
    worths: str
    """What each mark is worth, in parts of a point, in the order of the sheet."""
    at: Mapping[Spot, SpotCounts]
    """The counts of each spot, by spot."""
    rows: tuple[int, int]
    """First and last row of the marks."""
    columns: Mapping[Spot, int]
    """The column of each spot, from 0."""


def in_order(statistic: StatisticName) -> bool:
    """Whether the formulas of a statistic ask how many marks stand above each."""
    match statistic:
        case "mean":
            return False
        case "median" | "majority":
            return True
        case never:
            assert_never(never)


class CountSheet:
    """Writes the counts of one component.

    ``names``: unit id to what is shown, in the official order. ``tallies``: the engine's counts, by
    spot; a spot without any has no entry.
    """

    def __init__(
        self, page: Page, marks: Marks, names: Mapping[str, str], tallies: Mapping[Spot, Tally]
    ) -> None:
        self._page = page
        self._marks = marks
        self._wording = marks.wording
        self._component = marks.wording.component
        self._names = names
        self._tallies = tallies
        self._first = FIRST_ROW + 1 + bool(self._component.criteria) + bool(self._component.groups)
        self._levels = len(self._wording.marks)
        self._after = self._first + self._levels
        part = parts_of(self._component)
        marking = marks.wording.marking
        self._worths = [int(marking.points(mark) * part) for mark in marks.wording.marks]
        self._groups = {group.id: at for at, group in enumerate(self._component.groups, 1)}
        self._sorts = in_order(self._component.statistic) or self._component.drop is not None
        """Whether a formula asks for the marks in their order."""

    def write(self) -> Distribution:
        """Write a column for each spot, beside the marks and their worth."""
        self._page.few_columns(len(self._names) * len(self._component.items))
        self._labels()
        columns = {
            spot: column
            for column, spot in enumerate(spots(self._component, tuple(self._names)), 2)
        }
        at = {spot: self._spot(spot, column) for spot, column in columns.items()}
        self._page.close(headings=self._first - 1, names=2)
        return Distribution(
            self._page,
            self._page.span((self._first, 1), (self._after - 1, 1)),
            at,
            (self._first, self._after - 1),
            columns,
        )

    def _labels(self) -> None:
        page, wording = self._page, self._wording
        part = parts_of(self._component)
        page.text(self._first - 1, 0, say("mark"), "heading")
        page.text(self._first - 1, 1, say("worth × {part}", part=part), "heading")
        marked = zip(wording.marks, self._worths, strict=True)
        for row, (mark, worth) in enumerate(marked, self._first):
            wording.write(page, row, 0, mark, given=False)
            page.number(row, 1, worth, "aside", "0")
        rows: list[Words] = [*(wording.absences[absence] for absence in Absence)]
        rows += [say("not understood"), say("on ballots made void by an empty cell")]
        for row, text in enumerate(rows, self._after):
            page.text(row, 0, text)
            page.blank(row, 1, "cell")
        if self._sorts:
            for row, mark in enumerate(wording.marks, self._cumulative):
                page.text(row, 0, say("before {mark}", mark=wording.marking.text(mark)), "aside")
                page.blank(row, 1, "aside")

    @property
    def _lost(self) -> int:
        return self._after + len(Absence) + 1

    @property
    def _cumulative(self) -> int:
        return self._lost + 2

    def _spot(self, spot: Spot, column: int) -> SpotCounts:
        head(self._page, self._component, self._names, spot, column)
        tally = self._tallies.get(spot, NOTHING_FOUND)
        for row, mark in enumerate(self._wording.marks, self._first):
            self._put(row, column, self._of_mark(spot, mark, row), tally.marks.get(mark, 0))
        absent = {}
        for row, absence in enumerate(Absence, self._after):
            found = tally.found.get(absence, 0)
            self._put(row, column, self._of_absence(spot, absence, row), found)
            absent[absence] = cell(self._page.fixed(row, column), found)
        lost = self._rest(spot, column, tally)
        counts = [tally.marks.get(mark, 0) for mark in self._wording.marks]
        before = self._before(column, counts) if self._sorts else ""
        return SpotCounts(
            self._page.span((self._first, column), (self._after - 1, column)),
            before,
            lost,
            absent,
            self._runs(counts),
            sum(count for value, count in tally.found.items() if value >= 0),
        )

    def _runs(self, counts: Sequence[int]) -> Runs:
        runs = [*zip(self._worths, counts, strict=True)]
        return runs if of_levels(self._component.statistic) else runs[::-1]

    def _put(self, row: int, column: int, formula: str, value: int) -> None:
        self._page.formula((row, column), formula, value, "cell", "0")

    def _boxes(self, spot: Spot) -> list[tuple[Box, str]]:
        """Return the boxes that hold marks of ``spot``, each with its column of marks."""
        unit, criterion, _ = spot
        return [
            (box, box.cells(box.columns[unit, criterion]))
            for box in self._marks.boxes
            if (unit, criterion) in box.columns
        ]

    def _conditions(
        self, box: Box, group: str | None, *, valid: int | None
    ) -> list[tuple[str, int]]:
        """Return the columns that say whether a ballot is meant, each with what it must hold."""
        conditions = []
        if box.group is not None and group is not None:
            conditions.append((box.cells(box.group), self._groups[group]))
        if box.valid is not None and valid is not None:
            conditions.append((box.cells(box.valid), valid))
        return conditions

    def _of_mark(self, spot: Spot, mark: Cell, row: int) -> str:
        """Return the formula of how often ``mark`` was found at ``spot``; ``row`` has its name."""
        if self._marks.counts:
            return self._marks.counts[spot][mark]
        label = f"$A{row + 1}"
        return _summed(self._found(box, marks, spot, label, 1) for box, marks in self._boxes(spot))

    def _found(self, box: Box, marks: str, spot: Spot, label: str, valid: int) -> str:
        """Return how often the mark in the cell ``label`` stands on ballots that are meant.

        ``valid``: 1 for those that count, 0 for those that a blank made void. Names are compared
        letter by letter, figures as numbers.
        """
        conditions = self._conditions(box, spot[2], valid=valid)
        if self._wording.named:
            tests = "".join(f"*({cells}={value})" for cells, value in conditions)
            return f"SUMPRODUCT(EXACT({marks},{label}){tests or '*1'})"
        pairs = "".join(f",{cells},{value}" for cells, value in conditions)
        return f"COUNTIFS({marks},{label}{pairs})"

    def _of_absence(self, spot: Spot, absence: Absence, row: int) -> str:
        """Return the formula of how many cells are ``absence``, on all ballots, void ones too."""
        if self._marks.counts:
            return self._marks.counts[spot][absence]
        parts = []
        for box, marks in self._boxes(spot):
            test = f"EXACT({marks},$A{row + 1})"
            if absence == Absence.BLANK:
                test = f"(LEN(TRIM({marks}))=0)"
            conditions = self._conditions(box, spot[2], valid=None)
            tests = "".join(f"*({cells}={value})" for cells, value in conditions)
            parts.append(f"SUMPRODUCT({test}{tests or '*1'})")
        return _summed(parts)

    def _rest(self, spot: Spot, column: int, tally: Tally) -> Whole | None:
        """Write what is neither a mark nor an absence, which must be nothing, and what is lost."""
        row = self._lost - 1
        here = self._page.here
        # Marks are zero and above, absences below.
        lost = sum(n for value, n in tally.found.items() if value >= 0) - sum(tally.marks.values())
        voids = self._component.needs_ballots and not self._marks.counts
        formula = "0"
        if voids:
            formula = _summed(self._lost_in(box, marks, spot) for box, marks in self._boxes(spot))
        self._put(self._lost, column, formula, lost)
        formula = "0"
        if not self._marks.counts:
            found = f"SUM({here(self._first, column)}:{here(self._lost - 2, column)})"
            meant = _summed(self._ballots(box, spot[2]) for box, _ in self._boxes(spot))
            # Every ballot holds one cell of the spot. What is neither mark nor absence nor lost is
            # a typing error of whoever changed the sheet, and must be seen.
            formula = f"{meant}-{found}-{here(self._lost, column)}"
        self._put(row, column, formula, 0)
        return cell(self._page.fixed(self._lost, column), lost) if voids else None

    def _lost_in(self, box: Box, marks: str, spot: Spot) -> str:
        """Return how many marks stand on ballots of ``box`` that an empty cell made void."""
        first, last = f"$A${self._first + 1}", f"$A${self._after}"
        if not self._wording.named:
            return f"SUMPRODUCT({self._found(box, marks, spot, f'{first}:{last}', 0)})"
        labels = (f"$A${row + 1}" for row in range(self._first, self._after))
        return _summed(self._found(box, marks, spot, label, 0) for label in labels)

    def _ballots(self, box: Box, group: str | None) -> str:
        """Return how many ballots of ``group`` are in ``box``."""
        if box.group is None or group is None:
            return str(box.last - box.first + 1)
        return f"COUNTIF({box.cells(box.group)},{self._groups[group]})"

    def _before(self, column: int, counts: Sequence[int]) -> str:
        """Write how many marks stand above each mark, in the order of the sheet."""
        first = self._cumulative
        here = self._page.here
        self._page.number(first, column, 0, "aside", "0")
        for at, value in enumerate(accumulate(counts[:-1]), 1):
            formula = f"{here(first + at - 1, column)}+{here(self._first + at - 1, column)}"
            self._page.formula((first + at, column), formula, value, "aside", "0")
        return self._page.span((first, column), (first + self._levels - 1, column))


def _summed(formulas: Iterable[str]) -> str:
    return "+".join(formulas) or "0"
