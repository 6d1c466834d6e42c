"""What a scheme lays down (评分办法), in plain words: for ``pingyi schemes`` and the workbook.

What concerns ballots is in ``scheme_of_ballots``. Sentences that follow a closed choice stand in
the tables at the end of both, one for each value.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.points import exact_text
from scoring.report.blocks import Blocks, Heading, Item, Outline
from scoring.report.other_steps import PARTS
from scoring.report.printed import ROUNDINGS, Source, closing, opening
from scoring.report.scheme_of_ballots import ballot_words
from scoring.scheme import (
    Ballot,
    Ceremony,
    Component,
    Decisive,
    Feedback,
    GatheredBy,
    Given,
    RoundsOf,
    Scheme,
    Secrecy,
    Ties,
    Total,
    Verification,
)
from scoring.wording import Phrase, say


def scheme_in_words(source: Source) -> Blocks:
    """Yield the scheme as a document: what is scored, how, and how the ranking comes about.

    A section for each component, then the total, then the meeting. Of ``source`` the fingerprint
    stands at the head; it may be empty where nobody asks for it.
    """
    scheme = source.scheme
    yield from opening(say("What the scheme lays down"), None, source)
    for component in scheme.components:
        yield Heading(_worth(component))
        yield Outline(tuple(_component(component)))
    yield Heading(say("The total and the ranking"))
    yield Outline(tuple(map(Item, _total(scheme))))
    yield Heading(say("The meeting"))
    yield Outline(tuple(map(Item, _procedure(scheme))))
    yield from closing(scheme)


def _worth(component: Component) -> Phrase:
    """Return a component's title, id and points; a given figure may have no points of its own."""
    if component.points is None:
        return say("{title} ({id})", title=component.title, id=component.id)
    points = exact_text(component.points)
    return say(
        "{title} ({id}): {points} points", title=component.title, id=component.id, points=points
    )


def _component(component: Component) -> Iterator[Item]:
    if isinstance(component, Ballot):
        yield from ballot_words(component)
    elif isinstance(component, Feedback):
        yield from _feedback(component)
    else:
        yield from map(Item, _given(component))
    if component.places.component is not None:
        yield Item(
            say(
                "the score is rounded to {places} decimal places", places=component.places.component
            )
        )
    else:
        yield Item(say("the score is not rounded before it is added up"))


def _feedback(component: Feedback) -> Iterator[Item]:
    yield Item(say("from the deputies' answers before the meeting"))
    levels = (f"{level} {exact_text(worth)}" for level, worth in component.worth.items())
    yield Item(say("what each level is worth:"), (Item("  ".join(levels)),))
    shares = component.parts.items()
    parts = (f"{PARTS.get(part, part)} {exact_text(share)}" for part, share in shares)
    yield Item(say("the parts of an answer and their shares:"), (Item("  ".join(parts)),))
    yield Item(_BY[component.by])
    if component.roles:
        roles = (f"{role} {exact_text(weight)}" for role, weight in component.roles.items())
        yield Item(say("weights by the unit's role; others 1:"), (Item("  ".join(roles)),))
    if component.blank == "skip":
        yield Item(say("a part that is not answered is left out"))
    else:
        yield Item(say("a part that is not answered counts as {level}", level=component.blank))
    yield Item(say("a mean worth of {full} earns all the points", full=exact_text(component.full)))


def _given(component: Given) -> Iterator[Phrase]:
    yield say("a figure decided elsewhere, in the table given")
    if component.start:
        yield say("it is added to {start}", start=exact_text(component.start))
    if component.floor is not None:
        yield say("the score is never below {floor}", floor=exact_text(component.floor))
    if component.cap is not None:
        yield say("the score is never above {cap}", cap=exact_text(component.cap))
    if component.blank is None:
        yield say("every unit needs a figure")
    else:
        yield say("a unit without a figure gets {blank}", blank=exact_text(component.blank))


def _total(scheme: Scheme) -> Iterator[Phrase]:
    total = scheme.total
    yield say(
        "the components are added up and published with {places} decimal places",
        places=total.places,
    )
    yield say("every rounding is {rounding}", rounding=ROUNDINGS[total.rounding])
    yield _RANK_ON[total.rank_on]
    yield from _ties(scheme, total)
    if total.within:
        yield say("units are ranked within their category")
    if scheme.grades:
        grades = tuple(f"{grade.title} ≥ {exact_text(grade.from_)}" for grade in scheme.grades)
        yield say("grades, best first: {grades}", grades=grades)
        yield _GRADE_ON[total.grade_on]


def _ties(scheme: Scheme, total: Total) -> Iterator[Phrase]:
    if total.tie_break:
        titles: dict[str, Phrase | str] = {part.id: part.title for part in scheme.components}
        titles["exact"] = say("the exact total")
        names = tuple(titles[name] for name in total.tie_break)
        yield say("equal totals are told apart by, in this order: {figures}", figures=names)
    yield _TIES[total.ties]


def _procedure(scheme: Scheme) -> Iterator[Phrase]:
    procedure = scheme.procedure
    yield CEREMONY_NAMES[procedure.ceremony]
    yield _BALLOT[procedure.ballot]
    yield _ROUNDS[procedure.rounds]
    yield _VERIFICATION[procedure.verification]
    yield say("officers it takes to rule, void or correct: {officers}", officers=procedure.officers)
    if not procedure.checkin:
        yield say("there is no check-in")
    if not procedure.sheets:
        yield say("sheets are not counted out and in")
    if procedure.quorum is not None:
        yield say(
            "a round opens only when more than {share} of the roster is present",
            share=_share(procedure.quorum),
        )
    yield say(
        "groups of fewer than {ballots} ballots are not broken down", ballots=procedure.min_cell
    )


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


_BY: Mapping[GatheredBy, Phrase] = {
    "answer": say("the mean is over all answers"),
    "suggestion": say("the mean is taken within each suggestion, then over the suggestions"),
    "deputy": say("the mean is taken within each deputy, then over the deputies"),
}
_RANK_ON: Mapping[Decisive, Phrase] = {
    "published": say("ranks compare the published totals"),
    "exact": say("ranks compare the exact totals, before they are rounded"),
}
_GRADE_ON: Mapping[Decisive, Phrase] = {
    "published": say("grades follow the published total"),
    "exact": say("grades follow the exact total, before it is rounded"),
}
_TIES: Mapping[Ties, Phrase] = {
    "competition": say(
        "units that are level share a rank, and the next ranks are left out: 1, 1, 3"
    ),
    "dense": say("units that are level share a rank, and no rank is left out: 1, 1, 2"),
}
CEREMONY_NAMES: Mapping[Ceremony, Phrase] = {
    "strict": say("strict: every step is taken, and officers sign with their PINs"),
    "simple": say("simple: only what the figures need is done, and no PIN is asked"),
    "devices": say("devices: deputies mark at devices, with paper beside"),
}
_BALLOT: Mapping[Secrecy, Phrase] = {
    "secret": say("the ballot is secret"),
    "named": say("the ballots carry names"),
}
_ROUNDS: Mapping[RoundsOf, Phrase] = {
    "all": say("all units stand on one sheet"),
    "unit": say("each unit has a round of its own"),
}
_VERIFICATION: Mapping[Verification, Phrase] = {
    "double": say("every sheet is read twice, by two people"),
    "device": say("the marks come from devices"),
    "none": say("every sheet is read once"),
}
