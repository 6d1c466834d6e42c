"""The zip archive that an .xlsx file is, opened with care: small, whole, and without tricks.

A workbook is taken apart here and put together anew from its one sheet, so that what has been
checked is exactly what is read.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias
from xml.parsers import expat

MOST_ENTRIES = 200
MOST_BYTES = 32 << 20
"""Of all parts together, unpacked."""
MOST_RATIO = 200
"""Unpacked bytes to each byte of the file."""

Attributes: TypeAlias = dict[str, str]

_ENTRY = b"PK\x01\x02"
"""What each entry of an archive's list of contents begins with."""

_CHUNK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
)
"""What the standard library raises on archives that are cut, twisted or locked."""


class DamagedError(Exception):
    """The archive or a part of it cannot be read, or is put together in a way that none is."""


class TooLargeError(Exception):
    """Unpacking it would take more room than a meeting's table can need."""


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of the archive ``content`` by name, such as ``xl/workbook.xml``.

    Every part is unpacked and checked, pictures too, though only XML is returned. Raises
    DamagedError for one that is cut, locked, or has two parts of one name; TooLargeError for
    more than ``MOST_ENTRIES`` parts, or more bytes than ``MOST_BYTES`` and ``MOST_RATIO`` allow.
    """
    if content.count(_ENTRY) > MOST_ENTRIES:
        raise TooLargeError
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len({entry.filename.lower() for entry in entries}) < len(entries):
                raise DamagedError
            room = min(MOST_BYTES, MOST_RATIO * len(content))
            return dict(_unpacked(archive, entries, room))
    except _BROKEN as error:
        raise DamagedError from error


def _unpacked(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], room: int
) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that are XML; what the archive says about sizes is not believed."""
    for entry in entries:
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise DamagedError
        part = bytearray()
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise TooLargeError
                part += chunk
        if entry.filename.endswith((".xml", ".rels")):
            if b"<!DOCTYPE" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise DamagedError
            yield entry.filename, bytes(part)


def walk(
    part: bytes,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Call ``start``, ``end`` and ``text`` for what an XML part consists of, in order.

    ``start`` gets an element's name and its attributes, ``end`` its name, ``text`` what stands
    between; what they raise comes through. Names come with their prefix, if any: ``x:c``. Raises
    DamagedError for what is not well formed, and for a document type, which could define entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        for beginning in range(0, len(part), _CHUNK):
            parser.Parse(part[beginning : beginning + _CHUNK])
        parser.Parse(b"", True)  # noqa: FBT003 - expat knows no keywords
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedError from error


@lru_cache(maxsize=100)
def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def _refuse_doctype(*_: object) -> None:
    raise DamagedError
