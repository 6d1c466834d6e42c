"""What a meeting would do next, so that one that is played at random comes to an end."""

from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from scoring.meeting import acts as i
from scoring.meeting.wishes import Wish
from tests.meeting.model import Attempt, Model, Paper
from tests.meeting.worlds import SCRUTINEERS, Spot

Slips = Callable[[str, str, Spot], bool]
"""Whether somebody misreads a cell of a sheet."""


def nobody_slips(_who: str, _number: str, _spot: Spot) -> bool:
    return False


def slips(seed: int) -> Slips:
    """Return who misreads what: one cell in eight."""
    return lambda who, number, spot: crc32(repr((seed, who, number, spot)).encode()) % 8 == 0


def next_step(model: Model, slip: Slips = nobody_slips) -> Wish:
    """Return what is to be done next."""
    if model.phase == "draft":
        return model.world.freeze()
    if model.phase in {"frozen", "open"}:
        steps = (step for name in model.world.round_ids for step in _of_round(model, name, slip))
        return next(steps, i.Count())
    if model.phase == "counted":
        return i.Certify(SCRUTINEERS[: model.world.owed])
    if model.phase == "certified":
        return i.Reveal()
    return _correction(model)


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
    if attempt.issued is None or attempt.issued + attempt.took != attempt.present:
        yield i.Issue(round_id, len(model.present))
    issued, back = attempt.issued or 0, len(attempt.papers)
    if back > issued:
        yield i.VoidRound(round_id, SCRUTINEERS[: model.world.owed], "多出的票")
    elif back + attempt.kept < issued:
        number = next(n for n in map(str, range(1, 99)) if n not in attempt.papers)
        yield i.Receive(round_id, (number,), next(iter(model.world.groups), None))
    for line, out in model.differences(attempt).items():
        if attempt.explained.get(line) != out:
            yield i.ExplainDifference(round_id, line, "已核对", "J3")


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
    spots = set(model.world.spots(round_id))
    officers = tuple(sorted(model.world.officers, reverse=True))
    for number, paper in attempt.papers.items():
        if paper.void:
            continue
        reading = {who: cells for who, cells in paper.first.items() if cells}
        begun = [who for who, cells in reading.items() if set(cells) != spots]
        free = [who for who in officers if who not in attempt.done and who not in reading]
        readers = begun or (free if len(reading) < model.world.needed else [])
        if readers:
            yield _read(model, round_id, number, readers[0], slip)
        elif len(reading) < model.world.needed:
            yield _give_up(model, round_id, number, paper)
    for who in officers:
        if who not in attempt.done and any(
            paper.first.get(who) for paper in attempt.papers.values() if not paper.void
        ):
            yield i.HandOver(round_id, who)
    for number, paper in attempt.papers.items():
        yield from _settling(model, round_id, number, paper)


def _read(model: Model, round_id: str, number: str, who: str, slip: Slips) -> i.Read:
    (_, attempt), _ = model.last(round_id)
    cells = []
    for spot in model.world.spots(round_id):
        seen = model.world.truth(round_id, attempt, number, spot)
        if slip(who, number, spot):
            seen = (seen + 1) % len(model.world.texts())
        cells.append((number, *spot, seen))
    return i.Read(round_id, who, tuple(cells))


def _settling(model: Model, round_id: str, number: str, paper: Paper) -> Iterator[Wish]:
    _, attempt = model.last(round_id)
    for spot in sorted(model.open_spots(round_id, attempt, paper)):
        others = [who for who in sorted(model.world.officers) if who not in paper.first]
        if spot not in paper.queried and spot not in paper.third and others:
            yield i.Read(round_id, others[0], ((number, *spot, 0),), third=True)
        else:
            yield _ruling(model, round_id, number, paper, spot)


def _ruling(model: Model, round_id: str, number: str, paper: Paper, spot: Spot) -> Wish:
    apart = [who for who in sorted(model.world.officers) if who not in paper.saw_it()]
    by = tuple(apart[: model.world.owed])
    if len(by) == model.world.owed:
        return i.Rule(round_id, number, *spot, 1, by, "字迹可辨")
    return _give_up(model, round_id, number, paper)


def _give_up(model: Model, round_id: str, number: str, paper: Paper) -> Wish:
    apart = [who for who in sorted(model.world.officers) if who not in paper.saw_it()]
    by = tuple(apart[: model.world.owed])
    if len(by) == model.world.owed:
        return i.VoidSheet(round_id, number, by, "无法辨认")
    return i.VoidRound(round_id, SCRUTINEERS[: model.world.owed], "无法继续")


def _correction(model: Model) -> Wish:
    for round_id in model.world.round_ids:
        for number, paper in model.last(round_id)[1].papers.items():
            for spot in model.world.spots(round_id):
                if not paper.void:
                    other = 0 if model.agreed(round_id, paper, spot) == 1 else 1
                    by = SCRUTINEERS[: model.world.owed]
                    return i.Correct(((round_id, number, *spot, other),), by, "录入有误")
    return i.Reveal()
