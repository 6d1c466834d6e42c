"""Races: contestants take turns in one run, so that a busy moment slows all of them alike.

What is asserted is a ratio of medians, never a time. ``--write-benchmarks`` puts the medians and
ratios into docs/benchmarks.md; ``-m "not large"`` leaves out what takes seconds.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.sources import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Race:
    """What was measured of several ways to do one job."""

    job: str
    medians: Mapping[str, float]
    """Seconds, by contestant."""
    rounds: int
    goals: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    """By contestant: against whom, and at most how many times as long."""

    def ratio(self, one: str, other: str) -> float:
        """Return how many times as long ``one`` takes as ``other``."""
        return self.medians[one] / self.medians[other]

    def missed(self) -> list[str]:
        """Return a sentence for each goal that was not reached."""
        return [
            f"{one} takes {self.ratio(one, other):.3g} times as long as {other}, "
            f"and {most:.3g} are allowed"
            for one, (other, most) in self.goals.items()
            if self.ratio(one, other) > most
        ]

    def lines(self) -> Iterator[str]:
        """Yield the race as a Markdown table; ratios are to the first contestant."""
        first = next(iter(self.medians))
        yield f"{self.job} (median of {self.rounds}):"
        yield ""
        yield f"| | median | times as long as {first} | goal |"
        yield "|---|---:|---:|---|"
        for name, seconds in self.medians.items():
            goal = ""
            if name in self.goals:
                other, most = self.goals[name]
                found = _times(self.ratio(name, other))
                goal = f"at most {_times(most)} × {other}; it is {found} ×"
            yield f"| {name} | {_shown(seconds)} | {_times(self.ratio(name, first))} | {goal} |"


RACES: list[Race] = []
TOLD: list[str] = []
"""Times that are held against a frame, and not against a rival: a line for each."""


@pytest.fixture
def race(benchmark: BenchmarkFixture) -> Callable[..., Race]:
    """Let contestants take turns; the first is the one that pytest-benchmark keeps."""

    def run(
        job: str,
        contestants: Mapping[str, Callable[[], object]],
        goals: Mapping[str, tuple[str, float]],
        rounds: int,
    ) -> Race:
        times: dict[str, list[float]] = {name: [] for name in contestants}
        for _ in range(rounds):
            for name, contestant in contestants.items():
                start = perf_counter()
                contestant()
                times[name].append(perf_counter() - start)
        medians = {name: median(each) for name, each in times.items()}
        ran = Race(job, medians, rounds, goals)
        RACES.append(ran)
        if not benchmark.extra_info:  # it takes one job of each test, the first
            benchmark.extra_info["medians"] = medians
            benchmark(next(iter(contestants.values())))
        return ran

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-benchmarks", action="store_true", help="put the results into docs/benchmarks.md"
    )


def pytest_configure(config: pytest.Config) -> None:
    # What is installed has its bytecode; without it a start would be measured with a compiler.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    config.addinivalue_line("markers", "large: ten million marks; takes seconds")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not RACES:
        return
    tables = ["\n".join(ran.lines()) for ran in RACES]
    alone = ["Within a frame, 16.7 ms:", "\n".join(f"- {line}" for line in TOLD)] if TOLD else []
    text = "\n\n".join([*tables, *alone])
    terminalreporter.write_line("")
    terminalreporter.write_line(text)
    if terminalreporter.config.getoption("--write-benchmarks"):
        write_measured(text)
        terminalreporter.write_line(f"written to {PAGE.relative_to(ROOT)}")


def write_measured(text: str) -> None:
    """Put ``text`` in the place of what was measured before."""
    version = ".".join(map(str, sys.version_info[:3]))
    where = f"Python {version} on {platform.system()}, {platform.machine()}."
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page = f"{before}{BEGIN}\n{where}\n\n{text}\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8")


def _times(ratio: float) -> str:
    if ratio < 1:
        return f"1/{_times(1 / ratio)}"
    return f"{ratio:.3g}" if ratio < 100 else f"{ratio:.0f}"


def _shown(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.3g} µs"
