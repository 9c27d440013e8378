"""Is a session whole? The chain walked line by line, the trailer, the events, and the head against what was seen before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ethics_cli.core.chain import line_digest, read_chain
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.event import Entry, FrameworkJoined, LineRedacted, ReferenceJoined
from ethics_cli.files.heads import Seen
from ethics_cli.files.home import SUFFIX
from ethics_cli.files.journal import entries_of, read_bytes
from ethics_cli.problems import EthicsError, Problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of one file: `problem` is the first thing that does not; `said` are sentences about what does."""

    path: Path
    id: str = ""
    count: int = 0
    head: str = ""
    problem: Problem | None = None
    said: tuple[str, ...] = ()
    redacted: tuple[int, ...] = field(default=())

    @property
    def holds(self) -> bool:
        return self.problem is None


def session_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The session files among paths; a folder gives the ones in it. Links inside a folder are passed over."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob(f"*{SUFFIX}") if not one.is_symlink() and not one.name.startswith(".")
            )
        else:
            yield path


def verify(path: Path, seen: Seen, head: str = "") -> Verdict:
    """Everything that one file can show about itself, and what a remembered or named head shows about it."""
    try:
        raw = read_bytes(path)
        chain = read_chain(raw)
        entries = entries_of(path, raw, chain)
    except EthicsError as fault:
        return Verdict(path, problem=fault.problems[0])
    lines = raw[:-1].split(b"\n")[:-1]
    ident = getattr(entries[0].event, "id", path.name.removesuffix(SUFFIX))
    redacted = tuple(at for at, line in enumerate(chain.lines) if line is None)
    problem = _carried(entries) or _redactions(entries, redacted) or _registry(ident, lines, seen) or _head(lines, head)
    said = tuple(_said(ident, chain.count, redacted, seen, head))
    return Verdict(path, ident, chain.count, chain.head, problem, said, redacted)


def _carried(entries: Sequence[Entry]) -> Problem | None:
    """Content that a session carries is what its digest names."""
    for entry in entries:
        event = entry.event
        if isinstance(event, FrameworkJoined) and digest_of(canonical(dict(event.framework))) != event.digest:
            return Problem(
                "verify.framework", f"the framework carried in event {entry.seq} is not the one its digest names"
            )
        if isinstance(event, ReferenceJoined) and digest_of(canonical(dict(event.reference))) != event.digest:
            said = f"the norms or the card carried in event {entry.seq} are not those their digest names"
            return Problem("verify.reference", said)
    return None


def _redactions(entries: Sequence[Entry], redacted: Sequence[int]) -> Problem | None:
    owned = {entry.event.line for entry in entries if isinstance(entry.event, LineRedacted)}
    stray = [seq for seq in redacted if seq not in owned]
    return (
        Problem("verify.redaction", f"event {stray[0]} was taken out, and no event says who did it and why")
        if stray
        else None
    )


def _registry(ident: str, lines: Sequence[bytes], seen: Seen) -> Problem | None:
    if ident not in seen:
        return None
    count, head = seen[ident]
    if count > len(lines):
        return Problem(
            "verify.shorter",
            f"this machine has seen {count} events of this session; the file has {len(lines)}: some were cut off",
        )
    if line_digest(lines[count - 1]) != head:
        return Problem(
            "verify.other-history",
            f"the first {count} events are not the ones this machine has seen: the history was rewritten",
        )
    return None


def _head(lines: Sequence[bytes], head: str) -> Problem | None:
    """A head as people keep it: whole, its beginning, or beginning and end with dots between."""
    begins, _, ends = head.strip().lower().removeprefix("sha256:").replace("...", "…").partition("…")
    if not begins:
        return None
    for back, line in enumerate(reversed(lines)):
        digest = line_digest(line)
        if digest.startswith(begins) and digest.endswith(ends):
            added = f"the head you gave is an earlier one: {back} events were added since"
            return Problem("verify.grown", added) if back else None
    return Problem(
        "verify.other-head", "the head you gave is not the head of this session, nor of any earlier state of it"
    )


def _said(ident: str, count: int, redacted: Sequence[int], seen: Seen, head: str) -> Iterator[str]:
    yield f"{count} events, each in its place and linked to the one before; the closing line matches them."
    if redacted:
        yield f"{len(redacted)} events were redacted; their words are gone, their place in the chain is not."
    if ident in seen:
        yield "This machine has seen this session before, and its history is the same."
    elif not head:
        yield "This machine has not seen it before: compare the head with one that somebody kept, such as the one in a record."
    yield "No sign-off: nobody has signed this head."
