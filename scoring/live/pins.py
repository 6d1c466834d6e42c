"""The officers' PINs (口令): kept as scrypt beside the record, in no event and no export.

The file is one JSON object: an officer's id to the fields of a ``Pin``. It is written anew as a
whole and put in place by a rename, so that it is never half there, and only its owner can read it.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from scoring.errors import Refused
from scoring.wording import say

FILE = "officers.pin"
MOST_TRIES = 5
WAIT = 60
"""Seconds to wait after so many wrong tries, across restarts."""
SHORTEST = 4

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


class Pins:
    """The PINs of one meeting's officers; ``folder`` is the meeting's."""

    # Wrong tries are counted on the disk, so that starting the program again wins nothing. After
    # the fifth (MOST_TRIES) nothing is even looked at for 60 seconds (WAIT); then the count begins
    # at 1 again with the next wrong one, which allows four more. A clock set back to before the
    # last wrong try would make the wait as long as the clock was set: it is made 60 seconds anew.

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def officers(self) -> frozenset[str]:
        """Return the ids of the officers that have a PIN. Raises Refused for a damaged file."""
        return frozenset(self._kept())

    def keep(self, officer: str, pin: str) -> None:
        """Keep the PIN of ``officer``, in place of an earlier one.

        Raises Refused where it is shorter than ``SHORTEST`` characters, or the file is damaged.
        """
        if len(pin) < SHORTEST:
            raise Refused(say("a PIN has at least {count} characters", count=SHORTEST))
        salt = secrets.token_bytes(16)
        kept = Pin(salt.hex(), _scrypt(pin, salt).hex())
        self._write({**self._kept(), officer: kept})

    def check(self, officer: str, pin: str, now: float) -> None:
        """Check the PIN that ``officer`` has given; ``now`` is in seconds since 1970.

        Returns where it is right. Raises Refused where there is none, where it is wrong (which is
        counted), or while there is a wait after too many wrong tries, even for a right one.
        """
        kept = self._kept()
        own = kept.get(officer)
        if own is None:
            raise Refused(
                say("{officer} has no PIN yet: pingyi officers pin sets one", officer=officer)
            )
        if now < own.last_wrong:  # the clock was set back: the wait begins anew
            own = replace(own, last_wrong=now)
            self._write({**kept, officer: own})
        waiting = own.last_wrong + WAIT - now
        if own.wrong >= MOST_TRIES and waiting > 0:
            raise Refused(
                say("too many wrong PINs of {officer}; wait {seconds} seconds",
                    officer=officer, seconds=min(WAIT, int(waiting) + 1))
            )  # fmt: skip
        right = hmac.compare_digest(_scrypt(pin, bytes.fromhex(own.salt)).hex(), own.scrypt)
        if right and not own.wrong:
            return
        wrong = 0 if right else own.wrong % MOST_TRIES + 1
        tried = Pin(own.salt, own.scrypt, wrong, 0 if right else now)
        self._write({**kept, officer: tried})
        if not right:
            raise Refused(say("the PIN of {officer} is wrong", officer=officer))

    def known(self, text: str) -> bool:
        """Whether ``text`` is the PIN of any officer; no try is counted.

        Only for what would be written down if it is none: see ``pin_reasons``. Raises Refused for
        a damaged file.
        """
        return any(
            hmac.compare_digest(_scrypt(text, bytes.fromhex(own.salt)).hex(), own.scrypt)
            for own in self._kept().values()
        )

    def _kept(self) -> dict[str, Pin]:
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        try:
            return {officer: Pin(**own) for officer, own in json.loads(text).items()}
        except (ValueError, TypeError, AttributeError):
            told = say("{file} is damaged. Move it away, and set the PINs anew.", file=FILE)
            raise Refused(told) from None

    def _write(self, kept: dict[str, Pin]) -> None:
        draft = self._path.with_name(f".{FILE}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 - a descriptor, so that nobody else can ever read the file
            json.dump({officer: asdict(own) for officer, own in kept.items()}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST)
