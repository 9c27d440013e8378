from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.answering import ITEM_LIMIT, LABEL_LIMIT, TEXT_LIMIT, Accepted, Setting, accept, accept_field
from ethics_cli.core.choices import find_choice, near
from ethics_cli.core.digest import canonical
from ethics_cli.core.framework import TYPES, Choice, Field, Step, step_from
from ethics_cli.core.typed import clean
from ethics_cli.problems import Problem

NOW = datetime(2026, 11, 21, 14, 30)
CHOICES = {
    "plain": "The answer is plain",
    "dilemma": "Two duties pull apart",
    "other": {"label": "Something else", "other": True},
}
PULLS = {
    "fear": "Fear",
    "pity": "Pity",
    "none": {"label": "None of these", "alone": True},
    "other": {"label": "Something else", "other": True},
}
PLAIN: dict[str, dict[str, Any]] = {
    "one-of": {"choices": CHOICES},
    "any-of": {"choices": PULLS},
    "rank": {"choices": {"a": "Ann", "b": "Ben", "c": "Cid"}},
    "scale": {"points": {"far": "Far", "some-way": "Some way", "not-at-all": "Not at all"}},
    "roster": {
        "item": "option",
        "fields": [
            *({"id": "for", "ask": "For?", "type": "passage"}, {"id": "by", "ask": "When?", "type": "date"}),
            *(
                {"id": "undo", "ask": "Undo?", "type": "yes-no"},
                {"id": "likely", "ask": "How likely?", "type": "percent"},
            ),
        ],
    },
}
ASKING = [kind for kind in TYPES if kind != "tell"]


def step(kind: str, **plain: Any) -> Step:
    return step_from({"id": "s", "ask": "?", "type": kind, **PLAIN.get(kind, {}), **plain}, "f")


def given_to(asked: Step, raw: Any, **setting: Any) -> Accepted | Problem:
    return accept(asked, raw, Setting(NOW, asked.choices, **setting))


def value(asked: Step, raw: Any, **setting: Any) -> Any:
    found = given_to(asked, raw, **setting)
    assert isinstance(found, Accepted), found
    return found.value


def fault(asked: Step, raw: Any, **setting: Any) -> str:
    found = given_to(asked, raw, **setting)
    assert isinstance(found, Problem), found
    assert found.message.startswith("f.s: ")
    return found.code.removeprefix("answer.")


class TestText:
    def test_a_line_is_kept_as_it_was_typed(self) -> None:
        assert value(step("text"), "Anna’s “no”; 50 % – ja, ß, 日本") == "Anna’s “no”; 50 % – ja, ß, 日本"

    def test_a_line_has_one_line_and_a_passage_several(self) -> None:
        assert value(step("text"), "one\ntwo\r\nthree") == "one two three"
        assert value(step("passage"), "one\n\n  two\r\nthree\n") == "one\n\n  two\nthree"

    @pytest.mark.parametrize("kind", ["text", "passage"])
    @pytest.mark.parametrize("raw", ["", "   ", "\n\n", "\r\n\t "])
    def test_blank_is_no_answer(self, kind: str, raw: str) -> None:
        assert fault(step(kind), raw) == "empty"

    @pytest.mark.parametrize("raw", [None, 3, True, ["x"], {"choice": "x"}])
    def test_only_text_is_text(self, raw: Any) -> None:
        assert fault(step("text"), raw) == "not-text"

    def test_the_longest_answer_is_kept_and_a_longer_one_is_refused_by_its_length(self) -> None:
        assert value(step("passage"), "x" * TEXT_LIMIT) == "x" * TEXT_LIMIT
        found = given_to(step("passage"), "x" * (TEXT_LIMIT + 1))
        assert isinstance(found, Problem)
        assert (found.code, "20,000" in found.message, "20,001" in found.message) == ("answer.too-long", True, True)


