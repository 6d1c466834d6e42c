"""A mirror is always whole, and the way back loses nothing."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.record import (
    DoesNotVerify,
    HeldElsewhere,
    Record,
    RecordView,
    StorageFault,
    check,
    restore,
    write_mirror,
)
from tests.record.facts import FIRST, event, filled, reading


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_mirror_follows_the_record(record: Record, stick: Path) -> None:
    for number in range(4):
        record.append([event(number)], [reading(number)])
        assert write_mirror(record, stick) == record.heads
        assert check(stick / "record.db") == []
    assert RecordView(stick / "record.db").facts() == record.facts()
    assert stat.S_IMODE((stick / "record.db").stat().st_mode) == 0o600
    record.append([event(9)])


def test_a_mirror_is_written_in_place(record: Record, stick: Path) -> None:
    write_mirror(record, stick)
    before = (stick / "record.db").stat().st_ino
    record.append([event(1)])
    write_mirror(record, stick)
    assert (stick / "record.db").stat().st_ino == before


def test_a_mirror_that_somebody_holds_is_left_alone(record: Record, stick: Path) -> None:
    write_mirror(record, stick)
    with Record.open(stick / "record.db"), pytest.raises(HeldElsewhere):
        write_mirror(record, stick)


def test_another_meeting_is_not_overwritten(record: Record, stick: Path) -> None:
    filled(stick / "record.db")
    before = (stick / "record.db").read_bytes()
    with pytest.raises(Refused, match="another meeting"):
        write_mirror(record, stick)
    assert (stick / "record.db").read_bytes() == before


def test_a_mirror_that_reaches_further_is_not_overwritten(record: Record, stick: Path) -> None:
    write_mirror(record, stick)
    with Record.open(stick / "record.db") as other:
        other.append([], [reading(1)])
    with pytest.raises(Refused, match="gone on without"):
        write_mirror(record, stick)


def test_the_records_own_folder_is_no_mirror(record: Record) -> None:
    with pytest.raises(Refused, match="itself"):
        write_mirror(record, record.path.parent)


def test_a_stick_that_is_not_there_is_said_and_harms_nothing(record: Record, stick: Path) -> None:
    stick.rmdir()
    with pytest.raises(StorageFault, match="whether it is there"):
        write_mirror(record, stick)
    assert not stick.exists()
    record.append([event(1)])


def test_a_damaged_mirror_is_said(record: Record, stick: Path) -> None:
    (stick / "record.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(Refused, match="Move it away"):
        write_mirror(record, stick)


def test_what_was_lost_comes_back_from_the_mirror(record: Record, stick: Path) -> None:
    record.append([event(1)], [reading(1)])
    heads = write_mirror(record, stick)
    record.close()
    record.path.unlink()
    assert restore(stick / "record.db", record.path) is None
    with Record.open(record.path) as again:
        assert again.heads == heads
        again.append([event(2)])
    assert stat.S_IMODE(record.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["rubbish", "cut", "journal without its file"])
def test_what_was_damaged_is_kept_beside_what_is_restored(
    record: Record, stick: Path, damage: str
) -> None:
    heads = write_mirror(record, stick)
    record.close()
    damaged = {"rubbish": b"rubbish" * 1000, "cut": record.path.read_bytes()[:5000]}.get(damage)
    record.path.unlink()
    if damaged is not None:
        record.path.write_bytes(damaged)
    journal = record.path.with_name("record.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    kept = restore(stick / "record.db", record.path)
    if damaged is None:
        assert kept is None
    else:
        assert kept is not None
        assert kept.read_bytes() == damaged
    assert not journal.exists()
    with Record.open(record.path) as again:
        assert again.heads == heads


def test_a_record_that_reaches_further_is_not_replaced(record: Record, stick: Path) -> None:
    write_mirror(record, stick)
    record.append([], [reading(1)])
    record.close()
    with pytest.raises(Refused, match="does not have"):
        restore(stick / "record.db", record.path)
    assert RecordView(record.path).heads == record.heads


def test_another_meetings_record_is_not_replaced(stick: Path, path: Path) -> None:
    filled(stick / "record.db", appends=9)
    Record.create(path, FIRST | {"rehearsal": True}).close()
    with pytest.raises(Refused, match="another meeting"):
        restore(stick / "record.db", path)


def test_a_record_that_somebody_holds_is_not_replaced(record: Record, stick: Path) -> None:
    write_mirror(record, stick)
    with pytest.raises(HeldElsewhere):
        restore(stick / "record.db", record.path)


def test_a_mirror_that_does_not_verify_restores_nothing(record: Record, stick: Path) -> None:
    write_mirror(record, stick)
    record.close()
    with closing(sqlite3.connect(stick / "record.db")) as connection:
        connection.execute("DROP TRIGGER event_stays")
    with pytest.raises(DoesNotVerify):
        restore(stick / "record.db", record.path)


def test_a_mirror_is_read_where_nothing_can_be_written(record: Record, stick: Path) -> None:
    """As from a medium that is write-protected: without a journal and a lock beside it."""
    write_mirror(record, stick)
    media = stick / "media"
    media.mkdir()
    shutil.copyfile(stick / "record.db", media / "record.db")
    (media / "record.db").chmod(0o400)
    media.chmod(0o500)
    try:
        assert RecordView(media / "record.db").facts() == record.facts()
        assert check(media / "record.db") == []
        assert [file.name for file in media.iterdir()] == ["record.db"]
    finally:
        media.chmod(0o700)
