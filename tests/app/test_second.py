"""A second opinion as a use case: what goes out, what comes back, what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.app.answers import answers_from
from ethics_cli.app.blinding import bring, demand_steps, send
from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.redacting import redact, redaction_of
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.second import Apart, Seconding, case_of, give
from ethics_cli.app.sessions import Session, new_session, reopen, wish_from
from ethics_cli.app.verifying import verify
from ethics_cli.core.chain import line_digest, trailer_line
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import AnswerGiven, OpinionAsked, OpinionGiven
from ethics_cli.core.event_plain import to_plain
from ethics_cli.core.judging import asked_places
from ethics_cli.core.opinion import opinions, side_by_side
from ethics_cli.files.home import Home
from ethics_cli.files.journal import open_journal
from ethics_cli.files.library import Library, bundled_folder, load_library
from ethics_cli.problems import EthicsError

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
SHORT = 12
"""Texts below this many characters may stand anywhere by chance."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library({"bundled": bundled_folder()})


@pytest.fixture(scope="module")
def whole(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decided session with a protocol that leaves something to weigh, four lenses, and a disclosure."""
    return decided("named-threat", library, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def short(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decided session with two judgements: no lens is looked through where what is right is being stopped."""
    return decided("moral-distress-ward", library, tmp_path_factory.mktemp("home"))


def decided(name: str, library: Library, folder: Path) -> Path:
    path = bundled_folder() / "walks" / f"{name}.yaml"
    answers, head = answers_from(path.read_bytes(), path.name, [], library)
    session = new_session(Home(folder), library, wish_from(head), FixedClock(NOW))
    with session.journal.locked():
        Conduct(session, ScriptAsker(answers)).run()
    assert session.walk.status == "decided"
    return session.journal.path


@pytest.fixture
def session(whole: Path, library: Library, tmp_path: Path) -> Session:
    """The session, in a home of this test's own."""
    home = Home(tmp_path / "home")
    home.prepare()
    shutil.copy(whole, home.sessions)
    return reopen(home.sessions / whole.name, library, FixedClock(NOW), home)


@pytest.fixture
def peer(library: Library) -> Callable[[Path], Session]:
    """Opens a copy on the peer's machine, which has no registry of this session."""
    return lambda path: reopen(path, library, FixedClock(NOW))


def judged(session: Session, by: str = "peer", **changes: Any) -> OpinionGiven:
    """An opinion that answers everything it is asked, with the first choice or the middle one."""
    apart = Apart(case_of(session), session.clock)
    while (
        place := next((one for one in asked_places(apart.walk) if one.key not in apart.walk.answers), None)
    ) is not None:
        value = {"appraisal": "for", "percent": {"at": 40}, "passage": "What I would do"}.get(place.step.type)
        if value is None:
            value = "weigh" if place.step.choices else "o1"
        apart.append(AnswerGiven(place.step.ref, "?", value, place.key[1], "a reason of the peer"))
    return apart.opinion(by)._replace(**changes)


def words_in(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)


def answers_in(session: Session, seqs: set[int]) -> set[str]:
    """What was typed in these events: values, reasons, notes; not the questions."""
    events = [to_plain(entry.event) for entry in session.journal.entries if entry.seq in seqs]
    kept = ("value", "because", "other", "note", "reason", "text", "how")
    texts = {text for one in events for key in kept for text in words_in(one.get(key))}
    return {text for text in texts if len(text) >= SHORT and " " in text}


def rewritten(path: Path, change: Callable[[list[bytes]], None]) -> None:
    """The file with its lines changed and a closing line that matches them, as somebody could write it."""
    lines = path.read_bytes()[:-1].split(b"\n")[:-1]
    change(lines)
    path.write_bytes(b"".join(line + b"\n" for line in (*lines, trailer_line(lines))))


def with_last(path: Path, **changes: Any) -> None:
    """The file with other keys in its last event."""

    def change(lines: list[bytes]) -> None:
        lines[-1] = canonical({**json.loads(lines[-1]), **changes})

    rewritten(path, change)


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(EthicsError) as caught:
        act()
    return caught.value.problems[0].code


# what a second person gets


def test_a_case_shows_facts_options_and_what_is_said_of_them_and_no_judgement(session: Session) -> None:
    walk = case_of(session).walk
    answered = {ref for ref, _ in walk.folded.answers}

    assert {"framing.wants", "people.parties", "norms.norms", "options.options"} <= answered
    assert not any(ref.startswith(("self.", "help.", "choosing.", "acting.", "disclosure.")) for ref in answered)
    assert not any(ref.endswith((".stands", ".exit", ".dissent")) for ref in answered)
    assert walk.status == "open"


def test_a_step_that_is_named_is_hidden_too(session: Session) -> None:
    shown = {
        ref for ref, _ in case_of(session, demand_steps(session.walk, ["framing.known", "people"])).walk.folded.answers
    }

    assert "framing.known" not in shown
    assert not any(ref.startswith("people.") for ref in shown)
    assert code_of(lambda: demand_steps(session.walk, ["framing.nothing"])) == "second.unknown-step"


def test_an_opinion_is_one_event_and_changes_no_answer(session: Session) -> None:
    before, status = dict(session.walk.answers), session.walk.status
    give(session, judged(session, needs="To hear it from the client", dissents=True))

    assert session.walk.answers == before
    assert session.walk.status == status
    entry = opinions(session.walk)[0]
    assert entry.seq == session.journal.count - 1
    assert side_by_side(session.walk, entry).agreement.pairs == sum(
        1 for place in session.walk.path if place.step.type == "appraisal"
    )


@pytest.mark.parametrize(("exit_", "asked"), [("settled", ["exit", "settled-act"]), ("weigh", ["exit"])])
def test_where_the_rules_left_one_course_a_peer_says_whether_they_do(
    library: Library, tmp_path: Path, exit_: str, asked: list[str]
) -> None:
    path = decided("names-in-interviews", library, tmp_path)
    apart = Apart(case_of(reopen(path, library, FixedClock(NOW))), FixedClock(NOW))
    given = {
        "reporting-duty.exit": {"value": exit_, "because": "As I read the rule"},
        "reporting-duty.settled-act": "I would tell the officer today",
    }
    end = Seconding(apart, ScriptAsker(Answers(given))).run()

    assert end is End.CLOSED
    assert [one["step"].partition(".")[2] for one in apart.answers()] == asked


def test_an_earlier_opinion_is_hidden_from_the_next_one(session: Session) -> None:
    give(session, judged(session))

    assert opinions(case_of(session).walk) == ()


def test_answers_are_kept_one_by_one_and_an_answer_that_could_not_be_kept_is_forgotten(session: Session) -> None:
    kept: list[int] = []
    apart = Apart(case_of(session), session.clock, lambda one: kept.append(len(one.answers())))
    place = asked_places(apart.walk)[-1]
    apart.append(AnswerGiven(place.step.ref, "?", {"at": 40}))

    def full(_: Apart) -> None:
        raise OSError

    apart.keep = full
    with pytest.raises(OSError):
        apart.append(AnswerGiven(place.step.ref, "?", {"at": 50}))

    assert kept == [1]
    assert [one["value"] for one in apart.answers()] == [{"at": 40}]


# what goes out


def test_a_copy_has_the_chain_and_the_head_of_the_session_and_verifies_anywhere(
    session: Session, tmp_path: Path
) -> None:
    sent = send(session, tmp_path / "copy.jsonl", "external peer")
    verdict = verify(tmp_path / "copy.jsonl", {})

    assert verdict.holds
    assert (verdict.count, verdict.head) == (session.journal.count, session.journal.head)
    assert len(verdict.hidden) == sent.hidden
    assert verify(session.journal.path, {}).holds


def test_no_word_of_a_hidden_answer_is_in_the_copy(session: Session, tmp_path: Path) -> None:
    send(session, tmp_path / "copy.jsonl", "peer")
    raw = (tmp_path / "copy.jsonl").read_bytes()
    asked = session.journal.entries[-1].event
    assert isinstance(asked, OpinionAsked)
    gone = set(asked.hides)
    stays = answers_in(session, {entry.seq for entry in session.journal.entries} - gone)
    secret = {text for text in answers_in(session, gone) if not any(text in other for other in stays)}

    assert len(secret) > 30
    assert [text for text in secret if json.dumps(text, ensure_ascii=False)[1:-1].encode() in raw] == []


def test_the_copy_carries_no_framework_that_only_a_hidden_answer_brought_in(session: Session, tmp_path: Path) -> None:
    assert "disclosure" in session.folded.frameworks
    send(session, tmp_path / "copy.jsonl", "peer")

    assert b"disclosure.rung" not in (tmp_path / "copy.jsonl").read_bytes()
    assert (
        "disclosure"
        not in Session(open_journal(tmp_path / "copy.jsonl"), session.library, session.clock).folded.frameworks
    )


def test_what_is_left_of_a_redacted_judgement_is_not_in_the_copy(
    session: Session, peer: Callable[[Path], Session], tmp_path: Path
) -> None:
    for step in ("choosing.choice", "framing.known"):
        redact(session, redaction_of(session, step), "practitioner", "It named somebody.")
    send(session, tmp_path / "copy.jsonl", "peer")
    away = peer(tmp_path / "copy.jsonl")
    steps = {ref for ref, _ in away.folded.answers}

    assert verify(tmp_path / "copy.jsonl", {}).holds
    assert "choosing.choice" not in steps
    assert "framing.known" in steps
    assert case_of(away).copy


def test_the_same_asking_is_noted_once(session: Session, tmp_path: Path) -> None:
    send(session, tmp_path / "one.jsonl", "peer")
    count = session.journal.count
    send(session, tmp_path / "two.jsonl", "peer")

    assert session.journal.count == count
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.mark.parametrize(("name", "code"), [("copy.json", "second.name"), ("there.jsonl", "second.exists")])
def test_a_copy_is_written_only_under_a_fit_name_that_is_free(
    session: Session, tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "there.jsonl").write_text("a copy that came back")
    count = session.journal.count

    assert code_of(lambda: send(session, tmp_path / name, "peer")) == code
    assert session.journal.count == count


# what comes back


@pytest.fixture(scope="module")
def returned(short: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A session that asked for an opinion, and the copy that came back with one."""
    folder = tmp_path_factory.mktemp("returned")
    session = reopen(Path(shutil.copy(short, folder)), library, FixedClock(NOW))
    path = folder / "back.jsonl"
    send(session, path, "external peer")
    away = reopen(path, library, FixedClock(NOW))
    assert case_of(away).copy
    assert case_of(away).of == "external peer"
    give(away, judged(away, "external peer", needs="The vet's letter", dissents=True))
    return session.journal.path, path


@pytest.fixture
def asking(returned: tuple[Path, Path], library: Library, tmp_path: Path) -> Session:
    """The session that asked, in a home of this test's own."""
    home = Home(tmp_path / "asking")
    home.prepare()
    shutil.copy(returned[0], home.sessions)
    return reopen(home.sessions / returned[0].name, library, FixedClock(NOW), home)


@pytest.fixture
def back(returned: tuple[Path, Path], tmp_path: Path) -> Path:
    """The copy that came back."""
    return Path(shutil.copy(returned[1], tmp_path))


def test_an_opinion_from_elsewhere_becomes_an_event_of_the_session_with_proof_of_what_was_seen(
    asking: Session, back: Path
) -> None:
    seen, head = asking.journal.count, asking.journal.head
    [entry] = bring(asking, back)
    opinion = entry.event

    assert isinstance(opinion, OpinionGiven)
    assert (opinion.by, opinion.needs, opinion.dissents, opinion.blind) == (
        "external peer",
        "The vet's letter",
        True,
        True,
    )
    assert (opinion.seen, opinion.head) == (seen, head)
    assert verify(asking.journal.path, {}).holds
    assert line_digest(asking.journal.lines[-1]) != open_journal(back).head


def test_a_copy_that_came_back_holds_as_it_is(back: Path) -> None:
    assert verify(back, {}).holds


def test_an_opinion_is_taken_in_although_the_session_went_on_meanwhile(asking: Session, back: Path) -> None:
    place = asking.walk.by_role("decision")
    assert place is not None
    with asking.journal.locked():
        asking.append(AnswerGiven(place.step.ref, "?", "o2", because="I thought again"))
    [entry] = bring(asking, back)

    assert [one.changed for one in side_by_side(asking.walk, entry).answers if one.step.role == "decision"] == [True]


def test_taking_in_twice_is_refused(asking: Session, back: Path) -> None:
    bring(asking, back)
    count = asking.journal.count

    assert code_of(lambda: bring(asking, back)) == "second.again"
    assert asking.journal.count == count


def test_a_copy_without_an_opinion_brings_nothing(session: Session, tmp_path: Path) -> None:
    send(session, tmp_path / "copy.jsonl", "peer")

    assert code_of(lambda: bring(session, tmp_path / "copy.jsonl")) == "second.no-opinion"


def test_a_second_opinion_of_one_role_is_refused(asking: Session, back: Path) -> None:
    give(asking, judged(asking, "external peer"))

    assert code_of(lambda: bring(asking, back)) == "second.twice"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": ""}, "role.missing"),
        ({"by": "x" * 200}, "role.long"),
        ({"needs": "x" * 9000}, "second.long"),
        ({"seen": 3}, "second.other-state"),
        ({"seen": 0}, "second.other-state"),
        ({"seen": 10**9}, "second.other-state"),
        ({"head": "0" * 64}, "second.other-state"),
        ({"answers": [{"step": "framing.wants", "asked": "?", "value": "Written over"}]}, "second.odd-answers"),
        (
            {"answers": [{"step": "choosing.choice", "asked": "?", "value": "o99", "because": "x"}]},
            "second.odd-answers",
        ),
        ({"answers": [{"step": "choosing.choice", "asked": "?", "value": {"at": 3}}]}, "journal.event"),
        ({"answers": [{"step": "choosing.sure", "asked": "?", "value": "o1"}]}, "journal.event"),
        ({"answers": [{"step": "choosing.sure", "asked": "?", "kind": "note.added", "text": "x"}]}, "journal.event"),
        ({"answers": [{"step": "no.such", "asked": "?", "value": "x", "items": ["o1"]}]}, "second.odd-answers"),
        ({"answers": [{"step": "../x", "asked": "?"}]}, "journal.event"),
        ({"kind": "answer.given"}, "journal.event"),
    ],
    ids=lambda found: ",".join(found) if isinstance(found, dict) else found,
)
def test_an_odd_opinion_is_refused_in_a_sentence_and_nothing_is_written(
    asking: Session, back: Path, changes: dict[str, Any], code: str
) -> None:
    with_last(back, **changes)
    before = asking.journal.path.read_bytes()

    assert code_of(lambda: bring(asking, back)) == code
    assert asking.journal.path.read_bytes() == before


