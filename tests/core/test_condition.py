from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest

from ethics_cli.core.condition import NAMES, OPERATORS, All, Malformed, Not, Quantified, read_condition
from ethics_cli.core.condition import Test as Comparison
from ethics_cli.core.condition import tests_in as comparisons_in

POINTS = ["worst", "bad", "good", "best"]


@dataclass
class Seen:
    """A View over given values."""

    found: Mapping[str, Any] = field(default_factory=dict)
    many: Mapping[str, list[Any]] = field(default_factory=dict)
    nons: Mapping[str, str] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()

    def value(self, ref: str) -> Any:
        return self.found.get(ref)

    def values(self, ref: str) -> list[Any]:
        return self.many.get(ref, [])

    def pending(self, ref: str) -> bool:
        return ref in self.waiting

    def non_answer(self, ref: str) -> str:
        return self.nons.get(ref, "")

    def order(self, ref: str, value: Any) -> int | None:
        return POINTS.index(value) if value in POINTS else None


def holds(data: Any, value: Any = None, *, many: Any = None, non: str = "", waiting: bool = False) -> bool:
    seen = Seen({"f.a": value}, {"f.a": many or []}, {"f.a": non}, frozenset({"f.a"} if waiting else ()))
    return read_condition(data, "f").holds(seen)


OPERATOR_CASES = [
    ("is", "yes", "yes", "no"),
    ("is", "3", 3, 4),
    ("is-not", "yes", "no", "yes"),
    ("in", ["a", "b"], "b", "c"),
    ("in", ["1", "2"], 2, 3),
    ("not-in", ["a", "b"], "c", "a"),
    ("includes", "a", ["b", "a"], ["b"]),
    ("includes", "a", "a", "b"),
    ("includes-any", ["a", "b"], ["c", "b"], ["c"]),
    ("includes-any", ["a", "b"], ["a"], []),
    ("includes-all", ["a", "b"], ["b", "c", "a"], ["a", "c"]),
    ("at-least", "3", 3, 2),
    ("at-least", "good", "best", "bad"),
    ("at-least", "20", {"at": 20, "low": 5, "high": 40}, {"at": 19}),
    ("at-most", "3", 3, 4),
    ("at-most", "bad", "worst", "good"),
    ("less-than", "3", 2, 3),
    ("less-than", "bad", "worst", "bad"),
    ("more-than", "3", 4, 3),
    ("more-than", "-2", -1, -2),
    ("before", "2026-11-21", "2026-11-20", "2026-11-21"),
    ("after", "2026-11-21", "2026-11-22", "2026-11-21"),
]


@pytest.mark.parametrize(("op", "wanted", "so", "not_so"), OPERATOR_CASES)
def test_an_operator_tells_the_values_that_fit_from_those_that_do_not(
    op: str, wanted: Any, so: Any, not_so: Any
) -> None:
    assert holds({"a": {op: wanted}}, so)
    assert not holds({"a": {op: wanted}}, not_so)


def test_every_operator_has_a_case_here() -> None:
    assert {case[0] for case in OPERATOR_CASES} == set(OPERATORS)


@pytest.mark.parametrize("op", OPERATORS)
def test_no_operator_holds_of_a_step_without_an_answer(op: str) -> None:
    wanted = ["a"] if op in ("in", "not-in", "includes-any", "includes-all") else "a"
    assert not holds({"a": {op: wanted}})


@pytest.mark.parametrize("op", ["at-least", "at-most", "less-than", "more-than"])
@pytest.mark.parametrize("found", ["words", "--5", "9" * 5000, "", ["3"], {"low": 3}, {}, None])
def test_what_is_no_number_and_no_place_compares_as_nothing(op: str, found: Any) -> None:
    assert not holds({"a": {op: "3"}}, found)


def test_a_bare_value_means_is() -> None:
    assert read_condition({"a": "yes"}, "f") == Comparison("f.a", "is", "yes")


def test_several_tests_of_one_step_must_all_hold() -> None:
    within = {"a": {"at-least": "3", "at-most": "5"}}
    assert [holds(within, value) for value in (2, 3, 5, 6)] == [False, True, True, False]


