"""What a scheme lays down for one ballot component, in plain words."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from scoring.points import exact_text
from scoring.report.blocks import Item
from scoring.scheme import Ballot, Blank, DropCounts, GroupMissing, GroupOrder, Majority, MajorityOf
from scoring.wording import Phrase, say


def ballot_words(component: Ballot) -> Iterator[Item]:
    """Yield what may be marked, by whom, and what the marks become, in the order of the stages.

    From the marks that are legal to the statistic, dropping, empty cells and each rounding; what
    the scheme leaves at its usual value is said all the same, where it decides something.
    """
    yield Item(say("from the marks on the ballots"))
    yield from _marks(component)
    yield from _parts(component)
    yield Item(_statistic(component))
    yield from map(Item, _dropped(component))
    yield Item(_BLANK[component.blank])
    if component.min_marks > 1:
        yield Item(say("at least {marks} valid marks are needed", marks=component.min_marks))
    yield Item(say("a mark of {full} earns all the points", full=exact_text(component.full)))
    for stage, places in component.places:
        if stage in _STAGES and places is not None:
            yield Item(
                say(
                    "{figure} is rounded to {places} decimal places",
                    figure=_STAGES[stage],
                    places=places,
                )
            )


def _marks(component: Ballot) -> Iterator[Item]:
    if scale := component.scale:
        yield Item(
            say(
                "marks from {floor} to {cap} in steps of {step}; marking starts at {start}",
                floor=exact_text(scale.lowest),
                cap=exact_text(scale.cap),
                step=exact_text(scale.step),
                start=exact_text(scale.start),
            )
        )
    elif component.allowed:
        figures = "  ".join(exact_text(mark) for mark in component.allowed)
        yield Item(say("only these marks:"), (Item(figures),))
    else:
        levels = (
            f"{level} {exact_text(worth)}" for level, worth in (component.worth or {}).items()
        )
        yield Item(say("what each level is worth:"), (Item("  ".join(levels)),))
    if component.not_counted:
        yield Item(say("not counted as marks: {words}", words=component.not_counted))


def _parts(component: Ballot) -> Iterator[Item]:
    if component.criteria:
        criteria = tuple(
            Item(f"{one.title} {exact_text(one.points)}") for one in component.criteria
        )
        yield Item(say("the criteria and their points:"), criteria)
    if component.groups:
        groups = tuple(Item(f"{one.title} {exact_text(one.weight)}") for one in component.groups)
        yield Item(say("the groups that mark, and their weights:"), groups)
        yield Item(_ORDER[component.order])
        yield Item(_MISSING[component.missing])


def _statistic(component: Ballot) -> Phrase:
    match component.statistic:
        case "mean":
            return say("the mean of the marks")
        case "median":
            return say("the median of the marks")
        case "majority":
            return _majority(component.levels)
        case never:
            assert_never(never)


def _majority(majority: Majority) -> Phrase:
    base = _BASE[majority.of]
    if majority.members is not None:
        base = say("the {members} members", members=majority.members)
    if majority.more_than_half:
        return say("the best level that, with those above it, passes half of {base}", base=base)
    return say("the best level that, with those above it, reaches half of {base}", base=base)


def _dropped(component: Ballot) -> Iterator[Phrase]:
    drop = component.drop
    if drop is None:
        return
    if not isinstance(drop, DropCounts):
        share = f"{drop.numerator}/{drop.denominator}"
        yield say("dropped at each end: {share} of the marks, rounded down", share=share)
        return
    yield say(
        "dropped: the {low} lowest and the {high} highest marks", low=drop.low, high=drop.high
    )
    if drop.from_:
        yield say("marks are dropped only where there are {marks} or more", marks=drop.from_)


_BASE: Mapping[MajorityOf, Phrase] = {
    "members": say("all members on the roster"),
    "present": say("all ballots"),
    "valid": say("the valid marks"),
}
_BLANK: Mapping[Blank, Phrase] = {
    "abstain": say("an empty cell is not counted"),
    "void-item": say("an empty cell is a void mark, and is not counted"),
    "void-ballot": say("an empty cell makes the whole ballot void in this component"),
}
_ORDER: Mapping[GroupOrder, Phrase] = {
    "criterion-first": say("the groups are brought together criterion by criterion"),
    "group-first": say(
        "each group's score is added up first, then the groups are brought together"
    ),
}
_MISSING: Mapping[GroupMissing, Phrase] = {
    "renormalise": say("where a group has no valid mark, the weights of the others are raised"),
    "no-total": say("where a group has no valid mark, the unit has no total"),
}
_STAGES: Mapping[str, Phrase] = {
    "statistic": say("each mean or median"),
    "group": say("the figure over the groups"),
    "criterion": say("the points of each criterion"),
}
