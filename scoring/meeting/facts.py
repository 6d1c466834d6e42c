"""What happens in a meeting (事实): the closed list of facts.

Events may be published and hold no mark. Readings are restricted: every mark keyed, ruled or
corrected. A fact is never changed; it is corrected by a later one.

In the record a fact, and everything in it, stands under the names of its fields (``writing``): a
name that is changed here is another format of the record, and takes another ``FORMAT``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from scoring.answers import Answer
from scoring.meeting.parts import FrozenBase, FrozenFigure, FrozenFile, RankedUnit
from scoring.roster import Deputy, Officer, Unit

FORMAT = 1
"""Of the record: which facts there are, and the names in them."""

Json: TypeAlias = Any
Names: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that has happened."""

    kind: ClassVar[str]
    """Stable; the name of the fact in the record."""
    restricted: ClassVar[bool] = False
    """A reading: holds a mark, or names that are not published."""
    changes_state: ClassVar[bool] = False
    """A state event: carries the time and the head of the readings."""


@dataclass(frozen=True, slots=True)
class Created(Fact):
    """The record begins."""

    kind = "meeting-created"
    changes_state = True
    version: str
    """Of the software."""
    rehearsal: bool = False
    """演练: can never become real."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Frozen(Fact):
    """冻结: what the files said; from here on they are not read."""

    kind = "files-frozen"
    changes_state = True
    title: str
    date: str
    place: str
    host: str
    tables: tuple[FrozenFile, ...]
    scheme_sha256: str
    scheme_base64: str
    scheme: Mapping[str, Json]
    """The scheme's data in canonical form (``Scheme.of_canonical``)."""
    units: tuple[Unit, ...]
    officers: tuple[Officer, ...]
    deputies: int
    """How many; who they are is restricted (``DeputiesListed``)."""
    base: tuple[FrozenBase, ...]
    given: tuple[FrozenFigure, ...]


@dataclass(frozen=True, slots=True)
class DeputiesListed(Fact):
    """The roster of deputies as it was frozen."""

    kind = "deputies-listed"
    restricted = True
    deputies: tuple[Deputy, ...]


@dataclass(frozen=True, slots=True)
class AnswersListed(Fact):
    """The answers that one component's base scores were frozen from."""

    kind = "answers-listed"
    restricted = True
    component: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Unfrozen(Fact):
    """Back to draft, before the first sheet is issued."""

    kind = "files-unfrozen"
    changes_state = True
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedIn(Fact):
    """签到."""

    kind = "checked-in"
    deputy: str


@dataclass(frozen=True, slots=True)
class Left(Fact):
    """离席."""

    kind = "left"
    deputy: str


@dataclass(frozen=True, slots=True)
class Recused(Fact):
    """回避, of a deputy for one unit."""

    kind = "recused"
    deputy: str
    unit: str


@dataclass(frozen=True, slots=True)
class RoundFact(Fact):
    """A fact of one attempt at one round."""

    round: str
    """``all``, or a unit's id."""
    attempt: int
    """From 1; a voided round is done again as the next."""


@dataclass(frozen=True, slots=True)
class RoundOpened(RoundFact):
    """开放."""

    kind = "round-opened"
    changes_state = True
    present: int


@dataclass(frozen=True, slots=True)
class RoundPaused(RoundFact):
    """暂停."""

    kind = "round-paused"
    changes_state = True


@dataclass(frozen=True, slots=True)
class RoundResumed(RoundFact):
    """恢复."""

    kind = "round-resumed"
    changes_state = True


@dataclass(frozen=True, slots=True)
class RoundCollected(RoundFact):
    """收票毕."""

    kind = "round-collected"
    changes_state = True


@dataclass(frozen=True, slots=True)
class RoundVoided(RoundFact):
    """作废; the attempt stays readable."""

    kind = "round-voided"
    changes_state = True
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class SheetsIssued(RoundFact):
    """发出: how many sheets went out; entered again, the last entry holds."""

    kind = "sheets-issued"
    issued: int
    took_none: int
    printed: int | None
    cancelled: int | None


