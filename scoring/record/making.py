"""How a record begins: built whole beside its place, and then named (建档)."""

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from scoring.errors import Refused
from scoring.json_values import Json
from scoring.record.chain import Heads
from scoring.record.examination import SCHEMA_KEY
from scoring.record.faults import storage_faults
from scoring.record.ground import make_lasting
from scoring.record.reading import half_done, journal_of
from scoring.record.schema import (
    APPLICATION,
    OF_OWNER,
    OWN_SCHEMA,
    PAGE,
    STATEMENTS,
    VERSION,
    connected,
    schema_hash,
)
from scoring.wording import say


def make(path: Path, first: Mapping[str, Json]) -> None:
    """Make the record at ``path`` with ``first`` as its first event; for who holds its lock.

    It is there whole, or not at all. Raises Refused where something is there, or the journal of a
    record that is gone; StorageFault; NotCanonical.
    """
    # Three steps: an empty file for its owner's eyes beside the place (new_file); tables and first
    # event in one transaction; closed, it is renamed, and the folder brought to the disk
    # (put_in_place). A power cut leaves at most record.db.part, which the next attempt removes.
    _refuse_remains(path)
    links = Heads().event_links([{**first, SCHEMA_KEY: schema_hash(OWN_SCHEMA)}])
    with storage_faults(path):
        part = new_file(path)
        with closing(connected(part, OF_OWNER)) as connection:
            connection.execute(f"PRAGMA page_size = {PAGE}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            for statement in STATEMENTS:
                connection.execute(statement)
            connection.executemany("INSERT INTO event VALUES (?, ?, ?)", links)
            connection.execute("COMMIT")
        put_in_place(part, path)


def new_file(path: Path) -> Path:
    """Make an empty file beside ``path``, to build in, for its owner alone; return where.

    What an earlier attempt left behind is removed. Raises OSError.
    """
    part = path.with_name(f"{path.name}.part")
    for left_behind in (part, journal_of(part)):
        left_behind.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return part


def put_in_place(part: Path, path: Path) -> None:
    """Give what was built at ``part``, and closed, the name ``path``.

    What lies there is replaced: whoever calls has seen to it. Raises OSError, StorageFault.
    """
    journal_of(part).unlink(missing_ok=True)
    part.rename(path)
    make_lasting(path.parent)


def _refuse_remains(path: Path) -> None:
    if os.path.lexists(path):
        raise Refused(say("{file} is there already.", file=str(path)))
    if half_done(path):
        raise Refused(
            say(
                "{file} belongs to a record that is no longer here. Put that record back beside "
                "it, or move it away.",
                file=str(journal_of(path)),
            )
        )
