"""Who decides, and that it is they (监督): officers named one by one, each with a PIN.

Questions are asked on ``page``, the screen in hand; None comes back where somebody would rather
not answer. A PIN goes to the desk and is kept nowhere here.
"""

from collections.abc import Sequence

from scoring.errors import Refused
from scoring.live.pins import SHORTEST
from scoring.meeting import Meeting
from scoring.meeting.refusals import needed_officers
from scoring.wording import Phrase, say
from tui.frame.asking import Asking, ScreenQuestion
from tui.host import AnyPage

ROLES = {
    "secretary": say("secretary"),
    "teller": say("teller"),
    "scrutineer": say("scrutineer"),
    "chief": say("chief scrutineer"),
}
"""工作人员, 计票人, 监票人, 总监票人."""


def officers_listed(
    state: Meeting, roles: Sequence[str] = (), without: Sequence[str] = ()
) -> tuple[tuple[str, Phrase], ...]:
    """Return the officers as choices: id, and name with role, in the order of the roster.

    ``roles``: only those, empty for all; ``without``: ids that are left out.
    """
    return tuple(
        (one.id, say("{name}, {role}", name=one.name, role=ROLES[one.role]))
        for one in state.frozen.roster.officers
        if (not roles or one.role in roles) and one.id not in without
    )


async def officer(
    page: AnyPage,
    asks: Phrase,
    roles: Sequence[str] = (),
    without: Sequence[str] = (),
    *,
    usual: str = "",
) -> str | None:
    """Return the id of the officer who is named, ``usual`` by Enter alone; None: rather not.

    ``asks`` is the question; ``roles`` and ``without`` as in ``officers_listed``.
    """
    choices = officers_listed(page.desk.state, roles, without)
    asked = ScreenQuestion(asks, choices=choices, usual=usual)
    answers = await page.app.push_screen_wait(Asking(asked))
    return answers[0] if answers else None


async def decided_by(
    page: AnyPage, asks: Phrase, roles: Sequence[str] = (), without: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """Return as many officers as it takes, each proved by a PIN; None where one is missing.

    How many it takes says the scheme; each is asked for without those named before. ``without``:
    ids of those who may not decide here.
    """
    by: tuple[str, ...] = ()
    with page.interface.between_questions():
        while len(by) < needed_officers(page.desk.state):
            one = await officer(page, asks, roles, (*without, *by))
            if one is None or not await _proved(page, one):
                return None
            by = (*by, one)
    return by


async def _proved(page: AnyPage, one: str) -> bool:
    """Ask for the PIN until it is right, or somebody would rather not."""
    asked = ScreenQuestion(say("PIN of {officer}", officer=one), secret=True)
    refusal: Phrase | None = None
    try:
        if not await page.desk.has_pin(one):
            return await _chosen(page, one)
        while answers := await page.app.push_screen_wait(Asking(asked, refusal=refusal)):
            try:
                await page.desk.prove(one, answers[0])
            except Refused as refused:
                refusal = refused.reason
            else:
                return True
    except Refused as refused:
        page.tell(refused.reason, bad=True)
    return False


async def _chosen(page: AnyPage, one: str) -> bool:
    """Let an officer who has no PIN choose one, twice the same; return whether there is one."""
    first = ScreenQuestion(
        say("{officer} has no PIN yet: choose one, unseen by others", officer=one),
        lambda pin: None if len(pin) >= SHORTEST
        else say("a PIN has at least {count} characters", count=SHORTEST),
        secret=True,
    )  # fmt: skip
    again = ScreenQuestion(say("the same PIN once more"), secret=True)
    refusal: Phrase | None = None
    while answers := await page.app.push_screen_wait(Asking(first, again, refusal=refusal)):
        if answers[0] == answers[1]:
            await page.desk.choose_pin(one, answers[0])
            return True
        refusal = say("the two were not the same; choose the PIN anew")
    return False
