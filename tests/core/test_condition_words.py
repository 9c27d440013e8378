"""A condition in plain words: what it says, and that it says the same as the condition holds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Any

import pytest

from ethics_cli.core.comparison_words import BOUNDS, INCLUDES, PLAIN, SUBJECTS
from ethics_cli.core.condition import NAMES, PRESENCE, read_condition
from ethics_cli.core.condition_words import Names, condition_words, only_if
from ethics_cli.core.framework import framework_from
from ethics_cli.core.lint_content import FACTS

PARTIES = {
    "id": "parties",
    "type": "roster",
    "item": "party",
    "title": "Who it touches",
    "fields": [
        {"id": "vulnerable", "ask": "Vulnerable?", "type": "yes-no"},
        {"id": "told", "ask": "Told?", "type": "yes-no"},
    ],
}
STANDS = {"id": "stands", "type": "appraisal", "title": "Where options stand", "each": "f.options"}
STEPS = (
    {"id": "able", "type": "yes-no", "title": "Able to decide"},
    {
        "id": "whose",
        "type": "one-of",
        "title": "Whose choice",
        "choices": {"mine": "Mine", "theirs": "Theirs", "both": "Ours, both"},
    },
    {"id": "pulls", "type": "any-of", "title": "Pulls", "choices": {"fear": "Fear", "pity": "Pity", "rush": "Rush"}},
    {"id": "grave", "type": "scale", "title": "How grave", "points": {"low": "Low", "mid": "Middling", "high": "High"}},
    {"id": "sure", "type": "percent", "title": "How sure"},
    {"id": "days", "type": "number", "title": "Days left", "unit": "days"},
    {"id": "by", "type": "date", "title": "By when"},
    {"id": "options", "type": "roster", "item": "option", "title": "Options", "role": "options"},
    PARTIES,
    STANDS,
    {"id": "topics", "type": "any-of", "role": "topics", "choices": {"harm": "Harm to somebody"}},
)


@pytest.fixture(scope="module")
def names(kit: Any) -> Names:
    own, other = kit.framework("f", *STEPS), kit.framework("justice", {"id": "x"}, title="Justice as fairness")
    return Names({"f": framework_from(own), "justice": framework_from(other)})


SAID: list[tuple[Any, str]] = [
    ({"able": {"in": ["yes", "unsure"]}}, "if “Able to decide” is not sure or yes"),
    ({"able": "no"}, "if “Able to decide” is no"),
    ({"whose": "mine"}, "if “Whose choice” is “Mine”"),
    ({"whose": {"is-not": "mine"}}, "if “Whose choice” is not “Mine”"),
    ({"whose": {"not-in": ["both", "mine"]}}, "if “Whose choice” is none of “Mine” or “Ours, both”"),
    ({"not": {"whose": "mine"}}, "unless “Whose choice” is “Mine”"),
    ({"not": {"any": [{"able": "no"}, {"whose": "mine"}]}}, "unless “Able to decide” is no or “Whose choice” is “Mine”"),
    ({"all": [{"able": "yes"}, {"not": {"whose": "mine"}}]}, "if “Able to decide” is yes, unless “Whose choice” is “Mine”"),
    ({"pulls": {"includes": "fear"}}, "if “Pulls” includes “Fear”"),
    ({"pulls": {"includes-any": ["pity", "fear"]}}, "if “Pulls” includes “Fear” or “Pity”"),
    ({"pulls": {"includes-all": ["pity", "fear"]}}, "if “Pulls” includes “Fear” and “Pity”"),
    ({"grave": {"at-least": "mid"}}, "if “How grave” is middling or high"),
    ({"grave": {"less-than": "mid"}}, "if “How grave” is low"),
    ({"grave": {"more-than": "high"}}, "if “How grave” is more than high"),
    ({"sure": {"at-least": "90"}}, "if “How sure” is at least 90 %"),
    ({"days": {"less-than": "3"}}, "if “Days left” is less than 3 days"),
    ({"by": {"before": "2027-02-01"}}, "if “By when” is before 1 Feb 2027"),
    ({"by": {"after": "2027-02-01"}}, "if “By when” is after 1 Feb 2027"),
    ({"able": {"answered": "yes"}}, "if “Able to decide” has an answer"),
    ({"able": {"answered": "no"}}, "if “Able to decide” has no answer"),
    ({"able": {"skipped": "yes"}}, "if “Able to decide” was passed over"),
    ({"able": {"skipped": "no"}}, "if “Able to decide” was not passed over"),
    ({"able": {"skipped": "later"}}, "if “Able to decide” was left as “Left for later”"),
    ({"options": {"count": {"at-least": 3}}}, "if “Options” lists at least 3"),
    ({"options": {"count": {"at-most": 0}}}, "if “Options” lists nothing"),
    ({"options": {"count": 1}}, "if “Options” lists exactly 1"),
    ({"options": {"count": {"is-not": 2}}}, "if “Options” lists not exactly 2"),
    ({"item.chosen": {"in": ["yes"]}}, "if it is the option that was chosen"),
    ({"parties": {"any": {"vulnerable": "yes"}}}, "if “Vulnerable” is yes for at least one party"),
    ({"parties": {"all": {"vulnerable": "yes"}}}, "if “Vulnerable” is yes for every party"),
    ({"parties": {"none": {"vulnerable": "yes"}}}, "if “Vulnerable” is yes for no party"),
    (
        {"parties": {"any": {"vulnerable": "yes", "told": "no"}}},
        "if both “Vulnerable” is yes and “Told” is no for at least one party",
    ),
    (
        {"stands": {"any": {"at-most": "against"}}},
        "if “Where options stand” is strongly against or against for at least one option",
    ),
    ({"any": [{"able": "no"}, {"whose": "mine"}]}, "if “Able to decide” is no or “Whose choice” is “Mine”"),
    (
        {"all": [{"any": [{"able": "no"}, {"whose": "mine"}]}, {"pulls": {"includes": "fear"}}]},
        "if either “Able to decide” is no or “Whose choice” is “Mine”, and “Pulls” includes “Fear”",
    ),
    (
        {"any": [{"all": [{"able": "no"}, {"whose": "mine"}]}, {"pulls": {"includes": "fear"}}]},
        "if “Able to decide” is no and “Whose choice” is “Mine”; or if “Pulls” includes “Fear”",
    ),
    ({"any": [{"not": {"able": "no"}}, {"whose": "mine"}]}, "if “Able to decide” is anything but no or “Whose choice” is “Mine”"),
    ({"any": [{"not": {"pulls": {"includes-any": ["fear", "pity"]}}}, {"able": "no"}]},
     "if “Pulls” includes none of “Fear” or “Pity”, or “Able to decide” is no"),
    ({"any": [{"not": {"options": {"count": {"at-least": 2}}}}, {"able": "no"}]},
     "if it is not so that “Options” lists at least 2 or “Able to decide” is no"),
    ({"fact.depth": "quick"}, "if the depth of the walk is quick"),
    ({"fact.profession": {"in": ["hr", "coach"]}}, "if your profession is hr or coach"),
    ({"fact.exits": {"includes": "weigh"}}, "if a protocol came to “something to weigh”"),
    ({"fact.lenses": {"includes": "justice"}}, "if the lens “Justice as fairness” was asked for"),
    ({"fact.outweighed": {"count": {"at-least": 1}}}, "if a lens leans strongly against what was chosen"),
    ({"fact.protocols": {"count": {"at-most": 0}}}, "if no protocol is on this walk"),
    ({"fact.options": {"at-least": "3"}}, "if the number of options is at least 3"),
    ({"fact.topics": {"includes": "harm"}}, "if the case touches “Harm to somebody”"),
    ({"fact.places": {"answered": "no"}}, "if where you work is not known"),
    ({"item.chosen": "no"}, "if it is not the option that was chosen"),
    ({"item.chosen": {"is-not": "no"}}, "if it is the option that was chosen"),
    ({"nowhere.at-all": "yes"}, "if “nowhere.at-all” is yes"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), SAID, ids=[said for _, said in SAID])
def test_a_condition_is_said_in_plain_words(names: Names, data: Any, said: str) -> None:
    assert condition_words(read_condition(data, "f"), names) == said


def test_when_a_step_is_asked_is_said_with_only_or_with_unless(names: Names) -> None:
    assert only_if(read_condition({"able": "yes"}, "f"), names) == "only if “Able to decide” is yes"
    assert only_if(read_condition({"not": {"able": "yes"}}, "f"), names) == "unless “Able to decide” is yes"


def test_a_field_of_the_item_at_hand_is_named_as_the_roster_names_it(names: Names, kit: Any) -> None:
    at = names._replace(at=kit.step(type="text", each="f.parties"))

    assert condition_words(read_condition({"item.vulnerable": "yes"}, "f"), at) == "if “Vulnerable” is yes"


def test_every_operator_and_every_fact_has_words() -> None:
    assert {*BOUNDS, *INCLUDES, *PLAIN, *PRESENCE, "count"} == set(NAMES)
    assert set(FACTS) == set(SUBJECTS)


class Answers:
    """A View of plain answers: what a person would have said."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def value(self, ref: str) -> Any:
        return self.given.get(ref)

    def values(self, ref: str) -> list[Any]:
        return []

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return ""

    def order(self, ref: str, value: Any) -> int | None:
        return None


TESTS = [{"able": "yes"}, {"able": {"in": ["no", "unsure"]}}, {"whose": "mine"}, {"pulls": {"includes": "fear"}}]
WAYS = [
    Answers({"f.able": able, "f.whose": whose, "f.pulls": pulls})
    for able, whose, pulls in product(
        (None, "yes", "no", "unsure"), (None, "mine", "theirs"), (None, ["fear"], ["pity"])
    )
]


def made_up(dice: Random, depth: int) -> dict[str, Any]:
    """A condition nested at most so deep."""
    kind = dice.choice(["all", "any", "not", "test"]) if depth else "test"
    if kind == "test":
        return dice.choice(TESTS)
    parts = [made_up(dice, depth - 1) for _ in range(1 if kind == "not" else dice.randint(1, 3))]
    return {kind: parts[0] if kind == "not" else parts}


def test_conditions_that_are_said_alike_hold_alike(names: Names) -> None:
    """What is written differently may be said in the same words only if it means the same."""
    dice, seen = Random(7), {}
    for _ in range(10_000):
        condition = read_condition(made_up(dice, 3), "f")
        holds = [condition.holds(way) for way in WAYS]

        assert seen.setdefault(condition_words(condition, names), holds) == holds
    assert len(seen) > 1000
