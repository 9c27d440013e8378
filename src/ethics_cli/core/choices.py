"""Finding what a person means among names: a choice by id, label, number or letter; the nearest of known names."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from ethics_cli.core.framework import Choice

AT_MOST = 12
"""As many names as a hint may list."""


def find_choice(value: Any, choices: Sequence[Choice]) -> Choice | None:
    """The choice that a person names by its id, its label, its number or its letter."""
    if not isinstance(value, (str, int)):
        return None
    text = str(value).strip()
    if not text:
        return None
    exact = [
        *(choice for choice in choices if choice.id == text),
        *(choice for choice in choices if choice.label == text),
    ]
    if exact:
        return exact[0]
    lowered = [
        choice
        for choice in choices
        if text.lower() in (choice.id, choice.label.lower(), choice.hint.lower() if len(choice.hint) < 3 else "")
    ]
    if lowered:
        return lowered[0]
    return choices[int(text) - 1] if text.isdecimal() and len(text) < 5 and 1 <= int(text) <= len(choices) else None


def near(name: str, names: Sequence[str]) -> str:
    """A hint that names the nearest of `names`, or all of them."""
    found = get_close_matches(name, names, 1)
    if found:
        return f"did you mean `{found[0]}`?"
    return "known are: " + ", ".join(names) if len(names) <= AT_MOST else ""


def offered(value: Any, choices: Sequence[Choice]) -> str:
    found = get_close_matches(str(value), [choice.id for choice in choices], 1)
    return f"did you mean `{found[0]}`?" if found else "the choices are: " + ", ".join(choice.id for choice in choices)
