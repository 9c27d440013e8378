"""What a sign-off says, as the text that is signed, and whether a session has changed since.

The signature itself is made and checked by ssh-keygen, in files/ssh_signing.py. What it proves and what not is said in
docs/concepts/what-the-chain-proves.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ethics_cli.core.event import SignOffGiven
from ethics_cli.core.walk import Folded

NAMESPACE = "ethics-session@v1"
SIGNATURE_LIMIT = 16 * 1024
_ARMOUR = ("-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----")


class SignOff(NamedTuple):
    """A sign-off as it stands in a session, and how much was answered, or changed at all, after what it saw."""

    event: int
    at: str
    given: SignOffGiven
    answered_since: int
    changed_since: bool


def statement(ident: str, given: SignOffGiven) -> bytes:
    """The text that is signed: which session, how many events, the head, who signs and what they say.

    One text can be read in one way only, as long as who signs is a single line: what they say comes last.
    """
    lines = [f"session: {ident}", f"events: {given.seen}", f"head: {given.head}", f"by: {given.by}"]
    says = [f"says: {given.text}"] if given.text else []
    return ("\n".join(["I sign off this session as it stood.", *lines, *says]) + "\n").encode("utf-8")


def is_armoured(signature: str) -> bool:
    """Whether a text has the outer form of an SSH signature: what has another is not handed to any other program."""
    begins, ends = _ARMOUR
    return (
        len(signature) <= SIGNATURE_LIMIT
        and all(char == "\n" or " " <= char < "\x7f" for char in signature)
        and signature.startswith(begins)
        and signature.rstrip("\n").endswith(ends)
    )


def fits(given: SignOffGiven, seq: int, digests: Sequence[str]) -> bool:
    """Whether a sign-off speaks of a state that this session had when it was given: the head is that of its own line."""
    return 0 < given.seen <= seq and digests[given.seen - 1] == given.head


def sign_offs(folded: Folded) -> tuple[SignOff, ...]:
    """Every sign-off of a session, in order."""
    return tuple(
        SignOff(
            entry.seq,
            entry.at,
            entry.event,
            sum(answer.seq >= entry.event.seen for answer in folded.answers.values()),
            folded.touched >= entry.event.seen,
        )
        for entry in folded.beside
        if isinstance(entry.event, SignOffGiven)
    )


def decisive(folded: Folded) -> SignOff | None:
    """The sign-off that counts: the last one with a signature, else the last. An unsigned one anybody can add."""
    found = sign_offs(folded)
    return next(iter([one for one in reversed(found) if one.given.signature] or found[-1:]), None)
