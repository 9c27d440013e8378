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
    """A typed answer as part of a sentence: no full stop at its end; no capital at its start if its first word is a common one.

    Any other word keeps its capital: it may be a name.
    """
    kept = text.strip().rstrip(".").rstrip()
    first = kept.split(" ", 1)[0].rstrip(",;:")
    return kept[0].lower() + kept[1:] if (first.lower() in _COMMON and first[1:].islower()) or first == "A" else kept


_COMMON = frozenset(
    "a all an and any as at because before being both but by do doing each every everybody everyone for from getting giving going he her "
    "his how i'm if in it its keep keeping leave letting make making my neither no nobody none not nothing on only or other our she so "
    "some somebody someone staying taking telling that the their them there these they this those to until us we what when where whether "
    "which while who whose why with without yes you your".split()
)
