"""Meetings that tests run by commands alone, and the PINs of their officers."""

import csv
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.cli.running import SAMPLE, Ended, Pingyi

PINS = {"J1": "1111", "J2": "2222", "J3": "3333", "J4": "4444", "J0": "0000"}

SCHEME = """\
schema = 1
id = "odd-marks"
title = "测评办法"
source = "made up; no mark of it can stand anywhere by chance"

[[component]]
id = "live"
title = "现场测评"
kind = "ballot"
points = 100
full = 100
scale = { start = 50.37, cap = 99.37, step = 0.5 }

[procedure]
officers = OFFICERS
rounds = "ROUNDS"
"""
UNITS = ("jia", "yi", "bing")
MARKS = {
    "001": ("71.87", "82.37", "93.87"),
    "002": ("61.37", "88.87", "57.37"),
    "003": ("66.87", "79.87", "97.37"),
}
"""What the sheets say."""
SLIP = {("001", "yi"): "85.87", ("003", "bing"): "96.87"}
"""What the second reader keys instead."""
THIRD = {("001", "yi"): "84.37", ("003", "bing"): "97.37"}
"""What the third reader keys: one of the two cells stays open."""
FIGURES = [
    *(mark for row in MARKS.values() for mark in row),
    *SLIP.values(),
    *THIRD.values(),
    *("66.70", "66.703", "83.70", "83.703", "82.87", "82.870"),
]
"""Every mark that is keyed, and every mean of them."""


def make_meeting(folder: Path, *, rounds: str = "all", officers: int = 2) -> Path:
    """Make the folder of a small meeting: three units, four deputies, three sheets."""
    folder.mkdir()
    scheme = SCHEME.replace("ROUNDS", rounds).replace("OFFICERS", str(officers))
    (folder / "scheme.toml").write_text(scheme, encoding="utf-8")
    notice = 'title = "评议会议"\nscheme = "scheme.toml"\n'
    (folder / "meeting.toml").write_text(notice, encoding="utf-8")
    write(folder / "units.csv", ["id", "name"], *([unit, f"单位{unit}"] for unit in UNITS))
    people = [["D1", "赵一", "东团", "是"], ["D2", "钱二", "东团", ""],
              ["D3", "孙三", "西团", "是"], ["D4", "李四", "西团", "是"]]  # fmt: skip
    write(folder / "deputies.csv", ["id", "name", "delegation", "speaker"], *people)
    roles = ("teller", "teller", "scrutineer", "scrutineer", "chief")
    rows = ([id_, f"人{id_}", role] for id_, role in zip(PINS, roles, strict=True))
    write(folder / "officers.csv", ["id", "name", "role"], *rows)
    write_reading(folder / "a.csv", {})
    write_reading(folder / "b.csv", SLIP)
    shutil.copy(folder / "a.csv", folder / "ballots.csv")
    return folder


def write_reading(path: Path, instead: dict[tuple[str, str], str]) -> None:
    """Write a wide table of ``MARKS``, with some of them replaced."""
    rows = (
        [sheet, *(instead.get((sheet, unit), mark) for unit, mark in zip(UNITS, row, strict=True))]
        for sheet, row in MARKS.items()
    )
    write(path, ["ballot", *UNITS], *rows)


def write(path: Path, *rows: Iterable[str]) -> None:
    """Write a csv table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


class Desk:
    """A desk at which one meeting is run; a command that fails fails the test."""

    def __init__(self, pingyi: Pingyi, folder: Path) -> None:
        self.folder = folder
        self._pingyi = pingyi

    def do(self, command: str, *more: object) -> Ended:
        """Run ``command``, which has to be done; it gets every PIN."""
        ended = self.attempt(command, *more)
        assert ended.code == 0, (command, more, ended)
        return ended

    def attempt(self, command: str, *more: object) -> Ended:
        """Run ``command``, whatever comes of it."""
        return self._pingyi(*self.words(command, *more))

    def words(self, command: str, *more: object) -> list[object]:
        """Return the words of a command line: names of tables become paths, PINs are given."""
        first = command.split()
        words: list[object] = [
            self.folder / str(word) if str(word).endswith(".csv") else word
            for word in (*first, self.folder, *more)
        ]
        takes_pins = {"--as", "--second"} & set(map(str, more)) or first == ["officers", "pin"]
        if takes_pins and "--pin-fd" not in more:
            words += ["--pin-fd", pipe_with(PINS)]
        return words

    def json(self, command: str, *more: object) -> dict[str, Any]:
        """Return what ``command`` says as JSON, whatever its exit code."""
        said: dict[str, Any] = json.loads(self.attempt(command, *more, "--json").out)
        return said

    def state(self) -> str:
        """Return the meeting's state."""
        return str(self.json("status")["state"])


def pipe_with(pins: dict[str, str]) -> int:
    """Return a file descriptor from which PINs can be read, once; the command closes it."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as file:
        file.writelines(f"{officer} {pin}\n" for officer, pin in pins.items())
    return reading


def set_pins(desk: Desk) -> None:
    """Give every officer a PIN."""
    for officer in PINS:
        desk.do("officers pin", officer)


STAGES: dict[str, tuple[tuple[object, ...], ...]] = {
    "without a record": (),
    "frozen": (("freeze",),),
    "present": (("checkin", "D1", "钱二", "D3"),),
    "open": (("round open",),),
    "issued": (("issue", "--issued", 3),),
    "received": (("receive", "--sheets", "001-003"),),
    "paused": (("round pause",),),
    "half read": (("round resume",), ("enter", "--as", "J1", "--file", "a.csv")),
    "collected": (("round collect",),),
    "read": (
        ("enter", "--as", "J2", "--file", "b.csv"),
        ("hand-over", "--as", "J1"),
        ("hand-over", "--as", "J2"),
    ),
    "third reading": (
        ("query", "002", "jia", "--as", "J1", "--note", "可能是 61.37"),
        ("enter", "--as", "J3", "--third", "--file", "third.csv"),
    ),
    "ruled": (
        ("rule", "001", "yi", *("--mark", "82.37", "--as", "J4", "--second", "J0"),
         "--reason", "应为 82.37"),
        ("clarify", "002", "jia", *("--mark", "61.37", "--as", "J4", "--second", "J0"),
         "--reason", "应为 61.37"),
    ),
    "counted": (("count",),),
    "certified": (("certify", "--as", "J3", "--as", "J4"),),
    "revealed": (("reveal",),),
}  # fmt: skip
"""What is done to bring a small meeting to each stage of its life, one after the other.

The third reader gives a third value for one cell, so that it is left open for a ruling.
"""


def brought_to(desk: Desk, stage: str) -> Desk:
    """Bring a new meeting to ``stage``."""
    write_reading(desk.folder / "third.csv", THIRD)
    for name, steps in STAGES.items():
        for command, *more in steps:
            desk.do(str(command), *more)
        if name == "frozen":
            set_pins(desk)
        if name == stage:
            return desk
    raise KeyError(stage)


def sample(folder: Path) -> Path:
    """Copy the sample meeting."""
    shutil.copytree(SAMPLE, folder)
    return folder
