"""Sheet by sheet at a terminal: one line of marks for each sheet.

Questions and refusals go to standard error, what came of it to standard output; so lines can also
be piped in. A mark is typed as it is keyed at the screens: ``785`` for 78.5, ``-`` for abstained.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from scoring.ballots import Cell, IllegalMark, Marking
from scoring.cli.endings import DONE
from scoring.cli.meeting.given_pins import GivenPins, prove
from scoring.cli.meeting.opening import Ended, ending_told, in_turn, note_ended, viewed
from scoring.cli.meeting.options import CommandWords
from scoring.cli.output import show, show_json, tell
from scoring.meeting import Forbidden, Meeting
from scoring.meeting.acts import Read
from scoring.meeting.reading_rules import left_to_read, thirds_for
from scoring.meeting.refusals import unfit, wrong_stage
from scoring.meeting.state import Round, SheetSpot
from scoring.meeting.typed_words import cell_typed, officer_ids, round_id, rules_of, sheet_numbers
from scoring.report.meeting_status import banner
from scoring.wording import Phrase, say

_COMMAS = re.compile(r"\s*[,，、\t]\s*")


class Question(NamedTuple):
    """A sheet, and which of its cells are asked for."""

    sheet: str
    spots: tuple[SheetSpot, ...]


def ask_sheets(asked: CommandWords) -> int:
    """Ask for sheet after sheet, until there is none left or the input ends.

    Each sheet is in the record before the next is asked for, and the record is not held while
    somebody types: two people can enter at the same time. Raises Forbidden where the round is at
    another stage or the officer is unknown, Refused where a PIN is wrong, and what a record does;
    what was entered until then stays.
    """
    session = viewed(asked.folder)
    state = session.state
    by = officer_ids(state, [asked.officer])
    round_ = round_id(state, asked.round)
    allowed = ("collected",) if asked.third else ("open", "paused", "collected")
    if stops := (*wrong_stage(state, round_, *allowed), *unfit(state, by, 1)):
        raise Forbidden(stops)
    prove(asked.folder, by, GivenPins(asked.pin_fd), owed=False)
    questions = list(_questions(state, by[0], asked, round_))
    tell(*banner(state), *_instructions(state, questions))
    done = _ask_all(asked, _Clerk(state, round_, by[0], third=asked.third), questions)
    left = len(questions) - done
    if asked.as_json:
        show_json({"schema": "pingyi/enter/1", "entered": done, "left": left})
    else:
        show(*banner(state), say("Entered: {done} sheets. Left: {left}.", done=done, left=left))
    return DONE


def _ask_all(asked: CommandWords, clerk: "_Clerk", questions: Sequence[Question]) -> int:
    """Return how many sheets were entered."""
    done = 0
    try:
        with ending_told():
            for question in questions:
                cells = clerk.answer(question)
                if cells is None:
                    break
                with in_turn(asked.folder) as session:
                    session.do(clerk.reading(question, cells))
                done += 1
    except Ended as ended:
        with in_turn(asked.folder) as session:
            note_ended(session, ended)
        raise click.exceptions.Exit(ended.code) from None
    return done


class _Clerk:
    """One person's way through the sheets of a round."""

    def __init__(self, state: Meeting, round_: str, officer: str, *, third: bool) -> None:
        self._rules = rules_of(state)
        self._round, self._officer, self._third = round_, officer, third
        self._names = self._rules.roster.short_names

    def reading(self, question: Question, cells: Sequence[Cell]) -> Read:
        """Return the wish to enter ``cells``, which are as many as the question's ``spots``."""
        named = (
            (question.sheet, *spot, cell) for spot, cell in zip(question.spots, cells, strict=True)
        )
        return Read(self._round, self._officer, tuple(named), self._third)

    def answer(self, question: Question) -> list[Cell] | None:
        """Return what is typed for the sheet; None where the input ends.

        A line is taken when it has as many marks as the sheet has cells; of those that are not
        legal, each is asked for alone, and the others stay.
        """
        prompt = say("sheet {sheet}", sheet=question.sheet)
        if self._third:
            prompt = say(
                "{sheet}, {cells}", sheet=prompt, cells=tuple(map(self._cell, question.spots))
            )
        while (line := _typed(prompt)) is not None:
            texts = _texts(line)
            if len(texts) == len(question.spots):
                return self._legal(question, texts)
            told = say("{count} marks are needed; these are {typed}. Once more, please.",
                       count=len(question.spots), typed=len(texts))  # fmt: skip
            tell(told, f"  {line}")
        return None

    def _legal(self, question: Question, texts: Sequence[str]) -> list[Cell] | None:
        cells: list[Cell] = []
        for spot, text in zip(question.spots, texts, strict=True):
            cell = self._legal_cell(question.sheet, spot, text)
            if cell is None:
                return None
            cells.append(cell)
        return cells

    def _legal_cell(self, sheet: str, spot: SheetSpot, text: str) -> Cell | None:
        marking = Marking(self._rules.component_of(spot[1]))
        typed: str | None = text
        while typed is not None:
            try:
                return cell_typed(marking, typed)
            except IllegalMark as fault:
                tell(fault.reason)
            typed = _typed(say("sheet {sheet}, {cell}", sheet=sheet, cell=self._cell(spot)))
        return None

    def _cell(self, spot: SheetSpot) -> str:
        unit, criterion = spot
        several = len({item for _, item in self._rules.spots(self._round)}) > 1
        name = self._names[unit]
        return f"{name} {criterion}" if several else name


def _questions(
    state: Meeting, officer: str, asked: CommandWords, round_: str
) -> Iterator[Question]:
    attempt = state.round(round_)
    only = sheet_numbers(asked.sheets) if asked.sheets else None
    wanted = _third if asked.third else _first
    for question in wanted(state, attempt, officer):
        if only is None or question.sheet in only:
            yield question


def _first(state: Meeting, attempt: Round, officer: str) -> Iterator[Question]:
    for sheet in left_to_read(state, attempt, officer):
        yield Question(sheet.number, attempt.spots)


def _third(state: Meeting, attempt: Round, officer: str) -> Iterator[Question]:
    waiting: dict[str, list[SheetSpot]] = {}
    for sheet, spot in thirds_for(state, attempt, officer):
        waiting.setdefault(sheet.number, []).append(spot)
    for number, spots in waiting.items():
        yield Question(number, tuple(spots))


def _instructions(state: Meeting, questions: Sequence[Question]) -> Iterator[Phrase]:
    if not questions:
        yield say("There is no sheet left to read here.")
        return
    names = tuple(unit.short or unit.name for unit in state.frozen.roster.units)
    yield say("{count} sheets. One line for each, in the order of the sheet:", count=len(questions))
    yield say("  {units}", units=names)
    yield say("Blanks or commas between the marks. As on the screen, or in words:")
    yield say("  . blank   - abstained   * recused   / void   = unknown")
    yield say("What is entered is kept at once. An empty line, or Ctrl-D, ends.")


def _texts(line: str) -> list[str]:
    """Return the marks that a line gives, with commas between them or else with blanks."""
    return _COMMAS.split(line) if _COMMAS.search(line) else line.split()


def _typed(prompt: Phrase) -> str | None:
    """Return a line that is typed; None where the input ends, or the line is empty."""
    sys.stderr.write(f"{prompt}: ")
    sys.stderr.flush()
    line = sys.stdin.readline().strip()
    return line or None
