"""Pre-meeting answers (会前反馈): what each deputy answered, and the base score it makes.

An answer has a level for each part (attitude, result), a part a share. What an answer is worth is
the sum of worth × share over its answered parts, divided by their shares; as all answers of a unit
are added up, they are brought to one denominator first. With shares 1 and 1, an answer to both
parts has the shares 2, one to a single part 1; at the common denominator 2 the second counts
double.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple, assert_never

from scoring.answers import Answer
from scoring.ballots import Absence, as_cell
from scoring.counting import Figure
from scoring.documents.workbook.exact import Adding, Ratio, StageFormulas, Sum
from scoring.documents.workbook.marks import absence_words
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable
from scoring.documents.workbook.rules import ListedFigures, RuleCells
from scoring.documents.workbook.scores import Score, Scoring
from scoring.documents.workbook.whole_numbers import ONE, Whole, common, constant, guarded
from scoring.report.blocks import Words
from scoring.report.other_steps import PARTS
from scoring.scheme import Feedback
from scoring.wording import Phrase, say

_UNIT, _SUGGESTION, _DEPUTY, _ROLE = say("unit"), say("suggestion"), say("deputy"), say("role")
_WORTH, _SHARES = say("worth × share"), say("shares answered")
_DENOMINATOR, _WEIGHT, _WEIGHTED = say("common denominator"), say("weight"), say("weighted worth")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer on the sheet."""

    answer: Answer
    row: int
    """Of the sheet, from 0."""
    worth: int
    """Its weighted worth in parts of ``shares``, at the common denominator."""
    weight: int
    """0 where nothing in it counts."""


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """The answers on their sheet, as the stages need them; columns and rows are from 0."""

    page: Page
    rows: Sequence[AnswerRow]
    """Unit by unit in the official order, those together that are brought together first."""
    worth: int
    weight: int
    """Columns."""
    weighted: bool
    """Whether answers weigh differently; else those weigh 1 that have a share."""
    shares: Whole
    """The common denominator of all answers."""

    def sums(self, rows: Sequence[AnswerRow]) -> tuple[Whole, Whole]:
        """Return the worth and the weight of ``rows``, which stand together, added up.

        The worth is in parts of ``shares``. ``rows``: at least one.
        """
        weights = self._span(self.weight, rows)
        weight = f"SUM({weights})" if self.weighted else f'COUNTIF({weights},">0")'
        return (
            _sized(f"SUM({self._span(self.worth, rows)})", sum(row.worth for row in rows)),
            _sized(weight, sum(row.weight for row in rows)),
        )

    def _span(self, column: int, rows: Sequence[AnswerRow]) -> str:
        return self.page.span((rows[0].row, column), (rows[-1].row, column))


class AnswerLine(NamedTuple):
    """One answer's line, before it is weighed."""

    answer: Answer
    line: PageLine
    role: str
    """Its cell; empty where there is none."""
    worth: Whole
    """Of the answered parts, times their shares."""
    shares: Whole
    """Of the answered parts; 0 where none is."""


