"""Cuts the power of a meeting on paper: what may a disk hold then, and what comes of it.

``python tests/torture/powercut.py [STATES] [SEED]``, from the checkout's folder; it needs a C
compiler. A meeting is held once, with record, mirror, PINs and documents (``powercut_work``), and
all that it does to its files is written down (``powercut.c``). Then the power is cut, in thought,
at any moment: of what was not yet brought to the disk anything may be there or not, a write may be
torn or have left garbage, and names may be lost. What the program finds then has to be whole, and
to hold all that it had acknowledged.
"""

import hashlib
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple, TypeAlias, get_args

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scoring.documents.folders import SUMS, File, write_set  # noqa: E402 - started by its path, it finds them so
from scoring.live.mirroring import mirror_of  # noqa: E402 - as above
from scoring.live.pins import Pins  # noqa: E402 - as above
from scoring.record import Facts, RecordView, check  # noqa: E402 - as above
from tests.record.wholemeeting import made  # noqa: E402 - as above
from tests.torture.powercut_work import DOCUMENTS, LATER  # noqa: E402 - as above

HEAD = struct.Struct("<cqqqqq")
SECTORS = (512, 4096)
ACKNOWLEDGED = "acknowledged"

Survival: TypeAlias = Literal["nothing", "all", "first", "some", "torn", "garbage"]
"""What of the writes that were not brought to the disk is there after the cut."""


def compiler() -> str | None:
    """Return the C compiler's name; None where there is none."""
    return shutil.which("cc") or shutil.which("gcc")


class Entry(NamedTuple):
    """One thing that was done to a file; see ``powercut.c``."""

    kind: str
    fd: int
    at: int
    path: str
    other: str
    data: bytes


