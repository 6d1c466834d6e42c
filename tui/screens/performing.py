"""Doing an act of a meeting at a screen (办理): asked, signed, done, and told in its own words.

Everything comes from the act itself: its questions, who signs, and what is told. So an act that is
added can be done here as it stands. One dialogue asks it all: what, why, and who signs; it goes
when the act is done, and stays where that is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from scoring.errors import PingyiError
from scoring.meeting import Meeting, decide_all
from scoring.meeting.act import Act
from scoring.meeting.acts import ACTS
from scoring.meeting.asks import SHORTEST_REASON, WHY_IT_IS, Answers, Ask, Known
from scoring.meeting.deciding import out_of_turn
from scoring.meeting.refusals import needed_officers
from scoring.meeting.state import Round, RoundStage
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say
from tui.frame.acting import happened, why_not
from tui.frame.asking import Asking, Sure, agreed_to
from tui.frame.questions import WHAT, WHY, ScreenQuestion
from tui.host import AnyPage
from tui.screens.signing import People, Signers, officers_listed, signers

NOTHING_KNOWN: Known = {}
GIVEN_UP = say("Given up: nothing was recorded.")


class Subject(NamedTuple):
    """One thing that an act is done to."""

    known: Known = NOTHING_KNOWN
    """What need not be asked about it."""
    instead: Mapping[str, ScreenQuestion] = {}
    """Questions asked of this one, in place of the act's own, by the name of the ask."""


async def perform(
    page: AnyPage,
    act: Act[Any],
    known: Known = NOTHING_KNOWN,
    *,
    by: tuple[str, ...] = (),
    about: Callable[[bool], Sequence[Phrase | str]] | None = None,
) -> Phrase | None:
    """Do ``act``: ask what is not ``known``, let officers sign, do it, and tell what happened.

    ``by``: who answers for it, where that is known. ``about``: what stands above the questions, as
    ``Asking`` has it. Returns what was told; None where it was not done.
    """
    with page.interface.between_questions():
        if act.stages and "round" not in known:
            attempt = await round_at(page, act.stages)
            if attempt is None:
                page.tell(_not_now(page.desk.state, act), bad=True)
                return None
            known = {**known, "round": attempt.id}
        if act.agrees and not await agreed_to(page, act.agrees):
            return None
        title = _title(act) if act.signing else ""
        undertaking = Undertaking(page, act, (Subject(known),), by, title)
        return await undertaking.done(about)


async def perform_all(
    page: AnyPage, act: Act[Any], subjects: Sequence[Subject], title: Phrase
) -> Phrase | None:
    """Do ``act`` to each of ``subjects``, all or nothing, under one reason and those who sign once.

    ``title`` stands above. Returns what was told; None where it was not done.
    """
    with page.interface.between_questions():
        return await Undertaking(page, act, tuple(subjects), (), title).done()


