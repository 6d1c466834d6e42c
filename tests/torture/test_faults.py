"""Commits that are made to fail, by real causes.

Never acknowledged and absent, never failed and present; and the message is one that a secretary
understands.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scoring.record import (
    DoesNotVerify,
    Heads,
    Record,
    RecordView,
    StorageFault,
    check,
    schema,
    write_mirror,
)
from tests.record.facts import FIRST, attempt, event, filled, reading, rows
from tests.torture.kill import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "meeting"
    folder.mkdir()
    return folder / "record.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    filled(path, appends=40)
    with Record.open(path) as opened:
        yield opened


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let every write behind ``size`` bytes fail; Python has the signal for it ignored."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def told(fault: StorageFault | DoesNotVerify) -> str:
    """Return what the secretary reads, after a look that no machine's words are in it."""
    text = str(fault)
    assert not {"sqlite", "errno", "database", "malformed", "i/o"} & {*text.lower().split()}
    return text


def stands(record: Record, expected: Heads) -> None:
    """Fail unless the file holds these facts and no others, whoever looks."""
    assert record.heads == expected == RecordView(record.path).facts().heads
    assert rows(record.path, "event") == expected.event_count
    assert rows(record.path, "reading") == expected.reading_count
    assert check(record.path) == []


def test_a_disk_that_refuses_any_write_of_a_commit_leaves_all_or_nothing(record: Record) -> None:
    """The limit wanders from the journal's first byte to behind the file's last."""
    refused = written = 0
    size = record.path.stat().st_size
    for limit in range(0, size + 3 * 4096, 1000):
        before = record.heads
        facts = [event(limit) | {"note": "评" * 900}], [reading(limit)]
        with no_file_longer_than(limit):
            fault = attempt(record, *facts)
        if fault is None:
            written += 1
            assert record.heads == before.after(*facts)
        else:
            refused += 1
            assert fault.halted
            assert "disk reported an error" in told(fault)
            with pytest.raises(StorageFault):
                record.append([event(0)])
            assert record.reopened() == before
        stands(record, record.heads)
    assert refused > 10
    assert written > 0
    record.append([event(1)])


