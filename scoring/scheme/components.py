"""What a component of the final score is (计分项): feedback, ballots, or figures given.

Each class is one table of a rule file, each field one of its keys, under its ``alias`` where it
has one: ``[[component.criterion]]`` is ``Ballot.criteria``. ``conflicts`` says what cannot stand,
``doubts`` what is hardly meant; both name keys from their own table, and the reader adds the way
to it.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias, assert_never

from pydantic import Field

from scoring.points import exact_text
from scoring.scheme.choices import (
    Blank,
    GatheredBy,
    GroupMissing,
    GroupOrder,
    StatisticName,
    of_levels,
)
from scoring.scheme.component_tables import (
    Criterion,
    DropCounts,
    Group,
    Majority,
    Scale,
    StagePlaces,
)
from scoring.scheme.model import (
    ClosedTable,
    Conflict,
    Key,
    Listed,
    Name,
    NotNegative,
    Points,
    Positive,
    Share,
    doubled,
    twice,
)
from scoring.wording import say

Levels: TypeAlias = dict[Name, NotNegative]
"""Level (等级) to what it is worth, in points of ``full``; best first, as written."""


class _Scored(ClosedTable):
    """What feedback and ballots have in common: points in the total, out of ``full``.

    A mean mark m earns m · points / full: with points 80 and full 100, a mean of 90 earns 72.
    """

    id: Name
    title: Name
    points: Positive
    """What the component is worth in the total."""
    full: Positive
    """The mean worth or mark that earns all the points (满分)."""
    places: StagePlaces = Field(default=StagePlaces(), alias="round")

    def _above_full(self, key: Key, value: Fraction) -> Iterator[Conflict]:
        if value > self.full:
            yield Conflict(
                key,
                "scheme.above-full",
                say("no mark and no worth may be above full"),
                about=(("full",),),
            )


class Feedback(_Scored):
    """A component from pre-meeting answers (会前反馈)."""

    kind: Literal["feedback"]
    worth: Annotated[Levels, Field(min_length=1)]
    """What each level earns, in points of ``full``."""
    parts: Annotated[dict[Name, Positive], Field(min_length=1)]
    """Part of an answer to its share; shares are normalised: 50 and 50 are 1 and 1."""
    by: GatheredBy = "answer"
    roles: dict[Name, NotNegative] = Field(default_factory=dict)
    """Weight of an answer by the unit's role (承办方式); 1 for a role that is not named."""
    blank: Name = "skip"
    """``skip``, or the level that an unanswered part counts as."""

    def conflicts(self) -> Iterator[Conflict]:
        """No worth above full; ``blank`` names a level."""
        for level, worth in self.worth.items():
            yield from self._above_full(("worth", level), worth)
        if self.blank != "skip" and self.blank not in self.worth:
            yield Conflict(
                ("blank",),
                "scheme.unknown-level",
                say("{level} is not a level of worth", level=self.blank),
                say('write "skip" or one of the levels'),
                about=(("worth",),),
            )

    def doubts(self) -> Iterator[Conflict]:
        """Only the component's stage exists."""
        if self.places != StagePlaces(component=self.places.component):
            yield _stage_unused()


class Given(ClosedTable):
    """A component of figures decided elsewhere (加减分)."""

    kind: Literal["given"]
    id: Name
    title: Name
    points: Positive | None = None
    """Said in documents only."""
    start: Points = Fraction(0)
    """What every figure is added to."""
    floor: Points | None = None
    cap: Points | None = None
    """Bounds of the sum, inclusive; None: no bound."""
    blank: Points | None = None
    """The figure of a unit that has none; without it that is a problem."""
    places: StagePlaces = Field(default=StagePlaces(), alias="round")

    def conflicts(self) -> Iterator[Conflict]:
        """Floor ≤ cap."""
        if self.floor is not None and self.cap is not None and self.floor > self.cap:
            yield Conflict(
                ("floor",),
                "scheme.floor-above-cap",
                say("floor is above cap"),
                about=(("cap",),),
            )

    def doubts(self) -> Iterator[Conflict]:
        """Only the component's stage exists."""
        if self.places != StagePlaces(component=self.places.component):
            yield _stage_unused()


