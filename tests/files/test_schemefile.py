"""Rule files: every key is read, and every fault is said, at its line."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Problem
from scoring.files.library import shipped, shown_name
from scoring.files.schemefile import STAND_INS, SchemeFile, read_scheme
from scoring.files.toml import parsed, validated
from scoring.scheme import (
    Ballot,
    Criterion,
    DropCounts,
    Feedback,
    Given,
    Grade,
    Group,
    Majority,
    Procedure,
    Scale,
    Scheme,
    StagePlaces,
    Total,
)
from scoring.scheme.model import ClosedTable

FULL = """\
schema = 1
id = "full"
title = "办法"
source = "示例"

[[component]]
id = "base"
title = "会前"
kind = "feedback"
points = 20
full = 100
by = "suggestion"
blank = "满意"
round = { component = 2 }

[component.worth]
"满意" = 100
"不满意" = 0

[component.parts]
attitude = 50
result = 50

[component.roles]
"主办" = 1
"会办" = 0.5

[[component]]
id = "live"
title = "现场"
kind = "ballot"
points = 60
full = 80
not_counted = ["看不清"]
blank = "void-item"
statistic = "median"
order = "group-first"
missing = "no-total"
min_marks = 3

[component.scale]
start = 60
cap = 80
step = 0.5
floor = 40

[component.drop]
low = 1
high = 1
from = 7

[component.round]
statistic = 3
group = 3
criterion = 3

[[component.criterion]]
id = "a"
title = "甲"
points = 25

[[component.criterion]]
id = "b"
title = "乙"
points = 35

[[component.group]]
id = "g"
title = "组"
weight = 2

[[component]]
id = "level"
title = "等次"
kind = "ballot"
points = 20
full = 100
statistic = "majority"

[component.worth]
"好" = 100
"差" = 0

[component.majority]
of = "members"
members = 33
enough = "more-than-half"

[[component]]
id = "list"
title = "列举"
kind = "ballot"
points = 10
full = 100
allowed = [100, 95]
drop = "10%"

[[component]]
id = "bonus"
title = "加分"
kind = "given"
points = 5
start = 1
floor = -2
cap = 5
blank = 0

[total]
places = 2
rounding = "half-even"
rank_on = "exact"
grade_on = "exact"
ties = "dense"
tie_break = ["live", "base"]
within = "category"

[[grade]]
title = "好"
from = 85

[[grade]]
title = "差"
from = 0

