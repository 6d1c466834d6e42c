"""The meetings that stand side by side in a folder (会议目录): what each is, and how far it is.

>>> from pathlib import Path
>>> sample = looked_at(Path("sessions/2020-hunan"))
>>> sample.title, sample.day, sample.begun
('2020年省人大代表建议办理工作评议会议（样例）', '2020-09-01', False)
>>> str(sample.how), str(sample.progress)
('strict', 'draft, ready to freeze')
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tomli

from scoring.errors import HasProblems, PingyiError, Refused, errors_of
from scoring.recordfile import has_record
from scoring.wording import Phrase, say

if TYPE_CHECKING:
    from scoring.files.meeting_folder import MeetingFolder
    from scoring.live.session import Session

NOTICE = "meeting.toml"
LONGEST_NOTICE = 1 << 18
"""Bytes of a meeting.toml that are looked at."""
MUCH = 4_000_000
"""Bytes of files in a folder above which a draft's are not read for the list."""
MANY = 400
"""Files of a folder that are looked at for their times."""


class FolderStamp(NamedTuple):
    """When a folder was last used, and what tells whether anything in it has changed."""

    used: float
    """Seconds since 1970: the newest of the times of its files, the record's lock among them."""
    size: int
    """Of its files together, in bytes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One folder, as it is listed."""

    folder: Path
    stamp: FolderStamp
    title: str = ""
    """Of its record, else of meeting.toml; its folder's name where neither says."""
    day: str = ""
    """ISO 8601; empty where it is not said, or not known yet."""
    how: Phrase | str = ""
    """How it is held; empty where that is not known."""
    progress: Phrase | str = ".."
    """How far it is; two dots while it has not been looked at."""
    begun: bool = False
    """Whether it has a record."""
    rehearsal: bool = False
    fault: Phrase | None = None
    """Why it cannot be opened; None where nothing is known against it."""
    foreign: bool = False
    """Whether it is no meeting's folder at all."""


