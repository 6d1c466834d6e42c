"""Whoever writes a record may be killed at any moment.

Here thirty times; ``python tests/torture/kill.py 1000`` for more.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoring.record import HeldElsewhere, Record, RecordView, check
from scoring.record.holding import hold
from scoring.record.reading import half_done
from tests.record.facts import FIRST, event, filled
from tests.torture.kill import ROOT, battery, kill_writer, look


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    battery(tmp_path / "record.db", kills=30, seed=2020)


@pytest.mark.parametrize("seconds", [0.0, 0.002, 0.005, 0.011])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_waits_until_the_append_is_whole(
    seconds: float, how: signal.Signals, tmp_path: Path
) -> None:
    path = tmp_path / "record.db"
    death = kill_writer(path, seconds, waiting=True, how=how)
    assert not death.journal
    look(path, death, before=1)


HALF_DONE = """
import os, signal, sqlite3, sys
from pathlib import Path
from scoring.record import Record
path = Path(sys.argv[1])
record = Record.open(path)
writer = record._connection
writer.execute("PRAGMA cache_size = 2")
writer.execute("PRAGMA cache_spill = 1")
writer.execute("BEGIN IMMEDIATE")
for n in range(record.heads.event_count + 1, 2000):
    writer.execute("INSERT INTO event VALUES (?, ?, ?)", (n, bytes(400), bytes(32)))
os.kill(os.getpid(), signal.SIGKILL)
"""
"""Dies when pages of an unfinished transaction have already overwritten the file's."""


def left_half_done(path: Path) -> None:
    subprocess.run([sys.executable, "-c", HALF_DONE, str(path)], cwd=ROOT, check=False)
    assert half_done(path)


@pytest.mark.parametrize("looker", ["owner", "view", "check"])
def test_what_was_left_half_done_is_undone_by_whoever_comes_first(
    looker: str, tmp_path: Path
) -> None:
    path = tmp_path / "record.db"
    heads = filled(path, appends=40)
    left_half_done(path)
    began = time.process_time()
    if looker == "owner":
        Record.open(path).close()
    elif looker == "view":
        assert RecordView(path).heads == heads
    else:
        assert check(path, heads.events.hex()) == []
    assert time.process_time() - began < 2
    assert not half_done(path)
    assert RecordView(path).heads == heads


def test_beside_an_owner_whose_disk_failed_it_is_said_why_nobody_can_look(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    filled(path, appends=40)
    left_half_done(path)
    held = hold(path)
    try:
        with pytest.raises(HeldElsewhere, match="whose disk failed"):
            RecordView(path).facts()
    finally:
        held.release()
    assert RecordView(path).facts().events


def test_the_lock_of_a_killed_owner_is_free_at_once(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Record.create(path, FIRST).close()
    command = [sys.executable, "-m", "tests.torture.writer", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(HeldElsewhere):
            Record.open(path)
        for _ in range(20):  # beside somebody who writes without a pause
            facts = RecordView(path).facts()
            assert len(facts.events) == 1 + 2 * len(facts.readings)
        writer.kill()
        writer.stdout.read()
    began = time.process_time()
    with Record.open(path) as record:
        assert time.process_time() - began < 2
        record.append([event(1)])


def test_a_writer_whose_commit_nobody_saw_finds_it_by_the_heads(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.create(path, FIRST) as record:
        seen = record.heads
        record.append([event(1)])
    with Record.open(path) as again:
        assert again.heads == seen.after([event(1)]) != seen
