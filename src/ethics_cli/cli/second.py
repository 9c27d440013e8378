"""`ethics second`: a second opinion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import (
    AnswersOption,
    HomeOption,
    IdentifiersOption,
    JsonOption,
    PlainOption,
    SessionArgument,
    SetOption,
)

ByOption = Annotated[
    str, typer.Option("--by", help="Who gives the opinion: a role, no name. Default: peer.", show_default=False)
]
ExportOption = Annotated[
    Path | None,
    typer.Option(
        "--export", help="Write a copy without the conclusion here, for a peer elsewhere.", show_default=False
    ),
]
OfOption = Annotated[
    str, typer.Option("--of", help="With --export: who is asked, as a role. Default: peer.", show_default=False)
]
HideOption = Annotated[
    list[str] | None,
    typer.Option("--hide", help="Hide the answers to this step too, or to all of a framework (may be repeated)."),
]
ImportOption = Annotated[
    Path | None, typer.Option("--import", help="Take in the opinion from a copy that came back.", show_default=False)
]
ShowOption = Annotated[bool, typer.Option("--show", help="Only show the opinions there are, side by side.")]
NeedsOption = Annotated[
    str | None, typer.Option("--needs", help="What you would need to see it the other way.", show_default=False)
]
DissentOption = Annotated[
    bool | None,
    typer.Option("--dissent/--no-dissent", help="Whether the record names where you part.", show_default=False),
]


def command(
    session: SessionArgument,
    by: ByOption = "",
    export: ExportOption = None,
    of: OfOption = "",
    hide: HideOption = None,
    bring: ImportOption = None,
    show: ShowOption = False,
    needs: NeedsOption = None,
    dissent: DissentOption = None,
    answers: AnswersOption = "",
    set_: SetOption = None,
    identifiers: IdentifiersOption = "",
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """A peer's blind second opinion, set beside the first.

    The peer sees the case and the options, and no conclusion; appraises and chooses; then sees both side by side.
    """
    from ethics_cli.cli.keeping_out import names_from
    from ethics_cli.cli.seconding import Said, ask, send, show_all, take_in
    from ethics_cli.problems import Exit, wrong

    if sum((export is not None, bring is not None, show)) > 1:
        raise wrong("second.one", "give one of --export, --import and --show", exit_code=Exit.USAGE)
    if export is not None:
        send(home, session, export, of, hide or [])
    elif bring is not None:
        take_in(home, session, bring, as_json=as_json)
    elif show:
        show_all(home, session, as_json=as_json)
    else:
        said = Said(by, needs, dissent, names_from(identifiers, plain=plain, taken=answers == "-"))
        ask(home, session, said, hide or [], answers, set_ or [], plain=plain, as_json=as_json)