class TestClean:
    def test_an_escape_sequence_cannot_act(self) -> None:
        assert clean("\x1b[31mred\x1b[0m\x07", lines=False) == "�[31mred�[0m�"
        assert clean("a\x9b31mb\x7f", lines=True) == "a�31mb�"

    def test_line_ends_become_one_kind_and_tabs_become_spaces(self) -> None:
        assert clean("a\r\nb\rc\n\td", lines=True) == "a\nb\nc\n    d"

    def test_what_a_latin_1_terminal_sends_becomes_whole_characters(self) -> None:
        assert clean("caf\udcc3\udca9", lines=False) == "café"
        assert clean("caf\udce9", lines=False) == "caf�"

    @pytest.mark.parametrize("char", ["\ud800", "\udbff", "\udc00", "\udc7f", "\udd00", "\udfff"])
    def test_half_a_character_of_any_kind_is_replaced(self, char: str) -> None:
        assert clean(f"a{char}\udcc3\udca9", lines=False) == "a�é"

    def test_space_around_is_dropped_but_the_indent_of_a_passage_is_kept(self) -> None:
        assert clean("  a  ", lines=False) == "a"
        assert clean("\n  a\n  b  \n\n", lines=True) == "  a\n  b"

    @given(st.text(st.characters(exclude_categories=()), max_size=60), st.booleans())
    def test_what_is_kept_can_be_written_and_cannot_act_and_is_clean_already(self, text: str, lines: bool) -> None:
        kept = clean(text, lines=lines)
        kept.encode("utf-8")
        assert all((char == "\n" and lines) or unicodedata.category(char) != "Cc" for char in kept)
        assert clean(kept, lines=lines) == kept


class TestOneOf:
    @pytest.mark.parametrize(
        "raw", ["dilemma", "Two duties pull apart", "two DUTIES pull apart", "DILEMMA", " dilemma ", "2", 2]
    )
    def test_a_choice_is_named_by_id_label_or_number(self, raw: Any) -> None:
        assert value(step("one-of"), raw) == "dilemma"

    @pytest.mark.parametrize(
        "raw", ["", "0", "4", "-1", "²", "x", None, [], {}, ["plain"], 0, 99, "9" * 5000, True, 1.0]
    )
    def test_what_is_not_on_offer_is_refused(self, raw: Any) -> None:
        assert fault(step("one-of"), raw) == "not-offered"

    def test_the_nearest_choice_is_suggested_and_the_answer_not_repeated(self) -> None:
        found = given_to(step("one-of"), "dilema")
        assert isinstance(found, Problem)
        assert found.hint == "did you mean `dilemma`?"
        assert "dilema" not in found.message.replace("dilemma", "")

    def test_what_is_like_none_is_answered_with_all_there_are(self) -> None:
        found = given_to(step("one-of"), "zzzz")
        assert isinstance(found, Problem)
        assert found.hint == "the choices are: plain, dilemma, other"

    def test_something_else_needs_its_words(self) -> None:
        assert fault(step("one-of"), "other") == "other-unsaid"
        assert fault(step("one-of"), {"choice": "other", "other": " \n"}) == "other-unsaid"
        assert fault(step("one-of"), {"choice": "other", "other": None}) == "other-unsaid"
        assert given_to(step("one-of"), {"choice": "other", "other": " a\nthird "}) == Accepted("other", "a third")

    def test_words_for_something_else_are_dropped_when_it_was_not_chosen(self) -> None:
        assert given_to(step("one-of"), {"choice": "plain", "other": "x"}) == Accepted("plain")

    @pytest.mark.parametrize(
        ("raw", "kept"), [("yes", "yes"), ("No", "no"), ("Not sure", "unsure"), ("unsure", "unsure"), ("3", "yes")]
    )
    def test_yes_no_always_has_unsure(self, raw: str, kept: str) -> None:
        assert value(step("yes-no"), raw) == kept

    def test_yes_no_may_have_other_labels(self) -> None:
        assert value(step("yes-no", choices={"yes": "Yes, or very likely soon"}), "yes, or very likely soon") == "yes"

    def test_a_scale_takes_its_points_and_an_appraisal_its_leanings(self) -> None:
        assert value(step("scale"), "Some way") == "some-way"
        assert value(step("appraisal"), "strongly against") == "strongly-against"
        assert fault(step("appraisal"), "very much") == "not-offered"

    def test_an_item_is_chosen_by_its_letter_too(self) -> None:
        options = (Choice("o1", "Report now", hint="A"), Choice("o3", "Wait", hint="C"))
        assert [find_choice(raw, options) for raw in ("C", "c", "o3", "wait", "2")] == [options[1]] * 5

    def test_an_item_called_like_the_id_of_another_does_not_take_its_place(self) -> None:
        options = (Choice("o1", "o2", hint="A"), Choice("o2", "Wait", hint="B"))
        assert find_choice("o2", options) == options[1]
        assert find_choice("o1", options) == options[0]


