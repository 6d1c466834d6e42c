"""How pre-meeting answers (会前反馈), or a given figure, became a component's score."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from scoring.answers import Answer
from scoring.ballots import as_cell
from scoring.counting import Figure
from scoring.points import Rounding, decimal_text, exact_text
from scoring.report.blocks import Item
from scoring.report.printed import ABSENCES, exactly, went_on
from scoring.report.rounding_steps import rounding_step
from scoring.scheme import Feedback, GatheredBy, Given
from scoring.wording import Phrase, say

PARTS: Mapping[str, Phrase] = {
    "attitude": say("attitude of the unit"),
    "result": say("result of the handling"),
}
"""The usual parts of an answer, in words."""

_MEANS: Mapping[GatheredBy, Phrase] = {
    "answer": say("mean worth of the answers"),
    "suggestion": say("mean worth, first within each suggestion"),
    "deputy": say("mean worth, first within each deputy"),
}


def feedback_steps(
    component: Feedback, figure: Figure, answers: Sequence[Answer], rounding: Rounding
) -> Iterator[Item]:
    """Yield the answers as found, their mean worth, and the base score it makes.

    ``answers`` are those about the unit that ``figure`` is of, in any order; ``rounding`` is the
    scheme's. Without a value the last line says why.
    """
    yield Item(say("{answers} answers", answers=len(answers)), tuple(_found(component, answers)))
    if component.roles:
        yield from _roles(component, answers)
    if figure.exact is None:
        yield Item(say("no value: {why}", why=figure.why))
        return
    [mean] = figure.parts
    if mean.exact is not None:
        yield Item(say("{mean}: {value}", mean=_MEANS[component.by], value=exactly(mean.exact)))
    points, full = exact_text(component.points), exact_text(component.full)
    yield Item(f"{went_on(mean)} × {points} ÷ {full} = {decimal_text(figure.exact)}")
    yield from rounding_step(figure, rounding)


def given_steps(
    component: Given, figure: Figure, given: Fraction | None, rounding: Rounding
) -> Iterator[Item]:
    """Yield the figure that was given, and how floor and cap held it.

    ``given``: None where the table has no figure for the unit; what the scheme lets stand for it is
    then named. A deduction is below zero, and is added to the component's start.
    """
    if given is None and component.blank is not None:
        blank = exact_text(component.blank)
        yield Item(say("no figure is given; it counts as {blank}", blank=blank))
        given = component.blank
    if given is None or figure.exact is None:
        yield Item(say("no value: {why}", why=figure.why))
        return
    shown = exact_text(given)
    if component.start:
        start, end = exact_text(component.start), exact_text(component.start + given)
        sign = "-" if given < 0 else "+"
        shown = f"{start} {sign} {exact_text(abs(given))} = {end}"
    yield Item(say("given: {figure}", figure=shown))
    held = exact_text(figure.exact)
    if component.start + given < figure.exact:
        yield Item(say("never below {floor}: {floor}", floor=held))
    elif component.start + given > figure.exact:
        yield Item(say("never above {cap}: {cap}", cap=held))
    yield from rounding_step(figure, rounding)


def _found(component: Feedback, answers: Sequence[Answer]) -> Iterator[Item]:
    """Yield for each part of the answers how often each level and each absence was found.

    The parts' shares are shown as parts of 1, however the scheme writes them.
    """
    levels = tuple(component.worth.items())
    shares = sum(component.parts.values(), Fraction(0))
    for position, (part, share) in enumerate(component.parts.items()):
        found = Counter(answer.levels[position] for answer in answers)
        shown = [
            f"{level} ({exact_text(worth)}) ×{found[as_cell(place)]}"
            for place, (level, worth) in enumerate(levels)
            if found[as_cell(place)]
        ]
        shown += [
            f"{kind} ×{found[absence]}" for absence, kind in ABSENCES.items() if found[absence]
        ]
        title = say(
            "{part}, share {share}:", part=PARTS.get(part, part), share=exact_text(share / shares)
        )
        yield Item(title, (Item("  ".join(shown)),))
    if component.blank != "skip":
        yield Item(say("a blank counts as {level}", level=component.blank))


def _roles(component: Feedback, answers: Sequence[Answer]) -> Iterator[Item]:
    found = Counter(answer.role for answer in answers)
    for role, count in sorted(found.items(), key=lambda pair: pair[0] or ""):
        weight = component.roles.get(role or "", Fraction(1))
        yield Item(
            say(
                "{role}: {count} answers, weight {weight}",
                role=role or say("without a role"),
                count=count,
                weight=exact_text(weight),
            )
        )
