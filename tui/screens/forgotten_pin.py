"""A PIN that was forgotten, set anew (口令重设): whose, who signs for it, and the new one.

The officers sign first, then whose it is types the new one twice; with that it is done.
"""

from collections.abc import Sequence
from dataclasses import replace

from scoring.meeting.act import Called
from scoring.meeting.acts import PinSetAnew
from scoring.meeting.acts.set_pin_anew import SET_PIN_ANEW, signers_needed
from scoring.meeting.words import called, told
from scoring.wording import Phrase, say
from tui.frame.asking import Asking
from tui.frame.questions import WHAT, ScreenQuestion
from tui.host import AnyPage
from tui.screens.performing import GIVEN_UP
from tui.screens.signing import Signers, officers_listed, signers

FORGOT = say("Whoever is not listed forgot it.")


async def set_pin_anew(page: AnyPage) -> None:
    """Ask whose PIN it is, let others sign, take the new one, and tell of it."""
    state = page.desk.state
    everybody = officers_listed(state)
    signing, ask = SET_PIN_ANEW.signing, SET_PIN_ANEW.asks[0]
    if signing is None:
        return
    part = await signers(page, signing.asks, 1, everybody)

    def plan(answers: tuple[str, ...]) -> Sequence[ScreenQuestion]:
        whose = answers[0] if answers else ""
        asked = ScreenQuestion(ask.question(state, {}), choices=everybody, plain=True, part=WHAT)
        owed = signers_needed(state, whose)
        own = Signers(page, signing.asks, owed, part.have)
        people = tuple(one for one in everybody if one[0] != whose)
        signed = own.questions(people, answers[1:], FORGOT if whose else "")
        first, again = own.new_pin(whose, _named(signed, answers[1:]))
        return [asked, *signed, replace(first, beside=False), again]

    async def ending(_answers: tuple[str, ...], _sure: bool) -> None:  # noqa: FBT001 - what a dialogue calls
        return None

    title = SET_PIN_ANEW.label or ""
    answers = await page.app.push_screen_wait(Asking(title=title, plan=plan, ending=ending))
    if answers is None:
        page.interface.forget_typed()
        page.tell(GIVEN_UP)
        return
    page.tell(_told(called(state.frozen.roster), answers))


def _named(asked: Sequence[ScreenQuestion], answers: Sequence[str]) -> tuple[str, ...]:
    """Return who is named among the ``answers`` to the questions ``asked``."""
    pairs = zip(asked, answers, strict=False)
    return tuple(answer for one, answer in pairs if one.choices)


def _told(names: Called, answers: tuple[str, ...]) -> Phrase:
    whose, *by = answers
    return told([PinSetAnew(whose, tuple(by))], names)