def test_several_steps_in_one_map_must_all_hold() -> None:
    condition = read_condition({"a": "yes", "g.b": "no"}, "f")
    assert condition.holds(Seen({"f.a": "yes", "g.b": "no"}))
    assert not condition.holds(Seen({"f.a": "yes", "g.b": "yes"}))
    assert not condition.holds(Seen({"f.a": "yes"}))


def test_a_reference_without_a_framework_belongs_to_its_own() -> None:
    refs = [
        test.ref
        for test in comparisons_in(
            read_condition({"all": [{"a": "1"}, {"not": {"g.b": "2"}}, {"fact.depth": "quick"}]}, "f")
        )
    ]
    assert refs == ["f.a", "g.b", "fact.depth"]


class TestJoins:
    def test_all_any_and_not_join_as_they_say(self) -> None:
        seen = Seen({"f.t": "yes", "f.n": "no"})
        so, not_so = {"t": "yes"}, {"n": "yes"}
        for data, wanted in [
            ({"all": [so, so]}, True),
            ({"all": [so, not_so]}, False),
            ({"any": [not_so, so]}, True),
            ({"any": [not_so, not_so]}, False),
            ({"not": not_so}, True),
            ({"not": so}, False),
        ]:
            assert read_condition(data, "f").holds(seen) is wanted, data

    def test_joins_nest(self) -> None:
        data = {"any": [{"all": [{"a": "x"}, {"not": {"b": "y"}}]}, {"not": {"any": [{"a": "x"}, {"c": "z"}]}}]}
        condition = read_condition(data, "f")
        assert condition.holds(Seen({"f.a": "x"}))
        assert not condition.holds(Seen({"f.a": "x", "f.b": "y"}))
        assert condition.holds(Seen({"f.b": "y"}))
        assert not condition.holds(Seen({"f.c": "z"}))

    def test_not_of_an_unanswered_step_holds(self) -> None:
        assert holds({"not": {"a": "yes"}})
        assert not holds({"a": {"is-not": "yes"}})

    def test_not_takes_a_map_of_several_and_denies_that_all_hold(self) -> None:
        condition = read_condition({"not": {"a": "1", "b": "1"}}, "f")
        assert condition == Not(All((Comparison("f.a", "is", "1"), Comparison("f.b", "is", "1"))))
        assert condition.holds(Seen({"f.a": "1", "f.b": "2"}))


class TestPresence:
    def test_answered_means_a_value_on_the_path(self) -> None:
        assert holds({"a": {"answered": "yes"}}, "x")
        assert not holds({"a": {"answered": "no"}}, "x")
        assert holds({"a": {"answered": "no"}})
        assert not holds({"a": {"answered": "yes"}})

    @pytest.mark.parametrize("value", [0, [], ""])
    def test_an_empty_list_and_a_nought_are_answers(self, value: Any) -> None:
        assert holds({"a": {"answered": "yes"}}, value)

    def test_a_non_answer_is_not_answered(self) -> None:
        assert holds({"a": {"answered": "no"}}, non="unknown")

    def test_skipped_asks_whether_and_how(self) -> None:
        assert holds({"a": {"skipped": "yes"}}, non="later")
        assert holds({"a": {"skipped": "later"}}, non="later")
        assert not holds({"a": {"skipped": "unknown"}}, non="later")
        assert not holds({"a": {"skipped": "no"}}, non="later")
        assert holds({"a": {"skipped": "no"}}, "x")
        assert not holds({"a": {"skipped": "yes"}}, "x")


class TestCount:
    @pytest.mark.parametrize(
        ("claim", "so", "not_so"),
        [
            ({"at-least": "2"}, ["a", "b"], ["a"]),
            ({"at-most": "0"}, [], ["a"]),
            ({"less-than": "2"}, ["a"], ["a", "b"]),
            ({"more-than": "1"}, ["a", "b"], ["a"]),
            ("2", ["a", "b"], ["a", "b", "c"]),
            ({"at-least": "1", "at-most": "2"}, ["a", "b"], ["a", "b", "c"]),
        ],
    )
    def test_a_count_compares_how_many(self, claim: Any, so: Any, not_so: Any) -> None:
        assert holds({"a": {"count": claim}}, so)
        assert not holds({"a": {"count": claim}}, not_so)

    def test_a_single_value_counts_as_one(self) -> None:
        assert holds({"a": {"count": "1"}}, "x")

    def test_a_list_passed_over_with_nothing_to_add_counts_as_empty(self) -> None:
        assert holds({"a": {"count": {"at-most": "0"}}}, non="nothing")
        assert not holds({"a": {"count": {"at-least": "1"}}}, non="nothing")

    @pytest.mark.parametrize("non", ["unknown", "later", "withheld", "does-not-apply"])
    def test_no_other_non_answer_counts(self, non: str) -> None:
        assert not holds({"a": {"count": {"at-most": "0"}}}, non=non)

    def test_a_step_without_an_answer_has_no_count_not_even_nought(self) -> None:
        assert not holds({"a": {"count": {"at-most": "0"}}})


