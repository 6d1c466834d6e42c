"""Documents for Word and WPS (docx), in the form of official papers; same inputs, same bytes.

Paragraphs and tables are made as WordprocessingML texts by ``docxwords`` and put into an empty file
from ``docxtemplate``; python-docx keeps the parts together, sets the page, and packs. The zip is
packed anew, because it would hold the time of writing.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm

from scoring.documents.docxtemplate import NAMESPACE, template
from scoring.documents.docxwords import (
    bars,
    items,
    paragraph,
    run,
    table,
)
from scoring.documents.encoded import shown
from scoring.documents.layout import NATIONAL, TWIPS, Layout
from scoring.report.blocks import (
    Bars,
    Block,
    Heading,
    NewPage,
    Outline,
    Paragraph,
    Signatures,
    Signed,
    Table,
)
from scoring.report.formal.document import Document
from scoring.report.formal.stamp import PROVISIONAL

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The only date in the file: of the writing nothing is said."""

_CENTRED = '|<w:jc w:val="center"/>'


def write_docx(document: Document, layout: Layout = NATIONAL) -> bytes:
    """Return ``document`` as the bytes of a docx file.

    ``layout`` has the measures of the page; the fonts need not be here, only where it is read.
    """
    file = docx.Document(io.BytesIO(template(layout)))
    _prepare(file, document, layout)
    body = file.element.body
    # The last one holds the page: what is written goes before it.
    for old in list(body)[:-1]:
        body.remove(old)
    setting = _Setting(document, layout)
    text = "".join(
        part
        for position, block in enumerate(document.blocks)
        for part in setting.block(block, position)
    )
    for element in _parsed(text):
        body.insert(len(body) - 1, element)
    packed = io.BytesIO()
    file.save(packed)
    return _repacked(packed.getvalue())


def _repacked(packed: bytes) -> bytes:
    """Return a zip file with the same entries, sorted by name and all of one date."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, EARLIEST.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _prepare(file: Any, document: Document, layout: Layout) -> None:  # noqa: ANN401 - not exported by python-docx
    """Set the page, the stamp at its head and foot, and the properties of the file."""
    properties = file.core_properties
    properties.title, properties.author = shown(document.title), ""
    properties.last_modified_by = ""
    properties.comments = ""
    properties.created = properties.modified = EARLIEST
    section = file.sections[0]
    width, height = Mm(layout.width), Mm(layout.height)
    sides = [layout.top, layout.right, layout.bottom, layout.left]
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
        # Turned, the page keeps the margins of its paper.
        sides = [*sides[-1:], *sides[:-1]]
    section.page_width, section.page_height = width, height
    section.top_margin, section.right_margin = Mm(sides[0]), Mm(sides[1])
    section.bottom_margin, section.left_margin = Mm(sides[2]), Mm(sides[3])
    section.header_distance, section.footer_distance = Mm(15), Mm(12)
    _fill(section.header, _header(document, layout))
    _fill(section.footer, _footer(document, layout))


def _fill(part: Any, text: str) -> None:  # noqa: ANN401 - as above
    """Put ``text``, paragraphs in XML, into a header or footer instead of what stands there."""
    part.is_linked_to_previous = False
    element = part._element  # noqa: SLF001 - the only way to a part's own XML
    for old in list(element):
        element.remove(old)
    for new in _parsed(text):
        element.append(new)


def _header(document: Document, layout: Layout) -> str:
    """Return the head of each page: state and version, below them scheme and remarks, and a rule.

    What is no result has its state in thick brackets: 【未核定 · …】.
    """
    stamp, size = document.stamp, layout.stamp_size
    standing = shown(stamp.standing)
    if stamp.state in PROVISIONAL:
        standing = f"【{standing}】"
    state = run(standing, layout.section, size + 2, layout)
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
    said = [shown(stamp.rules), *map(shown, stamp.remarks)]
    scheme = run("  ·  ".join(said), layout.body, size, layout)
    return paragraph(state, _CENTRED) + paragraph(scheme, f"{rule}{_CENTRED}")


def _footer(document: Document, layout: Layout) -> str:
    """Return the foot of each page: fingerprint and time, the result code, the page's number."""
    stamp, size = document.stamp, layout.stamp_size
    lines = [f"{shown(stamp.seal)}  ·  {shown(stamp.time)}", shown(stamp.result_code)]
    text = "".join(paragraph(run(line, layout.body, size - 1, layout), _CENTRED) for line in lines)
    before, page, after = (
        run(part, layout.note, layout.note_size, layout) for part in ("— ", "1", " —")
    )
    field = f'<w:fldSimple w:instr="PAGE">{page}</w:fldSimple>'
    return text + paragraph(f"{before}{field}{after}", _CENTRED)


