"""What was found that may point to a person, in words: by kind and size, never by its text; and the schema of its JSON form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ethics_cli.core.declared import KIND
from ethics_cli.core.identifiers import KINDS, Identifier
from ethics_cli.render.json_form import MAYBE, TEXT, TEXTS, TRUTH, list_of, schema, thing

FORMAT = "ethics-identifiers/1"
SCHEMA = schema(
    "What in a session may point to a person",
    FORMAT,
    session=TEXT,
    found=list_of(
        kind=TEXT,
        said=TEXT,
        step=TEXT,
        items=TEXTS,
        part=TEXT,
        events={"type": "array", "items": {"type": "integer"}},
        current=TRUTH,
        kept=MAYBE,
    ),
    looked_for=TEXTS,
    names_given=TRUTH,
    recognition={
        "anyOf": [
            {"type": "null"},
            thing(could={"enum": ["yes", "no", "unsure"]}, because=TEXT, seen={"type": "integer"}),
        ]
    },
)
QUASI = (
    "an age, together with a role or a place",
    "a rare illness, event or family",
    "a small place, school, team or congregation",
    "an unusual job, hobby, origin or belief",
    "days and times that somebody else wrote down too",
    "words that the person is known for",
)
"""What tells who somebody is, and no pattern sees."""


def looks_like(found: Sequence[Identifier]) -> str:
    """One line on what was typed, such as `Looks like a telephone number, 11 digits: keep it out if you can.`"""
    if len(found) == 1:
        return f"Looks like {_with_article(found[0])}: keep it out if you can."
    said = [_with_article(one).replace(", ", " (") + (")" if one.kind != KIND else "") for one in found]
    return f"Looks like {', '.join(said[:-1])} and {said[-1]}: keep them out if you can."


def counted(kinds: Iterable[str]) -> str:
    """How many of each kind, the most first: `2 dates, 1 handle`."""
    return ", ".join(f"{number} {_plural(kind, number)}" for kind, number in Counter(kinds).most_common())


def gate_line(kinds: Sequence[str], session: str) -> str:
    """The one line of a record in which something was found that nobody gave a reason for."""
    return f"Look it over before you hand it on. {counted(kinds)} may point to a person: `ethics identifiers {session}`"


def none_found(*, names: bool, but: bool = False) -> str:
    """What can be said when nothing was found (`but`: besides what was kept): which kinds were looked for, and nothing more."""
    kinds = [*KINDS, *([KIND] if names else [])]
    return f"No{' other' if but else ''} identifier of these kinds was found: {', '.join(kinds)}."


def _with_article(one: Identifier) -> str:
    if one.kind == KIND:
        return "a name you want to keep out"
    return f"{'an' if one.kind[0] in 'aeiou' or one.kind[:2] in ('IB', 'IP', 'NH') else 'a'} {one.masked}"


def _plural(kind: str, number: int) -> str:
    if number == 1:
        return kind
    if kind.startswith("name "):
        return kind.replace("name", "names", 1)
    return f"{kind}es" if kind.endswith("s") else f"{kind}s"
