"""What the hall's screen shows (会场内容): the sheets that are in, then the places revealed.

One of three bodies below the title: while nothing is revealed the state of the voting; while places
are revealed one by one the last of them, large; after that the whole ranking, in pages.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from scoring.meeting.state import RoundStage
from scoring.report.hall import HallPlace, HallView
from scoring.report.printed import fingerprint
from scoring.wording import Phrase, say
from tui.frame.bigdigits import DIGITS, DOT, HEIGHT, big
from tui.frame.screentext import Look, Piece, ScreenLine, blanks, cut, line, piece, width
from tui.screens.hall_parts import (
    HallSize,
    centred,
    in_the_middle,
    lit_names,
    told_apart,
)
from tui.screens.hall_ranking import ranking_pages, spoken_list

BETWEEN = 7
"""Dots between a rank and the score beside it."""
BESIDE = 2
"""Cells between a large rank and the words at its sides."""
_HERE = "#"
"""Where the rank stands in words, while it is looked for."""


def hall_lines(view: HallView, cells: int, rows: int, page: int = 0) -> list[ScreenLine]:
    """Return the hall's screen in ``rows`` lines of at most ``cells`` cells.

    Exactly ``rows`` lines, the last of them the foot. ``page`` counts up where there are more
    places than lines; it may be any number, and begins again after the last page.
    """
    size = HallSize(cells, rows)
    head = list(_head(view, cells))
    room = rows - len(head) - 1
    if view.revealing:
        body = _one_by_one(view, size, room)
    elif view.places:
        found = ranking_pages(view, size, room)
        body = found[page % len(found)]
    else:
        body = _waiting(view, size, room)
    lines = [*head, *body][: rows - 1]
    return [*lines, *([()] * (rows - 1 - len(lines))), _foot(view)]


def pages(view: HallView, cells: int, rows: int) -> int:
    """Return how many screens the whole ranking takes; 1 while there is none."""
    if view.revealing or not view.places:
        return 1
    room = rows - len(list(_head(view, cells))) - 1
    return len(ranking_pages(view, HallSize(cells, rows), room))


def _head(view: HallView, cells: int) -> Iterator[ScreenLine]:
    yield _band(view.title or say("The meeting has not begun"), cells, "title")
    if view.rehearsal:
        yield _band(say("REHEARSAL: nothing here is real"), cells, "rehearsal")


def _band(words: Phrase | str, cells: int, look: Look) -> ScreenLine:
    """Return ``words`` in the middle of a coloured line."""
    text = piece(cut(words, cells - 4), look)
    left = (cells - width([text])) // 2
    return (blanks(left, look), text, blanks(cells - left - width([text]), look))


def _foot(view: HallView) -> ScreenLine:
    if not view.scheme_sha256:
        return ()
    return line(say(" scheme {seal}", seal=fingerprint(view.scheme_sha256)[:9]), "dim")


# While nothing is revealed ------------------------------------------------------------------


def _waiting(view: HallView, size: HallSize, room: int) -> list[ScreenLine]:
    """Return how many sheets are in, while sheets come in; else the state of the voting."""
    if view.stage is None:
        lines = [centred(_state(view), size.cells, "strong")]
    else:
        lines = _sheets(view, size)
    if view.unit:
        lines = [*lit_names([view.unit], size.cells, 3), (), *lines]
    above = max(0, (room - len(lines)) // 2 - 1)
    return [*([()] * above), *lines]


def _sheets(view: HallView, size: HallSize) -> list[ScreenLine]:
    """Return the count in large digits and in words; and the state, unless sheets still come in."""
    text = str(view.returned) if view.issued is None else f"{view.returned}/{view.issued}"
    words = [str(say("{returned} sheets in", returned=view.returned))]
    if view.issued is not None:
        words.append(str(say("{issued} sheets out", issued=view.issued)))
    gap = 5 if size.large else 3
    digits = _digits(text, size) or []
    lines = [in_the_middle(one, size.cells) for one in digits]
    lines += [*([()] * gap), centred((" " * 8).join(words), size.cells)]
    if not _is_open(view.stage):
        lines += [(), centred(_state(view), size.cells, "dim")]
    return lines


def _is_open(stage: RoundStage | None) -> bool:
    match stage:
        case "open":
            return True
        case None | "waiting" | "paused" | "collected" | "counted" | "void":
            return False
        case never:
            assert_never(never)


def _digits(text: str, size: HallSize) -> list[ScreenLine] | None:
    """Return ``text`` as large as there is room for; None where there is none."""
    for scale in (2, 1) if size.large else (1,):
        rows = big(text, scale)
        if width(rows[0]) <= size.cells and len(rows) + 4 <= size.rows:
            return rows
    return None


def _state(view: HallView) -> Phrase:
    match view.phase:
        case "draft":
            return say("The meeting has not begun")
        case "frozen":
            return say("Voting begins shortly")
        case "open":
            return _of_round(view.stage)
        case "counted":
            return say("The count is done, and is being certified")
        case "certified":
            return say("The result is certified, and is revealed shortly")
        case "revealed":
            return say("The result is revealed")
        case never:
            assert_never(never)


def _of_round(stage: RoundStage | None) -> Phrase:
    match stage:
        case None | "waiting":
            return say("Voting begins shortly")
        case "open":
            return say("Voting is open")
        case "paused":
            return say("Voting is held")
        case "collected" | "counted" | "void":
            return say("Voting is closed; the sheets are being counted")
        case never:
            assert_never(never)


# While places are revealed one by one -------------------------------------------------------


def _one_by_one(view: HallView, size: HallSize, room: int) -> list[ScreenLine]:
    """Return the place that was revealed last in big digits, and below it those before it."""
    newest, before = view.places[: view.newest], view.places[view.newest :]
    spotlight = _spotlight(newest[0], size)
    lines: list[ScreenLine] = [*([()] * (4 if size.large else 1)), *spotlight, ()]
    notes = _notes(newest)
    rest = max(1, room - len(lines) - len(notes) - 2)
    lines += lit_names([one.unit for one in newest], size.cells, rest)
    lines += [centred(one, size.cells, "strong") for one in notes]
    lines += [()] * max(0, (2 if size.large else 1) - len(notes))
    below = room - len(lines) - (2 if size.large else 1)
    lines += spoken_list(before, size.cells, below, apart=size.large)[: max(0, below)]
    left = view.units - len(view.places)
    more: Phrase | str = say("still to come: {count}", count=left) if left else ""
    gap = room - (2 if size.large else 1) - len(lines)
    return [*lines, *([()] * gap), centred(more, size.cells, "dim")]


def _notes(newest: Sequence[HallPlace]) -> list[Phrase]:
    """Return what told the place from the one below, or how far it is ahead of it."""
    last = newest[-1]
    if last.decided:
        return told_apart(last)
    return [say("{points} ahead of the next", points=last.lead)] if last.lead else []


def _spotlight(place: HallPlace, size: HallSize) -> list[ScreenLine]:
    """Return rank and score in large digits; where there is no room for them, in a line."""
    for scale, between in ((2, BETWEEN), (1, BETWEEN), (1, 5)):
        if scale == 1 or size.large:
            lines = _large(place, scale, between, size)
            if lines:
                return lines
    rank = _rank_words(place)
    return [centred("  ".join(filter(None, ("".join(rank), place.total or ""))), size.cells, "key")]


def _large(place: HallPlace, scale: int, between: int, size: HallSize) -> list[ScreenLine] | None:
    """Return the lines of rank and score; None where they are too wide or too high."""
    before, number, after = _rank_words(place)
    score = place.total if place.total and set(place.total) <= DIGITS.keys() else ""
    left = big(number, scale) if number else []
    right = big(score, scale) if score else []
    gap = between * DOT * scale if left and right else 0
    inner = sum(width(one[0]) for one in (left, right) if one) + gap
    hang = width(line(before)) + BESIDE if before else 0
    start = max(hang, (size.cells - inner) // 2)
    if start + inner > size.cells or HEIGHT * scale + 8 > size.rows:
        return None
    words = HEIGHT * scale // 2 - (scale - 1)
    sides = (piece(before, "strong"), piece(after, "strong"))
    return [
        (
            *_before(sides[0] if row == words else blanks(0), start),
            *(left[row] if left else ()),
            *_behind(sides[1] if row == words else blanks(0), gap),
            *(right[row] if right else ()),
            blanks(1),  # else the last look would go on to the edge
        )
        for row in range(HEIGHT * scale)
    ]


def _before(words: Piece, cells: int) -> ScreenLine:
    """Return ``words`` at the end of so many cells, a little before it."""
    return (blanks(cells - width([words]) - BESIDE), words, blanks(min(BESIDE, cells)))


def _behind(words: Piece, cells: int) -> ScreenLine:
    """Return ``words`` near the beginning of so many cells; in as many as they take, where none."""
    if not words.text:
        return (blanks(cells),)
    return (blanks(BESIDE), words, blanks(cells - width([words]) - BESIDE))


def _rank_words(place: HallPlace) -> tuple[str, str, str]:
    """Return what stands before the rank, the rank, and what stands behind it."""
    if place.rank is None:
        return str(say("not ranked")), "", ""
    said = say("tied for No. {rank}", rank=_HERE) if place.tied else say("No. {rank}", rank=_HERE)
    before, _, after = str(said).partition(_HERE)
    return before.strip(), str(place.rank), after.strip()
