"""How long documents take, in minimal files of their kind that were made by hand."""

import io
import zipfile
from collections.abc import Callable, Iterable
from html import escape

import pytest

from scoring.documents.casefiles import dossiers
from scoring.documents.docxfile import write_docx
from scoring.documents.docxtemplate import NAMESPACE
from scoring.documents.htmlfile import write_html
from scoring.report.blocks import Table
from scoring.report.formal.catalogue import issues
from scoring.report.formal.document import Document
from tests.bench.conftest import Race
from tests.cli.running import SAMPLE

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Override PartName="/d.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Target="d.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument"/></Relationships>'
)


def by_hand(document: Document) -> bytes:
    """Return a docx with the tables of ``document``, without any layout, and nothing else."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    text = "".join(f"<w:tbl>{''.join(map(_row, table.rows))}</w:tbl><w:p/>" for table in tables)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr(
            "d.xml", f'<w:document xmlns:w="{NAMESPACE}"><w:body>{text}</w:body></w:document>'
        )
    return packed.getvalue()


def _row(cells: Iterable[object]) -> str:
    texts = (escape(str(cell)) for cell in cells)
    return "".join(
        (
            "<w:tr>",
            *(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts),
            "</w:tr>",
        )
    )


def test_documents_are_made_while_one_waits(race: Callable[..., Race]) -> None:
    pdffile = pytest.importorskip("scoring.documents.pdffile")
    [issue] = [one for one in issues(dossiers(SAMPLE).filed[1].dossier) if one.name == "ranking"]
    document = issue.document()
    hand = "a docx by hand"

    def anew() -> object:
        pdffile._compiler.cache_clear()  # noqa: SLF001 - what is gained by keeping it
        return pdffile.write_pdf(document)

    ran = race(
        "The ranking of the sample as a document",
        {
            hand: lambda: by_hand(document),
            "docx": lambda: write_docx(document),
            "html": lambda: write_html(document),
            "pdf": lambda: pdffile.write_pdf(document),
        },
        {"docx": (hand, 60), "pdf": (hand, 20)},
        rounds=15,
    )
    race(
        "The same pdf, where the compiler is kept and where it is made anew",
        {"kept": lambda: pdffile.write_pdf(document), "anew": anew},
        {},
        rounds=15,
    )
    assert not ran.missed()
