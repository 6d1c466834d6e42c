"""TOML as bytes: encodings, syntax errors in plain words, and the lines of values."""

import time
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from tomlkit.exceptions import ParseError

from scoring.errors import Problem
from scoring.files.schemefile import STAND_INS
from scoring.files.toml import LARGEST, parsed, read_toml, validated
from scoring.files.toml.lines import line_of
from scoring.scheme import Scheme


def only_problem(content: bytes | str) -> Problem:
    read = parsed(content.encode() if isinstance(content, str) else content, "x.toml")
    assert read.table is None
    (problem,) = read.problems
    return problem


SYNTAX = [
    # what is typed, code, line, column, a word of the message or hint
    ("a = 1\nb = “x”", "toml.curly-quotes", 2, 5, "“"),
    ("b = { x = ‘y’ }", "toml.curly-quotes", 1, 11, '"..."'),
    ("“b” = 1", "toml.curly-quotes", 1, 1, "“"),
    ('b = "x”\nc = 1', "toml.curly-quotes", 1, 8, "”"),
    ("b = 「x」", "toml.curly-quotes", 1, 5, "「"),
    ("b＝1", "toml.full-width", 1, 2, "type = "),
    ("b：1", "toml.full-width", 1, 2, "type = "),
    ("b = [1，2]", "toml.full-width", 1, 7, "type , "),
    ("b = [1、2]", "toml.full-width", 1, 7, "type , "),
    ("b = {c=1，d=2}", "toml.full-width", 1, 9, "，"),
    ("【b】", "toml.full-width", 1, 1, "type [ "),
    ("［b］", "toml.full-width", 1, 1, "type [ "),
    ("b = ２０", "toml.full-width", 1, 5, "type 2 "),
    ("b = 1\u3000", "toml.full-width", 1, 6, "space"),
    ("\u00a0b = 1", "toml.full-width", 1, 1, "space"),
    ("很满意 = 100", "toml.bare-key", 1, 1, '"很满意"'),
    ("b = { 很满意 = 100 }", "toml.bare-key", 1, 7, '"很满意"'),
    ("A级 = 100", "toml.bare-key", 1, 2, '"A级"'),
    ("[会前]", "toml.bare-key", 1, 2, '"会前"'),
    ("b = 湖南省", "toml.bare-text", 1, 5, "湖南省"),
    ("b = True # yes", "toml.bare-text", 1, 5, "True"),
    ('b = x"', "toml.bare-text", 1, 5, "x needs"),
    ("b = 02", "toml.number", 1, 6, "begin with 0"),
    ("b = 20分", "toml.number", 1, 7, "unit"),
    ("b = 20 分", "toml.number", 1, 8, "unit"),
    ("b = { c = 20分 }", "toml.number", 1, 13, "unit"),
    ("b = 20%", "toml.number", 1, 7, '"20%"'),
    ("b = .5", "toml.number", 1, 5, "0.5"),
    ("b = 1,000", "toml.number", 1, 6, "separators"),
    ("b = 2020-9-1", "toml.date", 1, 9, "2020-09-01"),
    ("b = 2020-02-30", "toml.date", 1, 5, "2020-09-01"),
    ("b = 2020年9月1日", "toml.date", 1, 9, "2020-09-01"),
    ('b = "x', "toml.quotes", 1, 7, "missing at the end"),
    ('b = "x\nc = 1', "toml.quotes", 1, 7, "missing at the end"),
    ("b = 'x\nc = 1\n", "toml.quotes", 1, 5, "missing at the end"),
    ('a = 1\nb = """x\ny\n', "toml.quotes", 2, 5, "missing at the end"),
    ("a = 1\nb = '''x\ny\n", "toml.quotes", 2, 5, "missing at the end"),
    ('b = "关于"评议"的办法"', "toml.quotes", 1, 9, "“ ”"),
    ("b =", "toml.no-value", 1, 4, "value is missing"),
    ("b = # later", "toml.no-value", 1, 5, "value is missing"),
    ("b = [1,, 2]", "toml.no-value", 1, 8, "value is missing"),
    ("b = 1\nb = 2", "toml.twice", 2, 6, "second time"),
    ("[b]\n[b]", "toml.twice", 2, 3, "double brackets"),
    ("b = {c = 1, c = 2}", "toml.twice", 1, 18, "second time"),
    ("b: 1", "toml.syntax", 1, 2, "followed by ="),
    ("[b\nc = 1", "toml.syntax", 1, 3, "bracket is missing"),
    ("b = [1 2]", "toml.syntax", 1, 8, "comma"),
    ("b = {c = 1 d = 2}", "toml.syntax", 1, 12, "comma"),
    ("b = 1 2", "toml.syntax", 1, 7, "left after"),
    ('b = "C:\\q"', "toml.syntax", 1, 10, "backslash"),
    ('b = "\x07"', "toml.syntax", 1, 6, "invisible"),
    ("= 1", "toml.syntax", 1, 1, "cannot be read"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), SYNTAX)
