"""A meeting in plain sets and dicts: what may happen, and what then holds.

Nothing of ``scoring.meeting`` decides here: only the names of what can be wanted come from there.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import singledispatchmethod

from scoring.meeting import acts as i
from scoring.meeting.wishes import OfCell, OfRound, Wish
from scoring.roster import Role
from tests.meeting.worlds import Spot, World, enough_people
from tests.property import naive

BLANK, VOID = -1, -4
WORDS = {-1: "", -2: "弃权", -3: "回避", -4: "无效", -5: "不了解"}
WHOLE = ("", "")


def says_something(reason: str, least: int = 4) -> bool:
    """Whether a reason has so many letters and digits, and is no number alone."""
    kept = [character for character in reason if character.isalpha() or character.isdigit()]
    return len(kept) >= least and not all(character.isdigit() for character in kept)


@dataclass
class Paper:
    group: str | None
    first: dict[str, dict[Spot, int]] = field(default_factory=dict)
    third: dict[Spot, tuple[str, int]] = field(default_factory=dict)
    ruled: dict[Spot, int] = field(default_factory=dict)
    queried: set[Spot] = field(default_factory=set)
    accepted: dict[Spot, object] = field(default_factory=dict)
    """To what was agreed when it was accepted."""
    void: bool = False

    def saw_it(self) -> set[str]:
        return {*self.first, *(who for who, _ in self.third.values())}

    def untouched(self) -> bool:
        return not (self.first or self.third or self.ruled or self.queried or self.void)


@dataclass
class Attempt:
    stage: str = "waiting"
    present: int | None = None
    issued: int | None = None
    took: int = 0
    printed: int | None = None
    cancelled: int | None = None
    kept: int = 0
    papers: dict[str, Paper] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    explained: dict[str, int] = field(default_factory=dict)
    """Line to the difference that was explained."""


@dataclass
class Result:
    ranking: list[tuple[str, int | None, Fraction | None]]
    certified: tuple[str, ...] = ()
    revealed: bool = False
    seen: list[str] = field(default_factory=list)
    """Units that were revealed, one by one."""

    def hidden(self) -> tuple[str, ...]:
        """Return who is still to be revealed, the next one first."""
        if self.revealed:
            return ()
        return tuple(unit for unit, _, _ in self.ranking[::-1] if unit not in self.seen)


@dataclass
class Model:
    world: World
    phase: str = "draft"
    present: set[str] = field(default_factory=set)
    recused: set[tuple[str, str]] = field(default_factory=set)
    attempts: dict[tuple[str, int], Attempt] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    ever_issued: bool = False
    appointed: dict[str, Role] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    @property
    def officers(self) -> dict[str, Role]:
        return {**self.world.officers, **self.appointed}

    def scrutineers(self) -> tuple[str, ...]:
        """Return as many as it takes to certify."""
        able = [
            one
            for one, role in self.officers.items()
            if self.world.owed == 1 or role in {"scrutineer", "chief"}
        ]
        return tuple(able[: self.world.owed])

    def held(self) -> list[str]:
        """Return the rounds that count: all but those of withdrawn units that nobody began."""
        return [
            name
            for name in self.world.round_ids
            if name not in self.withdrawn or self.last(name)[1].stage != "waiting"
        ]

    def last(self, round_id: str) -> tuple[tuple[str, int], Attempt]:
        """Return the attempt that is going on, or would be next."""
        number = max((n for name, n in self.attempts if name == round_id), default=0)
        if number and self.attempts[round_id, number].stage != "void":
            return (round_id, number), self.attempts[round_id, number]
        return (round_id, number + 1), Attempt()

    # What is agreed ------------------------------------------------------------------------

    def to_the_end(self, round_id: str, paper: Paper) -> dict[str, dict[Spot, int]]:
        """Return the readings of every cell: one that was begun and left counts for nothing."""
        spots = set(self.world.spots(round_id))
        return {who: cells for who, cells in paper.first.items() if set(cells) == spots}

    def agreed(self, round_id: str, paper: Paper, spot: Spot) -> int | None:
        if spot in paper.queried:
            return None
        if spot in paper.ruled:
            return paper.ruled[spot]
        said = {who: cells[spot] for who, cells in self.to_the_end(round_id, paper).items()}
        if spot in paper.third:
            who, cell = paper.third[spot]
            assert who not in said
            said[who] = cell
        most = Counter(said.values()).most_common(1)
        return most[0][0] if most and most[0][1] >= self.world.needed else None

    def whole(self, round_id: str, attempt: Attempt, paper: Paper) -> bool:
        readers = self.to_the_end(round_id, paper).keys()
        return len(readers & attempt.done) >= self.world.needed

    def open_spots(self, round_id: str, attempt: Attempt, paper: Paper) -> set[Spot]:
        if paper.void or not self.whole(round_id, attempt, paper):
            return set()
        return {s for s in self.world.spots(round_id) if self.agreed(round_id, paper, s) is None}

    def is_void(self, round_id: str, paper: Paper) -> bool:
        spots = self.world.spots(round_id)
        return paper.void or {self.agreed(round_id, paper, spot) for spot in spots} == {VOID}

    def verified(self, round_id: str, attempt: Attempt) -> bool:
        return attempt.stage in {"collected", "counted"} and all(
            paper.void
            or (
                self.whole(round_id, attempt, paper)
                and not self.open_spots(round_id, attempt, paper)
            )
            for paper in attempt.papers.values()
        )

    def suspicious(self, round_id: str, attempt: Attempt) -> set[tuple[str, str, str]]:
        """With so few sheets, only one on which all marks are equal can look mis-keyed."""
        if attempt.stage != "collected" or not all(
            paper.void or self.whole(round_id, attempt, paper) for paper in attempt.papers.values()
        ):
            return set()
        found = set()
        for number, paper in attempt.papers.items():
            cells = [self.agreed(round_id, paper, spot) for spot in self.world.spots(round_id)]
            marks = [cell for cell in cells if cell is not None and cell >= 0]
            if not paper.void and len(marks) >= 3 and len(set(marks)) == 1:
                found.add((number, *WHOLE))
        return found

    def differences(self, attempt: Attempt) -> dict[str, int]:
        """Return by how much each line of the reconciliation is out."""
        found = {}
        back = len(attempt.papers)
        if attempt.issued is not None:
            if attempt.present is not None:
                found["taken"] = attempt.issued + attempt.took - attempt.present
            found["returned"] = back + attempt.kept - attempt.issued
            if attempt.printed is not None and attempt.cancelled is not None:
                found["printed"] = attempt.issued + attempt.cancelled - attempt.printed
        return {line: out for line, out in found.items() if out}

    def ranking(self) -> list[tuple[str, int | None, Fraction | None]]:
        """Return how the units stand by the agreed cells, computed by hand."""
        rows = []
        everything = self._naive({})
        for unit in everything.units:
            round_id = unit.id if unit.id in self.world.round_ids else "all"
            sheets = self._sheets(round_id)
            rows.append(naive.row_of(self.world.scheme, self._naive(sheets), unit))
        listed = naive.listed(self.world.scheme, everything, rows)
        return [(row.unit, row.rank, row.total) for row in listed]

    def _naive(self, sheets: dict[str, list[naive.Sheet]]) -> naive.Meeting:
        world = self.world
        levels = {-1: "", **dict(enumerate(("很满意", "不满意")))}
        replies = {
            listed.component: [
                naive.Reply(
                    one.suggestion,
                    one.unit,
                    one.deputy,
                    [levels[it] for it in one.levels],
                    one.role,
                )
                for one in listed.answers
            ]
            for listed in world.answers
        }
        given: dict[str, dict[str, str]] = {"bonus": {}}
        for component, unit, figure in world.figures:
            given[component][unit] = {"5/2": "2.5"}[figure]
        rows = [naive.UnitRow(unit, ranked=unit not in self.withdrawn) for unit in world.units]
        return naive.Meeting(rows, sheets, replies, given, len(world.deputies))

    def _sheets(self, round_id: str) -> dict[str, list[naive.Sheet]]:
        _, attempt = self.last(round_id)
        texts = dict(enumerate(self.world.texts())) | WORDS
        spots = self.world.spots(round_id)
        papers = [
            naive.Sheet(
                number, {s: texts[self._final(round_id, paper, s)] for s in spots}, paper.group
            )
            for number, paper in attempt.papers.items()
        ]
        return {"live": papers}

    def _final(self, round_id: str, paper: Paper, spot: Spot) -> int:
        if paper.void:
            return VOID
        cell = self.agreed(round_id, paper, spot)
        assert cell is not None, "a cell is counted that nobody agreed on"
        return cell

    # What may happen -----------------------------------------------------------------------

    def allows(self, wanted: Wish) -> bool | None:
        """Return whether ``wanted`` may happen; None where nothing written decides it."""
        open_question = False
        for condition in self._must(wanted):
            if condition is False:
                return False
            open_question = open_question or condition is None
        return None if open_question else True

    @singledispatchmethod
    def _must(self, wanted: Wish) -> Iterable[bool | None]:
        raise NotImplementedError(type(wanted))

    def _meeting_is(self, *phases: str) -> bool:
        return self.phase in phases

    def _round_is(self, round_id: str, *stages: str) -> bool:
        return (
            self.phase != "draft"
            and round_id in self.world.round_ids
            and self.last(round_id)[1].stage in stages
        )

    def _known(self, *officers: str) -> bool:
        return set(officers) <= set(self.officers)

    def _enough(self, by: tuple[str, ...]) -> bool:
        return self._known(*by) and len(set(by)) >= self.world.owed

    def _apart(self, by: tuple[str, ...], paper: Paper) -> bool | None:
        """Who read a sheet decides nothing about it; a lone officer may have to."""
        if not set(by) & paper.saw_it():
            return True
        return False if self.world.owed == 2 else None

    def _legal(self, cell: int) -> bool:
        return -5 <= cell < len(self.world.texts())

    @_must.register
    def _(self, wanted: i.Freeze) -> Iterable[bool | None]:
        yield self._meeting_is("draft")
        listed = {one.id: one.role for one in wanted.files.officers}
        yield enough_people(self.world.procedure, listed)
        yield bool(wanted.roster.deputies)

    @_must.register
    def _(self, wanted: i.Unfreeze) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open")
        yield says_something(wanted.reason)
        yield self._enough(wanted.by)
        out = any(one.issued or self.papers_in(one) for one in self.attempts.values())
        yield False if out else None if self.ever_issued else True

    @_must.register
    def _(self, wanted: i.CheckIn) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open")
        yield self.world.checkin
        yield set(wanted.deputies) <= set(self.world.deputies) - self.present

    @_must.register
    def _(self, wanted: i.Leave) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open")
        yield set(wanted.deputies) <= self.present

    @_must.register
    def _(self, wanted: i.Recuse) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open")
        yield wanted.deputy in self.world.deputies
        yield wanted.unit in self.world.units
        yield (wanted.deputy, wanted.unit) not in self.recused
        round_id = wanted.unit if wanted.unit in self.world.round_ids else "all"
        yield self.last(round_id)[1].issued is None

    @_must.register
    def _(self, wanted: i.OpenRound) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open")
        yield self._round_is(wanted.round, "waiting")
        yield not any(one.stage in {"open", "paused"} for one in self.attempts.values())
        yield bool(self.present) or not self.world.checkin
        yield wanted.round not in self.withdrawn
        quorum = self.world.procedure.get("quorum")
        yield quorum is None or len(self.present) > Fraction(quorum) * len(self.world.deputies)

    @_must.register
    def _(self, wanted: i.PauseRound) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open")

    @_must.register
    def _(self, wanted: i.ResumeRound) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "paused")

    @_must.register
    def _(self, wanted: i.CollectRound) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused")
        _, attempt = self.last(wanted.round)
        if not self.world.sheets:
            yield bool(self.papers_in(attempt))
            return
        yield attempt.issued is not None
        yield len(attempt.papers) <= (attempt.issued or 0)
        out = self.differences(attempt)
        yield all(attempt.explained.get(line) == by for line, by in out.items())

    @_must.register
    def _(self, wanted: i.VoidRound) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused", "collected")
        yield says_something(wanted.reason)
        yield self._enough(wanted.by)

    @_must.register
    def _(self, wanted: i.Issue) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused")
        yield self.world.sheets
        counts = (wanted.issued, wanted.took_none, wanted.printed, wanted.cancelled)
        yield all(count is None or count >= 0 for count in counts)

    @_must.register
    def _(self, wanted: i.Receive) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused")
        yield self.world.sheets
        _, attempt = self.last(wanted.round)
        yield attempt.issued is not None
        yield not self.world.groups or wanted.group in self.world.groups
        yield all(wanted.numbers)
        yield len(set(wanted.numbers)) == len(wanted.numbers)
        yield not set(wanted.numbers) & set(attempt.papers)

    @_must.register
    def _(self, wanted: i.Withdraw) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused")
        yield self.world.sheets
        _, attempt = self.last(wanted.round)
        yield set(wanted.numbers) <= set(attempt.papers)
        yield all(attempt.papers[number].untouched() for number in wanted.numbers)

    @_must.register
    def _(self, wanted: i.Keep) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused")
        yield self.world.sheets
        yield wanted.kept >= 0

    @_must.register
    def _(self, wanted: i.ExplainDifference) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused", "collected")
        yield says_something(wanted.reason)
        yield self._known(wanted.by)
        yield wanted.line in self.differences(self.last(wanted.round)[1])

    @_must.register
    def _(self, wanted: i.TakeIn) -> Iterable[bool | None]:
        stages = ("open", "paused", "collected") if self.world.sheets else ("open", "paused")
        yield self._round_is(wanted.round, *stages)
        yield self._known(wanted.by)
        yield self.world.needed == 1
        numbers = [one.number for one in wanted.ballots]
        yield bool(numbers) and len(set(numbers)) == len(numbers)
        _, attempt = self.last(wanted.round)
        there = {number for number, paper in attempt.papers.items() if not paper.void}
        if self.world.sheets:
            yield set(numbers) == there
            yield all(one.group == attempt.papers[one.number].group for one in wanted.ballots)
        else:
            kept = self.papers_in(attempt)
            yield all(numbers)
            yield len({*numbers, *kept}) <= len(self.world.deputies)
            yield all(one.group in (self.world.groups or (None,)) for one in wanted.ballots)
        yield not set(numbers) & self.papers_in(attempt).keys()
        spots = self.world.spots(wanted.round)
        yield all(len(one.cells) == len(spots) for one in wanted.ballots)
        yield all(self._legal(cell) for one in wanted.ballots for cell in one.cells)

    @staticmethod
    def papers_in(attempt: Attempt) -> dict[str, Paper]:
        """Return the papers on which something was read, or which were voided."""
        return {number: one for number, one in attempt.papers.items() if not one.untouched()}

    @_must.register
    def _(self, wanted: i.Read) -> Iterable[bool | None]:
        stages = ("collected",) if wanted.third else ("open", "paused", "collected")
        yield self._round_is(wanted.round, *stages)
        yield self._known(wanted.by)
        _, attempt = self.last(wanted.round)
        spots = self.world.spots(wanted.round)
        keyed = [(number, (unit, criterion)) for number, unit, criterion, _ in wanted.cells]
        yield all(spot in spots for _, spot in keyed)
        yield all(number in attempt.papers for number, _ in keyed)
        yield not any(attempt.papers[number].void for number, _ in keyed)
        yield all(self._legal(cell) for *_, cell in wanted.cells)
        if wanted.third:
            yield len(set(keyed)) == len(keyed)
        else:
            yield wanted.by not in attempt.done
        for number, spot in keyed:
            paper = attempt.papers[number]
            yield self.spares(paper, wanted.by, third=wanted.third)
            if wanted.third:
                yield wanted.by not in paper.first
                yield spot in self.open_spots(wanted.round, attempt, paper)
                yield spot not in paper.third
            else:
                yield not self._read_by_others(wanted.round, paper, wanted.by)

    def spares(self, paper: Paper, who: str, *, third: bool = False) -> bool:
        """Whether others enough have not seen the paper, after ``who`` has: who may settle it."""
        if who in paper.first or (who in paper.saw_it() and not third):
            return True
        left = set(self.officers) - paper.saw_it() - {who}
        third_reader = 1 if self.world.needed == 2 and not third else 0
        return len(left) >= third_reader + (2 if self.world.owed == 2 else 0)

    def _hopeless(self, round_id: str, paper: Paper, done: set[str]) -> bool:
        """Whether too few could still read the paper whole, once ``done`` have handed over."""
        read = self.to_the_end(round_id, paper).keys() & done
        able = {who for who in paper.first if who not in done}
        others = [who for who in self.officers if who not in done and who not in paper.saw_it()]
        trial = Paper(None, dict(paper.first), dict(paper.third))
        for who in others:
            if self.spares(trial, who):
                trial.first[who] = {}
                able.add(who)
        return not paper.void and len(read) + len(able) < self.world.needed

    def _read_by_others(self, round_id: str, paper: Paper, who: str) -> bool:
        return len(self.to_the_end(round_id, paper).keys() - {who}) >= self.world.needed

    @_must.register
    def _(self, wanted: i.Clear) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused", "collected")
        yield self._known(wanted.by)
        _, attempt = self.last(wanted.round)
        yield wanted.by not in attempt.done
        for number, unit, criterion in wanted.cells:
            yield number in attempt.papers
            yield not attempt.papers[number].void
            yield (unit, criterion) in attempt.papers[number].first.get(wanted.by, {})

    @_must.register
    def _(self, wanted: i.HandOver) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "collected")
        yield self._known(wanted.by)
        _, attempt = self.last(wanted.round)
        own = [
            paper
            for paper in attempt.papers.values()
            if paper.first.get(wanted.by) and not paper.void
        ]
        yield bool(own)
        yield all(
            wanted.by in self.to_the_end(wanted.round, paper)
            or self._read_by_others(wanted.round, paper, wanted.by)
            for paper in own
        )
        yield wanted.by not in attempt.done
        done = attempt.done | {wanted.by}
        yield not any(self._hopeless(wanted.round, one, done) for one in attempt.papers.values())

    def _cell(self, wanted: OfCell) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused", "collected")
        yield from self._paper(wanted)

    def _paper(self, wanted: OfCell) -> Iterable[bool | None]:
        papers = self.last(wanted.round)[1].papers
        yield wanted.sheet in papers
        yield not papers[wanted.sheet].void
        yield (wanted.unit, wanted.criterion) in self.world.spots(wanted.round)

    @_must.register
    def _(self, wanted: i.Query) -> Iterable[bool | None]:
        yield from self._cell(wanted)
        yield self._known(wanted.by)
        yield says_something(wanted.note, least=2)

    @_must.register
    def _(self, wanted: i.Rule) -> Iterable[bool | None]:
        yield from self._cell(wanted)
        yield says_something(wanted.reason)
        yield self._enough(wanted.by)
        yield self._legal(wanted.cell)
        _, attempt = self.last(wanted.round)
        paper, spot = attempt.papers[wanted.sheet], (wanted.unit, wanted.criterion)
        yield self._apart(wanted.by, paper)
        waiting = self.open_spots(wanted.round, attempt, paper)
        yield spot in paper.queried or (spot in waiting and spot in paper.third)

    @_must.register
    def _(self, wanted: i.VoidSheet) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "open", "paused", "collected")
        yield says_something(wanted.reason)
        yield self._enough(wanted.by)
        papers = self.last(wanted.round)[1].papers
        yield wanted.sheet in papers
        yield not papers[wanted.sheet].void
        yield self._apart(wanted.by, papers[wanted.sheet])

    @_must.register
    def _(self, wanted: i.Accept) -> Iterable[bool | None]:
        yield self._round_is(wanted.round, "collected")
        yield self._known(wanted.by)
        yield says_something(wanted.note)
        about = (wanted.sheet, wanted.unit, wanted.criterion)
        yield about in self.suspicious(wanted.round, self.last(wanted.round)[1])
        paper = self.last(wanted.round)[1].papers[wanted.sheet]
        yield self._apart((wanted.by,), paper)
        yield True if paper.accepted.get(WHOLE) is None else None

    @_must.register
    def _(self, wanted: i.Correct) -> Iterable[bool | None]:
        yield self._meeting_is("counted", "certified", "revealed")
        yield says_something(wanted.reason)
        yield self._enough(wanted.by)
        yield bool(wanted.cells)
        yield len({cell[:4] for cell in wanted.cells}) == len(wanted.cells)
        for round_id, number, unit, criterion, cell in wanted.cells:
            spot = (unit, criterion)
            yield self._round_is(round_id, "counted")
            papers = self.last(round_id)[1].papers
            yield number in papers
            yield not papers[number].void
            yield spot in self.world.spots(round_id)
            yield self._legal(cell)
            yield self.agreed(round_id, papers[number], spot) != cell
            # Of corrections it is only written that they take two; who read may be one.
            yield True if not set(wanted.by) & papers[number].saw_it() else None

    @_must.register
    def _(self, _wanted: i.Count) -> Iterable[bool | None]:
        yield self._meeting_is("open")
        for round_id in self.held():
            _, attempt = self.last(round_id)
            yield attempt.stage == "collected" and self.verified(round_id, attempt)

    @_must.register
    def _(self, wanted: i.Certify) -> Iterable[bool | None]:
        yield self._meeting_is("counted")
        yield self._enough(wanted.by)
        able = {one for one, role in self.officers.items() if role in {"scrutineer", "chief"}}
        yield self.world.owed == 1 or set(wanted.by) <= able

    @_must.register
    def _(self, wanted: i.Appoint) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open", "counted", "certified")
        yield self._enough(wanted.by)
        yield bool(wanted.id and wanted.name)
        yield wanted.id not in self.officers

    @_must.register
    def _(self, wanted: i.WithdrawUnit) -> Iterable[bool | None]:
        yield self._meeting_is("frozen", "open")
        yield self._enough(wanted.by)
        yield says_something(wanted.reason)
        yield wanted.unit in self.world.units
        yield wanted.unit not in self.withdrawn
        yield len(self.world.units) - len(self.withdrawn) > 1

    @_must.register
    def _(self, _wanted: i.Reveal) -> Iterable[bool | None]:
        yield self._meeting_is("certified")

    @_must.register
    def _(self, _wanted: i.RevealNext) -> Iterable[bool | None]:
        yield self._meeting_is("certified")

    # What then holds -----------------------------------------------------------------------

    @singledispatchmethod
    def happens(self, wanted: Wish) -> None:
        """Take in what has happened."""
        raise NotImplementedError(type(wanted))

    def _attempt(self, wanted: OfRound) -> Attempt:
        key, attempt = self.last(wanted.round)
        self.attempts[key] = attempt
        return attempt

    @happens.register
    def _(self, _wanted: i.Freeze) -> None:
        self.phase = "frozen"

    @happens.register
    def _(self, _wanted: i.Unfreeze) -> None:
        self.__init__(self.world)  # type: ignore[misc]  # as new, and that is what is meant

    @happens.register
    def _(self, wanted: i.Appoint) -> None:
        self.appointed[wanted.id] = wanted.role

    @happens.register
    def _(self, wanted: i.WithdrawUnit) -> None:
        self.withdrawn.add(wanted.unit)

    @happens.register
    def _(self, wanted: i.CheckIn) -> None:
        self.present |= set(wanted.deputies)

    @happens.register
    def _(self, wanted: i.Leave) -> None:
        self.present -= set(wanted.deputies)

    @happens.register
    def _(self, wanted: i.Recuse) -> None:
        self.recused.add((wanted.deputy, wanted.unit))

    @happens.register
    def _(self, wanted: i.OpenRound) -> None:
        self.phase = "open"
        attempt = self._attempt(wanted)
        attempt.stage, attempt.present = "open", self._counted_present()
        attempt.papers = {number: Paper(None) for number in self.world.ready}

    def _counted_present(self) -> int | None:
        return len(self.present) if self.world.checkin else None

    @happens.register
    def _(self, wanted: i.TakeIn) -> None:
        attempt = self._attempt(wanted)
        if not self.world.sheets:
            attempt.papers = self.papers_in(attempt)
        spots = self.world.spots(wanted.round)
        for one in wanted.ballots:
            cells = dict(zip(spots, one.cells, strict=True))
            attempt.papers[one.number] = Paper(one.group, first={wanted.by: cells})
        attempt.done.add(wanted.by)

    @happens.register
    def _(self, wanted: i.PauseRound) -> None:
        self._attempt(wanted).stage = "paused"

    @happens.register
    def _(self, wanted: i.ResumeRound) -> None:
        self._attempt(wanted).stage = "open"

    @happens.register
    def _(self, wanted: i.CollectRound) -> None:
        attempt = self._attempt(wanted)
        attempt.stage = "collected"
        if not self.world.sheets:
            attempt.papers = self.papers_in(attempt)

    @happens.register
    def _(self, wanted: i.VoidRound) -> None:
        self._attempt(wanted).stage = "void"

    @happens.register
    def _(self, wanted: i.Issue) -> None:
        attempt = self._attempt(wanted)
        attempt.present = self._counted_present()
        attempt.issued, attempt.took = wanted.issued, wanted.took_none
        attempt.printed, attempt.cancelled = wanted.printed, wanted.cancelled
        self.ever_issued = self.ever_issued or wanted.issued > 0

    @happens.register
    def _(self, wanted: i.Receive) -> None:
        group = wanted.group if self.world.groups else None
        self._attempt(wanted).papers |= {number: Paper(group) for number in wanted.numbers}

    @happens.register
    def _(self, wanted: i.Withdraw) -> None:
        for number in set(wanted.numbers):
            del self._attempt(wanted).papers[number]

    @happens.register
    def _(self, wanted: i.Keep) -> None:
        self._attempt(wanted).kept = wanted.kept

    @happens.register
    def _(self, wanted: i.ExplainDifference) -> None:
        attempt = self._attempt(wanted)
        attempt.explained[wanted.line] = self.differences(attempt)[wanted.line]

    @happens.register
    def _(self, wanted: i.Read) -> None:
        for number, unit, criterion, cell in wanted.cells:
            paper, spot = self._attempt(wanted).papers[number], (unit, criterion)
            if wanted.third:
                paper.third[spot] = (wanted.by, cell)
            else:
                paper.first.setdefault(wanted.by, {})[spot] = cell

    @happens.register
    def _(self, wanted: i.Clear) -> None:
        for number, unit, criterion in set(wanted.cells):
            del self._attempt(wanted).papers[number].first[wanted.by][unit, criterion]

    @happens.register
    def _(self, wanted: i.HandOver) -> None:
        self._attempt(wanted).done.add(wanted.by)

    def _of(self, wanted: OfCell) -> tuple[Paper, Spot]:
        return self._attempt(wanted).papers[wanted.sheet], (wanted.unit, wanted.criterion)

    @happens.register
    def _(self, wanted: i.Query) -> None:
        paper, spot = self._of(wanted)
        paper.queried.add(spot)

    @happens.register
    def _(self, wanted: i.Rule) -> None:
        paper, spot = self._of(wanted)
        paper.queried.discard(spot)
        paper.ruled[spot] = wanted.cell

    @happens.register
    def _(self, wanted: i.VoidSheet) -> None:
        paper = self._attempt(wanted).papers[wanted.sheet]
        paper.void, paper.queried = True, set()

    @happens.register
    def _(self, wanted: i.Accept) -> None:
        paper, spot = self._of(wanted)
        paper.accepted[spot] = self.worth_accepting(wanted.round, paper, spot)

    def worth_accepting(self, round_id: str, paper: Paper, spot: Spot) -> object:
        """Return what an acceptance is of: the agreed cell, or all of them."""
        spots = self.world.spots(round_id) if spot == WHOLE else (spot,)
        return paper.void, [self.agreed(round_id, paper, one) for one in spots]

    @happens.register
    def _(self, wanted: i.Correct) -> None:
        for round_id, number, unit, criterion, cell in wanted.cells:
            paper = self.last(round_id)[1].papers[number]
            paper.ruled[unit, criterion] = cell
            paper.accepted.pop((unit, criterion), None)
            paper.accepted.pop(WHOLE, None)
        self._result()

    @happens.register
    def _(self, _wanted: i.Count) -> None:
        for round_id in self.held():
            self.last(round_id)[1].stage = "counted"
        self._result()

    def _result(self) -> None:
        self.phase = "counted"
        self.results.append(Result(self.ranking()))

    @happens.register
    def _(self, wanted: i.Certify) -> None:
        self.phase = "certified"
        self.results[-1].certified = wanted.by

    @happens.register
    def _(self, _wanted: i.Reveal) -> None:
        self.phase = "revealed"
        self.results[-1].revealed = True

    @happens.register
    def _(self, _wanted: i.RevealNext) -> None:
        last = self.results[-1]
        last.seen.append(last.ranking[-1 - len(last.seen)][0])
        if len(last.seen) == len(last.ranking):
            self.phase, last.revealed = "revealed", True
