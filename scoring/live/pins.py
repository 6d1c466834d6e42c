"""The officers' PINs (口令): kept as scrypt beside the record, in no event and no export.

The file is one JSON object: an officer's id to the fields of a ``Pin``. It is written anew as a
whole and put in place by a rename, so that it is never half there, and only its owner can read it.
That a PIN was set is a fact of the record (``meeting.acts.set_pin``); a file that somebody took
away is thereby seen.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from scoring.errors import Refused
from scoring.meeting import Meeting
from scoring.meeting.acts import SetPin
from scoring.record.faults import storage_faults
from scoring.record.small_files import read_small, write_small
from scoring.roster import Roster
from scoring.wording import say

FILE = "officers.pin"
MOST_TRIES = 5
WAIT = 60
"""Seconds to wait after so many wrong tries, across restarts."""
SHORTEST = 4
TURN = 30
"""Seconds to wait for others who are giving theirs at this moment."""

_HEX = re.compile("(?:[0-9a-f]{2})+")
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


@dataclass(frozen=True, slots=True)
class Pin:
    """What is kept of one officer's PIN."""

    salt: str
    scrypt: str
    """Both in hexadecimal."""
    wrong: int = 0
    """Wrong tries since the last right one."""
    last_wrong: float = 0
    """When the last of them was, in seconds since 1970."""

    def is_of(self, pin: str) -> bool:
        """Whether ``pin`` is the one that is kept."""
        return hmac.compare_digest(_scrypt(pin, bytes.fromhex(self.salt)).hex(), self.scrypt)


class Pins:
    """The PINs of one meeting's officers; ``folder`` is the meeting's."""

    # Tries are counted on the disk, so that starting the program again wins nothing, and each is
    # counted as wrong before it is checked, under a lock: of 24 programs that try at once the first
    # five write 1 to 5, and the others find 5 and check nothing. A right one sets the count to 0.
    # After the fifth (MOST_TRIES) nothing is even looked at for 60 seconds (WAIT); then the count
    # begins at 1 again with the next wrong one, which allows four more. A clock set back to before
    # the last wrong try would make the wait as long as the clock was set: it is made 60 s anew.

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def officers(self) -> frozenset[str]:
        """Return the ids of the officers that have a PIN. Raises Refused for a damaged file."""
        return frozenset(self._kept())

    def keep(self, officer: str, pin: str) -> None:
        """Keep the PIN of ``officer``, in place of an earlier one.

        Raises Refused where it is shorter than ``SHORTEST`` characters, or the file is damaged.
        """
        long_enough(pin)
        salt = secrets.token_bytes(16)
        kept = Pin(salt.hex(), _scrypt(pin, salt).hex())
        with self._alone():
            self._write({**self._kept(), officer: kept})

    def check(self, officer: str, pin: str, now: float) -> None:
        """Check the PIN that ``officer`` has given; ``now`` is in seconds since 1970.

        Returns where it is right. Raises Refused where there is none, where it is wrong, or while
        there is a wait after too many wrong tries, even for a right one.
        """
        with self._alone():
            tried = self._counted(officer, now)
            if tried.is_of(pin):
                self._write({**self._kept(), officer: replace(tried, wrong=0, last_wrong=0)})
                return
        left = MOST_TRIES - tried.wrong
        if left:
            raise Refused(say("the PIN is wrong; tries left: {count}", count=left))
        raise Refused(say("the PIN is wrong; wait {seconds} seconds", seconds=WAIT))

    def known(self, text: str) -> bool:
        """Whether ``text`` is the PIN of anybody here; tries are not counted, none is named.

        Raises Refused for a damaged file.
        """
        return any(own.is_of(text) for own in self._kept().values())

    def _counted(self, officer: str, now: float) -> Pin:
        """Return what is kept of ``officer``, with one more try counted as wrong on the disk."""
        kept = self._kept()
        own = kept.get(officer)
        if own is None:
            raise Refused(
                say("{officer} has no PIN yet: pingyi officers pin sets one", officer=officer)
            )
        last = min(own.last_wrong, now)  # the clock was set back: the wait begins anew
        waiting = last + WAIT - now
        if own.wrong >= MOST_TRIES and waiting > 0:
            if last != own.last_wrong:
                self._write({**kept, officer: replace(own, last_wrong=last)})
            raise Refused(
                say("too many wrong PINs of {officer}; wait {seconds} seconds",
                    officer=officer, seconds=min(WAIT, int(waiting) + 1))
            )  # fmt: skip
        tried = replace(own, wrong=own.wrong % MOST_TRIES + 1, last_wrong=now)
        self._write({**kept, officer: tried})
        return tried

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other program count or keep meanwhile. Raises Refused after ``TURN`` seconds."""
        beside = self._path.with_name(f".{FILE}.lock")
        lock = FileLock(beside, mode=0o600, thread_local=False, fallback_to_soft=False)
        with storage_faults(beside):
            beside.parent.stat()  # else the lock's library would make the folder
            try:
                lock.acquire(timeout=TURN)
            except Timeout:
                told = say("others are giving their PINs at this moment; try again")
                raise Refused(told) from None
        try:
            yield
        finally:
            lock.release()

    def _kept(self) -> dict[str, Pin]:
        content = read_small(self._path)
        if content is None:
            return {}
        try:
            kept = {officer: Pin(**own) for officer, own in json.loads(content).items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            kept = None
        if kept is None or not all(map(_is_sound, kept.values())):
            told = say("{file} is damaged. Move it away, and set the PINs anew.", file=FILE)
            raise Refused(told)
        return kept

    def _write(self, kept: dict[str, Pin]) -> None:
        text = json.dumps({officer: asdict(own) for officer, own in kept.items()})
        write_small(self._path, text.encode())


def set_before(folder: Path, roster: Roster, state: Meeting) -> tuple[SetPin, ...]:
    """Return the wishes that note, as files are frozen, which of the ``roster`` have a PIN already.

    Without them the record would not know of these PINs, and not see if somebody took the file
    away. Raises Refused for a damaged file.
    """
    have = Pins(folder).officers() - state.pins
    return tuple(SetPin(one.id) for one in roster.officers if one.id in have)


def long_enough(pin: str) -> None:
    """Return where ``pin`` may be one. Raises Refused where it has too few characters."""
    if len(pin) < SHORTEST:
        raise Refused(say("a PIN has at least {count} characters", count=SHORTEST))


def _is_sound(pin: Pin) -> bool:
    """Whether all that was read of ``pin`` is of the kinds that it has to be."""
    read: tuple[object, ...] = (pin.salt, pin.scrypt, pin.wrong, pin.last_wrong)
    match read:
        case (str(salt), str(digits), int(wrong), int() | float()):
            return wrong >= 0 and bool(_HEX.fullmatch(salt) and _HEX.fullmatch(digits))
        case _:
            return False


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8", "surrogatepass"), salt=salt, **_COST)
