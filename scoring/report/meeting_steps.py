"""What comes next in a meeting (下一步), and everything that stops it."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from scoring.meeting import Meeting, Refusal, what_stops
from scoring.meeting.acts import CollectRound, Count, OpenRound
from scoring.meeting.state import NEEDED_READERS, Round
from scoring.meeting.verification import missing_readings, open_cells, unverified
from scoring.wording import Phrase, say


class Step(NamedTuple):
    """One step, and the command that takes it."""

    name: str
    """Stable, for programs."""
    does: Phrase
    command: str
    """Of ``pingyi``; ``DIR`` stands for the meeting's folder."""
    stops: tuple[Refusal, ...] = ()
    """What keeps it from being taken now."""
    counting: bool = False
    """Whether they keep, instead, everything from being counted, and this step is a way there."""


def next_step(state: Meeting) -> Step | None:
    """Return what comes next; None when nothing is left to do."""
    if state.rules is None:
        return Step("freeze", say("freeze the files"), "freeze DIR")
    if state.phase == "counted":
        return _certifying()
    if state.phase == "certified":
        return Step("reveal", say("reveal the result"), "reveal DIR")
    if state.phase == "revealed":
        return None
    if not state.attendance.present and not state.rounds:
        return Step("checkin", say("check the deputies in"), "checkin DIR DEPUTY... | --all")
    steps = (_of_round(state, attempt) for attempt in state.current())
    return next((step for step in steps if step is not None), None) or Step(
        "count", say("compute the result"), "count DIR", what_stops(state, Count())
    )


def readers(state: Meeting, attempt: Round) -> Iterator[tuple[str, int, bool]]:
    """Yield each officer who reads the round's sheets: how many, and whether handed over."""
    readings = (sheet.readings.items() for sheet in attempt.sheets.values())
    read = Counter(by for by, cells in chain.from_iterable(readings) if attempt.whole(cells))
    for officer in state.frozen.roster.officers:
        handed_over = officer.id in attempt.handed_over
        if read[officer.id] or handed_over:
            yield officer.id, read[officer.id], handed_over


def _certifying() -> Step:
    command = "certify DIR --as SCRUTINEER --as SCRUTINEER"
    return Step("certify", say("certify the result"), command)


def _of_round(state: Meeting, attempt: Round) -> Step | None:
    """Return what comes next in a round; None when it is verified."""
    name = "" if state.frozen.round_ids == ("all",) else f" {attempt.id}"
    if attempt.stage == "waiting":
        stops = what_stops(state, OpenRound(attempt.id))
        return Step("open", say("open the round"), f"round open DIR{name}", stops)
    if attempt.stage == "paused":
        return Step("resume", say("go on with the round"), f"round resume DIR{name}")
    if attempt.stage == "open":
        return _of_open_round(state, attempt, name)
    option = f" --round{name}" if name else ""
    return _of_collected_round(state, attempt, option)


def _of_open_round(state: Meeting, attempt: Round, name: str) -> Step:
    if attempt.issued is None:
        does = say("say how many sheets went out")
        return Step("issue", does, f"issue DIR{name} --issued N --took-none N")
    if not attempt.sheets:
        does = say("count the sheets in")
        return Step("receive", does, f"receive DIR{name} --sheets 001-060")
    stops = what_stops(state, CollectRound(attempt.id))
    return Step("collect", say("close the box"), f"round collect DIR{name}", stops)


def _of_collected_round(state: Meeting, attempt: Round, option: str) -> Step | None:
    stops = tuple(unverified(state, attempt))
    if not stops:
        return None
    if missing_readings(state, attempt):
        return _reading(state, attempt, option, stops)
    cells = open_cells(state, attempt)
    queried = [spot for sheet, spot in cells if spot in sheet.queries]
    if any(spot not in sheet.thirds and spot not in sheet.queries for sheet, spot in cells):
        does = say("read the cells that differ a third time")
        return Step("third", does, f"enter DIR{option} --as OFFICER --third", stops, counting=True)
    deciding = "SHEET UNIT --mark MARK --as A --second B --reason TEXT"
    if queried:
        return Step(
            "clarify",
            say("clarify what was queried"),
            f"clarify DIR {deciding}",
            stops,
            counting=True,
        )
    return Step(
        "rule",
        say("rule the cells that still differ"),
        f"rule DIR {deciding}",
        stops,
        counting=True,
    )


def _reading(state: Meeting, attempt: Round, option: str, stops: tuple[Refusal, ...]) -> Step:
    needed = NEEDED_READERS[state.frozen.scheme.procedure.verification]
    unread = any(
        len(verdict.whole) < needed for sheet, verdict in attempt.verdicts(needed) if not sheet.void
    )
    waiting = [by for by, _, handed_over in readers(state, attempt) if not handed_over]
    if not unread and waiting:
        does = say("hand over what was read")
        return Step(
            "hand-over", does, f"hand-over DIR{option} --as {waiting[0]}", stops, counting=True
        )
    return Step(
        "enter", say("read the sheets"), f"enter DIR{option} --as OFFICER", stops, counting=True
    )
