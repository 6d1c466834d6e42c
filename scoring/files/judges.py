"""Whose ballot it is, where ballots carry names (实名): by id or by name, as on the roster.

>>> from scoring.roster import Deputy
>>> ids_of((Deputy("P01", "评委甲"), Deputy("P02", "评委乙")))["评委乙"]
'P02'
"""

from collections.abc import Mapping, Sequence

from scoring.files.ballotfile import BALLOT
from scoring.files.file_problems import Findings
from scoring.files.tables import FileTable
from scoring.files.tables.columns import Columns
from scoring.roster import Deputy
from scoring.wording import say


def ids_of(deputies: Sequence[Deputy]) -> Mapping[str, str]:
    """Return the ids of ``deputies`` by what a ballot may call them; an id goes before a name."""
    by_name = {one.name: one.id for one in reversed(deputies)}
    return by_name | {one.id: one.id for one in deputies}


def note_nobodys(
    table: FileTable, deputies: Sequence[Deputy], findings: Findings, *, warning: bool = False
) -> None:
    """Note each ballot of ``table`` that is nobody's, or a second one of the same person.

    ``warning``: for who only looks through the files, where a ranking needs no names. There nothing
    is said of a table in which no ballot is called as anybody: then they are only numbered.
    """
    columns, ids = Columns(table, (BALLOT,), Findings(), elsewhere=lambda _: True), ids_of(deputies)
    if warning and not any(columns.text(row, "ballot") in ids for row in table.rows):
        return
    called = dict[str, str]()
    note = findings.warning if warning else findings.error
    known: set[str] = set()
    for row in table.rows:
        number = columns.name(row, "ballot")
        if not number or number in known:
            continue
        known.add(number)
        judge = ids.get(number)
        if judge is None:
            note(
                "ballots.judge",
                columns.place(row, "ballot"),
                say("{number} is nobody on the roster", number=number),
                say("ballots carry names here: write the number or the name as in deputies"),
            )
        elif called.setdefault(judge, number) != number:
            note(
                "ballots.judge-twice",
                columns.place(row, "ballot"),
                say("{number} and {other} are the same person", number=number, other=called[judge]),
                say("keep one ballot for each"),
            )
