"""Named slots in a framework's wording: `{framing.wants}`, `{item}`, `{fact.outweighed}`. Nothing more than that.

A slot is replaced once; what fills it is never read for slots again, so that nobody's answer can act as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_SLOT = re.compile(r"\{([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)\}")


def slots_in(text: str) -> Iterator[str]:
    """The names of the slots in a text, in order."""
    return (found.group(1) for found in _SLOT.finditer(text))


def fill(text: str, filled: Callable[[str], str]) -> str:
    """The text with each slot replaced by what `filled` gives for its name."""
    return _SLOT.sub(lambda found: filled(found.group(1)), text) if "{" in text else text


def fragment(text: str) -> str:
    """A typed answer as part of a sentence: no full stop at its end, no capital at its start unless it needs one."""
    kept = text.strip().rstrip(".").rstrip()
    first = kept.split(" ", 1)[0]
    word = first.rstrip(",;:")
    plain = len(word) > 1 and word[0].isupper() and word[1:].islower() and word.isalpha()
    return kept[0].lower() + kept[1:] if plain or first == "A" else kept
