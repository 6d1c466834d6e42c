"""The chain, against figures from the definition and from other tools."""

import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.record.canonical import canonical
from scoring.record.chain import EMPTY, EVENTS, READINGS, Heads, hashed, next_head


def test_the_hash_is_the_one_of_the_definition() -> None:
    # printf 'pingyi/event/1\0\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\0' | sha256sum
    expected = hashlib.sha256(b"pingyi/event/1\0" + struct.pack(">Q", 2) + b"ab" + bytes(8))
    assert hashed("pingyi/event/1", b"ab", b"") == expected.digest()
    assert hashed("t").hex() == hashlib.sha256(b"t\0").hexdigest()


def test_the_first_head_is_known() -> None:
    line = b'{"kind":"a"}'
    assert next_head(EVENTS, bytes(32), line).hex() == GOLDEN


GOLDEN = "7acf9fa70b32a9bf44b4366c4adc33a02911314d3eb9fdf99ffc8de1bfd6833b"
"""printf 'pingyi/event/1\\0' + eight bytes of 32 + 32 zero bytes + eight bytes of 12 + line."""


def test_a_line_has_another_hash_in_the_other_chain() -> None:
    assert next_head(EVENTS, EMPTY, b"{}") != next_head(READINGS, EMPTY, b"{}")


@given(st.lists(st.binary(), max_size=4), st.lists(st.binary(), max_size=4))
def test_parts_that_are_cut_otherwise_hash_otherwise(
    ones: list[bytes], others: list[bytes]
) -> None:
    assert (hashed("t", *ones) == hashed("t", *others)) == (ones == others)


def test_heads_foretell_what_an_append_leads_to() -> None:
    one, two = {"kind": "a"}, {"kind": "b"}
    heads = Heads().after([one, two], [one])
    first = next_head(EVENTS, EMPTY, canonical(one))
    assert heads.events == next_head(EVENTS, first, canonical(two))
    assert heads.readings == next_head(READINGS, EMPTY, canonical(one))
    assert (heads.event_count, heads.reading_count) == (2, 1)
    assert Heads().after([one]).after([two], [one]) == heads
    assert Heads().after() == Heads()


def test_a_fact_without_a_kind_is_no_fact() -> None:
    with pytest.raises(ValueError, match="by"):
        Heads().after([{"by": "a"}])
