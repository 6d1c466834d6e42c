"""The screens: how soon the first one stands, and how soon a digit is painted.

Both on a terminal of their own. What is asserted of the first screen is a ratio to loading the
framework; of a digit, the goals are a frame and 4 KB.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.bench.conftest import Race
from tests.screens.rooms import sample_folder, with_sheets
from tests.sources import ROOT

FRAME = 1 / 60
"""Seconds."""
MOST_BYTES = 4096
ROUNDS = 15
DIGITS = 200

FIRST_SCREEN = """
from tui.opening import open_interface
from pathlib import Path
open_interface(Path('.'))
"""
OPENED = b"being opened"
FRAMEWORK = "import textual.app; print('loaded')"
LOADED = b"loaded"
ENTRY = """
from pathlib import Path
from scoring.locales import use
use('en')
from tui.opening import open_interface
open_interface(Path({folder!r}))
"""


@contextmanager
def on_a_terminal(program: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Run ``program`` on a terminal of 120 by 40; give our end of it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    child = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment,
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield ours, child
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def read_until_quiet(descriptor: int, silence: float) -> bytes:
    """Return what is written until nothing has been for ``silence`` seconds."""
    written = b""
    while select.select([descriptor], [], [], silence)[0]:
        try:
            written += os.read(descriptor, 65536)
        except OSError:  # the other end is closed
            break
    return written


def seen(program: str, words: bytes) -> None:
    """Run ``program`` until it has written ``words``."""
    with on_a_terminal(program) as (ours, _):
        written = b""
        while words not in written:
            written += os.read(ours, 65536)


def test_the_first_screen_stands_when_the_framework_is_loaded(race: Callable[..., Race]) -> None:
    ran = race(
        "First screen",
        {
            "first screen": lambda: seen(FIRST_SCREEN, OPENED),
            "import textual.app": lambda: seen(FRAMEWORK, LOADED),
        },
        {"first screen": ("import textual.app", 1.3)},
        ROUNDS,
    )
    assert not ran.missed()


def test_a_digit_is_painted_within_a_frame(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sample_folder(tmp_path)
    with_sheets(folder, 60).close()
    times, sizes = [], []
    with on_a_terminal(ENTRY.format(folder=str(folder))) as (ours, _):
        read_until_quiet(ours, 3)
        for key in "3", "1", "\r":
            os.write(ours, key.encode())
            read_until_quiet(ours, 1)
        os.write(ours, b"75" * 420)
        read_until_quiet(ours, 3)
        os.write(ours, b"\x1b[1;5H")
        read_until_quiet(ours, 1)
        for number in range(DIGITS):
            start = time.perf_counter()
            os.write(ours, b"75"[number % 2 : number % 2 + 1])
            select.select([ours], [], [], 5)
            times.append(time.perf_counter() - start)
            sizes.append(len(read_until_quiet(ours, 0.15)))
    slowest = quantiles(times, n=100)[-1]
    told = (
        f"\nkey to painted digit: median {median(times) * 1e3:.1f} ms, p99 {slowest * 1e3:.1f} ms;"
        f" bytes with its record: median {median(sizes)}, most {max(sizes)}\n"
    )
    with capsys.disabled():
        sys.stdout.write(told)
    assert slowest <= 3 * FRAME  # the goal is one frame; the machine may be busy
    assert max(sizes) <= MOST_BYTES
