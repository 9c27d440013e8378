"""Age files with a known verdict: our own vectors in every run, and the public ones of C2SP's CCTV where their folder is named.

The public vectors (143 files, 0BSD) are not copied here. Get them from github.com/C2SP/CCTV and name their folder:
AGE_VECTORS=CCTV/age/testdata. Where this program decides otherwise than the format does is listed below, with the reason.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ethics_cli.files.age_header import OddHeader, check_passphrase_header
from ethics_cli.files.sealing import new_identity, seal, unseal, unseal_with_passphrase
from ethics_cli.problems import EthicsError

OWN = json.loads(Path(__file__).with_name("age_vectors.json").read_text("utf-8"))
PUBLIC = os.environ.get("AGE_VECTORS", "")
STRICTER = {
    "armor": "sessions and keys are binary, so that armour is refused",
    "hybrid": "sessions are closed for X25519 keys alone",
    "scrypt": "a session is never closed with a passphrase",
    "stanza": "a stanza of another kind is refused unless it is grease",
    "x25519_grease": "and so is one whose whole name is grease; what age writes is named RANDOM-grease",
}
"""The kinds of files that the format would open, and a session does not."""


@pytest.mark.parametrize("vector", OWN["vectors"], ids=[one["name"].replace(" ", "-") for one in OWN["vectors"]])
def test_a_file_with_a_known_verdict_gets_it(vector) -> None:
    found = unseal(base64.b64decode(vector["file"]), [OWN["identity"]])

    assert ("opens" if isinstance(found, bytes) else "refused") == vector["expect"], vector["why"]


@pytest.mark.parametrize("cut", [65_536 + 16, 65_536, 1])
def test_a_long_file_that_is_cut_between_or_within_its_parts_is_refused(cut: int) -> None:
    secret, public = new_identity()
    raw = seal(b"x" * 70_000, [public])
    assert unseal(raw, [secret]) == b"x" * 70_000

    payload = len(raw) - 70_000 - 32 - 16
    assert not isinstance(unseal(raw[: payload + 16 + cut], [secret]), bytes)


class Vector(NamedTuple):
    """One public vector."""

    name: str
    expect: str
    head: dict[str, list[str]]
    raw: bytes

    @property
    def armoured(self) -> bool:
        return "armored" in self.head


def public_vectors() -> Iterator[Vector]:
    for path in sorted(Path(PUBLIC).iterdir()):
        told, _, raw = path.read_bytes().partition(b"\n\n")
        head: dict[str, list[str]] = {}
        for line in told.decode().splitlines():
            key, _, value = line.partition(": ")
            head.setdefault(key, []).append(value)
        if head.get("compressed") == ["zlib"]:
            raw = zlib.decompress(raw)
        yield Vector(path.name, head["expect"][0], head, raw)


def opened(vector: Vector) -> bytes | None:
    """What is inside, as this program opens a session, or a key behind a passphrase."""
    if "passphrase" in vector.head:
        try:
            check_passphrase_header(vector.raw)
            return unseal_with_passphrase(vector.raw, vector.head["passphrase"][0])
        except (OddHeader, EthicsError):
            return None
    secrets = [one for one in vector.head.get("identity", []) if one.startswith("AGE-SECRET-KEY-1")]
    found = unseal(vector.raw, secrets) if secrets else None
    return found if isinstance(found, bytes) else None


@pytest.mark.skipif(not PUBLIC, reason="AGE_VECTORS names no folder with the public vectors")
def test_the_public_vectors_get_their_verdicts(figure) -> None:
    vectors = list(public_vectors())
    opens = {vector.name for vector in vectors if opened(vector) is not None}
    must = {vector.name for vector in vectors if vector.expect == "success"}
    stricter = sorted(name for name in must - opens if name.startswith(tuple(STRICTER)))
    wrong = [
        vector.name
        for vector in vectors
        if vector.name in opens and hashlib.sha256(opened(vector) or b"").hexdigest() != vector.head["payload"][0]
    ]
    figure(
        "vectors",
        vectors=len(vectors),
        must_fail_refused=sum(one.name not in must | opens for one in vectors),
        must_open_opened=len(must & opens),
        stricter=", ".join(stricter),
    )

    assert len(vectors) >= 143
    assert sorted(opens - must) == []
    assert sorted(must - opens) == stricter
    assert wrong == []
