"""What a search found, on the screen or as JSON. A word that was found stands between square brackets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from ethics_cli.app.searching import Found, Place, Search, search
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, DIM, Screen, product, talk
from ethics_cli.core.dates import day_words
from ethics_cli.files.index import CLOSE, OPEN
from ethics_cli.problems import Exit
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.visible import one_line


def show_search(
    home_path: Path | None, words: Sequence[str], *, any_word: bool, limit: int, drills: bool, as_json: bool
) -> None:
    """Print what was found. Leaves with 1 when a session could not be read."""
    query = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    found = search(home_at(home_path), query, any_word=any_word, limit=limit, drills=drills)
    if as_json:
        print(json.dumps(_plain(found), indent=2, ensure_ascii=True))
    else:
        _print(product(), found)
    for ident, problem in found.problems:
        talk().line(f"{ident}: {problem.message}")
    if found.problems:
        raise typer.Exit(int(Exit.FOUND))


def _print(screen: Screen, found: Search) -> None:
    if not found.found:
        looked = f"{found.looked_at} session{'s' * (found.looked_at != 1)}"
        hint = " With --any, one of the words is enough." if len(found.terms) > 1 else ""
        screen.lines(wrapped(f"Nothing found in {looked}.{hint}", screen.width))
        return
    for at, one in enumerate(found.found):
        if at:
            screen.line()
        screen.lines(wrapped(one.title, screen.width), BOLD)
        screen.line(f"{one.session} · {one.status} · {day_words(one.last[:10])}", DIM)
        for place in one.places:
            screen.lines(wrapped(_said(place), screen.width, "  ", "    "))
    if found.more:
        screen.line()
        screen.line("There are more: --limit shows them.", DIM)


def _said(place: Place) -> str:
    about = f" ({place.about})" if place.about else ""
    left = " [on a branch that was left]" if not place.on_path else ""
    shown = one_line(place.snippet.replace(OPEN, "[").replace(CLOSE, "]"))
    return f"{place.name}{about}{left}: {shown}"


def _plain(found: Search) -> dict[str, Any]:
    return {
        "format": "ethics-search/1",
        "terms": [{"words": list(term.words), "begins": term.begins} for term in found.terms],
        "looked_at": found.looked_at,
        "more": found.more > 0,
        "sessions": [_session(one) for one in found.found],
        "problems": [{"session": ident, "code": one.code, "message": one.message} for ident, one in found.problems],
    }


def _session(one: Found) -> dict[str, Any]:
    return {
        "session": one.session,
        "title": one.title,
        "status": one.status,
        "last": one.last,
        "drill": one.drill,
        "places": [_place(place) for place in one.places],
    }


def _place(place: Place) -> dict[str, Any]:
    """A place with its text and where in it the words stand, as pairs of positions."""
    text, marks = "", []
    for part in place.snippet.split(OPEN):
        inside, closed, rest = part.partition(CLOSE)
        if closed:
            marks.append([len(text), len(text) + len(inside)])
        text += inside + rest
    plain = place._asdict()
    del plain["snippet"]
    return {**plain, "text": text, "marks": marks}
