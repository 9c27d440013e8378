"""Precedents on the screen or as JSON: how each was decided, what came of it, what is the same and what differs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from ethics_cli.app.similar import Precedent, Similar, similar
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, DIM, Screen, product, talk
from ethics_cli.core.dates import day_words
from ethics_cli.core.sentence import ended
from ethics_cli.core.walk import Walk
from ethics_cli.problems import Exit
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.sign_words import in_order, outcome_words, sign_words
from ethics_cli.render.title import title
from ethics_cli.render.visible import one_line

FEW = 5
NOTE = "Likeness is of pattern, and says nothing about what is right here. A case that is alike may have been decided badly."


def show_similar(home_path: Path | None, wanted: str, *, limit: int, drills: bool, as_json: bool) -> None:
    """Print the precedents of a session. Leaves with 1 when another session could not be read."""
    found = similar(home_at(home_path), wanted, limit=limit, drills=drills)
    if as_json:
        print(json.dumps(_plain(found), indent=2, ensure_ascii=True))
    else:
        _print(product(), found)
    for ident, problem in found.problems:
        talk().line(f"{ident}: {problem.message}")
    if found.problems:
        raise typer.Exit(int(Exit.FOUND))


def _print(screen: Screen, found: Similar) -> None:
    screen.lines(wrapped(title(found.walk), screen.width), BOLD)
    said = f"Other decided sessions looked at: {found.looked_at}. Signs that this one has: {len(found.pattern)}."
    screen.lines(wrapped(said, screen.width))
    if not found.precedents:
        screen.line("None of them has any of the same pattern.")
        return
    screen.lines(wrapped(NOTE, screen.width))
    for one in found.precedents:
        screen.line()
        _precedent(screen, found, one)


def _precedent(screen: Screen, found: Similar, one: Precedent) -> None:
    width = screen.width
    screen.lines(wrapped(one.title, width), BOLD)
    signs = f"{len(one.like.same)} of {len(found.pattern)} signs the same"
    screen.lines(wrapped(f"{one.session} · decided {day_words(one.closed)} · {signs}", width), DIM)
    decided = one_line(one.decided.what) or "nothing is written down"
    screen.lines(wrapped(f"Decided: {ended(decided)}", width, "  ", "    "))
    if one.decided.because:
        screen.lines(wrapped(f"Because: {ended(one_line(one.decided.because))}", width, "  ", "    "))
    screen.lines(wrapped(f"What came of it: {ended(outcome_words(one.traits))}", width, "  ", "    "))
    for label, walk, signs_there in (
        ("The same", found.walk, one.like.same),
        ("Here only", found.walk, one.like.only_here),
        ("There only", one.walk, one.like.only_there),
    ):
        screen.lines(_signs(label, walk, signs_there, width))


def _signs(label: str, walk: Walk, signs: Sequence[str], width: int) -> list[str]:
    if not signs:
        return [f"  {label}: nothing."]
    lines = [f"  {label}:"]
    for sign in in_order(signs)[:FEW]:
        lines += wrapped(f"- {one_line(sign_words(walk, sign))}", width, "    ", "      ")
    return [*lines, f"    and {len(signs) - FEW} more"] if len(signs) > FEW else lines


def _plain(found: Similar) -> dict[str, Any]:
    return {
        "format": "ethics-similar/1",
        "session": found.walk.id,
        "pattern": sorted(found.pattern),
        "looked_at": found.looked_at,
        "note": NOTE,
        "precedents": [_one(one) for one in found.precedents],
        "problems": [{"session": ident, "code": one.code, "message": one.message} for ident, one in found.problems],
    }


def _one(one: Precedent) -> dict[str, Any]:
    made = one.traits.forecast
    return {
        "session": one.session,
        "title": one.title,
        "decided_on": one.closed,
        "decided": one.decided.what,
        "because": one.decided.because,
        "share": f"{one.like.share:.2f}",
        "same": list(one.like.same),
        "only_here": list(one.like.only_here),
        "only_there": list(one.like.only_there),
        "after": {
            "looked_back": one.traits.looked_back,
            "done": one.traits.done or None,
            "harm": one.traits.harm or None,
            "repaired": one.traits.repaired or None,
            "forecast": (made.outcome or None) if made else None,
        },
    }
