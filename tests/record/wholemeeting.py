"""A whole meeting in which every kind of fact happens, played the same each time.

    python -m tests.record.wholemeeting FOLDER

leaves its record there. That of each format of the record is kept in ``tests/record/old``, with its
result code: made when the format is new, and once that is released never again. Until then who adds
a kind of fact plays it here, and makes the record again:

    PINGYI_REWRITE=1 pytest tests/record/test_formats.py
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.session import Session
from scoring.meeting import acts as i
from scoring.meeting.acts import Noted
from scoring.meeting.facts import FORMAT
from scoring.meeting.verification import warnings
from scoring.meeting.wishes import Wish
from scoring.recordfile import RECORD

OLD = Path(__file__).parent / "old"
CODE = "result-code"
"""The file beside a record that holds the result code of its last version."""
VERSION = "0.1.0"
"""Of the program, as the record names it."""

FILES = {
    "meeting.toml": """\
title = "市人大常委会评议会"
scheme = "scheme.toml"
date = 2020-09-01
place = "第一会议室"
host = "市人大常委会"
""",
    "scheme.toml": """\
schema = 1
id = "every-kind"
title = "测评办法"
source = "made up, so that everything a record can hold is in it"

[[component]]
id = "base"
title = "会前基础分"
kind = "feedback"
points = 20
full = 100
worth = { "满意" = 100, "不满意" = 0 }
parts = { attitude = 40, result = 60 }
by = "suggestion"
roles = { "主办" = 1, "会办" = 0.5 }
round = { component = 2 }

[[component]]
id = "live"
title = "现场测评"
kind = "ballot"
points = 80
full = 80
scale = { start = 50, cap = 80, step = 5 }
round = { group = 2, component = 2 }

[[component.group]]
id = "leaders"
title = "领导"
weight = 40

[[component.group]]
id = "public"
title = "群众"
weight = 60

[[component]]
id = "bonus"
title = "加减分"
kind = "given"
blank = 0

[total]
places = 2
""",
}
TABLES = {
    "units.csv": """\
id,name,short,category,ranked
shuili,市水利局,水利,经济,是
jiaoyu,市教育局,教育,社会,是
gongan,市公安局,,政法,否
""",
    "deputies.csv": """\
id,name,delegation,group,speaker
D1,赵一,长沙市,leaders,是
D2,钱二,长沙市,public,否
D3,孙三,株洲市,public,是
D4,李四,,leaders,否
D5,周五,株洲市,public,否
D6,吴六,,public,否
""",
    "officers.csv": """\
id,name,role
J1,计票甲,teller
J2,计票乙,teller
J3,监票甲,scrutineer
J4,监票乙,scrutineer
J0,总监票,chief
M1,工作人员,secretary
""",
    "feedback.csv": """\
建议号,单位,代表,attitude,result,承办方式
001,市水利局,D1,满意,满意,主办
002,市水利局,D2,满意,不满意,会办
001,市教育局,D3,不满意,满意,
003,市公安局,D4,满意,,主办
""",
    "given.csv": """\
unit,bonus
shuili,1.5
jiaoyu,-0.5
""",
}

ROUND, LIVE, TWO = "all", "live", ("J3", "J4")
UNITS = ("shuili", "jiaoyu", "gongan")
SHEETS = {"1": (6, 4, 3), "2": (5, 5, 2), "3": (6, 6, 6), "4": (3, 2, -1), "5": (0, 0, 0)}
"""The marks on each, by their places; below zero: blank."""
SLIPS = {("2", "jiaoyu"): 4, ("4", "shuili"): 2}
"""What the second reader keys instead."""


def play(folder: Path) -> None:
    """Play the meeting in ``folder``, which is made."""
    folder.mkdir(parents=True)
    for name, text in {**FILES, **TABLES}.items():
        (folder / name).write_text(text, encoding="utf-8")
    session = Session.create(folder, VERSION, clock())
    for wish in _wanted(folder):
        session.do(wish)
    session.note(Noted("mirror-failed", "stick"))
    [suspicion, *_] = warnings(session.state, session.state.round(ROUND))
    session.do(i.Accept(ROUND, *suspicion[1:4], by="J3", note="与选票一致"))
    for wish in _results():
        session.do(wish)
    session.close()


def keep(played: Path) -> None:
    """Keep the record of the meeting in ``played`` as that of today's format, with its code."""
    kept = OLD / f"format-{FORMAT}"
    kept.mkdir(exist_ok=True)
    shutil.copy(played / RECORD, kept / RECORD)
    (kept / CODE).write_text(f"{Session.view(kept).result_code()}\n", encoding="utf-8")


