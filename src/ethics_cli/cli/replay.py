"""`ethics replay`: how a decision came about, step by step."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, HtmlOption, JsonOption, PlainOption, SessionArgument


def command(
    session: SessionArgument,
    everything: Annotated[
        bool, typer.Option("--all", help="Print it whole; without a terminal that is what happens anyhow.")
    ] = False,
    at: Annotated[
        int | None,
        typer.Option(
            "--at", min=0, help="Begin at this event; without a terminal, print it alone.", show_default=False
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if", help="What another answer would have opened, closed and raised: step=value (may be repeated)."
        ),
    ] = None,
    html: HtmlOption = "",
    hide: Annotated[
        bool, typer.Option("--hide", help="Answer each judgement before you see it; both side by side at the end.")
    ] = False,
    by: Annotated[
        str, typer.Option("--by", help="With --hide: your role. Default: supervisor.", show_default=False)
    ] = "",
    answers: Annotated[str, typer.Option("--answers", help="With --hide: take answers from this file.")] = "",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="With --hide: one answer, as step=value (may be repeated).")
    ] = None,
    save: Annotated[
        bool | None,
        typer.Option("--save/--no-save", help="With --hide: keep them as a second opinion.", show_default=False),
    ] = None,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Step through how a decision came about.

    What was asked as it was shown, what was answered, changed and left open, and what each of it opened, closed and raised.
    Pauses are told in coarse words only.
    """
    if hide:
        from ethics_cli.cli.hiding import Hidden
        from ethics_cli.cli.hiding import hide as answer_first

        answer_first(home, session, Hidden(by, answers, tuple(set_ or ()), save), plain=plain)
        return
    from ethics_cli.cli.replaying import Wanted, run

    run(home, session, Wanted(everything, at, tuple(what_if or ()), html), plain=plain, as_json=as_json)
