from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.digest import canonical, digest_of, parse_canonical

_plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=126), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_plain)
def test_the_canonical_form_says_the_same_and_says_it_one_way(plain: Any) -> None:
    raw = canonical(plain)
    assert json.loads(raw) == plain
    assert canonical(json.loads(raw)) == raw


@pytest.mark.parametrize(
    ("plain", "raw"),
    [
        ({"b": 1, "a": [True, False, None], "A": {}}, '{"A":{},"a":[true,false,null],"b":1}'),
        ({"a": "ü€😀\x7f"}, '{"a":"ü€😀\x7f"}'),
        ({"a": '"\\/'}, '{"a":"\\"\\\\/"}'),
        ({"a": "\b\t\n\f\r\x00\x1f\x0b"}, '{"a":"\\b\\t\\n\\f\\r\\u0000\\u001f\\u000b"}'),
        ((1, "a"), '[1,"a"]'),
        (-0, "0"),
        (2**53 - 1, "9007199254740991"),
        ({"a-b": 1, "a": 2, "a.b": 3, "aB": 4}, '{"a":2,"a-b":1,"a.b":3,"aB":4}'),
        ("\u2028", '"\u2028"'),
    ],
)
def test_the_form_is_that_of_rfc_8785(plain: Any, raw: str) -> None:
    assert canonical(plain) == raw.encode("utf-8")


@pytest.mark.parametrize(
    "wrong", [0.0, 1.5, float("nan"), float("inf"), 2**53, -(2**53), 10**400, b"x", object(), {1}, "\ud800", "a\udcff"]
)
def test_what_has_no_such_form_is_refused_wherever_it_stands(wrong: Any) -> None:
    for plain in (wrong, [wrong], {"a": wrong}, {"a": [{"b": (1, wrong)}]}):
        with pytest.raises(ValueError):
            canonical(plain)


@pytest.mark.parametrize("key", ["ü", "a€", 3, None, True, ("a",)])
def test_a_key_is_ascii_text(key: Any) -> None:
    for plain in ({key: 1}, [{"a": {key: 1}}]):
        with pytest.raises(ValueError):
            canonical(plain)


def test_a_digest_is_sha_256_in_hexadecimal() -> None:
    assert digest_of(b"abc") == hashlib.sha256(b"abc").hexdigest()
    assert digest_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(_plain)
def test_what_was_written_canonically_is_read_back_the_same(plain: object) -> None:
    assert parse_canonical(canonical(plain)) == plain


@pytest.mark.parametrize(
    "raw",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"\xc3\xa9":1}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\ud800"}',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1}\n',
        b'{"a":01}',
        b"[" * 100_000,
        b"\xff",
        b"",
    ],
)
def test_any_other_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        parse_canonical(raw)
