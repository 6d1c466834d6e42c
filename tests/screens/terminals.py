"""Real terminals for programs of their own: what is written to them, byte by byte."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.sources import ROOT

OPEN = """
from pathlib import Path
from scoring.locales import use
use({language!r})
from tui.opening import open_interface
raise SystemExit(open_interface(Path({folder!r}), kind={kind!r}))
"""
"""Opens the interface at a meeting."""


class Terminal:
    """Our end of a terminal that a program runs on."""

    def __init__(self, end: int, child: "subprocess.Popen[bytes]") -> None:
        self._end, self.child = end, child
        self.written = b""

    def press(self, keys: str) -> None:
        """Send ``keys`` as a keyboard would."""
        os.write(self._end, keys.encode())

    def close(self) -> None:
        """Give our end back."""
        os.close(self._end)

    def hang_up(self) -> None:
        """Take the terminal away from the program, without a signal."""
        os.close(self._end)
        self._end = os.open(os.devnull, os.O_RDONLY)

    def read(self) -> bytes:
        """Return what was written meanwhile, as soon as there is something; empty at the end."""
        try:
            new = os.read(self._end, 65536)
        except OSError:  # the other end is closed
            new = b""
        self.written += new
        return new

    def waits(self, seconds: float) -> bool:
        """Whether something is written within so many seconds."""
        return bool(select.select([self._end], [], [], seconds)[0])

    def read_until_quiet(self, silence: float) -> bytes:
        """Return what is written until nothing has been for ``silence`` seconds."""
        before = len(self.written)
        while self.waits(silence) and self.read():
            pass
        return self.written[before:]

    def read_until(self, words: str, patience: float = 15) -> None:
        """Read until ``words`` have been written."""
        start, until = len(self.written), time.monotonic() + patience
        while words.encode() not in self.written[start:]:
            if not self.waits(until - time.monotonic()) or not self.read():
                raise AssertionError(f"{words!r} was not written: {self.written[start:]!r}")


@contextmanager
def on_a_terminal(
    program: str | Sequence[str], size: tuple[int, int] = (120, 40), **environment: str
) -> Iterator[Terminal]:
    """Run ``program``, Python or the words of a command, on a terminal of its own."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    words = [sys.executable, "-c", program] if isinstance(program, str) else [*program]
    settled = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    child = subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, **settled, **environment},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    terminal = Terminal(ours, child)
    try:
        yield terminal
    finally:
        child.kill()
        child.wait()
        terminal.close()


def opened(folder: Path, kind: str = "owner", language: str = "en") -> str:
    """Return the program that opens the meeting in ``folder``, or attaches to it."""
    return OPEN.format(folder=str(folder), kind=kind, language=language)
