"""The readers of what strangers made, each as a function of bytes that raises nothing; and a harness for atheris.

    pip install atheris
    python tests/faults/fuzz_readers.py yaml -max_total_time=60 -max_len=512 -rss_limit_mb=1500

Targets: yaml, session, event, age. What a reader refuses, it refuses with an error of ours; any other exception is a fault.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ethics_cli.core.chain import line_digest, parse_line, read_chain, trailer_line
from ethics_cli.core.digest import canonical
from ethics_cli.core.routing import fold
from ethics_cli.files.age_header import OddHeader, check_header, check_passphrase_header
from ethics_cli.files.answers_file import read_answers
from ethics_cli.files.content_file import read_content
from ethics_cli.files.event_line import entry_from
from ethics_cli.files.journal import entries_of
from ethics_cli.files.sealing import unseal
from ethics_cli.files.yaml_text import read_yaml
from ethics_cli.problems import EthicsError

SECRET = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"


def yaml(raw: bytes) -> None:
    """Content and answers files."""
    for read in (read_yaml, read_content, read_answers):
        try:
            read(raw, "x.yaml")  # type: ignore[operator]
        except EthicsError:
            pass


def session(raw: bytes) -> None:
    """A session as its bytes lie there."""
    try:
        fold(entries_of(Path("x.jsonl"), raw, read_chain(raw)))
    except EthicsError:
        pass


def event(raw: bytes) -> None:
    """One line of a session: what it says, and what it would make of a walk if the chain around it held."""
    found = parse_line(raw)
    if isinstance(found, str):
        return
    try:
        if isinstance(found.get("seq"), int):
            entry_from(found)
    except EthicsError:
        pass
    session(chained([found]))


def chained(lines: list[Any]) -> bytes:
    """A session of these lines in which every digest holds: what somebody can make who knows the format."""
    raw: list[bytes] = []
    for seq, line in enumerate(lines):
        plain = dict(line) if isinstance(line, dict) else {"kind": line}
        plain |= {"seq": seq, "prev": line_digest(raw[-1]) if raw else "0" * 64, "salt": "0" * 32}
        try:
            raw.append(canonical(plain))
        except (ValueError, TypeError, RecursionError):
            raw.append(json.dumps({"seq": seq}).encode())
    return b"".join(line + b"\n" for line in (*raw, trailer_line(raw)))


def age(raw: bytes) -> None:
    """The head of an age file, and the file."""
    for check in (check_header, check_passphrase_header):
        try:
            check(raw)
        except OddHeader:
            pass
    unseal(raw, [SECRET])


TARGETS: dict[str, Callable[[bytes], None]] = {"yaml": yaml, "session": session, "event": event, "age": age}


def main() -> None:
    import atheris  # type: ignore[import-not-found]

    target = TARGETS[sys.argv.pop(1)]
    atheris.instrument_all()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
