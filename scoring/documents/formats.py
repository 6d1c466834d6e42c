"""A document in one of its formats (格式): the one table of writers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from scoring.documents.csvfile import write_csv
from scoring.documents.docxfile import write_docx
from scoring.documents.folders import File
from scoring.documents.htmlfile import write_html
from scoring.documents.jsonfile import write_json
from scoring.documents.layout import NATIONAL, Layout
from scoring.documents.pdffile import write_pdf
from scoring.documents.textfile import write_text
from scoring.report.formal.catalogue import Format, IssuedDocument
from scoring.report.formal.stamp import STATES, WholeCode
from scoring.report.printed import fingerprint

OF_DATA: tuple[Format, ...] = ("csv", "json", "txt")
"""Formats that are read by programs, or taken over into other texts."""

Writer = Callable[[IssuedDocument, Layout, str], bytes]
"""Makes the bytes of one document; the third is the language, ``zh-CN`` or ``en``."""


def files(
    issues: Iterable[IssuedDocument],
    formats: Iterable[Format],
    layout: Layout = NATIONAL,
    language: str = "zh-CN",
) -> Iterator[File]:
    """Yield the files of ``issues`` in those ``formats`` that each is written in.

    What is read stands in the set's own folder, what programs read in ``数据`` or ``data``. Names
    are Chinese where the documents are. Nothing is written yet: a file's content is made when it
    is asked for.
    """
    asked = tuple(formats)
    for issue in issues:
        for form in issue.kind.formats:
            if form in asked:
                place = f"{data_folder(language)}/" if form in OF_DATA else ""
                name = f"{place}{file_name(issue, language)}.{form}"
                content = _content(issue, form, layout, language)
                yield File(name, content, private=not issue.kind.public)


def data_folder(language: str) -> str:
    """Return what the folder in a set is called that holds data and sums."""
    return "data" if language == "en" else "数据"


def file_name(issue: IssuedDocument, language: str) -> str:
    """Return the name of a document's files, without ending.

    The English name ends in ``.en``: both languages may stand in one folder. The Chinese one is
    the document's title, with the number of a unit's card behind it; ``language`` must be the one
    that is spoken.
    """
    if language == "en":
        return f"{issue.name}.en"
    number = issue.name.rpartition("-")[2]
    return f"{issue.kind.title}-{number}" if number.isdecimal() else str(issue.kind.title)


def _content(
    issue: IssuedDocument, form: Format, layout: Layout, language: str
) -> Callable[[], bytes]:
    return lambda: WRITERS[form](issue, layout, language)


def _csv(issue: IssuedDocument, _layout: Layout, _language: str) -> bytes:
    if issue.rows is None:
        raise LookupError(issue.name)
    return write_csv(issue.rows())


def _json(issue: IssuedDocument, _layout: Layout, _language: str) -> bytes:
    if issue.as_json is None:
        raise LookupError(issue.name)
    return write_json(issue.as_json())


def _workbook(issue: IssuedDocument, _layout: Layout, _language: str) -> bytes:
    """Return the workbook of a dossier, which must have a standing."""
    from scoring.documents.workbook import (  # noqa: PLC0415 - slow to load, and not always wanted
        WorkbookStamp,
        discretion,
        write_workbook,
    )

    dossier, stamp = issue.dossier, issue.dossier.stamp
    day = dossier.occasion.date
    return write_workbook(
        dossier.held,
        dossier.counted,
        WorkbookStamp(
            state=STATES[stamp.state],
            scheme=stamp.scheme.title,
            fingerprint=fingerprint(stamp.sha256),
            meeting=dossier.occasion.title,
            version="" if stamp.version is None else str(stamp.version),
            code=str(WholeCode(stamp.code)),
            time=str(stamp.time),
            held=date.fromisoformat(day) if day else None,
        ),
        discretion(dossier.counted),
    )


WRITERS: Mapping[Format, Writer] = {
    "docx": lambda issue, layout, _: write_docx(issue.document(), layout),
    "html": lambda issue, layout, language: write_html(issue.document(), layout, language),
    "pdf": lambda issue, layout, language: write_pdf(issue.document(), layout, language),
    "xlsx": _workbook,
    "csv": _csv,
    "json": _json,
    "txt": lambda issue, _layout, _language: write_text(issue.document()),
}
"""A writer for each format; an xlsx file is always the workbook."""
