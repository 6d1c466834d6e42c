"""A set of documents in its folder (成套文书): written whole or not at all, never touched again.

    documents/v1/计票结果报告单.docx …, 数据/SHA256SUMS …
    documents/v1-superseded.txt

A set is made in a hidden folder beside its own, ``.v1-…``, and gets its name when all of it is on
the disk. Files that are added to a folder come one by one, and are taken out again where one fails.
What a folder's sums say was damaged since is put right, byte for byte, when it is asked for again.
"""

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Literal, NamedTuple, TypeAlias

from scoring.errors import Refused
from scoring.record.ground import make_lasting
from scoring.record.small_files import write_new, write_small
from scoring.wording import Phrase, say

SUMS = "SHA256SUMS"
"""A line for each file, as sha256sum writes and checks them."""

_REASONS: Mapping[int, Phrase] = {
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the disk space that you may use is full"),
    errno.EFBIG: say("a file would become larger than it may be"),
    errno.EROFS: say("it may only be read from there"),
    errno.EACCES: say("you may not write there"),
    errno.EPERM: say("you may not write there"),
    errno.ENOTDIR: say("a file stands where a folder should be"),
    errno.EEXIST: say("a file stands where a folder should be"),
    errno.ENOENT: say("there is no such folder, and none can be made"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.EIO: say("the disk reports a fault"),
}
"""What may be said in plain words of why nothing can be written."""

Became: TypeAlias = Literal["written", "added", "mended", "same"]


class File(NamedTuple):
    """A file to write."""

    name: str
    """In the set's folder, with its ending; ``数据/排名表.csv`` in a folder there."""
    content: Callable[[], bytes]
    private: bool = True
    """Whether nobody but its owner may read it."""


def write_set(folder: Path, files: Iterable[File], sums: str = SUMS) -> Became:
    """Write ``files`` into ``folder``; what was there before is as it was.

    ``sums``: where in the folder their sums stand; it ends in ``SHA256SUMS``.

    ``files`` are made one after the other, so that the caller sees them go by. Where the folder is
    there, files that are the same stay, others are added, and one that was damaged is mended. When
    this returns, all of it outlives a power cut. Raises Refused where one that is there differs, or
    where nothing can be written; then nothing was changed.
    """
    # Beside the folder, and so on the same disk: there a rename is one step, and never half done.
    making = folder.with_name(f".{folder.name}-{token_hex(4)}")
    try:
        _make_folder(folder.parent)
        making.mkdir()
        names = []
        for file in files:
            (making / file.name).parent.mkdir(exist_ok=True)
            write_new(making / file.name, file.content(), private=file.private)
            names.append(file.name)
        return _put(folder, making, names, sums)
    except OSError as failed:
        raise Refused(
            say(
                "{folder} cannot be written: {reason}. None of its documents was written "
                "or changed.",
                folder=str(folder),
                reason=_reason(failed),
            )
        ) from failed
    finally:
        shutil.rmtree(making, ignore_errors=True)


def note_beside(folder: Path, name: str, text: str) -> None:
    """Write a note beside ``folder``, where there is a folder and no note; else do nothing.

    ``name``: of the file, ``text`` becomes UTF-8 with a BOM. Raises Refused where it cannot be
    written; a note is there whole or not at all.
    """
    note = folder.with_name(name)
    if not folder.is_dir() or note.exists():
        return
    write_small(note, text.encode("utf-8-sig"), private=False)


def _make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, as far as they are not there. Raises OSError."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        make_lasting(folder.parent)


def _reason(failed: OSError) -> Phrase | str:
    """Say in plain words why nothing could be written, where there are any."""
    reason = _REASONS.get(failed.errno or 0)
    return reason or failed.strerror or type(failed).__name__


def _put(folder: Path, making: Path, names: Sequence[str], sums: str) -> Became:
    """Give what was made its place: as a new folder, or file by file. Raises Refused and OSError.

    ``names``: all files of the set, without the sums. A folder that is there is compared before it
    is touched.
    """
    if not folder.exists():
        return _put_whole(folder, making, sums)
    there = {*_files_in(folder)}
    differing = tuple(
        name
        for name in names
        if name in there and (folder / name).read_bytes() != (making / name).read_bytes()
    )
    summed = _sums_of(folder / sums)
    if others := tuple(one for one in differing if summed.get(one) != _sum(making / one)):
        raise Refused(
            say(
                "{folder} holds other documents: {files}. A written document is never touched "
                "again; nothing was changed. Choose another folder.",
                folder=str(folder),
                files=others,
            )
        )
    for name in differing:  # it is not what its sum says, and what was made now is
        (making / name).replace(folder / name)
    new = [name for name in names if name not in there]
    unsummed = [name for name in names if name not in summed]
    if unsummed:  # those among them that are there were added when the power went
        _add(folder, making, new, sums)
    _make_all_lasting(folder)
    return "added" if new else "mended" if differing or unsummed else "same"


def _put_whole(folder: Path, making: Path, sums: str) -> Became:
    _write_sums(making, making / sums)
    _make_all_lasting(making)
    making.rename(folder)
    make_lasting(folder.parent)
    return "written"


def _add(folder: Path, making: Path, names: Sequence[str], sums: str) -> None:
    """Move ``names`` into ``folder``, its sums last; take them out again where one fails.

    So a folder whose sums check is whole. Raises OSError.
    """
    added: list[Path] = []
    try:
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            (making / name).rename(folder / name)
            added.append(folder / name)
        _write_sums(folder, making / sums)
        (folder / sums).parent.mkdir(exist_ok=True)
        (making / sums).replace(folder / sums)
    except OSError:
        for path in added:
            path.unlink(missing_ok=True)
        for path in {folder / name for name in (*names, sums)} - {folder}:
            with suppress(OSError):  # where it is not empty, it was there before
                path.parent.rmdir()
        raise


def _write_sums(folder: Path, where: Path) -> None:
    """Write the sums of the files in ``folder`` into the file ``where``."""
    lines = [f"{_sum(folder / name)}  {name}\n" for name in sorted(_files_in(folder))]
    where.parent.mkdir(exist_ok=True)
    write_new(where, "".join(lines).encode(), private=False)


def _make_all_lasting(folder: Path) -> None:
    """Bring the names in ``folder``, and in the folders there, to the disk. Raises StorageFault."""
    for path in (*(one for one in folder.iterdir() if one.is_dir()), folder):
        make_lasting(path)


def _files_in(folder: Path) -> Iterator[str]:
    """Yield the names of the files in ``folder`` and in the folders there, but for sums."""
    for path in folder.rglob("*"):
        if path.is_file() and path.name != SUMS:
            yield path.relative_to(folder).as_posix()


def _sums_of(sums: Path) -> Mapping[str, str]:
    """Return what ``sums`` say of each file; nothing where they cannot be read."""
    try:
        lines = sums.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: digits for digits, _, name in (line.partition("  ") for line in lines)}


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
