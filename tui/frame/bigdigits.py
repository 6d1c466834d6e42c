"""Digits that are read from the back of a hall (大字): five lines high, of coloured blanks.

Blanks, because the characters that draw blocks are two cells wide on some consoles.

>>> for row in big(17):
...     print("".join("##" if one.look == "cursor" else "  " for one in row).rstrip())
  ##    ######
####        ##
  ##        ##
  ##        ##
######      ##
"""

from tui.frame.screentext import Look, Piece, ScreenLine, blanks

HEIGHT = 5
DOT = 2
"""Cells of a dot, which is then about as wide as it is high."""
_DOTS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
}


def big(number: int, look: Look = "cursor") -> list[ScreenLine]:
    """Return ``number``, which is not below zero, in five lines that are all equally long.

    ``look`` is that of the dots; between two digits is the room of one dot.
    """
    rows: list[list[Piece]] = [[] for _ in range(HEIGHT)]
    for place, digit in enumerate(str(number)):
        for row, dots in zip(rows, _DOTS[digit].split(), strict=True):
            if place:
                row.append(blanks(DOT))
            row.extend(blanks(DOT, look if dot == "#" else "plain") for dot in dots)
    return [tuple(row) for row in rows]
