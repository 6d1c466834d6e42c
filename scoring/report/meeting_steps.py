"""What comes next in a meeting (下一步), and everything that stops it.

There is one next step at a time, found from the state alone: before the count it is that of the
first round, in their order, which is not yet verified. Command line, desk and JSON show the same
``Step``; what each does with it is theirs.

>>> from scoring.meeting import Meeting
>>> step = next_step(Meeting())
>>> step.name, step.command
('freeze', 'freeze DIR')
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias, assert_never

from scoring.meeting import Meeting, Refusal, what_stops
from scoring.meeting.acts import CollectRound, Count, OpenRound
from scoring.meeting.acts.receive import group_due
from scoring.meeting.reading_rules import thirds_due
from scoring.meeting.refusals import PHASES, needed_officers
from scoring.meeting.state import NEEDED_READERS, Phase, Round
from scoring.meeting.verification import missing_readings, open_cells, unverified
from scoring.scheme import Procedure
from scoring.wording import Phrase, say

StepName: TypeAlias = Literal[
    "freeze",
    "take-in",
    "checkin",
    "open",
    "resume",
    "issue",
    "receive",
    "collect",
    "enter",
    "hand-over",
    "third",
    "clarify",
    "rule",
    "count",
    "certify",
    "reveal",
]
"""Stable, for programs."""
ScreenName: TypeAlias = Literal["checkin", "entry", "differences"]
"""A screen that some steps are taken on."""


class StepKind(NamedTuple):
    """What is known of a step by its name alone."""

    does: Phrase
    command: str
    """Of ``pingyi``; ``DIR`` stands for the meeting's folder, ``{round}`` and ``{option}`` for
    the round where there are several, ``{by}`` for an officer, ``{group}`` for that of sheets."""
    hint: Phrase | None = None
    """What it takes, in a sentence; None where the name says enough."""
    screen: ScreenName | None = None
    """None: it is taken where it is asked for."""
    counting: bool = False
    """Whether what stops it keeps, instead, everything from being counted, and the step is a way
    there."""


_DECIDING = "SHEET UNIT --mark MARK --as A --second B --reason TEXT"

STEPS: Mapping[StepName, StepKind] = {
    "freeze": StepKind(
        say("freeze the files"),
        "freeze DIR",
        say("Look through the files first; once they are frozen, only the record decides."),
    ),
    "take-in": StepKind(
        say("take in the table of marks"),
        "take-in DIR",
        say(
            "Takes in every ballot of the table, freezes the files if that is still to be done, "
            "and computes the result. Later changes in the table are not read."
        ),
    ),
    "checkin": StepKind(
        say("check the deputies in"),
        "checkin DIR DEPUTY... | --all",
        say("Deputies are checked in by number, name, pinyin, or with a scanner."),
        "checkin",
    ),
    "open": StepKind(say("open the round"), "round open DIR{round}"),
    "resume": StepKind(say("go on with the round"), "round resume DIR{round}"),
    "issue": StepKind(
        say("say how many sheets went out"),
        "issue DIR{round} --issued N --took-none N",
        say("Count the sheets that were handed out, and who of those present took none."),
    ),
    "receive": StepKind(
        say("count the sheets in"),
        "receive DIR{round} --sheets 001-060{group}",
        say("Mix the sheets, number them from 001 on, and count them in by number."),
    ),
    "collect": StepKind(
        say("close the box"),
        "round collect DIR{round}",
        say("Once the box is closed, the sheets can be read."),
    ),
    "enter": StepKind(
        say("read the sheets"),
        "enter DIR{option} --as OFFICER",
        say("Two people read every sheet, each at a screen of their own."),
        "entry",
        counting=True,
    ),
    "hand-over": StepKind(
        say("hand over what was read"),
        "hand-over DIR{option} --as {by}",
        say("Everything is read; whoever has read ends the reading with F9."),
        "entry",
        counting=True,
    ),
    "third": StepKind(
        say("read the cells that differ a third time"),
        "enter DIR{option} --as OFFICER --third",
        say("Somebody else keys these cells, without seeing what was read before."),
        "differences",
        counting=True,
    ),
    "clarify": StepKind(
        say("clarify what was queried"),
        f"clarify DIR {_DECIDING}",
        say("Officers who did not read the sheet say what it means, with a reason."),
        "differences",
        counting=True,
    ),
    "rule": StepKind(
        say("rule the cells that still differ"),
        f"rule DIR {_DECIDING}",
        say("Officers who did not read the sheet decide, with a reason."),
        "differences",
        counting=True,
    ),
    "count": StepKind(say("compute the result"), "count DIR"),
    "certify": StepKind(
        say("certify the result"),
        "certify DIR --as SCRUTINEER --as SCRUTINEER",
        say("The scrutineers look at the result, and sign it with their PINs."),
    ),
    "reveal": StepKind(
        say("reveal the result"),
        "reveal DIR",
        say("F8 reveals the places one by one, from the last on; Enter all at once."),
    ),
}
"""What a step is, all in one place; how it is taken on a screen: ``tui.screens.steps``."""


class Step(NamedTuple):
    """One step, and the command that takes it."""

    name: StepName
    command: str
    """As in its ``StepKind``, with the round and the officer filled in.

    ``DIR`` still stands in it, for whoever shows it to fill in.
    """
    stops: tuple[Refusal, ...] = ()
    """What keeps it from being taken now; see ``StepKind.counting``."""

    @property
    def kind(self) -> StepKind:
        """What is known of it by its name."""
        return STEPS[self.name]


class AtHand(NamedTuple):
    """What the folder has beside the record: marks that can be taken in as they are."""

    table: str = ""
    """The file's name; empty where there is none, or the scheme takes none in."""
    with_freezing: bool = False
    """Whether it is taken in at once with freezing: no check-in and no sheets stand between."""


