"""What a dialogue asks, and how it stands on a screen (问答): questions in, painted lines out.

A dialogue has up to three parts, always in this order: 一 what, 二 why, 三 who. Questions without a
part stand one under the other. Nothing here waits, and nothing knows a terminal.

>>> asked = ScreenQuestion(say("Which line?"), choices=(("a", "甲局"), ("b", "乙局")))
>>> asked.meant("2"), asked.meant("乙局"), asked.meant("3")
('b', 'b', '3')
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scoring.wording import Phrase, say
from tui.frame.screentext import (
    Look,
    ScreenLine,
    blanks,
    cut,
    field,
    folded,
    line,
    piece,
    seen,
    width,
)

EDGE = 2
"""Cells before a question without a part, for the mark of the one in hand; and beside answers."""
LABEL = 12
"""Cells before a question that has a part."""
NUMBER = 4
"""Of these, for the part's number."""
LEAST, MOST = 24, 60
"""Cells of a field that takes the rest of its row: at least, else it stands below; at most."""
PICK = 6
"""Cells of the field in which a choice is typed."""
APART = 3
"""Blanks between two questions in one row."""
NUMBERS = (say("I"), say("II"), say("III"))
"""一, 二, 三."""


class DialoguePart(NamedTuple):
    """One of the parts of a dialogue."""

    name: Phrase


WHAT, WHY, WHO = DialoguePart(say("what")), DialoguePart(say("reason")), DialoguePart(say("signed"))
"""事项, 理由, 签认."""

Proof = Callable[[tuple[str, ...]], Awaitable[Phrase | None]]
"""Proves the last of the answers, which are all up to it; says why it will not do, else None."""


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """One thing to be typed."""

    asks: Phrase | str
    """The question; empty where its part says it already."""
    check: Callable[[str], Phrase | None] = lambda _: None
    """Says why an answer will not do; None where it does."""
    usual: str = ""
    """What an empty answer means."""
    choices: tuple[tuple[str, Phrase | str], ...] = ()
    """What may be answered, each with what it is; by its place in the list, too."""
    taken: tuple[str, ...] = ()
    """Choices that an answer before this one has taken; they keep their places, and are not
    offered."""
    plain: bool = False
    """Whether the choices are shown without their names, which nobody types."""
    secret: bool = False
    typed: bool = True
    """Whether anything is typed; else Enter says yes, and the question itself says so."""
    part: DialoguePart | None = None
    """Under which heading it stands."""
    cells: int = 0
    """Room for its answer; 0: the rest of the row, or what a choice takes."""
    beside: bool = False
    """Whether it stands in the row of the one before it, where there is room."""
    note: Phrase | str = ""
    """Stands behind its field."""
    over: Phrase | str = ""
    """Stands above its choices."""
    under: Phrase | str = ""
    """Stands below its choices: why others are not there."""
    called: Callable[[str], Phrase | str] = str
    """What an answer is called, once it is given."""
    proof: Proof | None = None
    """Asked of an answer that is typed whole; such an answer is not among those that are given."""
    again: bool = False
    """Whether it repeats the secret before it; where the two differ, both are typed anew."""

    def meant(self, text: str) -> str:
        """Return the answer that ``text`` gives: a number is always the place in the list."""
        text = text.strip() or self.usual
        names = [name for name, _ in self.choices]
        if text.isdecimal() and 0 < int(text) <= len(names):
            return names[int(text) - 1]
        called = [name for name, what in self.choices if str(what) == text]
        return called[0] if len(called) == 1 and text not in names else text

    def offered(self, typed: str, rows: int) -> Sequence[tuple[int, tuple[str, Phrase | str]]]:
        """Return the choices with their places; of more than ``rows``, those with what is typed.

        A choice keeps its place, whichever are shown.
        """
        listed = [one for one in enumerate(self.choices, 1) if one[1][0] not in self.taken]
        if len(listed) > rows:
            text = typed.strip().casefold()
            listed = [
                one for one in listed if text in f"{one[0]} {one[1][0]} {one[1][1]}".casefold()
            ]
        return listed[:rows]

    def refusal(self, answer: str) -> Phrase | None:
        """Say why ``answer`` will not do."""
        if self.choices and answer not in {name for name, _ in self.choices}:
            return say("choose one of the list by its number")
        return self.check(answer)

    def told(self, text: str) -> Phrase | str:
        """Return what stands in its field once ``text`` was typed and another is in hand."""
        if self.secret:
            return "*" * len(text)
        answer = self.meant(text)
        if not self.choices:
            return self.called(answer) if text.strip() else text
        return str(self.place(answer) or text)

    def place(self, answer: str) -> int:
        """Return the place of ``answer`` among the choices, from 1; 0 where it is none."""
        return next((at for at, (name, _) in enumerate(self.choices, 1) if name == answer), 0)

    def beyond(self, text: str) -> Phrase | str:
        """Return what stands behind its field: what was chosen, else its note."""
        chosen = dict(self.choices).get(self.meant(text)) if text or self.usual else None
        return self.note if chosen is None else chosen


