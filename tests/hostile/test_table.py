"""No command is forgotten: each is in the table of what it reads, and is run over everything of that kind."""

from __future__ import annotations

from types import ModuleType

from ethics_cli.cli.main import COMMANDS


def test_every_command_says_what_it_reads_that_somebody_else_may_have_made(running: ModuleType) -> None:
    assert set(running.READS) == set(COMMANDS), (
        "a new command has a line in READS and runs in RUNS (tests/hostile/running.py)"
    )


def test_every_command_is_run_over_every_kind_of_thing_that_it_reads(running: ModuleType) -> None:
    lacking = [
        (command, kind)
        for command, kinds in running.READS.items()
        for kind in kinds
        if not any(command in argv[:3] for argv in running.RUNS[kind])
    ]
    assert lacking == []


def test_nothing_is_run_over_what_its_command_is_not_said_to_read(running: ModuleType) -> None:
    undeclared = [
        (argv[0], kind)
        for kind, runs in running.RUNS.items()
        for argv in runs
        if argv and argv[0] in COMMANDS and kind not in running.READS[argv[0]]
    ]
    assert undeclared == []
