"""Whether enough are there (法定人数), and who speaks for whom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from scoring.meeting.facts import Fact
from scoring.meeting.refusals import Refusal
from scoring.meeting.state import Meeting
from scoring.wording import Phrase, say


def quorate(state: Meeting) -> bool:
    """Whether more than the quorum's share of the roster is present; true without a quorum.

    More, not as many: with a quorum of one half and 60 deputies it takes 31. Raises LookupError
    before the files are frozen.
    """
    quorum = state.frozen.scheme.procedure.quorum
    present, members = len(state.attendance.present), len(state.frozen.roster.deputies)
    return quorum is None or present > quorum * members


class Presence(NamedTuple):
    """How many are there, of whom (出席人数)."""

    members: int
    """应到."""
    present: int
    """实到: there now."""
    left: int
    absent: int
    """未到: not come yet."""
    late: int
    speakers: int
    speakers_present: int
    needed: int | None
    """How many it takes for a quorum; None without one."""
    majority: bool
    """Whether that is a majority (过半数)."""


def presence(state: Meeting) -> Presence:
    """Return how many are there; raises LookupError before the files are frozen."""
    there, deputies = state.attendance, state.frozen.roster.deputies
    quorum = state.frozen.scheme.procedure.quorum
    speakers = [one.id for one in deputies if one.speaker]
    return Presence(
        members=len(deputies),
        present=len(there.present),
        left=len(there.left),
        absent=len(deputies) - len(there.present) - len(there.left),
        late=len(there.late),
        speakers=len(speakers),
        speakers_present=sum(one in there.present for one in speakers),
        majority=quorum == Fraction(1, 2),
        needed=None if quorum is None else floor(quorum * len(deputies)) + 1,
    )


def speaker_doubts(state: Meeting) -> Iterator[Phrase]:
    """Yield the delegations of which no speaker, or more than one, is present.

    Nothing where no speaker at all is present: then the meeting makes no use of them.
    """
    speakers = Counter(
        deputy.delegation
        for deputy in state.frozen.roster.deputies
        if deputy.speaker and deputy.id in state.attendance.present
    )
    for delegation in dict.fromkeys(one.delegation for one in state.frozen.roster.deputies):
        if delegation and speakers and speakers[delegation] != 1:
            yield say(
                "{delegation} has {count} speakers present",
                delegation=delegation,
                count=speakers[delegation],
            )


def known_deputies(state: Meeting) -> frozenset[str]:
    """Return the ids of the deputies on the roster; none before it is frozen."""
    deputies = state.rules.roster.deputies if state.rules else ()
    return frozenset(deputy.id for deputy in deputies)


def unknown_deputy(deputy: str) -> Refusal:
    """Return the refusal of ``deputy``, as they were named, who is not on the roster."""
    return Refusal("deputy.unknown", say("{deputy} is not in the list of deputies", deputy=deputy))


def presence_told(state: Meeting, _facts: Sequence[Fact]) -> Iterator[Phrase]:
    """Yield how many are present, and whether that is enough."""
    present, members = len(state.attendance.present), len(state.frozen.roster.deputies)
    yield say("Present: {present} of {members}.", present=present, members=members)
    if not quorate(state):
        yield say("That is not a quorum yet.")
    yield from speaker_doubts(state)
