"""Laws of a fair count: what must hold of every ranking, whatever its scheme."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TypeAlias

from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.ballots import Ballots, Boxes, Marking
from scoring.counting import Figure, Standing, UnitStanding, stand
from scoring.counting.statistics import majority
from scoring.points import exact_text, figure, rounded
from scoring.scheme import Ballot
from tests.property.naive import Meeting, Sheet, Toml
from tests.property.papers import (
    added,
    ballots_of,
    counted,
    exact_totals,
    papers_of,
    ranks,
    scheme_of,
    standing_of,
    totals,
)
from tests.property.schemes import SMALL, Table, cases, close_calls, marks_of

Case: TypeAlias = tuple[Table, Meeting]

BALLOTS = replace(SMALL, kinds=("ballot",))
MARKS = replace(BALLOTS, blanks=("abstain", "void-item"))
"""Schemes under which each cell counts by itself."""
MEANS = replace(MARKS, statistics=("mean",), drop=False, groups=False, criteria=False, stages=())
"""Schemes whose figures are plain means, not rounded before the total."""
UNROUNDED = replace(BALLOTS, stages=())
FEEDBACK = replace(SMALL, kinds=("feedback",))

chance = st.randoms(use_true_random=False)


# Ballots ------------------------------------------------------------------------------------


@given(cases(MARKS), chance)
def test_who_gave_which_mark_does_not_matter(case: Case, random: Random) -> None:
    scheme, meeting = case
    shuffled = {name: mixed(sheets, random) for name, sheets in meeting.sheets.items()}
    before, after = standing_of(*case), standing_of(scheme, replace(meeting, sheets=shuffled))
    assert (after.units, after.warnings) == (before.units, before.warnings)


def mixed(sheets: Sequence[Sheet], random: Random) -> list[Sheet]:
    """Deal the marks of each unit and criterion out anew, among the ballots of each group."""
    cells: dict[str, dict[tuple[str, str], str]] = {sheet.number: {} for sheet in sheets}
    for group in {sheet.group for sheet in sheets}:
        own = [sheet for sheet in sheets if sheet.group == group]
        for spot in own[0].cells:
            column = [sheet.cells[spot] for sheet in own]
            random.shuffle(column)
            for sheet, text in zip(own, column, strict=True):
                cells[sheet.number][spot] = text
    return [replace(sheet, cells=cells[sheet.number]) for sheet in sheets]


@given(cases(BALLOTS), chance)
def test_the_order_of_ballots_does_not_matter(case: Case, random: Random) -> None:
    scheme, meeting = case
    shuffled = {name: random.sample(sheets, len(sheets)) for name, sheets in meeting.sheets.items()}
    assert standing_of(scheme, replace(meeting, sheets=shuffled)) == standing_of(*case)


@given(cases(SMALL), chance)
def test_renaming_units_only_renames_them(case: Case, random: Random) -> None:
    scheme, meeting = case
    ids = [unit.id for unit in meeting.units]
    new = dict(zip(ids, random.sample([*ids, "省水利厅", "x"], len(ids)), strict=True))
    renamed = replace(
        meeting,
        units=[replace(unit, id=new[unit.id]) for unit in meeting.units],
        sheets={name: [relabelled(s, new) for s in some] for name, some in meeting.sheets.items()},
        replies={
            name: [replace(reply, unit=new[reply.unit]) for reply in some]
            for name, some in meeting.replies.items()
        },
        given={
            name: {new[unit]: text for unit, text in some.items()}
            for name, some in meeting.given.items()
        },
    )
    before, after = standing_of(*case), standing_of(scheme, renamed)
    assert [row.unit.id for row in after.units] == [new[row.unit.id] for row in before.units]
    for old, now in zip(before.units, after.units, strict=True):
        assert now._replace(unit=old.unit) == old


def relabelled(sheet: Sheet, new: dict[str, str]) -> Sheet:
    return replace(sheet, cells={(new[unit], item): t for (unit, item), t in sheet.cells.items()})


@given(cases(SMALL), chance)
def test_reordering_units_only_reorders_them(case: Case, random: Random) -> None:
    scheme, meeting = case
    reordered = replace(meeting, units=random.sample(list(meeting.units), len(meeting.units)))
    before, after = standing_of(*case), standing_of(scheme, reordered)
    assert {row.unit.id: row for row in after.units} == {row.unit.id: row for row in before.units}
    official = [unit.id for unit in reordered.units]
    for above, below in pairwise(after.units):
        if place_of(after, above) == place_of(after, below):
            assert official.index(above.unit.id) < official.index(below.unit.id)


def place_of(standing: Standing, row: UnitStanding) -> tuple[object, ...]:
    """Return what decides where a unit is listed; where it is the same, the order is official."""
    field = field_of(standing, row) if row.rank else None
    return row.total.value is None, row.rank, field


@given(cases(MEANS), chance)
def test_a_mark_above_a_units_mean_never_lowers_it(case: Case, random: Random) -> None:
    scheme, meeting = case
    unit = random.choice(meeting.units).id
    before, after_all = standing_of(*case), meeting
    for part in scheme["component"]:
        own = figure_of(before, unit, part["id"])
        better = [mark for mark in marks_of(part) if worth_in(part, mark) >= (own or 0)]
        if better:
            cells = {unit: random.choice(better)}
            after_all = with_sheet(after_all, part, cells, group=None)
    after = standing_of(scheme, after_all)
    for name, total in totals(before).items():
        now = totals(after)[name]
        if name != unit:
            assert now == total
        elif total is not None:
            assert now is not None
            assert now >= total


def worth_in(part: Toml, mark: str) -> Fraction:
    """Return the points of the component that ``mark`` would earn as a mean."""
    worth = Fraction(part["worth"][mark]) if "worth" in part else Fraction(mark)
    return worth * Fraction(part["points"]) / Fraction(part["full"])


def figure_of(standing: Standing, unit: str, component: str) -> Fraction | None:
    [row] = [row for row in standing.units if row.unit.id == unit]
    return next(part.exact for part in row.total.parts if part.of == component)


def with_sheet(
    meeting: Meeting, part: Toml, cells: dict[str, str], group: str | None, other: str = "无效"
) -> Meeting:
    """Add one ballot: ``cells`` by unit, ``other`` in every other cell."""
    items = [item["id"] for item in part.get("criterion", [part])]
    sheet = Sheet(
        "new",
        {
            (unit.id, item): cells.get(unit.id, absence_in(part, other))
            for unit in meeting.units
            for item in items
        },
        group,
    )
    sheets = {**meeting.sheets, part["id"]: [*meeting.sheets[part["id"]], sheet]}
    return replace(meeting, sheets=sheets)


def absence_in(part: Toml, word: str) -> str:
    """Return ``word``, or its English where it is the name of a level."""
    return "abstain" if word == "弃权" and word in part.get("worth", {}) else word


NOT_OF_PRESENT = replace(BALLOTS, majority_of=("members", "valid"))


@given(cases(NOT_OF_PRESENT), st.sampled_from(["弃权", "回避", "无效", "不了解", ""]), chance)
def test_an_absence_never_changes_a_figure(case: Case, word: str, random: Random) -> None:
    scheme, meeting = case
    for part in scheme["component"]:
        groups = [group["id"] for group in part.get("group", [])] or [None]
        meeting = with_sheet(meeting, part, {}, random.choice(groups), other=word)
    before, after = standing_of(*case), standing_of(scheme, meeting)
    assert [row.total for row in after.units] == [row.total for row in before.units]
    assert ranks(after) == ranks(before)
    for old, now in zip(before.units, after.units, strict=True):
        for name in old.found:
            assert now.found[name].counted == old.found[name].counted
            assert sum(now.found[name].absent.values()) > sum(old.found[name].absent.values())


@given(cases(MARKS))
def test_counts_give_what_ballots_give(case: Case) -> None:
    scheme = scheme_of(case[0])
    papers = papers_of(scheme, case[1])
    votes = {name: counted(own) for name, own in papers.votes.items() if isinstance(own, Ballots)}
    assert votes.keys() == papers.votes.keys()
    of_counts = stand(scheme, replace(papers, votes=votes))
    of_ballots = stand(scheme, papers)
    assert of_counts.units == of_ballots.units
    assert of_counts.warnings == of_ballots.warnings
    assert set(of_counts.void_sheets.values()) == {None}


@given(cases(MARKS), st.integers(1, 4), chance)
def test_venues_added_up_give_what_all_ballots_give(
    case: Case, venues: int, random: Random
) -> None:
    scheme = scheme_of(case[0])
    papers = papers_of(scheme, case[1])
    heard: list[dict[str, list[Sheet]]] = [
        {name: [] for name in case[1].sheets} for _ in range(venues)
    ]
    for name, sheets in case[1].sheets.items():
        for sheet in sheets:
            random.choice(heard)[name].append(sheet)
    parts = [papers_of(scheme, replace(case[1], sheets=sheets)).votes for sheets in heard]
    votes = {
        name: added([counted(own) for part in parts if isinstance(own := part[name], Ballots)])
        for name in papers.votes
    }
    assert stand(scheme, replace(papers, votes=votes)).units == stand(scheme, papers).units


@given(cases(MARKS))
def test_a_box_for_each_unit_gives_what_whole_ballots_give(case: Case) -> None:
    scheme = scheme_of(case[0])
    papers = papers_of(scheme, case[1])
    boxed = {
        name: Boxes(
            tuple(
                replace(own, cells={spot: own.cells[spot] for spot in own.cells if spot[0] == unit})
                for unit in [row.id for row in case[1].units]
            )
        )
        for name, own in papers.votes.items()
        if isinstance(own, Ballots)
    }
    of_boxes, of_ballots = stand(scheme, replace(papers, votes=boxed)), stand(scheme, papers)
    assert of_boxes.units == of_ballots.units
    assert of_boxes.warnings == of_ballots.warnings


@given(cases(BALLOTS), st.integers(1, 3), chance)
def test_ballots_from_several_boxes_are_as_good_as_from_one(
    case: Case, boxes: int, random: Random
) -> None:
    scheme, meeting = scheme_of(case[0]), case[1]
    papers = papers_of(scheme, meeting)
    votes = {}
    for part in scheme.of_kind(Ballot):
        sheets = meeting.sheets[part.id]
        into = [random.randrange(boxes) for _ in sheets]
        heaps = [[s for s, at in zip(sheets, into, strict=True) if at == n] for n in range(boxes)]
        votes[part.id] = Boxes(tuple(ballots_of(part, heap, meeting) for heap in heaps))
    assert stand(scheme, replace(papers, votes=votes)) == stand(scheme, papers)


SCALES = replace(
    BALLOTS, marks=("scale",), statistics=("mean", "median"), stages=("criterion", "component")
)


@given(cases(SCALES), st.sampled_from([2, 3, Decimal("0.5"), 10]))
def test_scaling_marks_and_full_alike_changes_no_total(case: Case, factor: int | Decimal) -> None:
    scheme, meeting = case
    parts = []
    for part in scheme["component"]:
        scale = {"step": 1, **part["scale"]}
        scaled = {key: value * factor for key, value in scale.items()}
        parts.append({**part, "full": part["full"] * factor, "scale": scaled})
    sheets = {
        name: [
            replace(sheet, cells={s: multiplied(t, factor) for s, t in sheet.cells.items()})
            for sheet in some
        ]
        for name, some in meeting.sheets.items()
    }
    after = standing_of({**scheme, "component": parts}, replace(meeting, sheets=sheets))
    before = standing_of(*case)
    assert exact_totals(after) == exact_totals(before)
    assert ranks(after) == ranks(before)


def multiplied(text: str, factor: int | Decimal) -> str:
    mark = figure(text)
    return text if mark is None else exact_text(mark * Fraction(factor))


@given(cases(replace(BALLOTS, statistics=("mean", "median"))))
def test_dropping_takes_the_lowest_and_highest_marks_of_each_unit_and_not_sheets(
    case: Case,
) -> None:
    scheme, meeting = case
    for row in standing_of(scheme, meeting).units:
        for part, score in zip(scheme["component"], row.total.parts, strict=True):
            for figure_ in statistics_in(score):
                assert_dropped(part.get("drop"), figure_)


def statistics_in(score: Figure) -> list[Figure]:
    if score.outcome is not None:
        return [score]
    return [inner for part in score.parts for inner in statistics_in(part)]


def assert_dropped(drop: Table | str | None, spot: Figure) -> None:
    assert spot.outcome is not None
    ends = [expanded(runs) for runs in spot.outcome.trimmed]
    low, kept, high = ends
    assert low + kept + high == sorted(low + kept + high)
    marks = len(low + kept + high)
    if isinstance(drop, str) and spot.exact is not None:
        share = Fraction(drop.removesuffix("%")) / 100
        assert len(low) == len(high) <= marks * share < len(low) + 1
    elif isinstance(drop, dict) and spot.exact is not None:
        enough = marks >= drop.get("from", 0)
        assert len(low) == (drop["low"] if enough else 0)
        assert len(high) == (drop["high"] if enough else 0)
    elif spot.exact is not None:
        assert not low
        assert not high


def expanded(runs: Sequence[tuple[int, int]]) -> list[int]:
    return [worth for worth, count in runs for _ in range(count)]


@given(cases(replace(UNROUNDED, statistics=("mean", "median", "majority"))))
def test_a_score_lies_between_the_lowest_mark_and_the_components_points(case: Case) -> None:
    scheme = scheme_of(case[0])
    for row in stand(scheme, papers_of(scheme, case[1])).units:
        for part, score in zip(scheme.of_kind(Ballot), row.total.parts, strict=True):
            if score.exact is not None:
                marking = Marking(part)
                lowest = min(marking.points(mark) for mark in marking.marks)
                assert lowest * part.points / part.full <= score.exact <= part.points


@given(cases(UNROUNDED))
def test_without_rounding_criteria_first_and_groups_first_are_the_same(case: Case) -> None:
    scheme, meeting = case
    one, other = (
        standing_of(
            {**scheme, "component": [{**part, "order": order} for part in scheme["component"]]},
            meeting,
        )
        for order in ("criterion-first", "group-first")
    )
    assume(not one.warnings and not other.warnings)
    assert exact_totals(one) == exact_totals(other)
    assert ranks(one) == ranks(other)


@given(cases(replace(UNROUNDED, groups=False, criteria=False)), st.integers(1, 60))
def test_one_group_and_one_criterion_are_as_good_as_none(case: Case, weight: int) -> None:
    scheme, meeting = case
    parts = [split(part, weight) for part in scheme["component"]]
    sheets = {
        name: [
            Sheet(s.number, {(u, f"{name}-item"): t for (u, _), t in s.cells.items()}, "all")
            for s in some
        ]
        for name, some in meeting.sheets.items()
    }
    assume(all(part.get("majority", {}).get("of") != "members" for part in parts))
    after = standing_of({**scheme, "component": parts}, replace(meeting, sheets=sheets))
    assert exact_totals(after) == exact_totals(standing_of(*case))


def split(part: Table, weight: int) -> Table:
    item = {"id": f"{part['id']}-item", "title": "总体", "points": part["points"]}
    group = {"id": "all", "title": "全体", "weight": weight}
    return {**part, "criterion": [item], "group": [group]}


@given(cases(BALLOTS), st.sampled_from([2, 7, Decimal("0.3")]))
def test_only_the_ratio_of_group_weights_matters(case: Case, factor: int | Decimal) -> None:
    scheme, meeting = case
    parts = [
        {**part, "group": [{**g, "weight": g["weight"] * factor} for g in part["group"]]}
        if "group" in part
        else part
        for part in scheme["component"]
    ]
    assert standing_of({**scheme, "component": parts}, meeting).units == standing_of(*case).units


levels = st.lists(st.integers(0, 20), min_size=1, max_size=5)


@given(levels, st.integers(0, 4), st.integers(1, 60))
def test_a_vote_moved_to_a_better_level_never_worsens_a_majority(
    given_to: list[int], place: int, base: int
) -> None:
    assume(0 < place < len(given_to) and given_to[place])
    better = [*given_to]
    better[place] -= 1
    better[place - 1] += 1
    for strict in (True, False):
        assert majority(better, base, more_than_half=strict) <= majority(
            given_to, base, more_than_half=strict
        )


@given(levels, st.integers(1, 60))
def test_more_than_half_is_never_easier_than_half(given_to: list[int], base: int) -> None:
    half = majority(given_to, base, more_than_half=False)
    assert half <= majority(given_to, base, more_than_half=True)
    assert 2 * sum(given_to[: half + 1]) >= base or half == len(given_to) - 1


# Feedback -----------------------------------------------------------------------------------


@given(cases(FEEDBACK), chance)
def test_the_order_of_answers_does_not_matter(case: Case, random: Random) -> None:
    scheme, meeting = case
    shuffled = {name: random.sample(some, len(some)) for name, some in meeting.replies.items()}
    assert standing_of(scheme, replace(meeting, replies=shuffled)) == standing_of(*case)


@given(cases(FEEDBACK), st.sampled_from(["suggestion", "deputy"]))
def test_by_answer_is_by_suggestion_or_deputy_where_each_has_one_answer(
    case: Case, by: str
) -> None:
    scheme, meeting = case
    replies = {
        name: [
            replace(r, suggestion=f"s{i}", deputy=f"d{i}", role=None) for i, r in enumerate(some)
        ]
        for name, some in meeting.replies.items()
    }
    single = replace(meeting, replies=replies)
    assert exact_totals(standing_of(gathered(scheme, by), single)) == exact_totals(
        standing_of(gathered(scheme, "answer"), single)
    )


def gathered(scheme: Toml, by: str) -> Table:
    return {**scheme, "component": [{**part, "by": by} for part in scheme["component"]]}


@given(cases(FEEDBACK), st.sampled_from(["answer", "suggestion", "deputy"]))
def test_every_answer_given_twice_changes_nothing(case: Case, by: str) -> None:
    scheme, meeting = gathered(case[0], by), case[1]
    doubled = {name: [*some, *some] for name, some in meeting.replies.items()}
    twice = replace(meeting, replies=doubled)
    assert standing_of(scheme, twice).units == standing_of(scheme, meeting).units


@given(cases(FEEDBACK), st.sampled_from([2, Decimal("0.3"), 9]))
def test_only_the_ratio_of_shares_and_of_roles_matters(case: Case, factor: int | Decimal) -> None:
    scheme, meeting = case
    parts = [
        {
            **part,
            "parts": {name: share * factor for name, share in part["parts"].items()},
            "roles": {
                name: part.get("roles", {}).get(name, 1) * factor
                for name in ("主办", "会办", "分办", "独办")
            },
        }
        for part in scheme["component"]
    ]
    named = {
        name: [replace(reply, role=reply.role or "独办") for reply in some]
        for name, some in meeting.replies.items()
    }
    after = standing_of({**scheme, "component": parts}, replace(meeting, replies=named))
    assert exact_totals(after) == exact_totals(standing_of(*case))


@given(cases(FEEDBACK), st.sampled_from(["弃权", "无效", "回避"]))
def test_an_answer_of_words_alone_changes_nothing(case: Case, word: str) -> None:
    scheme, meeting = case
    replies = {}
    for part in scheme["component"]:
        assume(word not in part["worth"])
        own = meeting.replies[part["id"]]
        empty = [
            replace(reply, suggestion="new", deputy="new", parts=[word] * len(reply.parts))
            for reply in own
        ]
        replies[part["id"]] = [*own, *empty]
    after = standing_of(scheme, replace(meeting, replies=replies))
    assert after.units == standing_of(*case).units


@given(cases(FEEDBACK))
def test_a_base_score_never_exceeds_its_points(case: Case) -> None:
    for row in standing_of(*case).units:
        for part, score in zip(case[0]["component"], row.total.parts, strict=True):
            if score.exact is not None:
                assert 0 <= score.exact <= Fraction(part["points"])


@given(cases(replace(SMALL, kinds=("given", "given", "feedback"))), chance)
def test_a_higher_given_figure_never_lowers_a_total(case: Case, random: Random) -> None:
    scheme, meeting = case
    raised = {
        name: {
            unit: exact_text(Fraction(text.replace("−", "-")) + random.choice([0, 1, 3]))
            for unit, text in some.items()
        }
        for name, some in meeting.given.items()
    }
    after = totals(standing_of(scheme, replace(meeting, given=raised)))
    for unit, total in totals(standing_of(*case)).items():
        assert total is None or (after[unit] or 0) >= total


# Ranks --------------------------------------------------------------------------------------


ranked_cases = close_calls() | close_calls() | cases(SMALL)


def field_of(standing: Standing, row: UnitStanding) -> str | None:
    """Return among whom ``row`` is ranked."""
    return row.unit.category if standing.scheme.total.within else None


def fields(standing: Standing) -> list[list[UnitStanding]]:
    """Return the ranked units, each field by itself, as they are listed."""
    found: dict[str | None, list[UnitStanding]] = {}
    for row in standing.units:
        if row.rank is not None:
            found.setdefault(field_of(standing, row), []).append(row)
    return list(found.values())


def decisive(standing: Standing, row: UnitStanding) -> tuple[Fraction, ...]:
    rule = standing.scheme.total
    by_id = {part.of: part.value for part in row.total.parts} | {"exact": row.total.exact}
    first = row.total.exact if rule.rank_on == "exact" else row.total.value
    asked = [first, *(by_id[name] for name in rule.tie_break)]
    return tuple(one for one in asked if one is not None)


@given(ranked_cases)
def test_a_rank_is_one_more_than_the_units_or_totals_before_it(case: Case) -> None:
    standing = standing_of(*case)
    for rows in fields(standing):
        for row in rows:
            before = [decisive(standing, other) for other in rows]
            before = [key for key in before if key > decisive(standing, row)]
            dense = standing.scheme.total.ties == "dense"
            assert row.rank == 1 + len(set(before) if dense else before)


@given(ranked_cases)
def test_units_are_tied_where_nothing_that_decides_differs_and_only_there(case: Case) -> None:
    standing = standing_of(*case)
    for rows in fields(standing):
        for row in rows:
            sharing = [other for other in rows if other.rank == row.rank]
            assert row.tied == (len(sharing) > 1)
            assert {decisive(standing, other) for other in sharing} == {decisive(standing, row)}


@given(ranked_cases)
def test_units_are_listed_by_rank_and_those_without_a_total_last(case: Case) -> None:
    standing = standing_of(*case)
    for rows in fields(standing):
        assert [row.rank or 0 for row in rows] == sorted(row.rank or 0 for row in rows)
    classes = [
        2 if row.total.value is None else 0 if row.unit.ranked else 1 for row in standing.units
    ]
    assert classes == sorted(classes)
    assert [kind == 0 for kind in classes] == [row.rank is not None for row in standing.units]


@given(ranked_cases)
def test_the_units_of_a_grade_lie_in_one_run_of_the_ranking(case: Case) -> None:
    scheme = {**case[0], "total": {**case[0].get("total", {}), "grade_on": "exact"}}
    scheme["total"]["rank_on"] = "exact"
    standing = standing_of(scheme, case[1])
    best_first = [grade.title for grade in standing.scheme.grades]
    for rows in fields(standing):
        order = [best_first.index(row.grade) if row.grade else len(best_first) for row in rows]
        assert order == sorted(order)


@given(ranked_cases)
def test_leaving_out_a_unit_that_is_not_ranked_changes_no_rank(case: Case) -> None:
    scheme, meeting = case
    kept = [unit for unit in meeting.units if unit.ranked]
    before = {unit: rank for unit, rank in ranks(standing_of(*case)).items() if rank[0]}
    papers = papers_of(scheme_of(scheme), meeting)
    only = replace(papers, units=tuple(unit for unit in papers.units if unit.ranked))
    after = stand(scheme_of(scheme), only)
    assert {unit: rank for unit, rank in ranks(after).items() if rank[0]} == before
    assert len(after.units) == len(kept)


@given(ranked_cases)
def test_a_published_total_is_the_exact_one_rounded_once(case: Case) -> None:
    standing = standing_of(*case)
    rule = standing.scheme.total
    for row in standing.units:
        parts = [part.value for part in row.total.parts]
        if row.total.exact is not None:
            assert row.total.exact == sum(part for part in parts if part is not None)
            assert row.total.value == rounded(row.total.exact, rule.places, rule.rounding)


@given(ranked_cases)
def test_every_stage_rounds_only_what_it_received(case: Case) -> None:
    rounding = standing_of(*case).scheme.total.rounding
    unseen = [row.total for row in standing_of(*case).units]
    while unseen:
        now = unseen.pop()
        unseen.extend(now.parts)
        if now.exact is None or now.places is None:
            assert now.value == now.exact
        else:
            assert now.value == rounded(now.exact, now.places, rounding)
