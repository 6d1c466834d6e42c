"""``pingyi freeze``: when the files are read for the last time."""

from pathlib import Path

import click

from scoring.cli.endings import problem_lines
from scoring.cli.meeting.acting import Doing, perform
from scoring.cli.meeting.options import CommandWords, command
from scoring.cli.output import tell
from scoring.errors import HasProblems, errors_of
from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.taking_in import left_out
from scoring.meeting import Decision, Meeting, decide
from scoring.meeting.acts import Freeze
from scoring.recordfile import has_record
from scoring.report.printed import fingerprint
from scoring.wording import Phrase, say


def freeze_command() -> click.Command:
    """Make ``freeze``."""
    does = say("Read the files for the last time; from here on the record alone decides.")
    return command("freeze", freeze, does)


def freeze(asked: CommandWords) -> int:
    """Freeze the meeting; its record begins, unless it has one.

    Raises HasProblems where the files are not ready, Forbidden where they are frozen already or
    name nobody, and what a record does.
    """
    wish = _read(asked.folder)
    if not has_record(asked.folder):
        decide(Meeting(), wish)  # else a record would begin with nothing to keep
    doing = Doing("freeze", lambda _state, _by: [wish], begins=True, said=_frozen)
    return perform(asked.folder, doing, as_json=asked.as_json)


def _read(folder: Path) -> Freeze:
    """Return what there is to freeze; raises HasProblems where the files are not ready."""
    meeting = read_meeting(folder)
    if errors_of(meeting.problems) or meeting.base is None:
        raise HasProblems(meeting.problems)
    if left := left_out(meeting):
        tell(*left)
    warnings = [one for one in meeting.problems if one.code != "meeting.no-votes"]
    if warnings:
        tell(*problem_lines(warnings))
    return freezing(meeting)


def _frozen(state: Meeting, _decision: Decision) -> tuple[Phrase, ...]:
    rules = state.frozen
    return (
        say(
            "Frozen: {units} units, {deputies} deputies, {officers} officers.",
            units=len(rules.roster.units),
            deputies=len(rules.roster.deputies),
            officers=len(rules.roster.officers),
        ),
        say(
            "The scheme is {id}, fingerprint {seal}.",
            id=rules.scheme.id,
            seal=fingerprint(rules.scheme_sha256),
        ),
        say("Changes in the files are reported from here on, and not read."),
    )
