"""Meetings that documents are made from: folders of files, and one that is held by a script."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from scoring.ballots import Marking
from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.session import Session
from scoring.meeting.acts import (
    Certify,
    CheckIn,
    CollectRound,
    Correct,
    Count,
    HandOver,
    Issue,
    OpenRound,
    Read,
    Receive,
    Reveal,
    VoidSheet,
)
from scoring.scheme import Ballot

TELLERS = ("J1", "J2")
SCRUTINEERS = ("J3", "J4")
OFFICERS = """\
id,name,role
J1,计票人甲,teller
J2,计票人乙,teller
J3,监票人甲,scrutineer
J4,监票人乙,scrutineer
J0,总监票人,chief
"""

SCHEME = """\
schema = 1
id = "plain"
title = "县人大常委会工作评议办法"
source = "示例"
[[component]]
id = "base"
title = "会前基础分"
kind = "given"
points = 20
round = { component = 2 }
[[component]]
id = "live"
title = "现场测评得分"
kind = "ballot"
points = 80
full = 80
scale = { start = 60, cap = 80 }
round = { component = 2 }
[total]
places = 2
"""

LONG = "县自然资源和规划局（县林业局、县不动产登记中心）建议办理工作领导小组办公室"


def folder_of(path: Path, units: int, sheets: int = 30, *, scheme: str = SCHEME) -> Path:
    """Make a folder with so many units, two of them level, one with a long and a rare name."""
    path.mkdir(parents=True)
    names = [f"县第{number}局" for number in range(1, units + 1)]
    names[0] = LONG
    if units > 4:
        names[4] = "县䶮江水务局"
    ids = [f"u{number:02}" for number in range(1, units + 1)]
    write(path / "units.csv", [("id", "name"), *zip(ids, names, strict=True)])
    write(path / "given.csv", [("unit", "base"), *((id_, "15.5") for id_ in ids)])
    deputies = [
        (f"D{number:03}", f"代表{number:03}", f"第{number % 4 + 1}代表团")
        for number in range(sheets)
    ]
    deputies.sort(key=lambda one: one[2])
    write(path / "deputies.csv", [("id", "name", "delegation"), *deputies])
    (path / "officers.csv").write_text(OFFICERS, encoding="utf-8")
    (path / "scheme.toml").write_text(scheme, encoding="utf-8")
    (path / "meeting.toml").write_text(
        'title = "县第十八届人大常委会第三十次会议工作评议"\n'
        'date = 2026-11-20\nplace = "县会议中心"\n'
        'host = "县人大常委会"\nscheme = "scheme.toml"\n[paper]\n'
        f"issued = {sheets}\nreturned = {sheets}\n",
        encoding="utf-8",
    )
    rows = [
        [f"{sheet:03}", *(str(60 + (7 * sheet + 5 * max(unit, 1)) % 21) for unit in range(units))]
        for sheet in range(1, sheets + 1)
    ]
    rows[0][1:] = ["无效"] * units
    rows[1][1:] = ["弃权", *[""] * (units - 1)]
    write(path / "ballots.csv", [("ballot", *ids), *rows])
    return path


def write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def clock() -> "Iterator[str]":
    """Yield times, a minute apart, of the same day whenever the test runs."""
    for minute in count():
        yield f"2026-11-20T{9 + minute // 60:02}:{minute % 60:02}:00+08:00"


class Held:
    """A meeting that was held by a script, with the ballots of its folder as the paper."""

    def __init__(self, folder: Path, *, rehearsal: bool = False) -> None:
        times = clock()
        self.folder = folder
        read = read_meeting(folder)
        self.session = Session.create(folder, "0.1.0", lambda: next(times), rehearsal=rehearsal)
        self.session.do(freezing(read))
        self.session.do(CheckIn(tuple(one.id for one in read.roster.deputies)))

    @classmethod
    def again(cls, folder: Path, times: Iterator[str]) -> "Held":
        """Open the record of ``folder`` once more."""
        held = cls.__new__(cls)
        held.folder = folder
        held.session = Session.open(folder, lambda: next(times))
        return held

    def count_in(self) -> "Held":
        """Hold the one round, from the opening to the count."""
        cells = self._cells()
        numbers = tuple(dict.fromkeys(cell[0] for cell in cells))
        session = self.session
        session.do(OpenRound("all"))
        session.do(Issue("all", len(numbers)), Receive("all", numbers))
        session.do(*(Read("all", by, cells) for by in TELLERS))
        session.do(VoidSheet("all", numbers[0], SCRUTINEERS, "写有姓名"))
        session.do(CollectRound("all"))
        session.do(*(HandOver("all", by) for by in TELLERS))
        session.do(Count())
        return self

    def certify(self) -> "Held":
        """Certify the version there is, and reveal it."""
        self.session.do(Certify(SCRUTINEERS))
        self.session.do(Reveal())
        return self

    def correct(self) -> "Held":
        """Correct one cell, which makes the next version."""
        sheet, unit, criterion, cell = self._cells()[-1]
        other = 0 if cell else 1
        self.session.do(
            Correct((("all", sheet, unit, criterion, other),), SCRUTINEERS, "复核原票，录入有误")
        )
        return self

    def close(self) -> Path:
        """Give the record back, and return the folder."""
        self.session.close()
        return self.folder

    def _cells(self) -> tuple[tuple[str, str, str, int], ...]:
        [component] = self.session.state.frozen.scheme.of_kind(Ballot)
        marking = Marking(component)
        with (self.folder / "ballots.csv").open(encoding="utf-8-sig", newline="") as file:
            heading, *rows = csv.reader(file)
        return tuple(
            (row[0], unit, component.id, marking.read(text))
            for row in rows
            for unit, text in zip(heading[1:], row[1:], strict=True)
        )
