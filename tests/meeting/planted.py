"""Plants bugs in the life of a meeting, one after the other, and says which test catches each.

    python -m tests.meeting.planted            all of them, each until something catches it
    python -m tests.meeting.planted --all      each through all suites
    python -m tests.meeting.planted quorum     only those named so

Every bug is planted in a copy of the tree; the tree itself is not touched. Ends with 1 when a bug
survives, and with 2 when the tests fail without any bug or a bug has lost its place.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import ROOT, Edit, copy, first_failure, misplaced, path_of, plant, tell

HERE = "tests/meeting"
SUITES = {
    "facts": ["tests/unit/test_words_of_facts.py", "tests/record/test_formats.py"],
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
        "meeting/acts/read", "if wish.by in sheet.readings:", NOTHING
    ),
    "anybody reads a sheet that two have read": Edit(
        "meeting/sheet_checks", "return len(whole) >= needed", "return len(whole) > needed"
    ),
    "a mark one step above the highest is allowed": Edit(
        "meeting/sheet_checks",
        "return cell >= state.frozen.markings[criterion].count",
        "return cell > state.frozen.markings[criterion].count",
    ),
    "somebody hands over with empty cells": Edit(
        "meeting/acts/hand_over", "if unfinished:", NOTHING
    ),
    "more sheets came back than were issued, and are collected": Edit(
        "meeting/acts/collect", "elif len(attempt.sheets) > attempt.issued:", "elif False:"
    ),
    "a line that does not balance is collected": Edit(
        "meeting/acts/collect",
        "for one in unsettled(reconciliation(state, attempt)):",
        "for one in ():",
    ),
    "a round is collected twice": Edit(
        "meeting/acts/collect",
        'stages=("open", "paused"),',
        'stages=("open", "paused", "collected"),',
    ),
    "a quorum is half": Edit(
        "meeting/quorum", "present > quorum * members", "present >= quorum * members"
    ),
    "recusals are forgotten": Edit(
        "meeting/acts/recuse",
        "recused = there.recused | {(fact.deputy, fact.unit)}",
        "recused = there.recused",
    ),
    "a withdrawn sheet stays": Edit(
        "meeting/acts/withdraw", "if name not in fact.numbers}", "if name not in ()}"
    ),
    "no third reader is kept": Edit(
        "meeting/people_needed",
        '{"double": 1, "none": 0, "device": 1}',
        '{"double": 0, "none": 0, "device": 0}',
    ),
    "nobody is kept who rules": Edit(
        "meeting/people_needed",
        "rulers = scheme.procedure.officers if scheme.procedure.officers > 1 else 0",
        "rulers = 0",
    ),
    "one scrutineer certifies for two": Edit(
        "meeting/people_needed",
        "if scheme.procedure.officers > 1 and certifying.lacking:",
        NOTHING,
    ),
    "everybody may have seen a sheet": Edit(
        "meeting/people_needed", "if by in seen or not state.by_format_2:", "if True:"
    ),
    "the last who could read a sheet hands over": Edit(
        "meeting/acts/hand_over", "    if lost:", "    if False:"
    ),
    "who read a sheet accepts what looks mis-keyed": Edit(
        "meeting/acts/accept", "if sheet and state.by_format_2 else ()", "if False else ()"
    ),
    "anything is a reason": Edit(
        "meeting/refusals",
        "elif in_words and (fault := reason_fault(reason, kind)):",
        "elif in_words and (fault := None):",
    ),
    "a withdrawn unit's round is held": Edit(
        "meeting/state", "if attempt.begun or id_ not in gone:", "if True:"
    ),
    "a withdrawn unit is ranked": Edit(
        "meeting/acts/withdraw_unit", "ranked=False, why=fact.reason", "why=fact.reason"
    ),
    "an officer is appointed by one": Edit(
        "meeting/acts/appoint",
        "unfit(state, wish.by, needed_officers(state))",
        "unfit(state, wish.by, 1)",
    ),
    "a void sheet is a zero": Edit("meeting/results", "return Absence.VOID", "return 0"),
    "a correction takes one officer": Edit(
        "meeting/acts/correct",
        "yield from unfit(state, wish.by, needed_officers(state))\n    unfounded",
        "yield from unfit(state, wish.by, 1)\n    unfounded",
    ),
    "one officer named twice is two": Edit("meeting/refusals", "len(set(by)) <", "len(by) <"),
    "who read a sheet rules it": Edit(
        "meeting/refusals", "tuple(sorted(set(by) & set(readers)))", "()"
    ),
    "nothing needs a reason": Edit("meeting/refusals", "if not reason.strip():", NOTHING),
    "a blank is a reason": Edit("meeting/refusals", "if not reason.strip():", "if not reason:"),
    "what somebody took back is still read": Edit(
        "meeting/acts/clear",
        ".get(fact.by, {}).items() if at != spot}",
        ".get(fact.by, {}).items()}",
    ),
    "somebody takes back another's reading": Edit(
        "meeting/acts/clear",
        "if not missing and (unit, criterion) not in attempt.sheets[sheet].readings.get(by, {}):",
        "if not missing and not any(\n"
        "            (unit, criterion) in own for own in attempt.sheets[sheet].readings.values()):",
    ),
    "somebody takes back a reading that was handed over": Edit(
        "meeting/acts/clear",
        "    if by in attempt.handed_over:\n        yield Refusal(",
        "    if False:\n        yield Refusal(",
    ),
    "of a correction only the first cell counts": Edit(
        "meeting/acts/correct",
        "result_of(apply_all(state, made),",
        "result_of(apply_all(state, made[:2]),",
    ),
    "a query is no obstacle": Edit(
        "meeting/state", "        if spot in sheet.queries:\n            return None\n", ""
    ),
    "an acceptance survives a changed cell": Edit(
        "meeting/sheet_checks", "if not sheet.accepted:", "if True:"
    ),
    "the next attempt has the sheets of the last": Edit(
        "meeting/state",
        "return known or Round(fact.round, fact.attempt, self.frozen.spots(fact.round))",
        "earlier = self.rounds.get((fact.round, fact.attempt - 1))\n"
        "        return known or replace(\n"
        "            earlier or Round(fact.round, 1, self.frozen.spots(fact.round)),\n"
        "            attempt=fact.attempt)",
    ),
    "the past is changed in place": Edit(
        "meeting/state",
        "return replace(self, rounds={**self.rounds, (attempt.id, attempt.attempt): attempt})",
        "self.rounds[attempt.id, attempt.attempt] = attempt\n        return replace(self)",
    ),
    "the first is revealed before the last": Edit(
        "meeting/acts/reveal_next", "tuple(reversed(next_place(state)))", "last.hidden[-1:]"
    ),
    "the last unit to be revealed leaves the result unrevealed": Edit(
        "meeting/acts/reveal_next", "if len(coming) >= len(last.hidden):", "if not last.hidden:"
    ),
    "a correction is revealed at once": Edit(
        "meeting/acts/count",
        "Version(fact.version, fact.ranking, standing=",
        "Version(fact.version, fact.ranking, (), bool(state.versions), standing=",
    ),
    "blank cells are missing from the reconciliation": Edit(
        "meeting/verification", '"blank": found[Absence.BLANK]', '"blank": 0'
    ),
    "levels lose their order in the record": Edit(
        "scheme/scheme_json", 'frozenset({"parts", "worth"})', "frozenset()"
    ),
    "readings come back in another place": Edit(
        "live/session", "heads.event_count + len(events)}", "heads.event_count}"
    ),
    "every event tells the time": Edit(
        "live/session", '**(state if line["kind"] in states else {})', "**state"
    ),
    "the scheme's own file is not watched": Edit(
        "live/freezing", "*_rules(folder.path, notice.scheme),", ""
    ),
    "wrong PINs are not counted": Edit("live/pins", "wrong=own.wrong % MOST_TRIES + 1", "wrong=0"),
    "a round that is paused cannot be collected": Edit(
        "meeting/acts/collect", 'stages=("open", "paused"),', 'stages=("open",),'
    ),
    "after the opening there is no way back to the files": Edit(
        "meeting/acts/unfreeze", 'phases=("frozen", "open"),', 'phases=("frozen",),'
    ),
    "what is ruled needs no reason": Edit(
        "meeting/acts/rule",
        "asks=(*a_cell(), a_mark(), a_reason(WHY_IT_IS)),",
        "asks=(*a_cell(), a_mark()),",
    ),
    "what is queried needs no note": Edit(
        "meeting/acts/query",
        'asks=(*a_cell(), a_note(say("What cannot be read, or contradicts itself?"), "note")),',
        "asks=a_cell(),",
    ),
    "a count below zero is taken": Edit("meeting/deciding", "said < 0:", "said < -9:"),
    "who goes over it forgets what was printed": Edit(
        "meeting/acts/issue",
        "Issue(fact.round, fact.issued, fact.took_none, fact.printed, fact.cancelled)",
        "Issue(fact.round, fact.issued, fact.took_none)",
    ),
    "who goes over it forgets that a reading was the third": Edit(
        "meeting/acts/read",
        "((one.sheet, one.unit, one.criterion, one.cell),), one.third\n",
        "((one.sheet, one.unit, one.criterion, one.cell),)\n",
    ),
    "of the cells that are read together the last of each sheet is kept": Edit(
        "meeting/acts/read",
        "_read(sheets.get(fact.sheet, Sheet(fact.sheet)), fact)",
        "_read(attempt.sheets.get(fact.sheet, Sheet(fact.sheet)), fact)",
    ),
    "the words of a ruling name the mark": Edit(
        "meeting/acts/rule",
        'lambda _fact, _called: say("value noted"),',
        'lambda fact, _called: say("value noted: {mark}", mark=fact.cell),',
    ),
    "readings are told in a line for each mark": Edit(
        "meeting/acts/read",
        "alike=lambda one: (one.round, one.attempt, one.by, one.third),",
        "alike=lambda one: (one.round, one.attempt, one.by, one.third, one.cell),",
    ),
    "the words of a recusal name the deputy": Edit(
        "meeting/acts/recuse", "unit=called.unit(fact.unit))", "unit=fact.deputy)"
    ),
    "a name that is missing in the record has its usual value": Edit(
        "meeting/writing",
        "    for name, own in beside.items():\n        _take(",
        "    usual = {one.name: one.default for one in fields(kind)}\n"
        "    usual = {name: own for name, own in usual.items() if isinstance(own, int | None)}\n"
        "    found = {**usual, **found}\n"
        "    for name, own in beside.items():\n        _take(",
    ),
    "a name that nobody knows is overlooked in the record": Edit(
        "meeting/writing", "if len(found) != len(values) + len(beside):", NOTHING
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
    if lost := misplaced({name: [edit] for name, edit in PLANTED.items()}):
        tell("\n".join(lost))
        return 2
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
