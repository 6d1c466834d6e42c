"""Taking in a table of marks (取入): every ballot of a round at once, from a file.

For a meeting in which nobody reads sheets twice: an exported table, a keypad's, or one that was
typed elsewhere. The wish holds the ballots as they were read from the file, by the places of their
marks, and the fingerprint of the file. It is one reading, of whoever takes it in, and handed over
with it; what is wrong in it is corrected as any other reading is.

All or nothing: an event says which table it was, and a reading stands behind it for each ballot.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.ballots import Absence, as_cell
from scoring.meeting.act import Act, Called, Happening, Told
from scoring.meeting.facts import Fact, RoundFact
from scoring.meeting.refusals import Refusal, not_at_stage, unfit
from scoring.meeting.sheet_checks import OPEN_TO_READING, unknown_sheet
from scoring.meeting.sheets_ready import group_ids, without_untouched
from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class TakenBallot:
    """One ballot of a table."""

    number: str
    """In a named meeting the id of whoever gave it."""
    group: str | None
    """An id; None in a scheme without groups."""
    cells: tuple[int, ...]
    """Marks by their places, absences below zero; in the order of the round's cells, which is
    unit by unit, criterion by criterion."""


@dataclass(frozen=True, slots=True)
class TakeIn(OfRound):
    """Take in what a table says of a round."""

    table: str
    """The file's name, as it is shown."""
    sha256: str
    """Of its bytes, in hexadecimal."""
    by: str
    ballots: tuple[TakenBallot, ...]


@dataclass(frozen=True, slots=True)
class TableTakenIn(RoundFact):
    """取入: which table, of how many ballots, by whom; the ballots stand behind it."""

    kind = "table-taken-in"
    changes_state = True
    table: str
    sha256: str
    ballots: int
    by: str


@dataclass(frozen=True, slots=True)
class BallotTaken(RoundFact):
    """What one ballot of the table says."""

    kind = "ballot-taken"
    restricted = True
    number: str
    group: str | None
    by: str
    cells: tuple[int, ...]


