"""Answers that are typed: edited in their line, corrected further up, and none of them lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.locales import Language
from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import sample_folder
from tests.screens.test_one_way_to_the_screen import NAMES, unseen
from tui.frame.asking import Asking, ScreenQuestion, some_text

WHICH = ScreenQuestion(
    say("Which line?"), choices=(("a", "甲局"), ("b", "[/]乙局"), ("c", "\x1b[2J丙局"))
)
WHY = ScreenQuestion(say("Why? It goes into the minutes."), some_text)
MANY = ScreenQuestion(say("How many sheets were not handed in?"), usual="0")
SECRET = ScreenQuestion(say("PIN of {officer}", officer="J3"), secret=True)
Answers = tuple[str, ...] | None


def answers(
    folder: Path,
    acts: Callable[[Hands], object],
    *questions: ScreenQuestion,
    size: Size = SMALL,
    language: Language = "en",
) -> Answers:
    """Ask ``questions`` over the screen of ``folder``'s files; return what was answered."""
    given: list[Answers] = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("freeze the files"))
        hands.app.push_screen(Asking(*questions), given.append)
        await hands.settled()
        await acts(hands)  # type: ignore[misc]  # an acting function
        await hands.settled()

    at_terminal(folder, run, size, language)
    return given[0] if given else ()


@pytest.fixture(name="folder")
def a_folder(tmp_path: Path) -> Path:
    return sample_folder(tmp_path, sheets=3)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("a b c left x", "abxc"),
        ("a b c home x", "xabc"),
        ("a b c home delete end x", "bcx"),
        ("a b c left backspace x", "axc"),
        ("a space b c ctrl+w x", "a x"),
        ("a space b c ctrl+u x", "x"),
        ("a b c left left ctrl+k x", "ax"),
        ("a space b c ctrl+left x", "a xbc"),
        ("a b c shift+left shift+left x", "ax"),
        ("a b c ctrl+a x ctrl+e y", "xabcy"),
        ("汉 字 left left 测", "测汉字"),
        ("backspace left delete a", "a"),
    ],
)
def test_an_answer_is_edited_where_the_cursor_stands_as_fast_as_one_types(
    folder: Path, keys: str, answer: str
) -> None:
    async def run(hands: Hands) -> None:
        await hands.post(*(" " if key == "space" else key for key in keys.split()), "enter")

    assert answers(folder, run, WHY) == (answer,)


def test_a_list_of_questions_stands_whole_and_its_answers_are_given_by_the_last_enter(
    folder: Path,
) -> None:
    async def run(hands: Hands) -> None:
        picture = hands.picture()
        for one in (WHICH, WHY, MANY):
            assert str(one.asks) in picture
        await hands.type("2")
        assert "[/]乙局" in await hands.sees(WHY.asks)
        await hands.type("")
        await hands.sees(say("a reason is needed; it goes into the minutes"))
        await hands.type("wet")
        assert "wet" in hands.picture()
        assert hands.app.screen.is_modal
        await hands.press("enter")

    assert answers(folder, run, WHICH, WHY, MANY) == ("b", "wet", "0")


@pytest.mark.parametrize("back", ["up", "shift+tab"])
def test_somebody_goes_back_corrects_and_finds_the_rest_as_it_was(folder: Path, back: str) -> None:
    async def run(hands: Hands) -> None:
        await hands.post(*"wet", "enter", *"1", back, "left", "left", *"x")
        await hands.post("down", "end", *"2", "enter")

    assert answers(folder, run, WHY, MANY) == ("wxet", "12")


def test_nobody_goes_on_past_an_answer_that_will_not_do(folder: Path) -> None:
    refused = say("a reason is needed; it goes into the minutes")

    async def run(hands: Hands) -> None:
        await hands.press("tab", "down", "enter")
        await hands.sees(refused)
        await hands.press("x")
        assert str(refused) not in hands.picture()
        await hands.press("enter", "shift+tab", "backspace", "enter")
        await hands.sees(refused)
        await hands.press("y", "enter", "tab", "tab")
        assert hands.app.screen.is_modal
        await hands.press("enter")

    assert answers(folder, run, WHY, MANY) == ("y", "0")


