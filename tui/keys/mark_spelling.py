"""What typed digits mean in a cell (写法): complete marks, begun ones, impossible ones.

Every mark of a criterion is spelt out beforehand, 75 as ``75``, 78.5 as ``785`` and ``78.5``, the
second level as ``2``; what is typed is looked up. A scale with too many steps is not listed: there
a mark ends with Enter.

>>> from scoring import read_scheme
>>> [live] = read_scheme("hunan-2020").sound().of_kind(Ballot)
>>> forms = forms_of(live)
>>> [(typed, forms.standing(typed)) for typed in ("7", "75", "99")]
[('7', 'open'), ('75', 'complete'), ('99', 'impossible')]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from scoring.ballots import Cell, IllegalMark, Mark, Marking, spelled
from scoring.points import exact_text, figure
from scoring.scheme import Ballot
from scoring.wording import Phrase, say

TypedSoFar: TypeAlias = Literal["complete", "open", "impossible"]
"""Of what was typed: it can only be this mark; it may go on; no mark begins so."""

LONGEST = 13
"""Characters of a mark: six digits, a point, six digits."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How the marks of one criterion are typed."""

    meant: Mapping[str, Cell]
    """Every text that is a mark, to its cell; empty where there are too many to list."""
    begun: frozenset[str]
    """Every text that a longer one of ``meant`` begins with."""
    marking: Marking
    levels: tuple[str, ...] = ()
    """Names of the levels, in the order of their digits; empty where marks are figures."""

    def standing(self, typed: str) -> TypedSoFar:
        """Return how far ``typed``, which is not empty, has come."""
        if not self.meant:
            figure = typed.replace(".", "", 1)
            return "open" if figure.isdigit() and len(typed) <= LONGEST else "impossible"
        if typed in self.begun:
            return "open"
        return "complete" if typed in self.meant else "impossible"

    def cell(self, typed: str) -> Cell | None:
        """Return the mark that ``typed`` is as it stands; None where it is none."""
        if self.meant:
            return self.meant.get(typed)
        try:
            return self.marking.read(typed)
        except IllegalMark:
            return None

    def reason(self, typed: str) -> Phrase:
        """Say why ``typed``, for which ``cell`` gives None, is no mark."""
        if self.levels:
            listed = tuple(f"{number} {level}" for number, level in enumerate(self.levels, 1))
            return say("{typed} is no level; these are: {levels}", typed=typed, levels=listed)
        pointed = self._refused(self._pointed(typed))
        if pointed and pointed.code == "mark.off-grid":
            return pointed.reason
        illegal, points = self._refused(typed), figure(typed)
        highest = self.marking.points(self.marking.marks[-1])
        if illegal and illegal.code == "mark.outside" and points and points > highest:
            return say("{typed} is above the highest mark, {highest}", typed=typed,
                       highest=exact_text(highest))  # fmt: skip
        return illegal.reason if illegal else say("{typed} is no mark here", typed=typed)

    def _refused(self, typed: str) -> IllegalMark | None:
        """Return why ``typed`` is no mark as it is written; None where it is one."""
        try:
            self.marking.read(typed)
        except IllegalMark as illegal:
            return illegal
        return None

    def _pointed(self, typed: str) -> str:
        """Return ``typed`` with the point that may be left out, where marks have places."""
        places = max((len(one.partition(".")[2]) for one in self.meant), default=0)
        if "." in typed or not places or len(typed) <= places:
            return typed
        return f"{typed[:-places]}.{typed[-places:]}"

    def text(self, cell: Mark) -> str:
        """Return a mark as it stands on a ballot: a figure, or the level's name."""
        return self.marking.text(cell)


def forms_of(component: Ballot) -> Forms:
    """Return how the marks of ``component`` are typed."""
    marking = Marking(component)
    meant = spelled(marking)
    names: tuple[str, ...] = ()
    if component.worth:
        names = (*component.worth, *(component.not_counted[:1] or ("不了解",)))
    return Forms(meant, _beginnings(meant), marking, names)


def _beginnings(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text[:end] for text in texts for end in range(1, len(text)))
