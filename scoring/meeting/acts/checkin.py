"""Checking deputies in (签到).

One wish names any number of deputies; each becomes a fact of its own, and the log tells those that
stand together as one number. Whoever comes after the first round was opened is noted as late, for
the line of the reconciliation that holds people against sheets. Who had left may come again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask
from scoring.meeting.facts import Fact, Names
from scoring.meeting.quorum import known_deputies, presence_told, unknown_deputy
from scoring.meeting.refusals import Refusal
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import deputy_ids, rules_of
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class CheckIn(Wish):
    """Note deputies (ids) as present."""

    deputies: Names


@dataclass(frozen=True, slots=True)
class CheckedIn(Fact):
    """签到."""

    kind = "checked-in"
    deputy: str


def _decided(wish: CheckIn, state: Meeting) -> Told:
    if not state.frozen.scheme.procedure.checkin:
        yield Refusal("checkin.none", say("this scheme has no check-in"))
    known = known_deputies(state)
    for deputy in dict.fromkeys(wish.deputies):
        if deputy not in known:
            yield unknown_deputy(deputy)
        elif deputy in state.attendance.present:
            yield Refusal("checkin.present", say("{deputy} is checked in already", deputy=deputy))
        else:
            yield CheckedIn(deputy)


def _happened(fact: CheckedIn, state: Meeting) -> Meeting:
    there, one = state.attendance, {fact.deputy}
    late = there.late | one if state.rounds else there.late
    attendance = replace(there, present=there.present | one, left=there.left - one, late=late)
    return replace(state, attendance=attendance)


def _said(_fact: CheckedIn, _called: Called) -> Phrase:
    return say("{count} deputies checked in", count=1)


def _counted(facts: Sequence[CheckedIn]) -> Phrase:
    return say("{count} deputies checked in", count=len(facts))


def _wished(state: Meeting, answers: Answers) -> Sequence[CheckIn]:
    # Names or everybody, one of the two: with both, or neither, nothing is wished.
    named = answers.many("deputies")
    if bool(named) == answers.flag("everybody"):
        return ()
    return (CheckIn(deputy_ids(state, named) if named else _awaited(state)),)


def _awaited(state: Meeting) -> Names:
    """Return who is neither there nor has left."""
    there = state.attendance
    deputies = rules_of(state).roster.deputies
    return tuple(one.id for one in deputies if one.id not in there.present | there.left)


CHECKIN = Act(
    name="checkin",
    wish=CheckIn,
    phases=("frozen", "open"),
    conditions=say("the scheme has a check-in; listed, and not checked in"),
    refuses=("checkin.none", "deputy.unknown", "checkin.present"),
    decided=_decided,
    happenings=(
        Happening(
            CheckedIn,
            _said,
            _happened,
            counted=_counted,
            who=lambda one: one.deputy,
            holds=say("which deputy"),
        ),
    ),
    again=lambda fact: CheckIn((fact.deputy,)),
    asks=(
        Ask(name="deputies", kind="many", shown=say("DEPUTY..."), needed=False),
        Ask(
            name="everybody",
            kind="flag",
            does=say("Everybody who is not there yet and has not left."),
            option="--all",
            needed=False,
        ),
    ),
    wished=_wished,
    nothing=say("Name the deputies, or say --all."),
    command=Command("checkin", say("Note deputies as present; by id or name.")),
    after=presence_told,
)
