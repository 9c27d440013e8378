"""What a condition may see of a walk while its path grows: answers on the path so far, the item at hand, named facts.

The one View of the real walk. It shows and never decides; the path itself is laid in routing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ethics_cli.core.appraisal import outweighed
from ethics_cli.core.framework import DEPTHS, Framework, Step
from ethics_cli.core.profession import profession_of
from ethics_cli.core.route import Route
from ethics_cli.core.walk import Answer, Folded, Item, Key, Position, items_of


class Sight:
    """The path so far, and the answers admitted to it."""

    def __init__(self, known: Folded, route: Route, *, route_known: bool) -> None:
        self.known = known
        self.route = route
        self.route_known = route_known
        self.path: list[Position] = []
        self.admitted: dict[Key, Answer] = {}
        self._repeated: dict[str, list[Any]] = {}
        self._items: dict[str, tuple[Any, tuple[Item, ...]]] = {}
        self.walked: list[Framework] = []
        self.here: tuple[Item, ...] = ()
        self.decision: Position | None = None
        self.roles: dict[str, list[Position]] = {}

    @property
    def depth(self) -> int:
        """How deep the walk goes; until a route is known, only as deep as every route does."""
        return self.route.depth if self.route_known else 0

    def pass_by(self, position: Position) -> None:
        """Let the path come to a place."""
        self.path.append(position)
        if position.step.role:
            self.roles.setdefault(position.step.role, []).append(position)

    def admit(self, position: Position, answer: Answer) -> None:
        """Let the answer at a place be seen by what comes after it."""
        self.admitted[position.key] = answer
        if position.items and answer.value is not None:
            self._repeated.setdefault(position.step.ref, []).append(answer.value)

    def items(self, roster: str) -> tuple[Item, ...]:
        answer = self.admitted.get((roster, ()))
        value = answer.given.value if answer else None
        known = self._items.get(roster)
        if known is None or known[0] is not value:
            known = self._items[roster] = (value, items_of(roster, value))
        return known[1]

    def value(self, ref: str) -> Any:
        head, name = parts_of(ref)
        if head == "item":
            return self._item_value(name)
        if head == "fact":
            return FACTS[name](self) if name in FACTS else None
        framework = self.known.frameworks.get(head)
        step = framework.step(name) if framework is not None else None
        answer = self.admitted.get((ref, self._items_here(step.each) if step is not None and step.each else ()))
        return answer.given.value if answer is not None and not answer.given.open else None

    def values(self, ref: str) -> list[Any]:
        found = list(self._repeated.get(ref, ()))
        whole = self.admitted.get((ref, ()))
        if whole is not None and isinstance(whole.value, list):
            found.extend(whole.value)
        return found

    def pending(self, ref: str) -> bool:
        return any(position.step.ref == ref and position.key not in self.admitted for position in self.path)

    def non_answer(self, ref: str) -> str:
        answer = self._answer_here(ref)
        return answer.non if answer is not None else ""

    def order(self, ref: str, value: Any) -> int | None:
        step = self._find(ref)
        if step is None or not isinstance(value, str):
            return None
        return step.rank_of(value) if step.choices else None

    def facts(self) -> Mapping[str, Any]:
        """What the walk knows about itself so far, under the names that conditions and slots may use."""
        return {name: fact(self) for name, fact in FACTS.items()}

    def outweighed(self) -> list[str]:
        """The lenses that lean strongly against what was chosen."""
        chosen = self._chosen()
        return outweighed(self.walked, self.admitted, chosen) if chosen else []

    def protocols(self) -> list[str]:
        """The protocols that were asked for by name or have been walked."""
        named = self.known.opened.protocols if self.known.opened else ()
        walked = (framework.id for framework in self.walked if framework.kind == "protocol")
        return list(dict.fromkeys((*named, *walked)))

    def exits(self) -> list[str]:
        """What the exits of protocols came to so far."""
        return [str(answer.value) for answer in self._by_role("exit") if answer.value]

    def profession(self) -> str | None:
        """The person's profession, as content names it; None when nobody said."""
        said = self.known.opened.profession if self.known.opened else ""
        answers = () if said else self._by_role("profession")
        return profession_of(said) or next((str(answer.value) for answer in answers if answer.value), None)

    def listed(self, role: str) -> list[str] | None:
        """What was fixed from the start for a role, or else answered to its step; None while that is not known."""
        opened = self.known.opened
        fixed = getattr(opened, role, ()) if opened else ()
        if fixed:
            return list(fixed)
        found = [one for answer in self._by_role(role) for one in _as_list(answer.value)]
        return found or None

    def _by_role(self, role: str) -> list[Answer]:
        return [self.admitted[place.key] for place in self.roles.get(role, ()) if place.key in self.admitted]

    def _answer_here(self, ref: str) -> Answer | None:
        step = self._find(ref)
        return self.admitted.get((ref, self._items_here(step.each) if step is not None and step.each else ()))

    def _items_here(self, rosters: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([item.id for roster in rosters for item in self.here if item.roster == roster])

    def _find(self, ref: str) -> Step | None:
        head, name = parts_of(ref)
        framework = self.known.frameworks.get(head)
        return framework.step(name) if framework else None

    def _item_value(self, name: str) -> Any:
        chosen = self._chosen()
        for item in self.here:
            if name == "chosen":
                return ("yes" if item.id == chosen else "no") if chosen else None
            if name in item.fields:
                return item.fields[name]
        return None

    def _chosen(self) -> str:
        answer = self.admitted.get(self.decision.key) if self.decision else None
        return str(answer.value) if answer is not None and answer.value else ""

    def option_count(self) -> int:
        options = self.roles.get("options")
        return len(self.items(options[0].step.ref)) if options else 0


@lru_cache(maxsize=4096)
def parts_of(ref: str) -> tuple[str, str]:
    """The framework of a reference and the rest of it; conditions name the same few hundred all the time."""
    head, _, name = ref.partition(".")
    return head, name


def _as_list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


FACTS: dict[str, Callable[[Sight], Any]] = {
    "depth": lambda sight: DEPTHS[sight.depth],
    "route": lambda sight: sight.route.id,
    "lenses": lambda sight: list(sight.known.opened.lenses) if sight.known.opened else [],
    "options": Sight.option_count,
    "outweighed": Sight.outweighed,
    "protocols": Sight.protocols,
    "exits": Sight.exits,
    "profession": Sight.profession,
    "places": lambda sight: sight.listed("places"),
    "bodies": lambda sight: sight.listed("bodies"),
    "topics": lambda sight: sight.listed("topics"),
}
"""The named facts, each worked out only when somebody asks for it."""