def test_a_choice_is_reached_by_arrows_and_by_its_number_and_left_again(folder: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.press("down", "down", "down", "up", "enter", "x", "shift+tab", "backspace")
        await hands.press("3", "enter", "enter")

    assert answers(folder, run, WHICH, WHY) == ("c", "x")


def test_pasted_text_is_taken_in_one_line_and_what_is_too_long_is_said(folder: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.press(*"ac", "left")
        hands.paste("001-060,\r\n063\x1b[2J")
        await hands.settled()
        assert "a001-060, 063[2Jc" in hands.picture()
        hands.paste("y" * 300)
        await hands.sees(say("an answer has at most {count} characters", count=200))
        await hands.press("enter")

    [answer] = answers(folder, run, WHY) or ()
    assert answer == ("a001-060, 063[2J" + "y" * 300)[:199] + "c"


def test_a_pin_stands_nowhere_neither_open_nor_answered(folder: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.press(*"735913")
        assert "735913" not in hands.picture()
        assert "******" in hands.picture()
        await hands.press("enter")
        assert "735913" not in hands.picture()
        await hands.press("shift+tab", "home", *"4", "enter", *"x", "enter")
        assert "735913" not in hands.picture()

    assert answers(folder, run, SECRET, WHY) == ("4735913", "x")


def test_hostile_text_does_nothing_typed_usual_asked_or_offered(folder: Path) -> None:
    given: list[Answers] = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("freeze the files"))
        for name in NAMES:
            asked = ScreenQuestion(say("Which line, {name}?", name=name), usual=name)
            among = ScreenQuestion(say("Which line?"), choices=((name, name), ("b", name)))
            hands.app.push_screen(Asking(asked, among, WHY, MANY), given.append)
            await hands.press("enter", "1", "enter")
            pictures = [hands.picture()]
            hands.paste(name)
            await hands.press("end", "left", "shift+home", "home", "end", "x")
            pictures.append(hands.picture())
            await hands.press("tab")
            pictures.append(hands.picture())
            assert not [one for one in pictures if unseen(one)]
            assert all(narrow_enough(one, SMALL[0]) for one in pictures)
            await hands.press("enter")

    at_terminal(folder, run)
    for name, answered in zip(NAMES, given, strict=True):
        assert answered is not None
        assert answered[:2] == (name.strip(), name)
        assert not unseen(answered[2])


def test_of_an_answer_longer_than_its_line_what_is_around_the_cursor_is_shown(folder: Path) -> None:
    async def run(hands: Hands) -> None:
        await hands.post(*"始", *("省" * 150), *"末")
        picture = await hands.settled()
        assert "末" in picture
        assert "始" not in picture
        assert narrow_enough(picture, SMALL[0])
        await hands.press("home")
        picture = await hands.settled()
        assert "始" in picture
        assert "末" not in picture

    answers(folder, run, WHY)


@pytest.mark.parametrize("size", [(40, 10), SMALL, (120, 36), LARGE])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_question_in_hand_is_shown_at_every_size(
    folder: Path, size: Size, language: Language
) -> None:
    async def run(hands: Hands) -> None:
        await hands.press("2", "enter", *"wet")
        assert "wet" in hands.picture()
        for other in (SMALL, size):
            await hands.resize(other)
            assert "wet" in await hands.settled()
            assert narrow_enough(hands.picture(), other[0])
        await hands.press("enter", "enter")

    given = answers(folder, run, WHICH, WHY, MANY, size=size, language=language)
    assert given == ("b", "wet", "0")


def test_the_terminals_own_cursor_stands_where_one_types_for_input_methods(folder: Path) -> None:
    async def run(hands: Hands) -> None:
        def where() -> tuple[int, str]:
            at = hands.app.cursor_position
            return at.x, hands.rows()[at.y]

        first, row = where()
        assert str(WHY.asks) in row
        await hands.press(*"湿ab", "left")
        assert where()[0] == first + 3
        await hands.press("enter")
        _, row = where()
        assert str(MANY.asks) in row

    answers(folder, run, WHY, MANY)
