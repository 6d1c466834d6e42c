"""What an act is (办理): one thing that may be done in a meeting, whole in one value.

An act says what is wished, when it may be, which facts it makes, what each fact changes and how it
is told, what has to be asked for it, and how the wish is found again from the facts. The command
line, the screens, the log, the minutes and ``verify`` all read it here. Each act stands in a file
of its own in ``scoring.meeting.acts``:

>>> from scoring.meeting.acts import ACTS, RoundPaused
>>> pause = ACTS.named("pause")
>>> pause.stages, pause.wish.__name__, [one.fact.kind for one in pause.happenings]
(('open',), 'PauseRound', ['round-paused'])
>>> ACTS.making(RoundPaused("all", 1)) is pause
True
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from scoring.meeting.asks import Answers, Ask, Signing
from scoring.meeting.facts import Fact, RoundFact
from scoring.meeting.refusals import Doubt, Refusal
from scoring.meeting.state import Meeting, Phase, RoundStage
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase

F = TypeVar("F", bound=Fact)
W = TypeVar("W", bound=Wish)

Told: TypeAlias = Iterator[Fact | Refusal | Doubt]
"""What deciding a wish yields: facts where it may be, refusals where not, doubts beside either."""


class Called(NamedTuple):
    """What people and units are called, by their ids."""

    units: Mapping[str, str]
    officers: Mapping[str, str]

    def unit(self, id_: str) -> str:
        """Return the unit's name; what is no unit's id stays as it is."""
        return self.units.get(id_, id_)

    def people(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the officers' names; what is no officer's id stays as it is."""
        return tuple(self.officers.get(one, one) for one in ids)


def unchanged(_fact: Fact, state: Meeting) -> Meeting:
    """Return ``state`` as it is: the fact is kept, and changes nothing."""
    return state


def alone(_facts: Sequence[Fact]) -> int:
    """Return 1: one wish made the first of the facts, and no other."""
    return 1


def always(_state: Meeting) -> bool:
    """Return True."""
    return True


def followed_by(*kinds: type[Fact]) -> Callable[[Sequence[Fact]], int]:
    """Return what counts a fact and those of ``kinds`` right after it; 1 where one is missing.

    For ``Act.made``, of an act whose wish always makes the same facts in the same order: a ruling
    is ``Ruled, CellRuled``, so its act says ``followed_by(CellRuled)``, and two facts are one wish.
    """

    def made(facts: Sequence[Fact]) -> int:
        after = facts[1 : 1 + len(kinds)]
        whole = len(after) == len(kinds) and all(map(isinstance, after, kinds))
        return 1 + len(kinds) if whole else 1

    return made


@dataclass(frozen=True, slots=True)
class Happening(Generic[F]):
    """One kind of fact: what it changes, and the one wording in which it is told."""

    fact: type[F]
    said: Callable[[F, Called], Phrase]
    """What happened. Round, ballot, officers and reason are put around it by ``words``."""
    happened: Callable[[F, Meeting], Meeting] = unchanged
    """The state after the fact; it has happened, so nothing is refused here."""
    together: Callable[[Sequence[F], Meeting], Meeting] | None = None
    """The same for many of one round, where one after the other would be slow."""
    counted: Callable[[Sequence[F]], Phrase] | None = None
    """What is told of several that stand together and are alike; they are then one line."""
    alike: Callable[[F], object] = lambda _: None
    """What facts told in one line have in common, beside their kind."""
    names_officers: bool = False
    """Whether ``said`` names the officers itself."""
    who: Callable[[F], str] | None = None
    """A deputy (id) whom the record names and the published minutes do not."""
    holds: Phrase | None = None
    """What the record keeps with it, beside its round; None: nothing."""


class Move(NamedTuple):
    """How an act takes the meeting from phase to phase, or a round from stage to stage."""

    start: Phase | RoundStage
    end: Phase | RoundStage
    when: Phrase | None = None
    """What goes for this move, beside the conditions of the act."""


