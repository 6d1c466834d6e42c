"""The documents there are (文书目录): name, formats, when, and for whom.

Who adds a document gives it a line in ``KINDS``, and in ``_BLOCKS`` the function that says it; its
csv and JSON, if it has them, in ``_ROWS`` and ``as_json.JSON``. Command line, screens and writers
find it there.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from scoring.counting import UnitStanding
from scoring.json_values import ExactJson
from scoring.report.blocks import Blocks
from scoring.report.formal.announcement import announcement
from scoring.report.formal.as_json import JSON, unit_card_json
from scoring.report.formal.attendance import attendance
from scoring.report.formal.ballot import ballot
from scoring.report.formal.csv_rows import log_rows, ranking_rows, summary_rows
from scoring.report.formal.document import Document
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.final_figures import COLUMNS, figures
from scoring.report.formal.log import log
from scoring.report.formal.notice import notice
from scoring.report.formal.ranking_table import ranking_table
from scoring.report.formal.result_sheet import result_sheet
from scoring.report.formal.summary import summary
from scoring.report.formal.unit_card import unit_card
from scoring.wording import Phrase, say

Format: TypeAlias = Literal["docx", "html", "pdf", "xlsx", "csv", "json", "txt"]
FORMATS: tuple[Format, ...] = ("docx", "html", "pdf", "xlsx", "csv", "json", "txt")
"""All that any document is written in, in the order in which they are offered."""

_PAGES: tuple[Format, ...] = ("docx", "html", "pdf")


class DocumentKind(NamedTuple):
    """One kind of document."""

    title: Phrase
    """As in a list of documents, and at the head of the document itself."""
    formats: tuple[Format, ...]
    public: bool = False
    """Whether it may leave the house; what is not public holds scores, names or sources."""
    before: bool = False
    """Whether it is handed out before the count."""
    landscape: bool = False
    """Whether its pages lie on their side, for wide tables."""
    one_page: bool = False
    """Whether what is signed or marked has to fit on one page."""


KINDS: Mapping[str, DocumentKind] = {
    "ballot": DocumentKind(
        say("Evaluation ballot"), _PAGES, public=True, before=True, one_page=True
    ),
    "attendance": DocumentKind(say("Sign-in sheet"), _PAGES, before=True),
    "result-sheet": DocumentKind(
        say("Result sheet of the count"), (*_PAGES, "json", "txt"), one_page=True
    ),
    "summary": DocumentKind(say("Summary of the evaluation"), (*_PAGES, "csv"), landscape=True),
    "ranking": DocumentKind(say("Ranking with scores"), (*_PAGES, "csv", "json", "txt")),
    "notice": DocumentKind(
        say("Notice of the results of the evaluation"), (*_PAGES, "json", "txt"), public=True
    ),
    "announcement": DocumentKind(say("Announcement of the results"), (*_PAGES, "txt"), public=True),
    "unit-card": DocumentKind(say("Why this rank"), (*_PAGES, "json", "txt")),
    "log": DocumentKind(say("Log of operations"), (*_PAGES, "csv", "json")),
    "figures": DocumentKind(say("Final figures"), ("csv", "json")),
    "workbook": DocumentKind(say("Workbook"), ("xlsx",)),
}
"""By the name that ``--only`` takes and that files begin with."""

_BLOCKS: Mapping[str, Callable[[Dossier], Blocks]] = {
    "ballot": ballot,
    "attendance": attendance,
    "result-sheet": result_sheet,
    "summary": summary,
    "ranking": ranking_table,
    "notice": notice,
    "announcement": announcement,
    "log": log,
}

CsvRows: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of a csv file, headings first, all as long."""


_ROWS: Mapping[str, Callable[[Dossier], CsvRows]] = {
    "summary": summary_rows,
    "ranking": ranking_rows,
    "log": log_rows,
    "figures": lambda dossier: (COLUMNS, *figures(dossier)),
}


class IssuedDocument(NamedTuple):
    """One document of one dossier; what a format does not need is not made."""

    name: str
    """Of its files, without ending: ``ranking``, ``unit-card-03``."""
    kind: DocumentKind
    dossier: Dossier
    document: Callable[[], Document]
    """Makes the document; raises LookupError for a kind that has no pages."""
    as_json: Callable[[], Mapping[str, ExactJson]] | None = None
    """Makes its JSON object; None where it is not written as JSON."""
    rows: Callable[[], CsvRows] | None = None
    """Makes what its csv holds, headings first; None where it is not written as csv."""


def issues(dossier: Dossier) -> Iterator[IssuedDocument]:
    """Yield what ``dossier`` is issued as: what is for before the count, or all that is for after.

    A log needs a record; unit cards are numbered in the official order of the units, with two
    digits at least, so that their files stand in this order.
    """
    before = dossier.standing is None
    for name, kind in KINDS.items():
        # A dossier without a standing is one before the count, and issued only as what is for then.
        if kind.before != before or (name == "log" and not dossier.log):
            continue
        if name == "unit-card":
            yield from _cards(dossier, kind)
        else:
            rows = _ROWS.get(name)
            yield IssuedDocument(
                name,
                kind,
                dossier,
                _document(name, dossier),
                _json(name, dossier),
                None if rows is None else partial(rows, dossier),
            )


def _document(name: str, dossier: Dossier) -> Callable[[], Document]:
    """Return what makes the document ``name``; called only for a format that has pages."""
    kind = KINDS[name]
    if name not in _BLOCKS:
        return _none
    return lambda: Document(
        kind.title, tuple(_BLOCKS[name](dossier)), dossier.stamp, kind.landscape, kind.one_page
    )


def _json(name: str, dossier: Dossier) -> Callable[[], Mapping[str, ExactJson]] | None:
    return (lambda: JSON[name](dossier)) if name in JSON else None


def _cards(dossier: Dossier, kind: DocumentKind) -> Iterator[IssuedDocument]:
    of_unit = {one.unit.id: one for one in dossier.counted.units}
    # As wide as the last number: 01 to 60, or 001 to 120.
    width = max(len(str(len(dossier.roster.units))), 2)
    for number, unit in enumerate(dossier.roster.units, 1):
        yield _card(f"unit-card-{number:0{width}}", kind, dossier, of_unit[unit.id])


def _card(name: str, kind: DocumentKind, dossier: Dossier, one: UnitStanding) -> IssuedDocument:
    def document() -> Document:
        title = say("Why this rank: {unit}", unit=one.unit.name)
        return Document(title, tuple(unit_card(dossier, one)), dossier.stamp)

    return IssuedDocument(name, kind, dossier, document, lambda: unit_card_json(dossier, one))


def _none() -> Document:
    raise LookupError  # figures and the workbook are no documents with pages
