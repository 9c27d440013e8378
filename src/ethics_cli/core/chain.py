"""The chain: each line names the digest of the line before it, and the trailer names the whole.

Works on raw lines as they stand in the file; nothing is parsed into events here. What a chain proves and what it cannot
prove is said in docs/concepts/what-the-chain-proves.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ethics_cli.core.digest import canonical, digest_of, parse_canonical

NOTHING = "0" * 64
FORMAT = "ethics-session"
VERSION = 1


class Fault(NamedTuple):
    """The first thing that does not hold: a code, a sentence, and the line it is on (from 1)."""

    code: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain read: the parsed lines (None for a redacted one), the head, and the first fault if there is one."""

    lines: tuple[dict[str, Any] | None, ...]
    head: str
    fault: Fault | None = None

    @property
    def count(self) -> int:
        return len(self.lines)


def trailer_line(raw_lines: Sequence[bytes]) -> bytes:
    """The closing line: how many events, the digest of the last one, and of all bytes before this line."""
    body = b"".join(line + b"\n" for line in raw_lines)
    return canonical({"count": len(raw_lines), "head": line_digest(raw_lines[-1]), "sha256": digest_of(body)})


def line_digest(raw: bytes) -> str:
    """The digest of a line; a redacted stub keeps the digest of the line it stands for."""
    if raw.startswith(b'{"redacted":"') and len(raw) == len(b'{"redacted":""}') + 64:
        return raw[len(b'{"redacted":"') : -len(b'"}')].decode("ascii", "replace")
    return digest_of(raw)


def read_chain(raw: bytes) -> Chain:
    """Every line checked: form, canonical bytes, order, link to the line before; then the trailer over all of them."""
    if not raw.endswith(b"\n"):
        return _broken((), NOTHING, "cut", "the file does not end where it was written to end", raw.count(b"\n") + 1)
    *bodies, closing = raw[:-1].split(b"\n")
    lines: list[dict[str, Any] | None] = []
    before = NOTHING
    for number, body in enumerate(bodies, 1):
        parsed = parse_line(body)
        if isinstance(parsed, str):
            return _broken(lines, before, "form", parsed, number)
        if "redacted" in parsed:
            if set(parsed) != {"redacted"} or not _is_digest(parsed["redacted"]):
                return _broken(lines, before, "form", "this line is neither an event nor a redacted one", number)
            lines.append(None)
        elif parsed.get("seq") != len(lines):
            return _broken(lines, before, "order", f"this line should be event {len(lines)} and is not", number)
        elif parsed.get("prev") != before:
            return _broken(
                lines,
                before,
                "link",
                "this line does not follow from the line before it: one of the two was changed",
                number,
            )
        else:
            lines.append(parsed)
        before = line_digest(body)
    return _with_trailer(raw, lines, before, closing)


def parse_line(body: bytes) -> dict[str, Any] | str:
    """One line as data, or what is wrong with it. Only the one canonical spelling is accepted."""
    try:
        parsed = parse_canonical(body)
    except (ValueError, RecursionError):
        return "this line is not in the form it was written in"
    return parsed if isinstance(parsed, dict) else "this line is not in the form it was written in"


def _with_trailer(raw: bytes, lines: list[dict[str, Any] | None], head: str, closing: bytes) -> Chain:
    number = len(lines) + 1
    trailer = parse_line(closing)
    if isinstance(trailer, str) or set(trailer) != {"count", "head", "sha256"}:
        return _broken(lines, head, "trailer", "the closing line is missing or damaged", number)
    if not lines:
        return _broken(lines, head, "empty", "there is no event in this file", number)
    if trailer["count"] != len(lines) or trailer["head"] != head:
        return _broken(
            lines,
            head,
            "trailer",
            "the closing line speaks of other events than these: some were cut off or added",
            number,
        )
    if trailer["sha256"] != digest_of(raw[: -len(closing) - 1]):
        return _broken(lines, head, "trailer", "the closing line does not match the lines before it", number)
    return Chain(tuple(lines), head)


def _broken(lines: Sequence[dict[str, Any] | None], head: str, code: str, message: str, number: int) -> Chain:
    return Chain(tuple(lines), head, Fault(code, message, number))


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and all(char in "0123456789abcdef" for char in value)
