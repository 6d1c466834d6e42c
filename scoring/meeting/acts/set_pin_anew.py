"""Setting a forgotten PIN anew (口令重设), for which others sign.

As many sign as are owed, of the officers there are beside the one who forgot it: where nobody else
is there nobody signs, and the record and the result sheet say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.acts.set_pin import AFTER_FREEZING, pin_happened
from scoring.meeting.asks import Answers, Ask, Choices, Known, Signing
from scoring.meeting.facts import Fact, Names
from scoring.meeting.refusals import Refusal, needed_officers, unfit
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import officer_ids
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class SetPinAnew(Wish):
    """Let an officer who forgot the PIN set another."""

    officer: str
    by: Names


@dataclass(frozen=True, slots=True)
class PinSetAnew(Fact):
    """口令重设."""

    kind = "pin-set-anew"
    changes_state = True
    officer: str
    by: Names


def signers_needed(state: Meeting, officer: str) -> int:
    """Return how many sign for a new PIN of ``officer`` (an id): as owed, of those there are."""
    others = sum(one.id != officer for one in state.frozen.roster.officers)
    return min(needed_officers(state), others)


def _decided(wish: SetPinAnew, state: Meeting) -> Told:
    yield from unfit(state, (wish.officer,), 1)
    yield from unfit(state, wish.by, signers_needed(state, wish.officer))
    if wish.officer in wish.by:
        yield Refusal("pin.own", say("whoever forgot a PIN does not sign for the new one"))
    yield PinSetAnew(wish.officer, wish.by)


def _said(fact: PinSetAnew, called: Called) -> Phrase:
    [person] = called.people((fact.officer,))
    if not fact.by:
        return say("PIN of {person} set anew; nobody else was there to sign for it", person=person)
    return say("PIN of {person} set anew; {by} signed for it", person=person,
               by=called.people(fact.by))  # fmt: skip


def _officers(state: Meeting, _known: Known) -> Choices:
    return tuple((one.id, one.name) for one in state.frozen.roster.officers)


def _wished(state: Meeting, answers: Answers) -> Iterator[SetPinAnew]:
    [officer] = officer_ids(state, [answers.text("officer")])
    yield SetPinAnew(officer, answers.by)


SET_PIN_ANEW = Act(
    name="set-pin-anew",
    wish=SetPinAnew,
    phases=AFTER_FREEZING,
    conditions=say("an officer of the list; as many others as owed, of those there are"),
    refuses=("officer.unknown", "pin.own"),
    decided=_decided,
    happenings=(
        Happening(
            PinSetAnew,
            _said,
            lambda fact, state: pin_happened(fact.officer, state),
            names_officers=True,
            holds=say("whose, by whom; not the PIN"),
        ),
    ),
    again=lambda fact: SetPinAnew(fact.officer, fact.by),
    asks=(
        Ask(
            name="officer",
            asks=say("Whose PIN was forgotten?"),
            does=say("The officer who forgot the PIN; id or name."),
            shown=say("OFFICER"),
            option="--anew",
            choices=_officers,
            plain=True,
        ),
    ),
    signing=Signing(
        asks=say("Who signs for the new PIN? Not the one who forgot it."),
        owed=True,
    ),
    wished=lambda state, answers: tuple(_wished(state, answers)),
    command=Command("pin", say("Set a forgotten PIN anew (口令重设); others sign for it.")),
    label=say("set a forgotten PIN anew (口令重设)"),
    listed=("special",),
    possible=lambda state: state.rules is not None and state.frozen.scheme.procedure.signed,
    on_its_screen=True,
)
