"""The life of a meeting (会议的进程): what may be done when, as tables and as diagrams.

All of it is said by the acts: their phases and stages, moves, conditions and codes.
``docs/transitions.md`` is printed from here, in Markdown, with diagrams that Mermaid draws; in the
language that is spoken when a function is called.

>>> from scoring.meeting.act import ACTS
>>> state_diagrams(ACTS)["meeting"].splitlines()[:2]
['stateDiagram-v2', '    [*] --> draft']
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain
from typing import Any, NamedTuple

from scoring.meeting.act import Act, Acts, Move
from scoring.meeting.asks import SHORTEST_REASON
from scoring.meeting.refusals import PHASES, STAGES
from scoring.wording import Phrase, say


class Course(NamedTuple):
    """An act, or one of its variants, as the tables show it.

    A variant is the same wish with one field set, which may be wished in other stages or is refused
    for other reasons; it moves nothing by itself.
    """

    name: str
    """Of the wish; of a variant, with its field: ``Read, third``."""
    phases: Sequence[str]
    """Of the meeting, in which it may be done; empty for a variant, whose act names them."""
    stages: Sequence[str]
    """Of the round; empty where the act is about no round."""
    moves: Sequence[Move]
    """From phase to phase; empty where the meeting stays where it is."""
    round_moves: Sequence[Move]
    """From stage to stage; empty where no round moves."""
    conditions: Phrase | None
    """What else must hold, in words; None where nothing else must."""
    codes: tuple[str, ...]
    """All with which it may be refused, each once."""

    @property
    def moves_rounds_first(self) -> bool:
        """Whether its conditions and codes stand where rounds are, not where the meeting is."""
        return bool(self.round_moves) and (bool(self.stages) or not self.moves)


def courses(acts: Acts) -> Iterator[Course]:
    """Yield each act and, after it, its variants, in the order of ``acts``."""
    for act in acts:
        name, codes = act.wish.__name__, _codes_that_follow(act)
        yield Course(name, act.phases, act.stages, act.moves, act.round_moves, act.conditions,
                     _each_once(codes, act.refuses))  # fmt: skip
        for one in act.variants:
            yield Course(f"{name}, {one.field}", (), one.stages, (), (), one.conditions,
                         _each_once(codes, one.refuses))  # fmt: skip


def transition_tables(acts: Acts) -> dict[str, str]:
    """Return what ``acts`` do to a meeting, as tables in Markdown, by name.

    ``meeting``: acts that take it from phase to phase; ``round``: that take a round from stage to
    stage; ``neither``: that leave both; ``facts``: what the record keeps, with its chain.
    """
    moving = say("from | wish | to | conditions | refused with")
    staying = say("wish | meeting | round | conditions | refused with")
    kept = say("fact | chain | state event | what it says")
    return {
        "meeting": _table(moving, chain.from_iterable(map(_meeting_rows, courses(acts)))),
        "round": _table(moving, chain.from_iterable(map(_round_rows, courses(acts)))),
        "neither": _table(staying, chain.from_iterable(map(_rows_of_staying, courses(acts)))),
        "facts": _table(kept, _rows_of_facts(acts)),
    }


def refusals_table(acts: Acts, sentences: Mapping[str, Iterable[Phrase]]) -> str:
    """Return every code that refuses one of ``acts``, with its sentences, as a table in Markdown.

    ``sentences``: by code. A code with several has a row for each; one without any an empty cell.
    """
    codes = _each_once(*(course.codes for course in courses(acts)))
    rows = ((_code(code), str(one)) for code in codes for one in sentences.get(code, ("",)))
    return _table(say("code | sentence"), rows)


def state_diagrams(acts: Acts) -> dict[str, str]:
    """Return the phases of a ``meeting`` and the stages of a ``round``, as Mermaid draws them.

    Acts that leave both where they are do not stand there.
    """
    every = tuple(courses(acts))
    return {
        "meeting": _diagram(
            next(iter(PHASES)), ((move, one.name) for one in every for move in one.moves)
        ),
        "round": _diagram(
            next(iter(STAGES)), ((move, one.name) for one in every for move in one.round_moves)
        ),
    }


def _codes_that_follow(act: Act[Any]) -> tuple[str, ...]:
    """Return the codes that follow from when the act may be done, who signs it and what it asks."""
    known = {field.name for field in fields(act.wish)}
    counted = any(ask.kind == "count" and ask.name in known for ask in act.asks)
    reasons = any(ask.kind in SHORTEST_REASON for ask in act.asks)
    signing = act.signing
    return (
        "state.phase",
        *(("round.stage", "round.unknown") if act.stages else ()),
        *(("reason.missing", "reason.words") if reasons else ()),
        *(("round.negative",) if counted else ()),
        *(("officer.unknown",) if signing else ()),
        *(("officer.second",) if signing and signing.owed else ()),
        *(("officer.read-it",) if signing and signing.bars else ()),
    )


def _each_once(*codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(codes)))


def _meeting_rows(course: Course) -> Iterator[tuple[str, ...]]:
    return _rows_of_moves(course, course.moves, whole=not course.moves_rounds_first)


def _round_rows(course: Course) -> Iterator[tuple[str, ...]]:
    return _rows_of_moves(course, course.round_moves, whole=course.moves_rounds_first)


def _rows_of_moves(
    course: Course, moves: Sequence[Move], *, whole: bool
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each move; ``whole``: the first has the act's conditions and codes.

    The others say “as above”, so that a long list of codes stands once.
    """
    general, codes = (course.conditions, _listed(course.codes)) if whole else (None, "")
    for move in moves:
        ends = (_code(move.start), _code(course.name), _code(move.end))
        yield (*ends, _both(general, move.when), codes)
        # From the second move on.
        general, codes = general and say("as above"), ""


def _rows_of_staying(course: Course) -> Iterator[tuple[str, ...]]:
    if not course.moves and not course.round_moves:
        yield (
            _code(course.name),
            _listed(course.phases),
            _listed(course.stages),
            _both(course.conditions, None),
            _listed(course.codes),
        )


def _rows_of_facts(acts: Acts) -> Iterator[tuple[str, ...]]:
    for kind, fact in acts.kinds.items():
        chain_of = "readings" if fact.restricted else "events"
        state_event = str(say("yes")) if fact.changes_state else ""
        yield _code(kind), chain_of, state_event, _both(acts.happening_of(fact).holds, None)


def _both(general: Phrase | None, own: Phrase | None) -> str:
    """Return two conditions in one cell; empty where there is neither."""
    if general and own:
        return str(say("{general}; {own}", general=general, own=own))
    return str(general or own or "")


def _code(name: str) -> str:
    return f"`{name}`"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_code, names))


def _table(heading: Phrase, rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table; ``heading`` holds the titles, parted by `` | ``, as one phrase."""
    titles = str(heading).split(" | ")
    return "\n".join([_line(titles), "|---" * len(titles) + "|", *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def _diagram(first: str, moves: Iterable[tuple[Move, str]]) -> str:
    """Return an arrow for each two states that a move joins, with the wishes that make it."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for move, name in moves:
        arrows.setdefault((move.start, move.end), []).append(name)
    begun = {start for start, _ in arrows}
    # A state that no arrow leaves is an end.
    last = dict.fromkeys(end for _, end in arrows if end not in begun)
    lines = [f"[*] --> {first}"]
    lines += [f"{start} --> {end}: {', '.join(names)}" for (start, end), names in arrows.items()]
    lines += [f"{end} --> [*]" for end in last]
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])
