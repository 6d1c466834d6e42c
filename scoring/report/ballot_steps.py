"""How the marks of one unit became its score in one ballot component (得分过程), as an outline.

A ``Figure`` is a tree: the component's score has criteria or groups as its parts, those have
others, and the leaves carry the marks. The outline follows the tree, each part under the title of
its group or criterion, and is read from the bottom of each branch: marks, what they became, scaled,
weighted, rounded.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from scoring.ballots import Marking
from scoring.counting import Figure, Found, Stage
from scoring.points import Rounding, decimal_text, exact_text
from scoring.report.blocks import Item, Words
from scoring.report.mark_steps import mark_steps
from scoring.report.printed import ABSENCES, went_on
from scoring.report.rounding_steps import rounding_step
from scoring.scheme import Ballot, GroupOrder
from scoring.wording import say


def ballot_steps(
    component: Ballot, figure: Figure, found: Found, rounding: Rounding
) -> Iterator[Item]:
    """Yield the stages of ``figure``, from the marks found to the component's score.

    ``figure`` is the component's own, of one unit; ``found`` counts that unit's cells in it over
    all criteria and groups; ``rounding`` is the scheme's, of all stages. Where ballots count only
    whole, a line says how many marks were lost on ballots with an empty cell.
    """
    yield cells_found(found)
    counting = sum(_counting(figure))
    # Both count the marks of one unit, but ``found`` takes them from all ballots, ``figure`` only
    # from those that count: 60 found and 57 counting are 3 on ballots with an empty cell.
    if counting < found.counted:
        lost = found.counted - counting
        yield Item(say("{marks} of them do not count: an empty cell voids a ballot", marks=lost))
    yield from _BallotSteps(component, rounding).of(figure)


def cells_found(found: Found) -> Item:
    """Say how many marks were found, and how many cells of each absence that was found at all."""
    absent = tuple(
        say("{kind} {count}", kind=kind, count=found.absent[absence])
        for absence, kind in ABSENCES.items()
        if found.absent[absence]
    )
    if not absent:
        return Item(say("{marks} marks found", marks=found.counted))
    return Item(
        say("{marks} marks found; not counted: {absent}", marks=found.counted, absent=absent)
    )


def _counting(figure: Figure) -> Iterator[int]:
    """Yield how many marks counted at each spot below ``figure``, dropped ones included."""
    if figure.outcome is not None:
        for runs in figure.outcome.trimmed:
            yield sum(count for _, count in runs)
    for part in figure.parts:
        yield from _counting(part)


class _BallotSteps:
    """The stages of one component, each under the title of what it is of.

    A criterion or group that there is only one of has no title of its own: its stages stand where
    those of the whole would.
    """

    def __init__(self, component: Ballot, rounding: Rounding) -> None:
        self._component = component
        self._rounding = rounding
        self._marking = Marking(component)
        self._earned: Mapping[str, Fraction] = {item.id: item.points for item in component.items}
        self._groups = {group.id: group.title for group in component.groups}
        self._criteria = {criterion.id: criterion.title for criterion in component.criteria}

    def of(self, figure: Figure) -> Iterator[Item]:
        """Yield what ``figure`` was made of, how, and its rounding.

        Parts come before what they make.
        """
        for part in figure.parts:
            title = self._title(part)
            if title is None:
                yield from self.of(part)
            else:
                yield Item(_result(title, part), tuple(self.of(part)))
        if figure.outcome is not None:
            yield from mark_steps(self._component, self._marking, figure.outcome)
        elif figure.exact is not None:
            yield from self._made(figure, figure.exact)
        yield from rounding_step(figure, self._rounding)

    def _title(self, part: Figure) -> str | None:
        """Return the title of the criterion or group that ``part`` is of; None where it is plain.

        Groups stand inside the criteria, or the criteria inside the groups.
        """
        match part.stage:
            case "criterion":
                return self._criteria.get(part.of)
            case "statistic" | "group":
                by_group = part.stage == _stage_of_groups(self._component.order)
                return self._groups.get(part.of) if by_group else None
            case "component" | "total":
                return None
            case never:
                assert_never(never)

    def _made(self, figure: Figure, exact: Fraction) -> Iterator[Item]:
        """Yield how ``figure`` was made of its parts; nothing where it is its only part, unchanged.

        By its stage: a mean mark times points ÷ full; a weighted mean over groups; or a sum.
        """
        if _scales(figure.stage):
            yield Item(self._scaled(figure, exact))
        elif any(part.weight is not None for part in figure.parts):
            terms = (
                f"{went_on(part)} × {exact_text(part.weight)}"
                for part in figure.parts
                if part.weight is not None
            )
            text = f"{' + '.join(terms)} = {decimal_text(exact)}"
            yield Item(say("weighted mean of the groups:"), (Item(text),))
        elif len(figure.parts) > 1:
            terms = (went_on(part) for part in figure.parts)
            yield Item(f"{' + '.join(terms)} = {decimal_text(exact)}")

    def _scaled(self, figure: Figure, exact: Fraction) -> str:
        """Return how a mean mark became points: × the criterion's points ÷ full."""
        [mean] = figure.parts
        points = exact_text(self._earned[figure.of])
        full = exact_text(self._component.full)
        return f"{went_on(mean)} × {points} ÷ {full} = {decimal_text(exact)}"


def _scales(stage: Stage) -> bool:
    """Whether mean marks become points there."""
    match stage:
        case "criterion":
            return True
        case "statistic" | "group" | "component" | "total":
            return False
        case never:
            assert_never(never)


def _stage_of_groups(order: GroupOrder) -> Stage:
    """Return the stage whose figures are each of one group."""
    match order:
        case "criterion-first":
            return "statistic"
        case "group-first":
            return "group"
        case never:
            assert_never(never)


def _result(title: str, figure: Figure) -> Words:
    """Return ``title`` with the figure as it goes on, or why there is none."""
    if figure.value is None:
        return say("{title}: no value, {why}", title=title, why=figure.why)
    return say("{title}: {figure}", title=title, figure=went_on(figure))
