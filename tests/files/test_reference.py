"""Norms, models and organisations' cards: as files of content, and as a session carries them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.deadline import deadlines
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import AnswerGiven, Entry, FrameworkJoined, ReferenceJoined, SessionOpened
from ethics_cli.core.event_plain import Unreadable
from ethics_cli.core.form import check_event
from ethics_cli.core.offering import offers_at
from ethics_cli.core.routing import fold
from ethics_cli.core.walk import Walk
from ethics_cli.files.content_file import read_content
from ethics_cli.files.journal import open_journal
from ethics_cli.problems import EthicsError, Exit, Problem

WHOLE = {
    "limit": "Three days",
    "clock": {"working_days": 3},
    "professions": ["nurse"],
    "protects": "Good faith.",
    "trap": "None.",
}


@pytest.fixture(scope="session")
def references(content: Any) -> dict[str, Any]:
    """One reference of each kind, with every key that there is."""
    told = {"told": "may", "how": "Before, if it is safe."}
    reviewed = [{"by": "Somebody", "on": "2026-11-01", "how": "read it"}]
    norms = content.norms("law", content.norm(client=told, **WHOLE), kind="law", place="here", reviewed=reviewed)
    return {"norms": norms, "organisation": content.card(reviewed="none")}


# as files


def of_form(path: Path) -> list[Problem]:
    try:
        read_content(path.read_bytes(), path.name)
    except EthicsError as fault:
        return list(fault.problems)
    return []


@pytest.mark.parametrize("kind", ["norms", "organisation", "model"])
def test_a_file_with_every_key_is_read_as_it_was_written(tmp_path: Path, content, references, kind: str) -> None:
    part = {"title": "In part", "rows": ["care"], "part": True}
    plain = {
        **references,
        "model": content.model("m", ["law"], part, walk=["mini", {"joined": "lens"}], source=content.SEEN),
    }[kind]
    (path,) = content.put(tmp_path / kind, plain).iterdir()
    found, read, _ = read_content(path.read_bytes(), path.name)
    assert found == kind
    assert read == plain


@pytest.mark.parametrize(
    ("norm", "code"),
    [
        ({"force": "should"}, "content.not-offered"),
        ({"topics": []}, "content.form"),
        ({"topics": ["weather"]}, "content.not-offered"),
        ({"professions": ["pilot"]}, "content.not-offered"),
        ({"client": {"told": "maybe"}}, "content.not-offered"),
        ({"client": {}}, "content.missing-key"),
        ({"clock": {"days": "0"}}, "content.form"),
        ({"clock": {"days": "-3"}}, "content.form"),
        ({"clock": {"days": "10001"}}, "content.form"),
        ({"clock": {"days": "soon"}}, "content.form"),
        ({"clock": {"weeks": "2"}}, "content.unknown-key"),
        ({"title": "x" * 91}, "content.form"),
        ({"says": ""}, "content.form"),
        ({"source": "a book"}, "content.form"),
        ({"source": {"cite": "a book", "checked_on": "1 May", "verified": "yes"}}, "content.pattern"),
        ({"id": "Not an id"}, "content.pattern"),
        ({"urgent": "yes"}, "content.unknown-key"),
    ],
)
def test_a_norm_of_another_form_is_told_at_its_line(tmp_path: Path, content, norm: Any, code: str) -> None:
    plain = content.norms("rules", content.norm("fine"), content.norm(**norm))
    (path,) = content.put(tmp_path / "odd", plain).iterdir()
    (problem,) = of_form(path)
    assert problem.code == code
    second = path.read_text("utf-8").splitlines().index('   "id": "fine",')
    assert problem.place is not None
    assert problem.place.line > second


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("norms", {"entries": []}, "content.form"),
        ("norms", {"kind": "custom"}, "content.not-offered"),
        ("norms", {"about": ""}, "content.form"),
        ("card", {"words": {"goodbye": "So long."}}, "content.not-offered"),
        ("card", {"contacts": [{"reach": "by post"}]}, "content.missing-key"),
        ("card", {"contacts": [{"who": "Lead", "topics": ["weather"]}]}, "content.not-offered"),
        ("card", {"escalation": [{"who": "Lead", "mobile": "1"}]}, "content.unknown-key"),
        ("model", {"short": "x" * 25}, "content.form"),
        ("model", {"steps": []}, "content.form"),
        ("model", {"steps": [{"title": "One", "rows": []}]}, "content.form"),
        ("model", {"walk": []}, "content.form"),
        ("model", {"walk": [{"joined": "stage"}]}, "content.not-offered"),
    ],
)
def test_a_reference_of_another_form_is_told(tmp_path: Path, content, kind: str, more: Any, code: str) -> None:
    (path,) = content.put(tmp_path / "odd", getattr(content, kind)(**more)).iterdir()
    assert [problem.code for problem in of_form(path)] == [code]


# as a session carries them


@pytest.mark.parametrize("kind", ["norms", "organisation"])
def test_a_session_with_a_reference_reads_back(new_journal, now, references, kind: str) -> None:
    journal = new_journal()
    journal.append([ReferenceJoined(references[kind], "ab" * 32, "organisation")], now)
    again = open_journal(journal.path)
    assert again.entries == journal.entries
    assert again.entries[-1].event == ReferenceJoined(references[kind], "ab" * 32, "organisation")


def crafted(path: Path, *events: dict[str, Any]) -> Path:
    """A session whose chain and closing line are right, whatever its events say."""
    opened = {
        "kind": "session.opened",
        "format": "ethics-session",
        "v": 1,
        "id": "crafted",
        "program": "0",
        "routes": {},
    }
    lines, before = [], NOTHING
    for seq, event in enumerate([opened, *events]):
        whole = {"at": "2026-11-21T14:30:00Z", "prev": before, "salt": "00" * 16, "seq": seq, **event}
        lines.append(canonical(whole))
        before = line_digest(lines[-1])
    path.write_bytes(b"".join(line + b"\n" for line in (*lines, trailer_line(lines))))
    return path


def refused(path: Path) -> Problem:
    with pytest.raises(EthicsError) as caught:
        open_journal(path)
    (problem,) = caught.value.problems
    assert caught.value.exit_code == Exit.FOUND
    return problem


SECRET = "xyzzy"
ODD_NORMS: dict[str, dict[str, Any]] = {
    "a force that there is not": {"force": SECRET},
    "a force that is a list": {"force": ["must"]},
    "no source": {"source": None},
    "a source with more": {"source": {"cite": "x", "seen_by": SECRET}},
    "a clock in weeks": {"clock": {"weeks": 2}},
    "a clock that counts for ever": {"clock": {"hours": 10**12}},
    "a clock that counts back": {"clock": {"days": -1}},
    "a clock that is a truth": {"clock": {"days": True}},
    "a title that is a number": {"title": 7},
    "topics that are text": {"topics": SECRET},
    "a client who is told perhaps": {"client": {"told": SECRET}},
    "one key more": {SECRET: "x"},
}
ODD_CARDS: dict[str, dict[str, Any]] = {
    "an emergency that is a list": {"emergency": [SECRET]},
    "a contact without a name": {"contacts": [{"reach": SECRET}]},
    "a rung that is text": {"escalation": [SECRET]},
    "words that are a list": {"words": [SECRET]},
    "an id with a path in it": {"organisation": "../../etc"},
    "one key more": {SECRET: "x"},
}


@pytest.mark.parametrize("odd", ODD_NORMS)
def test_norms_of_an_odd_form_are_refused_in_one_sentence(tmp_path: Path, content, odd: str) -> None:
    norm = {key: value for key, value in content.norm(**ODD_NORMS[odd]).items() if value is not None}
    event = {
        "kind": "reference.joined",
        "reference": content.norms("rules", norm),
        "digest": "0" * 64,
        "origin": "bundled",
    }
    problem = refused(crafted(tmp_path / "s.jsonl", event))
    assert problem.code == "journal.event"
    assert "line 2 holds an event with a reference of another form" in problem.message
    assert SECRET not in str(problem)


@pytest.mark.parametrize("odd", ODD_CARDS)
def test_a_card_of_an_odd_form_is_refused_in_one_sentence(tmp_path: Path, content, odd: str) -> None:
    reference = content.card(**ODD_CARDS[odd])
    event = {"kind": "reference.joined", "reference": reference, "digest": "0" * 64, "origin": "bundled"}
    problem = refused(crafted(tmp_path / "s.jsonl", event))
    assert problem.code == "journal.event"
    assert "a reference of another form" in problem.message
    assert SECRET not in str(problem)


@pytest.mark.parametrize(
    "reference", [{}, [], "rules", {"framework": "f"}, {"norms": "rules", "organisation": "harbour"}]
)
def test_what_is_no_reference_at_all_is_refused(tmp_path: Path, reference: Any) -> None:
    event = {"kind": "reference.joined", "reference": reference, "digest": "0" * 64, "origin": "bundled"}
    assert refused(crafted(tmp_path / "s.jsonl", event)).code == "journal.event"


def test_a_reference_changed_in_the_file_breaks_the_chain(new_journal, now, answer, references) -> None:
    journal = new_journal()
    journal.append([ReferenceJoined(references["norms"], "ab" * 32), answer("x")], now)
    changed = journal.path.read_bytes().replace(b'"force":"must"', b'"force":"mays"')
    assert changed != journal.path.read_bytes()
    journal.path.write_bytes(changed)
    assert refused(journal.path).code == "journal.link"


# whatever stands in one


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 20_000),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just(["x"]),
    st.just({"x": 1}),
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every part of plain data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in places_in(one, (*path, key)))]


@st.composite
def tampered(draw: st.DrawFn, whole: Any) -> Any:
    """A reference in which one part was changed, taken out, or put in."""
    plain = json.loads(json.dumps(whole))
    *before, last = draw(st.sampled_from([path for path in places_in(plain) if path]))
    inner = plain
    for key in before:
        inner = inner[key]
    act = draw(st.sampled_from(["change", "remove", "add"]))
    if act == "remove":
        del inner[last]
    elif act == "add" and isinstance(inner, dict):
        inner[draw(st.sampled_from(["place", "body", "limit", "how", "reach", "emergency", "x"]))] = draw(ODD)
    else:
        inner[last] = draw(ODD)
    return plain


def walk_with(content: Any, reference: Any) -> Walk:
    """A walk in which everything that a reference can bear on was answered."""
    routes = {"mini": content.mini_route()}
    opened = SessionOpened("s", "0", routes, "mini", places=("here",), bodies=("guild",))
    events = [opened, FrameworkJoined(content.mini(), ""), ReferenceJoined(reference, "")]
    events += [AnswerGiven("mini.danger", "?", "no"), AnswerGiven("mini.learned", "?", "2026-11-20T11:40")]
    return fold([Entry(at, "", event) for at, event in enumerate(events)])


@pytest.mark.parametrize("kind", ["norms", "organisation"])
@given(data=st.data())
def test_a_reference_that_was_tampered_with_is_refused_or_can_be_used(
    content, references, kind: str, data: Any
) -> None:
    reference = data.draw(tampered(references[kind]))
    try:
        check_event(ReferenceJoined(reference, ""))
    except Unreadable:
        return
    walk = walk_with(content, reference)
    for step in ("mini.norms", "mini.asked"):
        found = walk.step(step)
        assert found is not None
        for offer in offers_at(walk, found):
            assert isinstance(offer.label, str)
            assert all(isinstance(said, str) for said in (*offer.notes, *offer.fields.values()))
    assert deadlines(walk) == ()
