"""``pingyi count``, ``certify`` and ``reveal``: versions of the result."""

from typing import assert_never

import click

from scoring.cli.meeting.acting import Act, Done, Names, perform
from scoring.cli.meeting.options import Asked, command, pin_option
from scoring.cli.meeting.pins import Naming
from scoring.meeting import Meeting
from scoring.meeting.facts import UnitRevealed
from scoring.meeting.intentions import Certify, Count, Intention, Reveal, RevealNext
from scoring.report.printed import in_fours
from scoring.wording import Phrase, say


def count_command() -> click.Command:
    """Make ``count``."""
    return command("count", count, say("Compute the result; every round must be verified."))


def certify_command() -> click.Command:
    """Make ``certify``."""
    officers = click.Option(
        ["--as", "officers"],
        multiple=True,
        required=True,
        metavar=str(say("OFFICER")),
        help=str(say("A scrutineer who certifies; given once for each.")),
    )
    does = say("Certify the result (核定).")
    return command("certify", certify, does, officers, pin_option())


def reveal_command() -> click.Command:
    """Make ``reveal``."""
    only_next = click.Option(
        ["--next", "only_next"],
        is_flag=True,
        help=str(say("Only the next place, from the last to the first.")),
    )
    return command("reveal", reveal, say("Reveal the result (揭晓)."), only_next)


def count(asked: Asked) -> int:
    """Count."""

    def intend(_state: Meeting, _by: Names) -> list[Intention]:
        return [Count()]

    return perform(asked.folder, Act("count", intend, _version), as_json=asked.as_json)


def certify(asked: Asked) -> int:
    """Certify the last version."""

    def intend(_state: Meeting, by: Names) -> list[Intention]:
        return [Certify(by)]

    who = Naming(asked.officers, asked.pin_fd, owed=True)
    return perform(asked.folder, Act("certify", intend, _version, who), as_json=asked.as_json)


def reveal(asked: Asked) -> int:
    """Reveal the last version, or its next place."""

    def intend(_state: Meeting, _by: Names) -> list[Intention]:
        return [RevealNext() if asked.only_next else Reveal()]

    said = _place if asked.only_next else _version
    return perform(asked.folder, Act("reveal", intend, said), as_json=asked.as_json)


def _place(done: Done) -> list[Phrase]:
    """Say which place was revealed; with the last of them, that all are."""
    state = done.session.state
    if state.versions[-1].revealed:
        return _version(done)
    [unit] = (fact.unit for fact in done.decision.facts if isinstance(fact, UnitRevealed))
    names = state.frozen.roster.unit_names
    left = len(state.versions[-1].hidden)
    return [say("Revealed: {unit}; still to come: {count}", unit=names[unit], count=left)]


def _version(done: Done) -> list[Phrase]:
    state = done.session.state
    code = in_fours(done.session.result_code())
    return [
        _became(state),
        say("Result code, for the paper that is signed:"),
        *(say("  {digits}", digits=line) for line in (code[:39], code[40:])),
    ]


def _became(state: Meeting) -> Phrase:
    """Return what became of the last version; there must be one."""
    number = len(state.versions)
    match state.phase:
        case "counted":
            return say("Counted: version {number} of the result.", number=number)
        case "certified":
            return say("Certified: version {number}.", number=number)
        case "revealed":
            return say("Revealed: version {number}.", number=number)
        case "draft" | "frozen" | "open":
            raise LookupError(state.phase)
        case never:
            assert_never(never)
