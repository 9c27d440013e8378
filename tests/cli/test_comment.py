from __future__ import annotations

import json

import pytest


@pytest.fixture
def commented(decided, session_id, conforms):
    """Says something of the decided session, and demands that it worked."""

    def comment(*argv: str):
        done = decided("comment", session_id, *argv)
        assert done.returncode == 0, done.stderr
        assert conforms(done.stdout)
        return done

    return comment


def one_line(text: str) -> str:
    return " ".join(text.split())


def record_of(decided, session_id: str) -> str:
    return decided("record", session_id, "--to", "-").stdout


def data_of(decided, session_id: str) -> dict:
    return json.loads(decided("record", session_id, "--format", "json").stdout)


def test_a_remark_is_kept_by_a_role_and_no_answer_is_changed(decided, session_id, commented) -> None:
    before = data_of(decided, session_id)["answers"]
    done = commented("autonomy.stands[A]", "--text", "Whose choice is it?", "--by", "peer")
    after = data_of(decided, session_id)

    assert "Kept: a remark on autonomy.stands[A], by peer. No answer was changed." in one_line(done.stdout)
    assert after["answers"] == before
    assert [(one["by"], one["step"], one["items"], one["stance"]) for one in after["remarks"]] == [
        ("peer", "autonomy.stands", ["o1"], None)
    ]
    assert after["status"] == "decided"


def test_show_has_a_remark_under_its_step_and_the_others_at_the_end(decided, session_id, commented) -> None:
    commented("framing.wants", "--text", "Did she say so?")
    commented("--text", "Carefully done.", "--approve")
    shown = decided("show", session_id).stdout

    under = shown.index("› To be heard")
    assert under < shown.index("» supervisor (") < shown.index("Did she say so?") < shown.index("What do your role")
    assert one_line(shown).rpartition("What others said")[2].startswith(" » supervisor approves (")


def test_a_wish_for_a_change_stands_until_its_answer_is_given_anew(decided, session_id, commented) -> None:
    commented("framing.wants", "--text", "Ask her again.", "--wants-change")
    before = record_of(decided, session_id)
    decided("amend", session_id, "framing.wants", "--value", "To be left alone", "--reason", "She said so.", "--yes")
    after = record_of(decided, session_id)

    assert "**Supervisor wants a change, on " in before
    assert "*Not answered anew so far.*" in before
    assert "*Answered anew since.*" in after


def test_a_record_without_remarks_has_no_section_for_them(decided, session_id) -> None:
    assert "Remarks and sign-off" not in record_of(decided, session_id)


@pytest.mark.parametrize(
    "text", ["# A heading", "| a | b |", "\x1b[2J\x1b[31mred", "\u202eabc", "[x](http://x)", "---"]
)
def test_whatever_is_said_stays_words(decided, session_id, commented, conforms, text: str) -> None:
    commented("framing.wants", "--text", text, "--by", f"peer {text}"[:60])
    outputs = [decided("show", session_id).stdout, record_of(decided, session_id)]

    assert all(conforms(output) for output in outputs)
    headings = [line for line in outputs[1].splitlines() if line.startswith("#")]
    assert "# A heading" not in headings
    assert "## Remarks and sign-off" in headings


def test_a_remark_never_changes_the_chain_before_it(decided, session_id, commented) -> None:
    before = decided.sessions[0].read_bytes().splitlines()[:-1]
    commented("--text", "Seen.")

    assert decided.sessions[0].read_bytes().splitlines()[: len(before)] == before
    assert decided("verify", "--quiet").returncode == 0


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        ((), 4, "there is nobody to ask for the words of a remark"),
        (("--wants-change",), 4, "there is nobody to ask for the words of a remark"),
        (("--text", "x", "--wants-change", "--approve"), 2, "not both"),
        (("--text", "\n\t "), 2, "a remark needs its words"),
        (("--text", "x", "--by", " "), 2, "it is not said who speaks"),
        (("--text", "x", "--by", "r" * 61), 2, "a role has at most 60 characters"),
        (("--text", "x" * 8_001), 2, "a remark has at most 8,000 characters"),
        (("nowhere.at-all", "--text", "x"), 2, "no such step is on the path"),
        (("autonomy.stands", "--text", "x"), 2, "this step is asked about several things"),
    ],
)
def test_what_is_no_remark_is_refused_and_nothing_is_kept(decided, session_id, argv, code: int, said: str) -> None:
    before = decided.sessions[0].read_bytes()
    done = decided("comment", session_id, *argv)

    assert (done.returncode, said in one_line(done.stderr)) == (code, True), done.stderr
    assert decided.sessions[0].read_bytes() == before


def test_an_approval_needs_no_words(decided, session_id, commented) -> None:
    commented("--approve")

    assert "Supervisor approves" in record_of(decided, session_id)
