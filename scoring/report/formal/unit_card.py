"""The card of one unit (得分说明卡): why this rank. For the unit itself, on paper."""

from scoring.ballots import Marking
from scoring.counting import Figure, UnitStanding
from scoring.report.blocks import Blocks, Column, Heading, Outline, Table, outline
from scoring.report.explanation import component_steps, result_line, total_steps
from scoring.report.formal.distribution import distribution, marks_by_worth
from scoring.report.formal.document import head
from scoring.report.formal.dossier import Dossier
from scoring.report.formal.privacy import too_few
from scoring.report.formal.shares import apart, share_text
from scoring.report.formal.sources import origin, sources
from scoring.report.neighbours import field_of, place
from scoring.report.printed import NOTHING, component_text, total_text
from scoring.report.ranking import rank_text
from scoring.scheme import Ballot
from scoring.wording import Phrase, say

NEIGHBOURS = 2
"""How many units are shown on each side."""


def unit_card(dossier: Dossier, one: UnitStanding) -> Blocks:
    """Yield where ``one`` stands and every stage of its score, on one or two pages.

    ``one`` is a unit of the dossier's standing. Two units on each side are shown with their scores.
    """
    yield from head(say("Why this rank: {unit}", unit=one.unit.name), dossier)
    scheme = dossier.scheme
    yield Heading(say("Place in the ranking"))
    yield Outline(tuple(place(dossier.counted, one)))
    if near := _neighbours(dossier, one):
        yield _table(dossier, near)
    for component, figure in zip(scheme.components, one.total.parts, strict=True):
        yield Heading(result_line(component.title, component_text(scheme, component, figure)))
        yield Outline(tuple(component_steps(dossier.counted, component, figure, one, dossier.held)))
        if isinstance(component, Ballot):
            yield from distribution(scheme, component, figure)
            yield from _best_level(dossier, component, figure)
    yield Heading(result_line(say("total"), total_text(scheme, one.total)))
    yield Outline(tuple(total_steps(scheme, one.total)))
    yield from sources(dossier)
    yield from origin(scheme)


def _neighbours(dossier: Dossier, one: UnitStanding) -> list[UnitStanding]:
    """Return the units around ``one`` in its field, itself among them.

    The list is empty where it has no rank, or no fellow.
    """
    field = list(field_of(dossier.counted, one))
    if one not in field or len(field) == 1:
        return []
    at = field.index(one)
    return field[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS + 1]


def _table(dossier: Dossier, units: list[UnitStanding]) -> Table:
    scheme = dossier.scheme
    columns = (
        Column(say("Rank")),
        Column(say("Unit")),
        *(Column(part.title, "right") for part in scheme.components),
        Column(say("Total"), "right"),
    )
    rows = tuple(
        (
            rank_text(one),
            one.unit.name,
            *(
                component_text(scheme, part, figure) or NOTHING
                for part, figure in zip(scheme.components, one.total.parts, strict=True)
            ),
            total_text(scheme, one.total) or NOTHING,
        )
        for one in units
    )
    return Table(columns, rows, keys=2)


def _best_level(dossier: Dossier, component: Ballot, figure: Figure) -> Blocks:
    """Yield how far the share of the best level is from that of all units together.

    Nothing where marks are figures, or where too few marks would be told.
    """
    if not component.worth or too_few(dossier.scheme, figure):
        return
    marking = Marking(component)
    # Levels are listed best first.
    best, level = marking.worth(marking.marks[0]), next(iter(component.worth))
    position = dossier.scheme.components.index(component)
    for criterion in component.items:
        own = marks_by_worth(figure, criterion.id)
        whole = [
            marks_by_worth(one.total.parts[position], criterion.id) for one in dossier.counted.units
        ]
        of_all = (sum(one[best] for one in whole), sum(one.total() for one in whole))
        if own.total():
            yield outline(_compared(level, (own[best], own.total()), of_all))


def _compared(level: str, own: tuple[int, int], of_all: tuple[int, int]) -> Phrase:
    """Say it: ``own`` and ``of_all`` are each so many of so many."""
    return say(
        "{level}: {count} of {whole} = {share}; all units together {all}: {distance}",
        level=level,
        count=own[0],
        whole=own[1],
        share=share_text(*own),
        all=share_text(*of_all),
        distance=apart(own, of_all),
    )
