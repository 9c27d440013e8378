"""The journal: one session in one file, rewritten whole and atomically after every answer.

An answer is acknowledged only after `append` has returned. The reader is strict: any malformed byte is damage and is
refused, never repaired. If somebody else changed the file meanwhile, ours is kept beside it and nothing is merged.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ethics_cli.core.chain import NOTHING, Chain, line_digest, read_chain, trailer_line
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.event import Entry, Event, LineRedacted, SessionOpened
from ethics_cli.core.event_plain import to_plain
from ethics_cli.core.form_answers import misfit
from ethics_cli.core.reader import readers
from ethics_cli.files.event_line import blank_entry, entry_from, line_for, remainder, with_remainders
from ethics_cli.files.home import PROTECTED, id_of
from ethics_cli.files.locking import Lock
from ethics_cli.files.replacing import replace_file
from ethics_cli.problems import EthicsError, Place, Problem, wrong

SIZE_LIMIT = 8 * 1024 * 1024


class Journal:
    """The lines of one session, open for writing. Use `begin` or `open_journal`; hold `locked()` while writing."""

    def __init__(
        self, path: Path, raw_lines: Sequence[bytes] = (), entries: Sequence[Entry] = (), stored: bytes = b""
    ) -> None:
        self.path = path
        self.entries: list[Entry] = list(entries)
        self._lines: list[bytes] = list(raw_lines)
        self._written = stored
        self._on_disk = len(self._lines)
        self.flushed = True

    @property
    def count(self) -> int:
        """How many events the file holds; before there is a file, how many are held for it."""
        return self._on_disk or len(self._lines)

    @property
    def head(self) -> str:
        """The digest of the last of these events."""
        return line_digest(self._lines[self.count - 1]) if self._lines else NOTHING

    @property
    def saved(self) -> bool:
        """Whether there is a file yet: a session nobody has answered leaves none."""
        return bool(self._written)

    @property
    def stored(self) -> bytes:
        """The bytes of the file as this process last read or wrote it."""
        return self._written

    @property
    def lines(self) -> list[bytes]:
        """The raw lines of the events, without the closing line."""
        return list(self._lines)

    @property
    def lock_path(self) -> Path:
        return self.path.with_name(f".{self.path.name}.lock")

    def locked(self) -> Lock:
        return Lock(self.lock_path, self.path)

    def append(self, events: Iterable[Event], now: datetime) -> list[Entry]:
        """Write events and return their entries; on return they are on disk.

        Raises OSError when they could not be written (nothing has changed then, and the same call may be tried again),
        EthicsError when the file on disk is not what this process last wrote.
        """
        lines, entries = self._with(events, now)
        self._write(lines, entries)
        return entries

    def _write(self, lines: list[bytes], entries: Sequence[Entry]) -> None:
        whole = self._closed(_whole(lines), [*self.entries, *entries])
        self._refuse_if_changed(whole)
        self.flushed = replace_file(self.path, whole)
        self._lines, self._written, self._on_disk = lines, whole, len(lines)
        self.entries.extend(entries)

    def hold(self, events: Iterable[Event], now: datetime) -> list[Entry]:
        """Keep events ready for the first write: what comes before the first answer leaves no file of its own."""
        self._lines, entries = self._with(events, now)
        self.entries.extend(entries)
        return entries

    def redact(
        self,
        left: Mapping[int, Event | None],
        by: str,
        reason: str,
        now: datetime,
        first: Callable[[Sequence[Entry], str], None] = lambda *_: None,
    ) -> list[Entry]:
        """Take the words out of lines and say so in events: each line becomes a stub that keeps its digest, so that the chain holds.

        `left` is what is to be read in the place of each line, or None. `first` is called with the entries and the head that
        there will be, before anything is written. Raises as `append` does; nothing has changed then.
        """
        said: list[Event] = []
        lines, before = list(self._lines), list(self.entries)
        for seq, event in left.items():
            plain = {**to_plain(event), "at": self.entries[seq].at} if event is not None else {}
            lines[seq] = canonical({"redacted": line_digest(self._lines[seq])})
            before[seq] = remainder(seq, plain) if plain else blank_entry(seq)
            said.append(LineRedacted(seq, by, reason, plain))
        kept, self._lines = self._lines, lines
        try:
            whole, added = self._with(said, now)
            first([*before, *added], line_digest(whole[-1]))
            self._write(whole, added)
        except BaseException:
            self._lines = kept
            raise
        self.entries = [*before, *added]
        return added

    def _with(self, events: Iterable[Event], now: datetime) -> tuple[list[bytes], list[Entry]]:
        at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines, entries = list(self._lines), []
        for event in events:
            prev = line_digest(lines[-1]) if lines else NOTHING
            entries.append(Entry(len(lines), at, event))
            lines.append(line_for(event, len(lines), at, prev))
        return lines, entries

    def _closed(self, whole: bytes, entries: Sequence[Entry]) -> bytes:
        """The bytes for the file: as they are, or, in a protected session, closed for everybody who may read it."""
        if not self.path.name.endswith(PROTECTED):
            return whole
        from ethics_cli.files.sealing import seal

        return seal(whole, [reader.key for reader in readers(entries)])

    def _refuse_if_changed(self, ours: bytes) -> None:
        found = self.path.read_bytes() if self.path.exists() else b""
        if found == self._written:
            return
        ident = id_of(self.path)
        beside = self.path.with_name(f"{ident}.ours-{digest_of(ours)[:8]}{self.path.name.removeprefix(ident)}")
        replace_file(beside, ours)
        raise wrong(
            "journal.changed-elsewhere",
            "this session was changed by something else while it was open; nothing was merged",
            f"your version, with this answer, is kept in {beside.name}; compare the two with `ethics show`",
            place=Place(str(self.path)),
        )


def begin(path: Path, opened: SessionOpened, now: datetime) -> Journal:
    """A journal that has no file yet; the first `append` writes it, with the opening event as its first line."""
    journal = Journal(path)
    journal.hold([opened], now)
    return journal


def open_journal(path: Path) -> Journal:
    """The journal in a file, checked whole. Raises EthicsError when it is damaged, foreign, newer or unreadable."""
    stored = stored_bytes(path)
    raw = opened(path, stored)
    chain = read_chain(raw)
    entries = entries_of(path, raw, chain)
    return Journal(path, raw[:-1].split(b"\n")[:-1], entries, stored)


def entries_of(path: Path, raw: bytes, chain: Chain) -> list[Entry]:
    """The entries of a chain that holds. Raises EthicsError with the place of the first thing that does not hold."""
    _refuse_foreign(path, raw)
    if chain.fault is not None:
        hint = "restore it from a backup; a session is never mended by hand"
        raise EthicsError(
            Problem(f"journal.{chain.fault.code}", chain.fault.message, Place(str(path), chain.fault.line, 1), hint)
        )
    entries = []
    for seq, line in enumerate(chain.lines):
        try:
            entries.append(entry_from(line) if line is not None else blank_entry(seq))
        except EthicsError as fault:
            raise EthicsError(*(one.at(Place(str(path), seq + 1, 1)) for one in fault.problems)) from None
    entries = with_remainders(entries)
    if not isinstance(entries[0].event, SessionOpened):
        raise wrong(
            "journal.foreign", "this file is not an ethics session: it does not open one", place=Place(str(path), 1, 1)
        )
    odd = misfit(entries)
    if odd is not None:
        hint = "it may come from a newer version of ethics"
        said = f"line {odd + 1} holds an answer of another form than its step asks for"
        raise wrong("journal.event", said, hint, place=Place(str(path), odd + 1, 1))
    return entries


def read_bytes(path: Path) -> bytes:
    """The bytes of a session: those of its file, opened with this run's keys when it is protected."""
    return opened(path, stored_bytes(path))


