"""A meeting whose exact figures have more digits than a spreadsheet keeps."""

from decimal import Decimal

from scoring.ballots import Ballots, as_cell
from scoring.counting import Papers
from scoring.roster import Unit
from scoring.scheme import Scheme
from tests.property.papers import scheme_of
from tests.property.schemes import Table

GROUPS = {"a": (17, "17.0303"), "b": (19, "13.3701"), "c": (23, "29.7109")}
"""Ballots and weight of each group."""
RATERS = 59
CRITERIA = {"x": "49.9307", "y": "50.0401"}


def long_figures() -> tuple[Scheme, Papers]:
    """Return a scheme without any rounding but the last, and three units marked under it."""
    units = tuple(Unit(f"u{at}", f"单位{at}") for at in range(3))
    columns = {
        (unit.id, criterion): [
            as_cell(-2 if (row + at) % (5 + at + no) == 0 else (row * 37 + at * 11) % 101)
            for row in range(RATERS)
        ]
        for at, unit in enumerate(units)
        for no, criterion in enumerate(CRITERIA)
    }
    groups = tuple(name for name, (count, _) in GROUPS.items() for _ in range(count))
    ballots = Ballots(tuple(map(str, range(RATERS))), groups, columns)
    return scheme_of(_scheme()), Papers(units, {"live": ballots})


def _scheme() -> Table:
    live: Table = {
        "id": "live",
        "title": "得分",
        "kind": "ballot",
        "points": sum(map(Decimal, CRITERIA.values())),
        "full": Decimal("100.1907"),
        "scale": {"start": 0, "cap": 100},
        "group": [
            {"id": name, "title": name, "weight": Decimal(weight)}
            for name, (_, weight) in GROUPS.items()
        ],
        "criterion": [
            {"id": name, "title": name, "points": Decimal(points)}
            for name, points in CRITERIA.items()
        ],
    }
    return {
        "schema": 1,
        "id": "long",
        "title": "不修约的办法",
        "component": [live],
        "total": {"rank_on": "exact", "tie_break": ["live"]},
    }
