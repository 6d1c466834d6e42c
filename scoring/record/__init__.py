"""The record of a meeting on disk (会议记录): facts, chained, appended and never changed."""

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
