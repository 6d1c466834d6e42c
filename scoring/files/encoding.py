"""What the bytes of a file are: text in which encoding, or something else under a wrong name.

>>> codec_of("省水利厅".encode()), codec_of("省水利厅".encode("gb18030"))
('utf-8', 'gb18030')
>>> str(kind_of(b"%PDF-1.7").name)
'a PDF document'
"""

import codecs
import re
from dataclasses import dataclass

from scoring.wording import Phrase, say

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_HAN_IN_UTF8 = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is not the table it is called, and what to do about it."""

    name: Phrase
    """With its article, to stand in a sentence: ``a PDF document``."""
    hint: Phrase


_AS_TABLE = say("open it in Excel or WPS, and save the table as .xlsx")
_ZIP = FileKind(
    say("an Excel workbook, or another zip archive"),
    say("if it is a workbook, let its name end in .xlsx"),
)
_OLD = FileKind(say("a workbook of the old Excel format (.xls)"), say("save it as .xlsx"))
_LOCKED = FileKind(
    say("a workbook that is protected by a password"),
    say("take the password away in Excel or WPS, and save it as .xlsx"),
)
_WEB = FileKind(say("a web page"), _AS_TABLE)
_BEGINNINGS = (
    (b"PK\x03\x04", _ZIP),
    (
        b"%PDF",
        FileKind(say("a PDF document"), say("ask for the spreadsheet that it was made from")),
    ),
    (b"{\\rtf", FileKind(say("a text document (.rtf)"), _AS_TABLE)),
    (b"\x89PNG", FileKind(say("a picture"), say("ask for the spreadsheet itself"))),
    (b"\xff\xd8\xff", FileKind(say("a picture"), say("ask for the spreadsheet itself"))),
    (b"\x1f\x8b", FileKind(say("a compressed file"), say("unpack it first"))),
    (b"Rar!", FileKind(say("a compressed file"), say("unpack it first"))),
    (b"7z\xbc\xaf", FileKind(say("a compressed file"), say("unpack it first"))),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")


class NotTextError(Exception):
    """The bytes are no text in an encoding that is read; the first fault is in ``line``."""

    def __init__(self, line: int, *, nearly_utf8: bool = False) -> None:
        """Keep the ``line``, 1-based; ``nearly_utf8``: it is UTF-8 but for a few bytes."""
        super().__init__(line, nearly_utf8)
        self.line = line
        self.nearly_utf8 = nearly_utf8


def kind_of(content: bytes) -> FileKind | None:
    """Return what a file is by its first bytes, or None for what may be text."""
    if content.startswith(_COMPOUND):
        return _LOCKED if _PROTECTED in content else _OLD
    if content[:200].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower().startswith(_MARKUP):
        return _WEB
    return next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), None)


def codec_of(content: bytes) -> str:
    """Return the codec that reads ``content`` as text without a fault.

    A byte order mark decides; without one it is UTF-8, else GB18030. Text that is UTF-8 but for
    a few damaged bytes is not taken for GB18030, which would read it as other characters.
    Raises NotTextError.
    """
    if content.startswith(_WIDE_MARKS):
        return _first_that_fits(content, ["utf-16"])
    if content.startswith(codecs.BOM_UTF8):
        return _first_that_fits(content, ["utf-8-sig"])
    return _first_that_fits(content, ["utf-8"] if _nearly_utf8(content) else ["utf-8", "gb18030"])


def may_be_gb18030(content: bytes) -> bool:
    """Tell whether what is UTF-8 without a mark would be 汉字 in GB18030 instead.

    So it is when all beyond ASCII are pairs of bytes that both encodings know: 省水 and ʡˮ are
    the same bytes. Every 汉字 in UTF-8 takes more than two.
    """
    if content.isascii() or content.startswith(codecs.BOM_UTF8) or _HAN_IN_UTF8.search(content):
        return False
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return all(character.isascii() or "\u4e00" <= character <= "\u9fff" for character in text)


def _first_that_fits(content: bytes, encodings: list[str]) -> str:
    """Return the first of ``encodings`` that reads all of ``content``.

    Raises NotTextError with the line that the encoding which came furthest could not read.
    """
    faults = []
    for codec in encodings:
        try:
            content.decode(codec)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(codec, "ignore")
            faults.append((error.start, before.count("\n") + 1))
        else:
            return codec
    raise NotTextError(max(faults)[1], nearly_utf8=encodings[0] != "utf-16" and len(encodings) == 1)


def _nearly_utf8(content: bytes) -> bool:
    """Tell whether over four fifths of the bytes beyond ASCII are 汉字 in UTF-8.

    In GB18030 text that many bytes never look like it by chance.
    """
    beyond = len(content.translate(None, _ASCII))
    return 15 * len(_HAN_IN_UTF8.findall(content)) > 4 * beyond
