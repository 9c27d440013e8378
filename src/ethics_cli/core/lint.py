"""Does content make sense together, and is it well made? Every check over a library, collected. A pure function: data and a day
in, faults out.

Form is checked before, in files/schema.py; places are found after, in files/checking.py. The checks live in the modules
named lint_*; what they share is in lint_content.py, and the search for walks that make a condition hold in reach.py.
What content accepts with a reason is taken out at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ethics_cli.core.lint_accepts import accepting
from ethics_cli.core.lint_always import lint_always
from ethics_cli.core.lint_balance import lint_balance
from ethics_cli.core.lint_codes import with_id
from ethics_cli.core.lint_conditions import lint_condition
from ethics_cli.core.lint_content import Content, Fault, Owned, Piece, content_of, owners
from ethics_cli.core.lint_grade import lint_grade
from ethics_cli.core.lint_ipdas import lint_ipdas
from ethics_cli.core.lint_ipdas_routes import lint_ipdas_routes
from ethics_cli.core.lint_joins import lint_joins
from ethics_cli.core.lint_length import lint_length
from ethics_cli.core.lint_most import lint_most
from ethics_cli.core.lint_order import Walked
from ethics_cli.core.lint_policies import lint_policies
from ethics_cli.core.lint_protocols import lint_protocols
from ethics_cli.core.lint_reach import lint_reach
from ethics_cli.core.lint_reference import lint_reference
from ethics_cli.core.lint_roles import lint_unheld_roles
from ethics_cli.core.lint_scenarios import lint_scenarios
from ethics_cli.core.lint_slots import lint_slots
from ethics_cli.core.lint_sources import lint_rows, lint_sources
from ethics_cli.core.lint_steps import lint_steps
from ethics_cli.core.lint_stops import lint_stops
from ethics_cli.core.lint_typed import lint_typed
from ethics_cli.core.lint_unsure import lint_unsure
from ethics_cli.core.lint_uses import lint_record, lint_roles, lint_walk
from ethics_cli.core.lint_wording import lint_wording

__all__ = ["Fault", "Piece", "lint"]


def lint(pieces: Iterable[Piece], today: date) -> list[Fault]:
    """Every fault in these pieces of content that they do not accept, each told once.

    A condition found faulty is left out of later checks.
    """
    held = list(pieces)
    faults, broken = _conditions(content_of(held))
    content = content_of(held, broken)
    faults += _frameworks(content, today)
    walked = Walked(content)
    faults += (*lint_reach(content, walked), *lint_always(content, walked))
    faults += lint_length(content, walked) if _can_be_counted(faults) else ()
    faults += (*lint_rows(content), *lint_typed(content), *lint_roles(content))
    faults += lint_unheld_roles(content, walked)
    faults += (one for piece in content.of_kind("record") for one in lint_record(content, piece))
    faults += (one for piece in content.of_kind("walk") for one in lint_walk(content, piece))
    faults += (*lint_protocols(content), *lint_reference(content, today))
    faults += lint_scenarios(content, today)
    faults += (*lint_unsure(content), *lint_most(content), *lint_joins(content, walked), *lint_stops(content, walked))
    faults += lint_policies(content, walked, today)
    faults += _craft(content, today)
    return accepting(content, map(with_id, dict.fromkeys(faults)))


def _conditions(content: Content) -> tuple[list[Fault], frozenset[Owned]]:
    """The faults of all conditions, and the owners whose condition cannot be relied on."""
    walked = Walked(content)
    faults: list[Fault] = []
    broken: set[Owned] = set()
    for owner in owners(content):
        found = list(lint_condition(content, walked, owner))
        faults += found
        if found:
            broken.add(owner.owned)
    return faults, frozenset(broken)


def _can_be_counted(faults: Sequence[Fault]) -> bool:
    """Whether steps, conditions and routes make enough sense for their questions to be counted."""
    heads = ("condition.", "framework.", "route.")
    return not any(one.problem.level == "error" and one.problem.code.startswith(heads) for one in faults)


def _frameworks(content: Content, today: date) -> Sequence[Fault]:
    walked = Walked(content)

    def found() -> Iterator[Fault]:
        for framework in content.frameworks.values():
            yield from lint_steps(content, walked, framework)
            yield from lint_sources(framework, today)
            yield from lint_slots(content, walked, framework)

    return list(found())


def _craft(content: Content, today: date) -> Iterator[Fault]:
    """Faults of content that makes sense but is not well made: its wording, its balance, what a decision aid must have."""
    for framework in content.frameworks.values():
        yield from lint_wording(framework)
        yield from lint_grade(framework)
    yield from lint_balance(content)
    yield from lint_ipdas(content, today)
    yield from lint_ipdas_routes(content)
