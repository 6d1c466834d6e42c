"""A table that is put right, place by place, until its model accepts it.

A model refuses a table at its first faults, and what it says of one key hides what it would say
of others. So what is faulty is taken out of a draft, and what is missing gets a stand-in, until
the rest can be judged. Whatever is then said at a place that was put right, or depends on it, is
only consequence, and is left unsaid.

>>> draft = Draft({"kind": "given", "allowed": [80, "high", 60, -1]}, {"id": "stand-in"})
>>> draft.take_out(("allowed", 1))  # "high" is no figure
>>> draft.stand_in(("id",))  # which is missing
>>> draft.table()
{'kind': 'given', 'allowed': [80, 60, -1], 'id': 'stand-in'}
>>> draft.original(("allowed", 2))  # -1 is now the third, and was the fourth
('allowed', 3)
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from scoring.files.toml.faults_in_words import near
from scoring.scheme.model import Conflict, Key

TomlTable: TypeAlias = dict[str, object]

_Repair: TypeAlias = tuple[object, ...]
"""What stands for a value in the draft: nothing, or its stand-in."""
_GONE: _Repair = ()
_Tree: TypeAlias = "dict[str | int, _Tree | _Repair]"


def value_at(table: TomlTable, key: Key) -> object:
    """Return the value at ``key``, which must be there."""
    value: object = table
    for part in key:
        value = value[part]  # type: ignore[index]  # a table or a list stands on the way
    return value


class Draft:
    """A table, what was done to put it right, and the places that nothing more is said of."""

    # All keys here are the file's own. What a model says of the draft has the draft's keys, and
    # goes through ``original`` first, since items before it may be gone: that is what
    # ``_gone_items`` holds, by the list's key, in ascending order. ``original`` counts through
    # it: from position 2, 1 is gone at or before, so 3; with 1 and 2 gone it would be 4.
    #
    # ``_unsure`` are the places that were put right, ``_above_unsure`` all tables and lists around
    # them. Where ``step`` was taken out of a scale, a conflict of ``cap`` that is about ``step``
    # is left unsaid, and so is what the model says of the whole scale. An unknown key that looks
    # like a missing one (``titel``) makes that one unsure: it is said once, as a misspelling.
    #
    # ``_table`` itself is never changed: ``table`` makes a new one from the repairs each time.

    def __init__(self, table: TomlTable, stand_ins: Mapping[str, object]) -> None:
        """Begin with ``table``; ``stand_ins`` has sound values for required keys, by name."""
        self._table = table
        self._stand_ins = stand_ins
        self._repairs: dict[Key, _Repair] = {}
        self._gone_items: dict[Key, list[int]] = defaultdict(list)
        self._unsure: set[Key] = set()
        self._above_unsure: set[Key] = set()

    def table(self) -> TomlTable:
        """Return the table as it has been put right; nothing in it is to be changed."""
        tree: _Tree = {}
        for key in sorted(self._repairs, key=len):
            _grow(tree, key, self._repairs[key])
        repaired = _repaired(self._table, tree)
        return repaired if isinstance(repaired, dict) else {}

    def original(self, key: Key) -> Key:
        """Return the key in the file of what stands at ``key`` in the draft."""
        way = Key()
        for part in key:
            place = part
            if isinstance(place, int):
                for gone in self._gone_items.get(way, ()):
                    place += gone <= place
            way = (*way, place)
        return way

    def independent(self, conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
        """Yield those of ``conflicts`` that are no consequence of what was put right."""
        for conflict in conflicts:
            below = self._is_below_unsure(conflict.key)
            if not below and not any(self.is_unsure(key) for key in conflict.about):
                yield conflict

    def is_unsure(self, key: Key) -> bool:
        """Tell whether something at, above or below ``key`` was put right."""
        return key in self._above_unsure or self._is_below_unsure(key)

    def drop_unknown(self, key: Key, known: Iterable[str]) -> None:
        """Take out a key that the model does not know; it may have meant one of ``known``.

        ``known`` are the keys that its table may have.
        """
        self._repairs[key] = _GONE
        meant = near(str(key[-1]), tuple(known))
        beside = value_at(self._table, key[:-1])
        if meant and isinstance(beside, dict) and meant not in beside:
            self._doubt((*key[:-1], meant))

    def take_out(self, key: Key) -> None:
        """Take out the value at ``key``. Raises LookupError for the empty key: the table itself."""
        if not key:
            raise LookupError("without a stand-in for its own keys no file can be put right")
        self._repairs[key] = _GONE
        if isinstance(key[-1], int):
            insort(self._gone_items[key[:-1]], key[-1])
        self._doubt(key)

    def stand_in(self, key: Key) -> None:
        """Put a sound value where a required one is missing; without one, take its table out.

        A table that is still refused for the same key is taken out as well. Raises LookupError as
        ``take_out`` does.
        """
        name = str(key[-1])
        if name in self._stand_ins and not self._repairs.get(key):
            self._repairs[key] = (self._stand_ins[name],)
            self._doubt(key)
        else:
            self.take_out(key[:-1])

    def _doubt(self, key: Key) -> None:
        self._unsure.add(key)
        self._above_unsure.update(key[:length] for length in range(len(key)))

    def _is_below_unsure(self, key: Key) -> bool:
        return any(key[:length] in self._unsure for length in range(len(key) + 1))


def _grow(tree: _Tree, key: Key, repair: _Repair) -> None:
    """Enter ``repair`` at ``key``, unless something above it is repaired already."""
    for part in key[:-1]:
        branch = tree.setdefault(part, {})
        if isinstance(branch, tuple):
            return
        tree = branch
    tree[key[-1]] = repair


def _repaired(value: object, tree: _Tree) -> object:
    if isinstance(value, list) and tree:
        return [new for place, item in enumerate(value) for new in _kept(item, tree.get(place, {}))]
    if isinstance(value, dict) and tree:
        names = dict.fromkeys((*value, *tree))
        return {name: new for name in names for new in _kept(value.get(name), tree.get(name, {}))}
    return value


def _kept(value: object, branch: "_Tree | _Repair") -> _Repair:
    return branch if isinstance(branch, tuple) else (_repaired(value, branch),)
