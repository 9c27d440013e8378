"""A look back from the command line: kept in the session, after the decision, and changing nothing of it."""

from __future__ import annotations

import json
import shutil

from ethics_cli.files.library import bundled_folder

ANSWERS = {
    "after.done": "as-planned",
    "after.happened": "They talked.",
    "after.harm": "no",
    "after.change": "Begin sooner.",
}


def pairs(**more: str) -> list[str]:
    given = {**ANSWERS, **{f"after.{name}": value for name, value in more.items()}}
    return [word for ref, value in given.items() for word in ("--set", f"{ref}={value}")]


def shown(ethics, session: str) -> dict:
    return json.loads(ethics("show", session, "--json").stdout)


def test_a_look_back_goes_as_deep_as_the_decision_did_and_leaves_it_decided(decided, session_id: str) -> None:
    before = shown(decided, session_id)
    done = decided("after", session_id, *pairs(again="{skip: nothing}"))
    assert done.returncode == 0, done.stderr

    after = shown(decided, session_id)
    assert after["status"] == "decided"
    assert after["decided"] == before["decided"]
    assert after["after"] == {"stage": "after", "depth": "quick", "done": True, "last": after["after"]["last"]}
    asked = [one["step"] for one in after["answers"]][len(before["answers"]) :]
    assert asked == ["after.done", "after.happened", "after.harm", "after.change", "after.again"]


def test_the_record_says_what_came_of_it_and_when(decided, session_id: str) -> None:
    decided("after", session_id, *pairs(again="2030-05-01"))
    text = (decided.home / "records" / f"{session_id}.md").read_text("utf-8")
    assert "## What came of it" in text
    assert "The decision above stands as it was decided." in text
    assert "They talked." in text
    assert "looked-back: " in text


def test_a_look_back_lets_go_of_the_day_to_look_again_and_sets_the_next(decided, session_id: str) -> None:
    days = lambda: [one["at"] for one in json.loads(decided("due", "--json").stdout)["due"]]  # noqa: E731
    assert days() == ["2030-01-07"]
    decided("after", session_id, *pairs(again="2030-05-01"))
    assert days() == ["2030-05-01"]


def test_without_answers_and_nobody_to_ask_it_says_what_is_missing_and_writes_nothing(decided, session_id: str) -> None:
    before = decided.sessions[0].read_bytes()
    done = decided("after", session_id)
    assert done.returncode == 4
    assert "after.done" in done.stderr
    assert decided.sessions[0].read_bytes() == before


def test_a_look_back_that_was_broken_off_goes_on_where_it_stopped(decided, session_id: str) -> None:
    assert decided("after", session_id, "--set", "after.done=not-done").returncode == 4
    assert decided("after", session_id, *pairs(again="{skip: nothing}")[2:]).returncode == 0
    assert shown(decided, session_id)["after"]["done"]


def test_a_look_back_can_go_deeper_later_and_asks_only_what_is_new(decided, session_id: str) -> None:
    decided("after", session_id, *pairs(again="{skip: nothing}"))
    deeper = pairs(differences="None", causes="Mine: early. Theirs: none.", prevent="A form", residue="Relief")
    told = decided("after", session_id, "--depth", "standard", *deeper, "--set", "after.told-since=All")
    assert told.returncode == 0, told.stderr
    assert shown(decided, session_id)["after"]["depth"] == "standard"


def test_a_session_that_is_not_decided_cannot_be_looked_back_at(ethics) -> None:
    ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    done = ethics("after", ethics.sessions[0].stem, *pairs())
    assert done.returncode == 1
    assert "nothing is decided in this session yet" in done.stderr


def test_a_depth_that_there_is_not_is_refused(decided, session_id: str) -> None:
    assert decided("after", session_id, "--depth", "deep").returncode == 2


def test_the_outcome_as_json_is_for_scripts(decided, session_id: str) -> None:
    done = decided("after", session_id, "--json", *pairs(again="{skip: nothing}"))
    assert json.loads(done.stdout)["status"] == "decided"


def test_a_session_that_was_looked_back_at_gives_an_answers_file_that_does_it_again(decided, session_id: str) -> None:
    decided("after", session_id, *pairs(again="{skip: nothing}"))
    file = decided.write("again.yaml", decided("answers", session_id).stdout)
    begun = decided("decide", "--answers", file, "--json")
    assert begun.returncode == 0, begun.stderr
    assert "not used" not in begun.stderr
    other = json.loads(begun.stdout)["session"]
    assert decided("after", other, "--answers", file).returncode == 0
    strip = lambda data: [(one["step"], one["value"], one["non_answer"]) for one in data["answers"]]  # noqa: E731
    assert strip(shown(decided, other)) == strip(shown(decided, session_id))


def test_the_chain_of_a_session_that_was_looked_back_at_holds(decided, session_id: str) -> None:
    decided("after", session_id, *pairs(again="{skip: nothing}"))
    assert decided("verify").returncode == 0


def test_a_forecast_that_cannot_be_known_yet_is_due_on_its_new_day_and_asked_about_again(
    past, ids, ethics_at, tmp_path
) -> None:
    shutil.copytree(past.env["ETHICS_HOME"], tmp_path / "own")
    own = ethics_at(tmp_path, {"ETHICS_HOME": str(tmp_path / "own")})
    session = ids["“The next on"]
    walk = str(bundled_folder() / "walks" / "night-job.yaml")

    def look(outcome: str) -> list[str]:
        came_true = f"after.came-true={{value: {outcome}, because: I asked}}"
        done = own("after", session, "--answers", walk, "--set", came_true, "--set", "after.known-by=2030-03-01")
        assert done.returncode == 0, done.stderr
        due = json.loads(own("due", "--json").stdout)["due"]
        return [one["at"] for one in due if one["kind"] == "forecast" and one["session"] == session]

    assert look("not-yet") == ["2030-03-01"]
    assert look("no") == []
    assert shown(own, session)["forecast"]["outcome"] == "no"
