"""How one unit's score came about (得分说明): every stage, exact and as published."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.points import decimal_text, exact_text
from scoring.report.ballot_steps import ballot_steps
from scoring.report.blocks import Blocks, Heading, Item, Outline, Words, outline
from scoring.report.other_steps import feedback_steps, given_steps
from scoring.report.printed import (
    ROUNDINGS,
    Occasion,
    Source,
    closing,
    component_text,
    opening,
    total_text,
    went_on,
)
from scoring.scheme import Ballot, Component, Feedback, Scheme
from scoring.standing import Figure, Papers, Standing, UnitStanding
from scoring.wording import say


def explanation(
    standing: Standing,
    one: UnitStanding,
    papers: Papers,
    source: Source,
    occasion: Occasion | None = None,
) -> Blocks:
    """Yield the explanation of where ``one`` stands, as a document.

    ``papers`` are those that ``standing`` was made from: of them only what was found is shown,
    never a figure of ours.
    """
    scheme = standing.scheme
    yield from opening(say("How the score of {unit} came about", unit=one.unit.name), None, source)
    if occasion:
        yield outline(occasion.title)
    for component, figure in zip(scheme.components, one.total.parts, strict=True):
        yield Heading(_result(component.title, component_text(scheme, component, figure)))
        yield Outline(tuple(_steps(scheme, component, figure, one, papers)))
    yield Heading(_result(say("total"), total_text(scheme, one.total)))
    yield Outline(tuple(_total(scheme, one.total)))
    yield Heading(say("Place in the ranking"))
    yield Outline(tuple(_place(standing, one)))
    yield from closing(scheme)


def _result(title: Words, text: str | None) -> Words:
    if text is None:
        return say("{title}: none", title=title)
    return say("{title}: {figure}", title=title, figure=text)


def _steps(
    scheme: Scheme, component: Component, figure: Figure, one: UnitStanding, papers: Papers
) -> Iterator[Item]:
    rounding = scheme.total.rounding
    unit = one.unit.id
    if isinstance(component, Ballot):
        yield from ballot_steps(component, figure, one.found[component.id], rounding)
    elif isinstance(component, Feedback):
        answers = [answer for answer in papers.answers[component.id] if answer.unit == unit]
        yield from feedback_steps(component, figure, answers, rounding)
    else:
        yield from given_steps(component, figure, papers.given[component.id].get(unit), rounding)


def _total(scheme: Scheme, total: Figure) -> Iterator[Item]:
    if total.exact is None:
        yield Item(say("no total: {why}", why=total.why))
        return
    sum_ = " + ".join(went_on(part) for part in total.parts)
    yield Item(f"{sum_} = {decimal_text(total.exact)}" if len(total.parts) > 1 else sum_)
    yield Item(
        say(
            "published with {places} decimal places, rounded {rounding}: {total}",
            places=scheme.total.places,
            rounding=ROUNDINGS[scheme.total.rounding],
            total=total_text(scheme, total),
        )
    )


def _place(standing: Standing, one: UnitStanding) -> Iterator[Item]:
    if one.rank is None:
        yield Item(say("no rank: {why}", why=one.why))
        return
    field = _field(standing, one)
    yield Item(say("rank {rank} of {units} units", rank=one.rank, units=len(field)))
    if standing.scheme.total.within:
        category = one.unit.category or say("without a category")
        yield Item(say("ranked within the category: {category}", category=category))
    level = tuple(other.unit.name for other in field if other.rank == one.rank and other != one)
    if level:
        yield Item(say("level with {units}: they share the rank", units=level))
    before = [other for other in field if (other.rank or 0) < one.rank]
    after = [other for other in field if (other.rank or 0) > one.rank]
    if before:
        yield Item(_behind(standing.scheme, one, before[-1]))
    if after:
        yield Item(_ahead(standing.scheme, one, after[0]))
    if one.grade:
        yield Item(say("grade: {grade}", grade=one.grade))


def _field(standing: Standing, one: UnitStanding) -> Sequence[UnitStanding]:
    """Return those that are ranked with ``one``, itself included, in the order of their ranks."""
    within = standing.scheme.total.within is not None
    return [
        other
        for other in standing.units
        if other.rank is not None and (not within or other.unit.category == one.unit.category)
    ]


def _behind(scheme: Scheme, one: UnitStanding, other: UnitStanding) -> Words:
    gap = _compared(scheme, other) - _compared(scheme, one)
    unit, rank = other.unit.name, other.rank
    if gap:
        return say("{gap} behind {unit} (rank {rank})", gap=_gap(gap), unit=unit, rank=rank)
    decided = _decided_by(scheme, one, other)
    return say("the same total as {unit} (rank {rank}), {decided}", **_after(other, decided, say(
        "which is ahead by {gap} in {figure}", **decided)))


def _ahead(scheme: Scheme, one: UnitStanding, other: UnitStanding) -> Words:
    raise NotImplementedError
