"""From counted marks, answers and given figures to components, totals and ranks (排名)."""

from scoring.standing.figures import Figure, Stage
from scoring.standing.papers import Papers
from scoring.standing.ranking import Found, Standing, UnitStanding, stand

__all__ = ["Figure", "Found", "Papers", "Stage", "Standing", "UnitStanding", "stand"]
