"""The score of a unit in one component (计分项得分): exact, and as it is published."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.counting import Figure
from scoring.documents.workbook.exact import Exact, Ratio, RoundsTo, StageFormulas
from scoring.documents.workbook.page_lines import PageLine
from scoring.points import rounded


@dataclass(frozen=True, slots=True)
class Score:
    """A score on the sheet."""

    exact: Exact
    """As it goes into the total."""
    shown: str
    """The cell that shows it as it is published."""
    published: Fraction | None
    places: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """How one component's scores are rounded and published.

    A component may go exact into the total, and is published rounded all the same: 4410/59 is added
    up, 74.75 is shown.
    """

    stage: StageFormulas
    total: RoundsTo
    """Where the component is not rounded, it is published as the total is."""

    def write(self, line: PageLine, ratio: Ratio, figure: Figure) -> Score:
        """Write the score that ``ratio`` comes to; ``figure`` is the engine's, of one unit."""
        exact = self.stage.write(line, ratio, figure)
        if self.stage.places is not None:
            return Score(exact, exact.shown, figure.value, self.stage.places.places)
        value = figure.value
        if value is not None:
            value = rounded(value, self.total.places, self.stage.rounding)
        shown = self.stage.printed(line, exact, self.total, value)
        return Score(exact, shown.shown, value, self.total.places)