def test_words_that_act_on_a_terminal_are_taken_in_without_their_power(asking: Session, back: Path) -> None:
    with_last(back, needs="\x1b[2J\x07gone\r\nand on", by="peer\n\x1b]0;x\x07")
    [entry] = bring(asking, back)
    opinion = entry.event

    assert isinstance(opinion, OpinionGiven)
    assert "\x1b" not in opinion.needs + opinion.by
    assert "\n" not in opinion.by


def test_an_opinion_on_a_file_that_shows_the_conclusion_is_not_called_blind(
    session: Session, peer: Any, tmp_path: Path
) -> None:
    send(session, tmp_path / "copy.jsonl", "peer")
    shutil.copy(session.journal.path, tmp_path / "whole.jsonl")
    away = peer(tmp_path / "whole.jsonl")
    give(away, judged(away))
    [entry] = bring(session, tmp_path / "whole.jsonl")

    assert isinstance(entry.event, OpinionGiven)
    assert not entry.event.blind


def test_a_file_with_another_history_is_refused_with_the_event_where_they_part(
    asking: Session, back: Path, tmp_path: Path
) -> None:
    def forge(lines: list[bytes]) -> None:
        plain = json.loads(lines[5])
        lines[5] = canonical({**plain, "salt": "0" * 32})
        for at in range(6, len(lines)):
            if not lines[at].startswith(b'{"redacted"'):
                lines[at] = canonical({**json.loads(lines[at]), "prev": line_digest(lines[at - 1])})

    rewritten(back, forge)

    with pytest.raises(EthicsError) as caught:
        bring(asking, back)
    assert caught.value.problems[0].code == "second.other-history"
    assert "event 5" in caught.value.problems[0].message