class Variant(NamedTuple):
    """How an act is done otherwise, where a field of its wish is set."""

    field: str
    stages: tuple[RoundStage, ...]
    conditions: Phrase
    refuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """How an act is done on the command line; several acts may share one command."""

    name: str
    """As it is typed: ``issue``, ``round open``."""
    does: Phrase
    also: str = ""
    """Another name under which the same may be done, ..."""
    does_also: Phrase | None = None
    """... and what that says of itself."""


@dataclass(frozen=True, slots=True)
class Act(Generic[W]):
    """One thing that may be done in a meeting."""

    name: str
    """Stable, of ASCII letters and hyphens."""
    wish: type[W]
    decided: Callable[[W, Meeting], Told]
    """Facts and refusals of a wish at an allowed phase and stage, with its reason and counts."""
    happenings: tuple[Happening[Any], ...]
    """The kinds of facts that are this act's own."""
    again: Callable[..., W]
    """The wish that must have made these facts."""
    first: type[Fact] | None = None
    """The fact by which it is known in a record; None: the first of its own."""
    made: Callable[[Sequence[Fact]], int] = alone
    """How many of the facts, from the first on, one wish made."""
    phases: tuple[Phase, ...] = ()
    """Of the meeting, in which it may be done; none: wherever the round is at a stage."""
    stages: tuple[RoundStage, ...] = ()
    """Of the round, at which it may be done; none: it is not about a round."""
    conditions: Phrase | None = None
    """What else must hold for it, as a person is told; None: nothing."""
    refuses: tuple[str, ...] = ()
    """Codes with which it is refused, but for those that follow from what else is said here."""
    moves: tuple[Move, ...] = ()
    """Where it takes the meeting; none: the meeting stays where it is."""
    round_moves: tuple[Move, ...] = ()
    """Where it takes its round, or all of them; none: they stay where they are."""
    variants: tuple[Variant, ...] = ()
    asks: tuple[Ask, ...] = ()
    """What has to be known for it, in the order in which it is asked."""
    signing: Signing | None = None
    """Who answers for it; None: whoever sits at the desk."""
    wished: Callable[[Meeting, Answers], Sequence[Wish]] | None = None
    """The wishes that answers mean; None where they come from files, or from keyed sheets."""
    agrees: Phrase | None = None
    """What a screen asks before it is done, where Enter is yes."""
    questioned: Callable[[Meeting, Sequence[Any]], Phrase | None] | None = None
    """What a command asks before its wishes are done; None: nothing. A screen asks where it
    shows what is meant."""
    unasked: str = ""
    """The ask, a flag, that says yes to it beforehand."""
    nothing: Phrase | None = None
    """What is said on the command line where the answers mean no wish."""
    command: Command | None = None
    label: Phrase | None = None
    """What it is called in a list of things to do."""
    listed: tuple[Literal["paper", "special"], ...] = ()
    """The lists of the desk that it stands in: about the round's paper, or seldom needed."""
    possible: Callable[[Meeting], bool] = always
    """Whether it is offered at all where its phase and stage are right."""
    on_its_screen: bool = False
    """Whether a screen of its own asks for it, and not a list of questions."""
    after: Callable[[Meeting, Sequence[Fact]], Iterable[Phrase]] | None = None
    """What is told beside the facts when it is done."""
    coded: bool = False
    """Whether the result code is told when it is done."""