def opened(path: Path, stored: bytes) -> bytes:
    """What a session's file holds. Raises EthicsError when it is protected and these keys do not open it."""
    if not path.name.endswith(".age"):
        return stored
    from ethics_cli.files.sealing import unseal
    from ethics_cli.files.unlocking import UNLOCKING

    found = unseal(stored, UNLOCKING.secrets())
    if isinstance(found, Problem):
        raise EthicsError(found.at(Place(str(path))))
    if not found:
        raise wrong("journal.empty", "this file is empty", "restore it from a backup", place=Place(str(path)))
    return found


def stored_bytes(path: Path) -> bytes:
    """The bytes of a file as they lie there: a regular file of a sane size, never a link, a pipe or a device."""
    place = Place(str(path))
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as fault:
        said = "this is a link, and links are not followed" if os.path.islink(path) else _os_words(fault)  # noqa: PTH114
        raise wrong("journal.unreadable", said, place=place) from None
    try:
        return _sane_bytes(descriptor, place)
    except OSError as fault:
        raise wrong("journal.unreadable", _os_words(fault), place=place) from None
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _sane_bytes(descriptor: int, place: Place) -> bytes:
    """What is read through a descriptor, if it is a regular file of a sane size."""
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        raise wrong("journal.not-a-file", "this is not a regular file", place=place)
    if about.st_size > SIZE_LIMIT:
        said = f"this file has {about.st_size:,} bytes; a session has at most {SIZE_LIMIT:,}"
        raise wrong("journal.too-large", said, place=place)
    if about.st_size == 0:
        raise wrong("journal.empty", "this file is empty", "restore it from a backup", place=place)
    with os.fdopen(descriptor, "rb", closefd=False) as stream:
        return stream.read(SIZE_LIMIT + 1)


def _refuse_foreign(path: Path, raw: bytes) -> None:
    """Said before anything about damage: a file that never was a session is not a damaged one; neither is a newer one."""
    try:
        first = json.loads(raw.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        first = None
    if not isinstance(first, dict) or ("format" not in first and "redacted" not in first):
        raise wrong("journal.foreign", "this file is not an ethics session", place=Place(str(path)))
    if isinstance(first.get("v"), int) and first["v"] > 1:
        hint = "upgrade ethics to read it; the file is not changed"
        raise wrong("journal.newer", "this session was made by a newer version of ethics", hint, place=Place(str(path)))


def _whole(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def _os_words(fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "there is no such file"
    return "you may not read this file" if isinstance(fault, PermissionError) else "this file cannot be read"
