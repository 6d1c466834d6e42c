"""``pingyi officers pin`` and ``pingyi pin``: the officers' PINs (口令).

That a PIN was set goes to the record, from the freeze on; before it the record does not know who
is an officer, and the freeze notes who has one.
"""

from pathlib import Path

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.given_pins import GivenPins, new_pin, prove
from scoring.cli.meeting.opening import in_turn, viewed
from scoring.cli.meeting.options import (
    CommandWords,
    command,
    named,
    officer_option,
    pin_option,
    second_option,
    text_option,
)
from scoring.cli.output import show, show_json, tell
from scoring.files.meeting_folder import read_meeting
from scoring.files.names import name_key
from scoring.live.mirroring import keep_up
from scoring.live.pins import Pins, long_enough
from scoring.meeting import Meeting, decide
from scoring.meeting.acts import SetPin, SetPinAnew
from scoring.meeting.facts import Fact
from scoring.meeting.typed_words import officer_ids, refused
from scoring.meeting.wishes import Wish
from scoring.meeting.words import called, everything_told
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


def pin_command() -> click.Command:
    """Make ``pin``, for a PIN that was forgotten."""
    whose = say("The officer who forgot the PIN; id or name.")
    return command(
        "pin",
        pin_anew,
        say("Set a forgotten PIN anew (口令重设); others sign for it."),
        text_option("--anew", say("OFFICER"), whose, required=True),
        officer_option(required=False),
        second_option(),
        pin_option(),
    )


def pin(asked: CommandWords) -> int:
    """Set a PIN; who is an officer says the record where something is frozen, else officers.csv.

    Raises Forbidden where nobody, or more than one, is meant, Refused as ``new_pin`` does, and
    what a record does.
    """
    folder = asked.folder
    state = viewed(folder).state if has_record(folder) else None
    frozen = state is not None and state.rules is not None
    if state is not None and state.rules is not None:
        officers = state.rules.roster.officers
        [id_] = officer_ids(state, [asked.officer])
    else:
        officers = read_meeting(folder).roster.officers
        id_ = _id(officers, asked.officer)
    if id_ not in {officer.id for officer in officers}:
        told = say("{officers} is not in the list of officers", officers=(asked.officer,))
        raise refused("officer.unknown", told)
    new, had = new_pin(folder, id_, GivenPins(asked.pin_fd))
    if frozen:
        _recorded(folder, SetPin(id_, had))
    Pins(folder).keep(id_, new)
    if asked.as_json:
        show_json({"schema": "pingyi/act/1", "act": "officers pin", "done": True})
    else:
        show(say("{officer} has a new PIN.", officer=id_))
    return DONE


def pin_anew(asked: CommandWords) -> int:
    """Set a forgotten PIN anew; others sign with theirs.

    Raises Forbidden where too few sign or the one who forgot it does, Refused where a PIN is
    missing or wrong, and what a record does.
    """
    folder = asked.folder
    state = viewed(folder).state
    [id_] = officer_ids(state, [asked.anew])
    by = officer_ids(state, [one for one in (asked.officer, asked.second) if one])
    wish = SetPinAnew(id_, by)
    decide(state, wish)  # so that nobody types a PIN for what is refused anyway
    given = GivenPins(asked.pin_fd)
    prove(folder, by, given, owed=True)
    new = given.new_pin(id_)
    long_enough(new)
    facts, state = _recorded(folder, wish)
    Pins(folder).keep(id_, new)
    said = everything_told(facts, called(state.frozen.roster))
    if asked.as_json:
        told = [str(one) for one in said]
        show_json({"schema": "pingyi/act/1", "act": "pin", "done": True, "said": told})
    else:
        show(*said)
    return DONE


def _recorded(folder: Path, wish: Wish) -> tuple[tuple[Fact, ...], Meeting]:
    """Note in the record that a PIN is set; return the facts and the state after them."""
    with in_turn(folder) as session:
        facts = session.do(wish).facts
        if told := keep_up(session, folder, facts):
            tell(told, say("The meeting goes on; its own record is whole."))
        return facts, session.state


def _id(officers: tuple[Officer, ...], text: str) -> str:
    named = [officer.id for officer in officers if name_key(officer.name) == name_key(text)]
    return named[0] if len(named) == 1 else text