@dataclass(eq=False)
class FileOnDisk:
    """A file: what the disk has for certain, and what it was told since."""

    certain: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """A place and what is written there, or a size and None: cut to it."""

    def live(self) -> bytes:
        """Return what a program reads."""
        return _applied(self.certain, self.since)

    def reach_the_disk(self) -> None:
        """Be certain of all that was done so far."""
        self.certain, self.since = self.live(), []

    def after(self, how: Survival, chance: random.Random) -> bytes:
        """Return what may be there after a cut."""
        count = len(self.since)
        match how:
            case "nothing":
                return self.certain
            case "all":
                return self.live()
            case "some":
                return _applied(self.certain, [one for one in self.since if chance.random() < 0.5])
            case "first":
                return _applied(self.certain, self.since[: chance.randint(0, count)])
            case "torn" | "garbage":
                kept = chance.randint(0, count)
                return _applied(
                    self.certain, [*self.since[:kept], *self._broken(kept, how, chance)]
                )

    def _broken(
        self, number: int, how: Survival, chance: random.Random
    ) -> Iterator[tuple[int, bytes | None]]:
        """Yield what is left of the write ``number``, broken off in the middle of it."""
        if number == len(self.since):
            return
        at, data = self.since[number]
        if data is not None:
            sector = chance.choice(SECTORS)
            end = max((at // sector + chance.randint(0, len(data) // sector + 1)) * sector - at, 0)
            yield at, data[:end] if how == "torn" else chance.randbytes(min(len(data), sector))


def _applied(content: bytes, changes: Sequence[tuple[int, bytes | None]]) -> bytes:
    whole = bytearray(content)
    for at, data in changes:
        end = at if data is None else at + len(data)
        if len(whole) < end:
            whole += bytes(end - len(whole))
        if data is None:
            del whole[at:]
        else:
            whole[at:end] = data
    return bytes(whole)


@dataclass(eq=False)
class FolderOnDisk:
    """A folder: its names, as the disk has them for certain, and what was done to them since."""

    certain: "Names" = field(default_factory=dict)
    since: "list[Names]" = field(default_factory=list)
    """Each change: names with what they mean from then on; None: nothing."""

    def live(self) -> "Names":
        """Return the names as a program sees them."""
        return self._with(self.since)

    def reach_the_disk(self) -> None:
        """Be certain of all that was done so far."""
        self.certain, self.since = self.live(), []

    def change(self, names: "Names") -> None:
        """Change what the ``names`` mean, in one step."""
        self.since.append(names)

    def after(self, how: Survival, chance: random.Random) -> "Names":
        """Return the names that may be there after a cut."""
        match how:
            case "nothing":
                return self._with([])
            case "all":
                return self.live()
            case "some":
                return self._with([one for one in self.since if chance.random() < 0.5])
            case "first" | "torn" | "garbage":
                return self._with(self.since[: chance.randint(0, len(self.since))])

    def _with(self, changes: "Sequence[Names]") -> "Names":
        names = dict(self.certain)
        for one in changes:
            names |= one
        return {name: what for name, what in names.items() if what is not None}


Names: TypeAlias = dict[str, FileOnDisk | FolderOnDisk | None]


class Disk:
    """The watched folder, as the log makes it, entry after entry."""

    def __init__(self, before: Path, folder: Path) -> None:
        """``before``: what ``folder``, of which the log tells, was like."""
        self._top = str(folder)
        self.root = _read(before)
        self._open: dict[int, FileOnDisk | FolderOnDisk] = {}
        self.acknowledged = b""

    def do(self, entry: Entry) -> None:
        """Take in what was done. Raises AssertionError for what is not understood."""
        match entry.kind:
            case "o":
                self._opened(entry)
            case "w" | "t":
                self._written(entry)
            case "s":
                self._open[entry.fd].reach_the_disk()
            case "c":
                self._open.pop(entry.fd)
            case "r":
                folder, old = self._place(entry.path)
                other, new = self._place(entry.other)
                moved = folder.live()[old]
                if folder is other:
                    folder.change({old: None, new: moved})
                else:  # two lists of names: one may reach the disk without the other
                    other.change({new: moved})
                    folder.change({old: None})
            case "u" | "d":
                folder, name = self._place(entry.path)
                folder.change({name: None})
            case "m":
                folder, name = self._place(entry.path)
                folder.change({name: FolderOnDisk()})
            case _:
                raise AssertionError(entry)

    def _opened(self, entry: Entry) -> None:
        if entry.path == self._top:
            self._open[entry.fd] = self.root
            return
        folder, name = self._place(entry.path)
        if entry.data == b"c":
            folder.change({name: FileOnDisk()})
        opened = folder.live()[name]
        assert opened is not None
        if entry.data == b"t" and isinstance(opened, FileOnDisk):
            opened.since.append((0, None))
        self._open[entry.fd] = opened

    def _written(self, entry: Entry) -> None:
        written = self._open[entry.fd]
        assert isinstance(written, FileOnDisk)
        written.since.append((entry.at, entry.data if entry.kind == "w" else None))
        if written is self.root.live().get(ACKNOWLEDGED):
            self.acknowledged = written.live()

    def _place(self, path: str) -> tuple[FolderOnDisk, str]:
        *way, name = PurePosixPath(path).relative_to(self._top).parts
        folder = self.root
        for one in way:
            inner = folder.live()[one]
            assert isinstance(inner, FolderOnDisk)
            folder = inner
        return folder, name

    def cut(self, into: Path, how: Survival, chance: random.Random) -> None:
        """Write what may be on the disk after a cut now into the empty folder ``into``."""
        _put(self.root, into, how, chance)


def _read(folder: Path) -> FolderOnDisk:
    names: Names = {
        path.name: _read(path) if path.is_dir() else FileOnDisk(path.read_bytes())
        for path in folder.iterdir()
    }
    return FolderOnDisk(names)


def _put(folder: FolderOnDisk, into: Path, how: Survival, chance: random.Random) -> None:
    for name, what in folder.after(how, chance).items():
        if isinstance(what, FolderOnDisk):
            (into / name).mkdir()
            _put(what, into / name, how, chance)
        elif what is not None:
            (into / name).write_bytes(what.after(how, chance))


@dataclass(frozen=True)
class Held:
    """A meeting that was held once, and all that it did to its files."""

    folder: Path
    """As it was, before and after: the paths in it are what notes say."""
    before: Path
    tables: Path
    """The meeting's files, which are only read."""
    log: Sequence[Entry]
    facts: Facts


def held(scratch: Path) -> Held:
    """Hold the meeting in ``scratch`` and write down what it does. Raises where it cannot."""
    cc = compiler()
    assert cc is not None
    library, log, folder = scratch / "powercut.so", scratch / "log", scratch / "watched"
    source = Path(__file__).with_suffix(".c")
    subprocess.run([cc, "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    made(scratch / "tables")
    for name in ("meeting", "stick"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(folder, scratch / "before")
    subprocess.run(
        [sys.executable, "-m", "tests.torture.powercut_work", folder, scratch / "tables"],
        cwd=ROOT,
        check=True,
        env={
            **os.environ,
            "LD_PRELOAD": str(library),
            "POWERCUT_FOLDER": str(folder),
            "POWERCUT_LOG": str(log),
        },
    )
    facts = RecordView(folder / "meeting" / "record.db").facts()
    return Held(folder, scratch / "before", scratch / "tables", [*entries(log.read_bytes())], facts)


def entries(log: bytes) -> Iterator[Entry]:
    """Yield what a ``log`` tells, in its order."""
    at = 0
    while at < len(log):
        kind, fd, place, *sizes = HEAD.unpack_from(log, at)
        at += HEAD.size
        parts = []
        for size in sizes:
            parts.append(log[at : at + size])
            at += size
        yield Entry(kind.decode(), fd, place, parts[0].decode(), parts[1].decode(), parts[2])


def battery(meeting: Held, scratch: Path, states: int, seed: int) -> int:
    """Cut the power so many times; return how many torn sets of documents were made again.

    Raises AssertionError where something acknowledged is lost, or what is there is not whole.
    """
    chance = random.Random(seed)
    cuts = sorted(chance.choices(range(len(meeting.log) + 1), k=states))
    disk, done, again = Disk(meeting.before, meeting.folder), 0, 0
    for cut in cuts:
        while done < cut:
            disk.do(meeting.log[done])
            done += 1
        how = chance.choice(get_args(Survival))
        after = scratch / "after"
        after.mkdir()
        disk.cut(after, how, chance)
        try:
            again += look(meeting, after, disk.acknowledged)
        except Exception as failed:
            raise AssertionError(f"cut before entry {cut} of {len(meeting.log)}: {how}") from failed
        shutil.rmtree(after)
    return again


def look(meeting: Held, after: Path, acknowledged: bytes, *, alike: bool = True) -> int:
    """Look at what is there; return how many torn sets of documents were made again.

    ``alike``: whether each fact is one of those of the meeting as it was held; else what failed on
    the way may be noted among them.
    """
    said = [json.loads(line) for line in acknowledged.split(b"\n")[:-1]]
    folder, stick = after / "meeting", after / "stick"
    least = [one for one in said if "events" in one][-1:]
    facts = meeting.facts if alike else None
    _whole_record(folder, facts, *(least[0].values() if least else (0, 0)))
    mirrored = [one["mirrored"] for one in said if "mirrored" in one]
    _whole_record(stick, facts, max(mirrored, default=0), 0)
    place = mirror_of(folder)
    assert place in {None, meeting.folder / "stick"}
    assert place or not any("noted" in one for one in said), "the mirror's note is lost"
    assert Pins(folder).officers() >= {one["pin"] for one in said if "pin" in one}
    return sum(_documents(folder / "documents" / name, said) for name in DOCUMENTS)


def _whole_record(folder: Path, facts: Facts | None, events: int, readings: int) -> None:
    path = folder / "record.db"
    if not path.exists():
        assert not events, "the record is lost"
        return
    assert check(path) == []
    found = RecordView(path).facts()
    assert (len(found.events), len(found.readings)) >= (events, readings), "facts are lost"
    if facts is not None:
        assert found.events == facts.events[: len(found.events)]
        assert found.readings == facts.readings[: len(found.readings)]


def _documents(folder: Path, said: Sequence[dict[str, object]]) -> int:
    """Look at a set of documents; return 1 where it was torn and is made again, else 0."""
    there = folder.exists()
    own = [one for one in said if one.get("documents") == folder.name]
    texts = DOCUMENTS[folder.name]
    assert not own or _are_whole(folder, texts), "a set that was said to be written is not whole"
    if folder.name == "v2" and own:
        texts = texts | LATER
    if _are_whole(folder, texts):
        return 0
    assert not any("added" in one for one in own), "what was said to be added is not whole"
    write_set(folder, [File(name, lambda text=text: text) for name, text in texts.items()])  # type: ignore[misc]  # mypy does not infer such a default
    assert _are_whole(folder, texts), "a set cannot be made again"
    return int(there)


def _are_whole(folder: Path, texts: dict[str, bytes]) -> bool:
    """Whether ``texts`` are in ``folder`` as they have to be, and summed."""
    try:
        lines = (folder / SUMS).read_text().splitlines()
        there = {name: (folder / name).read_bytes() for name in texts}
    except FileNotFoundError:
        return False
    sums = {name: digits for digits, _, name in (line.partition("  ") for line in lines)}
    right = {name: hashlib.sha256(content).hexdigest() for name, content in texts.items()}
    return there == texts and sums.items() >= right.items()


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if sys.argv[1:] else 2000
    start = int(sys.argv[2]) if sys.argv[2:] else random.randrange(1_000_000)
    sys.stdout.write(f"{wanted} cuts, seed {start}\n")
    with tempfile.TemporaryDirectory() as folder:
        meeting = held(Path(folder))
        remade = battery(meeting, Path(folder), wanted, start)
    sys.stdout.write(f"{len(meeting.log)} entries; nothing lost; {remade} torn sets made again\n")
