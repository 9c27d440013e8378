"""`ethics review` as its user runs it: what is found, in which form, and what the exit code says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def reviewed(ethics_at, tmp_path_factory, sampled):
    """The command over a folder of sessions: two whole ones, one below, one cut, and what is none. Nothing in it is changed."""
    made = ethics_at(tmp_path_factory.mktemp("review"))
    (made.folder / "cases" / "older").mkdir(parents=True)
    quick, full = sampled("garage-lift"), sampled("child-at-the-centre")
    (made.folder / "cases" / "a.jsonl").write_bytes(quick)
    (made.folder / "cases" / "older" / "b.jsonl").write_bytes(full)
    (made.folder / "cases" / ".hidden.jsonl").write_bytes(b"x")
    (made.folder / "cases" / "notes.txt").write_bytes(b"x")
    (made.folder / "bad").mkdir()
    (made.folder / "bad" / "cut.jsonl").write_bytes(quick[:9000])
    return made


@pytest.fixture(scope="module")
def cases(reviewed) -> str:
    return str(reviewed.folder / "cases")


def test_a_folder_is_gone_through_with_all_below_it_and_in_a_stable_order(reviewed, cases):
    done = reviewed("review", cases, "--format", "jsonl", "--fail-on", "never")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(row["name"]).name for row in rows] == ["a.jsonl", "b.jsonl"]
    assert done.returncode == 0
    assert done.stderr == ""


def test_findings_are_told_with_their_place_and_what_to_do(reviewed, cases, conforms):
    done = reviewed("review", cases, "--fail-on", "note")

    assert "options.options" in done.stdout
    assert "line" in done.stdout
    assert "→" in done.stdout
    assert "2 sessions looked at" in done.stdout
    assert conforms(done.stdout)
    assert done.returncode == 1


def test_the_level_says_which_findings_make_it_fail(reviewed, cases):
    quick = str(Path(cases) / "a.jsonl")

    assert reviewed("review", quick, "--fail-on", "error").returncode == 0
    assert reviewed("review", quick, "--fail-on", "note").returncode == 1
    assert reviewed("review", quick, "--fail-on", "never").returncode == 0


def test_a_session_that_cannot_be_read_is_a_row_and_the_others_are_reviewed(reviewed, cases):
    done = reviewed(
        "review", str(reviewed.folder / "bad"), cases, "nowhere.jsonl", "--format", "json", "--fail-on", "never"
    )

    data = json.loads(done.stdout)
    assert [row["problem"]["code"] for row in data["sessions"] if row["problem"]] == [
        "journal.cut",
        "journal.unreadable",
    ]
    assert data["summary"]["sessions"] == 4
    assert done.returncode == 1


def test_a_list_comes_on_stdin_and_a_pattern_is_taken_as_a_shell_takes_it(reviewed, cases):
    listed = reviewed("review", "-", "--format", "jsonl", stdin=f"{cases}/a.jsonl\n\n{cases}/older/b.jsonl\n")
    pattern = reviewed("review", f"{cases}/**/*.jsonl", "--format", "jsonl")

    assert [json.loads(line)["name"] for line in listed.stdout.splitlines()] == [
        f"{cases}/a.jsonl",
        f"{cases}/older/b.jsonl",
    ]
    assert pattern.stdout == listed.stdout


def test_a_session_that_is_named_twice_is_reviewed_once(reviewed, cases):
    done = reviewed("review", cases, f"{cases}/a.jsonl", "--format", "jsonl")

    assert len(done.stdout.splitlines()) == 2


def test_without_a_name_the_sessions_of_the_home_are_reviewed(decided):
    done = decided("review", "--format", "json", "--fail-on", "never")

    assert json.loads(done.stdout)["summary"]["sessions"] == 1


def test_a_baseline_leaves_only_what_is_new(reviewed, cases, tmp_path):
    before = tmp_path / "before.jsonl"
    before.write_text(reviewed("review", cases, "--format", "jsonl").stdout)

    again = reviewed("review", cases, "--baseline", str(before), "--format", "json", "--fail-on", "note")

    assert json.loads(again.stdout)["sessions"] == []
    assert again.returncode == 0


def test_a_condition_in_a_file_says_which_sessions_are_meant(reviewed, cases, tmp_path):
    where = tmp_path / "where.yaml"
    where.write_text("fact.depth: quick\n")

    done = reviewed("review", cases, "--where", str(where), "--format", "json")

    summary = json.loads(done.stdout)["summary"]
    assert (summary["sessions"], summary["passed_over"]) == (1, 1)


def test_a_condition_that_asks_for_what_there_is_not_is_refused_with_its_place(reviewed, cases, tmp_path):
    where = tmp_path / "where.yaml"
    where.write_text("fact.depht: quick\n")

    done = reviewed("review", cases, "--where", str(where))

    assert "where.yaml:1:1: condition.unknown-fact" in done.stderr
    assert "did you mean `depth`?" in done.stderr
    assert done.returncode == 2


def test_sessions_since_a_day_are_those_that_changed_on_it_or_later(reviewed, cases):
    done = reviewed("review", cases, "--since", "2999-01-01", "--format", "json")

    assert json.loads(done.stdout)["summary"] | {"sessions": 0, "passed_over": 2} == json.loads(done.stdout)["summary"]


def test_findings_are_never_grouped_by_person_and_it_says_why(reviewed, cases):
    done = reviewed("review", cases, "--group-by", "person")

    assert "never grouped by person" in done.stderr
    assert "who works well" in done.stderr
    assert done.returncode == 2


def test_findings_are_grouped_by_what_a_case_is(reviewed, cases):
    done = reviewed("review", cases, "--group-by", "depth", "--format", "json")

    assert {name: counts["sessions"] for name, counts in json.loads(done.stdout)["groups"].items()} == {
        "quick": 1,
        "standard": 1,
    }


def test_a_policy_of_ones_own_is_a_file(reviewed, cases, tmp_path):
    policy = tmp_path / "ours.yaml"
    policy.write_text(
        "policy: ours\ntitle: Ours\nedition: 1.0.0\nabout: Ours alone.\nauthors: Us\nfunding: none\nreview_by: 2030-01-01\n"
        "takes: default\nrules:\n  - {id: quick, level: error, when: {fact.depth: quick}, say: Too quick., do: Deepen it.}\n"
    )

    done = reviewed("review", cases, "--policy", str(policy), "--format", "json")

    data = json.loads(done.stdout)
    assert data["policy"]["id"] == "ours"
    assert data["summary"]["rules"]["quick"] == 1


def test_a_faulty_policy_is_refused_before_anything_is_reviewed(reviewed, cases, tmp_path):
    policy = tmp_path / "ours.yaml"
    policy.write_text(
        "policy: ours\ntitle: Ours\nedition: 1.0.0\nabout: Ours.\nauthors: Us\nfunding: none\nreview_by: 2030-01-01\n"
        "rules:\n  - {id: a, level: error, finds: nothing-such}\n"
    )

    done = reviewed("review", cases, "--policy", str(policy))

    assert "policy.unknown-gap" in done.stderr
    assert done.stdout == ""
    assert done.returncode == 2


@pytest.mark.parametrize(
    "argv",
    [
        ("--format", "xls"),
        ("--fail-on", "severe"),
        ("--policy", "nowhere"),
        ("--group-by", "shoe-size"),
        ("--since", "yesterday"),
        ("--baseline", "nowhere.json"),
        ("--where", "nowhere.yaml"),
        ("--jobs", "-1"),
    ],
)
def test_an_option_that_cannot_be_is_a_fault_of_usage(reviewed, cases, argv):
    done = reviewed("review", cases, *argv)

    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_session_is_a_fault_of_usage(reviewed, tmp_path):
    assert reviewed("review", str(tmp_path)).returncode == 2


def test_more_processes_come_to_the_same(reviewed, cases):
    one = reviewed("review", cases, "--jobs", "1", "--format", "jsonl")
    two = reviewed("review", cases, "--jobs", "2", "--format", "jsonl")

    assert one.stdout == two.stdout


@pytest.mark.parametrize(
    ("form", "begins"),
    [("sarif", "{"), ("junit", "<?xml"), ("md", "# Review"), ("html", "<!DOCTYPE html>"), ("csv", "name,")],
)
def test_every_form_is_written_into_a_file_of_the_owner_alone(reviewed, cases, tmp_path, form, begins):
    to = tmp_path / f"out.{form}"

    done = reviewed("review", cases, "--format", form, "--to", str(to), "--fail-on", "never")

    assert to.read_text("utf-8").startswith(begins)
    assert to.stat().st_mode & 0o077 == 0
    assert done.stdout == ""
    assert done.returncode == 0


def test_the_form_as_data_has_a_published_schema(reviewed, cases):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(reviewed("schema", "review").stdout)

    jsonschema.validate(json.loads(reviewed("review", cases, "--format", "json").stdout), schema)
