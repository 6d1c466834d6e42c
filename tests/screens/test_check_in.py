"""Checking deputies in by keys: pinyin, a scanner that types, a mistake taken back."""

from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.locales import Language
from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import begun, own_folder, sample_folder
from tests.screens.test_one_way_to_the_screen import SCHEME

NAMES = ["张三", "张三丰", "单雄信", "解缙", "欧阳修", "阿依古丽·买买提", "王磊", "王立新"]


def room(place: Path) -> Path:
    """Make a meeting of people whose names are read in several ways."""
    folder = own_folder(place, SCHEME, ["甲局", "乙局"], NAMES)
    begun(folder).close()
    return folder


def present(folder: Path) -> list[str]:
    state = Session.view(folder).state
    names = state.frozen.roster.deputy_names
    return sorted(names[one] for one in state.attendance.present)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_initials_check_in_whoever_they_spell(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        for typed, name in (("zs", "张三"), ("dxx", "单雄信"), ("xiej", "解缙"), ("mmt", "买买提")):
            await hands.press(*typed)
            picture = await hands.sees(name)
            assert "王磊" not in picture
            assert narrow_enough(picture, size[0])
            await hands.press("enter")
            await hands.sees("王磊")
        await hands.sees(say("present {present} of {members}", present=4, members=8))

    at_terminal(folder, run, size, language)
    assert present(folder) == sorted(["张三", "单雄信", "解缙", "阿依古丽·买买提"])


def test_where_initials_spell_several_somebody_chooses(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", "w", "enter")
        await hands.sees(say("{count} people may be meant; choose with Up and Down.", count=2))
        await hands.press("down", "enter")
        await hands.sees("王立新: present")

    at_terminal(folder, run)
    assert present(folder) == ["王立新"]


def test_a_scanner_types_as_fast_as_it_can(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        for number in range(1, 61):
            code = f"D{number:02}" if number != 30 else "X99"
            await hands.post(*code, "enter")
        await hands.sees(say("present {present} of {members}", present=59, members=60))
        assert "nobody: X99" in hands.picture()
        await hands.press("escape")
        assert "X99" not in hands.rows()[1]

    at_terminal(folder, run)
    there = Session.view(folder).state.attendance.present
    assert there == {f"D{number:02}" for number in range(1, 61)} - {"D30"}


def test_a_code_that_is_scanned_twice_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        await hands.post(*"D02", "enter", *"D02", "enter")
        await hands.sees(say("{deputy} is checked in already", deputy="D02"))

    at_terminal(folder, run)
    assert Session.view(folder).state.attendance.present == {"D02"}


def test_a_wrong_check_in_is_taken_back(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        await hands.post(*"zs", "enter", *"jj", "enter")
        await hands.sees(say("present {present} of {members}", present=2, members=8))
        await hands.press("ctrl+z")
        await hands.sees(say("Taken back: {id} {deputy} is noted as gone.", id="D4", deputy="解缙"))
        await hands.press("ctrl+z")
        await hands.sees(say("present {present} of {members}", present=0, members=8))
        await hands.press("ctrl+z")
        await hands.sees(say("Nobody was checked in here since this screen was opened."))

    at_terminal(folder, run)
    there = Session.view(folder).state.attendance
    assert (there.present, there.left) == (frozenset(), frozenset({"D1", "D4"}))


def test_arrows_alone_check_somebody_in_and_note_who_leaves(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", "enter")
        await hands.sees(say("Type a number or a name first; Up and Down choose."))
        await hands.press("down", "down", "enter")
        await hands.sees("单雄信: present")
        await hands.press("enter")
        await hands.sees(say("Type a number or a name first; Up and Down choose."))
        await hands.press("f6")
        await hands.sees(say("{deputy} has left.", deputy="单雄信"))

    at_terminal(folder, run)
    assert Session.view(folder).state.attendance.left == {"D3"}


def test_what_is_typed_is_edited_and_a_pasted_line_is_taken(tmp_path: Path) -> None:
    folder = room(tmp_path)

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2")
        await hands.post(*"xs", "left", "backspace", "z", "enter", *"qq", "ctrl+u", *"dxx", "enter")
        await hands.sees(say("present {present} of {members}", present=2, members=8))
        hands.paste("王立新\n")
        picture = await hands.settled()
        assert "王立新" in picture
        assert "王磊" not in picture
        await hands.press("enter")
        await hands.sees("王立新: present")
        hands.paste("王磊\n解缙\n")
        await hands.sees(
            say("Several lines were pasted, and nobody was noted; paste one at a time.")
        )

    at_terminal(folder, run)
    assert present(folder) == sorted(["张三", "单雄信", "王立新"])