def test_a_disk_that_is_full_is_said_and_the_record_goes_on(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=256k tmpfs "$1" && exec "$2" -m tests.torture.full "$1"'
    disk = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    if shutil.which("unshare") is None or subprocess.run([*disk, "true"], check=False).returncode:
        pytest.skip("this system lets nobody but root mount a small disk for the test")
    command = [*disk, "sh", "-c", script, "sh", str(tmp_path), sys.executable]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    refused, written = map(int, ended.stdout.split())
    assert refused >= 3
    assert written >= 3


def test_a_record_that_may_not_grow_is_full(record: Record) -> None:
    """SQLite's own answer to a full disk, on every system."""
    before = record.heads
    with closing(sqlite3.connect(record.path)) as other:
        [pages] = other.execute("PRAGMA page_count").fetchone()
    record._connection.execute(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001 - the only way in
    with pytest.raises(StorageFault, match="full") as caught:
        record.append([event(1) | {"note": "评" * 9000}])
    assert not caught.value.halted
    stands(record, before)
    record._connection.execute("PRAGMA max_page_count = 100000")  # noqa: SLF001 - as above
    record.append([event(1)])
    stands(record, before.after([event(1)]))


def away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def away_with_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def another_instead(path: Path) -> None:
    filled(path.with_name("other.db"))
    path.with_name("other.db").replace(path)


def a_copy_instead(path: Path) -> None:
    shutil.copyfile(path, path.with_name("copy.db"))
    path.with_name("copy.db").replace(path)


def a_link_instead(path: Path) -> None:
    away(path)
    path.symlink_to(path.with_name("elsewhere.db"))


@pytest.mark.parametrize(
    "happening",
    [Path.unlink, away, away_with_its_folder, another_instead, a_copy_instead, a_link_instead],
)
def test_a_file_that_is_not_where_it_was_is_not_written(
    happening: object, record: Record, tmp_path: Path
) -> None:
    assert callable(happening)
    before = record.heads
    happening(record.path)
    for _ in range(2):
        with pytest.raises(StorageFault, match="no longer where it was") as caught:
            record.append([event(1)])
        assert told(caught.value)
        assert caught.value.halted
    assert record.heads == before
    for file in tmp_path.rglob("*.db"):
        assert file.is_symlink() or RecordView(file).heads != before.after([event(1)])


def test_a_file_that_is_put_back_is_written_on(record: Record) -> None:
    before = record.heads
    away(record.path)
    with pytest.raises(StorageFault):
        record.append([event(1)])
    with pytest.raises(StorageFault, match="whether it is there"):
        record.reopened()
    with pytest.raises(StorageFault):
        record.append([event(1)])
    record.path.with_name("elsewhere.db").rename(record.path)
    assert record.reopened() == before
    record.append([event(1)])
    stands(record, before.after([event(1)]))


def test_an_older_copy_in_its_place_is_found_out(record: Record, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    write_mirror(record, stick)
    record.append([event(1)], [reading(1)])
    (stick / "record.db").replace(record.path)
    with pytest.raises(StorageFault):
        record.append([event(2)])
    with pytest.raises(DoesNotVerify, match="acknowledged"):
        record.reopened()
    with pytest.raises(DoesNotVerify):
        record.append([event(2)])


def test_an_exact_copy_in_its_place_is_accepted_when_reopened(record: Record) -> None:
    before = record.heads
    a_copy_instead(record.path)
    with pytest.raises(StorageFault):
        record.append([event(1)])
    assert record.reopened() == before
    record.append([event(1)])


def test_a_commit_that_nobody_saw_is_found_by_the_heads(record: Record) -> None:
    """As when the disk took the last write, and its answer was lost."""
    facts = [event(1)], [reading(1)]
    foretold = record.heads.after(*facts)
    record.path.with_suffix(".lock").unlink()
    with Record.open(record.path) as other:
        other.append(*facts)
    with pytest.raises(StorageFault, match="Another program has written"):
        record.append(*facts)
    assert record.reopened() == foretold
    stands(record, foretold)


def test_somebody_who_wrote_into_the_other_chain_is_noticed(record: Record) -> None:
    record.path.with_suffix(".lock").unlink()
    with Record.open(record.path) as other:
        theirs = other.append([], [reading(1)])
    with pytest.raises(StorageFault, match="Another program has written"):
        record.append([event(1)])
    stands(record, record.reopened())
    assert record.heads == theirs


def test_a_journal_that_was_thrown_away_is_made_anew(record: Record) -> None:
    record.path.with_name("record.db-journal").unlink()
    record.append([event(1)])
    stands(record, record.heads)


def test_who_keeps_on_reading_is_named(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(schema.OF_READER, "busy_timeout", 50)
    monkeypatch.setitem(schema.OF_OWNER, "busy_timeout", 50)
    before = record.reopened()
    with closing(sqlite3.connect(record.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM event").fetchall()
        with pytest.raises(StorageFault, match="Another program has been using") as caught:
            record.append([event(1)])
        assert not caught.value.halted
        other.execute("COMMIT")
    stands(record, before)
    record.append([event(1)])
    stands(record, before.after([event(1)]))


PROTECTED = r"write-protected|cannot be opened"


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """Make a folder of somebody to whom the modes of files apply; root would ignore them."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    root = os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.setegid(65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
            os.setegid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_record_in_a_folder_that_is_write_protected_is_looked_at_only(ordinary: Path) -> None:
    path = ordinary / "record.db"
    heads = filled(path)
    path.with_suffix(".lock").unlink()
    ordinary.chmod(0o500)
    with pytest.raises(StorageFault, match=PROTECTED) as caught:
        Record.open(path)
    assert told(caught.value)
    assert RecordView(path).heads == heads
    assert check(path) == []


def test_a_record_that_is_write_protected_is_looked_at_only(ordinary: Path) -> None:
    path = ordinary / "record.db"
    heads = filled(path)
    path.chmod(0o400)
    with pytest.raises(StorageFault, match=PROTECTED) as caught:
        Record.open(path)
    assert told(caught.value)
    assert RecordView(path).heads == heads
    path.chmod(0o600)
    Record.open(path).close()


def test_a_record_that_may_not_be_read_is_neither_opened_nor_looked_at(ordinary: Path) -> None:
    path = ordinary / "record.db"
    filled(path)
    path.chmod(0o000)
    for call in (Record.open, check, lambda path: RecordView(path).heads):
        with pytest.raises(StorageFault, match=PROTECTED) as caught:
            call(path)
        assert told(caught.value)


@pytest.mark.parametrize("journal", [True, False])
def test_a_folder_that_becomes_write_protected_loses_nothing(
    journal: bool,  # noqa: FBT001 - a case of the test
    ordinary: Path,
) -> None:
    path = ordinary / "record.db"
    with Record.create(path, FIRST) as record:
        before = record.heads
        if not journal:
            path.with_name("record.db-journal").unlink()
        ordinary.chmod(0o500)
        if journal:
            record.append([event(1)])  # all it needs is there already
        else:
            with pytest.raises(StorageFault, match=PROTECTED) as caught:
                record.append([event(1)])
            assert not caught.value.halted
            stands(record, before)
        ordinary.chmod(0o700)
        record.append([event(2)])
        stands(record, record.heads)


def test_a_record_is_not_made_in_a_folder_that_is_write_protected(ordinary: Path) -> None:
    ordinary.chmod(0o500)
    with pytest.raises(StorageFault, match="write-protected") as caught:
        Record.create(ordinary / "record.db", FIRST)
    assert told(caught.value)
    assert [*ordinary.iterdir()] == []
