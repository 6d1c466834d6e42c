"""What every page of a year's report carries (页眉页脚): which year, from which files.

It has the same properties as ``stamp.Stamp``, so that writers need not tell them apart.
"""

from typing import NamedTuple

from scoring.report.blocks import Words
from scoring.report.printed import fingerprint
from scoring.wording import Phrase, say


class YearStamp(NamedTuple):
    """The tables that a report on how suggestions were handled was made from; it is no result."""

    title: Words
    """What it is a report of, as at its head."""
    year: int | None
    """None where nothing says which."""
    sources: tuple[tuple[str, str], ...]
    """Each file, and the SHA-256 of its bytes in hexadecimal digits."""

    @property
    def state(self) -> str:
        """The state of no result."""
        return "report"

    @property
    def standing(self) -> Words:
        """Which year it is about."""
        return say("Report") if self.year is None else say("Report of {year}", year=str(self.year))

    @property
    def rules(self) -> Words:
        """What it is a report of."""
        return self.title

    @property
    def seal(self) -> Phrase:
        """The files and their fingerprints."""
        files = tuple(f"{name} {fingerprint(sha256)}" for name, sha256 in self.sources)
        return say("From {files}", files=files)

    @property
    def result_code(self) -> Phrase:
        """Say that there is none."""
        return say("Result code: none; this is a report, not a result")

    @property
    def time(self) -> Words:
        """The year, since it is of no single day."""
        return self.standing

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        """Nothing has to be known of how it was decided."""
        return ()
