"""Typed text made safe to keep. Normalised once, before any check; what cannot be kept as it is becomes visible."""

from __future__ import annotations

import re

_NOT_A_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Lone surrogates that stand for no byte: they cannot be turned back into what was typed."""


def clean(text: str, *, lines: bool) -> str:
    """Typed text made safe to keep: whole characters, LF line ends, no control characters, one line unless `lines`.

    A paste can bring escape sequences and line breaks into a one-line answer; a Latin-1 terminal yields lone surrogates.
    """
    known = _NOT_A_BYTE.sub("�", text)
    whole = known.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if _surrogates(known) else known
    whole = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    if not lines:
        whole = whole.replace("\n", " ")
    kept = "".join(char if char == "\n" or not _control(char) else "�" for char in whole)
    return kept.strip("\n").rstrip() if lines else kept.strip()


def _surrogates(text: str) -> bool:
    return any(0xD800 <= ord(char) <= 0xDFFF for char in text)


def _control(char: str) -> bool:
    code = ord(char)
    return code < 0x20 or 0x7F <= code < 0xA0
