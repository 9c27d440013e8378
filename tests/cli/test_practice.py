"""`ethics practice` as a person or a script calls it: list, play, go on, progress, lines, a skeleton; every file says drill."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from pathlib import Path

import jsonschema
import pytest

SECRET = "the words of a real case that nobody may see again"
PLAYED = """\
answers:
  at-first.own: Does he have a weapon?
  at-first.ask: [when, means, stops]
  triage.danger: "yes"
  shelf.ask: [text]
  reporting-duty.force: may
  reporting-duty.read: text
  reporting-duty.imminence: hours
  reporting-duty.addressee: [police]
  reporting-duty.at-once: [plan]
  reporting-duty.exit: {value: weigh, because: "The section permits and names the police, so the choice is left to me"}
  choosing.choice: {value: both, because: The pistol}
  choosing.best-case: He may drive off with it
  acting.chance: 85 (65-95)
handled:
  triage.danger-now: He stays where I see him.
"""


@pytest.fixture(scope="module")
def drilled_home(ethics_at, tmp_path_factory: pytest.TempPathFactory):
    """A home with one drill played to its end, and what was printed of it."""
    made = ethics_at(tmp_path_factory.mktemp("drilled"))
    done = made("practice", "saturday-noon", "--answers", made.write("played.yaml", PLAYED), "--minutes", "5")
    assert done.returncode == 0, done.stderr
    return made.home, done.stdout


@pytest.fixture
def drilled(ethics, drilled_home):
    """The command over a home with one drill."""
    shutil.copytree(drilled_home[0], ethics.home)
    return ethics


def session_of(ethics) -> str:
    return ethics.sessions[0].name.removesuffix(".jsonl")


# listing


def test_alone_it_lists_the_scenarios_and_which_were_practised(drilled) -> None:
    said = drilled("practice").stdout

    assert all(
        name in said for name in ("saturday-noon", "before-she-sits-down", "send-the-other-one", "five-of-seven")
    )
    assert [line.rstrip()[-4:].isdigit() for line in said.splitlines() if line.startswith("saturday-noon")] == [True]


def test_a_list_can_be_narrowed_by_protocol_and_profession(ethics) -> None:
    found = json.loads(ethics("practice", "--for", "own-values", "--profession", "coach", "--json").stdout)

    assert found["format"] == "ethics-scenarios/1"
    assert "five-of-seven" in [one["id"] for one in found["scenarios"]]
    assert {one["protocol"] for one in found["scenarios"]} == {"own-values"}


@pytest.mark.parametrize(
    "argv",
    [("saturday-moon",), ("--for", "own-value"), ("--profession", "pilot"), ("--lines",), ("--random", "--progress")],
)
def test_what_there_is_not_or_what_does_not_go_together_is_a_fault_of_the_call(ethics, argv: tuple[str, ...]) -> None:
    done = ethics("practice", *argv)

    assert done.returncode == 2
    assert "hint:" in done.stderr
    assert not ethics.sessions


def test_a_near_name_is_offered(ethics) -> None:
    assert "did you mean `saturday-noon`?" in ethics("practice", "saturday-moon").stderr


# playing


def test_a_drill_tells_its_stages_its_feedback_and_what_happens_in_that_order(drilled_home) -> None:
    said = drilled_home[1]
    parts = [
        "DRILL",
        "runs the night shift",
        "He names a person",
        "On the shelf stand",
        "The section permits",
        "What happens",
    ]

    places = [said.index(part) for part in parts]

    assert places == sorted(places)


def test_the_debrief_names_what_was_seen_the_thin_reason_and_one_thing_to_try(drilled_home) -> None:
    said = drilled_home[1].split("What happens", 1)[1]

    assert "What your questions and answers show that you saw" in said
    assert "Decision: “The pistol”" in said
    assert "In this telling it came" in said
    assert said.count("One thing to try next time") == 1


def test_nothing_in_it_is_a_mark(drilled_home) -> None:
    said = drilled_home[1].lower()

    assert not any(word in said for word in ("score", "points", "out of", "correct", "well done", "passed", "failed"))


def test_every_file_of_a_drill_says_so(drilled) -> None:
    first = drilled.sessions[0].read_text("utf-8").splitlines()[0]
    record = next((drilled.home / "records").glob("*.md")).read_text("utf-8")

    assert '"drill":true' in first
    assert "drill: true" in record
    assert "# DRILL: A client says" in record
    assert "DRILL: A client says" in drilled("list").stdout


def test_a_drill_keeps_nothing_for_real_cases(drilled) -> None:
    assert not (drilled.home / "config.yaml").exists()


def test_the_outcome_as_json_has_no_word_of_an_answer(ethics) -> None:
    done = ethics("practice", "saturday-noon", "--json", "--answers", ethics.write("played.yaml", PLAYED))
    found = json.loads(done.stdout)

    assert (found["format"], found["drill"], found["scenario"]) == ("ethics-practice/1", True, "saturday-noon")
    assert found["missed"] == []
    assert found["answers"][0] == {
        "step": "triage.danger",
        "sort": "defensible",
        "why": found["answers"][0]["why"],
    }
    assert "The pistol" not in [*found["thin"], *found["open"]]
    assert "drive off with it" not in done.stdout


def test_without_answers_and_without_a_terminal_it_says_what_is_missing_and_waits_for_nobody(ethics) -> None:
    done = ethics("practice", "saturday-noon", "--set", "triage.danger=no")

    assert done.returncode == 4
    assert "at-first.ask" in done.stderr
    assert "framing.wants" not in done.stderr


def test_a_flag_that_holds_the_walk_holds_a_drill_as_well(ethics) -> None:
    text = PLAYED.partition("handled:")[0]

    assert ethics("practice", "saturday-noon", "--answers", ethics.write("held.yaml", text)).returncode == 6


def test_a_drill_that_waits_is_gone_on_with_by_its_session(ethics) -> None:
    held = ethics.write("held.yaml", PLAYED.partition("handled:")[0])
    ethics("practice", "saturday-noon", "--answers", held)

    done = ethics("practice", session_of(ethics), "--answers", ethics.write("played.yaml", PLAYED))

    assert done.returncode == 0, done.stderr
    assert len(ethics.sessions) == 1
    assert "One thing to try next time" in done.stdout


def test_a_drill_that_is_over_is_read_again_and_not_played_again(drilled) -> None:
    before = drilled.sessions[0].read_bytes()
    done = drilled("practice", session_of(drilled))

    assert "One thing to try next time" in done.stdout
    assert "Which of these do you ask" not in done.stdout
    assert drilled.sessions[0].read_bytes() == before


def test_going_on_with_the_last_session_never_means_a_drill_and_a_drill_says_how_it_is_gone_on_with(ethics) -> None:
    ethics("practice", "saturday-noon", "--answers", ethics.write("held.yaml", PLAYED.partition("handled:")[0]))

    last, named = ethics("resume"), ethics("resume", session_of(ethics))

    assert "no session is open here" in last.stderr
    assert named.returncode == 2
    assert f"ethics practice {session_of(ethics)}" in named.stderr


def test_in_a_protected_home_what_was_practised_is_closed_too_and_still_known(drilled) -> None:
    assert drilled("protect", "--yes").returncode == 0

    assert not (drilled.home / "practised.json").exists()
    assert (drilled.home / "practised.json.age").exists()
    assert "Red flags that you saw" in drilled("practice", "--progress").stdout


def test_a_session_of_ones_own_is_no_drill(decided) -> None:
    done = decided("practice", session_of(decided))

    assert done.returncode == 2
    assert "no drill" in done.stderr


def test_at_random_means_one_of_those_practised_least(drilled) -> None:
    done = drilled("practice", "--random", "--for", "reporting-duty", "--profession", "therapist", "--json")
    others = json.loads(drilled("practice", "--for", "reporting-duty", "--profession", "therapist", "--json").stdout)

    assert done.returncode == 4
    names = [one["id"] for one in others["scenarios"] if one["id"] != "saturday-noon"]
    begun = sorted((drilled.home / "sessions").glob("*.jsonl"), key=lambda path: path.stat().st_mtime)
    assert len(begun) <= 2
    if names and len(begun) == 2:
        assert '"route":"saturday-noon"' not in begun[-1].read_text("utf-8").splitlines()[0]


# progress


def test_progress_names_rows_and_red_flags_and_no_word_of_an_answer(drilled) -> None:
    done = drilled("practice", "--progress", "--json")
    found = json.loads(done.stdout)
    kept = (drilled.home / "practised.json").read_text("utf-8")

    assert (found["format"], len(found["drills"])) == ("ethics-practice-progress/1", 1)
    assert {"law", "stop-rule"} <= set(found["rows"])
    assert "own-values" in [one["row"] for one in found["rows_left"]]
    assert {one["id"] for one in found["red_flags"] if one["seen"]} == {
        "means",
        "day",
        "brake",
        "asked-you",
        "other-state",
    }
    assert found["flags"] == ["triage.danger-now"]
    assert "saturday-noon" not in found["unpractised"]
    assert "pistol" not in kept.lower()
    assert "weapon" not in kept


def test_progress_says_in_words_what_is_left_and_where_to_practise_it(drilled) -> None:
    said = " ".join(drilled("practice", "--progress").stdout.split())

    assert "Red flags that you saw" in said
    assert "Own values, bias, prejudice" in said
    assert "five-of-seven" in said


def test_progress_of_a_home_without_drills_says_so(ethics) -> None:
    assert "Nothing was practised" in ethics("practice", "--progress").stdout


def test_reading_a_debrief_again_is_not_a_second_drill(drilled) -> None:
    drilled("practice", session_of(drilled))

    assert len(json.loads((drilled.home / "practised.json").read_text("utf-8"))["drills"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_was_practised_is_for_its_owner_alone(drilled) -> None:
    assert stat.S_IMODE((drilled.home / "practised.json").stat().st_mode) == 0o600


def test_a_damaged_memory_of_drills_costs_only_the_memory(drilled) -> None:
    (drilled.home / "practised.json").write_text("{", "utf-8")

    assert "Nothing was practised" in drilled("practice", "--progress").stdout


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("scenarios", ("--json",)),
        ("practice", ("SESSION", "--json")),
        ("practice-progress", ("--progress", "--json")),
        ("practice-lines", ("saturday-noon", "--lines", "--json")),
    ],
)
def test_json_is_as_its_published_schema_says(drilled, name: str, argv: tuple[str, ...]) -> None:
    published = json.loads(drilled("schema", name).stdout)

    said = json.loads(drilled("practice", *(session_of(drilled) if one == "SESSION" else one for one in argv)).stdout)

    jsonschema.validate(said, published)


# the other part, and a skeleton


def test_the_sheet_of_lines_holds_words_to_say_and_neither_feedback_nor_the_end(ethics) -> None:
    said = ethics("practice", "saturday-noon", "--lines").stdout

    assert "If he comes near her again" in said
    assert "Saturday, noon" in said
    assert "Defensible" not in said
    assert "At ten to eight" not in said


def test_a_skeleton_from_a_session_takes_over_its_structure_and_none_of_its_words(ethics, quick_text: str) -> None:
    text = quick_text.replace("To be heard", SECRET).replace("Speak with the lead", "Speak with Anna Berg")
    text = text.replace("profession: therapist", "profession: therapist\nplaces: [us-wa]")
    ethics("decide", "--answers", ethics.write("case.yaml", text), "--title", "Anna Berg and the lead")
    session = session_of(ethics)

    done = ethics("practice", "--from", session)

    assert done.returncode == 0, done.stderr
    words = ("Anna", "Berg", SECRET[:20], "HR-7", "She keeps her say", "2030-01-07", session)
    assert [word for word in words if word in done.stdout] == []
    assert all(part in done.stdout for part in ("professions: [therapist]", "places: [us-wa]", "- triage", "option-2:"))
    assert "flag: options.two-only" in done.stdout


def test_a_skeleton_is_not_made_from_a_drill(drilled) -> None:
    done = drilled("practice", "--from", session_of(drilled))

    assert done.returncode == 2
    assert "drill already" in done.stderr


def test_a_skeleton_from_a_session_says_what_is_missing_when_it_is_checked(ethics, quick_text: str) -> None:
    ethics("decide", "--answers", ethics.write("case.yaml", quick_text))
    path = Path(ethics.write("mine.yaml", ethics("practice", "--from", session_of(ethics)).stdout))

    found = json.loads(ethics("check", str(path), "--format", "json").stdout)

    assert {one["code"] for one in found["problems"]} <= {"scenario.run", "scenario.run-differs", "source.unused"}
    assert found["problems"]


def test_a_new_scenario_of_ones_own_checks_clean_and_can_be_played(ethics) -> None:
    made = ethics("frameworks", "new", "the-copy", "--scenario")
    path = ethics.home / "frameworks" / "scenarios" / "the-copy.yaml"

    assert made.returncode == 0, made.stderr
    assert ethics("check", str(path), "--strict").returncode == 0
    assert "the-copy" in [one["id"] for one in json.loads(ethics("practice", "--json").stdout)["scenarios"]]
    played = ethics("practice", "the-copy", "--set", "at-first.ask=[agreement]", "--set", "framing.kind=plain",
                    "--set", "framing.plain-rule=The agreement", "--set", "framing.plain-act=She gets it")  # fmt: skip
    assert played.returncode == 0, played.stderr
