"""From counted marks, answers and given figures to components, totals and ranks (计票, 排名).

In go a ``Scheme`` and ``Papers``, whether they come from files or from a record; out comes a
``Standing`` with each unit's rank and a tree of every figure it stands on. All of it is exact and
pure; nothing is rounded but where the scheme says.

>>> from scoring import read_meeting
>>> folder = read_meeting("sessions/2020-hunan")
>>> standing = stand(folder.scheme_file.sound(), folder.papers)
>>> first = standing.units[0]
>>> first.rank, first.unit.id, first.total.value
(1, 'shuili', Fraction(369, 4))
>>> live = first.total.parts[1]  # exact as it came, and after its stage's rounding
>>> live.of, live.exact, live.places, live.value
('live', Fraction(4410, 59), 2, Fraction(299, 4))

In the order of the arithmetic:

- ``papers``: what a standing is made from
- ``tally``: how often each mark and absence was found at each spot, and which marks count
- ``statistics``: what the marks at a spot become: dropping, mean, median, majority
- ``feedback``: answers to a mean worth for each unit
- ``figures``: from there through criteria and groups to a component's score
- ``standing``: components to total, rank, ties and grades; ``stand`` calls all the others
- ``scrutiny``: apart from these: marks that look mis-keyed
"""

from scoring.counting.figures import Figure, Stage
from scoring.counting.papers import Papers
from scoring.counting.standing import Found, Standing, UnitStanding, stand

__all__ = ["Figure", "Found", "Papers", "Stage", "Standing", "UnitStanding", "stand"]
