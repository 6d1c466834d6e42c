"""How fast a fact is safe on the disk, and how fast a record opens.

Run on a quiet machine, on the disk on which meetings lie: ``pytest tests/bench --basetemp=…``.
"""

import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from io import RawIOBase
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from scoring.record import Record, canonical
from tests.record.facts import FIRST

BLOCK = 40
ROUNDS = 15
GOAL = 0.18
"""Of the bare disk's speed. SQLite alone, with our settings, reaches 0.17 to 0.21 where it was
measured, so a busy machine can miss it; what must always hold is the next two."""
SHARE_OF_BARE = 0.15
SHARE_OF_SQLITE = 0.8
SLOWEST = 0.030
"""Seconds, of 99 in 100 appends."""
SECONDS_TO_OPEN = 0.3


def cell(sheet: int, unit: int, by: str) -> dict[str, Any]:
    return {
        "kind": "cell-read",
        "round": "all",
        "attempt": 1,
        "sheet": f"{sheet:03}",
        "unit": f"unit-{unit}",
        "criterion": "live",
        "by": by,
        "cell": (sheet * 7 + unit) % 21,
        "third": False,
    }


def timed(action: Callable[[int], object]) -> list[float]:
    """Return the seconds that each of a block's actions took."""
    took = []
    for number in range(BLOCK):
        began = time.perf_counter()
        action(number)
        took.append(time.perf_counter() - began)
    return took


def test_a_durable_append_against_the_bare_disk(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    """Beside it: a line forced to the disk, and what SQLite alone needs with our settings."""
    took: dict[str, list[float]] = {"bare": [], "sqlite": [], "record": []}
    with (
        (tmp_path / "lines").open("ab", buffering=0) as lines,
        closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as plain,
        Record.create(tmp_path / "record.db", FIRST) as record,
    ):
        plain.executescript("PRAGMA journal_mode = truncate; CREATE TABLE reading (line, hash)")
        plain.execute("PRAGMA synchronous = extra")
        ways = {
            "bare": lambda n: force(lines, canonical(cell(n, n % 7, "t1")) + b"\n"),
            "sqlite": lambda n: insert(plain, canonical(cell(n, n % 7, "t1"))),
            "record": lambda n: record.append([], [cell(n, n % 7, "t1")]),
        }
        for _ in range(ROUNDS):
            for name, way in ways.items():
                took[name] += timed(way)
        benchmark(ways["record"], 1)
    medians = {name: statistics.median(times) for name, times in took.items()}
    share = medians["bare"] / medians["record"]
    slowest = statistics.quantiles(took["record"], n=100)[-1]
    benchmark.extra_info |= {
        "share of the bare disk's speed": round(share, 3),
        "reaches the goal": share >= GOAL,
        "share that SQLite alone reaches": round(medians["bare"] / medians["sqlite"], 3),
        "p99 in ms": round(slowest * 1000, 2),
    }
    assert share >= SHARE_OF_BARE, benchmark.extra_info
    assert medians["sqlite"] / medians["record"] >= SHARE_OF_SQLITE, benchmark.extra_info
    assert slowest <= SLOWEST, benchmark.extra_info


def force(lines: RawIOBase, line: bytes) -> None:
    lines.write(line)
    os.fdatasync(lines.fileno())


def insert(plain: sqlite3.Connection, line: bytes) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("INSERT INTO reading VALUES (?, ?)", (line, bytes(32)))
    plain.execute("COMMIT")


@pytest.mark.parametrize("readings", ["by the cell", "by the sheet"])
def test_a_finished_meeting_with_double_entry_opens_at_once(
    benchmark: BenchmarkFixture, tmp_path: Path, readings: str
) -> None:
    """60 sheets of 7 units, read twice, and 200 events."""
    path = tmp_path / "record.db"
    cells = [[cell(n, unit, by) for unit in range(7)] for n in range(60) for by in ("t1", "t2")]
    with Record.create(path, FIRST) as record:
        record.append([{"kind": "handed-over", "round": "all", "by": f"{n}"} for n in range(200)])
        if readings == "by the cell":
            record.append([], [fact for sheet in cells for fact in sheet])
        else:
            record.append([], [{"kind": "sheet-read", "cells": sheet} for sheet in cells])
    benchmark(lambda: Record.open(path).close())
    assert benchmark.stats is not None
    assert benchmark.stats["median"] <= SECONDS_TO_OPEN
