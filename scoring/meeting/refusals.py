"""Why something may not be done (不予办理), and what every act has to ask first.

A refusal is a value: a stable code, and a sentence for a person. The functions here are generators
that yield a refusal for each condition that does not hold, and nothing where all is well; so an
act passes them on with ``yield from``, and whoever asked is told everything at once.

>>> [(one.code, str(one.message)) for one in without_reason("  ")]
[('reason.missing', 'a reason is needed; it goes into the minutes')]
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.errors import PingyiError
from scoring.meeting.asks import AskKind, reason_fault
from scoring.meeting.facts import Fact
from scoring.meeting.state import Meeting, Phase, Round, RoundStage
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Refusal:
    """One condition that does not hold."""

    code: str
    """Stable and documented: ``sheet.unknown``."""
    message: Phrase


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that does not forbid, and should be known before going on."""

    message: Phrase


class Decision(NamedTuple):
    """What a wish makes."""

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
    """Yield what is wrong with the officers ``by`` (ids): unknown, too few, readers of the sheet.

    ``needed``: how many different people it takes. ``readers``: who read the sheet that is decided
    about, where one is. Where one officer is enough, nobody else may be there: then a reader may
    decide.
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


def without_sheets(state: Meeting) -> Iterator[Refusal]:
    """Yield a refusal where the scheme has no issue and receipt of sheets."""
    if not state.frozen.scheme.procedure.sheets:
        yield Refusal("sheets.none", say("this scheme counts no sheets out and in"))


def counts_sheets(state: Meeting) -> bool:
    """Whether the scheme has an issue and a receipt of sheets."""
    return state.frozen.scheme.procedure.sheets


def needed_officers(state: Meeting) -> int:
    """Return how many officers it takes to rule, void and correct: 1 or 2."""
    return state.frozen.scheme.procedure.officers


def without_reason(
    reason: str, kind: AskKind = "reason", *, in_words: bool = True
) -> Iterator[Refusal]:
    """Yield why ``reason`` will not do: it is empty, or blanks; it says nothing; it is too short.

    ``in_words``: whether it has to say something; a record of format 1 took whatever there was.
    """
    if not reason.strip():
        yield Refusal("reason.missing", say("a reason is needed; it goes into the minutes"))
    elif in_words and (fault := reason_fault(reason, kind)):
        yield Refusal("reason.words", say("this will not do as a reason: {fault}", fault=fault))


def wrong_stage(state: Meeting, round_id: str, *allowed: RoundStage) -> Iterator[Refusal]:
    """Yield a refusal unless the meeting has the round, at one of the stages ``allowed``.

    ``round_id`` is ``all`` or a unit's id; looked at is the last attempt at it.
    """
    if state.rules is None:
        yield from wrong_phase(state, "frozen", "open")
    elif round_id not in state.rules.round_ids:
        yield Refusal(
            "round.unknown",
            say("there is no round {id}; these are: {ids}", id=round_id, ids=state.rules.round_ids),
        )
    else:
        yield from not_at_stage(state.round(round_id), *allowed)


def not_at_stage(attempt: Round, *allowed: RoundStage) -> Iterator[Refusal]:
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


PHASES: Mapping[Phase, Phrase] = {
    "draft": say("being prepared"),
    "frozen": say("frozen"),
    "open": say("in progress"),
    "counted": say("fully counted"),
    "certified": say("certified"),
    "revealed": say("revealed"),
}
STAGES: Mapping[RoundStage, Phrase] = {
    "waiting": say("waiting"),
    "open": say("open"),
    "paused": say("paused"),
    "collected": say("collected"),
    "counted": say("fully counted"),
    "void": say("voided"),
}