class TestAnyOf:
    @pytest.mark.parametrize(
        ("raw", "kept"),
        [("fear", ["fear"]), ("1, pity", ["fear", "pity"]), (["pity", "fear"], ["pity", "fear"]), (2, ["pity"])],
    )
    def test_several_choices_are_kept_in_the_order_given(self, raw: Any, kept: list[str]) -> None:
        assert value(step("any-of"), raw) == kept

    def test_a_choice_named_twice_is_kept_once(self) -> None:
        assert value(step("any-of"), ["fear", "Fear", "1"]) == ["fear"]

    def test_a_choice_that_stands_alone_cannot_be_combined(self) -> None:
        assert fault(step("any-of"), "none, fear") == "alone"
        assert value(step("any-of"), "none") == ["none"]

    @pytest.mark.parametrize("raw", ["fear, hunger", ["x"], [None], [["fear"]], {"choice": "x"}, None])
    def test_one_answer_that_is_not_on_offer_refuses_all(self, raw: Any) -> None:
        assert fault(step("any-of"), raw) == "not-offered"

    @pytest.mark.parametrize("raw", ["", [], ",", {}])
    def test_none_at_all_is_too_few(self, raw: Any) -> None:
        assert fault(step("any-of"), raw) == "how-many"

    def test_least_and_most_are_kept_to(self) -> None:
        asked = step("any-of", min=2, max=2)
        assert fault(asked, "fear") == "how-many"
        assert value(asked, "fear, pity") == ["fear", "pity"]
        assert fault(asked, {"choice": "fear, pity, other", "other": "x"}) == "how-many"
        assert value(step("any-of", min=0), []) == []

    @pytest.mark.parametrize(
        ("least", "most", "words"), [(2, 2, "exactly 2"), (1, 2, "between 1 and 2"), (2, None, "at least 2")]
    )
    def test_how_many_is_said_in_words(self, least: int, most: int | None, words: str) -> None:
        found = given_to(step("any-of", min=least, max=most), [])
        assert isinstance(found, Problem)
        assert found.message == f"f.s: choose {words}"

    def test_something_else_among_several_needs_its_words(self) -> None:
        assert fault(step("any-of"), "fear, other") == "other-unsaid"
        assert given_to(step("any-of"), {"choice": ["fear", "other"], "other": "guilt"}) == Accepted(
            ["fear", "other"], "guilt"
        )


class TestRank:
    @pytest.mark.parametrize(
        "raw", ["2, 1, 3", "2 1 3", "b > a > c", ["b", "a", "c"], ["Ben", "Ann", "Cid"], [2, 1, 3]]
    )
    def test_a_ranking_names_every_choice_once(self, raw: Any) -> None:
        assert value(step("rank"), raw) == ["b", "a", "c"]

    @pytest.mark.parametrize(
        "raw", ["", "1, 2", "1, 1, 2", "1, 2, 3, 4", ["a", "b", "x"], None, 3, {}, [None, "a", "b"], [["a"], "b", "c"]]
    )
    def test_anything_else_is_no_ranking(self, raw: Any) -> None:
        assert fault(step("rank"), raw) == "not-a-ranking"


