"""How cells look (样式), and what the colours mean."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from scoring.report.blocks import Words
from scoring.wording import say

TITLE_FONT = "方正小标宋简体"
HEADING_FONT = "黑体"
BODY_FONT = "仿宋_GB2312"
TITLE_SIZE, SIZE = 18, 12
"""In points."""
HEIGHT = 1.8
"""Of a row, in font sizes; less would clip 汉字."""
CELL = 1.15
"""What half a 汉字 of SIZE takes, in characters of the default font: the measure of widths."""

INPUT, FIXED, HEADING = "#FFF8DC", "#F8CBAD", "#E7EDF3"
"""Colours behind cells."""

Style: TypeAlias = Literal[
    "title",
    "banner",
    "stamp",
    "section",
    "words",
    "heading",
    "cell",
    "middle",
    "input",
    "aside",
    "fixed",
]
"""What a cell is for; its look follows from it."""

LEGEND: Mapping[Style, Words] = {
    "input": say("may be changed: marks, answers and given figures"),
    "cell": say("computed by a formula, or taken from the files"),
    "aside": say(
        "whole numbers that the formulas work with, so that nothing is rounded on the way"
    ),
    "fixed": say("the program's own figure: too long for a spreadsheet to compute exactly"),
}
"""What the look of a cell says."""

_LOOKS: Mapping[Style, Mapping[str, Any]] = {
    "title": {"font_name": TITLE_FONT, "font_size": TITLE_SIZE, "align": "center"},
    "banner": {"font_name": TITLE_FONT, "font_size": TITLE_SIZE},
    "stamp": {"align": "center", "font_color": "#404040", "text_wrap": True},
    "section": {"font_name": HEADING_FONT, "font_size": SIZE + 1},
    "words": {"text_wrap": True, "align": "left"},
    "heading": {
        "font_name": HEADING_FONT,
        "bg_color": HEADING,
        "align": "center",
        "border": 1,
        "text_wrap": True,
    },
    "cell": {"border": 1, "text_wrap": True},
    "middle": {"border": 1, "align": "center", "text_wrap": True},
    "input": {
        "border": 1,
        "bg_color": INPUT,
        "locked": False,
        "align": "center",
        "text_wrap": True,
    },
    "aside": {"border": 1, "font_color": "#7F7F7F"},
    "fixed": {"border": 1, "bg_color": FIXED, "bold": True},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Style, str, bool], Format] = {}

    def of(self, style: Style, number: str = "", *, quoted: bool = False) -> Format:
        """Return the format of ``style``; ``number`` is how figures are shown; empty: as they come.

        A ``quoted`` text stays a text when somebody edits it, whatever it begins with.
        """
        key = (style, number, quoted)
        made = self._made.get(key)
        if made is None:
            look = {"font_name": BODY_FONT, "font_size": SIZE, "valign": "vcenter"}
            look |= _LOOKS[style]
            if number:
                look["num_format"] = number
            if quoted:
                look["quote_prefix"] = True
            made = self._made[key] = self._book.add_format(look)
        return made


def decimals(places: int | None) -> str:
    """Return the number format of a figure with ``places`` decimals; None: it is not rounded.

    >>> decimals(2), decimals(0), decimals(None)
    ('0.00', '0', '0.000000')
    """
    if places is None:
        return "0.000000"
    return f"0.{'0' * places}" if places else "0"
