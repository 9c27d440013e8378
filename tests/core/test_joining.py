"""What joins a walk, where it is walked, and what the exits of protocols open and close behind it."""

from __future__ import annotations

from typing import Any

import pytest

EXITS = {"settled": "One course", "weigh": "Weigh it", "not-this": "Another case"}
OPEN = {"any": [{"fact.exits": {"includes": "weigh"}}, {"not": {"fact.exits": {"includes": "settled"}}}]}
"""The gate that options have: something to weigh, or nothing that settled it."""


def joins(*names: str, **more: Any) -> dict[str, Any]:
    return {"type": "any-of", "choices": {name: {"label": name, "joins": name} for name in names}, **more}


def protocol(kit: Any, ident: str, *steps: dict[str, Any], exits: bool = False) -> dict[str, Any]:
    own = [{"id": "exit", "type": "one-of", "role": "exit", "choices": EXITS}] if exits else []
    act = [{"id": "act", "role": "settled-act", "when": {"exit": "settled"}}] if exits else []
    return kit.framework(ident, {"id": "q"}, *steps, *own, *act, kind="protocol")


@pytest.fixture
def case(kit: Any):
    """A walk with a stop for protocols before options and one after the decision; `duty`, `harm` and `slip` can join."""

    def of(*, duty: Any = (), exits: bool = False, gate: Any = None, **more: Any) -> Any:
        first = {"joined": "protocol", **({"when": gate} if gate else {})}
        walk = ["a", first, {"framework": "o", "when": OPEN}, {"joined": "lens"}, "d", {"joined": "protocol"}, "z"]
        return kit.Case(
            kit.framework("a", {"id": "kind"}, {"id": "which", **joins("duty", "harm", "slip", "care")}),
            protocol(kit, "duty", *duty, exits=exits),
            protocol(kit, "harm", exits=exits),
            protocol(kit, "slip"),
            kit.framework("care", {"id": "q"}, kind="lens"),
            kit.framework("rights", {"id": "q"}, kind="lens"),
            kit.framework("o", {"id": "options"}),
            kit.framework("d", {"id": "late", **joins("slip", "duty", "care")}),
            kit.framework("z", {"id": "end"}),
            routes=[kit.route("standard", *walk)],
            taken="standard",
            **more,
        )

    return of


def walked(case: Any) -> list[str]:
    """The frameworks on the way, in order."""
    return [framework.id for framework in case.walk.frameworks]


class TestProtocols:
    def test_one_that_an_answer_joins_is_walked_at_the_next_stop_for_protocols(self, case) -> None:
        assert walked(case().answer("a.which", ["duty"])) == ["a", "duty", "o", "d", "z"]

    def test_one_that_joins_later_is_walked_at_the_second_stop(self, case) -> None:
        late = case().answer("d.late", ["slip"])
        assert walked(late) == ["a", "o", "d", "slip", "z"]
        assert walked(late.answer("a.which", ["duty"])) == ["a", "duty", "o", "d", "slip", "z"]

    def test_none_is_walked_twice_however_often_it_is_asked_for(self, case) -> None:
        both = case(protocols=("duty",)).answer("a.which", ["duty", "slip"]).answer("d.late", ["slip", "duty"])
        assert walked(both) == ["a", "duty", "slip", "o", "d", "z"]

    def test_several_are_walked_in_the_order_in_which_they_were_asked_for(self, case) -> None:
        assert walked(case(protocols=("slip",)).answer("a.which", ["duty", "harm"])) == [
            *("a", "slip", "duty", "harm"),
            *("o", "d", "z"),
        ]

    def test_one_that_is_walked_may_bring_in_the_next_at_the_same_stop(self, case) -> None:
        chain = case(duty=[{"id": "more", **joins("slip")}]).answer("a.which", ["duty", "harm"])
        assert walked(chain) == ["a", "duty", "harm", "o", "d", "z"]
        assert walked(chain.answer("duty.more", ["slip"])) == ["a", "duty", "harm", "slip", "o", "d", "z"]

    def test_two_that_bring_each_other_in_are_walked_once_each(self, kit) -> None:
        routes = [kit.route("standard", "a", {"joined": "protocol"}, {"joined": "protocol"})]
        ring = kit.Case(
            kit.framework("a", {"id": "which", **joins("one")}),
            kit.framework("one", {"id": "on", **joins("two")}, kind="protocol"),
            kit.framework("two", {"id": "on", **joins("one", "two")}, kind="protocol"),
            routes=routes,
            taken="standard",
        )
        ring.answer("a.which", ["one"]).answer("one.on", ["two"]).answer("two.on", ["one", "two"])
        assert walked(ring) == ["a", "one", "two"]

    def test_one_named_from_the_start_needs_no_answer(self, case) -> None:
        named = case(protocols=("harm",))
        assert walked(named) == ["a", "harm", "o", "d", "z"]
        assert list(named.walk.facts["protocols"]) == ["harm"]

    def test_one_leaves_with_the_answer_that_brought_it_and_its_answers_are_kept(self, case) -> None:
        left = case().answer("a.which", ["duty"]).answer("duty.q", "x").answer("a.which", ["harm"])
        assert walked(left) == ["a", "harm", "o", "d", "z"]
        assert ("duty.q", ()) in left.walk.off_path
        assert left.answer("a.which", ["duty"]).walk.answer("duty.q").value == "x"

    def test_a_stop_under_a_condition_takes_protocols_only_while_it_holds(self, case) -> None:
        gated = case(gate={"a.kind": "dilemma"}, protocols=("harm",)).answer("a.which", ["duty"])
        assert walked(gated.answer("a.kind", "plain")) == ["a", "o", "d", "harm", "duty", "z"]
        assert walked(gated.answer("a.kind", "dilemma")) == ["a", "harm", "duty", "o", "d", "z"]

    def test_a_lens_does_not_stand_where_protocols_go_nor_the_other_way_round(self, case) -> None:
        assert walked(case().answer("a.which", ["care", "duty"])) == ["a", "duty", "o", "care", "d", "z"]

    def test_what_only_was_walked_is_known_as_a_protocol_too(self, case) -> None:
        assert list(case().answer("a.which", ["duty", "care"]).walk.facts["protocols"]) == ["duty"]


