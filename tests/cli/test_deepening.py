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
