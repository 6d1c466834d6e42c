"""docs/architecture.md shows the house as it stands."""

import re

from tests.docs.pages import in_use, rows, spans, text_of
from tests.sources import ROOT
from tests.unit.test_layering import FLOORS, SHELL

PAGE = "docs/architecture.md"


def floors_shown() -> dict[str, str]:
    """Return the modules in the table of floors, each with its floor as it is shown."""
    shown = {}
    for floor, module, *_ in rows(text_of(PAGE)):
        if floor == "shell" or floor.isdigit():
            shown[module.strip("`")] = floor
    return shown


def test_every_module_in_use_has_its_floor_and_no_other() -> None:
    top = {name.split(".")[1] for name in in_use() if "." in name} - {"__main__"}
    assert sorted(floors_shown()) == sorted(top)


def test_floors_are_those_that_are_held() -> None:
    held = {
        name: "shell" if floor.number >= SHELL else str(floor.number)
        for name, floor in FLOORS.items()
    }
    shown = floors_shown()
    assert shown == {name: held[name] for name in shown}


def test_every_dependency_is_named_with_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.search(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert needed
    listed = {cells[0] for cells in rows(text_of(PAGE))}
    assert set(re.findall(r'"([\w-]+)[><=]', needed[1])) <= listed


def test_functions_and_modules_named_are_there() -> None:
    named = {span for span in spans(text_of(PAGE)) if re.fullmatch(r"[a-z]+(\.[a-z_]+)+", span)}
    modules = in_use()
    for span in named:
        module, _, name = span.rpartition(".")
        found = f"scoring.{span}" in modules
        tree = modules.get(f"scoring.{module}") or modules.get(f"scoring.{module}.{name}")
        assert found or tree is not None, span
