"""`ethics replay` without a terminal: printed whole or in part, as data, with other answers supposed, and what it refuses."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Blank,
    Entry,
    Event,
    FlagHandled,
    FrameworkJoined,
    LineRedacted,
    NoteAdded,
    OpinionAsked,
    OpinionGiven,
    RemarkMade,
    RouteTaken,
    SignOffGiven,
)
from ethics_cli.core.form_answers import FORMS
from ethics_cli.core.replaying import Replay
from ethics_cli.files.journal import open_journal
from ethics_cli.render.replay_data import SCHEMA, replay_data
from ethics_cli.render.replay_text import moment_lines

NOW = datetime(2030, 11, 24, 9, 0, tzinfo=UTC)
EVIL = "\x1b[2Jgone\x1b]0;t\x07 \u202eback\u2028next \x9b31m [bold]x[/]"
HEAD = "0" * 64
VALUES: tuple[Any, ...] = (
    *(
        "x",
        "yes",
        "o1",
        EVIL,
        "strongly-against",
        "9999-99-99",
        7,
        {"at": 3},
        {"at": 1, "low": 0, "high": 2},
        [],
        ["a", "o1"],
    ),
    [{"id": "o1", "label": EVIL}, {"id": "o1", "label": "twice"}],
    [{"id": "o0", "label": "none"}, {"id": "p1", "label": "x", "for": {"at": 3}}],
)
ODD: tuple[Event, ...] = (
    *(
        Blank(),
        NoteAdded("no.such", EVIL),
        FlagHandled("no.such", EVIL),
        LineRedacted(3, EVIL, EVIL),
        RouteTaken("no-such"),
    ),
    *(RemarkMade(EVIL, EVIL, "autonomy.stands", ("o9",), "approval"), SignOffGiven("x", 9, HEAD, EVIL)),
    OpinionGiven(
        "x",
        ({"step": "no.such", "asked": "", "value": ["x"]}, {"step": "framing.kind", "asked": "", "non": "later"}),
        1,
        HEAD,
    ),
)
AMENDED = AnswerAmended("framing.wants", "What does the client want?", "To be asked first", reason="She said so today")


def words(text: str) -> str:
    return " ".join(text.split())


def write(path: Path, *events: Event) -> None:
    open_journal(path).append(events, NOW)


@pytest.fixture(scope="module")
def lived(ethics_at, decided_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The command over one session that was decided, changed years later, and spoken about by others."""
    made = ethics_at(tmp_path_factory.mktemp("lived"))
    shutil.copytree(decided_home, made.home)
    write(
        made.sessions[0],
        AMENDED,
        RemarkMade("supervisor", "Did she say so herself?", "framing.wants", (), "change-wanted"),
        OpinionAsked("peer", (3, 4)),
        OpinionGiven(
            "peer", ({"step": "framing.kind", "asked": "?", "value": "plain"},), 9, HEAD, needs="To hear her."
        ),
        SignOffGiven("supervisor", 20, HEAD),
    )
    return made


@pytest.fixture
def session(lived) -> str:
    return lived.sessions[0].stem


@pytest.fixture(scope="module")
def whole(lived) -> str:
    done = lived("replay", lived.sessions[0].stem, "--all")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_a_terminal_it_is_printed_whole(lived, session: str, whole: str) -> None:
    assert lived("replay", session).stdout == whole


def test_questions_are_told_as_they_were_shown_with_their_answers_in_order(whole: str) -> None:
    said = words(whole)
    asked = ("What does the client want?", "What kind of problem is it?", "What could you do?", "What will you do?")
    assert [said.index(one) for one in asked] == sorted(said.index(one) for one in asked)
    assert "What does the client want? › To be heard" in said
    assert "Respect for autonomy now: A − B +" in said


def test_a_change_tells_what_it_was_and_is_and_why(whole: str) -> None:
    assert "Was: To be heard Now: To be asked first Why it was changed: She said so today" in words(whole)


def test_a_pause_is_coarse_and_no_time_of_any_answer_is_told(lived, session: str, whole: str) -> None:
    assert ", after months: an answer is changed" in words(whole)
    assert "2030-11-24" not in whole
    assert "2030-11-24" not in lived("replay", session, "--json").stdout


def test_what_others_said_is_told_with_their_role(whole: str) -> None:
    said = words(whole)
    assert "Somebody wants a change, by supervisor, on “" in said
    assert "› Did she say so herself?" in said
    assert "A second opinion is asked, with 2 events kept back, by peer." in said
    assert "The answer is plain" in said[said.index("A second opinion on 9 events") :]
    assert "Signed off after 20 events, unsigned, so that nothing is proved by it, by supervisor." in said


def test_the_matrix_stands_before_the_choice(whole: str) -> None:
    said = words(whole)
    assert said.index("as they stood before this:") < said.index("What will you do?")


def test_one_event_is_printed_alone_and_with_all_from_there_on(lived, session: str) -> None:
    alone = lived("replay", session, "--at", "0").stdout
    later = lived("replay", session, "--at", "8", "--all").stdout
    assert "The session begins" in alone and "Event 0" in alone
    assert alone.count("\nEvent ") == 1
    assert later.count("\nEvent ") > 5 and "The session begins" not in later


