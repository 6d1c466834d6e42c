"""Appointing an officer (补派) after the files are frozen, by as many as owed.

Somebody falls ill, or more people turn out to be needed: who is appointed stands in the roster of
officers from here on, as if they had been in its file, and sets a PIN as the others do. Only a
later meeting takes them off again. The act is the way on where what was begun with too few people
stands still.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.files.names import clean_name, name_fault, name_key
from scoring.meeting.act import Act, Called, Command, Happening, Told
from scoring.meeting.asks import Answers, Ask, Choices, Known, Signing
from scoring.meeting.facts import Fact, Names
from scoring.meeting.people_needed import lacking_told
from scoring.meeting.refusals import Refusal, needed_officers, unfit
from scoring.meeting.state import Meeting
from scoring.meeting.typed_words import refused, rules_of
from scoring.meeting.wishes import Wish
from scoring.roster import ROLE_NAMES, ROLES_TYPED, Officer, Role
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Appoint(Wish):
    """Add an officer to the roster."""

    id: str
    name: str
    role: Role
    by: Names


@dataclass(frozen=True, slots=True)
class OfficerAppointed(Fact):
    """补派: one more officer, from here on."""

    kind = "officer-appointed"
    changes_state = True
    id: str
    name: str
    role: Role
    by: Names


def free_id(officers: Sequence[Officer]) -> str:
    """Return the next id that is free: after J1, J2 and J0 it is J3.

    It goes on from the ids that are there; where none of them ends in digits, from P.
    """
    matched = (_NUMBERED.fullmatch(one.id) for one in officers)
    numbered = [found.groups() for found in matched if found]
    prefix = numbered[0][0] if numbered else "P"
    own = [number for before, number in numbered if before == prefix]
    last = max(own, key=int, default="0")
    return f"{prefix}{int(last) + 1:0{len(last)}}"


_NUMBERED = re.compile(r"(\D*)([0-9]{1,6})")


def _decided(wish: Appoint, state: Meeting) -> Told:
    yield from unfit(state, wish.by, needed_officers(state))
    officers = state.frozen.roster.officers
    if any(one.id == wish.id for one in officers):
        yield Refusal("appoint.id", say("{id} is the id of another officer", id=wish.id))
    yield from _unfit_words(wish)
    if any(name_key(one.name) == name_key(wish.id) or one.id == wish.name for one in officers):
        yield Refusal("appoint.id", say("what one officer is called is the id of another"))
    if any(name_key(one.name) == name_key(wish.name) for one in officers):
        yield Refusal(
            "appoint.name",
            say(
                "an officer is called {name} already; of two people with one name, write what "
                "tells them apart",
                name=wish.name,
            ),
        )
    yield OfficerAppointed(wish.id, wish.name, wish.role, wish.by)


def _unfit_words(wish: Appoint) -> Iterator[Refusal]:
    """Yield what is wrong with id and name as words."""
    if not wish.id or wish.id != "".join(clean_name(wish.id).split()) or name_fault(wish.id):
        yield Refusal("appoint.id", say("an id has no blanks, and is not empty"))
    if wish.name != clean_name(wish.name) or not wish.name:
        yield Refusal("appoint.name", say("a name is needed"))
    elif fault := name_fault(wish.name):
        yield Refusal("appoint.name", say("the name will not do: {fault}", fault=fault))


def _happened(fact: OfficerAppointed, state: Meeting) -> Meeting:
    rules = state.frozen
    one = Officer(fact.id, fact.name, fact.role)
    roster = replace(rules.roster, officers=(*rules.roster.officers, one))
    return replace(state, rules=replace(rules, roster=roster))


def _said(fact: OfficerAppointed, called: Called) -> Phrase:
    return say(
        "{name} ({id}) appointed as {role} by {by}",
        name=fact.name,
        id=fact.id,
        role=ROLE_NAMES[fact.role],
        by=called.people(fact.by),
    )


def _wished(state: Meeting, answers: Answers) -> tuple[Appoint]:
    typed = clean_name(answers.text("role"))
    role = ROLES_TYPED.get(typed)
    if role is None:
        told = say("{role} is no role; these are: {roles}", role=typed, roles=_ROLES)
        raise refused("appoint.role", told)
    id_ = clean_name(answers.text("id")) or free_id(rules_of(state).roster.officers)
    return (Appoint(id_, clean_name(answers.text("name")), role, answers.by),)


_ROLES = tuple(ROLE_NAMES.values())


def _roles(_state: Meeting, _known: Known) -> Choices:
    return tuple(ROLE_NAMES.items())


def _no_name(_state: Meeting, _known: Known, typed: str) -> Phrase | None:
    name = clean_name(typed)
    return name_fault(name) if name else say("a name is needed")


def _and_now(state: Meeting, facts: Sequence[Fact]) -> Iterator[Phrase]:
    """Yield how the new officer sets a PIN, and who is still missing."""
    for fact in facts:
        if isinstance(fact, OfficerAppointed) and needed_officers(state) > 1:
            yield say("{name} sets a PIN before signing anything.", name=fact.name)
    rules = state.frozen
    yield from lacking_told(rules.scheme, rules.roster.officers)


APPOINT = Act(
    name="appoint",
    wish=Appoint,
    phases=("frozen", "open", "counted", "certified"),
    conditions=say("as many officers as owed; a name, a role, an id that nobody has"),
    refuses=("appoint.id", "appoint.name"),
    decided=_decided,
    happenings=(
        Happening(
            OfficerAppointed,
            _said,
            _happened,
            names_officers=True,
            holds=say("id, name and role of the new officer, by whom"),
        ),
    ),
    again=lambda fact: Appoint(fact.id, fact.name, fact.role, fact.by),
    asks=(
        Ask(name="name", asks=say("What is the new officer called?"), shown=say("NAME"),
            check=_no_name),
        Ask(
            name="role",
            asks=say("What do they do?"),
            does=say("One of secretary, teller, scrutineer, chief."),
            shown=say("ROLE"),
            option="--role",
            choices=_roles,
            plain=True,
        ),
        Ask(
            name="id",
            does=say("Their id; the next that is free, unless given."),
            shown=say("ID"),
            option="--id",
            needed=False,
        ),
    ),
    signing=Signing(asks=say("Who appoints the officer?"), owed=True),
    wished=_wished,
    command=Command("appoint", say("Add an officer after the files are frozen (补派).")),
    label=say("appoint another officer (补派)"),
    listed=("special",),
    after=_and_now,
)  # fmt: skip
