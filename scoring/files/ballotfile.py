"""ballots: marks that come from elsewhere, in a wide or a long table (票).

A wide table has a row for each ballot and a column for each unit, headed by its id or name; it
can only be of one component without criteria. A long one has a row for each mark, and is known by
a column ``unit`` or ``score``. Both become the same ``Ballots``::

    ballot,shuili,gongan        ballot,unit,score
    001,78,75                   001,shuili,78
                                001,gongan,75
"""

from collections.abc import Mapping
from typing import TypeAlias

from scoring.ballots import Absence, Ballots, Cell, IllegalMark, Marking
from scoring.errors import Place
from scoring.files.file_problems import Findings
from scoring.files.names import clean_name
from scoring.files.rosterfiles import UnitNames
from scoring.files.spots import COMPONENT, CRITERION, GROUP, Spots
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats
from scoring.roster import Unit
from scoring.scheme import Ballot
from scoring.wording import say

CellName: TypeAlias = tuple[str, str, str]
"""Sheet's number, unit id, criterion id."""

BALLOT = FileColumn("ballot", "票号", needed=True)
DELEGATION = FileColumn("delegation", "代表团")
WIDE_COLUMNS = (BALLOT, GROUP, DELEGATION)
LONG_COLUMNS = (
    BALLOT,
    FileColumn("unit", "单位", needed=True),
    FileColumn("score", "得分", needed=True),
    CRITERION,
    COMPONENT,
    GROUP,
    DELEGATION,
)


def read_ballots(
    table: FileTable, units: tuple[Unit, ...], spots: Spots, findings: Findings
) -> Mapping[str, Ballots]:
    """Return the ballots, by component id, of each component that the table has marks of.

    ``units`` are all units of the meeting, in their official order, which is that of the columns
    of cells. What is wrong goes to ``findings``, and the row or cell is then read as void or left
    out: the result is to be used only where no error was found.
    """
    if _is_long(table):
        return _Long(table, units, spots, findings).ballots()
    return _read_wide(table, units, spots, findings)


def read_cells(
    table: FileTable, units: tuple[Unit, ...], components: tuple[Ballot, ...], findings: Findings
) -> Mapping[CellName, Cell]:
    """Return what a person has read off the sheets of ``components``: by sheet, unit, criterion.

    A long table says nothing of a cell that it has no row for: that is not read, and not blank.
    Groups are not asked for, since a sheet's group is known from when it was counted in.
    """
    whole = Spots(component.model_copy(update={"groups": ()}) for component in components)
    if _is_long(table):
        return _Long(table, units, whole, findings).cells()
    return {
        (number, *spot): cell
        for ballots in _read_wide(table, units, whole, findings).values()
        for spot, column in ballots.cells.items()
        for number, cell in zip(ballots.numbers, column, strict=True)
    }


def note_illegal(fault: IllegalMark, where: Place, column: str, findings: Findings) -> None:
    """Note in ``findings`` a text that is no mark under the scheme.

    ``column`` is the heading above it, as it is in the file.
    """
    findings.error(
        fault.code,
        where,
        say("{column}: {reason}", column=column, reason=fault.reason),
        say("correct the mark, or write 无效 if that is what the sheet says"),
    )


def _is_long(table: FileTable) -> bool:
    headings = {heading.lower() for heading in table.headings}
    return bool(headings & {"score", "得分", "unit", "单位"})


def _read_wide(
    table: FileTable, units: tuple[Unit, ...], spots: Spots, findings: Findings
) -> Mapping[str, Ballots]:
    names = UnitNames(units)
    columns = Columns(
        table, WIDE_COLUMNS, findings, elsewhere=lambda text: names.id(text) is not None
    )
    served = spots.without_criteria
    if len(served) != 1:
        findings.error(
            "ballots.wide",
            table.place(),
            say("a table with a column per unit cannot say which component or criterion it is of"),
            say("use a row per mark, with the columns ballot, unit, score, criterion, component"),
        )
        return {}
    if not table.rows:  # nothing is filled in yet, the units' columns neither
        return {}
    component = served[0]
    positions = _unit_positions(table, units, names, findings)
    numbers = _numbers(columns)
    groups = tuple(spots.group(columns, row, component) or "" for row in table.rows)
    cells = {
        (unit, component.items[0].id): _column(table, position, Marking(component), findings)
        for unit, position in positions.items()
    }
    # Who is not ranked, or withdrew, may have no column: on every ballot that cell is blank.
    for unit in units:
        blank: list[Cell] = [Absence.BLANK] * len(table.rows)
        cells.setdefault((unit.id, component.items[0].id), blank)
    return {component.id: Ballots(numbers, groups if component.groups else None, cells)}


