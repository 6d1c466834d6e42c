"""What every page carries (页眉页脚): state, version, scheme, fingerprint, code, time.

So that a page that lies alone says which result it is of, and whether it is one at all.
Of the writing nothing is said: the same result gives the same pages on any day.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from scoring.report.blocks import Words
from scoring.report.formal.year_stamp import YearStamp
from scoring.report.printed import fingerprint
from scoring.scheme import Scheme
from scoring.wording import Phrase, say

ResultState: TypeAlias = Literal[
    "before", "uncertified", "certified", "corrected", "rehearsal", "trial"
]
"""计票前, 未核定, 核定, 更正, 演练, 模拟."""

STATES: Mapping[ResultState, Phrase] = {
    "before": say("Before the count"),
    "uncertified": say("Not certified"),
    "certified": say("Certified"),
    "corrected": say("Corrected and certified"),
    "rehearsal": say("Rehearsal"),
    "trial": say("Trial, no result"),
}
"""In words, as they stand at the head of a page."""

PROVISIONAL: frozenset[ResultState] = frozenset({"uncertified", "rehearsal", "trial"})
"""States whose pages must not be taken for a result."""

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_TIME = re.compile(rf"{_ISO_DAY.pattern}T([0-9:]{{5,8}})(?:\.[0-9]+)?(Z|[+-][0-9:]+)?")


class Stamp(NamedTuple):
    """The result that a document belongs to."""

    state: ResultState
    scheme: Scheme
    sha256: str
    """Of the scheme's file, in hexadecimal digits."""
    version: int | None = None
    """Of the result, from 1; None without a record."""
    code: str = ""
    """The result code, 64 hexadecimal digits; empty where no record holds the result."""
    at: str = ""
    """When the result came about, ISO 8601: to the second from a record, else the meeting's day."""
    held: Phrase | None = None
    """What the meeting that was counted did without; None before the count, and from files."""

    @property
    def standing(self) -> Words:
        """State and version, as they stand at the head of a page."""
        state = STATES[self.state]
        if self.version is None:
            return state
        return say("{state} · version {version}", state=state, version=self.version)

    @property
    def rules(self) -> Words:
        """The scheme's title, as it stands at the head of a page."""
        return self.scheme.title

    @property
    def seal(self) -> Phrase:
        """The scheme's fingerprint, as it stands at the foot of a page."""
        return say("Scheme fingerprint {seal}", seal=fingerprint(self.sha256))

    @property
    def result_code(self) -> Phrase:
        """The result code, whole; or that there is none, and why."""
        if self.code:
            return say("Result code {code}", code=WholeCode(self.code))
        if self._before:
            return say("Result code: none before the count")
        return say("Result code: none; the figures come from files, not from a record")

    @property
    def time(self) -> Phrase:
        """When the result came about; before the count, the day of the meeting."""
        if self._before:
            return say("Meeting of {day}", day=day_text(self.at))
        return say("Result of {time}", time=time_text(self.at))

    @property
    def _before(self) -> bool:
        return not self.code and self.state in {"before", "rehearsal"}

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        """What a reader must know of how the meeting is held.

        There are none where nothing is special.
        """
        procedure = self.scheme.procedure
        said: list[Phrase] = []
        if self.state == "corrected" and self.version is not None:
            said.append(say("Takes the place of version {version}", version=self.version - 1))
        if not procedure.secret:
            said.append(say("Ballots carry names"))
        if self.held is not None:
            said.append(self.held)
        elif procedure.officers == 1:
            said.append(say("One officer rules, voids and corrects"))
        return tuple(said)


class WholeCode:
    """A code that is shown whole, in groups of four, however long it is.

    >>> print(WholeCode("0123456789abcdef"))
    0123 4567 89ab cdef
    """

    def __init__(self, digits: str) -> None:
        self._digits = digits

    def __str__(self) -> str:
        """Return the digits in groups of four."""
        return " ".join(self._digits[at : at + 4] for at in range(0, len(self._digits), 4))

    def __eq__(self, other: object) -> bool:
        """Equal digits are the same code."""
        return isinstance(other, WholeCode) and str(self) == str(other)

    def __hash__(self) -> int:
        """Hash as the digits do."""
        return hash(self._digits)


def stamp_lines(stamp: "Stamp | YearStamp") -> Iterator[Words]:
    """Yield the stamp for a document that has no pages: six lines at least, remarks last."""
    yield say("State: {state}", state=stamp.standing)
    yield say("Scheme: {scheme}", scheme=stamp.rules)
    yield stamp.seal
    yield stamp.result_code
    yield stamp.time
    yield from stamp.remarks


def stamp_json(stamp: Stamp) -> dict[str, str | int | None]:
    """Return the stamp as programs read it; what there is not is null."""
    return {
        "state": stamp.state,
        "version": stamp.version,
        "scheme": stamp.scheme.id,
        "sha256": stamp.sha256,
        "code": stamp.code or None,
        "at": stamp.at or None,
    }


def zone_text(at: str) -> str:
    """Return the offset of an ISO 8601 time: ``UTC+08:00``; empty where it has none.

    >>> zone_text("2020-09-01T15:04:05+08:00"), zone_text("2020-09-01")
    ('UTC+08:00', '')
    """
    found = _ISO_TIME.fullmatch(at)
    if found is None or not found[5]:
        return ""
    return "UTC" if found[5] == "Z" else f"UTC{found[5]}"


def day_text(at: str) -> Words:
    """Return the day of an ISO 8601 text in words; what is none is shown as it is."""
    found = _ISO_DAY.match(at)
    if found is None:
        return at or say("a day that is not known")
    year, month, day = map(int, found.groups())
    return say("{year}-{month:02}-{day:02}", year=year, month=month, day=day)


def time_text(at: str) -> Words:
    """Return an ISO 8601 text in words, with its offset; a day alone as a day."""
    found = _ISO_TIME.fullmatch(at)
    if found is None:
        return day_text(at)
    shown = f"{found[4]} {zone_text(at)}".rstrip()
    return say("{day} {time}", day=day_text(at), time=shown)
