"""The meetings that stand side by side in a folder (会议目录): what each is, and how far it is.

>>> from pathlib import Path
>>> sample = looked_at(Path("sessions/2020-hunan"))
>>> sample.title, sample.day, sample.phase
('2020年省人大代表建议办理工作评议会议（样例）', '2020-09-01', None)
"""

from dataclasses import dataclass
from pathlib import Path

from scoring.errors import PingyiError
from scoring.files.meetingfile import MEETING_FILE, STAND_INS, read_meeting_file
from scoring.live.session import Session
from scoring.meeting.state import Phase
from scoring.recordfile import RECORD


@dataclass(frozen=True, slots=True)
class Kept:
    """One meeting, as it is listed."""

    folder: Path
    title: str
    """Of its record, else of meeting.toml; its folder's name where neither says."""
    day: str = ""
    """ISO 8601; empty where it is not said."""
    phase: Phase | None = None
    """None where there is no record yet."""
    rehearsal: bool = False
    readable: bool = True
    """Whether the record, if there is one, can be read."""


def folders_in(folder: Path) -> tuple[Path, ...]:
    """Return the folders of meetings in ``folder``, by name; none where it does not exist."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(
        one for one in inside if not one.name.startswith(".") and (one / MEETING_FILE).is_file()
    )


def kept_in(folder: Path) -> tuple[Kept, ...]:
    """Return the meetings in ``folder``: the latest day first, rehearsals behind what is real."""
    found = [looked_at(one) for one in folders_in(folder)]
    found.sort(key=lambda one: one.folder.name)
    found.sort(key=lambda one: (one.day, not one.rehearsal), reverse=True)
    return tuple(found)


def looked_at(folder: Path) -> Kept:
    """Return the meeting in ``folder`` as it is listed; whoever has it open is not disturbed."""
    title, day = title_and_day(folder)
    if not (folder / RECORD).exists():
        return Kept(folder, title, day)
    try:
        session = Session.view(folder)
    except (PingyiError, OSError):
        return Kept(folder, title, day, readable=False)
    state, frozen = session.state, session.frozen()
    if frozen:
        title, day = frozen.title, frozen.date
    session.close()
    return Kept(folder, title, day, state.phase, state.rehearsal)


def title_and_day(folder: Path) -> tuple[str, str]:
    """Return the title and the day (ISO 8601) that meeting.toml in ``folder`` says.

    Where it does not, or is still to be filled in: the folder's name, and an empty day.
    """
    notice = read_meeting_file(folder).notice
    said = notice is not None and notice.title != STAND_INS["title"]
    title = notice.title if notice and said else folder.resolve().name
    return title, notice.date.isoformat() if notice and notice.date else ""
