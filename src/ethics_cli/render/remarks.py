"""What others said of a session: remarks, changes that are wanted, approvals, sign-offs; in words, and as a part of a record.

A record cannot check a signature: it says that there is one, and who can check it. Without one it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ethics_cli.core.dates import day_words
from ethics_cli.core.remark import Remark, remarks
from ethics_cli.core.sentence import begun, ended
from ethics_cli.core.signing import SignOff, sign_offs
from ethics_cli.core.walk import Walk
from ethics_cli.render.document import Block, Bullets, Inline, Words
from ethics_cli.render.source import Part, Source

UNSIGNED = "Unsigned: nothing shows who it was."
STANCES = {"": "", "change-wanted": "wants a change", "approval": "approves"}


def remarks_part(source: Source, part: Part) -> Iterator[Block]:
    """Every remark and every sign-off, in the order they were made."""
    said = [(one.event, _remark(source.walk, one)) for one in remarks(source.walk)]
    said += [(one.event, _sign_off(one)) for one in sign_offs(source.walk.folded)]
    if said:
        yield Bullets(tuple(inline for _, inline in sorted(said, key=lambda pair: pair[0])))


def _remark(walk: Walk, one: Remark) -> Inline:
    about = place_words(walk, one)
    stance = f" {STANCES[one.made.stance]}" if one.made.stance else ""
    head = f"{begun(one.made.by)}{stance}{f', on {about}' if about else ''} ({day_of(one.at)})"
    return (Words(head, "strong"), *_text(one.made.text), *_tail(since_words(one)))


def _sign_off(one: SignOff) -> Inline:
    head = f"{begun(one.given.by)} signed off {one.given.seen} events ({day_of(one.at)})"
    return (
        Words(head, "strong"),
        *_text(one.given.text),
        Words(f"\nHead {one.given.head[:16]}…. "),
        *_signature(one),
        Words(changed_words(one), "strong" if one.changed_since else ""),
    )


def _signature(one: SignOff) -> Inline:
    if not one.given.signature:
        return (Words(f"{UNSIGNED} "),)
    return (
        Words("Signed; whether the signature holds, and whose it is, is said by "),
        Words("ethics verify", "code"),
        Words(". "),
    )


def _text(text: str) -> Inline:
    return (Words(f": {ended(text)}"),) if text else (Words("."),)


def _tail(said: str) -> Inline:
    return (Words(f"\n{said}", "em"),) if said else ()


def place_words(walk: Walk, one: Remark) -> str:
    """What a remark is about: the step's name and its items; empty when it is about the whole."""
    if not one.made.step:
        return ""
    step = walk.step(one.made.step)
    position = walk.position(one.key)
    items = ", ".join(item.label for item in position.items) if position else ", ".join(one.made.items)
    return (step.name if step else one.made.step) + (f" ({items})" if items else "")


def since_words(one: Remark) -> str:
    """Whether what a remark is about was answered anew; a plain remark on the whole says nothing of it."""
    if one.wants_change and not one.made.step:
        return "Something was changed since." if one.since else "Nothing was changed since."
    if one.wants_change:
        return "Answered anew since." if one.since else "Not answered anew so far."
    return "Answered anew since." if one.since and one.made.step else ""


def remark_words(walk: Walk, one: Remark, *, placed: bool = True) -> str:
    """A remark on one line: who, when, how they stand to it, what they say; and on what, unless it stands there."""
    about = "" if placed else place_words(walk, one)
    stance = f" {STANCES[one.made.stance]}" if one.made.stance else ""
    said = f": {one.made.text}" if one.made.text else ""
    since = since_words(one)
    return f"{one.made.by}{stance}{f', on {about}' if about else ''} ({day_of(one.at)}){said}{f' ({since})' if since else ''}"


def sign_off_words(one: SignOff) -> str:
    """A sign-off on one line. Whether a signature holds is for verify to say."""
    said = f": {ended(one.given.text)}" if one.given.text else "."
    signed = (
        "Signed: `ethics verify` says whether the signature holds, and whose it is."
        if one.given.signature
        else UNSIGNED
    )
    return f"{one.given.by} signed off {one.given.seen} events ({day_of(one.at)}){said} {signed}"


def changed_words(one: SignOff) -> str:
    """Whether anything was changed after a sign-off. Remarks are no changes."""
    if one.answered_since:
        many = "1 answer was" if one.answered_since == 1 else f"{one.answered_since} answers were"
        return f"Changed since: {many} given or changed after it."
    return "Changed since, though no answer was." if one.changed_since else "Nothing was changed since."


def day_of(at: str) -> str:
    return day_words(at[:10])


# as data


def remarks_data(walk: Walk) -> list[dict[str, Any]]:
    """Every remark, as plain data."""
    return [
        {
            "event": one.event,
            "at": one.at,
            "by": one.made.by,
            "text": one.made.text,
            "step": one.made.step or None,
            "items": list(one.made.items),
            "stance": one.made.stance or None,
            "changed_since": one.since,
        }
        for one in remarks(walk)
    ]


def sign_offs_data(walk: Walk) -> list[dict[str, Any]]:
    """Every sign-off, as plain data. Whether a signature holds is not known here."""
    return [
        {
            "event": one.event,
            "at": one.at,
            "by": one.given.by,
            "text": one.given.text,
            "events": one.given.seen,
            "head": f"sha256:{one.given.head}",
            "signature": one.given.signature or None,
            "answered_since": one.answered_since,
            "changed_since": one.changed_since,
        }
        for one in sign_offs(walk.folded)
    ]


_TEXT: Mapping[str, Any] = {"type": "string"}
_MAYBE: Mapping[str, Any] = {"type": ["string", "null"]}
_NUMBER: Mapping[str, Any] = {"type": "integer"}
_TRUTH: Mapping[str, Any] = {"type": "boolean"}
REMARK_FORM: Mapping[str, Mapping[str, Any]] = {
    "event": _NUMBER,
    "at": _TEXT,
    "by": _TEXT,
    "text": _TEXT,
    "step": _MAYBE,
    "items": {"type": "array", "items": _TEXT},
    "stance": {"enum": [None, "change-wanted", "approval"]},
    "changed_since": _TRUTH,
}
SIGN_OFF_FORM: Mapping[str, Mapping[str, Any]] = {
    "event": _NUMBER,
    "at": _TEXT,
    "by": _TEXT,
    "text": _TEXT,
    "events": _NUMBER,
    "head": _TEXT,
    "signature": _MAYBE,
    "answered_since": _NUMBER,
    "changed_since": _TRUTH,
}
