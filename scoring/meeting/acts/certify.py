"""Certifying a version of the result (核定), by scrutineers.

It takes as many officers as the scheme asks for; where that is two, all of them scrutineers
(监票人). Only the last version is certified, and may then be revealed; a correction makes another
version, which is certified anew.
"""

from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Move, Told
from scoring.meeting.asks import Answers, Signing
from scoring.meeting.facts import Fact, Names
from scoring.meeting.people_needed import SCRUTINEERS
from scoring.meeting.refusals import Refusal, needed_officers, unfit
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Certify(Wish):
    """Sign the result."""

    by: Names


@dataclass(frozen=True, slots=True)
class Certified(Fact):
    """核定."""

    kind = "result-certified"
    changes_state = True
    version: int
    by: Names


def _decided(wish: Certify, state: Meeting) -> Told:
    yield from unfit(state, wish.by, needed_officers(state))
    officers = state.frozen.roster.officers
    scrutineers = {officer.id for officer in officers if officer.role in SCRUTINEERS}
    others = tuple(sorted(set(wish.by) - scrutineers))
    if others and needed_officers(state) > 1:
        yield Refusal(
            "certify.role",
            say("{officers} is no scrutineer; scrutineers certify the result", officers=others),
        )
    yield Certified(state.versions[-1].number, wish.by)


def _happened(fact: Certified, state: Meeting) -> Meeting:
    last = replace(state.versions[-1], certified_by=fact.by)
    return replace(state, phase="certified", versions=(*state.versions[:-1], last))


def _said(fact: Certified, called: Called) -> Phrase:
    return say("Version {version} certified by {by}",
               version=fact.version, by=called.people(fact.by))  # fmt: skip


def _wished(_state: Meeting, answers: Answers) -> tuple[Certify]:
    return (Certify(answers.by),)


CERTIFY = Act(
    name="certify",
    wish=Certify,
    phases=("counted",),
    conditions=say("as many officers as owed; where two are owed, scrutineers"),
    refuses=("certify.role",),
    moves=(Move("counted", "certified"),),
    decided=_decided,
    happenings=(
        Happening(Certified, _said, _happened, names_officers=True, holds=say("version, by whom")),
    ),
    again=lambda fact: Certify(fact.by),
    signing=Signing(
        asks=say("Which scrutineer certifies the result?"),
        does=say("A scrutineer who certifies; given once for each."),
        owed=True,
        together=True,
        roles=SCRUTINEERS,
    ),
    wished=_wished,
    command=Command("certify", say("Certify the result (核定).")),
    coded=True,
)