class TestPercent:
    @pytest.mark.parametrize(
        ("raw", "kept"),
        [
            ("30", {"at": 30}),
            (30, {"at": 30}),
            (" 30 % ", {"at": 30}),
            ("0", {"at": 0}),
            ("100%", {"at": 100}),
            ("30 (20-50)", {"at": 30, "low": 20, "high": 50}),
            ("30% (20% - 50%)", {"at": 30, "low": 20, "high": 50}),
            ("30(20–50)", {"at": 30, "low": 20, "high": 50}),
            ("30, 20 to 50", {"at": 30, "low": 20, "high": 50}),
            ("30 20-50", {"at": 30, "low": 20, "high": 50}),
            ("30±5", {"at": 30, "low": 25, "high": 35}),
            ("30 (± 5 %)", {"at": 30, "low": 25, "high": 35}),
            ("3 ± 5", {"at": 3, "low": 0, "high": 8}),
            ("98 ± 5", {"at": 98, "low": 93, "high": 100}),
            ({"at": 30}, {"at": 30}),
            ({"at": "30", "low": "20", "high": "50"}, {"at": 30, "low": 20, "high": 50}),
            ("5 (5-5)", {"at": 5, "low": 5, "high": 5}),
        ],
    )
    def test_a_chance_is_read_in_these_forms(self, raw: Any, kept: dict[str, int]) -> None:
        assert value(step("percent"), raw) == kept

    @pytest.mark.parametrize(
        "raw",
        [
            "",
            "x",
            "-1",
            "101",
            "1000",
            "0.3",
            "30.5",
            "30 (20)",
            "30 -50",
            None,
            True,
            [],
            {},
            {"low": 1},
            {"at": 30, "low": 2},
        ],
    )
    def test_anything_else_is_no_chance(self, raw: Any) -> None:
        assert fault(step("percent"), raw) == "not-percent"

    @pytest.mark.parametrize("raw", ["30-50", "20 to 40", "5–15", "10-90 %"])
    def test_a_range_alone_is_not_read_as_a_number_and_a_range(self, raw: str) -> None:
        assert fault(step("percent"), raw) == "not-percent"

    @pytest.mark.parametrize(
        "raw", ["30 (40-50)", "30 (10-20)", "30 (50-20)", "30 (20-101)", "101 (90-102)", "200 ± 5"]
    )
    def test_the_number_lies_in_its_range_and_the_range_in_0_to_100(self, raw: str) -> None:
        assert fault(step("percent"), raw) == "odd-range"

    def test_a_required_range_is_required(self) -> None:
        assert fault(step("percent", range="required"), "30") == "no-range"
        assert value(step("percent", range="required"), "30 (20-50)") == {"at": 30, "low": 20, "high": 50}


class TestNumber:
    @pytest.mark.parametrize(
        ("raw", "kept"), [("3", 3), (3, 3), ("-2", -2), (" 1 000 ", 1000), ("007", 7), ("9" * 15, 10**15 - 1)]
    )
    def test_a_whole_number_is_read(self, raw: Any, kept: int) -> None:
        assert value(step("number"), raw) == kept

    @pytest.mark.parametrize("raw", ["", "x", "3.5", "1e3", "9" * 16, "--3", None, True, [], {}, 3.0])
    def test_anything_else_is_none(self, raw: Any) -> None:
        assert fault(step("number"), raw) == "not-a-number"

    @pytest.mark.parametrize(
        ("bounds", "raw", "words"),
        [
            ({"min": 1}, "0", "at least 1"),
            ({"max": 3}, "4", "at most 3"),
            ({"min": 1, "max": 3}, "4", "between 1 and 3"),
        ],
    )
    def test_bounds_are_kept_to_and_said(self, bounds: dict[str, int], raw: str, words: str) -> None:
        found = given_to(step("number", **bounds), raw)
        assert isinstance(found, Problem)
        assert (found.code, found.message) == ("answer.out-of-range", f"f.s: the number must be {words}")

    def test_the_bounds_themselves_are_within(self) -> None:
        assert [value(step("number", min=0, max=3), raw) for raw in ("0", "3")] == [0, 3]


class TestDays:
    @pytest.mark.parametrize(
        ("raw", "kept"),
        [
            ("2026-12-05", "2026-12-05"),
            ("5 Dec", "2026-12-05"),
            ("tomorrow", "2026-11-22"),
            ("in 2 weeks", "2026-12-05"),
        ],
    )
    def test_a_day_is_kept_as_its_date(self, raw: str, kept: str) -> None:
        assert value(step("date"), raw) == kept

    @pytest.mark.parametrize(
        ("raw", "kept"),
        [("now", "2026-11-21T14:30"), ("today 9:05", "2026-11-21T09:05"), ("2026-11-20", "2026-11-20T00:00")],
    )
    def test_a_moment_is_kept_to_the_minute(self, raw: str, kept: str) -> None:
        assert value(step("moment"), raw) == kept

    @pytest.mark.parametrize("raw", ["", "soon", "2026-02-30", "25:00", None, 20261205, []])
    def test_what_is_no_day_is_refused_with_the_forms_that_are(self, raw: Any) -> None:
        for kind, code in [("date", "not-a-day"), ("moment", "not-a-moment")]:
            assert fault(step(kind), raw) == code


