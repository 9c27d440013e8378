"""`ethics check`: is this content right in form and sense?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ethics_cli.cli.options import HomeOption
from ethics_cli.cli.places import clock, folders_for, home_at

if TYPE_CHECKING:
    from ethics_cli.app.checking import Checked
    from ethics_cli.app.proving import Proof


class Format(StrEnum):
    """How problems are printed."""

    TABLE = "table"
    JSON = "json"
    GITHUB = "github"


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, the library in use.", show_default=False)
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="table, json or github.")] = Format.TABLE,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as well.")] = False,
    prove: Annotated[
        bool, typer.Option("--prove", help="Show by walks that everything can be reached, and how long routes are.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Check content: form, references, reachability, sources.

    With --prove, each step, choice, flag and exit of each route is shown by a walk that reaches it. That takes some seconds.
    """
    from ethics_cli.app.checking import check_content, outcome

    checked = check_content(paths or [], folders_for(home_at(home)), clock())
    if prove:
        import gc

        from ethics_cli.app.proving import prove_content

        gc.disable()  # a proof makes many small values that live to its end, and none that go round in circles
        proof = prove_content(checked)
        _show(proof.checked, format_, proof)
        raise typer.Exit(int(outcome(proof.checked, strict=strict)))
    _show(checked, format_)
    raise typer.Exit(int(outcome(checked, strict=strict)))


def _show(checked: Checked, format_: Format, proof: Proof | None = None) -> None:
    """Print what was found, and what was proved."""
    from ethics_cli.app.checking import as_github, as_shown, summary
    from ethics_cli.cli.screen import product

    screen = product()
    if format_ is Format.JSON:
        screen.lines(_data(checked, proof).split("\n"))
    elif format_ is Format.GITHUB:
        screen.lines(as_github(problem) for problem in checked.problems)
    else:
        for problem in checked.problems:
            screen.problem(as_shown(problem), dict(checked.sources))
            screen.line()
        screen.line(summary(checked))
        if proof is not None:
            from ethics_cli.cli.proving import show_proof

            show_proof(proof)


def _data(checked: Checked, proof: Proof | None) -> str:
    import json

    from ethics_cli.app.checking import as_data

    if proof is None:
        return json.dumps(as_data(checked), indent=2)
    from ethics_cli.app.proving import proof_data

    return json.dumps({**proof_data(proof), "problems": as_data(checked)["problems"]}, indent=2)
