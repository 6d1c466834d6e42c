"""Where a meeting stands (会议状态): values only; made by ``apply`` alone.

``Meeting`` has ``rules`` (what was frozen), ``attendance``, ``rounds`` by id and attempt, and
``versions`` of the result. A ``Round`` has the ``sheets`` that came back, by number; a ``Sheet``
has what people read in its cells. A cell is found by its ``SheetSpot``:

>>> from scoring.ballots import as_cell
>>> sheet = Sheet("007", readings={"J1": {("shuili", "score"): as_cell(75)}})
>>> attempt = Round("all", 1, (("shuili", "score"),), sheets={"007": sheet})
>>> attempt.settled(sheet, ("shuili", "score"), readers=1)
75
>>> attempt.settled(sheet, ("shuili", "score"), readers=2) is None
True
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, assert_never

from scoring.answers import Answer
from scoring.ballots import Absence, Cell, Marking
from scoring.meeting.facts import FORMAT, RoundFact
from scoring.meeting.parts import RankedUnit
from scoring.roster import Roster
from scoring.scheme import Ballot, Scheme, Verification

T = TypeVar("T")

Phase: TypeAlias = Literal["draft", "frozen", "open", "counted", "certified", "revealed"]
"""草稿, 冻结, 进行, 计毕, 核定, 揭晓."""
RoundStage: TypeAlias = Literal["waiting", "open", "paused", "collected", "counted", "void"]
"""待开, 开放, 暂停, 收票毕, 计毕, 作废; verified (核毕) is collected with nothing left to do."""
SheetSpot: TypeAlias = tuple[str, str]
"""Unit id, criterion id: a cell of a sheet."""

WHOLE_SHEET: SheetSpot = ("", "")
"""In a cell's place: the sheet as a whole."""
NEEDED_READERS: Mapping[Verification, int] = {"double": 2, "none": 1, "device": 0}
"""How many people read each sheet."""


class _Course(NamedTuple):
    """What a round is at one of its stages; see the properties of ``Round``."""

    begun: bool = True
    live: bool = False
    closed: bool = False
    counted: bool = False
    voided: bool = False


