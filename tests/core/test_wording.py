from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.framework import Field
from ethics_cli.core.walk import reasons
from ethics_cli.core.wording import (
    about,
    answer_words,
    asked,
    choice_reads,
    choices_at,
    field_words,
    filled,
    flag_words,
    plain_words,
)

OPTIONS = {"id": "options", "type": "roster", "item": "option", "role": "options"}
PARTIES = {"id": "parties", "type": "roster", "item": "party"}
KINDS = {
    "plain": {"label": "The answer is plain", "reads": "the answer is plain"},
    "other": {"label": "Something else", "other": True},
    "duty": "Two duties",
}


def place(case: Any, ref: str, *items: str) -> Any:
    found = case.walk.position((ref, items))
    assert found is not None
    return found


def words(case: Any, ref: str, *items: str) -> str:
    walk = case.walk
    return answer_words(walk, walk.step(ref), walk.answers[(ref, items)])


class TestQuestions:
    def test_a_slot_is_filled_with_the_answer_as_part_of_the_sentence(self, kit: Any) -> None:
        case = kit.Case(
            kit.framework("f", {"id": "wants"}, {"id": "why", "ask": "Why {wants}, and why {f.wants}?"})
        ).answer("f.wants", "To be heard.")
        assert asked(case.walk, place(case, "f.why")) == "Why to be heard, and why to be heard?"

    def test_an_answer_that_looks_like_a_slot_is_not_filled(self, kit: Any) -> None:
        case = (
            kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"}, {"id": "c", "ask": "{a} / {b}"}))
            .answer("f.a", "{b}")
            .answer("f.b", "{a}{item}")
        )
        assert asked(case.walk, place(case, "f.c")) == "{b} / {a}{item}"

    def test_a_slot_without_an_answer_shows_that_something_is_missing(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"}, {"id": "b", "ask": "{a}, {gone.a}, {nobody}"}))
        assert asked(case.walk, place(case, "f.b")) == "…, …, …"

    def test_a_slot_reads_a_non_answer_as_one(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a"}, {"id": "b", "ask": "{a}"})).answer(
            "f.a", non="unknown", because="nobody said"
        )
        assert asked(case.walk, place(case, "f.b")) == "not known: nobody said"

    def test_an_answer_off_the_path_fills_no_slot(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "x"}, {"id": "a", "when": {"x": "yes"}}, {"id": "b", "ask": "{a}"}))
        case.answer("f.x", "yes").answer("f.a", "secret").answer("f.x", "no")
        assert asked(case.walk, place(case, "f.b")) == "…"

    def test_the_item_at_hand_fills_its_slots(self, kit: Any) -> None:
        asks = {"id": "q", "each": ["options", "parties"], "ask": "{item} | {option} | {party} | {item.undo}"}
        case = kit.Case(kit.framework("s", OPTIONS, PARTIES, asks))
        case.answer("s.options", kit.roster("Report", undo="no")).answer("s.parties", kit.roster("Ann", letter="p"))
        assert asked(case.walk, place(case, "s.q", "o1", "p1")) == "Report, for Ann | Report | Ann | no"

    def test_a_slot_inside_a_repetition_means_the_answer_about_the_same_item(self, kit: Any) -> None:
        case = kit.Case(
            kit.framework("s", OPTIONS, {"id": "a", "each": "options"}, {"id": "b", "each": "options", "ask": "{a}"})
        )
        case.answer("s.options", kit.roster("X", "Y")).answer("s.a", "one", "o1").answer("s.a", "two", "o2")
        assert [asked(case.walk, place(case, "s.b", item)) for item in ("o1", "o2")] == ["one", "two"]

    def test_a_fact_fills_a_slot(self, kit: Any) -> None:
        stands = {"id": "stands", "type": "appraisal", "each": "s.options"}
        decision = {"id": "choice", "type": "one-of", "from": "s.options", "role": "decision"}
        lenses = [kit.framework(ident, stands, kind="lens") for ident in ("care", "rights")]
        case = kit.Case(kit.framework("s", OPTIONS), *lenses, kit.framework("c", decision)).answer(
            "s.options", kit.roster("X", "Y")
        )
        text = "{fact.options} options on {fact.route}: {fact.outweighed}{fact.nothing}"
        assert filled(case.walk, text) == "2 options on standard: "
        case.answer("care.stands", "strongly-against", "o1").answer("rights.stands", "strongly-against", "o1").answer(
            "c.choice", "o1"
        )
        assert filled(case.walk, text) == "2 options on standard: Care and Rights"

    def test_what_a_question_is_about_names_options_by_letter(self, kit: Any) -> None:
        case = kit.Case(kit.framework("s", OPTIONS, PARTIES, {"id": "q", "each": ["options", "parties"]}))
        case.answer("s.options", [{"id": "o3", "label": "Wait"}]).answer("s.parties", kit.roster("Ann", letter="p"))
        assert about(place(case, "s.q", "o3", "p1")) == "C  Wait · Ann"
        assert about(place(case, "s.options")) == ""


