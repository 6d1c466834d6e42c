"""Digits that are read from the back of a hall (大字): seven dots high, of coloured blanks.

Blanks, because the characters that draw blocks are two cells wide on some consoles. A dot is two
cells wide and one high; where the screen is large, twice that each way (``scale`` 2).

>>> for row in big("1.7"):
...     shown = (one.text.replace(" ", "#") if one.look == "digit" else one.text for one in row)
...     print("".join(shown).rstrip())
  ##        ########
####              ##
  ##              ##
  ##              ##
  ##              ##
  ##              ##
######  ##        ##
"""

from itertools import groupby

from tui.frame.screentext import Look, ScreenLine, blanks

HEIGHT = 7
"""Dots of a digit from top to bottom."""
DOT = 2
"""Cells of a dot, which is then about as wide as it is high."""
DIGITS = {
    "0": "#### #..# #..# #..# #..# #..# ####",
    "1": ".#. ##. .#. .#. .#. .#. ###",
    "2": "#### ...# ...# #### #... #... ####",
    "3": "#### ...# ...# #### ...# ...# ####",
    "4": "#..# #..# #..# #### ...# ...# ...#",
    "5": "#### #... #... #### ...# ...# ####",
    "6": "#### #... #... #### #..# #..# ####",
    "7": "#### ...# ...# ...# ...# ...# ...#",
    "8": "#### #..# #..# #### #..# #..# ####",
    "9": "#### #..# #..# #### ...# ...# ####",
    ".": ". . . . . . #",
    "/": "..#. ..#. .#.. .#.. .#.. #... #...",
    "-": "... ... ... ### ... ... ...",
}
"""What can be shown large, row by row; ``#`` is a dot."""


def big(text: str, scale: int = 1, look: Look = "digit") -> list[ScreenLine]:
    """Return ``text`` in ``HEIGHT * scale`` lines that are all equally long.

    ``text``: characters of ``DIGITS``; raises KeyError for others. Between two of them is the room
    of one dot. ``look`` is that of the dots.
    """
    shapes = [DIGITS[one].split() for one in text]
    rows = [".".join(shape[row] for shape in shapes) for row in range(HEIGHT)]
    return [_painted(row, scale, look) for row in rows for _ in range(scale)]


def _painted(dots: str, scale: int, look: Look) -> ScreenLine:
    return tuple(
        blanks(len(list(run)) * DOT * scale, look if dot == "#" else "plain")
        for dot, run in groupby(dots)
    )
