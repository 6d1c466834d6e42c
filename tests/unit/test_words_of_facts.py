"""Every fact has words in both logs: none prints its slug, or stops the log."""

from dataclasses import MISSING, fields
from typing import Any, get_type_hints

import pytest

from scoring.meeting import acts as f
from scoring.meeting.facts import Fact
from scoring.report.formal.log import Happened
from scoring.report.formal.log import log_lines as minuted
from scoring.report.meeting_log import log_lines

EXAMPLES: dict[object, object] = {str: "x", int: 1, bool: False, int | None: None}


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
