"""An empty docx with the page's fonts and language (空白文档), which documents are written into."""

import io
import zipfile
from functools import cache

from scoring.documents.layout import TWIPS, Layout

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "document": "document.main+xml",
    "styles": "styles+xml",
    "settings": "settings+xml",
    "fontTable": "fontTable+xml",
}
"""Name of a part to what is in it."""


@cache
def template(layout: Layout) -> bytes:
    """Return the docx file, with one section and nothing in it; made once for each layout."""
    own = f'xmlns:w="{NAMESPACE}"'
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"document": "word/document.xml"}, "officeDocument"),
        "word/_rels/document.xml.rels": _relations(
            {name: f"{name}.xml" for name in _PARTS if name != "document"}
        ),
        "word/document.xml": f"<w:document {own}><w:body><w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {own}>{_styles(layout)}</w:styles>",
        "word/settings.xml": f'<w:settings {own}><w:zoom w:percent="100"/></w:settings>',
        "word/fontTable.xml": f"<w:fonts {own}>{_fonts(layout)}</w:fonts>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, text in parts.items():
            file.writestr(name, _HEAD + text)
    return packed.getvalue()


def _types() -> str:
    """Return the part that says of each other part what it is."""
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: dict[str, str], kind: str = "") -> str:
    """Return which parts belong together.

    ``kind``: of all ``targets``, else each one's own name.
    """
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind or name}" Target="{target}"/>'
        for at, (name, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _styles(layout: Layout) -> str:
    """Return the font, size, language and line pitch of everything, and three styles."""
    body, size = layout.body.name, 2 * layout.body_size
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{layout.latin}" w:hAnsi="{layout.latin}" w:cs="{layout.latin}" '
        f'w:eastAsia="{body}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr>"
        f'<w:spacing w:before="0" w:after="0" w:line="{layout.pitch * TWIPS}" w:lineRule="exact"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
    )


def _fonts(layout: Layout) -> str:
    """Return which fonts stand in for those that a machine does not have."""
    return "".join(
        f'<w:font w:name="{family.name}"><w:altName w:val="{",".join(family.instead)}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for family in layout.families
    )