def test_a_damaged_file_a_foreign_one_and_another_session_are_refused(
    asking: Session, back: Path, tmp_path: Path
) -> None:
    raw = back.read_bytes()
    damaged, foreign, other = (tmp_path / name for name in ("damaged.jsonl", "foreign.jsonl", "other.jsonl"))
    damaged.write_bytes(raw[:2000] + b"X" + raw[2001:])
    foreign.write_text("[]\n")
    other.write_bytes(raw)
    rewritten(other, lambda lines: lines.__delitem__(slice(1, None)))
    with_last(other, id="other-session")

    assert code_of(lambda: bring(asking, damaged)).startswith("journal.")
    assert code_of(lambda: bring(asking, foreign)) == "journal.foreign"
    assert code_of(lambda: bring(asking, other)) == "second.other-session"


def test_an_opinion_about_another_history_is_not_written(session: Session) -> None:
    assert code_of(lambda: give(session, judged(session, head="0" * 64))) == "second.other-history"
    assert code_of(lambda: give(session, judged(session, seen=10**6))) == "second.other-history"


def test_an_opinion_that_leaves_no_room_in_the_session_is_not_written(session: Session) -> None:
    long = [{"step": "choosing.sure", "asked": "?", "because": "x" * 9_000_000}]

    assert code_of(lambda: give(session, judged(session, answers=tuple(long)))) == "second.too-large"
