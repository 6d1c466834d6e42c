"""Where a meeting stands (会议状态): the state, the next step, and the reconciliation.

``meeting_status`` says it as a document, ``status_json`` for programs; both from the state alone,
with what a ``Standpoint`` adds of the files and the folder.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.json_values import ExactJson
from scoring.meeting import Meeting
from scoring.meeting.acts import Frozen
from scoring.meeting.lines_in_words import lines_shown
from scoring.meeting.quorum import quorate, speaker_doubts
from scoring.meeting.refusals import PHASES, STAGES
from scoring.meeting.sheets_in_words import sheets_said
from scoring.meeting.sheets_ready import sheets_in
from scoring.meeting.state import Round
from scoring.meeting.verification import open_cells, warnings
from scoring.report.blocks import Blocks, Column, Heading, Item, Outline, Table, Words
from scoring.report.meeting_lines import differences_explained, reconciliation_table
from scoring.report.meeting_steps import NOTHING, AtHand, Step, next_step, readers
from scoring.report.printed import Occasion, Source, opening
from scoring.wording import Phrase, say

REHEARSAL = say("REHEARSAL (演练): nothing of this is real, and nothing of it can become real.")
"""Stands above everything that is printed or shown of a rehearsal, in both languages."""


class Standpoint(NamedTuple):
    """What is known of a meeting beside its state."""

    folder: str
    """As it is to be typed on a command line, in the place of ``DIR``."""
    frozen: Frozen | None = None
    """What was frozen last: the meeting's title, day, place and host; None before the freeze."""
    changed: tuple[str, ...] = ()
    """Files that are no longer what was frozen."""
    problems: tuple[str, ...] = ()
    """What is wrong in the files, a sentence each, while nothing is frozen."""
    at_hand: AtHand = NOTHING
    """What the folder has that can be taken in."""
    result_code: str = ""
    """In groups of four; empty before the count."""


def meeting_status(state: Meeting, point: Standpoint) -> Blocks:
    """Yield where the meeting stands, as a document: state, next step, doubts, then each round.

    A round that has not begun is left out; of a voided one only the newest attempt is shown.
    """
    if state.rules is None or point.frozen is None:
        yield Heading(say("Where the meeting stands"), 1)
    else:
        yield from opening(
            say("Where the meeting stands"),
            occasion_of(point.frozen),
            Source(state.rules.scheme, state.rules.scheme_sha256),
        )
    yield Outline(tuple(_state(state, point)))
    if doubts := [*_doubts(state, point)]:
        yield Heading(say("To be noted"))
        yield Outline(tuple(doubts))
    if state.rules is not None:
        for attempt in _begun(state):
            yield from _round(state, attempt)


def status_json(state: Meeting, point: Standpoint) -> dict[str, ExactJson]:
    """Return the object ``pingyi/status/1``.

    ``next`` is null where nothing is left to do, ``deputies`` before the freeze; ``result_code``,
    64 hexadecimal digits, before the count.
    """
    step = next_step(state, point.at_hand)
    rules = state.rules
    return {
        "schema": "pingyi/status/1",
        "rehearsal": state.rehearsal,
        "state": state.phase,
        "next": None if step is None else _step_json(step, point),
        "deputies": len(rules.roster.deputies) if rules else None,
        "present": len(state.attendance.present),
        "rounds": [_round_json(state, one) for one in _begun(state)] if rules else [],
        "changed": list(point.changed),
        "doubts": [str(doubt) for doubt in speaker_doubts(state)] if rules else [],
        "problems": list(point.problems),
        "version": len(state.versions) or None,
        "result_code": point.result_code.replace(" ", "") or None,
    }


def occasion_of(frozen: Frozen) -> Occasion:
    """Return what documents say of the meeting, as it was frozen."""
    return Occasion(frozen.title, frozen.date, frozen.place, frozen.host)


def banner(state: Meeting) -> tuple[Phrase, ...]:
    """Return what stands above everything that is printed of a rehearsal.

    For a real meeting it is empty.
    """
    return (REHEARSAL,) if state.rehearsal else ()


