"""Photographs of screens: keys in, an SVG out in which Chinese stands by cells.

``python -m tests.screens.photographs`` takes the pictures of the READMEs anew. With a meeting's
folder, a file and keys it takes one of any screen::

    python -m tests.screens.photographs sessions/2020-hunan files.svg 1 --size 100x30 --lang en
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from scoring.live.session import Session
from scoring.locales import Language
from scoring.meeting.acts import Certify, Count, HandOver, Read, Reveal
from scoring.wording import say
from tests.screens.piloting import Hands, Size, at_terminal
from tests.screens.rooms import sample_folder, sample_readings, with_sheets
from tests.sources import ROOT

PICTURES = ROOT / "docs" / "pictures"
CELL, ROW, TYPE = 10, 26, 20
"""Width of a cell, height of a row, size of the type; a fixed-width font for Chinese is half as
wide as it is high, so that at these figures nothing has to be stretched."""
EDGE = 12
FONTS = (
    "'Noto Sans Mono CJK SC','Source Han Mono SC','Sarasa Mono SC','Microsoft YaHei',"
    "SimHei,Menlo,Consolas,monospace"
)
"""A font with Chinese first: else the other signs come from one, and the Chinese from another."""


class Run(NamedTuple):
    """Signs side by side that are equally wide."""

    at: int
    """The cell where it begins."""
    text: str
    cells: int


def runs_of(text: str, at: int = 0) -> Iterator[Run]:
    """Yield what is to be drawn of ``text``: words, parted where the width of a sign changes."""
    signs: list[tuple[str, int]] = []
    for sign in text:
        wide = cell_len(sign)
        if wide == 0 and signs:
            signs[-1] = (signs[-1][0] + sign, signs[-1][1])
        else:
            signs.append((sign, wide))
    for (wide, blank), group in groupby(signs, lambda one: (one[1], one[0].isspace())):
        run = [sign for sign, _ in group]
        if not blank:
            yield Run(at, "".join(run), wide * len(run))
        at += wide * len(run)


def drawing(rows: Sequence[Strip], cells: int, title: str, ground: str) -> str:
    """Return ``rows`` of so many cells as an SVG on the colour ``ground``; ``title`` names it."""
    width, height = cells * CELL + 2 * EDGE, len(rows) * ROW + 2 * EDGE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{ground}"/>',
        f'<g transform="translate({EDGE},{EDGE})" font-family="{FONTS}" font-size="{TYPE}">',
    ]
    for y, strip in enumerate(rows):
        drawn += _row(strip, y * ROW, ground)
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def _row(strip: Strip, top: int, ground: str) -> Iterator[str]:
    at = 0
    words: list[str] = []
    for text, style, _ in Segment.simplify(strip):
        ink, paper = _colours(style)
        wide = cell_len(text)
        if paper != ground:
            yield (
                f'<rect x="{at * CELL}" y="{top}" width="{wide * CELL}" height="{ROW}" '
                f'fill="{paper}" shape-rendering="crispEdges"/>'
            )
        bold = ' font-weight="bold"' if style and style.bold else ""
        line = ' text-decoration="underline"' if style and style.underline else ""
        words += (
            f'<text x="{run.at * CELL}" y="{top + ROW - 7}" textLength="{run.cells * CELL}" '
            f'lengthAdjust="spacingAndGlyphs" fill="{ink}"{bold}{line}>{escape(run.text)}</text>'
            for run in runs_of(text, at)
        )
        at += wide
    yield from words


def _colours(style: Style | None) -> tuple[str, str]:
    """Return the colours of ink and paper, as ``#rrggbb``."""
    ink = style.color.get_truecolor().hex if style and style.color else "#e6e6e6"
    paper = style.bgcolor.get_truecolor().hex if style and style.bgcolor else "#101418"
    return (paper, ink) if style and style.reverse else (ink, paper)


def photograph(folder: Path, keys: Sequence[str], size: Size, language: Language) -> str:
    """Return the screen after ``keys``, as an SVG; typing is one key after the other."""
    taken = []

    async def run(hands: Hands) -> None:
        await hands.sees(say("  {screen}", screen=say("console")))
        await hands.press(*keys)
        await hands.settled()
        said = hands.rows()[0].split("  ")[0].strip()
        ground = hands.app.theme_variables["background"].lower()
        taken.append(drawing(hands.strips(), size[0], said, ground))

    at_terminal(folder, run, size, language)
    return taken[0]


# ---- the pictures of the READMEs ----


def while_reading(folder: Path) -> None:
    """Bring the sample to where one person has read all sheets, and the other more than half."""
    session = with_sheets(folder, 60)
    _read(session, "J1", sample_readings("reading-a.csv", session.state))
    session.do(HandOver("all", "J1"))
    half = [cell for cell in sample_readings("reading-b.csv", session.state) if cell[0] < "038"]
    _read(session, "J2", half)
    session.close()


def at_the_end(folder: Path) -> None:
    """Bring the sample to where its result is revealed."""
    session = with_sheets(folder, 60)
    for by in ("J1", "J2"):
        _read(session, by, sample_readings("ballots.csv", session.state))
        session.do(HandOver("all", by))
    session.do(Count(), Certify(("J3", "J4")), Reveal())
    session.close()


def _read(session: Session, by: str, cells: Sequence[tuple[str, str, str, int]]) -> None:
    session.do(Read("all", by, tuple(cells)))


SCENES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "console": (while_reading, []),
    "entry": (while_reading, ["3", "2", "enter", *"7275.78", "7"]),
    "result": (at_the_end, ["5", "f4"]),
}
SIZE = (100, 24)


def of_readme(name: str, language: Language) -> str:
    """Take one of the READMEs' pictures anew."""
    prepare, keys = SCENES[name]
    with tempfile.TemporaryDirectory() as place:
        folder = sample_folder(Path(place))
        prepare(folder)
        return photograph(folder, keys, SIZE, language)


def readme_file(name: str, language: Language) -> Path:
    """Return where one of the READMEs' pictures is kept."""
    return PICTURES / f"{name}{'.zh-CN' if language == 'zh_CN' else ''}.svg"


def main(words: Sequence[str] | None = None) -> None:
    """Take the pictures that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("file", nargs="?", type=Path)
    asked.add_argument("keys", nargs="*")
    asked.add_argument("--size", default="100x24")
    asked.add_argument("--lang", default="zh", choices=["zh", "en"])
    wanted = asked.parse_args(words)
    if wanted.folder and wanted.file:
        wide, high = map(int, wanted.size.split("x"))
        language: Language = "en" if wanted.lang == "en" else "zh_CN"
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / "meeting"  # a look changes nothing in the meeting itself
            shutil.copytree(wanted.folder, copy)
            taken = photograph(copy, wanted.keys, (wide, high), language)
        wanted.file.write_text(taken, encoding="utf-8")
        return
    PICTURES.mkdir(exist_ok=True)
    for name in SCENES:
        for spoken in ("zh_CN", "en"):
            path = readme_file(name, spoken)
            path.write_text(of_readme(name, spoken), encoding="utf-8")


if __name__ == "__main__":
    main()
