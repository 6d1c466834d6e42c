"""The result on the screen (结果内容): the ranking with bars, and how often each mark was given."""

from collections.abc import Iterator
from fractions import Fraction

from scoring.ballots import Absence, Marking
from scoring.meeting.results import agreed_papers
from scoring.meeting.state import Meeting
from scoring.report.formal.privacy import hidden, spots_hidden
from scoring.report.printed import ABSENCES, NOTHING, total_text
from scoring.scheme import Ballot
from scoring.standing import Standing, UnitStanding
from scoring.tally import tally
from scoring.wording import Phrase, say
from tui.screentext import Line, Look, Piece, blanks, field, folded, line, piece

MASKED = "***"
COLOURS: tuple[Look, ...] = ("base", "live")
"""Of the parts of a bar, in turn."""


def still_shown(state: Meeting) -> list[Line]:
    """Return that an earlier version stays what was announced; nothing where none does."""
    last = state.versions[-1] if state.versions else None
    if last is None or last.revealed:
        return []
    told = [
        say("  Version {number} stays announced until version {next} is revealed.",
            number=one.number, next=last.number)
        for one in state.versions if one.revealed
    ]  # fmt: skip
    return [line(told[-1], "lit")] if told else []


def ranking_lines(standing: Standing, cells: int, *, masked: bool) -> list[Line]:
    """Return a line for each unit; ``masked``: in the official order, and without any figure."""
    name = min(28, max(16, cells // 3))
    room = cells - name - 28
    if masked:
        return [
            (blanks(2), field(MASKED, 6), field(one.unit.name, name), blanks(2), piece(MASKED))
            for one in standing.units
        ]
    longest = max((one.total.value or Fraction(0) for one in standing.units), default=Fraction(0))
    return [
        (
            blanks(2),
            field(_rank(one), 6, "strong"),
            field(one.unit.name, name),
            blanks(1),
            *_bar(one, longest, room),
            field(total_text(standing.scheme, one.total) or NOTHING, 10, "strong", right=True),
            blanks(2),
            field(one.grade or "", 6),
        )
        for one in standing.units
    ]


def legend(standing: Standing) -> Line:
    """Return which colour of a bar is which component; bars begin at zero."""
    pieces = [blanks(2)]
    for number, part in enumerate(standing.scheme.components):
        pieces += [blanks(2, COLOURS[number % 2]), blanks(1), piece(part.title), blanks(2)]
    return tuple(pieces)


def distribution_lines(state: Meeting, standing: Standing, unit: str, cells: int) -> Iterator[Line]:
    """Yield how often each mark was given to ``unit``, and each kind of absence.

    Of a component with too few marks somewhere, nothing is broken down.
    """
    papers = agreed_papers(state)
    for component in state.frozen.scheme.of_kind(Ballot):
        if spots_hidden(standing, component):
            yield line(say("  {title} {group}", title=component.title, group=""), "strong")
            yield from ((blanks(4), *own) for own in folded(hidden(standing.scheme), cells - 4))
            continue
        marking = Marking(component)
        for (of, criterion, group), found in tally(papers.votes[component.id], component).items():
            if of != unit:
                continue
            titles = {item.id: item.title for item in component.items}
            yield line(
                say("  {title} {group}", title=titles[criterion], group=group or ""), "strong"
            )
            most = max(found.found.values(), default=1)
            for cell, count in sorted(found.found.items(), reverse=True):
                name: Phrase | str = marking.text(cell) if cell >= 0 else ABSENCES[Absence(cell)]
                long = max(1, (cells - 24) * count // most)
                yield (
                    field(name, 12, right=True),
                    blanks(1),
                    blanks(long, "live" if cell >= 0 else "base"),
                    blanks(1),
                    piece(str(count)),
                )


def _rank(one: UnitStanding) -> Phrase | str:
    if one.rank is None:
        return NOTHING
    return say("{rank} tied", rank=one.rank) if one.tied else str(one.rank)


def _bar(one: UnitStanding, longest: Fraction, room: int) -> Iterator[Piece]:
    """Yield the parts of a bar that begins at zero; together with blanks, ``room`` cells."""
    left = room
    for number, part in enumerate(one.total.parts):
        value = part.value if part.value and one.total.value and longest else Fraction(0)
        long = min(left, max(0, int(value * room / longest))) if longest else 0
        left -= long
        yield blanks(long, COLOURS[number % 2])
    yield blanks(left)
