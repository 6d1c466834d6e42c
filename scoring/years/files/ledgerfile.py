"""ledger: what was promised, until when, and what shows that it was done (承诺台账).

A row for each promise of each unit; English headings or Chinese:

    number,unit,promise,due,made,closed,evidence,year
    0012,省水利厅,修复灌渠,2020-09-30,2020-03-02,2020-09-21,现场核验,2020
"""

from datetime import date

from scoring.files.days import Days
from scoring.files.file_problems import Findings
from scoring.files.rosterfiles import UnitNames
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats
from scoring.wording import say
from scoring.years.files.suggestionfile import UnitTexts
from scoring.years.suggestions import Promise

LEDGER_COLUMNS = (
    FileColumn("number", "建议号", needed=True),
    FileColumn("unit", "单位", needed=True),
    FileColumn("promise", "承诺事项", needed=True),
    FileColumn("due", "承诺时限", needed=True),
    FileColumn("made", "承诺日期"),
    FileColumn("closed", "销号日期"),
    FileColumn("evidence", "销号依据"),
    FileColumn("year", "年度"),
)
_YEAR_DIGITS = 4


def read_ledger(table: FileTable, names: UnitNames, findings: Findings) -> tuple[Promise, ...]:
    """Return the promises; ``names``: units that are called by their ids from here on.

    In the order of the table. What is wrong goes to ``findings``, and the row stays as far as it
    can be read; without a needed column there is none.
    """
    columns = Columns(table, LEDGER_COLUMNS, findings)
    if not all(columns.has(column.key) for column in LEDGER_COLUMNS if column.needed):
        return ()
    units, days, repeats = UnitTexts(columns, names), Days(columns), Repeats(findings)
    promises = []
    for row in table.rows:
        promise = _promise(columns, row, units.read(row), days)
        # What is missing is told already; two rows without a number are no repeat.
        if promise.number and promise.unit:
            repeats.seen(columns.place(row), promise.key)
        _check(columns, row, promise)
        promises.append(promise)
    units.check()
    return tuple(promises)


def _promise(columns: Columns, row: Row, unit: str, days: Days) -> Promise:
    """Return what a row promises; ``unit``: its id or name.

    A missing last day is noted as an error, and read as the last day there is.
    """
    return Promise(
        number=columns.name(row, "number", needed=True),
        unit=unit,
        promise=_text(columns, row),
        due=days.read(row, "due", needed=True) or date.max,
        made=days.read(row, "made"),
        closed=days.read(row, "closed"),
        evidence=columns.text(row, "evidence"),
        year=_year(columns, row),
    )


def _text(columns: Columns, row: Row) -> str:
    """Return what was promised; note where nothing stands there."""
    text = columns.text(row, "promise")
    if not text:
        columns.findings.error(
            "ledger.no-promise", columns.place(row, "promise"), say("what was promised is missing")
        )
    return text


def _year(columns: Columns, row: Row) -> int | None:
    """Return the year (年度) of a row, with or without 年; None where there is none, or no year."""
    text = columns.text(row, "year").removesuffix("年")
    if not text:
        return None
    if len(text) == _YEAR_DIGITS and text.isascii() and text.isdigit():
        return int(text)
    columns.findings.error(
        "ledger.year",
        columns.place(row, "year"),
        say("{text} is not a year", text=text),
        say("write the year as {example}", example="2020"),
    )
    return None


def _check(columns: Columns, row: Row, promise: Promise) -> None:
    """Note a closing without evidence, evidence without a closing, and days out of order."""
    findings = columns.findings
    if promise.closed and not promise.evidence:
        findings.error(
            "ledger.no-evidence",
            columns.place(row, "evidence"),
            say("this is struck off, but nothing shows that it was done"),
            say("name what shows it: a document, an inspection, the deputy's word"),
        )
    if promise.evidence and not promise.closed:
        findings.warning(
            "ledger.not-closed",
            columns.place(row, "closed"),
            say("there is evidence, but no day on which it was struck off; it counts as open"),
        )
    for key, later in (("due", promise.due), ("closed", promise.closed)):
        if promise.made and later and later < promise.made:
            findings.error(
                "ledger.order",
                columns.place(row, key),
                say(
                    "{day} is before the day of the promise ({made})",
                    day=later.isoformat(),
                    made=promise.made.isoformat(),
                ),
                say("one of the two is wrong"),
            )
