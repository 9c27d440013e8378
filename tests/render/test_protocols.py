"""What protocols, time limits and models add to a record: a section each, the settled decision, clocks, coverage, the slip."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from ethics_cli.core.event import AnswerGiven, DecisionClosed, Entry, FrameworkJoined, ReferenceJoined, SessionOpened
from ethics_cli.core.framework import EXITS
from ethics_cli.core.model import model_from
from ethics_cli.core.routing import fold
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.render.markdown import to_markdown
from ethics_cli.render.record import Stamp, record
from ethics_cli.render.record_data import SCHEMA, record_data
from ethics_cli.render.source import NO_UNION, Union

STAMP = Stamp(12, "9f1c" * 16, "2026-11-21")
MARKDOWN = MarkdownIt("commonmark").enable("table")
LAYOUT = {
    "record": "own",
    "title": "Own",
    "parts": [
        {"show": "decision", "title": "Decision"},
        {"show": "clocks", "title": "Clocks"},
        {"show": "protocols"},
        {"show": "trail", "title": "Trail"},
        {"show": "annex", "title": "Annex"},
    ],
}
SLIP = {
    "record": "slip",
    "title": "A slip",
    "bare": True,
    "parts": [{"show": "slip", "steps": ["pass.to", "pass.facts", "pass.basis"]}],
}


def framework(ident: str, *steps: dict[str, Any], kind: str = "stage") -> dict[str, Any]:
    whole = [{"ask": f"{step['id']}?", "type": "text", "depth": "quick", **step} for step in steps]
    return {"framework": ident, "kind": kind, "edition": "1.0.0", "title": f"The {ident}", "steps": whole}


def duty(ident: str) -> dict[str, Any]:
    """A protocol with an answer of every kind, an exit, and what is done when it is settled."""
    choices = {"child": "A child", "court": "A court"}
    return framework(
        ident,
        {"id": "told", "type": "tell"},
        {"id": "stake", "title": "What it is about", "type": "one-of", "choices": choices},
        {"id": "again", "type": "yes-no", "because": "offered"},
        {"id": "facts", "title": "The facts", "type": "passage"},
        {"id": "steps", "title": "Steps taken", "type": "roster"},
        {"id": "finder", "title": "Who finds out", "type": "one-of", "choices": choices},
        {
            "id": "exit",
            "title": "What follows",
            "type": "one-of",
            "role": "exit",
            "choices": {one: one for one in EXITS},
        },
        {"id": "act", "title": "What is done", "role": "settled-act", "when": {"exit": "settled"}},
        kind="protocol",
    )


HELD = (
    framework(
        "framing",
        {"id": "question", "role": "question"},
        {"id": "law", "covers": ["law"]},
        {"id": "care", "covers": ["care"], "optional": True},
        {"id": "parties", "type": "roster", "item": "party", "role": "parties"},
        {"id": "runs-out", "type": "moment", "role": "deadline", "title": "The hearing"},
    ),
    framework("norms", {"id": "norms", "type": "roster", "role": "norms"}),
    duty("duty"),
    duty("harm"),
    framework(
        "pass",
        {"id": "to", "title": "Recipient"},
        {"id": "facts", "title": "What is given"},
        {"id": "basis"},
        kind="protocol",
    ),
    framework("options", {"id": "options", "type": "roster", "item": "option", "role": "options"}),
    framework("choosing", {"id": "choice", "type": "one-of", "from": "options.options", "role": "decision"}),
)
ROUTE = {
    "route": "r",
    "title": "R",
    "edition": "1.0.0",
    "depth": "quick",
    "walk": [
        "framing",
        "norms",
        {"joined": "protocol"},
        {"framework": "options", "when": {"not": {"fact.exits": {"includes": "settled"}}}},
        "choosing",
    ],
}


def walk(*answers: AnswerGiven, protocols: Any = ("duty",), **opened: Any) -> Walk:
    """A walk in which these answers were given, in whatever order."""
    events = [
        SessionOpened("s1", "0", {"r": ROUTE}, "r", protocols=tuple(protocols), **opened),
        *(FrameworkJoined(plain, "0" * 64) for plain in HELD),
        *answers,
    ]
    return fold([Entry(at, "2026-11-21T14:30:00Z", event) for at, event in enumerate(events)])


def said(ref: str, value: Any = None, *items: str, **more: Any) -> AnswerGiven:
    return AnswerGiven(ref, f"{ref} as asked", value, items, **more)


def markdown(of: Walk, layout: Any = LAYOUT, union: Union = NO_UNION) -> str:
    """A record as Markdown, with plain spaces."""
    return to_markdown(record(of, STAMP, layout, union)).replace("\xa0", " ")


def front(text: str) -> dict[str, Any]:
    return yaml.safe_load(text.split("---\n")[1])


def headings(text: str) -> list[str]:
    tokens = MARKDOWN.parse(text.split("---\n", 2)[2])
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open" and token.tag == "h2"]


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next one or the trail."""
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0].partition("\n---\n")[0]


