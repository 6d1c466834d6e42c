"""The desk from the count on (计票之后): what is certified, what is revealed, the papers.

Of the ranking only those places stand here that were revealed, as the hall shows them
(``report.hall``); all others are for the results' own screen, which masks them until it is asked.
"""

from collections.abc import Iterator, Mapping, Sequence

from scoring.meeting import Meeting
from scoring.meeting.lines_in_words import equation
from scoring.meeting.state import Version
from scoring.report.formal.catalogue import KINDS
from scoring.report.hall import HallPlace, hall_view
from scoring.wording import Phrase, say
from tui.frame.panels import Panel, bar
from tui.frame.screentext import Look, ScreenLine, blanks, cut, field, folded, line, piece
from tui.screens.desk_counts import told_lines
from tui.screens.step_times import StepTimes

CODE = 19
"""Characters of the result code that are shown: four groups of four."""
HAPPENED: Mapping[str, Phrase] = {
    "cell-ruled": say("cells ruled: {count}"),
    "queried": say("queries: {count}"),
    "warning-accepted": say("marks accepted as they are: {count}"),
    "sheet-voided": say("sheets void: {count}"),
    "corrected": say("corrections: {count}"),
    "round-voided": say("rounds void: {count}"),
}
"""By kind of fact: how it is told how often that happened."""


def result_panel(state: Meeting, version: Version, code: str, times: StepTimes) -> Panel:
    """Return the panel of the result in hand: its version, its code, who certified it and when."""
    names = state.frozen.roster.officer_names
    at = times.last("result-certified")

    def drawn(cells: int) -> list[ScreenLine]:
        lines = [line(cut(say("code {code}", code=code[:CODE]), cells))] if code else []
        for by in version.certified_by:
            told = say("{name} certified {time}", name=names.get(by, by), time=at)
            lines.append(line(cut(told, cells)))
        if not version.certified_by:
            lines.append(line(cut(say("not certified yet"), cells), "bad"))
        if version.hidden:
            told = say("Places not revealed are not shown here; 5 has them.")
            lines += folded(told, cells, "dim")
        return lines

    def in_a_line(cells: int) -> list[ScreenLine]:
        by = tuple(names.get(one, one) for one in version.certified_by)
        told = say("version {number}, certified by {by} {time}", number=version.number, by=by,
                   time=at)  # fmt: skip
        if not by:
            told = say("version {number}, not certified yet", number=version.number)
        return [line(cut(told, cells))]

    heading = say("Result, version {number}", number=version.number)
    return Panel(say("results"), heading, drawn, in_a_line, "5")


def reveal_panel(state: Meeting, title: str) -> Panel:
    """Return the panel of what was revealed: how many places, and which, as the hall shows them."""
    view = hall_view(state, title)
    shown, whole = len(view.places), view.units

    def drawn(cells: int) -> list[ScreenLine]:
        share = f"{shown}/{whole}"
        head = (*bar(shown, whole, cells - len(share) - 2), blanks(2), piece(share))
        return [head, *(_place_row(one, view.newest, cells) for one in view.places)]

    def in_lines(cells: int) -> list[ScreenLine]:
        share = f"{shown}/{whole}"
        head = (*bar(shown, whole, min(32, cells - 10)), blanks(2), piece(share))
        return [head, *(_place_row(one, view.newest, min(cells, 40)) for one in view.places[:7])]

    return Panel(say("reveal"), say("Revealed"), drawn, in_lines, "F8")


def _place_row(one: HallPlace, newest: str, cells: int) -> ScreenLine:
    look: Look = "lit" if one.unit == newest else "plain"
    rank = str(one.rank) if one.rank is not None else ""
    total = one.total or ""
    return (field(rank, 4, look, right=True), blanks(2, look),
            field(one.unit, cells - 15, look), field(total, 9, look, right=True))  # fmt: skip


def papers_panel(version: Version, there: Sequence[str], *, revealed: bool) -> Panel:
    """Return the panel of the documents: whether they were made, and what may leave the house.

    ``there``: the folders of sets that there are, by name.
    """
    own = f"v{version.number}" if version.certified_by else f"v{version.number}-uncertified"
    made = own in there
    public = tuple(kind.title for kind in KINDS.values() if kind.public and not kind.before)

    def drawn(cells: int) -> list[ScreenLine]:
        word = say("made, in {folder}", folder=f"documents/{own}") if made else say("not made yet")
        lines = [line(cut(word, cells), "plain" if made else "bad")]
        after = say("for the public: {titles}", titles=public)
        if not revealed:
            after = say("for the public once all is revealed: {titles}", titles=public)
        return [*lines, *folded(after, cells, "dim")]

    def in_a_line(cells: int) -> list[ScreenLine]:
        word = say("made, in {folder}", folder=f"documents/{own}") if made else say("not made yet")
        return [line(cut(word, cells))]

    return Panel(say("papers"), say("Documents"), drawn, in_a_line, "F6")


def course_panel(state: Meeting, times: StepTimes) -> Panel:
    """Return the panel of how it went: what was read again, ruled, accepted, and how it adds up."""
    told = [*_course(state, times)]

    def drawn(cells: int) -> list[ScreenLine]:
        return [one for words in told for one in folded(words, cells)]

    def in_a_line(cells: int) -> list[ScreenLine]:
        return [line(cut(say("{all}", all=tuple(told)), cells))] if told else []

    return Panel(say("course"), say("How it went"), drawn, in_a_line, "6")


def minutes_panel(state: Meeting) -> Panel | None:
    """Return the panel of what belongs into the minutes; None where there is nothing."""
    told = [*_for_the_minutes(state)]
    if not told:
        return None

    def drawn(cells: int) -> list[ScreenLine]:
        return [one for words in told for one in folded(words, cells)]

    def in_a_line(cells: int) -> list[ScreenLine]:
        return [line(cut(told[0], cells))]

    return Panel(say("minutes"), say("For the minutes"), drawn, in_a_line)


def _course(state: Meeting, times: StepTimes) -> Iterator[Phrase]:
    thirds = sum(len(sheet.thirds) for one in state.current() for sheet in one.sheets.values())
    if thirds:
        yield say("cells read a third time: {count}", count=thirds)
    for kind, words in HAPPENED.items():
        if times.counted[kind]:
            yield say(words.template, count=times.counted[kind])
    wrong = sum(
        bool(one.difference) for attempt in state.current() for one in told_lines(state, attempt)
    )
    if wrong:
        yield say("lines that do not balance, explained: {count}", count=wrong)
    else:
        yield say("all lines balance")


def _for_the_minutes(state: Meeting) -> Iterator[Phrase]:
    units = state.frozen.roster.unit_names
    for attempt in state.current():
        unit = units.get(attempt.id)
        for one in told_lines(state, attempt):
            if one.explanation:
                told = say("{equation}: {reason}", equation=equation(one), reason=one.explanation)
                yield say("{unit}: {told}", unit=unit, told=told) if unit else told
