"""What the file of a record is made of, and how it is opened (存储格式).

One SQLite file in rollback mode: a commit is on the disk before it is acknowledged, a copy of
the file is whole, and nothing shows in which order bytes came.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from scoring.record.faults import StorageFault
from scoring.wording import say

APPLICATION = int.from_bytes(b"Ping")
"""``application_id``: tells our files from other databases."""
VERSION = 1
"""``user_version``: of the tables below."""
PAGE = 4096
"""Bytes."""
STATEMENT_WAIT = 10
"""Seconds that a statement waits while somebody else reads or writes."""

Setting = str | int


_TABLE = (
    """\
CREATE TABLE {0} (
    n INTEGER PRIMARY KEY,
    line BLOB NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT""",
    """\
CREATE TRIGGER {0}_follows BEFORE INSERT ON {0}
WHEN NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM {0})
BEGIN SELECT RAISE(ABORT, 'a fact follows on the last one'); END""",
    """\
CREATE TRIGGER {0}_stands BEFORE UPDATE ON {0}
BEGIN SELECT RAISE(ABORT, 'a fact is never changed'); END""",
    """\
CREATE TRIGGER {0}_stays BEFORE DELETE ON {0}
BEGIN SELECT RAISE(ABORT, 'a fact is never removed'); END""",
)
STATEMENTS = tuple(text.format(table) for table in ("event", "reading") for text in _TABLE)
"""What makes an empty record; a fact can be added behind the last, and nothing else."""

IN_FILE: Mapping[str, Setting] = {
    "application_id": APPLICATION,
    "user_version": VERSION,
    "page_size": PAGE,
    "auto_vacuum": 0,
    "encoding": "UTF-8",
}
"""Settings that stand in the file."""

OF_READER: Mapping[str, Setting] = {
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "query_only": 1,
    "busy_timeout": STATEMENT_WAIT * 1000,
}
OF_OWNER: Mapping[str, Setting] = {
    **OF_READER,
    "query_only": 0,
    "journal_mode": "truncate",
    "synchronous": 3,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "cache_size": 256,
}
"""Settings of a connection, as they are read back: ``synchronous`` 3 is EXTRA; of the file, a MiB
is held in memory, since the end of a record is all that its owner works on."""


def schema_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the statements that made the file, ordered by the names of what they made.

    For what SQLite made by itself, such as an index, it is the name alone.
    """
    rows = connection.execute("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name")
    return tuple(statement for (statement,) in rows)


def schema_hash(statements: tuple[str, ...]) -> str:
    """Return the SHA-256 of the schema's text: each statement and a semicolon on lines, as hex."""
    return sha256("".join(f"{text};\n" for text in statements).encode()).hexdigest()


OWN_SCHEMA = tuple(sorted(STATEMENTS, key=lambda text: text.split()[2]))
"""What ``schema_of`` gives for a sound file."""


def connected(path: Path, settings: Mapping[str, Setting]) -> sqlite3.Connection:
    """Open the file at ``path``, which has to be there, with ``settings`` of the connection.

    They are OF_READER or OF_OWNER; what is set is not read back: see ``amiss``. Transactions are
    begun by hand. Raises sqlite3.Error.
    """
    mode = "ro" if settings["query_only"] else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=STATEMENT_WAIT,
    )
    # A changed byte may make a text of what was none, or one that is no UTF-8: it is then seen to be
    # a text, which no line and no hash is, and is no exception.
    connection.text_factory = lambda raw: raw.decode(errors="replace")
    try:
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def amiss(connection: sqlite3.Connection, settings: Mapping[str, Setting]) -> Iterator[str]:
    """Yield the names of those ``settings`` that are not what they have to be, in their order."""
    for name, value in settings.items():
        row = connection.execute(f"PRAGMA {name}").fetchone()
        # A build without memory mapping answers nothing, which is as good as 0.
        if (row[0] if row else 0) != value:
            yield name


def owned(path: Path) -> sqlite3.Connection:
    """Open the file at ``path`` for writing, and see that it can be written.

    A commit that changes nothing brings to the disk what a killed owner may have left in the
    system's memory, and finds a full or write-protected disk before the first fact. Raises
    sqlite3.Error, and StorageFault where a setting is not kept.
    """
    connection = connected(path, OF_OWNER)
    try:
        _insist(connection)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _insist(connection: sqlite3.Connection) -> None:
    if names := (*amiss(connection, OF_OWNER),):
        raise StorageFault(
            say("SQLite on this machine does not keep these settings: {names}.", names=names),
            halted=True,
        )
