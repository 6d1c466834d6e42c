"""The whole sample by keys: all 60 sheets, twice, to the ranking of the command line."""

import csv
from fractions import Fraction
from pathlib import Path

from scoring.counting import stand
from scoring.files.meeting_folder import read_meeting
from scoring.live.session import Session
from scoring.points import fixed_text
from scoring.wording import say
from tests.screens.piloting import LARGE, Hands, at_terminal, words_by
from tests.screens.rooms import SAMPLE, SIGNS, reading_keys, sample_folder, with_sheets

MOST_STROKES = 2.2
"""Key strokes for each mark of each reading: blanks, words, differences and rulings included."""


def marks_of(name: str) -> dict[tuple[str, str], str]:
    """Return what a table of the sample says, by sheet and unit."""
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["ballot"], unit): row[unit] for row in rows for unit in row if unit != "ballot"}


async def read(hands: Hands, by: str, table: str) -> None:
    await hands.press("3", by, "enter")
    await hands.post(*reading_keys(SAMPLE / table))
    await hands.sees(say("this is the last cell; F9 hands over"))
    await hands.press("f9", "f9")
    await hands.sees(words_by("reading handed over"))


async def settle(hands: Hands, wrong: tuple[str, str]) -> None:
    """Read the cells that differ a third time, one of them wrongly, and rule that one."""
    first, second, true = map(marks_of, ("reading-a.csv", "reading-b.csv", "ballots.csv"))
    open_ = [cell for cell in first if first[cell] != second[cell]]
    assert len(open_) == 4
    await hands.press("4", "enter", "4", "enter")
    for cell in open_:
        await hands.press(*("68" if cell == wrong else SIGNS.get(true[cell], true[cell])))
    await hands.press("f9", "f9")
    await hands.sees(say("a ruling"))
    await hands.press("enter")
    await hands.sees(say("read: {readings}", readings=("67", "70", "68")))
    await hands.type(true[wrong])
    await hands.type("原票写的是" + true[wrong])
    for officer, pin in (("1", "3333"), ("2", "4444")):
        await hands.press(officer, "enter")
        await hands.type(pin)
        await hands.type(pin)
    await hands.sees(words_by("the difference ruled"))


def test_sixty_sheets_keyed_twice_come_to_the_ranking_of_the_command_line(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    with_sheets(folder, 60).close()
    strokes = 0

    async def run(hands: Hands) -> None:
        nonlocal strokes
        await hands.sees(say("read the sheets"))
        before = hands.pressed
        await read(hands, "1", "reading-a.csv")
        await read(hands, "2", "reading-b.csv")
        await settle(hands, ("030", "shangwu"))
        strokes = hands.pressed - before
        await hands.press("escape", "enter", "5", "f4")
        await hands.sees("92.25")

    at_terminal(folder, run, LARGE)
    papers = read_meeting(SAMPLE)
    assert papers.scheme_file
    assert papers.scheme_file.scheme
    assert papers.papers
    standing = stand(papers.scheme_file.scheme, papers.papers)
    counted = Session.view(folder).state.versions[-1].ranking
    by_files = [(one.unit.id, one.rank, one.total.value) for one in standing.units]
    assert [(one.unit, one.rank, one.total) for one in counted] == [
        (unit, rank, fixed_text(total or Fraction(0), 2)) for unit, rank, total in by_files
    ]
    assert strokes / (2 * 60 * 7) <= MOST_STROKES
