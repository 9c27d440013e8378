"""Words in past sessions: what people wrote, never the questions. An index is made in memory for each look-up and thrown away.

A session is read quickly for its words; only where some are found is it folded, so that what is shown stands on its path today.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.app.past import read_past
from ethics_cli.core.framework import CHOOSING, Step
from ethics_cli.core.walk import Key, Walk
from ethics_cli.files.home import Home, id_of
from ethics_cli.files.index import Index, Term, terms_in
from ethics_cli.files.journal import read_bytes
from ethics_cli.problems import EthicsError, Exit, Problem, wrong
from ethics_cli.render.title import title

PER_SESSION = 3
_TOLD = (b'"kind":"answer.', b'"kind":"note.added"', b'"kind":"flag.handled"', b'"kind":"remark.made"')


class Piece(NamedTuple):
    """A text somebody wrote: in which file, at which place, as which part of the answer there, in which field of a list's items."""

    file: int
    key: Key
    part: str
    text: str
    field: str = ""


class Place(NamedTuple):
    """Where words were found: the step, what it is called, what it is about, and a piece of the text with the words marked."""

    step: str
    name: str
    part: str
    about: str
    snippet: str
    on_path: bool = True


class Found(NamedTuple):
    """A session that holds the words, and the places where."""

    session: str
    title: str
    status: str
    last: str
    drill: bool
    places: tuple[Place, ...]


class Search(NamedTuple):
    """What was looked for, what was found, what more there is, and what could not be read."""

    terms: tuple[Term, ...]
    found: tuple[Found, ...]
    more: int
    looked_at: int
    problems: tuple[tuple[str, Problem], ...]


def search(home: Home, query: str, *, any_word: bool = False, limit: int = 20, drills: bool = False) -> Search:
    """Look for words in the sessions of a home. Raises EthicsError when nothing was asked for."""
    terms = tuple(dict.fromkeys(terms_in(query)))
    if not terms:
        hint = 'for example: ethics search subpoena, or "told his team leader", or confiden*'
        raise wrong("search.empty", "there is no word to look for", hint, exit_code=Exit.USAGE)
    paths, pieces, problems = home.paths(), list[Piece](), list[tuple[str, Problem]]()
    last: dict[int, str] = {}
    for at, path in enumerate(paths):
        try:
            last[at], held = _read(at, path)
        except EthicsError as fault:
            problems.append((id_of(path), fault.problems[0]))
        else:
            pieces += held
    index = Index()
    index.add((number, piece.text) for number, piece in enumerate(pieces))
    order = _ordered(index, terms, pieces, last, any_word=any_word)
    found = []
    for at, numbers in order:
        one = _found(index, terms, paths[at], [(number, pieces[number]) for number in numbers], problems)
        if one is not None and (drills or not one.drill):
            found.append(one)
        if len(found) > limit:
            break
    return Search(terms, tuple(found[:limit]), max(0, len(found) - limit), len(last), tuple(problems))


def _ordered(
    index: Index, terms: tuple[Term, ...], pieces: list[Piece], last: Mapping[int, str], *, any_word: bool
) -> list[tuple[int, list[int]]]:
    """The files that hold the terms, each with its texts: those with most of them in one text first, then the newest."""
    hits: dict[int, dict[int, float]] = {}
    held: dict[int, set[int]] = {}
    for at, term in enumerate(terms):
        for hit in index.find(term):
            hits.setdefault(hit.number, {})[at] = hit.rank
            held.setdefault(pieces[hit.number].file, set()).add(at)
    wanted = 1 if any_word else len(terms)
    texts: dict[int, list[int]] = {}
    for number in sorted(hits, key=lambda one: (-len(hits[one]), sum(hits[one].values()), one)):
        if len(held[pieces[number].file]) >= wanted:
            texts.setdefault(pieces[number].file, []).append(number)
    newest = sorted(texts, key=lambda file: last.get(file, ""), reverse=True)
    return sorted(((file, texts[file]) for file in newest), key=lambda one: -len(hits[one[1][0]]))


def _found(
    index: Index,
    terms: tuple[Term, ...],
    path: Path,
    numbered: list[tuple[int, Piece]],
    problems: list[tuple[str, Problem]],
) -> Found | None:
    past = read_past(path)
    walk = past.walk
    if walk is None:
        known = {ident for ident, _ in problems}
        problems += [(past.id, past.problem)] if past.problem and past.id not in known else []
        return None
    places = [
        place for number, piece in numbered if (place := _place(walk, piece, index.marked(number, terms))) is not None
    ]
    if not places:
        return None
    on_path = sorted(places, key=lambda place: not place.on_path)
    last = walk.folded.last
    return Found(
        walk.id, title(walk), walk.status, last.at if last else "", past.is_drill, tuple(on_path[:PER_SESSION])
    )


