"""Documents for a browser (html): one file that needs nothing else, and prints on A4."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from scoring.documents.docxwords import SHADES
from scoring.documents.encoded import encoded_document
from scoring.documents.layout import NATIONAL, Family, Layout
from scoring.report.formal.document import Document
from scoring.report.formal.stamp import PROVISIONAL

TEMPLATE = "document.html.j2"


def write_html(document: Document, layout: Layout = NATIONAL, language: str = "zh-CN") -> bytes:
    """Return ``document`` as the bytes of a html file; ``language``: of its words, for screens.

    Styles are inside it, and no other file or address is named. The template is
    ``pages/document.html.j2``.
    """
    sides = (layout.top, layout.right, layout.bottom, layout.left)
    width, height = layout.width, layout.height
    if document.landscape:
        width, height = height, width
        sides = (sides[-1], *sides[:-1])
    page = dict(zip(("top", "right", "bottom", "left"), sides, strict=True))
    families = {
        name: _stack(getattr(layout, name)) for name in ("title", "body", "note", "section")
    }
    text = _template().render(
        document=encoded_document(document, layout),
        layout=layout,
        page={**page, "width": width, "height": height},
        fonts=families,
        language=language,
        shades=SHADES,
        draft=document.stamp.state in PROVISIONAL,
    )
    return (text + "\n").encode()


@cache
def _template() -> Template:
    source = files("scoring.documents") / "pages" / TEMPLATE
    # Every text is data: a unit's name is escaped, whatever stands in it.
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source.read_text(encoding="utf-8"))


def _stack(family: Family) -> Markup:
    """Return the names for a style sheet: from the layout alone, and in quotes of their own."""
    names = (name.replace("'", "") for name in family.names)
    return Markup(", ".join([*(f"'{name}'" for name in names), family.generic]))  # noqa: S704 - no text of a file