# protocols


def test_each_protocol_has_a_section_of_its_own_in_the_order_of_the_walk() -> None:
    text = markdown(walk(said("harm.stake", "child"), said("duty.stake", "court"), protocols=("harm", "duty")))
    found = headings(text)
    assert found.index("The harm") < found.index("The duty")
    assert "A child" in section(text, "The harm")
    assert "A court" in section(text, "The duty")


def test_a_protocol_in_which_nothing_was_answered_has_no_section() -> None:
    assert "The duty" not in headings(markdown(walk()))
    assert "The duty" not in headings(markdown(walk(said("duty.stake", "court"), protocols=())))


def test_what_was_chosen_stands_in_a_table_what_was_written_in_sentences_and_a_list_below_with_its_name() -> None:
    items = [{"id": "i1", "label": "Rang the office"}, {"id": "i2", "label": "Wrote it down"}]
    text = section(
        markdown(
            walk(
                said("duty.stake", "court"),
                said("duty.again", "unsure", because="nobody has asked", unsure=True),
                said("duty.facts", "What was said on Friday."),
                said("duty.steps", items),
            )
        ),
        "The duty",
    )
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert "| What it is about | A court |" in rows
    assert "| Again | Not sure. Nobody has asked (not sure) |" in rows
    assert "What was said on Friday." in text
    assert not any("Friday" in row for row in rows)
    assert (
        text.index("What was said")
        < text.index("Steps taken")
        < text.index("Rang the office")
        < text.index("Wrote it down")
    )


def test_a_question_of_a_protocol_that_was_left_open_is_told_in_words_and_not_in_the_table() -> None:
    text = section(
        markdown(walk(said("duty.stake", "court"), said("duty.finder", non="unknown", because="ask Ann"))), "The duty"
    )
    assert "ask Ann" in text
    assert not any("ask Ann" in line for line in text.splitlines() if line.startswith("|"))


# the settled decision


SETTLED = (
    said("duty.exit", "settled", because="the order names it"),
    said("duty.act", "hand the page to the court"),
)


def test_a_settled_case_has_what_is_done_for_its_decision_with_the_reason_of_its_exit() -> None:
    text = section(markdown(walk(*SETTLED)), "Decision")
    assert "**Hand the page to the court.**" in text
    assert "*Because:* the rules leave one course here. The order names it." in text
    assert "No decision is written down yet" not in text


def test_of_two_protocols_the_reason_is_that_of_the_one_that_settled_it() -> None:
    other = said("harm.exit", "not-this", because="this is about something else")
    text = section(markdown(walk(other, *SETTLED, protocols=("harm", "duty"))), "Decision")
    assert "The order names it" in text
    assert "something else" not in text


def test_where_nothing_is_done_yet_there_is_no_decision() -> None:
    text = markdown(walk(SETTLED[0]))
    assert "No decision is written down yet." in section(text, "Decision")


def test_a_decision_between_options_stands_before_what_a_protocol_would_have_done() -> None:
    options = [{"id": "o1", "label": "Tell"}, {"id": "o2", "label": "Wait"}]
    weighed = (
        said("duty.exit", "weigh"),
        said("options.options", options),
        said("choosing.choice", "o2", because="not yet"),
    )
    text = section(markdown(walk(*weighed)), "Decision")
    assert "**B. Wait**" in text
    assert "one course" not in text


# clocks


def norm(number: int, due: str, force: str = "must") -> dict[str, Any]:
    return {"id": f"n{number}", "label": f"Rule {number}", "says": "x", "force": force, "due": due}


