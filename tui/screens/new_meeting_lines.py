"""What stands on the screen that makes a meeting (新建会议): questions, answers, what it takes.

A question that is answered by typing has its line between the rows above and below; all others are
rows here. Where there is no room for all that may be chosen, only the question in hand shows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.report.what_it_takes import Takes
from scoring.wording import Phrase, say
from tui.frame.acting import in_one
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, folded, line, piece, width
from tui.screens.new_meeting_answers import NUMBERS, NewAnswers, Offered, QuestionName

ASKS: Mapping[QuestionName, Phrase] = {
    "title": say("What is it called?"),
    "day": say("On which day?"),
    "kind": say("What is evaluated?"),
    "which": say("by which"),
    "how": say("How is it held?"),
    "voters": say("How many mark?"),
    "ballot": say("on the ballot"),
    "folder": say("Where is it kept?"),
}
WEEKDAYS = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"),
    say("Saturday"), say("Sunday"),
)  # fmt: skip
MARK = 5
"""Cells before a question: the mark of the one in hand, and its number."""
TAKEN = 19
"""Cells of what a panel's line is about."""


class QuestionRows(NamedTuple):
    """The rows above and below the line that is typed into."""

    above: list[ScreenLine]
    below: list[ScreenLine]
    label: ScreenLine
    """What stands before the line; empty where nothing is typed."""


def label_width() -> int:
    """Return how many cells mark, number and question take, in the language that is spoken."""
    return MARK + max(width(line(one)) for one in ASKS.values()) + 2


def questions(asked: NewAnswers, hand: QuestionName, cells: int, rows: int) -> QuestionRows:
    """Return the questions with their answers in lines of ``cells``, of which ``rows`` fit.

    ``hand``: the question that is being answered.
    """
    every = list(asked.asked())
    needed = sum(max(1, len(asked.offered(one))) for one in every)
    at = every.index(hand)

    def rows_of(some: Sequence[QuestionName]) -> list[ScreenLine]:
        return [
            row for one in some
            for row in _rows(asked, one, cells, hand=one == hand, whole=needed <= rows)
        ]  # fmt: skip

    if not asked.typed(hand):
        return QuestionRows(rows_of(every[: at + 1]), rows_of(every[at + 1 :]), ())
    return QuestionRows(rows_of(every[:at]), rows_of(every[at + 1 :]), _label(hand, hand=True))


def beside(asked: NewAnswers, hand: QuestionName) -> Phrase | str:
    """Return what stands behind the line: how what was typed is read."""
    if hand == "day" and asked.day:
        return _day_told(asked)
    return ""


def takes_lines(takes: Sequence[Takes], cells: int) -> list[ScreenLine]:
    """Return the panel that says what a meeting takes, in lines of ``cells`` cells."""
    lines: list[ScreenLine] = [(field(say("What this meeting takes"), cells, "heading"),)]
    for one in takes:
        rows = [row for said in one.said for row in folded(said, cells - TAKEN)]
        for number, row in enumerate(rows):
            lines.append((field(one.title if not number else "", TAKEN, "dim"), *row))
    told = say("The figures in rules.toml are examples: settle them there before the freeze.")
    return [*lines, (), *folded(told, cells, "dim"), (), *folded(MAKES, cells, "strong")]


def takes_in_short(takes: Sequence[Takes], cells: int, rows: int) -> list[ScreenLine]:
    """Return the same for a narrow screen, in at most so many ``rows``.

    What does not fit whole is left out: half a sentence says the wrong thing.
    """
    lines: list[ScreenLine] = []
    for one in takes:
        own = folded(in_one(one.said), cells - TAKEN)
        if len(lines) + len(own) <= rows:
            titled = [field(one.title, TAKEN, "dim"), *(blanks(TAKEN) for _ in own[1:])]
            lines += [(before, *row) for before, row in zip(titled, own, strict=True)]
    return lines


MAKES = say("F9 makes the folder with blank tables, and goes to the desk.")


def _rows(
    asked: NewAnswers, question: QuestionName, cells: int, *, hand: bool, whole: bool
) -> Iterator[ScreenLine]:
    """Yield the rows of one question: its answer, or all that may be chosen."""
    room = cells - label_width()
    label = _label(question, hand=hand)
    offered = asked.offered(question)
    if asked.typed(question) or not offered:
        answer = _answer(asked, question)
        shown = _end_of(str(answer), room) if question == "folder" else cut(answer, room)
        yield (*label, piece(shown))
        return
    if not (hand or whole):
        one = offered[asked.chosen(question)]
        yield (*label, *_choice(one.name, one.what, room))
        return
    before = (blanks(label_width()),)
    for number, row in enumerate(_offered(offered, asked.chosen(question), room, hand=hand)):
        yield (*(before if number else label), *row)


def _offered(offered: Sequence[Offered], at: int, room: int, *, hand: bool) -> Iterator[ScreenLine]:
    """Yield what may be chosen, the one at the place ``at`` marked, in ``room`` cells.

    What each means stands beside it; where there is no room for that, only of the one that is
    chosen, below.
    """
    names = max(width(line(one.name)) for one in offered)
    left = room - names - 6
    beside = max(width(line(one.what)) for one in offered) <= left
    for number, one in enumerate(offered):
        chosen = number == at
        mark = piece(f" {number + 1} ", "lit" if chosen else "plain")
        name = piece(cut(one.name, room - 4), "strong" if chosen else "plain")
        if one.what and beside:
            told = piece(one.what, "plain" if hand else "dim")
            yield (mark, blanks(1), name, blanks(names - width((name,)) + 2), told)
        else:
            yield (mark, blanks(1), name)
    if hand and not beside:
        yield from ((blanks(4), *row) for row in folded(offered[at].what, room - 4, "dim"))


def _choice(name: Phrase | str, what: Phrase | str, room: int) -> ScreenLine:
    """Return what is chosen, and what it means where there is room for all of that."""
    shown, told = piece(cut(name, room)), piece(what, "dim")
    fits = bool(what) and width((shown, told)) + 2 <= room
    return (shown, blanks(2), told) if fits else (shown,)


def _answer(asked: NewAnswers, question: QuestionName) -> Phrase | str:
    if question == "day" and asked.day:
        return _day_told(asked)
    return asked.typed_so_far(question)


def _end_of(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells``; of a longer one the end: of a path it says the most."""
    if width(line(text)) <= cells:
        return text
    while text and width(line(text)) > cells - 2:
        text = text[1:]
    return f"..{text}"


def _day_told(asked: NewAnswers) -> Phrase | str:
    day = asked.day
    if day is None:
        return asked.text.get("day", "")
    return say("{day}  {weekday}", day=day.isoformat(), weekday=WEEKDAYS[day.weekday()])


def _label(question: QuestionName, *, hand: bool) -> ScreenLine:
    look: Look = "key" if hand else "strong" if question in NUMBERS else "dim"
    mark = piece(" > " if hand else "   ", look)
    number = field(NUMBERS.get(question, ""), MARK - 3, look)
    return (mark, number, field(ASKS[question], label_width() - MARK, look))
