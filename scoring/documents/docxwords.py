"""Words, paragraphs and tables as WordprocessingML (docx 的段落和表格).

Everything is a text of XML, made by putting texts into each other: run into paragraph, paragraph
into cell, cell into row, row into table. Lengths are in twentieths of a point, sizes in half
points, as the format has them; callers give points. The order of elements inside properties is
fixed by the format.
"""

from collections.abc import Iterator, Sequence
from html import escape

from scoring.documents.encoded import shown
from scoring.documents.layout import TWIPS, Family, Layout, column_widths
from scoring.report.blocks import Bar, Bars, Item, Table
from scoring.wording import is_seen

SHADES = ("404040", "A6A6A6", "7F7F7F", "D0D0D0", "262626", "BFBFBF")
"""What the parts of a bar are filled with, one after the other: they differ in print too."""
LONGEST_BAR = 4400
"""The length of the longest bar, in twentieths of a point."""


def run(text: str, family: Family, size: int, layout: Layout, more: str = "") -> str:
    """Return ``text`` as a run; ``more``: further properties, as XML.

    ``size`` is in points; ``family`` is the face of its 汉字, letters and digits are in
    ``layout.latin``. Unseen characters are left out, XML signs escaped.
    """
    east = ' w:hint="eastAsia"' if any(character >= "\u2e80" for character in text) else ""
    fonts = (
        f'<w:rFonts w:ascii="{layout.latin}" w:hAnsi="{layout.latin}" w:cs="{layout.latin}" '
        f'w:eastAsia="{family.name}"{east}/>'
    )
    properties = (
        f'{fonts}<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>{more}'
        '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
    )
    # No-break spaces stay: on them the legend of bars has its colours.
    kept = "".join(character for character in text if is_seen(character) or character == "\u00a0")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(kept)}</w:t></w:r>'


def paragraph(runs: str, properties: str = "", *, line: int | None = None) -> str:
    """Return a paragraph; ``line``: its pitch in points, exactly; else as high as its text.

    ``properties`` are XML; a ``|`` in them is where the spacing belongs, which has its fixed place
    among them: ``<w:keepNext/>|<w:jc …/>``. Without one, it comes after them.
    """
    spacing = (
        f'<w:spacing w:before="0" w:after="0" w:line="{line * TWIPS}" w:lineRule="exact"/>'
        if line
        else '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    )
    # "<w:keepNext/>|<w:jc/>" becomes <w:keepNext/><w:spacing/><w:jc/>.
    before, _, after = properties.partition("|")
    return f"<w:p><w:pPr>{before}{spacing}{after}</w:pPr>{runs}</w:p>"


def items(outline: Sequence[Item], layout: Layout, depth: int = 0) -> Iterator[str]:
    """Yield each line of an outline, and under it what belongs there, further in.

    ``depth``: how far in, 0 at the margin; a step is two 汉字.
    """
    size = layout.item_size
    for item in outline:
        left = (2 * depth + 1) * size * TWIPS
        indent = f'|<w:ind w:left="{left}" w:hanging="{size * TWIPS}"/>'
        text = run(shown(item.text), layout.body, size, layout)
        yield paragraph(text, indent, line=size + 8)
        yield from items(item.under, layout, depth + 1)


def bars(block: Bars, layout: Layout) -> Iterator[str]:
    """Yield the legend and the bars, as a table without rules."""
    size = layout.item_size - 1
    if block.legend:
        keys = "".join(
            run("\u00a0" * 3, layout.body, size, layout, _shade(at))
            + run(f" {shown(text)}   ", layout.body, size, layout)
            for at, text in enumerate(block.legend)
        )
        yield paragraph(keys, "<w:keepNext/>|", line=size + 8)
    widths = [2700, LONGEST_BAR + 200, 1500]
    rows = []
    for bar in block.bars:
        together = "<w:keepNext/>" if bar is not block.bars[-1] else ""
        label = run(shown(bar.label), layout.body, size, layout)
        figure = run(shown(bar.figure), layout.body, size, layout)
        rows.append(
            _row(
                [
                    paragraph(label, f'{together}|<w:jc w:val="right"/>', line=size + 3),
                    _bar(bar),
                    paragraph(figure, line=size + 3),
                ],
                widths,
            )
        )
    yield _grid(rows, widths, ruled=False)
    yield paragraph("", line=8)


def _bar(bar: Bar) -> str:
    """Return the parts of ``bar`` as filled cells of a table of their own."""
    widths = [int(part * LONGEST_BAR) for part in bar.parts]
    filled = [(width, at) for at, width in enumerate(widths) if width]
    nothing = paragraph("", line=1)
    if not filled:
        return nothing
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_shade(at)}</w:tcPr>{nothing}</w:tc>'
        for width, at in filled
    )
    row = f'<w:tr><w:trPr><w:trHeight w:val="{9 * TWIPS}" w:hRule="exact"/></w:trPr>{cells}</w:tr>'
    return _framed([row], [width for width, _ in filled], "") + nothing


