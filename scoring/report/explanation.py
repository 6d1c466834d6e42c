"""How one unit's score came about (得分说明): every stage, exact and as published.

Shown by ``pingyi explain`` and on the ranking's screen; the unit card (``formal.unit_card``) is
made from the same steps. The figures are those that decided: taken from the tree in
``UnitStanding.total``, whose ``parts`` are the components in the scheme's order.
"""

from collections.abc import Iterator

from scoring.counting import Figure, Papers, Standing, UnitStanding
from scoring.points import decimal_text
from scoring.report.ballot_steps import ballot_steps, cells_found
from scoring.report.blocks import Blocks, Heading, Item, Outline, Words
from scoring.report.formal.privacy import groups_hidden, hidden, too_few
from scoring.report.neighbours import place
from scoring.report.other_steps import feedback_steps, given_steps
from scoring.report.printed import (
    Occasion,
    Source,
    closing,
    component_text,
    opening,
    total_text,
    went_on,
)
from scoring.report.rounding_steps import rounding_step
from scoring.scheme import Ballot, Component, Feedback, Scheme
from scoring.wording import say


def explanation(
    standing: Standing,
    one: UnitStanding,
    papers: Papers,
    source: Source,
    occasion: Occasion | None = None,
) -> Blocks:
    """Yield the explanation of where ``one`` stands, as a document.

    ``one`` is a unit of ``standing``; ``papers`` are those that ``standing`` was made from: of them
    only what was found is shown, never a figure of ours. ``occasion``: None where nothing is known
    of the meeting; its lines are then left out.
    """
    scheme = standing.scheme
    title = say("How the score of {unit} came about", unit=one.unit.name)
    yield from opening(title, occasion, source)
    # A total has a part for each component, in the scheme's order, also where it has no value.
    for component, figure in zip(scheme.components, one.total.parts, strict=True):
        yield Heading(result_line(component.title, component_text(scheme, component, figure)))
        yield Outline(tuple(component_steps(standing, component, figure, one, papers)))
    yield Heading(result_line(say("total"), total_text(scheme, one.total)))
    yield Outline(tuple(total_steps(scheme, one.total)))
    yield Heading(say("Place in the ranking"))
    yield Outline(tuple(place(standing, one)))
    yield from closing(scheme)


def result_line(title: Words, text: str | None) -> Words:
    """Return ``title`` with its figure as it is published; ``text``: None where it has none."""
    if text is None:
        return say("{title}: none", title=title)
    return say("{title}: {figure}", title=title, figure=text)


def component_steps(
    standing: Standing, component: Component, figure: Figure, one: UnitStanding, papers: Papers
) -> Iterator[Item]:
    """Yield the stages of one component, from what was found to its score.

    ``figure`` is the component's part in the total of ``one``. Where ballots are too few to be
    broken down, only what was found, and a line that says so.
    """
    scheme, unit = standing.scheme, one.unit.id
    rounding = scheme.total.rounding
    if isinstance(component, Ballot):
        if groups_hidden(standing, component) or too_few(scheme, figure):
            yield cells_found(one.found[component.id])
            yield Item(hidden(scheme))
            return
        yield from ballot_steps(component, figure, one.found[component.id], rounding)
    elif isinstance(component, Feedback):
        answers = [answer for answer in papers.answers[component.id] if answer.unit == unit]
        yield from feedback_steps(component, figure, answers, rounding)
    else:
        yield from given_steps(component, figure, papers.given[component.id].get(unit), rounding)


def total_steps(scheme: Scheme, total: Figure) -> Iterator[Item]:
    """Yield how the components became the total, and its rounding; or why there is no total."""
    if total.exact is None:
        yield Item(say("no total: {why}", why=total.why))
        return
    if len(total.parts) > 1:
        terms = " + ".join(went_on(part) for part in total.parts)
        yield Item(f"{terms} = {decimal_text(total.exact)}")
    yield from rounding_step(total, scheme.total.rounding)
