"""Which places are shared, and which are therefore missing (并列): one sentence each.

>>> [str(one) for one in ties_in_words([1, 2, 3, 3, 5])]
['Rank 3 is shared by 2; there is no rank 4.']
>>> [str(one) for one in ties_in_words([1, 1, 2])]
['Rank 1 is shared by 2.']
>>> [str(one) for one in ties_in_words([1, 2, 2, 2])]
['Rank 2 is shared by 3.']
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from scoring.report.formal.spoken import Spoken
from scoring.report.result_rows import ResultRow
from scoring.wording import Phrase, say


def ties_in_words(ranks: Sequence[int]) -> Iterator[Phrase]:
    """Yield a sentence for each rank that several have; ``ranks``: of one field, in its order."""
    levels = [(rank, len(list(level))) for rank, level in groupby(ranks)]
    for (rank, count), (after, _) in pairwise([*levels, (0, 0)]):
        if count < 2:  # noqa: PLR2004 - one is nobody beside another
            continue
        missing = range(rank + 1, after)
        if not missing:
            yield say("Rank {rank} is shared by {count}.", rank=rank, count=count)
        elif len(missing) == 1:
            yield say("Rank {rank} is shared by {count}; there is no rank {missing}.",
                      rank=rank, count=count, missing=missing[0])  # fmt: skip
        else:
            yield say("Rank {rank} is shared by {count}; there are no ranks {first} to {last}.",
                      rank=rank, count=count, first=missing[0], last=missing[-1])  # fmt: skip


def places_in_words(rows: Sequence[ResultRow]) -> Iterator[Phrase]:
    """Yield which places of a ranking are shared, and what decided where totals are the same.

    That none is shared, where that is so.
    """
    ranked = [row for row in rows if row.one.rank is not None]
    fields = [list(own) for _, own in groupby(ranked, key=_begins(ranked))]
    ties = [one for own in fields for one in ties_in_words([row.one.rank or 0 for row in own])]
    yield from ties or [say("No place is shared.")]
    for own in fields:
        for upper, lower in pairwise(own):
            if upper.decided and lower.decided and upper.total == lower.total:
                yield _decided(upper, lower)


def _begins(rows: Sequence[ResultRow]) -> Callable[[ResultRow], int]:
    """Return what numbers the fields of ``rows``: each begins where ranks begin anew."""
    numbers: dict[str, int] = {}
    number, before = 0, 0
    for row in rows:
        rank = row.one.rank or 0
        number += rank < before
        numbers[row.one.unit.id], before = number, rank
    return lambda row: numbers[row.one.unit.id]


def _decided(upper: ResultRow, lower: ResultRow) -> Phrase:
    own, theirs = upper.decided[-1], lower.decided[0]
    by = next((one for one in upper.decided if one.by == theirs.by), own)
    ranks = {"upper": upper.one.rank, "lower": lower.one.rank, "total": upper.total}
    if by.by:
        return say("Ranks {upper} and {lower} both have {total}; {figure} told them apart.",
                   figure=by.by, **ranks)  # fmt: skip
    return say("Ranks {upper} and {lower} both have {total}; decimal {place} told them apart.",
               place=Spoken(str(by.places)), **ranks)  # fmt: skip
