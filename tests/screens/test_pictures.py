"""What each screen looks like: the main ones as pictures, in Chinese at 80 columns.

``PINGYI_REWRITE=1 pytest`` writes the pictures anew; look at what changed. Chinese stands aligned:
a 汉字 takes two cells, as on a terminal. Other sizes and English are held by what has to be true
of them: everything fits, the same keys are named and the same figures shown, nothing is cut but
names from the files, and no Chinese stands on an English screen but what the files say.
"""

import os
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.session import Session
from scoring.locales import Language
from scoring.meeting.acts import Certify, RevealNext
from scoring.meeting.rehearsal import made_up_to_the_readings
from scoring.wording import say
from tests.catalogue import PO
from tests.screens.piloting import LARGE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import MARKS, begun, clock, counted, read_by, sample_folder, with_sheets
from tests.sources import ROOT

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


def certified(folder: Path) -> None:
    session = counted(folder)
    session.do(Certify(("J3", "J4")), RevealNext())
    session.close()


def rehearsed(folder: Path) -> None:
    session = Session.create(folder, "test", clock, rehearsal=True)
    session.do(freezing(read_meeting(folder)))
    session.do(*made_up_to_the_readings(session.state, "seed"))
    session.close()


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
    "palette": (collected, ["ctrl+p"]),
    "palette-found": (collected, ["ctrl+p", "6"]),
    "log": (finished, ["6"]),
    "result-why": (finished, ["5", "f4", "enter"]),
    "corrections": (finished, ["5", "f7", *"80", "f6", "3", "enter", "-"]),
    "unusual": (finished, ["8", "down"]),
    "documents": (finished, ["5", "f6"]),
    "certified": (certified, []),
    "rehearsal": (rehearsed, []),
    "rehearsal-help": (rehearsed, ["f2"]),
    "rehearsal-check-in": (rehearsed, ["2"]),
}


IN_CHINESE = (
    "console-collected", "files", "check-in", "entry-typing", "entry-help", "differences", "result",
    "palette", "log", "rehearsal", "corrections", "certified", "result-masked",
)  # fmt: skip
"""The main screens, kept in Chinese too."""


def masked(shown: str) -> str:
    """Return a picture without what differs each time: the clock of all tests, the folder."""
    shown = re.sub(r"\d\d:00:00", "09:00:00", shown)
    shown = re.sub(r"(?<![:\d])\d\d:\d\d(?![:\d])", "09:00", shown)
    shown = re.sub(r"before-[0-9a-f]{8}", "before-01234567", shown)
    shown = re.sub(r"(\.\.|/)\S*/(\d{4}-\d\d-\d\d)", r"/.../\2", shown)
    folder = re.search(r"^  /\S(.+\n)+", shown, re.MULTILINE)
    if folder is None:
        return shown
    shown = shown.replace(folder[0], "  /.../meeting/documents\n")
    return re.sub(r"\n\n+", "\n\n", shown)  # a long folder takes room from the blank rows


