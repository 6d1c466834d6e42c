"""feedback: pre-meeting answers, one row for each suggestion, unit and deputy (会前反馈).

Each part of an answer has a column of its own, headed by the part's name in the scheme.
"""

from collections.abc import Mapping

from scoring.answers import Answer, read_level
from scoring.ballots import Absence, Cell, IllegalMark
from scoring.files.file_problems import Findings
from scoring.files.rosterfiles import UnitNames
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats
from scoring.roster import Unit
from scoring.scheme import Feedback
from scoring.wording import say

FEEDBACK_COLUMNS = (
    FileColumn("suggestion", "建议号", needed=True),
    FileColumn("unit", "单位", needed=True),
    FileColumn("deputy", "代表", needed=True),
    FileColumn("role", "承办方式"),
)
ROLES = ("主办", "会办", "分办")

_PART_HEADINGS = {"attitude": "办理态度", "result": "办理结果"}


def read_feedback(
    table: FileTable,
    units: tuple[Unit, ...],
    components: tuple[Feedback, ...],
    findings: Findings,
) -> Mapping[str, tuple[Answer, ...]]:
    """Return the answers, by the id of the component whose levels and parts they are read with.

    A row becomes an answer for each of ``components``, in the file's order; nothing where a
    column is missing that it needs. What is wrong goes to ``findings``.
    """
    parts = [part_column(part) for component in components for part in component.parts]
    columns = Columns(table, (*FEEDBACK_COLUMNS, *dict.fromkeys(parts)), findings)
    names = UnitNames(units)
    repeats = Repeats(findings)
    answers: dict[str, list[Answer]] = {component.id: [] for component in components}
    if not all(columns.has(column.key) for column in FEEDBACK_COLUMNS if column.needed):
        return {}
    for row in table.rows:
        suggestion = columns.name(row, "suggestion", needed=True)
        deputy = columns.name(row, "deputy", needed=True)
        unit = names.id_in(columns, row)
        role = _role(columns, row, components) or None
        for component in components:
            levels = tuple(_level(columns, row, part, component) for part in component.parts)
            answers[component.id].append(
                Answer(
                    suggestion=suggestion, unit=unit or "", deputy=deputy, levels=levels, role=role
                )
            )
        if suggestion and deputy and unit:
            repeats.seen(columns.place(row), suggestion, unit, deputy)
    return {component: tuple(rows) for component, rows in answers.items()}


def part_column(part: str) -> FileColumn:
    """Return the column of a ``part`` of an answer: headed by its name, or its usual other name.

    ``attitude`` and 办理态度 are the same part, whichever of them the scheme says.
    """
    for english, chinese in _PART_HEADINGS.items():
        if part in {english, chinese}:
            return FileColumn(english, chinese, needed=True)
    return FileColumn(part, part, needed=True)


def _level(columns: Columns, row: Row, part: str, component: Feedback) -> Cell:
    """Return the level, by its position, or the absence in a cell; void where it was noted."""
    key = part_column(part).key
    try:
        return read_level(columns.text(row, key), component)
    except IllegalMark as fault:
        columns.findings.error(
            fault.code,
            columns.place(row, key),
            say("{column}: {reason}", column=columns.heading(key), reason=fault.reason),
            say("correct the level, or leave the cell empty where the deputy did not answer"),
        )
        return Absence.VOID


def _role(columns: Columns, row: Row, components: tuple[Feedback, ...]) -> str:
    """Return the unit's role in the row (承办方式), or nothing; one that is not known is noted."""
    role = columns.name(row, "role")
    known = {*ROLES, *(name for component in components for name in component.roles)}
    if role and role not in known:
        columns.findings.warning(
            "feedback.role",
            columns.place(row, "role"),
            say("{role} is not a known role; the answer counts in full", role=role),
            say("the known roles are {roles}", roles=tuple(sorted(known))),
        )
    return role
