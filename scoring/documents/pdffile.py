"""Documents for printing (pdf), set by typst, which comes with the extra ``pdf``.

The document goes as JSON into the template ``pages/document.typ``. Typst would set an empty box for
a character that no font has; so each is looked up first, and a missing one refuses the file.
"""

import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from scoring.documents.cmap import covered
from scoring.documents.docxwords import SHADES
from scoring.documents.encoded import encoded_document
from scoring.documents.layout import NATIONAL, Layout
from scoring.errors import Refused
from scoring.report.formal.document import Document
from scoring.report.formal.stamp import PROVISIONAL
from scoring.wording import say

if TYPE_CHECKING:
    from typst import Compiler, Fonts

TEMPLATE = "pages/document.typ"
FONTS = "PINGYI_FONTS"
"""The environment variable that names a folder with more fonts."""

_ONE_AT_A_TIME = Lock()
"""A compiler is used by one thread only."""

_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
"""They choose a form of the character before them, and are none themselves."""

MOST_NAMED = 8
"""Characters without a font that a refusal names."""


def write_pdf(
    document: Document,
    layout: Layout = NATIONAL,
    language: str = "zh-CN",
    fonts: "Fonts | None" = None,
) -> bytes:
    """Return ``document`` as the bytes of a pdf file; ``fonts``: this machine's, unless given.

    ``language``: of its words, by which lines are broken. Raises Refused without typst, and where
    no font has some character of the document.
    """
    found = fonts or installed_fonts()
    data = encoded_document(document, layout)
    _refuse_boxes(_texts(data), found)
    measures = _measures(document, layout, language, found)
    with _ONE_AT_A_TIME:
        made = _compiler(found).compile(
            _template(),
            sys_inputs={
                "document": json.dumps(data, ensure_ascii=False),
                "layout": json.dumps(measures, ensure_ascii=False),
            },
        )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@lru_cache(1)
def _compiler(fonts: "Fonts") -> "Compiler":
    """Return what sets pages in ``fonts``: kept, because it remembers what it has set before."""
    import typst  # noqa: PLC0415 - an extra, and loaded only for a pdf

    return typst.Compiler(font_paths=fonts)


@cache
def _template() -> bytes:
    return (files("scoring.documents") / TEMPLATE).read_bytes()


@cache
def installed_fonts() -> "Fonts":
    """Return the fonts of this machine, and those in the folder that PINGYI_FONTS names.

    They are looked for once. Raises Refused without typst.
    """
    try:
        import typst  # noqa: PLC0415 - as above
    except ImportError:
        raise Refused(
            say(
                "A PDF needs typst, which is not installed: {command}. Or print the html file.",
                command="pip install 'pingyi[pdf]'",
            )
        ) from None
    more = os.environ.get(FONTS)
    return typst.Fonts(include_embedded_fonts=False, font_paths=[more] if more else [])


def _refuse_boxes(texts: Iterable[str], fonts: "Fonts") -> None:
    """Raise Refused, naming some, where no font has a character of ``texts``."""
    known = _known(fonts)
    needed = {
        character
        for character in set().union(*texts) - known
        if not character.isspace() and ord(character) not in _SELECTORS
    }
    # Font by font until nothing is missing: reading all of them takes seconds, and one has most.
    for path, face in _faces(fonts):
        if not needed:
            break
        found = _characters(path, face, needed)
        needed -= found
        known |= found
    if needed:
        named = sorted(needed)[:MOST_NAMED]
        raise Refused(
            say(
                "No PDF was written: no font here has {characters}, and they would be empty boxes. "
                "Install a Chinese font such as Noto Serif CJK, or name a folder with fonts in "
                "{variable}; pingyi doctor says what is found.",
                characters=tuple(named),
                variable=FONTS,
            )
        )


@lru_cache(1)
def _families(fonts: "Fonts") -> frozenset[str]:
    return frozenset(fonts.families())


@lru_cache(1)
def _known(_fonts: "Fonts") -> set[str]:
    """Return the characters that were found in these fonts so far; it grows."""
    return set()


@lru_cache(1)
def _faces(fonts: "Fonts") -> tuple[tuple[str, int], ...]:
    """Return the files of ``fonts``, each with the number of a face in it."""
    return tuple((font.path, font.index) for font in fonts.fonts() if font.path)


@cache
def _coverage(path: str, face: int) -> tuple[list[int], list[int]]:
    """Return where each range of the font's characters begins, and where it ends, in order."""
    spans = sorted((span.start, span.stop) for span in covered(Path(path), face))
    return [start for start, _ in spans], [stop for _, stop in spans]


def _characters(path: str, face: int, wanted: Iterable[str]) -> set[str]:
    """Return those of ``wanted`` that the font has."""
    starts, stops = _coverage(path, face)
    found = set()
    for character in wanted:
        at = bisect_right(starts, ord(character)) - 1
        if at >= 0 and ord(character) < stops[at]:
            found.add(character)
    return found


def _texts(value: Any) -> Iterable[str]:  # noqa: ANN401 - whatever json can say
    """Yield every text in ``value``, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _measures(document: Document, layout: Layout, language: str, fonts: "Fonts") -> dict[str, Any]:
    """Return the layout for the template, with those fonts that are there."""
    there = _families(fonts)
    names = {
        name: [one for one in getattr(layout, name).names if one in there] or sorted(there)[:1]
        for name in ("title", "body", "note", "section")
    }
    sides = (layout.top, layout.right, layout.bottom, layout.left)
    width, height = layout.width, layout.height
    if document.landscape:
        width, height = height, width
        sides = (sides[-1], *sides[:-1])
    page = dict(zip(("top", "right", "bottom", "left"), sides, strict=True))
    lang, _, region = language.partition("-")
    return asdict(layout) | {
        "fonts": names,
        "page": {**page, "width": width, "height": height},
        "language": lang,
        "region": region or None,
        "shades": SHADES,
        "draft": document.stamp.state in PROVISIONAL,
    }
