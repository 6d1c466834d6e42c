"""Where terminals meet (接入地址): a socket in the meeting's folder, open to one account."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "terminals.sock"
LONGEST = 100
"""Bytes of a path that a socket can be bound to; a longer one is taken through its folder."""


def bound(folder: Path) -> socket.socket:
    """Return a socket in ``folder`` that others can come to, in place of one that was left there.

    Only whoever holds the record may call this: a socket that is found is then nobody's. Only this
    account can come. Raises OSError where the folder's disk, or the system, knows no such sockets.
    """
    ours = _made()
    path = folder / NAME
    try:
        with suppress(FileNotFoundError):
            path.unlink()
        with _near(folder) as near:
            ours.bind(near)
        path.chmod(0o600)
    except BaseException:
        ours.close()
        raise
    return ours


def reached(folder: Path) -> socket.socket:
    """Return a socket to whoever owns the meeting in ``folder``.

    Raises OSError where nobody is there, FileNotFoundError and ConnectionRefusedError among them.
    """
    theirs = _made()
    try:
        with _near(folder) as near:
            theirs.connect(near)
    except BaseException:
        theirs.close()
        raise
    return theirs


def gone(folder: Path) -> None:
    """Take the socket in ``folder`` away: nobody is to come any more. Raises nothing."""
    with suppress(OSError):
        (folder / NAME).unlink()


def _made() -> socket.socket:
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("this system knows no local sockets")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.setblocking(True)  # noqa: FBT003 - the library's own signature
    return made


@contextmanager
def _near(folder: Path) -> Iterator[str]:
    """Give the socket's path; a long one through the open folder, where the system can."""
    path = os.fspath(folder / NAME)
    if len(os.fsencode(path)) <= LONGEST:
        yield path
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{opened}/{NAME}"
    finally:
        os.close(opened)
