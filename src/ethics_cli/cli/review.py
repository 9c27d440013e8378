"""`ethics review`: many sessions held against a policy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption

FORMATS = "table, json, jsonl, csv, junit, sarif, md or html."


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Sessions: files, folders, patterns, addresses; - takes a list from stdin. Without any, this home's.",
            show_default=False,
        ),
    ] = None,
    policy: Annotated[str, typer.Option("--policy", help="A policy of the library, or a file.")] = "default",
    form: Annotated[str, typer.Option("--format", help=FORMATS)] = "table",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Leave with 1 from this level on: note, warn, error, never.")
    ] = "error",
    since: Annotated[str, typer.Option("--since", help="Only sessions changed on this day or later: 2026-10-01.")] = "",
    where: Annotated[
        Path | None,
        typer.Option("--where", help="Only sessions for which the condition in this file holds.", show_default=False),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", help="Only what an earlier review (json or jsonl) did not find.", show_default=False
        ),
    ] = None,
    group_by: Annotated[
        str, typer.Option("--group-by", help="Counts by rule, kind, protocol, route, depth, model or month.")
    ] = "",
    drills: Annotated[bool, typer.Option("--drills", help="Practice sessions too.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", help="So many processes; 0 takes what this machine has.")] = 0,
    cluster: Annotated[str, typer.Option("--cluster", help="Review on a Dask cluster: its address, or local.")] = "",
    resume: Annotated[
        Path | None,
        typer.Option("--resume", help="Keep what is done in this folder, and go on from it.", show_default=False),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write it into this file.", show_default=False)] = None,
    home: HomeOption = None,
) -> None:
    """Many sessions against a review policy.

    Each session is looked at as it stands, and what a reviewer should notice is told with its place. A finding is about a
    session, never about the person who wrote it.
    """
    from ethics_cli.cli.reviewing import Options, run

    run(
        home,
        paths or [],
        Options(policy, form, fail_on, since, where, baseline, group_by, drills, jobs, cluster, resume, to),
    )
