"""Sessions that hold and attack: any events under a right chain, words put where people and strangers write. Not a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ethics_cli.core.chain import FORMAT, NOTHING, VERSION, line_digest, trailer_line
from ethics_cli.core.digest import canonical, digest_of, parse_canonical

Plain = dict[str, Any]
Way = tuple[str | int, ...]
AT = "2026-11-21T14:30:00Z"
SALT = "00112233445566778899aabbccddeeff"
ENVELOPE = ("at", "prev", "salt", "seq", "format", "v")
SAID = (
    "title",
    "profession",
    "value",
    "because",
    "note",
    "other",
    "reason",
    "text",
    "how",
    "by",
    "of",
    "needs",
    "asked",
)
"""Keys of an event under which there may be what somebody typed."""
SHOWN = (
    "title asks about challenge authors funding ask hint why because reads unit item label say cite words start "
    "emergency who reach within says trigger minimum compliant noncompliant protects trap section to limit how place body"
).split()
"""Keys of content that a session carries under which there are words to be shown."""
TYPED = ("text", "passage")


def plains(raw: bytes) -> list[Plain]:
    """The events of a session as plain data, with their moment and without their place in the chain."""
    lines = [parse_canonical(line) for line in raw[:-1].split(b"\n")[:-1]]
    return [{key: value for key, value in line.items() if key not in ENVELOPE or key == "at"} for line in lines]


def chained(events: Iterable[Mapping[str, Any]], **first: Any) -> bytes:
    """Any plain events as a session whose chain holds. `first` goes into the first line."""
    lines: list[bytes] = []
    for seq, event in enumerate(events):
        whole = {"at": AT, "salt": SALT, **event, "seq": seq, "prev": line_digest(lines[-1]) if lines else NOTHING}
        if seq == 0:
            whole |= {"format": FORMAT, "v": VERSION, **first}
        lines.append(canonical(whole))
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def digested(event: Plain) -> Plain:
    """An event that carries content, with the digest of what it carries now."""
    for key in ("framework", "reference"):
        if key in event and "digest" in event:
            return {**event, "digest": digest_of(canonical(event[key]))}
    return event


def texts(value: Any, path: Way = ()) -> Iterator[Way]:
    """Where each text in plain data stands."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            yield from texts(inner, (*path, at))


def with_text(value: Any, path: Way, text: Any) -> Any:
    """The same plain data with another text at one place."""
    if not path:
        return text
    if isinstance(value, Mapping):
        return {key: with_text(inner, path[1:], text) if key == path[0] else inner for key, inner in value.items()}
    return [with_text(inner, path[1:], text) if at == path[0] else inner for at, inner in enumerate(value)]


def spoken(events: list[Plain], word: Callable[[str], str]) -> list[Plain]:
    """A session with other words wherever a person typed, or content has words to show. Ids and choices stay what they are."""
    types = {
        f"{event['framework']['framework']}.{step['id']}": step["type"]
        for event in events
        if event["kind"] == "framework.joined"
        for step in event["framework"].get("steps", ())
    }
    return [digested(_spoken(event, types, word)) for event in events]


def _spoken(event: Plain, types: Mapping[str, str], word: Callable[[str], str]) -> Plain:
    for path in list(texts(event)):
        if _is_said(event, path, types):
            event = with_text(event, path, word(_at(event, path)))
    return event


def _is_said(event: Plain, path: Way, types: Mapping[str, str]) -> bool:
    if event["kind"] in ("framework.joined", "reference.joined") or path[0] == "routes":
        return path[-1] in SHOWN or (len(path) > 1 and path[-2] in ("titles", "choices", "points") and path[-1] != "id")
    if path[0] not in SAID:
        return False
    if path[0] == "value":
        kind = types.get(event.get("step", ""), "text")
        return kind in TYPED if len(path) == 1 else kind == "roster" and path[-1] == "label"
    return True


def _at(value: Any, path: Way) -> Any:
    for part in path:
        value = value[part]
    return value