class AnswerPlace(NamedTuple):
    """Where the answer in hand is typed, in cells from the dialogue's upper left."""

    row: int
    column: int
    cells: int


class Laid(NamedTuple):
    """A dialogue as it stands on a screen."""

    lines: list[ScreenLine]
    spot: AnswerPlace | None
    """None where nothing is typed."""


class DialogueRows:
    """A dialogue being laid out, row by row, in ``wide`` cells."""

    # A question is put into the row of the one before it (``beside``) where its words, its field
    # and what stands behind it fit; else it begins a row. A field that takes the rest of the row
    # goes below its question where fewer than LEAST cells would be left for it. So at 80 columns
    # the reason stands under "Why is sheet 023 void?", and at 120 beside it.

    def __init__(self, wide: int, column: int) -> None:
        """``column``: cells of the questions, where answers stand one under the other; else 0."""
        self._wide, self._column = wide, column
        self.rows: list[list[ScreenLine]] = []
        self.spot: AnswerPlace | None = None
        self._part: DialoguePart | None = None
        self._parts = 0

    def put(
        self, question: ScreenQuestion, typed: str, *, in_hand: bool, done: Phrase | str
    ) -> None:
        """Add a question with what is ``typed``; ``done``: told behind an answer that is proved."""
        edge = self._heading(question, in_hand=in_hand)
        look: Look = "strong" if in_hand else "dim"
        asks = folded(question.asks, self._wide - edge, look) if str(question.asks) else []
        if not question.typed:
            self.rows[-1][-1:] = [*asks[:1]]
            self.rows += [[blanks_of(edge), one] for one in asks[1:]]
            return
        behind = done or question.beyond(typed)
        cells = self._field_cells(question, typed, in_hand=in_hand)
        asked = width(asks[0]) + 1 if asks else 0
        tail = 2 + (2 + width(line(behind)) if str(behind) else 0)
        needed = asked + (cells or LEAST) + tail
        used = self._used()
        begun = used > edge
        if begun and question.beside and used + APART + needed <= self._wide:
            self.rows[-1].append(blanks_of(APART))
        else:
            if begun:
                self.rows.append([blanks_of(edge)])
            if asks and (len(asks) > 1 or edge + needed > self._wide):
                self._below(asks, edge)
                asks = []
        if asks:
            self.rows[-1].append((*asks[0], blanks(max(1, self._column - width(asks[0])))))
        room = self._wide - self._used() - tail
        self._field(question, typed, max(1, min(room, cells or MOST)), behind, in_hand=in_hand)

    def _below(self, asks: Sequence[ScreenLine], edge: int) -> None:
        for one in asks:
            self.rows[-1].append(one)
            self.rows.append([blanks_of(edge)])

    def _field(
        self,
        question: ScreenQuestion,
        typed: str,
        cells: int,
        behind: Phrase | str,
        *,
        in_hand: bool,
    ) -> None:
        told = question.told(typed)
        if in_hand:
            self.spot = AnswerPlace(len(self.rows) - 1, self._used() + 1, max(1, cells))
        shown = blanks(cells, "head") if in_hand else field(told, cells, "head")
        self.rows[-1].append((piece("["), shown, piece("]")))
        if str(behind):
            self.rows[-1].append((blanks(1), piece(cut(behind, self._wide - self._used() - 1))))

    def _field_cells(self, question: ScreenQuestion, typed: str, *, in_hand: bool) -> int:
        if not question.choices:
            return question.cells
        wide = max(PICK, width(line(question.usual)) + 1) if in_hand else 0
        return wide or max(1, width(line(question.told(typed))))

    def _heading(self, question: ScreenQuestion, *, in_hand: bool) -> int:
        """Begin the part of ``question``, or its row; return the cells before it."""
        part = question.part
        if part is None:
            mark = piece(">".ljust(EDGE), "lit") if in_hand else blanks(EDGE)
            self.rows.append([(mark,) if question.typed else ()])
            return EDGE if question.typed else 0
        if part is not self._part:
            number, self._part = NUMBERS[self._parts], part
            self._parts = min(self._parts + 1, len(NUMBERS) - 1)
            head = (field(number, NUMBER, "strong"), field(part.name, LABEL - NUMBER, "strong"))
            self.rows.append([head])
        elif not question.beside:
            self.rows.append([blanks_of(LABEL)])
        return LABEL

    def _used(self) -> int:
        return sum(width(one) for one in self.rows[-1])


