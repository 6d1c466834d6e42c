"""What a scheme needs of people (人手): worked out, and held against who is there.

Whoever has read a sheet (票) decides nothing about it, so that one difference can take many: two
who key it, a third who reads the cell that differs, and, where three readings still leave it open,
two who rule it. ``duties`` says what has to be done, by how many, and how many are there for it;
``people_lacking`` how many are missing at least, so that whatever happens at the keying the
meeting can be finished. All of it is pure: a scheme and officers in, numbers and sentences out.

>>> from scoring import read_scheme
>>> from scoring.roster import Officer
>>> from scoring.scheme import Procedure
>>> scheme = read_scheme("hunan-2020").sound()
>>> two = (Officer("J1", "计票人甲", "teller"), Officer("J3", "监票人甲", "scrutineer"))
>>> [(duty.name, duty.needed, duty.there) for duty in duties(scheme, two)]
[('read', 2, 2), ('third', 1, 0), ('rule', 2, 0), ('certify', 2, 1)]
>>> people_lacking(scheme, two)
3
>>> alone = Procedure(officers=1, verification="none")
>>> people_lacking(scheme.model_copy(update={"procedure": alone}), two[:1])
0
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet
from scoring.roster import Officer, Role
from scoring.scheme import Scheme, Verification
from scoring.wording import Phrase, say

DutyName: TypeAlias = Literal["read", "third", "rule", "certify"]

SCRUTINEERS: tuple[Role, ...] = ("scrutineer", "chief")
"""Roles of officers who may certify where two are owed."""


# Without a second reading nothing differs; on a device's sheet nothing is keyed at first, and what
# is open there is read as a third reading is.
NEEDED_THIRDS: Mapping[Verification, int] = {"double": 1, "none": 0, "device": 1}
"""How many people read what the readings of a sheet leave open."""


class Duty(NamedTuple):
    """One thing that officers have to be there for."""

    name: DutyName
    """Stable."""
    does: Phrase
    """What they do, as the end of a sentence with their number: ``to key every sheet``."""
    needed: int
    """How many different people it takes."""
    there: int
    """How many are there for it, beside those whom the duties before it take up; never more than
    there are. A person may do two duties only where neither bars from the other."""
    who: tuple[str, ...]
    """Ids of the officers who may do it at all, on a sheet that they have not seen."""

    @property
    def lacking(self) -> int:
        """How many are missing for it."""
        return max(0, self.needed - self.there)


class Seats(NamedTuple):
    """How many people a single sheet takes, at the most."""

    readers: int
    """Who key it: 2, 1 or 0."""
    thirds: int
    """Who read a cell that differs, and are none of the readers."""
    rulers: int
    """Who rule, and have not read the sheet; 0 where one officer is enough, who may have."""

    @property
    def total(self) -> int:
        """How many different people that is."""
        return self.readers + self.thirds + self.rulers


def seats(scheme: Scheme) -> Seats:
    """Return how many people one sheet takes at the most, whatever they read on it."""
    verification = scheme.procedure.verification
    rulers = scheme.procedure.officers if scheme.procedure.officers > 1 else 0
    return Seats(NEEDED_READERS[verification], NEEDED_THIRDS[verification], rulers)


def duties(scheme: Scheme, officers: Sequence[Officer]) -> tuple[Duty, ...]:
    """Return what has to be done by officers, in the order in which a meeting comes to it.

    What a scheme does not need is not there: no keying where nobody keys.
    """
    one, owed = seats(scheme), scheme.procedure.officers
    everybody = tuple(officer.id for officer in officers)
    scrutineers = tuple(officer.id for officer in officers if officer.role in SCRUTINEERS)
    after_readers = max(0, len(officers) - one.readers)
    after_thirds = max(0, after_readers - one.thirds)
    apart, certifying = owed > 1, scrutineers if owed > 1 else everybody
    ruling = after_thirds if apart else len(officers)
    found = (
        Duty("read", say("to key every sheet"), one.readers, len(officers), everybody),
        Duty("third", say("for the third reading"), one.thirds, after_readers, everybody),
        Duty("rule", RULING_APART if apart else RULING, owed, ruling, everybody),
        Duty("certify", CERTIFYING if apart else SIGNING, owed, len(certifying), certifying),
    )
    return tuple(duty for duty in found if duty.needed)


def people_needed(scheme: Scheme) -> int:
    """Return how many different people it takes at least to finish a meeting."""
    return max(seats(scheme).total, scheme.procedure.officers)


def people_lacking(scheme: Scheme, officers: Sequence[Officer]) -> int:
    """Return how many people are missing at least; 0: the meeting can be finished."""
    # Who is added may be a scrutineer, and then fills both gaps.
    certifying = next(duty for duty in duties(scheme, officers) if duty.name == "certify")
    return max(0, people_needed(scheme) - len(officers), certifying.lacking)


def lacking_told(scheme: Scheme, officers: Sequence[Officer]) -> Iterator[Phrase]:
    """Yield what is missing, as sentences with numbers; nothing where enough are there."""
    if people_needed(scheme) > len(officers):
        sheet = tuple(duty for duty in duties(scheme, officers) if duty.name != "certify")
        yield say(
            "{needed} officers are needed, {there} are there, {lacking} are missing: {duties}; "
            "nobody who has read a sheet can do another of these for it",
            needed=people_needed(scheme),
            there=len(officers),
            lacking=people_needed(scheme) - len(officers),
            duties=tuple(_counted(duty) for duty in sheet),
        )
    certifying = duties(scheme, officers)[-1]
    if scheme.procedure.officers > 1 and certifying.lacking:
        yield say(
            "{needed} scrutineers are needed to certify the result, {there} are there, "
            "{lacking} are missing",
            needed=certifying.needed,
            there=certifying.there,
            lacking=certifying.lacking,
        )


def may_see(state: Meeting, sheet: Sheet, by: str, *, third: bool = False) -> bool:
    """Whether enough who have not seen ``sheet`` are left when ``by`` (an id) reads it.

    ``third``: whether it is the third reading, after which only those are needed who rule. Who
    has seen it already takes nobody away.
    """
    seen = {*sheet.readings} if third else {*sheet.readers()}
    if by in seen or not state.by_format_2:
        return True
    one = seats(state.frozen.scheme)
    officers = {officer.id for officer in state.frozen.roster.officers}
    left = officers - {*sheet.readers(), by}
    return len(left) >= one.rulers + (0 if third else one.thirds)


def stranded(state: Meeting, attempt: Round, by: str) -> tuple[str, ...]:
    """Return the numbers of the sheets that nobody could finish when ``by`` hands over.

    Each sheet needs as many as it takes who read it whole and hand it over: those who have, those
    who have begun it and still may, and whoever may still begin it.
    """
    # With J1 to J5 and two readings: J1 keyed 001 and 002, J2 keyed 001, and both hand over. 002
    # has J1, and may have J3, J4 or J5. Were these to hand over what they read of 003 first, 002
    # would have nobody: the last of them is told to read it.
    if not state.by_format_2:
        return ()
    one, done = seats(state.frozen.scheme), attempt.handed_over | {by}
    officers = {officer.id for officer in state.frozen.roster.officers}
    most = len(officers) - one.thirds - one.rulers

    def hopeless(sheet: Sheet) -> bool:
        seen = {*sheet.readers()}
        whole = attempt.whole_readings(sheet).keys() & done
        going = sheet.readings.keys() - done
        fresh = min(len(officers - done - seen), max(0, most - len(seen)))
        return len(whole) + len(going) + fresh < one.readers

    return tuple(number for number, sheet in attempt.sheets.items()
                 if not sheet.void and hopeless(sheet))  # fmt: skip


def _counted(duty: Duty) -> Phrase:
    return say("{count} {does}", count=duty.needed, does=duty.does)


RULING_APART = say("to rule what stays open, none of whom read the sheet")
RULING = say("to rule what stays open")
CERTIFYING = say("to certify the result, scrutineers")
SIGNING = say("to certify the result")