class Undertaking:
    """An act that is being asked, signed and done, to one thing or to several."""

    # The questions are those of each subject, then those that are asked once for all, then who
    # signs. Of two cells to be ruled: mark of the first, mark of the second, reason, first officer,
    # PIN, second officer, PIN. The wishes of both are decided together, so both are ruled or none.

    def __init__(
        self,
        page: AnyPage,
        act: Act[Any],
        subjects: tuple[Subject, ...],
        by: tuple[str, ...],
        title: Phrase | str,
    ) -> None:
        self._page, self._act, self._subjects = page, act, subjects
        self._by, self._title = by, title
        self._asked: list[tuple[int | None, Ask]] = []
        """Each ask with the place of the subject that it is about; None: of all."""
        self._questions: list[ScreenQuestion] = []
        self._signers: Signers | None = None
        self._told: Phrase | None = None

    async def done(
        self, about: Callable[[bool], Sequence[Phrase | str]] | None = None
    ) -> Phrase | None:
        """Ask, do it and tell; return what was told, None where it was not done."""
        page = self._page
        try:
            nothing = self._ask() or await self._let_sign()
        except (PingyiError, OSError) as error:
            nothing = why_not(error)
        if nothing:
            page.interface.forget_typed()
            page.tell(nothing, bad=True)
            return None
        if self._questions or self._signers:
            dialogue = Asking(title=self._title, plan=self._plan, ending=self._end, about=about)
            if await page.app.push_screen_wait(dialogue) is None:
                page.interface.forget_typed()
                page.tell(GIVEN_UP)
                return None
        else:
            refused = await self._end((), sure=False)
            if isinstance(refused, Sure) and await agreed_to(page, refused.told):
                refused = await self._end((), sure=True)
            if isinstance(refused, Phrase):
                page.tell(refused, bad=True)
        if self._told:
            page.tell(self._told)
        return self._told

    def _ask(self) -> Phrase | None:
        """Make the questions that are not about who signs; return why there can be none."""
        state = self._page.desk.state
        for place, one in enumerate(self._subjects):
            own = [ask for ask in self._act.asks if ask.name in one.instead]
            self._asked += [(place, ask) for ask in own]
            self._questions += [self._parted(one.instead[ask.name], ask) for ask in own]
        first = self._subjects[0]
        for ask in self._act.asks:
            if ask.name in first.known or ask.name in first.instead:
                continue
            if ask.asks is None or not ask.when(state):
                continue
            question = _question(state, ask, first.known)
            if ask.nothing and not question.choices:
                return ask.nothing
            self._asked.append((None, ask))
            self._questions.append(self._parted(question, ask))
        return None

    def _parted(self, question: ScreenQuestion, ask: Ask) -> ScreenQuestion:
        """Return ``question`` under its heading, where officers sign below it."""
        if not self._act.signing or self._by:
            return question
        least = SHORTEST_REASON.get(ask.kind)
        if least is None:
            return replace(question, part=question.part or WHAT)
        asks = "" if question.asks == WHY_IT_IS else question.asks
        note = say("at least {count} characters", count=least)
        return replace(question, asks=asks, part=WHY, note=note)

    async def _let_sign(self) -> Phrase | None:
        """Make the part in which officers sign; return why nobody can."""
        signing, state = self._act.signing, self._page.desk.state
        if signing is None or self._by:
            return None
        owed = needed_officers(state) if signing.owed else 1
        people = self._people(())
        if len(people) < owed:
            return say("This takes {needed} officers, and of those there are only {count} may: "
                       "{people}", needed=owed, count=len(people),
                       people=tuple(str(name) for _, name in people))  # fmt: skip
        pins = signing.owed and state.frozen.scheme.procedure.signed
        self._signers = await signers(self._page, signing.asks, owed, people, pins=pins)
        return None

    def _people(self, answers: tuple[str, ...]) -> People:
        """Return who may sign, as far as it follows from the ``answers``."""
        signing, state = self._act.signing, self._page.desk.state
        if signing is None:
            return ()
        roles = signing.roles if needed_officers(state) > 1 else ()
        without: set[str] = set()
        for known in self._known(answers):
            try:
                without |= {*signing.without(state, known)}
            except LookupError:  # what it depends on is still to be answered
                return officers_listed(state, roles)
        return officers_listed(state, roles, tuple(without))

    def _known(self, answers: tuple[str, ...]) -> Iterator[dict[str, str]]:
        """Yield what is known of each subject, with what was answered so far."""
        state = self._page.desk.state
        answered = list(zip(self._asked, answers, strict=False))
        for place, one in enumerate(self._subjects):
            meant = {
                ask.name: ask.meant(state, one.known, answer)
                for (own, ask), answer in answered
                if own in {None, place}
            }
            yield {**one.known, **meant}

    def _plan(self, answers: tuple[str, ...]) -> Sequence[ScreenQuestion]:
        if self._signers is None or self._act.signing is None:
            return self._questions
        count = len(self._questions)
        people = self._people(answers[:count])
        all_there = officers_listed(self._page.desk.state, self._act.signing.roles)
        left_out = self._act.signing.left_out if len(people) < len(all_there) else ""
        return [*self._questions, *self._signers.questions(people, answers[count:], left_out)]

    def _doubts(self, wishes: Sequence[Wish]) -> tuple[Phrase, ...]:
        """Return what is to be known before; of several nothing: that is decided only once."""
        if len(self._subjects) > 1:
            return ()
        return decide_all(self._page.desk.state, wishes).doubts

    async def _end(self, answers: tuple[str, ...], sure: bool) -> Phrase | Sure | None:  # noqa: FBT001 - what a dialogue calls
        """Do what ``answers`` mean; return why not, or what is to be known before."""
        page, act = self._page, self._act
        by = self._by or answers[len(self._questions) :]
        wishes: list[Wish] = []
        try:
            for known in self._known(answers):
                own = Answers(known, by)
                wishes += act.wished(page.desk.state, own) if act.wished else ()
            if not sure and (doubts := self._doubts(wishes)):
                return Sure(say("{doubts}. Enter: note it all the same. Esc: no.", doubts=doubts))
            decision = await page.desk.do(*wishes)
        except (PingyiError, OSError) as error:
            return why_not(error)
        # The reconciliation stands on the desk anyway; what else an act adds is short.
        after = None if act.stages else act.after
        self._told = happened(page.desk.state, decision, after)
        return None


def _title(act: Act[Any]) -> Phrase | str:
    if act.label:
        return act.label
    return act.command.does if act.command else ""


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


def _question(state: Meeting, ask: Ask, known: Known) -> ScreenQuestion:
    return ScreenQuestion(
        ask.question(state, known),
        lambda typed: ask.refusal(state, known, typed),
        ask.usual(state),
        ask.choices(state, known),
        plain=ask.plain,
    )
