"""The files as the screens read them (重读): again, when one of them has been saved.

Once in ``LOOK_EVERY`` seconds names, sizes and times are looked at; only where one has changed is
the folder read. After the freeze it is read all the same, and what changed since then is named.
"""

import asyncio
import os
from pathlib import Path
from typing import NamedTuple

from scoring.documents.document_sets import FOLDER
from scoring.files.file_states import FileState, file_states
from scoring.files.meeting_folder import MeetingFolder
from scoring.live.clock import wall_clock
from scoring.live.freezing import changed_since
from scoring.live.taking_in import at_hand
from scoring.live.terminals.desk import Desk
from scoring.report.meeting_steps import AtHand
from scoring.wording import Phrase, say
from tui.frame.opening_files import opened

LOOK_EVERY = 1.0
"""Seconds between two looks at the files."""


class FilesRead(NamedTuple):
    """The folder as it was read last."""

    folder: MeetingFolder
    states: tuple[FileState, ...]
    changed: tuple[str, ...]
    """Files that are no longer what was frozen; none before the freeze."""
    at: str
    """Hour and minute."""
    papers: tuple[str, ...]
    """Folders of documents that are there, by name."""
    to_take: AtHand
    """Marks in the folder that can be taken in as they are."""


def stamps(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return name, size and time of each table, which change when one is saved.

    And of the folder of documents, whose time changes when a set is made.
    """
    found = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".csv", ".xlsx", ".toml")) or entry.name == FOLDER:
                state = entry.stat()
                found.add((entry.name, state.st_size, state.st_mtime_ns))
    return frozenset(found)


async def read_files(desk: Desk) -> FilesRead:
    """Read the folder of ``desk``, on another thread. Raises Refused, and OSError."""
    folder = await desk.files()
    frozen = desk.now.frozen

    def looked() -> FilesRead:
        changed = changed_since(desk.folder, frozen) if frozen else ()
        return FilesRead(
            folder,
            file_states(folder),
            changed,
            wall_clock()[11:16],
            _papers(desk.folder / FOLDER),
            at_hand(folder),
        )

    return await asyncio.to_thread(looked)


def _papers(place: Path) -> tuple[str, ...]:
    if not place.is_dir():
        return ()
    names = (one.name for one in place.iterdir() if one.is_dir())
    return tuple(sorted(name for name in names if not name.startswith(".")))


def opening_told(one: FileState) -> Phrase:
    """Open a file of the meeting, and say so; where nothing can open it, say where it is."""
    path = str(one.path.absolute())
    if one.state == "shipped":
        return say("The scheme comes with the program; F4 at the desk says what it lays down.")
    if not one.path.is_file():
        return say("{path} is not there yet.", path=path)
    if opened(one.path):
        return say("{file} is being opened; it is read again when it is saved.", file=one.file)
    return say("No program here opens it. It is {path}; it is read again when it is saved.",
               path=path)  # fmt: skip
