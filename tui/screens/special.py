"""What a meeting needs seldom (特殊处理): voiding, holding, going back to draft, recusals."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TypeAlias

from scoring.meeting import Forbidden, Meeting, decide, what_stops
from scoring.meeting.acts import PauseRound, Recuse, ResumeRound, Unfreeze, VoidRound, VoidSheet
from scoring.meeting.reading_rules import barred
from scoring.meeting.state import Round, Sheet
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say
from tui.frame.acting import done, why_not
from tui.frame.asking import Asking, ScreenQuestion, agreed_to, noted_why
from tui.host import AnyPage
from tui.screens.signing import decided_by

Take: TypeAlias = Callable[[AnyPage], Awaitable[object]]
ANYBODY = ("officer", "reason")
"""Beginnings of the codes of what is still to be asked for: who decides, and why."""


async def take_special(page: AnyPage) -> str:
    """Ask what is to be done, and do it; return the name of a screen that is for it."""
    offered = dict(_offered(page.desk.state))
    if not offered:
        page.tell(say("There is nothing of this kind to be done now."))
        return ""
    choices = tuple((name, does) for name, (does, _) in offered.items())
    answers = await page.app.push_screen_wait(
        Asking(ScreenQuestion(say("Which of these? Esc: none."), choices=choices, plain=True))
    )
    if answers is None:
        return ""
    take = offered[answers[0]][1]
    if take is None:
        return answers[0]
    await take(page)
    return ""


def _offered(state: Meeting) -> Iterator[tuple[str, tuple[Phrase, Take | None]]]:
    """Yield what may be done in ``state``: its name, what it does, and how, if here."""
    stages = {attempt.stage for attempt in state.current()} if state.rules else set()
    if "open" in stages:
        yield "pause", (say("hold the round for a while"), pause)
    if "paused" in stages:
        yield "resume", (say("go on with the round"), resume)
    if stages & {"open", "paused", "collected"}:
        yield "void-round", (say("declare the round void; it is done again"), void_round)
    if not _stops(state, Unfreeze((), "")):
        yield "unfreeze", (say("unfreeze: back to the files, from before the opening"), unfreeze)
    if state.versions:
        yield "correct", (say("correct marks after the count (更正)"), None)


async def pause(page: AnyPage) -> None:
    """Hold a round that is open."""
    if attempt := await _round_at(page, "open"):
        await done(page, PauseRound(attempt.id), said=say("The round is held."))


async def resume(page: AnyPage) -> None:
    """Go on with a round that is held."""
    if attempt := await _round_at(page, "paused"):
        await done(page, ResumeRound(attempt.id), said=say("The round goes on."))


async def void_round(page: AnyPage) -> None:
    """Void an attempt at a round: officers, and a reason; the next attempt waits."""
    attempt = await _round_at(page, "open", "paused", "collected")
    if attempt is None:
        return
    why = await noted_why(
        page,
        say("Why is attempt {attempt} at the round void? It is then opened and voted anew.",
            attempt=attempt.attempt),
    )  # fmt: skip
    by = why and await decided_by(page, say("Who declares the round void?"))
    if by:
        said = say("Void. Attempt {attempt} waits to be opened.", attempt=attempt.attempt + 1)
        await done(page, VoidRound(attempt.id, tuple(by), why), said=said)


async def void_sheet(page: AnyPage) -> None:
    """Void one whole sheet: its number, a reason, officers who have not read it."""
    attempt = await _round_at(page, "open", "paused", "collected")
    if attempt is None:
        return

    def check(typed: str) -> Phrase | None:
        return None if _meant(attempt, typed) else say("there is no such sheet")

    asked = ScreenQuestion(say("Which sheet is void as a whole? Its number"), check)
    answers = await page.app.push_screen_wait(Asking(asked))
    sheet = _meant(attempt, answers[0]) if answers else None
    if sheet:
        await void_this(page, attempt, sheet)


async def void_this(page: AnyPage, attempt: Round, sheet: Sheet) -> None:
    """Void ``sheet`` for a reason."""
    if stops := _stops(page.desk.state, VoidSheet(attempt.id, sheet.number, (), "")):
        page.tell(say("Not now: {why}", why=stops), bad=True)
        return
    why = await noted_why(page, say("Why is sheet {sheet} void?", sheet=sheet.number))
    readers = barred(page.desk.state, sheet)
    asks = say("Who declares it void? Nobody who has read the sheet.")
    by = why and await decided_by(page, asks, (), readers)
    if by:
        said = say("Void: sheet {sheet}.", sheet=sheet.number)
        await done(page, VoidSheet(attempt.id, sheet.number, tuple(by), why), said=said)


async def unfreeze(page: AnyPage) -> None:
    """Go back to the files, for a reason, while no sheet has gone out."""
    asks = say("Why back to the files? Check-in and rounds begin anew after the next freeze.")
    why = await noted_why(page, asks)
    by = why and await decided_by(page, say("Who unfreezes the files?"))
    if by:
        said = say("The files may be changed again; then freeze them anew.")
        await done(page, Unfreeze(tuple(by), why), said=said)


async def recuse(page: AnyPage, deputy: str, name: str) -> None:
    """Note that a deputy does not mark a unit; where that tells who it is, ask first."""
    state = page.desk.state
    choices = tuple((one.id, one.name) for one in state.frozen.roster.units)
    asked = ScreenQuestion(
        say("For which unit is {deputy} recused?", deputy=name), choices=choices, plain=True
    )
    answers = await page.app.push_screen_wait(Asking(asked))
    if answers is None:
        return
    wanted = Recuse(deputy, answers[0])
    try:
        doubts = decide(page.desk.state, wanted).doubts
    except Forbidden as forbidden:
        page.tell(why_not(forbidden), bad=True)
        return
    if doubts:
        told = say("{doubts}. Enter: note it all the same. Esc: no.", doubts=doubts)
        if not await agreed_to(page, told):
            return
    units: Mapping[str, Phrase | str] = dict(choices)
    said = say("{deputy} is recused for {unit}.", deputy=name, unit=units[answers[0]])
    await done(page, wanted, said=said, noted=True)


async def _round_at(page: AnyPage, *stages: str) -> Round | None:
    """Return the round at one of ``stages``; where there are several, the one that is chosen."""
    found = {one.id: one for one in page.desk.state.current() if one.stage in stages}
    if len(found) < 2:  # noqa: PLR2004 - nothing to choose
        return next(iter(found.values()), None)
    names = page.desk.state.frozen.roster.unit_names
    choices = tuple((id_, names.get(id_, id_)) for id_ in found)
    asked = ScreenQuestion(say("Which round?"), choices=choices, plain=True)
    answers = await page.app.push_screen_wait(Asking(asked))
    return found[answers[0]] if answers else None


def _meant(attempt: Round, typed: str) -> Sheet | None:
    """Return the sheet whose number is ``typed``, with or without zeros in front."""
    typed = typed.strip()
    if typed in attempt.sheets or not typed:
        return attempt.sheets.get(typed)
    same = (one for number, one in attempt.sheets.items() if number.lstrip("0") == typed)
    return next(same, None)


def _stops(state: Meeting, wanted: Wish) -> tuple[Phrase, ...]:
    """Return what forbids ``wanted``, but for who decides and why, which are asked for later."""
    return tuple(
        one.message
        for one in what_stops(state, wanted)
        if one.code.partition(".")[0] not in ANYBODY
    )
