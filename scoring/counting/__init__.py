"""From counted marks, answers and given figures to components, totals and ranks (排名)."""

from scoring.counting.figures import Figure, Stage
from scoring.counting.papers import Papers
from scoring.counting.standing import Found, Standing, UnitStanding, stand

__all__ = ["Figure", "Found", "Papers", "Stage", "Standing", "UnitStanding", "stand"]
