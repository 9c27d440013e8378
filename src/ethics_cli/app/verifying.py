"""Is a session whole? The chain walked line by line, the trailer, the events, the sign-offs, and the head against what was seen before.

What holds is remembered in the home's registry, so that the next time a session comes, cut or rewritten, it shows.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.signing import Standing, standings
from ethics_cli.core.chain import line_digest, read_chain
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.event import Entry, FrameworkJoined, LineRedacted, OpinionAsked, ReferenceJoined, SignOffGiven
from ethics_cli.core.walk import read
from ethics_cli.files.heads import Seen, remember_all
from ethics_cli.files.home import SUFFIX, Home, id_of, is_session
from ethics_cli.files.journal import entries_of, read_bytes
from ethics_cli.files.ssh_signing import Checked
from ethics_cli.problems import EthicsError, Place, Problem
from ethics_cli.render.remarks import changed_words, day_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of one file: `problem` is the first thing that does not; `said` are sentences about what does."""

    path: Path
    id: str = ""
    count: int = 0
    head: str = ""
    problem: Problem | None = None
    said: tuple[str, ...] = ()
    redacted: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    sign_offs: tuple[Standing, ...] = ()

    @property
    def holds(self) -> bool:
        return self.problem is None

    @property
    def signed(self) -> bool:
        """Whether a signature holds, whosever it is."""
        return any(one.checked.holds for one in self.sign_offs)

    @property
    def signed_as_it_stands(self) -> bool:
        """Whether somebody who is known here has signed it, and nothing was changed since."""
        return any(one.checked.state == "known" and not one.sign_off.changed_since for one in self.sign_offs)


class Against(NamedTuple):
    """What sessions are held against: what was seen before, a head that somebody kept, whose keys are known; must it be signed?"""

    seen: Seen
    head: str = ""
    signers: Path = Path(os.devnull)
    signed: bool = False


def session_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The session files among paths; a folder gives the ones in it. Links inside a folder are passed over."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob(f"*{SUFFIX}*") if is_session(one))
        else:
            yield path


def verify_all(home: Home, paths: Sequence[Path], against: Against) -> list[Verdict]:
    """Verify sessions, and remember those that hold. Of two files of one session the shorter must be a beginning of the longer."""
    found = [examined(path, against) for path in paths]
    longest = _longest(found)
    files = Counter(one.id for one in found if one.holds)
    found = [
        examined(one.path, against._replace(seen={one.id: longest[one.id]})) if one.holds and files[one.id] > 1 else one
        for one in found
    ]
    remember_all(home.heads, _longest(found))
    return found


def _longest(found: Sequence[Verdict]) -> Seen:
    """Of each session that holds, the longest history."""
    return {one.id: (one.count, one.head) for one in sorted(found, key=lambda one: one.count) if one.holds}


def verify(path: Path, seen: Seen, head: str = "") -> Verdict:
    """One file, against what was seen before; whose keys are known is not asked."""
    return examined(path, Against(seen, head))


def examined(path: Path, against: Against) -> Verdict:
    """Everything that one file can show about itself, and what is known beside it shows about it."""
    try:
        raw = read_bytes(path)
        return judged(path, raw, against)
    except EthicsError as fault:
        return Verdict(path, problem=fault.problems[0])


def judged(path: Path, raw: bytes, against: Against) -> Verdict:
    """What the bytes of a session show. Raises EthicsError with the first thing in them that does not hold."""
    chain = read_chain(raw)
    entries = entries_of(path, raw, chain)
    digests = [line_digest(line) for line in raw[:-1].split(b"\n")[:-1]]
    ident = getattr(entries[0].event, "id", id_of(path))
    blank = [at for at, line in enumerate(chain.lines) if line is None]
    hidden = tuple(at for at in blank if at in _hides(entries))
    redacted = tuple(at for at in blank if at not in hidden)
    signed = any(isinstance(entry.event, SignOffGiven) for entry in entries)
    given = standings(read(entries), digests, against.signers) if signed else ()
    verdict = Verdict(path, ident, chain.count, chain.head, None, (), redacted, hidden, given)
    problem = (
        _carried(path, entries)
        or _redactions(path, entries, redacted)
        or _sign_offs(path, given)
        or _registry(ident, digests, against.seen)
        or _head(digests, against.head)
        or _unsigned(verdict, against)
    )
    return replace(verdict, problem=problem, said=tuple(_said(verdict, against)))


