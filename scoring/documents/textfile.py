"""Documents as plain text (txt), with BOM and CRLF, as every editor on Windows shows them."""

from scoring.documents.text import text_lines
from scoring.report.formal.document import Document

WIDTH = 80
"""Cells of a line, whatever terminal it is made at."""


def write_text(document: Document) -> bytes:
    """Return ``document`` as the bytes of a text file of 80 cells a line."""
    lines = text_lines(document.stamped(), WIDTH)
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
