"""All that can be done on a screen, chosen by words, from the table of its keys."""

from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.locales import Language, use
from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import begun, counted, sample_folder, with_sheets
from tui.frame.palette import found, offered
from tui.screens.checkin import CheckInScreen
from tui.screens.log import Log
from tui.screens.secretary_desk import SecretaryDesk


@pytest.mark.parametrize(
    ("language", "typed", "key"),
    [
        ("zh_CN", "日志", "6"),
        ("zh_CN", "rz", "6"),
        ("zh_CN", "rizhi", "6"),
        ("zh_CN", "cy", "4"),
        ("zh_CN", "6", "6"),
        ("zh_CN", "f8", "F8"),
        ("en", "log", "6"),
        ("en", "what happened", "6"),
        ("en", "REVEAL", "F8"),
    ],
)
def test_an_action_is_found_by_words_by_pinyin_and_by_its_key(
    language: Language, typed: str, key: str
) -> None:
    use(language)
    try:
        assert found(offered(SecretaryDesk.ACTIONS), typed)[0].shown == key
    finally:
        use("en")


def test_every_action_that_is_offered_is_a_method_of_its_screen() -> None:
    for page in (SecretaryDesk, CheckInScreen, Log):
        for one in offered(page.ACTIONS):
            assert hasattr(page, f"action_{one.name.partition('(')[0]}"), one.name


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_screen_is_reached_by_its_name(tmp_path: Path, size: Size, language: Language) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()
    name = "rz" if language == "zh_CN" else "log"

    async def run(hands: Hands) -> None:
        await hands.sees(say("certify the result"))
        await hands.press("ctrl+p")
        picture = await hands.sees(str(say("What is to be done?")).strip())
        assert narrow_enough(picture, size[0])
        assert str(say("make up")) not in picture
        await hands.press(*name, "enter")
        await hands.sees(say("Result computed: version {version}", version=1))

    at_terminal(folder, run, size, language)


def test_it_is_left_without_a_trace_and_says_when_nothing_is_called_so(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        before = await hands.sees(say("check the deputies in"))
        await hands.press("ctrl+p", *"xyz", "enter")
        await hands.sees(say("Nothing that can be done here is called so."))
        await hands.press("backspace", "backspace", "backspace", "down", "down", "up", "escape")
        assert hands.picture() == before
        await hands.press("ctrl+p", "ctrl+p")
        assert hands.picture() == before

    at_terminal(folder, run)
    assert not Session.view(folder).state.attendance.present


def test_an_action_of_a_list_is_done_from_it(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    begun(folder).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("check the deputies in"))
        await hands.press("2", "ctrl+p", *"everybody", "enter")
        await hands.sees(say("Note {count} deputies as present? Enter: yes. Esc: no.", count=3))
        await hands.press("enter")
        await hands.sees(say("Everybody is present."))

    at_terminal(folder, run)
    assert len(Session.view(folder).state.attendance.present) == 3


def test_there_is_none_where_marks_are_keyed_and_none_in_the_help(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("f2", "ctrl+p")
        assert len(hands.app.screen_stack) == 3
        await hands.press("escape", "3", "1", "enter")
        await hands.sees("sheet 001")
        await hands.press("ctrl+p")
        assert not hands.app.screen.is_modal
        assert "Ctrl+P" not in hands.picture()

    at_terminal(folder, run)
