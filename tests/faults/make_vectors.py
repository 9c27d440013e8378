"""Print age_vectors.json: small age files with what must become of each, made by the stock `age` tool and by hand.

Run it once, with `age` installed; what it prints is kept, since every run makes other bytes. The keys are made for this and open
nothing else. A test reads the vectors; so may any other implementation: `expect` is `opens` or `refused`.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

WORDS = b'{"words":"of nobody"}\n'


def age(*argv: str, given: bytes = WORDS) -> bytes:
    return subprocess.run(["age", *argv], input=given, capture_output=True, check=True).stdout


def key(folder: Path, name: str) -> tuple[str, str]:
    subprocess.run(["age-keygen", "-o", str(folder / name)], capture_output=True, check=True)
    text = (folder / name).read_text()
    return text.strip().splitlines()[-1], re.search(r"age1\w+", text)[0]  # type: ignore[index]


def cases(folder: Path) -> Iterator[tuple[str, str, str, bytes]]:
    """Name, what must become of it, why, and the file. All are for the first key, unless they say otherwise."""
    _, mine = key(folder, "mine")
    others = [key(folder, f"other{at}")[1] for at in range(16)]
    to = [part for one in others for part in ("-r", one)]
    whole = age("-r", mine)
    head, _, payload = whole.partition(b"\n---")
    lines = whole.split(b"\n")
    mac, body = lines[3], lines[2]

    def changed(old: bytes, new: bytes) -> bytes:
        assert whole.count(old) == 1
        return whole.replace(old, new)

    yield "one reader", "opens", "as the stock tool makes it", whole
    yield "nothing inside", "opens", "an empty text", age("-r", mine, given=b"")
    yield "second reader", "opens", "for another key and this one", age("-r", others[0], "-r", mine)
    yield "sixteen readers", "opens", "as many as a session may have", age(*to[:30], "-r", mine)
    yield "seventeen readers", "refused", "one more than a session may have", age(*to, "-r", mine)
    yield "somebody else", "refused", "for another key alone", age("-r", others[0])
    yield "armoured", "refused", "a session is never armoured", age("-a", "-r", mine)
    yield "empty", "refused", "no bytes", b""
    yield "other version", "refused", "v2", whole.replace(b"/v1", b"/v2", 1)
    yield "line ends of two bytes", "refused", "CRLF in the head", head.replace(b"\n", b"\r\n") + b"\r\n---" + payload
    yield "no head line", "refused", "begins at the stanza", b"\n".join(lines[1:])
    yield "no end of the head", "refused", "cut before the code of the head", head + b"\n"
    yield "code of the head gone", "refused", "--- and nothing", changed(mac.split(b" ")[1][:43], b"")
    yield (
        "code of the head changed",
        "refused",
        "one letter",
        changed(mac[:10], mac[:9] + (b"A" if mac[9:10] != b"A" else b"B")),
    )
    yield "code of the head padded", "refused", "base64 with =", changed(mac[:47], mac[:47] + b"=")
    yield "stanza without body", "refused", "its second line is gone", changed(body + b"\n", b"")
    yield (
        "body changed",
        "refused",
        "one letter",
        changed(body[:1], b"A" if body[:1] != b"A" else b"B")
        if whole.count(body[:1]) == 1
        else whole.replace(body, (b"A" if body[:1] != b"A" else b"B") + body[1:], 1),
    )
    yield "body padded", "refused", "base64 with =", changed(body, body + b"=")
    yield "body too long", "refused", "65 letters in a line", changed(body, body + b"A" * 22)
    yield "argument more", "refused", "X25519 with two", changed(lines[1], lines[1] + b" AAAA")
    yield "name in small letters", "refused", "x25519", changed(b"X25519", b"x25519")
    yield "share too short", "refused", "42 letters", changed(lines[1], lines[1][:-1])
    yield "two spaces", "refused", "after the arrow", changed(b"-> X", b"->  X")
    yield (
        "unknown stanza",
        "refused",
        "for something that sessions know nothing of",
        changed(b"-> X25519", b"-> tunnel AAAA\n\n-> X25519"),
    )
    yield (
        "grease without a code",
        "refused",
        "put in afterwards, so that the head's code is wrong",
        changed(b"-> X25519", b"-> a-grease\n\n-> X25519"),
    )
    yield (
        "no nonce",
        "refused",
        "cut after the head",
        whole[: whole.index(mac) + len(mac.split(b"\n")[0]) + 1][: len(head) + 49],
    )
    yield "last byte gone", "refused", "cut by one", whole[:-1]
    yield "one byte more", "refused", "something behind the end", whole + b"\0"
    yield "byte of the text changed", "refused", "one bit", whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]
    yield "byte of the nonce changed", "refused", "one bit", whole[:-50] + bytes([whole[-50] ^ 1]) + whole[-49:]
    for work, why in ((b"18", "a passphrase; sessions never have one"), (b"31", "gigabytes of memory")):
        stanza = b"-> scrypt " + b"A" * 22 + b" " + work
        yield f"passphrase {work.decode()}", "refused", why, changed(lines[1], stanza)
    yield (
        "passphrase and key",
        "refused",
        "both",
        changed(b"-> X25519", b"-> scrypt " + b"A" * 22 + b" 10\n" + b"A" * 43 + b"\n-> X25519"),
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        listed = [
            {"name": name, "expect": expect, "why": why, "file": base64.b64encode(raw).decode()}
            for name, expect, why, raw in cases(folder)
        ]
        identity = (folder / "mine").read_text().strip().splitlines()[-1]
    json.dump({"format": "ethics-age-vectors/1", "identity": identity, "vectors": listed}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
