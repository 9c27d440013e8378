"""Each check of completeness: a walk with that one gap, and a walk that is whole. No message repeats what was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ethics_cli.core.finding import DISCLOSED, FEW_WORDS, UNEQUAL, findings

SAID = "xyzzy"
"""Stands in every answer, and may stand in no finding."""
WAIT = "Do nothing further"
Change = Callable[[Any], Any]


def item(ident: str, label: str, **fields: Any) -> dict[str, Any]:
    return {"id": ident, "label": label, **fields}


OPTIONS = [
    item("o1", f"Tell {SAID}", **{"for": f"{SAID} is heard", "against": f"{SAID} did not agree"}),
    item("o2", WAIT, **{"for": f"{SAID} has time", "against": f"{SAID} may come to harm"}),
]
PARTIES = [item("p1", f"Client {SAID}", stake=f"The work {SAID}", heard="yes"), item("p2", SAID, stake=SAID)]
ASKED = item("a1", f"Lead {SAID}", when="2026-11-20", asked=SAID, said=SAID, followed="yes")
RULE = item("n1", f"HR-7 {SAID}", section=f"1 {SAID}", force="must")
OPEN = item("u1", f"When {SAID}", owner=SAID, by="2026-12-01")
SIDES = item("o1", f"Tell {SAID}", **{"for": f"{SAID} is heard", "against": " ".join([SAID] * FEW_WORDS)})


def frameworks(kit: Any) -> list[Any]:
    """What a walk goes through, cut down to the steps that checks look at."""
    choice = {"id": "choice", "type": "one-of", "from": "options.options", "role": "decision"}
    why_not = {"id": "rejected", "each": "options.options", "when": {"item.chosen": "no"}}
    six = {"id": "reasons", "covers": ["six-conditions"], "when": {"fact.outweighed": {"count": {"at-least": "1"}}}}
    return [
        kit.framework(
            "framing",
            {"id": "kind", "type": "one-of", "role": "kind", "choices": {"plain": "Plain", "dilemma": "Dilemma"}},
            {"id": "question", "role": "question"},
            {"id": "rubs", "covers": ["is-it-ethical"]},
            {"id": "unknowns", "type": "roster"},
        ),
        kit.framework("people", {"id": "parties", "type": "roster", "item": "party", "role": "parties"}),
        kit.framework("self", {"id": "sure", "role": "confidence-before"}),
        kit.framework("norms", {"id": "norms", "type": "roster", "role": "norms"}),
        kit.framework("help", {"id": "consulted", "type": "roster", "item": "adviser", "role": "consultations"}),
        kit.framework(
            "options",
            {"id": "options", "type": "roster", "item": "option", "role": "options", "offers": [WAIT]},
            {"id": "felt", "each": "options"},
        ),
        kit.framework("care", {"id": "stands", "type": "appraisal", "each": "options.options"}, kind="lens"),
        kit.framework(
            "stakes", {"id": "how", "each": ["options.options", "people.parties"]}, {"id": "end"}, kind="lens"
        ),
        kit.framework("choosing", choice, why_not, six, {"id": "sure", "role": "confidence-after"}),
        kit.framework("disclosure", *({"id": name} for name in DISCLOSED), kind="protocol"),
        kit.framework(
            "acting", {"id": "change", "covers": ["go-back"]}, {"id": "look", "type": "date", "role": "look-again"}
        ),
    ]


@pytest.fixture
def whole(kit: Any):
    """A walk that leaves no gap. `without` names frameworks that it does not come to."""

    def of(*without: str, **more: Any) -> Any:
        walked = [one for one in frameworks(kit) if one["framework"] not in (*without, "stakes")]
        case = kit.Case(*walked)
        given = {
            "framing.kind": "dilemma",
            "framing.question": f"Tell {SAID}?",
            "framing.unknowns": [OPEN],
            "people.parties": PARTIES,
            "self.sure": SAID,
            "norms.norms": [RULE],
            "help.consulted": [ASKED],
            "options.options": OPTIONS,
            "choosing.choice": "o2",
            "choosing.sure": SAID,
            **{f"disclosure.{name}": SAID for name in DISCLOSED},
            "acting.change": SAID,
            "acting.look": "2026-12-05",
        }
        for ref, value in given.items():
            if ref.partition(".")[0] not in without:
                case.answer(ref, value, because=SAID)
        if "options" not in without:
            for option in ("o1", "o2"):
                case.answer("options.felt", SAID, option).answer("care.stands", "neither", option, because=SAID)
            case.answer("choosing.rejected", SAID, "o1")
        return case

    return of


def told(case: Any) -> list[str]:
    return [finding.ref for finding in findings(case.walk)]


def test_a_walk_that_is_whole_has_no_finding(whole) -> None:
    assert told(whole()) == []


GAPS: dict[str, tuple[Change, list[str]]] = {
    "no question, and nothing that says it is ethical": (
        lambda case: case.answer("framing.question", non="unknown"),
        ["Q2 framing.question"],
    ),
    "one option": (
        lambda case: case.answer("options.options", OPTIONS[1:]),
        ["Q3 options.options"],
    ),
    "no waiting among the options": (
        lambda case: case.answer("options.options", [OPTIONS[0], {**OPTIONS[1], "label": SAID}]),
        ["Q3 options.options"],
    ),
    "nothing for one option": (
        lambda case: case.answer("options.options", [{**OPTIONS[0], "for": ""}, OPTIONS[1]]),
        ["Q4 options.options"],
    ),
    "nothing against one option": (
        lambda case: case.answer("options.options", [OPTIONS[0], item("o2", WAIT, **{"for": SAID})]),
        ["Q5 options.options"],
    ),
    "one side in far more detail": (
        lambda case: case.answer("options.options", [SIDES, OPTIONS[1]]),
        ["C1 options.options"],
    ),
    "something unknown without an owner": (
        lambda case: case.answer("framing.unknowns", [{**OPEN, "owner": ""}]),
        ["S1 framing.unknowns"],
    ),
    "something unknown without a day": (
        lambda case: case.answer("framing.unknowns", [OPEN, item("u2", SAID, owner=SAID)]),
        ["S1 framing.unknowns"],
    ),
    "somebody never mentioned again": (
        lambda case: case.answer("people.parties", [PARTIES[0], item("p2", SAID)]),
        ["S2 people.parties"],
    ),
    "somebody who may be vulnerable, not heard": (
        lambda case: case.answer("people.parties", [PARTIES[0], {**PARTIES[1], "vulnerable": "unsure", "heard": "no"}]),
        ["S2 people.parties"],
    ),
    "a rule without its section": (
        lambda case: case.answer("norms.norms", [item("n1", SAID, force="must")]),
        ["S3 norms.norms"],
    ),
    "no reason against what was not chosen": (
        lambda case: case.answer("choosing.rejected", None, "o1", non="later"),
        ["S4 choosing.rejected"],
    ),
    "a duty outweighed, a condition open": (
        lambda case: case.answer("care.stands", "strongly-against", "o2", because=SAID),
        ["S5 choosing.reasons"],
    ),
    "a consultation in half": (
        lambda case: case.answer("help.consulted", [item("a1", SAID, asked=SAID)]),
        ["S7 help.consulted"],
    ),
    "not said how sure before": (lambda case: case.answer("self.sure", non="unknown"), ["S8 self.sure"]),
    "not said how sure after": (lambda case: case.answer("choosing.sure", non="withheld"), ["S8 choosing.sure"]),
    "no day to look again": (lambda case: case.answer("acting.look", non="unknown"), ["S9 acting.look"]),
    "nothing that would change it": (lambda case: case.answer("acting.change", non="unknown"), ["S9 acting.change"]),
    **{
        f"disclosed, without {name}": (
            lambda case, name=name: case.answer(f"disclosure.{name}", non="unknown"),
            [f"S6 disclosure.{name}"],
        )
        for name in DISCLOSED
    },
}


@pytest.mark.parametrize("gap", GAPS)
def test_each_gap_is_told_at_its_place_and_nothing_else_is(whole, gap: str) -> None:
    change, expected = GAPS[gap]
    assert told(change(whole())) == expected


@pytest.mark.parametrize("gap", GAPS)
def test_no_finding_repeats_what_was_answered(whole, gap: str) -> None:
    found = findings(GAPS[gap][0](whole()).walk)
    assert found
    for finding in found:
        assert SAID not in f"{finding.id} {finding.step} {finding.message} {finding.hint} {' '.join(finding.items)}"
        assert finding.message


def test_a_finding_about_an_item_names_it_by_its_id(whole) -> None:
    case = whole().answer("norms.norms", [RULE, item("n2", SAID)])
    (finding,) = findings(case.walk)
    assert (finding.ref, finding.items) == ("S3 norms.norms", ("n2",))


def test_two_items_with_the_same_gap_are_two_findings(whole) -> None:
    case = whole().answer("framing.unknowns", [item("u1", SAID), item("u2", SAID)])
    assert [finding.items for finding in findings(case.walk)] == [("u1",), ("u2",)]


# when a check does not fire


def test_a_conflict_that_says_it_is_ethical_stands_for_the_question(whole) -> None:
    assert told(whole().answer("framing.question", non="unknown").answer("framing.rubs", SAID)) == []


def test_how_options_are_for_people_may_be_said_party_by_party_instead(kit) -> None:
    unfelt = next(one for one in frameworks(kit) if one["framework"] == "options")
    unfelt["steps"] = unfelt["steps"][:1]
    assert "Q6 options.options" in told(case_without_felt(kit, unfelt))
    assert "Q6 options.options" not in told(case_without_felt(kit, unfelt, "stakes"))


def case_without_felt(kit: Any, options: Any, *lenses: str) -> Any:
    held = {one["framework"]: one for one in frameworks(kit)}
    case = kit.Case(held["people"], options, *(held[lens] for lens in lenses))
    return case.answer("people.parties", PARTIES).answer("options.options", OPTIONS)


def test_somebody_who_is_asked_about_is_mentioned(kit) -> None:
    held = {one["framework"]: one for one in frameworks(kit)}
    case = kit.Case(held["people"], held["options"], held["stakes"])
    case.answer("people.parties", [item("p1", SAID, vulnerable="yes", heard="no")]).answer("options.options", OPTIONS)
    assert "S2 people.parties" in told(case)
    assert "S2 people.parties" not in told(case.answer("stakes.how", SAID, "o1", "p1"))


def test_sides_that_are_short_or_nearly_equal_are_no_finding(whole) -> None:
    few = item("o1", SAID, **{"for": SAID, "against": " ".join([SAID] * (FEW_WORDS - 1))})
    near = item("o1", SAID, **{"for": " ".join([SAID] * 4), "against": " ".join([SAID] * (4 * UNEQUAL - 1))})
    for option in (few, near):
        assert told(whole().answer("options.options", [option, OPTIONS[1]])) == []


def test_a_duty_that_is_outweighed_with_its_conditions_answered_is_no_finding(whole) -> None:
    case = whole().answer("care.stands", "strongly-against", "o2", because=SAID).answer("choosing.reasons", SAID)
    assert told(case) == []


def test_a_walk_that_never_asked_why_not_the_others_is_told_so(kit) -> None:
    held = {one["framework"]: one for one in frameworks(kit)}
    held["choosing"]["steps"] = [one for one in held["choosing"]["steps"] if one["id"] == "choice"]
    case = kit.Case(held["options"], held["choosing"]).answer("options.options", OPTIONS)
    assert "S4 choosing.choice" not in told(case)
    assert "S4 choosing.choice" in told(case.answer("choosing.choice", "o1"))


def test_a_walk_that_never_came_to_the_six_conditions_is_told_so(kit) -> None:
    held = {one["framework"]: one for one in frameworks(kit)}
    held["choosing"]["steps"] = [one for one in held["choosing"]["steps"] if one["id"] == "choice"]
    case = kit.Case(held["options"], held["care"], held["choosing"]).answer("options.options", OPTIONS)
    case.answer("care.stands", "strongly-against", "o1", because=SAID).answer("choosing.choice", "o1")
    assert "S5 choosing.choice" in told(case)


def test_without_a_disclosure_nothing_is_asked_of_it(whole) -> None:
    assert told(whole("disclosure")) == []


def test_a_settled_case_needs_no_options_and_no_reasons_against_them(whole) -> None:
    assert told(whole("options", "care", "choosing")) == []


def test_a_plain_answer_is_asked_for_its_question_and_its_consultations_only(whole) -> None:
    case = whole().answer("framing.kind", "plain").answer("options.options", OPTIONS[:1])
    case.answer("acting.look", non="unknown").answer("help.consulted", [item("a1", SAID)])
    assert told(case) == ["S7 help.consulted"]
    assert told(case.answer("framing.question", non="unknown")) == ["Q2 framing.question", "S7 help.consulted"]


def test_a_walk_that_has_only_begun_can_be_looked_at(kit) -> None:
    case = kit.Case(*(one for one in frameworks(kit) if one["framework"] != "stakes"))
    assert set(told(case)) >= {"Q2 framing.question", "Q3 options.options", "S9 acting.change"}


def test_an_answer_off_the_path_fills_no_gap(kit) -> None:
    steps = [{"id": "a"}, {"id": "change", "covers": ["go-back"], "when": {"a": "yes"}}]
    case = kit.Case(kit.framework("acting", *steps)).answer("acting.a", "yes").answer("acting.change", SAID)
    assert "S9 acting.change" not in told(case)
    assert "S9 acting.change" in told(case.answer("acting.a", "no"))
