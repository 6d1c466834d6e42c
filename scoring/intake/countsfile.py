"""counts: how often each mark was given, counted elsewhere."""

from collections.abc import Mapping

from scoring.ballots import Cell, Counts, Marking, Spot
from scoring.intake.ballotfile import read_mark
from scoring.intake.columns import Column, Columns, Repeats
from scoring.intake.findings import Findings
from scoring.intake.rosterfiles import UnitNames
from scoring.intake.spots import COMPONENT, CRITERION, GROUP, Spots
from scoring.intake.tables import Row, Table
from scoring.points import figure
from scoring.roster import Unit
from scoring.wording import say

COUNT_COLUMNS = (
    Column("unit", "单位", needed=True),
    Column("mark", "得分", needed=True),
    Column("count", "票数", needed=True),
    CRITERION,
    COMPONENT,
    GROUP,
    Column("venue", "会场"),
)


def read_counts(
    table: Table, units: tuple[Unit, ...], spots: Spots, findings: Findings
) -> Mapping[str, Counts]:
    """Return the counts of each component that the table has; venues are added up."""
    columns = Columns(table, COUNT_COLUMNS, findings)
    if not all(columns.has(column.key) for column in COUNT_COLUMNS if column.needed):
        return {}
    names = UnitNames(units)
    repeats = Repeats(findings)
    markings = {component.id: Marking(component) for component in spots.components}
    counted: dict[str, dict[Spot, dict[Cell, int]]] = {}
    for row in table.rows:
        unit, spot, count = names.id_in(columns, row), spots.of(columns, row), _count(columns, row)
        if spot is None:
            continue
        component, criterion = spot
        group = spots.group(columns, row, component)
        cell = read_mark(
            markings[component.id],
            columns.text(row, "mark"),
            lambda row=row: columns.place(row, "mark"),
            findings,
        )
        venue = columns.name(row, "venue")
        if unit is None or cell is None or count is None:
            continue
        if not repeats.seen(columns.place(row), venue, unit, criterion, group, cell):
            cells = counted.setdefault(component.id, {}).setdefault((unit, criterion, group), {})
            cells[cell] = cells.get(cell, 0) + count
    return {component: Counts(cells) for component, cells in counted.items()}


def _count(columns: Columns, row: Row) -> int | None:
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
