"""How pages look (版式): GB/T 9704 by default, and every measure a parameter.

The docx, html and pdf writers all take a ``Layout``; what they must agree on, widths of columns and
sizes of tables, is computed here once. Widths of text are counted in cells, as on a terminal: a
汉字 has two, and is as wide as its size in points.

>>> from scoring.report.blocks import Column
>>> table = Table((Column("单位"), Column("总分", "right")), (("省水利厅", "92.25"),))
>>> column_points(table, 12)
[59, 41]
>>> sum(column_widths(table, 12, 8000))
8000
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from rich.cells import cell_len

from scoring.report.blocks import Table
from scoring.report.formal.document import Document
from scoring.wording import visible

TWIPS = 20
"""In a point."""

POINTS_PER_MM = Fraction(360, 127)


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface, and what stands in for it where it is not installed; best first."""

    name: str
    """As Word and the standard call it."""
    instead: tuple[str, ...] = ()
    """What stands in for it, best first; the names that systems and browsers know them by."""
    generic: str = "serif"
    """What a browser takes at last."""

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the right one first."""
        return (self.name, *self.instead)


_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "宋体", "FandolSong")


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of a page: lengths in mm, sizes in points.

    ``width`` and ``height`` are those of the page upright; one that lies on its side is turned with
    its margins.
    """

    width: int = 210
    height: int = 297
    top: int = 37
    bottom: int = 35
    left: int = 28
    right: int = 26
    title: Family = Family("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FandolSong", *_SONG), "serif")
    body: Family = Family(
        "仿宋_GB2312",
        (
            "FangSong_GB2312",
            "仿宋",
            "FangSong",
            "STFangsong",
            "FandolFang",
            "FandolFang R",  # what typst calls it
            *_SONG,
        ),
    )
    note: Family = Family(
        "楷体_GB2312",
        ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "AR PL UKai CN", "FandolKai", *_SONG),
    )
    section: Family = Family(
        "黑体",
        ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "FandolHei", "WenQuanYi Zen Hei"),
        "sans-serif",
    )
    latin: str = "Times New Roman"
    """For letters and digits in docx, where they have a face of their own."""
    title_size: int = 22
    body_size: int = 16
    note_size: int = 14
    item_size: int = 12
    table_size: int = 12
    least_table_size: int = 8
    """Tables that are too wide are set smaller, down to this."""
    stamp_size: int = 9
    pitch: int = 28
    """From one line of the body to the next."""

    @property
    def families(self) -> tuple[Family, ...]:
        """The four typefaces: 小标宋, 仿宋, 楷体, 黑体."""
        return (self.title, self.body, self.note, self.section)

    def room(self, *, landscape: bool) -> Fraction:
        """Return the width between the margins, in points."""
        across = self.height - self.top - self.bottom if landscape else self.width
        margins = 0 if landscape else self.left + self.right
        return (across - margins) * POINTS_PER_MM

    def rows_of(self, text: str, size: int, *, landscape: bool) -> list[str]:
        """Return ``text`` in rows that fit at ``size``, parted where it has two blanks, if at all.

        So that no word of it stands alone on a second row. ``size`` is in points. A part that is
        wider than a row stays whole, and is broken by who sets it.
        """
        # A little less: 汉字 stand apart from digits beside them.
        cells = int(self.room(landscape=landscape) * Fraction(15, 8) / size)
        rows: list[str] = []
        for part in text.split(_APART):
            longer = f"{rows[-1]}{_APART}{part}" if rows else part
            if rows and cell_len(longer) <= cells:
                rows[-1] = longer
            else:
                rows.append(part)
        return rows

    def size_of(self, table: Table, *, landscape: bool, one_page: bool = False) -> int:
        """Return the size in points that ``table`` is set in, so that its words need not be cut.

        ``one_page``: and so that its rows leave room for the rest of a page. Never below
        ``least_table_size``: a table that is still too wide has its words broken.
        """
        size, room = self.table_size, self.room(landscape=landscape)
        if one_page:
            # One size smaller for every three rows too many, down to three sizes.
            size -= min(max(len(table.rows) - _EASY, 0) // 3, 3)
        cells = _of_columns(table)
        while size > self.least_table_size and sum(_points(cells, size)) > room:
            size -= 1
        return size

    def full(self, document: Document) -> bool:
        """Tell whether ``document`` has so many rows that all else on its page has to be close."""
        tables = (block for block in document.blocks if isinstance(block, Table))
        return any(self.tight(table, one_page=document.one_page) for table in tables)

    def tight(self, table: Table, *, one_page: bool) -> bool:
        """Tell whether the rows of ``table`` have to be low, because they are many on one page."""
        return one_page and len(table.rows) > _EASY


NATIONAL = Layout()
"""GB/T 9704-2012, with tables in 小四."""

_NARROWEST, _WIDEST, _TO_WRITE = 4, 34, 14
_APART = "  "
"""Between the day, the place and the host of a meeting."""
_PADDING = 11
"""Points that the two sides of a cell take."""


_EASY = 8
"""Rows of a table that a page has room for at its full size, with all that has to be signed."""


def column_points(table: Table, size: int) -> list[int]:
    """Return what each column needs, in points, at ``size``: headings may break, figures not.

    As long as the table's columns; the sides of the cells are counted in.
    """
    return _points(_of_columns(table), size)


def _of_columns(table: Table) -> list[int]:
    """Return what each column needs, in half 汉字."""
    return [_cells(table, at) for at in range(len(table.columns))]


def _points(cells: Iterable[int], size: int) -> list[int]:
    """Return so many half 汉字 at ``size`` in points, rounded up, with the sides of the cell."""
    return [-(-own * size // 2) + _PADDING for own in cells]


def column_widths(table: Table, size: int, room: int) -> list[int]:
    """Return widths that add up to ``room``, in twentieths of a point, by what columns need.

    As long as the table's columns. What is left over goes to the columns of words, by what they
    need; a rank beside a name needs no more than it has. Where ``room`` is too small, all are
    narrowed alike.
    """
    needed = column_points(table, size)
    words = [at for at, column in enumerate(table.columns) if column.align == "left"]
    most = max((needed[at] for at in words), default=0)
    taking = [at for at in words if 3 * needed[at] >= 2 * most] or list(range(len(needed)))
    spare = Fraction(room, TWIPS) - sum(needed)
    shares = [Fraction(points) for points in needed]
    if spare > 0:
        for at in taking:
            shares[at] += spare * needed[at] / sum(needed[one] for one in taking)
    whole = sum(shares)
    # Ends are cut down, not widths: so the widths add up to ``room``, whatever each loses.
    ends = [int(end * room / whole) for end in accumulate(shares, initial=Fraction(0))]
    return [after - before for before, after in pairwise(ends)]


def _cells(table: Table, at: int) -> int:
    """Return what the column at ``at`` needs, in half 汉字: for its texts, or half its heading."""
    rows = [visible(str(row[at])) for row in table.rows]
    # The sign of percent is wider than a digit, and is broken off from a narrow one.
    body = max((cell_len(row) + row.count("%") for row in rows), default=0)
    title = cell_len(visible(str(table.columns[at].title)))
    if table.by_hand and not any(rows):
        body = _TO_WRITE
    # A heading of more than a few characters is set in two lines.
    heading = title if title <= 2 * _NARROWEST else -(-title // 2) + 1
    return min(max(body, heading, _NARROWEST), _WIDEST)
