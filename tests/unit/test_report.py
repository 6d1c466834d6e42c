"""What documents say, in English: the figures of a standing and never others."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ballots import Absence, Ballots, Cell, Counts, Marking, as_cell
from scoring.counting import Papers, Standing, stand
from scoring.points import decimal_text, exact_text
from scoring.report.blocks import Block, Heading, Item, Outline, Paragraph, Table
from scoring.report.explanation import explanation
from scoring.report.printed import Source, exactly, fingerprint, padded_text
from scoring.report.ranking import ranking
from scoring.report.ranking_json import ranking_json
from scoring.report.scheme_in_words import scheme_in_words
from scoring.roster import Unit
from scoring.scheme import Ballot, Scheme

SHA = "324b8932adf591de" + "0" * 48
UNITS = tuple(Unit(id_, name) for id_, name in zip("abc", "甲乙丙", strict=True))


def scheme_of(*components: Mapping[str, object], **more: object) -> Scheme:
    sound = {"schema": 1, "id": "own", "title": "办法", "source": "示例"}
    few = {"procedure": {"min_cell": 1}}  # else so few marks would be explained no further
    return Scheme.model_validate({**sound, **few, "component": list(components), **more})


def component(**more: object) -> dict[str, object]:
    """Return a ballot component of 80 points, from 60 to 80 in steps of half a point."""
    scale = {"start": 60, "cap": 80, "step": Decimal("0.5")}
    sound = {"id": "live", "title": "现场", "kind": "ballot", "points": 80, "full": 80}
    return sound | ({} if "worth" in more else {"scale": scale}) | more


def counted(scheme: Scheme, *marks: Iterable[str], units: tuple[Unit, ...] = UNITS) -> Papers:
    """Return papers with the marks of each unit, in the only component of ``scheme``."""
    [one] = scheme.of_kind(Ballot)
    marking = Marking(one)
    cells: dict[tuple[str, str, str | None], dict[Cell, int]] = {
        (unit.id, one.id, None): {
            marking.read(text): list(texts).count(text) for text in dict.fromkeys(texts)
        }
        for unit, texts in zip(units, marks, strict=True)
    }
    return Papers(units, {one.id: Counts(cells)})


def lines(blocks: Iterable[Block]) -> list[str]:
    """Return everything that a document says, item by item."""
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            said.append(str(block.text))
        elif isinstance(block, Outline):
            said += flat(block.items)
        elif isinstance(block, Table):
            said += [" ".join(map(str, row)) for row in block.rows]
    return said


def flat(items: Iterable[Item]) -> list[str]:
    return [text for item in items for text in (str(item.text), *flat(item.under))]


def explained(scheme: Scheme, papers: Papers, unit: str) -> list[str]:
    standing = stand(scheme, papers)
    [one] = [one for one in standing.units if one.unit.id == unit]
    return lines(explanation(standing, one, papers, Source(scheme, SHA)))


def ranked(standing: Standing) -> list[str]:
    return lines(ranking(standing, Source(standing.scheme, SHA)))


def test_a_level_rank_is_marked_in_words_and_the_next_rank_is_left_out() -> None:
    scheme = scheme_of(component())
    said = ranked(stand(scheme, counted(scheme, ["70"], ["70"], ["60"])))
    assert {"1 tied 甲 70.00 70.00", "1 tied 乙 70.00 70.00", "3 丙 60.00 60.00"} <= set(said)
    assert "level at rank 1: 甲, 乙" in said


def test_the_five_absences_are_counted_apart() -> None:
    scheme = scheme_of(component())
    words = ["70", "", "", "弃权", "弃权", "弃权", "回避", *["无效"] * 4, *["不了解"] * 5]
    said = ranked(stand(scheme, counted(scheme, words, ["70"], ["70"])))
    assert "甲 1 2 3 1 4 5" in said
    assert "Void sheets: not known, because only counts were given." in said


def test_a_sheet_that_is_void_in_every_cell_is_a_void_sheet() -> None:
    scheme = scheme_of(component())
    column: list[Cell] = [Absence.VOID, as_cell(10), Absence.VOID]
    cells = {(unit.id, "live"): list(column) for unit in UNITS}
    cells["c", "live"][2] = as_cell(4)
    papers = Papers(UNITS, {"live": Ballots(("1", "2", "3"), None, cells)})
    said = ranked(stand(scheme, papers))
    assert "Void sheets (void in every cell): 1" in said


def test_every_ranking_names_the_scheme_its_fingerprint_and_its_source() -> None:
    scheme = scheme_of(component(), source="第一行\n\n第二行")
    said = ranked(stand(scheme, counted(scheme, ["70"], ["70"], ["60"])))
    assert {"办法", "scheme own, fingerprint 324b 8932 adf5 91de", "第一行", "第二行"} <= set(said)


def test_a_unit_without_a_total_says_why_in_the_document_and_the_json() -> None:
    scheme = scheme_of(component(min_marks=2))
    standing = stand(scheme, counted(scheme, ["70", "71"], ["70"], ["60", "61"]))
    assert "no rank for 乙: 现场: 1 valid marks, 2 needed" in ranked(standing)
    assert "- 乙 - -" in ranked(standing)
    last = ranking_json(standing, SHA, "files")["ranking"]
    assert isinstance(last, list)
    assert isinstance(last[-1], dict)
    assert last[-1]["why"] == "现场: 1 valid marks, 2 needed"
    assert last[-1]["components"] == {"live": None}


def test_a_component_that_stays_exact_is_printed_at_the_totals_places_and_rounding() -> None:
    scheme = scheme_of(component(), total={"places": 1, "rounding": "down"})
    standing = stand(scheme, counted(scheme, ["70", "71", "71"], ["60"], ["60"]))
    assert "1 甲 70.6 70.6" in ranked(standing)


def test_a_mean_is_shown_as_a_sum_as_a_fraction_and_as_a_decimal() -> None:
    scheme = scheme_of(component(round={"component": 2}))
    said = explained(scheme, counted(scheme, ["71", "70.5", "71.5", "72"], ["60"], ["60"]), "a")
    assert "70.5  71  71.5  72" in said
    assert "mean: 285 ÷ 4 = 71.25" in said
    assert "71.25 × 80 ÷ 80 = 71.25" in said
    assert "rounded half up to 2 decimal places: 71.25 → 71.25" in said
    said = explained(scheme, counted(scheme, ["71", "71", "70"], ["60"], ["60"]), "a")
    assert "70  71 ×2" in said
    assert "mean: 212 ÷ 3 = 212/3 = 70.6666..." in said
    assert "rounded half up to 2 decimal places: 70.6666... → 70.67" in said


def test_dropped_marks_are_set_apart_one_of_equals_alone() -> None:
    scheme = scheme_of(component(drop={"low": 1, "high": 1}))
    marks = ["70", "70", "72", "75", "75", "75"]
    said = explained(scheme, counted(scheme, marks, ["60"] * 3, ["60"] * 3), "a")
    assert "marks: 2 dropped (in brackets), 4 left" in said
    assert "[70]  70  72  75 ×2  [75]" in said
    assert "mean: 292 ÷ 4 = 73" in said


def test_a_median_is_named() -> None:
    scheme = scheme_of(component(statistic="median"))
    said = explained(scheme, counted(scheme, ["70", "71", "74", "80"], ["60"], ["60"]), "a")
    assert "median of 4 marks: 72.5" in said


def test_levels_are_shown_by_name_with_what_they_are_worth() -> None:
    worth = {"好": 80, "良": 70, "中": 70, "差": 0}
    scheme = scheme_of(component(worth=worth))
    said = explained(scheme, counted(scheme, ["好", "良", "良", "差"], ["好"], ["好"]), "a")
    assert "差 (0) ×1  良/中 (70) ×2  好 (80) ×1" in said


@pytest.mark.parametrize(
    ("enough", "needed", "reached"),
    [
        ("half", "needed: 2, which is half of 4", "reached: 满意 (80)"),
        (
            "more-than-half",
            "needed: more than 2, which is half of 4",
            "reached: 基本满意 (60)",
        ),
    ],
)
def test_a_majority_says_its_base_and_what_was_reached(
    enough: str, needed: str, reached: str
) -> None:
    worth = {"满意": 80, "基本满意": 60, "不满意": 0}
    majority = {"of": "present", "enough": enough}
    scheme = scheme_of(component(worth=worth, statistic="majority", majority=majority))
    marks = ["满意", "满意", "基本满意", "弃权"]
    said = explained(scheme, counted(scheme, marks, ["满意"], ["满意"]), "a")
    assert {"满意 (80): 2; so far 2", "基本满意 (60): 1; so far 3", needed, reached} <= set(said)


def test_a_wide_scale_is_explained_at_once() -> None:
    scale = {"start": 0, "cap": 80, "step": Decimal("0.000001")}
    scheme = scheme_of(component(scale=scale))
    said = explained(scheme, counted(scheme, ["70.000001"], ["60"], ["60"]), "a")
    assert "70.000001" in said


def test_the_distance_to_the_neighbours_is_in_published_points() -> None:
    scheme = scheme_of(component())
    papers = counted(scheme, ["70"], ["75"], ["69.5"])
    said = explained(scheme, papers, "a")
    assert said[said.index("Place in the ranking") + 1 :][:3] == [
        "rank 2 of 3 units",
        "5.00 behind 乙 (rank 1)",
        "0.50 ahead of 丙 (rank 3)",
    ]


def test_a_tie_broken_by_a_later_figure_says_by_which() -> None:
    scheme = scheme_of(component(), total={"places": 0, "tie_break": ["exact"]})
    papers = counted(scheme, ["70", "70", "71"], ["70"], ["60"])
    distance = "ahead of 乙 (rank 2) in the exact total; the totals are the same"
    assert f"0.3333... {distance}" in explained(scheme, papers, "a")


def test_exact_totals_are_compared_where_the_scheme_says_so() -> None:
    scheme = scheme_of(component(), total={"places": 0, "rank_on": "exact"})
    papers = counted(scheme, ["70", "70.5"], ["70"], ["60"])
    assert "0.25 ahead of 乙 (rank 2)" in explained(scheme, papers, "a")
    assert "ranks compare the exact totals, before they are rounded" in ranked(
        stand(scheme, papers)
    )


def test_neighbours_are_of_the_same_category() -> None:
    units = (Unit("a", "甲", "", "x"), Unit("b", "乙", "", "y"), Unit("c", "丙", "", "x"))
    scheme = scheme_of(component(), total={"within": "category"})
    papers = counted(scheme, ["70"], ["71"], ["60"], units=units)
    said = explained(scheme, papers, "a")
    assert {"rank 1 of 2 units", "ranked within the category: x"} <= set(said)
    assert not any("乙" in line for line in said)


def test_a_unit_that_is_not_ranked_says_so() -> None:
    units = (Unit("a", "甲", ranked=False), *UNITS[1:])
    scheme = scheme_of(component())
    said = explained(scheme, counted(scheme, ["70"], ["71"], ["60"], units=units), "a")
    assert "no rank: listed, not ranked" in said


def test_grades_are_shown_where_the_scheme_has_them() -> None:
    scheme = scheme_of(
        component(), grade=[{"title": "优秀", "from": 70}, {"title": "良", "from": 0}]
    )
    papers = counted(scheme, ["70"], ["71"], ["60"])
    assert "3 丙 60.00 60.00 良" in ranked(stand(scheme, papers))
    assert "grade: 优秀" in explained(scheme, papers, "a")


@pytest.mark.parametrize(
    ("more", "figure", "said"),
    [
        ({}, "-2.5", ["given: -2.5"]),
        ({"start": 5, "floor": 0}, "-7", ["given: 5 - 7 = -2", "never below 0: 0"]),
        ({"start": 5, "cap": 6}, "3", ["given: 5 + 3 = 8", "never above 6: 6"]),
        ({"blank": 1}, None, ["no figure is given; it counts as 1", "given: 1"]),
    ],
)
def test_a_given_figure_says_what_held_it(
    more: dict[str, object], figure: str | None, said: list[str]
) -> None:
    scheme = scheme_of({"id": "bonus", "title": "加减分", "kind": "given", **more})
    given_ = {} if figure is None else {"a": Fraction(figure)}
    papers = Papers(UNITS[:1], given={"bonus": given_})
    lines_ = explained(scheme, papers, "a")
    start = lines_.index(said[0])
    assert lines_[start : start + len(said)] == said


def test_a_scheme_in_words_says_what_differs_from_the_usual() -> None:
    scheme = scheme_of(
        component(drop=Fraction(1, 10), min_marks=3, blank="void-ballot", round={"criterion": 3})
        | {"drop": "10%"},
        total={"rounding": "half-even", "ties": "dense", "within": "category"},
        procedure={"quorum": "1/2", "officers": 1, "ballot": "named"},
    )
    said = set(lines(scheme_in_words(Source(scheme, SHA))))
    assert {
        "marks from 60 to 80 in steps of 0.5; marking starts at 60",
        "dropped at each end: 1/10 of the marks, rounded down",
        "at least 3 valid marks are needed",
        "an empty cell makes the whole ballot void in this component",
        "the points of each criterion is rounded to 3 decimal places",
        "every rounding is half to even",
        "units that are level share a rank, and no rank is left out: 1, 1, 2",
        "units are ranked within their category",
        "a round opens only when more than 1/2 of the roster is present",
        "officers it takes to rule, void or correct: 1",
        "the ballots carry names",
    } <= said


@given(st.fractions(), st.integers(0, 8))
def test_a_decimal_that_is_cut_says_so_and_is_never_rounded_up(
    value: Fraction, digits: int
) -> None:
    shown = decimal_text(value, digits)
    cut = Fraction(shown.removesuffix("..."))
    assert shown.endswith("...") == (cut != value)
    assert 0 <= abs(value) - abs(cut) < Fraction(1, 10**digits)


@given(st.fractions())
def test_a_figure_shown_exactly_begins_with_the_exact_figure(value: Fraction) -> None:
    first = exactly(value).split(" = ")[0]
    assert Fraction(first) == value
    assert first == exact_text(value)


def test_a_distance_has_the_places_of_what_is_published() -> None:
    assert padded_text(Fraction(1, 2), 2) == "0.50"
    assert padded_text(Fraction(1, 3), 2) == "0.333333..."


def test_a_fingerprint_is_read_in_fours() -> None:
    assert fingerprint(SHA) == "324b 8932 adf5 91de"
