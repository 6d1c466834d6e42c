"""The life of a meeting against a simple idea of it: whatever anybody wants, in any order.

Now and then it does what a meeting would do next, so that results are reached (``steps.py``);
else somebody wants anything at all, allowed or not (``wishes.py``). The model (``model.py``) says
beforehand which it is, and what then holds.
"""

from copy import deepcopy
from fractions import Fraction

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from scoring.meeting import Meeting, apply, decide, what_stops
from scoring.meeting import acts as f
from scoring.meeting import acts as i
from scoring.meeting.facts import Fact
from scoring.meeting.replay_check import retraced
from scoring.meeting.state import NEEDED_READERS, Round, Sheet
from scoring.meeting.verification import reconciliation, verified, warnings
from scoring.meeting.wishes import Wish
from tests.meeting.model import WHOLE, Attempt, Model, Paper
from tests.meeting.steps import DeadEnd, everybody_differs, next_step, slips
from tests.meeting.wishes import CHOICES, Wisher
from tests.meeting.worlds import World, plain, replayed, through_the_record, worlds

PHASES = {
    ("draft", "frozen"),
    ("frozen", "draft"),
    ("frozen", "open"),
    ("open", "draft"),
    ("open", "counted"),
    ("counted", "certified"),
    ("certified", "revealed"),
    ("certified", "counted"),
    ("revealed", "counted"),
}
STAGES = {
    ("waiting", "open"),
    ("open", "paused"),
    ("paused", "open"),
    ("open", "collected"),
    ("paused", "collected"),
    ("open", "void"),
    ("paused", "void"),
    ("collected", "void"),
    ("collected", "counted"),
}


