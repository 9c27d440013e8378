"""Typed words as sentences: a full stop where one is missing, a capital where one belongs, a name in mid-sentence."""

from __future__ import annotations

_ENDS = ".!?…"
_CLOSING = "\"'”’»)]"


def is_ended(text: str) -> bool:
    """Whether a text already ends as a sentence does, closing quotation marks aside."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in tuple(_ENDS)


def ended(text: str) -> str:
    """A text with a full stop at its end, unless it is empty or has an end of its own."""
    kept = text.rstrip()
    return kept if not kept or is_ended(kept) else f"{kept}."


def begun(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


def within(name: str) -> str:
    """A short name as it stands in the middle of a sentence: no capital, unless it is `I` or all capitals."""
    first = name.split(" ", 1)[0]
    return name if first == "I" or (len(first) > 1 and first.isupper()) else name[:1].lower() + name[1:]