def table(
    block: Table, layout: Layout, *, landscape: bool, one_page: bool = False
) -> Iterator[str]:
    """Yield ``block`` as a table with rules; its headings are repeated on every page.

    ``landscape``: the page lies on its side; ``one_page``: rows are low where there are many, so
    that what is signed fits on the page.
    """
    size = layout.size_of(block, landscape=landscape, one_page=one_page)
    widths = column_widths(block, size, int(layout.room(landscape=landscape) * TWIPS))
    right = [column.align == "right" for column in block.columns]
    titles = [
        _cell(shown(column.title), layout, size, '|<w:jc w:val="center"/>', heading=True)
        for column in block.columns
    ]
    height = size + (20 if block.by_hand else 10)
    if layout.tight(block, one_page=one_page):
        height = size + (11 if block.by_hand else 4)
    rows = [_row(titles, widths, height=height, repeated=True)]
    for row in block.rows:
        cells = [
            _cell(
                shown(words),
                layout,
                size,
                f'|<w:jc w:val="{"right" if to_right else "left"}"/>',
            )
            for words, to_right in zip(row, right, strict=True)
        ]
        rows.append(_row(cells, widths, height=height))
    yield _grid(rows, widths, ruled=True)
    yield paragraph("", line=8)


def _cell(text: str, layout: Layout, size: int, align: str, *, heading: bool = False) -> str:
    """Return a text as the paragraph of a cell; ``align`` as ``properties`` of ``paragraph``."""
    family = layout.section if heading else layout.body
    # An exact pitch: what stands in for a typeface may have much higher lines.
    return paragraph(run(text, family, size, layout), align, line=size + 3)


def _row(
    cells: Sequence[str], widths: Sequence[int], height: int = 0, *, repeated: bool = False
) -> str:
    """Return a row, never torn apart by a page; ``height`` in points, 0: as high as it must be.

    ``widths``: as long as ``cells``, in twentieths of a point. ``repeated``: on every page.
    """
    rules = "<w:cantSplit/>"
    if height:
        rules += f'<w:trHeight w:val="{height * TWIPS}" w:hRule="atLeast"/>'
    if repeated:
        rules += "<w:tblHeader/>"
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{cell}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{rules}</w:trPr>{columns}</w:tr>"


def _grid(rows: Sequence[str], widths: Sequence[int], *, ruled: bool) -> str:
    """Return a table whose columns keep their widths, whoever opens it."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if ruled else ()
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides
    )
    return _framed(
        rows, widths, f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>', margin=80
    )


def _framed(rows: Sequence[str], widths: Sequence[int], more: str, margin: int = 0) -> str:
    """Return a table of fixed ``widths``.

    ``more``: its properties as XML, ``margin``: inside cells.
    """
    sides = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{more}<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar>"
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _shade(position: int) -> str:
    """Return the filling of the part of a bar at ``position``, from 0.

    After the last shade they begin again.
    """
    fill = SHADES[position % len(SHADES)]
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
