"""What somebody wants to happen (意图): the closed list of what can be asked of a meeting."""

from dataclasses import dataclass

from scoring.meeting.facts import AnswersListed, DeputiesListed, Frozen, Names


@dataclass(frozen=True, slots=True)
class Intention:
    """Something that somebody wants to happen."""


@dataclass(frozen=True, slots=True)
class Freeze(Intention):
    """Freeze the files as they were read."""

    files: Frozen
    roster: DeputiesListed
    answers: tuple[AnswersListed, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfreeze(Intention):
    """Go back to draft."""

    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class CheckIn(Intention):
    """Note deputies (ids) as present."""

    deputies: Names


@dataclass(frozen=True, slots=True)
class Leave(Intention):
    """Note deputies (ids) as gone."""

    deputies: Names


@dataclass(frozen=True, slots=True)
class Recuse(Intention):
    """Note that a deputy marks one unit not."""

    deputy: str
    unit: str


@dataclass(frozen=True, slots=True)
class OfRound(Intention):
    """An intention about the last attempt at a round."""

    round: str


@dataclass(frozen=True, slots=True)
class OpenRound(OfRound):
    """Let votes come in."""


@dataclass(frozen=True, slots=True)
class PauseRound(OfRound):
    """Hold the round."""


@dataclass(frozen=True, slots=True)
class ResumeRound(OfRound):
    """Go on."""


@dataclass(frozen=True, slots=True)
class CollectRound(OfRound):
    """Close the box: all sheets are in, and reconciled."""


@dataclass(frozen=True, slots=True)
class VoidRound(OfRound):
    """Void this attempt; the round is done again."""

    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Issue(OfRound):
    """Say how many sheets went out."""

    issued: int
    took_none: int = 0
    printed: int | None = None
    cancelled: int | None = None


@dataclass(frozen=True, slots=True)
class Receive(OfRound):
    """Count sheets in, by their numbers."""

    numbers: Names
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Withdraw(OfRound):
    """Take back numbers that were counted in by mistake."""

    numbers: Names


@dataclass(frozen=True, slots=True)
class Keep(OfRound):
    """Say how many sheets were not handed in."""

    kept: int


@dataclass(frozen=True, slots=True)
class ExplainDifference(OfRound):
    """Say why a line of the reconciliation does not balance."""

    line: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Read(OfRound):
    """Key cells: (sheet, unit, criterion, mark or absence)."""

    by: str
    cells: tuple[tuple[str, str, str, int], ...]
    third: bool = False


@dataclass(frozen=True, slots=True)
class Clear(OfRound):
    """Take back one's first reading of cells (sheet, unit, criterion): as if not yet keyed."""

    by: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class HandOver(OfRound):
    """Say that one's reading is complete."""

    by: str


@dataclass(frozen=True, slots=True)
class OfCell(OfRound):
    """An intention about one cell."""

    sheet: str
    unit: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Query(OfCell):
    """Ask what a cell says: illegible or contradictory."""

    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Rule(OfCell):
    """Decide a cell that stayed open, or that was queried."""

    cell: int
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Accept(OfCell):
    """Let a mark stand that looked mis-keyed."""

    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Correct(Intention):
    """Change cells after the count; together they make one version of the result."""

    cells: tuple[tuple[str, str, str, str, int], ...]
    """Round, sheet, unit, criterion, mark or absence."""
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class VoidSheet(OfRound):
    """Void a whole sheet."""

    sheet: str
    by: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Count(Intention):
    """Compute the result."""


@dataclass(frozen=True, slots=True)
class Certify(Intention):
    """Sign the result."""

    by: Names


@dataclass(frozen=True, slots=True)
class Reveal(Intention):
    """Show the result."""


@dataclass(frozen=True, slots=True)
class RevealNext(Intention):
    """Show one more unit's place, from the last to the first."""
