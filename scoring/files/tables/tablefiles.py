"""Which file of a folder a table is in: the one that is named, else the one that is called so."""

from collections.abc import Mapping
from pathlib import Path

from scoring.errors import Place, Problem
from scoring.wording import say


def table_file(
    folder: Path, table: str, named: Mapping[str, str] | None = None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the name of the file in ``folder`` that ``table`` is in, or None; and the problems.

    ``table`` is ``ballots`` or another of docs/files.md. ``named`` is what meeting.toml says under
    ``[files]``; None for a table it cannot name. Where two files could be meant there is one
    problem, and the csv file is returned. A file that is named need not exist.
    """
    if named is not None and table in named:
        return named[table], ()
    beside = [name for name in (f"{table}.csv", f"{table}.xlsx") if (folder / name).exists()]
    if len(beside) < 2:  # noqa: PLR2004 - two can be confused
        return (beside[0] if beside else None), ()
    told = say("{first} is there too, and only one can be meant", first=beside[0])
    hint = (
        say("move one away")
        if named is None
        else say("move one away, or name the right one under [files] in meeting.toml")
    )
    return beside[0], (Problem("meeting.two-tables", Place(beside[1]), told, hint),)
