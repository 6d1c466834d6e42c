"""A meeting with everything that stands around its record, for who writes down what the disk sees.

``python -m tests.torture.powercut_work FOLDER TABLES``: the record comes into ``FOLDER/meeting``,
its mirror into ``FOLDER/stick``; the meeting's tables lie in ``TABLES``. After each thing that was
acknowledged a line of JSON goes into ``FOLDER/acknowledged``, which is no part of what is tried.
"""

import json
import sys
from pathlib import Path

from scoring.documents.folders import File, write_set
from scoring.errors import PingyiError
from scoring.live.mirroring import keep_up, remember
from scoring.live.pins import Pins
from scoring.live.session import Session
from tests.record.wholemeeting import VERSION, clock, wanted

DOCUMENTS = {"v1": {"结果.txt": b"one\n" * 900, "名次.txt": b"two"}, "v2": {"结果.txt": b"three"}}
LATER = {"名次.txt": b"four"}
"""What is added to the second set."""
PINS = {"J1": "1111", "J2": "2222", "J3": "3333"}
MIRRORED_FROM = 5
"""Wishes that are done before there is a mirror."""


def main(folder: Path, tables: Path) -> None:
    """Hold the meeting whose files lie in ``tables``, in ``folder``."""
    meeting, stick = folder / "meeting", folder / "stick"
    with (folder / "acknowledged").open("w", buffering=1) as said:

        def acknowledge(**what: object) -> None:
            said.write(json.dumps(what) + "\n")

        session = Session.create(meeting, VERSION, clock())
        acknowledge(events=1, readings=0)
        for number, wish in enumerate(wanted(tables)):
            facts = session.do(wish).facts
            heads = session.heads
            acknowledge(events=heads.event_count, readings=heads.reading_count)
            if number == MIRRORED_FROM:
                session.mirror(stick)
                acknowledge(mirrored=heads.event_count)
                remember(meeting, stick)
                acknowledge(noted=True)
            elif number > MIRRORED_FROM and any(fact.changes_state for fact in facts):
                if (trouble := keep_up(session, meeting, facts)) is None:
                    acknowledge(mirrored=heads.event_count)
                else:
                    sys.stderr.write(f"{trouble}\n")
            if number < len(PINS):
                officer = [*PINS][number]
                Pins(meeting).keep(officer, PINS[officer])
                acknowledge(pin=officer)
        for name, texts in DOCUMENTS.items():
            _write(meeting / "documents" / name, texts)
            acknowledge(documents=name)
        _write(meeting / "documents" / "v2", DOCUMENTS["v2"] | LATER)
        acknowledge(documents="v2", added=True)
        session.close()


def _write(folder: Path, texts: dict[str, bytes]) -> None:
    write_set(folder, [File(name, lambda own=own: own) for name, own in texts.items()])  # type: ignore[misc]  # mypy does not infer such a default


REFUSED = 3
"""How it ends where something was refused in words."""

if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except PingyiError as refused:
        sys.stderr.write(f"{refused}\n")
        sys.exit(REFUSED)
