"""Blocks as plain texts in dictionaries, for the templates of html and pdf.

So a template decides about nothing but looks: widths, sizes and texts are settled.

    {"title": "排名表", "state": "certified", …, "blocks": [
        {"kind": "heading", "text": "排名表", "level": 1},
        {"kind": "table", "columns": [{"title": "单位", "right": False, "width": 2200}, …],
         "rows": [["省水利厅", …]], "by_hand": False, "tight": False, "size": 12}]}
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from scoring.documents.layout import TWIPS, Layout, column_widths
from scoring.report.blocks import (
    Bars,
    Block,
    Heading,
    Item,
    NewPage,
    Outline,
    Paragraph,
    Signatures,
    Signed,
    Table,
    Words,
)
from scoring.report.formal.document import Document
from scoring.wording import visible

Encoded: TypeAlias = dict[str, Any]
"""Texts, whole numbers, truth values, lists, and others of its kind: what JSON can hold."""


def encoded_document(document: Document, layout: Layout) -> Encoded:
    """Return ``document`` with its stamp; texts are made in the language that is spoken now.

    Widths are in twentieths of a point, sizes in points; parts of a bar from 0 to 1.
    """
    stamp = document.stamp
    return {
        "title": shown(document.title),
        "landscape": document.landscape,
        "full": layout.full(document),
        "state": stamp.state,
        "standing": shown(stamp.standing),
        "scheme": shown(stamp.rules),
        "seal": shown(stamp.seal),
        "code": shown(stamp.result_code),
        "time": shown(stamp.time),
        "remarks": [shown(one) for one in stamp.remarks],
        "blocks": [
            _Encoding(document, layout).of(block, position)
            for position, block in enumerate(document.blocks)
        ],
    }


def shown(words: Words) -> str:
    """Return ``words`` as text that holds no unseen character."""
    return visible(str(words))


class _Encoding:
    """How the blocks of one document are put."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout

    def of(self, block: Block, position: int) -> Encoded:
        """Return ``block`` with its kind; ``position``: in the document, the title has 0.

        The outline at 1 says of which meeting the document is, and has a kind of its own.
        """
        match block:
            case Table():
                put = self._table(block)
            case Outline():
                # What follows on the title says of which meeting a document is.
                kind = "occasion" if position == 1 else "outline"
                items = [_item(item) for item in block.items]
                put = {"kind": kind, "items": self._rows(items) if position == 1 else items}
            case Bars():
                put = {"kind": "bars", "legend": _texts(block.legend), "bars": list(_bars(block))}
            case Signatures() | Signed():
                kind = "signed" if isinstance(block, Signed) else "signatures"
                put = {"kind": kind, "lines": _texts(block.lines)}
            case Heading() | Paragraph():
                level = block.level if isinstance(block, Heading) else 0
                kind = "heading" if level else "paragraph"
                put = {"kind": kind, "text": shown(block.text), "level": level}
            case NewPage():
                put = {"kind": "new-page"}
        return put

    def _rows(self, items: list[Encoded]) -> list[Encoded]:
        """Return the items of an occasion, each that is too long for a line in rows."""
        size, lying = self._layout.note_size, self._document.landscape
        return [
            {"text": row, "under": []}
            for item in items
            for row in self._layout.rows_of(item["text"], size, landscape=lying)
        ]

    def _table(self, table: Table) -> Encoded:
        """Return a table, with widths that fill the page, size, and whether its rows are low."""
        landscape = self._document.landscape
        size = self._layout.size_of(table, landscape=landscape, one_page=self._document.one_page)
        widths = column_widths(table, size, int(self._layout.room(landscape=landscape) * TWIPS))
        return {
            "kind": "table",
            "columns": [
                {"title": shown(column.title), "right": column.align == "right", "width": width}
                for column, width in zip(table.columns, widths, strict=True)
            ],
            "rows": [_texts(row) for row in table.rows],
            "by_hand": table.by_hand,
            "tight": self._layout.tight(table, one_page=self._document.one_page),
            "size": size,
        }


def _texts(words: Iterable[Words]) -> list[str]:
    return [shown(one) for one in words]


def _item(item: Item) -> Encoded:
    return {"text": shown(item.text), "under": [_item(one) for one in item.under]}


def _bars(block: Bars) -> Iterator[Encoded]:
    for bar in block.bars:
        parts = [round(float(part), 4) for part in bar.parts]
        yield {"label": shown(bar.label), "figure": shown(bar.figure), "parts": parts}
