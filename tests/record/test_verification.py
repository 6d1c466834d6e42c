"""Whatever is changed in a record is found."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from scoring.record import DoesNotVerify, Record, RecordView, check
from scoring.record.canonical import canonical, parsed
from scoring.record.chain import EVENTS, READINGS, next_head
from tests.record.facts import FIRST, event, filled, reading, rows, tampering


def codes(path: Path, result_code: str | None = None) -> set[str]:
    return {problem.code for problem in check(path, result_code)}


def test_a_sound_record_verifies(path: Path) -> None:
    heads = filled(path)
    assert check(path) == []
    assert check(path, heads.events.hex()) == []


CHANGES = {
    "n": "UPDATE {} SET n = 1000 + n WHERE n = ?",
    "hash": "UPDATE {} SET hash = randomblob(32) WHERE n = ?",
    "line": 'UPDATE {} SET line = CAST(replace(CAST(line AS TEXT), \'"kind":"\', \'"kind":"x\')'
    " AS BLOB) WHERE n = ?",
    "row": "DELETE FROM {} WHERE n = ?",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", ["event", "reading"])
def test_one_change_in_any_row_and_column_is_found(path: Path, table: str, change: str) -> None:
    code = filled(path).events.hex()
    sound = path.read_bytes()
    for n in range(1, rows(path, table) + 1):
        with tampering(path) as connection:
            assert connection.execute(CHANGES[change].format(table), [n]).rowcount == 1
        found = check(path, code)
        assert found, f"{table} {n}"
        assert {problem.code for problem in found} <= {
            "record.number",
            "record.chain",
            "record.readings",
            "record.result-code",
            "record.schema",
        }
        path.write_bytes(sound)


def test_the_changed_line_is_named_and_not_all_behind_it(path: Path) -> None:
    filled(path)
    with tampering(path) as connection:
        connection.execute(CHANGES["line"].format("event"), [3])
    [problem] = check(path)
    assert str(problem).startswith("record.db:event 3: This line was changed")


def test_a_line_in_another_form_is_found_even_with_its_hash(path: Path) -> None:
    heads = filled(path, appends=1)
    line = b'{"kind": "spaced"}'
    link = (3, line, next_head(EVENTS, heads.events, line))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO event VALUES (?, ?, ?)", link)
    assert codes(path) == {"record.line"}


def test_an_end_that_was_cut_off_is_found_with_the_result_code(path: Path) -> None:
    code = filled(path).events.hex()
    with tampering(path) as connection:
        connection.execute("DELETE FROM event WHERE n = 7")
        connection.execute("DELETE FROM reading WHERE n = 7")
    assert check(path) == [] or codes(path) == {"record.readings"}
    assert "record.result-code" in codes(path, code)


def test_readings_that_were_cut_off_are_found_by_the_event_that_binds_them(path: Path) -> None:
    filled(path, appends=6)
    with tampering(path) as connection:
        connection.execute("DELETE FROM reading WHERE n = 6")
    [problem] = check(path)
    assert str(problem).startswith("record.db:event 7: Readings that were there")


def test_readings_exchanged_with_all_their_hashes_are_found(path: Path) -> None:
    filled(path, appends=3)
    with tampering(path) as connection:
        head = bytes(32)
        for n, line in connection.execute("SELECT n, line FROM reading ORDER BY n").fetchall():
            other = canonical(parsed(line) | {"cell": 20})
            head = next_head(READINGS, head, other)
            connection.execute("UPDATE reading SET line=?, hash=? WHERE n=?", (other, head, n))
    assert codes(path) == {"record.readings"}


def test_events_bind_readings_in_their_order(path: Path) -> None:
    with Record.create(path, FIRST) as record:
        record.append([], [reading(1)])
        early = record.heads.readings.hex()
        record.append(
            [event(1) | {"readings": record.heads.after([], [reading(2)]).readings.hex()}],
            [reading(2)],
        )
        heads = record.heads
    line = canonical(event(2) | {"readings": early})
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        link = (3, line, next_head(EVENTS, heads.events, line))
        connection.execute("INSERT INTO event VALUES (?, ?, ?)", link)
    assert codes(path) == {"record.readings"}


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("{}", set()),
        ("  {}\n", set()),
        ("groups", set()),
        ("upper", set()),
        ("", {"record.result-code"}),
        ("xyz", {"record.result-code"}),
        ("0" * 64, {"record.result-code"}),
    ],
)
def test_a_result_code_is_read_as_it_is_printed(path: Path, form: str, found: set[str]) -> None:
    code = filled(path).events.hex()
    groups = " ".join(code[i : i + 4] for i in range(0, 64, 4))
    typed = {"groups": groups, "upper": groups.upper()}.get(form, form.format(code))
    assert codes(path, typed) == found


def test_an_earlier_head_is_a_result_code_too(path: Path) -> None:
    with Record.create(path, FIRST) as record:
        earlier = record.append([event(1)]).events.hex()
        record.append([event(2)])
    assert check(path, earlier) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP TRIGGER event_stays", "record.schema"),
        ("DROP TRIGGER reading_stands", "record.schema"),
        ("DROP TABLE reading", "record.schema"),
        ("CREATE TABLE more (a)", "record.schema"),
        ("CREATE INDEX quick ON event (hash)", "record.schema"),
        ("CREATE TRIGGER more AFTER INSERT ON event BEGIN SELECT 1; END", "record.schema"),
        ("ALTER TABLE event ADD COLUMN more BLOB", "record.schema"),
        ("PRAGMA application_id = 7", "record.foreign"),
        ("PRAGMA user_version = 0", "record.settings"),
        ("PRAGMA user_version = 2", "record.newer"),
        ("PRAGMA journal_mode = wal", "record.settings"),
        ("PRAGMA page_size = 8192; VACUUM", "record.settings"),
        ("PRAGMA auto_vacuum = 1; VACUUM", "record.settings"),
    ],
)
def test_a_file_that_is_set_up_otherwise_is_found(path: Path, statement: str, code: str) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(statement)
    assert code in codes(path)
    with pytest.raises(DoesNotVerify):
        Record.open(path)


def test_tables_that_do_not_protect_are_found_though_the_record_agrees_with_itself(
    path: Path,
) -> None:
    with Record.create(path, FIRST) as record:
        first = dict(record.events()[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("DROP TRIGGER event_stands; DROP TRIGGER event_stays")
        schema = "".join(
            f"{text};\n"
            for (text,) in connection.execute("SELECT sql FROM sqlite_schema ORDER BY name")
        )
        line = canonical(first | {"schema": sha256(schema.encode()).hexdigest()})
        head = next_head(EVENTS, bytes(32), line)
        connection.execute("UPDATE event SET line = ?, hash = ?", (line, head))
    assert codes(path) == {"record.schema"}


def test_a_record_without_a_beginning_is_found(path: Path) -> None:
    filled(path, appends=1)
    with tampering(path) as connection:
        connection.execute("DELETE FROM event")
    assert "record.empty" in codes(path)


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_page_of_rubbish_is_found(path: Path, page: int) -> None:
    filled(path, appends=40)
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 100 : page * 4096] = b"\xa5" * 3996
    path.write_bytes(content)
    assert codes(path)
    with pytest.raises(DoesNotVerify):
        Record.open(path)


def test_a_file_that_was_cut_short_is_found(path: Path) -> None:
    filled(path, appends=40)
    content = path.read_bytes()
    path.write_bytes(content[:-4096])
    assert codes(path) == {"record.damaged"}
    with pytest.raises(DoesNotVerify, match="damaged"):
        RecordView(path).facts()


def test_all_problems_come_at_once(path: Path) -> None:
    filled(path)
    with tampering(path) as connection:
        connection.execute(CHANGES["line"].format("event"), [2])
        connection.execute(CHANGES["line"].format("reading"), [5])
    with pytest.raises(DoesNotVerify) as caught:
        Record.open(path)
    assert [str(problem.where) for problem in caught.value.problems] == [
        "record.db:event 2",
        "record.db:reading 5",
    ]
    assert len(str(caught.value).splitlines()) == 2
