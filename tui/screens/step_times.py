"""When things happened (时刻), found once in a record that grows at its end.

>>> from scoring.meeting.acts import SheetsIssued
>>> from scoring.live.session import Entry
>>> times = StepTimes()
>>> times.follow([Entry(SheetsIssued("all", 1, 60, 0, None, None), "2020-09-01T09:11:07+08:00")])
>>> times.last("sheets-issued", "all"), times.last("sheets-issued"), times.last("round-opened")
('09:11', '09:11', '')
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.live.session import Entry

HOUR_AND_MINUTE = slice(11, 16)
"""Of a time in ISO 8601."""


class StepTimes:
    """When each kind of fact was recorded last, and how often."""

    # A desk is drawn again at every mark that is keyed anywhere; the record has thousands of
    # entries, and only those that came since the last look are gone through.

    def __init__(self) -> None:
        self._seen = 0
        self._of: object = None
        self._first: dict[tuple[str, str], str] = {}
        self._last: dict[tuple[str, str], str] = {}
        self.counted: Counter[str] = Counter()
        """How many facts of each kind there are."""

    def follow(self, entries: "Sequence[Entry]") -> None:
        """Look at what came since; at everything where this is not the record of before."""
        if len(entries) < self._seen or (entries and entries[0] is not self._of):
            self.__init__()  # type: ignore[misc]  # as when it was made
        self._of = entries[0] if entries else None
        for fact, at in ((one.fact, one.at) for one in entries[self._seen :]):
            self.counted[fact.kind] += 1
            if not at:
                continue
            for key in ((fact.kind, ""), (fact.kind, str(getattr(fact, "round", "")))):
                self._first.setdefault(key, at)
                self._last[key] = at
        self._seen = len(entries)

    def last(self, kind: str, round_id: str = "") -> str:
        """Return hour and minute of the last fact of ``kind``; empty where there is none.

        ``round_id``: of that round; empty: of any.
        """
        return self._last.get((kind, round_id), "")[HOUR_AND_MINUTE]

    def first(self, kind: str, round_id: str = "") -> str:
        """Return hour and minute of the first fact of ``kind``; as ``last``."""
        return self._first.get((kind, round_id), "")[HOUR_AND_MINUTE]
