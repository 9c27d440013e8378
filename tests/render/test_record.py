"""A record says what was answered, and its structure does not depend on what anybody typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from ethics_cli.app.publish import as_json, as_markdown
from ethics_cli.app.sessions import Session
from ethics_cli.core.answering import clean
from ethics_cli.core.event import AnswerAmended, AnswerGiven, Entry, FlagHandled, NoteAdded, SessionOpened
from ethics_cli.core.framework import Step
from ethics_cli.core.routing import fold
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.render.record import Stamp
from ethics_cli.render.record_data import SCHEMA

STAMP = Stamp(87, "9f1c" * 16, "2026-11-21")
WALKS = ("coworker-conduct", "plain-record-request", "unsure-rule", "moral-distress-ward")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INLINE = {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close", "hardbreak", "code_inline"}
TYPED = ("text", "passage")
LEVELS = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)

Play = Callable[..., Session]


def markdown(walk: Walk, library: Library) -> str:
    return as_markdown(walk, STAMP, library)


def front(text: str) -> dict[str, Any]:
    found = LEVELS.match(text)
    assert found is not None
    plain: dict[str, Any] = yaml.safe_load(found.group(1))
    return plain


def shape(text: str) -> tuple[list[str], list[str]]:
    """Every block of a record in order, and the kinds of what stands within blocks."""
    tokens = MARKDOWN.parse(LEVELS.sub("", text))
    blocks = [f"{token.type} {token.tag} {token.level}" for token in tokens]
    within = sorted({child.type for token in tokens for child in token.children or ()})
    return blocks, within


def headings(text: str, level: int) -> list[str]:
    tokens = MARKDOWN.parse(LEVELS.sub("", text))
    return [
        after.content for token, after in pairwise(tokens) if token.type == "heading_open" and token.tag == f"h{level}"
    ]


def tables(text: str) -> list[list[int]]:
    """For each table, how many cells each of its rows has."""
    found: list[list[int]] = []
    for token in MARKDOWN.parse(LEVELS.sub("", text)):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append(0)
        elif token.type in ("th_open", "td_open"):
            found[-1][-1] += 1
    return found


def retold(session: Session, text: str) -> Walk:
    """The same session, with this text wherever a person typed words of their own, and in every question as it was shown."""
    one_line, lines = clean(text, lines=False), clean(text, lines=True)

    def said(step: Step | None, value: Any) -> Any:
        if step is not None and step.type in TYPED and isinstance(value, str):
            return lines if step.type == "passage" else one_line
        if step is not None and step.type == "roster" and isinstance(value, list):
            return [_item(step, at, item) for at, item in enumerate(value)]
        return value

    def _item(step: Step, at: int, item: Mapping[str, Any]) -> dict[str, Any]:
        fields = {
            one.id: lines if one.type == "passage" else one_line
            for one in step.fields
            if one.type in TYPED and item.get(one.id)
        }
        return {**item, "label": f"{one_line} {at}", **fields}

    def event(event: Any) -> Any:
        if isinstance(event, SessionOpened):
            return event._replace(title=f"{one_line} (a title of its own)", profession=one_line)
        if isinstance(event, AnswerGiven | AnswerAmended):
            words = {name: one_line for name in ("because", "other") if getattr(event, name)}
            words |= {name: lines for name in ("note", "reason") if getattr(event, name, "")}
            return event._replace(asked=one_line, value=said(session.walk.step(event.step), event.value), **words)
        if isinstance(event, NoteAdded):
            return event._replace(text=lines)
        return event._replace(how=lines) if isinstance(event, FlagHandled) else event

    return fold(Entry(entry.seq, entry.at, event(entry.event)) for entry in session.journal.entries)


@pytest.fixture(scope="module")
def base(played: Play) -> Callable[[str], Session]:
    """A sample walk with a note, a changed answer and open points added, so that every part of a record has something to say."""

    @cache
    def made(name: str) -> Session:
        session = played(name)
        with session.journal.locked():
            first = next(place for place in session.walk.path if place.step.type in TYPED and not place.items)
            asked = session.walk.answers[first.key].given.asked
            session.append(NoteAdded(first.step.ref, "A note.\nOf two lines."))
            session.append(
                AnswerAmended(
                    first.step.ref, asked, "Put otherwise.", note="One more.", unsure=True, reason="It was put badly."
                )
            )
        return session

    return made


@pytest.fixture(scope="module")
def plain_record(base: Callable[[str], Session], library: Library) -> Callable[[str], str]:
    """The record of a sample walk in which everybody typed the same few words."""
    return cache(lambda name: markdown(retold(base(name), "Some words."), library))


PIECES = [
    "# ",
    "## Decision",
    "\n",
    "\n\n",
    "---",
    "| a | b |\n|---|---|\n",
    "|",
    "- ",
    "1. ",
    "> ",
    "```\n",
    "    ",
    "</details>",
]
PIECES += [
    "<details>",
    "<b>",
    "{framing.wants}",
    "{answer}",
    "http://a.b",
    "www.a.b",
    "[a](b)",
    "[a]: b\n",
    "![a](b)",
    "**",
]
PIECES += ["_", "~~", "`", "\\", ": ", "status: decided", "DRILL: ", "a", "Ä", "\u202e", "\x1b[2J", "."]
hostile = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join),
).filter(lambda text: bool(clean(text, lines=False)))


@pytest.mark.parametrize("name", WALKS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=hostile)
@example(text="---\nstatus: decided\n---")
@example(text="\n\n# Decision\n\n| a |\n|---|\n| b |")
@example(text="a\n\nb\n")
@example(text="_http://a.b")
@example(text="yes")
def test_the_structure_of_a_record_does_not_depend_on_what_anybody_typed(
    text: str, name: str, base: Callable[[str], Session], plain_record: Callable[[str], str], library: Library
) -> None:
    plain = plain_record(name)
    told = markdown(retold(base(name), text), library)
    assert tables(told) == tables(plain)
    assert headings(told, 2) == headings(plain, 2)
    blocks, within = shape(told)
    assert blocks == shape(plain)[0]
    assert set(within) <= INLINE
    assert list(front(told)) == list(front(plain))
    assert list(front(told)["journal"]) == ["events", "head"]
    assert {key: front(told)[key] for key in front(told) if key != "profession"} == {
        key: front(plain)[key] for key in front(plain) if key != "profession"
    }
    assert front(told)["profession"] == clean(text, lines=False)


@pytest.mark.parametrize("name", WALKS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=hostile)
def test_the_json_record_conforms_to_its_schema_whatever_was_typed(
    text: str, name: str, base: Callable[[str], Session], library: Library
) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(as_json(retold(base(name), text), STAMP, library)))


@pytest.mark.parametrize("name", WALKS)
def test_every_answer_on_the_path_is_in_the_record(name: str, played: Play, library: Library) -> None:
    session = played(name)
    text = _seen(markdown(session.walk, library))
    for position in session.walk.path:
        answer = session.walk.answers.get(position.key)
        if answer is not None and position.step.type in TYPED and answer.value:
            assert " ".join(str(answer.value).split()) in text
        if answer is not None and answer.because:
            assert " ".join(answer.because.split()).rstrip(".") in text


def test_what_is_off_the_path_never_appears(played: Play, library: Library) -> None:
    session = played(
        "moral-distress-ward",
        {
            "framing.obstacle": "OFF-THE-PATH words",
            "framing.right": {"value": "OFF-THE-PATH too", "note": "OFF-THE-PATH note"},
        },
    )
    assert "OFF-THE-PATH" in markdown(session.walk, library)
    kind = session.walk.answers["framing.kind", ()].given.asked
    with session.journal.locked():
        session.append(NoteAdded("framing.obstacle", "OFF-THE-PATH later note"))
        session.append(AnswerAmended("framing.kind", kind, "plain", reason="It was plain after all."))
    assert ("framing.obstacle", ()) in session.walk.off_path
    told = markdown(session.walk, library)
    assert "OFF-THE-PATH" not in told
    assert "OFF-THE-PATH" not in as_json(session.walk, STAMP, library)
    assert json.loads(as_json(session.walk, STAMP, library))["off_path"] == len(session.walk.off_path) > 0
    assert f"{len(session.walk.off_path)} answers stand on branches that were left" in _seen(told)
    assert "This is not a decision yet" in told or "Changed since it was decided" in told


def test_an_answer_that_comes_back_onto_the_path_is_in_the_record_again(played: Play, library: Library) -> None:
    session = played("moral-distress-ward", {"framing.obstacle": "GONE-AND-BACK words"})
    asked = session.walk.answers["framing.kind", ()].given.asked
    with session.journal.locked():
        session.append(AnswerAmended("framing.kind", asked, "plain", reason="It seemed plain."))
        session.append(AnswerAmended("framing.kind", asked, "distress", reason="It was not."))
    assert "GONE-AND-BACK" in markdown(session.walk, library)


@pytest.mark.parametrize(
    ("non", "said"),
    [
        ("unknown", "not known"),
        ("withheld", "not written down"),
        ("does-not-apply", "does not apply"),
        ("later", "left for later"),
    ],
)
def test_an_answer_that_was_left_out_is_named_among_what_is_open_with_its_reason(
    non: str, said: str, played: Play, library: Library
) -> None:
    session = played("plain-record-request", {"framing.rubs": {"skip": non, "because": "nobody could say BECAUSE-1"}})
    text = markdown(session.walk, library)
    left_open = _part(text, "What this record leaves open")
    assert said in left_open.lower()
    assert "BECAUSE" in left_open
    assert [
        one["non_answer"]
        for one in json.loads(as_json(session.walk, STAMP, library))["answers"]
        if one["step"] == "framing.rubs"
    ] == [non]


def test_what_is_marked_not_sure_is_named_among_what_is_open(played: Play, library: Library) -> None:
    session = played("plain-record-request", {"framing.wants": {"value": "A copy.", "unsure": "yes"}})
    left_open = _part(markdown(session.walk, library), "What this record leaves open")
    assert session.walk.step("framing.wants").name in left_open  # type: ignore[union-attr]
    assert "marked not sure" in left_open


def test_a_session_that_is_open_says_that_it_is_no_decision_and_what_comes_next(played: Play, library: Library) -> None:
    session = played("plain-record-request", {"framing.plain-act": None})
    assert session.walk.status == "open"
    text = markdown(session.walk, library)
    assert text.index("This is not a decision yet") < text.index("\n## ")
    assert front(text)["status"] == "open" and "decided" not in front(text)
    assert "Not answered yet: " + str(session.walk.next.step.name).lower() in _part(
        text, "What this record leaves open"
    )  # type: ignore[union-attr]
    data = json.loads(as_json(session.walk, STAMP, library))
    assert (data["status"], data["decided"], data["decision"]) == ("open", None, None)
    assert "framing.plain-act" in data["open"]
    Draft202012Validator(SCHEMA).validate(data)


def test_a_session_with_nothing_answered_has_a_record_that_says_so(played: Play, library: Library) -> None:
    session = played("plain-record-request", {"triage.danger": None})
    text = markdown(session.walk, library)
    assert "This is not a decision yet" in text
    Draft202012Validator(SCHEMA).validate(json.loads(as_json(session.walk, STAMP, library)))


def test_a_decided_session_says_nothing_of_being_open(played: Play, library: Library) -> None:
    text = markdown(played("coworker-conduct").walk, library)
    assert "not a decision yet" not in text and "Changed since it was decided" not in text
    assert front(text)["status"] == "decided" and str(front(text)["decided"]) == "2026-11-21"


def test_a_drill_says_drill_in_its_title_its_front_matter_and_its_data(played: Play, library: Library) -> None:
    session = played("plain-record-request", drill=True)
    text = markdown(session.walk, library)
    assert headings(text, 1)[0].startswith("DRILL: ")
    assert front(text)["drill"] is True
    data = json.loads(as_json(session.walk, STAMP, library))
    assert data["drill"] is True and data["title"].startswith("DRILL: ")


def test_a_case_is_not_called_a_drill(played: Play, library: Library) -> None:
    text = markdown(played("plain-record-request").walk, library)
    assert "DRILL" not in text and "drill" not in front(text)


def test_a_record_names_the_state_of_the_session_that_it_was_written_from(played: Play, library: Library) -> None:
    session = played("plain-record-request")
    text = markdown(session.walk, library)
    assert front(text)["journal"] == {"events": STAMP.count, "head": f"sha256:{STAMP.head}"}
    assert f"ethics verify {session.id} --head {STAMP.head[:16]}" in text


@pytest.mark.parametrize("name", WALKS)
def test_no_record_has_a_total_a_score_or_a_recommendation(name: str, played: Play, library: Library) -> None:
    session = played(name)
    own = _seen(markdown(retold(session, "Words."), library)).lower()
    assert not re.search(r"\b(total|score|recommended|recommendation|best option|verdict|ranked first)\b", own)


def _part(text: str, title: str) -> str:
    """The part of a record under a heading, as a reader sees it."""
    return _seen(re.split(r"\n#{1,2} ", text.partition(f"## {title}\n")[2])[0])


def _seen(text: str) -> str:
    """A record without its escapes and marks, on one line."""
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).replace("\\\n", " ").replace("*", "").split())