class TestRoster:
    def test_names_become_items_numbered_from_one(self) -> None:
        assert value(step("roster"), ["Report", {"label": " Wait\n"}]) == [
            {"id": "o1", "label": "Report"},
            {"id": "o2", "label": "Wait"},
        ]

    def test_fields_are_checked_as_their_own_kind(self) -> None:
        item = {"label": "Report", "for": "a\nb", "by": "5 Dec", "undo": "Not sure", "likely": "30 (20-50)"}
        kept = {
            "id": "o1",
            "label": "Report",
            "for": "a\nb",
            "by": "2026-12-05",
            "undo": "unsure",
            "likely": {"at": 30, "low": 20, "high": 50},
        }
        assert value(step("roster"), [item]) == [kept]

    @pytest.mark.parametrize(
        ("name", "raw", "code"),
        [
            ("by", "soon", "not-a-day"),
            ("undo", "x", "not-offered"),
            ("likely", "x", "not-percent"),
            ("for", ["x"], "not-text"),
        ],
    )
    def test_one_bad_field_refuses_the_list(self, name: str, raw: Any, code: str) -> None:
        found = given_to(step("roster"), [{"label": "Report", name: raw}])
        assert isinstance(found, Problem)
        assert found.code == f"answer.{code}"
        assert "f.s" in found.message

    def test_an_empty_field_is_left_out_unless_it_is_required(self) -> None:
        assert value(step("roster"), [{"label": "A", "for": "", "by": None}]) == [{"id": "o1", "label": "A"}]
        needed = step("roster", fields=[{"id": "for", "ask": "?", "title": "What for", "required": True}])
        found = given_to(needed, [{"label": "A", "for": ""}])
        assert isinstance(found, Problem)
        assert (found.code, "`What for`" in found.message) == ("answer.field-missing", True)

    def test_an_unknown_field_is_refused_with_the_nearest(self) -> None:
        found = given_to(step("roster"), [{"label": "A", "undoo": "yes"}])
        assert isinstance(found, Problem)
        assert (found.code, found.hint) == ("answer.unknown-field", "did you mean `undo`?")

    @pytest.mark.parametrize("raw", [None, "A", {"label": "A"}, 3])
    def test_only_a_list_is_a_list(self, raw: Any) -> None:
        assert fault(step("roster"), raw) == "not-a-list"

    @pytest.mark.parametrize("one", [None, 3, ["A"], True])
    def test_only_a_name_or_a_map_is_an_item(self, one: Any) -> None:
        assert fault(step("roster"), [one]) == "not-an-item"

    @pytest.mark.parametrize("one", ["", " \n", {}, {"label": ""}, {"label": None}, {"label": ["A"]}, {"for": "x"}])
    def test_an_item_needs_a_name(self, one: Any) -> None:
        assert fault(step("roster"), [one]) == "no-label"

    def test_a_name_is_short_and_one_that_is_too_long_is_refused(self) -> None:
        assert fault(step("roster"), ["x" * (LABEL_LIMIT + 1)]) == "long-label"
        assert value(step("roster"), ["x" * LABEL_LIMIT])[0]["label"] == "x" * LABEL_LIMIT

    def test_two_items_of_one_name_are_refused(self) -> None:
        assert fault(step("roster"), ["A", " A "]) == "twice"

    def test_how_many_is_bounded(self) -> None:
        assert fault(step("roster"), []) == "how-many"
        assert value(step("roster", optional=True), []) == []
        assert fault(step("roster", min=2), ["A"]) == "how-many"
        assert fault(step("roster", max=2), ["A", "B", "C"]) == "how-many"
        assert fault(step("roster"), [str(at) for at in range(ITEM_LIMIT + 1)]) == "how-many"
        assert len(value(step("roster"), [str(at) for at in range(ITEM_LIMIT)])) == ITEM_LIMIT

    def test_a_list_still_being_written_may_be_too_short_but_not_too_long(self) -> None:
        assert value(step("roster", min=2), ["A"], open=True) == [{"id": "o1", "label": "A"}]
        assert fault(step("roster", max=1), ["A", "B"], open=True) == "how-many"

    BEFORE = ({"id": "o1", "label": "A"}, {"id": "o2", "label": "B"}, {"id": "o3", "label": "C"})

    def ids(self, raw: list[Any], next_number: int = 4) -> dict[str, str]:
        kept = value(step("roster"), raw, items=self.BEFORE, next_number=next_number)
        return {item["label"]: item["id"] for item in kept}

    def test_an_item_keeps_its_id_by_its_name_when_another_is_removed(self) -> None:
        assert self.ids(["A", "C"]) == {"A": "o1", "C": "o3"}

    def test_an_item_keeps_its_id_by_that_id_when_it_is_renamed(self) -> None:
        assert self.ids([{"id": "o2", "label": "Bee"}, "A"]) == {"Bee": "o2", "A": "o1"}

    def test_two_items_may_swap_names_and_keep_their_ids(self) -> None:
        assert self.ids([{"id": "o1", "label": "B"}, {"id": "o2", "label": "A"}]) == {"B": "o1", "A": "o2"}

    def test_a_new_item_takes_the_next_number_and_never_one_that_was_given_before(self) -> None:
        assert self.ids(["A", "New", "Newer"], next_number=8) == {"A": "o1", "New": "o8", "Newer": "o9"}

    def test_an_id_that_nobody_has_is_not_taken_from_the_answer(self) -> None:
        assert self.ids([{"id": "o99", "label": "New"}]) == {"New": "o4"}
        assert self.ids([{"id": "o99", "label": "A"}]) == {"A": "o1"}

    def test_an_id_claimed_twice_goes_to_the_first(self) -> None:
        assert self.ids([{"id": "o2", "label": "X"}, {"id": "o2", "label": "Y"}]) == {"X": "o2", "Y": "o4"}


