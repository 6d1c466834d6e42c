"""Freezing the files (冻结): from here on they are not read, and the record alone decides.

The wish is made from the folder (``scoring.live.freezing``) and holds the facts already: ``Frozen``
with the scheme in full, units, officers and the fingerprint of each file, then the deputies, then
the answers of each component that has some. The last two are readings, because they name people.
From these facts, without any file, comes ``Meeting.rules``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.answers import Answer
from scoring.json_values import Json
from scoring.meeting.act import Act, Called, Happening, Move, Told
from scoring.meeting.facts import Fact
from scoring.meeting.parts import FrozenBase, FrozenFigure, FrozenFile
from scoring.meeting.people_needed import lacking_told
from scoring.meeting.refusals import Refusal
from scoring.meeting.sheets_ready import group_ids
from scoring.meeting.state import NEEDED_READERS, Meeting, Rules
from scoring.meeting.wishes import Wish
from scoring.roster import Deputy, Officer, Roster, Unit
from scoring.scheme import Given, Scheme
from scoring.scheme.scheme_json import scheme_of
from scoring.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Frozen(Fact):
    """冻结: what the files said; from here on they are not read."""

    kind = "files-frozen"
    changes_state = True
    title: str
    date: str
    """ISO 8601; this, the place and the host are empty where the file does not say them."""
    place: str
    host: str
    tables: tuple[FrozenFile, ...]
    scheme_sha256: str
    """Of the file's bytes, in hexadecimal."""
    scheme_base64: str
    """The file's bytes themselves, so that the record alone can show them."""
    scheme: Mapping[str, Json]
    """The scheme's data in canonical form (``Scheme.of_canonical``)."""
    units: tuple[Unit, ...]
    officers: tuple[Officer, ...]
    deputies: int
    """How many; who they are is restricted (``DeputiesListed``)."""
    base: tuple[FrozenBase, ...]
    given: tuple[FrozenFigure, ...]


@dataclass(frozen=True, slots=True)
class DeputiesListed(Fact):
    """The roster of deputies as it was frozen."""

    kind = "deputies-listed"
    restricted = True
    deputies: tuple[Deputy, ...]


@dataclass(frozen=True, slots=True)
class AnswersListed(Fact):
    """The answers that one component's base scores were frozen from."""

    kind = "answers-listed"
    restricted = True
    component: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Freeze(Wish):
    """Freeze the files as they were read."""

    files: Frozen
    roster: DeputiesListed
    answers: tuple[AnswersListed, ...] = ()


def _decided(wish: Freeze, state: Meeting) -> Told:
    if not wish.files.officers:
        yield Refusal("freeze.officers", say("there are no officers; fill officers.csv"))
    scheme = scheme_of(wish.files.scheme)
    if state.by_format_2:
        for told in lacking_told(scheme, wish.files.officers):
            yield Refusal(
                "freeze.people", say("the meeting could not be finished: {lacking}", lacking=told)
            )
    if not wish.roster.deputies and _asks_for_people(scheme):
        yield Refusal("freeze.deputies", say("there are no deputies; fill deputies.csv"))
    if nobodys := _without_group(wish, scheme):
        yield Refusal(
            "freeze.groups", say("it is not said which group these are of: {ids}", ids=nobodys)
        )
    yield wish.files
    yield wish.roster
    yield from wish.answers


def _asks_for_people(scheme: Scheme) -> bool:
    """Whether somebody is checked in, handed a sheet, named on a ballot, or read for."""
    procedure = scheme.procedure
    from_table = NEEDED_READERS[procedure.verification] == 1
    return procedure.checkin or procedure.sheets or not procedure.secret or not from_table


def _without_group(wish: Freeze, scheme: Scheme) -> tuple[str, ...]:
    """Return the deputies whose sheet would be of no group, where sheets are made from the roster.

    Where a table can be taken in, it says the group itself.
    """
    procedure, groups = scheme.procedure, group_ids(scheme)
    if procedure.sheets or not groups or NEEDED_READERS[procedure.verification] == 1:
        return ()
    return tuple(one.id for one in wish.roster.deputies if one.group not in groups)


def _happened(fact: Frozen, state: Meeting) -> Meeting:
    scheme = scheme_of(fact.scheme)
    given: dict[str, dict[str, Fraction]] = {part.id: {} for part in scheme.of_kind(Given)}
    for one in fact.given:
        given.setdefault(one.component, {})[one.unit] = Fraction(one.figure)
    roster = Roster(units=fact.units, officers=fact.officers)
    rules = Rules(fact.title, scheme, fact.scheme_sha256, roster, given=given)
    return replace(state, phase="frozen", rules=rules)


def _deputies_happened(fact: DeputiesListed, state: Meeting) -> Meeting:
    rules = state.frozen
    roster = replace(rules.roster, deputies=fact.deputies)
    return replace(state, rules=replace(rules, roster=roster))


def _answers_happened(fact: AnswersListed, state: Meeting) -> Meeting:
    rules = state.frozen
    answers = {**rules.answers, fact.component: fact.answers}
    return replace(state, rules=replace(rules, answers=answers))


def _said(fact: Frozen, _called: Called) -> Phrase:
    return say("Files frozen: {files} files", files=len(fact.tables))


def _deputies_said(fact: DeputiesListed, _called: Called) -> Phrase:
    return say("deputies listed: {count}", count=len(fact.deputies))


def _answers_said(fact: AnswersListed, _called: Called) -> Phrase:
    return say("answers listed: {count}", count=len(fact.answers))


def _made(facts: Sequence[Fact]) -> int:
    """Return 1 and the lists of people and answers right after it."""
    listed = 0
    for fact in facts[1:]:
        if not isinstance(fact, DeputiesListed | AnswersListed):
            break
        listed += 1
    return 1 + listed


FREEZE = Act(
    name="freeze",
    wish=Freeze,
    phases=("draft",),
    conditions=say(
        "as many officers as the scheme needs, and deputies where it has a use for them"
    ),
    refuses=("freeze.officers", "freeze.people", "freeze.deputies", "freeze.groups"),
    moves=(Move("draft", "frozen"),),
    decided=_decided,
    happenings=(
        Happening(
            Frozen, _said, _happened, holds=say("what the files said, the scheme, units, officers")
        ),
        Happening(DeputiesListed, _deputies_said, _deputies_happened, holds=say("the roster")),
        Happening(
            AnswersListed,
            _answers_said,
            _answers_happened,
            holds=say("the answers behind a base score"),
        ),
    ),
    again=lambda files, roster, *answers: Freeze(files, roster, answers),
    made=_made,
    agrees=say("Freeze the files? From here on only the record decides. Enter: yes. Esc: no."),
)
