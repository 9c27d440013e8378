"""The head of an age file is looked at before anything is decrypted: what a session never has is refused at once."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.files.age_header import HEAD_LIMIT, INTRO, OddHeader, check_header, check_passphrase_header
from ethics_cli.files.sealing import new_identity, seal, seal_with_passphrase, unseal
from ethics_cli.problems import EthicsError, Problem

STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
MAC = b"--- " + b"C" * 43 + b"\n"
PAIRS = [new_identity() for _ in range(3)]


def head(*stanzas: bytes, end: bytes = MAC) -> bytes:
    return INTRO + b"".join(stanzas) + end + b"body"


@pytest.mark.parametrize("many", [1, 2, 16])
def test_up_to_sixteen_readers_are_counted(many: int) -> None:
    assert check_header(head(*[STANZA] * many)) == many


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"age-encryption.org/v2\n" + STANZA + MAC,
        b'{"format":"ethics-session"}\n',
        head(),
        head(*[STANZA] * 17),
        head(STANZA, end=b""),
        head(b"-> X25519 " + b"A" * 42 + b"\n" + b"B" * 43 + b"\n"),
        head(b"-> X25519\n" + b"B" * 43 + b"\n"),
        head(b"-> scrypt " + b"A" * 22 + b" 18\n" + b"B" * 43 + b"\n"),
        head(STANZA, b"-> scrypt " + b"A" * 22 + b" 22\n" + b"B" * 43 + b"\n"),
        head(b"-> ssh-ed25519 AAAA " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"),
        head(b"-> x-grease a\n\n"),
        head(STANZA[:-1] + b"\r\n"),
        head(STANZA, b"nothing of this form\n"),
        head(STANZA, end=b"--- short\n"),
        INTRO + STANZA * 4000,
        INTRO + b"-> x-grease a\n" + (b"B" * 64 + b"\n") * (HEAD_LIMIT // 65 + 1) + b"\n" + STANZA + MAC,
    ],
)
def test_any_other_head_is_refused_and_at_once(raw: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(OddHeader):
        check_header(raw)
    assert time.perf_counter() - began < 0.2


def test_grease_beside_a_reader_is_passed_over() -> None:
    assert check_header(head(b"-> abc-grease q ~\nQQ\n", STANZA, b"-> 1-grease\n\n")) == 1


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_else_than_be_counted_or_refused(raw: bytes) -> None:
    try:
        assert 1 <= check_header(INTRO + raw) <= 16
    except OddHeader:
        pass


@given(st.binary(max_size=300), st.integers(1, 3))
def test_what_is_closed_opens_for_each_reader_and_for_nobody_else(raw: bytes, many: int) -> None:
    sealed = seal(raw, [public for _, public in PAIRS[:many]])

    assert check_header(sealed) == many
    for at, (secret, _) in enumerate(PAIRS):
        found = unseal(sealed, [secret])
        assert found == raw if at < many else isinstance(found, Problem)


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9, 1.0])
def test_a_changed_byte_or_a_missing_end_is_refused(at: float) -> None:
    secret, public = PAIRS[0]
    sealed = seal(b"words of a case" * 20, [public])
    place = min(int(len(sealed) * at), len(sealed) - 1)

    changed = unseal(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], [secret])
    cut = unseal(sealed[:place], [secret])

    assert isinstance(changed, Problem)
    assert isinstance(cut, Problem)
    assert "words of a case" not in changed.message


def test_nothing_is_closed_for_nobody_or_for_too_many() -> None:
    for keys in ([], [public for _, public in (new_identity() for _ in range(17))]):
        with pytest.raises(EthicsError):
            seal(b"x", keys)


@pytest.mark.parametrize("work", [b"21", b"22", b"64", b"99", b"0", b"01", b"-1"])
def test_a_passphrase_that_asks_for_gigabytes_is_refused_before_it_is_tried(work: bytes) -> None:
    with pytest.raises(OddHeader):
        check_passphrase_header(head(b"-> scrypt " + b"A" * 22 + b" " + work + b"\n" + b"B" * 43 + b"\n"))


def test_a_key_closed_with_a_passphrase_as_we_do_it_has_a_sane_head() -> None:
    check_passphrase_header(seal_with_passphrase(b"secret", "four plain common words"))


LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@pytest.mark.parametrize("start", [0, 21, 42])
def test_every_letter_of_the_alphabet_of_age_may_stand_where_letters_stand(start: int) -> None:
    some = (LETTERS + LETTERS)[start : start + 43]
    end = b"--- " + some + b"\n"
    assert check_header(head(b"-> X25519 " + some + b"\n" + some + b"\n", end=end)) == 1
    check_passphrase_header(head(b"-> scrypt " + some[:22] + b" 18\n" + some + b"\n", end=end))


def test_a_passphrase_may_ask_for_as_much_as_the_hardest_and_no_more() -> None:
    for work, sane in ((b"1", True), (b"9", True), (b"10", True), (b"20", True), (b"21", False)):
        raw = head(b"-> scrypt " + b"A" * 22 + b" " + work + b"\n" + b"B" * 43 + b"\n")
        if sane:
            check_passphrase_header(raw)
        else:
            with pytest.raises(OddHeader):
                check_passphrase_header(raw)


@pytest.mark.parametrize(("more", "sane"), [(0, True), (1, False)])
def test_a_head_ends_within_sixty_four_kilobytes_and_not_a_byte_later(more: int, sane: bool) -> None:
    short = head(STANZA, b"-> x-grease \n\n")
    filled = head(STANZA, b"-> x-grease " + b"a" * (64 * 1024 + len(b"body") - len(short) + more) + b"\n\n")
    assert filled.index(b"body") == 64 * 1024 + more
    if sane:
        assert check_header(filled) == 1
    else:
        with pytest.raises(OddHeader, match="does not end"):
            check_header(filled)
