"""Making the documents by keys: where they go, how far it is, what came of it, what stops it."""

import asyncio
import hashlib
import os
import time
from pathlib import Path
from statistics import median

import pytest

from scoring.documents.folders import SUMS
from scoring.locales import Language
from scoring.wording import say
from tests.cli.running import fingerprints
from tests.screens.piloting import LARGE, PATIENCE, SMALL, Hands, Size, at_terminal, narrow_enough
from tests.screens.rooms import counted, sample_folder
from tui.frame.lines import ScrolledLines


def finished(place: Path) -> Path:
    """Make a meeting of three sheets that has been counted."""
    folder = sample_folder(place, sheets=3)
    counted(folder).close()
    return folder


async def at_result(hands: Hands) -> None:
    await hands.sees("Enter")
    await hands.press("5")
    await hands.sees(say("results, version {number}", number=1))


async def is_done(hands: Hands) -> str:
    return await hands.sees(str(say("The documents are in {folder}.", folder="")).strip(" .。"))


async def there(hands: Hands) -> None:
    await at_result(hands)
    await hands.press("f6")
    await hands.sees(say("not written yet"))


async def moved(body: ScrolledLines, chosen: int) -> None:
    """Wait until another line is chosen, and no longer."""
    async with asyncio.timeout(PATIENCE):
        while body.chosen == chosen:  # noqa: ASYNC110 - nobody tells of it, and it is measured
            await asyncio.sleep(0.001)


async def only_text(hands: Hands) -> None:
    """Leave every format but txt."""
    await hands.press("enter", "down", "enter", "down", "down", "enter")
    await hands.press("down", "enter", "down", "enter")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_one_key_makes_all_documents_and_says_where_they_are(
    tmp_path: Path, size: Size, language: Language
) -> None:
    folder = finished(tmp_path)

    async def run(hands: Hands) -> None:
        await there(hands)
        assert narrow_enough(hands.picture(), size[0])
        await hands.press("f6")
        shown = await is_done(hands)
        assert str(say("written")) in shown
        assert narrow_enough(shown, size[0])
        await hands.press("f6")
        await hands.sees(say("the same as before"))

    at_terminal(folder, run, size, language)
    made = folder / "documents"
    [before, after] = sorted(made.iterdir())
    assert after.name == "v1-uncertified"
    assert before.name.startswith("before-")
    ending = ".en.docx" if language == "en" else ".docx"
    data = "data" if language == "en" else "数据"
    name = "result-sheet" if language == "en" else "计票结果报告单"
    assert (after / f"{name}{ending}").stat().st_size > 5_000
    for digits, _, name in (
        line.partition("  ") for line in (after / data / SUMS).read_text("utf-8").splitlines()
    ):
        assert hashlib.sha256((after / name).read_bytes()).hexdigest() == digits
    assert {path.suffix for path in after.rglob("*")} == {
        ".docx", ".html", ".xlsx", ".csv", ".json", ".txt", "",
    }  # fmt: skip


def test_only_the_chosen_formats_are_written_and_others_added_later(tmp_path: Path) -> None:
    folder = finished(tmp_path)

    async def run(hands: Hands) -> None:
        await there(hands)
        await only_text(hands)
        await hands.press("f6")
        await is_done(hands)
        assert {path.suffix for path in after.rglob("*")} == {".txt", ""}
        await hands.press("enter", "f6")
        await hands.sees(say("formats added"))

    after = folder / "documents" / "v1-uncertified"
    at_terminal(folder, run)
    assert {path.suffix for path in after.rglob("*")} == {".txt", ".json", ""}


def test_without_a_format_nothing_is_written(tmp_path: Path) -> None:
    folder = finished(tmp_path)

    async def run(hands: Hands) -> None:
        await there(hands)
        await only_text(hands)
        await hands.press("down", "enter", "f6")
        await hands.sees(say("No format is chosen; Enter takes one."))

    at_terminal(folder, run)
    assert not (folder / "documents").exists()


def test_another_folder_is_asked_for(tmp_path: Path) -> None:
    folder = finished(tmp_path)

    async def run(hands: Hands) -> None:
        await there(hands)
        await hands.press("f4")
        await hands.type(str(tmp_path / "stick"))
        await hands.sees("not written yet")
        await hands.press("f6")
        await is_done(hands)

    at_terminal(folder, run)
    assert (tmp_path / "stick" / "v1-uncertified" / "data" / SUMS).exists()
    assert not (folder / "documents").exists()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_stands_in_the_way_is_said_and_nothing_is_half_written(
    tmp_path: Path, language: Language
) -> None:
    folder = finished(tmp_path)
    (folder / "documents").write_text("a file", encoding="utf-8")

    async def run(hands: Hands) -> None:
        await there(hands)
        await hands.press("f6")
        await hands.sees(say("a file stands where a folder should be"))
        await hands.press("escape", "f6")  # and the screen goes on
        await hands.sees(say("not written yet"))

    at_terminal(folder, run, SMALL, language)
    assert (folder / "documents").read_text(encoding="utf-8") == "a file"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    folder = finished(tmp_path)
    (folder / "documents").mkdir(mode=0o500)

    async def run(hands: Hands) -> None:
        await there(hands)
        await hands.press("f6")
        await hands.sees(say("you may not write there"))

    at_terminal(folder, run)
    assert list((folder / "documents").iterdir()) == []


def test_a_version_that_was_written_differently_is_left_as_it_is(tmp_path: Path) -> None:
    folder = finished(tmp_path)
    written = folder / "documents" / "v1-uncertified" / "data" / "ranking.en.txt"
    written.parent.mkdir(parents=True)
    written.write_text("changed by hand", encoding="utf-8")
    before = fingerprints(written.parent)

    async def run(hands: Hands) -> None:
        await at_result(hands)
        await hands.press("f6")
        await hands.sees(say("there already"))
        await hands.press("f6")
        shown = await hands.sees("holds other documents")
        assert "data/ranking.en.txt" in "".join(shown.split())

    at_terminal(folder, run)
    assert fingerprints(written.parent) == before


def test_keys_are_answered_while_documents_are_written(tmp_path: Path) -> None:
    folder = finished(tmp_path)
    waits: list[float] = []

    async def run(hands: Hands) -> None:
        await there(hands)
        body = hands.app.screen.query_one(ScrolledLines)
        await hands.post("f6")
        while not (folder / "documents" / "v1-uncertified").exists():
            chosen, began = body.chosen, time.monotonic()
            await hands.post("up" if chosen else "down")
            await moved(body, chosen)
            waits.append(time.monotonic() - began)
        await is_done(hands)

    at_terminal(folder, run)
    # Were a key to wait for the writing, one of them would have waited for nearly all of it.
    assert len(waits) > 10
    assert max(waits) < sum(waits) / 2
    assert median(waits) < 0.1


def test_whoever_leaves_meanwhile_finds_the_documents_whole(tmp_path: Path) -> None:
    folder = finished(tmp_path)

    async def run(hands: Hands) -> None:
        await there(hands)
        await hands.post("f6")
        await hands.press("escape", "escape")
        await hands.press("ctrl+q", "enter")

    at_terminal(folder, run)
    made = {path.name.split("-")[0]: path for path in (folder / "documents").iterdir()}
    assert set(made) <= {"before", "v1"}
    assert all((path / "data" / SUMS).exists() for path in made.values())
