"""``pingyi freeze`` and ``unfreeze``: when the files are read for the last time."""

from pathlib import Path

import click

from scoring.cli.endings import problem_lines
from scoring.cli.meeting.acting import Act, Done, Names, perform
from scoring.cli.meeting.options import Asked, command, reason_option, with_officer
from scoring.cli.output import tell
from scoring.errors import HasProblems, errors_of
from scoring.files.meeting_folder import read_meeting
from scoring.live.freezing import freezing
from scoring.live.session import decided
from scoring.meeting import Meeting
from scoring.meeting.intentions import Freeze, Unfreeze
from scoring.recordfile import has_record
from scoring.report.printed import fingerprint
from scoring.wording import Phrase, say


def freeze_command() -> click.Command:
    """Make ``freeze``."""
    does = say("Read the files for the last time; from here on the record alone decides.")
    return command("freeze", freeze, does)


def unfreeze_command() -> click.Command:
    """Make ``unfreeze``."""
    does = say("Go back to the files, before the first sheet is issued.")
    return command("unfreeze", unfreeze, does, *with_officer(second=True), reason_option())


def freeze(asked: Asked) -> int:
    """Freeze the meeting; its record begins, unless it has one."""
    intention = _read(asked.folder)
    if not has_record(asked.folder):
        decided(Meeting(), [intention])  # else a record would begin with nothing to keep
    act = Act("freeze", lambda _state, _by: [intention], _frozen, begins=True)
    return perform(asked.folder, act, as_json=asked.as_json)


def unfreeze(asked: Asked) -> int:
    """Unfreeze the meeting."""

    def intend(_state: Meeting, by: Names) -> list[Unfreeze]:
        return [Unfreeze(by, asked.reason)]

    act = Act("unfreeze", intend, _unfrozen, asked.both())
    return perform(asked.folder, act, as_json=asked.as_json)


def _read(folder: Path) -> Freeze:
    """Return what there is to freeze; raises HasProblems where the files are not ready."""
    meeting = read_meeting(folder)
    if errors_of(meeting.problems) or meeting.base is None:
        raise HasProblems(meeting.problems)
    warnings = [one for one in meeting.problems if one.code != "meeting.no-votes"]
    if warnings:
        tell(*problem_lines(warnings))
    return freezing(meeting)


def _frozen(done: Done) -> tuple[Phrase, ...]:
    rules = done.session.state.frozen
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


def _unfrozen(_done: Done) -> tuple[Phrase, ...]:
    return (say("The files are open again. Check-in begins anew after pingyi freeze."),)
