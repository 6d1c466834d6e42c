"""PINs on their way in: from a prompt that hides them, or from a file descriptor.

Never from the command line, which every process on the machine can see. A descriptor (``--pin-fd``)
has a line for each PIN: an officer's id, a blank, the PIN. Each line is good for one question.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from getpass import getpass
from pathlib import Path
from typing import NamedTuple

from scoring.errors import Refused
from scoring.files.names import clean_name
from scoring.live.pins import Pins, long_enough
from scoring.wording import Phrase, say

_STANDARD = 2
"""The last of the descriptors that are not ours to close."""
MOST_BYTES = 65_536
"""Bytes that are read from a file descriptor."""


class Naming(NamedTuple):
    """The officers that a command names, and how they prove who they are."""

    officers: tuple[str, ...] = ()
    """As they were typed."""
    pin_fd: int | None = None
    owed: bool = False
    """Whether two of them have to be there, where the scheme asks for two."""


class GivenPins:
    """The PINs that are given for a command, each for once.

    ``descriptor`` is read to its end at once; None: a person is asked. Raises Refused where it
    cannot be read.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._lines = None if descriptor is None else list(_lines(descriptor))

    def pin(self, officer: str, prompt: Phrase) -> str:
        """Return the next PIN of ``officer``, asked for with ``prompt`` at a terminal.

        Raises Refused where there is none, and nobody can be asked.
        """
        if self._lines is not None:
            return self._next(officer)
        if not sys.stdin.isatty():
            raise Refused(
                say("the PIN of {officer} is needed: use a terminal, or --pin-fd", officer=officer)
            )
        try:
            return getpass(f"{prompt}: ", sys.stderr)
        except EOFError:
            raise Refused(say("no PIN was given")) from None

    def new_pin(self, officer: str) -> str:
        """Return a new PIN for ``officer``, typed twice at a terminal.

        From a descriptor it is the officer's next line. Raises Refused where the two differ, or as
        ``pin`` does.
        """
        new = self.pin(officer, say("new PIN of {officer}", officer=officer))
        if self._lines is None and self.pin(officer, say("the new PIN once more")) != new:
            raise Refused(say("the two are not the same; nothing was changed"))
        return new

    def _next(self, officer: str) -> str:
        for position, (name, pin) in enumerate(self._lines or ()):
            if name == officer:
                del (self._lines or [])[position]
                return pin
        raise Refused(say("there is no line with a PIN of {officer}", officer=officer))


def prove(folder: Path, officers: Iterable[str], given: GivenPins, *, owed: bool) -> None:
    """Check the PIN of each of ``officers`` (ids) who has one; where it is ``owed``, all must.

    Raises Refused where one is missing or wrong, or there were too many wrong tries.
    """
    pins = Pins(folder)
    have = pins.officers()
    # Who has a PIN always gives it. Who has none may act where one officer is enough; where two are
    # owed, ``check`` refuses the empty one and says how a PIN is set.
    for officer in officers:
        if officer in have:
            pin = given.pin(officer, say("PIN of {officer}", officer=officer))
            pins.check(officer, pin, time.time())
        elif owed:
            pins.check(officer, "", time.time())


def new_pin(folder: Path, officer: str, given: GivenPins) -> tuple[str, bool]:
    """Return a new PIN for ``officer`` (an id), and whether the one before was given first.

    Who has one has to give it. Raises Refused where a PIN is missing or wrong, or the new one is
    too short.
    """
    pins = Pins(folder)
    had = officer in pins.officers()
    if had:
        old = given.pin(officer, say("present PIN of {officer}", officer=officer))
        pins.check(officer, old, time.time())
    new = given.new_pin(officer)
    long_enough(new)
    return new, had


def _lines(descriptor: int) -> Iterator[tuple[str, str]]:
    """Yield officer and PIN of each line. Raises Refused."""
    try:
        with os.fdopen(descriptor, "rb", closefd=descriptor > _STANDARD) as file:
            text = file.read(MOST_BYTES).decode()
    except (OSError, UnicodeDecodeError):
        told = say("no PINs can be read from the file descriptor {number}", number=descriptor)
        raise Refused(told) from None
    for line in text.splitlines():
        officer, _, pin = line.strip().partition(" ")
        if pin:
            yield clean_name(officer), pin.strip()
