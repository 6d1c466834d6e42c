"""Doing an act of a meeting at a screen (办理): asked, signed, done, and told in its own words.

Everything comes from the act itself: its questions, who signs, and what is told. So an act that is
added can be done here as it stands.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from scoring.meeting import Forbidden, Meeting, decide_all
from scoring.meeting.act import Act
from scoring.meeting.acts import ACTS
from scoring.meeting.asks import Answers, Ask, Known
from scoring.meeting.deciding import out_of_turn
from scoring.meeting.refusals import needed_officers
from scoring.meeting.state import Round, RoundStage
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say
from tui.frame.acting import done, why_not
from tui.frame.asking import Asking, ScreenQuestion, agreed_to
from tui.host import AnyPage
from tui.screens.signing import decided_by, officer

NOTHING_KNOWN: Known = {}


async def perform(
    page: AnyPage,
    act: Act[Any],
    known: Known = NOTHING_KNOWN,
    *,
    by: tuple[str, ...] = (),
    instead: Mapping[str, ScreenQuestion] | None = None,
) -> Phrase | None:
    """Do ``act``: ask what is not ``known``, let officers sign, do it, and tell what happened.

    ``by``: who answers for it, where that is known. ``instead``: questions that stand in place of
    the act's own, by the name of the ask. Returns what was told; None where it was not done.
    """
    if act.stages and "round" not in known:
        attempt = await round_at(page, act.stages)
        if attempt is None:
            page.tell(_not_now(page.desk.state, act), bad=True)
            return None
        known = {**known, "round": attempt.id}
    if act.agrees and not await agreed_to(page, act.agrees):
        return None
    first = bool(act.signing and act.signing.first)
    if first and not by and not (by := await _signed(page, act, known)):
        return None
    answered = await _answered(page, act, known, instead or {})
    if answered is None:
        return None
    if act.signing and not by and not (by := await _signed(page, act, answered)):
        return None
    return await _done(page, act, Answers(answered, by))


def may_be_done(state: Meeting, act: Act[Any]) -> bool:
    """Whether it is the turn of ``act``, for some round where it is about one."""
    if state.rules is None or not act.possible(state):
        return False
    rounds = [one.id for one in state.current()] if act.stages else [""]
    return any(not out_of_turn(state, act, one) for one in rounds)


def listed(state: Meeting, where: Literal["paper", "special"]) -> Iterator[Act[Any]]:
    """Yield the acts that stand in the list ``where``, and may be done now."""
    return (act for act in ACTS if where in act.listed and may_be_done(state, act))


async def choose(page: AnyPage, asks: Phrase, where: Literal["paper", "special"]) -> str:
    """Ask which of the acts listed is to be done, and do it.

    Returns the name of one that has a screen of its own; empty: it is done, or is not to be.
    """
    offered = {act.name: act for act in listed(page.desk.state, where)}
    if not offered:
        page.tell(say("There is nothing of this kind to be done now."))
        return ""
    choices = tuple((name, act.label or name) for name, act in offered.items())
    answers = await page.app.push_screen_wait(
        Asking(ScreenQuestion(asks, choices=choices, plain=True))
    )
    if answers is None:
        return ""
    act = offered[answers[0]]
    if act.on_its_screen:
        return act.name
    await perform(page, act)
    return ""


async def round_at(page: AnyPage, stages: tuple[RoundStage, ...]) -> Round | None:
    """Return the round at one of ``stages``; where there are several, the one that is chosen."""
    found = {one.id: one for one in page.desk.state.current() if one.stage in stages}
    if len(found) < 2:  # noqa: PLR2004 - nothing to choose
        return next(iter(found.values()), None)
    names = page.desk.state.frozen.roster.unit_names
    choices = tuple((id_, names.get(id_, id_)) for id_ in found)
    asked = ScreenQuestion(say("Which round?"), choices=choices, plain=True)
    answers = await page.app.push_screen_wait(Asking(asked))
    return found[answers[0]] if answers else None


def _not_now(state: Meeting, act: Act[Any]) -> Phrase:
    first = next(iter(state.current()))
    why = tuple(one.message for one in out_of_turn(state, act, first.id))
    return say("Not now: {why}", why=why)


async def _answered(
    page: AnyPage, act: Act[Any], known: Known, instead: Mapping[str, ScreenQuestion]
) -> dict[str, str] | None:
    """Return what is known and what was answered; None where somebody would rather not."""
    state = page.desk.state
    asks = [ask for ask in act.asks if _asked(state, ask, known, instead)]
    questions = []
    for ask in asks:
        question = instead.get(ask.name) or _question(state, ask, known)
        if ask.nothing and not question.choices:
            page.tell(ask.nothing)
            return None
        questions.append(question)
    if not questions:
        return dict(known)
    answers = await page.app.push_screen_wait(Asking(*questions))
    if answers is None:
        return None
    meant = {
        ask.name: ask.meant(page.desk.state, known, answer)
        for ask, answer in zip(asks, answers, strict=True)
    }
    return {**known, **meant}


def _asked(state: Meeting, ask: Ask, known: Known, instead: Mapping[str, ScreenQuestion]) -> bool:
    if ask.name in known:
        return False
    return ask.name in instead or (ask.asks is not None and ask.when(state))


def _question(state: Meeting, ask: Ask, known: Known) -> ScreenQuestion:
    return ScreenQuestion(
        ask.question(state, known),
        lambda typed: ask.refusal(state, known, typed),
        ask.usual(state),
        ask.choices(state, known),
        plain=ask.plain,
    )


async def _signed(page: AnyPage, act: Act[Any], known: Known) -> tuple[str, ...]:
    """Return the officers who sign; empty where one is missing."""
    signing, state = act.signing, page.desk.state
    if signing is None:
        return ()
    roles = signing.roles if needed_officers(state) > 1 else ()
    without = signing.without(state, known)
    if signing.owed:
        return await decided_by(page, signing.asks, roles, without) or ()
    one = await officer(page, signing.asks, roles, without)
    return (one,) if one else ()


async def _done(page: AnyPage, act: Act[Any], answers: Answers) -> Phrase | None:
    """Do what ``answers`` mean, once what is to be noted about it was agreed to."""
    state = page.desk.state
    try:
        wishes: list[Wish] = [*(act.wished(state, answers) if act.wished else ())]
        doubts = decide_all(state, wishes).doubts
    except Forbidden as forbidden:
        page.tell(why_not(forbidden), bad=True)
        return None
    if doubts:
        told = say("{doubts}. Enter: note it all the same. Esc: no.", doubts=doubts)
        if not await agreed_to(page, told):
            return None
    # The reconciliation stands on the desk anyway; what else an act adds is short.
    after = None if act.stages else act.after
    return await done(page, *wishes, noted=True, after=after)
