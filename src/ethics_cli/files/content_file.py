"""A YAML file of content, checked for form: text in, plain data with places out, or every problem with its place."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from ethics_cli.files.schema import DOCUMENTS
from ethics_cli.files.schema_parts import Doc
from ethics_cli.files.yaml_text import Document, is_hidden, read_yaml, texts_in
from ethics_cli.problems import EthicsError, Place, Problem, named

_SAID = {
    "missing": "a key is missing: `{name}`",
    "device": "this is the name of a device on some systems: no file can bear it",
    "string_type": "this should be text",
    "bool_type": "this should be yes or no",
    "int_type": "this should be a whole number",
    "list_type": "this should be a list",
    "dict_type": "this should be a map of keys and values",
    "model_type": "this should be a map of keys and values",
    "too_short": "this may not be empty",
    "string_too_short": "this may not be empty",
    "string_too_long": "this is too long",
}


def kind_of(document: Document) -> str:
    """Which kind of content a document is, by its first telling key."""
    data = document.data if isinstance(document.data, dict) else {}
    if "scenario" in data:
        return "scenario"
    if "answers" in data or ("walk" in data and not isinstance(data["walk"], list)):
        return "walk"
    return next((kind for kind in DOCUMENTS if kind in data), "")


def read_content(raw: bytes, file: str, kind: str = "") -> tuple[str, dict[str, Any], Document]:
    """The kind, plain data and places of a content file. Raises EthicsError with every problem of form found."""
    document = read_yaml(raw, file)
    kind = kind or kind_of(document)
    if kind not in DOCUMENTS or not isinstance(document.data, dict):
        hint = "a file of content starts with one of: " + ", ".join(DOCUMENTS)
        raise EthicsError(Problem("content.kind", "this is not a kind of content", document.place(()), hint))
    if kind != "walk":
        _refuse_hidden(document)
    try:
        read = DOCUMENTS[kind].model_validate(document.data)
    except ValidationError as fault:
        problems = [
            _problem(one, document, DOCUMENTS[kind])
            for one in fault.errors(include_url=False, include_input=False, include_context=True)
        ]
        raise EthicsError(*sorted(problems, key=lambda one: (one.place or Place(file), one.message))) from None
    return kind, plain(read), document


def _refuse_hidden(document: Document) -> None:
    """Content may not bring in by an escape what may not stand in it: control, invisible, bidirectional characters."""
    for path, text in texts_in(document.data):
        if not text.isprintable() and any(char != "\n" and is_hidden(char) for char in text):
            hint = "take the escape out"
            raise EthicsError(
                Problem(
                    "yaml.invisible",
                    "an escape here stands for an invisible or control character",
                    document.place(path),
                    hint,
                )
            )


def plain(read: Doc) -> dict[str, Any]:
    """A checked document as plain data; what says nothing is left out, so that sessions stay small.

    Choices and points become lists: their order means something, and a map in a session file has none.
    """
    whole = read.model_dump(by_alias=True)
    dumped: dict[str, Any] = _slim(whole)
    for key in ("answers", "expect"):  # what somebody answered is kept as it is: an empty list is an answer
        if whole.get(key) is not None:
            dumped[key] = whole[key]
    for step in dumped.get("steps", ()):
        if isinstance(step, dict):
            _list_choices(step)
            for field in step.get("fields", ()):
                _list_choices(field)
    return dumped


def _list_choices(part: dict[str, Any]) -> None:
    for key in ("choices", "points"):
        if key in part:
            part[key] = [
                {"id": ident, **(one if isinstance(one, dict) else {"label": one})} for ident, one in part[key].items()
            ]


def _slim(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _slim(inner) for key, inner in value.items()}
        return {
            key: inner
            for key, inner in kept.items()
            if not (inner is None or inner == "" or inner is False or inner == [])
        }
    if isinstance(value, list):
        return [_slim(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


def _problem(fault: Any, document: Document, model: type[Doc]) -> Problem:
    path = _known_path(fault["loc"], document)
    name = str(fault["loc"][-1])
    kind = fault["type"]
    place = document.place(path)
    if kind == "extra_forbidden":
        found = get_close_matches(name, _keys_at(model, fault["loc"]), 1)
        hint = f"did you mean `{found[0]}`?" if found else "known here: " + ", ".join(_keys_at(model, fault["loc"]))
        return Problem(
            "content.unknown-key", f"{named(name)} is not a key that is known here", document.place((*path, name)), hint
        )
    if kind == "literal_error":
        expected = str(fault.get("ctx", {}).get("expected", ""))
        return Problem(
            "content.not-offered",
            f"`{name}` must be one of {expected}".replace("'', ", ""),
            place,
            _near_literal(path, expected, document),
        )
    if kind == "string_pattern_mismatch":
        return Problem(
            "content.pattern",
            f"`{name}` is not in the form it needs",
            place,
            _pattern_hint(str(fault.get("ctx", {}).get("pattern", ""))),
        )
    said = _SAID.get(kind, "this does not fit here").format(name=name)
    return Problem("content.missing-key" if kind == "missing" else "content.form", said, place)


def _known_path(loc: tuple[Any, ...], document: Document) -> tuple[str | int, ...]:
    """The part of a validator's path that exists in the document: the tags it puts in for unions are skipped."""
    path: tuple[str | int, ...] = ()
    for part in loc:
        if (*path, part) in document.values or (*path, part) in document.keys:
            path = (*path, part)
    return path


def _keys_at(model: type[Doc], loc: tuple[Any, ...]) -> list[str]:
    """The keys known in the part of the schema that a path leads to."""
    schema = model.model_json_schema()
    node: Any = schema
    for part in loc[:-1]:
        node = _descend(schema, node, part)
    return sorted(_resolved(schema, node).get("properties", {}))


def _descend(schema: Any, node: Any, part: Any) -> Any:
    node = _resolved(schema, node)
    if isinstance(part, int):
        return node.get("items", {})
    if part in node.get("properties", {}):
        return node["properties"][part]
    others = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
    return next((one for one in others if isinstance(one, dict)), node)


def _resolved(schema: Any, node: Any) -> Any:
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node or "oneOf" in node:
            maps = [
                one
                for one in node.get("anyOf", node.get("oneOf"))
                if one.get("type") != "null" and one.get("type") != "string"
            ]
            node = maps[0] if maps else {}
        else:
            return node


def _near_literal(path: tuple[str | int, ...], expected: str, document: Document) -> str:
    value: Any = document.data
    for part in path:
        value = value[part]
    found = get_close_matches(str(value), [one.strip(" '") for one in expected.replace(" or ", ",").split(",")], 1)
    return f"did you mean `{found[0]}`?" if found and found[0] else ""


def _pattern_hint(pattern: str) -> str:
    if "." in pattern.replace("\\.", "") and "d{4}" in pattern:
        return "write a day as 2027-11-21"
    if "d+" in pattern:
        return "write an edition as 1.0.0"
    if "d{4}" in pattern:
        return "write a day as 2027-11-21"
    return "lower-case words of letters and digits, joined by hyphens"
