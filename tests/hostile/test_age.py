"""Protected sessions and keys from strangers: the head is looked at first, nothing is waited for, and nothing of a key is said."""

from __future__ import annotations

import base64
import os
from types import ModuleType
from typing import Any

import pytest

from ethics_cli.core.event import SessionShared
from ethics_cli.files.keys import Protection, write_identity, write_protection
from ethics_cli.files.sealing import new_identity, seal

SECRET, PUBLIC = new_identity()
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
MAC = b"--- " + b"C" * 43 + b"\n"
INTRO = b"age-encryption.org/v1\n"


def _scrypt(work: int) -> bytes:
    salt = base64.b64encode(bytes(16)).rstrip(b"=")
    return INTRO + b"-> scrypt " + salt + b" %d\n" % work + b"B" * 43 + b"\n" + MAC + bytes(100)


def samples(raw: bytes) -> dict[str, bytes]:
    good = seal(raw, [PUBLIC])
    return {
        "a-thousand-stanzas": INTRO + STANZA * 1_000 + MAC + bytes(100),
        "a-hundred-thousand-stanzas": INTRO + STANZA * 60_000 + MAC,
        "work-of-thirty": _scrypt(30),
        "work-of-ninety-nine": _scrypt(99),
        "a-head-without-end": INTRO + b"-> X25519 " + b"A" * 6_000_000,
        "no-head": raw,
        "another-version": good.replace(b"/v1", b"/v9", 1),
        "armoured": b"-----BEGIN AGE ENCRYPTED FILE-----\n"
        + base64.b64encode(good)
        + b"\n-----END AGE ENCRYPTED FILE-----\n",
        "cut-in-its-head": good[:60],
        "cut-in-its-body": good[: len(good) // 2],
        "cut-at-its-end": good[:-1],
        "with-more-at-its-end": good + b"x",
        "one-bit": good[:-200] + bytes([good[-200] ^ 1]) + good[-199:],
        "for-somebody-else": seal(raw, [new_identity()[1]]),
        "empty-inside": seal(b"", [PUBLIC]),
        "rubbish-inside": seal(b"\x1b[2J\n" * 100, [PUBLIC]),
        "closed-twice": seal(good, [PUBLIC]),
        "empty": b"",
        "too-large": good + bytes(9 * 1024 * 1024),
    }


NAMES = tuple(samples(b"{}\n"))


@pytest.fixture
def keyed(workplace: Any) -> Any:
    """A workplace whose home has a key of its own, and closes what is new."""
    write_identity(workplace.home / "keys", SECRET, PUBLIC)
    write_protection(workplace.home / "keys", Protection(on=True).with_reader(SessionShared(PUBLIC, "you")))
    return workplace


@pytest.mark.parametrize("name", NAMES)
def test_a_protected_session_that_is_none_is_refused_by_every_command_and_at_once(
    name: str, keyed: Any, quick_raw: bytes, running: ModuleType, judge: Any
) -> None:
    raw = samples(quick_raw)[name]
    path = keyed.home / "sessions" / "aaaaaa-odd-case.jsonl.age"
    by_command: dict[str, list[tuple[str, ...]]] = {}
    for argv in running.RUNS["session"]:
        by_command.setdefault(argv[0], []).append(argv)

    for runs in by_command.values():
        argv = runs[NAMES.index(name) % len(runs)]
        path.write_bytes(raw)
        ran = keyed.ran(argv, session=path, base=keyed.base)
        assert judge(ran, 0 if argv[0] == "agenda" else 1, 1, 2, 4) == ""
        assert ran.seconds < 1.0, argv
        assert SECRET not in ran.out + ran.err
        assert path.read_bytes() == raw
    for argv in (("list",), ("doctor",), ("stats",), ("search", "x")):
        assert judge(keyed.ran(argv)) == ""


def test_the_good_one_opens(keyed: Any, quick_raw: bytes, judge: Any) -> None:
    path = keyed.home / "sessions" / "aaaaaa-good-case.jsonl.age"
    path.write_bytes(seal(quick_raw, [PUBLIC]))

    assert judge(keyed.run("show", str(path)), 0) == ""
    assert judge(keyed.run("verify", str(path)), 1, 0) == ""


IDENTITIES = {
    "empty": b"",
    "rubbish": os.urandom(200),
    "no-key": b"AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ\n",
    "a-plugin": b"AGE-PLUGIN-YUBIKEY-1QQQQ\n",
    "an-ssh-key": b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
    "a-public-key": f"{PUBLIC}\n".encode(),
    "many-lines": f"{SECRET[:-1]}x\n".encode() * 500,
    "words": "Canary9137 \u202e\n".encode(),
}


@pytest.mark.parametrize("name", list(IDENTITIES))
@pytest.mark.parametrize("where", ["home", "named", "restored"])
def test_a_key_that_is_none_is_refused_and_never_shown(
    name: str, where: str, keyed: Any, quick_raw: bytes, judge: Any
) -> None:
    path = keyed.home / "sessions" / "aaaaaa-good-case.jsonl.age"
    path.write_bytes(seal(quick_raw, [PUBLIC]))
    identity = keyed.home / "keys" / "identity.txt" if where == "home" else keyed.sent / "key.txt"
    identity.write_bytes(IDENTITIES[name])
    named = ["--identity", str(identity)] if where == "named" else []
    argv = ["keys", "restore", "--from", str(identity)] if where == "restored" else [*named, "show", str(path)]

    ran = keyed.run(*argv)
    assert judge(ran, 1, 2, 4) == ""
    assert "Canary9137" not in ran.err
    assert SECRET[:-1] not in ran.err


@pytest.mark.parametrize("work", [30, 99])
def test_a_key_behind_endless_work_is_not_tried(work: int, keyed: Any, quick_raw: bytes, judge: Any) -> None:
    (keyed.home / "keys" / "identity.txt").unlink()
    (keyed.home / "keys" / "identity.age").write_bytes(_scrypt(work))
    path = keyed.home / "sessions" / "aaaaaa-good-case.jsonl.age"
    path.write_bytes(seal(quick_raw, [PUBLIC]))

    ran = keyed.run("show", str(path))
    assert judge(ran, 1, 4) == ""
    assert ran.seconds < 1.0
