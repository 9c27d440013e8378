"""What can still be used of a content file with faults of form, so that its sense can be checked in the same run.

Faulty parts are taken out, and what must be there is put in again as a blank; list positions stay as they are, so that
places still fit. A blank step type becomes empty, which stands for "not known". Only `ethics check` uses this: content
with faults of form is never walked.
"""

from __future__ import annotations

import copy
from typing import Any

from pydantic import ValidationError

from ethics_cli.files.content_file import plain
from ethics_cli.files.schema import DOCUMENTS
from ethics_cli.files.yaml_text import Document

Path = tuple[str | int, ...]
ROUNDS = 12
_TELLING = ("type", "choices", "points", "from", "each", "fields")
_BLANKS: dict[str, Any] = {
    "edition": "0.0.0",
    "review_by": "9999-12-31",
    "checked_on": "0001-01-01",
    "verified": "no",
    "kind": "protocol",
    "level": "note",
}
_BLANKS |= {
    "type": "text",
    "depth": "standard",
    "minutes": "0",
    "sources": {},
    "steps": [],
    "walk": [],
    "parts": [],
    "groups": [],
    "rules": [],
    "when": {},
    "rows": {},
}


def salvaged(document: Document, kind: str) -> dict[str, Any] | None:
    """The usable rest of a document as plain data; None when too little is left."""
    data = copy.deepcopy(document.data)
    if not isinstance(data, dict):
        return None
    blanks: set[Path] = set()
    for _ in range(ROUNDS):
        try:
            rest = plain(DOCUMENTS[kind].model_validate(data))
        except ValidationError as fault:
            for one in fault.errors(include_url=False, include_input=False):
                _mend(data, one, blanks)
            continue
        _forget(rest, blanks)
        return rest
    return None


def _mend(data: Any, fault: Any, blanks: set[Path]) -> None:
    """Take out what a fault of form is about, or put a blank in where something is missing."""
    path = _path_in(data, fault["loc"])
    if fault["type"] == "missing":
        node = _at(data, path)
        name = str(fault["loc"][-1])
        if isinstance(node, dict):
            node[name] = copy.deepcopy(_BLANKS[name]) if name in _BLANKS else "blank"
            node[name] = f"blank-{path[-1]}" if name == "id" and path else node[name]
            blanks.add((*path, name))
        return
    if fault["type"] == "extra_forbidden":
        path = (*path, str(fault["loc"][-1])) if path[-1:] != (fault["loc"][-1],) else path
    if fault["type"] == "too_short" and path:
        _set(data, path, [_stub(path)])
        return
    blanks.add(path)
    _take_out(data, path)


def _take_out(data: Any, path: Path) -> None:
    """Remove a key; an item of a list of parts becomes a blank part, and a faulty name takes the list of names with it."""
    if not path:
        return
    if isinstance(path[-1], int):
        if path[-2:-1] and path[-2] in ("steps", "flags", "fields", "walk", "parts", "groups"):
            _set(data, path, _stub(path))
            return
        path = path[:-1]
    if len(path) == 2 and path[0] == "sources" and _at(data, path) != {}:
        _set(data, path, {})
        return
    node = _at(data, path[:-1])
    if isinstance(node, dict):
        node.pop(path[-1], None)


def _stub(path: Path) -> Any:
    return "blank" if "walk" in path else {}


def _set(data: Any, path: Path, value: Any) -> None:
    node = _at(data, path[:-1])
    if isinstance(node, (dict, list)):
        node[path[-1]] = value  # type: ignore[index]


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _path_in(data: Any, loc: tuple[Any, ...]) -> Path:
    """The part of a validator's path that exists in the data: the tags it puts in for unions are skipped."""
    path: Path = ()
    node = data
    for part in loc:
        if (isinstance(node, dict) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        ):
            path, node = (*path, part), node[part]
    return path


def _forget(rest: dict[str, Any], blanks: set[Path]) -> None:
    """Make unknown what the blanks stand for, so that no fault of form comes back as a fault of sense."""
    for path in blanks:
        if path[:1] == ("steps",) and len(path) > 2 and path[2] in _TELLING:
            rest["steps"][path[1]]["type"] = ""
        if path[:1] == ("steps",) and len(path) > 2 and path[2] == "source":
            rest["steps"][path[1]]["source"] = list(rest.get("sources", {}))[:1]
    if ("sources",) in blanks:
        named = (name for step in rest.get("steps", ()) for name in _listed(step.get("source", ())))
        rest["sources"] = {name: {"cite": "blank", "checked_on": "0001-01-01"} for name in (*named, "blank")}


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
