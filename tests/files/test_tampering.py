"""Every small change there is to a session file, one after the other: each is noticed, and the first bad line is named.

A small session is gone through bit by bit. `just torture` goes through a whole sample session, frameworks and all.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ethics_cli.app.verifying import Against, judged
from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.digest import canonical, digest_of, parse_canonical
from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    DecisionClosed,
    Event,
    FrameworkJoined,
    NoteAdded,
    RemarkMade,
    SessionOpened,
    SignOffGiven,
)
from ethics_cli.files.journal import Journal, begin
from ethics_cli.problems import EthicsError, Problem

TORTURE = bool(os.environ.get("ETHICS_TORTURE"))
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
STEPS = [{"id": "a", "ask": "A?", "type": "text"}, {"id": "b", "ask": "B?", "type": "number"}]
FRAMEWORK = {"framework": "f", "kind": "stage", "edition": "1", "title": "F", "steps": STEPS}
EVENTS: tuple[Event, ...] = (
    FrameworkJoined(FRAMEWORK, digest_of(canonical(FRAMEWORK))),
    AnswerGiven("f.a", "A?", "é€"),
    NoteAdded("f.a", "n"),
    AnswerAmended("f.a", "A?", "y", because="b", reason="r"),
    AnswerGiven("f.b", "B?", 7, unsure=True),
    RemarkMade("peer", "Look.", "f.a", stance="change-wanted"),
    DecisionClosed(),
)
ANYWHERE = Path("case.jsonl")


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    """A small session of ten lines: an event of nearly every kind, the last one an unsigned sign-off."""
    made = begin(tmp_path_factory.mktemp("small") / "small.jsonl", SessionOpened("small", "0", {}), NOW)
    for event in EVENTS:
        made.append([event], NOW)
    made.append([SignOffGiven("supervisor", made.count, made.head)], NOW)
    return made


@pytest.fixture(scope="module")
def raw(journal: Journal) -> bytes:
    return journal.path.read_bytes()


def found(raw: bytes, against: Against = Against({})) -> Problem | None:
    """What verify finds in these bytes: the first thing that does not hold."""
    try:
        return judged(ANYWHERE, raw, against).problem
    except EthicsError as fault:
        return fault.problems[0]


def named(raw: bytes) -> int:
    """The line that verify names. Where the whole file no longer looks like a session, that is its first line."""
    problem = found(raw)
    assert problem is not None
    assert problem.place is not None
    return problem.place.line or 1


def line_at(raw: bytes, at: int) -> int:
    """The line that a byte stands on, its line end included."""
    return raw.count(b"\n", 0, at) + 1


def check(raw: bytes, bad: bytes, at: int) -> None:
    """A change at one byte is found on its line or, where it still reads as a line, by the one that no longer follows from it."""
    assert bad != raw
    assert named(bad) in (line_at(raw, at), line_at(raw, at) + 1), at


def test_the_session_holds_as_it_was_written(raw: bytes) -> None:
    assert found(raw) is None
    assert len(raw.splitlines()) == 10


# bytes


def flips(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(len(raw)):
        for bit in range(8):
            yield at, raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]


def losses(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(len(raw)):
        yield at, raw[:at] + raw[at + 1 :]


def doublings(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(len(raw)):
        yield at, raw[: at + 1] + raw[at:]


def swaps(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(len(raw) - 1):
        if raw[at] != raw[at + 1]:
            yield at, raw[:at] + raw[at + 1 : at + 2] + raw[at : at + 1] + raw[at + 2 :]


def cuts(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(len(raw)):
        yield at, raw[:at]


SMALL_CHANGES = (flips, losses, doublings, swaps)


@pytest.mark.parametrize("changes", SMALL_CHANGES, ids=lambda one: one.__name__)
def test_every_change_of_a_byte_is_noticed_and_its_line_is_named(
    raw: bytes, changes: Callable[[bytes], Iterator[tuple[int, bytes]]]
) -> None:
    for at, bad in changes(raw):
        check(raw, bad, at)


def test_every_truncation_is_noticed_where_the_file_ends(raw: bytes) -> None:
    for at, bad in cuts(raw):
        problem = found(bad)
        assert problem is not None, at
        assert problem.place is not None
        assert problem.place.line in (0, line_at(raw, max(at - 1, 0)), line_at(raw, at)), at


# lines


def line_changes(raw: bytes) -> Iterator[tuple[str, int, bytes]]:
    """What was done, the first line that is another one now, and the bytes."""
    lines = raw.splitlines(keepends=True)
    for at in range(len(lines)):
        yield "lost", at + 1, b"".join([*lines[:at], *lines[at + 1 :]])
        yield "doubled", at + 2, b"".join([*lines[: at + 1], *lines[at:]])
        yield "cut after", at + 2, b"".join(lines[: at + 1])
    for at in range(len(lines) - 1):
        yield "swapped", at + 1, b"".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])


def test_every_lost_doubled_or_swapped_line_is_noticed_and_the_first_bad_line_is_named(raw: bytes) -> None:
    last = len(raw.splitlines())
    for what, line, bad in line_changes(raw):
        if bad == raw:
            continue
        told = named(bad)
        if what == "cut after":
            assert told == line - 1, (what, line)
        elif what == "lost" and line == last:
            assert told == last - 1
        else:
            assert told == min(line, last), (what, line)


# the chain made anew


def anew(lines: list[bytes]) -> bytes:
    """A session of these events with a chain and a closing line that hold: what whoever owns the file can make."""
    made: list[bytes] = []
    for seq, line in enumerate(lines):
        plain = {**parse_canonical(line), "seq": seq, "prev": line_digest(made[-1]) if made else NOTHING}
        made.append(canonical(plain))
    return b"".join(line + b"\n" for line in (*made, trailer_line(made)))


def rewritten(raw: bytes) -> Iterator[tuple[str, bytes]]:
    lines = raw.splitlines()[:-2]
    for at in range(1, len(lines)):
        yield f"without line {at + 1}", anew([*lines[:at], *lines[at + 1 :]])
        yield f"line {at + 1} twice", anew([*lines[: at + 1], *lines[at:]])
        yield f"cut to {at} lines", anew(lines[:at])
        if at + 1 < len(lines):
            yield (
                f"lines {at + 1} and {at + 2} swapped",
                anew([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]),
            )


def test_a_chain_made_anew_is_noticed_by_whoever_remembers_the_head(journal: Journal, raw: bytes) -> None:
    seen = Against({"small": (journal.count, journal.head)})
    for what, bad in rewritten(raw):
        assert found(bad) is None, "nothing in the file itself can show it"
        problem = found(bad, seen)
        assert problem is not None, what
        assert problem.code in ("verify.shorter", "verify.other-history"), what


def test_a_sign_off_that_is_carried_over_to_a_chain_made_anew_does_not_hold(raw: bytes) -> None:
    *events, signed, _ = raw.splitlines()
    for what, bad in rewritten(raw):
        lines = [*bad.splitlines()[:-1], signed]
        if lines[: len(events)] == events:
            continue
        problem = found(anew(lines))
        assert problem is not None, what
        assert (problem.code, problem.place and problem.place.line) == ("verify.sign-off", len(lines)), what


def test_what_was_put_in_after_the_state_that_was_signed_is_a_change_since(raw: bytes) -> None:
    *events, signed, _ = raw.splitlines()
    verdict = judged(ANYWHERE, anew([*events, events[2], signed]), Against({}))

    assert verdict.holds
    assert [(one.answered_since, one.changed_since) for one, _ in verdict.sign_offs] == [(1, True)]


# a whole session


@pytest.mark.skipif(not TORTURE, reason="`just torture` goes through a whole session")
@pytest.mark.parametrize("changes", SMALL_CHANGES, ids=lambda one: one.__name__)
def test_every_change_to_a_whole_sample_session_is_noticed(
    sample: bytes, changes: Callable[[bytes], Iterator[tuple[int, bytes]]]
) -> None:
    for at, bad in changes(sample):
        check(sample, bad, at)


def test_changes_here_and_there_in_a_whole_sample_session_are_noticed(sample: bytes) -> None:
    chance = random.Random(7)  # the same places in every run
    for at in chance.sample(range(len(sample) - 1), 60):
        check(sample, sample[:at] + bytes([sample[at] ^ (1 << chance.randrange(8))]) + sample[at + 1 :], at)
        check(sample, sample[:at] + sample[at + 1 :], at)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole sample session as it comes from the program."""
    import subprocess
    import sys

    home = tmp_path_factory.mktemp("sample")
    env = {**os.environ, "ETHICS_HOME": str(home), "ETHICS_CACHE": str(home / "cache")}
    argv = [sys.executable, "-m", "ethics_cli", "demo", "--fast", "--home", str(home), "--walk", "plain-record-request"]
    subprocess.run(argv, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60)
    (path,) = (home / "sessions").glob("*.jsonl")
    return path.read_bytes()
