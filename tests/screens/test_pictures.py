"""What each screen looks like, as text: ``PINGYI_REWRITE=1 pytest`` writes the pictures anew.

Look at what changed. Chinese stands aligned: a 汉字 takes two cells, as on a terminal.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from scoring.locales import Language
from scoring.wording import say
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import MARKS, begun, counted, read_by, sample_folder, with_sheets

PICTURES = Path(__file__).parent / "pictures"
Acts = Callable[[Hands], Awaitable[None]]


def drafted(folder: Path) -> None:
    del folder  # as it was copied


def frozen(folder: Path) -> None:
    begun(folder).close()


def collected(folder: Path) -> None:
    with_sheets(folder, 3).close()


def differing(folder: Path) -> None:
    session = with_sheets(folder, 3)
    read_by(session, "J1")
    other = [[*row] for row in MARKS]
    other[0][1], other[1][6] = 73, -1
    read_by(session, "J2", other)
    session.close()


def finished(folder: Path) -> None:
    counted(folder).close()


CASES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "console-draft": (drafted, []),
    "console-collected": (collected, []),
    "console-differing": (differing, []),
    "files": (drafted, ["1"]),
    "check-in": (frozen, ["2", "1"]),
    "who-keys": (collected, ["3"]),
    "entry-empty": (collected, ["3", "1", "enter"]),
    "entry-typing": (collected, ["3", "1", "enter", *"7172.-*/7"]),
    "entry-locked": (collected, ["3", "1", "enter", *"715"]),
    "entry-help": (collected, ["3", "1", "enter", "f2"]),
    "differences": (differing, ["4"]),
    "third": (differing, ["4", "enter", "6", "enter", "7"]),
    "result-masked": (finished, ["5"]),
    "result": (finished, ["5", "f4"]),
    "result-marks": (finished, ["5", "f4", "f5"]),
    "quit": (collected, ["ctrl+q"]),
}


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", CASES)
def test_a_screen_looks_as_it_did(tmp_path: Path, name: str, size: Size) -> None:
    prepare, keys = CASES[name]
    folder = sample_folder(tmp_path, sheets=3)
    prepare(folder)
    shown = picture_of(folder, keys, size, "en")
    assert narrow_enough(shown, size[0])
    path = PICTURES / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("PINGYI_REWRITE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_a_chinese_screen_fits_and_stands_aligned(tmp_path: Path, name: str) -> None:
    prepare, keys = CASES[name]
    folder = sample_folder(tmp_path, sheets=3)
    prepare(folder)
    assert narrow_enough(picture_of(folder, keys, SMALL, "zh_CN"), SMALL[0])


def picture_of(folder: Path, keys: list[str], size: Size, language: Language) -> str:
    """Return the picture after ``keys`` at the console."""
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("  Next: "))
        await hands.press(*keys)
        if keys[:1] == ["1"]:
            await hands.sees(say("errors: {errors}, warnings: {warnings}", errors=0, warnings=1))
        pictures.append(await hands.settled() + "\n")

    at_terminal(folder, run, size, language)
    return pictures[0]


def test_a_reader_sees_nothing_of_the_other_reading(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    session = with_sheets(folder, 3)
    read_by(session, "J1")
    session.close()
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "2", "enter", *"60606", "f4")
        pictures.append(hands.picture())
        await hands.press("escape", "escape", "4")
        pictures.append(hands.picture())
        await hands.press("escape", "5", "6")
        pictures.append(hands.picture())

    at_terminal(folder, run, LARGE)
    for mark in {str(mark) for row in MARKS for mark in row} - {"60"}:
        assert not any(f" {mark} " in picture for picture in pictures), mark


def test_a_third_reader_sees_nothing_of_the_values(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    differing(folder)
    shown = picture_of(folder, ["4", "enter", "6", "enter"], LARGE, "en")
    assert "001" in shown
    assert not any(f" {mark}" in shown for mark in ("72", "73", "64", "blank\n"))