def folders_in(folder: Path) -> tuple[Kept, ...]:
    """Return what stands in ``folder``, with title and day as meeting.toml has them.

    Nothing else is opened, so that it is quick; see ``looked_at``. In the order of the list; none
    where ``folder`` is not there.
    """
    inside = [one for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []
    return in_order(_by_name(one) for one in inside if not one.name.startswith("."))


def in_order(found: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return what was ``found``, the latest day first; rehearsals and foreign folders behind."""
    by_name = sorted(found, key=lambda one: one.folder.name)
    by_day = sorted(by_name, key=lambda one: (one.day, not one.rehearsal), reverse=True)
    return tuple(sorted(by_day, key=lambda one: one.foreign))


def matching(found: Iterable[Kept], typed: str) -> tuple[Kept, ...]:
    """Return those of which every word of ``typed`` stands in title, day or folder.

    A title may be spelt by the beginnings of its pinyin.
    """
    words = typed.casefold().split()
    return tuple(one for one in found if all(_matches(one, word) for word in words))


def looked_at(folder: Path) -> Kept:
    """Return the meeting in ``folder`` as it is listed; whoever has it open is not disturbed."""
    known = _by_name(folder)
    if known.foreign:
        return known
    try:
        return _begun(known) if has_record(folder) else _draft(known)
    except (PingyiError, OSError) as error:
        title, day = title_and_day(folder)
        return Kept(folder, known.stamp, title, day, progress=say("cannot be read"),
                    begun=True, fault=_why(error))  # fmt: skip


def title_and_day(folder: Path) -> tuple[str, str]:
    """Return the title and the day (ISO 8601) that meeting.toml in ``folder`` says.

    Where it does not, or is still to be filled in: the folder's name, and an empty day.
    """
    from scoring.files.meetingfile import STAND_INS, read_meeting_file  # noqa: PLC0415 - heavy

    notice = read_meeting_file(folder).notice
    said = notice is not None and notice.title != STAND_INS["title"]
    title = notice.title if notice and said else folder.resolve().name
    return title, notice.date.isoformat() if notice and notice.date else ""


def stamp_of(folder: Path) -> FolderStamp:
    """Return when ``folder`` was last used; 0 and 0 where nobody may look into it."""
    try:
        with os.scandir(folder) as inside:
            found = [one.stat() for _, one in zip(range(MANY), inside, strict=False)]
    except OSError:
        return FolderStamp(0, 0)
    return FolderStamp(
        max((one.st_mtime for one in found), default=0), sum(one.st_size for one in found)
    )


def _by_name(folder: Path) -> Kept:
    stamp = stamp_of(folder)
    if has_record(folder) or (folder / NOTICE).is_file():
        title, day = _glimpsed(folder)
        return Kept(folder, stamp, title or folder.name, day)
    told = say("no meeting's folder: neither meeting.toml nor a record is in it")
    return Kept(folder, stamp, folder.name, progress=say("no meeting"), fault=told, foreign=True)


def _glimpsed(folder: Path) -> tuple[str, str]:
    """Return title and day of meeting.toml as far as they can be had; empty where they cannot.

    Nothing is checked: what is wrong is told once the folder is looked at.
    """
    try:
        with (folder / NOTICE).open("rb") as file:
            said = tomli.loads(file.read(LONGEST_NOTICE).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return "", ""
    title, day = said.get("title"), said.get("date")
    return title if isinstance(title, str) else "", str(day) if isinstance(day, date) else ""


def _begun(known: Kept) -> Kept:
    """Return a meeting with a record, by its record. Raises what a record raises."""
    from scoring.live.session import Session  # noqa: PLC0415 - as above
    from scoring.report.meeting_progress import CEREMONY_WORDS, progress  # noqa: PLC0415 - as above

    session = Session.view(known.folder)
    state = session.state
    title, day = _called(known.folder, session)
    held = state.rules.scheme.procedure.ceremony if state.rules else None
    how = say("rehearsal") if state.rehearsal else CEREMONY_WORDS[held] if held else ""
    session.close()
    return Kept(known.folder, known.stamp, title, day, how, progress(state), begun=True,
                rehearsal=state.rehearsal)  # fmt: skip


def _called(folder: Path, session: "Session") -> tuple[str, str]:
    frozen = session.frozen()
    return (frozen.title, frozen.date) if frozen else title_and_day(folder)


def _draft(known: Kept) -> Kept:
    """Return a meeting without a record, by its files."""
    title, day = title_and_day(known.folder)
    plain = Kept(known.folder, known.stamp, title, day, progress=say("draft"))
    if known.stamp.size > MUCH:
        return plain
    from scoring.files.meeting_folder import read_meeting  # noqa: PLC0415 - as above
    from scoring.report.meeting_progress import CEREMONY_WORDS  # noqa: PLC0415 - as above

    read = read_meeting(known.folder)
    scheme = read.scheme_file.scheme if read.scheme_file else None
    how = CEREMONY_WORDS[scheme.procedure.ceremony] if scheme else ""
    return Kept(known.folder, known.stamp, title, day, how, _of_draft(read))


def _of_draft(read: "MeetingFolder") -> Phrase:
    faults = errors_of(read.problems)
    lacking = {"unit.none", "meeting.no-table"}
    if any(one.code in lacking and one.where.file.startswith("units.") for one in faults):
        return say("draft, no units yet")
    if faults:
        return say("draft, to correct: {count}", count=len(faults))
    return say("draft, ready to freeze")


def _why(error: Exception) -> Phrase:
    if isinstance(error, HasProblems):
        return error.problems[0].message
    if isinstance(error, Refused):
        return error.reason
    return say("{error}", error=getattr(error, "strerror", None) or str(error))


def _matches(one: Kept, word: str) -> bool:
    if any(word in text.casefold() for text in (*_texts(one),)):
        return True
    from tui.frame.pinyin import spells  # noqa: PLC0415 - when somebody searches

    return word.isascii() and word.isalpha() and spells(word, one.title, inside=True)


def _texts(one: Kept) -> Iterator[str]:
    yield from (one.title, one.day, one.folder.name, str(one.how), str(one.progress))
