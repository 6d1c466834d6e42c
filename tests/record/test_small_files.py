"""A small file is whole or not there, and nothing is read that only looks like one."""

import os
import stat
from pathlib import Path

import pytest

from scoring.errors import Refused
from scoring.record import StorageFault
from scoring.record.small_files import read_small, write_small


def test_what_is_written_is_read_and_for_the_owner_alone(tmp_path: Path) -> None:
    note = tmp_path / "note"
    assert read_small(note) is None
    write_small(note, b"one")
    write_small(note, b"two")
    assert read_small(note) == b"two"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_a_file_that_others_may_read_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_small(tmp_path / "note", b"", private=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "note").stat().st_mode) == 0o644


def test_a_link_is_neither_followed_nor_written_through(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"another's")
    note = tmp_path / "note"
    note.symlink_to(other)
    with pytest.raises(Refused, match="no plain file"):
        read_small(note)
    write_small(note, b"ours")
    assert (other.read_bytes(), read_small(note)) == (b"another's", b"ours")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "note")
    with pytest.raises(Refused, match="no plain file"):
        read_small(tmp_path / "note")


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note").mkdir()
    with pytest.raises(Refused, match="no plain file"):
        read_small(tmp_path / "note")
    with pytest.raises(StorageFault):
        write_small(tmp_path / "note", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_more_than_is_ours_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "note").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Refused, match="too large"):
        read_small(tmp_path / "note")


def test_a_folder_that_is_not_there_is_a_fault_in_words(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="whether it is there"):
        write_small(tmp_path / "gone" / "note", b"")
    assert read_small(tmp_path / "gone" / "note") is None
