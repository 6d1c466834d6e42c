"""The commands that do an act of a meeting: each is made from what the act asks.

An ``Ask`` without an option is an argument, with one an option; ``Signing`` gives ``--as``,
``--second`` and ``--pin-fd``. What is typed becomes ``Answers``, and the act's ``wished`` makes
wishes of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from scoring.cli.meeting.agreeing import CommandQuestion
from scoring.cli.meeting.given_pins import Naming
from scoring.cli.meeting.options import Text, pin_option, second_option, text_option
from scoring.cli.parameters import folder_argument, json_option
from scoring.meeting.act import Act
from scoring.meeting.acts import ACTS
from scoring.meeting.asks import Answers, Ask, Signing
from scoring.meeting.facts import Names
from scoring.meeting.state import Meeting
from scoring.meeting.wishes import Wish
from scoring.wording import Phrase, say


def act_command(name: str) -> click.Command | None:
    """Make the command ``name``, or the group of commands that begin with it; None: no act has it.

    ``name`` is as it is typed behind ``pingyi``: ``receive``, or ``round`` for all that begin so.
    Acts that share a command are asked together, and each does what its own answers mean: of
    ``receive --sheets 001-060 --kept 1`` one act takes the sheets, and another the one that is
    missing.
    """
    if acts := ACTS.commanded(name):
        return _command(name.rpartition(" ")[2], name, acts)
    under = [one for one in ACTS.commands() if one.startswith(f"{name} ")]
    if not under:
        return None
    subcommands = [_command(one.rpartition(" ")[2], one, ACTS.commanded(one)) for one in under]
    return click.Group(
        name,
        commands=subcommands,
        help=str(say("Open, pause, resume, collect or void a round.")),
        subcommand_metavar="|".join(one.name or "" for one in subcommands),
    )


def _command(shown: str, name: str, acts: Sequence[Act[Any]]) -> click.Command:
    asks = {ask.name: ask for act in acts for ask in act.asks}.values()
    signing = next((act.signing for act in acts if act.signing), None)
    parameters = (*_by_place(asks), *map(_option, _with_options(asks)), *_signers(signing))
    way = acts[0].command
    does = way and (way.does_also if name == way.also else way.does)

    def run(**words: Any) -> int:  # noqa: ANN401 - whatever the parameters make
        from scoring.cli.meeting.acting import Doing, perform  # the record, which no help needs

        folder, as_json = words.pop("folder"), words.pop("as_json", False)
        naming = _naming(words, signing)
        typed = {key: word for key, word in words.items() if _said(word)}

        def wished(state: Meeting, by: Names) -> list[Wish]:
            answers = Answers(typed, by)
            return [one for act in acts if act.wished for one in act.wished(state, answers)]

        doing = Doing(name, wished, naming, _nothing(acts), questioned=_question(acts, typed))
        return perform(folder, doing, as_json=as_json)

    return click.Command(
        shown,
        callback=run,
        params=[folder_argument(), *parameters, json_option()],
        help=str(does),
    )


def _said(word: object) -> bool:
    """Whether a word was typed: a flag that is not set and an empty list were not, a 0 was."""
    return word is not None and word is not False and word != ()


def _nothing(acts: Iterable[Act[Any]]) -> Phrase | None:
    return next((act.nothing for act in acts if act.nothing), None)


def _question(acts: Iterable[Act[Any]], typed: Mapping[str, Any]) -> CommandQuestion | None:
    """Return what is asked before it is done; None where it was said, or there is nothing."""
    for act in acts:
        if act.questioned and act.unasked not in typed:
            flag = next(ask.option for ask in act.asks if ask.name == act.unasked)
            return CommandQuestion(act.questioned, flag)
    return None


def _by_place(asks: Iterable[Ask]) -> Iterator[click.Parameter]:
    for ask in asks:
        if not ask.option:
            yield click.Argument(
                [ask.name],
                metavar=str(ask.shown),
                type=Text(),
                required=ask.needed,
                nargs=-1 if ask.kind == "many" else 1,
            )


def _with_options(asks: Iterable[Ask]) -> Iterator[Ask]:
    return (ask for ask in asks if ask.option)


def _option(ask: Ask) -> click.Option:
    names, does = [ask.option, ask.name], str(ask.does)
    if ask.kind == "flag":
        return click.Option(names, is_flag=True, help=does)
    kind = int if ask.kind == "count" else Text()
    return click.Option(names, metavar=str(ask.shown), type=kind, required=ask.needed, help=does)


def _signers(signing: Signing | None) -> Iterator[click.Parameter]:
    if signing is None:
        return
    if signing.together:
        yield click.Option(
            ["--as", "officers"],
            multiple=True,
            required=True,
            metavar=str(say("OFFICER")),
            help=str(signing.does),
        )
    else:
        yield text_option("--as", say("OFFICER"), signing.does, to="officers", required=True)
    if signing.owed and not signing.together:
        yield second_option()
    yield pin_option()


def _naming(words: dict[str, Any], signing: Signing | None) -> Naming:
    """Take out of ``words`` who is named, and how they prove it."""
    named = words.pop("officers", None) or ()
    named = (named,) if isinstance(named, str) else tuple(named)
    second = words.pop("second", None)
    officers = (*named, second) if second else named
    return Naming(officers, words.pop("pin_fd", None), owed=bool(signing and signing.owed))