def _carried(path: Path, entries: Sequence[Entry]) -> Problem | None:
    """Content that a session carries is what its digest names."""
    for entry in entries:
        event, place = entry.event, Place(str(path), entry.seq + 1, 1)
        if isinstance(event, FrameworkJoined) and digest_of(canonical(dict(event.framework))) != event.digest:
            said = f"the framework carried in event {entry.seq} is not the one its digest names"
            return Problem("verify.framework", said, place)
        if isinstance(event, ReferenceJoined) and digest_of(canonical(dict(event.reference))) != event.digest:
            said = f"the norms or the card carried in event {entry.seq} are not those their digest names"
            return Problem("verify.reference", said, place)
    return None


def _hides(entries: Sequence[Entry]) -> set[int]:
    """The events that are hidden in a copy for a second opinion."""
    return {seq for entry in entries if isinstance(entry.event, OpinionAsked) for seq in entry.event.hides}


def _redactions(path: Path, entries: Sequence[Entry], redacted: Sequence[int]) -> Problem | None:
    owned = {entry.event.line for entry in entries if isinstance(entry.event, LineRedacted)}
    for seq in redacted:
        if seq not in owned:
            said = f"event {seq} was taken out, and no event says who did it and why"
            return Problem("verify.redaction", said, Place(str(path), seq + 1, 1))
    return None


def _sign_offs(path: Path, given: Sequence[Standing]) -> Problem | None:
    for sign_off, checked in given:
        if checked.state == "bad":
            said = f"the sign-off in event {sign_off.event} does not hold: {checked.why}"
            return Problem("verify.sign-off", said, Place(str(path), sign_off.event + 1, 1))
    return None


def _unsigned(verdict: Verdict, against: Against) -> Problem | None:
    if not against.signed or verdict.signed_as_it_stands:
        return None
    return Problem("verify.unsigned", "nobody whose key is known here has signed this session as it now stands")


def _registry(ident: str, digests: Sequence[str], seen: Seen) -> Problem | None:
    if ident not in seen:
        return None
    count, head = seen[ident]
    if count > len(digests):
        return Problem(
            "verify.shorter",
            f"this machine has seen {count} events of this session; the file has {len(digests)}: some were cut off",
        )
    if digests[count - 1] != head:
        return Problem(
            "verify.other-history",
            f"the first {count} events are not the ones this machine has seen: the history was rewritten",
        )
    return None


def _head(digests: Sequence[str], head: str) -> Problem | None:
    """A head as people keep it: whole, its beginning, or beginning and end with dots between."""
    begins, _, ends = head.strip().lower().removeprefix("sha256:").replace("...", "…").partition("…")
    if not begins:
        return None
    for back, digest in enumerate(reversed(digests)):
        if digest.startswith(begins) and digest.endswith(ends):
            added = f"the head you gave is an earlier one: {back} events were added since"
            return Problem("verify.grown", added) if back else None
    return Problem(
        "verify.other-head", "the head you gave is not the head of this session, nor of any earlier state of it"
    )


def _said(verdict: Verdict, against: Against) -> Iterator[str]:
    yield f"{verdict.count} events, each in its place and linked to the one before; the closing line matches them."
    if verdict.redacted:
        yield f"{len(verdict.redacted)} events were redacted; their words are gone, their place in the chain is not."
    if verdict.hidden:
        yield f"{len(verdict.hidden)} events are hidden: this is a copy for a second opinion. Their place in the chain is not."
    if verdict.id in against.seen:
        yield "This machine has seen this session before, and its history is the same."
    elif not against.head:
        yield "This machine has not seen it before: compare the head with one that somebody kept, such as the one in a record."
    if not verdict.sign_offs:
        yield "No sign-off: nobody has signed this head."
    for sign_off, checked in verdict.sign_offs:
        who = f"Signed off by {sign_off.given.by} on {day_of(sign_off.at)}, {sign_off.given.seen} events"
        yield f"{who}: {worth(checked)}. {changed_words(sign_off)}"


def worth(checked: Checked) -> str:
    """What a sign-off is worth, in words that claim no more than was checked."""
    return {
        "known": f"the signature holds; this home knows key {checked.key} as {checked.name}",
        "unknown": f"the signature holds; it is by key {checked.key}, which this home does not know",
        "unchecked": "there is a signature, and no ssh-keygen here to check it",
        "unsigned": "unsigned, so nothing shows who it was",
        "bad": checked.why,
    }[checked.state]
