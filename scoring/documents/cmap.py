"""Which characters a font has (字符覆盖): the part of a font file that says so, and no more.

A font begins with a list of tables, and ``cmap`` is one of them: in it, for each platform and
encoding, subtables that map code points to glyphs. Only whether a point is mapped is read. Source:
OpenType 1.9, "cmap": formats 4 and 12, which every font for Chinese has.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_COLLECTION = b"ttcf"
_END = 0xFFFF
"""Ends the list of segments in format 4, and is no character."""
_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding of the tables that are by Unicode."""


def covered(path: Path, face: int = 0) -> list[range]:
    """Return the code points that ``face`` of the font file has, as ranges, in no order.

    ``face``: its number in a collection (.ttc), from 0; any other file has only 0. An unreadable
    file has none. A gap inside a range of format 4 is taken as filled.
    """
    try:
        with path.open("rb") as file:
            return list(_ranges(file.read(), face))
    except (OSError, struct.error, IndexError):
        return []


def _ranges(font: bytes, face: int) -> Iterator[range]:
    """Yield the ranges of all subtables by Unicode. Raises struct.error where bytes end early."""
    start = 0
    if font[:4] == _COLLECTION:
        (start,) = struct.unpack_from(">I", font, 12 + 4 * face)
    cmap = _table(font, start, b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for at in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * at)
        if (platform, encoding) in _UNICODE:
            yield from _subtable(font, cmap + offset)


def _table(font: bytes, start: int, tag: bytes) -> int:
    """Return where the table ``tag`` begins. Raises IndexError where there is none."""
    (count,) = struct.unpack_from(">H", font, start + 4)
    for at in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * at)
        if name == tag:
            return int(offset)
    raise IndexError(tag)


def _subtable(font: bytes, at: int) -> Iterator[range]:
    """Yield the ranges of the subtable that begins at ``at``.

    A subtable in another format than 4 and 12 has none.
    """
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:  # noqa: PLR2004 - the format's own number
        (count,) = struct.unpack_from(">I", font, at + 12)
        for group in range(count):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield range(first, last + 1)
    elif form == 4:  # noqa: PLR2004 - as above
        (twice,) = struct.unpack_from(">H", font, at + 6)
        count = twice // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + twice)
        yield from (
            range(first, last + 1) for first, last in zip(starts, ends, strict=True) if last < _END
        )