def held_against(name: str, size: Size, shown: str) -> None:
    """Hold what is shown against the picture that is kept."""
    assert narrow_enough(shown, size[0])
    shown = masked(shown)
    path = PICTURES / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("PINGYI_REWRITE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


Shown = dict[tuple[Language, Size], str]
"""The pictures of one screen."""
KEY = re.compile(r"F\d+|Ctrl\+[A-Z]|Esc|Enter|[0-9.*/+-]")
CUT = re.compile(r"(\S+(?: \S+)*)(?<!\.)\.\.(?!\.)")
"""What stands before ``..``, back to the blanks that part it from what is beside it."""
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
SENTENCES = {"palette", "palette-found"}
"""Where sentences are cut at 80 columns; the help shows them whole."""


@pytest.mark.parametrize("name", CASES)
def test_a_screen_stands_in_both_languages_and_sizes(tmp_path: Path, name: str) -> None:
    prepare, keys = CASES[name]
    shown: Shown = {}
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        folder = sample_folder(tmp_path / language, sheets=3)
        prepare(folder)
        sizes = SIZES[language]
        pictures = pictures_of(folder, keys, sizes, language)
        shown |= {(language, size): one for size, one in zip(sizes, pictures, strict=True)}
    if name in IN_CHINESE:
        held_against(f"{name}.zh-CN", SMALL, shown["zh_CN", SMALL])
    stand(shown, said_by_files(tmp_path), SENTENCES & {name})


TITLED = ["f6", *"2026", "enter", "ctrl+u", *"2026-12-01", "enter"]


@pytest.mark.parametrize(
    ("name", "keys"), [("meetings", []), ("new", TITLED), ("new-how", [*TITLED, "enter", "enter"])]
)
def test_arriving_stands_in_both_languages_and_sizes(
    tmp_path: Path, name: str, keys: list[str]
) -> None:
    for copy, prepare in (("1", drafted), ("2", finished), ("3", rehearsed)):
        folder = sample_folder(tmp_path, sheets=3).rename(tmp_path / copy)
        prepare(folder)
    shown: Shown = {}
    for language in LANGUAGES:
        sizes = SIZES[language]
        pictures = sitting_at(tmp_path, keys, sizes, language)
        shown |= {(language, size): one for size, one in zip(sizes, pictures, strict=True)}
    held_against(f"{name}.zh-CN", SMALL, shown["zh_CN", SMALL])
    stand(shown, said_by_files(tmp_path), set())


LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")
SIZES: dict[Language, tuple[Size, Size]] = {"zh_CN": (SMALL, LARGE), "en": (LARGE, SMALL)}
"""In which the terminal comes, and which it is given then."""


PLACE = re.compile(r"(?:\.\./|/\S*pytest-of)\S*")
"""The test's own folder, which is cut, or broken over the rows, otherwise in each language."""


def figures_in(picture: str) -> list[str]:
    """Return the figures of a picture, but for those in the path of the test's folder."""
    for _ in range(2):  # so often it may be broken
        picture = re.sub(rf"({PLACE.pattern})\n\s*(?=\S)", r"\1", picture)
    return sorted(re.findall(r"\d+", PLACE.sub("", picture)))


def stand(shown: Shown, files: str, sentences: set[str]) -> None:
    """Assert what has to be true of a screen; ``sentences``: some are cut where it is small."""
    for (language, size), picture in shown.items():
        assert narrow_enough(picture, size[0])
        assert len(picture.splitlines()) == size[1]
        may_be_cut = size == SMALL and sentences
        assert not [one for one in CUT.findall(picture) if one not in files and not may_be_cut]
        if language == "en":
            assert not [one for one in CHINESE.findall(picture) if one not in files + messages()]
    for language in LANGUAGES:
        small, large = (keys_named(shown[language, size]) for size in (SMALL, LARGE))
        assert small <= large
        assert "F2" in small or "F2" not in large
    chinese, english = (masked(shown[language, LARGE]) for language in ("zh_CN", "en"))
    assert keys_named(english) == keys_named(chinese)
    assert figures_in(english) == figures_in(chinese)


def keys_named(picture: str) -> set[str]:
    """Return the keys that the last row names."""
    return {one for one in picture.splitlines()[-1].split() if KEY.fullmatch(one)}


def said_by_files(place: Path) -> str:
    """Return everything that the files of the meetings in ``place`` say, and the schemes."""
    files = [*place.rglob("*.csv"), *place.rglob("*.toml"), *(ROOT / "rules").glob("*.toml")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@cache
def messages() -> str:
    """Return what the program says itself, in English: a term may stand in it in Chinese."""
    with PO.open("rb") as file:
        return "\n".join(str(one.id) for one in read_po(file))


def sitting_at(
    place: Path, keys: list[str], sizes: Sequence[Size], language: Language
) -> list[str]:
    """Return the pictures after ``keys`` at the list of meetings in ``place``, in each size."""
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("draft, ready to freeze"))
        await hands.press(*keys)
        for size in sizes:
            await hands.resize(size)
            if keys:
                await hands.sees(say("department work"))
            pictures.append(hands.picture() + "\n")

    at_terminal(None, run, sizes[0], language, sessions=place)
    return pictures


def pictures_of(
    folder: Path, keys: list[str], sizes: Sequence[Size], language: Language
) -> list[str]:
    """Return the pictures after ``keys`` at the console, in each size."""
    pictures = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("  {screen}", screen=say("console")))
        await hands.press(*keys)
        if keys[:1] == ["1"]:
            await hands.sees(say("  Nothing is wrong in the files."))
        for size in sizes:
            await hands.resize(size)
            pictures.append(await hands.settled() + "\n")

    at_terminal(folder, run, sizes[0], language)
    return pictures


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
    [shown] = pictures_of(folder, ["4", "enter", "6", "enter"], [LARGE], "en")
    assert "001" in shown
    assert not any(f" {mark}" in shown for mark in ("72", "73", "64", "blank\n"))
