"""The quick way of reading many sessions comes to what the slow way comes to, and accepts nothing that the slow way refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethics_cli.core.chain import NOTHING, line_digest, read_chain, trailer_line
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.folding import Made, read_at_once
from ethics_cli.core.walk import read
from ethics_cli.files.journal import entries_of
from ethics_cli.files.known_content import KnownContent
from ethics_cli.files.reading_many import read_quickly
from ethics_cli.problems import EthicsError

WALKS = ("plain-record-request", "garage-lift", "child-at-the-centre")


def slowly(raw: bytes):
    """The entries, or None where they are refused."""
    try:
        return entries_of(Path("session.jsonl"), raw, read_chain(raw))
    except EthicsError:
        return None


def closed(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def chained(plains: list[dict[str, object]]) -> bytes:
    """Lines whose links and closing line are right, whatever they say."""
    lines: list[bytes] = []
    for at, plain in enumerate(plains):
        prev = line_digest(lines[-1]) if lines else NOTHING
        lines.append(canonical({**plain, "prev": prev, "seq": at}))
    return closed(lines)


def agree(raw: bytes, content: KnownContent) -> bool:
    """Whether the quick way gives up or comes to the same entries, of the same kinds, as the slow way."""
    quick, slow = read_quickly(raw, content), slowly(raw)
    if quick is None:
        return True
    return slow is not None and [*quick.entries] == slow and [*map(kind, quick.entries)] == [*map(kind, slow)]


def kind(entry):
    return type(entry.event)


@pytest.fixture(scope="module")
def content(sampled) -> KnownContent:
    """Content that has read the sample sessions before."""
    known = KnownContent()
    for name in WALKS:
        read_quickly(sampled(name), known)
    return known


@pytest.fixture(scope="module")
def plains(sampled):
    """Gives the lines of one session, as data that may be changed."""
    return lambda: [json.loads(line) for line in sampled("garage-lift").splitlines()[:-1]]


@pytest.mark.parametrize("name", WALKS)
def test_a_session_is_read_quickly_and_to_the_same_entries(sampled, content, name):
    quick = read_quickly(sampled(name), content)

    assert quick is not None
    assert [*quick.entries] == slowly(sampled(name))
    assert quick.head == read_chain(sampled(name)).head


@pytest.mark.parametrize("name", WALKS)
def test_content_that_was_never_read_before_makes_no_difference(sampled, content, name):
    assert read_quickly(sampled(name), KnownContent()).entries == read_quickly(sampled(name), content).entries


@pytest.mark.parametrize("name", WALKS)
def test_the_fold_at_once_is_the_fold_event_by_event(sampled, content, name):
    quick = read_quickly(sampled(name), content)
    made = {at: Made(known.framework, known.norms, known.routes) for at, known in quick.known.items()}

    assert read_at_once(quick.entries, made) == read(quick.entries)
    assert read_at_once(quick.entries) == read(quick.entries)


@settings(max_examples=150)
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_no_change_of_one_byte_is_read_as_anything(sampled, content, at, byte):
    raw = sampled("garage-lift")
    place = int(at * len(raw))
    changed = raw[:place] + bytes([byte]) + raw[place + 1 :]

    assert changed == raw or read_quickly(changed, content) is None


TEXTS = st.text(max_size=20) | st.sampled_from(["", "a\nb", 'say "so"', "\\", "é’", "2026-11-24"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 120) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["at", "low", "high", "id", "label", "o1"]), inner)
    ),
    max_leaves=5,
)
KEYS = st.sampled_from(
    "asked at because items kind non note open other reason salt step unsure value format v id odd digest framework".split()
)


@settings(max_examples=200)
@given(which=st.floats(0, 1, exclude_max=True), key=KEYS, value=VALUES, drop=st.booleans())
def test_whatever_a_stranger_chains_is_read_as_the_slow_way_reads_it_or_not_at_all(
    plains, content, which, key, value, drop
):
    lines = plains()
    line = lines[int(which * len(lines))]
    line.pop(key, None) if drop else line.update({key: value})
    try:
        raw = chained(lines)
    except ValueError:  # a lone surrogate, which no line can hold
        return

    assert agree(raw, content)


@settings(max_examples=60)
@given(value=TEXTS, because=TEXTS, note=TEXTS)
def test_answers_in_any_words_are_read_alike(plains, content, value, because, note):
    lines = plains()
    given = next(one for one in lines if one["kind"] == "answer.given" and isinstance(one.get("value"), str))
    changed = {
        key: one for key, one in {**given, "value": value, "because": because, "note": note}.items() if one != ""
    }
    raw = chained([changed if one is given else one for one in lines])

    assert agree(raw, content)
    assert slowly(raw) is None or read_quickly(raw, content) is not None


def test_a_line_spelt_in_another_way_is_left_to_the_slow_way(sampled, content):
    lines = sampled("garage-lift").splitlines()[:-1]
    spelt = [*lines[:-1], lines[-1].replace(b'"kind":', b'"kind": ')]

    assert read_quickly(closed(spelt), content) is None
    assert slowly(closed(spelt)) is None


def test_two_halves_of_a_line_never_pass_for_two_lines(sampled, content):
    lines = sampled("garage-lift").splitlines()[:-1]
    last = lines[-1]
    cut = last.index(b',"kind"')

    assert read_quickly(closed([*lines[:-1], last[:cut], last[cut + 1 :]]), content) is None


def test_a_link_that_is_wrong_is_seen_unless_only_the_closing_line_is_asked(sampled, content):
    lines = sampled("garage-lift").splitlines()[:-1]
    plain = json.loads(lines[-1]) | {"prev": digest_of(b"another")}
    raw = closed([*lines[:-1], canonical(plain)])

    assert read_quickly(raw, content) is None
    assert read_quickly(raw, content, links=False) is not None


def test_content_with_a_digest_that_is_not_its_own_is_never_taken_for_known(plains, content):
    lines = plains()
    joined = next(at for at, one in enumerate(lines) if one["kind"] == "framework.joined")
    lines[joined]["framework"] = {**lines[joined]["framework"], "title": "Another title"}

    assert read_quickly(chained(lines), content) is None


def test_what_is_kept_does_not_grow_without_end(sampled, monkeypatch):
    monkeypatch.setattr("ethics_cli.files.known_content.MOST_BYTES", 20_000)
    content = KnownContent()

    for name in WALKS:
        read_quickly(sampled(name), content)

    assert content.size <= 20_000
