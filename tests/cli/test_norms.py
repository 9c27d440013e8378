"""Models, protocols, norms and what is kept for next time, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

MINI = """\
walk: answers
route: mini
answers:
  mini.danger: no
  mini.places: [here]
  mini.bodies: [guild]
  mini.topics: [threat]
  mini.norms: [{label: The rule n1, force: must}]
"""


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="session")
def stocked_home(tmp_path_factory: pytest.TempPathFactory, content: Any, ethics_at) -> Any:
    """The command over a home with content of its own: a small framework, law for one place, a card. Made once."""
    folder = tmp_path_factory.mktemp("stocked")
    made = ethics_at(folder, {"ETHICS_CACHE": str(folder / "cache")})
    law = content.norms("law", content.norm(), kind="law", place="here")
    content.put(made.home / "frameworks", content.mini(), content.mini_route(), law, content.card())
    return made


@pytest.fixture
def stocked(stocked_home: Any) -> Any:
    """The same home, with nothing in it but its content."""
    for left in stocked_home.home.iterdir():
        if left.name != "frameworks":
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return stocked_home


def events(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()[:-1]]


# what is asked for by name


@pytest.mark.parametrize(
    ("argv", "known"),
    [
        (["--model", "cpa2017"], "cpa-2017"),
        (["--model", "nothing-like-it"], "cpa-2017"),
        (["--protocol", "reporting"], "reporting-duty"),
        (["--protocol", "autonomy"], "reporting-duty"),
        (["--protocol", "disclosure", "--protocol", "nothing"], "reporting-duty"),
        (["--lens", "reporting-duty"], "autonomy"),
    ],
)
def test_a_name_that_there_is_not_is_refused_with_those_there_are(ethics, argv: list[str], known: str) -> None:
    done = ethics("decide", *argv, "--set", "triage.danger=no")
    assert done.returncode == 2
    assert known in words(done.stderr)
    assert ethics.sessions == []


@pytest.mark.parametrize("how", ["--route", "--depth"])
def test_a_model_is_a_route_of_its_own_and_no_other_can_be_named_with_it(ethics, how: str) -> None:
    done = ethics("decide", "--model", "cpa-2017", how, "quick", "--set", "triage.danger=no")
    assert done.returncode == 2
    assert "--model or --route" in words(done.stderr)
    assert ethics.sessions == []


def test_a_model_and_a_protocol_that_were_named_are_kept_in_the_session(ethics) -> None:
    done = ethics("decide", "--model", "cpa-2017", "--protocol", "disclosure", "--set", "triage.danger=no")
    assert done.returncode == 4
    opened = events(ethics.sessions[0])[0]
    assert (opened["route"], opened["protocols"]) == ("cpa-2017", ["disclosure"])
    assert "cpa-2017" in opened["routes"]
    (row,) = json.loads(ethics("list", "--json").stdout)["sessions"]
    assert row["route"] == "cpa-2017"


def test_an_answers_file_may_name_a_model_and_the_command_line_wins(ethics) -> None:
    file = ethics.write("a.yaml", "walk: answers\nmodel: cpa-2017\nanswers: {triage.danger: no}\n")
    ethics("decide", "--answers", file)
    ethics("decide", "--answers", file, "--route", "quick")
    ethics("decide", "--answers", file, "--model", "aca-2016")
    assert sorted(events(path)[0]["route"] for path in ethics.sessions) == ["aca-2016", "cpa-2017", "quick"]


# kept for next time


def kept(ethics: Any) -> str:
    path = ethics.home / "config.yaml"
    return path.read_text("utf-8") if path.exists() else ""


def test_a_walk_from_a_file_keeps_nothing_for_next_time(stocked) -> None:
    done = stocked("decide", "--answers", stocked.write("a.yaml", MINI))
    assert done.returncode == 0, done.stderr
    assert "Kept for next time" not in words(done.stderr)
    assert kept(stocked) == ""


def test_what_is_kept_is_not_asked_again_and_norms_are_offered_by_it(stocked) -> None:
    (stocked.home).mkdir(mode=0o700, parents=True, exist_ok=True)
    (stocked.home / "config.yaml").write_text("places: here\nbodies: guild\n", "utf-8")
    lines = [line for line in MINI.splitlines() if "places" not in line and "bodies" not in line]
    done = stocked("decide", "--answers", stocked.write("b.yaml", "\n".join(lines)))
    assert done.returncode == 0, done.stderr
    assert "Kept for next time" not in words(done.stderr)
    second = max(stocked.sessions, key=lambda path: path.stat().st_mtime_ns)
    opened, *rest = events(second)
    assert (opened["places"], opened["bodies"]) == (["here"], ["guild"])
    (rule,) = next(one["value"] for one in rest if one.get("step") == "mini.norms")
    assert rule["says"] == "What n1 says."


def test_what_an_answers_file_says_itself_counts_before_what_is_kept(stocked) -> None:
    stocked("doctor", "--set-places", "here", "--set-bodies", "guild")
    own = MINI.replace("[here]", "[there]").replace("[guild]", "[none]").replace("must", "must, says: Pass it on.")
    done = stocked("decide", "--answers", stocked.write("a.yaml", own))
    assert done.returncode == 0, done.stderr
    assert "not used" not in done.stderr
    opened, *rest = events(stocked.sessions[0])
    said = {one["step"]: one.get("value") for one in rest if one["kind"] == "answer.given"}
    assert not {"places", "bodies"} & set(opened)
    assert (said["mini.places"], said["mini.bodies"]) == (["there"], ["none"])
    assert "there" not in kept(stocked), "what was kept stays as it was"


def test_a_walk_that_stops_before_its_end_keeps_nothing(stocked) -> None:
    stocked("decide", "--route", "mini", "--set", "mini.danger=no", "--set", "mini.places=[here]")
    assert kept(stocked) == ""


def test_doctor_sets_shows_and_checks_places_and_bodies(ethics) -> None:
    done = ethics("doctor", "--set-places", "uk-england, us-ca", "--set-bodies", "bacp")
    assert done.returncode == 0, done.stdout
    assert "Places: uk-england, us-ca" in words(done.stdout)
    assert "Bodies: bacp" in words(ethics("doctor").stdout)


@pytest.mark.parametrize("option", ["--set-places", "--set-bodies"])
def test_doctor_tells_an_id_that_nothing_knows_and_leaves_with_one(ethics, option: str) -> None:
    done = ethics("doctor", option, "atlantis")
    assert done.returncode == 1
    assert "atlantis is not known here" in words(done.stdout)
    assert "known are:" in words(done.stdout)
    again = ethics("doctor", "--json")
    assert again.returncode == 1
    odd = [one["name"] for one in json.loads(again.stdout)["checks"] if not one["fine"]]
    assert odd == [option.removeprefix("--set-").capitalize()]


# what a session shows of it


def test_the_json_record_and_show_tell_the_same_gaps(stocked) -> None:
    stocked("decide", "--answers", stocked.write("a.yaml", MINI))
    ident = stocked.sessions[0].name.removesuffix(".jsonl")
    found = json.loads(stocked("record", ident, "--format", "json").stdout)
    assert (found["places"], found["bodies"], found["model"]) == (["here"], ["guild"], None)
    assert "S9" in {one["id"] for one in found["findings"]}
    said = words(stocked("show", ident).stdout)
    assert all(one["message"] in said for one in found["findings"])


def test_a_slip_of_a_session_that_discloses_nothing_is_refused(stocked) -> None:
    stocked("decide", "--answers", stocked.write("a.yaml", MINI))
    ident = stocked.sessions[0].name.removesuffix(".jsonl")
    done = stocked("record", ident, "--layout", "slip")
    assert done.returncode == 1
    assert "nothing in this session for this paper" in words(done.stderr)
    assert not list((stocked.home / "records").glob("*.slip.md"))


def test_the_answers_of_a_session_give_it_again_with_what_was_offered(stocked) -> None:
    stocked("decide", "--answers", stocked.write("a.yaml", MINI))
    ident = stocked.sessions[0].name.removesuffix(".jsonl")
    text = stocked("answers", ident).stdout
    assert "What n1 says." in text
    done = stocked("decide", "--answers", "-", stdin=text)
    assert done.returncode == 0, done.stderr
    rules = [next(one["value"] for one in events(path) if one.get("step") == "mini.norms") for path in stocked.sessions]
    assert rules[0] == rules[1]
