"""Text in lines of so many cells (折行): a 汉字 takes two, and lines may break between them.

No line begins with a closing sign, or ends with an opening one.

>>> wrapped("满意度测评结果通报（2020）", 16)
['满意度测评结果通', '报（2020）']
"""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_WIDE = 2
_NEVER_FIRST = frozenset("，。、；：！？）》」』”’…,.;:!?)]}%×")
_NEVER_LAST = frozenset("（《「『“‘([{")


def wrapped(text: str, width: int, hanging: int = 0) -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells; at least one line, perhaps empty.

    Lines after the first begin with ``hanging`` spaces, which count. A word that is wider than a
    line is cut. Spaces at the end of a line are dropped.
    """
    lines, line = [], ""
    for piece in _pieces(text, width - hanging):
        # Without its spaces: those at the end of a line take no room.
        if cell_len(line + piece.rstrip()) > width:
            if line.strip():
                lines.append(line.rstrip())
            line = " " * hanging if lines else ""
        line += piece
    return [*lines, line.rstrip()]


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` filled with blanks to ``width`` cells, on its left with ``right``.

    What is wider already stays as it is.
    """
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def _pieces(text: str, widest: int) -> Iterator[str]:
    """Cut ``text`` wherever a line may end; a piece keeps the spaces after it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _may_break(text[end - 1], text[end]):
            yield from chop_cells(text[start:end], widest)
            start = end


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two signs: at a space, or beside a 汉字."""
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before == " " or (before.isascii() and after.isascii()):
        return before == " "
    return cell_len(before) == _WIDE or cell_len(after) == _WIDE
