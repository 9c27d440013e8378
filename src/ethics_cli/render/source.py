"""What the parts of a record are made from: a walk with its journal's count and head, and the few look-ups all parts share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ethics_cli.core.appraisal import Matrix, matrix
from ethics_cli.core.framework import Flag
from ethics_cli.core.model import Model
from ethics_cli.core.walk import Answer, Item, Position, Walk
from ethics_cli.core.wording import answer_words
from ethics_cli.render.title import title


class Union(NamedTuple):
    """What a walk is measured against: the rows of the union table with their titles, and the published models."""

    rows: Mapping[str, str]
    models: tuple[Model, ...] = ()

    def measured(self, walk: Walk) -> tuple[Model, ...]:
        """The models to name first: the one that was followed, or those of the person's profession."""
        followed = tuple(model for model in self.models if model.id == walk.route.model)
        profession = walk.facts.get("profession")
        return followed or tuple(model for model in self.models if profession in model.professions)


NO_UNION = Union({})


@dataclass(slots=True)
class Source:
    """One walk, looked at for a record."""

    walk: Walk
    count: int
    head: str
    union: Union = NO_UNION
    matrix: Matrix = field(init=False)

    def __post_init__(self) -> None:
        self.matrix = matrix(self.walk)

    def role(self, role: str) -> tuple[Position, Answer] | None:
        """The place with a role and its answer, when both are there."""
        position = self.walk.by_role(role)
        answer = self.walk.answers.get(position.key) if position else None
        return (position, answer) if position and answer else None

    def of_role(self, role: str) -> Iterator[tuple[Position, Answer]]:
        """Every answered place with a role: protocols may each have their own."""
        for position in self.walk.path:
            answer = self.walk.answers.get(position.key) if position.step.role == role else None
            if answer is not None:
                yield position, answer

    def told(self, refs: Sequence[str]) -> Iterator[tuple[Position, Answer]]:
        """The answered places of these steps, in the layout's order, item by item. Passed-over optional ones are left out."""
        for ref in refs:
            for position in self.walk.path:
                answer = self.walk.answers.get(position.key) if position.step.ref == ref else None
                if answer is not None and answer.non != "nothing":
                    yield position, answer

    def words(self, ref: str, items: tuple[str, ...] = ()) -> str:
        """An answer in words; empty when there is none."""
        answer = self.walk.answers.get((ref, items))
        step = self.walk.step(ref)
        return answer_words(self.walk, step, answer) if answer and step and not answer.non else ""

    @property
    def title(self) -> str:
        return title(self.walk)

    def standing(self, *levels: str) -> list[Flag]:
        """The flags of these levels that are up and that nobody has handled."""
        return [flag for flag in self.walk.flags if flag.level in levels and flag.ref not in self.walk.folded.handled]

    def is_about_an_option(self, position: Position) -> bool:
        return len(position.items) == 1 and position.items[0].id in {option.id for option in self.options()}

    def chosen(self) -> Item | None:
        """The option that was chosen."""
        found = self.role("decision")
        return next((item for item in self.options() if found and item.id == found[1].value), None)

    def options(self) -> tuple[Item, ...]:
        position = self.walk.by_role("options")
        return self.walk.items(position.step.ref) if position else ()


Part = Mapping[str, Any]