def _unit_positions(
    table: FileTable, units: tuple[Unit, ...], names: UnitNames, findings: Findings
) -> dict[str, int]:
    """Return each unit's column; note a ranked unit without one, and one with two."""
    positions: dict[str, int] = {}
    for position, heading in enumerate(table.headings):
        id_ = names.id(heading)
        if id_ is None:
            continue
        if id_ in positions:
            findings.error(
                "table.double-column",
                table.place(None, position),
                say("a second column for the unit {unit}", unit=heading),
                say("delete one of the two"),
            )
        positions.setdefault(id_, position)
    for unit in units:
        if unit.id not in positions and unit.ranked:
            findings.error(
                "ballots.no-unit",
                table.place(),
                say("there is no column for the unit {unit}", unit=unit.name),
                say("the heading is the unit's id or its full name"),
            )
    return positions


def _numbers(columns: Columns) -> tuple[str, ...]:
    """Return the ballot number of each row; empty where it is missing, which is noted."""
    repeats = Repeats(columns.findings)
    numbers = []
    for row in columns.table.rows:
        number = columns.name(row, "ballot", needed=columns.has("ballot"))
        if number:
            repeats.seen(columns.place(row, "ballot"), number)
        numbers.append(number)
    return tuple(numbers)


def _column(table: FileTable, position: int, marking: Marking, findings: Findings) -> list[Cell]:
    """Return the cells under the heading at ``position``, from 0; as long as the table's rows."""
    cells: list[Cell] = []
    for row in table.rows:
        try:
            cells.append(marking.read(row.cells[position]))
        except IllegalMark as fault:
            heading = table.headings[position]
            note_illegal(fault, table.place(row, position), heading, findings)
            cells.append(Absence.VOID)
    return cells


class _Long:
    """A row per mark; the cells that no row has are blank."""

    # Rows of one ballot may stand anywhere. They are gathered by component, ballot number and
    # spot, in the order in which numbers first come: {"live": {"001": {("shuili", "live"): 18}}}.
    # ``_of`` turns that into columns, as long as there are numbers, and fills the gaps. The group
    # that a ballot says it is of has to be the same in all its rows (``_group_of``); which group
    # of the scheme that is, is asked once for each component it has marks of (``_groups``).

    def __init__(
        self, table: FileTable, units: tuple[Unit, ...], spots: Spots, findings: Findings
    ) -> None:
        self._columns = Columns(table, LONG_COLUMNS, findings)
        self._units = units
        self._names = UnitNames(units)
        self._spots = spots
        self._repeats = Repeats(findings)
        self._markings = {one.id: Marking(one) for one in spots.components}
        self._marks: dict[str, dict[str, dict[tuple[str, str], Cell]]] = {}
        """Component, ballot number, (unit, criterion)."""
        self._groups: dict[tuple[str, str], str] = {}
        self._group_of: dict[str, str] = {}

    def ballots(self) -> Mapping[str, Ballots]:
        """Return the ballots of each component that has a row."""
        self._take_all()
        return {
            component.id: self._of(component, self._marks[component.id])
            for component in self._spots.components
            if component.id in self._marks
        }

    def cells(self) -> Mapping[CellName, Cell]:
        """Return the cells that have a row."""
        self._take_all()
        return {
            (number, *spot): cell
            for ballots in self._marks.values()
            for number, cells in ballots.items()
            for spot, cell in cells.items()
        }

    def _take_all(self) -> None:
        if all(self._columns.has(key) for key in ("ballot", "unit", "score")):
            for row in self._columns.table.rows:
                self._take(row)

    def _take(self, row: Row) -> None:
        columns = self._columns
        number = columns.name(row, "ballot", needed=True)
        unit = self._names.id_in(columns, row)
        spot = self._spots.of(columns, row)
        if not number or unit is None or spot is None:
            return
        component, criterion = spot
        self._take_group(row, number, component)
        if self._repeats.seen(columns.place(row), number, unit, criterion):
            return
        try:
            cell = self._markings[component.id].read(columns.text(row, "score"))
        except IllegalMark as fault:
            where, heading = columns.place(row, "score"), columns.heading("score")
            note_illegal(fault, where, heading, columns.findings)
        else:
            marks = self._marks.setdefault(component.id, {})
            marks.setdefault(number, {})[unit, criterion] = cell

    def _take_group(self, row: Row, number: str, component: Ballot) -> None:
        said = clean_name(self._columns.text(row, "group"))
        if self._group_of.setdefault(number, said) != said:
            self._columns.findings.error(
                "ballots.two-groups",
                self._columns.place(row, "group"),
                say("the ballot {ballot} is in another group further up", ballot=number),
                say("a ballot belongs to one group"),
            )
        if (component.id, number) not in self._groups:
            group = self._spots.group(self._columns, row, component)
            self._groups[component.id, number] = group or ""

    def _of(
        self, component: Ballot, marks: Mapping[str, Mapping[tuple[str, str], Cell]]
    ) -> Ballots:
        spots = [(unit.id, item.id) for unit in self._units for item in component.items]
        return Ballots(
            numbers=tuple(marks),
            groups=tuple(self._groups[component.id, number] for number in marks)
            if component.groups
            else None,
            cells={
                spot: [cells.get(spot, Absence.BLANK) for cells in marks.values()] for spot in spots
            },
        )
