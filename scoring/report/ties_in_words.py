"""Which places are shared, and which are therefore missing (并列): one sentence each.

>>> [str(one) for one in ties_in_words([1, 2, 3, 3, 5])]
['Rank 3 is shared by 2; there is no rank 4.']
>>> [str(one) for one in ties_in_words([1, 1, 2])]
['Rank 1 is shared by 2.']
>>> [str(one) for one in ties_in_words([1, 2, 2, 2])]
['Rank 2 is shared by 3.']
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

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
