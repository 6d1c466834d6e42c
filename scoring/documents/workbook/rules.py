"""The scheme in words (评分办法), and its figures as the cells that formulas refer to.

A figure stands as it is written and, beside it, as a whole number; formulas take the second:

    figure                    value   as a whole number
    decimal places: total     2       100
    points: live              80      1   ÷ 1      points ÷ full, in lowest terms

So what a scheme says can be changed in its cell, and all of the workbook follows.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import dropwhile
from math import gcd, lcm
from typing import NamedTuple

from scoring.ballots import Marking
from scoring.documents.workbook.exact import RoundsTo
from scoring.documents.workbook.look import LEGEND
from scoring.documents.workbook.marks import told_apart
from scoring.documents.workbook.page import Page
from scoring.documents.workbook.page_lines import PageLine, PageTable
from scoring.documents.workbook.whole_numbers import Whole, cell, constant
from scoring.report.blocks import Heading, Item, Outline, Paragraph, Words
from scoring.report.other_steps import PARTS
from scoring.report.printed import Source
from scoring.report.scheme_in_words import scheme_in_words
from scoring.scheme import Ballot, Component, DropCounts, Feedback, Given, Scheme
from scoring.wording import say

MILLION = 10**6
"""Figures of a scheme have at most six decimals: times this they are whole."""
MOST_TOGETHER = 10**4
"""A common denominator up to here is settled for all answers; above, by those that are there."""
LAST = 5
"""The last column that words on this sheet run over."""


class Factor(NamedTuple):
    """What a mean mark is multiplied with: points ÷ full, in lowest terms."""

    top: Whole
    bottom: Whole


class ListedFigures(NamedTuple):
    """A list of names with figures, all as long; grades have no ``wholes``."""

    names: str
    """The cells of the names."""
    span: str
    """The cells of the figures as whole numbers."""
    wholes: tuple[Whole, ...] = ()
    """The same in lowest terms, one by one: 0.4 and 0.6 are 2 and 3."""


class RuleCells:
    """The figures of one scheme, by component, as cells of the sheet.

    Filled by ``write_rules``; a key that the scheme does not have is not there.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.places: dict[tuple[str, str], RoundsTo] = {}
        """By component id (empty: the total) and stage."""
        self.factors: dict[tuple[str, str], Factor] = {}
        """By component id and criterion id (feedback: empty)."""
        self.weights: dict[tuple[str, str | None], Whole] = {}
        """By component id and group id."""
        self.counts: dict[tuple[str, str], Whole] = {}
        """By component id and key: whole numbers as the scheme writes them."""
        self.figures: dict[tuple[str, str], str] = {}
        """By component id and key: cells of figures with decimals."""
        self.listed: dict[tuple[str, str], ListedFigures] = {}
        """By component id (empty: the total) and list."""

    def cell(self, line: PageLine, column: int, value: int) -> Whole:
        """Return the cell of ``line`` in ``column``, as any sheet calls it."""
        return cell(self._page.fixed(line.row, column), value)


def write_rules(page: Page, scheme: Scheme, members: int | None) -> RuleCells:
    """Write the scheme in words, then its figures; ``members`` is the roster's number.

    ``members``: None where there is no list of deputies. Return where the figures stand.
    """
    _words(page, scheme)
    rules = RuleCells(page)
    for component in scheme.components:
        page.section(say("Figures of {component}", component=component.title))
        _Figures(page, rules, component, members).write()
    page.section(say("Figures of the total"))
    _total(page, rules, scheme)
    page.section(say("What the colours mean"))
    for style, meaning in LEGEND.items():
        page.text(page.row, 0, say("example"), style)
        page.sheet.write_string(page.row, 1, str(meaning))
        page.row += 1
    page.close()
    return rules


def _words(page: Page, scheme: Scheme) -> None:
    """Write what the scheme lays down; what every page carries is not said again."""
    blocks = dropwhile(
        lambda block: not (isinstance(block, Heading) and block.level > 1),
        scheme_in_words(Source(scheme, "")),
    )
    for block in blocks:
        if isinstance(block, Heading):
            page.section(block.text)
        elif isinstance(block, Paragraph):
            page.paragraph(block.text, LAST)
        elif isinstance(block, Outline):
            for item in block.items:
                _item(page, item, "")


def _item(page: Page, item: Item, indent: str) -> None:
    """Write a line of an outline, and what is under it four blanks further in."""
    page.paragraph(f"{indent}{item.text}", LAST)
    for under in item.under:
        _item(page, under, indent + "    ")