class TestLenses:
    def test_a_lens_named_from_the_start_keeps_those_out_that_answers_bring_in(self, case) -> None:
        assert walked(case(lenses=("rights",)).answer("a.which", ["care"])) == ["a", "o", "rights", "d", "z"]

    def test_naming_a_lens_keeps_no_protocol_out(self, case) -> None:
        assert walked(case(lenses=("rights",)).answer("a.which", ["duty"])) == ["a", "duty", "o", "rights", "d", "z"]

    def test_a_lens_that_joins_after_the_last_stop_for_lenses_is_not_walked(self, case) -> None:
        assert walked(case().answer("d.late", ["care"])) == ["a", "o", "d", "z"]


class TestExits:
    def at(self, case: Any, exit_: str) -> Any:
        return case(exits=True).answer("a.which", ["duty"]).answer("duty.exit", exit_)

    def test_before_an_exit_is_answered_nothing_is_closed(self, case) -> None:
        assert case(exits=True).answer("a.which", ["duty"]).walk.facts["exits"] == []
        assert "o" in walked(case(exits=True).answer("a.which", ["duty"]))

    def test_a_settled_case_has_no_options_and_says_what_is_done(self, case) -> None:
        settled = self.at(case, "settled")
        assert settled.walk.facts["exits"] == ["settled"]
        assert walked(settled) == ["a", "duty", "d", "z"]
        assert "duty.act" in settled.path

    @pytest.mark.parametrize("exit_", ["weigh", "not-this"])
    def test_any_other_exit_leads_on_to_options_and_settles_nothing(self, case, exit_: str) -> None:
        going = self.at(case, exit_)
        assert walked(going) == ["a", "duty", "o", "d", "z"]
        assert "duty.act" not in going.path

    def test_what_is_to_be_weighed_is_weighed_though_another_protocol_was_settled(self, case) -> None:
        two = case(exits=True).answer("a.which", ["duty", "harm"]).answer("duty.exit", "settled")
        assert "o" not in walked(two)
        assert "o" in walked(two.answer("harm.exit", "weigh"))
        assert two.walk.facts["exits"] == ["settled", "weigh"]

    def test_an_exit_that_was_left_open_closes_nothing(self, case) -> None:
        assert "o" in walked(case(exits=True).answer("a.which", ["duty"]).answer("duty.exit", non="unknown"))

    def test_an_exit_counts_no_longer_when_its_protocol_has_left(self, case) -> None:
        left = self.at(case, "settled").answer("a.which", ["slip"])
        assert left.walk.facts["exits"] == []
        assert walked(left) == ["a", "slip", "o", "d", "z"]

    def test_answers_behind_an_exit_come_back_when_it_opens_again(self, case) -> None:
        going = self.at(case, "weigh").answer("o.options", "x").answer("duty.exit", "settled")
        assert ("o.options", ()) in going.walk.off_path
        assert going.answer("duty.exit", "weigh").walk.answer("o.options").value == "x"


class TestSuggestions:
    def case(self, kit: Any) -> Any:
        hers = {"when": {"a": "hers"}, "because": "since it is hers"}
        also = {"when": {"b": {"in": ["near"]}}, "because": "since they are near"}
        choices = {
            "rights": {"label": "Rights"},
            "care": {"label": "Care", "fits": [hers, also]},
            "fidelity": {"label": "Fidelity", "fits": [also]},
        }
        which = {"id": "which", "type": "one-of", "choices": choices}
        return kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"}, which))

    def test_a_choice_is_suggested_with_each_reason_that_holds(self, kit) -> None:
        case = self.case(kit).answer("f.a", "hers")
        assert case.walk.fits[("f.which", ())] == {"care": ("since it is hers",)}
        assert case.answer("f.b", "near").walk.fits[("f.which", ())] == {
            "care": ("since it is hers", "since they are near"),
            "fidelity": ("since they are near",),
        }

    def test_no_choice_is_suggested_while_no_reason_holds(self, kit) -> None:
        assert self.case(kit).walk.fits[("f.which", ())] == {}
        assert self.case(kit).answer("f.a", "mine").walk.fits[("f.which", ())] == {}

    def test_a_suggestion_answers_nothing_and_brings_nothing_in(self, kit) -> None:
        case = self.case(kit).answer("f.a", "hers").answer("f.b", "near")
        assert case.next == "f.which"
        assert ("f.which", ()) not in case.walk.answers

    def test_a_reason_that_no_longer_holds_is_no_longer_given(self, kit) -> None:
        case = self.case(kit).answer("f.a", "hers").answer("f.a", "mine")
        assert case.walk.fits[("f.which", ())] == {}