def test_a_syntax_error_is_named_as_what_was_typed(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.where.line) == (code, line)
    assert str(problem.message).startswith(f"column {column}: ")
    assert words in f"{problem.message} {problem.hint} "


@pytest.mark.parametrize("before", ["", "a = 1\n", "\ufeff", "a = 1\r\n# 注\r\n"])
def test_what_stands_before_does_not_change_what_is_said(before: str) -> None:
    alone, below = only_problem("b = 20分"), only_problem(before + "b = 20分")
    assert below.where.line == 1 + before.count("\n")
    assert (str(below.message), str(below.hint)) == (str(alone.message), str(alone.hint))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gbk", "gb18030"])
def test_another_encoding_is_named(encoding: str) -> None:
    problem = only_problem('title = "省水利厅"'.encode(encoding))
    assert problem.code == "toml.encoding"
    assert ("UTF-16" if "16" in encoding else "GBK") in str(problem.message)
    assert "UTF-8" in str(problem.hint)


def test_a_damaged_text_is_shown_by_its_line() -> None:
    damaged = 'a = 1\ntitle = "省水利厅和省教育厅"'.encode().replace("省教".encode(), b"\xe7\x9c")
    problem = only_problem(damaged)
    assert (problem.code, problem.where.line) == ("toml.encoding", 2)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert parsed("\ufefftitle = '省'".encode(), "x.toml").table == {"title": "省"}


def test_a_file_that_is_not_there_or_is_no_file_is_a_problem(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        (problem,) = read_toml(path, "none.toml").problems
        assert (problem.code, str(problem.where)) == ("toml.no-file", "none.toml")


@pytest.mark.parametrize(("more", "code"), [(0, None), (1, "toml.too-large")])
def test_a_file_may_have_256_kib(tmp_path: Path, more: int, code: str | None) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (LARGEST + more))
    assert [problem.code for problem in read_toml(path, "large.toml").problems] == (
        [code] if code else []
    )


HARMFUL = {
    "lists in lists": ("a = " + "[" * 5000, "toml.too-deep"),
    "lists in lists, closed": ("a = " + "[" * 300 + "]" * 300, "toml.too-deep"),
    "tables in tables": ("a = " + "{a = " * 300 + "1" + "}" * 300, "toml.too-deep"),
    "a long key": (".".join("a" * 900) + " = 1", "toml.too-deep"),
    "a longer key": (".".join("a" * 20_000) + " = 1", "toml.too-deep"),
    "a long number": ("a = 1\nb = " + "9" * 5000, "toml.long-number"),
}


@pytest.mark.parametrize(("text", "code"), HARMFUL.values(), ids=HARMFUL)
def test_what_is_meant_to_harm_is_one_problem(text: str, code: str) -> None:
    problem = only_problem(text)
    assert problem.code == code
    assert problem.where.line == (2 if "\n" in text else problem.where.line)