class TestQuantifiers:
    PEOPLE: ClassVar[list[dict[str, str]]] = [
        {"id": "p1", "label": "Ann", "vulnerable": "yes", "age": "40"},
        {"id": "p2", "label": "Ben", "vulnerable": "no"},
    ]

    @pytest.mark.parametrize(("quantifier", "wanted"), [("any", True), ("all", False), ("none", False)])
    def test_a_field_is_tested_item_by_item(self, quantifier: str, wanted: bool) -> None:
        assert holds({"a": {quantifier: {"vulnerable": "yes"}}}, many=self.PEOPLE) is wanted

    def test_a_field_that_an_item_lacks_is_unanswered_there(self) -> None:
        assert not holds({"a": {"all": {"age": {"is-not": "41"}}}}, many=self.PEOPLE)
        assert holds({"a": {"any": {"age": {"answered": "no"}}}}, many=self.PEOPLE)
        assert not holds({"a": {"all": {"age": {"answered": "yes"}}}}, many=self.PEOPLE)

    def test_a_field_takes_several_operators(self) -> None:
        claim = {"a": {"any": {"age": {"at-least": "30", "less-than": "40"}}}}
        assert not holds(claim, many=self.PEOPLE)
        assert holds(claim, many=[{"age": "39"}])

    @pytest.mark.parametrize(("quantifier", "wanted"), [("any", True), ("all", False), ("none", False)])
    def test_an_item_s_own_value_is_tested_by_a_bare_operator(self, quantifier: str, wanted: bool) -> None:
        assert holds({"a": {quantifier: {"at-most": "bad"}}}, many=["worst", "good"]) is wanted

    def test_fields_in_one_map_must_hold_of_the_same_item(self) -> None:
        split = [{"x": "1", "y": "2"}, {"x": "2", "y": "1"}]
        assert not holds({"a": {"any": {"x": "1", "y": "1"}}}, many=split)
        assert holds({"a": {"any": {"x": "1", "y": "2"}}}, many=split)

    def test_all_any_and_not_nest_inside_a_claim_about_items(self) -> None:
        claim = {"a": {"any": {"all": [{"vulnerable": "no"}, {"not": {"any": [{"age": "40"}, {"label": "Cid"}]}}]}}}
        assert holds(claim, many=self.PEOPLE)
        assert not holds(claim, many=self.PEOPLE[:1])
        assert not holds(claim, many=[{"vulnerable": "no", "label": "Cid"}])

    def test_a_bare_operator_may_stand_inside_a_join(self) -> None:
        claim = {"a": {"any": {"any": [{"is": "worst"}, {"at-least": "best"}]}}}
        assert [holds(claim, many=[one]) for one in POINTS] == [True, False, False, True]

    def test_a_field_may_be_called_like_a_join_when_its_value_is_plain(self) -> None:
        assert holds({"a": {"any": {"all": "yes"}}}, many=[{"all": "yes"}])

    @pytest.mark.parametrize(("quantifier", "said"), [("any", True), ("all", False), ("none", False)])
    def test_nothing_is_said_of_all_items_while_one_is_still_to_be_asked_about(
        self, quantifier: str, said: bool
    ) -> None:
        data = {"a": {quantifier: {"is": "x" if quantifier != "none" else "y"}}}
        assert holds(data, many=["x", "x"], waiting=True) is said
        assert holds(data, many=["x", "x"]) is True

    def test_nothing_is_true_of_any_of_no_items(self) -> None:
        assert not holds({"a": {"any": {"is": "x"}}})
        assert holds({"a": {"none": {"is": "x"}}}, many=["y"])

    def test_every_item_is_not_said_of_a_step_that_has_no_answer(self) -> None:
        assert not holds({"a": {"all": {"is": "x"}}})

    def test_the_tests_inside_a_claim_are_found(self) -> None:
        condition = read_condition({"a": {"any": {"all": [{"x": "1"}, {"not": {"y": "2"}}]}}}, "f")
        assert isinstance(condition, Quantified)
        assert [
            (test.ref, test.field, test.value) for test in comparisons_in(condition) if isinstance(test, Comparison)
        ] == [("f.a", "x", "1"), ("f.a", "y", "2")]

    def test_whether_an_item_was_skipped_is_not_known_inside_a_claim(self) -> None:
        item = Quantified("f.a", "any", Comparison("f.a", "skipped", "yes"))
        assert not item.holds(Seen({}, {"f.a": ["x"]}, {"f.a": "later"}))


