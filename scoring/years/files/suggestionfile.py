"""suggestions: one row for each suggestion and each unit that handles it (建议办理情况表).

Words are checked against the terms: a class or level that these do not know is an error, with the
nearest that they know. Equal profiles become one object, of which a year has few.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from scoring.files.days import Days
from scoring.files.file_problems import Findings
from scoring.files.names import look_alikes
from scoring.files.rosterfiles import UnitNames
from scoring.files.tables import FileTable, Row
from scoring.files.tables.columns import Columns, FileColumn, Repeats, nearest
from scoring.wording import say
from scoring.years.suggestions import HandlingTerms, Profile, Suggestion, Suggestions

SUGGESTION_COLUMNS = (
    FileColumn("number", "建议号", needed=True),
    FileColumn("unit", "单位", needed=True),
    FileColumn("title", "标题"),
    FileColumn("role", "承办方式"),
    FileColumn("class", "答复类别"),
    FileColumn("received", "交办日期"),
    FileColumn("due", "答复期限"),
    FileColumn("answered", "答复日期"),
    FileColumn("attitude", "办理态度"),
    FileColumn("result", "办理结果"),
    FileColumn("handled-again", "重新办理"),
    FileColumn("promised", "承诺时限"),
    FileColumn("closed", "销号日期"),
)
ROLES = ("主办", "会办", "分办")
"""The usual parts of a unit in the handling (承办方式); terms may name others."""

_AGAIN = {"": False, "是": True, "yes": True, "否": False, "no": False}


def read_suggestions(
    table: FileTable, terms: HandlingTerms, names: UnitNames, findings: Findings
) -> Suggestions:
    """Return the rows; ``names``: units that are called by their ids from here on.

    ``terms`` say which classes, levels and roles there are. What is wrong goes to ``findings``; a
    bad word is then read as none. Without a needed column there is no row.
    """
    columns = Columns(table, SUGGESTION_COLUMNS, findings)
    needed = [column for column in SUGGESTION_COLUMNS if column.needed]
    if not all(columns.has(column.key) for column in needed):
        return Suggestions((), frozenset())
    reading = _Reading(columns, terms, names)
    rows = tuple(map(reading.row, table.rows))
    reading.check_units()
    return Suggestions(rows, frozenset(c.key for c in SUGGESTION_COLUMNS if columns.has(c.key)))


class UnitTexts:
    """Units as a table names them: by id or name where they are listed, else as they stand.

    One for each table: it remembers what was read, so that look-alikes are found at the end.
    """

    def __init__(self, columns: Columns, names: UnitNames) -> None:
        self._columns = columns
        self._names = names
        self._first: dict[str, Row] = {}
        self._read: dict[str, str] = {}

    def read(self, row: Row) -> str:
        """Return the unit of a row: its id, or its name where it has none; note a bad name.

        Empty where the name is missing or bad.
        """
        text = self._columns.text(row, "unit")
        if text not in self._read:
            name = self._columns.name(row, "unit", needed=True)
            if not name:
                return ""
            self._first.setdefault(name, row)
            self._read[text] = self._names.id(name) or name
        return self._read[text]

    def check(self) -> None:
        """Warn of units that look like another, at the row of the second.

        To be called once, after the last row.
        """
        for first, second in look_alikes(list(self._first)):
            self._columns.findings.warning(
                "table.look-alike",
                self._columns.place(self._first[second], "unit"),
                say("{second} looks like {first}", second=second, first=first),
                say("are these two, or is one written in another form?"),
            )


class _Reading:
    """What is needed from row to row."""

    def __init__(self, columns: Columns, terms: HandlingTerms, names: UnitNames) -> None:
        self._columns = columns
        self._findings = columns.findings
        self._terms = terms
        self._units = UnitTexts(columns, names)
        self._days = Days(columns)
        self._repeats = Repeats(columns.findings)
        self._profiles: dict[Profile, Profile] = {}
        self._levels = _known(terms.satisfaction.levels if terms.satisfaction else ())
        self._codes = _known(one.code for one in terms.classes)
        self._roles = _known((*ROLES, *terms.roles))

    def row(self, row: Row) -> Suggestion:
        """Return what a row says, and note what is wrong with it."""
        columns = self._columns
        number = columns.name(row, "number", needed=True)
        unit = self._units.read(row)
        if number and unit:
            self._repeats.seen(columns.place(row), number, unit)
        received, due, answered, closed = (
            self._days.read(row, key) for key in ("received", "due", "answered", "closed")
        )
        profile = Profile(
            unit=unit,
            role=self._word(row, "role", self._roles, "suggestion.role"),
            reply=self._word(row, "class", self._codes, "suggestion.class"),
            attitude=self._word(row, "attitude", self._levels, "suggestion.level"),
            result=self._word(row, "result", self._levels, "suggestion.level"),
            answered=answered is not None,
            # On the last day is in time.
            in_time=None if due is None or answered is None else answered <= due,
            handled_again=self._handled_again(row),
        )
        promised = self._days.read(row, "promised")
        self._check_order(row, received, due, answered)
        self._check_answer(row, profile, promised, closed)
        # The first of its kind: rates then count profiles instead of rows.
        shared = self._profiles.setdefault(profile, profile)
        return Suggestion(number, columns.text(row, "title"), shared, promised, closed)

    def check_units(self) -> None:
        """Warn of units that look like another."""
        self._units.check()

    def _word(self, row: Row, key: str, known: Mapping[str, str], code: str) -> str:
        """Return the word of a cell.

        Empty where it is none of ``known``, which is noted as ``code``.
        """
        text = self._columns.text(row, key)
        word = known.get(text)
        if word is not None:
            return word
        near = nearest(text, known)
        self._findings.error(
            code,
            self._columns.place(row, key),
            say(
                "{text} is not one of {words}",
                text=text,
                words=tuple(filter(None, known)) or say("those that the terms know (none)"),
            ),
            say("is {word} meant?", word=near)
            if near
            else say("correct it, or add it to handling.toml"),
        )
        return ""

    def _handled_again(self, row: Row) -> bool:
        """Read 是 or 否, or the day of the second reply."""
        text = self._columns.text(row, "handled-again").lower()
        if text in _AGAIN:
            return _AGAIN[text]
        return self._days.read(row, "handled-again") is not None

    def _check_order(
        self, row: Row, received: date | None, due: date | None, answered: date | None
    ) -> None:
        """Note a deadline or a reply before the day on which the suggestion was received."""
        if received is None:
            return
        for key, later in (("due", due), ("answered", answered)):
            if later is not None and later < received:
                self._findings.error(
                    "suggestion.order",
                    self._columns.place(row, key),
                    say(
                        "{day} is before the day it was received ({received})",
                        day=later.isoformat(),
                        received=received.isoformat(),
                    ),
                    say("one of the two is wrong"),
                )

    def _check_answer(
        self, row: Row, profile: Profile, promised: date | None, closed: date | None
    ) -> None:
        """Warn of what cannot be without a reply, and note a promise that was never made."""
        columns, findings = self._columns, self._findings
        follows = profile.reply or profile.attitude or profile.result or profile.handled_again
        if columns.has("answered") and not profile.answered and follows:
            findings.warning(
                "suggestion.not-answered",
                columns.place(row),
                say("there is a class or an opinion, but no day of a reply"),
                say("add the day, or take out what cannot be known yet"),
            )
        if closed and not promised:
            findings.error(
                "suggestion.closed",
                columns.place(row, "closed"),
                say("this is struck off, but nothing was promised"),
                say("write until when it was promised"),
            )
        if profile.reply in self._terms.promised and columns.has("promised") and not promised:
            findings.warning(
                "suggestion.no-promise",
                columns.place(row, "promised"),
                say("class {code} promises something, but no day is given", code=profile.reply),
                say("write until when it was promised"),
            )


def _known(words: Iterable[str]) -> dict[str, str]:
    """Return ``words``, and no word, each with what it is counted as."""
    return {"": "", **{word: word for word in words}}
