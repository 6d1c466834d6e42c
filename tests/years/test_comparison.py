"""One meeting beside another: places, points, participation, and what cannot be compared."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import tomli

from scoring.counting import stand
from scoring.files.meeting_folder import read_meeting
from scoring.scheme import Scheme
from scoring.wording import say
from scoring.years.handling.comparison import (
    Comparison,
    MeetingYear,
    compared,
    rates_compared,
)
from scoring.years.handling.measures import Measure
from scoring.years.handling.rates import Handled, Rate
from scoring.years.handling.scheme_differences import component_name, scheme_differences

RULES = """
schema = 1
id = "mine"
title = "mine"
source = "here"
[[component]]
id = "live"
title = "现场测评得分"
kind = "ballot"
points = 80
full = 80
scale = { start = 60, cap = 80 }
round = { component = 2 }
"""


BONUS = "[[component]]\nid = 'bonus'\ntitle = 'b'\nkind = 'given'\n"


def rules(more: str = "", **changed: str) -> str:
    text = RULES + more
    for old, new in changed.items():
        assert f"{old} = " in text
        text = text.replace(f"{old} = ", f"{old} = {new} #", 1)
    return text


def scheme(text: str) -> Scheme:
    return Scheme.model_validate(tomli.loads(text, parse_float=Decimal))


Meet = Callable[..., MeetingYear]


@pytest.fixture
def meet(tmp_path: Path) -> Meet:
    """Make meetings in folders of their own: the rules, each unit's marks, how many deputies."""

    def make(text: str, marks: dict[str, list[int]], deputies: int | None = None) -> MeetingYear:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        ballots = zip(*marks.values(), strict=True)
        lines = [",".join(["ballot", *marks])]
        lines += [",".join([str(at), *map(str, row)]) for at, row in enumerate(ballots)]
        write(folder / "ballots.csv", lines)
        write(folder / "units.csv", ["id,name", *(f"{unit},{unit.upper()}" for unit in marks)])
        write(folder / "given.csv", ["unit,bonus", *(f"{unit},1" for unit in marks)])
        write(folder / "mine.toml", [text])
        write(folder / "meeting.toml", ['title = "meeting"', 'scheme = "mine.toml"'])
        found = read_meeting(folder)
        assert found.papers is not None, found.problems
        return MeetingYear("meeting", "", stand(scheme(text), found.papers), deputies)

    return make


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


SEVEN = {f"u{at}": [80 - at, 78 - at] for at in range(7)}


@pytest.fixture
def six_then_seven(meet: Meet) -> Comparison:
    six = {unit: list(marks) for unit, marks in SEVEN.items() if unit != "u6"}
    six["u0"], six["u1"] = six["u1"], six["u0"]
    return compared((meet(rules(), six, 40), meet(rules(), SEVEN, 50)))


def test_units_are_matched_by_their_ids_and_a_new_one_has_no_past(
    six_then_seven: Comparison,
) -> None:
    found = six_then_seven
    assert [unit.unit for unit in found.units] == [f"u{at}" for at in range(7)]
    moves = [found.places_up(unit, 1) for unit in found.units]
    assert moves == [1, -1, 0, 0, 0, 0, None]
    assert [unit.rank(0) for unit in found.units] == [2, 1, 3, 4, 5, 6, None]


def test_participation_is_counted_where_it_is_known(six_then_seven: Comparison) -> None:
    first, second = six_then_seven.meetings
    assert (first.deputies, first.ballots, first.ranked) == (40, 2, 6)
    assert (second.deputies, second.ballots, second.ranked) == (50, 2, 7)


def test_scores_change_by_points(six_then_seven: Comparison) -> None:
    found = six_then_seven
    first, *_, last = found.units
    assert [first.total(0), first.total(1)] == [78, 79]
    assert found.total_change(first, 1) == 1
    assert found.component_change(first, 1, "live") == 1
    assert found.total_change(last, 1) is None


def test_a_unit_that_is_gone_is_listed_after_the_others(meet: Meet) -> None:
    found = compared((meet(rules(), SEVEN), meet(rules(), {"u3": [61, 62]})))
    assert [unit.unit for unit in found.units] == ["u3", "u0", "u1", "u2", "u4", "u5", "u6"]


def test_one_name_with_two_ids_is_doubted_and_not_matched(meet: Meet) -> None:
    found = compared((meet(rules(), {"a": [61]}), meet(rules(), {"A": [62]})))
    assert len(found.units) == 2
    assert "A has the id A in one meeting and a in another" in str(found.doubts[0])


@pytest.mark.parametrize(
    ("now", "keys", "concerns"),
    [
        (rules(), [], set()),
        (rules("[total]\nplaces = 2\nrounding = 'half-up'\n"), [], set()),
        (rules(title='"other"', source='"there"', id='"other"'), [], set()),
        (rules("[procedure]\nofficers = 1\n"), ["procedure.officers"], set()),
        (rules(full="100"), ["component.live.full"], {"component.live", "total", "grade"}),
        (
            rules(scale="{ start = 60, cap = 79 }"),
            ["component.live.scale.cap"],
            {"component.live", "total", "grade"},
        ),
        (rules("[total]\nties = 'dense'\n"), ["total.ties"], {"rank"}),
        (rules("[total]\nrounding = 'down'\n"), ["total.rounding"], {"component.live", "total"}),
        (rules("[[grade]]\ntitle = 'good'\nfrom = 60\n"), ["grade.good.from"], {"grade"}),
        (rules(BONUS), ["component.bonus.kind"], {"component.bonus", "total", "grade"}),
    ],
)
def test_differences_of_the_rules_are_named_key_by_key(
    now: str, keys: list[str], concerns: set[str]
) -> None:
    found = scheme_differences(scheme(rules()), scheme(now))
    assert [one.key for one in found] == keys
    assert {concern for one in found for concern in one.concerns} == concerns


def test_both_values_of_a_difference_are_told() -> None:
    [one] = scheme_differences(scheme(rules()), scheme(rules(points="79.5")))
    assert [one.before, one.now] == ["80", "79.5"]


def test_what_the_rules_changed_is_not_compared_and_what_they_left_is(meet: Meet) -> None:
    marks = {"a": [65]}
    found = compared((meet(rules(BONUS), marks), meet(rules(BONUS, full="100"), marks)))
    [unit] = found.units
    assert found.total_change(unit, 1) is None
    assert found.component_change(unit, 1, "live") is None
    assert found.component_change(unit, 1, "bonus") == 0
    assert found.places_up(unit, 1) == 0
    assert not found.comparable(1, component_name("live"))


def rate(numerator: int, denominator: int, terms: object = None) -> Handled:
    measure = Measure("r", "r", bool, say("all"), bool, (), terms)
    return Handled(None, 0, 0, {}, (Rate(measure, numerator, denominator),))


def test_rates_change_by_percentage_points_of_the_exact_rates() -> None:
    [found] = rates_compared(((rate(915, 1000),), (rate(944, 1000),)))
    assert found.change(1) == Fraction(29, 10)


def test_rates_under_other_terms_are_not_compared() -> None:
    [found] = rates_compared(((rate(1, 2, "a"),), (rate(1, 2, "b"),)))
    assert found.change(1) is None
    assert not found.comparable(1)


def test_a_year_without_the_rate_has_no_change() -> None:
    [found] = rates_compared(((), (rate(1, 2),), (rate(0, 0),)))
    assert (found.change(1), found.change(2)) == (None, None)
