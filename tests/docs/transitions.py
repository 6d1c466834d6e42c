"""docs/transitions.md in both languages: which parts of it are printed, and from what.

``pytest tests/docs --write-docs`` puts them in.
"""

import ast
import re
from collections import defaultdict
from string import Formatter

from scoring.meeting.acts import ACTS
from scoring.report.life_of_a_meeting import refusals_table, state_diagrams, transition_tables
from scoring.wording import Phrase
from tests.docs.pages import text_of
from tests.sources import sources_of

ENGLISH, CHINESE = "docs/transitions.md", "docs/transitions.zh-CN.md"

BEFORE_THERE_IS_A_WISH = ("scoring.meeting.typed_words", "scoring.meeting.rehearsal")
"""They refuse what was typed, or to make wishes up; no act is refused by them."""

_PRINTED = re.compile(r"(?<=<!-- printed: )([a-z ]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)


def sentences() -> dict[str, list[Phrase]]:
    """Return what every code that refuses a wish says, by code; its values by their names."""
    found: dict[str, set[Phrase]] = defaultdict(set)
    for name, text in sources_of("scoring").items():
        if not name.startswith("scoring.meeting") or name in BEFORE_THERE_IS_A_WISH:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refusal":
                code, sentence = node.args
                assert isinstance(sentence, ast.Call)
                found[ast.literal_eval(code)].add(_named(ast.literal_eval(sentence.args[0])))
    return {code: sorted(told, key=lambda one: one.template) for code, told in found.items()}


def _named(template: str) -> Phrase:
    names = (name for _, name, _, _ in Formatter().parse(template) if name)
    return Phrase(template, tuple((name, f"{{{name}}}") for name in names))


def parts() -> dict[str, str]:
    """Return each part of the page that is printed, in the language that is spoken."""
    diagrams = state_diagrams(ACTS).items()
    drawn = {f"{name} diagram": f"```mermaid\n{text}\n```" for name, text in diagrams}
    return {**transition_tables(ACTS), **drawn, "refusals": refusals_table(ACTS, sentences())}


def printed(page: str) -> str:
    """Return the text of ``page`` with what is printed in it as it is now. Raises KeyError."""
    now = parts()
    return _PRINTED.sub(lambda part: f"{part[1]}{part[2]}\n{now[part[1]]}\n\n", text_of(page))


def printed_in(page: str) -> list[str]:
    """Return the names of the parts that ``page`` has, in its order."""
    return [name for name, _ in _PRINTED.findall(text_of(page))]