def test_the_limits_that_ran_stand_with_the_nearest_first_and_what_they_belong_to() -> None:
    rules = [norm(1, "2026-12-01T11:40"), norm(2, "2026-11-22T09:00"), norm(3, "2026-11-21T09:00", "may")]
    text = section(markdown(walk(said("framing.runs-out", "2026-11-24T10:00"), said("norms.norms", rules))), "Clocks")
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert ["22 Nov 2026, 09:00" in lines[0], "24 Nov 2026, 10:00" in lines[1], "1 Dec 2026, 11:40" in lines[2]] == [
        True
    ] * 3
    assert ["Rule 2" in lines[0], "The hearing" in lines[1], "Rule 1" in lines[2]] == [True] * 3
    assert "Rule 3" not in text


def test_a_limit_that_names_no_moment_stands_first_in_its_own_words() -> None:
    rules = [
        norm(1, "2026-12-01T11:40"),
        {"id": "n2", "label": "Rule 2", "force": "must", "limit": "At once, by telephone."},
    ]
    given = walk(said("norms.norms", rules))
    lines = [line for line in section(markdown(given), "Clocks").splitlines() if line.startswith("- ")]
    assert lines[0] == "- *Time limit:* at once, by telephone (Rule 2)."
    assert "1 Dec 2026, 11:40 (Rule 1)" in lines[1]
    found = record_data(given, STAMP)
    Draft202012Validator(SCHEMA).validate(found)
    assert [(one["due"], one["limit"]) for one in found["deadlines"]] == [
        (None, "At once, by telephone."),
        ("2026-12-01T11:40", ""),
    ]


def test_limits_that_end_together_stand_in_one_line() -> None:
    rules = [norm(1, "2026-12-01T11:40"), norm(2, "2026-12-01T11:40")]
    (line,) = [one for one in section(markdown(walk(said("norms.norms", rules))), "Clocks").splitlines() if one]
    assert "(Rule 1; Rule 2)" in line


def test_a_case_without_limits_has_no_clocks() -> None:
    assert "Clocks" not in headings(markdown(walk()))


# models


@pytest.fixture
def union(content: Any) -> Union:
    rows = {"law": "The law", "care": "Who cares", "plan": "The plan"}
    models = (
        content.model("one", ["law", "plan"], professions=["nurse"]),
        content.model("two", ["care"], ["law"], professions=["teacher"]),
    )
    return Union(rows, tuple(map(model_from, models)))


def test_the_head_of_a_record_counts_rows_of_the_models_of_the_person_s_profession(union) -> None:
    answered = said("framing.law", "x")
    assert front(markdown(walk(answered, profession="Nurse"), union=union))["models"] == ["one 1/2"]
    assert front(markdown(walk(answered, profession="Teacher"), union=union))["models"] == ["two 1/2"]
    assert "models" not in front(markdown(walk(answered, profession="Pilot"), union=union))
    assert "models" not in front(markdown(walk(answered), union=union))


def test_the_model_that_was_followed_is_counted_before_those_of_the_profession(union) -> None:
    route = {**ROUTE, "model": "two"}
    events = [
        SessionOpened("s1", "0", {"r": route}, "r", profession="Nurse"),
        *(FrameworkJoined(one, "") for one in HELD),
    ]
    text = markdown(fold([Entry(at, "", event) for at, event in enumerate(events)]), union=union)
    assert front(text)["models"] == ["two 0/2"]


def test_the_trail_counts_rows_and_names_the_missing_ones_of_each_measured_model(union) -> None:
    text = markdown(walk(said("framing.law", "x"), profession="Nurse"), union=union)
    assert "Rows of the union table covered: 1 of 3." in text
    assert "Rows of The model one covered: 1 of 2. Missing: the plan." in text
    assert "The model two covered" not in text


def test_a_model_that_is_covered_whole_is_missing_nothing(union) -> None:
    text = markdown(walk(said("framing.law", "x"), said("framing.care", "x"), profession="Teacher"), union=union)
    assert "Rows of The model two covered: 2 of 2.\n" in text
    assert front(text)["models"] == ["two 2/2"]


