"""A debrief of a session: ten minutes right after a hard conversation, walked in the same session and no part of the decision.

Unlike a look back it needs no decision. What is asked is decided by the fold and the content; this file only begins it.
"""

from __future__ import annotations

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import Asker
from ethics_cli.app.sessions import Session
from ethics_cli.core.event import AfterBegun
from ethics_cli.core.framework import DEPTHS
from ethics_cli.core.look_back import DEBRIEF, is_done

WHO, TEAM = f"{DEBRIEF}.here", "team"
"""The step that asks who is there, and the answer that `--team` gives to it."""


def begin_debrief(session: Session) -> None:
    """Begin a debrief, or go on with it; nothing is written until something is answered."""
    if DEBRIEF not in session.walk.folded.after:
        session.hold(AfterBegun(DEBRIEF, DEPTHS[0]))


def is_debriefed(session: Session) -> bool:
    """Whether a debrief was begun and everything in it is answered."""
    return is_done(session.walk, DEBRIEF)


def debrief(session: Session, asker: Asker) -> End:
    """Ask until nothing is left to ask in the debrief, or the person stops."""
    return Conduct(session, asker, DEBRIEF).run()
