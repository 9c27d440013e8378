"""Sign a session off as it stands, and say of each sign-off what it is worth. Signatures are made and checked by ssh-keygen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.remarks import demand_role, demand_text, write_beside
from ethics_cli.app.sessions import Session
from ethics_cli.core.event import SignOffGiven
from ethics_cli.core.signing import SignOff, fits, is_armoured, sign_offs, statement
from ethics_cli.core.walk import Folded, Walk
from ethics_cli.files.ssh_signing import UNSIGNED, Checked, check, sign
from ethics_cli.problems import EthicsError, Problem, wrong
from ethics_cli.render.visible import visible

OTHER_STATE = Checked("bad", why="it speaks of a state that this session never had")
UNSEEN = Checked("bad", why="it holds characters that cannot be seen, so that it could be read in another way")


class Standing(NamedTuple):
    """A sign-off as verify sees it, and what its signature is worth."""

    sign_off: SignOff
    checked: Checked


def intended(session: Session, by: str, text: str) -> SignOffGiven:
    """What would be signed now. Raises EthicsError when a role or words would not be read as they are written."""
    given = SignOffGiven(demand_role(by), session.journal.count, session.journal.head, "", demand_text(text))
    if not is_plain(given):
        hint = "type it again, without characters that cannot be seen"
        raise wrong("sign.invisible", "what is signed must be seen as it is, and this holds what cannot be seen", hint)
    return given


def sign_off(session: Session, given: SignOffGiven, key: Path | None, *, ask: bool) -> Checked:
    """Write a sign-off, signed with a key or, without one, unsigned. On return it is on disk.

    With `ask`, ssh-keygen may ask for a passphrase or a touch at the terminal. Raises EthicsError when it did not sign, or
    when the session was changed after `given` was made; nothing is written then.
    """
    checked = UNSIGNED
    if key is not None:
        text = statement(session.id, given)
        given = given._replace(signature=sign(text, key, ask=ask))
        checked = check(text, given.signature, None, "")
        if checked.state == "bad":
            said = "the signature that was made does not hold; nothing was written"
            raise wrong("sign.not-held", said, "try another key")
    write_beside(session, given, head=given.head)
    return checked


def standings(folded: Folded, digests: Sequence[str], signers: Path) -> tuple[Standing, ...]:
    """Every sign-off of a session, checked: that it speaks of a state this session had, and that its signature is one over it.

    `digests` are those of the session's own lines: what a sign-off says of them is never taken on trust.
    """
    ident = folded.opened.id if folded.opened else ""
    return tuple(Standing(one, _checked(ident, one, digests, signers)) for one in sign_offs(folded))


def _checked(ident: str, one: SignOff, digests: Sequence[str], signers: Path) -> Checked:
    given = one.given
    if not fits(given, one.event, digests):
        return OTHER_STATE
    if not is_plain(given):
        return UNSEEN
    return check(statement(ident, given), given.signature, signers, one.at) if given.signature else UNSIGNED


def is_plain(given: SignOffGiven) -> bool:
    """Whether who signs and what they say are seen as they are, so that one statement can be read in one way only."""
    return "\n" not in given.by and visible(given.by) == given.by and visible(given.text) == given.text


def piece(walk: Walk, event: int | None, *, signature: bool) -> str:
    """The statement or the signature of one sign-off, the last if none is named, as a file for ssh-keygen. Raises EthicsError."""
    found = sign_offs(walk.folded)
    named = found[-1:] if event is None else [one for one in found if one.event == event]
    if not named:
        hint = "`ethics verify --json` names the event of each sign-off"
        raise wrong("sign.none", "there is no such sign-off in this session", hint)
    given = named[0].given
    if signature and not is_armoured(given.signature):
        raise wrong("sign.unsigned", "this sign-off is unsigned")
    if not is_plain(given):
        raise EthicsError(Problem("sign.invisible", "this sign-off holds characters that cannot be seen"))
    return given.signature if signature else statement(walk.id, given).decode("utf-8")
