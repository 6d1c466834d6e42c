"""What every decision has in common: refusals, doubts, officers, reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import NamedTuple, TypeAlias

from scoring.errors import PingyiError
from scoring.meeting.facts import Fact, RoundFact
from scoring.meeting.intentions import Intention
from scoring.meeting.state import Meeting, Phase, Round
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Refusal:
    """One condition that does not hold."""

    code: str
    message: Phrase


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that does not forbid, and should be known before going on."""

    message: Phrase


Told: TypeAlias = Iterator[Fact | Refusal | Doubt]


class Decision(NamedTuple):
    """What an intention makes."""

    facts: tuple[Fact, ...]
    doubts: tuple[Phrase, ...] = ()


class Forbidden(PingyiError):
    """The meeting's state forbids it; ``refusals`` names every condition that does not hold."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        """Return a line for each condition, with its code."""
        lines = (f"{refusal.message} [{refusal.code}]" for refusal in self.refusals)
        return "\n".join(dict.fromkeys(lines))


@singledispatch
def told(intention: Intention, state: Meeting) -> Told:
    """Yield the facts that ``intention`` makes in ``state``, and what forbids it."""
    raise NotImplementedError(type(intention))


@singledispatch
def applied(fact: Fact, state: Meeting) -> Meeting:
    """Return ``state`` after ``fact``; facts that change nothing have no case of their own."""
    del fact
    return state


def decide(state: Meeting, intention: Intention) -> Decision:
    """Return the facts that ``intention`` makes.

    Raises Forbidden with every condition that does not hold.
    """
    sayings = tuple(told(intention, state))
    refusals = tuple(dict.fromkeys(one for one in sayings if isinstance(one, Refusal)))
    if refusals:
        raise Forbidden(refusals)
    return Decision(
        tuple(one for one in sayings if isinstance(one, Fact)),
        tuple(one.message for one in sayings if isinstance(one, Doubt)),
    )


def apply(state: Meeting, fact: Fact) -> Meeting:
    """Return the state after ``fact``. It has happened: nothing is refused here."""
    return applied(fact, state)


def what_stops(state: Meeting, intention: Intention) -> tuple[Refusal, ...]:
    """Return every condition that forbids ``intention`` now; empty: it may be done."""
    try:
        decide(state, intention)
    except Forbidden as forbidden:
        return forbidden.refusals
    return ()


def wrong_phase(state: Meeting, *allowed: Phase) -> Iterator[Refusal]:
    """Yield a refusal unless the meeting is in one of the phases ``allowed``."""
    if state.phase not in allowed:
        yield Refusal(
            "state.phase",
            say(
                "the meeting is {phase}; this can be done only while it is {allowed}",
                phase=PHASES[state.phase],
                allowed=tuple(PHASES[phase] for phase in allowed),
            ),
        )


def unfit(
    state: Meeting, by: tuple[str, ...], needed: int, *, readers: Iterable[str] = ()
) -> Iterator[Refusal]:
    """Yield what is wrong with the officers ``by``: unknown, too few, or readers of the sheet.

    Where one officer is enough, nobody else may be there: then a reader may decide.
    """
    known = {officer.id for officer in state.frozen.roster.officers}
    unknown = tuple(sorted(set(by) - known))
    if unknown:
        yield Refusal(
            "officer.unknown", say("{officers} is not in the list of officers", officers=unknown)
        )
    if len(set(by)) < needed:
        yield Refusal(
            "officer.second",
            say("this takes {needed} officers who are not the same person", needed=needed),
        )
    readers_too = tuple(sorted(set(by) & set(readers)))
    if readers_too and needed_officers(state) > 1:
        yield Refusal(
            "officer.read-it",
            say("{officers} read this sheet and cannot decide about it", officers=readers_too),
        )


def needed_officers(state: Meeting) -> int:
    """Return how many officers it takes to rule, void and correct: 1 or 2."""
    return state.frozen.scheme.procedure.officers


def without_reason(reason: str) -> Iterator[Refusal]:
    """Yield a refusal where no reason is given."""
    if not reason.strip():
        yield Refusal("reason.missing", say("a reason is needed; it goes into the minutes"))


def wrong_stage(state: Meeting, round_id: str, *allowed: str) -> Iterator[Refusal]:
    """Yield a refusal unless the meeting has the round, at one of the stages ``allowed``."""
    if state.rules is None:
        yield from wrong_phase(state, "frozen", "open")
    elif round_id not in state.rules.round_ids:
        yield Refusal(
            "round.unknown",
            say("there is no round {id}; these are: {ids}", id=round_id, ids=state.rules.round_ids),
        )
    else:
        yield from not_at_stage(state.round(round_id), *allowed)


def not_at_stage(attempt: Round, *allowed: str) -> Iterator[Refusal]:
    """Yield a refusal unless this attempt at a round is at one of the stages ``allowed``."""
    if attempt.stage not in allowed:
        yield Refusal(
            "round.stage",
            say(
                "the round is {stage}; this can be done only while it is {allowed}",
                stage=STAGES[attempt.stage],
                allowed=tuple(STAGES[stage] for stage in allowed),
            ),
        )


def of_round(fact: RoundFact, state: Meeting) -> Round:
    """Return the attempt that ``fact`` is about."""
    known = state.rounds.get((fact.round, fact.attempt))
    return known or Round(fact.round, fact.attempt, state.frozen.spots(fact.round))


def with_round(state: Meeting, attempt: Round) -> Meeting:
    """Return ``state`` with ``attempt`` as it is now."""
    return replace(state, rounds={**state.rounds, (attempt.id, attempt.attempt): attempt})


PHASES: Mapping[Phase, Phrase] = {
    "draft": say("being prepared"),
    "frozen": say("frozen"),
    "open": say("in progress"),
    "counted": say("fully counted"),
    "certified": say("certified"),
    "revealed": say("revealed"),
}
STAGES: Mapping[str, Phrase] = {
    "waiting": say("waiting"),
    "open": say("open"),
    "paused": say("paused"),
    "collected": say("collected"),
    "counted": say("fully counted"),
    "void": say("declared void"),
}
