"""The screens: how soon the first one stands, and how soon a digit is painted.

Both on a terminal of their own. What is asserted of the first screen is a ratio to loading the
framework; of a digit, that it takes a frame at most, and 4 KB.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.bench.conftest import Race
from tests.screens.rooms import sample_folder, with_sheets
from tests.screens.terminals import on_a_terminal, opened

FRAME = 1 / 60
"""Seconds."""
MOST_BYTES = 4096
ROUNDS = 15
DIGITS = 120

FIRST_SCREEN = """
from tui.opening import open_interface
from pathlib import Path
open_interface(Path('.'))
"""
OPENED = "being opened"
FRAMEWORK = "import textual.app; print('loaded')"
LOADED = "loaded"


def seen(program: str, words: str) -> None:
    """Run ``program`` until it has written ``words``."""
    with on_a_terminal(program) as terminal:
        terminal.read_until(words)


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
    with on_a_terminal(opened(folder)) as terminal:
        terminal.read_until("read the sheets")
        for key in "3", "1", "\r":
            terminal.press(key)
            terminal.read_until_quiet(1)
        terminal.press("75" * 420)
        terminal.read_until_quiet(3)
        terminal.press("\x1b[1;5H")
        terminal.read_until_quiet(1)
        for number in range(DIGITS):
            start = time.perf_counter()
            terminal.press("75"[number % 2])
            assert terminal.waits(5)
            times.append(time.perf_counter() - start)
            sizes.append(len(terminal.read_until_quiet(0.15)))
    slowest = quantiles(times, n=100)[-1]
    told = (
        f"\nkey to painted digit: median {median(times) * 1e3:.1f} ms, p99 {slowest * 1e3:.1f} ms;"
        f" bytes with its record: median {median(sizes)}, most {max(sizes)}\n"
    )
    with capsys.disabled():
        sys.stdout.write(told)
    assert slowest <= FRAME
    assert max(sizes) <= MOST_BYTES
