"""What the last line names, and what is asked for: the most important first, also at 80 columns."""

from pathlib import Path

import pytest

from scoring.locales import Language
from scoring.meeting.acts import Certify
from scoring.meeting.refusals import PHASES
from scoring.wording import say
from tests.screens.piloting import SMALL, Hands, at_terminal
from tests.screens.rooms import counted, own_folder, sample_folder, with_sheets
from tests.screens.test_pictures import certified, collected, drafted, finished, frozen, rehearsed
from tui.keys.grid import BOX

NEEDED = [
    (drafted, {"Enter", "1", "F9", "F2"}),
    (frozen, {"Enter", "2", "F2"}),
    (collected, {"Enter", "3", "4", "F2"}),
    (rehearsed, {"Enter", "F7", "3", "4", "F2"}),
    (finished, {"Enter", "5", "8", "F2"}),
    (certified, {"Enter", "F8", "5", "F2"}),
]
both = pytest.mark.parametrize("language", ["zh_CN", "en"])


@both
@pytest.mark.parametrize(("prepare", "keys"), NEEDED)
def test_the_footer_of_the_desk_names_the_keys_that_the_meeting_needs(
    tmp_path: Path, prepare: object, keys: set[str], language: Language
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    prepare(folder)  # type: ignore[operator]  # prepares a meeting
    named: set[str] = set()

    async def run(hands: Hands) -> None:
        await hands.sees(say("Next"))
        named.update(hands.rows()[-1].split())

    at_terminal(folder, run, SMALL, language)
    assert keys <= named


def test_f8_is_named_only_while_there_is_something_to_reveal(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    session = counted(folder)
    session.do(Certify(("J3", "J4")))
    session.close()

    async def run(hands: Hands) -> None:
        await hands.sees(PHASES["certified"])
        assert "F8" in hands.rows()[-1]
        await hands.press("enter", "enter")
        await hands.sees(say("Version {version} revealed", version=1))
        assert "F8" not in hands.rows()[-1]
        assert "Enter" not in hands.rows()[-1]

    at_terminal(folder, run, SMALL)


def test_a_choice_is_made_with_the_arrows_too(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    collected(folder)

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "down", "down", "up", "up", "up", "down", "enter")
        await hands.sees(say("{screen}  {reader}", screen=say("entry"), reader="计票人乙"))

    at_terminal(folder, run, SMALL)


def test_a_question_that_enter_answers_takes_nothing_typed(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    collected(folder)

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("ctrl+q", *"no")
        picture = await hands.sees("Leave the program?")
        assert "> " not in picture
        assert str(say("Enter: go on. Esc: leave it.")) not in picture
        await hands.press("escape")
        assert "Leave the program?" not in hands.picture()
        assert hands.app.is_running

    at_terminal(folder, run, SMALL)


def test_the_last_cell_of_a_row_does_not_go_on_to_the_edge(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    collected(folder)
    wide: list[int] = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", "end")
        accent = hands.app.theme_variables["accent"].lower()
        row = hands.strips()[2]
        papers = [
            (one.cell_length, one.style.bgcolor.get_truecolor().hex)
            for one in row
            if one.style and one.style.bgcolor
        ]
        wide.append(sum(cells for cells, paper in papers if paper == accent))

    at_terminal(folder, run, (160, 48))
    assert wide == [BOX + len(">001")]


SEVERAL = """
schema = 1
id = "own"
title = "测评办法"
source = "测试"
[[component]]
id = "live"
title = "现场测评"
kind = "ballot"
points = 100
full = 100
worth = { "很满意" = 100, "满意" = 80, "不满意" = 0 }
[[component.criterion]]
id = "a"
title = "办理态度"
points = 40
[[component.criterion]]
id = "b"
title = "办理结果与实际成效"
points = 60
"""


def test_a_criterion_that_is_cut_in_the_grid_stands_whole_below_it(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, SEVERAL, ["甲", "乙"], ["张三"])
    with_sheets(folder, 1).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter", "down")
        picture = await hands.sees("办理结果与实际成效")
        assert "办理结.." in picture

    at_terminal(folder, run, SMALL)
