"""Reviewing: which sessions, by which policy, and one report. The work on each session is behind the seam (seam.py)."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from ethics_cli.app.many import Crew, Item
from ethics_cli.app.many_review import rows_of
from ethics_cli.core.policy import Policy, policy_from, resolved
from ethics_cli.core.review_report import GROUPS, PERSONAL, Asked, Key, Reducing, Report, key_of
from ethics_cli.core.review_row import Row
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.home import PROTECTED, SUFFIX
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, Place, wrong

DEFAULT = "default"
BASELINE_LIMIT = 256 * 1024 * 1024
PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a review is asked to do, once everything has been looked up: a whole policy, the day, what is around, which rows count."""

    policy: Mapping[str, Any]
    day: str
    more: Mapping[str, Any]
    asked: Asked


def wanted(library: Library, policy: Mapping[str, Any], today: date, asked: Asked, where: Any = None) -> Wanted:
    """A review by a policy, with the models and the editions that the library holds today."""
    others = {held.id: held.plain for held in library.all("policy")}
    models = [held.plain for held in library.all("model")]
    editions = {held.id: held.plain["edition"] for held in library.all("framework")}
    more: dict[str, Any] = {"models": models, "editions": editions, "drills": asked.drills}
    if where:
        more["where"] = where
    return Wanted(resolved(policy, others), today.isoformat(), more, asked)


def named_policy(library: Library, name: str) -> Mapping[str, Any]:
    """The policy of this name. Raises EthicsError when the library holds none."""
    held = library.get("policy", name)
    if held is None:
        known = ", ".join(sorted(one.id for one in library.all("policy")))
        hint = f"known are: {known}; a file is named with its path"
        raise wrong("review.no-policy", "there is no such policy", hint, exit_code=Exit.USAGE)
    return held.plain


def group_demanded(name: str) -> str:
    """A way of grouping. Raises EthicsError for one that there is not, and says why there is none by person."""
    if name.casefold() in PERSONAL:
        said = "findings are never grouped by person: a session shows what was written down, not who works well"
        hint = f"group by what a case is: {', '.join(GROUPS)}"
        raise wrong("review.by-person", said, hint, exit_code=Exit.USAGE)
    if name and name not in GROUPS:
        raise wrong(
            "review.no-group",
            "sessions cannot be grouped by this",
            f"known are: {', '.join(GROUPS)}",
            exit_code=Exit.USAGE,
        )
    return name


def day_demanded(text: str) -> str:
    """A day as 2026-10-01, or nothing. Raises EthicsError for anything else."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise wrong("review.no-day", "this is not a day", "write a day as 2026-10-01", exit_code=Exit.USAGE) from None


def items_in(names: Iterable[str]) -> Iterator[Item]:
    """The sessions that these names mean, each once, as a stream: files, folders with all below them, patterns, addresses.

    Raises EthicsError for a folder or pattern without any session. A file that is not there is an item: its row says so.
    """
    stream = iter(names)
    first, second = next(stream, None), next(stream, None)
    if second is None:  # one name means nothing twice, and a million paths need not be remembered
        return _items_at(first) if first is not None else iter(())
    return _each_once(path for name in chain((first, second), stream) if name for path in _items_at(name))


def _each_once(items: Iterable[Item]) -> Iterator[Item]:
    seen: set[str] = set()
    for item in items:
        if item.path not in seen:
            seen.add(item.path)
            yield item


def _items_at(name: str) -> Iterator[Item]:
    none = True
    for path in _meant(name):
        none = False
        yield Item(path, path)
    if none:
        raise wrong("review.nothing", "there is no session here", place=Place(name), exit_code=Exit.USAGE)


def _meant(name: str) -> Iterator[str]:
    if "://" in name:
        from ethics_cli.files.remote import sessions_at

        yield from sessions_at(name)
    elif os.path.isdir(name):  # noqa: PTH112  a name too long for any file is no folder, and no fault
        yield from _below(name)
    elif PATTERN & set(name) and not os.path.lexists(name):
        for path in sorted(glob.iglob(name, recursive=True)):  # noqa: PTH207  a pattern as a shell takes it
            yield from _below(path) if os.path.isdir(path) else (path,)  # noqa: PTH112
    else:
        yield name


def _below(folder: str) -> Iterator[str]:
    """The sessions below a folder by their names, in a stable order. Links and hidden files are passed over."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(_name(one) for one in entries if not one.name.startswith("."))
    except OSError:
        return
    for name in names:
        if name.endswith(os.sep):
            yield from _below(os.path.join(folder, name[:-1]))  # noqa: PTH118  one of a million
        elif name:
            yield os.path.join(folder, name)  # noqa: PTH118


def _name(entry: os.DirEntry[str]) -> str:
    """The name of a folder with a stroke behind it, that of a session, and nothing for whatever else there is."""
    if entry.is_dir(follow_symlinks=False):
        return entry.name + os.sep
    return entry.name if entry.name.endswith((SUFFIX, PROTECTED)) and entry.is_file(follow_symlinks=False) else ""


def known_before(path: Path) -> frozenset[Key]:
    """The findings of an earlier review, as JSON or as lines. Raises EthicsError when the file is neither."""
    place = Place(str(path))
    try:
        text = bytes_within(path, BASELINE_LIMIT).decode("utf-8")
        rows = (
            json.loads(text)["sessions"] if text.startswith("{\n") else [json.loads(line) for line in text.splitlines()]
        )
        return frozenset(key_of(row, one) for row in rows for one in row["findings"])
    except OSError:
        raise wrong("review.no-baseline", "this file cannot be read", place=place, exit_code=Exit.USAGE) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "a baseline is what `ethics review --format json` or jsonl printed before"
        raise wrong("review.baseline", "this is no earlier review", hint, place=place, exit_code=Exit.USAGE) from None


class Review:
    """One run: its rows as they come, and in the end its report."""

    def __init__(self, wanted: Wanted, items: Iterable[Item], crew: Crew, resume: Path | None = None) -> None:
        self.policy: Policy = policy_from(wanted.policy)
        self._reducing = Reducing(self.policy, wanted.day, wanted.asked)
        lines = rows_of(items, wanted.policy, wanted.day, crew, resume=resume, **wanted.more)
        self._rows = self._reducing.taken(json.loads(line) for line in lines)

    def rows(self) -> Iterator[Row]:
        """Each session that counts, in order. To be gone through once."""
        return self._rows

    def report(self, rows: Sequence[Row] = ()) -> Report:
        """The report over all rows that were gone through; `rows` are those that it shows."""
        return self._reducing.report(rows)


def telling(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that have something to say."""
    return (row for row in rows if row["findings"] or row["problem"])
