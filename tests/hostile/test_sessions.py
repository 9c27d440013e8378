"""Sessions from strangers through every command that reads one: refused in one sentence, or read; never a fault, never a word of a case."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

SLOWEST, ROOM = 12, 2.0
"""So many times the time of a clean session, and so many seconds, may be taken by one that is odd."""


@pytest.fixture(scope="module")
def clean(making: ModuleType, quick_raw: bytes) -> list[dict[str, Any]]:
    return making.plains(quick_raw)


@pytest.fixture
def put(workplace: Any):
    """Puts bytes where a session is looked for, and gives the path: in the home, or, for `import`, elsewhere."""

    def place(raw: bytes, command: str) -> Any:
        path = (
            workplace.out / "sent.jsonl"
            if command == "import"
            else workplace.home / "sessions" / "aaaaaa-odd-case.jsonl"
        )
        path.write_bytes(raw)
        return path

    return place


def one_of_each(running: ModuleType, turn: int) -> list[tuple[str, ...]]:
    """One run of each command that reads a session; each turn takes another where a command has several."""
    by_command: dict[str, list[tuple[str, ...]]] = {}
    for argv in running.RUNS["session"]:
        by_command.setdefault(argv[0], []).append(argv)
    return [runs[turn % len(runs)] for runs in by_command.values()]


def test_what_no_command_may_read_is_refused_by_each_of_them_in_words_of_ours(
    refused: str,
    sessions: ModuleType,
    making: ModuleType,
    clean: Any,
    put: Any,
    workplace: Any,
    running: ModuleType,
    judge: Any,
) -> None:
    code, make = sessions.REFUSED[refused]
    raw = make(making, clean)
    turn = list(sessions.REFUSED).index(refused)
    before = workplace.outside()

    for argv in one_of_each(running, turn):
        path = put(raw, argv[0])
        ran = workplace.ran(argv, session=path, base=workplace.base)
        assert judge(ran, 1, 2, 4) == ""
        assert sessions.CANARY not in ran.out + ran.err
        assert path.read_bytes() == raw, "a file that cannot be read is left as it is"
    checked = workplace.run("verify", str(put(raw, "verify")), "--json")
    assert f'"{code}"' in checked.out
    assert workplace.outside() == before


def test_what_makes_no_sense_breaks_no_command(
    odd: str,
    sessions: ModuleType,
    making: ModuleType,
    clean: Any,
    put: Any,
    workplace: Any,
    running: ModuleType,
    judge: Any,
) -> None:
    raw, plain = sessions.ODD[odd](making, clean), making.chained(clean)
    turn = list(sessions.ODD).index(odd)
    before = workplace.outside()

    for argv in one_of_each(running, turn):
        ran = workplace.ran(argv, session=put(raw, argv[0]), base=workplace.base)
        assert judge(ran) == ""
        if ran.seconds > ROOM:
            usual = workplace.ran(argv, session=put(plain, argv[0]), base=workplace.base).seconds
            assert ran.seconds < SLOWEST * usual + ROOM, (
                f"{argv}: {ran.seconds:.1f} s, where a clean one takes {usual:.2f}"
            )
    put(raw, "list")
    for argv in (("list",), ("due",), ("search", "x"), ("stats",), ("agenda",), ("review", "--jobs", "1"), ("doctor",)):
        assert judge(workplace.ran(argv)) == ""
    assert workplace.outside() == before


def test_the_clean_session_that_they_are_made_from_is_read_by_every_command(
    making: ModuleType, clean: Any, put: Any, workplace: Any, running: ModuleType, judge: Any
) -> None:
    for argv in running.RUNS["session"]:
        ran = workplace.ran(argv, session=put(making.chained(clean), argv[0]), base=workplace.base)
        assert judge(ran, 0, 1, 2, 4) == ""
        if argv[0] in ("show", "record", "replay", "import", "comment", "sign", "redact", "answers", "why"):
            assert ran.code == 0, ran.err
