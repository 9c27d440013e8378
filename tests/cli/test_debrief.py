"""A debrief from the command line: in the same session, decided or not, alone or with the team, and with a page of its own."""

from __future__ import annotations

import json

ANSWERS = {
    "happened": "He shouted and left.",
    "felt": "Fear.",
    "held": "I stayed seated.",
    "differently": "May I stop you there?",
    "change": "A second person in the house.",
    "need": "A break.",
}


def pairs(**more: str) -> list[str]:
    return [word for name, value in {**ANSWERS, **more}.items() for word in ("--set", f"debrief.{name}={value}")]


def shown(ethics, session: str) -> dict:
    return json.loads(ethics("show", session, "--json").stdout)


def test_a_debrief_alone_leaves_the_decision_decided_and_comes_into_the_record(decided, session_id: str) -> None:
    before = shown(decided, session_id)
    done = decided("debrief", session_id, *pairs(here="alone"))
    assert done.returncode == 0, done.stderr

    after = shown(decided, session_id)
    assert (after["status"], after["decided"]) == ("decided", before["decided"])
    assert after["debrief"] == {"stage": "debrief", "depth": "quick", "done": True, "last": after["debrief"]["last"]}
    assert "debrief.roles" not in [one["step"] for one in after["answers"]]
    text = (decided.home / "records" / f"{session_id}.md").read_text("utf-8")
    assert "\n## Debrief\n" in text
    assert "May I stop you there?" in text
    assert "debriefed: " in text


def test_with_the_team_it_asks_which_roles_are_here(decided, session_id: str) -> None:
    short = decided("debrief", session_id, "--team", *pairs())
    assert short.returncode == 4
    assert "debrief.roles  Which roles are here?" in short.stderr
    assert f"`ethics debrief {session_id} --answers FILE` goes on" in short.stderr

    assert decided("debrief", session_id, "--team", *pairs(roles="Two counsellors")).returncode == 0
    assert "Two counsellors" in decided("show", session_id).stdout


def test_a_debrief_may_be_held_before_anything_is_decided_and_the_walk_goes_on_as_before(ethics) -> None:
    ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    session = ethics.sessions[0].stem
    done = ethics("debrief", session, *pairs(here="alone"))
    assert done.returncode == 0, done.stderr
    assert "The decision is still open" in done.stderr
    assert shown(ethics, session)["open"] == ["triage.duty"]
    assert "debrief." not in ethics("resume", session).stderr


def test_a_debrief_and_a_look_back_stand_beside_each_other(decided, session_id: str) -> None:
    decided("debrief", session_id, *pairs(here="alone"))
    look = {
        "done": "as-planned",
        "happened": "They talked.",
        "harm": "no",
        "change": "Sooner.",
        "again": "{skip: nothing}",
    }
    given = [word for name, value in look.items() for word in ("--set", f"after.{name}={value}")]
    assert decided("after", session_id, *given).returncode == 0
    data = shown(decided, session_id)
    assert (data["debrief"]["done"], data["after"]["done"], data["status"]) == (True, True, "decided")
    assert decided("verify").returncode == 0


def test_a_page_of_its_own_holds_the_debrief_and_nothing_else_of_the_case(decided, session_id: str) -> None:
    conflict = shown(decided, session_id)["answers"][2]["words"]
    decided("debrief", session_id, *pairs(here="alone"))
    page = decided("record", session_id, "--layout", "debrief", "--to", "-").stdout
    assert 'format: "ethics-debrief/1"' in page
    assert "A second person in the house." in page
    assert conflict not in page


def test_without_a_debrief_there_is_no_page_of_it(decided, session_id: str) -> None:
    done = decided("record", session_id, "--layout", "debrief", "--to", "-")
    assert done.returncode == 1
    assert "`ethics debrief` holds one" in done.stderr


def test_a_debrief_that_was_held_says_so_and_writes_no_event(decided, session_id: str) -> None:
    decided("debrief", session_id, *pairs(here="alone"))
    before = decided.sessions[0].read_bytes()
    done = decided("debrief", session_id)
    assert done.returncode == 0
    assert "This session has its debrief." in done.stderr
    assert decided.sessions[0].read_bytes() == before


def test_the_outcome_as_json_names_the_next_question_of_the_debrief(decided, session_id: str) -> None:
    done = decided("debrief", session_id, "--team", "--json")
    assert json.loads(done.stdout)["next"] == "debrief.roles"
