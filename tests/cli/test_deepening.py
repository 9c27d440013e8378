"""Going deeper is a wish: it is written with the next answer, and leaves no trace when there is none."""

from __future__ import annotations


def test_a_wish_to_go_deeper_changes_nothing_until_something_is_answered(decided, session_id: str) -> None:
    before = decided.sessions[0].read_bytes()
    done = decided("resume", session_id, "--route", "full")
    assert done.returncode == 4, done.stderr
    assert "answers are missing" in done.stderr
    assert decided.sessions[0].read_bytes() == before
    assert decided("verify", session_id).returncode == 0


def test_the_wish_is_written_with_the_first_answer_on_the_deeper_route(decided, session_id: str) -> None:
    done = decided("resume", session_id, "--route", "standard", "--set", "triage.likelihood=5 (1-10)")
    assert done.returncode == 4, done.stderr
    kept = decided.sessions[0].read_text(encoding="utf-8")
    assert '"kind":"route.taken"' in kept
    assert '"step":"triage.likelihood"' in kept
    assert decided("verify", session_id).returncode == 0


def test_what_was_left_for_later_is_asked_when_the_person_comes_back(ethics, quick_text: str) -> None:
    answers = ethics.write(
        "quick.yaml", quick_text.replace("framing.wants:", "framing.wants: {skip: later, because: ask her}\n  #")
    )
    done = ethics("decide", "--answers", answers)
    assert done.returncode == 0, done.stderr
    assert "later" in ethics("show", ethics.sessions[0].stem).stdout.lower()

    done = ethics("resume", ethics.sessions[0].stem, "--set", "framing.wants=To be heard")
    assert done.returncode == 0, done.stderr
    assert "To be heard" in ethics("show", ethics.sessions[0].stem).stdout


def test_what_was_left_for_later_stays_so_when_nobody_can_say_more(ethics, quick_text: str) -> None:
    answers = ethics.write(
        "quick.yaml", quick_text.replace("framing.wants:", "framing.wants: {skip: later, because: ask her}\n  #")
    )
    assert ethics("decide", "--answers", answers).returncode == 0
    before = ethics.sessions[0].read_bytes()
    assert ethics("resume", ethics.sessions[0].stem).returncode == 0
    assert ethics.sessions[0].read_bytes() == before