[procedure]
ceremony = "simple"
ballot = "named"
rounds = "unit"
verification = "none"
officers = 1
checkin = true
sheets = false
quorum = "1/2"
min_cell = 3
"""
LINES = FULL.splitlines()
RULES = (
    Scheme,
    Feedback,
    Ballot,
    Given,
    Scale,
    DropCounts,
    Majority,
    Criterion,
    Group,
    StagePlaces,
    Total,
    Grade,
    Procedure,
)


def said_of(text: str) -> tuple[Scheme | None, tuple[Problem, ...]]:
    return validated(Scheme, parsed(text.encode(), "x.toml"), STAND_INS)


def places_of(text: str) -> list[tuple[int, str]]:
    scheme, problems = said_of(text)
    assert (scheme is None) == any(not problem.warning for problem in problems)
    return [(problem.where.line, problem.code) for problem in problems]


def written(text: str, folder: Path) -> SchemeFile:
    path = folder / "x.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return read_scheme(path, "x.toml")


def names_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else ():
        yield from names_in(item)
    for item in value if isinstance(value, list) else ():
        yield from names_in(item)


def fields_of(rule: type[ClosedTable]) -> dict[str, bool]:
    """Return the keys of a table, and whether each is required."""
    return {field.alias or name: field.is_required() for name, field in rule.model_fields.items()}


def test_every_key_is_read(tmp_path: Path) -> None:
    file = written(FULL, tmp_path)
    assert file.problems == ()
    assert file.scheme is not None
    assert {name for rule in RULES for name in fields_of(rule)} <= set(
        names_in(tomllib.loads(FULL))
    )
    assert file.content == FULL.encode()
    assert re.fullmatch("[0-9a-f]{64}", file.sha256)


@pytest.mark.parametrize("scheme", shipped())
def test_a_shipped_scheme_has_neither_problems_nor_doubts(scheme: str) -> None:
    file = read_scheme(shipped()[scheme], shown_name(scheme))
    assert file.problems == ()
    assert file.scheme is not None
    assert file.scheme.id == scheme


def test_the_fingerprint_is_of_the_bytes(tmp_path: Path) -> None:
    plain, spaced = written(FULL, tmp_path), written(FULL + " ", tmp_path)
    assert plain.scheme == spaced.scheme
    assert plain.sha256 != spaced.sha256


def test_stand_ins_are_sound_and_named_for_every_required_key() -> None:
    required = {name for rule in RULES for name, needed in fields_of(rule).items() if needed}
    assert required == {*STAND_INS, "kind"}


HEAD = 'schema = 1\nid = "x"\ntitle = "x"\nsource = "x"\n'
GIVEN = '[[component]]\nid = "bonus"\ntitle = "x"\nkind = "given"\n'
FEEDBACK = (
    '[[component]]\nid = "base"\ntitle = "x"\nkind = "feedback"\npoints = 20\nfull = 100\n'
    'worth = { "好" = 100, "差" = 0 }\nparts = { a = 1 }\n'
)
BALLOT = '[[component]]\nid = "live"\ntitle = "x"\nkind = "ballot"\npoints = 80\nfull = 80\n'
SCALED = BALLOT + "scale = { start = 60, cap = 80 }\n"
CRITERIA = '[[component.criterion]]\nid = "a"\ntitle = "a"\npoints = 80\n'

FAULTS = [
    # Each line at which something is said ends in "#! " and the codes of what is said there.
    "schema = 1 #! toml.missing-key\nid = 'x'\nsource = 'x'\n" + GIVEN,
    "schema = 1 #! toml.missing-key\nid = 'x'\ntitle = 'x'\nsource = 'x'\n",
    HEAD.replace("1", "2 #! toml.range") + GIVEN,
    HEAD.replace("1", "1.0 #! toml.type") + GIVEN,
    HEAD.replace("1", "true #! toml.type") + GIVEN,
    HEAD.replace('id = "x"', 'id = "湖南" #! toml.spelling') + GIVEN,
    HEAD.replace('id = "x"', f'id = "{"x" * 61}" #! toml.spelling') + GIVEN,
    HEAD.replace('id = "x"', "id = 7 #! toml.type") + GIVEN,
    HEAD.replace('title = "x"', 'title = " x" #! scheme.name') + GIVEN,
    HEAD + "sauce = 1 #! toml.unknown-key\n" + GIVEN,
    HEAD + "component = [] #! toml.empty\n",
    HEAD + "component = 1 #! toml.type\n",
    HEAD + "component = [1] #! toml.type\n",
    HEAD + GIVEN.replace("[[component]]", "[component] #! toml.type"),
    HEAD + GIVEN.replace('"given"', '"gift" #! toml.choice') + "full = 'x'\n",
    HEAD + '[[component]] #! toml.missing-key\nid = "bonus"\n',
    HEAD + GIVEN + "cap = '5' #! scheme.figure\n",
    HEAD + GIVEN + "cap = 1e999999 #! scheme.figure\n",
    HEAD + GIVEN + "cap = 1e99999999999999999999 #! scheme.figure\n",
    HEAD + GIVEN + "cap = 1.0000001 #! scheme.figure\n",
    HEAD + GIVEN + "cap = nan #! scheme.figure\n",
    HEAD + GIVEN + "cap = true #! scheme.figure\n",
    HEAD + GIVEN + f"cap = 0x{'f' * 9000} #! scheme.figure\n",
    HEAD + GIVEN + "points = 0 #! scheme.not-positive\n",
    HEAD + GIVEN + "full = 5 #! toml.unknown-key\n",
    HEAD + GIVEN + "cap = 5\nfloor = 6 #! scheme.floor-above-cap\n",
    HEAD + GIVEN + "round = { group = 2 } #! scheme.stage-unused\n",
    HEAD + GIVEN + "round = { component = 7 } #! toml.range\n",
    HEAD + GIVEN + "round = 2 #! toml.type\n",
    HEAD + GIVEN.replace('"bonus"', '"exact" #! scheme.reserved-id'),
    HEAD + GIVEN + GIVEN.replace('"bonus"', '"bonus" #! scheme.twice'),
    HEAD
    + FEEDBACK.replace("[[component]]", "[[component]] #! toml.missing-key").replace(
        "worth =", "# worth ="
    ),
    HEAD + FEEDBACK.replace("100, ", "101, ").replace("0 }\n", "0 } #! scheme.above-full\n"),
    HEAD + FEEDBACK.replace("{ a = 1 }", "{ a = 0 } #! scheme.not-positive"),
    HEAD + FEEDBACK.replace("{ a = 1 }", "{ } #! toml.empty"),
    HEAD + FEEDBACK.replace("{ a = 1 }", "7 #! toml.type"),
    HEAD + FEEDBACK.replace("{ a = 1 }", '{ "" = 1 } #! scheme.name'),
    HEAD + FEEDBACK.replace("{ a = 1 }", '{ "[key]" = "x" } #! scheme.figure'),
    HEAD + FEEDBACK + 'by = "deputies" #! toml.choice\n',
    HEAD + FEEDBACK + 'blank = "中" #! scheme.unknown-level\n',
    HEAD + FEEDBACK + "roles = { a = -1 } #! scheme.negative\n",
    HEAD + BALLOT.replace("[[component]]", "[[component]] #! scheme.marks-kind"),
    HEAD + SCALED + "allowed = [80] #! scheme.marks-kind\n",
    HEAD + SCALED.replace("80 }", "59 } #! scheme.cap-below-start"),
    HEAD + SCALED.replace("80 }", "79.5 } #! scheme.off-grid"),
    HEAD + SCALED.replace("80 }", "81 } #! scheme.above-full"),
    HEAD + SCALED.replace("80 }", "80, floor = 61 } #! scheme.floor-above-start"),
    HEAD + SCALED.replace("80 }", "80, floor = 0.5 } #! scheme.off-grid"),
    HEAD + SCALED.replace("80 }", "80, step = 0 } #! scheme.not-positive"),
    HEAD + SCALED.replace(", cap = 80 }", " } #! toml.missing-key"),
    HEAD + SCALED.replace("{ start = 60, cap = 80 }", "[60, 80] #! toml.type"),
    HEAD + BALLOT + "allowed = [\n 80,\n 81, #! scheme.above-full\n 80.0, #! scheme.twice\n]\n",
    HEAD + BALLOT + "allowed = [\n 80,\n 'x', #! scheme.figure\n 80, #! scheme.twice\n]\n",
    HEAD + BALLOT + "allowed = [] #! toml.empty\n",
    HEAD + BALLOT + 'allowed = ["x"] #! scheme.figure\n',
    HEAD + BALLOT + "allowed = 80 #! toml.type\n",
    HEAD + SCALED + 'not_counted = ["a",\n"a"] #! scheme.twice\n',
    HEAD + SCALED + 'statistic = "mode" #! toml.choice\n',
    HEAD + SCALED + 'statistic = "majority" #! scheme.majority-table scheme.majority-scale\n',
    HEAD + SCALED + '[component.majority] #! scheme.majority-table\nof = "valid"\n',
    HEAD
    + BALLOT
    + 'worth = { a = 80 }\nstatistic = "majority"\ndrop = "10%" #! scheme.majority-drop\n'
    + '[component.majority]\nof = "valid"\nmembers = 3 #! scheme.members-unused\n',
    HEAD
    + BALLOT
    + 'worth = { a = 80 }\nstatistic = "majority"\n[component.majority]\n'
    + 'of = "members" #! scheme.majority-groups\nmembers = 3\n'
    + '[[component.group]]\nid = "g"\ntitle = "g"\nweight = 1\n',
    HEAD + SCALED + "drop = 3 #! scheme.share\n",
    HEAD + SCALED + 'drop = "100%" #! scheme.share\n',
    HEAD + SCALED + "drop = {} #! scheme.drop-nothing\n",
    HEAD + SCALED + "drop = { low = 1.0 } #! toml.type\n",
    HEAD + SCALED + "drop = { DropCounts = 1, low = 1 } #! toml.unknown-key\n",
    HEAD + SCALED + "ballot = 1 #! toml.unknown-key\n",
    HEAD + SCALED + "min_marks = 0 #! toml.range\n",
    HEAD + SCALED.replace("= 80\nfull", "= 81 #! scheme.points-sum\nfull") + CRITERIA,
    HEAD
    + SCALED
    + CRITERIA.replace("80", "40")
    + CRITERIA.replace("80", "40").replace('"a"\nt', '"a" #! scheme.twice\nt'),
    HEAD + SCALED + CRITERIA + "[[component.criterion]] #! toml.missing-key\nid = 'b'\ntitle='b'\n",
    HEAD
    + SCALED
    + CRITERIA
    + SCALED.replace('"live"', '"more"')
    + CRITERIA.replace('"a"\nt', '"a" #! scheme.twice\nt'),
    HEAD + SCALED + '[component.criterion] #! toml.type\nid = "a"\n',
    HEAD + GIVEN + '[total]\ntie_break = ["exact",\n"live"] #! scheme.unknown-component\n',
    HEAD + GIVEN + "[total]\nplaces = -1 #! toml.range\n",
    HEAD + GIVEN + "[[total]] #! toml.type\nplaces = 1\n",
    HEAD
    + GIVEN
    + '[[grade]]\ntitle = "a"\nfrom = 60\n[[grade]]\ntitle = "b"\nfrom = 60 #! scheme.grade-order',
    HEAD + GIVEN + '[grade] #! toml.type\ntitle = "a"\nfrom = 60\n',
    HEAD
    + GIVEN
    + '[procedure]\nceremony = "simple"\nquorum = "1/2" #! scheme.quorum-without-checkin\n',
    HEAD + GIVEN + '[procedure]\nceremony = "brief" #! toml.choice\nquorum = "1/2"\n',
    HEAD
    + GIVEN
    + '[procedure]\nceremony = "simple"\ncheckin = "no" #! toml.type\nquorum = "1/2"\n',
    HEAD + GIVEN + "[procedure]\nquorum = 0.5 #! scheme.share\nofficers = 3 #! toml.range\n",
    # doubts
    HEAD.replace("schema = 1", "schema = 1 #! scheme.no-source").replace('source = "x"', "")
    + GIVEN,
    HEAD
    + GIVEN
    + 'round = { component = 2 }\n[total]\nrank_on = "exact" #! scheme.exact-is-published\n',
    HEAD
    + GIVEN
    + '[total]\nrank_on = "exact"\ntie_break = ["exact"] #! scheme.exact-is-published\n',
    # one mistake is one problem
    HEAD
    + SCALED.replace("points", "pionts").replace("= 80\nfull", "= 80 #! toml.unknown-key\nfull")
    + CRITERIA,
    HEAD + SCALED + CRITERIA.replace("points = 80", "points = 'x' #! scheme.figure"),
    HEAD + FEEDBACK.replace("0 }", "'x' } #! scheme.figure") + 'blank = "差"\n',
    HEAD + GIVEN.replace('"bonus"', "7 #! scheme.name") + '[total]\ntie_break = ["bonus"]\n',
    # everything at once, also what is wrong between keys that are right
    HEAD.replace('title = "x"', "title = 1 #! scheme.name")
    + SCALED.replace("= 80\nfull", "= 90 #! scheme.points-sum\nfull")
    + "blank = 'x' #! toml.choice\n"
    + CRITERIA
    + GIVEN
    + "cap = 'x' #! scheme.figure\n"
    + GIVEN.replace('"bonus"', '"bonus" #! scheme.twice')
    + "[total]\nties = 1 #! toml.choice\n",
]


@pytest.mark.parametrize("text", FAULTS)
def test_every_fault_is_said_at_its_line_and_nothing_else(text: str) -> None:
    expected = [
        (number, code)
        for number, line in enumerate(text.splitlines(), 1)
        for code in line.partition("#! ")[2].split()
    ]
    assert expected
    assert places_of(text) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (HEAD + GIVEN + "flor = 1\n", "is floor meant?"),
        (HEAD + GIVEN + "xyz = 1\n", "the keys here are kind, id, title"),
        (HEAD + GIVEN.replace("given", "gift"), '"feedback", "ballot", "given"'),
        (HEAD, "[[component]]"),
        (HEAD + GIVEN.replace("[[component]]", "[component]"), "[[component]]"),
        (HEAD + SCALED + "[component.criterion]\nid = 'a'\n", "[[component.criterion]]"),
        (HEAD + GIVEN + "[[total]]\nplaces = 1\n", "[total]"),
        (HEAD + SCALED + "[[component.majority]]\nof = 1\n", "[component.majority]"),
        (HEAD + GIVEN + "[procedure]\nofficers = '2'\n", "without quotation marks"),
    ],
)
def test_a_hint_says_what_to_write(text: str, hint: str) -> None:
    (problem,) = said_of(text)[1]
    assert hint in str(problem.hint)


OPTIONAL = ("points = 5", "start = 1", "cap = 5", "from = 7")
"""Lines whose key is required in other tables only."""


def table_line(number: int) -> int:
    """Return the line of the heading that line ``number`` stands under; the first without one."""
    above = range(number, 0, -1)
    return next((line for line in above if LINES[line - 1].startswith("[")), 1)


@cache
def breaks() -> dict[int, list[tuple[str, int]]]:
    """Return, by line, what may be written there instead, and the line of the problem then."""
    required = {name for rule in RULES for name, needed in fields_of(rule).items() if needed}
    free = [number for number, line in enumerate(LINES, 1) if line.startswith('"')]
    found: dict[int, list[tuple[str, int]]] = {}
    for number, line in enumerate(LINES, 1):
        name, is_key, value = line.partition(" = ")
        if not line and number > 5:
            found[number] = [("zz_unknown = 1", number)]
        if not is_key:
            continue
        found[number] = [(f"{name} = [[]]", number)]
        if number not in free and name not in {"kind", "attitude", "result"}:
            found[number].append((f"{name}x = {value}", number))
            if name in required and line not in OPTIONAL:
                found[number].append(("", table_line(number)))
    # Without its kind nothing is known about a component; a free table has no unknown keys.
    for heading in ("[component.worth]", "[component.parts]", "[component.roles]"):
        for number in (at for at, line in enumerate(LINES, 1) if line == heading):
            end = LINES.index("", number) + 1
            found.pop(end, None)
    return {
        number: ways for number, ways in found.items() if not LINES[number - 1].startswith("kind")
    }


@given(st.data())
def test_so_many_faults_are_so_many_problems(data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(sorted(breaks())), min_size=1, max_size=8, unique=True)
    )
    lines, expected = list(LINES), []
    for number in chosen:
        lines[number - 1], at = data.draw(st.sampled_from(breaks()[number]))
        expected.append(at)
    scheme, problems = said_of("\n".join(lines))
    assert scheme is None
    assert [problem.where.line for problem in problems] == sorted(expected)


CONFLICTS = {
    'blank = "满意"': ('blank = "中"', "scheme.unknown-level"),
    '"满意" = 100': ('"满意" = 101', "scheme.above-full"),
    "points = 60": ("points = 61", "scheme.points-sum"),
    "cap = 80": ("cap = 80.5", "scheme.above-full"),
    "floor = 40": ("floor = 40.2", "scheme.off-grid"),
    'id = "b"': ('id = "a"', "scheme.twice"),
    'of = "members"': ('of = "valid"', "scheme.members-unused"),
    'statistic = "majority"': ('statistic = "majority"\ndrop = "1/3"', "scheme.majority-drop"),
    "allowed = [100, 95]": ("allowed = [100, 100]", "scheme.twice"),
    "floor = -2": ("floor = 6", "scheme.floor-above-cap"),
    'id = "bonus"': ('id = "exact"', "scheme.reserved-id"),
    'tie_break = ["live", "base"]': ('tie_break = ["nobody"]', "scheme.unknown-component"),
    "from = 0": ("from = 85", "scheme.grade-order"),
}


@given(st.lists(st.sampled_from(sorted(CONFLICTS)), min_size=1, unique=True))
def test_so_many_conflicts_are_so_many_problems(chosen: list[str]) -> None:
    text = FULL
    for line in chosen:
        text = text.replace(f"\n{line}\n", f"\n{CONFLICTS[line][0]}\n", 1)
    assert sorted(code for _, code in places_of(text)) == sorted(
        CONFLICTS[line][1] for line in chosen
    )


@cache
def sources() -> tuple[str, ...]:
    return (FULL, *(file.read_text("utf-8") for file in shipped().values()))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(sources()))
    for _ in range(draw(st.integers(1, 6))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        place = draw(st.integers(0, len(lines[at])))
        typed = draw(
            st.sampled_from(["", '"', "[", "]", "{", "}", "=", ",", "1", "-", "x", ".", "满"])
        )
        change = draw(st.sampled_from(["drop", "copy", "swap", "type", "cut"]))
        if change == "drop":
            del lines[at]
        elif change == "copy":
            lines.insert(other, lines[at])
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "type":
            lines[at] = lines[at][:place] + typed + lines[at][place:]
        else:
            lines[at] = lines[at][:place] + lines[at][place + 1 :]
        text = "\n".join(lines)
    return text


@given(mutated())
def test_a_rule_file_with_slips_gives_a_scheme_or_problems(text: str) -> None:
    scheme, problems = said_of(text)
    assert (scheme is None) == any(not problem.warning for problem in problems)
    for problem in problems:
        assert 1 <= problem.where.line <= text.count("\n") + 1
        assert f"{problem}{problem.hint}".isprintable()


VALUES = st.recursive(
    st.sampled_from(
        ["1", "-1", "0", "1.5", "true", '"x"', '"满意"', "1e999999", "2020-09-01", "[]"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["low", "from", "start", "id"]), inner, max_size=3).map(
            lambda table: (
                "{" + ", ".join(f"{name} = {value}" for name, value in table.items()) + "}"
            )
        )
    ),
    max_leaves=5,
)


@given(st.data())
def test_any_value_at_any_key_gives_a_scheme_or_problems(data: st.DataObject) -> None:
    lines = list(LINES)
    for number in data.draw(st.lists(st.sampled_from(range(len(LINES))), max_size=6)):
        name, is_key, _ = lines[number].partition(" = ")
        if is_key:
            lines[number] = f"{name} = {data.draw(VALUES)}"
    scheme, problems = said_of("\n".join(lines))
    assert (scheme is None) == any(not problem.warning for problem in problems)
    assert all(str(problem) for problem in problems)
