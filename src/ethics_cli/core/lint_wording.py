"""Wording that leads, that asks two things at once, that is too long, or that praises and blames what is offered.

The lists are short on purpose: a word stands in them only where it hardly ever does anything but lean. Patterns have no
nested repeats, so a text of any form is searched in time that grows with its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ethics_cli.core.framework import Framework
from ethics_cli.core.lint_content import Fault, fault
from ethics_cli.core.lint_texts import Text, bare, texts_of, words_in

MERELY = "a|an|the|one|want|need|have|tell|say|ask|write|do|think|let|go|get|be|follow|because|to|answer|choose|look"
LEADING = re.compile(
    r"\b(?:surely|obvious(?:ly)?|clearly|(?:in)?appropriate(?:ly)?|(?:im)?proper(?:ly)?|simply|of course|undoubtedly|"
    r"needless to say|right thing|should(?= (?!and|or|against)[a-z])|isn['’]t it|don['’]t you|wouldn['’]t you|"
    rf"(?<!not )just(?= (?:{MERELY})\b)|(?<!as )best(?! (?:case|guess|interests?)\b))\b",
    re.IGNORECASE,
)
"""`best case against` is a term of ours, `best interests` one of law, `best guess` an idiom; `just` leads only as `merely`."""
LOADED = re.compile(
    r"\b(?:unethical(?:ly)?|immoral(?:ly)?|unprofessional(?:ly)?|irresponsibl[ey]|responsibly|sensibl[ey]|wise(?:ly)?|"
    r"brave(?:ly)?|courageous(?:ly)?|honou?rabl[ey]|noble|decent|cowardly|reckless(?:ly)?|careless(?:ly)?|"
    r"negligent(?:ly)?|selfish(?:ly)?|heartless|cruel|foolish(?:ly)?|lazy|disloyal|dishonest(?:ly)?|shameful|"
    r"betray\w*|snitch|wrong thing|turn a blind eye|look the other way|cover (?:it |this )?up)\b",
    re.IGNORECASE,
)
"""Words that praise or blame. In what explains they may be about something; in what is asked or offered they lean."""
ASKING = ("ask", "asks", "challenge", "point")

FIRST = "(?:(?:to|for|by|with|from|at|in|on|of|about|under) )?(?:who|whom|whose|what|which|when|where|why|how)"
AUX = "(?:is|are|was|were|do|does|did|can|could|would|will|should|has|have|had|may|might|must)"
WHOM = "(?:it|they|you|he|she|we|this|that|these|those|there|the|your|their|any(?:one|body)|some(?:one|body))"
_SECOND = re.compile(
    rf"[,;] and {FIRST}\b|[,;]? or {FIRST} {AUX}\b|,? and {AUX} {WHOM}\b|[,;] if so,? {FIRST}\b", re.IGNORECASE
)
_TWO_FIRST = re.compile(rf"(?:^|[,:] ){FIRST}\b(?P<between>[^.?!;]{{0,200}}?) and (?P<second>{FIRST})\b", re.IGNORECASE)
_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
_SENTENCE = re.compile(r"[^.?!]+")

LONGEST = {"ask": 22, "hint": 45, "why": 40}
LONGEST_ASK = 160
"""Characters of a question, besides its words: a few long words are as hard to take in as many short ones."""


def lint_wording(framework: Framework) -> Iterator[Fault]:
    """Faults of wording in a framework, text by text."""
    piece = ("framework", framework.id)
    for text in texts_of(framework):
        for code, message, hint in (*_leans(text), *_double(text), *_long(text)):
            yield fault(piece, text.path, code, message, hint, "warning")


def _leans(text: Text) -> Iterator[tuple[str, str, str]]:
    found = [one.group().lower() for one in LEADING.finditer(text.text)]
    if text.does in ("label", *ASKING):
        found += [one.group().lower() for one in LOADED.finditer(text.text)]
    if not found:
        return
    words = ", ".join(f"`{word}`" for word in dict.fromkeys(found))
    if text.does == "label":
        hint = "name what is offered, not how good or bad it is"
        yield "wording.label", f"this label is not neutral: {words}", hint
    else:
        hint = "say it without, or say what is meant; the answer is the person's"
        yield "wording.leading", f"this wording leads towards an answer: {words}", hint


def _double(text: Text) -> Iterator[tuple[str, str, str]]:
    if text.does == "ask" and is_double(text.text):
        hint = "ask one thing here; make the other a hint, a field, a `because` or a step of its own"
        yield "wording.double", "this asks two questions at once", hint


def is_double(ask: str) -> bool:
    """Whether a question is really two: two question marks, or two question words (or verbs) joined by `and` or `or`."""
    plain = _QUOTED.sub("this", bare(ask))
    if plain.count("?") > 1 or _SECOND.search(plain):
        return True
    return any(_joins_two(sentence.strip()) for sentence in _SENTENCE.findall(plain))


def _joins_two(sentence: str) -> bool:
    """`What … and why`. Not `people who pay and who decide`: there the second word only takes up the first."""
    found = _TWO_FIRST.search(sentence)
    return found is not None and f" {found['second'].lower()} " not in f"{found['between'].lower()} "


def _long(text: Text) -> Iterator[tuple[str, str, str]]:
    limit = LONGEST.get(text.does)
    if limit is None:
        return
    words, signs = len(words_in(text.text)), len(bare(text.text))
    name = {"ask": "question"}.get(text.does, f"`{text.does}`")
    if words > limit:
        yield "wording.long", f"this {name} has {words} words; at most {limit} can be read at once", "say it in fewer"
    elif text.does == "ask" and signs > LONGEST_ASK:
        yield "wording.long", f"this question has {signs} characters; at most {LONGEST_ASK}", "use shorter words"
