"""Revealing one more place (逐一揭晓), from the last to the first.

Nothing is asked: which units come next follows from ``places.next_place``, and level ones come
together, a fact each. With the last place the fact is ``Revealed``, and the meeting is revealed as
if at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Move, Told
from scoring.meeting.acts.reveal import Revealed
from scoring.meeting.asks import Answers, Ask
from scoring.meeting.facts import Fact
from scoring.meeting.places import next_place
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class RevealNext(Wish):
    """Show one more place, from the last to the first."""

    alone: bool = False
    """One unit, though others stand at its place: how each fact of a record is gone over, because
    there was a time when level units were revealed one after the other."""


@dataclass(frozen=True, slots=True)
class UnitRevealed(Fact):
    """逐一揭晓: one more unit's place may be seen; for the last place it is ``Revealed``."""

    kind = "unit-revealed"
    changes_state = True
    timed_since = 2
    version: int
    unit: str


def _decided(wish: RevealNext, state: Meeting) -> Told:
    last = state.versions[-1]
    # From the last unit on, as ``hidden`` is: so a record reads as if each came by itself.
    coming = last.hidden[:1] if wish.alone else tuple(reversed(next_place(state)))
    # Of seven places six are revealed one by one; the seventh fact is that all may be seen.
    if len(coming) >= len(last.hidden):
        yield Revealed(last.number)
    else:
        yield from (UnitRevealed(last.number, unit) for unit in coming)


def _happened(fact: UnitRevealed, state: Meeting) -> Meeting:
    last = state.versions[-1]
    last = replace(last, shown=last.shown | {fact.unit})
    return replace(state, versions=(*state.versions[:-1], last))


def _said(fact: UnitRevealed, called: Called) -> Phrase:
    return say("Version {version}: the place of {unit} revealed",
               version=fact.version, unit=called.unit(fact.unit))  # fmt: skip


def _wished(_state: Meeting, answers: Answers) -> Sequence[RevealNext]:
    return (RevealNext(),) if answers.flag("only_next") else ()


def _still_hidden(state: Meeting, _facts: Sequence[Fact]) -> Iterator[Phrase]:
    if left := len(state.versions[-1].hidden):
        yield say("Still to be revealed: {count}", count=left)


REVEAL_NEXT = Act(
    name="reveal-next",
    wish=RevealNext,
    phases=("certified",),
    moves=(
        Move(
            "certified",
            "certified",
            say("more than one place is left: the next from the last to the first is revealed"),
        ),
        Move("certified", "revealed", say("one place was left to be revealed: the first")),
    ),
    decided=_decided,
    happenings=(
        Happening(
            UnitRevealed,
            _said,
            _happened,
            holds=say("version, which unit; not the last one, with which the result is revealed"),
        ),
    ),
    again=lambda _fact: RevealNext(alone=True),
    asks=(
        Ask(
            name="only_next",
            kind="flag",
            does=say("Only the next place, from the last to the first."),
            option="--next",
            needed=False,
        ),
    ),
    wished=_wished,
    command=Command("reveal", say("Reveal the result (揭晓).")),
    after=_still_hidden,
)
