"""Revealing the whole result at once (揭晓).

Only a certified version can be revealed. Of one that was revealed place by place this is the end:
``reveal_next`` makes the same fact with the last place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Move, Told
from scoring.meeting.asks import Answers
from scoring.meeting.facts import Fact
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Reveal(Wish):
    """Show the result."""


@dataclass(frozen=True, slots=True)
class Revealed(Fact):
    """揭晓: the whole ranking may be seen."""

    kind = "result-revealed"
    changes_state = True
    version: int


def _decided(_wish: Reveal, state: Meeting) -> Told:
    yield Revealed(state.versions[-1].number)


def _happened(_fact: Revealed, state: Meeting) -> Meeting:
    last = replace(state.versions[-1], revealed=True)
    return replace(state, phase="revealed", versions=(*state.versions[:-1], last))


def _said(fact: Revealed, _called: Called) -> Phrase:
    return say("Version {version} revealed", version=fact.version)


def _wished(_state: Meeting, answers: Answers) -> Sequence[Reveal]:
    return () if answers.flag("only_next") else (Reveal(),)


REVEAL = Act(
    name="reveal",
    wish=Reveal,
    phases=("certified",),
    moves=(Move("certified", "revealed"),),
    decided=_decided,
    happenings=(Happening(Revealed, _said, _happened, holds=say("version")),),
    again=lambda _fact: Reveal(),
    agrees=say("Reveal all places at once? Enter: yes. Esc: no; F8 then reveals one by one."),
    wished=_wished,
    command=Command("reveal", say("Reveal the result (揭晓).")),
    coded=True,
)
