"""The mirror of a meeting's record: where it is, and that it is kept up (镜像).

A mirror is a second copy of the record in another folder, best on another disk, with the files that
the record was frozen from. ``remember`` says where, in a file beside the record; ``keep_up`` writes
it after each step of the meeting, though not after each mark: those follow a moment later, all that
came by then (``catch_up``). How a copy is written says ``scoring.record.mirror``, how a meeting
goes on from it ``live.taking_over``.
"""

from contextlib import suppress
from pathlib import Path

from scoring.errors import HasProblems, PingyiError, Refused
from scoring.files.meetingfile import MEETING_FILE
from scoring.live.pins import FILE as PINS
from scoring.live.session import Session
from scoring.meeting.acts import Frozen, Noted
from scoring.meeting.facts import Fact
from scoring.record.chain import Heads
from scoring.record.small_files import read_small, write_small
from scoring.recordfile import RECORD
from scoring.wording import Phrase, say

FILE = "mirror-folder"
"""Beside the record: the folder of its mirror. It decides nothing, and is in no event."""
_LONGEST = 1 << 16
"""Bytes of that file: more than any path has."""
LARGEST = 64 << 20
"""Bytes of a file that is copied into a mirror at most."""
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


def is_paper(file: Path) -> bool:
    """Whether ``file`` is one of a meeting's papers: not of its record, and no folder."""
    name = file.name
    own = name in {PINS, FILE} or name.startswith((".", f"{Path(RECORD).stem}."))
    return not own and file.is_file() and not file.is_symlink()


def copy_papers(folder: Path, mirror: Path) -> None:
    """Let ``mirror`` have the meeting's files as they are in ``folder``; documents stay behind.

    What is the same there already is left alone, and so is what is larger than any table. Raises
    StorageFault, Refused.
    """
    for file in sorted(folder.iterdir()):
        if is_paper(file) and file.stat().st_size <= LARGEST:
            content = file.read_bytes()
            if read_small(mirror / file.name, LARGEST) != content:
                write_small(mirror / file.name, content)


def begin_mirror(session: Session | None, folder: Path, mirror: Path) -> Heads:
    """Mirror the meeting in ``folder`` in the folder ``mirror``, from here on; that is remembered.

    ``session``: of its record; None while it has none: only its files are copied then. Returns how
    far the mirror reaches. Raises what the record and ``write_mirror`` do; only then is nothing
    remembered.
    """
    copy_papers(folder, mirror)
    heads = Heads()
    if session is not None:
        # Twice: the fact that says so comes after a mirror that was written, and has to be in it.
        session.mirror(mirror)
        session.note(Noted(WRITTEN, ""))
        heads = session.mirror(mirror)
    remember(folder, mirror)
    return heads


def overtaken(session: Session, folder: Path) -> Phrase | None:
    """Return why the meeting in ``folder`` must not go on here: another has taken it over.

    It is found out by its mirror, where that can be read: what cannot be looked at tells nothing.
    """
    with suppress(PingyiError, OSError):
        mirror = mirror_of(folder)
        if mirror is not None and session.has_parted_from(mirror):
            return say(
                "This meeting was taken over: the mirror in {mirror} has gone on without it. Go on "
                "where it was taken over. To look at what stands here: pingyi log. If this one is "
                "to go on all the same, delete the file {file} in its folder.",
                mirror=str(mirror),
                file=FILE,
            )
    return None


def catch_up(session: Session, folder: Path, *, told: bool) -> Phrase | None:
    """Write the mirror with the marks that came since the last step; see ``keep_up``.

    ``told``: whether it was not written the last time either; that is not noted once more.
    """
    return _written(session, folder, frozen=False, told=told)


def keep_up(session: Session, folder: Path, facts: tuple[Fact, ...]) -> Phrase | None:
    """Write the mirror of the record in ``folder`` where ``facts`` have changed the state.

    ``facts`` are those that ``session`` has just kept. Returns None where all went well or there is
    no mirror; else what is to be told: it is noted in the record as far as that can be written,
    and the meeting goes on. Whatever happens here, the facts are kept: nothing is raised.
    """
    if not any(fact.changes_state for fact in facts):
        return None
    return _written(session, folder, frozen=any(isinstance(fact, Frozen) for fact in facts))


def _written(session: Session, folder: Path, *, frozen: bool, told: bool = False) -> Phrase | None:
    """Write the mirror, if there is one; ``frozen``: the files as well, and a first record.

    Returns what is to be told where it was not written, which is noted in the record too, unless
    it was ``told`` before.
    """
    try:
        mirror = mirror_of(folder)
        if mirror is not None:
            # Where the files are not, the disk was pulled out: nothing is begun in its place.
            first = frozen and (mirror / MEETING_FILE).is_file()
            if first:
                copy_papers(folder, mirror)
            session.mirror(mirror, begin=first)
    except (PingyiError, OSError) as failed:
        with suppress(PingyiError, OSError):
            if not told:
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
