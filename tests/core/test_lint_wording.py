"""Each check of wording and balance: a text that provokes it, with its path, and texts that only look like it."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from ethics_cli.core.lint import Fault, Piece, lint
from ethics_cli.core.lint_grade import grade
from ethics_cli.core.lint_wording import is_double

TODAY = date(2026, 11, 23)
Plain = dict[str, Any]
AB = {"a": "A", "b": "B"}
LONG_WORDS = "Which organisational responsibilities necessitate interprofessional accountability considerations?"


def step(ident: str = "one", kind: str = "text", **more: Any) -> Plain:
    return {"id": ident, "ask": "What is it?", "type": kind, "source": "book", "depth": "quick", **more}


def small(*steps: Plain, **more: Any) -> Piece:
    sources = {"book": {"cite": "A book", "checked_on": "2026-01-01"}}
    plain = {"framework": "small", "kind": "protocol", "edition": "1.0.0", "title": "Small", "asks": "What is it?"}
    return Piece("framework", "small", {**plain, "sources": sources, "steps": list(steps), **more})


def found(*pieces: Piece, head: str = "wording.") -> list[Fault]:
    return [fault for fault in lint(pieces, TODAY) if fault.problem.code.startswith(head)]


def told(*pieces: Piece, head: str = "wording.") -> list[tuple[str, tuple[str | int, ...]]]:
    return [(fault.problem.code, fault.path) for fault in found(*pieces, head=head)]


# words that lead


@pytest.mark.parametrize(
    "text",
    [
        "Surely this is known?",
        "What is obviously so?",
        "What is clearly so?",
        "What is appropriate here?",
        "Is it improper?",
        "How is it done properly?",
        "What should be done?",
        "Can you simply say no?",
        "Can you just say no?",
        "You know, of course, that it is late.",
        "Which way is best?",
        "What is the right thing?",
        "You would not, would you? Don't you agree?",
    ],
)
def test_a_leading_word_is_told_at_its_key(text: str) -> None:
    assert told(small(step(hint=text))) == [("wording.leading", ("steps", 0, "hint"))]


@pytest.mark.parametrize(
    "text",
    [
        "The best case against it.",
        "Your best guess is enough.",
        "The child's best interests.",
        "Answer as best you can.",
        "A just outcome, and not just the near one.",
        "What was said just before?",
        "It moved without anybody having chosen that it should.",
        "Should and would, side by side.",
        "It is unclear, or is on your property.",
        "Unethical is a word that closes a talk.",
    ],
)
def test_a_word_that_only_looks_leading_is_passed(text: str) -> None:
    assert told(small(step(hint=text))) == []


def test_every_text_that_a_person_reads_is_looked_at() -> None:
    lead = "Surely."
    roster = step("two", "roster", item="thing", fields=[{"id": "x", "ask": lead, "hint": lead}], offers=[lead])
    choices = {"a": lead, "b": {"label": lead, "hint": lead, "reads": lead}}
    one = step(ask=lead, title=lead, hint=lead, why=lead, reads=lead, type="one-of", choices=choices)
    scale = step("three", "scale", points={"low": lead, "high": "High"})
    flag = {"id": "up", "when": {"one": "a"}, "level": "note", "say": lead}
    whole = small(one, roster, scale, asks=lead, challenge=lead, flags=[flag], offers={"two": [lead]})

    assert {path for _, path in told(whole)} == {
        ("asks",),
        *(("steps", 0, key) for key in ("ask", "title", "hint", "why", "reads")),
        ("steps", 0, "choices", "a"),
        *(("steps", 0, "choices", "b", key) for key in ("label", "hint", "reads")),
        *(("steps", 1, "fields", 0, key) for key in ("ask", "hint")),
        ("steps", 1, "offers", 0),
        ("steps", 2, "points", "low"),
        ("flags", 0, "say"),
        ("offers", "two", 0),
        ("challenge",),
    }


def test_a_reason_beside_a_suggested_choice_is_looked_at() -> None:
    fits = [{"when": {"zero": "yes"}, "because": "It is obviously so."}]
    one = step("one", "one-of", choices=[{"id": "a", "label": "A", "fits": fits}, {"id": "b", "label": "B"}])

    assert told(small(step("zero", "yes-no"), one)) == [
        ("wording.leading", ("steps", 1, "choices", "a", "fits", 0, "because"))
    ]


def test_loaded_words_lead_where_something_is_asked_but_may_be_spoken_of_elsewhere() -> None:
    assert told(small(step(ask="Is it unethical?"))) == [("wording.leading", ("steps", 0, "ask"))]
    assert told(small(step(), challenge="Was it cowardly?")) == [("wording.leading", ("challenge",))]
    assert told(small(step(why="What looks reckless from outside may not be."))) == []


def test_all_leading_words_of_a_text_are_told_in_one_fault() -> None:
    (fault,) = found(small(step(hint="Surely it is best. Surely.")))
    assert fault.problem.message == "this wording leads towards an answer: `surely`, `best`"
    assert fault.problem.level == "warning"


# labels


@pytest.mark.parametrize("label", ["Do the right thing", "Report it properly", "Turn a blind eye", "A brave refusal"])
def test_a_label_that_praises_or_blames_is_told(label: str) -> None:
    chosen = small(step("one", "one-of", choices={**AB, "c": {"label": label}}))
    offered = small(step("one", "roster", item="option", offers=["Wait", label]))

    assert told(chosen) == [("wording.label", ("steps", 0, "choices", "c", "label"))]
    assert told(offered) == [("wording.label", ("steps", 0, "offers", 1))]
    assert found(chosen)[0].problem.message.endswith("(L1)")


@pytest.mark.parametrize(
    "label",
    ["Ethical", "Honesty: saying what is so", "Fear of blame", "Justice: fair treatment", "Much worse", "Ashamed"],
)
def test_a_label_that_names_is_passed(label: str) -> None:
    assert told(small(step("one", "one-of", choices={**AB, "c": label}))) == []


# two questions at once


@pytest.mark.parametrize(
    "ask",
    [
        "What happened? Who saw it?",
        "What happened and why?",
        "Who was told and when?",
        "Who did it and who saw it?",
        "Is anyone in danger, and how soon?",
        "Whose choice is this, and are they free to make it?",
        "Is it safe and is it legal?",
        "What would you say, and to whom?",
        "Which rule applies, or how could you find out?",
        "Under “{item}”, what is lost and who loses it?",
        "Does it bind you; if so, how?",
    ],
)
def test_two_questions_in_one_are_told(ask: str) -> None:
    assert is_double(ask)
    assert told(small(step("zero", "roster"), step(ask=ask, each="zero")))[0] == ("wording.double", ("steps", 1, "ask"))
    fields = [{"id": "x", "ask": ask.replace("{item}", "it")}]
    assert told(small(step("zero", "roster", fields=fields))) == [("wording.double", ("steps", 0, "fields", 0, "ask"))]


@pytest.mark.parametrize(
    "ask",
    [
        "What happened?",
        "Who or what stops it?",
        "What speaks for and against your choice reaching its aim?",
        "Who has a stake here and is not on your list?",
        "Who shares in that and has no part in this case?",
        "How do the reasons for the duty you keep compare with those for the one you set aside?",
        "Who are the people who pay and who decide?",
        "What is owed to those who are spoken of and are not there?",
        "You expect a large change for {party} under “{option}”. How likely is it?",
        "Under “{item}”, what chance would each side have to answer?",
        "In which ways could telling be limited and still meet the rule?",
        "Would you still say “why me, and why now?” to them?",
        "It is a month later and this went badly. What happened?",
    ],
)
def test_one_question_is_passed(ask: str) -> None:
    assert not is_double(ask)


def test_what_is_told_and_a_challenge_may_hold_more_than_one_question() -> None:
    assert told(small(step(type="tell", ask="What comes? Who acts?"), step("two"), challenge="Who? And why?")) == []


# long and hard


@pytest.mark.parametrize(("key", "limit"), [("ask", 22), ("hint", 45), ("why", 40)])
def test_a_text_over_its_length_is_told_with_its_number_of_words(key: str, limit: int) -> None:
    at_limit, over = " ".join(["so"] * limit), " ".join(["so"] * (limit + 1))

    assert told(small(step(**{key: at_limit}))) == []
    (fault,) = found(small(step(**{key: over})))
    assert (fault.problem.code, fault.path) == ("wording.long", ("steps", 0, key))
    assert str(limit + 1) in fault.problem.message


def test_a_question_of_few_but_long_words_is_told_and_a_slot_counts_as_one_word() -> None:
    wide = " ".join(["accountability's"] * 10)
    assert ("wording.long", ("steps", 0, "ask")) in told(small(step(ask=wide)))
    assert told(small(step("zero"), step(ask=" ".join(["so"] * 21) + " {small.zero}"))) == []


def test_a_question_that_is_hard_to_read_is_told() -> None:
    (fault,) = found(small(step(ask=LONG_WORDS)))
    assert (fault.problem.code, fault.path) == ("wording.grade", ("steps", 0, "ask"))
    assert fault.problem.message.endswith("(L4)")


def test_a_framework_that_is_hard_to_read_as_a_whole_is_told() -> None:
    hard = "Consider organisational responsibilities alongside contractual confidentiality."
    steps = [step(f"s{at}", hint=hard) for at in range(5)]

    assert told(small(*steps)) == [("wording.grade", ("steps",))]
    assert told(small(*(step(f"s{at}", hint="Say what you saw, and on which day.") for at in range(9)))) == []


@pytest.mark.parametrize(
    ("ask", "over"),
    [
        ("Which professional bodies look after confidential information here?", True),
        ("Which professional bodies look after private records here?", False),
    ],
)
def test_a_question_may_read_at_grade_14(ask: str, over: bool) -> None:
    assert (grade([ask]) > 14) is over
    assert bool(told(small(step(ask=ask)))) is over


@pytest.mark.parametrize(
    ("hint", "over"),
    [
        ("Compare professional and personal considerations.", True),
        ("Consider another professional's written record of it.", False),
    ],
)
def test_a_framework_may_read_at_grade_9(hint: str, over: bool) -> None:
    steps = [step(f"s{at}", hint=hint) for at in range(9)]
    read = [text for one in steps for text in (one["ask"], one["hint"])]

    assert (9 < grade(read) < 12) is over
    assert (told(small(*steps)) == [("wording.grade", ("steps",))]) is over


def test_a_handful_of_words_has_no_grade() -> None:
    assert told(small(step(ask="Which contraindications?"))) == []


def test_the_index_is_the_published_one() -> None:
    text = "The cat sat on the mat. It was warm."  # 26 characters, 9 words, 2 sentences
    assert grade([text]) == pytest.approx(4.71 * 26 / 9 + 0.5 * 9 / 2 - 21.43)
    assert grade(["The cat sat on the mat", "It was warm"]) == pytest.approx(grade([text]))
    assert grade([]) == 0


@pytest.mark.parametrize("nasty", ["who and " * 250, "“" * 2000, "what, " * 330, "just a-" * 280, "?" * 2000])
def test_a_text_of_any_form_is_searched_in_no_time(nasty: str) -> None:
    whole = small(*(step(f"s{at}", ask=nasty) for at in range(10)))
    began = time.perf_counter()
    found(whole)
    assert time.perf_counter() - began < 1


# balance


FOR = {"id": "for", "ask": "What speaks for it?", "type": "passage", "required": True}
AGAINST = {"id": "against", "ask": "What speaks against it?", "type": "passage", "required": True}


def options(*fields: Plain, **more: Any) -> Plain:
    return step("options", "roster", item="option", role="options", fields=list(fields), **more)


def balance(*steps: Plain) -> list[tuple[str, tuple[str | int, ...]]]:
    return told(small(*steps), head="balance.")


def test_options_asked_for_both_sides_in_equal_detail_are_passed() -> None:
    assert balance(options(FOR, AGAINST)) == []
    assert balance(options({"id": "x", "ask": "Any reasons for?"}, {"id": "y", "ask": "Why not?"})) == []
    assert balance(options({"id": "x", "ask": "What speaks for and against it?"})) == []


@pytest.mark.parametrize("field", [FOR, AGAINST, {"id": "risks", "ask": "Which?"}, {"id": "x", "ask": "Why not?"}])
def test_options_asked_for_one_side_only_are_told(field: Plain) -> None:
    assert balance(options(field)) == [("balance.one-sided", ("steps", 0, "fields"))]


def test_in_other_rosters_only_sides_that_belong_together_are_held_against_each_other() -> None:
    assert balance(step("norms", "roster", fields=[{"id": "risk", "ask": "Which risk?"}])) == []
    assert balance(step("norms", "roster", fields=[{"id": "pros", "ask": "Which?"}])) == [
        ("balance.one-sided", ("steps", 0, "fields"))
    ]


@pytest.mark.parametrize(
    "against",
    [
        {**AGAINST, "type": "text"},
        {**AGAINST, "required": False},
        {**AGAINST, "ask": "What speaks against it, in this case, on this day, for all who are in it?"},
    ],
)
def test_sides_that_differ_in_type_duty_or_length_are_told(against: Plain) -> None:
    assert balance(options(FOR, against)) == [("balance.uneven", ("steps", 0, "fields"))]
    assert found(small(options(FOR, against)), head="balance.")[0].problem.message.endswith("(C1)")


def test_a_step_that_asks_one_side_of_each_option_needs_its_counterpart_at_the_same_depth() -> None:
    harm = step("harm", ask="What harm could come of it?", each="options")
    gain = step("gains", ask="What could be gained?", each="options")

    assert balance(options(FOR, AGAINST), harm) == [("balance.one-sided", ("steps", 1))]
    assert balance(options(FOR, AGAINST), harm, {**gain, "depth": "full"}) == [
        ("balance.one-sided", ("steps", 1)),
        ("balance.one-sided", ("steps", 2)),
    ]
    assert balance(options(FOR, AGAINST), harm, gain) == []


def test_a_scale_has_both_ends_and_a_reason_after_the_decision_is_no_imbalance() -> None:
    scale = step("harm", "scale", each="options", points=AB)
    chosen = step("choice", "one-of", role="decision", **{"from": "options"})
    rejected = step("rejected", ask="Why not this one?", each="options", when={"item.chosen": "no"})

    assert balance(options(FOR, AGAINST), scale, step("harms")) == []
    assert balance(options(FOR, AGAINST), chosen, rejected) == []


def test_a_route_that_asks_one_side_much_more_often_is_told() -> None:
    def on_route(*steps: Plain) -> list[tuple[str, tuple[str | int, ...]]]:
        route = {"route": "quick", "title": "Q", "edition": "1.0.0", "depth": "quick", "walk": ["small"]}
        pieces = small(options(FOR, AGAINST), *steps), Piece("route", "quick", route)
        return [one for one in told(*pieces, head="balance.") if one[0] == "balance.route"]

    harms = [step(name, ask="What?", each="options") for name in ("harm", "risks")]

    assert on_route(*harms) == [("balance.route", ("walk",))]
    assert on_route(*harms, step("gains", ask="What?", each="options")) == []
    assert on_route(*({**one, "depth": "full"} for one in harms)) == []
