"""The figures on the way from marks to a component's score, each with what it was made of.

Nothing is computed a second time for an explanation: the figures that decide are the ones shown.
A component's figure is the root of a tree; its leaves, at the stage ``statistic``, hold the marks.

>>> from scoring import rank
>>> live = rank("sessions/2020-hunan").unit("水利").total.parts[1]
>>> [criterion] = live.parts
>>> [group] = criterion.parts  # without groups, that of all
>>> [statistic] = group.parts
>>> [one.stage for one in (live, criterion, group, statistic)]
['component', 'criterion', 'group', 'statistic']
>>> statistic.value, sum(count for _, count in statistic.outcome.trimmed.kept)
(Fraction(4410, 59), 59)
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Literal, NamedTuple, TypeAlias, assert_never

from scoring.ballots import Marking, Spot
from scoring.counting.statistics import Outcome, outcome
from scoring.counting.tally import Tally
from scoring.points import Rounding, rounded
from scoring.scheme import Ballot, Criterion, Feedback, Given, renormalised
from scoring.wording import Phrase, say

Stage: TypeAlias = Literal["statistic", "group", "criterion", "component", "total"]

NOTHING_FOUND = Tally({}, {})


class Figure(NamedTuple):
    """A figure at one stage, exact and as it goes on, in points.

    At the stages ``statistic`` and ``group`` of criterion-first the points are those of the mark;
    later on, those of the component.
    """

    stage: Stage
    of: str
    """Id of the group, criterion or component that the figure is of; empty: of all."""
    exact: Fraction | None
    """As the stage receives it; None where there is no value, and then ``why`` says why."""
    value: Fraction | None
    """After the stage's rounding, once."""
    places: int | None = None
    """Decimal places rounded to; None: not rounded."""
    parts: tuple["Figure", ...] = ()
    """What it was made of."""
    why: Phrase | None = None
    weight: Fraction | None = None
    """Of a group, among the groups that have a value."""
    outcome: Outcome | None = None
    """At the stage ``statistic``: the marks, with the dropped ones set apart."""


class Staging(NamedTuple):
    """How one component's stages round: its own places, the scheme's way of rounding."""

    component: Ballot | Feedback | Given
    rounding: Rounding

    def figure(
        self,
        stage: Stage,
        of: str,
        exact: Fraction | None,
        parts: tuple[Figure, ...] = (),
        why: Phrase | None = None,
    ) -> Figure:
        """Return the figure of ``exact``, rounded as ``stage`` says; it keeps both.

        ``of`` is the id of a group, criterion or component; ``parts`` what ``exact`` was made of;
        ``why`` says why ``exact`` is None, where it is.
        """
        places: int | None = getattr(self.component.places, stage)
        if exact is None or places is None:
            return Figure(stage, of, exact, exact, None, parts, why)
        return Figure(stage, of, exact, rounded(exact, places, self.rounding), places, parts, why)


def given_figure(staging: Staging, component: Given, figure: Fraction | None) -> Figure:
    """Return the score that a ``figure`` given makes: start + figure, within floor and cap.

    ``figure``, in points, is None for a unit without one: then it is what ``blank`` says, and
    without that there is no score.
    """
    figure = component.blank if figure is None else figure
    if figure is None:
        return staging.figure("component", component.id, None, why=say("no figure is given"))
    exact = component.start + figure
    if component.floor is not None:
        exact = max(exact, component.floor)
    if component.cap is not None:
        exact = min(exact, component.cap)
    return staging.figure("component", component.id, exact)


def feedback_figure(staging: Staging, component: Feedback, mean: Fraction | None) -> Figure:
    """Return the base score that a ``mean`` worth of answers, in points of ``full``, makes.

    ``mean`` is None for a unit without an answer that counts: there is no score.
    """
    if mean is None:
        return staging.figure("component", component.id, None, why=say("no answer is counted"))
    part = Figure("statistic", "", mean, mean)
    return staging.figure(
        "component", component.id, mean * component.points / component.full, (part,)
    )


