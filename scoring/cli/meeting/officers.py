"""``pingyi officers pin``: the officers' PINs (口令)."""

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.given_pins import GivenPins, set_pin
from scoring.cli.meeting.opening import viewed
from scoring.cli.meeting.options import CommandWords, command, named, pin_option
from scoring.cli.output import show, show_json
from scoring.files.meeting_folder import read_meeting
from scoring.files.names import name_key
from scoring.meeting.typed_words import officer_ids, refused
from scoring.recordfile import has_record
from scoring.roster import Officer
from scoring.wording import say


def officers_command() -> click.Command:
    """Make ``officers`` and its one subcommand."""
    does = say("Set the PIN of OFFICER; who has one gives it first.")
    return click.Group(
        "officers",
        commands=[command("pin", pin, does, named("officer", say("OFFICER")), pin_option())],
        help=str(say("The officers' PINs.")),
        subcommand_metavar="pin DIR OFFICER",
    )


def pin(asked: CommandWords) -> int:
    """Set a PIN; who is an officer says the record where something is frozen, else officers.csv.

    Raises Forbidden where nobody, or more than one, is meant, and as ``set_pin`` does.
    """
    state = viewed(asked.folder).state if has_record(asked.folder) else None
    if state is not None and state.rules is not None:
        officers = state.rules.roster.officers
        [id_] = officer_ids(state, [asked.officer])
    else:
        officers = read_meeting(asked.folder).roster.officers
        id_ = _id(officers, asked.officer)
    if id_ not in {officer.id for officer in officers}:
        told = say("{officers} is not in the list of officers", officers=(asked.officer,))
        raise refused("officer.unknown", told)
    set_pin(asked.folder, id_, GivenPins(asked.pin_fd))
    if asked.as_json:
        show_json({"schema": "pingyi/act/1", "act": "officers pin", "done": True})
    else:
        show(say("{officer} has a new PIN.", officer=id_))
    return DONE


def _id(officers: tuple[Officer, ...], text: str) -> str:
    named = [officer.id for officer in officers if name_key(officer.name) == name_key(text)]
    return named[0] if len(named) == 1 else text
