"""What a workbook keeps back (保密处理): breakdowns that would tell who marked what."""

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
    """Return ``votes`` with each column sorted by itself, inside each group."""
    if isinstance(votes, Boxes):
        return Boxes(tuple(_sorted(one) for one in votes.boxes))
    return _sorted(votes) if isinstance(votes, Ballots) else votes


def _sorted(ballots: Ballots) -> Ballots:
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
    return group, -cell


def write_withheld(
    page: Page,
    names: Mapping[str, str],
    figures: Mapping[str, Figure],
    scoring: Scoring,
    told: tuple[Scheme, Words],
) -> dict[str, Score]:
    """Write the scores of a component that is withheld, as figures of the program's own.

    ``figures``: the engine's, by unit id; ``told``: the scheme, and the component's title.
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