class BallotFigures:
    """The figures of one ballot component, unit by unit."""

    # Two orders, one set of steps. Criterion-first: for each criterion the groups' statistics are
    # brought together (_over_groups), what comes out earns the criterion's points (_scaled), and
    # these are added up. Group-first: within each group the criteria earn points and are added
    # up, and then the groups are brought together. They differ as soon as a stage is rounded, or
    # a group has a value for one criterion and none for another.

    def __init__(
        self,
        staging: Staging,
        component: Ballot,
        tallies: Mapping[Spot, Tally],
        members: int | None,
    ) -> None:
        """Take the ``tallies`` of ``component`` by spot; a spot without one has no marks.

        ``members`` is how many deputies the roster has, None where that is not known.
        """
        self._staging = staging
        self._component = component
        self._tallies = tallies
        self._members = members
        self._marking = Marking(component)
        self._criteria = component.items
        self._earned = {item.id: item.points / component.full for item in component.items}
        self._weights: dict[str | None, Fraction] = {
            group.id: group.weight for group in component.groups
        } or {None: Fraction(1)}

    def of(self, unit: str) -> Figure:
        """Return the component's score of ``unit`` (an id), with every figure below it.

        Raises ValueError where a majority is of all members and their number is not known: those
        who read files and freeze meetings see to it that it is.
        """
        match self._component.order:
            case "criterion-first":
                return self._criterion_first(unit)
            case "group-first":
                return self._group_first(unit)
            case never:
                assert_never(never)

    def _criterion_first(self, unit: str) -> Figure:
        criteria = tuple(
            self._scaled(
                criterion,
                self._over_groups("group", criterion.id, self._statistics(unit, criterion)),
            )
            for criterion in self._criteria
        )
        return self._sum("component", self._component.id, criteria)

    def _group_first(self, unit: str) -> Figure:
        groups = {
            group: self._sum("group", group or "", self._group_criteria(unit, group))
            for group in self._weights
        }
        return self._over_groups("component", self._component.id, groups)

    def _statistics(self, unit: str, criterion: Criterion) -> dict[str | None, Figure]:
        return {group: self._statistic(unit, criterion, group) for group in self._weights}

    def _group_criteria(self, unit: str, group: str | None) -> tuple[Figure, ...]:
        return tuple(
            self._scaled(criterion, self._statistic(unit, criterion, group))
            for criterion in self._criteria
        )

    def _statistic(self, unit: str, criterion: Criterion, group: str | None) -> Figure:
        """Return what the marks at one spot became."""
        found = self._tallies.get((unit, criterion.id, group), NOTHING_FOUND)
        became = outcome(found.marks, self._component, self._marking, self._base(found))
        figure = self._staging.figure("statistic", group or "", became.value, why=became.why)
        return figure._replace(outcome=became)

    def _base(self, found: Tally) -> int | None:
        """Return how many persons a majority is of; None: the valid marks."""
        majority = self._component.majority
        if majority is None:
            return None
        match majority.of:
            case "valid":
                return None
            case "present":
                return sum(found.found.values())
            case "members":
                members = majority.members or self._members
                if members is None:
                    raise ValueError("a majority of all members, and their number is not known")
                return members
            case never:
                assert_never(never)

    def _scaled(self, criterion: Criterion, mean: Figure) -> Figure:
        """Return the points that ``mean`` earns in ``criterion``."""
        exact = None
        if mean.value is not None:
            exact = mean.value * self._earned[criterion.id]
        return self._staging.figure("criterion", criterion.id, exact, (mean,), mean.why)

    def _over_groups(self, stage: Stage, of: str, figures: Mapping[str | None, Figure]) -> Figure:
        """Return the weighted mean over the groups that have a value.

        ``figures`` is by group id; under None where the component has no groups. Weights are
        normalised over those with a value: of 60, 30 and 10, without the last, 2/3 and 1/3. With
        ``missing = "no-total"`` one group without a value leaves no mean.
        """
        if not self._component.groups:
            only = figures[None]
            return self._staging.figure(stage, of, only.value, (only,), only.why)
        weights = {
            group: self._weights[group]
            for group, figure in figures.items()
            if figure.value is not None
        }
        whole = sum(weights.values(), Fraction(0))
        parts = tuple(
            figure._replace(weight=weights[group] / whole if group in weights else None)
            for group, figure in figures.items()
        )
        lacking = _first_why(figures.values())
        if not weights or (lacking and not renormalised(self._component.missing)):
            return self._staging.figure(stage, of, None, parts, lacking)
        exact = sum(
            (part.value * part.weight for part in parts if part.value is not None and part.weight),
            Fraction(0),
        )
        return self._staging.figure(stage, of, exact, parts)

    def _sum(self, stage: Stage, of: str, parts: tuple[Figure, ...]) -> Figure:
        """Add ``parts`` up; without a value in one of them there is no sum."""
        values = [part.value for part in parts if part.value is not None]
        if len(values) < len(parts):
            return self._staging.figure(stage, of, None, parts, _first_why(parts))
        return self._staging.figure(stage, of, reduce(add, values), parts)


def _first_why(figures: Iterable[Figure]) -> Phrase | None:
    return next((figure.why for figure in figures if figure.value is None), None)
