"""``pingyi mirror``, ``restore`` and ``rehearse``: copies of a meeting."""

import shutil
from pathlib import Path
from secrets import token_hex
from shlex import quote

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.acting import REHEARSAL, banner
from scoring.cli.meeting.opening import begun, now, owned, viewed
from scoring.cli.newfolder import make_folder
from scoring.cli.output import show, show_json
from scoring.cli.parameters import folder_argument, json_option
from scoring.errors import HasProblems, errors_of
from scoring.folder import read_meeting
from scoring.meeting.facts import Noted
from scoring.mirroring import FILE, WRITTEN, remember
from scoring.officers import FILE as PINS
from scoring.record import restore as put_back
from scoring.session import RECORD
from scoring.wording import Phrase, say


def mirror_command() -> click.Command:
    """Make ``mirror``."""
    does = say("Mirror the record in FOLDER, now and after each step from here on.")
    return _command("mirror", mirror, does, folder_argument(), _folder("to", say("FOLDER")))


def restore_command() -> click.Command:
    """Make ``restore``."""
    does = say("Put the record back into DIR from its MIRROR.")
    return _command("restore", restore, does, _folder("mirrored", say("MIRROR")), folder_argument())


def rehearse_command() -> click.Command:
    """Make ``rehearse``."""
    does = say("Copy the meeting for a rehearsal (演练), which can never become real.")
    return _command("rehearse", rehearse, does, folder_argument())


def mirror(folder: Path, to: Path, *, as_json: bool) -> int:
    """Mirror the record of the meeting in ``folder``, and keep in mind where."""
    with owned(folder) as session:
        session.mirror(to)
        session.note(Noted(WRITTEN, ""))
        heads = session.mirror(to)
        remember(folder, to)
        _say(
            "mirror",
            {"events": heads.event_count, "readings": heads.reading_count},
            *banner(session.state),
            say("Mirrored: {count} events.", count=heads.event_count),
            as_json=as_json,
        )
    return DONE


def restore(mirrored: Path, folder: Path, *, as_json: bool) -> int:
    """Put back the record that is mirrored in the folder ``mirrored``."""
    kept = put_back(mirrored / RECORD, folder / RECORD)
    said = [
        *banner(viewed(folder).state),
        say("The record is back from its mirror."),
    ]
    if kept is not None:
        said.append(say("What was there before is kept as {file}.", file=kept.name))
    _say("restore", {"kept": kept and kept.name}, *said, as_json=as_json)
    return DONE


def rehearse(folder: Path, *, as_json: bool) -> int:
    """Copy the meeting in ``folder`` into a new folder beside it, with a record of its own."""
    meeting = read_meeting(folder)
    if errors_of(meeting.problems):
        raise HasProblems(meeting.problems)
    beside = folder.resolve().parent / f"{now()[:10]}-{token_hex(4)}"

    def fill(making: Path) -> None:
        for file in sorted(folder.iterdir()):
            if file.is_file() and not _of_the_real_one(file.name):
                shutil.copyfile(file, making / file.name)
        begun(making, rehearsal=True).close()

    make_folder(beside, fill)
    _say(
        "rehearse",
        {"folder": str(beside)},
        REHEARSAL,
        say("The rehearsal is in {folder}", folder=str(beside)),
        say("Begin it with: {command}", command=f"pingyi freeze {quote(str(beside))}"),
        as_json=as_json,
    )
    return DONE


def _of_the_real_one(name: str) -> bool:
    """Whether a file is no paper of the meeting, but of its record."""
    return name in {PINS, FILE} or name.startswith((".", f"{Path(RECORD).stem}."))


def _command(name: str, run: object, does: Phrase, *params: click.Parameter) -> click.Command:
    if not callable(run):
        raise TypeError(name)
    return click.Command(name, callback=run, params=[*params, json_option()], help=str(does))


def _folder(name: str, metavar: Phrase) -> click.Argument:
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.Argument([name], metavar=str(metavar), type=kind)


def _say(act: str, found: dict[str, object], *said: Phrase, as_json: bool) -> None:
    if as_json:
        show_json({"schema": "pingyi/act/1", "act": act, "done": True, **found})
    else:
        show(*said)
