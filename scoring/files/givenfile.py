"""given: figures decided elsewhere, a row for each unit and a column for each component (加减分).

A column is headed by the component's id or title; a deduction has a minus sign.
"""

from collections.abc import Mapping
from fractions import Fraction

from scoring.files.file_problems import Findings
from scoring.files.rosterfiles import UnitNames
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats
from scoring.points import figure
from scoring.roster import Unit
from scoring.scheme import Given
from scoring.wording import say


def read_given(
    table: FileTable,
    units: tuple[Unit, ...],
    components: tuple[Given, ...],
    findings: Findings,
) -> Mapping[str, Mapping[str, Fraction]]:
    """Return each component's figures, by component id and unit id, in points.

    All ``components`` are in the result; a unit whose cell is empty, or that has no row, is not in
    theirs. Where the scheme says no ``blank`` for such a unit, that is noted in ``findings``.
    """
    known = [FileColumn(one.id, one.title, needed=True) for one in components]
    columns = Columns(table, (FileColumn("unit", "单位", needed=True), *known), findings)
    names = UnitNames(units)
    repeats = Repeats(findings)
    figures: dict[str, dict[str, Fraction]] = {component.id: {} for component in components}
    for row in table.rows if columns.has("unit") else ():
        unit = names.id_in(columns, row)
        if unit is None or repeats.seen(columns.place(row), unit):
            continue
        for component in components:
            points = _figure(columns, row, component)
            if points is not None:
                figures[component.id][unit] = points
    for component in components:
        if component.blank is None and columns.has(component.id) and table.whole:
            _check_missing(columns, component, units, figures[component.id])
    return figures


def _figure(columns: Columns, row: Row, component: Given) -> Fraction | None:
    """Return the figure in a cell; None for an empty one, and for one that is noted as wrong."""
    text = columns.text(row, component.id)
    points = figure(text, signed=True)
    if points is None and text:
        columns.findings.error(
            "given.figure",
            columns.place(row, component.id),
            say("{text} is not a figure", text=text),
            say("write a number, with a minus sign before it for a deduction"),
        )
    return points


def _check_missing(
    columns: Columns, component: Given, units: tuple[Unit, ...], figures: Mapping[str, Fraction]
) -> None:
    """Note the units that have no figure, where the scheme has none for a blank."""
    lacking = tuple(unit.name for unit in units if unit.id not in figures)
    if lacking:
        columns.findings.error(
            "given.missing",
            columns.table.place(),
            say(
                "there is no figure of {component} for {units}",
                component=component.title,
                units=lacking,
            ),
            say("write 0 where there is none to add, or say blank = 0 in the scheme"),
        )
