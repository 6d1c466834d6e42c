"""The mirror of a meeting's record: where it is, and that it is kept up (镜像).

A mirror is a second copy of the record in another folder, best on another disk. ``remember`` says
where, in a file beside the record; ``keep_up`` writes it after each step of the meeting, though
not after each mark. How a copy is written says ``scoring.record.mirror``.
"""

from contextlib import suppress
from pathlib import Path

from scoring.errors import HasProblems, PingyiError, Refused
from scoring.live.session import Session
from scoring.meeting.acts import Noted
from scoring.meeting.facts import Fact
from scoring.record.small_files import read_small, write_small
from scoring.wording import Phrase, say

FILE = "mirror-folder"
"""Beside the record: the folder of its mirror. It decides nothing, and is in no event."""
_LONGEST = 1 << 16
"""Bytes of that file: more than any path has."""
FAILED = "mirror-failed"
WRITTEN = "mirror-written"
"""``Noted.what``, of a mirror."""


def remember(folder: Path, mirror: Path) -> None:
    """Keep in mind that the record in ``folder`` is mirrored in ``mirror``. Raises StorageFault."""
    write_small(folder / FILE, f"{mirror.absolute()}\n".encode())


def mirror_of(folder: Path) -> Path | None:
    """Return the folder in which the record in ``folder`` is mirrored; None where it is nowhere.

    Raises Refused, StorageFault where it was written down and cannot be read any more.
    """
    content = read_small(folder / FILE, _LONGEST)
    if content is None:
        return None
    try:
        mirror = Path(content.decode().removesuffix("\n"))
    except UnicodeDecodeError:
        mirror = Path()
    if not mirror.is_absolute() or not str(mirror).isprintable():
        told = say(
            "{file} is damaged: it does not say where the mirror is. Say it again: "
            "pingyi mirror DIR FOLDER",
            file=FILE,
        )
        raise Refused(told)
    return mirror


def keep_up(session: Session, folder: Path, facts: tuple[Fact, ...]) -> Phrase | None:
    """Write the mirror of the record in ``folder`` where ``facts`` have changed the state.

    ``facts`` are those that ``session`` has just kept. Returns None where all went well or there is
    no mirror; else what is to be told: it is noted in the record as far as that can be written,
    and the meeting goes on. Whatever happens here, the facts are kept: nothing is raised.
    """
    if not any(fact.changes_state for fact in facts):
        return None
    try:
        mirror = mirror_of(folder)
        if mirror is not None:
            session.mirror(mirror, begin=False)
    except (PingyiError, OSError) as failed:
        with suppress(PingyiError, OSError):
            session.note(Noted(FAILED, type(failed).__name__))
        return say("THE MIRROR WAS NOT WRITTEN: {why}", why=_why(failed))
    return None


def _why(failed: Exception) -> Phrase | str:
    match failed:
        case HasProblems():
            return failed.problems[0].message
        case Refused():
            return failed.reason
        case _:
            return str(failed)