def clock() -> Callable[[], str]:
    """Return a clock that goes on by a minute at every look."""
    ticks = count()
    return lambda: f"2020-09-01T09:{next(ticks):02}:00+08:00"


def _wanted(folder: Path) -> Iterator[Wish]:
    yield freezing(read_meeting(folder))
    yield i.Unfreeze(by=TWO, reason="名单有误")
    yield freezing(read_meeting(folder))
    yield i.CheckIn(("D1", "D2", "D3", "D4", "D5", "D6"))
    yield i.Leave(("D4",))
    yield i.CheckIn(("D4",))
    yield i.Recuse(deputy="D3", unit="jiaoyu")
    yield i.Appoint("J5", "监票丙", "scrutineer", by=TWO)
    yield i.SetPin("J5")
    yield i.SetPinAnew("J5", by=TWO)
    yield i.WithdrawUnit("gongan", by=TWO, reason="机构改革，职能划转")
    yield i.OpenRound(ROUND)
    yield i.VoidRound(ROUND, by=TWO, reason="发错选票")
    yield i.OpenRound(ROUND)
    yield i.PauseRound(ROUND)
    yield i.ResumeRound(ROUND)
    yield i.Issue(ROUND, issued=6, took_none=0, printed=8, cancelled=1)
    yield i.Receive(ROUND, numbers=("1", "2"), group="leaders")
    yield i.Receive(ROUND, numbers=("3", "4", "5", "9"), group="public")
    yield i.Withdraw(ROUND, numbers=("9",))
    yield i.Keep(ROUND, kept=1)
    yield i.ExplainDifference(ROUND, line="printed", reason="一张污损", by="J3")
    yield i.CollectRound(ROUND)
    yield from _readings()


def _readings() -> Iterator[Wish]:
    cells = {(sheet, unit): cell for sheet, row in SHEETS.items()
             for unit, cell in zip(UNITS, row, strict=True)}  # fmt: skip
    yield i.Read(ROUND, by="J1", cells=tuple((*spot, LIVE, cells[spot]) for spot in cells))
    yield i.Clear(ROUND, by="J1", cells=(("1", "shuili", LIVE),))
    yield i.Read(ROUND, by="J1", cells=(("1", "shuili", LIVE, cells["1", "shuili"]),))
    slipped = cells | SLIPS
    yield i.Read(ROUND, by="J2", cells=tuple((*spot, LIVE, slipped[spot]) for spot in slipped))
    yield i.HandOver(ROUND, by="J1")
    yield i.HandOver(ROUND, by="J2")
    third = (("2", "jiaoyu", LIVE, 5), ("4", "shuili", LIVE, 1))
    yield i.Read(ROUND, by="M1", cells=third, third=True)
    yield i.Rule(ROUND, "4", "shuili", LIVE, cell=3, by=TWO, reason="三人所见不同")
    yield i.Query(ROUND, "1", "gongan", LIVE, by="J2", note="字迹不清")
    yield i.Rule(ROUND, "1", "gongan", LIVE, cell=3, by=TWO, reason="字迹可辨")
    yield i.VoidSheet(ROUND, "5", by=TWO, reason="签了姓名")


def _results() -> Iterator[Wish]:
    yield i.Count()
    yield i.Certify(TWO)
    yield i.RevealNext()
    yield i.Reveal()
    yield i.Correct(((ROUND, "3", "jiaoyu", LIVE, 5),), by=TWO, reason="录错一格")
    yield i.Certify(("J4", "J3"))
    yield i.Reveal()


if __name__ == "__main__":
    play(Path(sys.argv[1]))
