"""Who came, who left, who is late (出席), and how each of these is taken back.

>>> there = Attendance().moved("D1", late=False).moved("D1", late=False)
>>> sorted(there.present), sorted(there.left), sorted(there.taken_back("D1").present)
([], ['D1'], ['D1'])
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there (出席)."""

    present: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    """Checked in after the first round had opened."""
    recused: frozenset[tuple[str, str]] = frozenset()
    """Deputy and unit."""
    steps: Mapping[str, tuple[bool, ...]] = field(default_factory=dict)
    """By deputy: each arrival and each departure that stands, in turn, the first one an arrival;
    whether it was after the first round had opened. Whoever has an odd number is there."""

    def moved(self, deputy: str, *, late: bool) -> "Attendance":
        """Return it with one more arrival or departure of ``deputy``, whichever is their turn."""
        return self._with(deputy, (*self.steps.get(deputy, ()), late))

    def taken_back(self, deputy: str) -> "Attendance":
        """Return it as it was before the last arrival or departure of ``deputy``.

        Raises KeyError where they have not come yet.
        """
        return self._with(deputy, self.steps[deputy][:-1])

    def _with(self, deputy: str, steps: tuple[bool, ...]) -> "Attendance":
        one = frozenset({deputy})
        there, gone = len(steps) % 2 == 1, bool(steps) and len(steps) % 2 == 0
        return replace(
            self,
            present=self.present | one if there else self.present - one,
            left=self.left | one if gone else self.left - one,
            late=self.late | one if any(steps[::2]) else self.late - one,
            steps={**self.steps, deputy: steps},
        )
