"""Taking the next step of a meeting (下一步): what is asked for it, and what is then wanted."""

from collections.abc import Mapping

from scoring.errors import PingyiError
from scoring.meeting import Forbidden, Meeting, what_stops
from scoring.meeting.acts import (
    Certify,
    CollectRound,
    Count,
    ExplainDifference,
    Issue,
    Keep,
    OpenRound,
    Receive,
    Reveal,
    RevealNext,
    Withdraw,
)
from scoring.meeting.lines_in_words import equation
from scoring.meeting.reconciliation import unsettled
from scoring.meeting.refusals import needed_officers
from scoring.meeting.state import Round
from scoring.meeting.typed_words import sheet_numbers
from scoring.meeting.verification import reconciliation, unverified
from scoring.report.meeting_steps import ScreenName, StepName, next_step
from scoring.scheme import Ballot
from scoring.wording import Phrase, say
from tui.frame.acting import done, why_not
from tui.frame.asking import Asking, ScreenQuestion, agreed_to, some_text
from tui.host import AnyPage
from tui.screens.signing import decided_by, officer
from tui.screens.special import Take, resume, void_round, void_sheet


async def take_next(page: AnyPage) -> ScreenName | None:
    """Take the next step; return the screen that it is taken on, where it has one."""
    step = next_step(page.desk.state)
    if step is None:
        page.tell(say("Nothing is left to do but to keep the record."))
        return None
    if take := TAKEN[step.name]:
        await take(page)
    return step.kind.screen


def round_in_hand(state: Meeting) -> Round:
    """Return the round that the next step is about: the first that is not verified."""
    rounds = list(state.current())
    return next((one for one in rounds if any(unverified(state, one))), rounds[-1])


async def freeze(page: AnyPage) -> None:
    """Freeze the files, when somebody has said that they are right."""
    asks = say("Freeze the files? From here on only the record decides. Enter: yes. Esc: no.")
    if not await agreed_to(page, asks):
        return
    try:
        await page.desk.freeze()
    except (PingyiError, OSError) as error:
        page.tell(why_not(error), bad=True)
    else:
        page.tell(say("Frozen. Changes in the files are reported from here on, and not read."))


async def open_round(page: AnyPage) -> None:
    """Open the round."""
    await done(page, OpenRound(_round(page)), said=say("The round is open."))


async def issue(page: AnyPage) -> None:
    """Say how many sheets went out."""
    present = len(page.desk.state.attendance.present)
    answers = await _answers(
        page,
        ScreenQuestion(say("How many sheets were handed out?"), whole_number, str(present)),
        ScreenQuestion(say("How many of those present took none?"), whole_number, "0"),
    )
    if answers:
        issued, took_none = map(int, answers)
        await done(page, Issue(_round(page), issued, took_none), said=say("Noted."))


async def receive(page: AnyPage) -> None:
    """Count sheets in, by their numbers."""
    groups = [group for part in page.desk.state.frozen.scheme.of_kind(Ballot)
              for group in part.groups]  # fmt: skip
    asked = [
        ScreenQuestion(say("Numbers of the sheets that came back, such as 001-060,063"), numbers)
    ]
    if groups:
        choices = tuple((group.id, group.title) for group in groups)
        asked.append(ScreenQuestion(say("Of which group are they?"), choices=choices))
    answers = await _answers(page, *asked)
    if answers:
        listed = sheet_numbers(answers[0])
        group = answers[1] if groups else None
        said = say("{count} sheets counted in.", count=len(listed))
        await done(page, Receive(_round(page), listed, group), said=said)


async def keep(page: AnyPage) -> None:
    """Say how many sheets were not handed in."""
    asks = say("How many sheets were not handed in?")
    if answers := await _answers(page, ScreenQuestion(asks, whole_number)):
        await done(page, Keep(_round(page), int(answers[0])), said=say("Noted."))


async def withdraw(page: AnyPage) -> None:
    """Take back numbers that were counted in by mistake."""
    asks = say("Which numbers were counted in by mistake?")
    if answers := await _answers(page, ScreenQuestion(asks, numbers)):
        said = say("Taken back.")
        await done(page, Withdraw(_round(page), sheet_numbers(answers[0])), said=said)


