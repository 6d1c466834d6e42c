"""The mirror of a meeting's record: where it is, and that it is kept up (镜像)."""

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
    """Return the folder in which the record in ``folder`` is mirrored, or None."""
    try:
        return Path((folder / FILE).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def keep_up(session: Session, folder: Path, facts: tuple[Fact, ...]) -> Phrase | None:
    """Write the mirror where ``facts`` have changed the state.

    Returns what is to be told where that fails; it is noted, and the meeting goes on.
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
