"""What a workbook keeps back (保密处理): breakdowns that would tell who marked what.

The workbook shows every ballot. That betrays no vote while nobody can say whose a row is; but of
three people who marked as a group, or of one who was recused, it can be said. Then either the rows
are taken apart, or nothing is shown but the score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.ballots import Ballots, Boxes, Cell, Votes
from scoring.counting import Figure, Standing
from scoring.documents.workbook.exact import Ratio
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageTable
from scoring.documents.workbook.scores import Score, Scoring
from scoring.report.blocks import Words
from scoring.report.formal.privacy import hidden, recusals_identify, spots_hidden
from scoring.scheme import Ballot, Scheme
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class Discretion:
    """How the ballots of each component are treated, by its id."""

    withheld: frozenset[str] = frozenset()
    """Not shown: of each unit only the score stands there, as a figure of the program's own."""
    unlinked: frozenset[str] = frozenset()
    """Shown, but each unit's marks by themselves: no row is a ballot."""


OPEN = Discretion()
"""Nothing is kept back."""


def discretion(standing: Standing) -> Discretion:
    """Return what the workbook of a result keeps back, by ``min_cell`` of its scheme.

    Whoever sees one of few recusals sees whose ballot that is: then no row may be a ballot.
    Where a rule needs whole ballots, nothing of them is shown instead.
    """
    withheld, unlinked = set(), set()
    for component in standing.scheme.of_kind(Ballot):
        told = recusals_identify(standing, component)
        if spots_hidden(standing, component) or (told and component.needs_ballots):
            withheld.add(component.id)
        elif told:
            unlinked.add(component.id)
    return Discretion(frozenset(withheld), frozenset(unlinked))


def unlinked(votes: Votes) -> Votes:
    """Return ``votes`` with each column sorted by itself, inside each group.

    So each count is as before, and no row is a ballot; the numbers are dashes. Counts have no rows
    and come back as they are.
    """
    if isinstance(votes, Boxes):
        return Boxes(tuple(_sorted(one) for one in votes.boxes))
    return _sorted(votes) if isinstance(votes, Ballots) else votes


def _sorted(ballots: Ballots) -> Ballots:
    """Return one box of ballots, each column sorted by itself, marks before absences."""
    groups = ballots.groups or ("",) * len(ballots.numbers)

    def column(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(cell for _, cell in sorted(zip(groups, cells, strict=True), key=_best_first))

    return replace(
        ballots,
        numbers=("-",) * len(ballots.numbers),
        groups=ballots.groups and tuple(sorted(groups)),
        cells={spot: column(cells) for spot, cells in ballots.cells.items()},
    )


def _best_first(found: tuple[str, Cell]) -> tuple[str, int]:
    group, cell = found
    # A mark by its place, from 0; absences are below zero, and so come last.
    return group, -cell


def write_withheld(
    page: Page,
    names: Mapping[str, str],
    figures: Mapping[str, Figure],
    scoring: Scoring,
    told: tuple[Scheme, Words],
) -> dict[str, Score]:
    """Write the scores of a component that is withheld, as figures of the program's own.

    ``names`` and ``figures``: what is shown and the engine's score, by unit id; ``told``: the
    scheme, and the component's title. Return the scores, by unit id, which the total adds up as it
    does others.
    """
    scheme, title = told
    table = PageTable(page, say("{title}: score", title=title))
    scores = {}
    for unit, figure in figures.items():
        line = table.line()
        line.words(say("unit"), names[unit])
        value = figure.value
        top = line.own(say("numerator"), None if value is None else value.numerator)
        bottom = line.own(say("denominator"), 1 if value is None else value.denominator)
        ratio = Ratio(top, bottom, f'{top.text}=""')
        scores[unit] = scoring.write(line, ratio, figure._replace(exact=value))
        line.words(say("remark"), hidden(scheme), "fixed")
    return scores
