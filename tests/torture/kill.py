"""Kills whoever writes a record, at random moments, and looks what is left.

``python tests/torture/kill.py 1000 [SEED]`` does it a thousand times, from the checkout's folder.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scoring.record import Heads, Record  # noqa: E402 - started by its path, it finds them so
from scoring.record.reading import half_done  # noqa: E402 - as above

SECONDS_TO_REOPEN = 2


@dataclass(frozen=True)
class Death:
    """What a killed writer left."""

    acknowledged: tuple[int, str] | None
    """Events, and their head, as it said last; None where it did not come to say anything."""
    journal: bool
    """It died with a transaction half done."""


def kill_writer(path: Path, seconds: float, *, waiting: bool, how: signal.Signals) -> Death:
    """Start a writer and end it after so long, counted from its first word if ``waiting``."""
    command = [sys.executable, "-m", "tests.torture.writer", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline() if waiting else b""
        time.sleep(seconds)
        writer.send_signal(how)
        said = (first + writer.stdout.read()).splitlines()
    # The last word may have been cut; each whole one has two parts and 64 digits.
    whole = [line.split() for line in said if len(line.partition(b" ")[2]) == 64]
    last = (int(whole[-1][0]), whole[-1][1].decode()) if whole else None
    return Death(last, path.exists() and half_done(path))


def look(path: Path, death: Death, before: int) -> Heads:
    """Reopen what was left after ``death``; ``before``: the events there were when it began.

    Fails where an acknowledged fact is lost, where half an append is there, where it takes long.
    """
    began = time.process_time()  # our own work: other programs may keep the disk busy
    with Record.open(path) as record:
        took = time.process_time() - began
        heads, facts = record.heads, record.facts()
        count, head = death.acknowledged or (before, None)
        assert heads.event_count in {count, count + 2}, (heads.event_count, death)
        # One event more than readings twice over: no append is there by halves.
        assert heads.event_count == 1 + 2 * heads.reading_count
        at_head = Heads().after(facts.events[:count]).events.hex()
        assert head in {at_head, None}, death
        # Whoever was not answered enters it again, unless the heads say that it is there.
        if heads.event_count == count:
            assert record.append([{"kind": "again"}] * 2, [{"kind": "again"}]) != heads
        assert took < SECONDS_TO_REOPEN, took
        return record.heads


def battery(path: Path, kills: int, seed: int) -> int:
    """Kill so many writers of one record; return how many died with a transaction half done."""
    chance = random.Random(seed)
    before, half = 1, 0
    for number in range(kills):
        waiting = number % 5 != 0  # one in five dies while it starts, opens or recovers
        seconds = chance.uniform(0, 0.03 if waiting else 0.3)
        death = kill_writer(path, seconds, waiting=waiting, how=signal.SIGKILL)
        if path.exists():
            before = look(path, death, before).event_count
        else:
            assert death.acknowledged is None
        half += death.journal
    return half


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    start = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1_000_000)
    sys.stdout.write(f"{count} kills, seed {start}\n")
    with tempfile.TemporaryDirectory() as folder:
        found = battery(Path(folder) / "record.db", count, start)
    sys.stdout.write(f"nothing lost; {found} died with a transaction half done\n")
