"""Which table of a model a place in a file belongs to.

Where a value may be one of several things, pydantic puts the name of the branch that it tried
into the way to an error. That name stands in no file, and is taken out here.

>>> from scoring.scheme import Scheme
>>> spot_of(Scheme, ("component", 0, "ballot", "scale", "cap"))[:2]
(('component', 0, 'scale', 'cap'), ('start', 'cap', 'step', 'floor'))
"""

from types import NoneType, UnionType
from typing import Annotated, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from scoring.scheme.model import ClosedTable, Key

_OF_A_KEY = "[key]"  # pydantic's last step to the key, instead of the value, of a free table


class Tried(NamedTuple):
    """One of several things that a value may be, and that it was tried as."""

    at: Key
    """The value, as the file has it."""
    as_table: bool
    """Whether it was tried as a table; ``drop`` may be one, or a share in quotes."""


class KeyPlace(NamedTuple):
    """A place in a file, as its writer would name it."""

    key: Key
    known: tuple[str, ...]
    """The keys of the table that it stands in; none where keys are free, as for levels."""
    tried: Tried | None
    """The last value on the way that may be one of several things."""


def spot_of(model: type[ClosedTable], way: Key) -> KeyPlace:
    """Return the place that ``way``, pydantic's, leads to in a file of ``model``.

    ``way`` has aliases, positions in arrays from 0, and names of branches: that of a component's
    kind, or of a class or type of value.
    """
    # ``inside`` is what the value reached so far may be. More than one thing: the next part of the
    # way is the branch's name, and leads nowhere in the file. None of our tables: whatever follows
    # is a key of a free table, such as a level of ``worth``, or pydantic's sign for such a key.
    key, known, tried = Key(), tuple[str, ...](), None
    inside: tuple[object, ...] = (model,)
    for part in way:
        if isinstance(part, int):
            key = (*key, part)
        elif len(inside) > 1:
            inside = tuple(table for table in inside if _is_named(table, part))
            tried = Tried(key, as_table=bool(inside))
        elif inside or part != _OF_A_KEY:
            fields = _fields(inside)
            known = tuple(fields)
            inside = _branches(fields[part].annotation) if part in fields else ()
            key = (*key, part)
    return KeyPlace(key, known, tried)


def tables_of(rule: ClosedTable, at: Key = ()) -> list[tuple[Key, ClosedTable]]:
    """Return ``rule`` and every table in it, each with its key in the file, outer ones first.

    ``at`` is the key of ``rule`` itself; empty for the whole file.
    """
    found = [(at, rule)]
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        way = (*at, field.alias or name)
        if isinstance(value, ClosedTable):
            found += tables_of(value, way)
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                found += tables_of(item, (*way, position)) if isinstance(item, ClosedTable) else []
    return found


def _fields(inside: tuple[object, ...]) -> dict[str, FieldInfo]:
    """Return the fields of the one table that ``inside`` may be, by their names in a file."""
    table = inside[0] if inside else None
    if not (isinstance(table, type) and issubclass(table, ClosedTable)):
        return {}
    return {field.alias or name: field for name, field in table.model_fields.items()}


def _branches(annotation: object) -> tuple[object, ...]:
    """Return what a value, or each item of a list, may be: several things, or one."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in {Annotated, tuple}:
        return _branches(parts[0])
    if origin in {Union, UnionType}:
        return tuple(branch for part in parts if part is not NoneType for branch in _branches(part))
    return (annotation,)


def _is_named(branch: object, name: str) -> bool:
    """Tell whether ``branch`` is the table that pydantic calls ``name``."""
    kind = _fields((branch,)).get("kind")
    if kind:
        return name in get_args(kind.annotation)
    return isinstance(branch, type) and issubclass(branch, ClosedTable) and branch.__name__ in name
