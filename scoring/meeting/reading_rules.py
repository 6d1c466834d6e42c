"""Who may read and rule what (读票规则): what is offered at screens and by commands.

Each function takes the state, one attempt at a round of it, and the id of the officer who asks,
``by``; what comes back names sheets and cells. No value of a reading ever comes along. Whatever is
offered here is not refused by ``decide``; ``tests/meeting/test_reading_rules.py`` holds it over
whole meetings.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from scoring.meeting.people_needed import may_see
from scoring.meeting.refusals import needed_officers
from scoring.meeting.sheets_in_words import in_order
from scoring.meeting.state import NEEDED_READERS, Meeting, Round, Sheet, SheetSpot
from scoring.meeting.verification import open_cells

Need: TypeAlias = Literal["third", "clarify", "rule"]
"""What a cell that is open waits for: a third reading, an answer to a query, a ruling."""


def may_read(state: Meeting, attempt: Round, sheet: Sheet, by: str) -> bool:
    """Whether the officer ``by`` may key the sheet: once each, and never more than it takes."""
    # A and B have read a sheet: either may go on correcting their own, C may not begin a third.
    others = attempt.whole_readings(sheet).keys() - {by}
    done = by in attempt.handed_over or len(others) >= _needed(state)
    return not done and not sheet.void and may_see(state, sheet, by)


def offered(state: Meeting, attempt: Round, by: str) -> tuple[Sheet, ...]:
    """Return the sheets that are offered to ``by``, in the order of their numbers.

    Those that ``by`` may read and has begun, or that fewer than it takes have begun: a sheet that
    two others began is theirs to end, although nobody is refused it yet.
    """
    return tuple(
        sheet
        for number in in_order(attempt.sheets)
        for sheet in (attempt.sheets[number],)
        if may_read(state, attempt, sheet, by)
        and (sheet.readings.get(by) or len(sheet.begun()) < _needed(state))
    )


def left_to_read(state: Meeting, attempt: Round, by: str) -> tuple[Sheet, ...]:
    """Return those of the sheets ``offered`` to ``by`` that they have not read whole."""
    return tuple(
        sheet
        for sheet in offered(state, attempt, by)
        if not attempt.whole(sheet.readings.get(by, {}))
    )


def need(sheet: Sheet, spot: SheetSpot) -> Need:
    """Return what a cell of ``sheet`` that is open waits for; one that is not open has no answer.

    A query is answered before anything else; without one it is first read a third time, and only
    where that settled nothing is it ruled.
    """
    if spot in sheet.queries:
        return "clarify"
    return "rule" if spot in sheet.thirds else "third"


def thirds_due(state: Meeting, attempt: Round) -> tuple[tuple[Sheet, SheetSpot], ...]:
    """Return the cells that wait for a third reading, sheet by sheet."""
    cells = open_cells(state, attempt)
    return tuple((sheet, spot) for sheet, spot in cells if need(sheet, spot) == "third")


def thirds_for(state: Meeting, attempt: Round, by: str) -> tuple[tuple[Sheet, SheetSpot], ...]:
    """Return those of ``thirds_due`` that ``by`` may read: who read neither time before."""
    return tuple(
        (sheet, spot)
        for sheet, spot in thirds_due(state, attempt)
        if by not in sheet.readings and may_see(state, sheet, by, third=True)
    )


def to_settle(state: Meeting, attempt: Round) -> Iterator[tuple[Sheet, SheetSpot, Need]]:
    """Yield every cell that is open, then those queried before everybody has handed over.

    With each stands what it waits for. A queried cell comes once, whether or not it is also open.
    """
    known = set()
    for sheet, spot in open_cells(state, attempt):
        known.add((sheet.number, spot))
        yield sheet, spot, need(sheet, spot)
    for sheet in attempt.sheets.values():
        for spot in sheet.queries:
            if (sheet.number, spot) not in known:
                yield sheet, spot, "clarify"


def barred(state: Meeting, sheet: Sheet) -> tuple[str, ...]:
    """Return who may not decide about ``sheet``: its readers, unless one officer is enough."""
    return sheet.readers() if needed_officers(state) > 1 else ()


def to_rule(state: Meeting, attempt: Round, by: str) -> Iterator[tuple[Sheet, SheetSpot, Need]]:
    """Yield the cells that ``by`` may rule or clarify now."""
    for sheet, spot, needed in to_settle(state, attempt):
        if needed != "third" and by not in barred(state, sheet):
            yield sheet, spot, needed


def _needed(state: Meeting) -> int:
    return NEEDED_READERS[state.frozen.scheme.procedure.verification]
