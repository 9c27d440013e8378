"""`ethics second` and `ethics replay --hide`, as commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.problems import Exit

PEER = """\
walk: answers
answers:
  autonomy.stands:
    Speak with the lead: {value: for, because: She asked for help}
    Wait a week: {value: against, because: She bears it alone}
  choosing.choice: {value: Speak with the lead, because: The lead can stop it}
"""
SECRETS = (
    "It is taken out of her hands",
    "The choice stays hers",
    "The harm is not near",
    "It may happen again before",
)
FACTS = ("To be heard", "Policy HR-7", "It may stop", "She keeps her say")


@pytest.fixture
def peer(decided: Any) -> str:
    """A peer's answers, as a file."""
    return decided.write("peer.yaml", PEER)


@pytest.fixture
def second(decided: Any, session_id: str, conforms: Any) -> Any:
    """Runs `ethics second` on the decided session; what it says conforms."""

    def run(*argv: str, code: int = Exit.FINE) -> Any:
        done = decided("second", session_id, *argv)
        assert done.returncode == code, done.stderr
        assert conforms(done.stdout + done.stderr)
        return done

    return run


def one_line(text: str) -> str:
    return " ".join(text.split())


def drafts(decided: Any) -> list[Path]:
    folder = decided.home / "drafts"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_both_stand_side_by_side_with_where_they_part_and_why(second: Any, peer: str) -> None:
    shown = one_line(second("--answers", peer, "--dissent", "--needs", "To hear it from her").stdout)

    assert "Side by side: practitioner and peer (blind" in shown
    assert re.search(r"Respect for autonomy − \+ ≠ \+ − ≠", shown)
    assert "A, respect for autonomy (opposite sides) practitioner against: It is taken out of her hands" in shown
    assert "peer for: She asked for help" in shown
    assert (
        "practitioner B. Wait a week: The harm is not near peer A. Speak with the lead: The lead can stop it" in shown
    )
    assert "Of 2 leanings, 0 are the same, 0 are one step apart and 2 are on opposite sides." in shown
    assert "too few for weighted kappa, which wants about 50" in shown


def test_it_is_kept_as_one_event_that_verifies_and_its_draft_is_gone(decided: Any, second: Any, peer: str) -> None:
    before = decided.sessions[0].read_bytes().split(b"\n")
    second("--answers", peer)
    after = decided.sessions[0].read_bytes().split(b"\n")

    assert len(after) == len(before) + 1
    assert after[: len(before) - 2] == before[:-2]
    assert decided("verify").returncode == Exit.FINE
    assert drafts(decided) == []


def test_the_record_names_a_dissent_by_role_with_what_is_needed(
    decided: Any, second: Any, peer: str, session_id: str
) -> None:
    second("--answers", peer, "--by", "ethics lead", "--dissent", "--needs", "To hear it from her")
    record = decided("record", session_id, "--to", "-").stdout.partition("## Second opinions")[2].partition("\n## ")[0]

    assert "### Ethics lead, " in record
    assert "**This is a dissent. Where the two part:**" in record
    assert (
        "| A, respect for autonomy (opposite sides) | against: It is taken out of her hands | for: She asked for help |"
        in record
    )
    assert "*What they would need to see it the other way:*\xa0To hear it from her." in record


def test_without_dissent_the_record_says_how_alike_they_are_and_no_more(
    decided: Any, second: Any, peer: str, session_id: str
) -> None:
    second("--answers", peer, "--no-dissent")
    record = decided("record", session_id, "--to", "-").stdout.partition("## Second opinions")[2].partition("\n## ")[0]

    assert "Of 2 leanings" in record
    assert "not meant to stand as a dissent" in record
    assert "She asked for help" not in record


