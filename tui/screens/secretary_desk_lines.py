"""What the desk shows (案头内容): phases, the next step and what it lacks, and panels.

Lines out of a ``DeskView``, without a terminal. Which step is next, and what stops it, says
``scoring.report.meeting_steps``, and over a folder that is not frozen ``desk_draft``; each stop
gets the key of the screen where it is mended.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.live.terminals.desk import Seat
from scoring.meeting import Meeting
from scoring.meeting.state import Phase, Round
from scoring.meeting.verification import unverified
from scoring.report.meeting_steps import NOTHING, AtHand, Step, hint, next_step
from scoring.scheme import Procedure
from scoring.wording import Phrase, say
from tui.frame.panels import WIDE, Panel, laid
from tui.frame.screentext import Look, ScreenLine, blanks, line
from tui.screens.desk_counts import balance_panel, presence_panel
from tui.screens.desk_draft import DeskDraft, draft_guide, draft_panels
from tui.screens.desk_guide import Guide, guide_lines, phases_line, undone_panel
from tui.screens.desk_result import (
    course_panel,
    minutes_panel,
    papers_panel,
    result_panel,
    reveal_panel,
)
from tui.screens.desk_rounds import RoundsView, rounds_table
from tui.screens.desk_voting import (
    differences_panel,
    left_told,
    notes_panel,
    reading_panel,
    steps_panel,
    terminals_panel,
)
from tui.screens.result_lines import still_shown
from tui.screens.step_times import StepTimes

GOES_TO: Mapping[str, tuple[str, Phrase]] = {
    "freeze": ("1", say("files")),
    "round.nobody": ("2", say("check-in")),
    "round.quorum": ("2", say("check-in")),
    "round.unread": ("3", say("entry")),
    "round.differences": ("4", say("differences")),
    "round.unreconciled": ("7", say("paper")),
    "round.too-many": ("7", say("paper")),
    "round.not-issued": ("7", say("paper")),
}
"""By code of what stops a step, or its beginning: the key that goes to where it is mended."""
_OF_PHASE: Mapping[Phase, Sequence[str]] = {
    "draft": ("enter", "f7", "1", "f6", "f4", "f9", "escape"),
    "frozen": ("enter", "f7", "2", "6", "8", "f6", "f9", "escape"),
    "open": ("enter", "f7", "2", "7", "6", "8", "f6", "escape"),
    "counted": ("enter", "f7", "5", "f6", "6", "8", "escape"),
    "certified": ("f8", "enter", "f7", "5", "f6", "6", "8", "escape"),
    "revealed": ("f6", "5", "6", "8", "escape"),
}
_READING = ("enter", "f7", "3", "4", "2", "7", "6", "8")
LEAST_TABLE = 4
"""Rows that the table of rounds takes at the least."""


class DeskView(NamedTuple):
    """Everything that the desk is drawn from."""

    state: Meeting
    times: StepTimes
    seats: Sequence[Seat] = ()
    draft: DeskDraft | None = None
    """The files, until they are frozen; None while they are being read."""
    step: Step | None = None
    """The next step, where it was found before; see ``desk_lines``."""
    notes: tuple[Phrase, ...] = ()
    """What is to be known and stops nothing: files that changed, a mirror that is behind."""
    papers: tuple[str, ...] = ()
    """Folders of documents that are there."""
    title: str = ""
    code: str = ""
    """Of the last result, in groups of four; empty while it is not known."""
    at_hand: AtHand = NOTHING
    """Marks in the folder that can be taken in as they are."""
    chosen: int | None = None
    """The round in hand, where there are several; None: that of the next step."""


def keys_needed(state: Meeting) -> Sequence[str]:
    """Return the keys that a meeting at ``state`` needs, the most important first.

    As the framework calls them (``Action.keys``); all others work too, and stand in the help. The
    check-in is left out where the scheme has none.
    """
    if state.rules is None:
        return _OF_PHASE["draft"]
    procedure = state.rules.scheme.procedure
    keys = _OF_PHASE[state.phase]
    if state.voting and (not procedure.sheets or any(one.closed for one in state.current())):
        keys = _READING
    return [key for key in keys if procedure.checkin or key != "2"]


def desk_lines(view: DeskView, cells: int, rows: int) -> list[ScreenLine]:
    """Return the desk in lines of ``cells`` cells, in ``rows`` of them where that can be."""
    state = view.state
    if state.rules is not None:  # found once: it goes over all sheets
        view = view._replace(step=next_step(state, view.at_hand))
    top = [phases_line(_procedure(view), state.phase), ()]
    top += guide_lines(guide_of(view), cells)
    top += [*still_shown(state), ()]
    if state.rules is None:
        if view.draft is None:
            return [*top, line(say("  The files are being read ..."), "dim")]
        return [*top, *laid(draft_panels(view.draft), cells, rows - len(top))]
    if state.uncounted and len(state.frozen.round_ids) > 1:
        top += [*_rounds(view, cells, rows - len(top)), ()]
    return [*top, *laid([*_panels(view, cells)], cells, rows - len(top))]


def round_shown(view: DeskView) -> int:
    """Return the place of the round in hand: the chosen one, else that of the next step."""
    rounds = list(view.state.current())
    if view.chosen is not None:
        return min(view.chosen, len(rounds) - 1)
    return rounds.index(step_round(view.state))


def step_round(state: Meeting) -> Round:
    """Return the round that the next step is about: the first that is not verified."""
    rounds = list(state.current())
    return next((one for one in rounds if any(unverified(state, one))), rounds[-1])


def guide_of(view: DeskView) -> Guide:
    """Return the one next step, its key, and what it takes or lacks."""
    state = view.state
    if state.rules is None:
        if view.draft is None:
            return Guide(say("look through the files"), "")
        return draft_guide(view.draft)
    step = view.step or next_step(state, view.at_hand)
    if step is None:
        told = say("Everything is revealed. F6 makes the documents; keep the record.")
        return Guide(say("Nothing is left to do but to keep the record."), "F6", say("documents"),
                     ((told, "dim"),))  # fmt: skip
    if step.name == "reveal":
        return _reveal_guide(state)
    told_lines = [*_told(view, step)]
    return Guide(step.kind.does, told=told_lines)


def _procedure(view: DeskView) -> Procedure | None:
    if view.state.rules is not None:
        return view.state.frozen.scheme.procedure
    scheme = view.draft.scheme if view.draft else None
    return scheme.procedure if scheme else None


def _reveal_guide(state: Meeting) -> Guide:
    left = len(state.versions[-1].hidden)
    once = say("Enter reveals the {count} that are left at once, after a question.", count=left)
    return Guide(say("reveal the next place"), "F8", say("only this"), ((once, "dim"),))


def _told(view: DeskView, step: Step) -> Iterator[tuple[Phrase, Look]]:
    """Yield what stops a step, with the key that mends it; else what it takes."""
    state = view.state
    words = hint(state, step)
    if step.kind.screen == "entry":
        left = left_told(state, step_round(state), view.seats)
        if left is not None:
            yield say("{told}.", told=left), "plain"
        if words is not None:
            yield words, "dim"
        return
    if words is not None and not step.stops:
        yield words, "dim"
    look: Look = "plain" if step.kind.counting else "bad"
    for stop in step.stops:
        key = next((GOES_TO[code] for code in GOES_TO if stop.code.startswith(code)), None)
        if key:
            yield say("{why}. {key}: {screen}.", why=stop.message, key=key[0], screen=key[1]), look
        else:
            yield say("{why}.", why=stop.message), look
    if step.stops and words is not None:
        yield words, "dim"


def _rounds(view: DeskView, cells: int, rows: int) -> list[ScreenLine]:
    count = len(view.state.frozen.round_ids)
    room = max(LEAST_TABLE, min(count + 1, rows - (9 if cells >= WIDE else 7)))
    chosen = round_shown(view)
    table = rounds_table(RoundsView(view.state, view.times, view.seats, chosen), cells - 2, room)
    return [(blanks(1), *one) for one in table]


def _panels(view: DeskView, cells: int) -> Iterator[Panel]:
    """Yield the panels that this meeting needs now, the most needed first."""
    state = view.state
    if state.uncounted:
        yield from _while_voting(view, cells)
    else:
        yield from _after_the_count(view)
    if view.notes and (notes := notes_panel(view.notes)):
        yield notes


def _while_voting(view: DeskView, cells: int) -> Iterator[Panel]:
    state = view.state
    several = len(state.frozen.round_ids) > 1
    attempt = [*state.current()][round_shown(view)]
    procedure = state.frozen.scheme.procedure
    step = view.step or next_step(state, view.at_hand)
    if not several and cells >= WIDE:
        yield steps_panel(state, attempt, step.name if step else None, view.times)
    if attempt.begun and procedure.sheets:
        yield balance_panel(state, attempt, _of_round("balance", state, attempt))
    if procedure.checkin:
        yield presence_panel(state)
    if attempt.closed:
        title = _of_round("entry", state, attempt)
        reading = reading_panel(state, attempt, view.seats, title)
        yield reading._replace(span=1) if several else reading
        if (differences := differences_panel(state, attempt)) is not None:
            yield differences
    if (terminals := terminals_panel(state, view.seats)) is not None:
        yield terminals


def _of_round(what: str, state: Meeting, attempt: Round) -> Phrase:
    """Return the heading of a panel of one round."""
    heading = {"balance": say("Reconciliation"), "entry": say("Entry")}[what]
    unit = state.frozen.roster.unit_names.get(attempt.id)
    if unit is None and attempt.attempt == 1:
        return heading
    if unit is None:
        return say("{heading}, attempt {attempt}", heading=heading, attempt=attempt.attempt)
    return say("{heading}, {unit}", heading=heading, unit=unit)


def _after_the_count(view: DeskView) -> Iterator[Panel]:
    state = view.state
    version = state.versions[-1]
    yield result_panel(state, version, view.code, view.times)
    if version.certified_by:
        yield reveal_panel(state, view.title)
    yield papers_panel(version, view.papers, revealed=version.revealed)
    yield course_panel(state, view.times)
    from_table = bool(view.times.counted["table-taken-in"])
    yield from undone_panel(state.frozen.scheme.procedure, from_table=from_table)
    if (minutes := minutes_panel(state)) is not None:
        yield minutes
    if state.frozen.scheme.procedure.checkin:
        yield presence_panel(state)
