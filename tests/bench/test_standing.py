"""From validated ballots to a standing: the function that ``rank`` calls, and what else there is.

All do the same job for the sample meeting, 60 ballots for 7 units and 235 answers: the base score
from the answers, the mean of the marks, both rounded half up, the total, the rank, and how many
cells of each kind were found. They start from the same checked figures, each in the form it likes.
"""

import csv
import io
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

import pandas as pd
import pytest

from scoring.ballots import Absence, Ballots, Cell, Counts, Marking, Spot, as_cell, is_mark
from scoring.counting import Papers, Standing, stand
from scoring.files.meeting_folder import read_meeting
from scoring.scheme import Ballot, Feedback, Scheme
from tests.bench.conftest import Race
from tests.sources import ROOT

CENT = Decimal("0.01")
MILLIONS = 10_000_000

Figures = dict[str, tuple[int, str]]
"""By unit id: rank, and total as it is published."""


@dataclass(frozen=True)
class Sample:
    """The sample meeting as every contestant may read it."""

    scheme: Scheme
    papers: Papers

    @property
    def live(self) -> Ballot:
        return self.scheme.of_kind(Ballot)[0]

    @property
    def base(self) -> Feedback:
        return self.scheme.of_kind(Feedback)[0]

    @property
    def votes(self) -> Ballots:
        votes = self.papers.votes[self.live.id]
        assert isinstance(votes, Ballots)
        return votes

    def cells(self) -> Iterator[tuple[str, str, Cell]]:
        """Yield the ballot's number, the unit's id and the cell."""
        for (unit, _), column in self.votes.cells.items():
            for number, cell in zip(self.votes.numbers, column, strict=True):
                yield number, unit, cell

    def mark(self, cell: Cell) -> Fraction | None:
        return Marking(self.live).points(cell) if is_mark(cell) else None

    def answers(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield the unit's id and the levels of the two parts of an answer."""
        names = tuple(self.base.worth)
        for answer in self.papers.answers[self.base.id]:
            attitude, result = (names[level] if level >= 0 else None for level in answer.levels)
            yield answer.unit, attitude, result


@pytest.fixture(scope="module")
def sample() -> Sample:
    meeting = read_meeting(ROOT / "sessions" / "2020-hunan")
    assert meeting.scheme_file is not None
    assert meeting.scheme_file.scheme is not None
    assert meeting.papers is not None
    return Sample(meeting.scheme_file.scheme, meeting.papers)


class WithPandas:
    """As a good user of pandas writes it; rounding is half up, which ``round`` is not."""

    def __init__(self, sample: Sample) -> None:
        kinds = {absence.value: absence.name for absence in Absence}
        self.cells = pd.DataFrame(
            (
                (number, unit, _float(sample.mark(cell)), kinds.get(cell, "COUNTED"))
                for number, unit, cell in sample.cells()
            ),
            columns=["ballot", "unit", "mark", "kind"],
        )
        self.answers = pd.DataFrame(sample.answers(), columns=["unit", "attitude", "result"])
        self.worth = {level: float(worth) for level, worth in sample.base.worth.items()}

    def figures(self) -> pd.DataFrame:
        """Return base, live, total and rank."""
        parts = {part: self.answers[part].map(self.worth) for part in ("attitude", "result")}
        worth = pd.DataFrame(parts).mean(axis=1)
        scores = pd.DataFrame(
            {
                "base": _half_up(worth.groupby(self.answers["unit"]).mean() * 20 / 100),
                "live": _half_up(self.cells.groupby("unit")["mark"].mean() * 80 / 80),
            }
        )
        scores["total"] = _half_up(scores["base"] + scores["live"])
        scores["rank"] = scores["total"].rank(method="min", ascending=False).astype(int)
        return scores.sort_values("rank")

    def job(self) -> tuple[pd.DataFrame, pd.DataFrame, int]:
        """Return the figures, the cells of each kind, and the number of void sheets."""
        kinds = self.cells.groupby(["unit", "kind"]).size()
        found = kinds.unstack(fill_value=0)  # noqa: PD010 - pivot_table takes twice as long
        void = (self.cells["kind"] == "VOID").groupby(self.cells["ballot"]).all()
        return self.figures(), found, int(void.sum())


class WithDecimals:
    """As it is written with the standard library: ``statistics`` and ``Decimal``."""

    def __init__(self, sample: Sample) -> None:
        self.cells: dict[str, list[Decimal | Absence]] = {}
        for _, unit, cell in sample.cells():
            mark = sample.mark(cell)
            entry = Absence(cell) if mark is None else _decimal(mark)
            self.cells.setdefault(unit, []).append(entry)
        self.worth = {level: _decimal(worth) for level, worth in sample.base.worth.items()}
        self.answers: dict[str, list[tuple[str | None, ...]]] = {}
        for unit, *levels in sample.answers():
            self.answers.setdefault(unit, []).append(tuple(levels))

    def job(self) -> tuple[Figures, dict[str, Counter[Absence]]]:
        """Return ranks and totals, and the cells of each kind."""
        totals = {}
        for unit, cells in self.cells.items():
            marks = [cell for cell in cells if isinstance(cell, Decimal)]
            live = (statistics.mean(marks) * 80 / 80).quantize(CENT, ROUND_HALF_UP)
            base = statistics.mean(self._worths(unit)) * 20 / 100
            totals[unit] = live + base.quantize(CENT, ROUND_HALF_UP)
        better = sorted(totals.values(), reverse=True)
        absent = {
            unit: Counter(cell for cell in cells if isinstance(cell, Absence))
            for unit, cells in self.cells.items()
        }
        return {unit: (better.index(t) + 1, str(t)) for unit, t in totals.items()}, absent

    def _worths(self, unit: str) -> Iterator[Decimal]:
        for levels in self.answers[unit]:
            answered = [self.worth[level] for level in levels if level is not None]
            if answered:
                yield sum(answered, Decimal()) / len(answered)


def _float(figure: Fraction | None) -> float | None:
    return None if figure is None else float(figure)


def _decimal(figure: Fraction) -> Decimal:
    return Decimal(figure.numerator) / figure.denominator


def _half_up(figures: "pd.Series[float]") -> "pd.Series[float]":
    return (figures * 100 + 0.5).floordiv(1) / 100


def _published(standing: Standing) -> Figures:
    return {
        one.unit.id: (one.rank, f"{float(one.total.value):.2f}")
        for one in standing.units
        if one.rank is not None and one.total.value is not None
    }


def test_a_standing_takes_a_twelfth_of_what_pandas_takes(
    sample: Sample, race: Callable[..., Race]
) -> None:
    pandas, decimals = WithPandas(sample), WithDecimals(sample)
    ours = _published(stand(sample.scheme, sample.papers))
    theirs, _, void_sheets = pandas.job()
    assert ours == decimals.job()[0]
    assert ours == {str(u): (int(r["rank"]), f"{r['total']:.2f}") for u, r in theirs.iterrows()}
    assert void_sheets == 1
    ran = race(
        "A standing of 60 ballots × 7 units with 235 answers",
        {
            "stand": lambda: stand(sample.scheme, sample.papers),
            "pandas": pandas.job,
            "pandas, without counting the cells found": pandas.figures,
            "statistics and Decimal": decimals.job,
        },
        {"stand": ("pandas", 1 / 12)},
        rounds=300,
    )
    assert not ran.missed()


class Large:
    """Ten million marks for the units of the sample, in columns, in counts, and as a file."""

    def __init__(self, sample: Sample) -> None:
        units = [unit.id for unit in sample.papers.units]
        ballots = MILLIONS // len(units)
        marks = Marking(sample.live).count
        self._columns = {
            (unit, sample.live.id): [as_cell((row * 7 + at) % marks) for row in range(ballots)]
            for at, unit in enumerate(units)
        }
        self._sample = sample
        self._numbers = tuple(map(str, range(ballots)))

    def papers(self) -> Papers:
        """Return the papers with a column of cells for each unit."""
        return self._with(Ballots(self._numbers, None, self._columns))

    def counted(self) -> Papers:
        """Return the papers with how often each mark was given."""
        cells: dict[Spot, Counter[Cell]] = {
            (*spot, None): Counter(column) for spot, column in self._columns.items()
        }
        return self._with(Counts(cells))

    @cached_property
    def table(self) -> str:
        """The ballots as a csv file's text."""
        text = io.StringIO()
        csv.writer(text).writerows(zip(*self._columns.values(), strict=True))
        return text.getvalue()

    def read_table(self) -> int:
        """Go through the file's cells, and do nothing with them."""
        return sum(1 for _ in csv.reader(io.StringIO(self.table)))

    def frame(self) -> pd.DataFrame:
        """Return the ballots as pandas holds them."""
        return pd.DataFrame({unit: column for (unit, _), column in self._columns.items()})

    def _with(self, votes: Ballots | Counts) -> Papers:
        papers = self._sample.papers
        return Papers(papers.units, {self._sample.live.id: votes}, papers.answers)


@pytest.mark.large
def test_ten_million_marks_are_counted_in_the_time_it_takes_to_read_them(
    sample: Sample, race: Callable[..., Race]
) -> None:
    large = Large(sample)
    papers, counted, frame = large.papers(), large.counted(), large.frame()
    assert stand(sample.scheme, papers).units == stand(sample.scheme, counted).units
    ran = race(
        "A standing of ten million marks",
        {
            "reading the ballots with csv.reader": large.read_table,
            "stand, from columns of ballots": lambda: stand(sample.scheme, papers),
            "stand, from counts": lambda: stand(sample.scheme, counted),
            "pandas, the means alone": frame.mean,
        },
        {"stand, from columns of ballots": ("reading the ballots with csv.reader", 2)},
        rounds=1,
    )
    assert not ran.missed()
