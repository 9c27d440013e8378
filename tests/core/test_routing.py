from __future__ import annotations

from typing import Any, ClassVar

import pytest

from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Blank,
    DecisionClosed,
    FlagHandled,
    LineRedacted,
    NoteAdded,
    RouteTaken,
)
from ethics_cli.core.routing import fold

OPTIONS = {"id": "options", "type": "roster", "item": "option", "role": "options"}
STANDS = {"id": "stands", "type": "appraisal", "each": "s.options"}
DECISION = {"id": "choice", "type": "one-of", "from": "s.options", "role": "decision"}


def test_before_any_event_there_is_nothing_to_ask() -> None:
    walk = fold([])
    assert (walk.path, walk.next, walk.id, walk.status, walk.flags) == ((), None, "", "open", ())


class TestPath:
    def test_steps_are_asked_in_the_order_of_the_route_and_of_each_framework(self, kit: Any) -> None:
        case = kit.Case(kit.framework("b", {"id": "one"}, {"id": "two"}), kit.framework("a", {"id": "one"}))
        assert case.path == ["b.one", "b.two", "a.one"]
        assert case.next == "b.one"

    def test_the_next_question_is_the_first_without_an_answer(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"}, {"id": "c"}))
        assert case.answer("f.a", "x").next == "f.b"
        assert case.answer("f.c", "x").next == "f.b"
        assert case.answer("f.b", "x").next == ""
        assert case.walk.complete

    def test_what_only_tells_is_on_the_path_and_never_next(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "told", "type": "tell"}, {"id": "a"}))
        assert (case.path, case.next) == (["f.told", "f.a"], "f.a")

    def test_a_condition_opens_and_closes_a_step(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"}, {"id": "b", "when": {"a": "yes"}}))
        assert case.path == ["f.a"]
        assert case.answer("f.a", "yes").path == ["f.a", "f.b"]
        assert case.answer("f.a", "no").path == ["f.a"]

    def test_a_condition_reads_only_what_is_before_it_on_the_path(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a", "when": {"b": "yes"}}, {"id": "b"}))
        assert case.answer("f.b", "yes").path == ["f.b"]

    def test_a_list_still_being_written_is_not_an_answer_yet(self, kit: Any) -> None:
        case = kit.Case(kit.framework("s", OPTIONS, {"id": "after", "when": {"options": {"count": {"at-least": "1"}}}}))
        case.answer("s.options", kit.roster("A"), open=True)
        assert (case.next, case.path) == ("s.options", ["s.options"])
        assert case.answer("s.options", kit.roster("A", "B")).path == ["s.options", "s.after"]

    def test_a_non_answer_settles_a_step_and_opens_what_asks_for_it(self, kit: Any) -> None:
        case = kit.Case(
            kit.framework(
                "f", {"id": "a"}, {"id": "b", "when": {"a": {"skipped": "unknown"}}}, {"id": "c", "when": {"a": "yes"}}
            )
        )
        assert case.answer("f.a", non="unknown").path == ["f.a", "f.b"]
        assert case.answer("f.a", non="withheld").path == ["f.a"]


class TestOffThePath:
    FRAMEWORK = ({"id": "a"}, {"id": "b", "when": {"a": "yes"}}, {"id": "c", "when": {"b": "deep"}}, {"id": "d"})

    def case(self, kit: Any) -> Any:
        flags = [{"id": "seen", "when": {"b": "deep"}, "level": "note", "say": "!"}]
        return (
            kit.Case(kit.framework("f", *self.FRAMEWORK, flags=flags))
            .answer("f.a", "yes")
            .answer("f.b", "deep")
            .answer("f.c", "x")
        )

    def test_an_answer_off_the_path_is_kept_and_not_counted(self, kit: Any) -> None:
        case = self.case(kit).answer("f.a", "no")
        assert case.path == ["f.a", "f.d"]
        assert set(case.walk.answers) == {("f.a", ())}
        assert set(case.walk.off_path) == {("f.b", ()), ("f.c", ())}
        assert case.walk.answer("f.b") is None

    def test_an_answer_off_the_path_is_never_read_by_a_condition_or_a_flag(self, kit: Any) -> None:
        case = self.case(kit)
        assert case.flags == ["f.seen"]
        case.answer("f.a", "no")
        assert case.flags == []
        assert "f.c" not in case.path

    def test_a_list_off_the_path_has_no_items(self, kit: Any) -> None:
        steps = ({"id": "a"}, {**OPTIONS, "when": {"a": "yes"}}, {"id": "good", "each": "options"})
        case = kit.Case(kit.framework("s", *steps)).answer("s.a", "yes").answer("s.options", kit.roster("A"))
        assert case.path == ["s.a", "s.options", "s.good[o1]"]
        assert case.answer("s.a", "no").path == ["s.a"]
        assert case.walk.items("s.options") == ()

    def test_an_answer_off_the_path_revives_with_its_branch(self, kit: Any) -> None:
        case = self.case(kit).answer("f.a", "no").answer("f.a", "yes")
        assert case.path == ["f.a", "f.b", "f.c", "f.d"]
        assert case.walk.answer("f.c").value == "x"
        assert case.walk.off_path == {}
        assert case.next == "f.d"
        assert case.flags == ["f.seen"]

    def test_every_answer_is_either_on_the_path_or_off_it(self, kit: Any) -> None:
        case = self.case(kit).answer("f.a", "no")
        on, off = set(case.walk.answers), set(case.walk.off_path)
        assert on | off == set(case.folded.answers)
        assert not on & off

    def test_an_amended_answer_supersedes_the_one_before_and_keeps_it(self, kit: Any) -> None:
        case = self.case(kit).amend("f.b", "shallow", reason="misread")
        answer = case.walk.answer("f.b")
        assert (answer.value, [given.value for given in answer.earlier], answer.changed) == ("shallow", ["deep"], True)

    def test_the_same_answer_twice_is_no_change(self, kit: Any) -> None:
        assert not self.case(kit).answer("f.b", "deep").walk.answer("f.b").changed

    def test_an_open_list_that_is_closed_is_no_change(self, kit: Any) -> None:
        case = kit.Case(kit.framework("s", OPTIONS)).answer("s.options", kit.roster("A"), open=True)
        assert not case.answer("s.options", kit.roster("A", "B")).walk.answer("s.options").changed


class TestRepeatedSteps:
    def case(self, kit: Any, *labels: str) -> Any:
        steps = (
            OPTIONS,
            {"id": "good", "each": "options"},
            {"id": "bad", "each": "options"},
            {"id": "sum"},
            {"id": "last", "each": "options"},
        )
        return kit.Case(kit.framework("s", *steps)).answer("s.options", kit.roster(*labels))

    def test_a_run_of_steps_over_the_same_items_goes_item_by_item(self, kit: Any) -> None:
        assert self.case(kit, "A", "B").path == [
            *("s.options", "s.good[o1]", "s.bad[o1]", "s.good[o2]", "s.bad[o2]"),
            *("s.sum", "s.last[o1]", "s.last[o2]"),
        ]

    def test_without_items_a_repeated_step_is_not_asked(self, kit: Any) -> None:
        assert self.case(kit).path == ["s.options", "s.sum"]

    def test_a_pair_is_asked_for_each_of_both(self, kit: Any) -> None:
        steps = (
            OPTIONS,
            {"id": "people", "type": "roster", "item": "party"},
            {"id": "weighs", "each": ["options", "people"]},
        )
        case = (
            kit.Case(kit.framework("s", *steps))
            .answer("s.options", kit.roster("A", "B"))
            .answer("s.people", kit.roster("Ann", "Ben", letter="p"))
        )
        assert case.path[2:] == ["s.weighs[o1,p1]", "s.weighs[o1,p2]", "s.weighs[o2,p1]", "s.weighs[o2,p2]"]

    def test_inside_a_repetition_a_reference_means_the_same_item(self, kit: Any) -> None:
        steps = (
            OPTIONS,
            {"id": "risky", "each": "options"},
            {"id": "how", "each": "options", "when": {"risky": "yes"}},
        )
        case = (
            kit.Case(kit.framework("s", *steps))
            .answer("s.options", kit.roster("A", "B"))
            .answer("s.risky", "yes", "o2")
            .answer("s.risky", "no", "o1")
        )
        assert case.path == ["s.options", "s.risky[o1]", "s.risky[o2]", "s.how[o2]"]

    def test_inside_a_pair_a_reference_to_one_half_means_that_half(self, kit: Any) -> None:
        steps = (
            *(OPTIONS, {"id": "people", "type": "roster", "item": "party"}),
            *(
                {"id": "risky", "each": "options"},
                {"id": "weighs", "each": ["options", "people"], "when": {"risky": "yes"}},
            ),
        )
        case = (
            kit.Case(kit.framework("s", *steps))
            .answer("s.options", kit.roster("A", "B"))
            .answer("s.people", kit.roster("Ann", letter="p"))
        )
        assert case.answer("s.risky", "yes", "o2").path[-1:] == ["s.weighs[o2,p1]"]
        assert "s.weighs[o1,p1]" not in case.path

    def test_a_removed_item_takes_its_answers_off_the_path_and_nobody_else_s(self, kit: Any) -> None:
        case = self.case(kit, "A", "B", "C")
        for item in ("o1", "o2", "o3"):
            case.answer("s.good", f"good {item}", item).answer("s.bad", f"bad {item}", item)
        kept = [one for one in kit.roster("A", "B", "C") if one["id"] != "o2"]
        case.answer("s.options", kept)
        assert case.walk.answer("s.good", ("o3",)).value == "good o3"
        assert case.walk.answer("s.good", ("o1",)).value == "good o1"
        assert case.walk.answer("s.good", ("o2",)) is None
        assert set(case.walk.off_path) == {("s.good", ("o2",)), ("s.bad", ("o2",))}
        assert case.next == "s.sum"

    def test_an_item_put_back_has_its_answers_back(self, kit: Any) -> None:
        case = self.case(kit, "A", "B").answer("s.good", "x", "o2")
        case.answer("s.options", kit.roster("A"))
        assert case.answer("s.options", kit.roster("A", "B")).walk.answer("s.good", ("o2",)).value == "x"

    def test_items_put_in_another_order_keep_their_answers(self, kit: Any) -> None:
        case = (
            self.case(kit, "A", "B")
            .answer("s.good", "x", "o2")
            .answer("s.options", list(reversed(kit.roster("A", "B"))))
        )
        assert case.path[1:3] == ["s.good[o2]", "s.bad[o2]"]
        assert case.walk.answer("s.good", ("o2",)).value == "x"

    def test_the_number_of_an_item_is_never_given_again(self, kit: Any) -> None:
        case = self.case(kit, "A", "B", "C").answer("s.options", kit.roster("A"))
        assert case.folded.numbers["s.options"] == 3
        case.answer("s.options", [])
        case.answer("s.options", non="withheld")
        assert case.folded.numbers["s.options"] == 3

    @pytest.mark.parametrize(
        ("ident", "letter"),
        [("o1", "A"), ("o2", "B"), ("o26", "Z"), ("o27", "AA"), ("o52", "AZ"), ("o53", "BA"), ("o703", "AAA")],
    )
    def test_the_letter_of_an_item_follows_from_its_id_alone(self, kit: Any, ident: str, letter: str) -> None:
        case = self.case(kit).answer("s.options", [{"id": ident, "label": "X"}])
        assert case.walk.items("s.options")[0].letter == letter

    def test_a_quantifier_counts_the_items_that_are_there_now(self, kit: Any) -> None:
        steps = (OPTIONS, {"id": "risky", "each": "options"}, {"id": "so", "when": {"risky": {"any": {"is": "yes"}}}})
        case = (
            kit.Case(kit.framework("s", *steps))
            .answer("s.options", kit.roster("A", "B"))
            .answer("s.risky", "no", "o1")
            .answer("s.risky", "yes", "o2")
        )
        assert "s.so" in case.path
        assert "s.so" not in case.answer("s.options", kit.roster("A")).path

    def test_a_quantifier_reads_the_fields_of_a_roster(self, kit: Any) -> None:
        case = kit.Case(kit.framework("s", OPTIONS, {"id": "so", "when": {"options": {"any": {"undo": "no"}}}}))
        assert "s.so" not in case.answer("s.options", kit.roster("A", undo="yes")).path
        assert "s.so" in case.answer("s.options", kit.roster("A", undo="no")).path

    def test_a_field_of_the_item_at_hand_can_be_asked_for(self, kit: Any) -> None:
        case = kit.Case(kit.framework("s", OPTIONS, {"id": "how", "each": "options", "when": {"item.undo": "no"}}))
        case.answer(
            "s.options",
            [
                {"id": "o1", "label": "A", "undo": "no"},
                {"id": "o2", "label": "B", "undo": "yes"},
                {"id": "o3", "label": "C"},
            ],
        )
        assert case.path == ["s.options", "s.how[o1]"]


class TestTheDecision:
    def case(self, kit: Any) -> Any:
        lens = [kit.framework(ident, STANDS, kind="lens") for ident in ("care", "rights")]
        close = kit.framework(
            *("c", DECISION, {"id": "rejected", "each": "s.options", "when": {"item.chosen": "no"}}),
            {"id": "duty", "when": {"fact.outweighed": {"count": {"at-least": "1"}}}},
        )
        case = kit.Case(kit.framework("s", OPTIONS), *lens, close).answer("s.options", kit.roster("A", "B", "C"))
        for ref, item, leaning in [
            ("care", "o1", "strongly-against"),
            ("care", "o2", "for"),
            ("rights", "o1", "strongly-against"),
            ("rights", "o2", "against"),
        ]:
            case.answer(f"{ref}.stands", leaning, item, because="so")
        return case

    def test_the_options_not_chosen_are_known_by_the_decision(self, kit: Any) -> None:
        case = self.case(kit).answer("c.choice", "o2")
        assert [place for place in case.path if place.startswith("c.rejected")] == ["c.rejected[o1]", "c.rejected[o3]"]
        case.answer("c.choice", "o1")
        assert [place for place in case.path if place.startswith("c.rejected")] == ["c.rejected[o2]", "c.rejected[o3]"]

    def test_outweighed_are_the_lenses_strongly_against_what_was_chosen(self, kit: Any) -> None:
        case = self.case(kit)
        assert (case.walk.facts["outweighed"], "c.duty" in case.path) == ([], False)
        case.answer("c.choice", "o2")
        assert (case.walk.facts["outweighed"], "c.duty" in case.path) == ([], False)
        case.answer("c.choice", "o1")
        assert (case.walk.facts["outweighed"], "c.duty" in case.path) == (["care", "rights"], True)

    def test_the_decision_left_open_chooses_nothing(self, kit: Any) -> None:
        case = self.case(kit).answer("c.choice", "o1").answer("c.choice", non="later")
        assert case.walk.facts["outweighed"] == []


class TestFacts:
    def test_the_walk_knows_its_route_depth_and_number_of_options(self, kit: Any) -> None:
        routes = [kit.route("quick", "s", depth="quick"), kit.route("full", "s", depth="full")]
        case = kit.Case(kit.framework("s", {**OPTIONS, "depth": "quick"}), routes=routes, taken="full")
        assert dict(case.walk.facts) == {
            "depth": "full",
            "route": "full",
            "options": 0,
            "profession": None,
            **{fact: [] for fact in ("outweighed", "lenses", "protocols", "exits")},
            **dict.fromkeys(("places", "bodies", "topics")),
        }
        assert case.answer("s.options", kit.roster("A", "B")).walk.facts["options"] == 2
        assert case.take("quick").walk.facts["depth"] == "quick"

    @pytest.mark.parametrize(
        ("fact", "value"), [("fact.depth", "standard"), ("fact.route", "standard"), ("fact.options", "1")]
    )
    def test_a_condition_can_read_a_fact(self, kit: Any, fact: str, value: str) -> None:
        case = kit.Case(kit.framework("s", OPTIONS, {"id": "b", "when": {fact: value}})).answer(
            "s.options", kit.roster("A")
        )
        assert "s.b" in case.path

    def test_an_unknown_fact_is_no_answer(self, kit: Any) -> None:
        assert kit.Case(kit.framework("s", {"id": "b", "when": {"fact.weather": "fine"}}, {"id": "c"})).path == ["s.c"]

    def test_a_fact_about_an_item_outside_a_repetition_is_no_answer(self, kit: Any) -> None:
        assert kit.Case(kit.framework("s", {"id": "b", "when": {"item.chosen": "no"}}, {"id": "c"})).path == ["s.c"]


class TestRoutes:
    TIME: ClassVar[dict[str, Any]] = {
        "id": "time",
        "type": "one-of",
        "depth": "quick",
        "choices": {"five": {"label": "5", "route": "quick"}, "fifteen": {"label": "15", "route": "standard"}},
    }

    def case(self, kit: Any, taken: str = "") -> Any:
        first = kit.framework(
            "t", {"id": "before", "depth": "quick"}, {"id": "deeper"}, self.TIME, {"id": "deepest", "depth": "full"}
        )
        second = kit.framework("g", {"id": "a", "depth": "quick"}, {"id": "b"}, {"id": "c", "depth": "full"})
        routes = [kit.route(ident, "t", "g", depth=ident) for ident in ("full", "quick", "standard")]
        return kit.Case(first, second, routes=routes, taken=taken)

    def test_until_the_route_is_known_only_the_quick_questions_up_to_it_are_asked(self, kit: Any) -> None:
        case = self.case(kit)
        assert case.path == ["t.before", "t.time"]
        assert not case.walk.route_known
        assert list(case.folded.frameworks) == ["t"]

    def test_an_answer_chooses_the_route(self, kit: Any) -> None:
        case = self.case(kit).answer("t.before", "x").answer("t.time", "five")
        assert (case.walk.route.id, case.path, case.next) == ("quick", ["t.before", "t.time", "g.a"], "g.a")

    def test_a_deeper_route_goes_back_to_what_it_alone_asks(self, kit: Any) -> None:
        case = self.case(kit).answer("t.before", "x").answer("t.time", "fifteen")
        assert (case.path, case.next) == (["t.before", "t.deeper", "t.time", "g.a", "g.b"], "t.deeper")

    def test_a_person_who_leaves_the_question_open_takes_the_standard_route(self, kit: Any) -> None:
        case = self.case(kit).answer("t.time", non="unknown")
        assert (case.walk.route.id, case.walk.route_known) == ("standard", True)

    def test_the_opening_event_may_fix_the_route_and_it_is_not_asked_for(self, kit: Any) -> None:
        case = self.case(kit, "full")
        assert case.path == ["t.before", "t.deeper", "t.deepest", "g.a", "g.b", "g.c"]

    def test_another_route_may_be_taken_later_and_asks_only_what_is_new(self, kit: Any) -> None:
        case = self.case(kit, "quick").answer("t.before", "x").answer("g.a", "x")
        assert case.next == ""
        case.take("full")
        assert [place for place in case.path if place not in ("t.before", "g.a")] == [
            "t.deeper",
            "t.deepest",
            "g.b",
            "g.c",
        ]
        assert case.next == "t.deeper"

    def test_a_route_taken_outranks_the_one_that_was_answered(self, kit: Any) -> None:
        case = self.case(kit).answer("t.time", "five").take("full")
        assert case.walk.route.id == "full"
        assert ("t.time", ()) in case.walk.off_path

    def test_an_unknown_route_is_walked_as_the_standard_one(self, kit: Any) -> None:
        assert self.case(kit, "gone").walk.route.id == "standard"

    def test_a_stop_may_have_a_condition(self, kit: Any) -> None:
        routes = [kit.route("standard", "f", {"framework": "g", "when": {"f.a": "yes"}})]
        case = kit.Case(
            kit.framework("f", {"id": "a"}), kit.framework("g", {"id": "b"}), routes=routes, taken="standard"
        )
        assert case.path == ["f.a"]
        assert case.answer("f.a", "yes").path == ["f.a", "g.b"]
        case.answer("g.b", "x").answer("f.a", "no")
        assert set(case.walk.off_path) == {("g.b", ())}


class TestFrameworksThatJoin:
    def case(self, kit: Any, lenses: tuple[str, ...] = (), **more: Any) -> Any:
        choices = {
            "care": {"label": "Care", "joins": "care"},
            "rights": {"label": "Rights", "joins": "rights"},
            "duty": {"label": "Duty", "joins": "duty"},
        }
        first = kit.framework(
            "f",
            {"id": "which", "type": "any-of", "choices": choices},
            {"id": "one", "type": "one-of", "choices": choices},
        )
        lens = [kit.framework(ident, {"id": "q"}, kind="lens") for ident in ("care", "rights", "listed")]
        routes = [kit.route("standard", "f", {"lens": "listed"}, {"joined": "protocol"}, {"joined": "lens"}, "g")]
        return kit.Case(
            first,
            *lens,
            kit.framework("duty", {"id": "q"}, kind="protocol"),
            kit.framework("g", {"id": "z"}),
            routes=routes,
            taken="standard",
            lenses=lenses,
            **more,
        )

    def test_a_choice_brings_a_lens_in_where_the_route_has_a_place_for_it(self, kit: Any) -> None:
        case = self.case(kit).answer("f.which", ["rights", "care"])
        assert case.path == ["f.which", "f.one", "listed.q", "care.q", "rights.q", "g.z"]

    def test_a_lens_leaves_with_the_choice_and_comes_back_with_it(self, kit: Any) -> None:
        case = self.case(kit).answer("f.one", "care").answer("care.q", "x").answer("f.one", "rights")
        assert "care.q" not in case.path
        assert ("care.q", ()) in case.walk.off_path
        assert case.answer("f.one", "care").walk.answer("care.q").value == "x"

    def test_a_protocol_goes_where_protocols_go(self, kit: Any) -> None:
        case = self.case(kit).answer("f.which", ["duty", "care"])
        assert case.path == ["f.which", "f.one", "listed.q", "duty.q", "care.q", "g.z"]

    def test_a_framework_joins_once_however_often_it_is_chosen(self, kit: Any) -> None:
        case = self.case(kit).answer("f.which", ["care"]).answer("f.one", "care")
        assert case.path.count("care.q") == 1

    def test_a_person_may_restrict_the_walk_to_some_lenses(self, kit: Any) -> None:
        assert self.case(kit, ("care",)).path == ["f.which", "f.one", "care.q", "g.z"]
        assert self.case(kit, ("listed",)).path == ["f.which", "f.one", "listed.q", "g.z"]
        assert self.case(kit, ("rights", "care")).path == ["f.which", "f.one", "rights.q", "care.q", "g.z"]

    def test_the_walk_wants_a_framework_that_the_session_does_not_carry(self, kit: Any) -> None:
        case = self.case(kit, joined=False)
        assert (case.walk.wanted, case.path, case.walk.complete) == (("f",), [], False)

    def test_the_walk_stops_where_a_wanted_framework_is_missing(self, kit: Any) -> None:
        case = self.case(kit)
        case.joins = False
        case.answer("f.one", "care")
        assert case.walk.wanted == ("care",)
        assert case.path == ["f.which", "f.one", "listed.q"]


class TestFlags:
    def case(self, kit: Any, level: str = "stop") -> Any:
        flags = [
            {"id": "danger", "when": {"a": "yes"}, "level": level, "say": "!"},
            {"id": "odd", "when": {"b": "odd"}, "level": "note", "say": "!"},
        ]
        return kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"}, flags=flags))

    def test_a_flag_rises_and_falls_with_the_answers(self, kit: Any) -> None:
        case = self.case(kit)
        assert case.flags == []
        assert case.answer("f.a", "yes").flags == ["f.danger"]
        assert case.answer("f.b", "odd").flags == ["f.danger", "f.odd"]
        assert case.answer("f.a", "no").flags == ["f.odd"]

    def test_a_stop_flag_holds_the_walk_until_it_is_handled(self, kit: Any) -> None:
        case = self.case(kit)
        assert case.walk.stopped is None
        assert case.answer("f.a", "yes").walk.stopped.ref == "f.danger"
        case.handle("f.danger")
        assert (case.walk.stopped, case.flags) == (None, ["f.danger"])

    def test_handling_one_flag_does_not_release_another(self, kit: Any) -> None:
        assert self.case(kit).answer("f.a", "yes").handle("f.odd").walk.stopped.ref == "f.danger"

    @pytest.mark.parametrize("level", ["note", "warn"])
    def test_only_stop_flags_hold_the_walk(self, kit: Any, level: str) -> None:
        assert self.case(kit, level).answer("f.a", "yes").walk.stopped is None

    def test_a_flag_of_a_framework_that_is_not_walked_does_not_rise(self, kit: Any) -> None:
        flags = [{"id": "always", "when": {"not": {"a": "x"}}, "level": "stop", "say": "!"}]
        routes = [kit.route("standard", "f", {"framework": "g", "when": {"f.a": "yes"}})]
        case = kit.Case(
            kit.framework("f", {"id": "a"}),
            kit.framework("g", {"id": "b"}, flags=flags),
            routes=routes,
            taken="standard",
        )
        case.answer("f.a", "yes")
        assert case.flags == ["g.always"]
        assert case.answer("f.a", "no").flags == []


class TestLater:
    def test_later_passes_a_step_and_keeps_it_in_mind(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"})).answer("f.a", non="later", because="ask Ann")
        assert case.next == "f.b"
        assert [place.key for place in case.walk.later] == [("f.a", ())]
        assert case.answer("f.b", "x").walk.complete
        assert [place.key for place in case.walk.later] == [("f.a", ())]
        assert case.answer("f.a", "x").walk.later == ()

    @pytest.mark.parametrize("non", ["unknown", "does-not-apply", "withheld", "nothing"])
    def test_no_other_non_answer_comes_back(self, kit: Any, non: str) -> None:
        assert kit.Case(kit.framework("f", {"id": "a"})).answer("f.a", non=non).walk.later == ()


class TestStatus:
    def test_a_session_is_open_then_decided_then_changed_then_decided_again(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"}))
        assert case.walk.status == "open"
        assert case.answer("f.a", "x").walk.status == "open"
        assert case.close().walk.status == "decided"
        assert case.amend("f.a", "y").walk.status == "changed"
        assert case.close().walk.status == "decided"

    def test_a_flag_handled_after_the_decision_changes_it(self, kit: Any) -> None:
        assert kit.Case(kit.framework("f", {"id": "a"})).close().handle("f.x").walk.status == "changed"

    def test_a_deeper_route_alone_does_not_change_a_decision_but_its_first_answer_does(self, kit: Any) -> None:
        routes = [kit.route("quick", "f", depth="quick"), kit.route("full", "f", depth="full")]
        case = kit.Case(kit.framework("f", {"id": "a"}), routes=routes, taken="quick").close().take("full")
        assert (case.walk.status, case.next) == ("decided", "f.a")
        assert case.answer("f.a", "x").walk.status == "changed"

    def test_a_note_does_not_change_a_decided_session(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"})).close().tell(NoteAdded("f.a", "seen by Ann"))
        assert case.walk.status == "decided"
        assert case.folded.notes[("f.a", ())] == ("seen by Ann",)


def test_a_walk_is_found_by_step_role_and_key(kit: Any) -> None:
    walk = kit.Case(kit.framework("s", OPTIONS, {"id": "a"})).walk
    assert walk.by_role("options").step.ref == "s.options"
    assert walk.by_role("plan") is None
    assert walk.position(("s.a", ())).step is walk.step("s.a")
    assert walk.position(("s.b", ())) is None
    assert walk.step("s.b") is None
    assert walk.step("gone.b") is None
    assert walk.id == "s1"


def test_a_note_given_with_an_answer_is_kept_with_its_place(kit: Any) -> None:
    case = kit.Case(kit.framework("f", {"id": "a"})).answer("f.a", "x", note="one").answer("f.a", "y", note="two")
    assert case.folded.notes == {("f.a", ()): ("one", "two")}


def test_every_event_is_counted_and_the_last_one_known(kit: Any) -> None:
    case = kit.Case(kit.framework("f", {"id": "a"}))
    assert case.folded.count == 2
    events = (
        *(
            AnswerGiven("f.a", "?", "x"),
            AnswerAmended("f.a", "?", "y"),
            NoteAdded("f.a", "n"),
            FlagHandled("f.x", "so"),
        ),
        *(RouteTaken("standard"), DecisionClosed(), LineRedacted(3, "author", "asked for"), Blank()),
    )
    for count, event in enumerate(events, 3):
        case.tell(event)
        assert (case.folded.count, case.folded.last.seq, case.folded.last.event) == (count, count - 1, event)
