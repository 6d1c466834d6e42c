"""What a table forgets: a word that a scheme or a meeting knows stands wherever it must.

Who branches on such a word does so by ``match`` with ``assert_never``, which mypy holds; or asks a
table whose keys are declared to be these words, which is held here.
"""

import ast
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Literal, get_args, get_origin

import pytest

import scoring
import tui
from scoring.counting import figures
from scoring.meeting import state
from scoring.meeting.acts import ACTS
from scoring.points import Rounding
from scoring.report.meeting_steps import STEPS, StepName
from scoring.scheme import choices
from tests.sources import sources_of

FIELDS: Mapping[str, Any] = {
    "statistic": choices.StatisticName,
    "of": choices.MajorityOf,
    "enough": choices.Enough,
    "by": choices.GatheredBy,
    "blank": choices.Blank,
    "order": choices.GroupOrder,
    "missing": choices.GroupMissing,
    "rank_on": choices.Decisive,
    "grade_on": choices.Decisive,
    "ties": choices.Ties,
    "ballot": choices.Secrecy,
    "rounds": choices.RoundsOf,
    "ceremony": choices.Ceremony,
    "verification": choices.Verification,
    "rounding": Rounding,
    "phase": state.Phase,
    "stage": state.RoundStage | figures.Stage,
}
"""By name of an attribute or a variable: the words it may be."""

PARTIAL = [
    "scoring.documents.workbook.look.LEGEND",  # not every look needs to be explained
    "scoring.report.formal.round_counts._PEOPLE",  # some terms count people,
    "scoring.report.formal.round_counts._SHEETS",  # others sheets
    "tui.frame.screentext.LEGEND",  # not every look is a bar's
    "tui.screens.new_meeting_answers.NUMBERS",  # some questions share a number with one before
]
"""Tables that leave words out on purpose."""


def _modules() -> Iterator[str]:
    for package in (scoring, tui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield found.name


def _tables() -> Iterator[tuple[str, Mapping[Any, Any], set[str]]]:
    """Yield every table whose keys are declared to be words of a ``Literal``."""
    for name in _modules():
        module = import_module(name)
        for variable, kind in getattr(module, "__annotations__", {}).items():
            if get_origin(kind) in {Mapping, dict} and get_origin(get_args(kind)[0]) is Literal:
                yield (
                    f"{name}.{variable}",
                    getattr(module, variable),
                    set(get_args(get_args(kind)[0])),
                )


def test_a_table_by_words_has_all_of_them() -> None:
    tables = list(_tables())
    assert len(tables) > 25
    assert [name for name, table, words in tables if set(table) != words] == PARTIAL


def test_each_step_is_taken_where_it_is_asked_for_or_on_a_screen() -> None:
    for name in get_args(StepName):
        assert STEPS[name].screen or name in {act.name for act in ACTS}, name


def _words(kind: object) -> set[str]:
    if get_origin(kind) is Literal:
        return set(get_args(kind))
    return {word for part in get_args(kind) for word in _words(part)}


def _constants(node: ast.expr) -> set[object]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}


def compared_with_words(source: str) -> list[str]:
    """Return each comparison of a field of ``FIELDS`` with a word of its own."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute | ast.Name):
            name = node.left.attr if isinstance(node.left, ast.Attribute) else node.left.id
            if any(_words(FIELDS.get(name)) & _constants(one) for one in node.comparators):
                found.append(ast.unparse(node))
    return found


def test_no_word_is_compared_where_the_others_would_be_forgotten() -> None:
    found = {
        module: comparisons
        for module, source in sources_of("scoring", "tui").items()
        if (comparisons := compared_with_words(source))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    ['component.statistic == "median"', 'state.phase in {"frozen", "open"}', 'ties != "dense"'],
)
def test_a_comparison_with_a_word_is_found(source: str) -> None:
    assert compared_with_words(source) == [source.replace("'", '"').replace('"', "'")]
