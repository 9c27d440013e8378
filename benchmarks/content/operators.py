"""Which operators work on which kind of content, and the mutants they make of a file, spread over the places where they can work."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence

import around
import conditions
import steps
import texts
from spoiling import Mutant, Spoiling

Operator = Callable[[Spoiling], Iterator[Mutant]]

COMMON = (texts.dropped_key, texts.unknown_key, texts.wrong_type)
SIGNED = (texts.review_past, texts.checked_future)
CONDITIONS = (
    conditions.dangling_when,
    conditions.impossible_value,
    conditions.unfit_operator,
    conditions.never_holds,
    conditions.turned_contrary,
    conditions.turned_order,
    conditions.turned_join,
    conditions.when_dropped,
)
FRAMEWORK = (
    *COMMON,
    steps.twice_id,
    steps.swapped_ids,
    steps.renamed_id,
    *CONDITIONS,
    conditions.flag_never,
    conditions.reads_later,
    conditions.choice_named_removed,
    steps.dangling_each,
    steps.dangling_from,
    steps.dangling_slot,
    texts.slot_unfilled,
    steps.exit_deleted,
    steps.read_step_deleted,
    steps.step_deleted,
    steps.steps_reordered,
    steps.type_misfit,
    steps.deeper,
    steps.joins_nothing,
    steps.joins_dropped,
    steps.one_side,
    steps.role_removed,
    steps.role_doubled,
    texts.source_removed,
    texts.source_unknown,
    *SIGNED,
    texts.leading_word,
    texts.double_question,
    texts.unknown_row,
    texts.because_lost,
    texts.labels_swapped,
)
STOPS = (around.stop_removed, around.stops_swapped, around.stop_unknown, around.stop_twice)
ROUTE = (*COMMON, *CONDITIONS, *STOPS, around.stop_no_lens, around.route_depth, around.gate_dropped)
MODEL = (*COMMON, *SIGNED, *STOPS, around.row_unknown, around.row_twice)
NORMS = (
    *COMMON,
    *SIGNED,
    around.must_unseen,
    around.clock_no_limit,
    around.norm_twice,
    around.norm_nowhere,
    around.example_cut,
)
FOR: dict[str, Sequence[Operator]] = {
    "framework": FRAMEWORK,
    "route": ROUTE,
    "model": MODEL,
    "norms": NORMS,
    "rows": (around.row_renamed,),
    "record": (*COMMON, around.record_step),
}


def mutants_of(own: Spoiling, each: int) -> Iterator[Mutant]:
    """The mutants of a document: of every operator as many as there are places for it, `each` at most.

    They are spread evenly over those places; where they begin differs from file to file and is always the same.
    """
    for operator in FOR.get(own.kind, ()):
        found = list(operator(own))
        first = zlib.crc32(f"{own.kind} {own.ident} {operator.__name__}".encode())
        wanted = min(each, len(found))
        yield from (found[(first + at * len(found) // wanted) % len(found)] for at in range(wanted))