async def explain(page: AnyPage) -> None:
    """Explain a line of the reconciliation that does not balance."""
    state = page.desk.state
    lines = tuple(unsettled(reconciliation(state, round_in_hand(state))))
    if not lines:
        page.tell(say("Every line balances, or is explained."))
        return
    choices = tuple((one.name, equation(one)) for one in lines)
    by = await officer(page, say("Who explains it?"))
    answers = by and await _answers(
        page,
        ScreenQuestion(say("Which line?"), choices=choices),
        ScreenQuestion(say("Why does it not balance? It goes into the minutes."), some_text),
    )
    if by and answers:
        await done(page, ExplainDifference(_round(page), answers[0], answers[1], by),
                   said=say("Explained."))  # fmt: skip


async def collect(page: AnyPage) -> None:
    """Close the box; where it does not balance, offer what mends it."""
    if what_stops(page.desk.state, CollectRound(_round(page))):
        await paper(page)
    else:
        await done(page, CollectRound(_round(page)), said=say("The box is closed."))


async def paper(page: AnyPage) -> None:
    """Do something about the paper of the round: ask what."""
    offered: Mapping[str, tuple[Phrase, Take]] = {
        "issue": (say("say again how many sheets went out"), issue),
        "receive": (say("count more sheets in"), receive),
        "keep": (say("say how many were not handed in"), keep),
        "withdraw": (say("take back a number counted in by mistake"), withdraw),
        "explain": (say("explain a line that does not balance"), explain),
        "void-sheet": (say("declare one sheet void"), void_sheet),
        "void-round": (say("declare the round void; it is done again"), void_round),
    }
    choices = tuple((name, does) for name, (does, _) in offered.items())
    if answers := await _answers(
        page, ScreenQuestion(say("What about the paper?"), choices=choices, plain=True)
    ):
        await offered[answers[0]][1](page)


async def count(page: AnyPage) -> None:
    """Compute the result."""
    await done(page, Count(), said=say("Counted. It is to be certified before it is revealed."))


async def certify(page: AnyPage) -> None:
    """Let scrutineers certify the result."""
    alone = needed_officers(page.desk.state) == 1
    roles = () if alone else ("scrutineer", "chief")
    if by := await decided_by(page, say("Which scrutineer certifies the result?"), roles):
        await done(page, Certify(by), said=say("Certified."))


async def reveal(page: AnyPage) -> None:
    """Reveal the result."""
    asks = say("Reveal all places at once? Enter: yes. Esc: no; F8 then reveals one by one.")
    if await agreed_to(page, asks):
        await done(page, Reveal(), said=say("Revealed."))


async def reveal_next(page: AnyPage) -> None:
    """Reveal one more place, from the last to the first."""
    if not await done(page, RevealNext()):
        return
    last = page.desk.state.versions[-1]
    names = page.desk.state.frozen.roster.unit_names
    newest = names[last.ranking[len(last.hidden)].unit]
    said = say("Revealed: {unit}; still to come: {count}", unit=newest, count=len(last.hidden))
    page.tell(said if last.hidden else say("Revealed."))


TAKEN: Mapping[StepName, Take | None] = {
    "freeze": freeze,
    "checkin": None,
    "open": open_round,
    "resume": resume,
    "issue": issue,
    "receive": receive,
    "collect": collect,
    "enter": None,
    "hand-over": None,
    "third": None,
    "clarify": None,
    "rule": None,
    "count": count,
    "certify": certify,
    "reveal": reveal,
}
"""How each step is taken; None: on a screen of its own."""


def whole_number(text: str) -> Phrase | None:
    """Say why ``text`` is not a number of sheets."""
    good = text.isascii() and text.isdecimal() and len(text) <= 6  # noqa: PLR2004 - a million
    return None if good else say("type a whole number")


def numbers(text: str) -> Phrase | None:
    """Say why ``text`` lists no sheets."""
    try:
        return None if sheet_numbers(text) else say("type numbers, such as 001-060,063")
    except Forbidden as forbidden:
        return forbidden.refusals[0].message


async def _answers(page: AnyPage, *questions: ScreenQuestion) -> tuple[str, ...] | None:
    return await page.app.push_screen_wait(Asking(*questions))


def _round(page: AnyPage) -> str:
    return round_in_hand(page.desk.state).id
