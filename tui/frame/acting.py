"""Doing something in a meeting, and saying what came of it (办理)."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from scoring.errors import HasProblems, PingyiError, Refused, errors_of
from scoring.meeting import Decision, Forbidden, Meeting
from scoring.meeting.facts import Fact
from scoring.meeting.wishes import Wish
from scoring.meeting.words import NOBODY_CALLED, called, everything_told
from scoring.wording import Phrase, say
from tui.host import AnyPage


async def done(
    page: AnyPage,
    *wishes: Wish,
    said: Phrase | None = None,
    noted: bool = False,
    after: Callable[[Meeting, Sequence[Fact]], Iterable[Phrase]] | None = None,
) -> Phrase | None:
    """Do ``wishes`` and tell what happened, or why not; return what was told, None where not done.

    ``said``: told in place of what happened. ``noted``: what is to be noted about it was said
    before. ``after``: what is told beside it.
    """
    try:
        decision = await page.desk.do(*wishes)
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
        return None
    told = said or happened(page.desk.state, decision, after)
    if decision.doubts and not noted:
        told = say("To be noted: {doubts}", doubts=decision.doubts)
    page.tell(told)
    return told


def happened(
    state: Meeting,
    decision: Decision,
    after: Callable[[Meeting, Sequence[Fact]], Iterable[Phrase]] | None = None,
) -> Phrase:
    """Return what ``decision`` made, in the words of the minutes."""
    names = called(state.rules.roster) if state.rules else NOBODY_CALLED
    lines = everything_told(decision.facts, names)
    return in_one((*lines, *(after(state, decision.facts) if after else ())))


def in_one(told: Sequence[Phrase]) -> Phrase:
    """Return what is told in a row as one phrase."""
    if not told:
        return say("Done.")
    return reduce(lambda one, more: say("{one}; {more}", one=one, more=more), told)


def why_not(error: Exception) -> Phrase:
    """Say why something could not be done."""
    if isinstance(error, Forbidden):
        return say("Not now: {why}", why=tuple(one.message for one in error.refusals))
    if isinstance(error, HasProblems):
        count = len(errors_of(error.problems))
        return say("problems: {count}; the first: {first}", count=count,
                   first=error.problems[0].message)  # fmt: skip
    if isinstance(error, Refused):
        return error.reason
    if isinstance(error, OSError):
        return say("{file}: {reason}", file=str(error.filename or ""), reason=error.strerror)
    return say("{error}", error=str(error))
