"""A record is made, appended to, opened again; one holds it and others look."""

import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.record import (
    DoesNotVerify,
    HeldElsewhere,
    NotCanonical,
    Record,
    RecordView,
    StorageFault,
    check,
)
from scoring.record.chain import EMPTY, Heads
from tests.record.facts import FIRST, event, filled, reading


def test_a_new_record_holds_its_first_event_and_the_hash_of_its_tables(record: Record) -> None:
    [first] = record.events()
    schema = first.pop("schema")
    assert first == FIRST
    assert len(bytes.fromhex(schema)) == 32
    assert record.readings() == ()
    assert (record.heads.event_count, record.heads.readings) == (1, EMPTY)


def test_what_is_appended_is_there_again_in_its_order(path: Path) -> None:
    heads = filled(path, appends=5)
    with Record.open(path) as record:
        assert record.heads == heads
        assert [fact.get("numbers") for fact in record.events()[1:]] == [[n] for n in range(1, 6)]
        assert record.readings() == tuple(reading(n) for n in range(1, 6))


def test_an_append_returns_the_heads_that_were_foretold(record: Record) -> None:
    foretold = record.heads.after([event(1), event(2)], [reading(1)])
    assert record.append([event(1), event(2)], [reading(1)]) == foretold == record.heads
    assert record.append() == foretold


def test_a_fact_that_cannot_be_written_takes_the_whole_append_with_it(record: Record) -> None:
    before = record.heads
    with pytest.raises(NotCanonical):
        record.append([event(1)], [reading(1), {"kind": "x", "cell": 0.5}])
    assert record.heads == before == RecordView(record.path).heads
    record.append([event(1)])


def test_an_event_binds_no_other_readings_than_those_that_stand(record: Record) -> None:
    stale = record.heads.readings.hex()
    with pytest.raises(ValueError, match="readings"):
        record.append([event(1) | {"readings": stale}], [reading(1)])
    record.append([event(1) | {"readings": stale}])
    assert check(record.path) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET line = x'7b7d'",
        "UPDATE {} SET n = n + 1",
        "DELETE FROM {}",
        "DELETE FROM {} WHERE n = 1",
        "REPLACE INTO {} SELECT n, line, hash FROM {}",
        "INSERT INTO {} SELECT n + 2, line, hash FROM {} WHERE n = 3",
        "INSERT INTO {} SELECT 4, 'text', hash FROM {} WHERE n = 3",
        "INSERT INTO {} SELECT 4, line, x'00' FROM {} WHERE n = 3",
    ],
)
@pytest.mark.parametrize("table", ["event", "reading"])
def test_sqlite_itself_refuses_to_change_a_fact(path: Path, table: str, statement: str) -> None:
    with Record.create(path, FIRST) as record:
        record.append([event(1), event(2)], [reading(1), reading(2), reading(3)])
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        pytest.raises(sqlite3.IntegrityError),
    ):
        other.execute(statement.format(table, table))
    assert check(path) == []


def test_the_files_are_for_their_owner_alone(record: Record) -> None:
    record.append([event(1)])
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in record.path.parent.iterdir()}
    assert modes == {"record.db": 0o600, "record.db-journal": 0o600, "record.lock": 0o600}


def test_a_file_that_others_may_read_is_closed_to_them_on_opening(path: Path) -> None:
    filled(path)
    path.chmod(0o644)
    Record.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_record_is_not_made_over_something(path: Path) -> None:
    path.write_text("notes")
    with pytest.raises(Refused, match="there already"):
        Record.create(path, FIRST)
    assert path.read_text() == "notes"


def test_a_record_is_not_made_beside_the_journal_of_another(path: Path) -> None:
    path.with_name("record.db-journal").write_bytes(b"needed by the file that was moved away")
    with pytest.raises(Refused, match="no longer here"):
        Record.create(path, FIRST)


def test_a_link_in_the_place_of_the_lock_is_told_as_what_it_is(path: Path) -> None:
    Record.create(path, FIRST).close()
    lock = path.with_name("record.lock")
    lock.unlink()
    lock.symlink_to(path.with_name("elsewhere"))
    with pytest.raises(Refused, match="is a link"):
        Record.open(path)
    assert not path.with_name("elsewhere").exists()


def test_what_a_killed_maker_left_is_no_hindrance(path: Path) -> None:
    path.with_name("record.db.part").write_bytes(b"half")
    path.with_name("record.db.part-journal").write_bytes(b"half")
    Record.create(path, FIRST).close()
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "record.db",
        "record.db-journal",
        "record.lock",
    ]


@pytest.mark.parametrize("call", [Record.open, check, lambda path: RecordView(path).heads])
def test_where_there_is_no_record_it_is_said(call: object, path: Path) -> None:
    assert callable(call)
    with pytest.raises(StorageFault, match="whether it is there"):
        call(path)
    assert not path.exists()


@pytest.mark.parametrize("call", [Record.open, lambda path: RecordView(path).heads])
@pytest.mark.parametrize("content", [b"", b"notes " * 1000])
def test_what_is_no_record_is_not_opened(call: object, content: bytes, path: Path) -> None:
    assert callable(call)
    path.write_bytes(content)
    with pytest.raises(DoesNotVerify):
        call(path)
    assert check(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", ["symlink", "second name", "folder"])
def test_a_link_is_no_record(kind: str, path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    filled(elsewhere)
    if kind == "symlink":
        path.symlink_to(elsewhere)
    elif kind == "second name":
        path.hardlink_to(elsewhere)
    else:
        path.mkdir()
    for call in (Record.open, check):
        with pytest.raises(Refused, match="link"):
            call(path)


def test_a_second_opener_is_told_within_a_second_and_may_look(record: Record) -> None:
    record.append([event(1)], [reading(1)])
    began = time.monotonic()
    with pytest.raises(HeldElsewhere):
        Record.open(record.path)
    assert time.monotonic() - began < 1
    view = RecordView(record.path)
    assert view.heads == record.heads
    assert view.events() == record.events()
    assert view.readings() == (reading(1),)
    record.append([event(2)])
    assert view.facts().heads == record.heads


def test_a_closed_record_is_free_for_the_next(record: Record) -> None:
    record.close()
    Record.open(record.path).close()
    record.close()


def test_a_reader_who_stays_a_while_delays_the_owner_and_no_more(record: Record) -> None:
    with closing(sqlite3.connect(record.path, check_same_thread=False)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM event").fetchall()
        threading.Timer(0.3, other.rollback).start()
        record.append([event(1)])
    assert check(record.path) == []


def test_a_view_changes_nothing_in_the_folder(path: Path) -> None:
    filled(path)
    before = {
        file: (file.stat().st_mtime_ns, file.stat().st_size) for file in path.parent.iterdir()
    }
    assert RecordView(path).facts().heads.event_count == 7
    assert check(path) == []
    after = {file: (file.stat().st_mtime_ns, file.stat().st_size) for file in path.parent.iterdir()}
    assert after == before


def test_appends_of_any_size_are_whole(path: Path) -> None:
    with Record.create(path, FIRST) as record:
        record.append([event(n) for n in range(500)], [reading(n) for n in range(1500)])
        record.append([{"kind": "files-frozen", "scheme": "评" * 100_000}])
        heads = record.heads
    with Record.open(path) as record:
        assert record.heads == heads == Heads(heads.events, heads.readings, 502, 1500)
