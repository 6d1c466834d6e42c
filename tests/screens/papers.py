"""Sheets to key, without a screen: small stacks, and scripts of keys."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from scoring.ballots import Cell, is_mark
from scoring.meeting.state import SheetSpot
from scoring.scheme import Ballot
from tui.keys.keying import Keying
from tui.keys.mark_spelling import forms_of
from tui.keys.sheaf import Sheaf
from tui.keys.sheet_layout import At, SheetLayout, sheet_rows

WHOLE = {"scale": {"start": 60, "cap": 80}}
HALF = {"scale": {"start": 70, "cap": 80, "step": Decimal("0.5"), "floor": 60}}
HUNDRED = {"scale": {"start": 60, "cap": 100, "floor": 0}}
HALF_HUNDRED = {"scale": {"start": 60, "cap": 100, "floor": 0, "step": Decimal("0.5")}}
HALF_TEN = {"scale": {"start": 6, "cap": 10, "floor": 0, "step": Decimal("0.5")}}
CENTS = {"scale": {"start": 9, "cap": 10, "floor": 0, "step": Decimal("0.01")}}
VAST = {"scale": {"start": 0, "cap": 9999, "step": Decimal("0.01")}}
LISTED = {"allowed": [100, 95, 90]}
LEVELS = {"worth": {"很满意": 100, "满意": 80, "基本满意": 60, "不满意": 0}}

UNITS = ("甲", "乙", "丙")


def component(marks: Mapping[str, object], name: str = "live") -> Ballot:
    part = {"kind": "ballot", "id": name, "title": "现场测评", "points": 80, "full": 10_000}
    return Ballot.model_validate(part | dict(marks))


def stack(
    marks: Mapping[str, object] = WHOLE,
    *,
    sheets: int = 3,
    criteria: Iterable[str] = ("live",),
    kept: Mapping[tuple[str, SheetSpot], Cell] | None = None,
    layout: SheetLayout | None = None,
) -> Keying:
    """Return somebody who is about to key the first cell of a stack of sheets: 001 and on."""
    named = tuple(criteria)
    spots = [(unit, criterion) for unit in UNITS for criterion in named]
    numbers = [f"{number:03}" for number in range(1, sheets + 1)]
    layout = layout or sheet_rows(numbers, spots)
    forms = forms_of(component(marks))
    return Keying(layout, dict.fromkeys(named, forms), Sheaf(layout, kept or {}), At(0, 0))


def keyed(keying: Keying, script: str, start: float = 0.0, pace: float = 0.2) -> Keying:
    """Press the keys of ``script``: names and runs of characters, parted by blanks."""
    names = set(
        "enter escape backspace delete left right up down tab shift+tab home end pageup pagedown "
        "ctrl+up ctrl+down ctrl+home ctrl+end ctrl+left ctrl+right f2 f4 f5 f6 f7 f9 ctrl+z ctrl+y "
        "f3".split()
    )
    now = start
    for word in script.split():
        for key in [word] if word in names else word:
            keying.press(key, now)
            now += pace
    return keying


def grid(keying: Keying) -> list[list[str]]:
    """Return what stands in all cells, as texts; an empty cell is ``_``."""
    words = {-1: ".", -2: "-", -3: "*", -4: "/", -5: "="}
    forms = keying.forms

    def text(cell: Cell | None) -> str:
        if cell is None:
            return "_"
        return forms.text(cell) if is_mark(cell) else words[cell]

    return [
        [text(keying.sheaf.value(At(number, column))) for column in range(len(row.spots))]
        for number, row in enumerate(keying.layout.rows)
    ]


def shown(keying: Keying) -> str:
    """Return all cells on one line, rows parted by `` | ``."""
    return " | ".join(" ".join(row) for row in grid(keying))
