"""Photographs of screens: what is drawn is what was on the screen, cell by cell."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from scoring.locales import Language
from tests.screens.photographs import (
    CELL,
    ROW,
    SCENES,
    SIZE,
    main,
    of_readme,
    readme_file,
    runs_of,
)
from tests.screens.rooms import counted, sample_folder

SVG = "{http://www.w3.org/2000/svg}"


def rows_drawn(svg: str) -> list[str]:
    """Return the rows of text of a picture, each sign in the cell where it is drawn."""
    rows: dict[int, str] = {}
    for text in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own picture
        word = text.text or ""
        at, cells = int(text.attrib["x"]) // CELL, int(text.attrib["textLength"]) // CELL
        assert cell_len(word) == cells, word
        assert len({cell_len(sign) for sign in word}) == 1, word
        row = int(text.attrib["y"]) // ROW
        before = rows.get(row, "")
        assert cell_len(before) <= at, f"{word} is drawn over {before}"
        rows[row] = before + " " * (at - cell_len(before)) + word
    return [rows.get(row, "") for row in range(max(rows) + 1)]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", SCENES)
def test_the_pictures_of_the_readmes_show_the_screens_as_they_are(
    name: str, language: Language
) -> None:
    """If not: ``python -m tests.screens.photographs``, and look at what changed."""
    kept = readme_file(name, language).read_text(encoding="utf-8")
    assert rows_drawn(kept) == rows_drawn(of_readme(name, language))


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_as_wide_as_its_terminal_and_says_what_it_shows(name: str) -> None:
    svg = readme_file(name, "zh_CN").read_text(encoding="utf-8")
    drawn = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert max(map(cell_len, rows_drawn(svg))) <= SIZE[0]
    assert "评议会议" in (drawn.findtext(f"{SVG}title") or "")
    assert not re.search(r"href|@import|@font-face|<script", svg)


def test_words_are_parted_where_signs_change_their_width() -> None:
    runs = [(run.at, run.text, run.cells) for run in runs_of("票 038省é阿·卜", 2)]
    assert runs == [
        (2, "票", 2), (5, "038", 3), (8, "省", 2), (10, "é", 1), (11, "阿", 2), (13, "·", 1),
        (14, "卜", 2),
    ]  # fmt: skip


def test_any_screen_of_a_meeting_is_photographed_by_keys(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    counted(folder).close()
    before = (folder / "record.db").read_bytes()
    main([str(folder), str(tmp_path / "log.svg"), "6", "--size", "80x24", "--lang", "en"])
    rows = rows_drawn((tmp_path / "log.svg").read_text(encoding="utf-8"))
    assert any("Record begun" in row for row in rows)
    assert (folder / "record.db").read_bytes() == before
