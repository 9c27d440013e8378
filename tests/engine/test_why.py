"""What `why` says of a walk is so in the real fold."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.app.why import why
from ethics_cli.core.event import AnswerAmended
from ethics_cli.core.explaining import leaves
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Entry, add


@pytest.mark.parametrize("seed", range(8))
def test_an_answer_that_is_said_to_turn_a_question_round_does_so(walker: Any, seed: int) -> None:
    """Every single change that is named, made in the real fold: what was asked is asked no more."""
    going = walker(300 + seed, "standard")
    for _ in going.to_the_end():
        pass
    walk, tried = going.walk, 0
    for position in walk.path:
        found = why(walk, position.step.ref) if not position.items else None
        if found is None or found.hinge is None or not found.stands:
            continue
        for turn in (turn[0] for turn in found.hinge.turns if len(turn) == 1):
            for said in turn.answers:
                if said.non or said.value is None or walk.step(turn.ref).type not in ("one-of", "yes-no", "scale"):
                    continue
                tried += 1
                event = AnswerAmended(turn.ref, "?", said.value)
                then = lay(add(walk.folded, Entry(walk.folded.count, "2026-11-21T14:30:00Z", event)))
                assert then.position(position.key) is None, (position.key, turn)
    assert tried


def test_every_condition_shipped_is_explained_in_claims(library: Any) -> None:
    for framework in library.frameworks.values():
        for step in framework.steps:
            if step.when is not None:
                assert list(leaves(step.when))
