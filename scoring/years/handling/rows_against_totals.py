"""Whether a document's counts are those of the table of suggestions that it was made from."""

from collections.abc import Iterator

from scoring.wording import Phrase, say
from scoring.years.handling.findings import Finding
from scoring.years.handling.named_counts import counts_of
from scoring.years.handling.rates import Handled
from scoring.years.suggestions.totals import Totals


def rows_against_totals(whole: Handled, totals: Totals) -> Iterator[Finding]:
    """Yield each count of ``totals`` that the rows, all ``whole`` of them, do not have.

    Counted are the totals that say ``rows``, the classes, and the levels of answers. What the table
    has no column for is not compared.
    """
    counts = counts_of(totals)
    found = {rate.measure.id: rate.numerator for rate in whole.rates}
    known = {"suggestions": whole.suggestions, **whole.counts}
    pairs: list[tuple[str, Phrase | str, int, int | None]] = [
        (one.id, one.title, counts[one.id].number, known.get(one.rows or ""))
        for one in totals.totals
    ]
    pairs += [(c.code, c.label, c.count, found.get(f"class.{c.code}")) for c in totals.classes]
    pairs += [
        (name, counts[name].title, count, found.get(name))
        for one in totals.answers
        for name, count in ((f"{one.part}.{level}", n) for level, n in one.counts.items())
    ]
    for name, title, stated, rows in pairs:
        # None: nothing in the table counts it.
        if rows is not None and rows != stated:
            sentence = say(
                "{title}: the document says {stated}, the table of suggestions has {rows}.",
                title=title,
                stated=stated,
                rows=rows,
            )
            yield Finding("rows", (name,), sentence)
