"""``pingyi checkin``, ``leave`` and ``recuse``: who is there, and who marks a unit not."""

import click

from scoring.cli.meeting.acting import Act, Done, Names, perform
from scoring.cli.meeting.options import Asked, command, named
from scoring.meeting import Meeting
from scoring.meeting.attendance import quorate, speaker_doubts
from scoring.meeting.facts import CheckedIn, Left
from scoring.meeting.intentions import CheckIn, Leave, Recuse
from scoring.meeting.typed_words import deputy_ids, rules_of, unit_id
from scoring.wording import Phrase, say


def checkin_command() -> click.Command:
    """Make ``checkin``."""
    everybody = click.Option(
        ["--all", "everybody"],
        is_flag=True,
        help=str(say("Everybody who is not there yet and has not left.")),
    )
    does = say("Note deputies as present; by id or name.")
    return command("checkin", checkin, does, _deputies(required=False), everybody)


def leave_command() -> click.Command:
    """Make ``leave``."""
    does = say("Note deputies as gone; by id or name.")
    return command("leave", leave, does, _deputies(required=True))


def recuse_command() -> click.Command:
    """Make ``recuse``."""
    does = say("Note that DEPUTY does not mark UNIT (回避), before sheets are issued.")
    deputy, unit = named("deputy", say("DEPUTY")), named("unit", say("UNIT"))
    return command("recuse", recuse, does, deputy, unit)


def checkin(asked: Asked) -> int:
    """Check deputies in."""
    if bool(asked.deputies) == asked.everybody:
        told = str(say("Name the deputies, or say --all."))
        raise click.UsageError(told, click.get_current_context())

    def intend(state: Meeting, _by: Names) -> list[CheckIn]:
        named = _awaited(state) if asked.everybody else deputy_ids(state, asked.deputies)
        return [CheckIn(named)]

    return perform(asked.folder, Act("checkin", intend, _attendance), as_json=asked.as_json)


def leave(asked: Asked) -> int:
    """Note deputies as gone."""

    def intend(state: Meeting, _by: Names) -> list[Leave]:
        return [Leave(deputy_ids(state, asked.deputies))]

    return perform(asked.folder, Act("leave", intend, _attendance), as_json=asked.as_json)


def recuse(asked: Asked) -> int:
    """Note that a deputy is recused for a unit."""

    def intend(state: Meeting, _by: Names) -> list[Recuse]:
        [deputy] = deputy_ids(state, [asked.deputy])
        return [Recuse(deputy, unit_id(rules_of(state), asked.unit))]

    return perform(asked.folder, Act("recuse", intend, _recused), as_json=asked.as_json)


def _deputies(*, required: bool) -> click.Argument:
    return named("deputies", say("DEPUTY..."), required=required, nargs=-1)


def _awaited(state: Meeting) -> Names:
    """Return who is neither there nor gone."""
    there = state.attendance
    members = (deputy.id for deputy in rules_of(state).roster.deputies)
    return tuple(one for one in members if one not in there.present | there.left)


def _attendance(done: Done) -> list[Phrase]:
    state = done.session.state
    came = sum(isinstance(fact, CheckedIn) for fact in done.decision.facts)
    left = sum(isinstance(fact, Left) for fact in done.decision.facts)
    said = (
        [say("Left: {count}.", count=left)] if left else [say("Checked in: {count}.", count=came)]
    )
    said.append(
        say(
            "Present: {present} of {members}.",
            present=len(state.attendance.present),
            members=len(state.frozen.roster.deputies),
        )
    )
    if not quorate(state):
        said.append(say("That is not a quorum yet."))
    return [*said, *speaker_doubts(state)]


def _recused(done: Done) -> list[Phrase]:
    return [
        say("Recused for {unit}: {count}.", unit=unit, count=count)
        for unit, count in _by_unit(done.session.state).items()
    ]


def _by_unit(state: Meeting) -> dict[str, int]:
    pairs = state.attendance.recused
    counts = {
        unit.name: sum(unit.id == one for _, one in pairs) for unit in state.frozen.roster.units
    }
    return {name: count for name, count in counts.items() if count}