SLOW = {
    "components": '[[component]]\nid = "x"\n' * 10_000,
    "items": "allowed = [" + "1, " * 80_000 + "]",
    "lines of items": "[[component]]\nkind = 'ballot'\nallowed = [\n" + "1,\n" * 20_000 + "]",
    "keys": "".join(f"k{number} = 1\n" for number in range(5_000)),
    "dotted keys": "".join(f"a.k{number} = 1\n" for number in range(5_000)),
    "headings": "".join(f"[a.k{number}]\n[b.k{number}]\n" for number in range(8_000)),
    "an unended line": "a" * 250_000,
    "digits": "a = " + "1" * 4_000 + "a" * 200_000,
    "quotation marks": "a = '" + '"' * 250_000,
    "exponents": "".join(f"k{number} = 1e999999\n" for number in range(10_000)),
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_what_is_meant_to_take_long_does_not(text: str) -> None:
    begun = time.process_time()
    scheme, problems = validated(Scheme, parsed(text.encode(), "x.toml"), STAND_INS)
    assert scheme is None
    assert [str(problem) for problem in problems]
    assert time.process_time() - begun < 5


LINES = """\
id = "a"

[[component]]
id = "base"
worth = { "很满意" = 100, "满意" = 80 }
allowed = [
  100,   # best
  95, 90,
  "x",
]
round.component = 2
[component.majority]
of = "members"
[[component.criterion]]
id = "c1"
[[component.criterion]]
id = "c2"

[[component]]
id = 'live'
table.a = 1
table.b = [
  true,
  { c = 1 },
]
source = \"""
one
two\"""
title = "x"
[total]
"places" = 2
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ((), 1),
        (("id",), 1),
        (("component",), 3),
        (("component", 0), 3),
        (("component", 0, "title"), 3),
        (("component", 0, "id"), 4),
        (("component", 0, "worth", "满意"), 5),
        (("component", 0, "worth", "不满意"), 5),
        (("component", 0, "allowed"), 6),
        (("component", 0, "allowed", 0), 7),
        (("component", 0, "allowed", 2), 8),
        (("component", 0, "allowed", 3), 9),
        (("component", 0, "allowed", 9), 6),
        (("component", 0, "round"), 11),
        (("component", 0, "round", "component"), 11),
        (("component", 0, "majority"), 12),
        (("component", 0, "majority", "members"), 12),
        (("component", 0, "majority", "of"), 13),
        (("component", 0, "criterion", 0), 14),
        (("component", 0, "criterion", 1, "id"), 17),
        (("component", 1), 19),
        (("component", 1, "id"), 20),
        (("component", 1, "table"), 21),
        (("component", 1, "table", "b", 0), 23),
        (("component", 1, "table", "b", 1, "c"), 24),
        (("component", 1, "source"), 26),
        (("component", 1, "title"), 29),
        (("component", 2), 3),
        (("total",), 30),
        (("total", "places"), 31),
        (("total", "rounding"), 30),
        (("title",), 1),
    ],
)
def test_a_value_is_found_on_its_line(key: tuple[str | int, ...], line: int) -> None:
    assert line_of(LINES, key) == line
    assert line_of(LINES.replace("\n", "\r\n"), key) == line


def test_lines_are_found_where_tomlkit_gives_up() -> None:
    deep = LINES + "[new]\na = " + "[" * 150 + "]" * 150 + "\n[[component]]\nb.c = 1\n"
    with pytest.raises(ParseError):
        tomlkit.parse(deep)
    assert line_of(deep, ("component", 1, "id")) == 20
    assert line_of(deep, ("component", 0, "criterion", 1, "id")) == 17
    assert line_of(deep, ("component", 0, "allowed", 2)) == 6
    assert line_of(deep, ("total", "places")) == 31
    assert line_of(deep, ("new", "a", 0)) == 33
    assert line_of(deep, ("component", 2, "b", "c")) == 35
    assert line_of(deep, ("component", 2, "id")) == 34


def test_what_later_toml_allows_has_its_lines_too() -> None:
    assert line_of(LINES + "[new]\na = {\n  b = 1,\n}\nc = 2\n", ("new", "a", "b")) == 34


def test_a_long_text_has_its_lines_too() -> None:
    long = LINES + "# \n" * 40_000
    assert line_of(long, ("component", 1, "id")) == 20
    assert line_of(long, ("total", "places")) == 31


PIECES = st.sampled_from(
    'a b = . " \' [ ] [[ ]] { } , # 1 -1 0.5 1e9 \n \n \r\n 很 “ ” ＝ ， true """ \\ \\u 2020-09-01'
    " component id kind worth \x00 \x1f \ufeff".split(" ")
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_is_a_table_or_one_problem(text: str) -> None:
    read = parsed(text.encode("utf-8", "surrogatepass"), "x.toml")
    assert (read.table is None) == (len(read.problems) == 1)
    for problem in read.problems:
        assert problem.where.line <= text.count("\n") + 1
        assert "\n" not in f"{problem}{problem.hint}"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_one_problem(content: bytes) -> None:
    read = parsed(content, "x.toml")
    assert (read.table is None) == (len(read.problems) == 1)
