"""Going over what has happened once more (复核): each fact was allowed, each result is right.

Whoever can write a record can write one whose chains hold. So each fact is turned back into what
somebody must have wanted, and decided anew in the state in which it happened.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from scoring.meeting import facts as f
from scoring.meeting import intentions as i
from scoring.meeting.deciding import Forbidden, apply, decide
from scoring.meeting.state import Meeting
from scoring.wording import Phrase, say


class Disagreement(NamedTuple):
    """A fact that the engine would not have made where it stands."""

    position: int
    """Of the fact, from 1."""
    code: str
    message: Phrase


def retraced(facts: Sequence[f.Fact]) -> Iterator[Disagreement]:
    """Yield what does not agree, in the order of ``facts``."""
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


def _disagreements(
    state: Meeting, made: tuple[f.Fact, ...], position: int
) -> Iterator[Disagreement]:
    first = made[0]
    if isinstance(first, f.Created) != (position == 1):
        yield Disagreement(position, "verify.beginning", say("a record begins once"))
    wanted = _WANTED.get(type(first))
    if wanted is None:
        if not isinstance(first, f.Created | f.Noted):
            yield Disagreement(position, "verify.alone", _alone(first))
        return
    try:
        derived = decide(state, wanted(first, *made[1:])).facts
    except Forbidden as forbidden:
        for refusal in forbidden.refusals:
            told = say("{fact}: {why}", fact=first.kind, why=refusal.message)
            yield Disagreement(position, "verify.forbidden", told)
    except Exception as fault:  # noqa: BLE001 - as above
        yield Disagreement(position, "verify.fact", _unfit(first, fault))
    else:
        if derived != made:
            result = any(isinstance(fact, f.ResultComputed) for fact in (*made, *derived))
            code = "verify.result" if result else "verify.fact"
            yield Disagreement(position, code, _OTHER_RESULT if result else _other(first))


def _together(facts: Sequence[f.Fact], position: int) -> tuple[f.Fact, ...]:
    """Return the facts from ``position`` on that one intention made."""
    first, end = facts[position], position + 1
    followers = _FOLLOWERS.get(type(first), ())
    if followers is _ANY_ANSWERS:
        while end < len(facts) and isinstance(facts[end], f.DeputiesListed | f.AnswersListed):
            end += 1
        return tuple(facts[position:end])
    if isinstance(first, f.CellRuled):
        return tuple(facts[position : _correction(facts, position)])
    for kind in followers:
        if end < len(facts) and isinstance(facts[end], kind):
            end += 1
        else:
            return (first,)
    return tuple(facts[position:end])


def _correction(facts: Sequence[f.Fact], position: int) -> int:
    """Return where a correction ends: cells, what is said of each, and the result they make."""
    end = position
    while isinstance(_at(facts, end), f.CellRuled) and isinstance(_at(facts, end + 1), f.Corrected):
        end += 2
    whole = end > position and isinstance(_at(facts, end), f.ResultComputed)
    return end + 1 if whole else position + 1


def _at(facts: Sequence[f.Fact], position: int) -> f.Fact | None:
    return facts[position] if position < len(facts) else None


_ANY_ANSWERS: tuple[type[f.Fact], ...] = (f.DeputiesListed, f.AnswersListed)
_FOLLOWERS: Mapping[type[f.Fact], tuple[type[f.Fact], ...]] = {
    f.Frozen: _ANY_ANSWERS,
    f.Ruled: (f.CellRuled,),
}
"""What follows on a fact in the same breath."""

Wanted: TypeAlias = Callable[..., i.Intention]
Made: TypeAlias = Any


def _spot(fact: Made) -> tuple[str, str, str, str]:
    return fact.round, fact.sheet, fact.unit, fact.criterion


_WANTED: Mapping[type[f.Fact], Wanted] = {
    f.Frozen: lambda one, roster, *answers: i.Freeze(one, roster, tuple(answers)),
    f.Unfrozen: lambda one: i.Unfreeze(one.by, one.reason),
    f.CheckedIn: lambda one: i.CheckIn((one.deputy,)),
    f.Left: lambda one: i.Leave((one.deputy,)),
    f.Recused: lambda one: i.Recuse(one.deputy, one.unit),
    f.RoundOpened: lambda one: i.OpenRound(one.round),
    f.RoundPaused: lambda one: i.PauseRound(one.round),
    f.RoundResumed: lambda one: i.ResumeRound(one.round),
    f.RoundCollected: lambda one: i.CollectRound(one.round),
    f.RoundVoided: lambda one: i.VoidRound(one.round, one.by, one.reason),
    f.SheetsIssued: lambda one: i.Issue(
        one.round, one.issued, one.took_none, one.printed, one.cancelled
    ),
    f.SheetsReturned: lambda one: i.Receive(one.round, one.numbers, one.group),
    f.SheetsWithdrawn: lambda one: i.Withdraw(one.round, one.numbers),
    f.SheetsKept: lambda one: i.Keep(one.round, one.kept),
    f.DifferenceExplained: lambda one: i.ExplainDifference(one.round, one.line, one.reason, one.by),
    f.HandedOver: lambda one: i.HandOver(one.round, one.by),
    f.CellRead: lambda one: i.Read(
        one.round, one.by, ((one.sheet, one.unit, one.criterion, one.cell),), one.third
    ),
    f.CellCleared: lambda one: i.Clear(one.round, one.by, ((one.sheet, one.unit, one.criterion),)),
    f.Queried: lambda one: i.Query(*_spot(one), one.by, one.note),
    f.Ruled: lambda one, value: i.Rule(*_spot(one), value.cell, one.by, one.reason),
    f.CellRuled: lambda *made: i.Correct(
        tuple((*_spot(one), one.cell) for one in made if isinstance(one, f.CellRuled)),
        made[1].by,
        made[1].reason,
    ),
    f.SheetVoided: lambda one: i.VoidSheet(one.round, one.sheet, one.by, one.reason),
    f.WarningAccepted: lambda one: i.Accept(*_spot(one), one.by, one.note),
    f.ResultComputed: lambda _one: i.Count(),
    f.Certified: lambda one: i.Certify(one.by),
    f.UnitRevealed: lambda _one: i.RevealNext(),
    f.Revealed: lambda _one: i.Reveal(),
}

_OTHER_RESULT = say("the result that is derived from the facts before it is another one")


def _other(fact: f.Fact) -> Phrase:
    return say("{fact}: the facts before it make another of it", fact=fact.kind)


def _alone(fact: f.Fact) -> Phrase:
    return say("{fact} stands alone, without what it belongs to", fact=fact.kind)


def _unfit(fact: f.Fact, fault: Exception) -> Phrase:
    return say(
        "{fact} cannot have happened here ({kind})", fact=fact.kind, kind=type(fault).__name__
    )
