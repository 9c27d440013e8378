"""Which part of `ethics practice` does what is asked for. Each is imported when it is chosen."""

from __future__ import annotations

from ethics_cli.cli.practice_asked import PracticeAsked
from ethics_cli.problems import Exit, wrong


def act(asked: PracticeAsked) -> None:
    """Do the one thing that is asked for."""
    _refuse_two(asked)
    if asked.from_:
        from ethics_cli.cli.practice_listing import write_skeleton

        write_skeleton(asked)
    elif asked.progress:
        from ethics_cli.cli.practice_listing import show_progress

        show_progress(asked)
    elif asked.lines:
        from ethics_cli.cli.practice_listing import show_lines

        show_lines(asked)
    elif asked.scenario or asked.random:
        from ethics_cli.cli.practising import play

        play(asked)
    else:
        from ethics_cli.cli.practice_listing import show_list

        show_list(asked)


def _refuse_two(asked: PracticeAsked) -> None:
    """Raise EthicsError when a call asks for things that do not go together."""
    named = {
        "a scenario": asked.scenario,
        "--random": asked.random,
        "--progress": asked.progress,
        "--from": asked.from_,
    }
    given = [name for name, value in named.items() if value]
    if len(given) > 1:
        message = f"{given[0]} and {given[1]} do not go together"
        raise wrong("practice.how", message, "`ethics practice --help` shows each", exit_code=Exit.USAGE)
    if asked.lines and not asked.scenario:
        hint = "for example `ethics practice saturday-noon --lines`; `ethics practice` lists them"
        raise wrong("practice.how", "--lines needs a scenario", hint, exit_code=Exit.USAGE)