_COURSE: Mapping[RoundStage, _Course] = {
    "waiting": _Course(begun=False),
    "open": _Course(live=True),
    "paused": _Course(live=True),
    "collected": _Course(closed=True),
    "counted": _Course(closed=True, counted=True),
    "void": _Course(voided=True),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper ballot (票) and what people read on it."""

    number: str
    group: str | None = None
    readings: Mapping[str, Mapping[SheetSpot, Cell]] = field(default_factory=dict)
    """By officer: the first readings. Who took all of theirs back stays, with none: they have
    seen the sheet."""
    thirds: Mapping[SheetSpot, tuple[str, Cell]] = field(default_factory=dict)
    """The third reading of a differing cell, and by whom."""
    ruled: Mapping[SheetSpot, Cell] = field(default_factory=dict)
    queries: Mapping[SheetSpot, str] = field(default_factory=dict)
    """Open queries, with their notes."""
    accepted: Mapping[SheetSpot, str] = field(default_factory=dict)
    """Accepted warnings, with their notes."""
    void: bool = False
    known: dict[int, "Verdict"] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What ``Round.verdict`` found of this very sheet: after each key all sheets of a meeting
    are looked at, and all but one are as they were."""

    def readers(self) -> tuple[str, ...]:
        """Return who has read anything on the sheet, a third time too."""
        return (*self.readings, *(by for by, _ in self.thirds.values()))

    def begun(self) -> tuple[str, ...]:
        """Return whose first reading has a cell on this sheet."""
        return tuple(by for by, cells in self.readings.items() if cells)

    @property
    def untouched(self) -> bool:
        """Whether nobody has read, queried, ruled or voided anything."""
        return self == Sheet(self.number, self.group)


class Verdict(NamedTuple):
    """What has been read on a sheet comes to (认定)."""

    spots: tuple[SheetSpot, ...]
    cells: tuple[Cell | None, ...]
    """What each of ``spots`` is agreed to be; None while it is not."""
    whole: frozenset[str]
    """Who has read every cell."""
    void: bool
    """Whether the sheet was voided, or is agreed to be void in every cell (废票)."""


@dataclass(frozen=True, slots=True)
class Round:
    """One attempt at one round (轮次)."""

    id: str
    """``all``, or a unit's id."""
    attempt: int
    spots: tuple[SheetSpot, ...]
    """The cells that a sheet of this round has, in the order they are keyed."""
    stage: RoundStage = "waiting"
    present: int | None = None
    """How many were present when it opened."""
    issued: int | None = None
    took_none: int | None = None
    printed: int | None = None
    cancelled: int | None = None
    kept: int | None = None
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    handed_over: frozenset[str] = frozenset()
    """Officers whose reading of this round is complete."""
    tables: tuple[str, ...] = ()
    """Files that marks of this round were taken in from, as they are called."""
    explanations: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """By line of the reconciliation: the reason, and the difference it was given for."""
    known: dict[str, tuple[object, Any]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What ``once`` found of this very attempt, by name, each with what else it depends on."""

    def once(self, name: str, under: object, find: Callable[[], T]) -> T:
        """Return what ``find`` finds, and keep it under ``name``.

        It may depend on this attempt and on ``under`` (the rules, None), which is known by being
        the same object: after another key the attempt is another value, and nothing is kept yet.
        """
        if name not in self.known or self.known[name][0] is not under:
            self.known[name] = under, find()
        found: T = self.known[name][1]
        return found

    def whole_readings(self, sheet: Sheet) -> dict[str, Mapping[SheetSpot, Cell]]:
        """Return the first readings of every cell of ``sheet``, by officer.

        What somebody began and left counts for nothing, and stays on file.
        """
        return {by: cells for by, cells in sheet.readings.items() if self.whole(cells)}

    def whole(self, reading: Mapping[SheetSpot, Cell]) -> bool:
        """Whether ``reading`` is of every cell of a sheet."""
        return len(reading) == len(self.spots)

    def verdict(self, sheet: Sheet, readers: int) -> Verdict:
        """Return what the readings of ``sheet`` come to where it takes so many ``readers``."""
        # Kept with the sheet, not with the round: a key makes a new round and one new sheet, and
        # the 59 others are the same objects as before, with their verdicts. What was found for
        # another list of cells is no answer: the spots must be the same object.
        found = sheet.known.get(readers)
        if found is None or found.spots is not self.spots:
            cells = tuple(self.settled(sheet, spot, readers) for spot in self.spots)
            void = sheet.void or all(cell == Absence.VOID for cell in cells)
            whole = _same(frozenset(self.whole_readings(sheet)))
            found = sheet.known[readers] = Verdict(self.spots, cells, whole, void)
        return found

    def verdicts(self, readers: int) -> Sequence[tuple[Sheet, Verdict]]:
        """Return all sheets, each with what its readings come to."""

        def found() -> Sequence[tuple[Sheet, Verdict]]:
            return [(sheet, self.verdict(sheet, readers)) for sheet in self.sheets.values()]

        return self.once(f"verdicts of {readers}", None, found)

    def settled(self, sheet: Sheet, spot: SheetSpot, readers: int) -> Cell | None:
        """Return what a cell is agreed to be; None while it is not.

        A ruling decides; else two different people must have given the same (``readers`` 2), or
        one person's reading is enough (1). A query leaves the cell open.
        """
        if spot in sheet.queries:
            return None
        if spot in sheet.ruled:
            return sheet.ruled[spot]
        given = [cells[spot] for cells in sheet.readings.values() if self.whole(cells)]
        if spot in sheet.thirds:
            given.append(sheet.thirds[spot][1])
        return next((cell for cell in given if given.count(cell) >= readers), None)

    @property
    def begun(self) -> bool:
        """Whether it was opened, whatever came after."""
        return _COURSE[self.stage].begun

    @property
    def live(self) -> bool:
        """Whether votes come in, or still could."""
        return _COURSE[self.stage].live

    @property
    def closed(self) -> bool:
        """Whether all its sheets are in, and it was not voided."""
        return _COURSE[self.stage].closed

    @property
    def counted(self) -> bool:
        """Whether the result was computed from it."""
        return _COURSE[self.stage].counted

    @property
    def voided(self) -> bool:
        """Whether it counts for nothing, and is done again."""
        return _COURSE[self.stage].voided


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the result (结果版本)."""

    number: int
    ranking: tuple[RankedUnit, ...]
    certified_by: tuple[str, ...] = ()
    revealed: bool = False
    """Whether the whole ranking may be seen."""
    shown: frozenset[str] = frozenset()
    """Units that were revealed one by one."""

    @property
    def hidden(self) -> tuple[str, ...]:
        """The units that are still to be revealed, from the last to the first."""
        ranked = (one.unit for one in reversed(self.ranking))
        return () if self.revealed else tuple(one for one in ranked if one not in self.shown)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there (出席)."""

    present: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    """Checked in after the first round had opened."""
    recused: frozenset[tuple[str, str]] = frozenset()
    """Deputy and unit."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What was frozen: everything that decides, from the record alone."""

    title: str
    scheme: Scheme
    scheme_sha256: str
    roster: Roster
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    """By component."""
    given: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    """By component and unit, in points."""
    markings: Mapping[str, Marking] = field(init=False, compare=False, repr=False)
    """By criterion; made once, because each mark that is keyed or drawn asks for it."""

    def __post_init__(self) -> None:
        """Make the markings."""
        made = {
            item.id: marking
            for component in self.scheme.of_kind(Ballot)
            for marking in [Marking(component)]
            for item in component.items
        }
        object.__setattr__(self, "markings", made)

    def spots(self, round_id: str) -> tuple[SheetSpot, ...]:
        """Return the cells of a sheet of one round: unit by unit, criterion by criterion."""
        return tuple(
            (unit.id, item.id)
            for unit in self.roster.units
            if round_id in {"all", unit.id}
            for component in self.scheme.of_kind(Ballot)
            for item in component.items
        )

    def component_of(self, criterion: str) -> Ballot:
        """Return the ballot component that has ``criterion`` (an id)."""
        parts = self.scheme.of_kind(Ballot)
        return next(one for one in parts if any(item.id == criterion for item in one.items))

    @property
    def round_ids(self) -> tuple[str, ...]:
        """The rounds the scheme asks for: ``all``, or one for each unit."""
        if self.scheme.procedure.by_unit:
            return tuple(unit.id for unit in self.roster.units)
        return ("all",)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The whole state of a meeting."""

    phase: Phase = "draft"
    rehearsal: bool = False
    rules: Rules | None = None
    attendance: Attendance = Attendance()
    rounds: Mapping[tuple[str, int], Round] = field(default_factory=dict)
    """By id and attempt; voided attempts stay."""
    versions: tuple[Version, ...] = ()
    format: int = FORMAT
    """Of its record: what was decided by earlier rules is judged by them, and goes on by them."""

    @property
    def frozen(self) -> Rules:
        """The rules. Raises LookupError before the files are frozen."""
        if self.rules is None:
            raise LookupError
        return self.rules

    @property
    def by_format_2(self) -> bool:
        """Whether the rules hold that came with format 2 of the record (``facts.FORMAT``)."""
        return self.format >= 2  # noqa: PLR2004 - as its name says

    @property
    def voting(self) -> bool:
        """Whether a round was opened and the result is still to be computed."""
        match self.phase:
            case "open":
                return True
            case "draft" | "frozen" | "counted" | "certified" | "revealed":
                return False
            case never:
                assert_never(never)

    @property
    def uncounted(self) -> bool:
        """Whether the files are frozen and the result is still to be computed."""
        match self.phase:
            case "frozen" | "open":
                return True
            case "draft" | "counted" | "certified" | "revealed":
                return False
            case never:
                assert_never(never)

    @property
    def certified(self) -> bool:
        """Whether the last version is certified and still to be revealed."""
        match self.phase:
            case "certified":
                return True
            case "draft" | "frozen" | "open" | "counted" | "revealed":
                return False
            case never:
                assert_never(never)

    def current(self) -> Iterator[Round]:
        """Yield the last attempt at each round, in the scheme's order.

        A round of a unit that withdrew is not held unless it has begun, and is left out.
        """
        gone = {one.id for one in self.frozen.roster.units if one.why}
        for id_ in self.frozen.round_ids:
            attempt = self.round(id_)
            if attempt.begun or id_ not in gone:
                yield attempt

    def attempt(self, fact: RoundFact) -> Round:
        """Return the attempt that ``fact`` is about; a waiting one where it was not begun."""
        known = self.rounds.get((fact.round, fact.attempt))
        return known or Round(fact.round, fact.attempt, self.frozen.spots(fact.round))

    def with_round(self, attempt: Round) -> "Meeting":
        """Return the same meeting with ``attempt`` as it is now."""
        return replace(self, rounds={**self.rounds, (attempt.id, attempt.attempt): attempt})

    def round(self, id_: str) -> Round:
        """Return the last attempt at a round; a waiting one where none was begun.

        Raises KeyError where the scheme has no such round.
        """
        if id_ not in self.frozen.round_ids:
            raise KeyError(id_)
        attempts = [attempt for name, attempt in self.rounds if name == id_]
        last = max(attempts, default=0)
        if last and not self.rounds[id_, last].voided:
            return self.rounds[id_, last]
        return Round(id_, last + 1, self.frozen.spots(id_))


@cache
def _same(people: frozenset[str]) -> frozenset[str]:
    """Return one and the same set for all sheets: thousands are read by the same two."""
    return people
