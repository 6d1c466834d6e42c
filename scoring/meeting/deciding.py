"""Deciding what is wished (裁决): the facts that a wish makes, or everything that forbids it.

The act of the wish is found in ``acts``. Phase and stage are checked here, and so are reasons and
counts, because every act says of itself which it needs; only then does the act decide.

>>> from scoring.meeting.acts import VoidRound
>>> [refusal.code for refusal in what_stops(Meeting(), VoidRound("all", ("J5", "J6"), ""))]
['state.phase', 'reason.missing']
"""

from collections.abc import Iterable, Iterator, Sequence

from scoring.meeting.act import Act, Told, apply_all
from scoring.meeting.acts import ACTS
from scoring.meeting.asks import SHORTEST_REASON
from scoring.meeting.facts import Fact
from scoring.meeting.refusals import (
    Decision,
    Doubt,
    Forbidden,
    Refusal,
    without_reason,
    wrong_phase,
    wrong_stage,
)
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


def decide(state: Meeting, wish: Wish) -> Decision:
    """Return the facts that ``wish`` makes in ``state``, and what is to be noted about them.

    Raises Forbidden with every condition that does not hold, each once. Raises KeyError where no
    act has such a wish.
    """
    # An act yields facts and refusals in any order, and need not stop at a refusal: one refusal is
    # enough for none of the facts to count.
    sayings = tuple(_sayings(state, wish))
    refusals = tuple(dict.fromkeys(one for one in sayings if isinstance(one, Refusal)))
    if refusals:
        raise Forbidden(refusals)
    return Decision(
        tuple(one for one in sayings if isinstance(one, Fact)),
        tuple(one.message for one in sayings if isinstance(one, Doubt)),
    )


def decide_all(state: Meeting, wishes: Iterable[Wish]) -> Decision:
    """Decide ``wishes`` one after the other, each on what the one before it makes.

    The decision holds the facts of all, in order; with the first that is forbidden all are, by
    Forbidden with the refusals of that one. ``state`` itself stays as it is.
    """
    facts: list[Fact] = []
    doubts: list[Phrase] = []
    for wish in wishes:
        decision = decide(state, wish)
        facts += decision.facts
        doubts += decision.doubts
        state = apply_all(state, decision.facts)
    return Decision(tuple(facts), tuple(doubts))


def what_stops(state: Meeting, wish: Wish) -> tuple[Refusal, ...]:
    """Return every condition that forbids ``wish`` now; empty: it may be done."""
    try:
        decide(state, wish)
    except Forbidden as forbidden:
        return forbidden.refusals
    return ()


def out_of_turn(state: Meeting, act: Act[Wish], round_id: str) -> Sequence[Refusal]:
    """Return why ``act`` may not be done now, whatever is answered; empty: it is its turn.

    Only phase and stage are looked at. ``round_id`` is ``all`` or a unit's id, and is not looked
    at where the act is not about a round.
    """
    return (
        *(wrong_phase(state, *act.phases) if act.phases else ()),
        *(wrong_stage(state, round_id, *act.stages) if act.stages else ()),
    )


def _sayings(state: Meeting, wish: Wish) -> Told:
    act = ACTS.of(wish)
    stopped = out_of_turn(state, act, getattr(wish, "round", ""))
    yield from stopped
    yield from _unsaid(act, wish, in_words=state.by_format_2)
    if not stopped:
        yield from act.decided(wish, state)


def _unsaid(act: Act[Wish], wish: Wish, *, in_words: bool) -> Iterator[Refusal]:
    """Yield what is wrong with reasons and counts, at whatever stage."""
    for ask in act.asks:
        said = getattr(wish, ask.name, None)
        if ask.kind in SHORTEST_REASON:
            yield from without_reason(said or "", ask.kind, in_words=in_words)
        elif ask.kind == "count" and isinstance(said, int) and said < 0:
            yield Refusal("round.negative", say("a count is not below zero"))
