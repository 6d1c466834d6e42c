"""What stands on ballots (票): marks, and five kinds of absence; what is legal under a scheme.

A cell is one whole number: a mark by its place, from 0, or an absence below zero. What a mark is
worth only its component's ``Marking`` says.

>>> from scoring import read_scheme
>>> [live] = read_scheme("hunan-2020").sound().of_kind(Ballot)  # 60 to 80 in whole points
>>> marking = Marking(live)
>>> marking.read("78"), marking.read("弃权")
(18, <Absence.ABSTAINED: -2>)
>>> marking.points(Mark(18)), marking.text(Mark(18))
(Fraction(78, 1), '78')

Cells lie in columns, one for each unit and criterion, and all columns of a ``Ballots`` are as
long as its ``numbers``: position 3 of every column is the fourth ballot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from math import lcm
from typing import NewType, TypeAlias, TypeGuard, cast

from scoring.points import exact_text, figure
from scoring.scheme import Ballot
from scoring.wording import Phrase, say

Mark = NewType("Mark", int)
"""A mark by its place: steps above the floor on a scale, else the level's position, from 0."""


class Absence(IntEnum):
    """Why a cell holds no valid mark; below zero, so that no absence can pass for a mark."""

    BLANK = -1
    """空白: read, and found empty."""
    ABSTAINED = -2
    """弃权."""
    RECUSED = -3
    """回避."""
    VOID = -4
    """无效."""
    UNKNOWN = -5
    """不了解, or what the scheme does not count."""


Cell: TypeAlias = Mark | Absence
"""A mark, or an absence; records and columns hold an absence as its bare number, too.

So what a cell is, is asked of ``is_mark``, never of ``isinstance``.
"""


def as_cell(number: int) -> Cell:
    """Return the cell that a bare ``number`` is: from a record, or counted out by us.

    Nothing is checked: whether a scheme has such a place, ``Marking.worth`` finds out.
    """
    return cast("Cell", number)


def is_mark(cell: Cell) -> TypeGuard[Mark]:
    """Whether ``cell`` is a mark, and no absence."""
    return cell >= 0


_WORDS: Mapping[str, Absence] = {
    "": Absence.BLANK,
    "弃权": Absence.ABSTAINED,
    "abstain": Absence.ABSTAINED,
    "回避": Absence.RECUSED,
    "recused": Absence.RECUSED,
    "无效": Absence.VOID,
    "void": Absence.VOID,
    "不了解": Absence.UNKNOWN,
    "unknown": Absence.UNKNOWN,
}

SIGNS: Mapping[str, Absence] = {
    ".": Absence.BLANK,
    "-": Absence.ABSTAINED,
    "*": Absence.RECUSED,
    "/": Absence.VOID,
    "=": Absence.UNKNOWN,
}
"""What is keyed for the absences (键): at the screens and on command lines, never in files."""
MEANT = str.maketrans(
    "０１２３４５６７８９．。－−—＊×／、＝？＋",  # noqa: RUF001 - what input methods send
    "0123456789..---**//=?+",
)
"""Full-width signs, and what a Chinese keyboard makes of the same keys."""


def absence_of(text: str) -> Absence | None:
    """Return the absence that ``text`` says in every scheme, or None; ASCII words in any case."""
    return _WORDS.get(text.lower() if text.isascii() else text)


