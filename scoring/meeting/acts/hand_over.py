"""Handing over (交接): one person says that their reading of a round is complete.

Once, and for good: after it this officer keys nothing more in the round, apart from third readings
of what others read. Every sheet that they began must be whole, unless as many others as it takes
have read it. When enough have handed over, the differences between them come into sight.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Signing, which_round
from scoring.meeting.facts import RoundFact
from scoring.meeting.people_needed import stranded
from scoring.meeting.reading_rules import left_to_read
from scoring.meeting.refusals import Refusal, unfit
from scoring.meeting.sheet_checks import read_by_others
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.state import Meeting, Round
from scoring.meeting.typed_words import round_id
from scoring.meeting.wishes import OfRound
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class HandOver(OfRound):
    """Say that one's reading is complete."""

    by: str


@dataclass(frozen=True, slots=True)
class HandedOver(RoundFact):
    """A person's reading of a round is complete."""

    kind = "handed-over"
    changes_state = True
    timed_since = 2
    by: str


def _decided(wish: HandOver, state: Meeting) -> Told:
    attempt = state.round(wish.round)
    yield from unfit(state, (wish.by,), 1)
    yield from _not_finished(state, attempt, wish.by)
    if wish.by in attempt.handed_over:
        yield Refusal("handover.twice", say("{by} has handed over already", by=wish.by))
    yield HandedOver(attempt.id, attempt.attempt, wish.by)


def _not_finished(state: Meeting, attempt: Round, by: str) -> Iterator[Refusal]:
    """Yield what keeps the reading of ``by`` from being complete, or nobody could complete."""
    own = {
        number: sheet.readings[by]
        for number, sheet in attempt.sheets.items()
        if sheet.readings.get(by) and not sheet.void
    }
    if not own:
        yield Refusal("handover.nothing", say("{by} has read nothing", by=by))
        return
    # A sheet that somebody began and two others have read whole is nobody's to finish: what was
    # keyed there counts for nothing, and does not hold this person up.
    unfinished = tuple(
        number
        for number in own
        if len(own[number]) < len(attempt.spots) and not read_by_others(state, attempt, number)
    )
    if unfinished:
        told = sheets_said(unfinished)
        yield Refusal(
            "handover.unfinished", say("these sheets have empty cells: {sheets}", sheets=told)
        )
        return
    lost = stranded(state, attempt, by)
    if lost:
        told = sheets_said(lost)
        yield Refusal(
            "handover.last",
            say("nobody would be left who could read these sheets: {sheets}", sheets=told),
        )


def _happened(fact: HandedOver, state: Meeting) -> Meeting:
    attempt = state.attempt(fact)
    return state.with_round(replace(attempt, handed_over=attempt.handed_over | {fact.by}))


def _wished(state: Meeting, answers: Answers) -> tuple[HandOver]:
    return (HandOver(round_id(state, answers.perhaps("round")), answers.by[0]),)


def _left_unread(state: Meeting, wishes: Sequence[HandOver]) -> Phrase | None:
    """Return the question where somebody hands over part of a reading: which sheets they leave."""
    for wish in wishes:
        left = left_to_read(state, state.round(wish.round), wish.by)
        if left:
            return say(
                "{by} has not read {sheets}. Handing over is for good: hand over what is read?",
                by=state.frozen.roster.officer_names.get(wish.by, wish.by),
                sheets=sheets_said(tuple(sheet.number for sheet in left)),
            )
    return None


HAND_OVER = Act(
    name="hand-over",
    wish=HandOver,
    stages=("collected",),
    conditions=say("sheets that one has read, and no empty cell on them; once"),
    refuses=("handover.nothing", "handover.unfinished", "handover.last", "handover.twice"),
    decided=_decided,
    happenings=(
        Happening(
            HandedOver,
            lambda _fact, _called: say("reading handed over"),
            _happened,
            holds=say("by whom"),
        ),
    ),
    again=lambda fact: HandOver(fact.round, fact.by),
    asks=(
        which_round(by_place=False),
        Ask(
            name="partly",
            kind="flag",
            does=say("Hand over part of a reading, without being asked."),
            option="--partly",
            needed=False,
        ),
    ),
    questioned=_left_unread,
    unasked="partly",
    signing=Signing(asks=say("Whose reading is complete?")),
    wished=_wished,
    command=Command(
        "hand-over",
        say("Say that OFFICER has read everything, and changes nothing more."),
    ),
)