def test_opinions_are_data_by_their_published_schema(decided: Any, second: Any, peer: str, session_id: str) -> None:
    from jsonschema import Draft202012Validator

    given = json.loads(second("--answers", peer, "--dissent", "--json").stdout)
    shown = json.loads(second("--show", "--json").stdout)
    record = json.loads(decided("record", session_id, "--format", "json").stdout)
    schemas = {name: json.loads(decided("schema", name).stdout) for name in ("opinions", "record")}

    assert given == shown
    Draft202012Validator(schemas["opinions"]).validate(given)
    Draft202012Validator(schemas["record"]).validate(record)
    assert record["opinions"] == given["opinions"]
    assert [(one["option"], one["steps"]) for one in given["opinions"][0]["leanings"]] == [("o1", 2), ("o2", 2)]


def test_without_an_answer_and_without_a_terminal_it_says_what_is_missing_and_keeps_nothing(
    decided: Any, second: Any
) -> None:
    said = second(code=Exit.UNANSWERED).stderr

    assert "3 judgements are missing" in said
    assert "autonomy.stands[B]" in said
    assert "choosing.choice" in said
    assert drafts(decided) == []


def test_what_was_answered_in_part_is_kept_for_the_next_time(decided: Any, second: Any) -> None:
    second("--set", "autonomy.stands={A: {value: for, because: x}, B: {value: for, because: y}}", code=Exit.UNANSWERED)
    [draft] = [path for path in drafts(decided) if path.suffix == ".json"]
    assert draft.stat().st_mode & 0o077 == 0
    second("--set", "choosing.choice={value: A, because: z}")

    assert drafts(decided) == []
    assert json.loads(second("--show", "--json").stdout)["opinions"][0]["leanings"][0]["theirs_because"] == "x"


def test_in_a_protected_home_a_draft_is_closed_like_its_session(decided: Any, session_id: str) -> None:
    decided("protect", "--yes")
    answers = ("--set", "autonomy.stands={A: {value: for, because: A reason that is the peer's}}")
    first = decided("second", session_id, *answers)
    [draft] = [path for path in drafts(decided) if not path.name.endswith(".lock")]
    text = draft.read_bytes()
    rest = decided.write("rest.yaml", PEER.partition("    Speak")[0] + PEER[PEER.index("    Wait") :])
    second = decided("second", session_id, "--answers", rest, "--json")

    assert first.returncode == Exit.UNANSWERED
    assert draft.name.endswith(".json.age")
    assert b"the peer's" not in text
    assert json.loads(second.stdout)["opinions"][0]["leanings"][0]["theirs_because"] == "A reason that is the peer's"


def test_a_role_gives_one_opinion_and_another_role_another(second: Any, peer: str) -> None:
    second("--answers", peer)
    said = second("--answers", peer, code=Exit.USAGE).stderr
    second("--answers", peer, "--by", "second peer")

    assert "--by" in said
    assert [one["by"] for one in json.loads(second("--show", "--json").stdout)["opinions"]] == ["peer", "second peer"]


def test_show_says_when_there_is_none(second: Any) -> None:
    assert "There is no second opinion in this session" in second("--show").stdout


def test_a_session_without_options_is_refused_with_what_to_do_instead(ethics: Any) -> None:
    ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    done = ethics("second", ethics.sessions[0].stem)

    assert done.returncode == Exit.USAGE
    assert "nothing in this session to judge yet" in done.stderr


def test_two_of_its_ways_at_once_are_refused(second: Any) -> None:
    second("--show", "--export", "x.jsonl", code=Exit.USAGE)


