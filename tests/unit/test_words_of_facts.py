"""Every fact has words in both logs: none prints its slug, stops the log, or tells a secret."""

from dataclasses import MISSING, fields, replace
from typing import Any, get_type_hints

import pytest

from scoring.meeting import acts as f
from scoring.meeting.facts import Fact
from scoring.meeting.words import NOBODY_CALLED, everything_told, runs, told
from scoring.report.formal.log import Happened
from scoring.report.formal.log import log_lines as minuted
from scoring.report.meeting_log import log_lines
from scoring.roster import Role

EXAMPLES: dict[object, object] = {
    str: "x",
    int: 1,
    bool: False,
    int | None: None,
    Role: "teller",
}


def example(kind: type[Fact]) -> Fact:
    """Return a fact of ``kind`` with something in every field that has no value of its own."""
    hints = get_type_hints(kind)
    given: dict[str, Any] = {
        one.name: EXAMPLES.get(hints[one.name], ())
        for one in fields(kind)
        if one.init and one.default is MISSING and one.default_factory is MISSING
    }
    return kind(**given)


@pytest.mark.parametrize("kind", f.ACTS.kinds.values())
def test_the_log_on_the_screen_has_words_for_every_fact(kind: type[Fact]) -> None:
    [line] = log_lines([(example(kind), "")], counted=True)
    assert str(line.what) not in {"", kind.kind}


@pytest.mark.parametrize("kind", [one for one in f.ACTS.kinds.values() if not one.restricted])
def test_the_minutes_have_words_for_every_fact_that_is_no_secret(kind: type[Fact]) -> None:
    [line] = minuted([Happened(example(kind))], (), ())
    assert not isinstance(line.what, str), "a slug stands for words"


def kinds_with(name: str) -> list[type[Fact]]:
    """Return the kinds of facts that have a field called ``name``."""
    kinds = f.ACTS.kinds.values()
    return [kind for kind in kinds if name in {one.name for one in fields(kind)}]


def words(*facts: Fact) -> list[str]:
    """Return how ``facts`` are told: in the lines of a log, and each alone."""
    lines = [str(told(run, NOBODY_CALLED)) for run in runs(facts)]
    alone = [f.ACTS.happening_of(type(fact)).said(fact, NOBODY_CALLED) for fact in facts]
    return [*lines, *map(str, everything_told(facts, NOBODY_CALLED)), *map(str, alone)]


@pytest.mark.parametrize("kind", kinds_with("cell"))
def test_no_words_tell_a_mark_not_even_by_how_many_lines_they_are(kind: type[Fact]) -> None:
    fact: Any = example(kind)
    one, other = replace(fact, cell=3), replace(fact, cell=4711)
    assert words(one, one) == words(one, other) == words(other, one)


@pytest.mark.parametrize("kind", kinds_with("deputy"))
def test_no_words_name_a_deputy_whom_the_minutes_do_not(kind: type[Fact]) -> None:
    fact: Any = example(kind)
    assert not any("D4711" in line for line in words(replace(fact, deputy="D4711")))