def _state(state: Meeting, point: Standpoint) -> Iterator[Item]:
    yield Item(say("state: {phase}", phase=PHASES[state.phase]))
    if state.rules is not None and state.rules.scheme.procedure.checkin:
        yield Item(
            say(
                "present: {present} of {members}",
                present=len(state.attendance.present),
                members=len(state.rules.roster.deputies),
            )
        )
    if state.versions:
        yield Item(say("version of the result: {number}", number=len(state.versions)))
        # Sixteen groups of four, and a blank between two: half of them are 39 characters.
        halves = (Item(point.result_code[:39]), Item(point.result_code[40:]))
        yield Item(say("result code:"), halves)
    step = next_step(state, point.at_hand)
    if step is None:
        yield Item(say("next: nothing is left to do but to keep the record"))
        return
    under = [Item(_typed(step, point))]
    stops: Sequence[Words] = [
        *point.problems,
        *(say("{why} [{code}]", why=one.message, code=one.code) for one in step.stops),
    ]
    if stops:
        title = say("what stops the count:") if step.kind.counting else say("what stops it:")
        under.append(Item(title, tuple(Item(why) for why in stops)))
    yield Item(say("next: {step}", step=step.kind.does), tuple(under))


def _typed(step: Step, point: Standpoint) -> str:
    """Return the command of ``step`` as somebody in a terminal would type it."""
    return "pingyi " + step.command.replace("DIR", point.folder)


def _doubts(state: Meeting, point: Standpoint) -> Iterator[Item]:
    for name in point.changed:
        yield Item(say("changed since the freeze, and not read: {file}", file=name))
    if not state.uncounted:
        return
    if not quorate(state):
        yield Item(say("too few are present for a quorum"))
    for doubt in speaker_doubts(state):
        yield Item(doubt)


def _begun(state: Meeting) -> Iterator[Round]:
    return (attempt for attempt in state.current() if attempt.begun)


def _round(state: Meeting, attempt: Round) -> Blocks:
    yield Heading(
        say(
            "Round {id}, attempt {attempt}: {stage}",
            id=attempt.id,
            attempt=attempt.attempt,
            stage=STAGES[attempt.stage],
        )
    )
    yield Outline(tuple(map(Item, _counts(state, attempt))))
    yield reconciliation_table(state, attempt)
    if explained := differences_explained(state, attempt):
        yield explained
    rows = tuple(
        (_name(state, by), str(read), say("yes") if handed_over else say("no"))
        for by, read, handed_over in readers(state, attempt)
    )
    if rows:
        columns = (
            Column(say("reader")),
            Column(say("sheets read"), "right"),
            Column(say("handed over")),
        )
        yield Table(columns, rows)


def _counts(state: Meeting, attempt: Round) -> Iterator[Phrase]:
    if state.frozen.scheme.procedure.sheets:
        yield say("sheets counted in: {count}", count=len(attempt.sheets))
    else:
        yield say("ballots: {count}", count=sheets_in(state, attempt))
    void = tuple(sheet.number for sheet in attempt.sheets.values() if sheet.void)
    if void:
        yield say("void sheets: {sheets}", sheets=sheets_said(void))
    cells = open_cells(state, attempt)
    if cells:
        yield say("cells that differ or are queried: {count}", count=len(cells))
    suspected = warnings(state, attempt)
    if suspected and not attempt.counted:
        yield say(
            "look mis-keyed: {count}; pingyi differences --as OFFICER says which",
            count=len(suspected),
        )


def _name(state: Meeting, officer: str) -> str:
    names = state.frozen.roster.officer_names
    return f"{officer} {names.get(officer, '')}".strip()


def _step_json(step: Step, point: Standpoint) -> ExactJson:
    return {
        "step": step.name,
        "command": _typed(step, point),
        "stops": [{"code": one.code, "message": str(one.message)} for one in step.stops],
    }


def _round_json(state: Meeting, attempt: Round) -> ExactJson:
    return {
        "round": attempt.id,
        "attempt": attempt.attempt,
        "stage": attempt.stage,
        "returned": sheets_in(state, attempt),
        "open_cells": len(open_cells(state, attempt)),
        "lines": [
            {
                "line": line.name,
                "whole": {line.whole[0]: line.whole[1]},
                "parts": dict(line.parts),
                "difference": line.difference,
                "concerns": list(line.concerns),
                "explanation": line.explanation or None,
            }
            for line in lines_shown(state, attempt)
        ],
        "readers": [
            {"officer": by, "sheets": read, "handed_over": handed_over}
            for by, read, handed_over in readers(state, attempt)
        ],
    }
