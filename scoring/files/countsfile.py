"""counts: how often each mark was given, counted elsewhere (计票结果).

A row says how often one mark, or absence, was given to one unit: ``shuili,满意,41``. Rows of
several venues are added up; what no row says was given by nobody.
"""

from collections.abc import Mapping

from scoring.ballots import Cell, Counts, IllegalMark, Marking, Spot
from scoring.files.ballotfile import note_illegal
from scoring.files.file_problems import Findings
from scoring.files.rosterfiles import UnitNames
from scoring.files.spots import COMPONENT, CRITERION, GROUP, Spots
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats
from scoring.points import figure
from scoring.roster import Unit
from scoring.scheme import Ballot
from scoring.wording import say

COUNT_COLUMNS = (
    FileColumn("unit", "单位", needed=True),
    FileColumn("mark", "得分", needed=True),
    FileColumn("count", "票数", needed=True),
    CRITERION,
    COMPONENT,
    GROUP,
    FileColumn("venue", "会场"),
)


def read_counts(
    table: FileTable, units: tuple[Unit, ...], spots: Spots, findings: Findings
) -> Mapping[str, Counts]:
    """Return the counts, by component id, of each component that the table has rows of.

    Nothing where a column is missing that it needs. What is wrong goes to ``findings``.
    """
    columns = Columns(table, COUNT_COLUMNS, findings)
    if not all(columns.has(column.key) for column in COUNT_COLUMNS if column.needed):
        return {}
    return _Counting(columns, units, spots).counts()


class _Counting:
    """The rows of one table, added up; what is wrong with one is noted, and it is passed over."""

    def __init__(self, columns: Columns, units: tuple[Unit, ...], spots: Spots) -> None:
        self._columns = columns
        self._spots = spots
        self._names = UnitNames(units)
        self._repeats = Repeats(columns.findings)
        self._markings = {component.id: Marking(component) for component in spots.components}

    def counts(self) -> Mapping[str, Counts]:
        """Return the counts of each component; those of several venues are added up."""
        counted: dict[str, dict[Spot, dict[Cell, int]]] = {}
        for row in self._columns.table.rows:
            found = self._row(row)
            if found:
                component, spot, cell, count = found
                cells = counted.setdefault(component.id, {}).setdefault(spot, {})
                cells[cell] = cells.get(cell, 0) + count
        return {component: Counts(cells) for component, cells in counted.items()}

    def _row(self, row: Row) -> tuple[Ballot, Spot, Cell, int] | None:
        columns = self._columns
        unit, place = self._names.id_in(columns, row), self._spots.of(columns, row)
        count = _count(columns, row)
        if place is None:
            return None
        component, criterion = place
        group = self._spots.group(columns, row, component)
        cell = self._cell(component, row)
        if unit is None or cell is None or count is None:
            return None
        venue = columns.name(row, "venue")
        if self._repeats.seen(columns.place(row), venue, unit, criterion, group, cell):
            return None
        return component, (unit, criterion, group), cell, count

    def _cell(self, component: Ballot, row: Row) -> Cell | None:
        try:
            return self._markings[component.id].read(self._columns.text(row, "mark"))
        except IllegalMark as fault:
            where, heading = self._columns.place(row, "mark"), self._columns.heading("mark")
            note_illegal(fault, where, heading, self._columns.findings)
            return None


def _count(columns: Columns, row: Row) -> int | None:
    """Return the whole number in the column ``count``, 0 or more; None where it was noted."""
    text = columns.text(row, "count")
    count = figure(text)
    if count is None or count.denominator != 1:
        columns.findings.error(
            "counts.count",
            columns.place(row, "count"),
            say("{text} is not a number of ballots", text=text),
            say("write a whole number; 0 is allowed"),
        )
        return None
    return int(count)
