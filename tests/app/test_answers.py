"""An offered item in an answers file: a name is enough, what is said wins, and what was emptied stays so on the way round."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.app.answers import answers_from, as_answers
from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.core.walk import Walk
from ethics_cli.problems import EthicsError, Exit


@pytest.fixture
def stocked(office, content):
    norm = content.norm(clock={"working_days": 1}, limit="One working day")
    office.put(content, content.mini(), content.mini_route(), content.norms("law", norm, kind="law", place="here"))
    return office.put(content, content.card(), origin="organisation")


def rules(walk: Walk) -> list[dict[str, Any]]:
    return [dict(item.fields) for item in walk.items("mini.norms")]


def with_norms(given: dict[str, Any], *norms: Any) -> dict[str, Any]:
    return {**given, "mini.learned": "2026-11-20 11:40", "mini.norms": list(norms)}


def again(office: Any, walk: Walk) -> Walk:
    """The walk that the answers of a walk give when they are read from a file."""
    answers, head = answers_from(as_answers(walk).encode(), "answers.yaml", [], office.library)
    session = office.begin(route=head["route"], places=head.get("places", ()), bodies=head.get("bodies", ()))
    with session.journal.locked():
        assert Conduct(session, ScriptAsker(answers)).run() is End.CLOSED
    return session.walk


def said(walk: Walk) -> dict[Any, Any]:
    return {key: (answer.value, answer.because, answer.non) for key, answer in walk.answers.items()}


def test_a_name_and_how_it_binds_are_enough(stocked, given) -> None:
    session, _ = stocked.walk(with_norms(given, {"label": "The rule n1", "force": "must"}))
    assert rules(session.walk) == [
        {
            "id": "n1",
            "label": "The rule n1",
            "section": "section 1; of 2020",
            "says": "What n1 says.",
            "force": "must",
            "to": "The office for n1",
            "limit": "One working day",
            "due": "2026-11-23T11:40",
            "source": "A text that was seen",
            "checked": "2026-11-01",
        }
    ]


def test_how_it_binds_is_never_taken_from_the_library(stocked, given) -> None:
    session = stocked.begin()
    asker = ScriptAsker(Answers(with_norms(given, {"label": "The rule n1"})))
    with session.journal.locked(), pytest.raises(EthicsError) as caught:
        Conduct(session, asker).run()
    (problem,) = caught.value.problems
    assert (problem.code, caught.value.exit_code) == ("answer.field-missing", Exit.USAGE)
    assert rules(session.walk) == []


def test_the_same_file_gives_the_same_walk_again(stocked, given) -> None:
    own = {"label": "HR-7", "says": "Pass it on.", "force": "may"}
    session, _ = stocked.walk(with_norms(given, {"label": "The rule n1", "force": "must"}, own))
    assert said(again(stocked, session.walk)) == said(session.walk)


@pytest.mark.parametrize("emptied", [{"due": ""}, {"section": "", "to": "", "checked": ""}])
def test_a_field_that_was_emptied_stays_empty_on_the_way_round(stocked, given, emptied: dict[str, str]) -> None:
    session, _ = stocked.walk(with_norms(given, {"label": "The rule n1", "force": "must", **emptied}))
    (rule,) = rules(session.walk)
    assert not set(emptied) & set(rule)
    assert rules(again(stocked, session.walk)) == [rule]


def test_a_field_that_was_changed_stays_changed_on_the_way_round(stocked, given) -> None:
    mine = {"label": "The rule n1", "force": "must", "due": "2026-12-01 09:00", "says": "As I read it."}
    session, _ = stocked.walk(with_norms(given, mine))
    (rule,) = rules(again(stocked, session.walk))
    assert (rule["due"], rule["says"], rule["to"]) == ("2026-12-01T09:00", "As I read it.", "The office for n1")


def test_an_item_that_was_removed_is_not_put_back(stocked, given) -> None:
    session, _ = stocked.walk(with_norms(given, {"label": "HR-7", "says": "Pass it on.", "force": "may"}))
    assert [rule["label"] for rule in rules(again(stocked, session.walk))] == ["HR-7"]


def test_places_and_bodies_named_from_the_start_come_round_too(stocked) -> None:
    given = {"mini.danger": "no", "mini.topics": ["threat"], "mini.norms": [{"label": "The rule n1", "force": "may"}]}
    session, _ = stocked.walk(given, places=("here",), bodies=("guild",))
    found = again(stocked, session.walk)
    assert (found.facts["places"], found.facts["bodies"]) == (["here"], ["guild"])
    assert said(found) == said(session.walk)


def test_a_contact_is_picked_by_its_name(stocked, given) -> None:
    session, _ = stocked.walk({**given, "mini.asked": ["The ethics lead", "A friend at work"]})
    assert [item.label for item in session.walk.items("mini.asked")] == ["The ethics lead", "A friend at work"]
    assert said(again(stocked, session.walk)) == said(session.walk)


def test_a_model_that_was_followed_is_named_in_place_of_a_route(office, content) -> None:
    full = {**content.mini_route(), "route": "full", "depth": "full"}
    office.put(content, content.mini(), content.mini_route(), full, content.model("m", ["law"], walk=["mini"]))
    session, _ = office.walk({"mini.danger": "no"}, route="", model="m")
    _, head = answers_from(as_answers(session.walk).encode(), "answers.yaml", [], office.library)
    assert (head.get("model"), head.get("route", "")) == ("m", "")
