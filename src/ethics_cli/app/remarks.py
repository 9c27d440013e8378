"""What somebody who looks on says: a remark on a step or on the whole, a change that is wanted, an approval.

A remark is an event of its own; no answer is ever changed by one, and nothing of this machine's library joins a session by it.
"""

from __future__ import annotations

from ethics_cli.app.sessions import Session
from ethics_cli.core.event import STANCES, Beside, RemarkMade
from ethics_cli.core.routing import lay
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import add
from ethics_cli.problems import Exit, wrong

ROLE_LIMIT = 60
TEXT_LIMIT = 8_000


def remark(
    session: Session, by: str, text: str, step: str = "", items: tuple[str, ...] = (), stance: str = ""
) -> RemarkMade:
    """Write a remark into a session, by a role. On return it is on disk.

    Only an approval may go without words. Takes the lock itself: do not hold it. Raises EthicsError when the role or the
    words are missing, or when nothing could be written.
    """
    assert stance in STANCES
    said = demand_text(text)
    if not said and stance != "approval":
        what = "what should be changed" if stance else "what you want to say"
        raise wrong("remark.empty", "a remark needs its words", f"say {what}", exit_code=Exit.USAGE)
    made = RemarkMade(demand_role(by), said, step, items, stance)
    write_beside(session, made)
    return made


def write_beside(session: Session, *events: Beside, head: str = "") -> None:
    """Write what others say of a session. The walk does not depend on it, so that nothing joins in the same write.

    With `head`, only if the session still has it: what is said is said of that state.
    """
    with session.journal.locked():
        session.refresh()
        if head and session.journal.head != head:
            hint = "look at it again: `ethics show`"
            raise wrong("session.moved", "the session was changed meanwhile; nothing was written", hint)
        try:
            entries = session.journal.append(events, session.clock.now())
        except OSError:
            hint = "make room on the disk, and try again"
            raise wrong("session.not-written", "this could not be written; nothing has changed", hint) from None
        for entry in entries:
            session.folded = add(session.folded, entry)
        session.walk = lay(session.folded)
        session.remember()


def demand_role(by: str) -> str:
    """A role as it is kept: one short line. Raises EthicsError when there is none or when it is no short line."""
    role = clean(by, lines=False)
    if not role:
        raise wrong(
            "role.missing", "it is not said who speaks", "give a role, such as --by supervisor", exit_code=Exit.USAGE
        )
    if len(role) > ROLE_LIMIT:
        raise wrong("role.long", f"a role has at most {ROLE_LIMIT} characters", exit_code=Exit.USAGE)
    return role


def demand_text(text: str) -> str:
    """Words as they are kept. Raises EthicsError when they are too many."""
    said = clean(text, lines=True)
    if len(said) > TEXT_LIMIT:
        raise wrong("remark.long", f"a remark has at most {TEXT_LIMIT:,} characters", exit_code=Exit.USAGE)
    return said
