"""How many were expected, present, issued, returned, valid and void, in one sentence (票数).

    deputies expected: 60, 60 present, ballots issued: 60, 60 returned, 59 valid, 1 void.

A count that is not known has no clause: it is never said to be zero.
"""

from collections.abc import Iterator, Mapping
from functools import reduce

from scoring.meeting.reconciliation import EQUATIONS, TERMS, Line, Term
from scoring.meeting.state import Meeting, Round
from scoring.meeting.verification import reconciliation
from scoring.report.blocks import Blocks, Item, Outline, Paragraph, Words
from scoring.report.formal.dossier import Counting, Dossier
from scoring.report.formal.shares import share_text
from scoring.report.formal.spoken import Spoken
from scoring.wording import Phrase, say

_PEOPLE: Mapping[Term, Phrase] = {
    "expected": say("deputies expected: {count}"),
    "present": say("{count} present"),
}
_SHEETS: Mapping[Term, Phrase] = {
    "issued": say("ballots issued: {count}"),
    "returned": say("{count} returned"),
    "valid": say("{count} valid"),
    "void": say("{count} void"),
}


def counting(state: Meeting, attempt: Round) -> Counting:
    """Return the counts of one round, as far as they are known.

    From its reconciliation, and beside it how many were counted in; each difference comes with it.
    Lines about cells of single units are left out of the counts.
    """
    lines = reconciliation(state, attempt)
    counts: dict[Term, int] = {}
    for one in lines:
        if not one.name.startswith("cells"):
            counts.update((one.whole, *one.parts))
    # Counted in by number, these are known before any line of the reconciliation is whole.
    if state.frozen.scheme.procedure.sheets:
        counts["returned"] = len(attempt.sheets)
    if attempt.present is not None:
        counts["present"] = attempt.present
    if attempt.issued is not None:
        counts["issued"] = attempt.issued
    return Counting(attempt.id, attempt.attempt, counts, lines)


def sentences(dossier: Dossier, *, aloud: bool = False) -> Iterator[Phrase]:
    """Yield, for each round, the sentence with its counts; ``aloud``: figures can be spoken.

    A round of which nothing is known has none. Where rounds are held unit by unit, the unit's name
    stands before its sentence.
    """
    for one in dossier.countings:
        clauses = tuple(_clauses(one.counts, aloud=aloud))
        if not clauses:
            continue
        sentence = say("{clauses}.", clauses=reduce(_and, clauses))
        if one.round == "all":
            yield sentence
        else:
            unit = dossier.unit_name(one.round)
            yield say("{unit}: {sentence}", unit=unit, sentence=sentence)


def counted_sheets(dossier: Dossier) -> Blocks:
    """Yield the sentences, the rate of return, and each difference with its explanation.

    A round that was repeated says which attempt it is.
    """
    for sentence in sentences(dossier):
        yield Paragraph(sentence)
    items = tuple(_remarks(dossier))
    if items:
        yield Outline(items)


def _clauses(counts: Mapping[Term, int], *, aloud: bool) -> Iterator[Phrase]:
    """Yield what is known, people first, then sheets, in the order of a meeting."""
    for terms in (_PEOPLE, _SHEETS):
        for term, clause in terms.items():
            if term in counts:
                count = Spoken(str(counts[term])) if aloud else counts[term]
                yield say(clause.template, count=count)


def _and(before: Phrase, clause: Phrase) -> Phrase:
    """Join two clauses; not as an enumeration, which has a comma of its own in Chinese."""
    return say("{before}, {clause}", before=before, clause=clause)


def _remarks(dossier: Dossier) -> Iterator[Item]:
    for one in dossier.countings:
        unit = None if one.round == "all" else dossier.unit_name(one.round)
        counts = one.counts
        if counts.get("issued") and "returned" in counts:
            rate = share_text(counts["returned"], counts["issued"])
            yield Item(
                _of(
                    unit,
                    say(
                        "rate of return {rate} ({returned} of {issued} issued)",
                        rate=rate,
                        returned=counts["returned"],
                        issued=counts["issued"],
                    ),
                )
            )
        if one.attempt > 1:
            yield Item(_of(unit, say("attempt {attempt}; the one before it was declared void",
                                     attempt=one.attempt)))  # fmt: skip
        yield from (Item(_of(unit, _difference(line))) for line in one.lines if line.difference)


def _of(unit: str | None, said: Phrase) -> Words:
    return said if unit is None else say("{unit}: {said}", unit=unit, said=said)


def _difference(line: Line) -> Phrase:
    name = line.name.split("/", 1)[0]
    whole, parts = EQUATIONS[name]
    return say(
        "{whole}, and {parts} together, differ by {difference}: {why}",
        whole=TERMS[whole],
        parts=tuple(TERMS[part] for part in parts),
        difference=f"{line.difference:+d}",
        why=line.explanation or say("not explained"),
    )
