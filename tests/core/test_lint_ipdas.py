"""Each check that comes from standards for decision aids: content that lacks it, with the path, and content that has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ethics_cli.core.lint import Fault, Piece, lint

TODAY = date(2026, 11, 23)
DEPTHS = ("quick", "standard", "full")
Plain = dict[str, Any]
Found = list[tuple[str, str, str, tuple[str | int, ...]]]


def step(ident: str, kind: str = "text", **more: Any) -> Plain:
    return {"id": ident, "ask": "What is it?", "type": kind, "source": "book", "depth": "quick", **more}


FIELDS = [
    {"id": "for", "ask": "What speaks for it?", "type": "passage"},
    {"id": "against", "ask": "What speaks against it?", "type": "passage"},
]
OPTIONS = step("options", "roster", item="option", role="options", min=2, fields=FIELDS, offers=["Do nothing further"])
QUESTION = step("question", role="question")
VALUES = step("values", covers=["own-values"])
CONSULT = step("asked", covers=["consult"])
FELT = step("felt", each="options", ask="How would this be for the client: {item}?", covers=["consequences"])
STEPS = (QUESTION, VALUES, CONSULT, OPTIONS, FELT)
SIGNED = {
    "edition": "1.0.0",
    "authors": "The ethics project",
    "funding": "none",
    "reviewed": "none",
    "review_by": "2027-11-01",
}


def case(*steps: Plain, without: str = "", **more: Any) -> Piece:
    plain = {
        **SIGNED,
        "framework": "case",
        "kind": "stage",
        "title": "Case",
        "asks": "What is it?",
        "about": "For a case in which two duties pull apart and somebody has to choose between them.",
        "sources": {"book": {"cite": "A book", "checked_on": "2026-01-01"}},
        "steps": list(steps),
        "challenge": "What was left out?",
        **more,
    }
    return Piece("framework", "case", {key: value for key, value in plain.items() if key != without})


def routes(*depths: str) -> list[Piece]:
    plain = {"title": "R", "edition": "1.0.0", "walk": ["case"]}
    return [Piece("route", depth, {**plain, "route": depth, "depth": depth}) for depth in depths]


def told(*pieces: Piece) -> Found:
    faults = [fault for fault in lint(pieces, TODAY) if fault.problem.code.startswith("ipdas.")]
    return [(fault.problem.code, fault.kind, fault.id, fault.path) for fault in faults]


def messages(code: str, *pieces: Piece) -> list[Fault]:
    return [fault for fault in lint(pieces, TODAY) if fault.problem.code == code]


def test_content_with_all_that_is_asked_for_is_passed() -> None:
    assert lint([case(*STEPS), *routes(*DEPTHS)], TODAY) == []


# Q: what makes it a decision aid


def test_q1_a_framework_says_for_what_kind_of_problem_it_is() -> None:
    assert told(case(QUESTION, about="For hard cases.")) == [("ipdas.Q1", "framework", "case", ("about",))]
    assert told(case(QUESTION, without="about")) == [("ipdas.Q1", "framework", "case", ("about",))]


def test_q2_each_route_states_the_decision() -> None:
    unsaid = [one for one in STEPS if one is not QUESTION]

    assert told(case(*unsaid), *routes("standard")) == [("ipdas.Q2", "route", "standard", ("walk",))]
    assert told(case(*unsaid, step("conflict", role="conflict")), *routes("standard")) == []
    assert told(case(*unsaid, {**QUESTION, "depth": "full"}), *routes("standard", "full")) == [
        ("ipdas.Q2", "route", "standard", ("walk",))
    ]


def test_q2_a_quick_route_may_state_the_conflict_by_its_parts_in_words_of_ones_own() -> None:
    unsaid = [one for one in STEPS if one is not QUESTION]
    part = step("rubs", covers=["is-it-ethical"])
    chosen = step("kind", "one-of", choices={"a": "A", "b": "B"}, covers=["is-it-ethical"])

    assert told(case(*unsaid, part), *routes("quick")) == []
    assert told(case(*unsaid, part), *routes("standard")) == [("ipdas.Q2", "route", "standard", ("walk",))]
    assert told(case(*unsaid, chosen), *routes("quick")) == [("ipdas.Q2", "route", "quick", ("walk",))]


def roster(**more: Any) -> Found:
    return told(case({**OPTIONS, **more}))


def test_q3_there_are_two_options_and_one_of_them_may_be_not_to_act() -> None:
    assert roster(min=1) == [("ipdas.Q3", "framework", "case", ("steps", 0, "min"))]
    assert roster(min=None) == [("ipdas.Q3", "framework", "case", ("steps", 0, "min"))]
    assert roster(offers=["Ask a colleague"]) == [("ipdas.Q3", "framework", "case", ("steps", 0, "offers"))]


@pytest.mark.parametrize("label", ["Wait, and look again", "Leave it as it is", "Put off the talk", "Not act for now"])
def test_q3_not_acting_has_several_names_and_may_be_offered_beside_the_roster(label: str) -> None:
    assert roster(offers=[label]) == []
    assert told(case({**OPTIONS, "offers": []}, offers={"case.options": [label]})) == []


def test_q4_and_q5_benefit_and_harm_are_asked_of_each_option() -> None:
    pros, cons = FIELDS

    assert roster(fields=[cons]) == [("ipdas.Q4", "framework", "case", ("steps", 0, "fields"))]
    assert roster(fields=[pros]) == [("ipdas.Q5", "framework", "case", ("steps", 0, "fields"))]
    assert roster(fields=[]) == [
        ("ipdas.Q4", "framework", "case", ("steps", 0, "fields")),
        ("ipdas.Q5", "framework", "case", ("steps", 0, "fields")),
    ]
    assert [fault.problem.level for fault in messages("ipdas.Q5", case({**OPTIONS, "fields": [pros]}))] == ["error"]


def test_q4_and_q5_may_be_asked_by_steps_about_each_option_that_are_no_deeper() -> None:
    bare = {**OPTIONS, "fields": []}
    sides = [step("gains", each="options"), step("harms", each="options")]

    assert told(case(bare, *sides)) == []
    assert [code for code, *_ in told(case(bare, *({**one, "depth": "full"} for one in sides)))] == [
        "ipdas.Q4",
        "ipdas.Q5",
    ]


def test_q6_the_full_route_asks_how_each_option_would_be_for_the_client() -> None:
    unfelt = [one for one in STEPS if one is not FELT]
    others = [{**FELT, "ask": ask} for ask in ("What would “{item}” do for the client?", "How would it feel for you?")]

    assert told(case(*unfelt), *routes(*DEPTHS)) == [("ipdas.Q6", "route", "full", ("walk",))]
    for other in others:
        assert told(case(*unfelt, other), *routes("full")) == [("ipdas.Q6", "route", "full", ("walk",))]


# C: what guards against harmful bias


def test_c2_is_told_with_the_source_that_is_missing_and_only_there() -> None:
    (fault,) = lint([case({**QUESTION, "source": []}, VALUES)], TODAY)

    assert (fault.problem.code, fault.problem.message) == ("source.missing", "the step `question` names no source (C2)")


def test_c3_content_has_an_edition_and_sources_their_day() -> None:
    undated = {"book": {"cite": "A book"}}

    assert told(case(QUESTION, without="edition")) == [("ipdas.C3", "framework", "case", ("edition",))]
    assert told(case(QUESTION, sources=undated)) == [
        ("ipdas.C3", "framework", "case", ("sources", "book", "checked_on"))
    ]


def test_c4_the_day_of_review_is_there_and_within_two_years() -> None:
    assert told(case(QUESTION, without="review_by")) == [("ipdas.C4", "framework", "case", ("review_by",))]
    assert told(case(QUESTION, review_by="2029-01-01")) == [("ipdas.C4", "framework", "case", ("review_by",))]
    assert told(case(QUESTION, review_by="2028-11-20")) == []


def test_c4_a_day_that_is_past_is_told_once() -> None:
    (fault,) = lint([case(VALUES, review_by="2026-01-01")], TODAY)

    assert fault.problem.code == "review.past"
    assert fault.problem.message.endswith("(C4)")


def test_c5_a_likelihood_carries_a_range() -> None:
    assert told(case(step("chance", "percent"))) == [("ipdas.C5", "framework", "case", ("steps", 0))]
    assert told(case(step("chance", "percent", range="offered"), step("sure", "percent", range="required"))) == []


@pytest.mark.parametrize("key", ["authors", "funding"])
def test_c6_content_says_who_wrote_it_and_who_paid(key: str) -> None:
    assert told(case(QUESTION, without=key)) == [("ipdas.C6", "framework", "case", (key,))]
    assert told(case(QUESTION, **{key: "TBD"})) == [("ipdas.C6", "framework", "case", (key,))]


# L: what strengthens it


def test_l2_options_are_asked_the_same_questions() -> None:
    only = step("only", each="options", when={"item.label": "Wait"})
    chosen = step("choice", "one-of", role="decision", **{"from": "options"})
    after = step("why-not", each="options", when={"item.chosen": "no"})

    assert told(case(*STEPS, only)) == [("ipdas.L2", "framework", "case", ("steps", 5, "when"))]
    assert told(case(*STEPS, chosen, after)) == []


def test_l3_each_route_asks_what_matters_most() -> None:
    others = [one for one in STEPS if one is not VALUES]

    assert told(case(*others), *routes("quick")) == [("ipdas.L3", "route", "quick", ("walk",))]
    assert told(case(*others, step("order", covers=["ranking"])), *routes("quick")) == []


def test_l5_each_route_leads_to_somebody_to_ask_and_each_framework_has_a_question_for_them() -> None:
    others = [one for one in STEPS if one is not CONSULT]

    assert told(case(*others), *routes("quick")) == [("ipdas.L5", "route", "quick", ("walk",))]
    assert told(case(*others, {**CONSULT, "depth": "full"}), *routes("quick", "full")) == [
        ("ipdas.L5", "route", "quick", ("walk",))
    ]
    assert told(case(*STEPS, without="challenge")) == [("ipdas.L5", "framework", "case", ("framework",))]


def test_l6_content_says_whether_somebody_else_has_read_it_and_none_is_an_answer() -> None:
    read = [{"by": "A supervisor", "on": "2026-10-01"}]

    assert told(case(QUESTION, without="reviewed")) == [("ipdas.L6", "framework", "case", ("framework",))]
    assert told(case(QUESTION, reviewed=read)) == []


# other kinds of content


def test_models_and_norms_are_asked_who_made_them_and_how_old_they_are() -> None:
    norm = {"id": "one", "source": {"cite": "A law"}}
    norms = Piece("norms", "uk", {"norms": "uk", "entries": [norm], **SIGNED, "authors": "", "reviewed": ""})
    model = Piece("model", "aca", {"model": "aca", "source": {"cite": "A"}, **SIGNED, "review_by": "2040-01-01"})

    assert told(norms, model) == [
        ("ipdas.C3", "model", "aca", ("source", "checked_on")),
        ("ipdas.C4", "model", "aca", ("review_by",)),
        ("ipdas.C3", "norms", "uk", ("entries", 0, "source", "checked_on")),
        ("ipdas.C6", "norms", "uk", ("authors",)),
        ("ipdas.L6", "norms", "uk", ("norms",)),
    ]


def test_a_route_on_which_nothing_is_found_is_not_told_of_all_that_it_lacks() -> None:
    lost = Piece(
        "route", "quick", {"route": "quick", "title": "R", "edition": "1.0.0", "depth": "quick", "walk": ["x"]}
    )

    assert [fault.problem.code for fault in lint([lost], TODAY)] == ["route.unknown-framework"]