_CLOSER = 8
"""Points by which lines to sign are closer to each other on a full page."""


class _Setting:
    """How the blocks of one document are set."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout

    def block(self, block: Block, position: int) -> Iterator[str]:
        """Yield ``block`` as paragraphs and tables; ``position``: the title has 0.

        The outline at 1 says of which meeting the document is, and is set in the middle.
        """
        layout, document = self._layout, self._document
        match block:
            case Table():
                yield from table(
                    block, layout, landscape=document.landscape, one_page=document.one_page
                )
            case Outline() if position == 1:
                yield from self._occasion(block)
            case Outline():
                yield from items(block.items, layout)
            case Bars():
                yield from bars(block, layout)
            case NewPage():
                yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Signatures():
                yield from self._signatures(block)
            case Signed():
                yield from self._signed(block)
            case Heading() | Paragraph():
                yield self._words(block)

    def _words(self, block: Heading | Paragraph) -> str:
        """Return a paragraph, its first line two 汉字 in.

        A heading stays on the page of what follows.
        """
        layout, text = self._layout, shown(block.text)
        if isinstance(block, Paragraph):
            indent = f'|<w:ind w:firstLine="{2 * layout.body_size * TWIPS}"/>'
            body = run(text, layout.body, layout.body_size, layout)
            return paragraph(body, indent, line=layout.pitch)
        if block.level == 1:
            title = run(text, layout.title, layout.title_size, layout)
            place = f'{_CENTRED}<w:outlineLvl w:val="0"/>'
            return paragraph(title, place, line=layout.title_size + 12)
        section = run(text, layout.section, layout.body_size - 2, layout)
        return paragraph(section, '<w:keepNext/>|<w:outlineLvl w:val="1"/>', line=layout.pitch)

    def _occasion(self, block: Outline) -> Iterator[str]:
        """Yield the lines that say of which meeting the document is, each no longer than a row."""
        layout = self._layout
        for item in block.items:
            lying = self._document.landscape
            for row in layout.rows_of(shown(item.text), layout.note_size, landscape=lying):
                text = run(row, layout.note, layout.note_size, layout)
                yield paragraph(text, _CENTRED, line=layout.note_size + 8)
        yield paragraph("", line=8)

    def _signatures(self, block: Signatures) -> Iterator[str]:
        """Yield a line to sign for each, its rule up to the margin."""
        layout = self._layout
        pitch = layout.pitch + 2 - _CLOSER * layout.full(self._document)
        end = int(layout.room(landscape=self._document.landscape) * TWIPS)
        tab = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{end}"/></w:tabs>|'
        for line in block.lines:
            text = run(f"{shown(line)} ", layout.body, layout.note_size, layout)
            yield paragraph(f"{text}<w:r><w:tab/></w:r>", tab, line=pitch)

    def _signed(self, block: Signed) -> Iterator[str]:
        """Yield who issues the document, at the right, two 汉字 from the margin."""
        layout = self._layout
        place = f'|<w:ind w:right="{2 * layout.body_size * TWIPS}"/><w:jc w:val="right"/>'
        yield paragraph("", line=layout.pitch)
        for line in block.lines:
            text = run(shown(line), layout.body, layout.body_size, layout)
            yield paragraph(text, place, line=layout.pitch)


def _parsed(text: str) -> list[Any]:
    """Return the elements in ``text``, which may use the prefix ``w``."""
    return list(parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{text}</w:body>'))
