"""Going on with a meeting on another machine, from its mirror (接续).

A mirror (``mirroring``) holds the record, which decides everything once the files are frozen, and
the files as they were last. Not the PINs: four digits are soon tried out by whoever finds a stick.
So officers choose theirs anew at the machine that takes over, and the log tells that it did.

Only one of two may go on: the record that took over has a fact which the other does not know, and
writes it into the mirror at once. Whoever opens the other with this mirror in its place is refused.
"""

import base64
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.templates.meeting_toml import TitleAndDay, notice_lines
from scoring.errors import PingyiError, Refused
from scoring.files.meetingfile import MEETING_FILE
from scoring.files.new_files import make_folder
from scoring.files.scheme_copy import OWN_SCHEME
from scoring.live.clock import open_record, wall_clock
from scoring.live.freezing import fingerprint
from scoring.live.mirroring import is_paper, remember
from scoring.live.session import Session
from scoring.meeting import Meeting
from scoring.meeting.acts import Frozen, Noted
from scoring.meeting.notes import TAKEN_OVER
from scoring.record import restore
from scoring.record.ground import make_lasting
from scoring.recordfile import RECORD, has_record
from scoring.wording import Phrase, say

PLACES = (Path("/media"), Path("/run/media"), Path("/mnt"), Path("/Volumes"))
"""Where systems put disks that are plugged in."""
DEPTH = 3
"""Folders below such a place in which a mirror is looked for: the user's, the disk's, its own."""
MOST_LOOKED_AT = 2_000
"""Folders that are looked into at most: a disk may be large."""


@dataclass(frozen=True, slots=True)
class MirrorFound:
    """A mirror, and what it holds."""

    folder: Path
    state: Meeting
    frozen: Frozen | None
    """What was frozen last; None where the meeting was back in preparation."""
    written: float
    """When the mirror was last written, in seconds since 1970."""
    at: str
    """When the state of the meeting in it last changed; ISO 8601."""
    missing: tuple[str, ...]
    """Frozen files that the mirror does not have as they were frozen; the record has what they
    said."""

    @property
    def title(self) -> str:
        """The meeting's title; the name of the mirror's folder where nothing is frozen."""
        return self.frozen.title if self.frozen else self.folder.name


def mirrors_in(places: tuple[Path, ...] = PLACES) -> Iterator[Path]:
    """Yield the folders in ``places``, and up to ``DEPTH`` below them, that hold a record."""
    looked = 0
    below = [(place, 0) for place in places]
    while below and looked < MOST_LOOKED_AT:
        folder, depth = below.pop(0)
        looked += 1
        if has_record(folder):
            yield folder
        elif depth < DEPTH:
            below += [(one, depth + 1) for one in _folders(folder)]


def mirror_at(folder: Path) -> MirrorFound:
    """Return what the mirror in ``folder`` holds.

    Raises Refused where there is none, and what a record raises that cannot be read.
    """
    if not has_record(folder):
        raise Refused(say("{folder} holds no mirror of a meeting.", folder=str(folder)))
    session = Session.view(folder)
    frozen = session.frozen()
    named = frozen.tables if frozen else ()
    missing = tuple(one.name for one in named if fingerprint(folder / one.name) != one.sha256)
    at = next((entry.at for entry in reversed(session.entries) if entry.at), "")
    written = (folder / RECORD).stat().st_mtime
    found = MirrorFound(folder, session.state, frozen, written, at, missing)
    session.close()
    return found


def take_over(mirror: Path, target: Path) -> Phrase | None:
    """Go on in the new folder ``target`` with the meeting that is mirrored in ``mirror``.

    Returns why the mirror could not be told of it; None where it was, and is kept up from here on.
    Raises as ``restore`` and ``make_folder`` do; nothing is left then.
    """
    untold: list[Phrase] = []

    def fill(making: Path) -> None:
        restore(mirror / RECORD, making / RECORD)
        for one in sorted(mirror.iterdir()):
            if is_paper(one):
                shutil.copyfile(one, making / one.name)
        session = open_record(making)
        try:
            session.note(Noted(TAKEN_OVER, wall_clock()))
            _write_missing(session, making)
            untold.extend(_told(session, mirror, making))
        finally:
            session.close()

    make_folder(target, fill)
    make_lasting(target.parent)
    return untold[0] if untold else None


def _told(session: Session, mirror: Path, making: Path) -> Iterator[Phrase]:
    """Tell the mirror that its meeting was taken over; yield why that could not be."""
    try:
        session.mirror(mirror)
        remember(making, mirror)
    except (PingyiError, OSError) as failed:
        why = failed.reason if isinstance(failed, Refused) else str(failed)
        yield say("the mirror could not be written, and is not kept up: {why}", why=why)


def _write_missing(session: Session, making: Path) -> None:
    """Write meeting.toml and the scheme from the record, where the mirror does not have them."""
    frozen = session.frozen()
    if frozen is None or session.state.rules is None or (making / MEETING_FILE).exists():
        return
    scheme = session.state.rules.scheme
    called = TitleAndDay(frozen.title, frozen.date)
    notice = "\n".join(notice_lines(scheme, called, OWN_SCHEME)) + "\n"
    (making / MEETING_FILE).write_text(notice, encoding="utf-8")
    (making / OWN_SCHEME).write_bytes(base64.b64decode(frozen.scheme_base64))


def _folders(folder: Path) -> list[Path]:
    """Return the folders in ``folder``, by name; none where nobody may look into it."""
    try:
        return sorted(
            one
            for one in folder.iterdir()
            if one.is_dir() and not one.is_symlink() and not one.name.startswith(".")
        )
    except OSError:
        return []
