"""Changes single bits of a finished record, and looks whether anybody is taken in by it.

``python tests/torture/flips.py [HOW-MANY]`` changes so many bits, one at a time, drawn from all
(without a number: every one), from the checkout's folder. Each changed record has to be named as
changed, or to say exactly what it said before; nothing may end in an exception that is not ours;
and the way back from the mirror has to lead back.
"""

import random
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scoring.errors import PingyiError, Refused  # noqa: E402 - started by its path, it finds them so
from scoring.live.session import Session  # noqa: E402 - as above
from scoring.record import RecordView, check, restore  # noqa: E402 - as above

FINISHED = ROOT / "tests" / "record" / "old" / "format-1" / "record.db"


def battery(folder: Path, bits: Iterable[int]) -> int:
    """Change each of ``bits`` of a finished record in ``folder``; return how many were named.

    Raises AssertionError for a change that is neither named nor harmless, or that cannot be undone
    from the mirror; whatever the program raises that is no error of its own comes through.
    """
    content, true = FINISHED.read_bytes(), RecordView(FINISHED).facts()
    record = folder / "record.db"
    named = 0
    for bit in bits:
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        for left in folder.glob("record.db*"):
            left.unlink()
        record.write_bytes(changed)
        record.chmod(0o600)
        _open(folder)
        if _named(record):
            named += 1
        else:
            assert RecordView(record).facts() == true, f"bit {bit} changes what is said, unnamed"
        restore(FINISHED, record)
        assert check(record) == [], f"bit {bit}: what was restored does not verify"
        assert RecordView(record).heads == true.heads, f"bit {bit}: something else was restored"
    return named


def drawn(most: int, seed: int) -> list[int]:
    """Return the places of ``most`` bits of the finished record, drawn without repetition."""
    return random.Random(seed).sample(range(_bits()), most)


def _bits() -> int:
    return FINISHED.stat().st_size * 8


def _named(record: Path) -> bool:
    """Whether ``check`` says that something is wrong, or that there is no record to be read."""
    try:
        return bool(check(record))
    except Refused:
        return True


def _open(folder: Path) -> None:
    """Open the meeting in ``folder`` as its owner would; refused in words, or opened."""
    try:
        Session.open(folder, lambda: "2020-09-01T09:00:00+08:00").close()
    except PingyiError:
        return


if __name__ == "__main__":
    asked = int(sys.argv[1]) if sys.argv[1:] else _bits()
    with tempfile.TemporaryDirectory() as scratch:
        found = battery(Path(scratch), drawn(asked, seed=2020))
    print(f"{asked} bits changed, {found} named, {asked - found} harmless, 0 taken in")