def test_its_data_conform_to_the_published_schema(lived, session: str) -> None:
    found = json.loads(lived("replay", session, "--json").stdout)
    schema = json.loads(lived("schema", "replay").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert found["format"] == "ethics-replay/1"
    assert [one["kind"] for one in found["moments"][-5:]] == [
        "changed",
        "remark",
        "opinion-asked",
        "opinion",
        "sign-off",
    ]


def test_its_data_of_one_event_hold_that_moment_alone(lived, session: str) -> None:
    found = json.loads(lived("replay", session, "--json", "--at", "0").stdout)
    assert [one["event"] for one in found["moments"]] == [0]


def test_a_what_if_tells_what_would_open_and_close_and_conforms_to_its_schema(lived, session: str) -> None:
    said = words(lived("replay", session, "--what-if", "framing.kind=plain").stdout)
    assert "If “Kind of problem” were: The answer is plain" in said
    assert "Would close:" in said
    assert "because no longer: “Kind of problem” is" in said
    found = lived("replay", session, "--what-if", "framing.kind=plain", "--json")
    jsonschema.validate(json.loads(found.stdout), json.loads(lived("schema", "what-if").stdout))


def test_a_what_if_is_supposed_at_the_event_that_is_named(lived, session: str) -> None:
    early = lived("replay", session, "--at", "8", "--what-if", "triage.danger=yes").stdout
    assert "Would rise: ⚑ stop" in early
    assert lived("replay", session, "--at", "0", "--what-if", "framing.kind=plain").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--what-if", "triage.danger=perhaps"), "triage.danger: this answer is not among the choices"),
        (("--what-if", "triage.danger"), "a what-if is written step=value"),
        (("--what-if", "no.step=1"), "no such step is on the path of this session"),
        (("--at", "999"), "this session has no event 999"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(lived, session: str, arguments: tuple[str, ...], said: str) -> None:
    done = lived("replay", session, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)


def test_words_that_would_act_on_a_terminal_are_shown_and_do_nothing(decided, session_id: str, conforms) -> None:
    write(
        decided.sessions[0],
        AnswerGiven("framing.wants", EVIL, EVIL, because=EVIL, note=EVIL),
        NoteAdded("framing.wants", EVIL),
        RemarkMade(EVIL, EVIL, "no.such", ("z9",)),
        RouteTaken(EVIL),
        OpinionGiven(EVIL, ({"step": "no.such", "asked": EVIL, "value": EVIL},), 1, HEAD, needs=EVIL),
        AnswerGiven("options.options", "?", [{"id": "o1", "label": EVIL}, {"id": "o0", "label": EVIL}]),
        LineRedacted(10**9, EVIL, EVIL),
    )
    for arguments in (["--all"], ["--json"], ["--what-if", "triage.danger=yes"]):
        done = decided("replay", session_id, *arguments)
        assert done.returncode == 0, done.stderr
        assert conforms(done.stdout)
    assert "⟨U+001B⟩" in decided("replay", session_id).stdout


@pytest.mark.parametrize(
    ("step", "value"),
    [
        ("options.options", "x"),
        ("options.options", [{"id": f"o{at}", "label": f"{at}"} for at in range(1, 300)]),
        ("autonomy.stands", "perhaps"),
        ("triage.danger", {"at": 3}),
        ("framing.wants", ["a"]),
        ("framing.wants", None),
    ],
)
def test_an_answer_of_another_form_than_its_step_is_refused_and_its_line_is_named(
    decided, session_id: str, step: str, value: Any
) -> None:
    """Whoever made the file did not make it with this program; nothing of it is shown."""
    count = open_journal(decided.sessions[0]).count
    write(decided.sessions[0], AnswerGiven(step, "?", value))
    for command in ("replay", "show"):
        done = decided(command, session_id)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"line {count + 1} holds an answer of another form than its step asks for" in done.stderr


@pytest.mark.parametrize("spoil", ["cut", "turned", "newer", "foreign", "empty"])
def test_a_file_that_is_damaged_or_newer_or_no_session_is_refused_in_one_sentence(
    decided, session_id: str, spoil: str
) -> None:
    path = decided.sessions[0]
    raw = path.read_bytes()
    spoilt = {
        "cut": raw[: len(raw) // 2],
        "turned": raw[:900] + bytes([raw[900] ^ 1]) + raw[901:],
        "newer": raw.replace(b'"v":1', b'"v":2', 1),
        "foreign": b"hello\n",
        "empty": b"",
    }[spoil]
    path.write_bytes(spoilt)
    done = decided("replay", session_id)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr and "met a fault of its own" not in done.stderr
    assert len(done.stderr.strip().split("\n")) <= 2


@settings(max_examples=30)
@given(data=st.data())
def test_whatever_a_stranger_answered_every_moment_can_be_told(data: st.DataObject, lived, conforms) -> None:
    """Answers of the right form and any content, events in any place, clocks that say anything: it is told, and it does nothing."""
    base = open_journal(lived.sessions[0]).entries
    types = {
        f"{one.event.framework['framework']}.{step['id']}": step["type"]
        for one in base
        if isinstance(one.event, FrameworkJoined)
        for step in one.event.framework["steps"]
    }
    entries = list(base)
    for at in data.draw(st.lists(st.integers(1, len(base) - 1), min_size=1, max_size=5)):
        event = entries[at].event
        if isinstance(event, AnswerGiven):
            fitting = [value for value in VALUES if FORMS[types[event.step]](value)]
            value = data.draw(st.sampled_from(fitting)) if fitting else event.value
            given_ = event._replace(value=value, open=data.draw(st.booleans()), asked=EVIL)
        else:
            given_ = data.draw(st.sampled_from(ODD))
        entries[at] = Entry(
            at, data.draw(st.sampled_from(("", "9999-99-99T99:99:99Z", "1999-01-01T00:00:00Z"))), given_
        )
    replay = Replay(entries)
    told = [line.text for moment in replay for line in moment_lines(moment, 40)]
    assert len(told) > len(replay)
    assert conforms("\n".join(told))
    jsonschema.validate(replay_data(replay, replay.walk(len(replay) - 1), 1, HEAD), SCHEMA)
