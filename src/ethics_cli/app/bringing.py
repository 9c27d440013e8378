"""What a session brings along from the library: routes, norms, the organisation's card.

They are carried whole, so that the session can be read anywhere with nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ethics_cli.core.event import ReferenceJoined
from ethics_cli.core.norm import can_bear
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong

BASE = "full"
"""The route whose gates a model's walk takes over."""


def routes_on_offer(library: Library, model: str = "") -> dict[str, Any]:
    """The routes a session may take, whole: those of the library, and the one that follows a model that was asked for."""
    titles = {held.id: held.title for held in library.all("framework")}
    routes: dict[str, Any] = {
        held.id: {**held.plain, "titles": _titles(held.plain, titles)} for held in library.all("route")
    }
    if model:
        routes[model] = _following(library, model, titles)
    return routes


def references_for(walk: Walk, library: Library) -> list[ReferenceJoined]:
    """What the walk looks things up in and the session does not carry yet: norms that can bear, the organisation's card."""
    return [*_card(walk, library), *_norms(walk, library)]


def _card(walk: Walk, library: Library) -> list[ReferenceJoined]:
    if walk.folded.organisation:
        return []
    return [ReferenceJoined(held.plain, held.digest, held.origin) for held in library.all("organisation")[-1:]]


def _norms(walk: Walk, library: Library) -> list[ReferenceJoined]:
    if not any(position.step.offers_from == "norms" for position in walk.path):
        return []
    places, bodies = walk.facts.get("places") or (), walk.facts.get("bodies") or ()
    return [
        ReferenceJoined(held.plain, held.digest, held.origin)
        for held in library.all("norms")
        if held.id not in walk.folded.norms
        and can_bear(held.plain.get("place", ""), held.plain.get("body", ""), places, bodies)
    ]


def _following(library: Library, ident: str, titles: Mapping[str, str]) -> dict[str, Any]:
    from ethics_cli.core.model import model_from, model_route

    held, base = library.get("model", ident), library.get("route", BASE)
    if held is None or base is None:
        known = ", ".join(one.id for one in library.all("model"))
        raise wrong("model.unknown", f"there is no model `{ident[:40]}`", f"known are: {known}", exit_code=Exit.USAGE)
    plain = model_route(model_from(held.plain), base.plain, library.frameworks)
    return {**plain, "titles": _titles(plain, titles)}


def _titles(route: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, str]:
    """The titles of what a route may walk, so that a record can name what a session has left out."""
    stops = [stop if isinstance(stop, str) else stop.get("framework") or stop.get("lens", "") for stop in route["walk"]]
    return {ident: titles[ident] for ident in stops if ident in titles}
