"""Checking deputies in by keys: pinyin, a scanner, a mistake taken back, a pasted list."""

from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.meeting.attendance import Attendance
from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import begun, own_folder, sample_folder
from tests.screens.test_one_way_to_the_screen import SCHEME

NAMES = ["张三", "张三丰", "单雄信", "解缙", "欧阳修", "阿依古丽·买买提", "王磊", "王　立新"]


def room(place: Path) -> Path:
    """Make a meeting of people whose names are read in several ways."""
    folder = own_folder(place, SCHEME, ["甲局", "乙局"], NAMES)
    begun(folder).close()
    return folder


def present(folder: Path) -> list[str]:
    state = Session.view(folder).state
    names = state.frozen.roster.deputy_names
    return sorted(names[one] for one in state.attendance.present)


def there(folder: Path) -> Attendance:
    return Session.view(folder).state.attendance


def here(hands: Hands) -> int:
    """Return how many the counts say are present."""
    return int(hands.rows()[2].split("present ")[1].split()[0])


def lit(hands: Hands) -> str:
    """Return what is lit on the list."""
    color = hands.app.get_css_variables()["accent"].lower()
    runs = [
        segment.text
        for strip in hands.strips()[3:-3]
        for segment in strip
        if segment.style and segment.style.bgcolor
        and segment.style.bgcolor.get_truecolor().hex == color
    ]  # fmt: skip
    return " ".join("".join(runs).split())


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_initials_check_in_whoever_they_spell(tmp_path: Path, size: Size) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        for typed, name in (("zs", "张三"), ("dxx", "单雄信"), ("xiej", "解缙"), ("mmt", "买买提")):
            await hands.press(*typed)
            assert name in hands.rows()[1]
            assert narrow_enough(hands.picture(), size[0])
            await hands.press("enter")
            assert name in lit(hands)
        assert here(hands) == 4

    at_terminal(folder, run, size)
    assert present(folder) == sorted(["张三", "单雄信", "解缙", "阿依古丽·买买提"])


def test_of_several_nobody_is_dealt_with_until_one_is_chosen(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", *"wang")
        assert "王磊" in hands.rows()[1]
        await hands.press("enter", "enter", "f6")
        await hands.sees(
            say("{count} people may be meant; type on, or choose with Up and Down.", count=2)
        )
        await hands.press("down", "down", "enter")
        await hands.sees("王　立新: present")
        assert "D8" in lit(hands)

    at_terminal(folder, run)
    assert present(folder) == ["王　立新"]


def test_one_character_asks_and_blanks_in_a_name_are_nothing(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", *"欧", "enter")
        await hands.sees("D5 欧阳修 meant?")
        assert here(hands) == 0
        await hands.press("enter")
        await hands.sees("欧阳修: present")
        await hands.post(*"王立新", "enter")
        await hands.sees("王　立新: present")
        await hands.post(*"解", "enter", "escape", *"解", "enter")
        await hands.sees("D4 解缙 meant?")

    at_terminal(folder, run)
    assert present(folder) == sorted(["欧阳修", "王　立新"])


def test_a_scanner_types_as_fast_as_it_can(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        for number in range(1, 61):
            code = f"D{number:02}" if number != 30 else "X99"
            await hands.post(*code, "enter")
        await hands.sees("present 59")
        assert "nobody: X99" in hands.picture()
        await hands.press("escape")
        assert "X99" not in hands.rows()[1]

    at_terminal(folder, run)
    assert there(folder).present == {f"D{number:02}" for number in range(1, 61)} - {"D30"}


def test_a_code_that_is_scanned_twice_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        await hands.post(*"D02", "enter", *"D02", "enter")
        await hands.sees(say("{deputy} is checked in already", deputy="代表02"))

    at_terminal(folder, run)
    assert there(folder).present == {"D02"}


def test_whatever_was_done_last_is_taken_back_and_then_what_was_before(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        await hands.post(*"zs", "enter", *"jj", "enter", *"zs", "f6")
        await hands.sees(say("{who}: gone", who="D1 张三"))
        await hands.press("ctrl+z")
        await hands.sees("Taken back: D1 张三: gone.")
        assert "张三" in lit(hands)
        assert here(hands) == 2
        await hands.press(*"dxx", "f7", "1", "enter", "enter")
        await hands.sees(say("A recusal was noted for {unit}", unit="甲局"))
        await hands.press("ctrl+z")
        await hands.sees("Taken back: D3 单雄信: recused.")
        await hands.press("ctrl+z")
        await hands.sees("Taken back: D4 解缙: present.")
        await hands.press("ctrl+z", "ctrl+z")
        await hands.sees(say("Nothing was done here since this screen was opened."))

    at_terminal(folder, run)
    assert there(folder) == Attendance(steps={"D1": (), "D4": ()})


def test_nobody_is_noted_as_gone_who_was_not_chosen(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", "enter")
        await hands.sees(say("Type a number or a name first; Up and Down choose."))
        await hands.press("down", "down", "down", "enter")
        await hands.sees("单雄信: present")
        assert "单雄信" in lit(hands)
        await hands.press("enter")
        await hands.sees(say("Type a number or a name first; Up and Down choose."))
        await hands.press("f6")
        await hands.sees("Who has left?")
        await hands.press("f7")
        await hands.sees("Who is recused?")
        assert here(hands) == 1
        await hands.press("down", "up", "f6")
        await hands.sees("D3 单雄信: gone")

    at_terminal(folder, run)
    assert there(folder).left == {"D3"}


def test_what_is_typed_is_edited_and_a_pasted_line_is_taken(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        await hands.post(*"xs", "left", "backspace", "z", "enter", *"qq", "ctrl+u", *"dxx", "enter")
        await hands.sees("present 2")
        hands.paste("王立新\n")
        picture = await hands.settled()
        assert "D8 王　立新" in picture.splitlines()[1]
        await hands.press("enter")
        await hands.sees("王　立新: present")

    at_terminal(folder, run)
    assert present(folder) == sorted(["张三", "单雄信", "王　立新"])


def test_a_pasted_list_is_taken_whole_after_a_question_that_tells_all_faults(
    tmp_path: Path,
) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", *"jj", "enter")
        hands.paste("编号\t姓名\nD1\t张 三\n解缙\n5，王立新\n李四\n张三\n")
        picture = await hands.sees("Note 3")
        assert "Nobody is meant by: 编号 姓名, 李四." in " ".join(picture.split())
        await hands.press("escape")
        assert here(hands) == 1
        hands.paste("1\n5\n8\n")
        await hands.sees("Note 3")
        await hands.press("enter")
        await hands.sees("present 4")
        await hands.press("ctrl+z")
        await hands.sees("Taken back: 3 deputies: present.")
        hands.paste("李四\n赵五\n")
        await hands.sees("Nobody is meant by: 李四, 赵五.")

    at_terminal(folder, run)
    assert present(folder) == ["解缙"]
