"""A whole meeting by keys: in both languages, on small and large terminals, piloted and real."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.live.session import Session
from scoring.locales import Language
from scoring.meeting.refusals import PHASES
from scoring.wording import say
from tests.screens.piloting import (
    LARGE,
    SMALL,
    Hands,
    Size,
    at_terminal,
    narrow_enough,
    words_by,
    words_of,
)
from tests.screens.real_hands import at_a_real_terminal
from tests.screens.rooms import MARKS, sample_folder

PINS = {"J3": "3333", "J4": "4444"}


async def key_marks(hands: Hands, marks: list[list[int]]) -> None:
    for row in marks:
        for mark in row:
            await hands.post(*str(mark))


async def choose(hands: Hands, officer: str, *, first: bool) -> None:
    """Name an officer and give the PIN: twice where it is new."""
    await hands.type(officer)
    await hands.sees({"J3": "监票人甲", "J4": "监票人乙"}[officer])
    await hands.type(PINS[officer])
    if first:
        await hands.type(PINS[officer])


async def up_to_the_readings(hands: Hands) -> None:
    await hands.sees(say("freeze the files"))
    await hands.press("enter")
    await hands.press("enter")
    await hands.sees(say("check the deputies in"))
    await hands.press("enter")
    await hands.sees(say("everybody"))
    await hands.press("1", "enter")
    await hands.sees("D01 代表01")
    await hands.press("f5", "enter")
    await hands.sees(say("Everybody is present."))
    await hands.press("escape", "enter")
    await hands.sees(words_of("opened; {present} present"))
    await hands.press("enter", "enter", "enter")
    await hands.sees(words_of("ballots issued: {issued}; took none: {none}"))
    await hands.press("enter")
    await hands.type("001-003")
    await hands.sees(say("ballots counted in: {count}", count=3))
    await hands.press("enter")
    await hands.sees(say("collected"))


async def read_all(hands: Hands, by: str, marks: list[list[int]]) -> None:
    await hands.press("enter")
    await hands.sees(say("Who keys?"))
    await hands.type(by)
    await hands.sees(say("sheet {sheet}  {unit}", sheet="001", unit=""))
    await key_marks(hands, marks)
    await hands.press("f9", "f9")
    await hands.sees(words_by("reading handed over"))


async def settle(hands: Hands) -> None:
    """Read the two cells that differ a third time; one of them is then ruled."""
    await hands.press("enter")
    await hands.sees(say("a third reading"))
    await hands.press("enter")
    await hands.type("M1")
    await hands.sees(words_of("sheet {sheet}  {unit}", sheet="001"))
    await hands.press(*"72", *"66", "f9", "f9")
    await hands.sees(say("The third reading of {by} is in the record.", by="会务秘书"))
    picture = await hands.sees(say("a ruling"))
    assert str(say("a third reading")) not in picture
    await hands.press("enter")
    await hands.sees(say("read: {readings}", readings=("64", "65", "66")))
    await hands.type("65")
    await hands.type("reads 65")
    await choose(hands, "J3", first=True)
    await choose(hands, "J4", first=True)
    await hands.sees(words_by("the difference ruled"))
    await hands.press("escape")


async def to_the_end(hands: Hands) -> None:
    await hands.press("enter")
    await hands.sees(words_of("Result computed: version {version}"))
    await hands.press("enter")
    await choose(hands, "J3", first=False)
    await choose(hands, "J4", first=False)
    await hands.sees(words_of("Version {version} certified by {by}", version=1))
    await hands.press("enter")
    await hands.sees(
        say("Reveal all places at once? Enter: yes. Esc: no; F8 then reveals one by one.")
    )
    await hands.press("escape")
    for left in range(6, 0, -1):
        await hands.press("f8")
        await hands.sees(say("Still to be revealed: {count}", count=left))
    await hands.press("f8")
    await hands.sees(say("Version {version} revealed", version=1))
    await hands.press("5")
    await hands.sees("89.86")  # revealed, it is not masked any more
    await hands.press("enter")
    await hands.press("escape", "f5", "escape", "escape", "6")
    await hands.sees(say("Version {version} revealed", version=1))
    await hands.press("escape")
    await hands.sees(PHASES["revealed"])


async def correct(hands: Hands) -> None:
    """Correct a mark after the reveal; the new version is certified, and revealed anew."""
    await hands.press("5", "f7")
    await hands.sees(
        say("Version {number} is as counted. What is signed here becomes version {next}.",
            number=1, next=2)
    )  # fmt: skip
    await hands.press(*"80", "f9")
    await hands.sees(say("{sheet} {unit}: {old} becomes {new}", sheet="001",
                         unit="省高级人民法院", old="71", new="80"))  # fmt: skip
    await hands.type("read again")
    await choose(hands, "J3", first=False)
    await choose(hands, "J4", first=False)
    await hands.sees(say("results, version {number}", number=2))
    await hands.press("escape")
    told = say("  Version {number} stays announced until version {next} is revealed.",
               number=1, next=2)  # fmt: skip
    await hands.sees(told)
    await hands.press("enter")
    await choose(hands, "J3", first=False)
    await choose(hands, "J4", first=False)
    await hands.sees(words_of("Version {version} certified by {by}", version=2))
    await hands.press("enter")
    await hands.sees(
        say("Reveal all places at once? Enter: yes. Esc: no; F8 then reveals one by one.")
    )
    await hands.press("enter")
    await hands.sees(say("Version {version} revealed", version=2))
    assert str(told).strip() not in hands.picture()
    await hands.press("5")
    await hands.sees("92.86")
    await hands.press("escape")


@pytest.mark.parametrize(
    ("sit_down", "size", "language"),
    [
        (at_terminal, LARGE, "zh_CN"),
        (at_terminal, SMALL, "en"),
        (at_a_real_terminal, SMALL, "zh_CN"),
        (at_a_real_terminal, LARGE, "en"),
    ],
)
def test_a_whole_meeting_with_three_sheets(
    tmp_path: Path, size: Size, language: Language, sit_down: Callable[..., object]
) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    second = [[*row] for row in MARKS]
    second[0][1], second[1][6] = 73, 65

    async def run(hands: Hands) -> None:
        await up_to_the_readings(hands)
        await read_all(hands, "J1", MARKS)
        await read_all(hands, "J2", second)
        await settle(hands)
        await to_the_end(hands)
        await correct(hands)
        assert narrow_enough(hands.picture(), size[0])

    sit_down(folder, run, size, language)
    state = Session.view(folder).state
    sheet = state.round("all").sheets["002"]
    assert state.phase == "revealed"
    assert list(sheet.ruled.values()) == [5]
    assert [one.certified_by for one in state.versions] == [("J3", "J4")] * 2
    assert [one.revealed for one in state.versions] == [True, True]
