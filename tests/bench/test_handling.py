"""A million suggestions: every rate of all units and of each, against pandas.

Both start from checked rows, each in the form it likes: ours from rows whose profiles are shared,
pandas from columns that are categories and truth values. Ours is exact and keeps numerator,
denominator and what that is called; pandas counts the same numerators and denominators.
"""

import random
from collections.abc import Callable, Mapping
from operator import attrgetter

import pandas as pd
import pytest

from scoring.years.files.handlingfile import read_totals
from scoring.years.handling.rates import Handled, handled
from scoring.years.suggestions import HandlingTerms, Profile, Suggestion, Suggestions
from tests.bench.conftest import Race
from tests.sources import ROOT
from tests.years.years import (
    ANSWERED,
    ATTITUDE,
    CLASSES,
    HELPED,
    IN_TIME,
    RESULT,
    SUGGESTIONS,
)

MILLION = 1_000_000
UNITS = 60
COLUMNS = frozenset(
    "number unit role class received due answered attitude result handled-again".split()
)

Counted = Mapping[tuple[str | None, str], tuple[int, int]]
"""By unit (None: all) and rate: numerator and denominator."""


@pytest.fixture(scope="module")
def terms() -> HandlingTerms:
    found, _ = read_totals(ROOT / "sessions" / "2020-hunan")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def suggestions(terms: HandlingTerms) -> Suggestions:
    """Make a million rows, seeded, in the proportions of the report of 2020."""
    chance = random.Random(2020)
    profiles: dict[Profile, Profile] = {}
    codes = [one.code for one in terms.classes]
    rows = []
    for number in range(MILLION):
        answered = chance.random() < ANSWERED / SUGGESTIONS
        attitude, result = opinion(chance) if answered else ("", "")
        profile = Profile(
            unit=f"unit {number % UNITS}",
            role="主办" if chance.random() < SUGGESTIONS / (SUGGESTIONS + HELPED) else "会办",
            reply=chance.choices(codes, list(CLASSES.values()))[0] if answered else "",
            attitude=attitude,
            result=result,
            answered=answered,
            in_time=chance.random() < IN_TIME / ANSWERED if answered else None,
            handled_again=attitude == "不满意" and chance.random() < 44 / 48,
        )
        rows.append(Suggestion(str(number // 2), "", profiles.setdefault(profile, profile)))
    return Suggestions(tuple(rows), COLUMNS)


def opinion(chance: random.Random) -> tuple[str, str]:
    """Return what a deputy thinks of attitude and result; often nothing."""
    if chance.random() > sum(ATTITUDE.values()) / ANSWERED:
        return "", ""
    [attitude] = chance.choices(list(ATTITUDE), list(ATTITUDE.values()))
    [result] = chance.choices(list(RESULT), list(RESULT.values()))
    return attitude, result


class WithPandas:
    """As a good user of pandas counts it."""

    def __init__(self, suggestions: Suggestions, terms: HandlingTerms) -> None:
        assert terms.satisfaction is not None
        profiles = [row.profile for row in suggestions.rows]
        words = ("unit", "role", "reply", "attitude", "result")
        self.frame = pd.DataFrame(
            {
                "number": [row.number for row in suggestions.rows],
                **{word: pd.Categorical(map_of(profiles, word)) for word in words},
                "answered": map_of(profiles, "answered"),
                "timed": [profile.in_time is not None for profile in profiles],
                "in_time": [profile.in_time is True for profile in profiles],
                "handled_again": map_of(profiles, "handled_again"),
            }
        )
        self.terms, self.satisfaction = terms, terms.satisfaction

    def job(self) -> tuple[dict[str, tuple["pd.Series[int]", "pd.Series[int]"]], int]:
        """Return numerators and denominators by unit, and how many suggestions there are."""
        owed = self.frame[self.frame["role"].isin(self.terms.roles)]
        unit = owed["unit"]

        def count(rows: "pd.Series[bool]") -> "pd.Series[int]":
            return rows.astype(int).groupby(unit, observed=True).sum()

        base, levels = self.satisfaction.base, self.satisfaction.levels
        given = {part: owed[part] for part in ("attitude", "result")}
        any_of = {
            name: given["attitude"].isin(named) | given["result"].isin(named)
            for name, named in (
                ("base", base),
                ("levels", levels),
                ("dissatisfied", self.satisfaction.dissatisfied),
            )
        }
        answered, dissatisfied = count(owed["answered"]), count(any_of["dissatisfied"])
        found = {
            "answered": (answered, owed.groupby(unit, observed=True).size()),
            "in-time": (count(owed["in_time"]), count(owed["timed"])),
            "feedback": (count(any_of["base"] & owed["answered"]), answered),
            "dissatisfied": (dissatisfied, count(any_of["levels"])),
            "handled-again": (count(any_of["dissatisfied"] & owed["handled_again"]), dissatisfied),
        }
        for part, levels_of in given.items():
            table = pd.crosstab(unit, levels_of)
            whole = table[list(base)].sum(axis=1)
            satisfied = list(self.satisfaction.satisfied)
            found[f"{part}-satisfied"] = (table[satisfied].sum(axis=1), whole)
            found |= {f"{part}.{level}": (table[level], whole) for level in base}
        table = pd.crosstab(unit, owed["reply"]).drop(columns="")
        whole = table.sum(axis=1)
        found |= {f"class.{code}": (table[code], whole) for code in table.columns}
        for rollup in self.terms.rollups:
            found[f"class.{rollup.id}"] = (table[list(rollup.classes)].sum(axis=1), whole)
        return found, self.frame["number"].nunique()

    def counted(self) -> Counted:
        """Return what the job finds, in the form of ``counted``."""
        found: dict[tuple[str | None, str], tuple[int, int]] = {}
        for rate, (numerators, wholes) in self.job()[0].items():
            found[None, rate] = (int(numerators.sum()), int(wholes.sum()))
            for unit in wholes.index:
                found[str(unit), rate] = (int(numerators[unit]), int(wholes[unit]))
        return found


def map_of(profiles: list[Profile], name: str) -> list[object]:
    return list(map(attrgetter(name), profiles))


def counted(found: tuple[Handled, ...]) -> Counted:
    return {
        (one.unit, rate.measure.id): (rate.numerator, rate.denominator)
        for one in found
        for rate in one.rates
    }


@pytest.mark.large
def test_a_million_suggestions_take_no_longer_than_with_pandas(
    suggestions: Suggestions, terms: HandlingTerms, race: Callable[..., Race]
) -> None:
    pandas = WithPandas(suggestions, terms)
    ours = handled(suggestions, terms)
    assert counted(ours) == pandas.counted()
    assert ours[0].suggestions == pandas.job()[1] == MILLION // 2
    ran = race(
        "The rates of a million suggestions, of 60 units and of all",
        {"handled": lambda: handled(suggestions, terms), "pandas": pandas.job},
        {"handled": ("pandas", 1)},
        rounds=5,
    )
    assert not ran.missed()
