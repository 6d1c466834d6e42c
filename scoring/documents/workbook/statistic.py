"""From the counts of one spot to its mean, median or majority, by formulas (统计量).

No formula goes over marks: all go over counts, the best mark first. Dropping keeps a stretch of
that order: with 59 marks, one dropped at each end, the marks after the first and up to the 58th.
How many of each mark lie in the stretch follows from how many stand before it.
"""

from dataclasses import dataclass
from typing import assert_never

from scoring.ballots import Marking, Spot
from scoring.counting import Figure
from scoring.counting.statistics import Runs, to_drop, trim
from scoring.counting.statistics import majority as reached_level
from scoring.documents.workbook.counting import Distribution, SpotCounts
from scoring.documents.workbook.exact import Exact, Ratio, StageFormulas
from scoring.documents.workbook.page_lines import PageLine
from scoring.documents.workbook.rules import RuleCells
from scoring.documents.workbook.whole_numbers import TWO, Whole, constant
from scoring.report.printed import ABSENCES
from scoring.scheme import Ballot, DropCounts, Majority
from scoring.wording import say


@dataclass(frozen=True, slots=True)
class Trimming:
    """The marks of one spot that are left after dropping, as whole numbers.

    Where something is left, ``given`` is ``low`` + ``left`` + ``high``.
    """

    given: Whole
    low: Whole
    """Lowest marks dropped."""
    high: Whole
    left: Whole

    def kept(self, counted: SpotCounts) -> Runs:
        """Return the marks that are left, lowest first."""
        return trim(counted.runs, self.low.value, self.high.value).kept