def _decided(wish: TakeIn, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    yield from unfit(state, (wish.by,), 1)
    if NEEDED_READERS[state.frozen.scheme.procedure.verification] != 1:
        yield Refusal(
            "taken.verification",
            say("a table is taken in only where the scheme has one reading: verification none"),
        )
    if not wish.ballots:
        yield Refusal("taken.empty", say("there is no ballot in {table}", table=wish.table))
    counted = Counter(one.number for one in wish.ballots)
    twice = tuple(number for number in counted if counted[number] > 1)
    if twice:
        yield Refusal("taken.twice", say("more than once in the table: {sheets}", sheets=twice))
    fits = _of_received if state.frozen.scheme.procedure.sheets else _of_the_table
    yield from fits(state, attempt, wish)
    yield from _illegal(state, attempt, wish)
    where = (attempt.id, attempt.attempt)
    yield TableTakenIn(*where, wish.table, wish.sha256, len(wish.ballots), wish.by)
    for one in wish.ballots:
        yield BallotTaken(*where, one.number, one.group, wish.by, one.cells)


def _of_received(_state: Meeting, attempt: Round, wish: TakeIn) -> Iterator[Refusal]:
    """Yield where the table and the sheets that were counted in are not the same."""
    there = {one.number: one.group for one in wish.ballots}
    for number in there:
        yield from unknown_sheet(attempt, number)
    wanted = [sheet for sheet in attempt.sheets.values() if not sheet.void]
    missing = tuple(sheet.number for sheet in wanted if sheet.number not in there)
    if missing:
        yield Refusal("taken.missing", say("not in the table: {sheets}", sheets=missing))
    others = tuple(
        one.number for one in wanted if one.number in there and there[one.number] != one.group
    )
    if others:
        yield Refusal(
            "taken.group", say("of another group than counted in: {sheets}", sheets=others)
        )
    yield from _read_already(sheet for sheet in wanted if sheet.number in there)


def _of_the_table(state: Meeting, attempt: Round, wish: TakeIn) -> Iterator[Refusal]:
    """Yield what is wrong where the sheets are those of the table: who, and how many."""
    yield from not_at_stage(attempt, "open", "paused")
    rules = state.frozen
    kept = without_untouched(attempt)
    yield from _read_already(kept[one.number] for one in wish.ballots if one.number in kept)
    deputies = {one.id for one in rules.roster.deputies}
    found = {one.number for one in wish.ballots} | set(kept)
    if not all(found):
        yield Refusal("sheet.number", say("every sheet needs a number"))
    if deputies and len(found) > len(deputies):
        yield Refusal(
            "taken.more",
            say("{ballots} ballots, and {deputies} people who may vote",
                ballots=len(found), deputies=len(deputies)),
        )  # fmt: skip
    strangers = tuple(sorted(found - deputies))
    if strangers and not rules.scheme.procedure.secret:
        yield Refusal(
            "taken.judge", say("nobody on the roster has the number {numbers}", numbers=strangers)
        )
    groups = group_ids(rules.scheme)
    if any(one.group not in (groups or (None,)) for one in wish.ballots):
        yield Refusal(
            "sheet.group", say("say which group the sheets are of: {groups}", groups=groups)
        )


def _read_already(sheets: Iterator[Sheet]) -> Iterator[Refusal]:
    read = tuple(sheet.number for sheet in sheets if not sheet.untouched)
    if read:
        yield Refusal("taken.read", say("read already: {sheets}", sheets=read))


def _illegal(state: Meeting, attempt: Round, wish: TakeIn) -> Iterator[Refusal]:
    absences = {int(one) for one in Absence}
    markings = state.frozen.markings
    limits = [markings[criterion].count for _, criterion in attempt.spots]
    for one in wish.ballots:
        if len(one.cells) != len(limits):
            yield Refusal(
                "taken.cells", say("sheet {sheet} has another number of cells", sheet=one.number)
            )
            continue
        for cell, limit, (unit, _) in zip(one.cells, limits, attempt.spots, strict=True):
            if cell >= limit or (cell < 0 and cell not in absences):
                yield Refusal(
                    "sheet.illegal",
                    say("sheet {sheet}: the mark for {unit} is not allowed",
                        sheet=one.number, unit=unit),
                )  # fmt: skip


def _happened(fact: TableTakenIn, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    handed_over = attempt.handed_over | {fact.by}
    sheets = attempt.sheets
    if not state.frozen.scheme.procedure.sheets:
        sheets = without_untouched(attempt)
    attempt = replace(
        attempt, handed_over=handed_over, sheets=sheets, tables=(*attempt.tables, fact.table)
    )
    return state.with_round(attempt)


def _ballot_happened(fact: BallotTaken, state: Meeting) -> Meeting:
    return _ballots_happened((fact,), state)


def _ballots_happened(facts: Sequence[BallotTaken], state: Meeting) -> Meeting:
    """Return the state after ballots of one round were taken in, its sheets copied once."""
    attempt = state.attempt(facts[0])
    sheets = dict(attempt.sheets)
    for fact in facts:
        read = dict(zip(attempt.spots, map(as_cell, fact.cells), strict=True))
        sheets[fact.number] = Sheet(fact.number, fact.group, readings={fact.by: read})
    return state.with_round(replace(attempt, sheets=sheets))


def _said(fact: TableTakenIn, _called: Called) -> Phrase:
    return say(
        "taken in from {table}: {ballots} ballots; SHA-256 {digits}",
        table=fact.table,
        ballots=fact.ballots,
        digits=fact.sha256[:16],
    )


def _ballots_said(facts: Sequence[BallotTaken]) -> Phrase:
    return say("ballots taken in: {count}", count=len(facts))


def _made(facts: Sequence[Fact]) -> int:
    """Return 1 and the ballots right after it."""
    taken = 0
    for fact in facts[1:]:
        if not isinstance(fact, BallotTaken):
            break
        taken += 1
    return 1 + taken


def _again(table: TableTakenIn, *ballots: BallotTaken) -> TakeIn:
    taken = tuple(TakenBallot(one.number, one.group, one.cells) for one in ballots)
    return TakeIn(table.round, table.table, table.sha256, table.by, taken)


TAKE_IN = Act(
    name="take-in",
    wish=TakeIn,
    stages=OPEN_TO_READING,
    conditions=say(
        "one reading is enough; legal marks; the sheets that were counted in, or at most one for "
        "each on the roster; nothing of them is read"
    ),
    refuses=(
        "officer.unknown", "taken.verification", "taken.empty", "taken.twice",
        "taken.missing", "taken.group", "taken.read", "taken.more", "taken.judge",
        "taken.cells", "sheet.unknown", "sheet.void", "sheet.number", "sheet.group",
        "sheet.illegal",
    ),
    decided=_decided,
    happenings=(
        Happening(TableTakenIn, _said, _happened, holds=say("file, its SHA-256, ballots, by whom")),
        Happening(
            BallotTaken,
            lambda fact, _called: _ballots_said((fact,)),
            _ballot_happened,
            together=_ballots_happened,
            counted=_ballots_said,
            alike=lambda one: (one.round, one.attempt, one.by),
            holds=say("number, group, marks, by whom"),
        ),
    ),
    again=_again,
    made=_made,
)  # fmt: skip
