"""One fact has one form, and no other is read."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.record import NotCanonical, canonical, parsed
from scoring.record.canonical import LARGEST


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"b": 1, "a": [True, False, None, -7]}, '{"a":[true,false,null,-7],"b":1}'),
        ({"单位": "省水利厅", "kind": "x"}, '{"kind":"x","单位":"省水利厅"}'),
        ({"a": 'say "yes" \\ no/'}, r'{"a":"say \"yes\" \\ no/"}'),
        ({"a": ("b", ("c",))}, '{"a":["b",["c"]]}'),
        ({"a": LARGEST, "b": -LARGEST}, '{"a":9007199254740991,"b":-9007199254740991}'),
        # RFC 8785 sorts by UTF-16: the pair of 𠮷 begins with D842, which comes before E000.
        ({"\ue000": 1, "𠮷": 2, "€": 3}, '{"€":3,"𠮷":2,"\ue000":1}'),
        ({"a": "全角　空格"}, '{"a":"全角　空格"}'),
    ],
)
def test_a_value_is_written_in_one_form(value: dict[str, Any], line: str) -> None:
    assert canonical(value) == line.encode()
    assert parsed(line.encode()) == json.loads(line)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        b"bytes",
        {1: "a key that is no text"},
        {"e\u0301": 1},
        "e\u0301",
        "line\nbreak",
        "bell\x07",
        "\x7f",
        "zero\u200bwidth",
        "right\u202eto left",
        "a line's\u2028end",
        "half of a pair: \ud800",
        pytest.param(object(), id="object"),
        {"set"},
    ],
    ids=repr,
)
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"kind": value})


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\n"}',
        '{"a":"e\u0301"}'.encode(),
        '{"a":"张"}'.encode("gb18030"),
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1}\n',
        b"[1]",
        b"",
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"a":9007199254740993}',
        b'{"a":"\\ud800"}',
    ],
    ids=lambda line: repr(line[:20]),
)
def test_a_line_in_another_form_is_not_read(line: bytes) -> None:
    with pytest.raises(NotCanonical):
        parsed(line)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=12,
)


@given(st.dictionaries(texts, values))
def test_what_is_written_is_read_again_as_it_was(fact: dict[str, Any]) -> None:
    assert parsed(canonical(fact)) == fact


@given(st.dictionaries(texts, values))
def test_the_order_in_which_keys_were_set_does_not_matter(fact: dict[str, Any]) -> None:
    assert canonical(dict(reversed(fact.items()))) == canonical(fact)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_exactly_or_refused(line: bytes) -> None:
    try:
        fact = parsed(line)
    except NotCanonical:
        return
    assert canonical(fact) == line
