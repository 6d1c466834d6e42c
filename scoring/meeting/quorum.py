"""Whether enough are there (法定人数), and who speaks for whom."""

from collections import Counter
from collections.abc import Iterator, Sequence

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
