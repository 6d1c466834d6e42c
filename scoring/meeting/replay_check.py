"""Going over what has happened once more (复核): each fact was allowed, each result is right.

Whoever can write a record can write one whose chains hold. So each fact is turned back into what
somebody must have wanted, and decided anew in the state in which it happened: what comes out has
to be the very facts that stand there.

>>> from scoring.meeting.acts import Created, RoundPaused
>>> [(one.position, one.code) for one in retraced([Created("1.0"), RoundPaused("all", 1)])]
[(2, 'verify.forbidden'), (2, 'verify.fact')]
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.meeting.act import alone, apply
from scoring.meeting.acts import ACTS, Created, Noted, ResultComputed
from scoring.meeting.deciding import decide
from scoring.meeting.facts import Fact
from scoring.meeting.refusals import Forbidden
from scoring.meeting.state import Meeting
from scoring.wording import Phrase, say


class Disagreement(NamedTuple):
    """A fact that the engine would not have made where it stands."""

    position: int
    """Of the fact, from 1."""
    code: str
    message: Phrase


def retraced(facts: Sequence[Fact]) -> Iterator[Disagreement]:
    """Yield what does not agree, in the order of ``facts``; nothing where all is as it should be.

    ``facts``: all of a record, from its beginning, both chains as one. It ends at a fact that
    cannot be taken into the state: what stands behind it would be judged in a state that was not.
    """
    # Several facts of one wish are decided together: ``SheetsIssued`` alone is one, but ``Ruled,
    # CellRuled`` are what one ruling made. How many belong together the act says (``Act.made``);
    # where the second is missing, the first alone is turned back, and does not come out again.
    state = Meeting()
    position = 0
    while position < len(facts):
        made = _together(facts, position)
        yield from _disagreements(state, made, position + 1)
        for fact in made:
            try:
                state = apply(state, fact)
            except Exception as fault:  # noqa: BLE001 - a forged record may hold anything
                yield Disagreement(position + 1, "verify.fact", _unfit(fact, fault))
                return
        position += len(made)


def _disagreements(state: Meeting, made: tuple[Fact, ...], position: int) -> Iterator[Disagreement]:
    first = made[0]
    if isinstance(first, Created) != (position == 1):
        yield Disagreement(position, "verify.beginning", say("a record begins once"))
    act = ACTS.making(first)
    if act is None:
        if not isinstance(first, Created | Noted):
            yield Disagreement(position, "verify.alone", _alone(first))
        return
    try:
        derived = decide(state, act.again(*made)).facts
    except Forbidden as forbidden:
        for refusal in forbidden.refusals:
            told = say("{fact}: {why}", fact=first.kind, why=refusal.message)
            yield Disagreement(position, "verify.forbidden", told)
    except Exception as fault:  # noqa: BLE001 - as above
        yield Disagreement(position, "verify.fact", _unfit(first, fault))
    else:
        if derived != made:
            result = any(isinstance(fact, ResultComputed) for fact in (*made, *derived))
            code = "verify.result" if result else "verify.fact"
            yield Disagreement(position, code, _OTHER_RESULT if result else _other(first))


def _together(facts: Sequence[Fact], position: int) -> tuple[Fact, ...]:
    """Return the facts from ``position`` on that one wish made."""
    act = ACTS.making(facts[position])
    # Most acts make one fact, and a record has thousands of marks: the rest of it is copied for
    # those alone that may have more.
    if act is None or act.made is alone:
        return (facts[position],)
    return tuple(facts[position : position + act.made(facts[position:])])


_OTHER_RESULT = say("the result that is derived from the facts before it is another one")


def _other(fact: Fact) -> Phrase:
    return say("{fact}: the facts before it make another of it", fact=fact.kind)


def _alone(fact: Fact) -> Phrase:
    return say("{fact} stands alone, without what it belongs to", fact=fact.kind)


def _unfit(fact: Fact, fault: Exception) -> Phrase:
    return say(
        "{fact} cannot have happened here ({kind})", fact=fact.kind, kind=type(fault).__name__
    )