class TestAnswers:
    def test_a_choice_reads_as_its_label_and_something_else_as_its_words(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a", "type": "one-of", "choices": KINDS}))
        assert words(case.answer("f.a", "duty"), "f.a") == "Two duties"
        assert words(case.answer("f.a", "other", other="a third thing"), "f.a") == "Something else: a third thing"

    def test_a_choice_within_a_sentence_reads_as_it_was_written_for_one(self, kit: Any) -> None:
        case = kit.Case(kit.framework("f", {"id": "a", "type": "one-of", "choices": KINDS}, {"id": "t"}))
        step = case.walk.step("f.a")
        for value, other, reads in [
            ("plain", "", "the answer is plain"),
            ("duty", "", "two duties"),
            ("other", "a third", "something else: a third"),
        ]:
            case.answer("f.a", value, other=other)
            assert choice_reads(case.walk, step, case.walk.answer("f.a")) == reads
        case.answer("f.a", non="withheld").answer("f.t", "As typed.")
        assert choice_reads(case.walk, step, case.walk.answer("f.a")) == "not written down"
        assert choice_reads(case.walk, case.walk.step("f.t"), case.walk.answer("f.t")) == "As typed."

    def test_several_choices_are_joined_and_a_ranking_is_ordered(self, kit: Any) -> None:
        steps = [{"id": kind, "type": kind, "choices": KINDS} for kind in ("any-of", "rank")]
        case = (
            kit.Case(kit.framework("f", *steps))
            .answer("f.any-of", ["duty", "other"], other="a third")
            .answer("f.rank", ["duty", "plain", "other"])
        )
        assert words(case, "f.any-of") == "Two duties; Something else: a third"
        assert words(case.answer("f.any-of", ["duty", "plain"]), "f.any-of") == "Two duties; The answer is plain"
        assert words(case, "f.rank") == "first two duties, then the answer is plain, then something else"

    @pytest.mark.parametrize(
        ("plain", "value", "said"),
        [
            ({"type": "yes-no"}, "unsure", "Not sure"),
            ({"type": "scale", "points": {"far": "Very far", "near": "Near"}}, "far", "Very far"),
            ({"type": "appraisal"}, "strongly-against", "strongly against"),
            ({"type": "percent"}, {"at": 30}, "30 %"),
            ({"type": "percent"}, {"at": 30, "low": 20, "high": 50}, "30 % (20–50 %)"),
            ({"type": "number", "unit": "days"}, 3, "3 days"),
            ({"type": "number"}, 0, "0"),
            ({"type": "date"}, "2026-12-05", "5 Dec 2026"),
            ({"type": "moment"}, "2026-12-05T09:30", "5 Dec 2026, 09:30"),
            ({"type": "passage"}, "one\ntwo", "one\ntwo"),
            ({"type": "one-of", "choices": {"a": "A"}}, "gone", "gone"),
            ({"type": "roster"}, [{"id": "i1", "label": "X"}, {"id": "i2", "label": "Y"}], "X; Y"),
            ({"type": "roster"}, [], "None"),
            ({"type": "rank", "choices": {"a": "Alone"}}, ["a"], "Alone"),
            ({"type": "rank", "choices": {"a": "Alone"}}, [], ""),
        ],
    )
    def test_a_value_reads_as_its_type_does(self, kit: Any, plain: dict[str, Any], value: Any, said: str) -> None:
        assert words(kit.Case(kit.framework("f", {"id": "a", **plain})).answer("f.a", value), "f.a") == said

    @pytest.mark.parametrize(
        ("non", "because", "said"),
        [
            ("unknown", "", "Not known"),
            ("later", "ask Ann", "Left for later: ask Ann"),
            ("nothing", "", "Nothing to add"),
            ("does-not-apply", "", "Does not apply"),
            ("withheld", "", "Not written down"),
        ],
    )
    def test_a_non_answer_says_which_and_why(self, kit: Any, non: str, because: str, said: str) -> None:
        assert words(kit.Case(kit.framework("f", {"id": "a"})).answer("f.a", non=non, because=because), "f.a") == said

    def test_the_items_of_a_list_are_on_offer_where_a_step_takes_its_choices_from_it(self, kit: Any) -> None:
        case = kit.Case(
            kit.framework(
                "s",
                OPTIONS,
                {"id": "c", "type": "one-of", "from": "options"},
                {"id": "r", "type": "rank", "from": "options"},
            )
        )
        assert choices_at(case.walk, case.walk.step("s.c")) == ()
        case.answer("s.options", [{"id": "o1", "label": "Report"}, {"id": "o3", "label": "Wait"}]).answer(
            "s.c", "o3"
        ).answer("s.r", ["o3", "o1"])
        assert [(one.id, one.label, one.hint) for one in choices_at(case.walk, case.walk.step("s.c"))] == [
            ("o1", "Report", "A"),
            ("o3", "Wait", "C"),
        ]
        assert (words(case, "s.c"), words(case, "s.r")) == ("Wait", "first Wait, then Report")

    def test_a_choice_of_an_item_since_removed_is_asked_again(self, kit: Any) -> None:
        case = (
            kit.Case(kit.framework("s", OPTIONS, {"id": "c", "type": "one-of", "from": "options"}))
            .answer("s.options", kit.roster("X", "Y"))
            .answer("s.c", "o2")
        )
        walk = case.answer("s.options", kit.roster("X")).walk
        assert walk.next is not None
        assert walk.next.step.ref == "s.c"
        assert ("s.c", ()) in walk.off_path

    def test_a_field_reads_as_its_kind_does(self, kit: Any) -> None:
        choices = kit.step(type="yes-no").choices
        assert field_words(Field("f", "?"), None) == ""
        assert field_words(Field("f", "?"), "words") == "words"
        assert field_words(Field("f", "?", "yes-no", choices=choices), "unsure") == "Not sure"
        assert field_words(Field("f", "?", "yes-no", choices=choices), "gone") == "gone"
        assert field_words(Field("f", "?", "date"), "2026-12-05") == "5 Dec 2026"
        assert field_words(Field("f", "?", "percent"), {"at": 5, "low": 1, "high": 15}) == "5 % (1–15 %)"

    def test_a_plain_value_needs_no_step(self) -> None:
        assert (plain_words("text", "x"), plain_words("number", 4, "weeks")) == ("x", "4 weeks")


def test_the_reasons_for_changing_an_answer_are_kept_in_order(kit: Any) -> None:
    case = (
        kit.Case(kit.framework("f", {"id": "a"}))
        .answer("f.a", "x")
        .amend("f.a", "y", reason="misread")
        .amend("f.a", "z")
        .amend("f.a", "w", reason="new facts")
    )
    assert reasons(case.walk.answer("f.a")) == ("misread", "new facts")


def test_a_flag_says_its_words_with_the_slots_of_its_own_framework_filled(kit: Any) -> None:
    flags = [{"id": "up", "when": {"a": {"answered": "yes"}}, "level": "note", "say": "You said: {a}; {f.b}."}]
    case = kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"}, flags=flags)).answer("f.a", "{b}")
    assert [flag_words(case.walk, flag) for flag in case.walk.flags] == ["You said: {b}; …."]
