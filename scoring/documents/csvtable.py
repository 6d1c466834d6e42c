"""A table as a csv file that Excel and WPS open as it is meant."""

import csv
import io
import re

from scoring.report.blocks import Table, Words

_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?%?")
_STARTS_A_FORMULA = re.compile(r"\s*[=+\-@|%\t＝＋－＠｜％]")  # noqa: RUF001 - as typed


def csv_bytes(table: Table) -> bytes:
    """Return ``table`` as UTF-8 with a byte order mark, which is what those programs look for.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(_cell(column.title) for column in table.columns)
    lines.writerows(map(_cell, row) for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(words: Words) -> str:
    text = str(words)
    if _FIGURE.fullmatch(text) or not _STARTS_A_FORMULA.match(text):
        return text
    return f"'{text}"
