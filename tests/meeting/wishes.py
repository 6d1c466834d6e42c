"""Anything that anybody could want of a meeting: most of it forbidden, much of it nearly right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from scoring.meeting import acts as i
from scoring.meeting.wishes import Wish
from scoring.roster import Role
from tests.meeting.model import WHOLE, Model, Paper
from tests.meeting.worlds import Spot

T = TypeVar("T")

NUMBERS = ("1", "2", "3", "4", "5", "6")
CHOICES = st.lists(st.integers(0, 255), min_size=16, max_size=16)
"""What somebody wants, as a row of choices; smaller ones are plainer."""


class Wisher:
    """Somebody who wants something near what ``model`` holds."""

    def __init__(self, model: Model, choices: Sequence[int]) -> None:
        self._model, self._world = model, model.world
        self._choices = list(choices)
        live = [name for name in self._world.round_ids if model.last(name)[1].stage != "waiting"]
        self._round = self._one_of(live or self._world.round_ids, *self._world.round_ids, "nowhere")
        known = self._round in self._world.round_ids
        self._attempt = model.last(self._round)[1] if known else None

    def wish(self) -> Wish:
        """Return what is wanted: mostly what the round's stage allows."""
        stage = self._attempt.stage if self._attempt else "waiting"
        return self._one_of(self._fitting(stage), *self._everything())()

    def _everything(self) -> Sequence[Callable[[], Wish]]:
        return (
            *self._fitting("waiting"), *self._fitting("open"), *self._fitting("collected"),
            *self._fitting("counted"), self._world.freeze, self._unfreeze, self._resume,
            self._appoint, self._withdraw_unit, self._freeze_with_fewer,
        )  # fmt: skip

    def _fitting(self, stage: str) -> Sequence[Callable[[], Wish]]:
        sheets = (self._read, self._clear, self._query, self._query, self._rule, self._void_sheet)
        if stage == "waiting":
            return self._check_in, self._leave, self._recuse, self._open, self._unfreeze
        if stage in {"open", "paused"}:
            return (
                self._issue, self._receive, self._withdraw, self._keep, self._explain,
                self._collect, self._pause, self._resume, self._void_round, self._leave,
                self._check_in, self._take_in, *sheets,
            )  # fmt: skip
        if stage == "collected":
            return (
                *sheets, self._take_in, self._third, self._third, self._rule, self._hand_over,
                self._accept, self._accept, self._void_round, i.Count,
            )  # fmt: skip
        return self._correct, self._correct, self._certify, i.Reveal, i.RevealNext

    def _choice(self) -> int:
        return self._choices.pop() if self._choices else 0

    def _one_of(self, likely: Sequence[T], *others: T) -> T:
        choice = self._choice()
        if others and choice % 6 == 5:
            return others[choice // 6 % len(others)]
        return likely[choice // 6 % len(likely)]

    def _officer(self) -> str:
        return self._one_of(tuple(self._model.officers), "J9")

    def _officers(self) -> tuple[str, ...]:
        paper = self._paper()
        apart = [who for who in self._model.officers if not paper or who not in paper.saw_it()]
        pairs = [tuple(apart[-self._world.owed :]), self._model.scrutineers()]
        one, other = self._officer(), self._officer()
        return self._one_of(pairs, (one, other), (one, one), (one,), ())

    def _reason(self) -> str:
        return self._one_of(("理由充分",), "", " ", "有理由", "1234", "够了")

    def _number(self) -> str:
        papers = tuple(self._attempt.papers) if self._attempt else ()
        self._chosen = self._one_of(papers or NUMBERS, *NUMBERS)
        return self._chosen

    def _paper(self) -> Paper | None:
        number = getattr(self, "_chosen", "")
        return self._attempt.papers.get(number) if self._attempt else None

    def _spot(self) -> Spot:
        paper = self._paper()
        spots = self._world.spots(self._round) or self._world.spots("all")
        busy = [s for s in spots if paper and self._is_open(paper, s)]
        return self._one_of(busy or spots, *self._world.spots("all"), WHOLE)

    def _is_open(self, paper: Paper, spot: Spot) -> bool:
        assert self._attempt is not None
        waiting = self._model.open_spots(self._round, self._attempt, paper)
        return spot in paper.queried or spot in waiting

    def _cell(self) -> int:
        most = len(self._world.texts())
        legal: Sequence[int] = range(-5, most)
        return self._one_of(legal, -6, most)

    def _count(self) -> int:
        right: Sequence[int] = (len(self._model.present),)
        return self._one_of(right, -1, 0, 1, 2, 3, 4, 5, 6)

    def _deputies(self) -> tuple[str, ...]:
        both = self._one_of(self._world.deputies, "D9"), self._one_of(self._world.deputies)
        return tuple(dict.fromkeys(both))

    def _unfreeze(self) -> Wish:
        return i.Unfreeze(self._officers(), self._reason())

    def _freeze_with_fewer(self) -> Wish:
        officers = dict(list(self._world.officers.items())[: self._choice() % 6])
        return replace(self._world, officers=officers).freeze()

    def _appoint(self) -> Wish:
        id_ = self._one_of(("J6", "J7", "J8"), "J1", "")
        role: Role = self._one_of(("scrutineer", "teller"), "secretary", "chief")
        return i.Appoint(id_, self._one_of(("新来的",), ""), role, self._officers())

    def _withdraw_unit(self) -> Wish:
        unit = self._one_of(self._world.units, "nobody")
        return i.WithdrawUnit(unit, self._officers(), self._reason())

    def _check_in(self) -> Wish:
        return i.CheckIn(self._deputies())

    def _leave(self) -> Wish:
        return i.Leave(self._deputies()[:1])

    def _recuse(self) -> Wish:
        return i.Recuse(self._deputies()[0], self._one_of(self._world.units, "nobody"))

    def _open(self) -> Wish:
        return i.OpenRound(self._round)

    def _pause(self) -> Wish:
        return i.PauseRound(self._round)

    def _resume(self) -> Wish:
        return i.ResumeRound(self._round)

    def _collect(self) -> Wish:
        return i.CollectRound(self._round)

    def _void_round(self) -> Wish:
        return i.VoidRound(self._round, self._officers(), self._reason())

    def _issue(self) -> Wish:
        printed = self._one_of((None, self._count()))
        cancelled = self._one_of((None, self._count()))
        return i.Issue(self._round, self._count(), self._one_of((0, self._count())),
                       printed, cancelled)  # fmt: skip

    def _receive(self) -> Wish:
        there = self._attempt.papers if self._attempt else {}
        new = [number for number in NUMBERS if number not in there] or NUMBERS
        numbers = (self._one_of(new, *NUMBERS, ""), *self._one_of(((), (self._one_of(new),))))
        return i.Receive(self._round, numbers, self._one_of(self._world.groups or (None,), None))

    def _withdraw(self) -> Wish:
        return i.Withdraw(self._round, (self._number(),))

    def _keep(self) -> Wish:
        return i.Keep(self._round, self._one_of((0, 1), 2, -1))

    def _explain(self) -> Wish:
        out = tuple(self._model.differences(self._attempt)) if self._attempt else ()
        line = self._one_of(out or ("taken",), "taken", "returned", "printed", "valid", "nothing")
        return i.ExplainDifference(self._round, line, self._reason(), self._officer())

    def _cells(self) -> tuple[tuple[str, str, str, int], ...]:
        cells = [(self._number(), *self._spot(), self._cell()) for _ in range(2)]
        return tuple(cells[: self._one_of((1, 2))])

    def _take_in(self) -> Wish:
        there = self._attempt.papers if self._attempt else {}
        listed = tuple(number for number, paper in there.items() if not paper.void)
        numbers = self._one_of((listed or self._world.deputies,), NUMBERS[:2], (), ("1", "1"))
        width = len(self._world.spots(self._round)) + self._one_of((0,), 1)
        groups = {number: there[number].group for number in numbers if number in there}
        usual = next(iter(self._world.groups), None)
        ballots = tuple(
            i.TakenBallot(
                number,
                self._one_of((groups.get(number, usual),), "g9", None),
                tuple(self._cell() for _ in range(width)),
            )
            for number in numbers
        )
        return i.TakeIn(self._round, "ballots.csv", "22" * 32, self._officer(), ballots)

    def _read(self) -> Wish:
        return i.Read(self._round, self._officer(), self._cells())

    def _clear(self) -> Wish:
        number = self._number()
        paper = self._paper()
        begun = {who: tuple(own) for who, own in paper.first.items() if own} if paper else {}
        by = self._one_of(tuple(begun) or ("J9",), self._officer())
        spots = begun.get(by, ()) or self._world.spots("all")
        cells = tuple((number, *self._one_of(spots, self._spot())) for _ in range(2))
        return i.Clear(self._round, by, cells[: self._one_of((1, 2))])

    def _third(self) -> Wish:
        cells = self._cells()
        return i.Read(self._round, self._officer(), cells, third=True)

    def _hand_over(self) -> Wish:
        papers = self._attempt.papers.values() if self._attempt else ()
        readers = sorted({who for paper in papers for who in paper.first})
        return i.HandOver(self._round, self._one_of(readers or ("J9",), self._officer()))

    def _at(self) -> tuple[str, str, str, str]:
        return (self._round, self._number(), *self._spot())

    def _query(self) -> Wish:
        return i.Query(*self._at(), self._officer(), self._reason())

    def _rule(self) -> Wish:
        return i.Rule(*self._at(), self._cell(), self._officers(), self._reason())

    def _void_sheet(self) -> Wish:
        return i.VoidSheet(self._round, self._number(), self._officers(), self._reason())

    def _accept(self) -> Wish:
        about = self._model.suspicious(self._round, self._attempt) if self._attempt else set()
        place = self._one_of(sorted(about) or ((self._number(), *WHOLE),), self._at()[1:])
        return i.Accept(self._round, *place, self._officer(), self._reason())

    def _correct(self) -> Wish:
        cells = [(*self._at(), self._cell()) for _ in range(2)]
        several = tuple(cells[: self._one_of((1, 2), 0)])
        return i.Correct(several, self._officers(), self._reason())

    def _certify(self) -> Wish:
        return i.Certify(self._officers())
