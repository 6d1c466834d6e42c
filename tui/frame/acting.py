"""Doing something in a meeting, and saying what came of it (办理)."""

from scoring.errors import HasProblems, PingyiError, Refused, errors_of
from scoring.meeting import Forbidden
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say
from tui.host import AnyPage


async def done(
    page: AnyPage, *wishes: Wish, said: Phrase | None = None, noted: bool = False
) -> bool:
    """Do ``wishes`` and say ``said``, or why not; return whether it was done.

    ``noted``: what is to be noted about it was said before.
    """
    try:
        decision = await page.desk.do(*wishes)
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
        return False
    if decision.doubts and not noted:
        page.tell(say("To be noted: {doubts}", doubts=decision.doubts))
    elif said:
        page.tell(said)
    return True


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
