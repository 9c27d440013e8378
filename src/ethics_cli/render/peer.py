"""A record for peers: the same document with everything coarser, nothing that links it to its session, and what is left to judge.

One function changes a document, another the JSON form; both are the same walk over every word. What a pattern does not see stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ethics_cli.core.free_text import free_texts
from ethics_cli.core.generalise import Veil, field_of, generalised
from ethics_cli.core.walk import Walk
from ethics_cli.render.document import (
    Block,
    Bullets,
    Document,
    Fold,
    Heading,
    Inline,
    Para,
    Quote,
    Rule,
    Table,
    Words,
    para,
    words,
)
from ethics_cli.render.json_form import TEXTS
from ethics_cli.render.record_data import SCHEMA as RECORD

FORMAT = "ethics-peer/1"
LEFT = "What is left"
GONE = ("session", "written", "journal", "places", "bodies", "model", "models")
"""Keys of the JSON form that say which session this is, or where its author works and belongs."""
_LINKS = re.compile(r"SHA256:[A-Za-z0-9+/=]{20,}|\b[0-9a-f]{8}…[0-9a-f]{4}\b|\b[0-9a-f]{16,64}\b|sha256:\S+")
_KEYS_KEPT = (
    "step",
    "type",
    "id",
    "lens",
    "option",
    "items",
    "route",
    "leaning",
    "ours",
    "theirs",
    "level",
    "status",
    "letter",
    "kind",
)
"""Keys whose values are names of the content, not words of the case."""

INTRO = (
    "Made coarser by patterns, which see forms and no meaning. Before you hand it on, look for what only you can judge:"
)
_AGE = re.compile(
    r"\b\d{1,3}[- ](?:year|month)s?[- ]old|\baged? \d{1,3}\b|\bin (?:her|his|their) (?:\w+ties|teens)\b", re.IGNORECASE
)
_TIME = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b\d{1,2} ?(?:am|pm|o['’]clock)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|April|June|July|September|October|November|December)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMBER = re.compile(r"\b\d+\b")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")
_QUOTED = re.compile(r"“[^”]{3,}”|\"[^\"]{3,}\"")

Text = Callable[[str], str]


def peer(document: Document, veil: Veil, walk: Walk) -> Document:
    """A record as peers get it: coarser, without what links it to its session, and with a part that says what is left in it."""
    coarse = _coarser(veil)
    blocks = tuple(_blocks(document.blocks, coarse))
    left = (Heading(2, LEFT), para(INTRO), Bullets(tuple(words(one) for one in what_is_left(walk, coarse))))
    return Document(_front(document.front), (*_before_annex(blocks, left),))


def peer_data(data: Mapping[str, Any], veil: Veil, walk: Walk) -> dict[str, Any]:
    """The JSON form as peers get it."""
    coarse = _coarser(veil)
    kept = {key: _plain(key, value, coarse) for key, value in data.items() if key not in GONE}
    kept |= {"format": FORMAT, "profession": field_of(str(data.get("profession", "")))}
    if walk.route.model:
        kept["route"] = "model"
    for key in ("opinions", "sign_offs"):
        kept[key] = [one | {"head": ""} | ({"signature": None} if "signature" in one else {}) for one in kept[key]]
    return {**kept, "left": what_is_left(walk, coarse)}


def what_is_left(walk: Walk, coarse: Text) -> list[str]:
    """What a person has to judge in the words that were typed, each with how often it stands there; and what always is left."""
    whole = "\n".join(coarse(text) for text in _typed(walk))
    counts = (
        ("Words with a capital within a sentence, as names of people, places and bodies have", _CAPITAL),
        ("Ages", _AGE),
        ("Years", _YEAR),
        ("Names of months and days of the week", _WEEKDAY),
        ("Times of day", _TIME),
        ("Other numbers: of people, of pages, of a policy", _NUMBER),
        ("Words in quotation marks, which somebody may know as theirs", _QUOTED),
    )
    found = [f"{said}: {_times(len(form.findall(whole)))}." for said, form in counts if form.search(whole)]
    return [*found, *_always(walk)]


def _typed(walk: Walk) -> Iterator[str]:
    """The words of the case that are in its record."""
    if walk.folded.opened:
        yield walk.folded.opened.title
    for key, answer in walk.answers.items():
        yield from (text for _, text in free_texts(answer.given, walk.folded.frameworks))
        yield from walk.folded.notes.get(key, ())


def _always(walk: Walk) -> Iterator[str]:
    people, options = _size(walk, "parties"), _size(walk, "options")
    yield f"The shape of the case: {options} options, {people} people or groups, {len(walk.answers)} answers, in the order they were asked."
    yield "Roles, work, illnesses, places and events in words: no pattern sees these."
    yield "The way somebody writes."
    yield "Whoever knows the case will recognise it. So will whoever has the record itself."


def _size(walk: Walk, role: str) -> int:
    place = walk.by_role(role)
    return len(walk.items(place.step.ref)) if place else 0


def _times(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


def _coarser(veil: Veil) -> Text:
    return lambda text: _LINKS.sub("[removed]", generalised(text, veil))


def _front(front: Mapping[str, Any]) -> dict[str, Any]:
    """What stands above: which kind of paper this is, and what of the walk says nothing about whose it is."""
    kept = {"format": FORMAT, "status": front["status"]} if "status" in front else {"format": FORMAT}
    if profession := field_of(str(front.get("profession", ""))):
        kept["field"] = profession
    return kept | {key: front[key] for key in ("drill", "flags") if key in front}


def _before_annex(blocks: tuple[Block, ...], left: tuple[Block, ...]) -> Iterator[Block]:
    """The part about what is left stands before the annex, where it is read."""
    at = next((at for at, block in enumerate(blocks) if isinstance(block, Fold)), len(blocks))
    yield from (*blocks[:at], *left, *blocks[at:])


def _blocks(blocks: Iterable[Block], coarse: Text) -> Iterator[Block]:
    for block in blocks:
        yield _block(block, coarse)


def _block(block: Block, coarse: Text) -> Block:
    if isinstance(block, Heading):
        return replace(block, text=coarse(block.text))
    if isinstance(block, Para):
        return Para(_inline(block.inline, coarse))
    if isinstance(block, Quote):
        return Quote(tuple(Para(_inline(one.inline, coarse)) for one in block.paras))
    if isinstance(block, Bullets):
        return Bullets(tuple(_inline(item, coarse) for item in block.items))
    if isinstance(block, Table):
        head = tuple(coarse(cell) for cell in block.head)
        return Table(head, tuple(tuple(_inline(cell, coarse) for cell in row) for row in block.rows), block.centred)
    if isinstance(block, Rule):
        return block
    return Fold(coarse(block.summary), tuple(_blocks(block.blocks, coarse)))


def _inline(inline: Inline, coarse: Text) -> Inline:
    return tuple(Words(coarse(one.text), one.style) for one in inline)


def _plain(key: str, value: Any, coarse: Text) -> Any:
    """A value of the JSON form; ids of the content stay, every other text is made coarser."""
    if isinstance(value, str):
        return value if key in _KEYS_KEPT else coarse(value)
    if isinstance(value, Mapping):
        return {name: _plain(name, one, coarse) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(key, one, coarse) for one in value]
    return value


def _schema() -> dict[str, Any]:
    """The schema of a record, without what is left out of it, and with what is left in it."""
    properties = {key: value for key, value in RECORD["properties"].items() if key not in GONE}
    properties |= {"format": {"const": FORMAT}, "left": TEXTS}
    return {
        **RECORD,
        "title": f"A decision record for peers, format {FORMAT}",
        "properties": properties,
        "required": sorted(properties),
    }


SCHEMA = _schema()