NOTHING = AtHand()


def next_step(state: Meeting, at_hand: AtHand = NOTHING) -> Step | None:
    """Return what comes next, with all that stops it; None when nothing is left to do."""
    match state.phase:
        case "draft":
            return _step("take-in" if at_hand.table and at_hand.with_freezing else "freeze")
        case "frozen" | "open":
            return _before_the_count(state, at_hand)
        case "counted":
            step = _step("certify")
            alone = needed_officers(state) == 1
            return step._replace(command="certify DIR --as OFFICER") if alone else step
        case "certified":
            return _step("reveal")
        case "revealed":
            return None
        case never:
            assert_never(never)


def hint(state: Meeting, step: Step) -> Phrase | None:
    """Return what ``step`` takes, in a sentence; None where there is nothing to say.

    Where one reading is enough, the hint that two people read is left out; where no PIN is asked,
    nothing is said of one.
    """
    procedure = state.frozen.scheme.procedure if state.rules else None
    needed = NEEDED_READERS[procedure.verification] if procedure else 0
    if step.name == "enter" and needed < 2:  # noqa: PLR2004 - two
        return None
    if step.name == "certify" and procedure and not procedure.signed:
        return say("Look at the result; Enter certifies it.")
    return step.kind.hint


def phases(procedure: Procedure) -> tuple[Phase, ...]:
    """Return the phases that a meeting held in this way stays in, in their order.

    Without a check-in and without sheets, freezing, opening and counting are one step.
    """
    if procedure.checkin or procedure.sheets:
        return tuple(PHASES)
    return ("draft", "counted", "certified", "revealed")


def _step(
    name: StepName, stops: tuple[Refusal, ...] = (), id_: str = "", by: str = "", group: str = ""
) -> Step:
    """Return the step ``name``; ``id_``: of the round, empty where there is only one.

    ``by``: the id of the officer who has to act, for commands that name one. ``group``: of whose
    sheets it is, where there are several.
    """
    command = STEPS[name].command.format(
        round=f" {id_}" if id_ else "",
        option=f" --round {id_}" if id_ else "",
        by=by,
        group=f" --group {group}" if group else "",
    )
    return Step(name, command, stops)


