"""A set of documents in its folder (成套文书): written whole or not at all, never touched again.

    documents/v1/计票结果报告单.docx …, 数据/SHA256SUMS …
    documents/v1-superseded.txt

A set is made in a hidden folder beside its own, ``.v1-…``, and gets its name when all of it is
there. Files that are added to a folder come one by one, and are taken out again where one fails.
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

Became: TypeAlias = Literal["written", "added", "same"]


class File(NamedTuple):
    """A file to write."""

    name: str
    """In the set's folder, with its ending; ``数据/排名表.csv`` in a folder there."""
    content: Callable[[], bytes]


def write_set(folder: Path, files: Iterable[File], sums: str = SUMS) -> Became:
    """Write ``files`` into ``folder``; what was there before is as it was.

    ``sums``: where in the folder their sums stand; it ends in ``SHA256SUMS``.

    ``files`` are made one after the other, so that the caller sees them go by. Where the folder is
    there, files that are the same stay, and others are added. Raises Refused where one that is
    there differs, or where nothing can be written; then nothing was changed.
    """
    # Beside the folder, and so on the same disk: there a rename is one step, and never half done.
    making = folder.with_name(f".{folder.name}-{token_hex(4)}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making.mkdir()
        names = []
        for file in files:
            (making / file.name).parent.mkdir(exist_ok=True)
            (making / file.name).write_bytes(file.content())
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
    making = note.with_name(f".{name}-{token_hex(4)}")
    try:
        making.write_bytes(text.encode("utf-8-sig"))
        making.rename(note)
    except OSError as failed:
        raise Refused(
            say("{file} cannot be written: {reason}.", file=str(note), reason=_reason(failed))
        ) from failed
    finally:
        making.unlink(missing_ok=True)


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
        _write_sums(making, making / sums)
        making.rename(folder)
        return "written"
    there = {*_files_in(folder)}
    differing = tuple(
        name
        for name in names
        if name in there and (folder / name).read_bytes() != (making / name).read_bytes()
    )
    if differing:
        raise Refused(
            say(
                "{folder} holds other documents: {files}. A written document is never touched "
                "again; nothing was changed. Choose another folder.",
                folder=str(folder),
                files=differing,
            )
        )
    new = [name for name in names if name not in there]
    if new:
        _add(folder, making, new, sums)
    return "added" if new else "same"


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
        (making / sums).rename(folder / sums)
    except OSError:
        for path in added:
            path.unlink(missing_ok=True)
        for path in {folder / name for name in (*names, sums)} - {folder}:
            with suppress(OSError):  # where it is not empty, it was there before
                path.parent.rmdir()
        raise


def _write_sums(folder: Path, where: Path) -> None:
    """Write the sums of the files in ``folder`` into the file ``where``."""
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(_files_in(folder))
    ]
    where.parent.mkdir(exist_ok=True)
    where.write_bytes("".join(lines).encode())


def _files_in(folder: Path) -> Iterator[str]:
    """Yield the names of the files in ``folder`` and in the folders there, but for sums."""
    for path in folder.rglob("*"):
        if path.is_file() and path.name != SUMS:
            yield path.relative_to(folder).as_posix()