class Ballot(_Scored):
    """A component from marks (现场测评).

    Marks are of one kind: on a ``scale``, from a list (``allowed``), or levels (``worth``).
    ``ballots.Marking`` says which marks that makes, and what each is worth.
    """

    kind: Literal["ballot"]
    scale: Scale | None = None
    allowed: Annotated[Listed[NotNegative], Field(min_length=1)] | None = None
    """The only marks there are, in points, in the order in which they are offered."""
    worth: Annotated[Levels, Field(min_length=1)] | None = None
    not_counted: Listed[Name] = ()
    """Names that are not valid marks; found as unknown."""
    blank: Blank = "abstain"
    statistic: StatisticName = "mean"
    drop: DropCounts | Share | None = None
    """Counts, or a share of the valid marks at each end, rounded down; None: nothing."""
    majority: Majority | None = None
    criteria: Listed[Criterion] = Field(default=(), alias="criterion")
    """Empty: the component is its own one criterion; see ``items``."""
    groups: Listed[Group] = Field(default=(), alias="group")
    """Empty: everybody's marks count together."""
    order: GroupOrder = "criterion-first"
    missing: GroupMissing = "renormalise"
    min_marks: Annotated[int, Field(ge=1)] = 1
    """Fewer valid marks than this: no value."""

    @property
    def needs_ballots(self) -> bool:
        """Whether counts of marks are not enough: an empty cell voids its whole ballot."""
        match self.blank:
            case "abstain" | "void-item":
                return False
            case "void-ballot":
                return True
            case never:
                assert_never(never)

    @property
    def levels(self) -> Majority:
        """How a majority is counted; to be asked only where the statistic is ``majority``.

        Raises LookupError where it is another.
        """
        if self.majority is None:
            raise LookupError(self.id)
        return self.majority

    @property
    def items(self) -> tuple[Criterion, ...]:
        """The criteria (测评项目); without any, the component itself as its one criterion.

        Whoever goes through criteria goes through these, and needs no case for a component
        without any: its marks stand at the spot (unit, component id).
        """
        if self.criteria:
            return self.criteria
        # Not validated anew: all three come from this component, where they were.
        return (Criterion.model_construct(id=self.id, title=self.title, points=self.points),)

    def conflicts(self) -> Iterator[Conflict]:
        """One kind of marks, none above full; criteria add up; what the statistic allows."""
        yield from self._conflicting_marks()
        yield from self._conflicting_statistic()
        yield from self._conflicting_parts()

    def _conflicting_marks(self) -> Iterator[Conflict]:
        kinds = [kind for kind in ("scale", "allowed", "worth") if getattr(self, kind) is not None]
        if len(kinds) != 1:
            yield Conflict(
                (kinds[1],) if kinds else (),
                "scheme.marks-kind",
                say("a ballot component needs one of scale, allowed and worth, and only one"),
                about=(("scale",), ("allowed",), ("worth",)),
            )
        if self.scale:
            yield from self._above_full(("scale", "cap"), self.scale.cap)
        for position, mark in enumerate(self.allowed or ()):
            yield from self._above_full(("allowed", position), mark)
        for position, word in doubled(tuple(exact_text(mark) for mark in self.allowed or ())):
            yield twice(("allowed", position), word)
        for level, worth in (self.worth or {}).items():
            yield from self._above_full(("worth", level), worth)
        # Levels are keys, and no two are alike. So what stands twice stands in not_counted, whose
        # positions begin where the levels end.
        for position, word in doubled((*(self.worth or {}), *self.not_counted)):
            yield twice(("not_counted", position - len(self.worth or {})), word)

    def _conflicting_statistic(self) -> Iterator[Conflict]:
        majority = of_levels(self.statistic)
        if majority != (self.majority is not None):
            yield Conflict(
                ("majority",) if self.majority else ("statistic",),
                "scheme.majority-table",
                say('statistic = "majority" and the table [component.majority] go together'),
                about=(("majority",), ("statistic",)),
            )
        if majority:
            yield from self._conflicting_majority()
        if isinstance(self.drop, Fraction) and 2 * self.drop >= 1:
            yield Conflict(
                ("drop",),
                "scheme.drop-share",
                say("half of the marks or more would be dropped at each end"),
                say('write a share under one half, such as "10%"'),
            )

    def _conflicting_majority(self) -> Iterator[Conflict]:
        """Yield what goes with no majority: a scale, dropping, groups of which each votes apart."""
        if self.scale:
            yield Conflict(
                ("statistic",),
                "scheme.majority-scale",
                say("a majority is counted over levels, not over a scale"),
                say("name the levels with worth or allowed, best first"),
                about=(("scale",),),
            )
        if self.drop is not None:
            yield Conflict(
                ("drop",),
                "scheme.majority-drop",
                say("no marks are dropped where a majority is counted"),
                about=(("statistic",),),
            )
        if self.majority and self.majority.of_members and self.groups:
            yield Conflict(
                ("majority", "of"),
                "scheme.majority-groups",
                say("a majority of all members cannot be counted group by group"),
                about=(("group",),),
            )

    def _conflicting_parts(self) -> Iterator[Conflict]:
        """Yield ids of criteria or groups that stand twice, and points that do not add up."""
        for key, ids in (
            ("criterion", tuple(criterion.id for criterion in self.criteria)),
            ("group", tuple(group.id for group in self.groups)),
        ):
            for position, word in doubled(ids):
                yield twice((key, position, "id"), word)
        adding_up = sum((criterion.points for criterion in self.criteria), Fraction(0))
        if self.criteria and adding_up != self.points:
            yield Conflict(
                ("points",),
                "scheme.points-sum",
                say(
                    "the criteria add up to {sum}, the component is worth {points}",
                    sum=exact_text(adding_up),
                    points=exact_text(self.points),
                ),
                say("change the points of the component or of its criteria"),
                about=(("criterion",),),
            )


Component: TypeAlias = Annotated[Feedback | Ballot | Given, Field(discriminator="kind")]


def _stage_unused() -> Conflict:
    """Return the doubt about ``round`` in a component that is one figure, and has one stage."""
    return Conflict(
        ("round",),
        "scheme.stage-unused",
        say("this component has no such stage to round"),
        say("it is rounded once, as a component: round = {{ component = 2 }}"),
        about=(("round",),),
    )