MALFORMED = [
    ("yes", (), ""),
    ([], (), ""),
    ({}, (), ""),
    (None, (), ""),
    ({"all": {"a": "x"}}, ("all",), ""),
    ({"any": []}, ("any",), ""),
    ({"any": "x"}, ("any",), ""),
    ({"not": "x"}, ("not",), ""),
    ({"not": {}}, ("not",), ""),
    ({"all": [{"a": "x"}, "y"]}, ("all", 1), ""),
    (
        {"all": [{"a": "x"}, {"any": [{"b": {"is-nt": "y"}}]}]},
        ("all", 1, "any", 0, "b", "is-nt"),
        "did you mean `is-not`?",
    ),
    ({"a": ["x", "y"]}, ("a",), ""),
    ({"a": {}}, ("a",), ""),
    ({"a": {"at-lest": "3"}}, ("a", "at-lest"), "did you mean `at-least`?"),
    ({"a": {"anny": {"b": "c"}}}, ("a", "anny"), "did you mean `any`?"),
    ({"a": {"in": "x"}}, ("a", "in"), ""),
    ({"a": {"is": ["x"]}}, ("a", "is"), ""),
    ({"a": {"includes-any": "x"}}, ("a", "includes-any"), ""),
    ({"a": {"answered": ["yes"]}}, ("a", "answered"), ""),
    ({"a": {"count": {"at-least": "many"}}}, ("a", "count"), ""),
    ({"a": {"count": {"at-leest": "2"}}}, ("a", "count"), ""),
    ({"a": {"count": {"at-least": "-1"}}}, ("a", "count"), ""),
    ({"a": {"count": {"in": ["1", "2"]}}}, ("a", "count"), ""),
    ({"a": {"any": "x"}}, ("a", "any"), ""),
    ({"a": {"any": {}}}, ("a", "any"), ""),
    ({"a": {"any": {"field": {"is-nt": "x"}}}}, ("a", "any", "field"), "did you mean `is-not`?"),
    ({"a": {"any": {"field": ["x"]}}}, ("a", "any", "field"), ""),
    ({"a": {"any": {"field": {"in": "x"}}}}, ("a", "any", "field"), ""),
    ({"a": {"any": {"field": {"skipped": "yes"}}}}, ("a", "any", "field"), ""),
    ({"a": {"any": {"at-most": ["x"]}}}, ("a", "any", "at-most"), ""),
    ({"a": {"any": {"all": []}}}, ("a", "any", "all"), ""),
    ({"a": {"any": {"all": ["x"]}}}, ("a", "any", "all", 0), ""),
    ({"a": {"any": {"not": {}}}}, ("a", "any", "not"), ""),
]


@pytest.mark.parametrize(("data", "path", "hint"), MALFORMED)
def test_what_is_not_in_the_language_is_refused_at_its_place(data: Any, path: tuple[str | int, ...], hint: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_condition(data, "f")
    assert refused.value.path == path
    assert str(refused.value)
    assert hint in refused.value.hint


def test_a_path_starts_where_the_reader_was_told_it_stands() -> None:
    with pytest.raises(Malformed) as refused:
        read_condition({"a": {"is-nt": "x"}}, "f", ("steps", 3, "when"))
    assert refused.value.path == ("steps", 3, "when", "a", "is-nt")


def test_an_operator_that_is_like_none_is_answered_with_all_there_are() -> None:
    with pytest.raises(Malformed) as refused:
        read_condition({"a": {"zzzz": "x"}}, "f")
    assert all(name in refused.value.hint for name in NAMES)
