"""A published model as a view: the rows it asks for, the steps that its walk asks, and how much of it a walk went through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.condition import tests_in as comparisons_in
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.model import asked_for, coverage, model_from, model_route, rows_covered
from ethics_cli.core.route import Route, route_from
from ethics_cli.core.slot import slots_in

DEPTHS = ("quick", "standard", "full")


def step(ident: str, *covers: str, depth: str = "full", **more: Any) -> dict[str, Any]:
    return {"id": ident, "ask": f"{ident}?", "type": "text", "depth": depth, "covers": list(covers), **more}


@pytest.fixture
def asked(kit, content):
    """The steps that a model with these rows asks, of these frameworks."""

    def of(rows: list[str], *frameworks: Any, walk: Any = ()) -> set[str]:
        model = model_from(content.model("m", rows))
        return set(asked_for(model, [framework_from(one) for one in frameworks], walk))

    return of


# rows


def test_a_model_asks_for_each_row_once_in_its_own_order(content) -> None:
    model = model_from(content.model("m", ["law", "codes"], ["affected", "law"]))
    assert model.rows == ("law", "codes", "affected")


def test_what_a_model_asks_for_only_in_part_is_not_counted(content) -> None:
    part = {"title": "By implication", "rows": ["care", "codes"], "part": True}
    assert model_from(content.model("m", ["law"], part, ["codes"])).rows == ("law", "codes")


# which steps its walk asks


def test_the_questions_of_every_walk_are_always_asked(asked, kit) -> None:
    plain = kit.framework("f", step("always", depth="quick"), step("other", "care"))
    assert asked(["law"], plain) == {"f.always"}


def test_a_row_is_asked_by_the_shallowest_steps_there_are_for_it(asked, kit) -> None:
    plain = kit.framework("f", step("deep", "law"), step("one", "law", depth="standard"), step("two", "law"))
    assert asked(["law"], plain) == {"f.one"}


def test_steps_of_the_same_depth_are_all_asked(asked, kit) -> None:
    plain = kit.framework(
        "f", step("quick", "law", depth="quick"), step("one", "law", depth="standard"), step("deep", "law")
    )
    assert asked(["law"], plain) == {"f.quick", "f.one"}
    assert asked(["law"], kit.framework("f", step("one", "law"), step("two", "law"))) == {"f.one", "f.two"}


def test_a_stage_is_asked_before_a_lens_even_a_deeper_stage(asked, kit) -> None:
    lens = kit.framework("lens", step("shallow", "care", depth="standard"), kind="lens")
    assert asked(["care"], lens, kit.framework("f", step("deep", "care"))) == {"f.deep"}
    assert asked(["care"], lens) == {"lens.shallow"}


def test_what_a_step_hangs_on_is_asked_too(asked, kit) -> None:
    people = kit.framework("people", step("parties", type="roster"), step("who"), step("unneeded"))
    plain = kit.framework(
        "f",
        step("kind"),
        step("opens", when={"kind": "a"}),
        step("sign"),
        step("law", "law", when={"all": [{"opens": "yes"}, {"not": {"people.who": {"answered": "no"}}}]}),
        step("each", "affected", each="people.parties"),
        step("pick", "decide", type="one-of", **{"from": "people.parties"}),
        step("worded", "plan", ask="What of {sign}?"),
    )
    assert asked(["law"], plain, people) == {"f.law", "f.opens", "f.kind", "people.who"}
    assert asked(["affected"], plain, people) == {"f.each", "people.parties"}
    assert asked(["decide"], plain, people) == {"f.pick", "people.parties"}
    assert asked(["plan"], plain, people) == {"f.worded", "f.sign"}


def test_a_list_that_offers_norms_hangs_on_what_they_are_looked_up_by(asked, kit) -> None:
    plain = kit.framework(
        "f",
        *(
            step(role, "law", type="any-of", role=role, choices={"a": "A"})
            for role in ("profession", "places", "bodies", "topics")
        ),
        step("norms", "policy", type="roster", offers_from="norms"),
        step("asked", "consult", type="roster", offers_from="contacts"),
    )
    assert asked(["policy"], plain) == {"f.norms", "f.profession", "f.places", "f.bodies", "f.topics"}
    assert asked(["consult"], plain) == {"f.asked"}


def test_what_a_stop_of_its_walk_hangs_on_is_asked_too(asked, kit) -> None:
    plain = kit.framework("f", step("kind"), step("law", "law"))
    stop = {"framework": "f", "when": {"any": [{"fact.exits": "weigh"}, {"not": {"f.kind": {"in": ["a"]}}}]}}
    assert asked(["law"], plain, walk=["x", stop]) == {"f.law", "f.kind"}


@st.composite
def frameworks(draw: st.DrawFn) -> dict[str, Any]:
    """A framework in which any step may hang on any before it, by condition, list, choice or wording."""
    steps: list[dict[str, Any]] = []
    for at in range(draw(st.integers(1, 9))):
        before = [one["id"] for one in steps]
        made = step(
            f"s{at}", *draw(st.sets(st.sampled_from(["law", "care", "plan"]))), depth=draw(st.sampled_from(DEPTHS))
        )
        if before and draw(st.booleans()):
            ref = draw(st.sampled_from(before))
            made |= draw(
                st.sampled_from(
                    [
                        {"when": {ref: "yes"}},
                        {"when": {"not": {"any": [{ref: {"any": {"is": "x"}}}, {"fact.depth": "quick"}]}}},
                        {"each": ref},
                        {"type": "one-of", "from": ref},
                        {"ask": f"Of {{{ref}}}?"},
                        {"hint": f"{{f.{ref}}}"},
                        {"start": f"{{{ref}}}"},
                    ]
                )
            )
        steps.append(made)
    return {"framework": "f", "kind": "stage", "edition": "1.0.0", "title": "F", "steps": steps}


def hangs_on(framework: Framework, ref: str) -> set[str]:
    """What a step hangs on, told apart from how the program tells it."""
    found = next(one for one in framework.steps if one.ref == ref)
    tests = {test.ref for test in comparisons_in(found.when)} if found.when else set()
    slots = {
        name if "." in name else f"f.{name}" for text in (found.ask, found.hint, found.start) for name in slots_in(text)
    }
    return (tests | set(found.each) | {found.from_} | slots) & {one.ref for one in framework.steps}


@given(frameworks(), st.sets(st.sampled_from(["law", "care"]), min_size=1))
def test_what_is_asked_is_closed_and_holds_nothing_that_nothing_needs(plain: Any, rows: set[str]) -> None:
    framework = framework_from(plain)
    model = model_from(
        {
            "model": "m",
            "title": "M",
            "short": "M",
            "edition": "1.0.0",
            "walk": ["f"],
            "source": {"cite": "x"},
            "steps": [{"title": "A", "rows": sorted(rows)}],
        }
    )
    asked = asked_for(model, [framework])
    needed = {ref for one in asked for ref in hangs_on(framework, one)}
    assert needed <= asked
    quick = {one.ref for one in framework.steps if one.depth == 0}
    covering = {one.ref for one in framework.steps if rows & set(one.covers)}
    assert quick <= asked
    assert asked <= quick | covering | needed
    assert all(
        any(row in one.covers for one in framework.steps if one.ref in asked) for row in rows & _covered(framework)
    )


def _covered(framework: Framework) -> set[str]:
    return {row for one in framework.steps for row in one.covers}


# its route


@pytest.fixture
def following(kit, content):
    """The route of a model over a base that has gates, as plain data."""

    def of(*walk: Any, rows: Any = ("law",)) -> dict[str, Any]:
        base = {
            **kit.route(
                "full",
                "triage",
                {"framework": "norms", "when": {"triage.kind": "a"}},
                {"joined": "protocol"},
                {"lens": "care", "when": {"triage.kind": "b"}},
                {"joined": "lens", "when": {"triage.kind": "c"}},
                depth="full",
            ),
            "minutes": 40,
        }
        held = [
            kit.framework("triage", step("kind")),
            kit.framework("norms", step("rule", "law")),
            kit.framework("care", step("hands"), kind="lens"),
            kit.framework("other", step("good"), kind="lens"),
        ]
        model = model_from(content.model("m", list(rows), walk=walk))
        return model_route(model, base, {one["framework"]: framework_from(one) for one in held})

    return of


def test_a_stop_keeps_the_gate_that_the_same_stop_has_on_the_base_route(following) -> None:
    walk = following("norms", {"lens": "care"}, {"joined": "lens"}, "triage")["walk"]
    assert walk == [
        {"framework": "norms", "when": {"triage.kind": "a"}},
        {"lens": "care", "when": {"triage.kind": "b"}},
        {"joined": "lens", "when": {"triage.kind": "c"}},
        "triage",
    ]


def test_a_lens_that_the_base_does_not_name_has_the_gate_of_joined_lenses(following) -> None:
    assert following({"lens": "other"})["walk"] == [{"lens": "other", "when": {"triage.kind": "c"}}]


def test_protocols_join_without_a_gate_as_they_do_on_the_base(following) -> None:
    assert following({"joined": "protocol"})["walk"] == [{"joined": "protocol"}]


def test_a_gate_of_its_own_is_kept(following) -> None:
    own = {"framework": "norms", "when": {"triage.kind": "z"}}
    assert following(own)["walk"] == [own]


def test_a_model_s_route_asks_what_its_gates_hang_on(following) -> None:
    assert following("triage", "norms")["asks"] == ["norms.rule", "triage.kind"]
    assert following("triage", rows=["care"])["asks"] == []


def test_a_model_s_route_goes_by_its_name_and_as_deep_as_the_base(following) -> None:
    plain = following("triage", "norms")
    route = route_from(plain)
    assert (route.id, route.model, route.depth, route.minutes, route.edition) == ("m", "m", 2, 40, "1.0.0")
    assert route.frameworks == {"triage", "norms"}


# which steps a route asks


class TestAsksStep:
    def route(self, depth: str, *asks: str) -> Route:
        plain = {"route": "r", "title": "R", "edition": "1.0.0", "depth": depth, "walk": ["f"]}
        return route_from({**plain, **({"asks": list(asks)} if asks else {})})

    def asked(self, kit, route: Route, depth: int, framework: str = "f") -> list[str]:
        steps = framework_from(kit.framework(framework, *(step(one, depth=one) for one in DEPTHS))).steps
        return [one.id for one in steps if route.asks_step(one, depth)]

    @pytest.mark.parametrize("depth", [0, 1, 2])
    def test_a_route_asks_all_down_to_its_depth(self, kit, depth: int) -> None:
        assert self.asked(kit, self.route(DEPTHS[depth]), depth) == list(DEPTHS[: depth + 1])

    def test_a_model_s_route_asks_what_it_lists_however_deep_and_what_is_quick(self, kit) -> None:
        assert self.asked(kit, self.route("full", "f.full"), 2) == ["quick", "full"]
        assert self.asked(kit, self.route("full", "g.x"), 2) == ["quick"]

    def test_what_brings_itself_into_a_model_s_walk_is_asked_as_on_a_standard_one(self, kit) -> None:
        route = self.route("full", "f.full")
        assert self.asked(kit, route, 2, "protocol") == ["quick", "standard"]
        assert self.asked(kit, route, 0, "protocol") == ["quick"]


# what a walk covers


class TestCoverage:
    def case(self, kit) -> Any:
        opens = step("opened", "codes", depth="standard", when={"a": "yes"})
        return kit.Case(
            kit.framework("f", step("a", "law", "care", depth="standard"), opens, step("c", "plan", depth="standard"))
        )

    def test_a_row_is_covered_by_an_answer_to_a_step_that_covers_it(self, kit, content) -> None:
        walk = self.case(kit).answer("f.a", "x").walk
        found = coverage(walk, model_from(content.model("m", ["plan", "law"], ["care"])))
        assert (found.covered, found.missing) == (("law", "care"), ("plan",))

    @pytest.mark.parametrize(
        ("non", "covered"),
        [("unknown", False), ("later", False), ("withheld", False), ("nothing", False), ("does-not-apply", True)],
    )
    def test_only_what_does_not_apply_was_looked_at_without_an_answer(self, kit, non: str, covered: bool) -> None:
        assert ("law" in rows_covered(self.case(kit).answer("f.a", non=non).walk)) is covered

    def test_what_is_on_the_path_and_not_answered_covers_nothing(self, kit) -> None:
        assert rows_covered(self.case(kit).walk) == set()

    def test_what_was_answered_on_a_branch_since_left_covers_nothing(self, kit) -> None:
        case = self.case(kit).answer("f.a", "yes").answer("f.opened", "x")
        assert rows_covered(case.walk) == {"law", "care", "codes"}
        assert rows_covered(case.answer("f.a", "no").walk) == {"law", "care"}

    def test_a_step_asked_about_each_item_covers_by_any_of_them(self, kit) -> None:
        case = kit.Case(
            kit.framework("f", step("who", type="roster", depth="quick"), step("e", "law", each="who", depth="quick"))
        )
        case.answer("f.who", kit.roster("A", "B")).answer("f.e", "x", "o2").answer("f.e", None, "o1", non="unknown")
        assert rows_covered(case.walk) == {"law"}
