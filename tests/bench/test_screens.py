"""The screens: how soon the first one stands, how soon a digit is painted, and of many sheets.

The first two on a terminal of their own. What is asserted of the first screen is a ratio to
loading the framework; of a digit, that it takes a frame at most, and 4 KB; of two thousand sheets,
that each key of the entry screen, and the console after each mark, takes a frame at most.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import pytest

from scoring.live.session import Session
from scoring.meeting.acts import HandOver, Read
from tests.bench.conftest import TOLD, Race
from tests.screens.rooms import clock, sample_folder, with_sheets
from tests.screens.terminals import on_a_terminal, opened
from tests.torture.sheets import meeting_of
from tui.keys.reading import first_reading
from tui.screens.secretary_desk_lines import DeskView, desk_lines
from tui.screens.step_times import StepTimes

FRAME = 1 / 60
"""Seconds."""
MOST_BYTES = 4096
ROUNDS = 15
DIGITS = 120
SHEETS = 2_000
APART = 20
"""From one sheet that is read differently to the next."""
MARKS = 100

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
    slowest = told(capsys, "key to painted digit", times)
    with capsys.disabled():
        sys.stdout.write(f"bytes with its record: median {median(sizes)}, most {max(sizes)}\n")
    assert slowest <= FRAME
    assert max(sizes) <= MOST_BYTES


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Two thousand sheets, keyed by two people who differ on every twentieth."""
    folder = meeting_of(tmp_path_factory.mktemp("many"), SHEETS)
    session = Session.open(folder, clock)
    spots = session.state.round("all").spots
    for by, slip in ("J1", 0), ("J2", 1):
        cells = tuple(
            (f"{number:03}", *spot, (number + at) % 20 + (slip if number % APART == at else 0))
            for number in range(1, SHEETS + 1)
            for at, spot in enumerate(spots)
        )
        session.do(Read("all", by, cells))
    yield session
    session.close()


def test_every_key_of_the_entry_screen_takes_a_frame_at_most(
    many: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    state = many.state
    keying = first_reading(state, state.round("all"), "J1", many.entries)
    assert keying is not None
    keys = "7 5 . - * / / escape f5 f9 escape f6 1 9 9 9 enter pageup pagedown ctrl+end".split()
    keys += "ctrl+home tab delete f9 f5 7 7 ctrl+z ctrl+y ctrl+down ctrl+up end f6 escape".split()
    times = {
        f"{number} {key}": timed(partial(keying.press, key, number / 10))
        for number, key in enumerate(keys * 4)
    }
    slowest = max(times, key=times.__getitem__)
    told(
        capsys,
        f"any key of the entry screen, {SHEETS} sheets; longest was {slowest.partition(' ')[2]}",
        list(times.values()),
    )
    assert times[slowest] <= FRAME


def test_the_console_is_drawn_within_a_frame_after_each_mark(
    many: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    hours = StepTimes()
    spots = many.state.round("all").spots

    def drawn() -> None:
        hours.follow(many.entries)
        desk_lines(DeskView(many.state, hours), 120, 32)

    def marked(by: str, *, third: bool) -> Iterator[float]:
        drawn()  # what the screen shows before the mark
        for number in range(APART, APART * MARKS, APART):
            cell = (f"{number:03}", *spots[0], (number + 2) % 20)
            many.do(Read("all", by, (cell,), third=third))
            yield timed(drawn)

    # The collector looks through everything now and then: of a hundred marks, five may wait.
    times = [*marked("J1", third=False)]
    keyed = told(capsys, f"console after a mark, {SHEETS} sheets", times, 95)
    many.do(HandOver("all", "J1"), HandOver("all", "J2"))
    times = [*marked("J3", third=True)]
    third = told(capsys, f"console after a third, {SHEETS} sheets", times, 95)
    assert max(keyed, third) <= FRAME


def timed(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes, in seconds of our own processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def told(
    capsys: pytest.CaptureFixture[str], what: str, times: Sequence[float], of: int = 99
) -> float:
    """Say how long ``what`` takes; return how long in ``of`` of 100 cases, in seconds."""
    slowest = quantiles(times, n=100, method="inclusive")[of - 1]
    figures = f"median {median(times) * 1e3:.1f} ms, p{of} {slowest * 1e3:.1f} ms"
    TOLD.append(f"{what}: {figures}")
    with capsys.disabled():
        sys.stdout.write(f"\n{what}: {figures}\n")
    return slowest
