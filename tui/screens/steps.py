"""Taking the next step of a meeting (下一步)."""

from scoring.errors import PingyiError
from scoring.meeting import Decision, Meeting, what_stops
from scoring.meeting.acts import ACTS, CollectRound, RoundCollected, RoundOpened
from scoring.meeting.acts.set_pin_anew import SET_PIN_ANEW
from scoring.meeting.acts.unfreeze import UNFREEZE
from scoring.meeting.state import Round
from scoring.meeting.verification import unverified
from scoring.report.meeting_steps import NOTHING, AtHand, ScreenName, next_step
from scoring.wording import say
from tui.frame.acting import happened, in_one, why_not
from tui.frame.asking import Asking, ScreenQuestion, agreed_to
from tui.host import AnyPage
from tui.screens.certifying import certify
from tui.screens.forgotten_pin import set_pin_anew
from tui.screens.performing import choose, may_be_done, perform

_WITHIN = (RoundOpened, RoundCollected)
"""What happens on the way from a table to the result, and is not told on a screen."""


async def take_next(page: AnyPage) -> ScreenName | None:
    """Take the next step; return the screen that it is taken on, where it has one."""
    state = page.desk.state
    step = next_step(state, await in_the_folder(page))
    if step is None:
        page.tell(say("Nothing is left to do but to keep the record."))
        return None
    if step.kind.screen is None:
        match step.name:
            case "freeze":
                await freeze(page)
            case "take-in":
                await take_in(page)
            case "collect":
                await collect(page)
            case "certify":
                await certify(page, unasked(state))
            case name:
                await perform(page, ACTS.named(name), _in_hand(state, name), by=unasked(state))
    return step.kind.screen


async def in_the_folder(page: AnyPage) -> AtHand:
    """Return what the folder has that could be taken in now; it is read only where that matters."""
    from scoring.live.taking_in import at_hand, takes_tables  # noqa: PLC0415 - it reads files

    state = page.desk.state
    if state.rules and not (state.uncounted and takes_tables(state.frozen.scheme.procedure)):
        return NOTHING
    try:
        return at_hand(await page.desk.files())
    except (PingyiError, OSError):  # told where the step is taken
        return NOTHING


def unasked(state: Meeting) -> tuple[str, ...]:
    """Return the one officer there is, where nobody has to sign; else nobody."""
    if state.rules is None or state.rules.scheme.procedure.signed:
        return ()
    officers = state.rules.roster.officers
    return (officers[0].id,) if len(officers) == 1 else ()


async def take_in(page: AnyPage) -> None:
    """Take in the folder's table of marks, up to the result; asked is only who, of several."""
    try:
        by = await _who_takes_in(page)
        if by is None:
            return
        decision = await page.desk.take_in(by)
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
    else:
        told = tuple(one for one in decision.facts if not isinstance(one, _WITHIN))
        page.tell(happened(page.desk.state, Decision(told)))


async def _who_takes_in(page: AnyPage) -> str | None:
    """Return the id of the officer who takes a table in; empty: the only one. None: rather not."""
    rules = page.desk.state.rules
    officers = (rules.roster if rules else (await page.desk.files()).roster).officers
    if len(officers) < 2:  # noqa: PLR2004 - nobody to choose from
        return ""
    choices = tuple((one.id, one.name) for one in officers)
    asked = ScreenQuestion(say("Who takes the table in?"), choices=choices, plain=True)
    answers = await page.app.push_screen_wait(Asking(asked))
    return answers[0] if answers else None


def round_in_hand(state: Meeting) -> Round:
    """Return the round that the next step is about: the first that is not verified."""
    rounds = list(state.current())
    return next((one for one in rounds if any(unverified(state, one))), rounds[-1])


async def freeze(page: AnyPage) -> None:
    """Freeze the files, when somebody has said that they are right."""
    from scoring.live.taking_in import left_out  # noqa: PLC0415 - it reads files

    agrees = ACTS.named("freeze").agrees
    try:
        left = left_out(await page.desk.files())
        if left and agrees:
            agrees = say("{left}. {asks}", left=left, asks=agrees)
        if agrees and not await agreed_to(page, agrees):
            return
        decision = await page.desk.freeze()
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
    else:
        after = say("Changes in the files are reported from here on, and not read.")
        page.tell(in_one((happened(page.desk.state, decision), after)))


async def key_at_once(page: AnyPage) -> bool:
    """Freeze the files and open the round, where nothing stands between them and the keys.

    For a simple meeting without a table; asked is what freezing asks. Returns whether the round is
    open.
    """
    await freeze(page)
    state = page.desk.state
    if state.rules is None:
        return False
    step = next_step(state)
    if step is not None and step.name == "open":
        await perform(page, ACTS.named("open"), _in_hand(state, "open"))
    return page.desk.state.voting


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
    asks = say("Which of these? Esc: none.")
    if stays_frozen(page.desk.state):
        asks = say("Which of these? Esc: none. Sheets are out, so the files stay frozen.")
    chosen = await choose(page, asks, "special")
    if chosen != SET_PIN_ANEW.name:
        return chosen
    await set_pin_anew(page)
    return ""


def stays_frozen(state: Meeting) -> bool:
    """Whether the files could be unfrozen in this phase, but for the sheets that are out."""
    return state.phase in UNFREEZE.phases and not may_be_done(state, UNFREEZE)


def _in_hand(state: Meeting, act: str) -> dict[str, str]:
    return {"round": round_in_hand(state).id} if ACTS.named(act).stages else {}
