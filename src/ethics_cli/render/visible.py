"""The one sanitiser of everything that is shown: an attack becomes visible evidence instead of acting or vanishing.

The journal keeps the exact text; only what is printed passes here. Control, escape, bidirectional and invisible
characters are shown by their number. What is left conforms to: printable characters and line ends.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"
_PLAIN = {
    "−": "-", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "·": "-", "•": "*",
    "⚑": "!", "›": ">", "»": ">", "●": "*", "○": "o", "→": "->", "✓": "+", "⟨": "<", "⟩": ">", "─": "-", "≠": "x",
}  # fmt: skip


def visible(text: str) -> str:
    """Text safe to print: what cannot be seen is shown as `⟨U+001B⟩`, a tab as spaces; line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _seen(char) else "    " if char == "\t" else f"⟨U+{ord(char):04X}⟩" for char in text)


def one_line(text: str) -> str:
    """Text safe to print on one line."""
    return visible(" ".join(text.split()))


def plain_signs(text: str) -> str:
    """Our own typographic signs in ASCII, for a terminal that cannot show them."""
    return "".join(_PLAIN.get(char, char) for char in text)


def _seen(char: str) -> bool:
    return char == "\n" or char in _JOINERS or unicodedata.category(char) not in _HIDDEN
