"""``pingyi take-in``: a table of marks as it is, and all that is then due up to the result (取入).

Without FILE it is the meeting's own table of ballots. In a simple meeting that is frozen by the
same command, one table makes the result; where sheets are counted, it is taken in behind them.
"""

from pathlib import Path

import click

from scoring.cli.meeting.acting import Doing, perform
from scoring.cli.meeting.given_pins import Naming
from scoring.cli.meeting.opening import viewed
from scoring.cli.meeting.options import CommandWords, command, officer_option, pin_option
from scoring.live.taking_in import to_the_result
from scoring.meeting import Meeting, decide_all
from scoring.meeting.facts import Names
from scoring.meeting.wishes import Wish
from scoring.recordfile import has_record
from scoring.wording import say


def take_in_command() -> click.Command:
    """Make ``take-in``."""
    file = click.Argument(
        ["file"],
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar=str(say("[FILE]")),
        required=False,
    )
    does = say(
        "Take in a table of marks where one reading is enough: FILE, or the meeting's own. In a "
        "simple meeting it is frozen and computed with it."
    )
    return command("take-in", take_in, does, file, officer_option(required=False), pin_option())


def take_in(asked: CommandWords) -> int:
    """Take the table in; all or nothing. Return the exit code.

    Raises HasProblems where files or table are not right, Forbidden, Refused, and what a record
    does.
    """

    def wished(state: Meeting, by: Names) -> tuple[Wish, ...]:
        named = by[0] if by else asked.officer
        return to_the_result(state, asked.folder, named, asked.file)

    state = viewed(asked.folder).state if has_record(asked.folder) else None
    if state is None:
        decide_all(Meeting(), wished(Meeting(), ()))  # else a record would begin without a fact
    naming = asked.naming() if state and state.rules and asked.officer else Naming()
    doing = Doing("take-in", wished, naming, begins=True)
    return perform(asked.folder, doing, as_json=asked.as_json)
