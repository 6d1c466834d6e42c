"""The reconciliation (对账) in words."""

from scoring.meeting import Meeting
from scoring.meeting.reconciliation import NAMES, TERMS, Line
from scoring.meeting.state import Round
from scoring.meeting.verification import reconciliation
from scoring.report.blocks import Column, Item, Outline, Table
from scoring.report.printed import NOTHING
from scoring.wording import Phrase, say


def line_said(line: Line) -> Phrase:
    """Return a line: its name, what has to add up, by how much it does not, and why."""
    told = say("{line}: {equation}", line=line_name(line), equation=equation(line))
    if not line.difference:
        return told
    told = say("{line} ({difference})", line=told, difference=f"{line.difference:+d}")
    if not line.explanation:
        return told
    return say("{line}, explained: {reason}", line=told, reason=line.explanation)


def line_name(line: Line) -> Phrase:
    """Return what a line holds against each other, and the code that commands know it by."""
    return say("{name} ({code})", name=NAMES[line.name.partition("/")[0]], code=line.name)


def equation(line: Line) -> Phrase:
    """Return what has to add up, and whether it does."""
    term, count = line.whole
    whole = say("{term} {count}", term=TERMS[term], count=count)
    parts = " + ".join(str(say("{term} {count}", term=TERMS[t], count=n)) for t, n in line.parts)
    if line.difference:
        return say("{whole}, but {parts}", whole=whole, parts=parts)
    return say("{whole} = {parts}", whole=whole, parts=parts)


def lines_shown(state: Meeting, attempt: Round) -> tuple[Line, ...]:
    """Return the lines that may be shown: those of single cells not before the count."""
    return tuple(
        line
        for line in reconciliation(state, attempt)
        if not line.name.startswith("cells/") or attempt.counted
    )


def reconciliation_table(state: Meeting, attempt: Round) -> Table:
    """Return the reconciliation of a round as a table."""
    columns = (
        Column(say("line")),
        Column(say("must add up")),
        Column(say("difference"), "right"),
    )
    rows = tuple(
        (line_name(line), equation(line), f"{line.difference:+d}" if line.difference else NOTHING)
        for line in lines_shown(state, attempt)
    )
    return Table(columns, rows)


def differences_explained(state: Meeting, attempt: Round) -> Outline | None:
    """Return who or what makes each difference, and how it is explained; None without one."""
    names = state.frozen.roster.deputy_names
    items = []
    for line in lines_shown(state, attempt):
        if not line.difference:
            continue
        who = tuple(f"{one} {names.get(one, '')}".strip() for one in line.concerns)
        under = []
        if who:
            under.append(Item(say("it may be with: {names}", names=who)))
        if not line.explanation:
            under.append(Item(say("not explained")))
        items.append(Item(line_said(line), tuple(under)))
    return Outline(tuple(items)) if items else None
