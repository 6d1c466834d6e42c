"""Tables for Excel and WPS (csv): BOM, CRLF, and no text that a spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[=+\-@|%\t＝＋－＠｜％−]")  # noqa: RUF001 - full-width forms too
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return ``rows``, headings first, as the bytes of a csv file.

    Figures stand as they are, their decimals too; texts are neutralised. With a BOM, or
    spreadsheets garble the 汉字. Source: docs/documents.md.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """Return ``text`` so that no spreadsheet computes it: with an apostrophe, where it might.

    A figure below zero and the dash for a missing one stay as they are.

    >>> neutral("=1+1"), neutral("-3.5"), neutral("省水利厅")
    ("'=1+1", '-3.5', '省水利厅')
    """
    # Asked first: -3.5 begins as a formula may, and is a figure; -3.5+1 is none.
    if text == "-" or _FIGURE.fullmatch(text) or not _FORMULA.match(text):
        return text
    return f"'{text}"
