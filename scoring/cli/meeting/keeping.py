"""``pingyi mirror`` and ``restore``: a second copy of the record, and the way back."""

from pathlib import Path

import click

from scoring.cli.endings import DONE
from scoring.cli.meeting.opening import owned, viewed
from scoring.cli.output import show, show_json
from scoring.cli.parameters import folder_argument, json_option
from scoring.live.mirroring import begin_mirror
from scoring.live.taking_over import take_over
from scoring.record import restore as put_back
from scoring.recordfile import RECORD
from scoring.report.meeting_status import banner
from scoring.wording import Phrase, say


def mirror_command() -> click.Command:
    """Make ``mirror``."""
    does = say("Mirror the record in FOLDER, now and after each step from here on.")
    return _command("mirror", mirror, does, folder_argument(), _folder("to", say("FOLDER")))


def restore_command() -> click.Command:
    """Make ``restore``."""
    does = say("Put the record back into DIR from its MIRROR, or take the meeting over there.")
    kind = click.Path(file_okay=False, path_type=Path)
    folder = click.Argument(["folder"], metavar="DIR", type=kind)
    return _command("restore", restore, does, _folder("mirrored", say("MIRROR")), folder)


def mirror(folder: Path, to: Path, *, as_json: bool) -> int:
    """Mirror the record of the meeting in ``folder`` in the folder ``to``, and remember where.

    Raises what the record and ``write_mirror`` do; only then is nothing remembered.
    """
    with owned(folder) as session:
        heads = begin_mirror(session, folder, to)
        _say(
            "mirror",
            {"events": heads.event_count, "readings": heads.reading_count},
            *banner(session.state),
            say("Mirrored: {count} events.", count=heads.event_count),
            as_json=as_json,
        )
    return DONE


def restore(mirrored: Path, folder: Path, *, as_json: bool) -> int:
    """Put the record that is mirrored in the folder ``mirrored`` into the meeting's ``folder``.

    A record that is there is moved aside and named; where there is no such folder, it is made, and
    the meeting goes on there. Raises what ``put_back`` and ``take_over`` do.
    """
    if not folder.exists():
        untold = take_over(mirrored, folder)
        told = say("Taken over into {folder}.", folder=str(folder))
        said = [*banner(viewed(folder).state), told, *([untold] if untold else [])]
        _say("restore", {"kept": None}, *said, as_json=as_json)
        return DONE
    kept = put_back(mirrored / RECORD, folder / RECORD)
    said = [
        *banner(viewed(folder).state),
        say("The record is back from its mirror."),
    ]
    if kept is not None:
        said.append(say("What was there before is kept as {file}.", file=kept.name))
    _say("restore", {"kept": kept and kept.name}, *said, as_json=as_json)
    return DONE


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
