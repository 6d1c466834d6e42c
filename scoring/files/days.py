"""Days in tables (日期): as people write them, and nothing that could be another day.

>>> day("2020年9月1日"), day("1/9/2020")
(datetime.date(2020, 9, 1), None)
"""

import re
from datetime import date

from scoring.files.tables import Row
from scoring.files.tables.columns import Columns
from scoring.wording import say

_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<m1>[0-9]{1,2})-(?P<d1>[0-9]{1,2})"
    r"|/(?P<m2>[0-9]{1,2})/(?P<d2>[0-9]{1,2})"
    r"|\.(?P<m3>[0-9]{1,2})\.(?P<d3>[0-9]{1,2})"
    r"|年(?P<m4>[0-9]{1,2})月(?P<d4>[0-9]{1,2})日)"
)
_MEANT = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")  # noqa: RUF001 - as typed


def day(text: str) -> date | None:
    """Return the day that ``text`` writes, or None when it writes none.

    Read are ``2020-9-1``, ``2020/9/1``, ``2020.9.1`` and ``2020年9月1日``: the year comes first,
    and with all four digits, so that no day can be taken for another.
    """
    match = _DAY.fullmatch(text.translate(_MEANT))
    if match is None:
        return None
    year, month, number = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, number)
    except ValueError:
        return None


class Days:
    """The days in the columns of one table; many rows have the same."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._read: dict[str, date | None] = {}

    def read(self, row: Row, key: str, *, needed: bool = False) -> date | None:
        """Return the day in the column ``key`` of a row; None where none is written.

        What is no day is noted; an empty cell only where it is ``needed``.
        """
        text = self._columns.text(row, key)
        found = self._read.get(text)
        if found is None and text:
            found = self._read[text] = day(text)
        if found is None and (text or needed):
            self._columns.findings.error(
                "table.day",
                self._columns.place(row, key),
                say("{text} is not a day", text=text) if text else say("a day is missing here"),
                say("write the day as {example}", example="2020-09-01"),
            )
        return found