@dataclass(frozen=True, slots=True)
class SheetsReturned(RoundFact):
    """收回: sheets numbered as they are counted in."""

    kind = "sheets-returned"
    numbers: Names
    group: str | None = None


@dataclass(frozen=True, slots=True)
class SheetsWithdrawn(RoundFact):
    """Numbers counted in by mistake; nobody has read them."""

    kind = "sheets-withdrawn"
    numbers: Names


@dataclass(frozen=True, slots=True)
class SheetsKept(RoundFact):
    """未交: how many sheets were not handed in; the last entry holds."""

    kind = "sheets-kept"
    kept: int


@dataclass(frozen=True, slots=True)
class DifferenceExplained(RoundFact):
    """Why a line of the reconciliation does not balance."""

    kind = "difference-explained"
    line: str
    difference: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class HandedOver(RoundFact):
    """A person's reading of a round is complete."""

    kind = "handed-over"
    by: str


@dataclass(frozen=True, slots=True)
class CellFact(RoundFact):
    """A fact of one cell of a sheet."""

    sheet: str
    unit: str
    criterion: str


@dataclass(frozen=True, slots=True)
class CellRead(CellFact):
    """One person read one cell; a later one of the same person corrects it."""

    kind = "cell-read"
    restricted = True
    by: str
    cell: int
    """A mark by its place, or an absence below zero."""
    third: bool = False


@dataclass(frozen=True, slots=True)
class CellCleared(CellFact):
    """清除: one person took back what they had read in a cell; it is to be read again."""

    kind = "cell-cleared"
    restricted = True
    by: str


@dataclass(frozen=True, slots=True)
class CellRuled(CellFact):
    """What a cell is from now on: ruled, clarified, or corrected after the count."""

    kind = "cell-ruled"
    restricted = True
    by: Names
    cell: int


@dataclass(frozen=True, slots=True)
class Queried(CellFact):
    """疑问: illegible or contradictory."""

    kind = "queried"
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Ruled(CellFact):
    """裁定, of a difference or a query; the value stands in the readings."""

    kind = "ruled"
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class SheetVoided(RoundFact):
    """A whole sheet is void."""

    kind = "sheet-voided"
    sheet: str
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class WarningAccepted(CellFact):
    """A mark that looked mis-keyed stands; falls away when the cell changes."""

    kind = "warning-accepted"
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ResultComputed(Fact):
    """计毕: a version of the result."""

    kind = "result-computed"
    changes_state = True
    version: int
    ranking: tuple[RankedUnit, ...]
    """In the order of the ranking."""


@dataclass(frozen=True, slots=True)
class Certified(Fact):
    """核定."""

    kind = "result-certified"
    changes_state = True
    version: int
    by: Names


@dataclass(frozen=True, slots=True)
class UnitRevealed(Fact):
    """逐一揭晓: one more unit's place may be seen; the last of them is ``Revealed``."""

    kind = "unit-revealed"
    version: int
    unit: str


@dataclass(frozen=True, slots=True)
class Revealed(Fact):
    """揭晓: the whole ranking may be seen."""

    kind = "result-revealed"
    changes_state = True
    version: int


@dataclass(frozen=True, slots=True)
class Corrected(CellFact):
    """更正 of a cell after the count; the value stands in the readings."""

    kind = "corrected"
    changes_state = True
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Noted(Fact):
    """Something that changes nothing: a fault, a recovery, a jump of the clock, a mirror."""

    kind = "noted"
    what: str
    detail: str


KINDS: Mapping[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        Created, Frozen, DeputiesListed, AnswersListed, Unfrozen, CheckedIn, Left, Recused,
        RoundOpened, RoundPaused, RoundResumed, RoundCollected, RoundVoided,
        SheetsIssued, SheetsReturned, SheetsWithdrawn, SheetsKept, DifferenceExplained,
        HandedOver, CellRead, CellCleared, CellRuled, Queried, Ruled, SheetVoided, WarningAccepted,
        ResultComputed, Certified, UnitRevealed, Revealed, Corrected, Noted,
    )
}  # fmt: skip
"""By kind: every fact there is."""
