"""Looking back at a decided session: the framework that asks what came of it is walked in the same session, after the decision.

The decision stays as it was decided. What is asked is decided by the fold; this file begins it, and asks again what could not
be known before.
"""

from __future__ import annotations

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import Asker
from ethics_cli.app.sessions import Session
from ethics_cli.core.event import AfterBegun
from ethics_cli.core.framework import DEPTHS
from ethics_cli.core.look_back import LOOK_BACK, is_looked_back
from ethics_cli.core.walk import Key, Walk
from ethics_cli.problems import Exit, wrong

FRAMEWORK = LOOK_BACK


def begin_after(session: Session, depth: str = "") -> None:
    """Begin to look back, or go deeper than before; nothing is written until something is answered.

    Without a depth it goes as deep as the decision did, or as the look back before it. Raises EthicsError when nothing is
    decided yet, or the session cannot be looked back at.
    """
    if depth and depth not in DEPTHS:
        raise wrong("after.depth", "there is no such depth", f"known are: {', '.join(DEPTHS)}", exit_code=Exit.USAGE)
    walk = session.walk
    if walk.status == "open":
        hint = f"`ethics resume {walk.id}` goes on with it; look back when something has come of it"
        raise wrong("after.open", "nothing is decided in this session yet", hint)
    begun = walk.folded.after.get(FRAMEWORK)
    wanted = depth or (begun.depth if begun else DEPTHS[walk.route.depth])
    if begun is None or DEPTHS.index(wanted) > DEPTHS.index(begun.depth):
        session.hold(AfterBegun(FRAMEWORK, wanted))


def look_back(session: Session, asker: Asker, *, again: bool = True) -> End:
    """Ask what came of it, until nothing is left to ask or the person stops.

    With `again`, a forecast that could not be known is asked about again when all else has been answered before.
    """
    stale = _unknown_yet(session.walk) if again and is_looked_back(session.walk) else None
    if stale is None:
        return Conduct(session, asker, FRAMEWORK).run()
    end = Conduct(session, asker, FRAMEWORK, stale).run()
    day = session.walk.by_role("outcome-by")
    if end is End.CLOSED and _unknown_yet(session.walk) and day is not None:
        return Conduct(session, asker, FRAMEWORK, day.key).run()
    return end


def _unknown_yet(walk: Walk) -> Key | None:
    """The place of a forecast whose outcome could not be known."""
    position = walk.by_role("outcome")
    answer = walk.answers.get(position.key) if position else None
    return position.key if position and answer and answer.value == "not-yet" else None
