"""What a meeting would do next, so that one that is played at random comes to an end.

From wherever it stands it leads to a revealed result by what those who are there may do: no sheet
and no round is voided, nobody is appointed, and the files stay frozen. Where there is no such step
the meeting is at a dead end.
"""

from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from scoring.meeting import acts as i
from scoring.meeting.wishes import Wish
from tests.meeting.model import Attempt, Model, Paper
from tests.meeting.worlds import Spot

Slips = Callable[[str, str, Spot], bool]
"""Whether somebody misreads a cell of a sheet."""


class DeadEnd(AssertionError):
    """Nobody who is there can go on."""


def nobody_slips(_who: str, _number: str, _spot: Spot) -> bool:
    return False


def everybody_differs(_who: str, _number: str, _spot: Spot) -> bool:
    """Each reader reads another mark than the others."""
    return True


def slips(seed: int) -> Slips:
    """Return who misreads what: one cell in eight."""
    return lambda who, number, spot: crc32(repr((seed, who, number, spot)).encode()) % 8 == 0


def next_step(model: Model, slip: Slips = nobody_slips) -> Wish:
    """Return what is to be done next. Raises DeadEnd."""
    if model.phase == "draft":
        return model.world.freeze()
    if model.phase in {"frozen", "open"}:
        live = sorted(model.held(), key=lambda name: not _is_live(model, name))
        steps = (step for name in live for step in _of_round(model, name, slip))
        return next(steps, i.Count())
    if model.phase == "counted":
        return i.Certify(model.scrutineers())
    if model.phase == "certified":
        return i.Reveal()
    return _correction(model)


def _is_live(model: Model, round_id: str) -> bool:
    return model.last(round_id)[1].stage in {"open", "paused"}


def _of_round(model: Model, round_id: str, slip: Slips) -> Iterator[Wish]:
    _, attempt = model.last(round_id)
    if attempt.stage == "waiting":
        away = tuple(one for one in model.world.deputies if one not in model.present)
        yield from [i.CheckIn(away[:2])] if away and model.world.checkin else []
        yield i.OpenRound(round_id)
    if attempt.stage == "paused":
        yield i.ResumeRound(round_id)
    if attempt.stage == "open":
        gathering = _gathering if model.world.sheets else _gathering_at_once
        yield from gathering(model, round_id, attempt)
        yield i.CollectRound(round_id)
    if attempt.stage == "collected":
        yield from _reading(model, round_id, attempt, slip)


def _gathering(model: Model, round_id: str, attempt: Attempt) -> Iterator[Wish]:
    back = len(attempt.papers)
    if attempt.issued is None or back > attempt.issued:
        yield i.Issue(round_id, max(len(model.present), back + attempt.kept))
    elif back + attempt.kept < attempt.issued:
        number = next(n for n in map(str, range(1, 99)) if n not in attempt.papers)
        yield i.Receive(round_id, (number,), next(iter(model.world.groups), None))
    for line, out in model.differences(attempt).items():
        if attempt.explained.get(line) != out:
            yield i.ExplainDifference(round_id, line, "已经核对", model.scrutineers()[0])


def _gathering_at_once(model: Model, round_id: str, attempt: Attempt) -> Iterator[Wish]:
    """Yield what brings ballots in where none is counted in: a table, or a first reading."""
    begun = model.papers_in(attempt)
    if not begun and model.world.needed == 1:
        yield table_of(model, round_id, model.world.deputies)
    for number in attempt.papers:
        if number not in begun:
            yield _read(model, round_id, number, next(iter(model.world.officers)), nobody_slips)


def table_of(model: Model, round_id: str, numbers: Iterable[str]) -> i.TakeIn:
    """Return a table with what stands on the sheets ``numbers``."""
    (_, attempt), _ = model.last(round_id)
    group = next(iter(model.world.groups), None)
    ballots = tuple(
        i.TakenBallot(
            one,
            group,
            tuple(
                model.world.truth(round_id, attempt, one, s) for s in model.world.spots(round_id)
            ),
        )
        for one in numbers
    )
    return i.TakeIn(round_id, "ballots.csv", "22" * 32, next(iter(model.world.officers)), ballots)


def _reading(model: Model, round_id: str, attempt: Attempt, slip: Slips) -> Iterator[Wish]:
    officers = tuple(sorted(model.officers, reverse=True))
    for number, paper in attempt.papers.items():
        whole = model.to_the_end(round_id, paper)
        if paper.void or len(whole) >= model.world.needed:
            continue
        begun = [who for who in paper.first if who not in {*attempt.done, *whole}]
        fresh = [
            who
            for who in officers
            if who not in {*attempt.done, *paper.saw_it()} and model.spares(paper, who)
        ]
        if not begun and not fresh:
            raise DeadEnd(f"nobody can read {number}")
        yield _read(model, round_id, number, (*begun, *fresh)[0], slip)
    for who in officers:
        if who not in attempt.done and any(
            paper.first.get(who) for paper in attempt.papers.values() if not paper.void
        ):
            yield i.HandOver(round_id, who)
    for number, paper in attempt.papers.items():
        yield from _settling(model, round_id, number, paper, slip)


def _read(model: Model, round_id: str, number: str, who: str, slip: Slips) -> i.Read:
    cells = (
        (number, *spot, _seen(model, (round_id, number, spot), who, slip))
        for spot in model.world.spots(round_id)
    )
    return i.Read(round_id, who, tuple(cells))


def _seen(model: Model, cell: tuple[str, str, Spot], who: str, slip: Slips) -> int:
    """Return what somebody reads in a cell of a round and sheet; who slips reads another mark."""
    round_id, number, spot = cell
    (_, attempt), _ = model.last(round_id)
    if not slip(who, number, spot):
        return model.world.truth(round_id, attempt, number, spot)
    return sorted(model.officers).index(who) % len(model.world.texts())


def _settling(
    model: Model, round_id: str, number: str, paper: Paper, slip: Slips
) -> Iterator[Wish]:
    _, attempt = model.last(round_id)
    for spot in sorted(model.open_spots(round_id, attempt, paper)):
        if spot in paper.queried or spot in paper.third:
            yield _ruling(model, round_id, number, paper, spot)
            continue
        others = [
            who
            for who in sorted(model.officers)
            if who not in paper.first and model.spares(paper, who, third=True)
        ]
        if not others:
            raise DeadEnd(f"nobody can read {number} a third time")
        seen = _seen(model, (round_id, number, spot), others[0], slip)
        yield i.Read(round_id, others[0], ((number, *spot, seen),), third=True)


def _ruling(model: Model, round_id: str, number: str, paper: Paper, spot: Spot) -> Wish:
    saw = paper.saw_it() if model.world.owed > 1 else set()
    by = tuple(who for who in sorted(model.officers) if who not in saw)[: model.world.owed]
    if len(by) < model.world.owed:
        raise DeadEnd(f"nobody can rule {spot} of {number}")
    return i.Rule(round_id, number, *spot, 1, by, "字迹可辨")


def _correction(model: Model) -> Wish:
    for round_id in model.held():
        for number, paper in model.last(round_id)[1].papers.items():
            for spot in model.world.spots(round_id):
                if not paper.void:
                    other = 0 if model.agreed(round_id, paper, spot) == 1 else 1
                    cells = ((round_id, number, *spot, other),)
                    return i.Correct(cells, model.scrutineers(), "录入有误")
    return i.Reveal()
