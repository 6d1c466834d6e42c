"""The ground on which a record lies: what its file, folder and disk have to be.

The record's file is looked at by its name only and never opened here: closing it would drop the
locks that SQLite holds on it.
"""

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import Refused
from scoring.record.faults import moved, storage_faults
from scoring.wording import say

MOUNTS = Path("/proc/self/mountinfo")
"""Linux; where there is none, the kind of disk is not known and not refused."""

# fmt: off
_NETWORK = {
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gfs2", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf",
    "vmhgfs", "fuse.ceph", "fuse.cifs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs",
    "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs",
    "fuse.vmhgfs-fuse",
}
# fmt: on
_ESCAPE = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file it is, whatever its name: two paths are one file where both numbers are equal."""

    device: int
    inode: int


def identity(path: Path) -> Identity:
    """Return which file ``path`` is.

    Raises Refused where it is a link or has a second name: its journal would then not be found
    beside it after a power cut. Raises StorageFault where there is none.
    """
    with storage_faults(path):
        status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        raise Refused(
            say(
                "{file} is a link, or has a second name, or is no file. A record has to lie in "
                "the meeting's folder itself.",
                file=str(path),
            )
        )
    return Identity(status.st_dev, status.st_ino)


def expect(path: Path, known: Identity) -> None:
    """Raise StorageFault where ``path`` is no longer the file that it was, which is ``known``.

    So it is when the file was moved, deleted, replaced, or its disk pulled out.
    """
    try:
        status = os.lstat(path)
    except OSError as error:
        raise moved(path) from error
    if (status.st_dev, status.st_ino) != (known.device, known.inode):
        raise moved(path)


def close_to_others(path: Path) -> None:
    """Let nobody but its owner read ``path``, where the disk knows whose a file is.

    What the owner has forbidden himself stays forbidden.
    """
    with suppress(OSError):
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & stat.S_IRWXU)


def refuse_network(folder: Path, mounts: Path = MOUNTS) -> None:
    """Raise Refused where ``folder`` lies on another machine: locks do not hold there.

    ``mounts`` is a list in the format of Linux' mountinfo.
    """
    kind = file_system(folder, mounts)
    if kind in _NETWORK:
        raise Refused(
            say(
                "{folder} lies on another machine or is shared with one ({kind}). A record is "
                "not safe there. Move the meeting to a disk of this machine.",
                folder=str(folder),
                kind=kind,
            )
        )


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of file system that ``folder`` lies on; empty where that is not known."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        whole = folder.resolve()
    except OSError:
        return ""
    found, depth = "", -1
    for line in lines:
        mount, _, system = line.partition(" - ")
        point = Path(_ESCAPE.sub(lambda code: chr(int(code[1], 8)), mount.split()[4]))
        # A later mount on the same point lies over the earlier.
        if whole.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = system.split()[0], len(point.parts)
    return found


def make_lasting(folder: Path) -> None:
    """Bring the folder's list of names to the disk, so that a rename outlives a power cut.

    Nothing where the system cannot open a folder, as Windows cannot. Raises StorageFault.
    """
    if os.name == "nt":
        return
    with storage_faults(folder):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