class Acts:
    """All acts there are, by name, wish and fact."""

    # Three tables are made from the acts and notes whenever one comes or goes: by wish, by the
    # fact that begins the act in a record, by every kind of fact. A wish and a kind belong to one
    # act only, but an act may begin with another's fact: a correction is ``CellRuled, Corrected,
    # ResultComputed``, and of these only ``Corrected`` is its own; ``making(CellRuled)`` is still
    # the correction, because it says ``first=CellRuled`` and the ruling begins with ``Ruled``.

    def __init__(self) -> None:
        self._acts: dict[str, Act[Any]] = {}
        self._notes: list[Happening[Any]] = []
        self._index()

    def add(self, act: Act[Any]) -> None:
        """Take ``act`` in, behind those that are there.

        Raises ValueError where its name, its wish or one of its kinds of facts is there already.
        """
        kinds = {happening.fact.kind for happening in act.happenings}
        if act.name in self._acts or act.wish in self._wishes or kinds & self.kinds.keys():
            raise ValueError(act.name)
        self._acts[act.name] = act
        self._index()

    def note(self, happening: Happening[Any]) -> None:
        """Take in a fact that nobody wishes: the record keeps it of itself."""
        self._notes.append(happening)
        self._index()

    def drop(self, name: str) -> None:
        """Let go of the act called ``name``. Raises KeyError where there is none."""
        del self._acts[name]
        self._index()

    def __iter__(self) -> Iterator[Act[Any]]:
        """Yield the acts in the order in which a meeting comes to them."""
        return iter(self._acts.values())

    def named(self, name: str) -> Act[Any]:
        """Return the act called ``name``, such as ``void-round``. Raises KeyError for none."""
        return self._acts[name]

    def of(self, wish: Wish) -> Act[Any]:
        """Return the act that ``wish`` is a wish for. Raises KeyError where no act has it."""
        return self._wishes[type(wish)]

    def making(self, fact: Fact) -> Act[Any] | None:
        """Return the act whose first fact ``fact`` is; None where it begins none."""
        return self._makers.get(type(fact))

    def happening_of(self, kind: type[Fact]) -> Happening[Any]:
        """Return what facts of the class ``kind`` change, and how they are told.

        Raises KeyError where neither an act nor a note has such facts.
        """
        return self._happenings[kind]

    def wish_named(self, name: str) -> type[Wish] | None:
        """Return the wish whose class is called ``name``; None where no act has it."""
        return next((one for one in self._wishes if one.__name__ == name), None)

    def commanded(self, name: str) -> tuple[Act[Any], ...]:
        """Return the acts that the command ``name`` (``round open``) does, in their order.

        Empty where no act has such a command.
        """
        ways = ((act, act.command) for act in self)
        return tuple(act for act, way in ways if way and name in {way.name, way.also or way.name})

    def commands(self) -> tuple[str, ...]:
        """Return the names of all commands that do an act, each once."""
        ways = (act.command for act in self if act.command)
        return tuple(dict.fromkeys(name for way in ways for name in (way.name, way.also) if name))

    def _index(self) -> None:
        acts = self._acts.values()
        self._wishes: dict[type[Wish], Act[Any]] = {act.wish: act for act in acts}
        self._makers = {act.first or act.happenings[0].fact: act for act in acts}
        every = chain(self._notes, *(act.happenings for act in acts))
        self._happenings: dict[type[Fact], Happening[Any]] = {one.fact: one for one in every}
        self.kinds: Mapping[str, type[Fact]] = {fact.kind: fact for fact in self._happenings}
        """Every kind of fact by its name in the record."""


ACTS = Acts()
"""The acts of a meeting; ``scoring.meeting.acts`` fills it."""


def apply(state: Meeting, fact: Fact) -> Meeting:
    """Return the state after ``fact``. It has happened: nothing is refused here.

    Raises KeyError for a kind of fact that nobody knows; for a fact that cannot have happened in
    ``state``, as only a forged record has one, ValueError, TypeError, AttributeError, LookupError.
    """
    return ACTS.happening_of(type(fact)).happened(fact, state)


def apply_all(state: Meeting, facts: Iterable[Fact]) -> Meeting:
    """Return the state after ``facts``, one after the other; raises as ``apply`` does.

    Those of a kind that comes in thousands are taken in together: else all sheets of a round
    would be copied for each mark.
    """
    for kind, run in groupby(facts, key=_of_a_round):
        together = kind and ACTS.happening_of(kind[0]).together
        if together:
            state = together(list(run), state)
        else:
            for fact in run:
                state = apply(state, fact)
    return state


def _of_a_round(fact: Fact) -> tuple[type[Fact], str, int] | None:
    return (type(fact), fact.round, fact.attempt) if isinstance(fact, RoundFact) else None
