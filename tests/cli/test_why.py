"""`ethics why`: what a person reads, and what a script gets."""

from __future__ import annotations

import json


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_says_what_opened_a_question_and_what_would_have_to_differ(decided, session_id: str) -> None:
    done = decided("why", session_id, "choosing.choice")
    assert done.returncode == 0, done.stderr
    said = words(done.stdout)
    assert "choosing.choice was asked" in said
    assert "“Kind of problem” is" in said
    assert "It would not have been asked if" in said


def test_it_says_why_a_question_was_not_asked(decided, session_id: str) -> None:
    said = words(decided("why", session_id, "framing.obstacle").stdout)
    assert "framing.obstacle was not asked" in said
    assert "It would have been asked if “Kind of problem” were" in said


def test_a_script_gets_the_claims_and_the_smallest_sets(decided, session_id: str) -> None:
    found = json.loads(decided("why", session_id, "framing.obstacle", "--json").stdout)
    assert (found["format"], found["stands"], found["kind"]) == ("ethics-why/1", False, "step")
    assert [[one["step"] for one in turn] for turn in found["turns"]] == [["framing.kind"]]


def test_an_unknown_name_is_refused_with_the_nearest_one(decided, session_id: str) -> None:
    done = decided("why", session_id, "framing.kindd")
    assert done.returncode == 2
    assert "did you mean `framing.kind`?" in done.stderr
