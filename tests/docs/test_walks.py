"""The walks of docs/architecture.md, walked: each function they name is called, step after step."""

import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from shutil import copytree
from types import CodeType, FrameType, FunctionType

import pytest

from scoring.cli import main
from scoring.locales import use
from scoring.wording import say, speak
from tests.cli.running import GOLDEN, SAMPLE
from tests.docs.pages import spans
from tests.docs.test_architecture import is_there, modules, walks
from tests.screens.piloting import Hands, at_terminal
from tests.screens.rooms import begun, counted, sample_folder, with_sheets

NOT_TAKEN = {
    "live.terminals.desk.Desk.do",  # what a screen knows of the two below
    "live.terminals.attaching.AttachedDesk.do",  # at another terminal
    "tui.keys.sheaf.Sheaf.failed",  # where the record cannot answer
    "files.file_problems.Findings.error",  # where a text is no mark
}
"""What the walks name at a turn that was not taken."""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak English, and as before afterwards."""
    monkeypatch.setenv("PINGYI_LANG", "en")
    use("en")
    yield
    speak(str)


@contextmanager
def called() -> Iterator[dict[CodeType, int]]:
    """Note when each function was first called, on whatever thread, while this is entered."""
    found: dict[CodeType, int] = {}

    def look(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            found.setdefault(frame.f_code, len(found))

    threading.setprofile(look)
    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def functions(step: str) -> dict[str, CodeType]:
    """Return the functions that a step names; what are no functions is left out."""
    named = {span: found(span) for span in spans(step) if "." in span and is_there(span)}
    return {
        span: one.__code__
        for span, one in named.items()
        if isinstance(one, FunctionType) and span not in NOT_TAKEN
    }


def found(span: str) -> object:
    """Return what ``span`` names; None for what is no value, such as a field."""
    parts = span.split(".")
    end = next(end for end in range(len(parts), 0, -1) if ".".join(parts[:end]) in modules())
    package = () if parts[0] == "tui" else ("scoring",)
    one: object = import_module(".".join((*package, *parts[:end])))
    for name in parts[end:]:
        one = getattr(one, name, None)
    return one


def steps_of(walk: str) -> list[str]:
    """Return the steps of the walk whose heading begins with ``walk``."""
    return next(steps for heading, steps in walks().items() if heading.startswith(walk))


def taken(steps: list[str], go: Callable[[], None]) -> list[int]:
    """Return when each of ``steps`` was done, once all functions that it names had been called."""
    named = [functions(step) for step in steps]
    with called() as calls:
        go()
    missing = [span for step in named for span, code in step.items() if code not in calls]
    assert missing == []
    return [max(calls[code] for code in step.values()) for step in named if step]


def test_a_mark_goes_from_the_key_to_the_record(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)
    with_sheets(folder, 3).close()

    async def key(hands: Hands) -> None:
        await hands.sees(say("read the sheets"))
        await hands.press("3", "1", "enter")
        await hands.post("7", "5")
        await hands.settled()

    order = taken(steps_of("A mark,")[:6], lambda: _sat_at(folder, key))
    assert order == sorted(order)


def _sat_at(folder: Path, key: Callable[[Hands], Awaitable[None]]) -> None:
    at_terminal(folder, key)


def test_agreed_marks_go_from_the_record_to_the_documents(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path, sheets=3)

    def go() -> None:
        counted(folder).close()
        assert main(["report", str(folder), "--format", "txt"]) == 0

    first, second = taken(steps_of("A mark,")[6:], go)
    assert first < second


def test_a_row_goes_from_its_table_to_the_ranking(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    copytree(SAMPLE, folder)

    def go() -> None:
        assert main(["rank", str(folder)]) == 0
        assert main(["rank", str(folder), "--json"]) == 0

    order = taken(steps_of("A row"), go)
    assert order == sorted(order)


def test_a_scheme_key_goes_to_where_it_acts(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    copytree(GOLDEN / "speech-final", folder)
    other = sample_folder(tmp_path / "other")

    def go() -> None:
        begun(other).close()
        assert main(["explain", str(folder), "01"]) == 0
        assert main(["schemes", "show", "speech-final"]) == 0
        assert main(["report", str(folder), "--format", "xlsx"]) == 0

    taken(steps_of("A scheme key,"), go)
