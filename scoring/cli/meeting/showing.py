"""``pingyi status``, ``differences`` and ``log``: where a meeting stands, and how it came there.

They look at the record and change nothing, whoever has it open. Marks are shown by ``differences``
alone, and there only to an officer who has given their PIN.
"""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.acting import show_meeting
from scoring.cli.meeting.given_pins import GivenPins, prove
from scoring.cli.meeting.opening import viewed
from scoring.cli.meeting.options import (
    CommandWords,
    command,
    officer_option,
    pin_option,
    round_option,
)
from scoring.cli.output import show_json
from scoring.errors import errors_of
from scoring.files.meeting_folder import MeetingFolder, read_meeting
from scoring.live.freezing import changed_since, freezing
from scoring.live.session import Session
from scoring.live.taking_in import at_hand, takes_tables
from scoring.meeting import Forbidden, Meeting, what_stops
from scoring.meeting.refusals import unfit, wrong_stage
from scoring.meeting.state import Round
from scoring.meeting.typed_words import officer_ids, round_id, rules_of
from scoring.recordfile import has_record
from scoring.report.meeting_differences import (
    differences_json,
    differences_shown,
    rulings_json,
    rulings_shown,
    warnings_json,
)
from scoring.report.meeting_log import log_json, log_lines, meeting_log
from scoring.report.meeting_status import Standpoint, meeting_status, status_json
from scoring.report.printed import in_fours
from scoring.wording import say


def status_command() -> click.Command:
    """Make ``status``."""
    does = say("Say where the meeting stands, what comes next, and what stops it.")
    return command("status", status, does)


def differences_command() -> click.Command:
    """Make ``differences``."""
    does = say("Say which cells are open; the readings only to an OFFICER who may rule.")
    who = (officer_option(required=False), pin_option())
    return command("differences", differences, does, round_option(), *who)


def log_command() -> click.Command:
    """Make ``log``."""
    return command("log", log, say("Say what happened, when, and by whom; never a mark."))


def status(asked: CommandWords) -> int:
    """Show where the meeting stands; before it has a record, what its files lack."""
    if has_record(asked.folder):
        session = viewed(asked.folder)
        state, point = session.state, _standpoint(session, asked.folder)
    else:
        state, point = Meeting(), Standpoint(quote(str(asked.folder)))
    if state.rules is None or (state.uncounted and takes_tables(state.frozen.scheme.procedure)):
        meeting = read_meeting(asked.folder)
        point = point._replace(at_hand=at_hand(meeting))
        if state.rules is None:
            point = point._replace(problems=tuple(_unready(meeting)))
    if asked.as_json:
        show_json(status_json(state, point))
    else:
        show_meeting(state, meeting_status(state, point))
    return DONE


def differences(asked: CommandWords) -> int:
    """Show the open cells; with an officer named, the readings of those they may rule.

    Raises Forbidden where no round has begun or the officer is unknown, Refused where the PIN is
    missing or wrong.
    """
    session = viewed(asked.folder)
    state = session.state
    attempts = _attempts(state, asked)
    if asked.officer:
        [officer] = officer_ids(state, [asked.officer])
        if stops := tuple(unfit(state, (officer,), 1)):
            raise Forbidden(stops)
        prove(asked.folder, [officer], GivenPins(asked.pin_fd), owed=True)
    if asked.as_json:
        found = differences_json(state, attempts)
        if asked.officer:
            found["rulings"] = rulings_json(state, attempts, officer)
            found["warnings"] = warnings_json(state, attempts)
        show_json(found)
    elif asked.officer:
        show_meeting(state, rulings_shown(state, attempts, officer))
    else:
        show_meeting(state, differences_shown(state, attempts))
    return DONE


def log(asked: CommandWords) -> int:
    """Show what happened; what was written about single cells, only after the count."""
    session = viewed(asked.folder)
    state = session.state
    timed = [(entry.fact, entry.at) for entry in session.entries]
    lines = list(log_lines(timed, counted=bool(state.versions)))
    if asked.as_json:
        show_json(log_json(lines, rehearsal=state.rehearsal))
    else:
        show_meeting(state, meeting_log(lines))
    return DONE


def _standpoint(session: Session, folder: Path) -> Standpoint:
    frozen = session.frozen()
    return Standpoint(
        quote(str(folder)),
        frozen,
        changed_since(folder, frozen) if frozen else (),
        result_code=in_fours(session.result_code()),
    )


def _unready(meeting: MeetingFolder) -> Iterator[str]:
    """Yield what keeps the files from being frozen."""
    errors = errors_of(meeting.problems)
    if errors or meeting.base is None:
        return map(str, errors)
    stops = what_stops(Meeting(), freezing(meeting))
    return (f"{one.message} [{one.code}]" for one in stops)


def _attempts(state: Meeting, asked: CommandWords) -> list[Round]:
    """Return the rounds that are asked for. Raises Forbidden where none has begun."""
    rules = rules_of(state)
    if asked.round is not None or len(rules.round_ids) == 1:
        name = round_id(state, asked.round)
        if stops := tuple(wrong_stage(state, name, "open", "paused", "collected", "counted")):
            raise Forbidden(stops)
        return [state.round(name)]
    begun = [attempt for attempt in state.current() if attempt.begun]
    if not begun:
        raise Forbidden(tuple(wrong_stage(state, rules.round_ids[0], "open")))
    return begun
