"""What was not done in a meeting, and is said on every document after its count (未办事项).

A scheme may leave out the check-in, the sheets out and in, the second reading, the second officer
and the PINs. Nothing of that is hidden: it stands in one place beside the state of the result.

>>> from scoring import read_scheme
>>> [str(one) for one in not_done(read_scheme("speech-final").sound().procedure, from_table=True)]
... # doctest: +NORMALIZE_WHITESPACE
['marks taken in from a table, by one person', 'no check-in', 'no sheets counted out and in',
 'one officer', 'no PINs']
>>> not_done(read_scheme("hunan-2020").sound().procedure)
()
"""

from collections.abc import Iterator
from typing import assert_never

from scoring.scheme import Procedure
from scoring.wording import Phrase, say


def not_done(procedure: Procedure, *, from_table: bool | None = None) -> tuple[Phrase, ...]:
    """Return what a meeting under ``procedure`` does without; empty where nothing is left out.

    ``from_table``: whether its marks came from a table; None: it is not known yet.
    """
    return tuple(_left_out(procedure, from_table=from_table))


def not_done_line(procedure: Procedure, *, from_table: bool | None = None) -> Phrase | None:
    """Return the same in one sentence; None where nothing is left out."""
    left = not_done(procedure, from_table=from_table)
    return say("How the count was held: {left}", left=left) if left else None


def _left_out(procedure: Procedure, *, from_table: bool | None) -> Iterator[Phrase]:
    match procedure.verification:
        case "double":
            pass
        case "device":
            yield say("marks from devices, not read by anybody")
        case "none" if from_table:
            yield say("marks taken in from a table, by one person")
        case "none" if from_table is None:
            yield say("one reading, or a table taken in")
        case "none":
            yield say("every sheet read once")
        case never:
            assert_never(never)
    if not procedure.checkin:
        yield say("no check-in")
    if not procedure.sheets:
        yield say("no sheets counted out and in")
    if procedure.officers == 1:
        yield say("one officer")
    if not procedure.signed:
        yield say("no PINs")
