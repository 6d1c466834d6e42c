"""What the hall's screen shows (会场内容): the sheets that are in, then the places revealed.

One of three bodies below the title: while nothing is revealed the state of the voting; while places
are revealed one by one the last of them, large; after that the whole ranking, in pages.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from scoring.meeting.state import RoundStage
from scoring.report.hall import WHOLE, HallPlace, HallView
from scoring.report.printed import NOTHING, fingerprint
from scoring.wording import Phrase, say
from tui.frame.bigdigits import HEIGHT, big
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, line, piece, width

RANK, TOTAL, MARGIN = 8, 10, 4
"""Cells of a rank, of a total, and at either side."""
MOST_LINES = 3
"""Lines that a place takes where there is room."""


def hall_lines(view: HallView, cells: int, rows: int, page: int = 0) -> list[ScreenLine]:
    """Return the hall's screen in ``rows`` lines of at most ``cells`` cells.

    Exactly ``rows`` lines, the last of them the foot. ``page`` counts up where there are more
    places than lines; it may be any number, and begins again after the last page.
    """
    head = list(_head(view, cells))
    room = rows - len(head) - 1
    if view.revealing:
        body = _one_by_one(view, cells, room)
    elif view.places:
        body = _ranking(view.places, cells, room, page)
    else:
        body = _waiting(view, cells, room)
    lines = [*head, *body][: rows - 1]
    return [*lines, *([()] * (rows - 1 - len(lines))), _foot(view)]


def pages(view: HallView, rows: int) -> int:
    """Return how many screens of ``rows`` lines the whole ranking takes; 1 while there is none."""
    return -(-len(view.places) // max(1, rows - 4)) if view.places and not view.revealing else 1


def centred(words: Phrase | str, cells: int, look: Look = "plain") -> ScreenLine:
    """Return ``words`` in the middle of a line of ``cells`` cells."""
    return _in_the_middle(line(cut(words, cells), look), cells)


def _in_the_middle(pieces: ScreenLine, cells: int) -> ScreenLine:
    return (blanks((cells - width(pieces)) // 2), *pieces, blanks(1))


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
    return line(say("  scheme {seal}", seal=fingerprint(view.scheme_sha256)[:9]), "dim")


def _waiting(view: HallView, cells: int, room: int) -> list[ScreenLine]:
    """Return the state of the voting; while sheets come in, how many."""
    told = _state(view)
    lines = [centred(told, cells, "strong")]
    if view.unit:
        lines = [centred(view.unit, cells, "lit"), (), *lines]
    if view.stage is not None:
        lines += [(), *(_in_the_middle(one, cells) for one in big(view.returned)), ()]
        count = say("sheets are in")
        if view.issued is not None:
            count = say("sheets are in, of {issued}", issued=view.issued)
        lines.append(centred(count, cells))
    above = max(0, (room - len(lines)) // 2)
    return [*([()] * above), *lines]


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


def _one_by_one(view: HallView, cells: int, room: int) -> list[ScreenLine]:
    """Return the place that was revealed last in big digits, and below it those before it."""
    newest, *before = view.places
    lines = [*_spotlight(newest, cells), ()]
    left = view.units - len(view.places)
    below = max(0, room - len(lines) - 2)
    lines += [_row(one, cells) for one in before[:below]]
    more = say("still to come: {count}", count=left)
    return [*lines, *([()] * (room - 1 - len(lines))), centred(more, cells, "dim")]


def _spotlight(place: HallPlace, cells: int) -> Iterator[ScreenLine]:
    digits = big(place.rank) if place.rank is not None else [line(NOTHING)] * HEIGHT
    room = cells - max(map(width, digits)) - 2 * MARGIN
    total = line(place.total or NOTHING, "lit")
    beside: list[ScreenLine] = [(), line(cut(place.unit, room), "strong"), (), total, ()]
    if place.tied:
        beside[2] = line(say("tied"), "dim")
    left = (room - max(map(width, beside))) // 2
    yield ()
    for digit, told in zip(digits, beside, strict=True):
        yield (blanks(left), *digit, blanks(MARGIN), *told)


def _ranking(places: Sequence[HallPlace], cells: int, room: int, page: int) -> list[ScreenLine]:
    """Return all places, as many lines each as there is room for; else page by page."""
    each = max(1, min(MOST_LINES, room // len(places)))
    shown = max(1, room // each)
    screens = -(-len(places) // shown)
    first = page % screens * shown
    lines: list[ScreenLine] = []
    for place in places[first : first + shown]:
        lines += _own_lines(place, cells, each)
    above = (room - len(lines)) // 2
    return [*([()] * above), *lines]


def _own_lines(place: HallPlace, cells: int, each: int) -> list[ScreenLine]:
    """Return a place in so many lines: its figures, then its bar, then a gap above."""
    row, bar = _row(place, cells), _bar(place, cells)
    return {1: [row], 2: [row, bar]}.get(each, [(), row, bar])


def _row(place: HallPlace, cells: int) -> ScreenLine:
    rank: Phrase | str = NOTHING if place.rank is None else str(place.rank)
    if place.tied:
        rank = say("{rank} tied", rank=place.rank)
    name = cells - 2 * MARGIN - RANK - TOTAL
    return (
        blanks(MARGIN),
        field(rank, RANK, "lit"),
        field(place.unit, name, "strong"),
        field(place.total or NOTHING, TOTAL, "strong", right=True),
    )


def _bar(place: HallPlace, cells: int) -> ScreenLine:
    """Return a bar that begins at zero: as long against the longest as the totals are."""
    room = cells - 2 * MARGIN - RANK
    return (blanks(MARGIN + RANK), blanks(place.share * room // WHOLE, "live"), blanks(1))
