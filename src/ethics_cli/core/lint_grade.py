"""How hard content is to read: the automated readability index of each question, and of all questions and hints of a framework.

The index (Senter and Smith, Automated Readability Index, AMRL-TR-66-220, 1967) is
4.71 × characters per word + 0.5 × words per sentence - 21.43: about the school year (US) in which a text is read with ease.
It counts signs, words and sentences and needs no guess at syllables. Of a handful of words it says nothing, so those are passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ethics_cli.core.framework import Framework
from ethics_cli.core.lint_content import Fault, fault
from ethics_cli.core.lint_texts import bare, texts_of, words_in

HIGHEST, HIGHEST_ASK = 9.0, 14.0
ENOUGH, ENOUGH_ASK = 30, 6
_END = re.compile(r"[.?!](?=[\s”\"']|$)")


def lint_grade(framework: Framework) -> Iterator[Fault]:
    """Questions, and a framework as a whole, that ask too much of a tired reader."""
    piece = ("framework", framework.id)
    read = [text for text in texts_of(framework) if text.does in ("ask", "tell", "hint")]
    for text in read:
        found = grade([text.text]) if text.does == "ask" and len(words_in(text.text)) >= ENOUGH_ASK else 0
        if found > HIGHEST_ASK:
            message = f"this question reads at grade {found:.1f}; at most {HIGHEST_ASK:.0f}"
            yield fault(piece, text.path, "wording.grade", message, "use shorter words, or two sentences", "warning")
    texts = [text.text for text in read]
    if sum(len(words_in(text)) for text in texts) >= ENOUGH and grade(texts) > HIGHEST:
        message = f"the questions and hints together read at grade {grade(texts):.1f}; at most {HIGHEST:.0f}"
        hint = "use shorter words and sentences; the index is the automated readability index"
        yield fault(piece, ("steps",), "wording.grade", message, hint, "warning")


def grade(texts: Sequence[str]) -> float:
    """The automated readability index of texts taken together. A text without a full stop is one sentence."""
    words = [word for text in texts for word in words_in(text)]
    if not words:
        return 0.0
    signs = sum(sign.isalnum() for word in words for sign in word)
    sentences = sum(max(1, len(_END.findall(bare(text)))) for text in texts)
    return 4.71 * signs / len(words) + 0.5 * len(words) / sentences - 21.43
