"""A key that is put behind a passphrase, or taken from behind it, killed or refused at one call after another: never lost, never left bare."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ethics_cli.files.keys import plain_identity, wrapped_identity, write_identity

SECRET, PUBLIC = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0", "age1public"
CALLS = ("open", "write", "fsync", "close", "replace", "unlink")
KILLED = 99


@pytest.fixture(autouse=True)
def sealing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing with a passphrase takes seconds by design; here it turns the bytes around."""
    monkeypatch.setattr("ethics_cli.files.sealing.seal_with_passphrase", lambda raw, passphrase: raw[::-1])


def broken_off(folder: Path, passphrase: str, at: int, how: str) -> int:
    """In a process of its own, with the call number `at` refused or killing it: 0 when it was done, 1 when refused, 99 when killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    counted = 0

    def met(really):
        def call(*given, **named):
            nonlocal counted
            counted += 1
            if counted == at:
                if how == "killed":
                    os._exit(KILLED)
                raise OSError(5, "Input/output error")
            return really(*given, **named)

        return call

    for name in CALLS:
        setattr(os, name, met(getattr(os, name)))
    try:
        write_identity(folder, SECRET, PUBLIC, passphrase)
    except OSError:
        os._exit(1)
    os._exit(0)


def bare(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes())


@pytest.mark.parametrize("how", ["killed", "refused"])
@pytest.mark.parametrize(("before", "after"), [("", "secret words"), ("secret words", ""), ("", "")])
def test_a_key_is_there_at_every_moment_and_bare_only_where_it_is_meant_to_be(tmp_path, how, before, after) -> None:
    met = 0
    for at in range(1, 14):
        folder = tmp_path / f"{at}"
        write_identity(folder, SECRET, PUBLIC, before)
        code = broken_off(folder, after, at, how)
        met += code != 0

        kept = [path for path in (plain_identity(folder), wrapped_identity(folder)) if path.is_file()]
        assert any(
            SECRET.encode() in raw or SECRET.encode()[::-1] in raw for raw in (path.read_bytes() for path in kept)
        )
        write_identity(folder, SECRET, PUBLIC, after)
        assert bare(folder) == ([] if after else ["identity.txt"]), (at, code)
        assert len(list(folder.iterdir())) == 1, (at, sorted(folder.iterdir()))
    assert met >= 6