class LifeOfAMeeting(RuleBasedStateMachine):
    @initialize(world=worlds())
    def begins(self, world: World) -> None:
        self.world = world
        self.model = Model(world)
        self.state = self.again = Meeting()
        self.facts: list[Fact] = []
        self.keyed: set[tuple[str, int, str, str, str, str]] = set()
        self._take_in(f.Created("0"))

    @rule(choices=CHOICES)
    def something_happens(self, choices: list[int]) -> None:
        goes_on, *others = choices
        if goes_on % 3 == 0 and len(self.model.results) < 3:
            for _ in range(goes_on // 3 % 5 + 1):
                self._want(next_step(self.model, slips(sum(others))))
        else:
            self._want(Wisher(self.model, others).wish())

    def _want(self, wanted: Wish) -> None:
        expected, before = self.model.allows(wanted), repr(self.state)
        refusals = what_stops(self.state, wanted)
        assert repr(self.state) == before, "deciding changed something"
        if refusals:
            told = [f"{one.code}: {one.message}" for one in refusals]
            assert expected is not True, f"{wanted} is refused: {told}"
            return
        assert expected is not False, f"{wanted} is not refused"
        if isinstance(wanted, i.Rule | i.VoidSheet | i.VoidRound | i.Correct):
            assert wanted.reason.strip()
            assert len(set(wanted.by)) >= self.world.owed
        for fact in decide(self.state, wanted).facts:
            self._take_in(fact)
        self.model.happens(wanted)

    def _take_in(self, fact: Fact) -> None:
        earlier, before = self.state, repr(self.state)
        self.state = apply(earlier, fact)
        assert repr(earlier) == before, "the past was changed"
        assert earlier.phase == self.state.phase or (earlier.phase, self.state.phase) in PHASES
        for key, attempt in self.state.rounds.items():
            was = earlier.rounds[key].stage if key in earlier.rounds else "waiting"
            assert was == attempt.stage or (was, attempt.stage) in STAGES
        self.facts.append(fact)
        if isinstance(fact, f.CellRead):
            spot = fact.sheet, fact.unit, fact.criterion
            self.keyed.add((fact.round, fact.attempt, *spot, fact.by))
        if isinstance(fact, f.CellCleared):
            spot = fact.sheet, fact.unit, fact.criterion
            self.keyed.remove((fact.round, fact.attempt, *spot, fact.by))
        if isinstance(fact, f.BallotTaken):
            spots = self.world.spots(fact.round)
            self.keyed |= {(fact.round, fact.attempt, fact.number, *s, fact.by) for s in spots}
        self.again = apply(self.again, through_the_record(fact))

    @invariant()
    def the_record_gives_the_same_state(self) -> None:
        assert self.again == self.state
        if self.facts and isinstance(self.facts[-1], f.DeputiesListed | f.AnswersListed):
            assert plain(self.again) == plain(self.state), "the record turns something round"

    @invariant()
    def it_is_where_the_model_is(self) -> None:
        if not self.facts:
            return
        model, state = self.model, self.state
        assert state.phase == model.phase
        assert state.attendance.present == model.present
        assert state.attendance.recused == model.recused
        assert {key: _seen(one) for key, one in state.rounds.items()} == {
            key: _meant(one) for key, one in model.attempts.items()
        }

    @invariant()
    def only_who_read_a_cell_takes_that_reading_back(self) -> None:
        there = {
            (*key, number, *spot, who)
            for key, attempt in self.state.rounds.items()
            for number, sheet in attempt.sheets.items()
            for who, spot in _readers(sheet)
        }
        assert self.keyed == there

    @invariant()
    def what_is_agreed_was_said_by_enough(self) -> None:
        for (round_id, _), attempt in self.state.rounds.items():
            mine = self.model.attempts[round_id, attempt.attempt]
            needed = NEEDED_READERS[self.state.frozen.scheme.procedure.verification]
            for number, sheet in attempt.sheets.items():
                paper = mine.papers[number]
                for spot in attempt.spots:
                    cell = attempt.settled(sheet, spot, needed)
                    assert cell == self.model.agreed(round_id, paper, spot)
                for spot in () if paper.queried else sheet.accepted:
                    assert paper.accepted[spot] == self.model.worth_accepting(round_id, paper, spot)
            if attempt.stage == "counted":
                assert self.model.verified(round_id, mine)
                most = attempt.issued if self.world.sheets else len(self.world.deputies)
                assert len(attempt.sheets) <= (most or 0)

    @invariant()
    def the_equations_hold_or_carry_a_reason(self) -> None:
        for (round_id, _), attempt in self.state.rounds.items():
            mine = self.model.attempts[round_id, attempt.attempt]
            lines = {one.name: one for one in reconciliation(self.state, attempt)}
            out = {name: one.difference for name, one in lines.items() if one.difference}
            assert out == self.model.differences(mine), (lines, attempt)
            if attempt.stage in {"collected", "counted"}:
                assert all(one.settled for one in lines.values())
            assert verified(self.state, attempt) == self.model.verified(round_id, mine)
            void = sum(self.model.is_void(round_id, paper) for paper in mine.papers.values())
            there = mine.papers if self.world.sheets else self.model.papers_in(mine)
            whole = "valid" if self.world.sheets else "ballots"
            assert dict(lines[whole].parts) == {"valid": len(there) - void, "void": void}
            if verified(self.state, attempt):
                for unit, criterion in attempt.spots:
                    parts = dict(lines[f"cells/{unit}/{criterion}"].parts)
                    assert parts == self._counted(round_id, mine, (unit, criterion))

    def _counted(self, round_id: str, mine: Attempt, spot: tuple[str, str]) -> dict[str, int]:
        cells = [
            self.model.agreed(round_id, paper, spot)
            for paper in mine.papers.values()
            if not self.model.is_void(round_id, paper)
        ]
        absent = ("blank", "abstained", "recused", "void-item", "unknown")
        return {"counted": sum(cell is not None and cell >= 0 for cell in cells)} | {
            name: cells.count(-place) for place, name in enumerate(absent, 1)
        }

    @invariant()
    def warnings_tell_nothing_before_everybody_has_handed_over(self) -> None:
        for (round_id, _), attempt in self.state.rounds.items():
            mine = self.model.attempts[round_id, attempt.attempt]
            if attempt.stage == "counted":
                continue
            told = {one[1:] for one in warnings(self.state, attempt)}
            suspicious = self.model.suspicious(round_id, mine)
            accepted = {(number, *WHOLE) for number, p in mine.papers.items() if p.accepted}
            assert suspicious - accepted <= told <= suspicious

    @invariant()
    def every_version_is_what_the_cells_make_it(self) -> None:
        if not self.facts:
            return
        versions = [
            (one.number, [(its.unit, its.rank, _figure(its.total)) for its in one.ranking],
             one.certified_by, one.revealed, one.hidden)
            for one in self.state.versions
        ]  # fmt: skip
        assert versions == [
            (number, one.ranking, one.certified, one.revealed, one.hidden())
            for number, one in enumerate(self.model.results, 1)
        ]

    def teardown(self) -> None:
        if not hasattr(self, "facts"):
            return
        self._there_is_a_way_to_a_revealed_result()
        assert replayed(self.facts) == self.state
        assert plain(replayed(self.facts)) == plain(self.state)
        assert list(retraced(self.facts)) == []
        assert list(retraced([through_the_record(fact) for fact in self.facts])) == []

    def _there_is_a_way_to_a_revealed_result(self) -> None:
        """From wherever it stands, with those who are there, whatever they read from here on."""
        model, state = deepcopy(self.model), self.state
        for _ in range(MOST_STEPS):
            if model.phase == "revealed":
                return
            wanted = next_step(model, everybody_differs)
            for fact in decide(state, wanted).facts:
                state = apply(state, fact)
            model.happens(wanted)
            assert state.phase == model.phase
        raise DeadEnd(model.phase)


MOST_STEPS = 2000
"""Which no way to a result can take."""


def _figure(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _readers(sheet: Sheet) -> set[tuple[str, tuple[str, str]]]:
    first = {(who, spot) for who, cells in sheet.readings.items() for spot in cells}
    return first | {(who, spot) for spot, (who, _) in sheet.thirds.items()}


def _seen(attempt: Round) -> object:
    sheets = {
        number: (sheet.group, {who: dict(own) for who, own in sheet.readings.items()},
                 dict(sheet.thirds), dict(sheet.ruled), set(sheet.queries), sheet.void)
        for number, sheet in attempt.sheets.items()
    }  # fmt: skip
    return (
        attempt.stage, attempt.present, attempt.issued, attempt.took_none or 0, attempt.printed,
        attempt.cancelled, attempt.kept or 0, attempt.handed_over, sheets,
    )  # fmt: skip


def _meant(attempt: Attempt) -> object:
    def sheet(paper: Paper) -> object:
        return paper.group, paper.first, paper.third, paper.ruled, paper.queried, paper.void

    sheets = {number: sheet(paper) for number, paper in attempt.papers.items()}
    return (
        attempt.stage, attempt.present, attempt.issued, attempt.took, attempt.printed,
        attempt.cancelled, attempt.kept, attempt.done, sheets,
    )  # fmt: skip


TestLifeOfAMeeting = LifeOfAMeeting.TestCase
DEEP = settings().max_examples > 1000
TestLifeOfAMeeting.settings = settings(
    max_examples=5000 if DEEP else 100, stateful_step_count=100 if DEEP else 50
)
