"""meeting.toml in; what it says of the meeting out, or all that is wrong with it (会议通知).

>>> from pathlib import Path
>>> notice = read_meeting_file(Path("sessions/2020-hunan")).notice
>>> notice.date.isoformat(), notice.scheme, notice.paper.issued, notice.files
('2020-09-01', 'hunan-2020', 60, {})
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, PlainValidator

from scoring.errors import Place, Problem
from scoring.files.toml import lines_of, read_toml, sound_part
from scoring.scheme.model import ClosedTable, Conflict, Fault
from scoring.wording import Phrase, is_seen, say

MEETING_FILE = "meeting.toml"
STAND_INS = MappingProxyType({"title": "stand-in", "scheme": "stand-in"})
"""A sound value for each key that meeting.toml requires."""
MOST_SHEETS = 999_999
UNTITLED = frozenset({"会议名称", "the title of the meeting"})
"""What stands for a title in a new meeting.toml, without its brackets, in either language."""

_ID = re.compile("[a-z0-9-]{1,60}")


def _fault(code: str, message: Phrase, hint: Phrase) -> Fault:
    return Fault.of(Conflict((), code, message, hint))


def _line(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not all(map(is_seen, value)):
        raise _fault(
            "meeting.text",
            say("a text of one line is needed here"),
            say("a text stands between two straight quotation marks: {example}", example='"..."'),
        )
    return unicodedata.normalize("NFC", value.strip())


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:  # 20200901 is a day as well, but no way of ours
        raise _fault(
            "meeting.date",
            say("this is not a date"),
            say("write the day as {example}", example="2020-09-01"),
        )
    return day


def _is_beside(name: str, *endings: str) -> bool:
    """Tell whether ``name`` can only be that of a file in the same folder."""
    plain = not re.search(r"[/\\:]", name) and name == name.strip() and all(map(is_seen, name))
    return plain and not name.startswith(".") and name.lower().endswith(endings)


def _table_file(value: object) -> str:
    if not isinstance(value, str) or not _is_beside(value, ".csv", ".xlsx"):
        raise _fault(
            "meeting.file-name",
            say("this is not the name of a table in this folder"),
            say("write the name of a .csv or .xlsx file, without any folder"),
        )
    return value


def _scheme(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if not _ID.fullmatch(text) and not _is_beside(text, ".toml"):
        raise _fault(
            "meeting.scheme",
            say("this names no scheme"),
            say("write the id of a shipped scheme, or the name of a .toml file in this folder"),
        )
    return text


OneLine = Annotated[str, PlainValidator(_line)]
"""A text without line breaks, in NFC."""
Day = Annotated[date, PlainValidator(_day)]
"""A day, written as a TOML date or as a text."""
TableFile = Annotated[str, PlainValidator(_table_file)]
"""The name of a csv or xlsx file beside meeting.toml."""
SchemeName = Annotated[str, PlainValidator(_scheme)]
"""The id of a shipped scheme, or the name of a .toml file beside meeting.toml."""
Sheets = Annotated[int, Field(ge=0, le=MOST_SHEETS)]


class Paper(ClosedTable):
    """How many sheets of paper went out and came back (发出, 收回)."""

    issued: Sheets | None = None
    """None: not said; so for ``returned``."""
    returned: Sheets | None = None

    def conflicts(self) -> Iterator[Conflict]:
        """No more sheets come back than went out."""
        if self.issued is not None and self.returned is not None and self.returned > self.issued:
            yield Conflict(
                ("returned",),
                "meeting.returned-above-issued",
                say("more sheets were returned than issued"),
                say("count both again, and correct the one that is wrong"),
                about=(("issued",),),
            )


class Files(ClosedTable):
    """Tables that are not called by their own names."""

    units: TableFile | None = None
    officers: TableFile | None = None
    deputies: TableFile | None = None
    feedback: TableFile | None = None
    ballots: TableFile | None = None
    counts: TableFile | None = None
    given: TableFile | None = None

    def named(self) -> dict[str, str]:
        """Return table to file name, for the tables that have one."""
        return self.model_dump(exclude_none=True)

    def conflicts(self) -> Iterator[Conflict]:
        """No two tables are one file."""
        seen: dict[str, str] = {}
        for table, name in self.named().items():
            other = seen.setdefault(name.casefold(), table)
            if other != table:
                yield Conflict(
                    (table,),
                    "meeting.same-file",
                    say("{file} is named for {other} already", file=name, other=other),
                    about=((other,),),
                )


class Notice(ClosedTable):
    """What meeting.toml says of the meeting (会议通知); None is what it does not say."""

    title: OneLine
    scheme: SchemeName
    """As the file has it; a stand-in where that is missing or wrong, see ``names_scheme``."""
    date: Day | None = None
    place: OneLine | None = None
    host: OneLine | None = None
    paper: Paper = Paper()
    named_files: Files = Field(default=Files(), alias="files")

    def conflicts(self) -> Iterator[Conflict]:
        """Yield a title that is still the stand-in of a new meeting."""
        if self.title.strip("()（）") in UNTITLED:
            yield Conflict(
                ("title",),
                "meeting.untitled",
                say("this is not the title of a meeting yet"),
                say("write what the meeting is called; it is printed on every document"),
            )

    @property
    def files(self) -> dict[str, str]:
        """Table to the name of its file, for the tables that have one."""
        return self.named_files.named()

    @property
    def names_scheme(self) -> bool:
        """Whether ``scheme`` is what the file says, not a stand-in for it."""
        return self.scheme != STAND_INS["scheme"]


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """What a meeting.toml holds."""

    notice: Notice | None
    """As far as it is sound, with stand-ins for what is not; None when it is no TOML."""
    sha256: str
    """The fingerprint of the file's bytes, in hexadecimal digits."""
    content: bytes
    """Its bytes; empty when they could not be read, or are too many."""
    problems: tuple[Problem, ...]
    """By line."""

    def scheme_place(self) -> Place:
        """Where the scheme is named: what is wrong with it may show only later.

        Without such a line, the first.
        """
        text = self.content.decode("utf-8-sig", "replace")
        return Place(MEETING_FILE, lines_of(text, [("scheme",)])[0])


def read_meeting_file(folder: Traversable) -> MeetingFile:
    """Return what the meeting.toml in ``folder`` says.

    Nothing is raised: a file that is missing or no TOML has that for its problem.
    """
    file = read_toml(folder / MEETING_FILE, MEETING_FILE)
    notice, problems = sound_part(Notice, file, STAND_INS)
    return MeetingFile(notice, file.sha256, file.content, problems)
