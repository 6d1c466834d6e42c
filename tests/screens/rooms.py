"""Meetings for the screens: small folders, brought to where a screen is wanted."""

import csv
import shutil
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from scoring.ballots import Absence, Marking
from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.session import Session
from scoring.meeting.acts import (
    CheckIn,
    CollectRound,
    Count,
    HandOver,
    Issue,
    OpenRound,
    Read,
    Receive,
)
from scoring.meeting.state import Meeting
from scoring.scheme import Ballot
from tests.sources import ROOT

SAMPLE = ROOT / "sessions" / "2020-hunan"
SIGNS = {"": ".", "弃权": "-", "回避": "*", "无效": "/", "不了解": "="}
"""Words in a reading, and the key for each."""
MARKS = [[71, 72, 73, 74, 75, 76, 77], [70, 69, 68, 67, 66, 65, 64], [80, 60, 71, 72, 73, 74, 75]]
"""Of three sheets."""


def sample_folder(place: Path, *, sheets: int | None = None) -> Path:
    """Copy the sample meeting without any marks; with ``sheets``, with so many deputies."""
    folder = place / "meeting"
    shutil.copytree(SAMPLE, folder)
    for path in folder.iterdir():
        if path.name.startswith(("ballots", "reading")):
            path.unlink()
    notice = folder / "meeting.toml"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(text.partition("[paper]")[0], encoding="utf-8")
    if sheets is not None:
        deputies = folder / "deputies.csv"
        lines = deputies.read_text(encoding="utf-8").splitlines()[: sheets + 1]
        deputies.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def own_folder(place: Path, scheme: str, units: Sequence[str], deputies: Sequence[str]) -> Path:
    """Make a meeting of ``units`` and ``deputies`` (names) under the text of a ``scheme``."""
    folder = place / "meeting"
    folder.mkdir()
    write = {
        "meeting.toml": 'title = "评议会议"\nscheme = "own.toml"\n',
        "own.toml": scheme,
        "units.csv": "id,name\n" + "".join(f'u{n},"{_quoted(u)}"\n' for n, u in enumerate(units)),
        "deputies.csv": "id,name\n"
        + "".join(f'D{n},"{_quoted(name)}"\n' for n, name in enumerate(deputies, 1)),
    }
    for name, text in write.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(SAMPLE / "officers.csv", folder)
    return folder


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def clock() -> str:
    """Return a time that goes on by a second at each call."""
    return f"2020-09-01T{9 + next(_SECONDS) // 3600:02}:00:00+08:00"


_SECONDS = count()


def begun(folder: Path) -> Session:
    """Freeze the meeting in ``folder``."""
    session = Session.create(folder, "test", clock)
    session.do(freezing(read_meeting(folder)))
    return session


def with_sheets(folder: Path, sheets: int) -> Session:
    """Bring a frozen meeting to where ``sheets`` sheets are counted in and the box is closed."""
    session = begun(folder)
    state = session.state
    present = tuple(one.id for one in state.frozen.roster.deputies)
    numbers = tuple(f"{number:03}" for number in range(1, sheets + 1))
    round_ = state.frozen.round_ids[0]
    session.do(CheckIn(present), OpenRound(round_), Issue(round_, len(present)))
    session.do(Receive(round_, numbers), CollectRound(round_))
    return session


def read_by(session: Session, by: str, marks: Sequence[Sequence[int]] = MARKS) -> None:
    """Let ``by`` read all sheets, and hand them over; ``marks`` are points, from 60 on."""
    spots = session.state.round("all").spots
    cells = [
        (f"{number:03}", *spot, mark - 60 if mark >= 0 else mark)
        for number, row in enumerate(marks, 1)
        for spot, mark in zip(spots, row, strict=True)
    ]
    session.do(Read("all", by, tuple(cells)), HandOver("all", by))


def counted(folder: Path) -> Session:
    """Bring a meeting with three sheets to its result."""
    session = with_sheets(folder, 3)
    read_by(session, "J1")
    read_by(session, "J2")
    session.do(Count())
    return session


def reading_keys(path: Path) -> Iterable[str]:
    """Yield the keys that key one person's reading, sheet by sheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    for _, *cells in rows:
        if set(cells) == {"无效"}:
            yield from ["/", "/", "enter"]
        else:
            yield from (key for cell in cells for key in SIGNS.get(cell, cell))


BLANK = int(Absence.BLANK)


def sample_readings(name: str, state: Meeting) -> list[tuple[str, str, str, int]]:
    """Return what a table of the sample says, as cells to read: sheet, unit, criterion, mark."""
    [component] = state.frozen.scheme.of_kind(Ballot)
    marking = Marking(component)
    [item] = component.items
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["ballot"], unit.id, item.id, marking.read(row[unit.id]))
        for row in rows
        for unit in state.frozen.roster.units
    ]
