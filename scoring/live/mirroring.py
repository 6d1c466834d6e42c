"""The mirror of a meeting's record: where it is, and that it is kept up (镜像).

A mirror is a second copy of the record in another folder, best on another disk. ``remember`` says
where, in a file beside the record; ``keep_up`` writes it after each step of the meeting, though
not after each mark. How a copy is written says ``scoring.record.mirror``.
"""

from pathlib import Path

from scoring.errors import HasProblems, PingyiError
from scoring.live.session import Session
from scoring.meeting.acts import Noted
from scoring.meeting.facts import Fact
from scoring.wording import Phrase, say

FILE = "mirror-folder"
"""Beside the record: the folder of its mirror. It decides nothing, and is in no event."""
FAILED = "mirror-failed"
WRITTEN = "mirror-written"
"""``Noted.what``, of a mirror."""


def remember(folder: Path, mirror: Path) -> None:
    """Keep in mind that the record in ``folder`` is mirrored in ``mirror``."""
    (folder / FILE).write_text(str(mirror.absolute()), encoding="utf-8")


def mirror_of(folder: Path) -> Path | None:
    """Return the folder in which the record in ``folder`` is mirrored; None where it is nowhere."""
    try:
        return Path((folder / FILE).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def keep_up(session: Session, folder: Path, facts: tuple[Fact, ...]) -> Phrase | None:
    """Write the mirror of the record in ``folder`` where ``facts`` have changed the state.

    ``facts`` are those that ``session`` has just kept. Returns None where all went well or there is
    no mirror; else what is to be told: it is noted in the record, and the meeting goes on.
    """
    mirror = mirror_of(folder)
    if mirror is None or not any(fact.changes_state for fact in facts):
        return None
    try:
        session.mirror(mirror)
    except (PingyiError, OSError) as failed:
        session.note(Noted(FAILED, type(failed).__name__))
        return say("THE MIRROR WAS NOT WRITTEN: {why}", why=_why(failed))
    return None


def _why(failed: Exception) -> str:
    return str(failed.problems[0]) if isinstance(failed, HasProblems) else str(failed)