def blanks_of(cells: int) -> ScreenLine:
    """Return so many blanks as a piece of a row."""
    return (blanks(cells),)


def laid(
    questions: Sequence[ScreenQuestion],
    typed: Sequence[str],
    at: int,
    proved: Callable[[int], Phrase | str],
    wide: int,
) -> Laid:
    """Lay the ``questions`` out in ``wide`` cells, with what is ``typed``; ``at``: the one in hand.

    ``proved`` tells of an answer, by its place, that it is signed; empty: it is not.
    """
    sheet = DialogueRows(wide, _column(questions, wide))
    for number, question in enumerate(questions):
        sheet.put(question, typed[number], in_hand=number == at, done=proved(number))
    lines: list[ScreenLine] = [tuple(one for piece_ in row for one in piece_) for row in sheet.rows]
    return Laid(lines, sheet.spot)


def _column(questions: Sequence[ScreenQuestion], wide: int) -> int:
    """Return the cells of the questions where each has its answer beside it, else 0."""
    if any(one.part or not one.typed for one in questions):
        return 0
    widest = max(width(line(one.asks)) for one in questions) + 1
    return widest if EDGE + widest + LEAST + 2 <= wide else 0


def in_sight(lines: Sequence[ScreenLine], row: int, rows: int) -> tuple[Sequence[ScreenLine], int]:
    """Return at most ``rows`` of ``lines`` around ``row``, and how many above are left out."""
    first = max(0, min(row - rows // 2, len(lines) - rows))
    return lines[first : first + rows], first


def choice_lines(question: ScreenQuestion, typed: str, rows: int, wide: int) -> list[ScreenLine]:
    """Return the choices that there is room for, the one whose number is typed marked."""
    if not question.choices:
        return []
    edge = LABEL if question.part else EDGE
    lines: list[ScreenLine] = []
    for number, (name, what) in question.offered(typed, rows):
        told = what if question.plain else say("{name}  {what}", name=name, what=what)
        row: ScreenLine = (
            blanks(edge), piece(str(number).rjust(3), "key"), blanks(2),
            piece(cut(told, wide - edge - 5)),
        )  # fmt: skip
        if typed.strip() == str(number):
            row = (*(one._replace(look="cursor") for one in row), blanks(1, "cursor"))
        lines.append(row)
    over = folded(question.over, wide - edge) if str(question.over) else []
    under = folded(question.under, wide - edge, "dim") if str(question.under) else []
    return [
        *(_edged(edge, one) for one in over),
        *lines,
        *(_edged(edge, one) for one in under),
    ]


def _edged(edge: int, own: ScreenLine) -> ScreenLine:
    return (blanks(edge), *own)


def usual_of(question: ScreenQuestion) -> str:
    """Return what an empty answer means, as it is shown in the field: a choice by its place."""
    return str(question.place(question.usual) or seen(question.usual))
