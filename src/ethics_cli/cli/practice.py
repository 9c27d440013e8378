"""`ethics practice`: an invented case to practise on, told in stages."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import AnswersOption, HomeOption, JsonOption, PlainOption, RecordOption, SetOption


def command(
    scenario: Annotated[
        str, typer.Argument(help="A scenario, or a paused drill to go on with. Without it: what there is.")
    ] = "",
    random: Annotated[bool, typer.Option("--random", help="Any scenario, of those practised least.")] = False,
    protocol: Annotated[str, typer.Option("--for", help="Only scenarios of this protocol: reporting-duty, …")] = "",
    profession: Annotated[str, typer.Option("--profession", help="Only scenarios for this profession.")] = "",
    minutes: Annotated[
        int, typer.Option("--minutes", min=0, max=240, help="A clock between the questions. It cuts nothing off.")
    ] = 0,
    lines: Annotated[
        bool, typer.Option("--lines", help="A sheet for whoever plays the other part: lines and answers.")
    ] = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="What you have practised and what not. For you alone.")
    ] = False,
    from_: Annotated[
        str, typer.Option("--from", help="A skeleton of a scenario from a session: its structure, none of its words.")
    ] = "",
    answers: AnswersOption = "",
    set_: SetOption = None,
    record: RecordOption = None,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Practise on an invented case, told in stages.

    Everything it writes says DRILL. What there is to say about an answer comes after it; at the end, what was noticed and missed,
    and one thing to try next time. There are no marks.
    """
    from ethics_cli.cli.practice_acts import act
    from ethics_cli.cli.practice_asked import PracticeAsked
    from ethics_cli.cli.sitting import Sitting

    sitting = Sitting(home, plain=plain, as_json=as_json, record=record)
    act(
        PracticeAsked(
            sitting, scenario, random, protocol, profession, minutes, lines, progress, from_, answers, tuple(set_ or ())
        )
    )