class IllegalMark(ValueError):
    """A text is no mark under the scheme; ``reason`` says why, ``code`` what kind of why."""

    def __init__(self, code: str, reason: Phrase) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Marking:
    """The marks that one component allows, and what each is worth.

    Worths are whole numbers of ``1/unit`` points, so that marks add up as integers: on a scale
    from 9 to 10 in steps of 0.01, ``unit`` is 100, ``count`` 101, and the mark 9.75, at place 75,
    is worth 975.
    """

    # Of _first and _step on the one hand, and _levels on the other, only one is filled: a scale's
    # worths are computed, since there can be a million, those of levels and lists looked up.
    __slots__ = ("_component", "_first", "_levels", "_read", "_step", "count", "unit")

    def __init__(self, component: Ballot) -> None:
        self._component = component
        self._levels: tuple[int, ...] = ()
        self._first = self._step = 0
        if scale := component.scale:
            self.unit = lcm(scale.lowest.denominator, scale.step.denominator)
            self._first = int(scale.lowest * self.unit)
            self._step = int(scale.step * self.unit)
            self.count = int((scale.cap - scale.lowest) / scale.step) + 1
        else:
            worths = component.allowed or tuple((component.worth or {}).values())
            self.unit = lcm(*(worth.denominator for worth in worths))
            self._levels = tuple(int(worth * self.unit) for worth in worths)
            self.count = len(worths)
        self._read: dict[str, Cell] = {}

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks, in the order of their places."""
        return cast("Sequence[Mark]", range(self.count))

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the levels, best first; empty where marks are figures."""
        return tuple(self._component.worth or ())

    def worth(self, mark: Mark) -> int:
        """Return what ``mark`` is worth, in ``1/unit`` points.

        Raises IndexError for an absence: it is worth nothing, not zero.
        """
        if not 0 <= mark < self.count:
            raise IndexError(mark)
        return self._levels[mark] if self._levels else self._first + mark * self._step

    def points(self, mark: Mark) -> Fraction:
        """Return what ``mark`` is worth, in points. Raises IndexError for an absence."""
        return Fraction(self.worth(mark), self.unit)

    def text(self, mark: Mark) -> str:
        """Return ``mark`` as it is written on a ballot: a figure, or the level's name.

        Raises IndexError for an absence.
        """
        points = self.points(mark)
        return tuple(self._component.worth)[mark] if self._component.worth else exact_text(points)

    def read(self, text: str) -> Cell:
        """Return the mark or absence that ``text``, a cell of a file, means.

        Tried in order: a level's own name, a name in ``not_counted``, the words for absences, a
        figure. Spaces around it do not matter; nothing at all is ``Absence.BLANK``. Raises
        IllegalMark. Source: docs/files.md, "A mark".
        """
        cell = self._read.get(text)
        if cell is None:
            cell = self._read[text] = self._meant(text.strip())
        return cell

    def _meant(self, text: str) -> Cell:
        component = self._component
        if component.worth and text in component.worth:
            return Mark(tuple(component.worth).index(text))
        if text in component.not_counted:
            return Absence.UNKNOWN
        absence = absence_of(text)
        return self._figure(text) if absence is None else absence

    def _figure(self, text: str) -> Mark:
        points = figure(text)
        if self._component.worth:
            raise IllegalMark(
                "mark.level",
                say(
                    "{text} is not one of the levels: {levels}",
                    text=text,
                    levels=tuple(self._component.worth),
                ),
            )
        if points is None:
            raise IllegalMark("mark.not-a-mark", say("{text} is not a mark", text=text))
        if allowed := self._component.allowed:
            if points in allowed:
                return Mark(allowed.index(points))
            shown = tuple(exact_text(mark) for mark in allowed)
            raise IllegalMark(
                "mark.not-allowed",
                say("{text} is not one of the marks allowed: {marks}", text=text, marks=shown),
            )
        return self._on_scale(points)

    def _on_scale(self, points: Fraction) -> Mark:
        lowest, highest = self.points(self.marks[0]), self.points(self.marks[-1])
        if not lowest <= points <= highest:
            raise IllegalMark(
                "mark.outside",
                say(
                    "{mark} is outside {floor} to {cap}",
                    mark=exact_text(points),
                    floor=exact_text(lowest),
                    cap=exact_text(highest),
                ),
            )
        mark = (points * self.unit - self._first) / self._step
        if mark.denominator != 1:
            raise IllegalMark(
                "mark.off-grid",
                say(
                    "{mark} is not on the grid: marks go up from {floor} in steps of {step}",
                    mark=exact_text(points),
                    floor=exact_text(lowest),
                    step=exact_text(Fraction(self._step, self.unit)),
                ),
            )
        return Mark(int(mark))


MOST_SPELLED = 2_000
"""With more marks than this none has spellings of its own: each is typed as it is written."""


# What ends by itself ends with its places; what Enter ends is as it is written. On a scale from 60
# to 80 in steps of 0.5, "785" is 78.5, "780" is 78, and so is "78" with Enter. With a scale from 0
# to 100, "100" could be 10.0 and is a mark as it is written: it does not end by itself, since
# "1000" goes on, and with Enter it is 100; 10 is "10" with Enter. So no digits that end by
# themselves are ever written for another mark: what is written as W has "W0" for its places.
def spelled(marking: Marking) -> dict[str, Cell]:
    """Return each text that means a mark where marks are typed (键入), at screens and on lines.

    Levels go by their place, from 1, and after them what the scheme does not count. Figures go as
    they are written; with places, also with all of them, and without the point: ``785`` is 78.5.
    What is a mark as it is written is never another one without its point. Empty where there are
    more than ``MOST_SPELLED``. In files none of it is known.
    """
    if marking.levels:
        cells: tuple[Cell, ...] = (*marking.marks, Absence.UNKNOWN)
        return {str(place): cell for place, cell in enumerate(cells, 1)}
    if marking.count > MOST_SPELLED:
        return {}
    plain: dict[str, Cell] = {marking.text(mark): mark for mark in marking.marks}
    places = max(len(text.partition(".")[2]) for text in plain)
    if not places:
        return plain
    full = {_with_places(text, places): mark for text, mark in plain.items()}
    pointless = {text.replace(".", ""): mark for text, mark in full.items()}
    return pointless | full | plain


def _with_places(text: str, places: int) -> str:
    whole, _, rest = text.partition(".")
    return f"{whole}.{rest:0<{places}}"


Spot: TypeAlias = tuple[str, str, str | None]
"""Unit id, criterion id, group id (None where the component has no groups)."""


@dataclass(frozen=True, slots=True)
class Ballots:
    """The ballots of one component: a column of cells per unit and criterion."""

    numbers: tuple[str, ...]
    """Ballot numbers (票号), one for each row."""
    groups: tuple[str, ...] | None
    """Group id of each ballot, where the component has groups."""
    cells: Mapping[tuple[str, str], Sequence[Cell]]
    """(unit id, criterion id) to a column, as long as ``numbers``, in their order."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each mark and absence was given (计数), instead of ballots."""

    cells: Mapping[Spot, Mapping[Cell, int]]
    """At each spot, how often each cell was found; a spot that no count is of is missing."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Ballots that were cast apart, in a round for each unit (票箱); they add up.

    The same number in two boxes is not the same sheet.
    """

    boxes: tuple[Ballots, ...]


Votes: TypeAlias = Ballots | Counts | Boxes
