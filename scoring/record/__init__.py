"""The record of a meeting on disk (会议记录): facts, chained, appended and never changed.

It knows no meeting: a fact is a dict of JSON with a ``kind``, and what it means is asked in
``meeting``. Facts lie in two chains, ``events`` and ``readings``; the second holds what not
everybody may see. One program at a time writes, any number look.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> def begun_and_looked_at(path):
...     with Record.create(path, {"kind": "meeting-created"}) as record:
...         heads = record.append([{"kind": "paused"}], [{"kind": "cell-read", "cell": 18}])
...     print(heads.event_count, heads.reading_count)
...     print([fact["kind"] for fact in RecordView(path).events()])
...     print(check(path))  # what is wrong with it
>>> with TemporaryDirectory() as folder:
...     begun_and_looked_at(Path(folder) / "record.db")
2 1
['meeting-created', 'paused']
[]

To write:

- ``store``: ``Record``, the one who writes: ``create``, ``open``, ``append``, ``reopened``
- ``making``: how the file begins; ``schema``: its tables, and the settings it is opened with
- ``holding``: the lock; ``ground``: what file, folder and disk have to be; ``shield``: signals wait
- ``mirror``: a second copy on another disk, and the way back from it
- ``small_files``: what else must be whole after a power cut: notes, PINs, documents

To look:

- ``view``: ``RecordView``, all facts at one moment; ``reading``: one short look at the file
- ``examination``: ``check``, whether all is as it was written

Both stand on ``canonical``, the one form of a fact in bytes; ``chain``, the hashes over them; and
``faults``, what can go wrong on a disk, in words for a secretary.
"""

from scoring.record.canonical import NotCanonical, canonical, parsed
from scoring.record.chain import Heads
from scoring.record.examination import check
from scoring.record.faults import DoesNotVerify, HeldElsewhere, StorageFault
from scoring.record.mirror import restore, write_mirror
from scoring.record.store import Record
from scoring.record.view import Facts, RecordView

__all__ = [
    "DoesNotVerify",
    "Facts",
    "Heads",
    "HeldElsewhere",
    "NotCanonical",
    "Record",
    "RecordView",
    "StorageFault",
    "canonical",
    "check",
    "parsed",
    "restore",
    "write_mirror",
]
