"""How long the program takes to start, in start-ups of an interpreter that does nothing."""

import subprocess
import sys
from collections.abc import Callable

from tests.bench.conftest import Race
from tests.sources import ROOT

SAMPLE = str(ROOT / "sessions" / "2020-hunan")


def run(*arguments: str) -> Callable[[], None]:
    """Return the call that runs our interpreter with ``arguments``, and waits for it."""

    def call() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)

    return call


def test_the_program_starts_at_once(race: Callable[..., Race]) -> None:
    bare = "python -c pass"
    ran = race(
        "Starting",
        {
            bare: run("-c", "pass"),
            "pingyi --help": run("-m", "scoring", "--help"),
            "pingyi rank, on the sample": run("-m", "scoring", "rank", SAMPLE),
        },
        {"pingyi --help": (bare, 5), "pingyi rank, on the sample": (bare, 15)},
        rounds=21,
    )
    assert not ran.missed()
