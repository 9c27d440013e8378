"""What a route is: which frameworks a session walks, in which order and depth; and a route that follows a published model.

Frozen values made from plain data, as frameworks are (framework.py). What is asked on a route is decided in routing.py.
"""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.core.condition import Condition, read_condition
from ethics_cli.core.framework import DEPTHS, Plain, Step

STANDARD = DEPTHS.index("standard")


class Stop(NamedTuple):
    """One entry of a route: a framework, or a place for the frameworks of a kind that answers bring in (`joined`)."""

    framework: str = ""
    joined: str = ""
    lens: bool = False
    when: Condition | None = None


class Route(NamedTuple):
    """Which frameworks a session walks, in which order and depth.

    A route that follows a published model names it, and lists in `asks` the steps that the model asks for.
    """

    id: str
    title: str
    edition: str
    depth: int
    stops: tuple[Stop, ...]
    about: str = ""
    minutes: int = 0
    titles: Plain = {}  # noqa: RUF012
    model: str = ""
    asks: frozenset[str] = frozenset()
    plain: Plain = {}  # noqa: RUF012

    def asks_step(self, step: Step, depth: int) -> bool:
        """Whether a step is asked at this depth. A model adds nothing to what brings itself in, such as a protocol."""
        if not self.asks or step.depth == 0 or step.framework not in self.frameworks:
            return step.depth <= (min(depth, STANDARD) if self.asks else depth)
        return step.ref in self.asks

    @property
    def frameworks(self) -> frozenset[str]:
        return frozenset(stop.framework for stop in self.stops if stop.framework)


def route_from(plain: Plain) -> Route:
    """A route from plain data."""
    return Route(
        id=plain["route"],
        title=plain["title"],
        edition=plain["edition"],
        depth=DEPTHS.index(plain["depth"]),
        about=plain.get("about", ""),
        minutes=plain.get("minutes", 0),
        titles=plain.get("titles", {}),
        model=plain.get("model", ""),
        asks=frozenset(plain.get("asks", ())),
        stops=tuple(_stop_from(stop) for stop in plain["walk"]),
        plain=plain,
    )


def _stop_from(plain: Plain | str) -> Stop:
    if isinstance(plain, str):
        return Stop(framework=plain)
    when = plain.get("when")
    lens = plain.get("lens", "")
    condition = read_condition(when, "") if when is not None else None
    return Stop(lens or plain.get("framework", ""), plain.get("joined", ""), bool(lens), condition)
