"""``pingyi round``: open, pause, resume, collect, void."""

import click

from scoring.cli.meeting.acting import Act, Done, Names, perform
from scoring.cli.meeting.options import (
    Asked,
    command,
    reason_option,
    round_argument,
    with_officer,
)
from scoring.meeting import Meeting
from scoring.meeting.deciding import STAGES
from scoring.meeting.facts import RoundFact
from scoring.meeting.intentions import (
    CollectRound,
    OfRound,
    OpenRound,
    PauseRound,
    ResumeRound,
    VoidRound,
)
from scoring.meeting.typed_words import round_id
from scoring.wording import Phrase, say

SIMPLE: dict[str, tuple[type[OfRound], Phrase]] = {
    "open": (OpenRound, say("Open the round: sheets may go out and come in.")),
    "pause": (PauseRound, say("Hold the round.")),
    "resume": (ResumeRound, say("Go on with a round that is held.")),
    "collect": (CollectRound, say("Close the box: all sheets are in, and reconciled.")),
}


def round_command() -> click.Command:
    """Make ``round`` and its subcommands."""
    subcommands = [_simple(name, *SIMPLE[name]) for name in SIMPLE]
    does = say("Void the round; it is done again from its opening.")
    parameters = (round_argument(), *with_officer(second=True), reason_option())
    return click.Group(
        "round",
        commands=[*subcommands, command("void", void, does, *parameters)],
        help=str(say("Open, pause, resume, collect or void a round.")),
        subcommand_metavar="open|pause|resume|collect|void",
    )


def void(asked: Asked) -> int:
    """Void the round."""

    def intend(state: Meeting, by: Names) -> list[VoidRound]:
        return [VoidRound(round_id(state, asked.round), by, asked.reason)]

    act = Act("round void", intend, _said, asked.both())
    return perform(asked.folder, act, as_json=asked.as_json)


def _simple(name: str, kind: type[OfRound], does: Phrase) -> click.Command:
    def run(asked: Asked) -> int:
        def intend(state: Meeting, _by: Names) -> list[OfRound]:
            return [kind(round_id(state, asked.round))]

        act = Act(f"round {name}", intend, _said)
        return perform(asked.folder, act, as_json=asked.as_json)

    return command(name, run, does, round_argument())


def _said(done: Done) -> list[Phrase]:
    said = []
    for fact in done.decision.facts:
        if isinstance(fact, RoundFact):
            stage = done.session.state.rounds[fact.round, fact.attempt].stage
            said.append(
                say(
                    "Round {id}, attempt {attempt}: {stage}.",
                    id=fact.round,
                    attempt=fact.attempt,
                    stage=STAGES[stage],
                )
            )
    return said