def _place(walk: Walk, piece: Piece, snippet: str) -> Place | None:
    """A text as it is shown; None for the id of a choice, which nobody wrote, and for an answer that was replaced."""
    ref, ids = piece.key
    step = walk.step(ref)
    if step is None:
        return Place(
            ref,
            {"title": "Title", "flag": "What was done about it"}.get(piece.part, piece.part),
            piece.part,
            "",
            snippet,
        )
    if piece.part == "value" and _is_chosen(step, piece.field):
        return None
    labels = [item.label for roster in step.each for item in walk.items(roster) if item.id in ids]
    on_path = piece.key in walk.answers or piece.part in ("note", "remark")
    return Place(ref, step.name, piece.part, ", ".join(labels), snippet, on_path)


def _is_chosen(step: Step, field: str) -> bool:
    """Whether the value at a step, or in a field of its items, is the id of a choice and nobody's words."""
    types = [one.type for one in step.fields if one.id == field] or ([] if field else [step.type])
    return any(kind in CHOOSING for kind in types)


# the words of a session, read without folding it


def words_of(path: Path) -> str:
    """All that was written in a session, as one text. Raises EthicsError when it cannot be read or is not whole."""
    return "\n".join(piece.text for piece in _read(0, path)[1])


def _read(at: int, path: Path) -> tuple[str, list[Piece]]:
    """The last moment of a session and the texts in it. Raises EthicsError when it is not whole."""
    raw = read_bytes(path)
    lines = raw.split(b"\n")
    if not _is_whole(raw, lines):
        said = "this session is damaged; its words are not looked at"
        raise wrong("search.damaged", said, "`ethics verify` says where")
    latest: dict[tuple[Key, str], dict[str, str]] = {}
    loose: list[Piece] = []
    last = ""
    for line in (lines[0], *(line for line in lines if any(kind in line for kind in _TOLD))):
        event = _event(line)
        last = max(last, str(event.get("at", "")))
        for key, part, found in _texts(event):
            if part in ("note", "remark", "flag"):
                loose += [Piece(at, key, part, text) for text in found.values()]
            else:
                latest[key, part] = found
    told = [Piece(at, key, part, text, field) for (key, part), found in latest.items() for field, text in found.items()]
    return last, [piece for piece in (*told, *loose) if piece.text]


def _is_whole(raw: bytes, lines: list[bytes]) -> bool:
    """Whether the closing line vouches for all bytes before it."""
    trailer = _event(lines[-2]) if len(lines) > 2 else {}
    body = raw[: len(raw) - len(lines[-2]) - 1] if trailer else b""
    return bool(body) and trailer.get("sha256") == hashlib.sha256(body).hexdigest()


def _event(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _texts(event: Mapping[str, Any]) -> Iterator[tuple[Key, str, dict[str, str]]]:
    """What somebody wrote in an event, part by part, by field. An answer that says no more takes the place of one that did."""
    items = event.get("items")
    key = (str(event.get("step", "")), tuple(str(one) for one in items) if isinstance(items, list) else ())
    kind = event.get("kind")
    if kind == "session.opened":
        yield ("", ()), "title", {"": str(event.get("title", ""))}
    elif kind == "flag.handled":
        yield (str(event.get("flag", "")), ()), "flag", {"": str(event.get("how", ""))}
    elif kind in ("note.added", "remark.made"):
        yield key, "note" if kind == "note.added" else "remark", {"": str(event.get("text", ""))}
    elif kind in ("answer.given", "answer.amended"):
        yield key, "value", _words(event.get("value"))
        for part in ("because", "other"):
            yield key, part, {"": str(event.get(part, ""))}
        if event.get("note"):
            yield key, "note", {"": str(event["note"])}


def _words(value: Any) -> dict[str, str]:
    """The words of a value: text, or the labels and fields of a list's items, each field of all items together."""
    if isinstance(value, str):
        return {"": value}
    found: dict[str, str] = {}
    for item in value if isinstance(value, list) else ():
        for name, text in item.items() if isinstance(item, dict) else ():
            if name != "id" and isinstance(text, str):
                found[str(name)] = f"{found.get(str(name), '')}\n{text}".lstrip("\n")
    return found
