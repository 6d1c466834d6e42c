"""Meetings and years side by side (历年对比): ranks, scores, participation, rates, rules.

Meetings are called by their numbers, (1), (2), in the order in which they were named; from the
second on a column of changes stands beside each. A dash: there is no figure, or no fair comparison.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from scoring.points import fixed_text, rounded
from scoring.report.blocks import (
    Blocks,
    Column,
    Heading,
    Item,
    Outline,
    Paragraph,
    Table,
    Words,
    outline,
)
from scoring.report.printed import NOTHING, component_text, total_text
from scoring.scheme import Scheme
from scoring.wording import say
from scoring.years.handling.comparison import Comparison, MeetingYear, RateYears, UnitYears
from scoring.years.handling.crosscheck import Crosscheck
from scoring.years.handling.rates import Rate
from scoring.years.handling.scheme_differences import GRADE, RANK, TOTAL, Difference, component_name

POINTS_PLACES = 1
"""Decimal places of a difference in percentage points."""


class YearRates(NamedTuple):
    """The rates of the years side by side; years in the order in which they were named."""

    titles: tuple[str, ...]
    """A title for each year."""
    rates: tuple[RateYears, ...]
    """From the rows; empty where no year has any."""
    stated: tuple[Crosscheck | None, ...]
    """What each year's document states; None where there is none. As long as ``titles``."""


def comparison(of: Comparison | None, rates: YearRates | None) -> Blocks:
    """Yield the comparison as a document; each meeting is numbered as it was named.

    ``of``: None where no folder has a meeting; ``rates``: None where none says how suggestions were
    handled.
    """
    yield Heading(say("Side by side"), 1)
    if of:
        yield from _meetings(of)
    if rates:
        yield from _rates(rates, of)


def signed(difference: Fraction | None, places: int) -> str:
    """Return a difference with its sign, rounded once: ``+0.53``; where there is none, a dash.

    >>> signed(Fraction("0.525"), 2), signed(Fraction(-1), 0), signed(None, 2)
    ('+0.53', '-1', '-')
    """
    if difference is None:
        return NOTHING
    text = fixed_text(rounded(difference, places), places)
    return f"+{text}" if difference > 0 else text


def _meetings(of: Comparison) -> Blocks:
    yield outline(*(_numbered(at, one.title) for at, one in enumerate(of.meetings)))
    yield Heading(say("Who took part"))
    yield _participation(of.meetings)
    yield Heading(say("Places"))
    yield _table(of, _rank_text, lambda unit, at: _places(of.places_up(unit, at)))
    if any(TOTAL in one.concerns for differences in of.differences for one in differences):
        yield Paragraph(say("Not all places were given by the same rules: see the differences."))
    yield Heading(say("Totals"))
    places = max(one.standing.scheme.total.places for one in of.meetings)
    yield _table(of, _total_text, lambda unit, at: signed(of.total_change(unit, at), places))
    for id_, title in _components(of).items():
        yield Heading(title)
        yield _component(of, id_)
    yield from _rules(of)
    if of.doubts:
        yield Heading(say("To be noted"))
        yield outline(*of.doubts)


def _numbered(at: int, title: str) -> Words:
    return say("({number}) {title}", number=at + 1, title=title)


def _participation(meetings: Iterable[MeetingYear]) -> Table:
    columns = (
        Column(say("meeting")),
        Column(say("date")),
        Column(say("deputies"), "right"),
        Column(say("ballots"), "right"),
        Column(say("units"), "right"),
        Column(say("ranked"), "right"),
    )
    rows = (
        (
            f"({at})",
            one.date or NOTHING,
            _number(one.deputies),
            _number(one.ballots),
            str(len(one.standing.units)),
            str(one.ranked),
        )
        for at, one in enumerate(meetings, start=1)
    )
    return Table(columns, tuple(rows))


def _number(number: int | None) -> str:
    return NOTHING if number is None else str(number)


def _table(
    of: Comparison,
    shown: Callable[[Comparison, UnitYears, int], Words],
    change: Callable[[UnitYears, int], Words],
) -> Table:
    """Return what each unit has in each meeting, with the change beside it from the second on.

    ``shown`` and ``change``: the texts of one unit in the meeting at a position, from 0.
    """
    columns = [Column(say("unit"))]
    for at in range(len(of.meetings)):
        columns.append(Column(f"({at + 1})", "right"))
        if at:
            columns.append(Column(say("change"), "right"))
    rows = []
    for unit in of.units:
        cells: list[Words] = [unit.name]
        for at in range(len(of.meetings)):
            cells.append(shown(of, unit, at))
            if at:
                cells.append(change(unit, at))
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows))


def _rank_text(of: Comparison, unit: UnitYears, at: int) -> Words:
    one = unit.standings[at]
    if one is None or one.rank is None:
        return NOTHING
    text = f"{one.rank}/{of.meetings[at].ranked}"
    return say("{rank} tied", rank=text) if one.tied else text


def _places(up: int | None) -> Words:
    if up is None:
        return NOTHING
    if up == 0:
        return say("the same")
    return say("up {places}", places=up) if up > 0 else say("down {places}", places=-up)


def _total_text(of: Comparison, unit: UnitYears, at: int) -> Words:
    one = unit.standings[at]
    if one is None:
        return NOTHING
    return total_text(of.meetings[at].standing.scheme, one.total) or NOTHING


