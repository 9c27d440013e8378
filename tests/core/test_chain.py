from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from ethics_cli.core.chain import FORMAT, NOTHING, VERSION, line_digest, parse_line, read_chain, trailer_line
from ethics_cli.core.digest import canonical, digest_of


def lines_of(*said: str) -> list[bytes]:
    """Chained lines that say these words."""
    lines: list[bytes] = []
    for seq, words in enumerate(said):
        prev = line_digest(lines[-1]) if lines else NOTHING
        lines.append(canonical({"prev": prev, "say": words, "seq": seq}))
    return lines


def whole(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def redacted(lines: list[bytes], at: int) -> list[bytes]:
    stub = b'{"redacted":"' + digest_of(lines[at]).encode() + b'"}'
    return [*lines[:at], stub, *lines[at + 1 :]]


LINES = lines_of("a", "é€", "third")
RAW = whole(LINES)
STUBBED = whole(redacted(LINES, 1))


def fault(raw: bytes) -> tuple[str, int]:
    found = read_chain(raw).fault
    assert found is not None
    assert found.message
    return found.code, found.line


def test_a_chain_that_holds_is_read_whole() -> None:
    chain = read_chain(RAW)
    assert chain.fault is None
    assert [line and line["say"] for line in chain.lines] == ["a", "é€", "third"]
    assert (chain.count, chain.head) == (3, digest_of(LINES[-1]))


def test_the_words_of_the_format_are_those_that_are_published() -> None:
    assert (FORMAT, VERSION, NOTHING) == ("ethics-session", 1, "0" * 64)


def test_a_redacted_line_keeps_its_place_and_the_chain_still_holds() -> None:
    for at in range(3):
        chain = read_chain(whole(redacted(LINES, at)))
        assert chain.fault is None
        assert [line is None for line in chain.lines] == [one == at for one in range(3)]
        assert chain.head == digest_of(LINES[-1])


@pytest.mark.parametrize("raw", [RAW, STUBBED], ids=["plain", "redacted"])
class TestDamage:
    """Every small damage there is to a small chain, one after the other."""

    def test_every_flipped_bit_is_noticed(self, raw: bytes) -> None:
        for at in range(len(raw)):
            for bit in range(8):
                assert read_chain(raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]).fault, (at, bit)

    def test_every_lost_byte_is_noticed(self, raw: bytes) -> None:
        for at in range(len(raw)):
            assert read_chain(raw[:at] + raw[at + 1 :]).fault, at

    def test_every_doubled_byte_is_noticed(self, raw: bytes) -> None:
        for at in range(len(raw)):
            assert read_chain(raw[: at + 1] + raw[at:]).fault, at

    def test_every_byte_that_slips_in_is_noticed(self, raw: bytes) -> None:
        for at in range(len(raw) + 1):
            for byte in (b"\n", b" ", b"\x00", b"a", b'"', b"\xff", b"\r"):
                assert read_chain(raw[:at] + byte + raw[at:]).fault, (at, byte)

    def test_every_cut_is_noticed(self, raw: bytes) -> None:
        for at in range(len(raw)):
            assert read_chain(raw[:at]).fault, at

    def test_every_lost_beginning_is_noticed(self, raw: bytes) -> None:
        for at in range(1, len(raw) + 1):
            assert read_chain(raw[at:]).fault, at

    def test_two_bytes_that_changed_places_are_noticed(self, raw: bytes) -> None:
        for at in range(len(raw) - 1):
            if raw[at] != raw[at + 1]:
                assert read_chain(raw[:at] + raw[at + 1 : at + 2] + raw[at : at + 1] + raw[at + 2 :]).fault, at

    def test_every_lost_doubled_or_swapped_line_is_noticed(self, raw: bytes) -> None:
        for changed in _line_changes(raw.splitlines(keepends=True)):
            assert read_chain(b"".join(changed)).fault, changed

    def test_a_lost_line_is_noticed_when_the_closing_line_is_made_anew(self, raw: bytes) -> None:
        lines = raw[:-1].split(b"\n")[:-1]
        for at in range(len(lines) - 1):
            assert read_chain(whole([*lines[:at], *lines[at + 1 :]])).fault, at

    def test_swapped_lines_are_noticed_when_the_closing_line_is_made_anew(self, raw: bytes) -> None:
        lines = raw[:-1].split(b"\n")[:-1]
        for left, right in combinations(range(len(lines)), 2):
            changed = list(lines)
            changed[left], changed[right] = changed[right], changed[left]
            assert read_chain(whole(changed)).fault, (left, right)