def _total(page: Page, rules: RuleCells, scheme: Scheme) -> None:
    """Write the places of the total, and the grades with where each begins."""
    table = PageTable(page)
    _places(table, rules, ("", "total"), scheme.total.places)
    if scheme.grades:
        page.row += 1
        grades = PageTable(page)
        part = _parts(grade.from_ for grade in scheme.grades)
        rules.counts["", "grade"] = constant(part)
        for grade in scheme.grades:
            line = grades.line()
            line.words(say("grade"), grade.title)
            start = line.figure(say("begins at"), grade.from_, form="General")
            line.formula(
                say("as a whole number"),
                f"ROUND({start}*{part},0)",
                int(grade.from_ * part),
                "aside",
            )
        rules.listed["", "grades"] = ListedFigures(grades.span(0), grades.span(2))


def _places(table: PageTable, rules: RuleCells, key: tuple[str, str], places: int) -> None:
    """Write to how many places a stage rounds, and note it under ``key``: component id, stage."""
    line = table.line()
    line.words(say("figure"), say("decimal places: {stage}", stage=_STAGES[key[1]]))
    shown = line.figure(say("value"), places)
    line.formula(say("as a whole number"), f"10^{shown}", 10**places, "aside")
    rules.places[key] = RoundsTo(places, rules.cell(line, 2, 10**places))


