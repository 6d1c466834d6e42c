"""Two thousand sheets keyed in one run: what is held grows with the marks, and hardly."""

import gc
import tracemalloc

from tests.screens.papers import HUNDRED, keyed, shown, stack

MOST_GROWTH = 5 * 1024 * 1024
"""Bytes."""


def test_two_thousand_sheets_take_little_memory() -> None:
    sheets = 2_000
    keying = stack(sheets=sheets)
    keyed(keying, "71 72 73")
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    now = 10.0
    for _ in range(sheets * 3 - 3):
        for key in "75":
            now += 0.2
            keying.press(key, now)
        keying.sheaf.recorded(keying.sheaf.due(now))
        keying.sheaf.touched.clear()
    keying.sheaf.recorded(keying.sheaf.due(now + 1))
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before <= MOST_GROWTH
    assert not keying.sheaf.unsettled
    assert shown(keying).endswith("75 75 75")


def test_undoing_reaches_back_far_and_not_for_ever() -> None:
    keying = stack(HUNDRED, sheets=1)
    for _ in range(5_000):
        keyed(keying, "75 left 76 left")
    undone = 0
    while str(keyed(keying, "ctrl+z").line) != "nothing to undo":
        undone += 1
    assert undone == 2_000
