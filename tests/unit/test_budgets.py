"""How large things may grow, and what has to be said beside them."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping

import pytest

from tests.sources import sources_of

MODULE_LINES = 400
FUNCTION_LINES = 30
"""Lines of code: docstrings, comments and blank lines are not counted."""

NAMED_TWICE: Mapping[str, str] = {}
"""Public type names that may mean several things, at most five, each with the reason why."""

Function = ast.FunctionDef | ast.AsyncFunctionDef

NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
SILENCERS = re.compile(r"noqa|type:\s*ignore|ruff:|mypy:|pragma:")
EXCUSED = [
    re.compile(r"# noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - \w.+"),
    re.compile(r"# type: ignore\[[a-z-]+(, [a-z-]+)*\]  # \w.+"),
]
"""``# noqa: RUF001 - as typed`` and ``# type: ignore[arg-type]  # their stubs are wrong``."""


def overruns(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each module and function of ``sources`` that is too long."""
    return [sentence for name, text in sources.items() for sentence in _overruns(name, text)]


def unexplained(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each public thing in ``sources`` that has no docstring."""
    return [
        f"{name}:{getattr(node, 'lineno', 1)} has no docstring"
        for name, text in sources.items()
        for node in _public(ast.parse(text))
        if not ast.get_docstring(node)
    ]


def unexcused(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each comment in ``sources`` that silences a tool without saying why."""
    return [
        f"{name}:{token.start[0]} silences a tool without a code and a reason"
        for name, text in sources.items()
        for token in _tokens(text)
        if token.type == tokenize.COMMENT and SILENCERS.search(token.string)
        if not any(form.fullmatch(token.string) for form in EXCUSED)
    ]


def ambiguous(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each public type name that several modules of ``sources`` define."""
    homes: dict[str, list[str]] = {}
    for module, text in sources.items():
        for name in dict.fromkeys(_types(ast.parse(text))):
            homes.setdefault(name, []).append(module)
    return [
        f"{name} is defined in {', '.join(modules)}"
        for name, modules in homes.items()
        if len(modules) > 1
    ]


def _types(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the public classes and aliases at the top of a module."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                found = name
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                found = name
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.isupper():
                found = name
            case _:
                continue
        if found[0].isupper():
            yield found


def _overruns(name: str, text: str) -> Iterator[str]:
    length = len(text.splitlines())
    if length > MODULE_LINES:
        yield f"{name} has {length} lines"
    tree = ast.parse(text)
    code = _code_lines(text) - _docstring_lines(tree)
    for node in ast.walk(tree):
        if isinstance(node, Function):
            length = len(code.intersection(range(node.lineno, (node.end_lineno or 0) + 1)))
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno} {node.name} has {length} lines of code"


def _tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    return tokenize.generate_tokens(io.StringIO(text).readline)


def _code_lines(text: str) -> set[int]:
    return {
        line
        for token in _tokens(text)
        if token.type not in NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }


def _docstring_lines(tree: ast.Module) -> set[int]:
    """Return the lines of all texts that stand alone: docstrings, also those of attributes."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }


def _public(
    node: ast.Module | ast.ClassDef | Function,
) -> Iterator[ast.Module | ast.ClassDef | Function]:
    """Yield ``node`` and the public classes and functions in it; what is in a function is not."""
    yield node
    if not isinstance(node, Function):
        for inner in node.body:
            if isinstance(inner, ast.ClassDef | Function) and not inner.name.startswith("_"):
                yield from _public(inner)


def test_modules_and_functions_stay_within_their_budgets() -> None:
    found = overruns(sources_of("scoring", "tui"))
    assert not found, "\n".join(found)


def test_everything_public_has_a_docstring() -> None:
    found = unexplained(sources_of("scoring", "tui"))
    assert not found, "\n".join(found)


def test_no_tool_is_silenced_without_a_code_and_a_reason() -> None:
    found = unexcused(sources_of("scoring", "tui", "tests"))
    assert not found, "\n".join(found)


def test_a_public_type_name_means_one_thing() -> None:
    found = ambiguous(sources_of("scoring", "tui", "webui"))
    assert not [one for one in found if one.split()[0] not in NAMED_TWICE], "\n".join(found)
    assert NAMED_TWICE.keys() <= {one.split()[0] for one in found}, "an exception nobody needs"
    assert len(NAMED_TWICE) <= 5, "a name wants renaming, not one more exception"


def function_of(lines: int, around: str = "") -> str:
    """Return the source of a function with so many lines of code, and ``around`` inside it."""
    return "def count():\n" + around + "    pass\n" * (lines - 1)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("\n" * 400, []),
        ("\n" * 401, ["tally has 401 lines"]),
        (function_of(30, around='    """Say\n\n    much.\n    """\n\n    # why\n'), []),
        (function_of(31), ["tally:1 count has 31 lines of code"]),
        ("async " + function_of(31), ["tally:1 count has 31 lines of code"]),
        (
            function_of(30, around='    text = """\n    one\n    """\n'),
            ["tally:1 count has 33 lines of code"],
        ),
        (
            "class Tally:\n" + "".join(f"    {line}\n" for line in function_of(31).splitlines()),
            ["tally:2 count has 31 lines of code"],
        ),
    ],
)
def test_what_is_too_long_is_found(source: str, found: list[str]) -> None:
    assert overruns({"tally": source}) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", ["tally:1 has no docstring"]),
        ('"""A."""\ndef count(): ...', ["tally:2 has no docstring"]),
        ('"""A."""\nclass Tally: ...', ["tally:2 has no docstring"]),
        (
            '"""A."""\nclass Tally:\n    """B."""\n    async def count(self): ...',
            ["tally:4 has no docstring"],
        ),
        ('"""A."""\ndef _count(): ...\nclass _Tally:\n    def count(self): ...', []),
        ('"""A."""\ndef count():\n    """B."""\n    def inner(): ...', []),
    ],
)
def test_what_is_public_and_unexplained_is_found(source: str, found: list[str]) -> None:
    assert unexplained({"tally": source}) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("class Line: ...", "class Line: ...", ["Line is defined in tally, round"]),
        ("Line: TypeAlias = str", "class Line: ...", ["Line is defined in tally, round"]),
        ("Line = Annotated[str, 1]", "Line = dict[str, str]", ["Line is defined in tally, round"]),
        ("class Line: ...", "from tally import Line", []),
        ("class Line: ...\nclass Line: ...", "class Row: ...", []),
        ("class _Line: ...", "class _Line: ...", []),
        ("LINE = 1", "LINE = 2", []),
        ('T = TypeVar("T")', 'T = TypeVar("T")', []),
        ("line = 1", "line = 2", []),
        ("class Line:\n    class Row: ...", "class Row: ...", []),
    ],
)
def test_a_type_name_with_several_meanings_is_found(
    first: str, second: str, found: list[str]
) -> None:
    assert ambiguous({"tally": first, "round": second}) == found


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: E501",
        "# noqa - it is long",
        "# noqa: E501 -",
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type: ignore  # their stubs are wrong",
        "# ruff: noqa",
        "# mypy: ignore-errors",
        "# pragma: no cover",
    ],
)
def test_a_tool_silenced_without_a_reason_is_found(comment: str) -> None:
    assert unexcused({"tally": f"x = 1\ny = 2  {comment}\n"}) == [
        "tally:2 silences a tool without a code and a reason"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa: RUF001 - as typed",
        "x = 1  # noqa: RUF001, E501 - as typed",
        "x = 1  # type: ignore[arg-type]  # their stubs are wrong",
        "x = '# noqa'",
        "x = 1  # a remark",
    ],
)
def test_a_tool_silenced_with_a_reason_is_left_in_peace(line: str) -> None:
    assert unexcused({"tally": line}) == []
