"""What a condition may see of a walk while its path grows: answers on the path so far, the item at hand, named facts.

The one View of the real walk. It shows and never decides; the path itself is laid in routing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        self.walked: list[Framework] = []
        self.here: tuple[Item, ...] = ()
        self.decision: Position | None = None

    @property
    def depth(self) -> int:
        """How deep the walk goes; until a route is known, only as deep as every route does."""
        return self.route.depth if self.route_known else 0

    def admit(self, position: Position, answer: Answer) -> None:
        """Let the answer at a place be seen by what comes after it."""
        self.admitted[position.key] = answer
        if position.items and answer.value is not None:
            self._repeated.setdefault(position.step.ref, []).append(answer.value)

    def items(self, roster: str) -> tuple[Item, ...]:
        answer = self.admitted.get((roster, ()))
        return items_of(roster, answer.value if answer else None)

    def value(self, ref: str) -> Any:
        head, _, name = ref.partition(".")
        if head == "item":
            return self._item_value(name)
        if head == "fact":
            return FACTS[name](self) if name in FACTS else None
        answer = self._answer_here(ref)
        return answer.value if answer is not None and answer.settled else None

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
        places = (position for position in self.path if position.step.role == role)
        return [self.admitted[place.key] for place in places if place.key in self.admitted]

    def _answer_here(self, ref: str) -> Answer | None:
        step = self._find(ref)
        items = (
            tuple(item.id for roster in step.each for item in self.here if item.roster == roster)
            if step and step.each
            else ()
        )
        return self.admitted.get((ref, items))

    def _find(self, ref: str) -> Step | None:
        head, _, name = ref.partition(".")
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
        return next(
            (len(self.items(position.step.ref)) for position in self.path if position.step.role == "options"), 0
        )


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