def _components(of: Comparison) -> dict[str, str]:
    """Return the components that more than one meeting has: id to title."""
    found: dict[str, list[str]] = {}
    for meeting in of.meetings:
        for part in meeting.standing.scheme.components:
            found.setdefault(part.id, []).append(part.title)
    # By the title that the latest meeting gives it.
    return {id_: titles[-1] for id_, titles in found.items() if len(titles) > 1}


def _component(of: Comparison, component: str) -> Table:
    def shown(of: Comparison, unit: UnitYears, at: int) -> Words:
        return component_score(of.meetings[at].standing.scheme, unit, at, component) or NOTHING

    schemes = [meeting.standing.scheme for meeting in of.meetings]
    places = max(
        scheme.component_places(part)
        for scheme in schemes
        for part in scheme.components
        if part.id == component
    )
    return _table(
        of, shown, lambda unit, at: signed(of.component_change(unit, at, component), places)
    )


def component_score(scheme: Scheme, unit: UnitYears, at: int, component: str) -> str | None:
    """Return a unit's score in a component of one meeting, as published; None: there is none.

    ``scheme``: of the meeting ``at`` (from 0); ``component``: an id.
    """
    one = unit.standings[at]
    if one is None:
        return None
    parts = zip(scheme.components, one.total.parts, strict=True)
    texts = (component_text(scheme, part, figure) for part, figure in parts if part.id == component)
    return next(texts, None)


def _rules(of: Comparison) -> Blocks:
    """Yield the differences of the rules, from each meeting to the next, or that there are none."""
    yield Heading(say("Differences of the rules"))
    if not any(of.differences):
        yield Paragraph(say("None: the same rules, key by key."))
        return
    for at, differences in enumerate(of.differences, start=1):
        if differences:
            told = say("({first}) and ({then}):", first=at, then=at + 1)
            items = tuple(Item(_difference(one, of)) for one in differences)
            yield Outline((Item(told, items),))


def _difference(one: Difference, of: Comparison) -> Words:
    values: dict[str, object] = {
        "key": one.key,
        "before": one.before or NOTHING,
        "now": one.now or NOTHING,
        "figures": _concerned(one, of),
    }
    if not one.concerns:
        return say("{key}: {before}, then {now}", **values)
    return say("{key}: {before}, then {now}; not compared: {figures}", **values)


def _concerned(one: Difference, of: Comparison) -> tuple[Words, ...]:
    """Return the titles of what a difference makes incomparable, as far as it is shown here."""
    titles: dict[str, Words] = {
        **{component_name(id_): title for id_, title in _components(of).items()},
        TOTAL: say("totals"),
        RANK: say("places"),
        GRADE: say("grades"),
    }
    return tuple(title for name, title in titles.items() if name in one.concerns)


def _rates(of: YearRates, meetings: Comparison | None) -> Blocks:
    if not meetings:
        yield outline(*(_numbered(at, title) for at, title in enumerate(of.titles)))
    if of.rates:
        yield Heading(say("Rates, and their change in percentage points"))
        yield Table(_columns(len(of.titles)), tuple(_rate(one) for one in of.rates))
        other = [one.title for one in of.rates if not _all_comparable(one)]
        if other:
            text = say("Not compared, because the terms differ: {rates}.", rates=tuple(other))
            yield Paragraph(text)
        yield Paragraph(
            say(
                "A change is that of the exact rates, rounded once; it can be 0.1 beside that of "
                "the rates shown."
            )
        )
    stated = tuple(_stated(of.stated))
    if stated:
        yield Heading(say("Rates as the documents state them"))
        yield Table(_columns(len(of.titles)), stated)


def _columns(years: int) -> tuple[Column, ...]:
    columns = [Column(say("rate"))]
    for at in range(years):
        columns.append(Column(f"({at + 1})", "right"))
        if at:
            columns.append(Column(say("change"), "right"))
    return tuple(columns)


def _all_comparable(one: RateYears) -> bool:
    return all(one.comparable(year) for year in range(1, len(one.rates)))


def _rate(one: RateYears) -> tuple[Words, ...]:
    """Return one rate's line: a percentage for each year, and the changes between them."""
    cells: list[Words] = [say("{title}", title=one.title)]
    for year, rate in enumerate(one.rates):
        cells.append(_percent(rate))
        if year:
            cells.append(signed(one.change(year), POINTS_PLACES))
    return tuple(cells)


def _percent(rate: Rate | None) -> str:
    return (rate.text() if rate else None) or NOTHING


def _stated(documents: tuple[Crosscheck | None, ...]) -> Iterator[tuple[Words, ...]]:
    """Yield the rates that more than one document states, by their ids."""
    of_years = [
        {rate.id: rate for rate in one.totals.rates if rate.year is None} if one else {}
        for one in documents
    ]
    titles = {id_: rate.title for of in of_years for id_, rate in of.items()}
    for id_, title in titles.items():
        own = [of.get(id_) for of in of_years]
        if sum(rate is not None for rate in own) > 1:
            cells: list[Words] = [title]
            for year, rate in enumerate(own):
                cells.append(rate.stated.text if rate else NOTHING)
                if year:
                    before = own[year - 1]
                    # Of two printed figures, which is all there is.
                    change = (
                        rate.stated.percent - before.stated.percent if rate and before else None
                    )
                    cells.append(signed(change, rate.stated.places if rate else POINTS_PLACES))
            yield tuple(cells)