class _Figures:
    """Writes the figures of one component."""

    def __init__(
        self, page: Page, rules: RuleCells, component: Component, members: int | None
    ) -> None:
        self._page = page
        self._rules = rules
        self._component = component
        self._members = members
        self._table = PageTable(page)

    def write(self) -> None:
        """Write them, one to a line, then the lists: groups, levels, parts, roles."""
        component = self._component
        if isinstance(component, Given):
            self._given(component)
        else:
            self._earned(component)
        for stage, places in component.places:
            if places is not None:
                _places(self._table, self._rules, (component.id, stage), places)
        if isinstance(component, Ballot):
            self._ballot(component)
        elif isinstance(component, Feedback):
            self._feedback(component)

    def _figure(self, key: str, title: Words, value: Fraction | None) -> str:
        """Write one figure (None: an empty cell) with its title; return its cell."""
        line = self._table.line()
        line.words(say("figure"), title)
        if value is None:
            line.blank(say("value"))
        else:
            line.figure(say("value"), value, form="General")
        line.blank(say("as a whole number"))
        where = self._page.fixed(line.row, 1)
        self._rules.figures[self._component.id, key] = where
        return where

    def _count(self, key: str, title: Words, value: int) -> None:
        """Write a whole number of the scheme, which formulas take as it is."""
        where = self._figure(key, title, Fraction(value))
        self._rules.counts[self._component.id, key] = cell(where, value)

    def _given(self, component: Given) -> None:
        self._figure("start", say("start"), component.start)
        self._figure("floor", say("never below"), component.floor)
        self._figure("cap", say("never above"), component.cap)
        self._figure("blank", say("where no figure is given"), component.blank)

    def _earned(self, component: Ballot | Feedback) -> None:
        """Write full, and for each criterion its points and points ÷ full in lowest terms."""
        full = self._figure("full", say("full"), component.full)
        earned: list[tuple[str, str, Fraction]] = [("", component.title, component.points)]
        if isinstance(component, Ballot):
            earned = [(item.id, item.title, item.points) for item in component.items]
        for name, title, points in earned:
            line = self._table.line()
            line.words(say("figure"), say("points: {title}", title=title))
            own = line.figure(say("value"), points, form="General")
            ratio = points / component.full
            whole, out_of = f"ROUND({own}*{MILLION},0)", f"ROUND({full}*{MILLION},0)"
            # 80 points for a full mark of 100, in millionths, make 4 over 5.
            divisor = f"GCD({whole},{out_of})"
            line.formula(say("as a whole number"), f"{whole}/{divisor}", ratio.numerator, "aside")
            line.formula("", f"{out_of}/{divisor}", ratio.denominator, "aside")
            self._rules.factors[component.id, name] = Factor(
                self._rules.cell(line, 2, ratio.numerator),
                self._rules.cell(line, 3, ratio.denominator),
            )

    def _ballot(self, component: Ballot) -> None:
        self._count("min_marks", say("valid marks needed"), component.min_marks)
        self._count("unit", say("parts that a point is counted in"), parts_of(component))
        self._drop(component)
        if majority := component.majority:
            members = majority.members or self._members
            if majority.of_members and members is not None:
                self._count("members", say("members"), members)
        if component.scale:
            self._figure("floor", say("lowest mark"), component.scale.lowest)
            self._figure("cap", say("highest mark"), component.scale.cap)
            self._figure("step", say("step"), component.scale.step)
        if component.groups:
            self._groups(component)

    def _drop(self, component: Ballot) -> None:
        drop = component.drop
        if isinstance(drop, DropCounts):
            self._count("low", say("lowest marks dropped"), drop.low)
            self._count("high", say("highest marks dropped"), drop.high)
            self._count("from", say("dropped from so many marks on"), drop.from_)
        elif drop is not None:
            self._count("share", say("share dropped at each end: numerator"), drop.numerator)
            self._count("of", say("share dropped at each end: denominator"), drop.denominator)

    def _groups(self, component: Ballot) -> None:
        titles = told_apart({group.id: group.title for group in component.groups})
        weights = {titles[group.id]: group.weight for group in component.groups}
        listed = self._listed(say("group"), say("weight"), weights)
        self._rules.listed[component.id, "groups"] = listed
        for group, weight in zip(component.groups, listed.wholes, strict=True):
            self._rules.weights[component.id, group.id] = weight

    def _feedback(self, component: Feedback) -> None:
        worth: dict[str, Fraction] = dict(component.worth)
        if component.blank != "skip":
            worth[""] = component.worth[component.blank]
        own, rules = component.id, self._rules
        if (together := _together(component)) is not None:
            self._count("together", say("common denominator of the answers"), together)
        rules.listed[own, "levels"] = self._listed(say("level"), say("worth"), worth)
        rules.counts[own, "worth"] = constant(_parts(worth.values()))
        rules.listed[own, "parts"] = self._listed(
            say("part"),
            say("share"),
            {str(PARTS.get(part, part)): share for part, share in component.parts.items()},
        )
        rules.counts[own, "role"] = constant(_parts(component.roles.values()))
        if component.roles:
            rules.listed[own, "roles"] = self._listed(
                say("role"), say("weight"), dict(component.roles)
            )

    def _listed(self, title: Words, worth: Words, figures: Mapping[str, Fraction]) -> ListedFigures:
        """Write names with their figures, as written, whole, and in lowest terms."""
        self._page.row += 1
        table = PageTable(self._page)
        part = _parts(figures.values())
        whole = [int(figure * part) for figure in figures.values()]
        span = self._page.span((table.first, 2), (table.first + len(figures) - 1, 2))
        wholes = []
        for (name, figure), value in zip(figures.items(), whole, strict=True):
            line = table.line()
            if name:
                line.words(title, name)
            else:
                line.blank(title)
            own = line.figure(worth, figure, form="General")
            text = line.formula(
                say("as a whole number"), f"ROUND({own}*{part},0)", value, "aside", "0"
            )
            divisor = gcd(*whole) or 1
            line.formula(
                say("in lowest terms"), f"{text}/MAX(GCD({span}),1)", value // divisor, "aside", "0"
            )
            wholes.append(self._rules.cell(line, 3, value // divisor))
        return ListedFigures(table.span(0), span, tuple(wholes))


def parts_of(component: Ballot) -> int:
    """Return into how many parts a point is divided, so that all marks are whole numbers.

    A power of ten: 10 for marks in steps of 0.5, 1 for whole ones.
    """
    marking = Marking(component)
    part = 1
    while part % marking.unit:
        part *= 10
    return part


def _together(component: Feedback) -> int | None:
    """Return a multiple of the shares of any parts that are answered; None where it is large.

    With shares 1 and 1 an answer has 1 or 2 of them: 2. With 2, 3 and 5 it may have 2, 3, 5, 7, 8
    or 10: 840. Known beforehand, it need not be found from answer to answer.
    """
    part = _parts(component.parts.values())
    shares = [int(share * part) for share in component.parts.values()]
    sums = {0}
    for share in shares:
        sums |= {one + share for one in sums}
        if len(sums) > MOST_TOGETHER:
            return None
    least = lcm(*(one // gcd(*shares) for one in sums if one))
    return least if least <= MOST_TOGETHER else None


def _parts(figures: Iterable[Fraction]) -> int:
    """Return the power of ten that makes ``figures`` whole."""
    denominators, part = [figure.denominator for figure in figures], 1
    while any(part % each for each in denominators):
        part *= 10
    return part


_STAGES: Mapping[str, Words] = {
    "statistic": say("mean or median"),
    "group": say("over the groups"),
    "criterion": say("criterion"),
    "component": say("component"),
    "total": say("total"),
}