def test_an_opinion_from_another_machine_comes_home(
    decided: Any, second: Any, peer: str, tmp_path: Path, ethics_at: Any, conforms: Any
) -> None:
    copy = tmp_path / "for-a-peer.jsonl"
    sent = one_line(second("--export", str(copy), "--of", "external peer").stdout)
    text = copy.read_text("utf-8")
    (tmp_path / "away").mkdir()
    away = ethics_at(tmp_path / "away")
    given = away("second", str(copy), "--answers", peer, "--dissent", "--needs", "To hear it from her")
    held = away("verify", str(copy))
    taken = one_line(second("--import", str(copy)).stdout)

    assert "The copy is not encrypted" in sent
    assert [words for words in SECRETS if words in text] == []
    assert all(words in text for words in FACTS)
    assert given.returncode == Exit.FINE, given.stderr
    assert not any(words in given.stdout + given.stderr for words in SECRETS)
    assert held.returncode == Exit.FINE
    assert not list((tmp_path / "away").rglob("*.jsonl"))
    assert "Side by side: practitioner and external peer (blind" in taken
    assert "External peer would need to see it the other way: To hear it from her" in taken
    assert decided("verify").returncode == Exit.FINE
    assert second("--import", str(copy), code=Exit.FOUND).stderr.count("this opinion is in your session already") == 1


def test_an_export_names_a_title_and_notes_that_go_along(ethics: Any, quick_text: str, tmp_path: Path) -> None:
    noted = quick_text.replace(
        "  framing.wants: To be heard\n", "  framing.wants: {value: To be heard, note: I lean to waiting}\n"
    )
    ethics("decide", "--answers", ethics.write("quick.yaml", noted), "--title", "Why I wait")
    ident = ethics.sessions[0].stem
    said = one_line(ethics("second", ident, "--export", str(tmp_path / "a.jsonl")).stdout)
    hidden = ethics("second", ident, "--export", str(tmp_path / "b.jsonl"), "--hide", "framing.wants")

    assert "The title goes along: “Why I wait”" in said
    assert "go along with: framing.wants." in said
    assert hidden.returncode == Exit.FINE
    assert "I lean to waiting" in (tmp_path / "a.jsonl").read_text("utf-8")
    assert "I lean to waiting" not in (tmp_path / "b.jsonl").read_text("utf-8")


def test_hostile_words_of_an_opinion_are_shown_and_do_not_act(
    decided: Any, second: Any, peer: str, session_id: str, conforms: Any
) -> None:
    evil = decided.write("evil.yaml", PEER.replace("The lead can stop it", '"| [x](file:///) # <b>\\\\x1b[2J"'))
    second("--answers", evil, "--by", "peer | **x**", "--needs", "\x1b[2J# A heading\n| a | b |", "--dissent")
    record = decided("record", session_id, "--to", "-").stdout

    assert conforms(record)
    assert second("--show").returncode == Exit.FINE
    assert not re.search(r"^# A heading", record, re.MULTILINE)


# replay --hide


HIDE = ("--hide", "--answers")


def test_each_judgement_is_answered_before_it_is_shown_and_both_stand_side_by_side(
    decided: Any, session_id: str, peer: str, conforms: Any
) -> None:
    done = decided("replay", session_id, *HIDE, peer, "--save")
    shown = one_line(done.stdout)

    assert done.returncode == Exit.FINE, done.stderr
    assert conforms(done.stdout)
    assert shown.count("And so it was answered:") == 3
    assert "Side by side: practitioner and supervisor (blind" in shown
    assert [one["by"] for one in json.loads(decided("second", session_id, "--show", "--json").stdout)["opinions"]] == [
        "supervisor"
    ]


def test_a_judgement_that_is_not_answered_is_not_shown(decided: Any, session_id: str) -> None:
    done = decided(
        "replay", session_id, "--hide", "--answers", decided.write("none.yaml", "walk: answers\nanswers: {}\n")
    )

    assert done.returncode == Exit.UNANSWERED
    assert "To be heard" in done.stdout
    assert not any(words in done.stdout for words in SECRETS)


def test_a_hidden_replay_that_is_not_kept_leaves_nothing(decided: Any, session_id: str, peer: str) -> None:
    before = decided.sessions[0].read_bytes()
    done = decided("replay", session_id, *HIDE, peer, "--no-save")

    assert done.returncode == Exit.FINE
    assert decided.sessions[0].read_bytes() == before
    assert drafts(decided) == []
