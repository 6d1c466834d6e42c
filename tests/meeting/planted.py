"""Plants bugs in the life of a meeting, one after the other, and says which test catches each.

    python -m tests.meeting.planted            all of them, each until something catches it
    python -m tests.meeting.planted --all      each through the model, the laws, the pages, the disk
    python -m tests.meeting.planted quorum     only those named so

Every bug is planted in a copy of the tree; the tree itself is not touched. Ends with 1 when a bug
survives, and with 2 when the tests fail without any bug.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import ROOT, Edit, copy, first_failure, path_of, plant, tell

HERE = "tests/meeting"
SUITES = {
    "model": [f"{HERE}/test_model.py", "--hypothesis-profile=planted"],
    "laws": [f"{HERE}/test_laws.py"],
    "pages": [f"{HERE}/test_transitions.py"],
    "disk": [f"{HERE}/test_session.py", f"{HERE}/test_pins.py"],
}

NOTHING = "if False:"

PLANTED: dict[str, Edit] = {
    "one person's reading agrees with itself": Edit(
        "meeting/state",
        "given.count(cell) >= readers",
        "2 * given.count(cell) >= readers",
    ),
    "a sheet that one person read is enough": Edit(
        "meeting/verification",
        "if not sheet.void and _complete(attempt, verdict) < needed",
        "if not sheet.void and _complete(attempt, verdict) < 1",
    ),
    "the third reading is by somebody who read the sheet": Edit(
        "meeting/sheets", "if wish.by in sheet.readings:", NOTHING
    ),
    "anybody reads a sheet that two have read": Edit(
        "meeting/sheets", "return len(whole) >= needed", "return len(whole) > needed"
    ),
    "a mark one step above the highest is allowed": Edit(
        "meeting/sheets",
        "return cell >= state.frozen.markings[criterion].count",
        "return cell > state.frozen.markings[criterion].count",
    ),
    "somebody hands over with empty cells": Edit("meeting/sheets", "if unfinished:", NOTHING),
    "more sheets came back than were issued, and are collected": Edit(
        "meeting/rounds", "elif len(attempt.sheets) > attempt.issued:", "elif False:"
    ),
    "a line that does not balance is collected": Edit(
        "meeting/rounds", "for one in unsettled(reconciliation(state, attempt)):", "for one in ():"
    ),
    "a round is collected twice": Edit(
        "meeting/rounds",
        '_simply(wish, state, RoundCollected, "open", "paused")',
        '_simply(wish, state, RoundCollected, "open", "paused", "collected")',
    ),
    "a quorum is half": Edit(
        "meeting/attendance", "present > quorum * members", "present >= quorum * members"
    ),
    "recusals are forgotten": Edit(
        "meeting/attendance",
        "_attended(state, replace(there, recused=there.recused | {(fact.deputy, fact.unit)}))",
        "_attended(state, there)",
    ),
    "a withdrawn sheet stays": Edit(
        "meeting/paper", "if name not in fact.numbers}", "if name not in ()}"
    ),
    "a void sheet is a zero": Edit("meeting/results", "return Absence.VOID", "return 0"),
    "a correction takes one officer": Edit(
        "meeting/results",
        "yield from unfit(state, wish.by, needed_officers(state))\n    unfounded",
        "yield from unfit(state, wish.by, 1)\n    unfounded",
    ),
    "one officer named twice is two": Edit("meeting/deciding", "len(set(by)) <", "len(by) <"),
    "who read a sheet rules it": Edit(
        "meeting/deciding", "tuple(sorted(set(by) & set(readers)))", "()"
    ),
    "nothing needs a reason": Edit("meeting/deciding", "if not reason.strip():", NOTHING),
    "a blank is a reason": Edit("meeting/deciding", "if not reason.strip():", "if not reason:"),
    "what somebody took back is still read": Edit(
        "meeting/sheets",
        ".get(fact.by, {}).items() if at != spot}",
        ".get(fact.by, {}).items()}",
    ),
    "somebody takes back another's reading": Edit(
        "meeting/sheets",
        "if not missing and where not in attempt.sheets[sheet].readings.get(by, {}):",
        "if not missing and not any(\n"
        "            where in own for own in attempt.sheets[sheet].readings.values()):",
    ),
    "somebody takes back a reading that was handed over": Edit(
        "meeting/sheets",
        "    if by in attempt.handed_over:\n        yield Refusal(",
        "    if False:\n        yield Refusal(",
    ),
    "of a correction only the first cell counts": Edit(
        "meeting/results",
        "        after = apply(apply(after, facts[0]), facts[1])",
        "        after = apply(apply(state, facts[0]), facts[1])",
    ),
    "a query is no obstacle": Edit(
        "meeting/state", "        if spot in sheet.queries:\n            return None\n", ""
    ),
    "an acceptance survives a changed cell": Edit(
        "meeting/sheets", "if not sheet.accepted:", "if True:"
    ),
    "the next attempt has the sheets of the last": Edit(
        "meeting/deciding",
        "return known or Round(fact.round, fact.attempt, state.frozen.spots(fact.round))",
        "earlier = state.rounds.get((fact.round, fact.attempt - 1))\n"
        "    return known or replace(\n"
        "        earlier or Round(fact.round, 1, state.frozen.spots(fact.round)),\n"
        "        attempt=fact.attempt)",
    ),
    "the past is changed in place": Edit(
        "meeting/deciding",
        "return replace(state, rounds={**state.rounds, (attempt.id, attempt.attempt): attempt})",
        "state.rounds[attempt.id, attempt.attempt] = attempt\n    return replace(state)",
    ),
    "the first is revealed before the last": Edit(
        "meeting/results", "last.hidden[0])", "last.hidden[-1])"
    ),
    "the last unit to be revealed leaves the result unrevealed": Edit(
        "meeting/results", "whole = len(last.hidden) <= 1", "whole = not last.hidden"
    ),
    "a correction is revealed at once": Edit(
        "meeting/results",
        "Version(fact.version, fact.ranking)",
        "Version(fact.version, fact.ranking, (), bool(state.versions))",
    ),
    "blank cells are missing from the reconciliation": Edit(
        "meeting/verification", '"blank": found[Absence.BLANK]', '"blank": 0'
    ),
    "levels lose their order in the record": Edit(
        "scheme/scheme_json", 'frozenset({"parts", "worth"})', "frozenset()"
    ),
    "readings come back in another place": Edit(
        "session", "heads.event_count + len(events)}", "heads.event_count}"
    ),
    "every event tells the time": Edit(
        "session", '**(state if line["kind"] in states else {})', "**state"
    ),
    "the scheme's own file is not watched": Edit(
        "freezing", "*_rules(folder.path, notice.scheme),", ""
    ),
    "wrong PINs are not counted": Edit(
        "officers", "wrong = 0 if right else own.wrong % MOST_TRIES + 1", "wrong = 0"
    ),
}


def main() -> int:
    """Plant what was asked for and report; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="parts of the names of the bugs; all without")
    parser.add_argument("--all", action="store_true", help="go on to the next suite after a catch")
    asked = parser.parse_args()
    chosen = [name for name in PLANTED if any(part in name for part in asked.names or [""])]
    if not chosen:
        parser.error("no bug is called so")
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copy(tree)
        shutil.copytree(ROOT / "docs", tree / "docs")
        if failing := caught(tree, go_on=False):
            tell(f"fails without any bug: {failing[0]}")
            return 2
        survivors = [name for name in chosen if not report(tree, name, go_on=asked.all)]
    tell(f"{len(chosen) - len(survivors)} of {len(chosen)} bugs were caught")
    return 1 if survivors else 0


def report(tree: Path, name: str, *, go_on: bool) -> bool:
    """Plant the bug called ``name``, print what catches it, and say whether anything does."""
    began, edit = time.monotonic(), PLANTED[name]
    path = path_of(tree, edit)
    right = path.read_text(encoding="utf-8")
    plant(tree, edit)
    found = caught(tree, go_on=go_on)
    path.write_text(right, encoding="utf-8")
    tell(f"{'caught  ' if found else 'SURVIVED'} {name} ({time.monotonic() - began:.0f} s)")
    for test in found:
        tell(f"         {test}")
    return bool(found)


def caught(tree: Path, *, go_on: bool) -> Sequence[str]:
    """Run the suites on ``tree`` and return the first test that fails, of each if ``go_on``."""
    found = []
    for suite, arguments in SUITES.items():
        if test := first_failure(tree, arguments):
            found.append(f"{suite}: {test}")
            if not go_on:
                break
    return found


if __name__ == "__main__":
    sys.exit(main())
