"""What is asked once and kept for the next session: somebody's profession, their law, the codes that bind them. Nothing about a client."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ethics_cli.app.sessions import Session
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.files.settings import Settings, read_settings, write_settings
from ethics_cli.problems import EthicsError

ASKED_ONCE = ("profession", "places", "bodies")
"""The roles of the steps whose answers are kept, which are the names of the settings too."""


def kept_for(kept: Settings, given: Collection[str], library: Library) -> dict[str, Any]:
    """What was kept, for a new session; without what the answers that were brought (`given`: their steps) say themselves."""
    steps = (step for framework in library.frameworks.values() for step in framework.steps) if given else ()
    said = {step.role for step in steps if step.ref in given}
    found = {"profession": kept.profession, "places": kept.listed("places"), "bodies": kept.listed("bodies")}
    return {role: value for role, value in found.items() if role not in said}


def keep_settings(session: Session) -> str:
    """Keep what was answered and not kept yet; say what was kept, in words, or nothing. A drill keeps nothing."""
    opened = session.folded.opened
    if session.home is None or opened is None or opened.drill:
        return ""
    try:
        before = read_settings(session.home.config)
        found = {role: ids for role in ASKED_ONCE if not before.listed(role) and (ids := _answered(session.walk, role))}
        if found:
            write_settings(
                session.home.config, before._replace(**{role: ", ".join(ids) for role, ids in found.items()})
            )
    except (OSError, EthicsError):
        return ""
    return "; ".join(f"{role} {', '.join(ids)}" for role, ids in found.items())


def _answered(walk: Walk, role: str) -> list[str]:
    """The ids answered for a role; none when something else was named, for that has no id to keep."""
    position = walk.by_role(role)
    answer = walk.answers.get(position.key) if position else None
    if answer is None or answer.given.other or not answer.value:
        return []
    return [str(one) for one in (answer.value if isinstance(answer.value, list) else [answer.value])]
