"""The whole scheme (评分办法): components, total, grades, procedure, and what binds them.

>>> from scoring import read_scheme
>>> scheme = read_scheme("five-items").sound()
>>> [(grade.title, grade.from_) for grade in scheme.grades][:2]
[('满意', Fraction(85, 1)), ('比较满意', Fraction(75, 1))]
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar, assert_never

from pydantic import Field, StringConstraints, model_validator

from scoring.points import Rounding
from scoring.scheme.choices import (
    Ceremony,
    Decisive,
    RoundsOf,
    Secrecy,
    Ties,
    Verification,
    Within,
    decisive,
)
from scoring.scheme.components import Ballot, Component, Feedback, Given
from scoring.scheme.model import (
    ClosedTable,
    Conflict,
    Listed,
    Name,
    Places,
    Points,
    Share,
    doubled,
    twice,
)
from scoring.wording import say

ComponentKind = TypeVar("ComponentKind", Feedback, Ballot, Given)


class Total(ClosedTable):
    """How the components become a published total and a rank (总分, 排名)."""

    places: Places = 2
    """Decimal places that the total is published with."""
    rounding: Rounding = "half-up"
    """For every stage of the scheme."""
    rank_on: Decisive = "published"
    """Which total decides the rank: 73.905 and 73.91 are level when published."""
    grade_on: Decisive = "published"
    ties: Ties = "competition"
    tie_break: Listed[Name] = ()
    """Ids of components, or ``exact``; tried in order where totals are level; then it is a tie."""
    within: Within | None = None
    """None: all units are one field."""


class Grade(ClosedTable):
    """A grade (等次) and the total it begins at, inclusive."""

    title: Name
    from_: Annotated[Points, Field(alias="from")]


CEREMONIES: Mapping[Ceremony, Mapping[str, object]] = {
    "strict": {"verification": "double", "officers": 2, "checkin": True, "sheets": True},
    "simple": {"verification": "none", "officers": 1, "checkin": False, "sheets": False},
    # Somebody always has no telephone: the paper beside goes out and comes in as ever.
    "devices": {"verification": "device", "officers": 2, "checkin": True, "sheets": True},
}
"""What holds in a procedure under each ceremony, for the keys that it does not say itself."""


class Procedure(ClosedTable):
    """How the meeting is held (表决办法).

    >>> simple = Procedure.model_validate({"ceremony": "simple", "checkin": True})
    >>> simple.verification, simple.officers, simple.checkin, simple.sheets
    ('none', 1, True, False)
    """

    ceremony: Ceremony = "strict"
    """What the keys below are where they are not written; see ``CEREMONIES``."""
    ballot: Secrecy = "secret"
    rounds: RoundsOf = "all"
    verification: Verification = "double"
    officers: Annotated[int, Field(ge=1, le=2)] = 2
    """How many it takes to rule, void and correct."""
    checkin: bool = True
    """Whether who is present is written down (签到)."""
    sheets: bool = True
    """Whether sheets are counted out and in (发票, 收票). Without, they are there once read."""
    quorum: Share | None = None
    """Share of the roster; more than this must be present to open a round. None: no quorum."""
    min_cell: Annotated[int, Field(ge=1)] = 5
    """Smaller groups of ballots are shown in no breakdown."""

    @model_validator(mode="before")
    @classmethod
    def _by_ceremony(cls, table: object) -> object:
        """Fill in what the ceremony says, where nothing is written; a wrong one says nothing."""
        if not isinstance(table, dict):
            return table
        said = table.get("ceremony")
        held = next((keys for name, keys in CEREMONIES.items() if name == said), {})
        return {**held, **table}

    def conflicts(self) -> Iterator[Conflict]:
        """Yield a quorum without check-in, and devices without the paper beside them."""
        if self.quorum is not None and not self.checkin:
            yield Conflict(
                ("quorum",),
                "scheme.quorum-without-checkin",
                say("nobody is checked in, so no quorum can be found"),
                say("write checkin = true, or leave the quorum out"),
                about=(("checkin",), ("ceremony",)),
            )
        if self.by_device and not self.sheets:
            yield Conflict(
                ("sheets",),
                "scheme.device-without-sheets",
                say("marks from devices alone cannot be taken in yet"),
                say("write sheets = true, or another verification"),
                about=(("verification",), ("ceremony",)),
            )

    @property
    def by_device(self) -> bool:
        """Whether deputies mark at devices, so that nobody reads a sheet."""
        match self.verification:
            case "device":
                return True
            case "double" | "none":
                return False
            case never:
                assert_never(never)

    @property
    def signed(self) -> bool:
        """Whether officers prove with a PIN who they are; a simple meeting asks for none."""
        match self.ceremony:
            case "strict" | "devices":
                return True
            case "simple":
                return False
            case never:
                assert_never(never)

    @property
    def by_unit(self) -> bool:
        """Whether each unit has a round, and sheets, of its own."""
        match self.rounds:
            case "all":
                return False
            case "unit":
                return True
            case never:
                assert_never(never)

    @property
    def secret(self) -> bool:
        """Whether nobody may learn who gave which ballot."""
        match self.ballot:
            case "secret":
                return True
            case "named":
                return False
            case never:
                assert_never(never)


class Scheme(ClosedTable):
    """A rule file: everything that decides a ranking."""

    version: Annotated[int, Field(ge=1, le=1, alias="schema")]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=60)]
    title: Name
    source: str | None = None
    """Where each figure comes from, and which are illustrative."""
    components: Annotated[Listed[Component], Field(alias="component", min_length=1)]
    total: Total = Total()
    grades: Listed[Grade] = Field(default=(), alias="grade")
    procedure: Procedure = Procedure()

    def of_kind(self, kind: type[ComponentKind]) -> tuple[ComponentKind, ...]:
        """Return the components of one ``kind``, a class: ``Feedback``, ``Ballot`` or ``Given``.

        In the scheme's order; empty where it has none.
        """
        return tuple(part for part in self.components if isinstance(part, kind))

    def component_places(self, component: Feedback | Ballot | Given) -> int:
        """Decimal places that a component's score is printed with.

        Those that it is rounded to; for one that stays exact, the total's.
        """
        places = component.places.component
        return self.total.places if places is None else places

    @property
    def exact_is_published(self) -> bool:
        """Whether the stages leave nothing for the total to round.

        So it is where every component is rounded to no more places than the total has: sums of
        such figures have no more either.
        """
        return all(
            part.places.component is not None and part.places.component <= self.total.places
            for part in self.components
        )

    def conflicts(self) -> Iterator[Conflict]:
        """Ids are unique in the scheme, ``tie_break`` names components, grades come best first."""
        ids = tuple(part.id for part in self.components)
        for position, word in doubled(ids):
            yield twice(("component", position, "id"), word)
        for position, word in enumerate(ids):
            if word == "exact":
                yield Conflict(
                    ("component", position, "id"),
                    "scheme.reserved-id",
                    say('"exact" has a meaning of its own in tie_break'),
                    say("choose another id"),
                )
        yield from self._doubled_criteria()
        for position, word in enumerate(self.total.tie_break):
            if word != "exact" and word not in ids:
                yield Conflict(
                    ("total", "tie_break", position),
                    "scheme.unknown-component",
                    say("there is no component {word}", word=word),
                    say('tie_break takes ids of components, or "exact"'),
                    about=(("component",),),
                )
        for position in range(1, len(self.grades)):
            if self.grades[position].from_ >= self.grades[position - 1].from_:
                yield Conflict(
                    ("grade", position, "from"),
                    "scheme.grade-order",
                    say("grades are written best first, each beginning below the one before"),
                    about=(("grade", position - 1),),
                )

    def _doubled_criteria(self) -> Iterator[Conflict]:
        """Yield criteria whose id an earlier component has: rows of marks name criteria alone."""
        seen: set[str] = set()
        for position, part in enumerate(self.components):
            criteria = part.criteria if isinstance(part, Ballot) else ()
            for place, criterion in enumerate(criteria):
                if criterion.id in seen:
                    yield twice(("component", position, "criterion", place, "id"), criterion.id)
            seen.update(criterion.id for criterion in criteria)

    def doubts(self) -> Iterator[Conflict]:
        """Yield a missing source, and comparing on exact totals that cannot differ."""
        if not self.source:
            yield Conflict(
                (),
                "scheme.no-source",
                say("the scheme does not say where its figures come from"),
                say('add source = "...", and name the figures that are illustrative'),
                about=(("source",),),
            )
        for position, part in enumerate(self.components):
            for doubt in part.doubts():
                yield doubt.within(("component", position))
        for key in self._exact_keys():
            yield Conflict(
                key,
                "scheme.exact-is-published",
                say("the exact total cannot differ from the published one here"),
                say("the components are rounded before; leave it out, or round later"),
                about=(("component",), ("total",)),
            )

    def _exact_keys(self) -> Iterator[tuple[str | int, ...]]:
        """Yield the keys that say ``exact`` where that changes nothing.

        In ``tie_break`` it changes nothing, too, where exact totals are compared already.
        """
        total = self.total
        if self.exact_is_published:
            for key, value in (("rank_on", total.rank_on), ("grade_on", total.grade_on)):
                if decisive(value, published=False, exact=True):
                    yield ("total", key)
        if self.exact_is_published or decisive(total.rank_on, published=False, exact=True):
            for position, word in enumerate(total.tie_break):
                if word == "exact":
                    yield ("total", "tie_break", position)