def _line_changes(lines: list[bytes]) -> Iterator[list[bytes]]:
    for at in range(len(lines)):
        yield [*lines[:at], *lines[at + 1 :]]
        yield [*lines[: at + 1], *lines[at:]]
    for left, right in combinations(range(len(lines)), 2):
        changed = list(lines)
        changed[left], changed[right] = changed[right], changed[left]
        yield changed


class TestFaults:
    def test_a_changed_line_is_named_by_the_one_that_no_longer_follows(self) -> None:
        assert fault(whole([LINES[0].replace(b'"a"', b'"b"'), *LINES[1:]])) == ("link", 2)

    def test_a_changed_last_line_is_noticed_by_the_closing_line(self) -> None:
        assert fault(RAW.replace(b"third", b"fourt")) == ("trailer", 4)

    def test_a_cut_file_is_said_to_be_cut(self) -> None:
        assert fault(RAW[:-1]) == ("cut", 4)
        assert fault(b"") == ("cut", 1)

    def test_a_missing_closing_line_is_said(self) -> None:
        assert fault(RAW[: RAW[:-1].rindex(b"\n") + 1])[0] == "trailer"

    def test_a_line_of_another_form_is_said(self) -> None:
        assert fault(whole([LINES[0], b"x", LINES[2]])) == ("form", 2)

    def test_lines_out_of_order_are_said(self) -> None:
        assert fault(whole([LINES[1], LINES[0]])) == ("order", 1)

    def test_a_file_without_an_event_is_said_to_be_empty(self) -> None:
        closing = canonical({"count": 0, "head": NOTHING, "sha256": digest_of(b"")})
        assert fault(closing + b"\n") == ("empty", 1)

    @pytest.mark.parametrize("changed", [{"count": 2}, {"head": NOTHING}, {"sha256": NOTHING}, {"more": 1}])
    def test_a_closing_line_that_speaks_of_something_else_is_said(self, changed: dict[str, object]) -> None:
        right = {
            "count": 3,
            "head": digest_of(LINES[-1]),
            "sha256": digest_of(b"".join(line + b"\n" for line in LINES)),
        }
        assert read_chain(b"".join(line + b"\n" for line in (*LINES, canonical(right)))).fault is None
        assert fault(b"".join(line + b"\n" for line in (*LINES, canonical({**right, **changed})))) == ("trailer", 4)

    @pytest.mark.parametrize(
        "stub",
        [
            b'{"redacted":"x"}',
            b'{"redacted":3}',
            b'{"redacted":"' + b"A" * 64 + b'"}',
            b'{"redacted":"' + b"a" * 63 + b'"}',
            b'{"redacted":"' + b"a" * 65 + b'"}',
            b'{"redacted":"' + b"a" * 64 + b'","seq":1}',
        ],
    )
    def test_a_stub_that_is_none_is_refused(self, stub: bytes) -> None:
        assert fault(whole([LINES[0], stub])) == ("form", 2)

    def test_a_stub_of_another_line_breaks_the_link_after_it(self) -> None:
        assert fault(whole([LINES[0], b'{"redacted":"' + b"a" * 64 + b'"}', LINES[2]])) == ("link", 3)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"[]",
        b"3",
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":"\\u0061"}',
        b'{"a":NaN}',
        b"\xff",
        b'{"a":1} ',
        b'{"a":9007199254740992}',
        b'{"a":"\\ud800"}',
        b'{"\xc3\xbc":1}',
        b'\xef\xbb\xbf{"a":1}',
        b"[" * 100_000,
    ],
)
def test_a_line_in_any_other_spelling_is_refused(body: bytes) -> None:
    assert parse_line(body) == "this line is not in the form it was written in"


def test_a_line_in_its_one_spelling_is_read() -> None:
    assert parse_line('{"a":["é",1,true,null]}'.encode()) == {"a": ["é", 1, True, None]}


def test_a_line_that_only_looks_like_a_stub_has_a_digest_of_its_own() -> None:
    long = canonical({"redacted": "a" * 63})
    assert line_digest(long) == digest_of(long)
    assert line_digest(b'{"redacted":"' + b"a" * 64 + b'"}') == "a" * 64


def test_a_line_as_long_as_a_stub_has_a_digest_of_its_own() -> None:
    line = canonical({"say": "x" * 69})
    assert len(line) == len(b'{"redacted":""}') + 64
    assert line_digest(line) == digest_of(line)
