"""What a rehearsal makes up instead of people and paper (演练): in a rehearsal alone.

Out come wishes, which are then decided and recorded like anybody's. Everything is drawn from a
seed by hashing, so that the same rehearsal can be held again. Made-up sheets look like real ones:
mostly marks, a few blanks and absences, one sheet that is void, and two readings that differ in a
few cells, so that third readings and rulings can be practised.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TypeAlias, assert_never

from scoring.ballots import Absence, Cell, as_cell
from scoring.meeting.act import apply_all
from scoring.meeting.acts import (
    CheckIn,
    CollectRound,
    HandOver,
    Issue,
    Keep,
    OpenRound,
    Read,
    Receive,
    ResumeRound,
)
from scoring.meeting.deciding import decide
from scoring.meeting.refusals import Forbidden, Refusal
from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet, SheetSpot
from scoring.meeting.verification import unverified
from scoring.meeting.wishes import Wish
from scoring.scheme import Ballot
from scoring.wording import say

Seeing: TypeAlias = Callable[[Sheet, SheetSpot], Cell]
"""Says what stands in a cell of a sheet."""

ABSENT = 20
"""One deputy in so many stays away."""
EMPTY = 60
"""One cell in so many holds no mark."""
SLIPS = 130
"""One cell in so many is keyed otherwise by the second reader."""
ENOUGH = 10
"""From so many sheets on, one is void and one is not handed in."""


def made_up(state: Meeting, seed: str) -> tuple[Wish, ...]:
    """Return what takes a rehearsal one step further with made-up people, paper or readings.

    ``seed`` is any text: the same text and state make the same wishes. Empty where the next step
    is one that is practised by hand: third readings, rulings, the count and what follows it.
    Raises Forbidden in a real meeting.
    """
    if not state.rehearsal:
        raise Forbidden((_REAL,))
    if not state.uncounted:
        return ()
    checkin = state.frozen.scheme.procedure.checkin
    if checkin and not state.attendance.present and not state.rounds:
        return (_checking_in(state, seed),)
    waiting = (one for one in state.current() if any(unverified(state, one)))
    attempt = next(waiting, None)
    return tuple(_of_round(state, attempt, seed)) if attempt else ()


def made_up_to_the_readings(state: Meeting, seed: str) -> tuple[Wish, ...]:
    """Return all that is made up from ``state`` on, until something is left to people.

    In a scheme with a round for each unit that is the first round whose readings differ. Raises
    Forbidden in a real meeting, and where ``state`` forbids a wish.
    """
    wanted: list[Wish] = []
    while step := made_up(state, seed):
        for wish in step:
            state = apply_all(state, decide(state, wish).facts)
        wanted += step
    return tuple(wanted)


_REAL = Refusal(
    "rehearsal.real", say("this meeting is real: only a rehearsal has made-up people and sheets")
)


def _checking_in(state: Meeting, seed: str) -> CheckIn:
    everybody = [one.id for one in state.frozen.roster.deputies]
    there = [one for one in everybody if _draw(seed, "absent", one) % ABSENT]
    quorum = state.frozen.scheme.procedure.quorum or 0
    return CheckIn(tuple(there if len(there) > quorum * len(everybody) else everybody))


def _of_round(state: Meeting, attempt: Round, seed: str) -> Iterator[Wish]:
    match attempt.stage:
        case "waiting":
            yield OpenRound(attempt.id)
        case "paused":
            yield ResumeRound(attempt.id)
        case "open" if not state.frozen.scheme.procedure.sheets:
            yield from _reading_at_once(state, attempt, seed)
        case "open" if attempt.issued is None:
            yield Issue(attempt.id, _people(state), 0)
        case "open" if not attempt.sheets:
            yield from _returning(state, attempt)
        case "open":
            yield CollectRound(attempt.id)
        case "collected":
            yield from _reading(state, attempt, seed)
        case "counted" | "void":
            return
        case never:
            assert_never(never)


def _people(state: Meeting) -> int:
    """Return how many may take a sheet: who is there, or everybody where nobody is checked in."""
    if state.frozen.scheme.procedure.checkin:
        return len(state.attendance.present)
    return len(state.frozen.roster.deputies)


def _reading_at_once(state: Meeting, attempt: Round, seed: str) -> Iterator[Wish]:
    """Yield a reading of all sheets that lie ready, where none is counted in; then the end of it.

    Whoever began goes on. It is handed over when the round is closed.
    """
    unread = [one for one in attempt.sheets.values() if one.untouched]
    if not unread:
        if attempt.sheets:
            yield CollectRound(attempt.id)
        return
    truth = _truth(state, attempt, seed)
    begun = [by for one in attempt.sheets.values() for by in one.readings]
    by = begun[0] if begun else state.frozen.roster.officers[0].id
    yield Read(
        attempt.id,
        by,
        tuple((one.number, *spot, truth(one, spot)) for one in unread for spot in attempt.spots),
    )


def _returning(state: Meeting, attempt: Round) -> Iterator[Wish]:
    """Yield the sheets that come back, group by group where there are groups."""
    issued = attempt.issued or 0
    kept = int(issued >= ENOUGH)
    groups: list[str | None] = [
        group.id for part in state.frozen.scheme.of_kind(Ballot) for group in part.groups
    ]
    numbers = [f"{number:03}" for number in range(1, issued - kept + 1)]
    for group, count in _split(state, groups or [None], len(numbers)):
        if count:
            yield Receive(attempt.id, tuple(numbers[:count]), group)
        numbers = numbers[count:]
    if kept:
        yield Keep(attempt.id, kept)


def _split(
    state: Meeting, groups: Sequence[str | None], sheets: int
) -> Iterator[tuple[str | None, int]]:
    """Yield how many of the ``sheets`` each group has: as many as it has people there."""
    there = state.attendance.present
    sizes = Counter(one.group for one in state.frozen.roster.deputies if one.id in there)
    known = all(one in groups for one in sizes)
    # Of 58 sheets and groups of 20 and 40 people: 20, and the rest, 38. Where the roster does not
    # say who is of which group they are shared out evenly: 29 and 29.
    for number, group in enumerate(groups):
        later = len(groups) - number - 1
        fair = sizes[group] if known else -(-sheets // (later + 1))
        count = min(sheets, fair) if later else sheets
        sheets -= count
        yield group, count


def _reading(state: Meeting, attempt: Round, seed: str) -> Iterator[Wish]:
    """Yield the readings that are missing, each handed over, of as many people as it takes."""
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    missing = needed - len(attempt.handed_over)
    begun = Counter(by for sheet in attempt.sheets.values() for by in sheet.readings)
    officers = [one for one in state.frozen.roster.officers if one.id not in attempt.handed_over]
    # Whoever has begun by hand is first, so that their reading is completed and not done again;
    # then tellers, whose work it is, so that there are scrutineers left who may rule.
    officers.sort(key=lambda one: (-begun[one.id], one.role != "teller"))
    truth = _truth(state, attempt, seed)
    for place, officer in enumerate(officers[: max(0, missing)], len(attempt.handed_over)):
        read = _hasty(state, attempt, seed, truth) if place else truth
        cells = tuple(
            (sheet.number, *spot, read(sheet, spot))
            for sheet in attempt.sheets.values()
            if not sheet.void
            for spot in attempt.spots
            if spot not in sheet.readings.get(officer.id, {})
        )
        yield Read(attempt.id, officer.id, cells)
        yield HandOver(attempt.id, officer.id)


def _hasty(state: Meeting, attempt: Round, seed: str, truth: Seeing) -> Seeing:
    """Return what somebody sees who misreads a cell now and then; a void sheet is plain to see."""
    # Of many sheets at least one cell differs, else there would be nothing to practise: of 57
    # sheets with 7 cells, none would in one rehearsal of twenty.
    whole = len(attempt.sheets) >= ENOUGH
    legible = (one for one in attempt.sheets.values() if truth(one, attempt.spots[0]) >= 0)
    sure = next(((one.number, attempt.spots[0]) for one in legible), None) if whole else None

    def cell(sheet: Sheet, spot: SheetSpot) -> Cell:
        there, drawn = truth(sheet, spot), _draw(seed, attempt.id, sheet.number, *spot, "slip")
        count = state.frozen.markings[spot[1]].count
        slips = not drawn % SLIPS or (sheet.number, spot) == sure
        if not slips or there == Absence.VOID:
            return there
        if there < 0:
            return as_cell(drawn // SLIPS % count)
        if count == 1:
            return Absence.BLANK
        return as_cell((there + 1 + drawn // SLIPS % (count - 1)) % count)

    return cell


def _truth(state: Meeting, attempt: Round, seed: str) -> Seeing:
    """Return what stands in each cell: what somebody read there, else something made up."""
    whole = len(attempt.sheets) >= ENOUGH
    numbers = list(attempt.sheets)
    void = numbers[_draw(seed, attempt.id, "void") % len(numbers)] if whole else ""

    def cell(sheet: Sheet, spot: SheetSpot) -> Cell:
        for read in sheet.readings.values():
            if spot in read:
                return read[spot]
        if sheet.number == void:
            return Absence.VOID
        return _mark(state, spot, seed, attempt.id, attempt.attempt, sheet.number)

    return cell


def _mark(state: Meeting, spot: SheetSpot, *of: object) -> Cell:
    """Return a mark that the scheme allows, and now and then an absence."""
    unit, criterion = spot
    drawn = _draw(*of, unit, criterion)
    if drawn % EMPTY == 0:
        return (Absence.BLANK, Absence.ABSTAINED, Absence.VOID)[drawn // EMPTY % 3]
    component = state.frozen.component_of(criterion)
    count = state.frozen.markings[criterion].count
    if component.scale is None:  # the best stands first
        return as_cell(min(drawn % count, drawn // count % count))
    # The mean of two draws, and of what this unit is liked: marks crowd in the middle, each unit
    # around another figure, so that the ranking does not come down to ties.
    lowest = int((component.scale.start - component.scale.lowest) / component.scale.step)
    room = count - lowest
    liked = _draw(of[0], unit) % max(1, room // 4)
    drawn = lowest + (drawn % room + drawn // room % room + liked) // 2
    return as_cell(min(count - 1, drawn))


def _draw(*of: object) -> int:
    """Return a number that looks like chance, and is always the same of the same."""
    return int.from_bytes(sha256(repr(of).encode()).digest()[:8], "big")
