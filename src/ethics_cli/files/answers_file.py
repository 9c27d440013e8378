"""An answers file: the same YAML form as a sample walk. Read with places; written so that it reads back the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ethics_cli.files.yaml_quote import comment, quoted, scalar
from ethics_cli.problems import Place

Plain = Mapping[str, Any]
READ_LIMIT = 1 << 20
KEY_LIMIT = 800
"""A longer key is written in YAML's explicit form: a simple one ends within 1,024 characters."""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file says: the plain document, and the places of its parts."""

    plain: Plain
    places: Mapping[tuple[str | int, ...], Place]


def read_answers(raw: bytes, file: str) -> AnswersFile:
    """Answers from YAML (or JSON, which is YAML) bytes. Raises EthicsError with every problem of form."""
    from ethics_cli.files.content_file import read_content

    _, plain, document = read_content(raw, file, "walk")
    return AnswersFile(plain, {**document.values, **document.keys})


def read_value(text: str) -> Any:
    """A value given on the command line: text, or a list or map written as YAML when it starts with a bracket."""
    if text.lstrip()[:1] not in ("[", "{"):
        return text
    from ethics_cli.files.yaml_text import read_yaml

    return read_yaml(text.encode("utf-8", "replace"), "--set").data


def write_answers(head: Plain, answers: Plain, comments: Mapping[str, str]) -> str:
    """An answers file as text. `comments` stand above the steps they belong to."""
    lines = [f"{key}: {_scalar(value)}" for key, value in head.items() if isinstance(value, str) and value]
    for key, value in head.items():
        if isinstance(value, (dict, list)) and value:
            lines += [f"{key}:", *_block(value, 1)]
    lines.append("answers:" if answers else "answers: {}")
    for ref, value in answers.items():
        if ref in comments:
            lines += [f"  # {line}" for line in comment(comments[ref])]
        lines += list(_entry(ref, value, 1))
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    name = _key(key)
    if len(name) > KEY_LIMIT:
        yield f"{pad}? {name}"
        name = ""
    if isinstance(value, (dict, list)) and value:
        yield f"{pad}{name}:"
        yield from _block(value, depth + 1)
    else:
        yield f"{pad}{name}: {_scalar(value)}"


def _block(value: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(str(key), inner, depth)
        return
    for inner in value:
        if isinstance(inner, dict) and inner:
            first, *rest = [line for key, one in inner.items() for line in _entry(str(key), one, depth + 1)]
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{pad}- {_scalar(inner)}"


def _key(key: str) -> str:
    plain = key.replace("-", "").replace(".", "")
    return key if key.isascii() and plain.isalnum() and not key.isdecimal() and key[0].isalpha() else quoted(key)


def _scalar(value: Any) -> str:
    return "[]" if value == [] else "{}" if value == {} else scalar(str(value))
