"""units, deputies and officers, from their tables (名册).

What is wrong with a row goes to the findings; a row without a sound id and name is left out of
what is returned.
"""

from collections.abc import Iterable

from scoring.errors import Place
from scoring.files.file_problems import Findings
from scoring.files.names import look_alikes
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats, nearest
from scoring.roster import ROLES_TYPED, Deputy, Officer, Unit
from scoring.wording import Phrase, say

ID = FileColumn("id", "编号", needed=True)
UNIT_COLUMNS = (
    ID,
    FileColumn("name", "名称", needed=True),
    FileColumn("short", "简称"),
    FileColumn("category", "类别"),
    FileColumn("ranked", "参评"),
)
DEPUTY_COLUMNS = (
    ID,
    FileColumn("name", "姓名", needed=True),
    FileColumn("delegation", "代表团"),
    FileColumn("group", "组别"),
    FileColumn("speaker", "发言"),
)
OFFICER_COLUMNS = (
    ID,
    FileColumn("name", "姓名", needed=True),
    FileColumn("role", "职责", needed=True),
)

_YES = {"是": True, "yes": True, "true": True, "1": True}
_NO = {"否": False, "no": False, "false": False, "0": False}


class UnitNames:
    """Which unit a text in another table means: an id or a name.

    >>> names = UnitNames([Unit("shuili", "省水利厅", short="水利")])
    >>> names.id("省水利厅"), names.id("水利")
    ('shuili', None)
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        """Take all ``units`` of the meeting; no name of one may be the id of another."""
        self._ids: dict[str, str] = {}
        for unit in units:
            self._ids |= {unit.name: unit.id, unit.id: unit.id}

    def id(self, text: str) -> str | None:
        """Return the id of the unit that ``text``, cleaned, is the id or name of; else None."""
        return self._ids.get(text)

    def id_in(self, columns: Columns, row: Row) -> str | None:
        """Return the id of the unit that the column ``unit`` of a row means.

        None where it means none: that is noted.
        """
        text = columns.name(row, "unit", needed=True)
        found = self._ids.get(text)
        if found is None and text:
            columns.findings.error(
                "unit.unknown",
                columns.place(row, "unit"),
                say("{unit} is not in the list of units", unit=text),
                self.hint(text),
            )
        return found

    def hint(self, text: str) -> Phrase | None:
        """Return a question for the unit most likely meant; None where none is spelt like it."""
        near = nearest(text, self._ids)
        return say("is {unit} meant?", unit=near) if near else None


def read_units(table: FileTable, findings: Findings) -> tuple[Unit, ...]:
    """Return the units in their official order, which is the file's.

    A table without any is an error; names that two units share, or that look alike, are noted.
    """
    columns = Columns(table, UNIT_COLUMNS, findings)
    rows = _identified(columns)
    units = [
        Unit(
            id=id_,
            name=name,
            short=columns.name(row, "short"),
            category=columns.name(row, "category") or None,
            ranked=columns.choice(row, "ranked", {"": True} | _YES | _NO),
        )
        for row, id_, name in rows
    ]
    if not units and not findings:
        findings.error(
            "unit.none",
            table.place(),
            say("there are no units yet"),
            say("one row for each unit, in the official order"),
        )
    _check_names(columns, rows)
    _warn_of_look_alikes(columns, rows)
    return tuple(units)


def read_deputies(table: FileTable, findings: Findings) -> tuple[Deputy, ...]:
    """Return the deputies who may vote, in the file's order."""
    columns = Columns(table, DEPUTY_COLUMNS, findings)
    rows = _identified(columns)
    _warn_of_look_alikes(columns, rows)
    return tuple(
        Deputy(
            id=id_,
            name=name,
            delegation=columns.name(row, "delegation") or None,
            group=columns.name(row, "group") or None,
            speaker=columns.choice(row, "speaker", {"": False} | _YES | _NO),
        )
        for row, id_, name in rows
    )


def read_officers(table: FileTable, findings: Findings) -> tuple[Officer, ...]:
    """Return the persons who run the meeting, in the file's order.

    One person may have only one role: an id stands once.
    """
    columns = Columns(table, OFFICER_COLUMNS, findings)
    return tuple(
        Officer(id=id_, name=name, role=columns.choice(row, "role", ROLES_TYPED))
        for row, id_, name in _identified(columns)
    )


def _identified(columns: Columns) -> list[tuple[Row, str, str]]:
    """Return the rows that have an id of their own and a name, with both."""
    repeats = Repeats(columns.findings)
    rows = []
    for row in columns.table.rows:
        id_ = columns.name(row, "id", needed=columns.has("id"))
        name = columns.name(row, "name", needed=columns.has("name"))
        if id_ and name and not repeats.seen(columns.place(row, "id"), id_):
            rows.append((row, id_, name))
    return rows


def _check_names(columns: Columns, rows: list[tuple[Row, str, str]]) -> None:
    """Note names that two units have, or that are another unit's id."""
    ids = {id_ for _, id_, _ in rows}
    repeats = Repeats(columns.findings)
    for row, id_, name in rows:
        repeats.seen(columns.place(row, "name"), name)
        if name != id_ and name in ids:
            columns.findings.error(
                "unit.ambiguous",
                columns.place(row, "name"),
                say("{name} is the name of one unit and the id of another", name=name),
                say("give that unit another id"),
            )


def _warn_of_look_alikes(columns: Columns, rows: list[tuple[Row, str, str]]) -> None:
    """Warn of each two names that look the same, at the place of the second."""
    places: dict[str, Place] = {name: columns.place(row, "name") for row, _, name in rows}
    for first, second in look_alikes(list(places)):
        columns.findings.warning(
            "table.look-alike",
            places[second],
            say("{second} looks like {first}", second=second, first=first),
            say("are these two, or is one written in another form?"),
        )
