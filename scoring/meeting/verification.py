"""What is left to do about a round's sheets (核票), and its reconciliation (对账).

In order: sheets that are not read by as many as it takes (``missing_readings``), cells that their
readings leave open (``open_cells``), and then what looks mis-keyed (``warnings``), which stops
nothing. A round without the first two is verified. All of it is asked after every key, so it is
found once for each attempt and kept with it (``Round.once``).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from scoring.ballots import Absence, Cell
from scoring.counting.scrutiny import Suspicion, suspicions
from scoring.meeting.reconciliation import EQUATIONS, Line, Term, line
from scoring.meeting.refusals import Refusal, not_at_stage
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.sheets_ready import sheets_in
from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet, SheetSpot, Verdict
from scoring.wording import say


def reconciliation(state: Meeting, attempt: Round) -> tuple[Line, ...]:
    """Return the lines of a round that can be filled in, the units' own last.

    A line is missing where a count for it was never entered, or is not asked for: people without a
    check-in, sheets out where none are counted. Those of single cells come only when
    the round is verified, for they say how often each kind of cell was agreed.
    """
    members = [deputy.id for deputy in state.frozen.roster.deputies]
    returned = sheets_in(state, attempt)
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    void = sum(verdict.void for _, verdict in attempt.verdicts(needed))
    present, sheets = _present(state, attempt), state.frozen.scheme.procedure.sheets
    terms: dict[Term, int | None] = {
        "expected": len(members),
        "present": present,
        "absent": None if present is None else len(members) - present,
        "printed": attempt.printed,
        "cancelled": attempt.cancelled,
        "issued": attempt.issued,
        "took-none": attempt.took_none,
        "returned": returned if sheets else None,
        "kept": attempt.kept or 0,
        "ballots": None if sheets else returned,
        "valid": returned - void,
        "void": void,
    }
    moved = tuple(sorted(state.attendance.late | state.attendance.left))
    lines = [
        line(name, terms, moved if name == "taken" else (), attempt.explanations)
        for name in EQUATIONS
        if name != "cells"
    ]
    if verified(state, attempt):
        lines += _cell_lines(state, attempt, returned - void)
    return tuple(one for one in lines if one)


def _present(state: Meeting, attempt: Round) -> int | None:
    """Return how many were present for a round; None where nobody is checked in."""
    if attempt.present is None and state.frozen.scheme.procedure.checkin:
        return len(state.attendance.present)
    return attempt.present


def is_void(state: Meeting, attempt: Round, sheet: Sheet) -> bool:
    """Whether a sheet is void as a whole (废票): voided, or agreed to be void in every cell."""
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    return attempt.verdict(sheet, needed).void


def missing_readings(state: Meeting, attempt: Round) -> tuple[str, ...]:
    """Return the numbers of the sheets that are not yet read, whole and handed over, as needed.

    As needed: by 2 people, by 1, or by none, as the scheme's verification has it. A sheet that
    somebody voided needs no reading.
    """
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]

    def missing() -> tuple[str, ...]:
        return tuple(
            sheet.number
            for sheet, verdict in attempt.verdicts(needed)
            if not sheet.void and _complete(attempt, verdict) < needed
        )

    return attempt.once("missing", state.rules, missing)


def open_cells(state: Meeting, attempt: Round) -> tuple[tuple[Sheet, SheetSpot], ...]:
    """Return the cells that their readings leave open, once everybody has handed over.

    Sheet by sheet, each in the order of its cells. Of a sheet that is not read by as many as it
    takes there is none: before that a difference would tell one reader of the other.
    """
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]

    def cells() -> tuple[tuple[Sheet, SheetSpot], ...]:
        return tuple(
            (sheet, spot)
            for sheet, verdict in attempt.verdicts(needed)
            if None in verdict.cells and not sheet.void and _complete(attempt, verdict) >= needed
            for spot, cell in zip(attempt.spots, verdict.cells, strict=True)
            if cell is None
        )

    return attempt.once("open", state.rules, cells)


def unverified(state: Meeting, attempt: Round) -> Iterator[Refusal]:
    """Yield what keeps a round from being verified (核毕); nothing where it is."""
    if not attempt.closed:
        yield from not_at_stage(attempt, "collected")
        return
    missing = missing_readings(state, attempt)
    if missing:
        yield Refusal(
            "round.unread",
            say(
                "not read, or not handed over, by as many as it takes: {sheets}",
                sheets=sheets_said(missing),
            ),
        )
    cells = open_cells(state, attempt)
    if cells:
        yield Refusal(
            "round.differences",
            say(
                "{count} cells differ or are queried, on {sheets}",
                count=len(cells),
                sheets=sheets_said(tuple(dict.fromkeys(sheet.number for sheet, _ in cells))),
            ),
        )


def warnings(state: Meeting, attempt: Round) -> tuple[Suspicion, ...]:
    """Return what looks mis-keyed among the agreed cells of whole sheets, and is not accepted.

    Nothing before everybody has handed over: a warning would tell one reader of the other.
    """
    if not attempt.closed or missing_readings(state, attempt):
        return ()
    return attempt.once("warnings", state.rules, lambda: _warnings(state, attempt))


def _warnings(state: Meeting, attempt: Round) -> tuple[Suspicion, ...]:
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    valid = [(sheet.number, own.cells) for sheet, own in attempt.verdicts(needed) if not own.void]
    across = zip(*(row for _, row in valid), strict=True)
    columns: dict[SheetSpot, Sequence[Cell]] = dict.fromkeys(attempt.spots, ())
    for spot, column in zip(attempt.spots, across, strict=False):  # nothing, without a sheet
        # A cell that is still open looks like nothing.
        columns[spot] = [Absence.VOID if cell is None else cell for cell in column]
    found = suspicions([number for number, _ in valid], columns, state.frozen.markings)
    return tuple(one for one in found if one[2:] not in attempt.sheets[one.sheet].accepted)


def verified(state: Meeting, attempt: Round) -> bool:
    """Whether no difference and no query is left."""
    return not any(unverified(state, attempt))


def _complete(attempt: Round, verdict: Verdict) -> int:
    """Return how many people have read the whole sheet and handed it over."""
    return len(attempt.handed_over & verdict.whole)


def _cell_lines(state: Meeting, attempt: Round, valid: int) -> list[Line | None]:
    """Return a line for each cell of a sheet: every valid sheet says something there."""
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    rows = [verdict.cells for _, verdict in attempt.verdicts(needed) if not verdict.void]
    lines = []
    for at, (unit, criterion) in enumerate(attempt.spots):
        found: Counter[Cell | None] = Counter(row[at] for row in rows)
        terms: dict[Term, int | None] = {
            "valid": valid,
            "counted": sum(
                count for cell, count in found.items() if cell is not None and cell >= 0
            ),
            "blank": found[Absence.BLANK],
            "abstained": found[Absence.ABSTAINED],
            "recused": found[Absence.RECUSED],
            "void-item": found[Absence.VOID],
            "unknown": found[Absence.UNKNOWN],
        }
        lines.append(line("cells", terms, (), attempt.explanations, f"{unit}/{criterion}"))
    return lines