class AnswerSheet:
    """Writes the answers of one component, and beside each what it comes to.

    ``names``: unit id to what is shown, in the official order.
    """

    def __init__(
        self, page: Page, component: Feedback, rules: RuleCells, names: Mapping[str, str]
    ) -> None:
        self._page = page
        self._component = component
        self._rules = rules
        self._names = names
        self._levels = tuple(component.worth)
        self._words = absence_words(component.worth)
        self._roles = False
        """Whether a role is named anywhere."""
        self._shares = rules.listed[component.id, "parts"].wholes
        worth = {as_cell(at): worth for at, worth in enumerate(component.worth.values())}
        if component.blank != "skip":
            worth[Absence.BLANK] = component.worth[component.blank]
        self._worths = {level: int(value * self._count("worth")) for level, value in worth.items()}

    def write(self, answers: Sequence[Answer]) -> WrittenAnswers:
        """Write ``answers``, a line each; those about a unit that is not in ``names`` are left out.

        In the official order of units, within a unit those together that are averaged first.
        """
        official = {unit: position for position, unit in enumerate(self._names)}
        seen: dict[tuple[str, str], int] = {}
        for answer in answers:
            seen.setdefault((answer.unit, key_of(answer, self._component)), len(seen))
        ordered = sorted(
            (answer for answer in answers if answer.unit in official),
            key=lambda one: (official[one.unit], seen[one.unit, key_of(one, self._component)]),
        )
        self._roles = bool(self._component.roles) or any(one.role for one in ordered)
        table = PageTable(self._page)
        found = [self._found(table.line(), answer) for answer in ordered]
        written = self._weighed(found)
        self._page.print_to(2 + self._roles + len(self._component.parts))
        self._page.close(headings=table.headings)
        return written

    def _count(self, key: str) -> int:
        return self._rules.counts[self._component.id, key].value

    def _found(self, line: PageLine, answer: Answer) -> AnswerLine:
        """Write an answer, the worth of its answered parts, and their shares."""
        line.words(_UNIT, self._names[answer.unit])
        line.words(_SUGGESTION, answer.suggestion)
        line.words(_DEPUTY, answer.deputy)
        role = self._input(line, _ROLE, answer.role or "") if self._roles else ""
        cells = []
        for part, level in zip(self._component.parts, answer.levels, strict=True):
            title = PARTS.get(part, part)
            text = self._levels[level] if level >= 0 else self._words[Absence(level)]
            cells.append(self._input(line, title, "" if level == Absence.BLANK else text))
        levels = self._rules.listed[self._component.id, "levels"]
        counted = [
            (share.value, self._worths[level])
            for share, level in zip(self._shares, answer.levels, strict=True)
            if level in self._worths
        ]
        # A part's cell matches one name of the list or none: the sum of products is its worth, or
        # 0.
        matched = [f"EXACT({levels.names},{own})" for own in cells]
        shares = [share.text for share in self._shares]
        pairs = list(zip(shares, matched, strict=True))
        worth = "+".join(f"{share}*SUMPRODUCT({own}*{levels.span})" for share, own in pairs)
        answered = "+".join(f"{share}*SUMPRODUCT(--{own})" for share, own in pairs)
        return AnswerLine(
            answer,
            line,
            role,
            line.whole(_WORTH, _sized(worth, sum(s * w for s, w in counted))),
            line.whole(_SHARES, _sized(answered, sum(s for s, _ in counted))),
        )

    def _input(self, line: PageLine, title: Words, text: str) -> str:
        return line.words(title, text, "input") if text else line.blank(title, "input")

    def _denominator(self, line: PageLine, before: Whole | None, shares: Whole) -> Whole:
        """Write the common denominator of the shares so far: their least common multiple."""
        if before is None:
            formula, value = f"IF({shares.text}=0,1,{shares.text})", shares.value or 1
            return line.whole(_DENOMINATOR, _sized(formula, value))
        # An answer in which nothing counts changes nothing. Shares 2, 3, 0, 4 make 2, 6, 6, 12 line
        # by line; all answers are then brought to 12.
        one = shares if shares.value else Whole(shares.text, 1, 1)
        least = before.over(common(before, one)) * one
        formula = f"IF({shares.text}=0,{before.text},{guarded(least, least)})"
        return line.whole(_DENOMINATOR, least, formula)

    def _weighed(self, found: Sequence[AnswerLine]) -> WrittenAnswers:
        """Write the worth of each answer at one denominator, times its weight."""
        if not found:
            return WrittenAnswers(self._page, (), 0, 0, weighted=False, shares=ONE)
        answered = found[0].line.column - 1
        least = self._rules.counts.get((self._component.id, "together")) or self._least(found)
        rows = [self._row(one, least) for one in found]
        column = found[0].line.column - 1
        weighted = bool(self._component.roles)
        weight = column - 1 if weighted else answered
        return WrittenAnswers(self._page, rows, column, weight, weighted=weighted, shares=least)

    def _least(self, found: Sequence[AnswerLine]) -> Whole:
        """Write the common denominator of the answers so far; return that of all."""
        shares: Whole | None = None
        for one in found:
            shares = self._denominator(one.line, shares, one.shares)
        last = found[-1].line
        where = self._page.fixed(last.row, last.column - 1)
        return ONE if shares is None else Whole(where, shares.value, shares.peak)

    def _row(self, one: AnswerLine, least: Whole) -> AnswerRow:
        counts = one.shares.value > 0
        bottom = one.shares if counts else Whole(one.shares.text, 1, 1)
        result = one.worth * least.over(bottom)
        weight = int(counts)
        if roles := self._rules.listed.get((self._component.id, "roles")):
            own = self._role(one, roles)
            result, weight = own * result, own.value
        formula = f"IF({one.shares.text}=0,0,{guarded(result, result)})"
        value = result.value if counts else 0
        one.line.whole(_WEIGHTED, result, formula, value)
        return AnswerRow(one.answer, one.line.row, value, weight)

    def _role(self, one: AnswerLine, roles: ListedFigures) -> Whole:
        """Write the weight of an answer, which is 0 where nothing in it counts."""
        part = self._count("role")
        known = f"EXACT({roles.names},{one.role})"
        text = f"IF(SUMPRODUCT(--{known})=0,{part},SUMPRODUCT({known}*{roles.span}))"
        weight = self._component.roles.get(one.answer.role or "", Fraction(1)) * part
        value = int(weight) if one.shares.value else 0
        return one.line.whole(_WEIGHT, _sized(f"IF({one.shares.text}=0,0,{text})", value))