class Statistics:
    """Writes what the marks of each spot of one component became.

    ``stage``: how that figure is rounded.
    """

    def __init__(
        self, component: Ballot, rules: RuleCells, distribution: Distribution, stage: StageFormulas
    ) -> None:
        self._component = component
        self._marking = Marking(component)
        self._rules = rules
        self._distribution = distribution
        self._stage = stage
        self._unit = rules.counts[self._component.id, "unit"]
        self._needed = rules.counts[self._component.id, "min_marks"]

    def write(self, line: PageLine, spot: Spot, figure: Figure) -> Exact:
        """Write the marks found at ``spot``, what they became, and why there is no value.

        ``figure`` is the engine's, of the stage “statistic”.
        """
        counted = self._distribution.at[spot]
        given = self._found(line, counted)
        trimming = self._trimmed(line, given)
        match self._component.statistic:
            case "mean":
                sum_ = self._sum(line, counted, trimming)
                return self._of_worths(line, (sum_, trimming.left), trimming, figure)
            case "median":
                pair = self._median(line, counted, trimming)
                return self._of_worths(line, pair, trimming, figure)
            case "majority":
                majority = self._component.levels
                exact = self._majority(line, majority, (counted, given), figure)
                self._reason(line, given, None)
                return exact
            case never:
                assert_never(never)

    def _of_worths(
        self, line: PageLine, pair: tuple[Whole, Whole], trimming: Trimming, figure: Figure
    ) -> Exact:
        """Write the ratio of ``pair`` (worths, and their number), and why there is none."""
        given, left = trimming.given, trimming.left
        missing = f"OR({given.text}<{self._needed.text},{left.text}=0)"
        top, parts = pair
        exact = self._stage.write(line, Ratio(top, parts * self._unit, missing), figure)
        self._reason(line, given, left)
        return exact

    def _found(self, line: PageLine, counted: SpotCounts) -> Whole:
        """Write the cells as found, and how many marks count."""
        total = f"SUM({counted.marks})"
        given = _whole(total, sum(count for _, count in counted.runs))
        found = given if counted.lost is None else given + counted.lost
        line.formula(say("counted"), found.text, counted.found)
        for absence, title in ABSENCES.items():
            own = counted.absent[absence]
            line.formula(title, own.text, own.value)
        return line.whole(say("marks that count"), given, style="cell")

    def _trimmed(self, line: PageLine, given: Whole) -> Trimming:
        """Write how many marks are dropped at each end; nothing where the scheme drops none."""
        drop, counts, own = self._component.drop, self._rules.counts, self._component.id
        low, high = to_drop(drop, given.value)
        # Two of one mark cannot be dropped: as many as there are.
        low, high = min(low, given.value), min(high, given.value)
        if drop is None:
            return Trimming(given, constant(0), constant(0), given)
        if isinstance(drop, DropCounts):
            from_ = counts[own, "from"].text
            texts = [
                f"IF({given.text}>={from_},MIN({counts[own, key].text},{given.text}),0)"
                for key in ("low", "high")
            ]
        else:
            share = f"{given.text}*{counts[own, 'share'].text}/{counts[own, 'of'].text}"
            texts = [f"INT({share})"] * 2
        lowest = line.whole(say("lowest dropped"), _whole(texts[0], low), style="cell")
        highest = line.whole(say("highest dropped"), _whole(texts[1], high), style="cell")
        left = max(given.value - low - high, 0)
        text = f"MAX({given.text}-{lowest.text}-{highest.text},0)"
        return Trimming(
            given, lowest, highest, line.whole(say("left"), _whole(text, left), style="cell")
        )

    def _sum(self, line: PageLine, counted: SpotCounts, trimming: Trimming) -> Whole:
        """Write the sum of the marks that are left, in parts of a point.

        The sheet has the best mark first: those that are left stand between the highest and the
        lowest ones that were dropped.
        """
        worths = self._distribution.worths
        value = sum(worth * count for worth, count in trimming.kept(counted))
        kept = counted.marks
        if self._component.drop is not None:
            first, last = trimming.high.text, f"({trimming.given.text}-{trimming.low.text})"
            # Of a mark given to places 5 to 8, with places up to 1 and from 7 on dropped, two are
            # kept: its end held between 1 and 6 is 6, its beginning 4, and 6 - 4 = 2.
            before, after = counted.before, f"({counted.before}+{counted.marks})"
            kept = f"({_held(after, first, last)}-{_held(before, first, last)})"
            kept = f"({trimming.left.text}>0)*{kept}"
            text = f"SUMPRODUCT({worths}*{kept})"
        else:
            text = f"SUMPRODUCT({worths},{kept})"
        heading = say("sum of the marks, × {part}", part=self._unit.value)
        return line.whole(heading, _whole(text, value), style="cell")

    def _median(
        self, line: PageLine, counted: SpotCounts, trimming: Trimming
    ) -> tuple[Whole, Whole]:
        """Write the two middle marks; return their sum, and 2.

        Of an odd number they are the same mark. A mark at position p, from 0, is the last one
        before which at most p marks stand.
        """
        left, high = trimming.left.text, trimming.high.text
        positions = (f"{high}+INT(({left}-1)/2)", f"{high}+INT({left}/2)")
        marks = [worth for worth, count in trimming.kept(counted) for _ in range(count)] or [0]
        values = (marks[len(marks) // 2], marks[(len(marks) - 1) // 2])
        texts = [
            f'IF({left}=0,"",INDEX({self._distribution.worths},'
            f'COUNTIF({counted.before},"<="&{position})))'
            for position in positions
        ]
        part = self._unit.value
        none = None if trimming.left.value else ""
        upper, lower = (
            line.whole(title, _whole(text, value), value=none, style="cell")
            for title, text, value in zip(
                (
                    say("middle mark, × {part}", part=part),
                    say("next middle mark, × {part}", part=part),
                ),
                texts,
                values,
                strict=True,
            )
        )
        return upper + lower, TWO

    def _majority(
        self, line: PageLine, majority: Majority, marks: tuple[SpotCounts, Whole], figure: Figure
    ) -> Exact:
        """Write of how many persons, the level that is reached, and its worth."""
        counted, given = marks
        persons = line.whole(say("half of"), self._base(majority, counted, given), style="cell")
        strict = majority.more_than_half
        # Counted is how many levels do not reach a majority; the next one does. With 10 persons,
        # levels given 3, 2 and 5 times have 3, 5 and 10 in sum: more than half is reached by the
        # third, half by the second.
        below = "<=" if strict else "<"
        reached = f"2*({counted.before}+{counted.marks}){below}{persons.text}"
        levels = self._marking.count
        position = (
            reached_level(
                [count for _, count in counted.runs], persons.value, more_than_half=strict
            )
            + 1
        )
        formula = f"MIN({levels},1+SUMPRODUCT(--({reached})))"
        level = line.whole(say("level reached"), _whole(formula, position), style="cell")
        worth = 0 if figure.exact is None else int(figure.exact * self._unit.value)
        top = _whole(f"INDEX({self._distribution.worths},{level.text})", worth)
        missing = f"{given.text}<{self._needed.text}"
        return self._stage.write(line, Ratio(top, self._unit, missing), figure)

    def _base(self, majority: Majority, counted: SpotCounts, given: Whole) -> Whole:
        """Return of how many persons a majority is."""
        match majority.of:
            case "valid":
                return given
            case "present":
                lost = [counted.lost] if counted.lost else []
                parts = [given, *counted.absent.values(), *lost]
                text = "+".join(part.text for part in parts)
                return _whole(text, sum(part.value for part in parts))
            case "members":
                return self._rules.counts[self._component.id, "members"]
            case never:
                assert_never(never)

    def _reason(self, line: PageLine, given: Whole, left: Whole | None) -> None:
        """Write why there is no value, where there is none."""
        reasons = [
            (f"{given.text}=0", say("no valid mark"), not given.value),
            (
                f"{given.text}<{self._needed.text}",
                say("too few valid marks"),
                given.value < self._needed.value,
            ),
        ]
        if left is not None:
            reasons.append((f"{left.text}=0", say("no mark is left"), not left.value))
        line.remark(reasons)


def _whole(text: str, value: int) -> Whole:
    """Return a formula with its value; what it passes on the way is never larger."""
    return Whole(text, value, abs(value))


def _held(array: str, first: str, last: str) -> str:
    """Return the formula that holds each figure of ``array`` between ``first`` and ``last``.

    ``MIN`` and ``MAX`` would make one figure of the whole array. So it is added up from cases: at
    most ``first``: ``first``; at least ``last``: ``last``; else the figure itself.
    """
    between = f"({array}>{first})*({array}<{last})*({array}-{first})"
    return f"({first}+{between}+({array}>={last})*({last}-{first}))"
