"""The ranking as it is read (排名表): it sorts itself when a mark changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.workbook.lines import Line, Table, quoted
from scoring.documents.workbook.look import decimals
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.ranks import Ranked
from scoring.documents.workbook.rules import Rules
from scoring.documents.workbook.scores import Score
from scoring.documents.workbook.totals import TotalOf
from scoring.scheme import Scheme
from scoring.standing import Standing
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class Listed:
    """Where the list stands."""

    table: Table
    unit: int
    components: tuple[int, ...]
    """Columns."""


def write_ranking(
    page: Page,
    standing: Standing,
    ranked: Ranked,
    names: Sequence[str],
    totals: Sequence[TotalOf],
) -> Listed:
    """Write the units by rank; ``names`` and ``totals`` in the list's order."""
    return _Ranking(page, standing.scheme, ranked).write(names, totals)


class _Ranking:
    """Writes the list."""

    def __init__(self, page: Page, scheme: Scheme, ranked: Ranked) -> None:
        self._page = page
        self._scheme = scheme
        self._ranked = ranked