class FeedbackStages:
    """Writes how the answers of each unit become its base score."""

    def __init__(
        self, page: Page, component: Feedback, rules: RuleCells, names: Mapping[str, str]
    ) -> None:
        self._page = page
        self._component = component
        self._rules = rules
        self._names = names

    def write(
        self, answers: WrittenAnswers, figures: Mapping[str, Figure], scoring: Scoring
    ) -> dict[str, Score]:
        """Write all stages; ``figures`` is the engine's score of each unit, by its id.

        ``answers`` are those written before. Return each unit's score, by its id; a unit without
        answers has a line all the same.
        """
        ratios = self._ratios(answers)
        table = PageTable(self._page, say("{title}: score", title=self._component.title))
        factor = self._rules.factors[self._component.id, ""]
        part = self._rules.counts[self._component.id, "worth"]
        mean_stage = StageFormulas(scoring.stage.rounding)
        scores = {}
        for unit, figure in figures.items():
            line = table.line()
            line.words(say("unit"), self._names[unit])
            own = figure.parts[0] if figure.parts else figure
            top, bottom, missing = ratios.get(unit, _NO_ANSWER)
            mean = mean_stage.write(
                line, Ratio(top, bottom * (answers.shares * part), missing), own
            )
            earned = Ratio(mean.top * factor.top, mean.bottom * factor.bottom, mean.missing)
            scores[unit] = scoring.write(line, earned, figure)
            line.remark([(mean.missing, say("no answer is counted"), figure.value is None)])
        return scores

    def _ratios(self, answers: WrittenAnswers) -> dict[str, Ratio]:
        """Return the mean worth of each unit's answers."""
        match self._component.by:
            case "answer":
                return self._plain(answers)
            case "suggestion":
                return self._within(answers, say("suggestion"))
            case "deputy":
                return self._within(answers, say("deputy"))
            case never:
                assert_never(never)

    def _plain(self, answers: WrittenAnswers) -> dict[str, Ratio]:
        """Return the mean over all answers of each unit."""
        ratios = {}
        for unit, rows in groupby(answers.rows, key=lambda row: row.answer.unit):
            worth, weight = answers.sums(list(rows))
            ratios[unit] = Ratio(worth, weight, f"{weight.text}=0")
        return ratios

    def _within(self, answers: WrittenAnswers, heading: Phrase) -> dict[str, Ratio]:
        """Write the mean within each suggestion or deputy; return the mean over them, by unit.

        Each mean counts once, however many answers it is of; one without a value is left out.
        """
        title = say("{title}: within each {key}", title=self._component.title, key=heading)
        table = PageTable(self._page, title)
        stage, adding = StageFormulas("down"), Adding(left_out=True)
        sums: dict[str, Sum] = {}
        for (unit, key), found in groupby(answers.rows, key=self._gathered):
            line = table.line()
            line.words(say("unit"), self._names[unit])
            line.words(heading, key)
            worth, weight = answers.sums(list(found))
            top = line.whole(say("weighted worth"), worth)
            bottom = line.whole(say("weight"), weight)
            exact = Fraction(top.value, bottom.value) if bottom.value else None
            ratio = Ratio(top, bottom, f"{bottom.text}=0")
            mean = stage.write(line, ratio, Figure("statistic", key, exact, exact))
            sums[unit] = adding.write(line, sums.get(unit), mean, ONE)
        return {unit: one.ratio for unit, one in sums.items()}

    def _gathered(self, row: AnswerRow) -> tuple[str, str]:
        return row.answer.unit, key_of(row.answer, self._component)


def key_of(answer: Answer, component: Feedback) -> str:
    """Return what an answer is brought together by, within its unit; empty: by nothing."""
    match component.by:
        case "answer":
            return ""
        case "suggestion":
            return answer.suggestion
        case "deputy":
            return answer.deputy
        case never:
            assert_never(never)


_NO_ANSWER = Ratio(constant(0), ONE, "TRUE")


def _sized(text: str, value: int) -> Whole:
    return Whole(text, value, abs(value))
