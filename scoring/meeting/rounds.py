"""The life of a round (轮次): opened, paused, collected, voided; differences explained."""

from dataclasses import replace

from scoring.meeting.attendance import quorate
from scoring.meeting.deciding import (
    Refusal,
    Told,
    applied,
    needed_officers,
    of_round,
    told,
    unfit,
    with_round,
    without_reason,
    wrong_phase,
    wrong_stage,
)
from scoring.meeting.facts import (
    DifferenceExplained,
    RoundCollected,
    RoundFact,
    RoundOpened,
    RoundPaused,
    RoundResumed,
    RoundVoided,
)
from scoring.meeting.intentions import (
    CollectRound,
    ExplainDifference,
    OfRound,
    OpenRound,
    PauseRound,
    ResumeRound,
    VoidRound,
)
from scoring.meeting.reconciliation import unsettled
from scoring.meeting.state import Meeting
from scoring.meeting.verification import reconciliation
from scoring.wording import say


@told.register
def _(intention: OpenRound, state: Meeting) -> Told:
    yield from wrong_phase(state, "frozen", "open")
    stopped = tuple(wrong_stage(state, intention.round, "waiting"))
    yield from stopped
    if stopped:
        return
    others = tuple(attempt.id for attempt in state.rounds.values() if attempt.live)
    if others:
        yield Refusal("round.another", say("the round {ids} is still open", ids=others))
    if not state.attendance.present:
        yield Refusal("round.nobody", say("nobody is checked in"))
    elif not quorate(state):
        yield Refusal(
            "round.quorum",
            say(
                "{present} of {members} are present; more than {quorum} of them are needed",
                present=len(state.attendance.present),
                members=len(state.frozen.roster.deputies),
                quorum=str(state.frozen.scheme.procedure.quorum),
            ),
        )
    attempt = state.round(intention.round)
    yield RoundOpened(attempt.id, attempt.attempt, len(state.attendance.present))


@told.register
def _(intention: PauseRound, state: Meeting) -> Told:
    yield from _simply(intention, state, RoundPaused, "open")


@told.register
def _(intention: ResumeRound, state: Meeting) -> Told:
    yield from _simply(intention, state, RoundResumed, "paused")


@told.register
def _(intention: CollectRound, state: Meeting) -> Told:
    yield from _simply(intention, state, RoundCollected, "open", "paused")
    if any(wrong_stage(state, intention.round, "open", "paused")):
        return
    attempt = state.round(intention.round)
    if attempt.issued is None:
        yield Refusal("round.not-issued", say("it is not said how many sheets were issued"))
    elif len(attempt.sheets) > attempt.issued:
        yield Refusal(
            "round.too-many",
            say(
                "{returned} sheets came back, {issued} were issued: enter the count again, "
                "or void the round",
                returned=len(attempt.sheets),
                issued=attempt.issued,
            ),
        )
    for one in unsettled(reconciliation(state, attempt)):
        yield Refusal(
            "round.unreconciled",
            say(
                "the line {line} does not balance by {difference}; correct it, or explain it",
                line=one.name,
                difference=one.difference,
            ),
        )


@told.register
def _(intention: VoidRound, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused", "collected"))
    yield from stopped
    yield from without_reason(intention.reason)
    if stopped:
        return
    yield from unfit(state, intention.by, needed_officers(state))
    attempt = state.round(intention.round)
    yield RoundVoided(attempt.id, attempt.attempt, intention.by, intention.reason)


@told.register
def _(intention: ExplainDifference, state: Meeting) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, "open", "paused", "collected"))
    yield from stopped
    yield from without_reason(intention.reason)
    if stopped:
        return
    yield from unfit(state, (intention.by,), 1)
    attempt = state.round(intention.round)
    open_lines = {one.name: one.difference for one in reconciliation(state, attempt)}
    names = tuple(name for name, difference in open_lines.items() if difference)
    if intention.line not in names:
        yield Refusal(
            "line.balanced",
            say("{line} is not a line with a difference; these are: {lines}",
                line=intention.line, lines=names or (say("none"),)),
        )  # fmt: skip
    yield DifferenceExplained(
        attempt.id,
        attempt.attempt,
        intention.line,
        open_lines.get(intention.line, 0),
        intention.reason,
        intention.by,
    )


@applied.register
def _(fact: RoundOpened, state: Meeting) -> Meeting:
    attempt = replace(of_round(fact, state), stage="open", present=fact.present)
    return with_round(replace(state, phase="open"), attempt)


@applied.register
def _(fact: RoundPaused, state: Meeting) -> Meeting:
    return with_round(state, replace(of_round(fact, state), stage="paused"))


@applied.register
def _(fact: RoundResumed, state: Meeting) -> Meeting:
    return with_round(state, replace(of_round(fact, state), stage="open"))


@applied.register
def _(fact: RoundCollected, state: Meeting) -> Meeting:
    return with_round(state, replace(of_round(fact, state), stage="collected"))


@applied.register
def _(fact: RoundVoided, state: Meeting) -> Meeting:
    return with_round(state, replace(of_round(fact, state), stage="void"))


@applied.register
def _(fact: DifferenceExplained, state: Meeting) -> Meeting:
    attempt = of_round(fact, state)
    explained = {**attempt.explanations, fact.line: (fact.reason, fact.difference)}
    return with_round(state, replace(attempt, explanations=explained))


def _simply(intention: OfRound, state: Meeting, fact: type[RoundFact], *allowed: str) -> Told:
    stopped = tuple(wrong_stage(state, intention.round, *allowed))
    yield from stopped
    if not stopped:
        attempt = state.round(intention.round)
        yield fact(attempt.id, attempt.attempt)
