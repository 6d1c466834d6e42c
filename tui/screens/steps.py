"""Taking the next step of a meeting (下一步)."""

from scoring.errors import PingyiError
from scoring.meeting import Meeting, what_stops
from scoring.meeting.acts import ACTS, CollectRound
from scoring.meeting.acts.set_pin_anew import SET_PIN_ANEW
from scoring.meeting.state import Round
from scoring.meeting.verification import unverified
from scoring.report.meeting_steps import ScreenName, next_step
from scoring.wording import say
from tui.frame.acting import happened, in_one, why_not
from tui.frame.asking import agreed_to
from tui.host import AnyPage
from tui.screens.certifying import certify
from tui.screens.forgotten_pin import set_pin_anew
from tui.screens.performing import choose, perform


async def take_next(page: AnyPage) -> ScreenName | None:
    """Take the next step; return the screen that it is taken on, where it has one."""
    step = next_step(page.desk.state)
    if step is None:
        page.tell(say("Nothing is left to do but to keep the record."))
        return None
    if step.kind.screen is None:
        match step.name:
            case "freeze":
                await freeze(page)
            case "collect":
                await collect(page)
            case "certify":
                await certify(page)
            case name:
                await perform(page, ACTS.named(name), _in_hand(page.desk.state, name))
    return step.kind.screen


def round_in_hand(state: Meeting) -> Round:
    """Return the round that the next step is about: the first that is not verified."""
    rounds = list(state.current())
    return next((one for one in rounds if any(unverified(state, one))), rounds[-1])


async def freeze(page: AnyPage) -> None:
    """Freeze the files, when somebody has said that they are right."""
    agrees = ACTS.named("freeze").agrees
    if agrees and not await agreed_to(page, agrees):
        return
    try:
        decision = await page.desk.freeze()
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
    else:
        after = say("Changes in the files are reported from here on, and not read.")
        page.tell(in_one((happened(page.desk.state, decision), after)))


async def collect(page: AnyPage) -> None:
    """Close the box; where it does not balance, offer what mends it."""
    id_ = round_in_hand(page.desk.state).id
    if what_stops(page.desk.state, CollectRound(id_)):
        await choose_about_paper(page)
    else:
        await perform(page, ACTS.named("collect"), {"round": id_})


async def choose_about_paper(page: AnyPage) -> None:
    """Do something about the paper of the round: ask what."""
    await choose(page, say("What about the paper?"), "paper")


async def choose_special(page: AnyPage) -> str:
    """Do something that a meeting needs seldom; return the name of an act with its own screen."""
    chosen = await choose(page, say("Which of these? Esc: none."), "special")
    if chosen != SET_PIN_ANEW.name:
        return chosen
    await set_pin_anew(page)
    return ""


def _in_hand(state: Meeting, act: str) -> dict[str, str]:
    return {"round": round_in_hand(state).id} if ACTS.named(act).stages else {}