def test_a_required_field_says_what_it_is_called() -> None:
    found = accept_field(step("roster"), Field("by-when", "?", "date", required=True), "", NOW)
    assert isinstance(found, Problem)
    assert "`By when`" in found.message


def test_near_names_the_nearest_or_all() -> None:
    assert near("optoin", ["option", "party"]) == "did you mean `option`?"
    assert near("zzz", ["option", "party"]) == "known are: option, party"


_words = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.sampled_from(
        [
            "yes",
            "plain",
            "1, 2",
            "other",
            "30 (20-50)",
            "5 Dec",
            "now",
            "-3",
            "9" * 5000,
            "29 feb",
            "in 9999 months",
            "00:00",
            "\ud800",
            "٣",
            "²",
        ]
    ),
    st.from_regex(r"\d{1,4}[ %(,±-]{0,2}\d{0,3}[-– ]\d{0,3}\)?", fullmatch=True),
    st.from_regex(r"(in |\+)?\d{1,4} ?(d|weeks?|months?|jan|feb|dec)?( \d{4})?( \d{1,2}[:.]\d\d)?", fullmatch=True),
)
_scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _words)
_keys = st.one_of(
    st.sampled_from(["label", "id", "choice", "other", "at", "low", "high", "for", "by", "undo", "likely"]),
    st.text(max_size=5),
)
_anything = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4), max_leaves=12
)
_steps = st.builds(
    step,
    st.sampled_from(ASKING),
    min=st.sampled_from([None, 0, 1, 2]),
    max=st.sampled_from([None, 2, 5]),
    optional=st.booleans(),
    range=st.sampled_from(["", "required", "offered"]),
)


@given(_steps, _anything, st.booleans())
def test_any_input_whatsoever_is_accepted_or_refused_and_never_breaks(asked: Step, raw: Any, still_open: bool) -> None:
    found = given_to(asked, raw, items=TestRoster.BEFORE, next_number=4, open=still_open)
    assert isinstance(found, (Accepted, Problem))


@given(_steps, _anything)
def test_what_is_accepted_can_be_written_and_is_accepted_again_as_itself(asked: Step, raw: Any) -> None:
    found = given_to(asked, raw, items=TestRoster.BEFORE, next_number=4)
    if isinstance(found, Accepted):
        canonical([found.value, found.other])
        known = found.value if asked.type == "roster" else TestRoster.BEFORE
        again = given_to(
            asked,
            {"choice": found.value, "other": found.other} if found.other else found.value,
            items=known,
            next_number=9,
        )
        assert again == found


@given(_steps, _words)
def test_a_refusal_never_repeats_what_was_typed(asked: Step, typed: str) -> None:
    secret = f"Xq{typed}Qx"
    found = given_to(asked, secret)
    if isinstance(found, Problem):
        assert secret not in f"{found.message} {found.hint}"


def test_every_type_that_asks_has_a_check() -> None:
    assert all(isinstance(given_to(step(kind), object()), (Accepted, Problem)) for kind in ASKING)
