"""What is too few to be shown (最小单元格): a breakdown that would show who marked what.

The scheme's ``min_cell`` says how many ballots a group needs. With 5, a group of three that all
gave 90 would tell each of their votes; and if it alone were left out, the whole and the other
groups would tell it all the same. So a breakdown is shown for every unit, or for none.
"""

from collections.abc import Iterator

from scoring.ballots import Absence
from scoring.counting import Figure, Standing
from scoring.scheme import Ballot, Scheme
from scoring.wording import Phrase, say


def marks_of(figure: Figure) -> int:
    """Return how many marks were counted at the one spot of ``figure``, dropped ones included.

    0 where ``figure`` was not made from marks itself, but from other figures.
    """
    if figure.outcome is None:
        return 0
    return sum(count for runs in figure.outcome.trimmed for _, count in runs)


def spots(figure: Figure) -> Iterator[Figure]:
    """Yield the figures below ``figure`` that were made from marks, one for each spot.

    ``figure`` itself, if it is one. A spot is one unit, criterion and group.
    """
    if figure.outcome is not None:
        yield figure
    for part in figure.parts:
        yield from spots(part)


def too_few(scheme: Scheme, figure: Figure) -> bool:
    """Tell whether some spot of a unit's component holds marks, but fewer than ``min_cell``.

    ``figure`` is the component's. A spot without any mark tells nothing of anybody.
    """
    return any(0 < marks_of(spot) < scheme.procedure.min_cell for spot in spots(figure))


def groups_hidden(standing: Standing, component: Ballot) -> bool:
    """Tell whether the groups of ``component`` are shown nowhere.

    Where one is too small for one unit, none is shown for any: what is left out could be derived
    from the others and the whole.
    """
    return bool(component.groups) and spots_hidden(standing, component)


def spots_hidden(standing: Standing, component: Ballot) -> bool:
    """Tell whether some unit has marks in ``component``, but too few at some spot."""
    position = standing.scheme.components.index(component)
    return any(too_few(standing.scheme, one.total.parts[position]) for one in standing.units)


def recusals_identify(standing: Standing, component: Ballot) -> bool:
    """Tell whether so few were recused for some unit that their secret ballots would be known.

    Who was recused is known to others: one row of a table with a recusal is then their ballot. Of
    ballots that carry names there is nothing to find out.
    """
    procedure = standing.scheme.procedure
    return procedure.secret and any(
        0 < one.found[component.id].absent[Absence.RECUSED] < procedure.min_cell
        for one in standing.units
    )


def hidden(scheme: Scheme) -> Phrase:
    """Say why something is not shown, with the scheme's number."""
    return say(
        "not broken down: fewer than {ballots} ballots, and the votes could be told apart",
        ballots=scheme.procedure.min_cell,
    )