def test_the_annex_counts_every_model(union) -> None:
    text = markdown(walk(said("framing.law", "x"), profession="Nurse"), union=union)
    rows = [line for line in text.splitlines() if line.startswith("| The model")]
    assert rows == ["| The model one | 1 of 2 | the plan |", "| The model two | 1 of 2 | who cares |"]


@pytest.mark.parametrize("non", ["unknown", "later", "withheld"])
def test_what_was_left_open_covers_no_row_in_a_record(union, non: str) -> None:
    assert front(markdown(walk(said("framing.law", non=non), profession="Nurse"), union=union))["models"] == ["one 0/2"]


# the slip


SECRET = "xyzzy"
TOLD = (
    said("framing.question", f"Tell {SECRET}?"),
    said("framing.parties", [{"id": "p1", "label": f"Client {SECRET}"}]),
    said("framing.law", SECRET),
    said("options.options", [{"id": "o1", "label": f"Tell {SECRET}"}]),
    said("duty.facts", SECRET),
    said("pass.to", "the duty social worker"),
    said("pass.facts", "The three facts."),
    said("pass.basis", non="unknown", because="the lawyer is asked"),
)


def slip(**opened: Any) -> str:
    return markdown(walk(*TOLD, protocols=("duty", "pass"), title=f"Case {SECRET}", **opened), SLIP)


def test_a_slip_has_its_own_title_what_is_passed_on_and_nothing_of_the_case() -> None:
    text = slip()
    assert "\n# A slip\n" in text
    assert "**Recipient:** the duty social worker." in text
    assert "**What is given:** The three facts." in text
    assert "the lawyer is asked" in text
    assert SECRET not in text
    assert text.index("Recipient") < text.index("What is given")


def test_a_slip_says_which_session_it_is_from_and_no_more() -> None:
    assert front(slip()) == {
        "format": "ethics-slip/1",
        "session": "s1",
        "written": "2026-11-21",
        "journal": {"events": 12, "head": f"sha256:{STAMP.head}"},
    }


def test_a_slip_of_a_drill_says_drill() -> None:
    assert "\n# DRILL: A slip\n" in slip(drill=True)


def test_the_slip_that_is_shipped_is_bare_and_shows_only_what_a_disclosure_asks(library: Library) -> None:
    layout = library.layout("slip")
    steps = [ref for part in layout["parts"] for ref in part["steps"]]
    assert layout["bare"] is True
    assert {part["show"] for part in layout["parts"]} == {"slip"}
    assert {ref.partition(".")[0] for ref in steps} == {"disclosure"}
    assert all(library.frameworks["disclosure"].step(ref.partition(".")[2]) for ref in steps)


# as data


def test_the_json_record_of_a_walk_with_everything_is_valid_and_says_it(union, content) -> None:
    rules = [norm(1, "2026-12-01T11:40")]
    events = [
        SessionOpened(
            "s1", "0", {"r": {**ROUTE, "model": "two"}}, "r", protocols=("duty",), places=("here",), bodies=("guild",)
        ),
        *(FrameworkJoined(one, "") for one in HELD),
        ReferenceJoined(content.norms(), ""),
        said("framing.law", "x"),
        said("norms.norms", rules),
        *SETTLED,
        DecisionClosed(),
    ]
    found = record_data(
        fold([Entry(at, "2026-11-21T14:30:00Z", event) for at, event in enumerate(events)]), STAMP, union
    )
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(found)))
    assert (found["model"], found["protocols"], found["places"], found["bodies"]) == (
        "two",
        ["duty"],
        ["here"],
        ["guild"],
    )
    assert [(one["id"], one["covered"], one["missing"]) for one in found["models"]] == [
        ("one", ["law"], ["plan"]),
        ("two", ["law"], ["care"]),
    ]
    assert found["rows_covered"] == ["law"]
    assert [(one["due"], one["of"], one["step"]) for one in found["deadlines"]] == [
        ("2026-12-01T11:40", "Rule 1", "norms.norms")
    ]
    assert {one["id"] for one in found["findings"]} >= {"Q2", "S3", "S9"}


def test_the_json_record_of_a_walk_that_has_hardly_begun_is_valid_too() -> None:
    Draft202012Validator(SCHEMA).validate(record_data(walk(protocols=()), STAMP))
