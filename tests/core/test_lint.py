"""Each check of sense: one piece of content that provokes it, and one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from ethics_cli.core import lint as linting
from ethics_cli.core import reach
from ethics_cli.core.lint import Fault, Piece

TODAY = date(2026, 11, 23)
DEPTHS = ("quick", "standard", "full")
CRAFT = ("wording.", "balance.", "ipdas.", "proof.")
Plain = dict[str, Any]


def lint(pieces: Iterable[Piece], today: date) -> list[Fault]:
    """The faults of sense. What else is told is tested in test_lint_wording.py, test_lint_ipdas.py and test_proof.py."""
    return [fault for fault in linting.lint(pieces, today) if not fault.problem.code.startswith(CRAFT)]


def step(ident: str, kind: str = "text", **more: Any) -> Plain:
    return {"id": ident, "ask": "What?", "type": kind, "source": "book", "depth": "quick", **more}


def flag(when: Any, ident: str = "raised", say: str = "Look.") -> Plain:
    return {"id": ident, "when": when, "level": "note", "say": say}


def framework(ident: str, *steps: Plain, kind: str = "protocol", **more: Any) -> Piece:
    sources = {"book": {"cite": "A book", "checked_on": "2026-01-01"}}
    plain = {
        "framework": ident,
        "kind": kind,
        "edition": "1.0.0",
        "title": ident,
        "review_by": "2027-01-01",
        "sources": sources,
    }
    return Piece("framework", ident, {**plain, "steps": list(steps), **more})


def route(ident: str, *walk: Any, depth: str = "") -> Piece:
    return Piece(
        "route",
        ident,
        {"route": ident, "title": ident, "edition": "1.0.0", "depth": depth or ident, "walk": list(walk)},
    )


ABC = {"a": "A", "b": "B", "c": "C"}
PARTIES = step(
    "parties",
    "roster",
    item="party",
    fields=[{"id": "vulnerable", "ask": "?", "type": "yes-no"}, {"id": "stake", "ask": "?"}],
)
CASE = framework(
    "case",
    step("kind", "one-of", choices=ABC),
    step("many", "any-of", choices={**ABC, "none": {"label": "None", "alone": True}}),
    step("how-much", "scale", points={"little": "Little", "some": "Some", "much": "Much"}),
    step("chance", "percent"),
    step("day", "date"),
    step("number", "number", min=1, max=9),
    step("told", "tell", source=[]),
    step("options", "roster", role="options", item="option", min=2),
    PARTIES,
    step("deep", "yes-no", depth="full"),
    step("only-a", "text", when={"kind": "a"}),
    step("if-able", "yes-no", optional=True),
    step("choice", "one-of", **{"from": "options"}, role="decision"),
    step("view", "appraisal", each="options"),
)
LATER = framework("later", step("afterwards", "yes-no"))
ROUTES = tuple(route(depth, "case", "small", "later") for depth in DEPTHS)


def faults(*pieces: Piece) -> list[Fault]:
    return lint([CASE, LATER, *ROUTES, *pieces], TODAY)


def small(*steps: Plain, **more: Any) -> list[str]:
    """The codes found in a framework `small`, walked between `case` and `later`, that is read by nobody else."""
    found = faults(framework("small", *steps, **more))
    assert [fault for fault in found if fault.id != "small"] == []
    return [fault.problem.code for fault in found]


def asked_when(when: Any, **more: Any) -> list[str]:
    """The codes found in a step with this condition."""
    return small(step("one", "yes-no"), step("two", when=when, **more))


def hint_of(code: str, *pieces: Piece) -> str:
    return next(fault.problem.hint for fault in faults(*pieces) if fault.problem.code == code)


# conditions, comparison by comparison


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ({"case.kind": {"resembles": "a"}}, "condition.malformed"),
        ({"case.kind": ["a", "b"]}, "condition.malformed"),
        ({"any": [{"case.kind": {}}, {"case.kind": "a"}]}, "condition.malformed"),
        ({"case.kidn": "a"}, "condition.unknown-step"),
        ({"noe": "yes"}, "condition.unknown-step"),
        ({"fact.weather": "fine"}, "condition.unknown-fact"),
        ({"item.chosen": "no"}, "condition.no-item"),
        ({"case.kind": "d"}, "condition.value"),
        ({"case.kind": {"in": ["a", "d"]}}, "condition.value"),
        ({"case.many": {"includes-any": ["a", "d"]}}, "condition.value"),
        ({"case.how-much": {"at-least": "plenty"}}, "condition.value"),
        ({"case.chance": {"at-least": "150"}}, "condition.value"),
        ({"case.number": {"more-than": "some"}}, "condition.value"),
        ({"case.day": {"before": "soon"}}, "condition.value"),
        ({"fact.depth": "shallow"}, "condition.value"),
        ({"fact.route": "long"}, "condition.value"),
        ({"one": {"answered": "perhaps"}}, "condition.value"),
        ({"one": {"skipped": "lost"}}, "condition.value"),
        ({"case.view": {"any": {"at-most": "awful"}}}, "condition.value"),
        ({"case.parties": {"any": {"vulnerable": "very"}}}, "condition.value"),
        ({"case.kind": {"at-least": "a"}}, "condition.operator"),
        ({"case.kind": {"includes": "a"}}, "condition.operator"),
        ({"case.kind": {"count": {"at-least": "1"}}}, "condition.operator"),
        ({"case.kind": {"before": "2026-01-01"}}, "condition.operator"),
        ({"case.many": "a"}, "condition.operator"),
        ({"case.chance": "30"}, "condition.operator"),
        ({"case.parties": {"any": {"stake": {"at-least": "3"}}}}, "condition.operator"),
        ({"case.parties": {"any": {"vulnerabel": "yes"}}}, "condition.unknown-field"),
        ({"case.parties": {"any": {"is": "yes"}}}, "condition.unknown-field"),
        ({"case.view": {"any": {"leaning": "for"}}}, "condition.unknown-field"),
        ({"case.kind": {"any": {"is": "a"}}}, "condition.one-answer"),
        ({"case.view": "for"}, "condition.repeated"),
        ({"case.told": {"answered": "yes"}}, "condition.tell"),
        ({"two": "yes"}, "condition.itself"),
        ({"later.afterwards": "yes"}, "condition.later"),
    ],
)
def test_a_comparison_that_cannot_be_meant_is_told_once(when: Any, code: str) -> None:
    assert asked_when(when) == [code]


@pytest.mark.parametrize(
    "when",
    [
        {"case.kind": "a"},
        {"one": {"in": ["yes", "unsure"]}},
        {"case.kind": {"not-in": ["a", "b"]}},
        {"case.many": {"includes-any": ["a", "b"]}},
        {"case.many": {"count": {"at-least": "2"}}},
        {"case.how-much": {"at-most": "some"}},
        {"case.chance": {"at-least": "90"}},
        {"case.day": {"after": "2026-01-01"}},
        {"case.number": {"less-than": "4"}},
        {"case.choice": "o1"},
        {"case.only-a": {"skipped": "withheld"}},
        {"case.options": {"count": {"at-least": "3"}}},
        {"case.parties": {"any": {"all": [{"vulnerable": {"in": ["yes", "unsure"]}}, {"label": "The client"}]}}},
        {"case.view": {"none": {"at-most": "against"}}},
        {"fact.depth": "quick"},
        {"fact.route": {"is-not": "full"}},
        {"fact.options": {"at-least": "3"}},
        {"fact.outweighed": {"count": {"at-least": "1"}}},
    ],
)
def test_a_comparison_that_fits_is_passed(when: Any) -> None:
    assert asked_when(when) == []


def test_every_malformed_part_of_a_condition_is_told_with_its_path() -> None:
    when = {"any": [{"case.kind": {"resembles": "a"}}, {"case.kind": "d"}, {"not": {"case.many": ["a"]}}]}
    found = faults(framework("small", step("one", when=when)))
    assert [(fault.problem.code, fault.path[2:]) for fault in found] == [
        ("condition.malformed", ("when", "any", 0, "case.kind", "resembles")),
        ("condition.malformed", ("when", "any", 2, "not", "case.many")),
        ("condition.value", ("when", "any", 1, "case.kind")),
    ]


def test_a_dangling_reference_comes_with_the_nearest_step() -> None:
    assert (
        hint_of("condition.unknown-step", framework("small", step("one", when={"case.knid": "a"})))
        == "did you mean `case.kind`?"
    )
    own = framework("small", step("one"), step("two", when={"oen": "a"}))
    assert hint_of("condition.unknown-step", own) == "did you mean `one`?"


def test_a_field_of_the_item_at_hand_must_be_one_of_its_roster() -> None:
    assert small(step("one", each="case.parties", when={"item.vulnerable": "yes"})) == []
    assert small(step("one", each="case.parties", when={"item.age": "yes"})) == ["condition.unknown-field"]


def test_a_step_repeated_over_the_same_roster_is_read_as_the_same_item() -> None:
    assert (
        small(step("one", "yes-no", each="case.parties"), step("two", each="case.parties", when={"one": "yes"})) == []
    )
    assert small(step("one", "yes-no", each="case.parties"), step("two", each="case.options", when={"one": "yes"})) == [
        "condition.repeated"
    ]


def test_a_step_may_not_read_one_that_is_asked_later_but_a_flag_may() -> None:
    assert small(step("one", when={"two": "yes"}), step("two", "yes-no")) == ["condition.later"]
    assert small(step("one", "yes-no"), flags=[flag({"later.afterwards": "yes"})]) == []


def test_a_framework_that_no_route_puts_before_cannot_be_read() -> None:
    away = framework("away", step("there", "yes-no"))
    found = faults(away, framework("small", step("one", when={"away.there": "yes"})))
    assert [fault.problem.code for fault in found] == ["condition.not-before"]


def test_a_framework_on_no_route_may_read_what_every_route_leaves_behind() -> None:
    back = framework("back", step("done", when={"later.afterwards": "yes"}))
    assert faults(framework("small", step("one")), back) == []


def test_what_was_chosen_says_nothing_before_there_is_a_decision() -> None:
    early = framework("early", step("why-not", each="case.options", when={"item.chosen": "no"}))
    bare = Piece(
        "framework",
        "case",
        {**CASE.plain, "steps": [one for one in CASE.plain["steps"] if one.get("role") != "decision"]},
    )
    assert [fault.problem.code for fault in faults(framework("small", step("one")), early, bare)] == [
        "condition.too-early"
    ]
    assert [fault.problem.code for fault in faults(framework("small", step("one")), early)] == []


# what can be reached


@pytest.mark.parametrize(
    "when",
    [
        {"all": [{"case.kind": "a"}, {"case.kind": "b"}]},
        {"all": [{"case.kind": "a"}, {"not": {"case.kind": {"in": ["a", "b"]}}}]},
        {"all": [{"case.only-a": {"answered": "yes"}}, {"case.kind": "b"}]},
        {"all": [{"case.chance": {"at-least": "50"}}, {"case.chance": {"at-most": "49"}}]},
        {"case.number": {"at-least": "10"}},
        {"case.options": {"count": {"is": "1"}}},
        {"case.many": {"includes-all": ["a", "none"]}},
        {"all": [{"case.day": {"before": "2026-01-01"}}, {"case.day": {"after": "2026-06-01"}}]},
        {"case.parties": {"any": {"all": [{"vulnerable": "yes"}, {"vulnerable": "no"}]}}},
        {"all": [{"case.parties": {"any": {"vulnerable": "yes"}}}, {"case.parties": {"count": {"at-most": "0"}}}]},
        {"all": [{"fact.depth": "quick"}, {"fact.route": "full"}]},
        {"all": [{"case.kind": {"answered": "no"}}, {"case.kind": "a"}]},
        {"all": [{"case.kind": {"skipped": "later"}}, {"case.kind": {"skipped": "withheld"}}]},
        {"case.kind": {"not-in": ["a", "b", "c"]}},
    ],
)
def test_a_condition_that_contradicts_itself_or_what_leads_to_it_is_never_asked(when: Any) -> None:
    assert asked_when(when) == ["framework.unreachable-step"]
    assert small(step("one"), flags=[flag(when)]) == ["framework.flag-never"]


@pytest.mark.parametrize(
    "when",
    [
        {"all": [{"case.kind": "a"}, {"case.only-a": {"answered": "yes"}}]},
        {"all": [{"case.chance": {"at-least": "50"}}, {"case.chance": {"at-most": "50"}}]},
        {"all": [{"case.many": {"includes": "a"}}, {"not": {"case.many": {"includes": "b"}}}]},
        {"all": [{"case.parties": {"any": {"vulnerable": "yes"}}}, {"case.parties": {"any": {"vulnerable": "no"}}}]},
        {"not": {"case.kind": {"in": ["a", "b", "c"]}}},
        {"case.parties": {"none": {"all": [{"vulnerable": "yes"}, {"vulnerable": "no"}]}}},
        {"case.if-able": {"skipped": "nothing"}},
    ],
)
def test_a_condition_that_some_walk_fulfils_is_passed(when: Any) -> None:
    assert asked_when(when) == []
    assert small(step("one"), flags=[flag(when)]) == []


def test_a_step_hanging_on_a_chain_of_steps_is_tried_with_their_conditions() -> None:
    chain = [step("one", "yes-no", when={"case.kind": "a"}), step("two", "yes-no", when={"one": "yes"})]
    assert small(*chain, step("three", when={"all": [{"two": "yes"}, {"case.kind": "a"}]})) == []
    assert small(*chain, step("three", when={"all": [{"two": "yes"}, {"case.kind": "b"}]})) == [
        "framework.unreachable-step"
    ]


def test_a_step_that_needs_a_deeper_one_is_never_asked_at_its_own_depth() -> None:
    assert asked_when({"case.deep": "yes"}) == ["condition.too-deep"]
    assert asked_when({"case.deep": "yes"}, depth="standard") == ["condition.too-deep"]
    assert asked_when({"case.deep": "yes"}, depth="full") == []
    assert asked_when({"any": [{"case.deep": "yes"}, {"case.kind": "a"}]}) == []


def test_a_step_deeper_than_every_route_is_never_asked() -> None:
    shallow = framework("shallow", step("one", depth="full"), step("two"))
    found = lint([CASE, shallow, route("quick", "case", "shallow")], TODAY)
    assert [(fault.id, fault.problem.code) for fault in found if fault.id == "shallow"] == [
        ("shallow", "framework.unreachable-step")
    ]


def test_a_search_that_grows_too_large_ends_with_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "LIMIT", 2)
    assert asked_when({"all": [{"case.kind": "a"}, {"case.kind": "b"}]}) == []


# routes


def on_route(*walk: Any, depth: str = "full") -> list[str]:
    return [fault.problem.code for fault in lint([CASE, LATER, route("one", *walk, depth=depth)], TODAY)]


def test_a_route_walks_frameworks_that_exist_and_each_once() -> None:
    assert on_route("case", "later") == []
    assert on_route("case", "latre", "later") == ["route.unknown-framework"]
    assert on_route("case", "later", "later") == ["route.twice"]


def test_a_stop_reads_only_what_is_walked_before_it() -> None:
    assert on_route("case", {"framework": "later", "when": {"case.kind": "a"}}) == []
    assert on_route({"framework": "later", "when": {"case.kind": "a"}}, "case") == ["condition.later"]
    assert on_route("case", {"framework": "later", "when": {"kind": "a"}}) == ["route.short-name"]


def test_a_stop_that_can_never_be_walked_is_told() -> None:
    never = {"all": [{"case.kind": "a"}, {"case.kind": "b"}]}
    assert on_route("case", {"framework": "later", "when": never}) == ["route.never-walked"]
    assert on_route("case", "later", {"joined": "protocol"}) == ["route.never-walked"]
    assert on_route("case", "later", {"joined": "lens"}) == []


def test_a_protocol_that_an_answer_brings_in_is_walked_where_protocols_join() -> None:
    brings = framework("brings", step("who", "one-of", choices={"me": {"label": "Me", "joins": "care"}, "you": "You"}))
    care = framework("care", step("one", when={"brings.who": "you"}))
    assert [
        fault.problem.code for fault in lint([brings, care, route("full", "brings", {"joined": "protocol"})], TODAY)
    ] == []


def test_a_lens_stop_needs_a_lens_and_a_stop_something_to_ask() -> None:
    assert on_route("case", {"lens": "later"}) == ["route.not-a-lens"]
    deep = framework("deep", step("one", depth="full"))
    found = lint([CASE, deep, route("quick", "case", "deep"), route("full", "case", "deep")], TODAY)
    assert [(fault.problem.code, fault.problem.level) for fault in found] == [("route.empty-stop", "warning")]


def test_a_role_stands_on_one_step_of_a_route() -> None:
    assert small(step("one", role="plan")) == []
    assert small(step("one", role="plan"), step("two", role="plan")) == ["framework.duplicate-role"]
    assert small(step("one", "one-of", choices=ABC, role="decision")) == ["route.duplicate-role"]


# steps as such


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([step("one"), step("one")], "framework.duplicate-step"),
        ([step("item")], "framework.reserved-id"),
        ([step("any")], "framework.reserved-id"),
        (
            [step("one", "roster", fields=[{"id": "x", "ask": "?"}, {"id": "x", "ask": "?"}])],
            "framework.duplicate-field",
        ),
        ([step("one", "roster", fields=[{"id": "label", "ask": "?"}])], "framework.reserved-id"),
        ([step("one", "roster", fields=[{"id": "x", "ask": "?", "type": "one-of"}])], "framework.choices-missing"),
        (
            [step("one", "roster", fields=[{"id": "x", "ask": "?", "type": "date", "choices": ABC}])],
            "framework.unfit-key",
        ),
        ([step("one", choices=ABC)], "framework.unfit-key"),
        ([step("one", "one-of", points=ABC, choices=ABC)], "framework.unfit-key"),
        ([step("one", range="required")], "framework.unfit-key"),
        ([step("one", "percent", start="50")], "framework.unfit-key"),
        ([step("one", item="thing")], "framework.unfit-key"),
        ([step("one", offers=["This"])], "framework.unfit-key"),
        ([step("one", "scale", points=ABC, min=1)], "framework.unfit-key"),
        ([step("one", "roster", because="required")], "framework.unfit-key"),
        ([step("one", "tell", reads="Told.")], "framework.unfit-key"),
        ([step("one", "tell", role="plan")], "framework.unfit-key"),
        ([step("one", "one-of", choices={"a": {"label": "A", "alone": True}, "b": "B"})], "framework.unfit-key"),
        ([step("one", "rank", choices={"a": {"label": "A", "other": True}, "b": "B"})], "framework.unfit-key"),
        ([step("one", "one-of")], "framework.choices-missing"),
        ([step("one", "any-of", **{"from": "case.parties"}, choices=ABC)], "framework.choices-twice"),
        ([step("one", "yes-no", choices={"maybe": "Maybe"})], "framework.choices-misfit"),
        ([step("one", "scale")], "framework.points-missing"),
        ([step("one", "appraisal")], "framework.each-missing"),
        ([step("one", "number", min=5, max=3)], "framework.bounds"),
        ([step("one", "any-of", choices=ABC, min=4)], "framework.bounds"),
        ([step("one", each="case.kind")], "framework.no-roster"),
        ([step("one", "one-of", **{"from": "case.kind"})], "framework.no-roster"),
        ([step("one", each="case.partys")], "framework.unknown-step"),
        ([step("one", each=["case.parties", "case.parties"])], "framework.each-pair"),
        ([step("one", each="two"), step("two", "roster")], "condition.later"),
        ([step("one", "one-of", choices={"a": {"label": "A", "route": "qiuck"}, "b": "B"})], "framework.unknown-route"),
        (
            [step("one", "one-of", choices={"a": {"label": "A", "joins": "latre"}, "b": "B"})],
            "framework.unknown-framework",
        ),
    ],
)
def test_a_step_with_ids_or_keys_that_do_not_fit_is_told(steps: list[Plain], code: str) -> None:
    assert code in small(*steps)


@pytest.mark.parametrize(
    "fitting",
    [
        step("one", "one-of", choices={"a": {"label": "A", "route": "quick", "other": True}, "b": "B"}),
        step("one", "one-of", choices=[{"id": "a", "label": "A"}, {"id": "b", "label": "B", "joins": "later"}]),
        step("one", "any-of", choices={"a": {"label": "A", "alone": True}, "b": "B"}, min=1, max=2),
        step("one", "rank", **{"from": "case.parties"}),
        step("one", "yes-no", choices={"yes": "Yes, indeed"}, because="required"),
        step("one", "scale", points=ABC, each=["case.options", "case.parties"]),
        step("one", "appraisal", each="case.options"),
        step("one", "percent", range="offered"),
        step("one", "number", min=1, max=3, unit="days"),
        step("one", "passage", start="Begin"),
        step(
            "one",
            "roster",
            item="thing",
            fields=[{"id": "x", "ask": "?", "type": "one-of", "choices": ABC}],
            offers=["This"],
            min=1,
        ),
        step("one", "tell"),
    ],
)
def test_a_step_whose_keys_fit_its_type_is_passed(fitting: Plain) -> None:
    assert small(fitting) == []


def test_a_flag_needs_an_id_of_its_own() -> None:
    when = {"one": "yes"}
    one = step("one", "yes-no")
    assert small(one, flags=[flag(when, "x"), flag(when, "y")]) == []
    assert small(one, flags=[flag(when, "x"), flag(when, "x")]) == ["framework.duplicate-flag"]
    assert small(one, flags=[flag(when, "one")]) == ["framework.duplicate-id"]


def test_a_framework_may_not_have_the_name_of_what_conditions_know() -> None:
    found = faults(framework("small", step("one")), framework("fact", step("one")))
    assert [fault.problem.code for fault in found] == ["framework.reserved-id"]


def test_a_stage_cannot_be_joined_by_a_choice() -> None:
    stage = framework("stage", step("one", covers=["x"]), kind="stage")
    chooses = framework("small", step("one", "one-of", choices={"a": {"label": "A", "joins": "stage"}, "b": "B"}))
    assert [fault.problem.code for fault in faults(stage, chooses)] == ["framework.joins-stage"]


def test_a_lens_ends_in_its_one_appraisal() -> None:
    view = step("stands", "appraisal", each="case.options", covers=["x"])
    assert small(step("one"), view, kind="lens") == []
    assert small(view, step("one"), kind="lens") == ["framework.lens-end"]
    assert small(step("one", covers=["x"]), kind="lens") == ["framework.lens-end"]
    assert small(view, {**view, "id": "again"}, kind="lens") == ["framework.lens-end"]


# slots


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([step("one", ask="What of {case.kidn}?")], "slot.unknown"),
        ([step("one", ask="What of {fact.weather}?")], "slot.unknown"),
        ([step("one", ask="What of {Case Kind}?")], "slot.form"),
        ([step("one", title="On {case.kind}")], "slot.not-here"),
        ([step("one", hint="Think of {item}.")], "slot.no-item"),
        ([step("one", each="case.parties", ask="What of {option}?")], "slot.no-item"),
        ([step("one", ask="What of {case.told}?")], "slot.tell"),
        ([step("one", ask="What of {case.view}?")], "slot.repeated"),
        ([step("one", ask="What of {two}?"), step("two")], "slot.later"),
        ([step("one", ask="What of {later.afterwards}?")], "slot.later"),
        ([step("one", ask="What of {case.only-a}?")], "slot.empty"),
        ([step("one", ask="What of {case.if-able}?")], "slot.empty"),
        ([step("one", ask="What of {case.deep}?")], "slot.empty"),
        ([step("one", ask="Why against {fact.outweighed}?")], "slot.empty"),
        ([step("one", reads="So: {case.kind}.")], "slot.unknown"),
        ([step("one", reads="So: {because}.")], "slot.because"),
        ([step("one", reads="For {item}: {answer}.")], "slot.no-item"),
    ],
)
def test_a_slot_that_is_not_filled_is_told(steps: list[Plain], code: str) -> None:
    assert small(*steps) == [code]


@pytest.mark.parametrize(
    "filled",
    [
        step("one", ask="What of {case.kind}?"),
        step("one", ask="What of {case.only-a}?", when={"case.kind": "a"}),
        step("one", ask="What of {case.deep}?", depth="full"),
        step("one", ask="Why against {fact.outweighed}?", when={"fact.outweighed": {"count": {"at-least": "1"}}}),
        step(
            "one",
            ask="What would {option} change for {party}?",
            each=["case.options", "case.parties"],
            reads="{item}: {answer}.",
        ),
        step("one", each="case.options", ask="How does it stand: {case.view}?"),
        step("one", because="offered", reads="{answer}, for {because}."),
    ],
)
def test_a_slot_that_is_filled_on_every_path_is_passed(filled: Plain) -> None:
    assert small(step("zero"), filled) == []


def test_the_slots_of_a_flag_are_filled_when_it_rises() -> None:
    assert small(step("one"), flags=[flag({"case.kind": "a"}, say="See {case.only-a}.")]) == []
    assert small(step("one"), flags=[flag({"case.kind": "b"}, say="See {case.only-a}.")]) == ["slot.empty"]
    assert small(step("one"), flags=[flag({"case.kind": "b"}, say="See {item}.")]) == ["slot.no-item"]


# sources, days, rows


def sourced(**source: Any) -> list[str]:
    return small(step("one"), sources={"book": {"cite": "A book", "checked_on": "2026-01-01", **source}})


def test_a_source_must_be_named_known_used_and_not_of_the_future() -> None:
    assert sourced() == []
    assert sourced(checked_on="2026-11-24") == ["source.future"]
    assert sourced(checked_on="2026-02-30") == ["source.no-day"]
    assert small(step("one", source="boko")) == ["source.unknown", "source.unused"]
    assert small(step("one"), {**step("two"), "source": []}) == ["source.missing"]
    assert small(step("one"), step("two", optional=True, source=[]), step("three", "tell", source=[])) == []
    assert small(step("one", source=[]), sources={}) == ["source.none"]


def test_content_that_should_have_been_looked_at_again_is_told() -> None:
    assert small(step("one"), review_by="2026-11-23") == []
    assert small(step("one"), review_by="2026-11-22") == ["review.past"]
    assert small(step("one"), review_by="2026-13-01") == ["review.no-day"]


def test_rows_that_are_unknown_or_covered_by_nothing_are_told() -> None:
    rows = Piece(
        "rows", "rows", {"rows": "1.0.0", "groups": [{"title": "All", "rows": {"law": "Law", "plan": "Plan"}}]}
    )
    both = faults(rows, framework("small", step("one", covers=["law", "plan"]), kind="stage"))
    one = faults(rows, framework("small", step("one", covers=["law", "plam"]), kind="stage"))
    none = faults(framework("small", step("one"), kind="stage"))
    assert both == []
    assert [fault.problem.code for fault in one] == ["framework.unknown-row", "rows.uncovered"]
    assert one[-1].problem.message == "no step covers this row: plan"
    assert [fault.problem.code for fault in none] == ["framework.no-rows"]


# what else names steps


def used(kind: str, plain: Mapping[str, Any]) -> list[str]:
    raising = framework("small", step("one"), flags=[flag({"case.kind": "a"})])
    return [fault.problem.code for fault in faults(raising, Piece(kind, "x", plain))]


def test_a_record_layout_names_steps_that_exist() -> None:
    assert used("record", {"parts": [{"show": "table", "steps": ["case.kind", "small.one"]}, {"show": "trail"}]}) == []
    assert used("record", {"parts": [{"show": "table", "steps": ["case.kind", "small.two"]}]}) == [
        "record.unknown-step"
    ]


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({"answers": {"case.kidn": "a"}}, "walk.unknown-step"),
        ({"route": "qiuck"}, "walk.unknown-route"),
        ({"lenses": ["case"]}, "walk.unknown-lens"),
        ({"handled": {"small.rised": "done"}}, "walk.unknown-flag"),
        ({"expect": {"flags": ["small.rised"]}}, "walk.unknown-flag"),
        ({"expect": {"path": ["case.kind", "case.knid"]}}, "walk.unknown-step"),
    ],
)
def test_a_sample_walk_that_names_what_there_is_not_is_told(plain: Plain, code: str) -> None:
    assert used("walk", plain) == [code]


def test_a_sample_walk_that_names_what_there_is_is_passed() -> None:
    expect = {"path": ["case.kind", "case.view[o1]"], "flags": ["small.raised"]}
    assert (
        used(
            "walk",
            {"route": "quick", "answers": {"case.kind": "a"}, "handled": {"small.raised": "done"}, "expect": expect},
        )
        == []
    )


def test_a_faulty_condition_hides_no_other_fault_and_causes_none() -> None:
    steps = [
        step("one", "yes-no", when={"case.kind": "d"}),
        step("two", "scale", when={"one": "yes"}),
        step("three", ask="{one}"),
    ]
    assert small(*steps) == ["condition.value", "framework.points-missing"]