def _before_the_count(state: Meeting, at_hand: AtHand) -> Step:
    checkin = state.frozen.scheme.procedure.checkin
    if checkin and not state.attendance.present and not state.rounds:
        return _step("checkin")
    if at_hand.table and _takes(state):
        return _step("take-in")
    steps = (_of_round(state, attempt) for attempt in state.current())
    of_rounds = next((step for step in steps if step is not None), None)
    return of_rounds or _step("count", what_stops(state, Count()))


def readers(state: Meeting, attempt: Round) -> Iterator[tuple[str, int, bool]]:
    """Yield each officer who reads the round's sheets: id, sheets read whole, whether handed over.

    In the order of the list of officers; who has neither read nor handed over is left out.
    """
    readings = (sheet.readings.items() for sheet in attempt.sheets.values())
    read = Counter(by for by, cells in chain.from_iterable(readings) if attempt.whole(cells))
    for officer in state.frozen.roster.officers:
        handed_over = officer.id in attempt.handed_over
        if read[officer.id] or handed_over:
            yield officer.id, read[officer.id], handed_over


def _takes(state: Meeting) -> bool:
    """Whether a table can be taken in now: sheets, where they are counted, are in and unread."""
    rounds = tuple(state.current())
    sheets = state.frozen.scheme.procedure.sheets
    untouched = all(one.untouched for attempt in rounds for one in attempt.sheets.values())
    ready = all(attempt.closed if sheets else not attempt.closed for attempt in rounds)
    return untouched and ready


def _of_round(state: Meeting, attempt: Round) -> Step | None:
    """Return what comes next in a round; None when it is verified."""
    id_ = "" if state.frozen.round_ids == ("all",) else attempt.id
    match attempt.stage:
        case "waiting":
            return _step("open", what_stops(state, OpenRound(attempt.id)), id_)
        case "paused":
            return _step("resume", (), id_)
        case "open":
            return _of_open_round(state, attempt, id_)
        case "collected" | "counted":
            return _of_collected_round(state, attempt, id_)
        case "void":
            return None
        case never:
            assert_never(never)


def _of_open_round(state: Meeting, attempt: Round, id_: str) -> Step:
    if not state.frozen.scheme.procedure.sheets:
        return _of_unnumbered_round(attempt, id_)
    if attempt.issued is None:
        return _step("issue", (), id_)
    stops = what_stops(state, CollectRound(attempt.id))
    group = group_due(state)
    if not attempt.sheets or (group and stops):
        return _step("receive", (), id_, group=group)
    return _step("collect", stops, id_)


def _of_unnumbered_round(attempt: Round, id_: str) -> Step:
    """Return what comes next where sheets are not counted in: reading, until all are read."""
    if not attempt.sheets:
        return _step("take-in", (), id_)
    if all(any(map(attempt.whole, one.readings.values())) for one in attempt.sheets.values()):
        return _step("collect", (), id_)
    return _step("enter", (), id_)


def _of_collected_round(state: Meeting, attempt: Round, id_: str) -> Step | None:
    """Return what comes next in a round that is collected; None when it is verified.

    The order is fixed: everything is read, then third readings, then queries, then rulings.
    """
    stops = tuple(unverified(state, attempt))
    if not stops:
        return None
    if missing_readings(state, attempt):
        return _reading(state, attempt, id_, stops)
    if thirds_due(state, attempt):
        return _step("third", stops, id_)
    queried = any(spot in sheet.queries for sheet, spot in open_cells(state, attempt))
    return _step("clarify" if queried else "rule", stops)


def _reading(state: Meeting, attempt: Round, id_: str, stops: tuple[Refusal, ...]) -> Step:
    """Return whether sheets are still to be read, or somebody has to hand over what they read."""
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    unread = any(
        len(verdict.whole) < needed for sheet, verdict in attempt.verdicts(needed) if not sheet.void
    )
    waiting = [by for by, _, handed_over in readers(state, attempt) if not handed_over]
    if not unread and waiting:
        return _step("hand-over", stops, id_, waiting[0])
    return _step("enter", stops, id_)
