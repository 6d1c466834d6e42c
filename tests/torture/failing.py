"""Lets one call to the disk fail in a whole meeting, once or for ever, and looks what is left.

``python tests/torture/failing.py [EVERY]``, from the checkout's folder; it needs a C compiler. Each
call that a meeting makes for its record, mirror, PINs and documents fails in its turn (with EVERY,
each so many-th), once alone and once with all after it. What was acknowledged is there afterwards,
what is there is whole, and whoever was refused was told so in words.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.torture.powercut import Held, entries, held, look  # noqa: E402 - started by its path, it finds them so
from tests.torture.powercut_work import REFUSED  # noqa: E402 - as above

ENDS = {0, REFUSED}


def battery(meeting: Held, calls: Iterator[int]) -> int:
    """Let each of ``calls`` (from 1) fail, once and for ever, until there are no more.

    Returns how many did. Raises AssertionError where something is lost, torn, or told by a
    traceback.
    """
    tried = 0
    for call in calls:
        for way in ({}, {"POWERCUT_EVER": "1"}):
            if not _fail(meeting, call, way):
                return tried
            tried += 1
    return tried


def _fail(meeting: Held, call: int, way: Mapping[str, str]) -> bool:
    """Hold the meeting with that ``call`` failing; False where it makes fewer."""
    shutil.rmtree(meeting.folder)
    shutil.copytree(meeting.before, meeting.folder)
    log = meeting.folder.with_name("failing-log")
    log.unlink(missing_ok=True)
    ended = subprocess.run(
        [sys.executable, "-m", "tests.torture.powercut_work", meeting.folder, meeting.tables],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            **way,
            "LD_PRELOAD": str(meeting.folder.with_name("powercut.so")),
            "POWERCUT_FOLDER": str(meeting.folder),
            "POWERCUT_LOG": str(log),
            "POWERCUT_FAIL": str(call),
        },
    )
    where = f"call {call} {'and all after it' if way else 'alone'}: {ended.stderr}"
    assert ended.returncode in ENDS, where
    assert "Traceback" not in ended.stderr, where
    said = (meeting.folder / "acknowledged").read_bytes()
    try:
        look(meeting, meeting.folder, said, alike=False)
    except Exception as failed:
        raise AssertionError(where) from failed
    return any(entry.kind == "f" for entry in entries(log.read_bytes()))


if __name__ == "__main__":
    every = int(sys.argv[1]) if sys.argv[1:] else 1
    with tempfile.TemporaryDirectory() as folder:
        found = battery(held(Path(folder)), count(1, every))
    sys.stdout.write(f"{found} failing calls; nothing lost, nothing torn, all told in words\n")
